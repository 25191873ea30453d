"""Which meeting of one brief is which of the other, also when its day has moved."""

from __future__ import annotations

from datetime import date

from briefgen.changes.entries import Entry, Score
from briefgen.changes.people import same_person
from briefgen.match.likeness import Words
from briefgen.text import words
from briefgen.wording import days

_SETTLED = ("held", "under-way")
_PUT_OFF = 200  # days by which a meeting that was still to come may have been put off
_MOVED = 14  # days by which one that has been held since may have been


def same_meeting(one: Entry, other: Entry) -> Score | None:
    """How surely two meetings are one: the same principals, kind and day; the day may have moved while it was to come.

    A meeting that was held keeps its day, so that two held on different days are two. What one reporter calls a visit
    another calls talks; a call is something else, but for talks of that day of which no place is told.
    """
    if not _same_who(one, other):
        return None
    if (one.get("kind") == "call") != (other.get("kind") == "call"):
        return (0.0, 0.0, 0.0) if _may_be_by_phone(one, other) else None
    same_kind = float(one.get("kind") == other.get("kind"))
    ours, theirs = _span(one), _span(other)
    if ours is None or theirs is None:
        return _undated(one, other, same_kind, dated=ours is not theirs)
    gap = max((theirs[0] - ours[1]).days, (ours[0] - theirs[1]).days, 0)
    if gap == 0:
        return (3.0, same_kind, 0.0)
    settled = sum(entry.get("status") in _SETTLED for entry in (one, other))
    if settled == 2 or gap > (_MOVED if settled else _PUT_OFF):
        return None
    return (2.0, same_kind, -float(gap))


def _may_be_by_phone(one: Entry, other: Entry) -> bool:
    """Whether the talks of one day are told once as a call and once without a word of where they were."""
    (talks,) = (entry for entry in (one, other) if entry.get("kind") != "call")
    day = _span(one)
    return (
        talks.get("kind") in ("talks", "meeting") and not talks.get("place") and day is not None and day == _span(other)
    )


def _undated(one: Entry, other: Entry, same_kind: float, *, dated: bool) -> Score | None:
    """One of which no day was known may have been given one, or been held; what was held without a day stays so."""
    if dated and any(entry.get("status") in _SETTLED for entry in (one, other)):
        return None
    return 1.0, same_kind, float(one.get("status") == other.get("status"))


def _same_who(one: Entry, other: Entry) -> bool:
    """Whether the principals are the same: two people of both, or all of the shorter list."""
    short, long = sorted((one.all("who"), other.all("who")), key=len)
    if not short:
        return not long
    shared = sum(any(same_person(name, mate) for mate in long) for name in short)
    return shared >= min(2, len(short))


def _span(entry: Entry) -> tuple[date, date] | None:
    start, end = entry.get("start"), entry.get("end")
    if len(start) < 10:
        return None
    try:
        first = date.fromisoformat(start)
        return first, max(first, date.fromisoformat(end)) if len(end) == 10 else first
    except ValueError:
        return None


def dates_moved(one: Entry, other: Entry) -> tuple[str, str] | None:
    """When it was to be and when it is now, where that is another day; None where one only tells it less exactly."""
    ours, theirs = (days(entry.get("start"), entry.get("end")) if entry.get("start") else "" for entry in (one, other))
    first, second = _span(one), _span(other)
    settled = any(entry.get("status") in _SETTLED for entry in (one, other))
    if ours == theirs or (settled and first and second and first[0] <= second[1] and second[0] <= first[1]):
        return None
    return ours, theirs


def places_moved(one: Entry, other: Entry, knowledge: Words) -> tuple[str, str] | None:
    """Where it was to be and where it is now; None where one only tells it less exactly."""
    ours, theirs = one.get("place"), other.get("place")
    first, second = set(words(ours)), set(words(theirs))
    if first <= second or second <= first or knowledge.of(ours).names & knowledge.of(theirs).names:
        return None
    return ours, theirs
