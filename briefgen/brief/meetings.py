"""The meeting the brief is for, and the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from briefgen.brief.names import Names, of_meeting
from briefgen.brief.runon import runs_on
from briefgen.brief.sources import Sources
from briefgen.match import THIRD, Event, Matched, Report
from briefgen.model import Actor, BriefMeeting, MeetingStatus, Span
from briefgen.profile import DeskMeeting, Profile
from briefgen.select import line_id
from briefgen.wording import day, say

_LONG = timedelta(days=21)  # a meeting that was longer ago when an article told of it is not what it is about
_JUST = timedelta(days=1)  # of what took place no longer ago an article still tells as its news
_STILL = timedelta(days=2)  # who is on a visit when an article tells of it is there for as long
_NEWS = timedelta(days=3)
_TWO = 2
_STALE = timedelta(days=30)  # an announcement without a day that is older has been overtaken


@dataclass(frozen=True, slots=True, kw_only=True)
class Meetings:
    """The meetings of a brief.

    Attributes:
        main: the one the brief is for.
        all: main first, then the others, newest first.
        ids: the printed id of each event, by its number among ``Matched.events``.
        events: the events themselves, by the same number.
    """

    main: BriefMeeting | None
    all: tuple[BriefMeeting, ...]
    ids: dict[int, str]
    events: dict[int, Event]

    @property
    def main_event(self) -> Event | None:
        """What articles report of the meeting the brief is for; None where that is only the desk's."""
        own = self.main.id if self.main else ""
        return next((self.events[number] for number, id_ in self.ids.items() if id_ == own), None)


def status(event: Event, as_of: date) -> MeetingStatus:
    """Upcoming, under way or held on that day; cancelled if the articles say so.

    Of a meeting without a day the articles' tense decides, for some days after "is on a visit" too; one announced
    long ago counts as past like any other. On the very day too: who "met" on it has met, and who "will meet" has not;
    only a visit lasts all day.
    """
    if event.cancelled:
        return "cancelled"
    if event.first is None:
        if not event.coming:
            return "under-way" if event.now and (event.told is None or as_of - event.told <= _STILL) else "held"
        return "held" if event.told and as_of - event.told > _STALE else "upcoming"
    if as_of < event.first:
        return "upcoming"
    if event.first == event.last == as_of and event.kind != "visit" and event.coming | event.done:
        return "upcoming" if event.coming else "held"
    return "under-way" if as_of <= (event.last or event.first) else "held"


def meetings(profile: Profile, matched: Matched, sources: Sources, as_of: date, told: Names) -> Meetings:
    """The meetings the used stories report, newest first; the desk's own meeting wins over what articles say."""
    used = sources.articles
    seen = {
        number: event
        for number, event in enumerate(matched.events)
        if any(report.article in used for report in event.reports)
    }
    states = _states(seen, as_of)
    printed = {
        number: of_meeting(_printed(event, sources, used, states[number]), told) for number, event in seen.items()
    }
    ids = {number: entry.id for number, entry in printed.items()}
    main = _main(seen, states, as_of)
    head = printed[main] if main is not None else None
    if profile.meeting is not None:
        main = _of_that_day(profile.meeting, seen)
        head = _of_desk(profile.meeting, as_of, printed[main] if main is not None else None)
        if main is not None:
            ids[main] = head.id
    newest = sorted(seen, key=lambda number: seen[number].when, reverse=True)
    story = _stories_of(seen[main]) if main is not None else frozenset[str]()
    others = [
        printed[number]
        for number in newest
        if number != main and not (_stories_of(seen[number]) <= story and _is_of_one_side(seen[number], sources))
    ]
    return Meetings(
        main=head,
        all=(*((head,) if head else ()), *others),
        ids=ids,
        events=seen,
    )


def _stories_of(event: Event) -> frozenset[str]:
    """The articles that report a meeting."""
    return frozenset(report.article for report in event.reports)


def _is_of_one_side(event: Event, sources: Sources) -> bool:
    """Whether a meeting joins no people of the two: talks of several states, one side's journey on which it met others.

    Told beside the meeting that a story is about, it is others' business or the way there.
    """
    casts = {report.article: sources.story(report.article).cast for report in event.reports}
    met = [(one, casts[report.article].actor(one)) for report in event.reports for one in report.meeting.who]
    sides = {side for _, side in met}
    if THIRD in sides and not any(one.kind == "person" for one, _ in met):
        return True
    if event.first or event.month or event.earlier or event.kind != "visit" or not event.done or len(sides) > 1:
        return False
    return any(_names_others(report, sources) for report in event.reports)


def _names_others(report: Report, sources: Sources) -> bool:
    """Whether the sentence that tells of a meeting names a third country."""
    story = sources.story(report.article)
    named = (one for one in story.findings.places if report.meeting.span.holds(one.span))
    return any(story.cast.place(one) == THIRD for one in named)


