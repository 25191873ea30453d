"""When issues are due: years of a simulated clock in four zones, and what holds for every schedule and moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefgen.profile.model import Schedule
from briefgen.weekly.calendar import Due, Slot, between, current, due, following, slot_of, window

MINUTE, HOUR, DAY, WEEK = (timedelta(**{unit: 1}) for unit in ("minutes", "hours", "days", "weeks"))
TICK = 15 * MINUTE
FROM, TO = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)  # 2026 has a week 53


def weekly(written: str, zone: str, **more: object) -> Schedule:
    day, clock = written.split()
    hour, minute = map(int, clock.split(":"))
    weekday = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].index(day)
    return Schedule(weekday=weekday, hour=hour, minute=minute, zone=zone, **more)


def utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)


def wall(moment: datetime, zone: str) -> datetime:
    """What a clock on the wall shows."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


# --- a simulated clock ---------------------------------------------------------------------------------------------


def ticks(start: datetime, end: datetime) -> Iterator[datetime]:
    while start < end:
        yield start
        start += TICK


def run(
    schedule: Schedule, start: datetime, end: datetime, down: tuple[datetime, datetime] = (TO, TO)
) -> list[tuple[datetime, Due]]:
    """What a scheduler makes that asks every quarter of an hour, except while the machine is down."""
    made: list[tuple[datetime, Due]] = []
    issued: set[str] = set()
    for now in ticks(start, end):
        if down[0] <= now < down[1]:
            continue
        if found := due(schedule, issued, now):
            issued.add(found.slot.key)
            made.append((now, found))
    return made


def weeks(first: date, last: date) -> list[str]:
    """The ISO weeks of those days, by Python's own calendar."""
    days = (first + DAY * number for number in range((last - first).days + 1))
    return list(dict.fromkeys(f"{day:%G}-W{day:%V}" for day in days))


SCHEDULES = [
    weekly("Mon 06:30", "Europe/Istanbul"),
    weekly("Sun 23:45", "Asia/Karachi"),
    weekly("Mon 00:00", "Asia/Karachi"),
    weekly("Sun 02:30", "America/New_York"),  # leapt over in March, there twice in November
    weekly("Sun 02:30", "Pacific/Auckland"),  # there twice in April, leapt over in September
    weekly("Mon 06:30", "Pacific/Auckland"),  # still Sunday in UTC
]


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: f"{schedule.zone} {schedule.weekday}")
def test_two_years_have_an_issue_each_week_and_no_second_one(schedule):
    made = run(schedule, FROM, TO)
    (_, first), *rest = made
    assert first.slot == current(schedule, FROM)
    keys = [found.slot.key for _, found in made]
    assert keys == weeks(first.slot.day, made[-1][1].slot.day)
    assert len(keys) == 105
    assert "2026-W53" in keys
    assert {found.missed for _, found in made} == {()}
    for now, found in rest:
        assert timedelta(0) <= now - utc(found.slot.at) < TICK
        shown = wall(found.slot.at, schedule.zone)
        assert shown.date() == found.slot.day
        assert (shown.hour, shown.minute) in {(schedule.hour, schedule.minute), (3, 0)}


@pytest.mark.parametrize("schedule", SCHEDULES, ids=lambda schedule: f"{schedule.zone} {schedule.weekday}")
@pytest.mark.parametrize(
    ("before", "outage", "lost"),
    [(30 * MINUTE, HOUR, 0), (2 * HOUR, DAY, 0), (2 * HOUR, 3 * WEEK, 2)],
    ids=["hour", "day", "three weeks"],
)
@pytest.mark.parametrize("week", [(2026, 10), (2026, 14), (2026, 39), (2026, 44), (2026, 52), (2026, 53)])
def test_after_an_outage_the_newest_issue_comes_once_and_the_lost_ones_are_named(schedule, before, outage, lost, week):
    slot = slot_of(schedule, *week)
    begins = utc(slot.at) - before
    made = run(schedule, begins - 2 * WEEK, begins + outage + 2 * WEEK, (begins, begins + outage))
    resumed, caught_up = next((now, found) for now, found in made if found.slot.key >= slot.key)
    assert resumed == begins + outage
    assert caught_up.missed == between(schedule, slot.day, slot.day + lost * WEEK - DAY)
    assert caught_up.slot.day == slot.day + lost * WEEK
    others = [found for _, found in made if found != caught_up]
    assert {found.missed for found in others} == {()}
    keys = sorted(one.key for one in (*(found.slot for _, found in made), *caught_up.missed))
    assert keys == weeks(made[0][1].slot.day, made[-1][1].slot.day)


