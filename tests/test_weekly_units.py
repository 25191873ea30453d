"""What systemd and cron are told, judged by systemd itself; that of cron runs in ``test_cron.py``."""

from __future__ import annotations

import os
import re
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.profile.model import Schedule
from briefgen.weekly.calendar import between
from briefgen.weekly.units import Job, cron_block, systemd_units

MONDAY = Schedule(weekday=0, hour=6, minute=30, zone="Europe/Istanbul")
SCHEDULES = [
    MONDAY,
    Schedule(weekday=6, hour=23, minute=45, zone="Asia/Karachi"),
    Schedule(weekday=6, hour=2, minute=30, zone="America/New_York"),
    Schedule(weekday=6, hour=1, minute=30, zone="America/New_York"),
    Schedule(weekday=6, hour=2, minute=30, zone="Pacific/Auckland"),
    Schedule(weekday=0, hour=0, minute=0, zone="Pacific/Auckland"),
    Schedule(weekday=4, hour=17, minute=5, zone="America/Argentina/Buenos_Aires"),
]
ODD = [
    "desk",
    "a desk",
    "5% off",
    "$HOME",
    "o'clock",
    'the "desk"',
    "Büro – 日本",
    "-x",
    "a;b & c|d",
    "#1",
    "{a,b}*?[c]",
    "~",
]


def analyze(*words: object, **env: str) -> str:
    done = subprocess.run(
        ["systemd-analyze", *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8", "TZ": "UTC", **env},
    )
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return done.stdout


def program_in(folder: Path) -> tuple[str, ...]:
    folder.mkdir(parents=True)
    path = folder / "briefgen"
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)
    return (str(path),)


@pytest.mark.parametrize("system", [True, False], ids=["system", "user"])
@pytest.mark.parametrize("name", [*ODD, "back\\slash"])
def test_systemd_takes_the_units(tmp_path, name, system):
    """It looks for the program, too: a path that came through wrong would not be found."""
    job = Job(tmp_path / name, program_in(tmp_path / name), "root")
    places = []
    for unit in systemd_units(job, SCHEDULES, system=system):
        places.append(tmp_path / unit.name)
        places[-1].write_text(unit.text, encoding="utf-8")
    analyze("verify", *([] if system else ["--user"]), *places, XDG_RUNTIME_DIR=str(tmp_path))


def test_systemd_misses_a_program_that_is_not_there(tmp_path):
    """The test above would see a path that is told wrong."""
    service, _ = systemd_units(Job(tmp_path, (str(tmp_path / "5% off"),)), [MONDAY], system=True)
    (tmp_path / service.name).write_text(service.text, encoding="utf-8")
    with pytest.raises(AssertionError, match=r"5% off is not executable"):
        analyze("verify", tmp_path / service.name)


