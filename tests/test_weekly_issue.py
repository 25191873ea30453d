"""A cleared brief is brought out, once, and nothing of it changes from then on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from clearingdesk import (
    CLEARANCE,
    FRIDAY,
    NAME,
    build,
    clear,
    drafted,
    edit,
    hash_of,
    held,
    issue,
    own,
)
from commandline import briefgen
from mailserver import running
from weeklydesk import KEYS, MONDAYS, READERS, Desk, make_desk

from briefgen.cli import main
from briefgen.weekly.glance import Glance


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule=CLEARANCE)


def test_issue_brings_a_cleared_draft_out_once_and_run_due_sends_it(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = drafted(make_desk(tmp_path / "desk", server, schedule=CLEARANCE))
        assert issue(desk).code == 4
        clear(desk)
        first, again = issue(desk), issue(desk, now="2026-03-09T12:00-05:00")
        assert (first.code, "peru-kenya/2026-W11 is out" in first.out, "3 copies are sent by" in first.out) == (
            0,
            True,
            True,
        )
        assert (again.code, "came out already" in again.out) == (0, True)
        assert [mail.to for mail in server.kept()] == ["owner@mfa.example"]
        assert desk.status()["issued"] == "2026-03-09T06:30:00-05:00"
        assert "sent; 3 of 3 have it" in desk.run(now="2026-03-09T09:00-05:00").out
        assert [mail.to for mail in server.kept()][1:] == list(READERS)


def test_an_issue_that_came_out_is_read_only_and_no_command_writes_there(desk: Desk) -> None:
    drafted(desk)
    clear(desk)
    issue(desk)
    modes = {path.name: path.stat().st_mode & 0o777 for path in desk.issue().iterdir()}
    assert {name for name, mode in modes.items() if mode != 0o444} == {"status.json"}
    before = held(desk.issue())
    assert clear(desk, by="Ben").code == 4
    assert briefgen("render", own(desk), "--html", cwd=desk.folder).code == 1
    assert issue(desk).code == 0
    assert desk.run(now="2026-03-09T12:00-05:00").code == 0
    assert held(desk.issue()) == before
    assert "waiting" in desk.run("peru-kenya", "--reissue").out
    assert held(desk.issue()) == before
    assert desk.issue(version=2).is_dir()


def test_what_the_schedule_brings_out_is_read_only_too(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = make_desk(tmp_path / "desk", server, schedule="  formats: [html]\n")
        desk.run()
        modes = {path.name: path.stat().st_mode & 0o777 for path in desk.issue().iterdir() if path.is_file()}
    assert {name for name, mode in modes.items() if mode != 0o444} == {"status.json"}


def test_a_brief_built_by_hand_becomes_the_next_version_of_its_week(desk: Desk) -> None:
    file = build(desk)
    assert issue(desk, file, now=FRIDAY).code == 4
    assert clear(desk, file, "--articles", "news", now=FRIDAY).code == 0
    record = json.loads(file.with_suffix(".clearance.json").read_text(encoding="utf-8"))
    assert (record["by"], record["sha256"], record["at"]) == (NAME, hash_of(file), "2026-03-20T10:00:00-05:00")
    ran = issue(desk, file, now=FRIDAY)
    assert (ran.code, "peru-kenya/2026-W12 is out" in ran.out) == (0, True)
    for suffix in ("md", "html", "json"):
        assert own(desk, suffix, KEYS[1]).read_bytes() == file.with_suffix(f".{suffix}").read_bytes()
        assert own(desk, suffix, KEYS[1]).stat().st_mode & 0o777 == 0o444
    manifest = desk.manifest(KEYS[1])
    assert (manifest["version"], manifest["supersedes"], manifest["as_of"]) == (1, None, "2026-03-20")
    assert desk.status(KEYS[1])["by"] == NAME
    assert "came out already" in issue(desk, file, now=FRIDAY).out
    assert [path.name for path in desk.issue(KEYS[1]).parent.iterdir()] == ["v1"]
    edit(file, "## Bottom line", "One word more.\n\n## Bottom line")
    assert issue(desk, file, now=FRIDAY).code == 4
    clear(desk, file, "--articles", "news", now=FRIDAY)
    assert "peru-kenya/2026-W12 v2 is out" in issue(desk, file, now=FRIDAY).out
    assert desk.manifest(KEYS[1], 2)["supersedes"] == 1


def test_a_brief_issued_by_hand_takes_the_week_and_that_is_said(desk: Desk) -> None:
    file = build(desk)
    clear(desk, file, "--articles", "news", now=FRIDAY)
    ran = issue(desk, file, now=FRIDAY)
    assert "the week 2026-W12 has its issue now; run-due makes none for it" in ran.out
    assert "nothing is due" in desk.run(now=FRIDAY).out
    assert desk.keys() == [KEYS[1]]


def test_an_older_version_does_not_come_out_after_a_newer_one(desk: Desk) -> None:
    desk.run(now=MONDAYS[1])
    draft = own(desk, key=KEYS[1])
    file = build(desk)
    clear(desk, file, "--articles", "news", now=FRIDAY)
    assert "2026-W12 v2 is out" in issue(desk, file, now=FRIDAY).out
    before = held(desk.issue(KEYS[1]))
    for ran in (clear(desk, draft, now=FRIDAY), issue(desk, draft, now=FRIDAY)):
        assert (ran.code, "version 2 came out, so version 1 comes out no more" in ran.err) == (4, True)
    assert held(desk.issue(KEYS[1])) == before


def test_what_is_issued_while_a_run_is_at_work_elsewhere_is_sent_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The run has done with the profile, and writes down what it saw when all the others are done."""
    with running(tmp_path / "mail") as server:
        desk = make_desk(tmp_path / "desk", server, schedule="  formats: [html]\n")
        desk.run(now=MONDAYS[1])
        file = build(desk)
        clear(desk, file, "--articles", "news", now=FRIDAY)
        (desk.folder / "out" / ".run-due.json").unlink()
        keep = Glance.keep

        def late(seen: Glance) -> None:
            assert issue(desk, file, now=FRIDAY).code == 0
            keep(seen)

        monkeypatch.setattr(Glance, "keep", late)
        monkeypatch.chdir(desk.folder)
        assert main(["run-due", "--now", FRIDAY, "--quiet"]) == 0
        monkeypatch.undo()
        assert desk.status(KEYS[1], 2)["issued"]
        assert "2026-W12: sent; 3 of 3 have it" in desk.run(now=FRIDAY).out
        assert len(server.kept()) == 6


