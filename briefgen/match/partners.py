"""Items that one side shares with somebody who is none: a deal with a third country, what it is asked to do."""

from __future__ import annotations

import re
from bisect import bisect_left

from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.match.weight import REPORT, STATEMENT
from briefgen.model import Item, Span
from briefgen.text import fold

_SHARED = frozenset({"discussed", "agreed", "to-discuss"})
_ASKS = ("ask:", "raise: press")
_ASKED = re.compile(r" [\w .,'’-]{2,60}? (?=to [a-z])")  # of whom something is asked
_NEAR = 40  # characters behind "with" in which a partner is named


def is_with_others(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether a side agrees it with, discusses it with, or will lay it before, no side; or nobody of a side does."""
    if any(told(item, owners, cast) for told in _OTHERS):
        return True
    if any(actor.kind == "both" for actor in item.actors):
        return _is_of_another_pair(item, cast)
    if item.status == "to-raise":
        asked = _ASKED.match(cast.findings.article.text, item.cue.end, item.sentence.end)
        return asked is not None and item.rule.startswith(_ASKS) and _whose(Span(*asked.span()), cast) == {THIRD}
    text = cast.findings.article.text
    if item.status not in _SHARED or len(owners - {THIRD}) > 1 or len(cast.sides_in(item.sentence)) > 1:
        return False
    bound = _OBJECT if item.status == "agreed" else _SUBJECT
    behind = fold(text[item.cue.start : item.sentence.end])
    for found in _WITH.finditer(behind):
        at = item.cue.start + found.end()
        if not bound.search(behind, 0, found.start()) and _first(at, cast) == THIRD:
            return True
    before = fold(text[item.sentence.start : item.cue.start])
    met = [item.sentence.start + found.end() for found in _MEETS.finditer(before)]
    return bool(met) and _first(met[-1], cast) == THIRD


def _is_asked_of_its_own(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether a side asks its own people, and nobody else: "called on Kenyans to vote"."""
    asks = item.status == "open" and item.rule.startswith(_ASKS) and len(owners) == 1 and THIRD not in owners
    hearer = _HEARER.match(cast.findings.article.text, item.cue.end) if asks else None
    if hearer is None:
        return False
    return _whose(Span(*hearer.span("who")), cast) == owners


_HEARER = re.compile(r" (?:all |the )?(?P<who>[A-Z][a-z]+(?:s|ese|ish|ch)) (?:to|for|not to) ")


def _is_with_third(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether all those with whom a side spoke of it are of no side: "spoke with the leaders of Chile about Kenya"."""
    if not item.rule.startswith("contact") or len(owners - {THIRD}) != 1:
        return False
    matter = _ABOUT.search(fold(cast.findings.article.text[item.cue.start : item.sentence.end]))
    return matter is not None and _whose(Span(item.cue.start, item.cue.start + matter.start()), cast) == {THIRD}


_ABOUT = re.compile(r"\b(?:about|on|over|regarding|concerning|to discuss|for talks)\b")


def is_of_another_pact(sentence: Span, cast: Cast) -> bool:
    """Whether a sentence is of what a side settles with a third country, which it or the one before it names.

    As in "Peru will give the isle to Chile, which both countries call a step to a peace treaty. Quispe is ready to sign
    a peace treaty." A sentence that names both sides is of the two.
    """
    text = cast.findings.article.text
    said = fold(sentence.of(text))
    both, pact = _BOTH.search(said), _PACT.search(said)
    if not both and not pact:
        return False
    own = _whose(sentence, cast)
    if len(own - {THIRD}) != 1:
        return False
    if THIRD in own:
        return both is not None and _third_land(Span(sentence.start, sentence.start + both.start()), cast)
    before = cast.sentence_at(Span(max(0, sentence.start - 2), max(0, sentence.start - 1)))
    if pact is None or before is None or before == sentence:
        return False
    told = fold(before.of(text))
    both = _BOTH.search(told)
    if both is None or not _PACT.search(told) or _whose(before, cast) - own != {THIRD}:
        return False
    return _third_land(Span(before.start, before.start + both.start()), cast)


def _is_of_third(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether its sentence is of what one side settles with a third country."""
    del owners
    return is_of_another_pact(item.sentence, cast) or is_held_with_third(item.sentence, cast)


def is_held_with_third(sentence: Span, cast: Cast) -> bool:
    """Whether a sentence of one side tells of its talks or deal with a third country, or what passes between these."""
    own = _whose(sentence, cast)
    if THIRD not in own or len(own) != _PAIR:
        return False
    both = _BOTH.search(fold(sentence.of(cast.findings.article.text)))
    text, places = cast.findings.article.text, cast.findings.places
    low, high = (bisect_left(places, at, key=lambda place: place.span.start) for at in (sentence.start, sentence.end))
    for place in places[low:high]:
        if cast.place(place) == THIRD and len(place.country) == _COUNTRY:
            before = fold(text[sentence.start : place.span.start])
            if _TALKS_WITH.search(before) or (both is not None and _TOWARDS.search(before)):
                return True
    return False


_PAIR = 2
_TALKS_WITH = re.compile(
    r"(?<!\bfollowed )(?<!\bfollows )(?<!\bafter )(?<!\bfollowing )(?<!\bamid )"
    r"\b(?:talks|discussions|negotiations|consultations|memorandum|mou|deal|agreement) (?:[a-z]+ ){0,3}with (?:the )?\Z"
)
_TOWARDS = re.compile(r"\b(?:accus(?:ed|es|ing)|blam(?:ed|es|ing)|with) (?:the )?\Z")


def _third_land(span: Span, cast: Cast) -> bool:
    """Whether a third country, which an alliance is not, is named in a stretch: the other of "both countries"."""
    places = cast.findings.places
    low, high = (bisect_left(places, at, key=lambda place: place.span.start) for at in (span.start, span.end))
    return any(cast.place(place) == THIRD and len(place.country) == _COUNTRY for place in places[low:high])


_COUNTRY = 2  # letters of a country's code


_BOTH = re.compile(r"\b(?:both|the two) (?:countries|nations|states|governments|neighbou?rs|capitals)\b")
_PACT = re.compile(
    r"\b(?:peace|border|trade|ceasefire) (?:deal|treaty|agreement|accord|pact)s?\b|"
    r"\bsign(?:ed|ing)? (?:an?|the) (?:[\w-]+ ){0,3}(?:deal|treaty|agreement|accord|pact)\b"
    r"(?! (?:with|between))"
)


def _is_of_others(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether a sentence that is no side's word tells of third countries alone: "The G7 backed Chile's stance"."""
    if owners or item.status not in ("open", "agreed") or item.rule in _SENTENCES:
        return False
    if any(cast.pair(actor) for actor in item.actors) or cast.sides_in(item.sentence):
        return False
    said = fold(item.sentence.of(cast.findings.article.text))
    return _whose(item.sentence, cast) == {THIRD} and _OF_THE_PAIR.search(said) is None


_SENTENCES = frozenset({STATEMENT, REPORT})
_OF_THE_PAIR = re.compile(r"\b(?:they|he|she|it|we|i|two|both|sides)\b")  # who may be the sides


def _is_left_to_another(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether it is only told who is to agree or to talk: "the onus is on the rebels to agree to a truce"."""
    del owners
    before = fold(cast.findings.article.text[item.sentence.start : item.cue.start])
    return item.status in _SHARED and _ONUS.search(before) is not None


_ONUS = re.compile(r"\b(?:onus|burden|responsibility|duty|incumbent|up)\b[^,;:\"]{0,40} to (?:also |now |first )?\Z")


def _is_of_many(item: Item, owners: set[str], cast: Cast) -> bool:
    """Whether each of many countries has a deal of its own: "Kenya, Peru and Chile have signed trade agreements"."""
    del owners
    if item.status != "agreed":
        return False
    behind = fold(cast.findings.article.text[item.cue.start : item.sentence.end])
    if _DEALS.match(behind) is None or _AMONG.search(behind):
        return False
    return _third_land(Span(item.sentence.start, item.cue.start), cast)


_DEALS = re.compile(
    r"[a-z]+ (?!the |an? |their |its |two |three |several )(?:[\w-]+ ){0,3}(?:agreements|pacts|deals|accords|treaties|"
    r"memorandums|memoranda|partnerships)\b"
)
_AMONG = re.compile(r"\b(?:each other|one another|between|among|together)\b")
_OTHERS = (_is_of_others, _is_with_third, _is_of_third, _is_asked_of_its_own, _is_left_to_another, _is_of_many)


def _is_of_another_pair(item: Item, cast: Cast) -> bool:
    """Whether one side and a third country do it together: "Kenya and Chile reaffirmed their pact"."""
    if not any(actor.kind == "both" and len(cast.pair(actor)) == 1 for actor in item.actors):
        return False
    if len(cast.sides_in(Span(item.sentence.start, item.cue.start))) > 1:
        return False
    said = fold(item.span.of(cast.findings.article.text))
    return item.status in _SHARED or _OF_THEM.search(said) is not None


_OF_THEM = re.compile(r"\b(?:their|joint|mutual|bilateral|each other|one another)\b")
# Behind one of these "with" belongs to what is talked about, and not to those who talk.
_SUBJECT = re.compile(
    r"\b(?:relations?|relationships?|ties|cooperation|co-operation|partnerships?|deals?|agreements?|accords?|pacts?|trade|"
    r"talks|dialogue|contacts?|engagement|negotiations|summits?|alliances?|links|war|conflict|border|truce|ceasefire|"
    r"tensions?|disputes?|row|solidarity|dealing|deal|standoff|rivalry|competition|peace|problems?|work|working)\Z"
)
_OBJECT = re.compile(r"\b(?:war|conflict|border|tensions?|disputes?|row|solidarity|standoff|rivalry|dealing)\Z")
_WITH = re.compile(r" with (?:(?:the|his|her|its|their) )?(?:[a-z]+ ){0,2}?(?=[a-z])")
_MEETS = re.compile(
    r"\b(?:meets?|met|meeting|talks|hosts?|hosted|receives?|received) (?:with )?(?:(?:the|his|her|its|their) )?"
)


def _first(at: int, cast: Cast) -> str | None:
    """The side of whoever is named first behind a place in the text; THIRD for a country or a person of none."""
    near = Span(at, at + _NEAR)
    named = [(span.start, side) for span, side in cast.presence if near.start <= span.start < near.end]
    named += _others(near, cast)
    start, side = min(named, default=(near.end, None))
    return side if start - at <= _TITLE else None


_TITLE = 24  # characters of a title before a name


def _whose(span: Span, cast: Cast) -> set[str]:
    return set(cast.sides_in(span)) | {side for _, side in _others(span, cast)}


def _others(span: Span, cast: Cast) -> list[tuple[int, str]]:
    """Where a third country, or a person of one, is named in a stretch."""
    found = cast.findings
    spots = [place.span.start for place in found.places if cast.place(place) == THIRD]
    spots += [at.start for person in found.people if cast.person(person.name) == THIRD for at in person.mentions]
    return [(at, THIRD) for at in spots if span.start <= at < span.end]