def _states(seen: dict[int, Event], as_of: date) -> dict[int, MeetingStatus]:
    """The status of each meeting; none of one that only undated articles announce, where dated ones tell of others.

    Alone it may well be the meeting that the brief is for; beside dated articles it may be years old.
    """
    known = any(event.told for event in seen.values())
    states: dict[int, MeetingStatus] = {}
    for number, event in seen.items():
        state = status(event, as_of)
        states[number] = "none" if known and event.when == date.min and state == "upcoming" else state
    return states


def _main(seen: dict[int, Event], states: dict[int, MeetingStatus], as_of: date) -> int | None:
    """Under way before upcoming before held, of those held what the newest article is about; undated calls last.

    Nobody knows what is still ahead of an article without a date, and one of these days is about what it opens with
    where that has just taken place: there what the article is about comes first.
    """
    rank = {"under-way": 0, "upcoming": 1, "held": 2, "none": 3, "cancelled": 4}

    def key(number: int) -> tuple[bool, int, bool, int, bool, int, int]:
        event, state = seen[number], states[number]
        if state == "upcoming" and event.told is None:
            state = "held"
        elif state == "held" and _has_just_been(event, as_of):
            state = "under-way"
        undated_call = event.kind == "call" and event.first is None
        told = event.told or date.min
        past = event.earlier or (
            event.first is not None and event.told is not None and event.told - event.first > _LONG
        )
        newest = (date.max - told).days if state == "held" else 0
        near = event.number if state == "held" else abs((event.when - as_of).days)
        return undated_call, rank[state], past, newest, not _is_news(event), near, number

    return min(seen, key=key, default=None)


def _is_news(event: Event) -> bool:
    """Whether it had just taken place when an article told of it."""
    if not event.done or event.earlier or event.first is None or event.told is None:
        return False
    return timedelta() <= event.told - event.first <= _NEWS


def _has_just_been(event: Event, as_of: date) -> bool:
    """Whether the newest article opens with a meeting of the last days."""
    if event.number or event.earlier or event.told is None or as_of - event.told > _JUST:
        return False
    return event.first is not None and as_of - event.first <= _JUST


def _of_that_day(desk: DeskMeeting, seen: dict[int, Event]) -> int | None:
    """The reported meeting that is the desk's: of the same day, the newest where the desk gives none."""
    if desk.start is None:
        return next(iter(seen), None)
    last = desk.end or desk.start
    same = (
        number
        for number, event in seen.items()
        if event.first and event.first <= last and desk.start <= (event.last or event.first)
    )
    return next(same, None)


def _countries(who: tuple[Actor, ...], report: Report, sources: Sources) -> tuple[str, ...]:
    """Those who meet by name; a movement by the side's own, where its country is no side."""
    cast = sources.story(report.article).cast
    own = {one.name: cast.actor(one) for one in report.meeting.who if one.kind == "country"}
    sides = {side.name for side in cast.sides.profile.sides if not side.country}
    names = ((own.get(one.name) or "") if own.get(one.name) in sides else one.name for one in who)
    return tuple(dict.fromkeys(name for name in names if name))


def _printed(event: Event, sources: Sources, used: Collection[str], state: MeetingStatus) -> BriefMeeting:
    reports = [report for report in event.reports if report.article in used]
    clean = [report for report in reports if not runs_on(_words(report, sources))]
    report = max(clean or reports, key=_tells)
    line = sources.line("meeting", report.article, (report.meeting.span,))
    who = (*report.meeting.who, *event.who)
    people = list(dict.fromkeys(actor.name for actor in who if actor.kind == "person"))
    return BriefMeeting(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        status=state,
        kind=event.kind,
        who=tuple(people) or _of_two(report, sources) or _countries(who, report, sources),
        place=event.place,
        event=event.event,
        start=event.first.isoformat() if event.first else event.month,
        end=event.last.isoformat() if event.last else "",
        when_text="" if event.first or event.month else event.words,
        filed=_filed(event, report),
        note=say("meeting.no-report") if event.coming and state == "held" else "",
    )


def _filed(event: Event, report: Report) -> str:
    """The dateline or date of the article that reports a meeting, where it tells no place or no day."""
    if not (event.first or event.month):
        return report.dated
    return report.dateline if report.meeting.done and not event.place and event.kind != "call" else ""


def _words(report: Report, sources: Sources) -> str:
    return report.meeting.span.of(sources.story(report.article).findings.article.text)


def _of_two(report: Report, sources: Sources) -> tuple[str, ...]:
    """People of two countries as the article joins them: "Kenyan and Peruvian negotiators"; nothing else."""
    if len(report.meeting.who) != _TWO or report.meeting.who[1].kind != "unnamed":
        return ()
    first, second = report.meeting.who
    text = sources.story(report.article).findings.article.text
    people = f" {second.name}"
    joined = text[first.span.end : second.span.start] == " and " and text.startswith(people, second.span.end)
    return (text[first.span.start : second.span.end + len(people)],) if joined else ()


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
        when_text=" ".join(part for part in (_spoken(desk), desk.zone) if part),
        format=desk.format,
    )


def _spoken(desk: DeskMeeting) -> str:
    """The desk's date as the brief prints dates, its time as the desk wrote it."""
    if desk.start is None:
        return desk.when
    iso = desk.start.isoformat()
    return desk.when.replace(iso, day(iso), 1)