def test_a_profile_that_is_edited_while_a_run_is_at_work_is_looked_at_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n")
    remember = Glance.remember

    def late(seen: Glance, profile: Path, *given: Any) -> None:
        if profile.name == desk.profile.name:
            desk.profile.write_text(desk.profile.read_text().replace("on Monday at 06:30", "on Tuesday at 06:30"))
        remember(seen, profile, *given)

    monkeypatch.setattr(Glance, "remember", late)
    monkeypatch.chdir(desk.folder)
    assert main(["run-due", "--now", MONDAYS[0], "--quiet"]) == 0
    monkeypatch.undo()
    assert "next 2026-03-10T06:30:00-05:00" in desk.run(now="2026-03-10T05:00-05:00").out


def test_what_fails_midway_stands_in_the_list_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    drafted(desk)
    clear(desk)
    index = desk.folder / "out" / "index.html"
    assert "issued 9 March 2026" not in index.read_text(encoding="utf-8")

    def fail(*_: object) -> str:
        raise OSError(5, "the terminal is gone")

    monkeypatch.setattr("briefgen.weekly.issuing.Issued", fail)
    monkeypatch.chdir(desk.folder)
    with pytest.raises(OSError, match="the terminal is gone"):
        main(["issue", str(own(desk)), "--now", MONDAYS[0]])
    assert "issued 9 March 2026" in index.read_text(encoding="utf-8")


def test_the_next_weekly_issue_is_compared_with_the_one_issued_by_hand(desk: Desk) -> None:
    file = build(desk)
    clear(desk, file, "--articles", "news", now=FRIDAY)
    issue(desk, file, now=FRIDAY)
    assert desk.run(now=MONDAYS[2]).code == 0
    assert desk.brief(KEYS[2])["since"]["name"] == KEYS[1]


def test_a_brief_of_a_day_to_come_is_not_issued(desk: Desk) -> None:
    file = build(desk)
    clear(desk, file, "--articles", "news", now=FRIDAY)
    ran = issue(desk, file, now=MONDAYS[0])
    assert (ran.code, "still to come" in ran.err) == (2, True)
    assert not (desk.folder / "out" / "peru-kenya" / KEYS[1]).exists()


def test_a_brief_built_again_is_not_written_over_the_one_that_was_cleared(desk: Desk) -> None:
    file = build(desk)
    clear(desk, file, "--articles", "news", now=FRIDAY)
    cleared = file.read_bytes()
    build(desk)
    assert file.with_name(f"{file.stem}.edited-1.md").read_bytes() == cleared
    assert issue(desk, file, now=FRIDAY).code == 4


def test_a_brief_without_its_data_is_cleared_but_not_issued(desk: Desk) -> None:
    file = build(desk)
    file.with_suffix(".json").unlink()
    assert clear(desk, file, "--articles", "news", now=FRIDAY).code == 0
    ran = issue(desk, file, now=FRIDAY)
    assert (ran.code, "Build it with --json" in ran.err) == (1, True)
