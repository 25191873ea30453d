"""Whose a verb cue of an agenda item is: the subject beside it, one it shares, or whom a description stands for.

"The secretary offered help" is the last person met who is a secretary; "met her in Lima to discuss tea" is whoever met.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache

from briefgen.extract.cues import Cue, is_bare
from briefgen.extract.reading import Reading, controlled
from briefgen.extract.topics import event_nouns
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, ActorKind, Place, Sentence, Span
from briefgen.text import fold

# Who may be the subject of a group's cues. "Unnamed" sources speak about talks, they do not hold them.
_SIDES: frozenset[ActorKind] = frozenset({"person", "country", "both"})
_ALL: frozenset[ActorKind] = frozenset({*_SIDES, "talks"})
_MAY: dict[str, frozenset[ActorKind]] = {
    "discuss": _ALL,
    "contact": _SIDES,
    "programme": frozenset({"talks"}),
    "raise": _SIDES,
    "ask": _SIDES,
    "stance": _ALL,
    "intend": _SIDES,
    "agree": _ALL,
    "announce": frozenset({"both", "talks"}),
}
_LOOK_BACK = 4  # sentences; "the secretary" behind more than that may be another


def may(actor: Actor, cue: Cue, lexicon: Lexicon, *, coming: bool) -> bool:
    """Whether the actor can be the subject of the cue; an unnamed official speaks for the country that is named.

    What one side launched alone is its own business; what it "will announce" at a meeting is for the other's ears.
    """
    if cue.group == "announce" and coming and cue.form.lemma in {"announce", "unveil"} and actor.kind in _SIDES:
        return True
    if is_of_two(actor, cue, lexicon):
        return False
    return actor.kind in _MAY[cue.group] or (actor.kind == "unnamed" and bool(actor.country))


def is_of_two(actor: Actor, cue: Cue, lexicon: Lexicon) -> bool:
    """Whether only two can do together what one alone is told to do: "Kenya considers the treaty" is on no agenda."""
    return cue.form.lemma in _of_two(lexicon) and actor.kind not in {"both", "talks"}


@cache
def _of_two(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.together"))


def stood_for(actor: Actor | None, sentence: Sentence, reading: Reading) -> Actor | None:
    """The actor, or whom its words stand for: "they" after two people, "the secretary", "the ministry"."""
    if (
        actor is not None
        and actor.kind == "person"
        and _AND_HE.search(reading.view, max(sentence.span.start, actor.span.start - 24), actor.span.start)
    ):
        return Actor(kind="both", span=actor.span)
    before = reading.view[max(sentence.span.start, actor.span.start - _FRONT) : actor.span.start] if actor else ""
    if actor is not None and _OFFICE_AND.search(before):
        return Actor(kind="both", span=actor.span)
    if actor is None or actor.country or actor.kind not in ("unnamed", "other"):
        return actor
    words = actor.span.of(reading.view)
    if actor.kind == "other":
        if place := reading.cast.places_to.get(actor.span.end):
            return _formal(actor, place, sentence, reading)
        if words in _STANDING:
            return _STANDING[words](actor, sentence, reading)
    definite = _DEFINITE.search(reading.view, max(sentence.span.start, actor.span.start - 14), actor.span.start)
    return _described(actor, words, sentence, reading) if definite and " " not in words else actor


def _formal(actor: Actor, place: Place, sentence: Sentence, reading: Reading) -> Actor:
    """The country under its full style, alone or beside another: "the Republic of Kenya"."""
    view, start = reading.view, sentence.span.start
    styled = _STYLE.search(view, max(start, place.span.start - 60), place.span.start)
    if styled is None:
        return actor
    beside = reading.cast.places_in(Span(start, styled.start())) if styled.group("and") else ()
    if beside and beside[-1].country != place.country:
        return Actor(kind="both", span=Span(beside[-1].span.start, place.span.end))
    return replace(reading.cast.country_actor(place), span=Span(styled.start("style"), place.span.end))


_STYLE = re.compile(
    r"(?P<and> and )?(?:the )?"
    r"(?P<style>(?:[a-z']+ ){0,3}(?:republic|kingdom|state|sultanate|commonwealth|federation) of )(?:the )?$"
)


def _speaker(actor: Actor, sentence: Sentence, reading: Reading) -> Actor:
    """Who says "we" in a quotation."""
    start, end = sentence.span.start, actor.span.start
    if reading.view.count('"', start, end) % 2 == 0:
        return actor
    main = reading.cast.main_subject(sentence.span)
    return replace(main, span=actor.span) if main is not None and main.kind in _SIDES else actor


_OFFICES = "secretary|minister|foreign minister|prime minister|premier|president|chancellor|king"
_OFFICE_AND = re.compile(rf"(?:^|[.,;] )the (?:{_OFFICES}) and (?:the )?(?:prime |foreign |defen[cs]e )?$")
_AND_HE = re.compile(r"(?<=[\s\"])(?:he|she) and (?:[\w.'-]+ )?$")
_DEFINITE = re.compile(r"\bthe (?:visiting )?$")


def _both_before(actor: Actor, _sentence: Sentence, reading: Reading) -> Actor:
    """Both of them, where "they" follows a sentence that names two people; else the actor as found."""
    number = bisect_right(reading.cast.sentence_starts, actor.span.start) - 1
    for before in reversed(reading.cast.sentences[max(0, number - _LOOK_BACK) : max(0, number)]):
        named = reading.cast.people_in(before.span)
        if named or reading.cast.places_in(before.span):
            return replace(actor, kind="both") if len(named) == 2 else actor
    return actor


def jointly(near: Actor | None, cue: Cue, sentence: Sentence, reading: Reading) -> Actor | None:
    """Both sides, where several people named before are told to discuss or agree: "the officials discussed".

    Else the actor as given: "they" who only say something may be anybody.
    """
    if near is None or near.country or near.kind not in {"other", "unnamed"} or cue.group not in _TOGETHER:
        return near
    view, start = reading.view, sentence.span.start
    words = near.span.of(view)
    definite = words in _SEVERAL and _THE.search(view, max(start, near.span.start - len('the "')), near.span.start)
    if words != "they" and not definite:
        return near
    number = bisect_right(reading.cast.sentence_starts, near.span.start) - 1
    named = Span(reading.cast.sentences[max(0, number - _LOOK_BACK)].span.start, near.span.start)
    people = {person.name for _, person in reading.cast.people_in(named)}
    countries = {place.country for place in reading.cast.places_in(named)}
    return replace(near, kind="both") if len(people) > 1 and len(countries) > 1 else near


_TOGETHER = frozenset({"discuss", "agree"})
_SEVERAL = frozenset({"officials", "diplomats", "delegates", "envoys", "representatives", "advisers", "commanders"})
_THE = re.compile(r"\b(?:the|these) \"?$|\bthe \"$|[ ]\"$")


def _subjects_before(sentence: Sentence, reading: Reading) -> Iterator[Actor]:
    """The subjects of the sentences before, the last first."""
    number = bisect_right(reading.cast.sentence_starts, sentence.span.start) - 1
    for known in reversed(reading.cast.subjects[max(0, number - _LOOK_BACK) : number]):
        if known is not None:
            yield known


def _person_before(actor: Actor, sentence: Sentence, reading: Reading) -> Actor:
    """The one person the sentences before are about, where "he" could be no other of their subjects."""
    gender = "m" if actor.span.of(reading.view) == "he" else "f"
    genders = reading.cast.genders
    found = {one.name: one for one in _subjects_before(sentence, reading) if one.kind == "person"}
    fits = [one for one in found.values() if genders.get(one.name, "") in ("", gender)]
    inside = reading.cast.people_in(Span(sentence.span.start, actor.span.start))
    return replace(fits[0], span=actor.span) if len(fits) == 1 and not inside else actor


_STANDING: dict[str, Callable[[Actor, Sentence, Reading], Actor]] = {
    "they": _both_before,
    "he": _person_before,
    "she": _person_before,
    "i": _speaker,
    "we": _speaker,
}


def _described(actor: Actor, word: str, sentence: Sentence, reading: Reading) -> Actor:
    """The last subject with that office, or the last body of that kind that had its country beside it."""
    for one in _subjects_before(sentence, reading):
        named = one.office if one.kind == "person" else one.span.of(reading.view) if one.kind == "country" else ""
        if re.search(rf"\b{re.escape(word)}\b", fold(named)):
            return replace(one, span=actor.span)
    return actor


def wanted_by_another(cue: Cue, near: Actor, sentence: Sentence, reading: Reading) -> bool:
    """Whether a verb is only wanted of its subject by another: "wants Peru to raise"."""
    start = max(sentence.span.start, near.span.start - 60)
    return is_bare(cue, near, reading.view) and bool(
        controlled(reading.lexicon).search(reading.view, start, near.span.start)
    )


def summoner(near: Actor | None, cue: Cue, sentence: Sentence, reading: Reading) -> Actor | None:
    """Who calls somebody in to hear it, "the ministry summoned the envoy to protest"; else the actor as given."""
    if near is None or not is_bare(cue, near, reading.view):
        return near
    start = max(sentence.span.start, near.span.start - _FRONT)
    found = _SUMMONED.search(reading.view[start : near.span.start])
    if found is None:
        return near
    verb = Span(start + found.start(), start + found.end("verb"))
    caller = stood_for(reading.cast.subject(sentence.span, verb), sentence, reading)
    return replace(caller, span=near.span) if caller is not None else near


_SUMMONED = re.compile(r"\b(?P<verb>summon(?:ed|s|ing)?|called in|calls in|hauled in) (?:[\w'-]+ ){0,6}$")


def is_relative(near: Actor, sentence: Sentence, reading: Reading) -> bool:
    """Whether the subject opens a relative clause whose object stands before it: "the services it offers"."""
    if _of_noun(near, sentence, reading):
        return True
    if near.span.of(reading.view) not in ("he", "she", "it", "they"):
        start = near.span.start - (4 if reading.view.endswith("the ", 0, near.span.start) else 0)
        return near.kind in _SIDES and reading.cast.ending(start - 1) is not None  # "the plan for Peru Kenya seeks"
    before = _WORD_BEFORE.search(reading.view, max(sentence.span.start, near.span.start - 30), near.span.start)
    if before is None:
        return False
    return before.group(1) in _RELATIVES or before.group(1) not in _opens_clause(reading.lexicon)


def _of_noun(near: Actor, sentence: Sentence, reading: Reading) -> bool:
    """Whether "that" behind a noun leads to the subject of a verb without an object: "the ferries that Kenya plans"."""
    before = reading.view[max(sentence.span.start, near.span.start - _FRONT) : near.span.start]
    if _NOUN_THAT.search(before) is None:
        return False
    return _NO_OBJECT.match(reading.view, near.span.end) is not None


_FRONT = 60  # characters before a subject
_NOUN_THAT = re.compile(
    r"\b(?:the|an?|any|all|some|more|those|its|their) (?:[\w'-]+ ){0,4}?[a-z-]+ (?:that|which) (?:the )?$"
)
_NO_OBJECT = re.compile(
    r" (?:(?:has|have|had|also|now) )*[a-z]+ to [a-z]+ (?:to|for|from|by|as|with|next|this|before|after|until)\b"
)
_RELATIVES = frozenset(("which", "whom", "what"))
_WORD_BEFORE = re.compile(r"([a-z'-]+) $")


@cache
def _opens_clause(lexicon: Lexicon) -> frozenset[str]:
    """Words behind which a clause of its own begins: "said it offers"."""
    lists = ("actors.conjunctions", "agenda.said", "agenda.adverbs", "agenda.days", "agenda.breaks", "agenda.hopes")
    return frozenset(word for path in lists for word in lexicon.words(path))


def acts_from_afar(near: Actor, cue: Cue, reading: Reading) -> bool:
    """Whether a bare "to" far behind its subject is the subject's own doing: "used his visit to highlight"."""
    view, end = reading.view, near.span.end
    if cue.form.form != "base" or not view.startswith("to ", cue.chain) or cue.chain <= end + 1:
        return True
    return bool(event_nouns(reading.lexicon).search(view, end, cue.chain) or _GOING.search(view, end, cue.chain))


