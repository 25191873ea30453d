"""Whom a visitor meets, where another sentence of the story names them: the host, the counterpart, whoever is told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import any_of
from briefgen.link import surnames
from briefgen.match.cast import Cast
from briefgen.match.heads import acting_together, heads, stands_for, unnamed_ruler
from briefgen.match.presence import only_tells
from briefgen.match.sides import THIRD
from briefgen.model import Actor, Meeting, Person, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.match.reports import Report


def with_principals(told: tuple[Report, ...], cast: Cast, lexicon: Lexicon) -> tuple[Report, ...]:
    """The reports, the first that has nobody of one side with those of that side whom the story shows at it.

    Who is only spoken of is at no meeting: somebody must be met there without a word of who meets them, stand beside
    those who meet, be their counterpart, or be told something by them.
    """
    for number, report in enumerate(told):
        if report.earlier or report.alone or report.lent:
            continue
        partners = tuple(
            partner
            for side in _missing(report, cast)
            if not _is_told_elsewhere(report, side, told, cast)
            for partner in _partners(report.meeting, side, cast, lexicon)
        )
        if partners:
            who = (*report.meeting.who, *partners)
            meeting = replace(report.meeting, who=who)
            return (
                *told[:number],
                replace(report, meeting=meeting, people=surnames(who)),
                *told[number + 1 :],
            )
    return told


def _missing(report: Report, cast: Cast) -> tuple[str, ...]:
    """The sides of a meeting that nobody by name is of; none where a third is there."""
    people = [cast.actor(actor) for actor in report.meeting.who if actor.kind == "person"]
    if THIRD in people or None in people:
        return ()
    missing = sorted(report.sides.difference(side for side in people if side))
    return tuple(missing) if len(missing) == 1 or not people else ()


def _is_told_elsewhere(report: Report, side: str, told: tuple[Report, ...], cast: Cast) -> bool:
    """Whether another report of the same people names somebody of a side."""
    return any(
        other is not report
        and not other.earlier
        and other.people & report.people
        and any(actor.kind == "person" and cast.actor(actor) == side for actor in other.meeting.who)
        for other in told
    )


def _partners(meeting: Meeting, side: str, cast: Cast, lexicon: Lexicon) -> Iterator[Actor]:
    """The people in office of a side who are at a meeting, in the order of the article."""
    words = _words(lexicon)
    tellers = frozenset(map(fold, lexicon.words("people.origins.speakers")))
    text = cast.findings.article.text
    met = {name for one in cast.findings.meetings if (name := _met_alone(one, meeting, side, cast))}
    names = {actor.name for actor in meeting.who if actor.kind == "person"}
    leaders, two = heads(cast, lexicon), acting_together(cast, lexicon)
    ruler = unnamed_ruler(meeting, side, cast)
    for person in cast.findings.people:
        led = leaders.get(person.name) == side
        if not (led or cast.person(person.name) == side) or person.private or only_tells(person, tellers):
            continue
        known = any(
            words.tie.search(text, max(0, span.start - _NEAR), span.start) or words.tied.match(text, span.end)
            for span in person.mentions[:_NAMINGS]
        )
        known = known and bool(names)
        known = (
            known
            or led
            or _is_colleague(person, side, cast)
            or person.name in two
            or stands_for(person, meeting, cast, lexicon)
            or person.name == ruler
        )
        if not (known or person.office):
            continue
        known = known or person.name in met
        if known or _stands_beside(person, meeting, words, cast) or _is_spoken_to(person, names, words, cast):
            yield _actor(person, meeting.span)


def _is_colleague(person: Person, side: str, cast: Cast) -> bool:
    """Whether somebody is another's colleague of that side: "Her Kolan colleague, Ada Stone"."""
    text = cast.findings.article.text
    told = (_COLLEAGUE.search(text, max(0, span.start - _NEAR), span.start) for span in person.mentions[:1])
    return any(one and cast.sides_in(Span(*one.span("whose"))) == {side} for one in told)


def _met_alone(one: Meeting, meeting: Meeting, side: str, cast: Cast) -> str:
    """The name of the only one who is met where nobody tells by whom: "Talks with the Kolan minister, Ada Stone"."""
    if one.earlier or one.kind in ("visit", "call") or one.cancelled != meeting.cancelled or one.pictured:
        return ""
    if meeting.coming and one.done:
        return ""
    if is_of_the_speakers(one, cast):
        return ""
    people = [actor for actor in one.who if actor.kind == "person"]
    others = {cast.actor(actor) for actor in one.who if actor.kind != "person"} - {None, side}
    if len(people) != 1 or (others - cast.sides_in(meeting.span)) or cast.actor(people[0]) != side:
        return ""
    told = Span(one.cue.start, max(one.cue.end, people[0].span.end))
    return people[0].name if people[0].span.start > one.cue.start and THIRD not in _around(told, cast) else ""


