"""A brief is a draft until a person clears it: what is checked then, what is written down, and what never happens."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, briefgen
from cutoff import disk_full, killed
from filelock import FileLock
from mailserver import running
from weeklydesk import KEYS, MONDAYS, READERS, Desk, make_desk

from briefgen.cli import main

CLEARANCE = "  clearance: required\n  formats: [html]\n"
STALE = CLEARANCE + "  coverage_within: 3d\n"
NAME = "Ada Stone"
THIRD = """Envoys count the days

8 March 2026

NAIROBI: The ambassadors of Peru and Kenya met in Nairobi on Saturday. Peru and Kenya share an interest in cocoa.

Peruvian Foreign Minister Ana Quispe said: “We want cocoa on the table when Kenya comes to Lima.”
"""
FRIDAY = "2026-03-20T10:00-05:00"


def own(desk: Desk, suffix: str = "md", key: str = KEYS[0], version: int = 1) -> Path:
    return desk.issue(key, version) / f"peru-kenya-{key}.{suffix}"


def clear(desk: Desk, file: Path | None = None, *args: object, by: str = NAME, now: str = MONDAYS[0]) -> Ran:
    return briefgen("clear", file or own(desk), "--by", by, "--now", now, *args, cwd=desk.folder)


def issue(desk: Desk, file: Path | None = None, *args: object, now: str = MONDAYS[0]) -> Ran:
    return briefgen("issue", file or own(desk), "--now", now, *args, cwd=desk.folder)


def drafted(desk: Desk) -> Desk:
    assert "waiting" in desk.run().out
    return desk


def build(desk: Desk, *args: object, as_of: str = "2026-03-20") -> Path:
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", as_of, "--json", "--html", *args, cwd=desk.folder)
    assert ran.code == 0, ran.said
    return desk.folder / "out" / "peru-kenya" / f"peru-kenya-{as_of}.md"


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule=CLEARANCE)


def once_here(args: list[str], first: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of this process, whose forks then need not load anything."""
    shutil.copytree(first.folder, folder)
    monkeypatch.chdir(folder)
    assert main(args) == 0


# --- a draft ----------------------------------------------------------------------------------------------------------


def test_what_is_built_is_a_draft(desk: Desk) -> None:
    file = build(desk)
    assert "\n**Status:** DRAFT, not cleared\n" in file.read_text(encoding="utf-8")
    assert json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["draft"] is True
    assert file.with_suffix(".html").read_text(encoding="utf-8").count(">DRAFT, not cleared</p>") == 2


