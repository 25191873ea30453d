"""One meeting told many times: the reports of a meeting, in one article or in many, brought together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefgen.articles.whens import Tense, resolve
from briefgen.match.sides import THIRD, Cast
from briefgen.model import Actor, Meeting, MeetingKind, Span
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A meeting of the pair, with every report of it; ``coming`` where all of them tell it as ahead."""

    kind: MeetingKind
    who: tuple[Actor, ...]
    place: str
    country: str
    first: date | None
    last: date | None
    cancelled: bool
    coming: bool
    reports: tuple[Report, ...]


def reports(cast: Cast) -> tuple[Report, ...]:
    """The meetings of an article that join at least two sides: by who meets, or by one side's visit to the other."""
    found = []
    article = cast.findings.article
    for meeting in cast.findings.meetings:
        sides = {side for actor in meeting.who if (side := cast.actor(actor)) and side != THIRD}
        country = _country(cast, meeting.place)
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
            )
        )
    return tuple(found)


def _country(cast: Cast, place: Span | None) -> str:
    if place is None:
        return ""
    return next((spot.country for spot in cast.findings.places if spot.span.meets(place)), "")


def events(told: tuple[Report, ...]) -> tuple[Event, ...]:
    """The meetings behind the reports, latest first, undated last; the order of the reports does not matter."""
    ordered = sorted(told, key=_order)
    found: list[Event] = []
    for report in ordered:
        for number, event in enumerate(found):
            if _same(event, report):
                found[number] = _with(event, report)
                break
        else:
            found.append(_alone(report))
    real = [event for event in found if event.first or _people(event.who)]
    return tuple(sorted(real, key=lambda event: (event.first or date.min, event.reports[0].digest), reverse=True))


def _order(report: Report) -> tuple[bool, int, str, int]:
    """Dated and peopled reports first, so that vague ones find something to join."""
    return (
        report.first is None,
        -len(_people(report.meeting.who)),
        report.digest,
        report.meeting.span.start,
    )


def _people(who: tuple[Actor, ...]) -> set[str]:
    return {words(actor.name)[-1] for actor in who if actor.kind == "person" and words(actor.name)}


def _same(event: Event, report: Report) -> bool:
    if (event.kind == "call") != (report.meeting.kind == "call") or _elsewhere(event, report):
        return False
    shared = _people(event.who) & _people(report.meeting.who)
    strangers = _people(event.who) and _people(report.meeting.who) and not shared
    if event.first and event.last and report.first and report.last:
        near = event.first - timedelta(days=1) <= report.last and report.first <= event.last + timedelta(days=1)
        return near and not strangers
    if strangers:
        return False
    if any(report.article == other.article for other in event.reports):
        return report.meeting.when is None or report.first is not None or event.first is None
    if report.meeting.when is not None and report.first is None:
        return False  # "in February": a month that is not this meeting's, as far as anyone knows
    return bool(shared) and _published_near(event, report)


def _elsewhere(event: Event, report: Report) -> bool:
    return bool(event.country and report.country and event.country != report.country)


def _published_near(event: Event, report: Report) -> bool:
    days = [other.published for other in event.reports if other.published] + [day for day in (event.first,) if day]
    return report.published is None or not days or min(abs(report.published - day) for day in days) <= _NEAR


def _alone(report: Report) -> Event:
    meeting = report.meeting
    return Event(
        kind=meeting.kind,
        who=meeting.who,
        place=report.place,
        country=report.country,
        first=report.first,
        last=report.last,
        cancelled=meeting.cancelled,
        coming=meeting.coming,
        reports=(report,),
    )


def _with(event: Event, report: Report) -> Event:
    """The event with one more report: the widest range, the first place, everybody who is named."""
    names = {actor.name for actor in event.who}
    firsts = [day for day in (event.first, report.first) if day]
    lasts = [day for day in (event.last, report.last) if day]
    return replace(
        event,
        kind=min(event.kind, report.meeting.kind, key=_KINDS.index),
        who=event.who + tuple(actor for actor in report.meeting.who if actor.name not in names),
        place=event.place or report.place,
        country=event.country or report.country,
        first=min(firsts, default=None),
        last=max(lasts, default=None),
        cancelled=event.cancelled or report.meeting.cancelled,
        coming=event.coming and report.meeting.coming,
        reports=(*event.reports, report),
    )
