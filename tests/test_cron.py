"""The real cron of Debian runs what ``briefgen schedule install --as cron`` has told it, at the minute it is due."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from commandline import briefgen
from filelock import FileLock
from weeklydesk import make_desk

OTHERS = b"# of somebody else\n\n30 4 1 1 *\t/bin/true  100\\%\n"
ZONE = "Asia/Kathmandu"  # three quarters of an hour off the full one


def crontab(*words: str, given: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["crontab", *words], input=given, capture_output=True, check=False)


@pytest.fixture
def own_crontab() -> Iterator[Callable[[], bytes]]:
    """Our user's crontab, with lines of somebody else in it; whatever happens, it is afterwards what it was."""
    with FileLock(Path(tempfile.gettempdir(), "briefgen-tests-of-cron.lock"), timeout=200):  # a user has one only
        before = crontab("-l")
        assert before.returncode == 0 or b"no crontab for" in before.stderr, before.stderr
        try:
            assert crontab("-", given=before.stdout + OTHERS).returncode == 0
            yield lambda: crontab("-l").stdout.removeprefix(before.stdout)
        finally:
            if before.returncode:
                crontab("-r")
            else:
                crontab("-", given=before.stdout)
        after = crontab("-l")
        assert (after.returncode, after.stdout) == (before.returncode, before.stdout)


@pytest.fixture
def cron() -> Iterator[Callable[[], None]]:
    """Starts cron, where none is at work on this machine; ours ends with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> None:
        program = shutil.which("cron", path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
        assert program, "the tests need cron"
        root = [] if os.geteuid() == 0 else ["sudo", "-n"]  # whom we could not stop: so it stops by itself
        process = subprocess.Popen([*root, "timeout", "150", program, "-f"], stderr=subprocess.PIPE)
        try:
            _, said = process.communicate(timeout=1)
        except subprocess.TimeoutExpired:
            started.append(process)
        else:
            assert b"can't lock" in said, said  # another one is at work

    yield start
    for process in started:
        with suppress(PermissionError):
            process.terminate()
            process.communicate(timeout=10)


def test_cron_makes_the_issue_at_its_minute(tmp_path, own_crontab, cron):
    now = datetime.now(UTC)
    minute = now.replace(second=0, microsecond=0) + timedelta(minutes=1 if now.second < 50 else 2)
    local = minute.astimezone(ZoneInfo(ZONE))
    folder = tmp_path / 'the desk\'s "100%" $HOME'
    desk = make_desk(folder)
    desk.profile.write_text(
        "title: Peru–Kenya\nsides: [{country: PE}, {country: KE}]\n"
        f"schedule:\n  when: {local:%A} {local:%H:%M}\n  zone: {ZONE}\n  starts: {local.date()}\n"
        "  articles: [news]\n  formats: []\n",
        encoding="utf-8",
    )
    ran = briefgen("schedule", "install", "--as", "cron", cwd=folder)
    assert ran.code == 0, ran.err
    block, _, _ = ran.out.partition("\n\n")
    assert own_crontab() == OTHERS + f"{block}\n".encode()
    assert minute.minute in map(int, block.splitlines()[1].split(" ")[0].split(","))
    cron()
    status = desk.issue(f"{local:%G}-W{local:%V}") / "status.json"
    while not (status.exists() and json.loads(status.read_text())["issued"]):
        assert datetime.now(UTC) < minute + timedelta(seconds=50), "cron did not run it"
        time.sleep(0.2)
    built = datetime.fromisoformat(json.loads(status.read_text())["built"])
    assert timedelta(0) <= built - minute < timedelta(seconds=30)
    assert desk.keys() == [status.parent.parent.name]

    ran = briefgen("schedule", "remove", "--as", "cron", cwd=folder)
    assert ran.code == 0, ran.err
    assert own_crontab() == OTHERS
