"""``briefgen status``: what it says of the last issue, and what a monitor reads from its exit code."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, briefgen
from cutoff import with_rights_of_nobody
from filelock import FileLock
from mailserver import running
from weeklydesk import KEYS, MONDAYS, Desk, make_desk

from briefgen.cli import main

NEXT = "next 2026-03-16T06:30:00-05:00"


def status(desk: Desk, *args: object, now: str = MONDAYS[0]) -> Ran:
    return briefgen("status", "--now", now, *args, cwd=desk.folder)


def told(desk: Desk, *args: object, now: str = MONDAYS[0]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(status(desk, "--json", *args, now=now).out)
    return found


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule="  formats: [html]\n")


def test_before_the_first_issue(desk: Desk) -> None:
    ran = status(desk, now="2026-03-01T00:00Z")
    assert (ran.code, ran.out) == (0, "peru-kenya: no issue came out yet; next 2026-03-09T06:30:00-05:00\n")
    assert not (desk.folder / "out").exists()


def test_the_last_issue_its_age_and_the_next(desk: Desk) -> None:
    desk.run()
    assert status(desk).out == f"peru-kenya: 2026-W11, 0 hours old: issued 9 March 2026; {NEXT}\n"
    assert "2026-W11, 1 hour old" in status(desk, now="2026-03-09T07:59-05:00").out
    assert "2026-W11, 47 hours old" in status(desk, now="2026-03-11T06:29-05:00").out
    assert "2026-W11, 6 days old" in status(desk, now="2026-03-16T06:29-05:00").out
    desk.run(now=MONDAYS[1])
    assert "2026-W12, 0 hours old" in status(desk, now=MONDAYS[1]).out


def test_who_has_it_and_who_does_not(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = make_desk(tmp_path / "desk", server, schedule="  formats: [html]\n")
        server.script["b@mfa.example"] = ["refuse"]
        desk.run()
        lines = status(desk).out.splitlines()
        assert "issued 9 March 2026, sent to 2 of 3; next" in lines[0]
        assert lines[1].startswith("  missing: b@mfa.example (refused: 550")
        last = told(desk)["last"]
        assert (last["sent"], last["of"], [one["to"] for one in last["missing"]]) == (2, 3, ["b@mfa.example"])


def test_a_draft_is_told_beside_the_last_issue_with_the_reason(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n  coverage_within: 12d\n")
    desk.run()
    (desk.folder / "news" / "second.txt").unlink()
    desk.run(now=MONDAYS[1])
    first, second = status(desk, now=MONDAYS[1]).out.splitlines()
    assert first.startswith("peru-kenya: 2026-W11, 7 days old: issued 9 March 2026; next")
    assert second.startswith("  2026-W12: held back: the newest article used is of 3 March 2026")
    assert told(desk, now=MONDAYS[1])["draft"]["held"]


def test_a_draft_that_waits_and_one_that_was_edited(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n  clearance: required\n")
    file = desk.issue() / "peru-kenya-2026-W11.md"
    desk.run()
    assert "  2026-W11: waiting to be cleared\n" in status(desk).out
    briefgen("clear", file, "--by", "Ada Stone", "--now", MONDAYS[0], cwd=desk.folder)
    assert "  2026-W11: cleared by Ada Stone, not issued yet\n" in status(desk).out
    file.write_text(file.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    assert "  2026-W11: cleared by Ada Stone, but edited since: peru-kenya-2026-W11.md\n" in status(desk).out


def test_what_was_left_out_since_nothing_was_new(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n  nothing_new: skip\n")
    for now in MONDAYS:
        desk.run(now=now)
    assert "  2026-W13: left out, nothing was new\n" in status(desk, now=MONDAYS[2]).out


# --- a monitor --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("now", "code"), [("2026-03-17T06:30-05:00", 0), ("2026-03-17T06:31-05:00", 4)])
def test_an_issue_that_is_too_old_fails(desk: Desk, now: str, code: int) -> None:
    desk.run()
    ran = status(desk, "--max-age", "8d", now=now)
    assert ran.code == code
    late = "briefgen: peru-kenya: the newest issue, 2026-W11, is 8 days old, more than 8d\n"
    assert ran.err == (late if code else "")


def test_none_at_all_fails_too(desk: Desk) -> None:
    ran = status(desk, "--max-age", "8d")
    assert (ran.code, ran.err) == (4, "briefgen: peru-kenya: no issue came out yet\n")


def test_what_is_held_back_or_waits_does_not_count(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n  clearance: required\n")
    desk.run()
    assert status(desk, "--max-age", "8d").code == 4


def test_a_week_that_was_filled_in_is_as_old_as_its_day(desk: Desk) -> None:
    desk.run("peru-kenya", "--from", "2026-03-09", "--to", "2026-03-10", now=MONDAYS[2], command="backfill")
    assert "2026-W11, 14 days old: issued 23 March 2026 to fill a gap" in status(desk, now=MONDAYS[2]).out
    assert status(desk, "--max-age", "8d", now=MONDAYS[2]).code == 4


@pytest.mark.parametrize("length", ["8", "d", "-1d", "8 days", "0d", "", "99999999d", "١d"])
def test_a_length_that_is_none(desk: Desk, length: str) -> None:
    ran = status(desk, f"--max-age={length}")
    assert (ran.code, ran.err.count("\n")) == (2, 1)


def test_profiles_that_are_named_and_those_that_are_not(desk: Desk) -> None:
    text = desk.profile.read_text(encoding="utf-8")
    desk.profile.with_name("kenya-peru.yaml").write_text(text, encoding="utf-8")
    desk.profile.with_name("plain.yaml").write_text(text.partition("schedule:")[0], encoding="utf-8")
    assert [line.partition(":")[0] for line in status(desk).out.splitlines()] == ["kenya-peru", "peru-kenya"]
    assert status(desk, "peru-kenya").out.count("\n") == 1
    assert status(desk, "plain").code == 2
    assert status(desk, "none").code == 2
    desk.profile.with_name("broken.yaml").write_text("title: [", encoding="utf-8")
    ran = status(desk)
    assert (ran.code, ran.out.count("\n")) == (2, 2)


# --- it reads and nothing else ----------------------------------------------------------------------------------------


def test_it_works_while_a_run_is_at_work_and_writes_nothing(desk: Desk) -> None:
    desk.run()
    out = desk.folder / "out"
    before = {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (out, *out.rglob("*"))}
    with FileLock(out / "peru-kenya" / ".lock"):
        before |= {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in out.rglob(".lock")}
        assert status(desk, "--max-age", "8d").code == 0
    assert {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in (out, *out.rglob("*"))} == before


def test_it_works_where_nothing_may_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:  # the folders of pytest are closed to others
        folder = Path(name)
        folder.chmod(0o755)
        desk = make_desk(folder / "desk", schedule="  formats: [html]\n")
        desk.run()
        args = ["status", "--max-age", "8d", "--now", MONDAYS[0]]
        monkeypatch.chdir(desk.folder)
        assert main(args) == 0  # what it needs of Python is loaded now: others may not read it where it stands
        for path in (desk.folder, *desk.folder.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        assert with_rights_of_nobody(args, desk.folder) == 0
        for path in (desk.folder, *desk.folder.rglob("*")):
            path.chmod(0o755)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff",
        b'{"built": 1}',
        b'{"built": "x", "issued": "soon"}',
        b'{"built": "2026-03-16T06:30:00", "issued": "2026-03-16T06:30:00"}',
    ],
)
def test_a_status_that_is_damaged_is_named_and_never_passes_for_an_issue(desk: Desk, content: bytes) -> None:
    desk.run()
    desk.run(now=MONDAYS[1])
    (desk.issue(KEYS[1]) / "status.json").write_bytes(content)
    ran = status(desk, "--max-age", "8d", now="2026-03-20T06:30-05:00")
    assert ran.code == 4
    assert "2026-W12" in ran.said


def test_a_status_in_which_somebody_wrote_acts_on_no_terminal(desk: Desk) -> None:
    desk.run()
    path = desk.issue() / "status.json"
    data = json.loads(path.read_text())
    path.write_text(json.dumps({**data, "issued": "", "held": ["\x1b[31mred\u202e\nsecond line"]}))
    ran = status(desk)
    assert ran.code == 0
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out
    assert ran.out.splitlines()[1] == "  2026-W11: held back: [31mred second line"


def test_other_files_beside_the_issues_do_not_matter(desk: Desk) -> None:
    desk.run()
    for name in ("2026-W99x/v1", "2026-W12/v0", "2026-W12/vv", ".2026-W12.7.tmp/v1", "notes"):
        (desk.folder / "out" / "peru-kenya" / name).mkdir(parents=True)
    (desk.folder / "out" / "peru-kenya" / "2026-W13").write_text("a file")
    (desk.folder / "out" / "peru-kenya" / "2026-W14").symlink_to("/nonexistent")
    assert status(desk).out == f"peru-kenya: 2026-W11, 0 hours old: issued 9 March 2026; {NEXT}\n"
