"""What a person made of a draft is never lost: made again, taken away, or cut off at any step."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from clearingdesk import (
    CLEARANCE,
    FRIDAY,
    NAME,
    STALE,
    THIRD,
    build,
    clear,
    drafted,
    edit,
    held,
    issue,
    once_here,
    own,
)
from cutoff import disk_full, killed
from mailserver import running
from weeklydesk import KEYS, MONDAYS, Desk, make_desk

from briefgen.cli import main


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule=CLEARANCE)


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


MINE = ("notes/mine.md", "notes/2026/list.txt", ".mine.txt", "peru-kenya-notes.md", "mail/reply.txt", ".sheet.txt.tmp")


def put_there(folder: Path) -> dict[str, str]:
    """Files of a person's own in the folder of a draft, and what they hold."""
    for name in MINE:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"Mine: {name}", encoding="utf-8")
    return {name: f"Mine: {name}" for name in MINE}


def there(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in MINE if (folder / name).is_file()}


def test_files_of_ones_own_stay_as_they_are_wherever_they_stand(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=STALE)
    desk.run()
    mine = put_there(desk.issue())
    (desk.issue() / "sheet").symlink_to("../../../../shared")
    (desk.issue() / ".mine.txt").chmod(0o600)
    (desk.folder / "news" / "third.txt").write_text(THIRD, encoding="utf-8")
    assert "built" in desk.run().out
    assert there(desk.issue()) == mine
    assert (desk.issue() / "sheet").readlink() == Path("../../../../shared")
    assert (desk.issue() / ".mine.txt").stat().st_mode & 0o777 == 0o600
    clear(desk)
    assert "issued" in desk.run().out
    assert there(desk.issue()) == mine


@pytest.mark.parametrize("name", MINE)
def test_a_draft_with_a_file_of_ones_own_is_not_taken_away(tmp_path: Path, name: str) -> None:
    desk = make_desk(tmp_path / "desk", schedule=CLEARANCE + "  keep: 2\n")
    desk.run()
    (desk.issue() / name).parent.mkdir(exist_ok=True, parents=True)
    (desk.issue() / name).write_text("Mine.", encoding="utf-8")
    desk.run(now="2026-04-27T06:30-05:00")
    assert (desk.issue() / name).read_text(encoding="utf-8") == "Mine."


def test_an_edited_draft_that_is_made_again_is_lost_at_no_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut off anywhere, and cut off a second time before it is brought back: every edit stands in one of the files."""
    first = make_desk(tmp_path / "first", schedule=STALE)
    first.run()
    edit(own(first), "## Bottom line", "Mine.\n\n## Bottom line")
    mine = put_there(first.issue())
    (first.folder / "news" / "third.txt").write_text(THIRD, encoding="utf-8")
    args = ["run-due", "--now", MONDAYS[0], "--quiet", "--once"]
    once_here(args, first, tmp_path / "here", monkeypatch)
    for step in count(1):
        desk = Desk(tmp_path / str(step))
        shutil.copytree(first.folder, desk.folder)
        ended = killed(step, args, desk.folder, {})
        if step % 4 == 1:
            killed(5, args, desk.folder, {})
        assert desk.run().code == 0
        assert own(desk).with_name("peru-kenya-2026-W11.edited-1.md").read_text(encoding="utf-8").count("Mine.") == 1
        assert there(desk.issue()) == mine
        assert [path.name for path in desk.issue().parent.rglob("*.tmp")] == [".sheet.txt.tmp"]
        shutil.rmtree(desk.folder)
        if ended == 0:
            break
    assert step > 10


def test_drafts_that_a_person_edited_outlive_the_others(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=CLEARANCE + "  keep: 2\n")
    for now in MONDAYS:
        desk.run(now=now)
    edit(own(desk), "## Bottom line", "Mine.\n\n## Bottom line")
    clear(desk, own(desk, key=KEYS[1]))
    desk.run(now="2026-04-27T06:30-05:00")
    assert desk.keys() == [KEYS[0], KEYS[1], "2026-W18"]


def test_the_current_draft_stays_however_old_it_is(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        skipped = CLEARANCE + "  keep: 2\n  skip: [2026-03-10..2026-05-31]\n"
        desk = drafted(make_desk(tmp_path / "desk", server, schedule=skipped))
        before = held(desk.issue())
        for now in ("2026-04-27T06:30-05:00", "2026-04-28T06:30-05:00"):
            assert "waiting" in desk.run(now=now).out
        assert held(desk.issue()) == before
        assert [mail.to for mail in server.kept()] == ["owner@mfa.example"]


def test_a_draft_that_was_half_taken_away_is_no_damaged_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk(tmp_path / "desk", schedule=CLEARANCE + "  keep: 2\n")
    desk.run()

    def cut_off(folder: Path, *_: object, **__: object) -> None:
        if folder.exists():
            (folder / "status.json").unlink()
            raise KeyboardInterrupt

    monkeypatch.setattr("briefgen.durable.shutil.rmtree", cut_off)
    monkeypatch.chdir(desk.folder)
    assert main(["run-due", "--now", "2026-04-27T06:30-05:00", "--quiet"]) == 130
    monkeypatch.undo()
    assert desk.run(now="2026-04-27T06:30-05:00").code == 0
    assert not [path for path in (desk.folder / "out").rglob("*") if KEYS[0] in path.name and path.is_file()]


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
