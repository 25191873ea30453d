"""Agenda items: the subject after a cue ("discussed", "will raise", "X will be addressed"), clause by clause.

A construction is code; its cues are the lexicon's. The subject must stand beside the cue, the cue must be a finite
verb of a plausible actor, and what is denied, hypothetical or told as background is no item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.agents import (
    acts_from_afar,
    carried,
    continues,
    ends_list,
    hosts,
    is_of_two,
    is_relative,
    jointly,
    may,
    stood_for,
    summoner,
    wanted_by_another,
    who_met,
    whose_gerund,
)
from briefgen.extract.agreedbehind import agreed_behind
from briefgen.extract.clauses import clause_end, words_of
from briefgen.extract.cues import Cue, find_cues, is_bare
from briefgen.extract.deals import deals
from briefgen.extract.figuring import fronted
from briefgen.extract.impersonal import impersonal
from briefgen.extract.infinitives import split_infinitives
from briefgen.extract.named import agenda_lines, calls, efforts, named
from briefgen.extract.objects import receiver_that, shares_a_thing, slices, tells_other_side
from briefgen.extract.reading import (
    Reading,
    and_that,
    as_item,
    background,
    denied,
    hedged,
    keeping_condition,
    looked_on,
    refusing,
    says_something,
    tag,
    wishes,
)
from briefgen.extract.topics import event_nouns, nouns, passives, purposes
from briefgen.extract.works import works
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_LEADING = frozenset({"intend", "agree"})  # "agreed to set up": whose the second verb is, and whether it is settled
_GOVERNING = frozenset({"stance", "raise"})  # "signed the pact and that" is said by somebody before it
_JOINT = frozenset({"discuss", "contact", "programme", "agree", "announce"})


def find_items(cast: Cast) -> tuple[Item, ...]:
    """The agenda items of an article, in order: each a verbatim clause with its status, cue and actors."""
    named = frozenset(
        span.start
        for person in cast.people
        for span in (*person.mentions, *person.descriptions)
        if not cast.view.startswith("'s", span.end)
    )
    reading = Reading(cast.text, cast.view, cast.lexicon, cast, named)
    items: list[Item] = []
    for sentence in cast.sentences_with(_LISTS):
        if looked_on(cast.lexicon).search(cast.view, sentence.span.start, sentence.span.end):
            continue
        items += _items_of(sentence, reading, items)
    return tuple(items)


def _items_of(sentence: Sentence, reading: Reading, before: list[Item]) -> list[Item]:
    taken: list[Item] = []
    for construction, lists in _CONSTRUCTIONS:
        if reading.cast.has_any(lists, sentence.span):
            _add(taken, construction(sentence, reading))
    if reading.cast.has_any(_DEALS, sentence.span):
        _add(taken, deals(sentence, reading, before))
    if reading.cast.has_any(_WORKS, sentence.span):
        _add(taken, works(sentence, reading))
    return [piece for one in sorted(taken, key=lambda one: one.span) for piece in split_infinitives(one, reading)]


def _add(taken: list[Item], found: Iterable[Item]) -> None:
    """Keep the first that lays claim to its words."""
    for one in found:
        if not any(one.span.meets(other.span) for other in taken):
            taken.append(one)


def _active(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """Subject, cue, object: "The ministers discussed the pipeline"; also a second cue of the same subject."""
    actor: Actor | None = None
    coming = ahead = idle = False
    found = find_cues(sentence.span, "agenda", reading.cast)
    cues = [cue for cue in found if _is_cue(cue, sentence, reading)]
    hanging = frozenset(_hanging(cues, reading.view))
    status: ItemStatus = "open"
    for number, cue in enumerate(cues):
        near = whose_gerund(sentence, cue, actor, reading) or stood_for(
            reading.cast.subject(sentence.span, Span(cue.chain, cue.span.end)), sentence, reading
        )
        near = summoner(jointly(near, cue, sentence, reading), cue, sentence, reading)
        shared = near is None and actor is not None and continues(reading.view, cues[number - 1], cue)
        idle = _does_not(near, cue, sentence, reading) or (idle and shared and cue.form.form == "base")
        met = None
        if not shared and (near is None or near.kind == "other" or is_bare(cue, near, reading.view)) and not idle:
            met = who_met(sentence, cue, reading)
        if met is None and idle and not shared and near is not None and is_bare(cue, near, reading.view):
            continue  # "Kenya wants Peru to support its bid": Peru does nothing, and Kenya stays the subject
        led = number > 0 and cues[number - 1].group in _LEADING and cue.chain < cues[number - 1].span.end
        shared, near = shared or led, actor if led else near
        near = met[0] if met else actor if shared else near or carried(sentence, cue, reading)
        near = hosts(sentence, cue, near, reading) or near
        if near is None:
            continue
        # "will highlight A and recall B": a bare second verb is as far off as the first
        coming = ahead or cue.coming or (shared and coming and cue.form.form in {"base", "ing"})
        coming = coming or (not shared and cue.form.form == "base" and cue.chain > near.span.end + 1)
        coming = led or (met[1] if met else coming)
        actor = near
        following = cues[number + 1] if number + 1 < len(cues) else None
        if (
            idle
            or not may(near, cue, reading.lexicon, coming=coming)
            or _is_off(near, sentence, cue, reading)
            or _is_outer(cue, following)
        ):
            continue
        if met is None and not shared and not _is_own(near, cue, sentence, reading):
            continue
        bound = led and cues[number - 1].group == "agree" and not cues[number - 1].coming
        bound = bound or (cue.group == "announce" and _is_told_after(sentence, cue, reading))
        if cue.span not in hanging:
            status = "agreed" if bound else _status(cue, near, sentence, reading, coming=coming)
        if that := _that(cue, reading):
            yield from _clause(sentence, cue, reading, (near, status, cues[number + 1 :]), that)
            ahead = coming  # "will repeat that it welcomed": what is said is still to be said
            continue
        goes_on = following is not None and not ends_list(reading.view, cue, following)
        last = following.chain if following and goes_on else sentence.span.end
        limit = _object_limit(reading.view, cue, last, sentence)
        limit = min(limit, _met_end(cue, following, limit))
        rule = f"{cue.group}: {cue.form.lemma}"
        limit = min(limit, _fronted_end(sentence, cue, reading))
        for one in slices(cue, limit, near, sentence, reading) if not _holds_so(cue, reading) else ():
            part = one if cue.span not in hanging else Span(cue.span.start, one.end)
            yield as_item(sentence, keeping_condition(part, status, sentence, reading), cue.span, rule, status, (near,))
        yield from _also_said(sentence, cue, reading, (near, status, cues[number + 1 :]), limit)


@cache
def _clausal(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.clausal"))


def _is_cue(cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether a verb is a cue here: ", including" is no verb, and who tells reporters tells the other side nothing."""
    if cue.form.lemma in _clausal(reading.lexicon):
        return bool(_that(cue, reading))
    if cue.form.lemma == "tell":
        return tells_other_side(cue, sentence, reading)
    return (cue.group != "programme" or cue.form.form != "ing") and not shares_a_thing(cue, reading)