def test_what_the_schedule_brings_out_is_none(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n")
    desk.run()
    assert "DRAFT" not in own(desk).read_text(encoding="utf-8")
    assert "**Issue:** 2026-W11" in own(desk).read_text(encoding="utf-8")
    assert desk.brief()["draft"] is False


def test_what_waits_or_is_held_is_one(desk: Desk) -> None:
    drafted(desk)
    assert "**Issue:** 2026-W11 · **Status:** DRAFT, not cleared\n" in own(desk).read_text(encoding="utf-8")
    held_desk = make_desk(desk.folder / "other", schedule="  formats: [html]\n  coverage_within: 3d\n")
    assert held_desk.run().code == 4
    assert "DRAFT, not cleared" in own(held_desk).read_text(encoding="utf-8")


def test_weeks_that_are_filled_in_are_no_drafts(desk: Desk) -> None:
    desk.run("peru-kenya", "--from", "2026-03-09", "--to", "2026-03-10", now=MONDAYS[1], command="backfill")
    assert desk.status()["by"] == "backfill"
    assert "DRAFT" not in own(desk).read_text(encoding="utf-8")


# --- cleared ----------------------------------------------------------------------------------------------------------


def test_clearing_says_who_and_when_in_every_view_and_on_record(desk: Desk) -> None:
    drafted(desk)
    ran = clear(desk, now="2026-03-10T02:00Z")  # still the 9th in Lima
    assert ran.code == 0, ran.said
    assert f"cleared by {NAME}; 8 lines were found" in ran.out
    markdown = own(desk).read_text(encoding="utf-8")
    assert f"**Issue:** 2026-W11 · **Status:** cleared by {NAME}, 9 March 2026\n" in markdown
    assert "DRAFT" not in markdown + own(desk, "html").read_text(encoding="utf-8")
    assert f"cleared by {NAME}, 9 March 2026" in own(desk, "html").read_text(encoding="utf-8")
    assert desk.brief()["draft"] is False
    status = desk.status()
    assert (status["cleared_by"], status["cleared"]) == (NAME, "2026-03-09T21:00:00-05:00")
    assert status["cleared_sha256"] == hash_of(own(desk))
    files = desk.manifest()["files"]
    assert files == {own(desk, suffix).name: hash_of(own(desk, suffix)) for suffix in ("md", "html", "json")}


def test_only_the_row_changes(desk: Desk) -> None:
    drafted(desk)
    before = own(desk).read_bytes()
    clear(desk)
    after = own(desk).read_bytes()
    assert after == before.replace(b"DRAFT, not cleared", f"cleared by {NAME}, 9 March 2026".encode())


def test_a_person_may_edit_before_and_it_goes_out_as_edited(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = drafted(make_desk(tmp_path / "desk", server, schedule=CLEARANCE))
        edit(own(desk), "# Peru–Kenya", "# Peru and Kenya, for the Minister")
        edit(own(desk), "## Bottom line", "Read the annex.\n\n## Bottom line")
        assert clear(desk).code == 0
        ran = desk.run(now="2026-03-09T09:00-05:00")
        assert (ran.code, "issued, sent; 3 of 3 have it" in ran.out) == (0, True)
        mails = [mail for mail in server.kept() if mail.to in READERS]
        assert [mail.to for mail in mails] == list(READERS)
        body = mails[0].message.get_body(("plain",))
        assert body
        text = body.get_content()
        assert "Peru and Kenya, for the Minister" in text
        assert "Read the annex." in text
        assert f"cleared by {NAME}, 9 March 2026" in text
    assert desk.status()["by"] == NAME
    assert desk.manifest()["letter"]["title"] == "Peru and Kenya, for the Minister"
    assert "Read the annex." in own(desk, "html").read_text(encoding="utf-8")


def test_a_line_that_is_not_in_its_source_stops_it_and_nothing_changes(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk), "the price of tea", "the price of coffee")
    before = held(desk.folder / "out")
    ran = clear(desk)
    assert ran.code == 4
    line = next(n for n, text in enumerate(own(desk).read_text(encoding="utf-8").splitlines(), 1) if "coffee" in text)
    assert f"{own(desk)}:{line}: " in ran.err
    assert held(desk.folder / "out") == before


def test_an_edit_after_clearing_voids_it_until_it_is_cleared_again(desk: Desk) -> None:
    drafted(desk)
    clear(desk)
    edit(own(desk), "## Bottom line", "One word more.\n\n## Bottom line")
    for ran in (desk.run(now="2026-03-09T09:00-05:00"), issue(desk)):
        assert ran.code == 4
        assert f"edited after {NAME if 'held' in ran.out else 'it was'}" in ran.said
        assert own(desk).name in ran.said
    assert desk.status()["issued"] == ""
    assert clear(desk, by="Ben Stone").code == 0
    assert desk.run(now="2026-03-09T10:00-05:00").code == 0
    assert (desk.status()["by"], "One word more." in own(desk).read_text(encoding="utf-8")) == ("Ben Stone", True)


def test_another_page_in_the_place_of_the_cleared_one_voids_it_too(desk: Desk) -> None:
    drafted(desk)
    clear(desk)
    edit(own(desk, "html"), "tea", "coffee")
    assert (issue(desk).code, desk.run().code) == (4, 4)
    assert desk.status()["issued"] == ""


def test_a_page_that_somebody_edited_is_kept_when_it_is_made_again(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk, "html"), "tea", "coffee")
    ran = clear(desk)
    aside = own(desk).with_name("peru-kenya-2026-W11.edited-1.html")
    assert f"kept your edits as {aside}" in ran.err
    assert "coffee" in aside.read_text(encoding="utf-8")
    assert "coffee" not in own(desk, "html").read_text(encoding="utf-8")


def test_a_page_that_is_gone_is_made_again_and_data_that_are_gone_stop_it(desk: Desk) -> None:
    drafted(desk)
    own(desk, "html").unlink()
    assert clear(desk).code == 0
    assert f"cleared by {NAME}" in own(desk, "html").read_text(encoding="utf-8")
    own(desk, "json").unlink()
    ran = clear(desk)
    assert (ran.code, "the data of the issue are gone" in ran.err) == (1, True)
    assert desk.run().code == 4


def test_line_ends_and_marks_of_another_system_are_kept(desk: Desk) -> None:
    drafted(desk)
    own(desk).write_bytes(own(desk).read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    assert clear(desk).code == 0
    content = own(desk).read_bytes()
    assert f"**Status:** cleared by {NAME}, 9 March 2026\r\n".encode() in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert desk.run(now="2026-03-09T09:00-05:00").code == 0


def test_without_its_row_the_row_is_put_under_the_title(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk), "**Issue:** 2026-W11 · **Status:** DRAFT, not cleared\n\n", "")
    assert clear(desk).code == 0
    assert (
        own(desk)
        .read_text(encoding="utf-8")
        .startswith(f"# Peru–Kenya\n\n**Status:** cleared by {NAME}, 9 March 2026\n\n**As of:**")
    )