_GOING = re.compile(r"\b(?:is|are|was|were|will be) in\b|\b(?:message|mission|opportunity|chance|platform)\b")


def who_met(sentence: Sentence, cue: Cue, reading: Reading) -> tuple[Actor, bool] | None:
    """Who met whom "to discuss" it, and whether they are still to meet; None where nobody did."""
    view, start = reading.view, sentence.span.start
    if cue.form.form != "base" or not view.startswith("to ", cue.chain):
        return None
    meetings = reading.cast.cue_words["meetings.verbs"].get(start, ())
    met = [span for span in meetings if span[1] < cue.chain]
    if not met or _ANOTHER_CLAUSE.search(view, met[-1][1], cue.chain - 1):
        return None
    actor = reading.cast.subject(sentence.span, Span(met[-1][0], met[-1][1]))
    if actor is None or actor.kind not in _SIDES:
        actor = reading.cast.main_subject(sentence.span)
    actor = stood_for(actor, sentence, reading)
    if actor is None or actor.kind not in _SIDES:
        return None
    past = view[met[-1][0] : met[-1][1]].endswith(_PAST) or _DONE.search(view, start, met[-1][1])
    return actor, not past


_ANOTHER_CLAUSE = re.compile(r"[;:\"]|,? \b(?:that|which|who|while|but|as|where|because|if|whether|and [a-z]+ed)\b")
_PAST = ("met", "met with", "spoke", "held", "spoke with", "spoke to", "sat down", "called", "hosted", "received")
_DONE = re.compile(r"\b(?:met|held|spoke|sat|had|visited|travelled|traveled|flew|came|went|arrived|hosted|received)\b")