def _met_end(cue: Cue, following: Cue | None, limit: int) -> int:
    """Where what somebody was met for ends: "met her in May and the two agreed on" is not "met her on"."""
    told = following is not None and cue.group == "contact" and following.form.form in {"past", "third"}
    return following.chain if told and following is not None else limit


def _hanging(cues: list[Cue], view: str) -> Iterator[Span]:
    """The verbs that hang on an infinitive in an object, as "raise" does in "discussed ways to end the row and raise".

    They tell a part of what is discussed, and keep their verb.
    """
    before: Cue | None = None
    for cue in cues:
        if before is not None and _is_led(before, cue, view):
            yield cue.span
        elif before is None or cue.form.form != "base" or not view.endswith("to ", 0, cue.span.start):
            before = cue


def _is_led(before: Cue, cue: Cue, view: str) -> bool:
    """Whether a verb hangs on an infinitive behind the one before it."""
    finite = before.form.form in {"past", "third"} and before.group not in _LEADING
    bare = finite and cue.form.form == "base" and cue.chain == cue.span.start
    return bare and _INFINITIVE_AND.search(view, before.span.end, cue.chain) is not None


_INFINITIVE_AND = re.compile(r"\bto [a-z]+\b[^;:\"]* (?:and|or) \Z")


def _is_own(near: Actor, cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether the cue is the finite verb of its subject's clause, or tells what its subject is there for."""
    if cue.form.form == "ing" and cue.chain == near.span.end + 1 == cue.span.start and near.kind != "talks":
        by_them = cue.group == "ask" and _VOICED_BY.search(reading.view, sentence.span.start, near.span.start)
        return bool(by_them)  # "a professor focusing on", but "calls by officials asking"
    return not is_relative(near, sentence, reading) and acts_from_afar(near, cue, reading)


def _does_not(near: Actor | None, cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether a verb is only possible ("might raise"), or wanted of its subject by another ("wants Peru to raise")."""
    view = reading.view
    if hedged(reading.lexicon).search(view, max(sentence.span.start, cue.span.start - 60), cue.span.start):
        return True
    return near is not None and wanted_by_another(cue, near, sentence, reading)


def _is_outer(cue: Cue, following: Cue | None) -> bool:
    """Whether a verb only leads to the next: "wants to discuss"."""
    if following is None or following.chain >= cue.span.end:
        return False
    return not (cue.group == "intend" and following.group == "contact")  # "ready to meet" is a matter of its own


def _holds_so(cue: Cue, reading: Reading) -> bool:
    """Whether somebody holds something to be so, which is no deal: "concluded Peru was building a port"."""
    return cue.form.lemma == "conclude" and _SO_IT_IS.match(reading.view, cue.span.end) is not None


_SO_IT_IS = re.compile(r" (?:[\w'-]+ ){1,6}(?:was|were|is|are|had|has|did|does)\b")
_JOINT_BEFORE = re.compile(r"(?<!\bboth publicly)(?<!\bboth privately)(?:,? and|,? while|,? but|,)\s+$")


def _object_limit(view: str, cue: Cue, following: int, sentence: Sentence) -> int:
    """The object ends where the next cue of the same subject begins: "welcomed A and pledged B"."""
    joint = _JOINT_BEFORE.search(view, cue.span.end, following)
    return joint.start() if joint else sentence.span.end


_VOICED_BY = re.compile(r"\b(?:calls?|letters?|appeals?|requests?|pleas?|petitions?) (?:by|from) (?:the )?$")


def _fronted_end(sentence: Sentence, cue: Cue, reading: Reading) -> int:
    """Where a clause ends that leads to the main one: "As both reaffirmed their pact, ties with others have cooled"."""
    view, end = reading.view, sentence.span.end
    if not _FRONTED.fullmatch(view, sentence.span.start, cue.span.start):
        return end
    comma = view.find(", ", cue.span.end, end)
    return comma if comma >= 0 and view.count('"', cue.span.end, comma) % 2 == 0 else end


_FRONTED = re.compile(
    r"(?:but |and |yet |so )?(?:even )?(?:as|while|although|though|when|whereas|since|because)\b[^,;:\"]*"
)
_HAD = re.compile(r"\bhad\b")
_REPORTED = re.compile(r"\b(?:that|said|says|added|told|noted|confirmed|announced|according to|reported)\b")


@cache
def _rumoured(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before a subject whose doing is only told, feared or alleged by others: "reports that Peru"."""
    return re.compile(rf"\b(?:{words_of(lexicon.words('positions.rumours'))}) (?:\w+ ){{0,3}}that (?:[\w.-]+ ){{0,3}}$")


_LEAST_FRONT = 60  # characters before a subject


def _is_off(near: Actor, sentence: Sentence, cue: Cue, reading: Reading) -> bool:
    """Denied, hypothetical, alleged by others or told as background."""
    view, start, end = reading.view, sentence.span.start, cue.span.start
    # "had pledged" tells what went before; "said he had raised" reports what was raised
    if _HAD.search(view, cue.chain, end) and (
        cue.form.lemma in wishes(reading.lexicon)  # "said he had wanted Peru to win"
        or not (
            _REPORTED.search(view, start, end) or tag(reading.lexicon).search(view, cue.span.end, sentence.span.end)
        )
    ):
        return True
    if _rumoured(reading.lexicon).search(view, max(start, near.span.start - _LEAST_FRONT), near.span.start):
        return True
    clause = max(view.rfind(",", start, end), view.rfind(";", start, end), start - 1) + 1
    lead = _LEAD.match(view, start, end)
    return bool(
        denied(reading.lexicon).search(view, max(start, end - 60), end)
        or background(reading.lexicon).search(view, clause, cue.span.end)
        or (lead and background(reading.lexicon).search(view, start, lead.end()))
    )


_LEAD = re.compile(r"(?:but )?(?:in|at|during|on|last|earlier|previously|back|for|over|since)\b[^,;\"]{0,80},")


_AT = re.compile(r"\b(?:after|during|following|at|in)(?: [\w'-]+){0,4} \Z")


def _status(cue: Cue, near: Actor, sentence: Sentence, reading: Reading, *, coming: bool) -> ItemStatus:
    coming = coming and _I_WANT_TO.search(reading.view, sentence.span.start, cue.span.start) is None
    if not coming and near.kind in _ONE and cue.form.lemma in _alone(reading.lexicon):
        talks = any(
            found.end() <= cue.span.start or _AT.search(reading.view, cue.span.end, found.start()) is not None
            for found in event_nouns(reading.lexicon).finditer(reading.view, sentence.span.start, sentence.span.end)
        )  # "decided to go on with the talks" settles nothing in them
        end = cue.span.end if cue.form.lemma.endswith(" to") else sentence.span.end
        if not talks and _TOGETHER.search(reading.view, sentence.span.start, end) is None:
            return "open"
    if cue.group in {"agree", "announce"} and not coming:
        return "agreed"
    if cue.group in _JOINT:
        return "to-discuss" if coming else "discussed"
    # "will stand with Peru" is said now: it is no matter that is yet to be raised
    return "to-raise" if coming and cue.form.lemma not in _deeds(reading.lexicon) else "open"


# "I want to thank you": said now, and nothing that is yet to be raised.
_I_WANT_TO = re.compile(
    r"(?<![\w'])(?:i|we)(?: (?:want|would like|wish) to|'d like to) (?:[a-z]+ )?$|\blet me (?:[a-z]+ )?$"
)
_ONE = frozenset({"person", "country", "unnamed"})
_TOGETHER = re.compile(r"\b(?:with|together|each other|met|meeting)\b")


@cache
def _alone(lexicon: Lexicon) -> frozenset[str]:
    """Verbs of talking about something that need nobody to talk with: "addressed the fighting" in a speech."""
    return frozenset(lexicon.words("agenda.alone"))


@cache
def _deeds(lexicon: Lexicon) -> frozenset[str]:
    """Verbs that tell what somebody does rather than what they will say."""
    return frozenset(lexicon.words("agenda.deeds"))


def _is_told_after(sentence: Sentence, cue: Cue, reading: Reading) -> bool:
    """Whether what both will do is said at the end of their talks: "…, they said after two days of talks"."""
    return _TOLD_AFTER.search(reading.view, cue.span.end, sentence.span.end) is not None


_TOLD_AFTER = re.compile(
    r"\b(?:said|announced|declared|confirmed|told reporters)(?: [\w'-]+){0,4},? (?:after|following|at the end of)"
    r"(?: [\w'-]+){0,5} (?:talks|negotiations|consultations|meeting|summit|visit)\b"
)
_THAT = re.compile(
    r"(?: (?:once again |once more |again |also |too |to [\w .'-]{2,50}? )?|"
    r", (?:following|after|in|at|during|on) [^,;:\"]{2,60}, )that "
    r"(?!(?:of|is|are|was|were|will|would|has|have|had|can|could|may|includes?|included)\b)"
)


def _that(cue: Cue, reading: Reading) -> int:
    """Where the clause begins that a cue governs, "stressed that", "assured Peru that"; 0 where it governs none."""
    found = _THAT.match(reading.view, cue.span.end)
    return found.end() if found else receiver_that(cue, reading)


def _also_said(
    sentence: Sentence, cue: Cue, reading: Reading, found: tuple[Actor, ItemStatus, list[Cue]], limit: int
) -> Iterator[Item]:
    """The clause that a verb governs beside its object: "stressed the need for aid and that the port must open"."""
    start = and_that(Span(cue.span.end, limit), reading) if cue.group in _GOVERNING else 0
    if start:
        yield from _clause(sentence, cue, reading, found, start)


def _clause(
    sentence: Sentence, cue: Cue, reading: Reading, found: tuple[Actor, ItemStatus, list[Cue]], start: int
) -> Iterator[Item]:
    """A that-clause, whole: "stressed that the transition must be inclusive". The innermost cue of a sentence wins."""
    actor, status, inner = found
    if cue.form.lemma == "conclude" and status == "agreed":
        status = "open"  # what somebody concluded that is so, nobody has agreed
    own = cue.form.lemma == "agree"  # "agreed that they will discuss" is one thing agreed
    if not own and any(_is_told(one, sentence, reading) for one in inner if one.chain >= start):
        return
    tail = tag(reading.lexicon).search(reading.view, start, sentence.span.end)
    part = clause_end(reading.view, start, tail.start() if tail else sentence.span.end)
    if says_something(part, reading):
        if cue.form.lemma in refusing(reading.lexicon):
            part = Span(cue.span.start, part.end)
        part = keeping_condition(part, status, sentence, reading)
        yield as_item(sentence, part, cue.span, f"{cue.group} that: {cue.form.lemma}", status, (actor,))


def _is_told(cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether a cue within a clause has a subject of its own, and is no cue that such a subject cannot have."""
    near = reading.cast.subject(sentence.span, Span(cue.chain, cue.span.end))
    return near is not None and not is_of_two(near, cue, reading.lexicon)


_IMPERSONAL = tuple(
    f"agenda.{name}" for name in ("passive", "settled", "resolved", "exchanged", "focuses", "made", "feelings", "talks")
)
# The constructions, in the order in which they may take their words, and the lists without whose words none can be.
_CONSTRUCTIONS: tuple[tuple[Callable[[Sentence, Reading], Iterator[Item]], tuple[str, ...]], ...] = (
    (agreed_behind, ("agenda.resolved",)),
    (_active, ("agenda.verbs",)),
    (impersonal, _IMPERSONAL),
    (passives, ("agenda.passive",)),
    (
        fronted,
        ("agenda.topics", "agenda.issues", "agenda.tops", "agenda.comes_up", "agenda.unsettled", "meetings.nouns"),
    ),
    (nouns, ("agenda.nouns", "agenda.talks", "agenda.aims", "meetings.nouns")),
    (named, ("agenda.issues",)),
    (agenda_lines, ("agenda.issues", "agenda.passive", "agenda.topped_by", "agenda.topics")),
    (calls, ("agenda.calls",)),
    (efforts, ("agenda.efforts", "agenda.unagreed")),
    (purposes, ("agenda.purposes",)),
)
_WORKS = ("agenda.works",)
_DEALS = ("agenda.deals", "agenda.provides")
_LISTS = tuple(name for lists in (*(lists for _, lists in _CONSTRUCTIONS), _DEALS, _WORKS) for name in lists)
