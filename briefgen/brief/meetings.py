"""The meeting the brief is for, the others, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from briefgen.brief.sources import Sources
from briefgen.match import THIRD, Event, Matched, Report, Story
from briefgen.model import BriefMeeting, MeetingStatus, Participant, Person, Span
from briefgen.packs import KnownPerson, Packs
from briefgen.profile import DeskMeeting, Profile
from briefgen.select import line_id
from briefgen.text import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The meetings of a brief.

    Attributes:
        main: the one the brief is for.
        all: main first, then the others, newest first.
        ids: the printed id of each event, by its number among ``Matched.events``.
        first: the first day of each event, by the same number.
    """

    main: BriefMeeting | None
    all: tuple[BriefMeeting, ...]
    ids: dict[int, str]
    first: dict[int, date | None]


def status(event: Event, as_of: date) -> MeetingStatus:
    """Upcoming, under way or held on that day; cancelled if the articles say so.

    Of a meeting without a day, the articles' tense decides.
    """
    if event.cancelled:
        return "cancelled"
    if event.first is None:
        return "upcoming" if event.coming else "held"
    if as_of < event.first:
        return "upcoming"
    return "under-way" if as_of <= (event.last or event.first) else "held"


def meetings(profile: Profile, matched: Matched, sources: Sources, as_of: date) -> Meetings:
    """The meetings the used stories report; the desk's own meeting wins over what articles say."""
    used = {story.findings.article.id for story in sources.stories}
    seen = {
        number: event
        for number, event in enumerate(matched.events)
        if any(report.article in used for report in event.reports)
    }
    printed = {number: _printed(event, sources, used, as_of) for number, event in seen.items()}
    main = _main(seen, as_of)
    ids = {number: entry.id for number, entry in printed.items()}
    ordered = [printed[number] for number in seen if number != main]
    head = printed[main] if main is not None else None
    if profile.meeting is not None:
        head = _of_desk(profile.meeting, as_of, head)
        if main is not None and _is_same_day(profile.meeting, seen[main]):
            ids[main] = head.id
        elif main is not None:
            ordered.insert(0, printed[main])
    return Meetings(
        main=head,
        all=(*((head,) if head else ()), *ordered),
        ids=ids,
        first={number: event.first for number, event in seen.items()},
    )


def _main(seen: dict[int, Event], as_of: date) -> int | None:
    """Under way before upcoming before held before undated; the nearest of them; a call only when there is no other."""
    rank = {"under-way": 0, "upcoming": 1, "held": 2, "none": 3, "cancelled": 4}

    def key(number: int) -> tuple[bool, int, int, int]:
        event = seen[number]
        far = abs((event.first - as_of).days) if event.first else 0
        undated_call = event.kind == "call" and event.first is None
        return undated_call, rank[status(event, as_of)], far, number

    return min(seen, key=key, default=None)


def _printed(event: Event, sources: Sources, used: set[str], as_of: date) -> BriefMeeting:
    report = max((report for report in event.reports if report.article in used), key=_tells)
    line = sources.line("meeting", report.article, (report.meeting.span,))
    who = (*report.meeting.who, *event.who)
    people = list(dict.fromkeys(actor.name for actor in who if actor.kind == "person"))
    return BriefMeeting(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        status=status(event, as_of),
        kind=event.kind,
        who=tuple(people or dict.fromkeys(actor.name for actor in who if actor.name)),
        place=event.place,
        start=event.first.isoformat() if event.first else "",
        end=event.last.isoformat() if event.last else "",
    )


def _tells(report: Report) -> tuple[int, date, int]:
    """How much a report tells: the day, the place, who meets whom; the newest of equals."""
    people = sum(actor.kind == "person" for actor in report.meeting.who)
    told = 2 * (report.first is not None) + bool(report.place) + (people > 1)
    return told, report.published or date.min, -report.meeting.span.start


def _of_desk(desk: DeskMeeting, as_of: date, reported: BriefMeeting | None) -> BriefMeeting:
    if desk.start is None:
        state: MeetingStatus = "none"
    elif as_of < desk.start:
        state = "upcoming"
    else:
        state = "under-way" if as_of <= (desk.end or desk.start) else "held"
    return BriefMeeting(
        id=line_id("meeting", "desk", (Span(0, 0),)),
        text="",
        evidence=(),
        marks=(),
        status=state,
        kind=reported.kind if reported else "meeting",
        who=desk.who,
        place=desk.where,
        start=desk.start.isoformat() if desk.start else "",
        end=(desk.end or desk.start).isoformat() if desk.start else "",
        origin="desk",
        when_text=" ".join(part for part in (desk.when, desk.zone) if part),
        format=desk.format,
    )


def _is_same_day(desk: DeskMeeting, event: Event) -> bool:
    if desk.start is None or event.first is None:
        return True
    return event.first <= (desk.end or desk.start) and desk.start <= (event.last or event.first)


# --- participants ------------------------------------------------------------------------------------------------


def participants(
    profile: Profile, matched: Matched, sources: Sources, packs: Packs, as_of: date
) -> tuple[Participant, ...]:
    """Everybody the reports of the meetings name, the sides in the order of print, each once."""
    order = {side.name: number for number, side in enumerate(profile.sides)}
    found: dict[str, Participant] = {}
    for event in matched.events:
        for report in event.reports:
            if report.article not in {story.findings.article.id for story in sources.stories}:
                continue
            story = sources.story(report.article)
            for actor in report.meeting.who:
                person = next((p for p in story.findings.people if p.name == actor.name), None)
                if actor.kind != "person" or person is None:
                    continue
                known = found.get(person.name)
                if known is None or (person.office and not known.office):
                    entry = _participant(person, story, sources, profile)
                    found[person.name] = _then(entry, event.first or as_of, packs, as_of)
    return tuple(sorted(found.values(), key=lambda entry: order.get(entry.side or "", len(order))))


def _participant(person: Person, story: Story, sources: Sources, profile: Profile) -> Participant:
    span = person.descriptions[0] if person.descriptions else person.mentions[0]
    line = sources.line("participant", story.findings.article.id, (span,))
    side = story.cast.person(person.name)
    known = next((entry for entry in profile.people if words(entry.name) == words(person.name)), None)
    return Participant(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        name=person.name,
        office=person.office,
        side=None if side == THIRD else side,
        say_as=known.say_as if known else "",
    )


def _then(entry: Participant, day: date, packs: Packs, as_of: date) -> Participant:
    """The participant with the office marked as past where the packs know that it has ended."""
    known = known_person(entry.name, packs)
    if known is None:
        return entry
    before, now = known.office_on(day), known.office_on(as_of)
    ended = any(tenure.until and tenure.until < as_of and tenure.covers(day) for tenure in known.tenures)
    return replace(
        entry,
        then=ended and now != before,
        now=now if ended and now != before else "",
        say_as=entry.say_as or known.say_as,
    )


def known_person(name: str, packs: Packs) -> KnownPerson | None:
    """The person of the packs with that name or alias."""
    wanted = words(name)
    return next(
        (known for known in packs.people if wanted in (words(alias) for alias in (known.name, *known.aliases))), None
    )