# --- clocks that leap ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schedule", "week", "at"),
    [
        (weekly("Sun 02:30", "America/New_York"), (2026, 10), "2026-03-08T03:00-04:00"),
        (weekly("Sun 02:00", "America/New_York"), (2026, 10), "2026-03-08T03:00-04:00"),
        (weekly("Sun 01:59", "America/New_York"), (2026, 10), "2026-03-08T01:59-05:00"),
        (weekly("Sun 03:00", "America/New_York"), (2026, 10), "2026-03-08T03:00-04:00"),
        (weekly("Sun 01:30", "America/New_York"), (2026, 44), "2026-11-01T01:30-04:00"),
        (weekly("Sun 02:00", "America/New_York"), (2026, 44), "2026-11-01T02:00-05:00"),
        (weekly("Sun 02:30", "Pacific/Auckland"), (2026, 14), "2026-04-05T02:30+13:00"),
        (weekly("Sun 02:30", "Pacific/Auckland"), (2026, 39), "2026-09-27T03:00+13:00"),
        (weekly("Sun 02:15", "Australia/Lord_Howe"), (2026, 40), "2026-10-04T02:30+11:00"),  # half an hour
        (weekly("Fri 00:00", "Africa/Cairo"), (2026, 17), "2026-04-24T01:00+03:00"),
        (weekly("Fri 06:30", "Pacific/Apia"), (2011, 52), "2011-12-31T00:00+14:00"),  # a whole day
    ],
)
def test_an_hour_that_is_leapt_over_or_comes_twice(schedule, week, at):
    slot = slot_of(schedule, *week)
    assert slot.at.isoformat(timespec="minutes") == at
    assert current(schedule, utc(slot.at)) == slot
    assert current(schedule, utc(slot.at) - timedelta(seconds=1)) == slot_of(schedule, week[0], week[1] - 1)


def test_the_second_pass_of_an_hour_makes_no_second_issue():
    schedule = weekly("Sun 01:30", "America/New_York")
    zone = ZoneInfo("America/New_York")
    first, second = (datetime(2026, 11, 1, 1, 30, tzinfo=zone, fold=fold) for fold in (0, 1))
    found = due(schedule, {"2026-W43"}, first)
    assert found
    assert found.slot.key == "2026-W44"
    assert due(schedule, {"2026-W43", "2026-W44"}, second) is None
    assert current(schedule, second.replace(minute=10)) == found.slot
    assert following(schedule, second.replace(minute=10)).key == "2026-W45"


# --- skipped days, the first day, a changed schedule -----------------------------------------------------------------


def test_skipped_days_have_no_issue_and_are_no_loss():
    skip = ((date(2025, 12, 29), date(2025, 12, 29)), (date(2026, 1, 1), date(2026, 1, 9)))
    schedule = weekly("Mon 06:30", "Europe/Istanbul", skip=skip)
    made = run(schedule, datetime(2025, 12, 15, tzinfo=UTC), datetime(2026, 1, 18, tzinfo=UTC))
    assert [found.slot.key for _, found in made] == ["2025-W50", "2025-W51", "2025-W52", "2026-W03"]
    found = due(schedule, {"2025-W51"}, datetime(2026, 1, 13, tzinfo=UTC))
    assert found
    assert [slot.key for slot in found.missed] == ["2025-W52"]
    assert window(schedule, found.slot)[0] == slot_of(schedule, 2025, 52).at
    assert following(schedule, datetime(2025, 12, 23, tzinfo=UTC)) == found.slot
    assert due(schedule, {"2025-W52"}, datetime(2026, 1, 6, tzinfo=UTC)) is None


