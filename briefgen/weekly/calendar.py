"""When the issues of a schedule are due: pure, from the schedule and a moment that is given.

A week has one issue, and its key is the ISO week of the day it is for, as the zone of the schedule counts days. Moments
are compared in UTC: two times of one zone compare by their wall clocks, which stand still for an hour in autumn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from briefgen.profile.model import Schedule

_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)


class Slot(NamedTuple):
    """The place of an issue in time.

    Attributes:
        key: the ISO week of its day: ``2025-W13``. Keys sort as their weeks do.
        day: it is for, in the zone of the schedule.
        at: when it is due, in that zone.
    """

    key: str
    day: date
    at: datetime


class Due(NamedTuple):
    """The issue to make now, and those before it that were never made, oldest first."""

    slot: Slot
    missed: tuple[Slot, ...]


def slot_of(schedule: Schedule, year: int, week: int) -> Slot:
    """The slot of an ISO week, whether or not an issue comes out in it.

    A wall time that the clocks leap over becomes the first moment after the leap; of one that comes twice, the first.

    Raises:
        ValueError: the year has no such week.
    """
    return _slot_on(schedule, date.fromisocalendar(year, week, schedule.weekday + 1))


def current(schedule: Schedule, now: datetime) -> Slot | None:
    """The newest slot at or before ``now`` in which an issue comes out; None before the first of them."""
    for slot in _backwards(schedule, _newest(schedule, now)):
        if schedule.starts and slot.day < schedule.starts:
            return None
        if not _is_skipped(schedule, slot):
            return slot
    return None


def following(schedule: Schedule, now: datetime) -> Slot:
    """The first slot after ``now`` in which an issue comes out."""
    first = _newest(schedule, now).day + _WEEK
    if schedule.starts:
        first = max(first, schedule.starts)
    return next(slot for slot in _forwards(schedule, first) if not _is_skipped(schedule, slot))


def due(schedule: Schedule, issued: Collection[str], now: datetime) -> Due | None:
    """The issue to make at ``now``, if there is one.

    After an outage that is the newest alone; those it passes over are told as missed. Where nothing was ever issued,
    nothing was missed.

    Args:
        schedule: of the profile.
        issued: the keys of all issues that came out.
        now: the moment.
    """
    slot = current(schedule, now)
    newest = max(issued, default="")
    if slot is None or newest >= slot.key:
        return None
    missed: list[Slot] = []
    if newest:
        for earlier in _backwards(schedule, _slot_on(schedule, slot.day - _WEEK)):
            if earlier.key <= newest or (schedule.starts and earlier.day < schedule.starts):
                break
            if not _is_skipped(schedule, earlier):
                missed.append(earlier)
    return Due(slot, tuple(reversed(missed)))


def between(schedule: Schedule, first: date, last: date) -> tuple[Slot, ...]:
    """The slots of those days, both included, in which an issue comes out."""
    found = []
    for slot in _forwards(schedule, max(first, schedule.starts or first)):
        if slot.day > last:
            break
        if not _is_skipped(schedule, slot):
            found.append(slot)
    return tuple(found)


def window(schedule: Schedule, slot: Slot) -> tuple[datetime, datetime]:
    """The time an issue covers: from the slot of the one before, which belongs to it, to its own, which does not."""
    before = _backwards(schedule, _slot_on(schedule, slot.day - _WEEK))
    return next(earlier for earlier in before if not _is_skipped(schedule, earlier)).at, slot.at


def _slot_on(schedule: Schedule, day: date) -> Slot:
    year, week, _ = day.isocalendar()
    return Slot(f"{year:04}-W{week:02}", day, _moment(schedule, day))


def _moment(schedule: Schedule, day: date) -> datetime:
    zone = ZoneInfo(schedule.zone)
    wall = datetime.combine(day, time(schedule.hour, schedule.minute), zone)
    found = wall.astimezone(UTC).astimezone(zone)
    if found.replace(tzinfo=None) == wall.replace(tzinfo=None):
        return found
    # The clocks leap over it. Read by the offset of either side it lies beyond the other: the leap is in between.
    span = range(int(wall.replace(fold=1).timestamp()), int(wall.timestamp()))
    after = found.utcoffset()
    leap = bisect_left(span, True, key=lambda second: datetime.fromtimestamp(second, zone).utcoffset() == after)
    return datetime.fromtimestamp(span[0] + leap, zone)


def _newest(schedule: Schedule, now: datetime) -> Slot:
    """The newest slot at or before ``now``, whether or not an issue comes out in it."""
    year, week, _ = now.astimezone(ZoneInfo(schedule.zone)).isocalendar()
    slots = _backwards(schedule, slot_of(schedule, year, week))
    return next(slot for slot in slots if slot.at.astimezone(UTC) <= now)


def _backwards(schedule: Schedule, slot: Slot) -> Iterator[Slot]:
    while True:
        yield slot
        if slot.day - date.min < _WEEK:
            return
        slot = _slot_on(schedule, slot.day - _WEEK)


def _forwards(schedule: Schedule, first: date) -> Iterator[Slot]:
    """The slots from a day on."""
    day = first + _DAY * ((schedule.weekday - first.weekday()) % 7)
    while True:
        yield _slot_on(schedule, day)
        day += _WEEK


def _is_skipped(schedule: Schedule, slot: Slot) -> bool:
    return any(first <= slot.day <= last for first, last in schedule.skip)
