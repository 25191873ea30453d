"""One meeting told many times: the reports of a meeting, in one article or in many, brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from briefgen.articles.whens import Tense, resolve
from briefgen.match.sides import THIRD, Cast
from briefgen.model import Actor, Article, Meeting, MeetingKind, Span, When
from briefgen.text import squeeze, words

_KINDS: tuple[MeetingKind, ...] = ("visit", "summit", "sidelines", "talks", "meeting", "call")
_NEAR = timedelta(days=10)  # undated reports of one meeting do not lie further apart


Written = tuple[int | None, int | None, int | None, int | None]  # year, month, day, weekday


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
        event: the summit or forum that it is or is held at, as written.
        number: how many meetings of the pair the article told before.
        written: the date as written, where nobody can tell which day it is; ``words`` are its words.
        earlier: whether it is told as one before the meeting the article is about.
        lent: whether its second side is only that of the report before: "Baker's visit".
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
    event: str = ""
    number: int = 0
    written: Written | None = None
    words: str = ""
    earlier: bool = False
    lent: bool = False


@dataclass(frozen=True, kw_only=True)
class Event:
    """A meeting of the pair, with every report of it.

    Attributes:
        who: everybody the reports name, in their order.
        first: its first day; ``last`` and ``month`` likewise, as far as told.
        cancelled: whether the newest word is that it does not take place.
        coming: whether it is told as ahead, and nowhere as something that took place.
        told: the day of the newest report.
        event: the summit or forum that it is or is held at, as written.
        words: its day as written, where nobody can tell which one it is.
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
    event: str = ""
    words: str = ""

    @cached_property
    def attended(self) -> frozenset[str]:
        """The names of those who meet."""
        return frozenset(actor.name for actor in self.who if actor.name)

    @property
    def earlier(self) -> bool:
        """Whether all reports tell it as one before the meeting they are about."""
        return all(report.earlier for report in self.reports)

    @property
    def number(self) -> int:
        """Its place among the meetings that the newest article to report it tells of."""
        return min(report.number for report in self.reports if report.published == self.told and not report.lent)

    @property
    def when(self) -> date:
        """The day to sort by: its own, else that of its month, else that of its newest report; long ago if earlier."""
        if self.first:
            return self.first
        if self.month:
            return date.fromisoformat(f"{self.month}-01")
        return date.min if self.told is None or self.earlier else self.told


def reports(cast: Cast) -> tuple[Report, ...]:
    """The meetings of an article that join at least two sides: by who meets, or by one side's visit to the other.

    What names one side alone ("the minister arrived on Tuesday") belongs to the meeting that its people have in the
    story; where the story tells of none, but names both sides at once, it is theirs all the same.
    """
    week = _own_weekday(cast)
    told = [meeting for meeting in cast.findings.meetings if not meeting.pictured or _is_on(week, meeting)]
    sides = {meeting: _sides_of(meeting, cast) for meeting in told}
    pairs = {meeting: found - {THIRD} for meeting, found in sides.items() if len(found - {THIRD}) > 1}
    joint = [(meeting, found) for meeting, found in pairs.items() if not meeting.earlier][:_LENDERS]
    found: list[Report] = []
    for meeting in told:
        if meeting in pairs:
            found.append(_report(cast, meeting, pairs[meeting], found))
            continue
        lender = next((of for other, of in joint if _goes_on(other, of, meeting, sides[meeting])), None)
        if lender and not cast.country_at(meeting.place):  # where one of them is at home nobody need have come
            found.append(replace(_report(cast, meeting, lender, found), lent=True))
    return tuple(found) or _by_the_story(cast, sides)


def _sides_of(meeting: Meeting, cast: Cast) -> frozenset[str]:
    """The sides that meet, with that of the place; THIRD among them where anybody or the place is of neither."""
    host = cast.sides.of_country(cast.country_at(meeting.place))
    return frozenset({side for actor in meeting.who if (side := cast.actor(actor))} | ({host} if host else set()))


def _goes_on(other: Meeting, of: frozenset[str], meeting: Meeting, sides: frozenset[str]) -> bool:
    """Whether a meeting that names one side alone is the one that is told elsewhere in the story."""
    if meeting.earlier or not sides or not sides <= of:
        return False
    people, others = _surnames(meeting.who), _surnames(other.who)
    return people <= others or not others


def _by_the_story(cast: Cast, told: dict[Meeting, frozenset[str]]) -> tuple[Report, ...]:
    """The meetings that name one side alone, in a story whose title and first sentences name both."""
    opening = {side for span in _opening(cast) for side in cast.sides_in(span)}
    if len(opening) != len(cast.sides.profile.sides) or len(opening) > 2:
        return ()
    found: list[Report] = []
    for meeting, sides in told.items():
        if sides and THIRD not in sides:
            found.append(_report(cast, meeting, frozenset(opening), found))
    return tuple(found)