def test_nothing_is_due_before_the_first_day():
    schedule = weekly("Mon 06:30", "Europe/Istanbul", starts=date(2026, 3, 3))
    assert due(schedule, set(), datetime(2026, 3, 8, tzinfo=UTC)) is None
    assert current(schedule, datetime(2026, 3, 8, tzinfo=UTC)) is None
    assert following(schedule, datetime(2026, 1, 1, tzinfo=UTC)) == slot_of(schedule, 2026, 11)
    assert following(schedule, datetime(2026, 3, 8, tzinfo=UTC)) == slot_of(schedule, 2026, 11)
    assert due(schedule, set(), datetime(2026, 3, 9, 12, tzinfo=UTC)) == Due(slot_of(schedule, 2026, 11), ())
    on_its_day = weekly("Mon 06:30", "Europe/Istanbul", starts=date(2026, 3, 9))
    assert current(on_its_day, datetime(2026, 3, 9, 12, tzinfo=UTC)) == slot_of(schedule, 2026, 11)
    assert following(on_its_day, datetime(2026, 3, 1, tzinfo=UTC)) == slot_of(schedule, 2026, 11)
    found = due(schedule, {"2026-W05"}, datetime(2026, 3, 20, tzinfo=UTC))
    assert found
    assert [slot.key for slot in found.missed] == ["2026-W11"]
    assert [slot.key for slot in between(schedule, date(2026, 1, 1), date(2026, 3, 20))] == ["2026-W11", "2026-W12"]


def test_a_skip_that_reaches_back_beyond_all_days():
    schedule = weekly("Mon 06:30", "UTC", skip=((date.min, date(9, 3, 3)),))
    assert current(schedule, datetime(9, 3, 4, tzinfo=UTC)) is None


def test_the_first_issue_of_all_has_missed_nothing():
    schedule = weekly("Mon 06:30", "Europe/Istanbul")
    assert due(schedule, set(), datetime(2026, 3, 8, tzinfo=UTC)) == Due(slot_of(schedule, 2026, 10), ())


def test_a_week_that_has_its_issue_gets_no_second_one_on_another_day():
    now = datetime(2026, 3, 6, 12, tzinfo=UTC)  # Friday
    assert due(weekly("Fri 06:30", "Europe/Istanbul"), {"2026-W10"}, now) is None
    assert due(weekly("Mon 06:30", "Europe/Istanbul"), {"2026-W09"}, now) is not None


def test_a_clock_set_back_makes_nothing():
    assert due(weekly("Mon 06:30", "Europe/Istanbul"), {"2026-W10"}, datetime(2026, 1, 6, tzinfo=UTC)) is None


def test_backfill_names_each_week_of_its_days():
    schedule = weekly("Mon 06:30", "Europe/Istanbul")
    assert [slot.key for slot in between(schedule, date(2026, 12, 21), date(2027, 1, 11))] == [
        "2026-W52", "2026-W53", "2027-W01", "2027-W02",
    ]  # fmt: skip
    assert between(schedule, date(2026, 12, 22), date(2026, 12, 27)) == ()
    assert between(schedule, date(2026, 12, 22), date(2026, 12, 1)) == ()


def test_a_year_without_a_week_53_has_none():
    with pytest.raises(ValueError, match="Invalid week: 53"):
        slot_of(weekly("Mon 06:30", "UTC"), 2025, 53)


# --- what holds for every schedule and moment ------------------------------------------------------------------------