def hosts(sentence: Sentence, cue: Cue, near: Actor | None, reading: Reading) -> Actor | None:
    """Who talks to the other, with more beside it: "Kenya and other states will hold talks with"."""
    if cue.group != "contact" or near is None or near.kind != "other":
        return None
    first = reading.cast.main_subject(sentence.span)
    if first is None or first.kind not in _SIDES or not first.span.end < near.span.start:
        return None
    between = reading.view[first.span.end : near.span.start]
    return first if _WITH_OTHERS.match(between) else None


_WITH_OTHERS = re.compile(r"(?:,? and|, along with|, together with) (?:other|several|some|two|three|four)\b[^,;:\"]*$")


def carried(sentence: Sentence, cue: Cue, reading: Reading) -> Actor | None:
    """The sentence's first subject, for a second verb far behind it: "This is the first visit … and will focus on"."""
    before = reading.view[sentence.span.start : cue.chain]
    if not before.endswith(" and ") or re.search(r"[,;]|\b(?:that|while|which|who|as)\b", before):
        return None
    first = stood_for(reading.cast.main_subject(sentence.span), sentence, reading)
    if first is not None:
        return first
    event = event_nouns(reading.lexicon).search(reading.view, sentence.span.start, cue.chain)
    return Actor(kind="talks", span=Span(*event.span())) if event else None


