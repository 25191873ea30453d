"""Agenda, positions and quotes: selected finds as the lines of a brief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from briefgen.brief.meetings import Meetings
from briefgen.brief.outlets import outlets
from briefgen.brief.participants import WhoIsWho
from briefgen.brief.saidon import position_said_on, said_on
from briefgen.brief.sources import Sources
from briefgen.brief.tellers import Tellers
from briefgen.lexicon import Lexicon
from briefgen.match import REPORT, Placed
from briefgen.model import AgendaEntry, Item, Position, PositionEntry, Quote, QuoteEntry
from briefgen.profile import Profile
from briefgen.select import Choice, Selection
from briefgen.text import words
from briefgen.wording import days, say

_ONE_SIDED = frozenset({"to-raise", "open"})  # what both discuss is nobody's in particular
_ANNOUNCED = frozenset({"to-raise", "to-discuss"})


def agenda(
    profile: Profile, selection: Selection, sources: Sources, meetings: Meetings, as_of: date, lexicon: Lexicon
) -> tuple[AgendaEntry, ...]:
    """The agenda items by meeting (the brief's own first), topic, and place in the sources."""
    rank = {entry.id: number for number, entry in enumerate(meetings.all)}
    place = _place(profile)
    kept = selection.kept("agenda")
    tellers = Tellers(sources, lexicon)
    entries = [_item(choice, tellers, sources, meetings, as_of) for choice in kept]
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


def _item(choice: Choice, tellers: Tellers, sources: Sources, meetings: Meetings, as_of: date) -> AgendaEntry:
    placed = choice.placed
    item = placed.find
    assert isinstance(item, Item)  # noqa: S101
    line = sources.chosen(choice)
    text = sources.story(placed.article).findings.article.text
    own = item.status not in _ONE_SIDED or item.rule == REPORT
    by = () if own else placed.sides
    return AgendaEntry(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        meeting=_meeting_of(placed, meetings),
        topic=placed.topic,
        sentence=item.sentence.of(text),
        status=item.status,
        by=by,
        note=_note(choice, sources, meetings, as_of),
        outlets=outlets(choice, sources),
        told_by=choice.told_by,
        as_told_by=tellers.of(choice) if item.status == "open" and len(by) > 1 else "",
    )


def _meeting(event: int | None, meetings: Meetings) -> str:
    """The id of the meeting an item belongs to; without a reported one it is the desk's."""
    if event is not None:
        return meetings.ids.get(event, "")
    return meetings.main.id if meetings.main and meetings.main.origin == "desk" else ""


def _meeting_of(placed: Placed, meetings: Meetings) -> str:
    """The meeting an item is printed under: of one told beside the brief's own only what its own sentences tell.

    What a side states right behind the words "he last met him in May" belongs to the story, and not to that meeting.
    """
    own, main = _meeting(placed.event, meetings), meetings.main_event
    event = meetings.events.get(placed.event) if placed.event is not None else None
    if main is None or meetings.main is None or event is None or own == meetings.main.id:
        return own
    if own not in {meeting.id for meeting in meetings.all}:
        return meetings.main.id
    here = [report for report in event.reports if report.article == placed.article]
    first = min((report.number for report in main.reports if report.article == placed.article), default=None)
    if first is None or not here or first > min(report.number for report in here):
        return own
    told = any(report.meeting.span.meets(placed.sentence) for report in here)
    said = placed.find.status == "open" if isinstance(placed.find, Item) else False
    return meetings.main.id if said and not told else own


def _note(choice: Choice, sources: Sources, meetings: Meetings, as_of: date) -> str:
    """What to say of an item of no meeting, or announced for one now past or cancelled: never "discussed"."""
    item, number = choice.placed.find, choice.placed.event
    assert isinstance(item, Item)  # noqa: S101
    if not _meeting_of(choice.placed, meetings):
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
    if choice.told_by or choice.in_part:
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
    said = position_said_on(position, story)
    day = said or story.findings.article.date.day
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
        date_basis="said-on" if said else story.findings.article.date.basis,
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
    story = sources.story(choice.placed.article)
    said = said_on(quote.cue, choice.placed.sentence, quote.span, story) if quote.cue else None
    day = said or article.date.day
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