ZONES = [
    "Europe/Istanbul", "Asia/Karachi", "America/New_York", "Pacific/Auckland", "UTC", "Europe/Dublin", "Africa/Cairo",
    "Africa/Casablanca", "America/Sao_Paulo", "America/St_Johns", "Asia/Kathmandu", "Asia/Tehran", "Asia/Gaza",
    "Australia/Lord_Howe", "Pacific/Apia", "Pacific/Kiritimati", "America/Havana", "Antarctica/Troll",
]  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
RANGES = st.builds(lambda first, length: (first, first + DAY * length), DAYS, st.integers(0, 40))
SLOTS = {
    "weekday": st.integers(0, 6),
    "hour": st.integers(0, 23),
    "minute": st.sampled_from([0, 1, 29, 30, 59]),
    "zone": st.sampled_from(ZONES),
}
EVERY_WEEK = st.builds(Schedule, **SLOTS)
WITH_PAUSES = st.builds(
    Schedule, **SLOTS, starts=st.none() | DAYS, skip=st.lists(RANGES, max_size=3).map(tuple)
)  # fmt: skip
MOMENTS = st.datetimes(datetime(1990, 2, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@settings(deadline=None)
@given(schedule=EVERY_WEEK, day=DAYS)
def test_a_slot_is_the_first_minute_at_which_the_clock_has_come_so_far(schedule, day):
    year, week, _ = day.isocalendar()
    slot = slot_of(schedule, year, week)
    asked = datetime.combine(slot.day, datetime.min.time()).replace(hour=schedule.hour, minute=schedule.minute)
    assert slot.day.weekday() == schedule.weekday
    assert slot.key == f"{slot.day:%G}-W{slot.day:%V}"
    assert wall(slot.at, schedule.zone) >= asked
    earlier = (utc(slot.at) - MINUTE * number for number in range(1, 26 * 60))
    assert all(wall(moment, schedule.zone) < asked for moment in earlier)


@settings(deadline=None)
@given(schedule=WITH_PAUSES, now=MOMENTS)
def test_what_was_made_is_not_due_again_until_the_next_slot(schedule, now):
    found = due(schedule, set(), now)
    assume(found)
    issued = {found.slot.key}
    after = following(schedule, now)
    for moment in (now, utc(after.at) - timedelta(seconds=1)):
        assert due(schedule, issued, moment) is None
    assert due(schedule, issued, utc(after.at)) == Due(after, ())
    assert due(schedule, issued | {after.key}, utc(after.at)) is None


@settings(deadline=None)
@given(schedule=WITH_PAUSES, now=MOMENTS)
def test_windows_tile_time(schedule, now):
    before, after = current(schedule, now), following(schedule, now)
    assert now < utc(after.at)
    begins, ends = map(utc, window(schedule, after))
    assert ends == utc(after.at)
    assert begins < ends
    if before:
        assert utc(before.at) <= now
        assert begins == utc(before.at)
        assert utc(window(schedule, before)[1]) == begins
    else:
        assert schedule.starts or schedule.skip


@settings(deadline=None)
@given(schedule=WITH_PAUSES, first=DAYS, length=st.integers(0, 500))
def test_keys_and_times_rise_together(schedule, first, length):
    slots = between(schedule, first, first + DAY * length)
    keys, times = [slot.key for slot in slots], [utc(slot.at) for slot in slots]
    assert keys == sorted(set(keys))
    assert times == sorted(set(times))
    assert all(first <= slot.day <= first + DAY * length for slot in slots)
    assert not any(begins <= slot.day <= ends for slot in slots for begins, ends in schedule.skip)
    for slot, after in pairwise(slots):
        assert following(schedule, slot.at) == after
        assert current(schedule, after.at) == after


@settings(max_examples=50, deadline=None)
@given(
    start=MOMENTS,
    steps=st.lists(st.tuples(WITH_PAUSES, st.integers(-60 * 24 * 3, 60 * 24 * 30)), max_size=30),
)
def test_whatever_happens_to_clock_and_schedule_no_week_has_two_issues(start, steps):
    now, made = start, list[Slot]()
    for schedule, minutes in steps:
        now += MINUTE * minutes
        if found := due(schedule, {slot.key for slot in made}, now):
            assert all(slot.key < found.slot.key for slot in (*made, *found.missed))
            assert all(made[-1].key < slot.key for slot in found.missed)
            made.append(found.slot)
