"""``schedule:`` in a profile: what a sound one gives. What a broken one is told stands in ``data/profiles/broken``."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.errors import ProfileError
from briefgen.profile import Schedule, load_profile
from briefgen.profile.schedule import KEYS
from briefgen.resources import Workspace

SIDES = "sides: [{country: TR}, {country: MY}]\n"


@pytest.fixture
def schedule(tmp_path):
    def read(written: str) -> Schedule | None:
        path = tmp_path / "talks.yaml"
        path.write_text(SIDES + written, encoding="utf-8")
        return load_profile(path, Workspace(tmp_path)).schedule

    return read


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("weekly on Monday at 06:30", (0, 6, 30)),
        ("Monday 06:30", (0, 6, 30)),
        ("every Mon at 6:30", (0, 6, 30)),
        ("weekly tuesday 23:59", (1, 23, 59)),
        ("on Wed, 00:00", (2, 0, 0)),
        ("every Thurs at 18:05", (3, 18, 5)),
        ("  weekly   on  FRIDAY at  12:00 ", (4, 12, 0)),
        ("Sat at 07:15", (5, 7, 15)),
        ("Weekly on Sunday at 02:30", (6, 2, 30)),
    ],
)
def test_a_time_of_the_week(schedule, written, meant):
    found = schedule(f"schedule: {{when: '{written}', zone: Europe/Istanbul}}")
    assert (found.weekday, found.hour, found.minute) == meant


def test_the_smallest_schedule(schedule):
    found = schedule("schedule: {when: Monday 06:30, zone: UTC}\n")
    assert found == Schedule(weekday=0, hour=6, minute=30, zone="UTC")
    assert found.formats == ("pdf", "html")
    assert found.nothing_new == "send"
    assert not found.clearance


def test_a_profile_without_a_schedule_has_none(schedule):
    assert schedule("") is None


def test_every_key(schedule):
    found = schedule(
        """\
schedule:
  when: weekly on Friday at 17:45
  zone: America/Argentina/Buenos_Aires
  starts: 2025-01-06
  skip: [2025-12-29, 2026-01-01..2026-01-09, 2026-05-01 .. 2026-05-01, 2025-12-29]
  nothing_new: short
  articles: [inbox, shared/press/today.html]
  formats: html
  clearance: required
  require: [objectives, points, if_raised, press_line]
  desk_within: 30d
  coverage_within: 2w
  keep: 26
"""
    )
    assert found == Schedule(
        weekday=4,
        hour=17,
        minute=45,
        zone="America/Argentina/Buenos_Aires",
        starts=date(2025, 1, 6),
        skip=(
            (date(2025, 12, 29), date(2025, 12, 29)),
            (date(2026, 1, 1), date(2026, 1, 9)),
            (date(2026, 5, 1), date(2026, 5, 1)),
        ),
        nothing_new="short",
        articles=("inbox", "shared/press/today.html"),
        formats=("html",),
        clearance=True,
        require=("objectives", "points", "if_raised", "press_line"),
        desk_within=30,
        coverage_within=14,
        keep=26,
    )


def test_the_example_of_every_key_is_one(schedule):
    told = "".join(f"  {name}: {key.example}\n" for name, key in KEYS.items())
    assert schedule(f"schedule:\n{told}")


def test_what_is_always_so_may_be_written(schedule):
    found = schedule("schedule: {when: Monday 06:30, zone: UTC, clearance: none, skip: [], formats: [], require: []}\n")
    assert (found.clearance, found.skip, found.formats, found.require) == (False, (), (), ())


def test_a_schedule_is_built_upon(tmp_path):
    (tmp_path / "profiles" / "packs").mkdir(parents=True)
    pack = tmp_path / "profiles" / "packs" / "desk.yaml"
    pack.write_text("schedule: {when: Monday 06:30, zone: Europe/Istanbul, skip: [2025-12-29]}\n", encoding="utf-8")
    path = tmp_path / "profiles" / "talks.yaml"
    path.write_text(
        f"extends: packs/desk\n{SIDES}schedule: {{when: Friday 17:00, +skip: [2026-01-05]}}\n", encoding="utf-8"
    )
    found = load_profile(path, Workspace(tmp_path)).schedule
    assert found == Schedule(
        weekday=4,
        hour=17,
        minute=0,
        zone="Europe/Istanbul",
        skip=((date(2025, 12, 29),) * 2, (date(2026, 1, 5),) * 2),
    )


WORDS = (
    st.text("0123456789-.: /_+adewMTnoykEurpIstablf,", max_size=24)
    | st.text(max_size=8)
    | st.just("Europe/" + "x" * 300)
)
VALUES = WORDS | st.lists(WORDS, max_size=3) | st.dictionaries(st.sampled_from(["a", "b"]), WORDS, max_size=1)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed=st.dictionaries(st.sampled_from(sorted(KEYS)), VALUES, min_size=1, max_size=3))
def test_whatever_is_written_is_read_or_refused_and_nothing_else(schedule, changed):
    told = {name: key.example for name, key in KEYS.items() if key.required} | changed
    with suppress(ProfileError):
        found = schedule(f"schedule: {json.dumps(told)}\n")
        assert found
        assert 0 <= found.weekday <= 6
