"""Which of the meetings known so far a report may belong to, told by what it has in common with them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from briefgen.match.reports import Report
from briefgen.model import ActorKind

AFTER = timedelta(days=3)  # from the last day of talks to the article that tells of their end

Guise = tuple[ActorKind, str]  # with or without a name, and of which country
Mark = tuple[str, object]  # what a report and the meeting it may belong to have in common


def left(report: Report, articles: set[str], known: set[Guise]) -> Iterator[Mark]:
    """What a meeting that takes a report can be found by from then on.

    Args:
        report: the report.
        articles: those that told of the meeting before.
        known: how they told who met.
    """
    for name in report.people:
        yield "name", name
    for ground in _grounds(report):
        yield ground
        if not report.people:
            yield "nobody", ground
    for guise in guises(report) | known:
        yield "guise", (report.article, guise)
    for guise in guises(report) - known:
        for article in articles:
            yield "guise", (article, guise)


def sought(report: Report) -> Iterator[Mark]:
    """What every meeting has that a report may belong to, so that it is compared with few.

    A report that names people has one of them in common with it; in the same article or on the same day alone it is
    compared with the meetings of nobody, and with those of its article where somebody goes by a name, or without one,
    who here does not.
    """
    for name in report.people:
        yield "name", name
    vague = not report.people or (report.meeting.again and len(report.people) < 2)
    for ground in _grounds(report):
        yield ground if vague else ("nobody", ground)
    for day in _days_before(report):
        yield "day", day
    for guise in other_guises(report):
        yield "guise", (report.article, guise)


def _grounds(report: Report) -> list[Mark]:
    """What anybody's meeting may share with a report: the article and the days."""
    return [("article", report.article), *(("day", day) for day in _days(report))]


def guises(report: Report) -> set[Guise]:
    """Whether those of each country, as far as it is told, go by a name or without one."""
    who = report.meeting.who
    return {(actor.kind, actor.country) for actor in who if actor.kind in _OTHER_GUISE and actor.country}


def other_guises(report: Report) -> set[Guise]:
    """How another report would tell of the same who names whom this one does not, and the other way round."""
    return {(_OTHER_GUISE[kind], country) for kind, country in guises(report)}


_OTHER_GUISE: dict[ActorKind, ActorKind] = {"person": "unnamed", "unnamed": "person"}
_LONGEST = 31  # days; no visit lasts longer


def _days(report: Report) -> list[date]:
    if report.first is None or report.last is None:
        return []
    count = min((report.last - report.first).days, _LONGEST)
    return [report.first + timedelta(days=n) for n in range(count + 1)]


def _days_before(report: Report) -> list[date]:
    """The days on which talks may have ended that an article tells of without a date or a name."""
    if report.first or report.people or report.published is None:
        return []
    return [report.published - timedelta(days=n) for n in range(AFTER.days + 1)]
