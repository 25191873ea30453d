"""Clearing and issuing what is damaged, is no brief, or must not be written."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from clearingdesk import (
    CLEARANCE,
    FRIDAY,
    build,
    clear,
    drafted,
    held,
    issue,
    own,
)
from filelock import FileLock
from mailserver import running
from weeklydesk import KEYS, MONDAYS, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule=CLEARANCE)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"built": 7}', b"\xff\xfe", b'{"built": "x", "copies": [1]}'])
def test_a_status_that_cannot_be_read_stops_it_with_its_name(desk: Desk, content: bytes) -> None:
    drafted(desk)
    (desk.issue() / "status.json").write_bytes(content)
    for ran in (clear(desk), issue(desk)):
        assert (ran.code, "status.json" in ran.err, ran.err.count("\n")) == (1, True, 1)


def test_a_damaged_status_of_an_old_week_is_told_and_the_issues_go_on(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = make_desk(tmp_path / "desk", server, schedule="  formats: [html]\n  keep: 1\n")
        for now in MONDAYS[:2]:
            desk.run(now=now)
        (desk.issue() / "status.json").write_bytes(b"{")
        ran = desk.run(now=MONDAYS[2])
        assert ran.code == 1
        assert f"{KEYS[0]}/v1/status.json: not as briefgen writes it" in ran.err
        assert "Bring it back from a copy, or move the issue's folder out of the way" in ran.err
        assert set(desk.outcomes(KEYS[2]).values()) == {"accepted"}
        assert desk.brief(KEYS[2])["since"]["name"] == KEYS[1]
        assert desk.run(now=MONDAYS[2]).code == 1
        assert len(server.kept()) == 9
        (desk.issue() / "status.json").unlink()
        shutil.rmtree(desk.issue().parent)
        assert desk.run(now=MONDAYS[2]).code == 0


def test_a_damaged_status_of_another_week_stops_nobody_who_issues_by_hand(desk: Desk) -> None:
    drafted(desk)
    (desk.issue() / "status.json").write_bytes(b"{")
    file = build(desk)
    clear(desk, file, "--articles", "news", now=FRIDAY)
    assert "2026-W12 is out" in issue(desk, file, now=FRIDAY).out


@pytest.mark.parametrize("damaged", [KEYS[1], KEYS[2]])
def test_a_damaged_status_of_a_week_that_matters_stops_the_run(tmp_path: Path, damaged: str) -> None:
    with running(tmp_path / "mail") as server:
        desk = make_desk(tmp_path / "desk", server, schedule="  formats: [html]\n")
        for now in MONDAYS:
            desk.run(now=now)
        (desk.issue(KEYS[2]) / "status.json").unlink()
        if damaged == KEYS[1]:
            shutil.rmtree(desk.issue(KEYS[2]).parent)
            (desk.issue(KEYS[1]) / "status.json").write_bytes(b"[]")
        ran = desk.run(now="2026-03-30T06:30-05:00")
        assert (ran.code, f"{damaged}/v1/status.json" in ran.err) == (1, True)
        assert len(server.kept()) == 9


@pytest.mark.parametrize("content", [None, b"", b"{}", b'{"schema": "briefgen/issue/1"}', b'{"schema": "x"}', b"[1]"])
def test_a_manifest_that_cannot_be_read_stops_it_with_its_name(desk: Desk, content: bytes | None) -> None:
    drafted(desk)
    clear(desk)
    path = desk.issue() / "manifest.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    for ran in (clear(desk), issue(desk)):
        assert (ran.code, "manifest.json" in ran.err, ran.err.count("\n")) == (1, True, 1)
    assert desk.status()["issued"] == ""


def spoiled(data: dict[str, Any], **changed: Any) -> bytes:
    return json.dumps({**data, **changed}).encode()


@pytest.mark.parametrize(
    "changed",
    [
        {"profile": "../../evil"},
        {"profile": None},
        {"as_of": "soon"},
        {"sources": 7},
        {"changes": [1]},
        {"sides": None},
    ],
)
def test_data_that_are_no_brief_are_not_issued(desk: Desk, changed: dict[str, Any]) -> None:
    file = build(desk)
    data = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
    file.with_suffix(".json").write_bytes(spoiled(data, **changed))
    clear(desk, file, "--articles", "news", now=FRIDAY)
    ran = issue(desk, file, now=FRIDAY)
    assert (ran.code, ran.err.count("\n")) == (1, 1)
    assert not list((desk.folder).rglob("*-W*"))


@pytest.mark.parametrize("content", [b"{", b"[]", b'{"schema": "briefgen/clearance/1"}', b'{"schema": "x"}'])
def test_a_clearance_that_cannot_be_read_is_none(desk: Desk, content: bytes) -> None:
    file = build(desk)
    file.with_suffix(".clearance.json").write_bytes(content)
    ran = issue(desk, file, now=FRIDAY)
    assert (ran.code, "clearance.json" in ran.err) == (1, True)


def test_files_that_are_no_brief(desk: Desk) -> None:
    drafted(desk)
    (desk.folder / "note.md").write_text("Hello.\n", encoding="utf-8")
    (desk.folder / "bytes.md").write_bytes(b"\xff\xfe\x00")
    (desk.issue() / "mine.md").write_text(own(desk).read_text(encoding="utf-8"), encoding="utf-8")
    assert clear(desk, desk.folder / "note.md", "--articles", "news").code == 2
    assert clear(desk, desk.folder / "bytes.md").code == 1
    assert clear(desk, desk.folder / "none.md").code == 1
    assert clear(desk, own(desk, "json")).code == 1
    assert clear(desk, desk.issue()).code == 1
    ran = clear(desk, desk.issue() / "mine.md")
    assert (ran.code, "not the issue's own Markdown" in ran.err) == (1, True)


def test_while_a_run_is_at_work_nobody_clears_or_issues(desk: Desk) -> None:
    drafted(desk)
    before = held(desk.issue())
    with FileLock(desk.folder / "out" / "peru-kenya" / ".lock"):
        assert (clear(desk).code, issue(desk).code) == (75, 75)
    assert held(desk.issue()) == before


def test_where_nothing_can_be_written_nothing_is_cleared(desk: Desk) -> None:
    drafted(desk)
    before = held(desk.issue())
    (desk.folder / "out" / "peru-kenya" / ".lock").unlink()
    (desk.folder / "out" / "peru-kenya" / ".lock").mkdir()
    assert clear(desk).code == 1
    assert held(desk.issue()) == before
