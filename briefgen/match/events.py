"""One meeting told many times: the reports of a meeting, in one article or in many, brought together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cached_property

from briefgen.link import surnames
from briefgen.match.eventplaces import place_of
from briefgen.match.eventtenses import in_other_tenses, is_nobodys
from briefgen.match.marks import AFTER, Guise, Mark, guises, left, other_guises, sought
from briefgen.match.moved import of_the_moved
from briefgen.match.reports import Report, Written
from briefgen.model import Actor, MeetingKind
from briefgen.text import fold

_KINDS: tuple[MeetingKind, ...] = ("visit", "summit", "sidelines", "talks", "meeting", "call")
_NEAR = timedelta(days=10)  # undated reports of one meeting do not lie further apart


@dataclass(frozen=True, kw_only=True)
class Event:
    """A meeting of the pair, with every report of it.

    Attributes:
        who: everybody the reports name, in their order.
        first: its first day; ``last`` and ``month`` likewise, as far as told.
        cancelled: whether the newest word is that it does not take place.
        coming: whether it is told as ahead, and nowhere as something that took place.
        told: the day of the newest report.
        done: whether it is told as something that took place.
        event: the summit or forum that it is or is held at, as written.
        words: its day as written, where nobody can tell which one it is.
        now: whether it is told as under way.
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
    done: bool = False
    now: bool = False

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


@dataclass(slots=True)
class _Draft:
    """An event while its reports come in."""

    reports: list[Report] = field(default_factory=list)
    people: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    ranges: set[tuple[date, date]] = field(default_factory=set)
    published: set[date] = field(default_factory=set)
    pairs: set[frozenset[str]] = field(default_factory=set)  # who meets, as each report with several people names them
    months: set[str] = field(default_factory=set)
    written: dict[str, Written] = field(default_factory=dict)  # by article
    guises: set[Guise] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    country: str = ""

    def add(self, report: Report) -> None:
        self.reports.append(report)
        self.people |= report.people
        self.articles.add(report.article)
        self.guises |= guises(report)
        if report.event:
            self.events.add(fold(report.event))
        if len(report.people) > 1:
            self.pairs.add(report.people)
        if report.first and report.last:
            self.ranges.add((report.first, report.last))
        self.published |= {day for day in (report.published, report.first) if day}
        self.country = self.country or report.country
        if report.month:
            self.months.add(report.month)
        if report.written:
            self.written.setdefault(report.article, report.written)

    def told_in(self, article: str) -> tuple[Report, ...]:
        """Its reports of one article."""
        return tuple(one for one in self.reports if one.article == article) if article in self.articles else ()


def events(told: tuple[Report, ...]) -> tuple[Event, ...]:
    """The meetings behind the reports, newest first; the order of the reports does not matter."""
    drafts: list[_Draft] = []
    known: dict[Mark, set[int]] = defaultdict(set)
    for report in sorted(told, key=_order):
        rivals = sorted(set[int]().union(*(known[mark] for mark in sought(report) if mark in known)))
        number = next((n for n in rivals if _same(drafts[n], report)), None)
        if number is None and report.lent:
            continue
        if number is None:
            number = len(drafts)
            drafts.append(_Draft())
        for mark in left(report, drafts[number].articles, drafts[number].guises):
            known[mark].add(number)
        drafts[number].add(report)
    drafts = _with_moved(drafts)
    found = [_event(draft) for draft in drafts if not _is_nobodys(draft, drafts)]
    real = [event for event in found if _is_real(event)]
    return tuple(sorted(real, key=lambda event: (event.when, event.reports[0].digest), reverse=True))


def _with_moved(drafts: list[_Draft]) -> list[_Draft]:
    """The drafts, each that is told to be put off with what was announced of it before."""
    gone: set[int] = set()
    for draft in drafts:
        moved = next((report for report in draft.reports if report.moved and not report.lent), None)
        if moved is None or id(draft) in gone:
            continue
        for other in drafts:
            free = other is not draft and id(other) not in gone
            before = of_the_moved(other.reports, moved) if free else ()
            for report in before:
                draft.add(report)
            if before:
                gone.add(id(other))
    return [draft for draft in drafts if id(draft) not in gone]


