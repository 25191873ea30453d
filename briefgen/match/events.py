"""One meeting told many times: the reports of a meeting, in one article or in many, brought together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from briefgen.articles.whens import Tense, resolve
from briefgen.match.sides import THIRD, Cast
from briefgen.model import Actor, Meeting, MeetingKind, When
from briefgen.text import words

_KINDS: tuple[MeetingKind, ...] = ("visit", "summit", "sidelines", "talks", "meeting", "call")
_NEAR = timedelta(days=10)  # undated reports of one meeting do not lie further apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One sentence that reports a meeting of the pair.

    Attributes:
        article: the article's id; ``digest`` is its page's SHA-256, for an order that no file name changes.
        published: the article's day.
        sides: the sides that meet there, THIRD left out.
        place: as written, "" when none; ``country`` is the id of its country.
        first: its first day, when it can be known; ``last`` likewise.
        month: "2025-02" where only the month is told.
        people: the surnames, folded, of those who meet.
    """

    article: str
    digest: str
    published: date | None
    meeting: Meeting
    sides: frozenset[str]
    place: str
    country: str
    first: date | None
    last: date | None
    month: str = ""
    people: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Event:
    """A meeting of the pair, with every report of it.

    Attributes:
        who: everybody the reports name, in their order.
        first: its first day; ``last`` and ``month`` likewise, as far as told.
        cancelled: whether the newest word is that it does not take place.
        coming: whether all reports tell it as ahead.
        told: the day of the newest report.
    """

    kind: MeetingKind
    who: tuple[Actor, ...]
    place: str
    country: str
    first: date | None
    last: date | None
    month: str
    cancelled: bool
    coming: bool
    told: date | None
    reports: tuple[Report, ...]

    @cached_property
    def attended(self) -> frozenset[str]:
        """The names of those who meet."""
        return frozenset(actor.name for actor in self.who if actor.name)

    @property
    def when(self) -> date:
        """The day to sort by: its own, else that of its month, else that of its newest report."""
        if self.first:
            return self.first
        return date.fromisoformat(f"{self.month}-01") if self.month else self.told or date.min


def reports(cast: Cast) -> tuple[Report, ...]:
    """The meetings of an article that join at least two sides: by who meets, or by one side's visit to the other."""
    found = []
    article = cast.findings.article
    for meeting in cast.findings.meetings:
        sides = {side for actor in meeting.who if (side := cast.actor(actor)) and side != THIRD}
        country = cast.country_at(meeting.place)
        host = cast.sides.of_country(country)
        if host and host != THIRD:
            sides.add(host)
        if len(sides) < 2:
            continue
        tense: Tense = "future" if meeting.coming else ""
        days = resolve(meeting.when, article.date.day, tense=tense) if meeting.when else None
        found.append(
            Report(
                article=article.id,
                digest=article.sha256,
                published=article.date.day,
                meeting=meeting,
                sides=frozenset(sides),
                place=meeting.place.of(article.text) if meeting.place else "",
                country=country,
                first=days[0] if days else None,
                last=days[1] if days else None,
                month="" if days or meeting.when is None else _month(meeting.when, article.date.day),
                people=_surnames(meeting.who),
            )
        )
    return tuple(found)