@pytest.mark.parametrize(
    "schedule", SCHEDULES, ids=lambda one: f"{one.zone} {one.weekday} {one.hour:02}{one.minute:02}"
)
def test_the_timer_elapses_when_the_calendar_says(tmp_path, schedule):
    """Two years of it. A time that the clocks leap over systemd passes by; the hourly call comes within the hour."""
    _, timer = systemd_units(Job(tmp_path, ("/bin/true",)), [schedule], system=True)
    own, hourly = re.findall(r"(?m)^OnCalendar=(.+)$", timer.text)
    assert hourly == "hourly"
    said = analyze("calendar", "--iterations=104", "--base-time=2026-01-01 00:00:00 UTC", own)
    elapses = [
        datetime.strptime(found, "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
        for found in re.findall(r"(?:elapse|Iter\. #\d+): \w+ (\S+ \S+) UTC", said)
    ]
    slots = between(schedule, date(2025, 12, 25), date(2028, 1, 10))
    due = [slot.at.astimezone(UTC) for slot in slots if slot.at.hour == schedule.hour and slot.at >= elapses[0]]
    assert elapses == due[:104]
    leapt = [slot.at.astimezone(UTC) for slot in slots if slot.at.hour != schedule.hour]
    for moment in leapt:
        said = analyze("calendar", f"--base-time={moment - timedelta(seconds=1):%Y-%m-%d %H:%M:%S} UTC", hourly)
        assert f"{moment:%H}:00:00 UTC" in said
    assert len(leapt) == (2 if schedule.hour == 2 else 0)


def test_the_times_of_several_schedules_stand_once():
    service, timer = systemd_units(Job(Path("/srv/desk"), ("/bin/true",)), [*SCHEDULES, MONDAY], system=True)
    assert timer.text.count("OnCalendar=Mon *-*-* 06:30:00 Europe/Istanbul\n") == 1
    assert timer.text.count("OnCalendar=") == len(SCHEDULES) + 1
    assert "Persistent=true\n" in timer.text
    assert "Type=oneshot\n" in service.text


def test_the_service_of_root_runs_as_the_owner_of_the_workspace():
    job = Job(Path("/srv/desk"), ("/bin/true",), "desk")
    assert "\nUser=desk\n" in systemd_units(job, [MONDAY], system=True)[0].text
    assert "User=" not in systemd_units(job, [MONDAY], system=False)[0].text


def test_two_workspaces_of_one_name_do_not_meet():
    jobs = [Job(Path(folder, "desk"), ("/bin/true",)) for folder in ("/srv", "/opt/a")]
    assert len({job.name for job in jobs}) == len({job.mark for job in jobs}) == 2
    assert all(re.fullmatch(r"briefgen-desk-[0-9a-f]{8}", job.name) for job in jobs)
    assert re.fullmatch(r"briefgen-workspace-[0-9a-f]{8}", Job(Path("/"), ()).name)


@pytest.mark.parametrize("name", ["a\nb", "a\rb", "a\tb", "a\x1b[31m", "a\x7f", "a\u2028b", "a\udcffb"])
def test_a_path_that_could_break_out_of_its_line_is_refused(name):
    for job in (Job(Path("/srv", name), ("/bin/true",)), Job(Path("/srv"), (f"/opt/{name}/briefgen",))):
        with pytest.raises(UsageError, match="cannot be told to a scheduler"):
            systemd_units(job, [MONDAY], system=True)
        with pytest.raises(UsageError, match="cannot be told to a scheduler"):
            cron_block(job, [MONDAY])


@pytest.mark.parametrize(("name", "why"), [("back\\slash", "backslash"), ("x" * 250 + "/" + "y" * 250, "too long")])
def test_a_path_that_cron_cannot_take_is_refused(name, why):
    with pytest.raises(UsageError, match=why):
        cron_block(Job(Path("/srv", name), ("/bin/true",)), [MONDAY])


@pytest.mark.parametrize("name", ODD)
def test_the_shell_of_cron_gets_the_path_as_it_is(tmp_path, name):
    """What cron does before: an escaped per cent sign becomes one, any other would end the command."""
    (_, line, _) = cron_block(Job(Path("/srv", name), ("printf", "%s|")), [MONDAY]).splitlines()
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    said = subprocess.run(
        ["/bin/sh", "-c", command.replace(r"\%", "%")], capture_output=True, text=True, check=True, cwd=tmp_path
    ).stdout
    assert said == f"--workspace|/srv/{name}|run-due|--quiet|--out|/srv/{name}/out|"


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        ([30], "0,15,30,45"),
        ([0, 45], "0,15,30,45"),
        ([5], "5,20,35,50"),
        ([59, 30], "0,14,15,29,30,44,45,59"),
        (range(60), ",".join(map(str, range(60)))),
    ],
)
def test_cron_calls_each_quarter_of_an_hour_at_the_minutes_of_the_schedules(minutes, told):
    schedules = [Schedule(weekday=0, hour=6, minute=minute, zone="Asia/Kathmandu") for minute in minutes]
    assert cron_block(Job(Path("/srv/desk"), ("/bin/true",)), schedules).splitlines()[1].startswith(f"{told} * * * * /")
    hits = {int(minute) for minute in told.split(",")}
    slots = (slot for one in schedules for slot in between(one, date(2026, 1, 1), date(2026, 12, 31)))
    assert {slot.at.astimezone(UTC).minute for slot in slots} <= hits
