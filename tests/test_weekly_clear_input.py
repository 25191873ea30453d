"""Clearing and issuing what is damaged, is no brief, or must not be written."""

from __future__ import annotations

import json
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
from weeklydesk import Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule=CLEARANCE)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"built": 7}', b"\xff\xfe", b'{"built": "x", "copies": [1]}'])
def test_a_status_that_cannot_be_read_stops_it_with_its_name(desk: Desk, content: bytes) -> None:
    drafted(desk)
    (desk.issue() / "status.json").write_bytes(content)
    for ran in (clear(desk), issue(desk)):
        assert (ran.code, "status.json" in ran.err, ran.err.count("\n")) == (1, True, 1)


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