def is_of_the_speakers(meeting: Meeting, cast: Cast) -> bool:
    """Whether somebody quoted tells of a meeting of their own side's: "The president had a talk with Baker", X said."""
    own = any(one.kind == "unnamed" and not one.country and one.span.end <= meeting.cue.start for one in meeting.who)
    return own and any(quote.span.holds(meeting.cue) for quote in cast.findings.quotes)


def _around(span: Span, cast: Cast) -> set[str]:
    """The sides of the countries that a stretch names, THIRD among them."""
    return {side for place in cast.findings.places if span.holds(place.span) and (side := cast.place(place))}


def _stands_beside(person: Person, meeting: Meeting, words: _Words, cast: Cast) -> bool:
    """Whether the meeting's own sentence has somebody behind "with": "flies to Lima for a duel with Stone"."""
    text = cast.findings.article.text
    return any(
        words.beside.search(text, meeting.cue.end, span.start)
        for span in person.mentions
        if meeting.span.holds(span) and span.start > meeting.cue.end
    )


def _is_spoken_to(person: Person, names: set[str], words: _Words, cast: Cast) -> bool:
    """Whether one of those who meet tells somebody something, or is told something by them."""
    text = cast.findings.article.text
    for span in person.mentions[:_NAMINGS]:
        sentence = cast.sentence_at(span)
        main = cast.main_actor(sentence) if sentence else None
        if sentence and main and main.name in names and words.told.search(text, main.span.end, span.start):
            return True
        if (
            sentence
            and words.together.search(text, sentence.start, span.start)
            and ((main and main.name in names) or (len(names) == 1 and words.he.match(text, sentence.start)))
        ):
            return True
        if sentence and len(names) == 1 and words.he_told.search(text, sentence.start, span.start):
            return True
        if sentence and main and main.name == person.name and words.guest.search(text, main.span.end, sentence.end):
            return True
        if sentence and main and main.name == person.name:
            others = (one for name in names if (known := cast.person_named(name)) for one in known.mentions)
            if any(sentence.holds(one) and words.told.search(text, main.span.end, one.start) for one in others):
                return True
    return False


def _actor(person: Person, sentence: Span) -> Actor:
    inside = (span for span in person.mentions if sentence.holds(span))
    return Actor(
        kind="person",
        span=next(inside, person.mentions[0]),
        name=person.name,
        country=person.country,
        office=person.office,
    )


class _Words:
    """Patterns of the words that bring somebody to a meeting."""

    __slots__ = ("beside", "guest", "he", "he_told", "tie", "tied", "together", "told")

    def __init__(self, lexicon: Lexicon) -> None:
        office = r"(?:[\w.’'-]+,? ){0,8}?"
        self.tie = re.compile(
            rf"\b(?:[Hh]is|[Hh]er) (?:[\w-]+ ){{0,3}}(?:{any_of(lexicon, 'meetings.ties')}),? {office}\Z"
        )
        self.tied = re.compile(rf", (?:his|her) (?:{any_of(lexicon, 'meetings.ties', 'meetings.guests')}),")
        told = any_of(lexicon, "meetings.telling", "meetings.giving")
        guest = any_of(lexicon, "meetings.ties", "meetings.guests")
        self.told = re.compile(rf"\b(?:{told}) {office}\Z")
        self.he_told = re.compile(rf"\b(?:[Hh]e|[Ss]he) (?:also |later )?(?:{told}) {office}\Z")
        self.guest = re.compile(rf"\b(?:{told}) (?:his|her) (?:[\w-]+ ){{0,2}}(?:{guest})\b")
        shared = any_of(lexicon, "meetings.done_together")
        self.he = re.compile(r"(?:Later|On \w+day)?,? ?(?:[Hh]e|[Ss]he) ")
        self.together = re.compile(rf"\b(?:{shared})\b[^;:]{{0,90}}? (?:with|alongside|together with) {office}\Z")
        self.beside = re.compile(rf"\b(?:with|to meet|to see|hosted by|received by|welcomed by) {office}\Z")


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


_COLLEAGUE = re.compile(r"\b(?:[Hh]is|[Hh]er) (?P<whose>(?:[\w-]+ ){1,3})colleague,? (?:[\w.’'-]+,? ){0,8}?\Z")
_NEAR = 100  # characters before a name in which "her counterpart" stands
_NAMINGS = 6  # places that name somebody which are looked at