def test_who_writes_that_it_is_cleared_has_not_cleared_it(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk), "DRAFT, not cleared", f"cleared by {NAME}, 9 March 2026")
    assert issue(desk).code == 4
    assert "waiting" in desk.run().out
    assert desk.status()["issued"] == ""


# --- gates ------------------------------------------------------------------------------------------------------------


def test_a_held_draft_is_cleared_only_despite_its_gates_and_that_is_on_record(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=STALE)
    assert desk.run().code == 4
    before = held(desk.folder / "out" / "peru-kenya")
    refused = clear(desk)
    assert (refused.code, "held back: the newest article used" in refused.err) == (4, True)
    assert held(desk.folder / "out" / "peru-kenya") == before
    done = clear(desk, None, "--despite-gates")
    assert (done.code, "cleared although the newest article used" in done.err) == (0, True)
    status = desk.status()
    assert (status["held"], len(status["overruled"])) == ([], 1)
    assert desk.run().code == 0
    assert desk.status()["by"] == NAME
    told = briefgen("status", "--now", MONDAYS[0], cwd=desk.folder).out
    assert f"cleared by {NAME} despite its gates (the newest article used" in told


def test_a_cleared_draft_is_not_made_again_when_an_article_comes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=STALE)
    desk.run()
    clear(desk, None, "--despite-gates")
    text = own(desk).read_bytes()
    (desk.folder / "news" / "third.txt").write_text(THIRD, encoding="utf-8")
    assert desk.run().code == 0
    assert own(desk).read_bytes() == text


def test_sample_articles_are_never_cleared(tmp_path: Path) -> None:
    ran = briefgen("us-turkiye", "--as-of", "2025-03-24", cwd=tmp_path)
    assert ran.code == 0
    file = tmp_path / "out" / "us-turkiye" / "us-turkiye-2025-03-24.md"
    before = held(tmp_path)
    for args in ((), ("--despite-gates",)):
        refused = briefgen("clear", file, "--by", NAME, *args, cwd=tmp_path)
        assert (refused.code, "sample articles" in refused.err) == (4, True)
    assert held(tmp_path) == before


def test_a_brief_that_no_article_stands_behind_is_never_cleared(desk: Desk) -> None:
    for story in (desk.folder / "news").glob("*.txt"):
        story.write_text("Rain in Oslo\n\n3 March 2026\n\nOSLO: It rained in Oslo on Tuesday.\n", encoding="utf-8")
    assert desk.run().code == 4
    refused = clear(desk, None, "--despite-gates")
    assert refused.code == 4
    assert desk.status()["cleared"] == ""


# --- what people made is never lost -----------------------------------------------------------------------------------


def test_an_edited_draft_that_is_made_again_is_kept(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=STALE)
    desk.run()
    edit(own(desk), "## Bottom line", "Mine.\n\n## Bottom line")
    mine = own(desk).read_bytes()
    (desk.issue() / "notes.txt").write_text("Ask the embassy.", encoding="utf-8")
    (desk.folder / "news" / "third.txt").write_text(THIRD, encoding="utf-8")
    assert "built" in desk.run().out
    assert own(desk).with_name("peru-kenya-2026-W11.edited-1.md").read_bytes() == mine
    assert (desk.issue() / "notes.txt").read_text(encoding="utf-8") == "Ask the embassy."
    assert b"Mine." not in own(desk).read_bytes()
    assert clear(desk).code == 0
    assert desk.run().code == 0
    assert {path.name for path in desk.issue().iterdir()} >= {"notes.txt", "peru-kenya-2026-W11.edited-1.md"}


def test_drafts_that_a_person_edited_outlive_the_others(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=CLEARANCE + "  keep: 2\n")
    for now in MONDAYS:
        desk.run(now=now)
    edit(own(desk), "## Bottom line", "Mine.\n\n## Bottom line")
    clear(desk, own(desk, key=KEYS[1]))
    desk.run(now="2026-04-27T06:30-05:00")
    assert desk.keys() == [KEYS[0], KEYS[1], "2026-W18"]