def continues(view: str, before: Cue, cue: Cue) -> bool:
    """Whether a cue shares the subject of the cue before it: ", and pledged", ", while discussing", ", offering"."""
    if cue.form.form == "ing" and _SAID_BETWEEN.search(view, before.span.end, cue.chain):
        return False
    return not ends_list(view, before, cue) and bool(_JOINED.search(view, before.span.end, cue.chain))


_SAID_BETWEEN = re.compile(r"\b(?:said|says|added|told)\b")


def whose_gerund(sentence: Sentence, cue: Cue, actor: Actor | None, reading: Reading) -> Actor | None:
    """Whose "-ing" form it is where grammar leaves no choice; None where it does.

    ", while agreeing to" is of the subject so far, ", he said, expressing concern" of the speaker, and "In addition to
    discussing tea, Otieno praised" of the subject that is still to come.
    """
    if cue.form.form != "ing":
        return None
    view, start = reading.view, sentence.span.start
    if actor is not None and view.endswith(" while ", start, cue.chain):
        return actor
    if cue.group == "ask" and _WROTE.search(view, start, cue.chain):
        return stood_for(reading.cast.main_subject(sentence.span), sentence, reading)
    if cue.group == "raise" and (said := _HAVING_SAID.search(view, max(start, cue.chain - 40), cue.chain)):
        return reading.cast.ending(said.start())
    if _BESIDES.fullmatch(view, start, cue.span.start):
        return stood_for(reading.cast.main_subject(sentence.span), sentence, reading)
    return None


_HAVING_SAID = re.compile(r" (?:said|says|added|told (?:reporters|journalists))(?: on [a-z]+)?, $")
_WROTE = re.compile(r"\b(?:wrote|has written|have written|sent a letter) to [^,;:\"]{2,80} $")
_BESIDES = re.compile(r"(?:in addition to|besides|apart from|aside from|along with|as well as|beyond) (?:also )?")


def ends_list(view: str, before: Cue, cue: Cue) -> bool:
    """Whether a gerund is the last of a list and no verb of its own: "the fund, and raising the quota"."""
    return cue.form.form == "ing" != before.form.form and view.endswith(" and ", before.span.end, cue.chain)


_JOINED = re.compile(r"(?:,|\band|\bwhile|\bbut|,? as well as)\s*(?:then |also )?$")