_LEAD = 5  # sentences
_LENDERS = 50  # meetings of a story that others may belong to


def _opening(cast: Cast) -> list[Span]:
    """The title and the first sentences."""
    return [cast.findings.article.title, *(one.span for one in cast.findings.sentences[:_LEAD])]


def _own_weekday(cast: Cast) -> int | None:
    """The first weekday that the story's own text names."""
    whens = cast.findings.article.whens
    return next((when.weekday for when in whens if when.weekday is not None and when.day is None), None)


def _is_on(weekday: int | None, meeting: Meeting) -> bool:
    """Whether a meeting told in a caption is on that day of the week: its date is the story's, and no old picture's."""
    days = resolve(meeting.when, None) if meeting.when else None
    return days is not None and weekday == days[0].weekday()


def _report(cast: Cast, meeting: Meeting, sides: frozenset[str], before: list[Report]) -> Report:
    article = cast.findings.article
    days = _days_of(meeting, article.date.day)
    return Report(
        article=article.id,
        digest=article.sha256,
        published=article.date.day,
        meeting=meeting,
        sides=sides,
        place=squeeze(meeting.place.of(article.text)) if meeting.place else "",
        country=cast.country_at(meeting.place),
        first=days[0] if days else None,
        last=days[1] if days else None,
        month="" if days or meeting.when is None else _month(meeting.when, article.date.day),
        people=_surnames(meeting.who),
        event=squeeze(meeting.event.of(article.text)) if meeting.event else "",
        number=len(before),
        written=_written(meeting.when) if meeting.when and not days else None,
        words=_words_of(meeting, article) if not days else "",
        earlier=bool(before) and (meeting.earlier or _is_history(meeting.when)),
    )


def _is_history(when: When | None) -> bool:
    return when is not None and when.year is not None and when.month is None


def _days_of(meeting: Meeting, published: date | None) -> tuple[date, date] | None:
    """The days of a meeting as far as the article's own day tells them."""
    tense: Tense = "future" if meeting.coming else ""
    days = resolve(meeting.when, published, tense=tense) if meeting.when else None
    if days is None or meeting.until is None or meeting.until.weekday is None:
        return days
    return days[0], days[1] + timedelta(days=(meeting.until.weekday - days[1].weekday()) % 7)


def _surnames(who: tuple[Actor, ...]) -> frozenset[str]:
    return frozenset(found[-1] for actor in who if actor.kind == "person" and (found := words(actor.name)))


def _written(when: When) -> Written:
    return when.year, when.month, when.day, when.weekday


def _words_of(meeting: Meeting, article: Article) -> str:
    """The words of a weekday, or of a day without its year."""
    when = meeting.when
    told = when is not None and (when.weekday is not None or when.day is not None)
    return squeeze(when.span.of(article.text)) if when and told else ""


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
    months: set[str] = field(default_factory=set)
    written: dict[str, Written] = field(default_factory=dict)  # by article
    country: str = ""

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.people |= report.people
        self.articles.add(report.article)
        if report.first and report.last:
            self.ranges.add((report.first, report.last))
        self.published |= {day for day in (report.published, report.first) if day}
        self.country = self.country or report.country
        if report.month:
            self.months.add(report.month)
        if report.written:
            self.written.setdefault(report.article, report.written)


def events(told: tuple[Report, ...]) -> tuple[Event, ...]:
    """The meetings behind the reports, newest first; the order of the reports does not matter."""
    drafts: list[_Draft] = []
    known: dict[tuple[str, object], set[int]] = defaultdict(set)  # drafts by surname, article and day
    for report in sorted(told, key=_order):
        marks: list[tuple[str, object]] = [("name", name) for name in sorted(report.people)]
        marks += [("article", report.article), *(("day", day) for day in _days(report))]
        rivals = sorted(set().union(*(known[mark] for mark in marks)))
        number = next((n for n in rivals if _same(drafts[n], report)), None)
        if number is None and report.lent:
            continue
        if number is None:
            number = len(drafts)
            drafts.append(_Draft())
        drafts[number].add(report)
        for mark in marks:
            known[mark].add(number)
    found = [_event(draft) for draft in drafts]
    real = [event for event in found if _is_real(event)]
    return tuple(sorted(real, key=lambda event: (event.when, event.reports[0].digest), reverse=True))


def told_in(event: Event, articles: Collection[str]) -> Event:
    """The event as some of the articles tell it: what only others know of it stands in no source of a brief.

    Where they tell too little to make it a meeting, none of its reports is theirs.
    """
    told = [report for report in event.reports if report.article in articles]
    if len(told) in {0, len(event.reports)}:
        return event
    draft = _Draft()
    for report in told:
        draft.add(report)
    found = _event(draft)
    real = _is_real(found) and not all(report.lent for report in told)
    return found if real else replace(event, reports=tuple(r for r in event.reports if r not in told))