@pytest.mark.parametrize(("edited", "end"), [(False, killed), (True, killed), (True, disk_full)])
def test_cut_off_at_any_step_nothing_goes_out_uncleared_and_nothing_is_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, edited: bool, end: Callable[..., int]
) -> None:
    first = drafted(make_desk(tmp_path / "first", schedule=CLEARANCE))
    if edited:
        edit(own(first), "## Bottom line", "Mine.\n\n## Bottom line")
        edit(own(first, "html"), "tea", "coffee")
    args = ["clear", "out/peru-kenya/2026-W11/v1/peru-kenya-2026-W11.md", "--by", NAME, "--now", MONDAYS[0]]
    once_here(args, first, tmp_path / "here", monkeypatch)
    for step in count(1):
        desk = Desk(tmp_path / str(step))
        shutil.copytree(first.folder, desk.folder)
        ended = end(step, args, desk.folder, {})
        cleared = bool(desk.status()["cleared"])
        issued = desk.run(now="2026-03-09T09:00-05:00")
        assert ("issued" in issued.out) == cleared
        if not cleared:
            assert clear(desk).code == 0
            assert issue(desk).code == 0
        assert ("Mine." in own(desk).read_text(encoding="utf-8")) == edited
        assert f"cleared by {NAME}" in own(desk).read_text(encoding="utf-8")
        kept = [path for path in desk.issue().glob("*.edited-1.html") if "coffee" in path.read_text(encoding="utf-8")]
        assert bool(kept) == edited
        assert not list(desk.folder.rglob("*.tmp"))
        shutil.rmtree(desk.folder)
        if ended == 0:
            break
    assert step > 10


@pytest.mark.parametrize("end", [killed, disk_full])
def test_a_brief_issued_by_hand_is_out_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: Callable[..., int]
) -> None:
    first = make_desk(tmp_path / "first", schedule=CLEARANCE)
    file = build(first)
    clear(first, file, "--articles", "news", now=FRIDAY)
    args = ["issue", f"out/peru-kenya/{file.name}", "--now", FRIDAY]
    once_here(args, first, tmp_path / "here", monkeypatch)
    for step in count(1):
        desk = Desk(tmp_path / str(step))
        shutil.copytree(first.folder, desk.folder)
        ended = end(step, args, desk.folder, {})
        assert issue(desk, desk.folder / "out" / "peru-kenya" / file.name, now=FRIDAY).code == 0
        assert [path.name for path in desk.issue(KEYS[1]).parent.iterdir()] == ["v1"]
        assert own(desk, key=KEYS[1]).read_bytes() == file.read_bytes()
        shutil.rmtree(desk.folder)
        if ended == 0:
            break
    assert step > 5


def test_a_cleared_draft_that_is_made_again_on_demand_is_kept(desk: Desk) -> None:
    drafted(desk)
    clear(desk)
    cleared = own(desk).read_bytes()
    desk.run("peru-kenya", "--reissue")
    assert own(desk).with_name("peru-kenya-2026-W11.edited-1.md").read_bytes() == cleared
    assert desk.status()["cleared"] == ""


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Ada Stone", "Şule Iğdır", "Дарья Ковалёва", "O'Brien-Weiß", "王小明", "Dr. A. Stone (Americas Desk)", "Desk 2",
        "सीता",
    ],
)  # fmt: skip
def test_names_of_all_alphabets(desk: Desk, name: str) -> None:
    drafted(desk)
    assert clear(desk, by=name).code == 0
    assert f"cleared by {name}, 9 March 2026" in own(desk).read_text(encoding="utf-8")
    assert desk.status()["cleared_by"] == name


@pytest.mark.parametrize(
    "name",
    [
        "", "  ", "...", "A\nB", "A\rB", "A\x1b[31m", "A\u202eB", "A\u200bB", "**A**", "[A](http://x)", "<b>A</b>",
        "A`B",
        "A | B", "A · **Handling:** none", "A, 1 May 2020", "A" * 81, "A&amp;B", "A\tB", "{{ A }}", "A_B", "A#", "A\\",
    ],
)  # fmt: skip
def test_a_name_is_no_markup_and_no_second_line(desk: Desk, name: str) -> None:
    drafted(desk)
    before = held(desk.folder / "out")
    ran = clear(desk, by=name)
    assert (ran.code, ran.err.startswith("briefgen: --by: "), ran.err.count("\n")) == (2, True, 1)
    assert held(desk.folder / "out") == before


# --- brought out ------------------------------------------------------------------------------------------------------


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


# --- bad input --------------------------------------------------------------------------------------------------------


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


def test_a_pdf_is_made_again_without_the_mark(tmp_path: Path) -> None:
    desk = drafted(make_desk(tmp_path / "desk", schedule="  clearance: required\n  formats: [pdf]\n"))

    def words() -> str:
        done = subprocess.run(["pdftotext", own(desk, "pdf"), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    assert words().count("DRAFT, not cleared") == 3
    clear(desk)
    assert "DRAFT" not in words()
    assert f"cleared by {NAME}, 9 March 2026" in words()
    assert desk.manifest()["letter"]["first_page"]


def test_where_nothing_can_be_written_nothing_is_cleared(desk: Desk) -> None:
    drafted(desk)
    before = held(desk.issue())
    (desk.folder / "out" / "peru-kenya" / ".lock").unlink()
    (desk.folder / "out" / "peru-kenya" / ".lock").mkdir()
    assert clear(desk).code == 1
    assert held(desk.issue()) == before
