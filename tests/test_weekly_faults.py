"""``run-due`` over whatever goes wrong: two at once, a kill at any step, a full disk, a folder of somebody else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import pytest
from commandline import environment
from cutoff import KILLED, disk_full, killed, with_rights_of_nobody
from filelock import FileLock
from mailserver import PASSWORD, MailServer, running
from weeklydesk import KEYS, MONDAYS, READERS, Desk, make_desk

HTML = "  formats: [html]\n"
RUN = ["run-due", "--now", MONDAYS[0], "--quiet", "--once"]
ENV = {"SMTP_PASSWORD": PASSWORD}
SOAK = int(os.environ.get("SOAK", "1"))


@pytest.fixture
def desk(tmp_path: Path, server: MailServer) -> Desk:
    return make_desk(tmp_path / "desk", server, schedule=HTML)


# --- one at a time, and over whatever goes wrong ----------------------------------------------------------------------


def test_two_runs_at_once(desk: Desk) -> None:
    folder = desk.folder / "out" / "peru-kenya"
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"):
        refused = desk.run()
    assert refused.code == 75
    assert "another run is at work" in refused.err
    assert desk.run().code == 0


def test_two_processes_at_once_make_one_issue(desk: Desk, server: MailServer) -> None:
    server.script = {"a@mfa.example": ["slow", "accept"]}  # the first is held up for the length of its patience
    env = environment(SMTP_PASSWORD=PASSWORD)
    words = [sys.executable, "-m", "briefgen", "run-due", "--now", MONDAYS[0]]
    both = [
        subprocess.Popen(words, cwd=desk.folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for one in both:
        one.communicate(timeout=60)
    assert sorted(one.returncode for one in both) == [0, 75]
    assert Counter(mail.to for mail in server.kept()) == Counter(READERS)


def test_a_run_killed_at_any_step_is_gone_on_with(tmp_path: Path) -> None:
    """Nothing twice, nothing lost. ``SOAK`` kills at every step, else at every seventh."""
    every = 1 if SOAK > 1 else 7
    with running(tmp_path / "mail0") as warm:
        total = _steps(make_desk(tmp_path / "warm", warm, schedule=HTML))
    assert total > 40
    for step in range(1 + total % every, total + 1, every):
        with running(tmp_path / f"mail{step}") as server:
            desk = make_desk(tmp_path / f"desk{step}", server, schedule=HTML)
            assert killed(step, RUN, desk.folder, ENV) == KILLED
            sending = _sending(desk)
            assert desk.run().code == 0
            _nothing_twice_nothing_lost(desk, server, sending)


def test_a_disk_that_is_full_from_any_step_on(tmp_path: Path) -> None:
    """It is said, with its own exit code; what was done stands, and the next run goes on."""
    every = 1 if SOAK > 1 else 13
    for step in range(1, 60, every):
        with running(tmp_path / f"mail{step}") as server:
            desk = make_desk(tmp_path / f"desk{step}", server, schedule=HTML)
            ended = disk_full(step, RUN, desk.folder, ENV)
            sending = _sending(desk)
            whole = (desk.issue() / "status.json").exists() and set(desk.outcomes().values()) == {"accepted"}
            assert ended == (0 if whole else 1)
            assert not list((desk.folder / "out").rglob(".v1.*"))
            assert desk.run().code == 0
            _nothing_twice_nothing_lost(desk, server, sending)


def test_a_file_that_cannot_grow(desk: Desk, server: MailServer) -> None:
    words = f"ulimit -f 4; exec {sys.executable} -m briefgen run-due --now {MONDAYS[0]}"
    env = environment(SMTP_PASSWORD=PASSWORD)
    ran = subprocess.run(["bash", "-c", words], cwd=desk.folder, env=env, capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "cannot write" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert desk.keys() == []
    assert server.kept() == []
    assert desk.run().code == 0


def test_a_folder_that_must_not_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        desk = make_desk(folder / "desk", schedule=HTML)
        (desk.folder / "out").mkdir()
        for path in (desk.folder, *desk.folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        assert with_rights_of_nobody(RUN, desk.folder) == 1
        assert list((desk.folder / "out").iterdir()) == []
        for path in (desk.folder, *desk.folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        assert desk.run().code == 0


def _steps(desk: Desk) -> int:
    """How many steps a run has, found by killing it at ever later ones until it comes to its end."""
    low, high = 1, 4096
    while low < high:
        middle = (low + high) // 2
        shutil.rmtree(desk.folder / "out", ignore_errors=True)
        if killed(middle, RUN, desk.folder, ENV) == KILLED:
            low = middle + 1
        else:
            high = middle
    return low - 1


def _sending(desk: Desk) -> set[str]:
    """To whom a mail was on its way when the run ended."""
    if not (desk.issue() / "status.json").exists():
        return set()
    return {to for to, outcome in desk.outcomes().items() if outcome == "sending"}


def _nothing_twice_nothing_lost(desk: Desk, server: MailServer, sending: set[str]) -> None:
    assert desk.run().out.startswith("peru-kenya: nothing is due")
    assert set(desk.outcomes().values()) == {"accepted"}
    for reader in READERS:
        mails = server.kept(reader)
        assert len({mail.content for mail in mails}) == 1
        # Between the server's last word and ours on the disk a mail can come a second time: the same, to the byte.
        assert len(mails) == 1 or (len(mails) == 2 and reader in sending)
    assert not list((desk.folder / "out").rglob("*.tmp*"))
    assert desk.keys() == [KEYS[0]]
    files = json.loads((desk.issue() / "manifest.json").read_text())["files"]
    whole = {*files, "mail", "manifest.json", "status.json"}
    assert {path.name for path in desk.issue().iterdir()} == whole