def _is_nobodys(draft: _Draft, drafts: list[_Draft]) -> bool:
    return is_nobodys(draft.reports, (one for other in drafts if other is not draft for one in other.reports))


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
    """Whether it is a meeting rather than relations: somebody is named, or there is a day, or a place for several.

    An office is enough to visit a country: "Kenya's foreign minister arrived in Lima".
    """
    if event.first or event.month or any(actor.kind == "person" for actor in event.who):
        return True
    if event.kind == "visit" and event.country and any(_comes_by_office(actor, event) for actor in event.who):
        return True
    known = event.place or any(report.written for report in event.reports)
    host = "" if event.kind == "visit" else event.country  # an envoy's talks in a capital are with somebody there
    return bool(known) and len({host, *(actor.country for actor in event.who)} - {""}) > 1


def _comes_by_office(actor: Actor, event: Event) -> bool:
    return actor.kind == "unnamed" and actor.country not in ("", event.country)


def _order(report: Report) -> tuple[bool, bool, int, str, int]:
    """Dated and peopled reports first, so that vague ones find something to join; lent sides last."""
    return report.lent, report.first is None, -len(report.people), report.digest, report.meeting.span.start


def _same(draft: _Draft, report: Report) -> bool:
    return _alike(draft, report) and _agrees(draft, report)


def _alike(draft: _Draft, report: Report) -> bool:
    """Whether kind, place and people allow the report to be of that meeting."""
    first = draft.reports[0]
    elsewhere = draft.country and report.country and draft.country != report.country
    if elsewhere:
        return False
    if (first.meeting.kind == "call") != (report.meeting.kind == "call") and not _is_of_the_call(draft, report):
        return False
    told_of_them = len(report.people) > 1 and report.people <= draft.people  # "the meeting of the two"
    if report.earlier != first.earlier and not (report.meeting.again and told_of_them):
        return False
    again = report.meeting.again and report.article in draft.articles and not report.earlier
    again = again and (len(report.people) < 2 or bool(draft.people & report.people))
    if in_other_tenses(draft.told_in(report.article), report):
        return False
    if not _strangers(draft, report) or again or _may_be(draft, report):
        return True
    return any(_is_of_the_stay(told, report) for told in draft.reports)


def _is_of_the_call(draft: _Draft, report: Report) -> bool:
    """Whether the talks of two who spoke on the telephone, without a day or place of their own, are that call."""
    if report.meeting.kind not in {"talks", "meeting"} or report.article not in draft.articles:
        return False
    own = report.first or report.month or report.written or report.place or report.event
    if own or report.meeting.coming or report.meeting.cancelled or report.earlier:
        return False
    named = draft.people or report.people  # a call of "the two top officers", and what one told the other
    return len(report.people) > 1 and report.people <= named


def _is_of_the_stay(one: Report, other: Report) -> bool:
    """Whether one announced that somebody would go somewhere, and the other tells whom they met on those days.

    "Will travel to Lima on 3 May for talks with the minister" and, later, "met the President on 3 May" are one visit.
    """
    ahead, met = (one, other) if one.meeting.coming else (other, one)
    if not ahead.meeting.coming or not met.meeting.done or ahead.article == met.article:
        return False
    if not (ahead.first and ahead.last and met.first and met.last) or ahead.earlier or met.earlier:
        return False
    if ahead.first > met.last or met.first > ahead.last or ahead.meeting.cancelled:
        return False
    if (ahead.published or date.min) > (met.published or date.max):
        return False
    if not ahead.country or met.country not in ("", ahead.country):
        return False
    guests = surnames(actor for actor in ahead.meeting.who if actor.country != ahead.country)
    hosts = any(actor.country == ahead.country for actor in ahead.meeting.who)
    return bool(guests & met.people) and (hosts or ahead.meeting.kind == "visit")


def _strangers(draft: _Draft, report: Report) -> bool:
    """Whether those who meet are others; in another article who saw one of two people need not have seen the other."""
    if draft.people and report.people and not draft.people & report.people:
        return True
    told_of = report.article in draft.articles or len(report.people) < 2 or not draft.pairs
    return not told_of and not any(_one_company(pair, report.people) for pair in draft.pairs)


