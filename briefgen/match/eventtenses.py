"""What of an article's meetings is over and what is still to come: which of them cannot be one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefgen.match.reports import Report
from briefgen.text import fold

__all__ = ["in_other_tenses", "is_nobodys"]


def in_other_tenses(told: Sequence[Report], report: Report) -> bool:
    """Whether one is over and the other to come, and each has somebody the other has not.

    Args:
        told: what the report's own article tells of the meeting so far.
        report: one more report.
    """
    if not told or report.meeting.done == report.meeting.coming:
        return False
    if _begins_later(told, report):
        return True
    others = [one for one in told if one.people]
    over = any(one.meeting.done for one in others)
    ahead = any(one.meeting.coming for one in others)
    if not report.people or over in (ahead, report.meeting.done):
        return False
    if any(_is_another_journey(one, report) for one in others):
        return True
    return not any(one.people <= report.people or report.people <= one.people for one in others)


def is_nobodys(told: Sequence[Report], others: Iterable[Report]) -> bool:
    """Whether nobody tells who meets at a day to come, in an article that tells of others who have met.

    Args:
        told: the reports of the meeting.
        others: those of all the other meetings.
    """
    if not all(_is_ahead(one) and not one.place and (one.meeting.again or not one.people) for one in told):
        return False
    articles = {one.article for one in told}
    return any(one.meeting.done and not one.earlier for one in others if one.article in articles)


def _begins_later(told: Sequence[Report], report: Report) -> bool:
    """Whether one is still to begin, with nobody of those whose talks the same article tells as over."""
    if _is_ahead(report):
        return any(_is_over(one, report) for one in told) and not any(one.meeting.now for one in told)
    return all(_is_ahead(one) and _is_over(report, one) for one in told)


def _is_ahead(report: Report) -> bool:
    """Whether it tells of a day after the article's."""
    return bool(report.first and report.published and report.first > report.published and report.meeting.coming)


def _is_over(report: Report, ahead: Report) -> bool:
    """Whether the talks, or the visit where a visit is ahead, took place without those who are to come.

    Who arrived for a visit may still be there for talks; "the talks begin on Sunday" does not tell whose.
    """
    others = not report.people & ahead.people or ahead.meeting.again
    kinds = report.meeting.kind != "visit" or ahead.meeting.kind == "visit"
    return report.meeting.done and not report.earlier and others and kinds


def _is_another_journey(one: Report, other: Report) -> bool:
    """Whether one met somewhere, and will travel elsewhere: "met in Port Marsh on Saturday and will visit Lima"."""
    journey, met = (one, other) if one.meeting.coming else (other, one)
    if journey.meeting.kind != "visit" or met.meeting.kind == "visit" or not (journey.place and met.place):
        return False
    there = journey.country and journey.country == met.country
    return not there and fold(journey.place) not in fold(met.place) and fold(met.place) not in fold(journey.place)
