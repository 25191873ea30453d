"""Agenda, positions and quotes: selected finds as the lines of a brief."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from briefgen.articles.whens import resolve
from briefgen.brief.meetings import Meetings
from briefgen.brief.outlets import outlets
from briefgen.brief.participants import WhoIsWho
from briefgen.brief.sources import Sources
from briefgen.match import REPORT
from briefgen.model import AgendaEntry, Item, Position, PositionEntry, Quote, QuoteEntry, Span
from briefgen.profile import Profile
from briefgen.select import Choice, Selection
from briefgen.text import words
from briefgen.wording import days, say

_ONE_SIDED = frozenset({"to-raise", "open"})  # what both discuss is nobody's in particular
_ANNOUNCED = frozenset({"to-raise", "to-discuss"})
_REPORTED = frozenset({"discussed", "agreed", "open"})
_SMALL = 3  # letters of a word that tells no subject, at most
_STEM = 6  # letters by which a word is known again
_CAPITAL = re.compile(r"\b[A-ZÀ-ÖØ-Þ][\w'’.-]*")
_SAID_WITHIN = 60  # code points after the cue in which "on 27 March" is the day of saying


@dataclass(frozen=True)
class _Reported:
    """What the items that report of a meeting speak of, whether they are printed or not.

    "No report that it was" must be sure: one word that tells a subject, under the same topic, is enough for doubt.
    """

    selection: Selection
    sources: Sources
    profile: Profile

    def may_be(self, announced: Choice) -> bool:
        """Whether what was announced may be among what is reported, in its words or in wider ones."""
        placed = announced.placed
        return not self._stems[placed.event, placed.topic].isdisjoint(self._bag(announced))

    @cached_property
    def _stems(self) -> defaultdict[tuple[int | None, str], set[str]]:
        found: defaultdict[tuple[int | None, str], set[str]] = defaultdict(set)
        for choice in self.selection.choices:
            find, placed = choice.placed.find, choice.placed
            if isinstance(find, Item) and not placed.excluded and find.status in _REPORTED:
                found[placed.event, placed.topic] |= self._bag(choice)
        return found

    def _bag(self, choice: Choice) -> frozenset[str]:
        """The stems of the words that tell a subject; names of sides and people are not among them."""
        text = self._texts[choice.placed.article]
        said = [piece.of(text) for piece in choice.pieces]
        # "the defense industry" is no name, though a body may have those words in its own
        names = self._names & {word for each in said for word in words(" ".join(_CAPITAL.findall(each)))}
        found = (word for each in said for word in words(each))
        return frozenset(word[:_STEM] for word in found if len(word) > _SMALL and word not in names)

    @cached_property
    def _texts(self) -> dict[str, str]:
        """The pages of the used articles, by article id."""
        return {story.findings.article.id: story.findings.article.text for story in self.sources.stories}

    @cached_property
    def _names(self) -> frozenset[str]:
        named = [name for side in self.profile.sides for name in (side.name, *side.aliases)]
        named += [person.name for story in self.sources.stories for person in story.findings.people]
        return frozenset(word for name in named for word in words(name))


def agenda(
    profile: Profile, selection: Selection, sources: Sources, meetings: Meetings, as_of: date
) -> tuple[AgendaEntry, ...]:
    """The agenda items by meeting (the brief's own first), topic, and place in the sources."""
    rank = {entry.id: number for number, entry in enumerate(meetings.all)}
    place = _place(profile)
    kept = selection.kept("agenda")
    reported = _Reported(selection, sources, profile)
    entries = [_item(choice, reported, sources, meetings, as_of) for choice in kept]
    return tuple(
        sorted(
            entries,
            key=lambda entry: (rank.get(entry.meeting, len(rank)), place(entry)[0], _standing(entry), *place(entry)),
        )
    )


def _standing(entry: AgendaEntry) -> int:
    """What is on the table, or was, before what a side states; last what was announced for a meeting that is past."""
    if entry.status in _ANNOUNCED and entry.note:
        return 2
    return int(entry.status == "open")


def _place(profile: Profile) -> Callable[[AgendaEntry | PositionEntry], tuple[int, int, int]]:
    """The order of lines under one heading: by topic, then by their place in the sources."""
    topics = {topic.id: number for number, topic in enumerate(profile.topics)}

    def place(entry: AgendaEntry | PositionEntry) -> tuple[int, int, int]:
        return topics.get(entry.topic, len(topics)), entry.marks[0].source, entry.evidence[0].start

    return place


def _item(choice: Choice, reported: _Reported, sources: Sources, meetings: Meetings, as_of: date) -> AgendaEntry:
    placed = choice.placed
    item = placed.find
    assert isinstance(item, Item)  # noqa: S101
    line = sources.chosen(choice)
    text = sources.story(placed.article).findings.article.text
    return AgendaEntry(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        meeting=_meeting(placed.event, meetings),
        topic=placed.topic,
        sentence=item.sentence.of(text),
        status=item.status,
        by=placed.sides if item.status in _ONE_SIDED and item.rule != REPORT else (),
        note=_note(choice, reported, sources, meetings, as_of),
        outlets=outlets(choice, sources),
        told_by=choice.told_by,
    )


def _meeting(event: int | None, meetings: Meetings) -> str:
    """The id of the meeting an item belongs to; without a reported one it is the desk's."""
    if event is not None:
        return meetings.ids.get(event, "")
    return meetings.main.id if meetings.main and meetings.main.origin == "desk" else ""


def _note(choice: Choice, reported: _Reported, sources: Sources, meetings: Meetings, as_of: date) -> str:
    """What to say of an item of no meeting, or announced for one now past or cancelled: never "discussed"."""
    item, number = choice.placed.find, choice.placed.event
    assert isinstance(item, Item)  # noqa: S101
    if not _meeting(number, meetings):
        return say("agenda.no-meeting")
    event = meetings.events.get(number) if number is not None else None
    if item.status not in _ANNOUNCED or event is None:
        return ""
    if event.cancelled:
        return say("agenda.cancelled")
    if event.first is None or as_of <= (event.last or event.first):
        return ""
    published = sources.story(choice.placed.article).findings.article.date.day
    stem = "agenda.raise" if item.status == "to-raise" else "agenda.discuss"
    if choice.told_by or reported.may_be(choice):
        stem += ".reported"
    return say(stem, date=days(published.isoformat())) if published else say(f"{stem}.undated")


def positions(
    profile: Profile, selection: Selection, sources: Sources, known: WhoIsWho, as_of: date
) -> tuple[PositionEntry, ...]:
    """The positions by side, topic, and place in the sources; what our own side wants is none of the asks."""
    sides = {side.name: number for number, side in enumerate(profile.sides)}
    place = _place(profile)
    found = []
    for choice in selection.kept("position"):
        position = choice.placed.find
        assert isinstance(position, Position)  # noqa: S101
        found.append(_position(choice, sources, known, as_of))
        if choice.placed.ask and choice.placed.side != profile.our_side:
            found[-1] = replace(found[-1], ask=True)
    return tuple(sorted(found, key=lambda entry: (sides.get(entry.side, len(sides)), *place(entry))))


def _position(choice: Choice, sources: Sources, known: WhoIsWho, as_of: date) -> PositionEntry:
    position = choice.placed.find
    assert isinstance(position, Position)  # noqa: S101
    line = sources.chosen(choice)
    story = sources.story(choice.placed.article)
    day = story.findings.article.date.day
    named = position.actor.name if position.actor.kind in {"person", "unnamed"} else ""
    person = story.cast.person_named(named)
    who = known.get(tuple(words(named)))
    return PositionEntry(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        side=", ".join(choice.placed.sides),  # "Kenya, Peru" where both hold it
        topic=choice.placed.topic,
        speaker=named,
        date=day.isoformat() if day else "",
        office=person.office if person else "",
        then=bool(who and day and who.ended(day, as_of)),
        date_basis=story.findings.article.date.basis,
    )


def quotes(
    profile: Profile, selection: Selection, sources: Sources, known: WhoIsWho, as_of: date
) -> tuple[QuoteEntry, ...]:
    """The quotes: named speakers before unnamed, full before fragment, then by topic and place."""
    topics = {topic.id: number for number, topic in enumerate(profile.topics)}
    found = [_quote(choice, sources, known, as_of) for choice in selection.kept("quote")]
    return tuple(
        sorted(
            found,
            key=lambda entry: (
                entry.speaker_kind != "named",
                entry.kind != "full",
                topics.get(entry.topic, len(topics)),
                entry.source,
                entry.evidence[0].start,
            ),
        )
    )


def _quote(choice: Choice, sources: Sources, known: WhoIsWho, as_of: date) -> QuoteEntry:
    quote = choice.placed.find
    assert isinstance(quote, Quote) and quote.speaker is not None  # noqa: S101, PT018
    line = sources.chosen(choice)
    findings = sources.story(choice.placed.article).findings
    article = findings.article
    said = _said_on(quote, choice.placed.sentence, choice.placed.article, sources)
    day = said or article.date.day
    story = sources.story(choice.placed.article)
    person = story.cast.person_named(quote.speaker.name)
    office = (person.office if person else "") or quote.speaker.office
    who = known.get(tuple(words(quote.speaker.name)))
    return QuoteEntry(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        speaker=quote.speaker.name,
        office=office,
        side=choice.placed.side or None,
        speaker_kind=quote.speaker.kind,
        kind=quote.kind,
        topic=choice.placed.topic,
        date=day.isoformat() if day else "",
        date_basis="said-on" if said else article.date.basis,
        source=sources.number(choice.placed.article),
        sentence=choice.placed.sentence.of(article.text) if quote.kind == "fragment" else "",
        then=bool(who and day and who.ended(day, as_of)),
    )


def _said_on(quote: Quote, sentence: Span, article: str, sources: Sources) -> date | None:
    """The day the article says it was said: a date that follows the cue in the same sentence."""
    found = sources.story(article).findings.article
    if quote.cue is None:
        return None
    near = Span(quote.cue.start, min(sentence.end, quote.cue.end + _SAID_WITHIN))
    for when in sources.story(article).cast.whens_in(near):
        if not when.span.meets(quote.span):
            spot = resolve(when, found.date.day)
            if spot and spot[0] == spot[1]:
                return spot[0]
    return None