def _is_real(event: Event) -> bool:
    """Whether it is a meeting rather than relations: somebody is named, or there is a day, or a place for several."""
    if event.first or event.month or any(actor.kind == "person" for actor in event.who):
        return True
    known = event.place or any(report.written for report in event.reports)
    return bool(known) and len({actor.country for actor in event.who if actor.country}) > 1


def _order(report: Report) -> tuple[bool, bool, int, str, int]:
    """Dated and peopled reports first, so that vague ones find something to join; lent sides last."""
    return report.lent, report.first is None, -len(report.people), report.digest, report.meeting.span.start


_LONGEST = 31  # days; no visit lasts longer


def _days(report: Report) -> list[date]:
    if report.first is None or report.last is None:
        return []
    count = min((report.last - report.first).days, _LONGEST)
    return [report.first + timedelta(days=n) for n in range(count + 1)]


def _same(draft: _Draft, report: Report) -> bool:
    return _alike(draft, report) and _agrees(draft, report)


def _alike(draft: _Draft, report: Report) -> bool:
    """Whether kind, place and people allow the report to be of that meeting."""
    first = draft.reports[0]
    elsewhere = draft.country and report.country and draft.country != report.country
    if elsewhere or (first.meeting.kind == "call") != (report.meeting.kind == "call"):
        return False
    if report.earlier != first.earlier:
        return False
    again = report.meeting.again and report.article in draft.articles and not report.earlier
    strangers = draft.people and report.people and not draft.people & report.people
    return not strangers or again or _may_be(draft, report)


def _agrees(draft: _Draft, report: Report) -> bool:
    """Whether the days agree; of those that nobody knows, whether article and people do."""
    if draft.ranges and report.first and report.last:
        # with one report's own range, never with all of them: talks on five days running are five meetings
        return any(first <= report.last and report.first <= last for first, last in draft.ranges)
    if report.month and report.first is None and not _in_month(draft, report):
        return False  # "in February": a month that is not this meeting's, as far as anyone knows
    if report.article in draft.articles:
        known = draft.written.get(report.article)
        return known is None or report.written is None or known == report.written
    if report.written is not None and not report.month:
        return False
    return bool(draft.people & report.people) and _published_near(draft, report)


def _may_be(draft: _Draft, report: Report) -> bool:
    """Whether somebody without a name in one of them may be who is named in the other: "met a Kenyan official"."""
    if report.article not in draft.articles:
        return False
    told = [actor for one in draft.reports for actor in one.meeting.who]
    return _stands_in(report.meeting.who, told) or _stands_in(told, report.meeting.who)


def _stands_in(some: Iterable[Actor], others: Iterable[Actor]) -> bool:
    countries = {actor.country for actor in others if actor.kind == "person" and actor.country}
    return any(actor.kind == "unnamed" and actor.country in countries for actor in some)


def _in_month(draft: _Draft, report: Report) -> bool:
    """Whether what is known of a meeting's day allows the report's month."""
    if draft.ranges:
        return any(f"{first:%Y-%m}" <= report.month <= f"{last:%Y-%m}" for first, last in draft.ranges)
    if draft.months:
        return report.month in draft.months
    return report.meeting.coming and all(told.meeting.coming for told in draft.reports)


def _published_near(draft: _Draft, report: Report) -> bool:
    if report.published is None or not draft.published:
        return True
    return min(abs(report.published - day) for day in draft.published) <= _NEAR


def _event(draft: _Draft) -> Event:
    """The event of some reports: the widest range, the first place, everybody who is named."""
    told = draft.reports
    who: dict[tuple[str, str, str], Actor] = {}
    for report in told:
        for actor in report.meeting.who:
            who.setdefault((actor.kind, actor.name, "" if actor.kind == "person" else actor.country), actor)
    return Event(
        kind=min((report.meeting.kind for report in told if not report.lent), key=_KINDS.index, default="visit"),
        who=tuple(who.values()),
        place=next((report.place for report in told if report.place), ""),
        country=draft.country,
        first=min((report.first for report in told if report.first), default=None),
        last=max((report.last for report in told if report.last), default=None),
        month=next((report.month for report in told if report.month), ""),
        cancelled=_is_off(told),
        coming=any(report.meeting.coming for report in told) and not any(report.meeting.done for report in told),
        told=max((report.published for report in told if report.published and not report.lent), default=None),
        reports=tuple(told),
        event=next((report.event for report in told if report.event), ""),
        words=next((report.words for report in told if report.words), ""),
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