def _one_company(some: frozenset[str], others: frozenset[str]) -> bool:
    return len(some & others) > 1 or some <= others or others <= some


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
    if (report.written is not None and not report.month) or _tells_of_it_after(draft, report):
        return report.written is None
    shared = draft.people & report.people
    if (report.published is None and report.first is None) or not draft.published:
        return len(shared) > 1 and _one_event(draft, report)
    return bool(shared) and _published_near(draft, report)


def _tells_of_it_after(draft: _Draft, report: Report) -> bool:
    """Whether talks that nobody dates or is named at are those that ended right before the article, at the same place.

    "said on Tuesday after two days of talks in Oslo" is told of the visit to Oslo that another article dates.
    """
    if not _is_vague(report):
        return False
    there = any(fold(told.place) == fold(report.place) and report.sides <= told.sides for told in draft.reports)
    return there and any(_is_right_after(report, told) for told in draft.reports)


def _is_vague(report: Report) -> bool:
    """Whether it tells of talks somewhere that are not ahead, but neither when nor who was there."""
    dated = report.first or report.month
    return not (report.people or dated or report.meeting.coming or report.earlier) and bool(report.place)


def _is_right_after(report: Report, dated: Report) -> bool:
    """Whether another article without a day or a name was printed when the meeting of a dated one had just ended."""
    if not _is_vague(report) or report.article == dated.article or report.published is None or dated.last is None:
        return False
    return timedelta() <= report.published - dated.last <= AFTER


def _one_event(draft: _Draft, report: Report) -> bool:
    """Whether an article that nobody can date tells of the same summit or month as another."""
    return fold(report.event) in draft.events or bool(report.month and report.month in draft.months)


def _may_be(draft: _Draft, report: Report) -> bool:
    """Whether somebody without a name in one of them may be who is named in the other: "met a Kenyan official"."""
    if report.article not in draft.articles:
        return False
    return not draft.guises.isdisjoint(other_guises(report))


def _in_month(draft: _Draft, report: Report) -> bool:
    """Whether what is known of a meeting's day allows the report's month."""
    if draft.ranges:
        return any(f"{first:%Y-%m}" <= report.month <= f"{last:%Y-%m}" for first, last in draft.ranges)
    if draft.months:
        return report.month in draft.months
    return report.meeting.coming and all(told.meeting.coming for told in draft.reports)


def _published_near(draft: _Draft, report: Report) -> bool:
    day = report.published or report.first
    return day is not None and min(abs(day - other) for other in draft.published) <= _NEAR


def _event(draft: _Draft) -> Event:
    """The event of some reports: the widest range, the first place, everybody who is named."""
    told = draft.reports
    place = place_of(told)
    over = any(_is_right_after(report, told[0]) for report in told[1:])
    done = over or any(report.meeting.done for report in told)
    who: dict[tuple[str, str, str], Actor] = {}
    for report in told:
        for actor in report.meeting.who:
            who.setdefault((actor.kind, actor.name, "" if actor.kind == "person" else actor.country), actor)
    return Event(
        kind=_kind(told),
        who=tuple(who.values()),
        place=place,
        country=draft.country,
        first=min((report.first for report in told if report.first), default=None),
        last=max((report.last for report in told if report.last), default=None),
        month=next((report.month for report in told if report.month), ""),
        cancelled=_is_off(told),
        coming=any(report.meeting.coming for report in told) and not done,
        told=max((report.published for report in told if report.published and not report.lent), default=None),
        reports=tuple(told),
        # the assembly at one stop of a journey is not that of another
        event=next((report.event for report in told if report.event and report.place in ("", place)), ""),
        words=next((report.words for report in told if report.words), ""),
        done=done,
        now=any(report.meeting.now for report in told),
    )


def _kind(told: list[Report]) -> MeetingKind:
    """The kind that tells most of it; the talks of a call are a call."""
    kinds = [report.meeting.kind for report in told if not report.lent]
    return "call" if "call" in kinds else min(kinds, key=_KINDS.index, default="visit")


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
