"""Files on disk: whole or not at all, and a person's work is never lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from briefgen.errors import OutputError
from briefgen.render import write as writing
from briefgen.render.write import RECORD, write, write_files

DAY = "2025-05-10"


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_names_follow_profile_and_day(tmp_path):
    written = write({"md": b"a", "json": b"{}"}, tmp_path / "out", "us-turkiye", DAY)
    folder = tmp_path / "out" / "us-turkiye"
    assert written.files == (folder / f"us-turkiye-{DAY}.md", folder / f"us-turkiye-{DAY}.json")
    assert written.kept == ()
    assert written.files[0].read_bytes() == b"a"
    assert names(folder) == {RECORD, f"us-turkiye-{DAY}.md", f"us-turkiye-{DAY}.json"}


def test_what_briefgen_wrote_is_replaced(tmp_path):
    for content in (b"one", b"two", b"one", b"three", b"three"):
        written = write({"md": content}, tmp_path, "p", DAY)
        assert written.kept == ()
        assert written.files[0].read_bytes() == content


def test_an_edited_file_is_kept_under_the_next_free_number(tmp_path):
    (path,) = write({"md": b"one"}, tmp_path, "p", DAY).files
    path.write_bytes(b"mine")
    assert write({"md": b"two"}, tmp_path, "p", DAY).kept == (tmp_path / "p" / f"p-{DAY}.edited-1.md",)
    path.write_bytes(b"mine again")
    (kept,) = write({"md": b"two"}, tmp_path, "p", DAY).kept
    assert kept.name == f"p-{DAY}.edited-2.md"
    assert kept.read_bytes() == b"mine again"
    assert (tmp_path / "p" / f"p-{DAY}.edited-1.md").read_bytes() == b"mine"
    assert path.read_bytes() == b"two"


def test_only_the_edited_view_is_kept(tmp_path):
    markdown, page = write({"md": b"one", "html": b"one"}, tmp_path, "p", DAY).files
    markdown.write_bytes(b"mine")
    page.write_bytes(b"mine")
    assert write({"md": b"two"}, tmp_path, "p", DAY).kept == (markdown.with_name(f"p-{DAY}.edited-1.md"),)
    assert page.read_bytes() == b"mine"


@pytest.mark.parametrize("record", [None, b"not json", b"[]", b'{"p-2025-05-10.md": 3}'])
def test_without_a_good_record_every_other_file_counts_as_edited(tmp_path, record):
    (path,) = write({"md": b"one"}, tmp_path, "p", DAY).files
    place = path.with_name(RECORD)
    place.unlink() if record is None else place.write_bytes(record)
    assert len(write({"md": b"two"}, tmp_path, "p", DAY).kept) == 1


def test_a_file_that_says_the_same_is_no_edit(tmp_path):
    (path,) = write({"md": b"one"}, tmp_path, "p", DAY).files
    path.with_name(RECORD).unlink()
    assert write({"md": b"one"}, tmp_path, "p", DAY).kept == ()
    assert write({"md": b"two"}, tmp_path, "p", DAY).kept == ()


def test_a_full_disk_leaves_everything_as_it_was(tmp_path, monkeypatch):
    (path,) = write({"md": b"one"}, tmp_path, "p", DAY).files
    path.write_bytes(b"mine")
    before = {name: (path.parent / name).read_bytes() for name in names(path.parent)}
    real, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        real(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device") as fault:
        write({"md": b"two", "json": b"{}"}, tmp_path, "p", DAY)
    assert "\n" not in str(fault.value)
    assert {name: (path.parent / name).read_bytes() for name in names(path.parent)} == before


def test_a_run_cut_off_between_two_files_takes_neither_for_an_edit(tmp_path, monkeypatch):
    write({"md": b"one", "json": b"1"}, tmp_path, "p", DAY)
    real, done = Path.replace, []

    def cut(self: Path, target: Path) -> Path:
        if target.suffix == ".json" and target.name != RECORD:
            raise KeyboardInterrupt
        done.append(target.name)
        return real(self, target)

    monkeypatch.setattr(writing.Path, "replace", cut)
    with pytest.raises(KeyboardInterrupt):
        write({"md": b"two", "json": b"2"}, tmp_path, "p", DAY)
    monkeypatch.undo()
    assert done == [RECORD, f"p-{DAY}.md"]
    assert names(tmp_path / "p") == {RECORD, f"p-{DAY}.md", f"p-{DAY}.json"}
    monkeypatch.setattr(writing.Path, "replace", cut)
    with pytest.raises(KeyboardInterrupt):
        write({"md": b"two", "json": b"2"}, tmp_path, "p", DAY)
    monkeypatch.undo()
    assert write({"md": b"three", "json": b"3"}, tmp_path, "p", DAY).kept == ()


def test_a_file_in_place_of_the_folder(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="out"):
        write({"md": b"a"}, tmp_path / "out", "p", DAY)
    assert (tmp_path / "out").read_text() == "a file"


@pytest.mark.parametrize("profile", ["../up", "a/b", "a\\b", "", ".", "..", ".hidden", "a..b", "a\n", "C:", "/etc"])
def test_a_profile_name_is_never_a_path(tmp_path, profile):
    with pytest.raises(OutputError, match="cannot be a path"):
        write({"md": b"a"}, tmp_path, profile, DAY)
    assert names(tmp_path) == set()


def test_the_record_is_small_and_plain(tmp_path):
    for content in (b"1", b"2", b"3", b"4"):
        (path,) = write({"md": content}, tmp_path, "p", DAY).files
    record = json.loads(path.with_name(RECORD).read_text(encoding="utf-8"))
    assert list(record) == [path.name]
    assert len(record[path.name]) <= 2


def test_a_file_that_was_made_read_only_is_not_replaced(tmp_path):
    write_files({"a.md": b"one", "b.md": b"two"}, tmp_path)
    (tmp_path / "b.md").chmod(0o444)
    with pytest.raises(OutputError, match=r"b\.md is read-only"):
        write_files({"a.md": b"three", "b.md": b"four"}, tmp_path)
    assert [path.read_bytes() for path in sorted(tmp_path.glob("*.md"))] == [b"one", b"two"]