def _surnames(who: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(found[-1] for actor in who if actor.kind == "person" and (found := words(actor.name)))


def _month(when: When, published: date | None) -> str:
    """The month that a date without a day names: the nearest before the article where it gives no year."""
    if when.month is None or when.day is not None:
        return ""
    year = when.year or (published.year - (when.month > published.month) if published else None)
    return f"{year}-{when.month:02}" if year else ""


@dataclass(slots=True)
class _Draft:
    """An event while its reports come in."""

    reports: list[Report] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    ranges: set[tuple[date, date]] = field(default_factory=set)
    published: set[date] = field(default_factory=set)
    country: str = ""

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.people |= report.people
        self.articles.add(report.article)
        if report.first and report.last:
            self.ranges.add((report.first, report.last))
        self.published |= {day for day in (report.published, report.first) if day}
        self.country = self.country or report.country


def events(told: tuple[Report, ...]) -> tuple[Event, ...]:
    """The meetings behind the reports, newest first; the order of the reports does not matter."""
    drafts: list[_Draft] = []
    known: dict[tuple[str, object], set[int]] = defaultdict(set)  # drafts by surname, article and day
    for report in sorted(told, key=_order):
        marks: list[tuple[str, object]] = [("name", name) for name in sorted(report.people)]
        marks += [("article", report.article), *(("day", day) for day in _days(report))]
        rivals = sorted(set().union(*(known[mark] for mark in marks)))
        number = next((n for n in rivals if _same(drafts[n], report)), None)
        if number is None:
            number = len(drafts)
            drafts.append(_Draft())
        drafts[number].add(report)
        for mark in marks:
            known[mark].add(number)
    found = [_event(draft) for draft in drafts]
    real = [event for event in found if event.first or event.month or any(a.kind == "person" for a in event.who)]
    return tuple(sorted(real, key=lambda event: (event.when, event.reports[0].digest), reverse=True))


def _order(report: Report) -> tuple[bool, int, str, int]:
    """Dated and peopled reports first, so that vague ones find something to join."""
    return report.first is None, -len(report.people), report.digest, report.meeting.span.start


_LONGEST = 31  # days; no visit lasts longer


def _days(report: Report) -> list[date]:
    if report.first is None or report.last is None:
        return []
    count = min((report.last - report.first).days, _LONGEST)
    return [report.first + timedelta(days=n) for n in range(count + 1)]


def _same(draft: _Draft, report: Report) -> bool:
    call = draft.reports[0].meeting.kind == "call"
    elsewhere = draft.country and report.country and draft.country != report.country
    if elsewhere or call != (report.meeting.kind == "call"):
        return False
    shared = draft.people & report.people
    if draft.people and report.people and not shared:
        return False
    if draft.ranges and report.first and report.last:
        # with one report's own range, never with all of them: talks on five days running are five meetings
        return any(first <= report.last and report.first <= last for first, last in draft.ranges)
    if report.article in draft.articles:
        return report.meeting.when is None or report.first is not None or not draft.ranges
    if report.meeting.when is not None and report.first is None:
        return False  # "in February": a month that is not this meeting's, as far as anyone knows
    return bool(shared) and _published_near(draft, report)


def _published_near(draft: _Draft, report: Report) -> bool:
    if report.published is None or not draft.published:
        return True
    return min(abs(report.published - day) for day in draft.published) <= _NEAR


def _event(draft: _Draft) -> Event:
    """The event of some reports: the widest range, the first place, everybody who is named."""
    told = draft.reports
    who: dict[tuple[str, str], Actor] = {}
    for report in told:
        for actor in report.meeting.who:
            who.setdefault((actor.kind, actor.name), actor)
    return Event(
        kind=min((report.meeting.kind for report in told), key=_KINDS.index),
        who=tuple(who.values()),
        place=next((report.place for report in told if report.place), ""),
        country=draft.country,
        first=min((report.first for report in told if report.first), default=None),
        last=max((report.last for report in told if report.last), default=None),
        month=next((report.month for report in told if report.month), ""),
        cancelled=_is_off(told),
        coming=all(report.meeting.coming for report in told),
        told=max((report.published for report in told if report.published), default=None),
        reports=tuple(told),
    )


def _is_off(told: list[Report]) -> bool:
    """Whether it was cancelled and no later report, or one of the same day that tells it as done, says otherwise."""
    off = [report.published or date.min for report in told if report.meeting.cancelled]
    if not off:
        return False
    live = [report for report in told if not report.meeting.cancelled]
    return not any(
        (report.published or date.min) > max(off)
        or ((report.published or date.min) == max(off) and not report.meeting.coming and report.first)
        for report in live
    )
