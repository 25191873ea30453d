"""What bytes become: pages with one text of record, or a problem that names the file."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.articles import read_articles, read_page
from briefgen.articles.readers import LARGEST, is_article, read_bytes
from briefgen.errors import InputError, Problem
from briefgen.model import Page

NEWS = "Görüşmeler sürüyor, dedi bakan. İstanbul’da ğ ü ş ı ö ç harfleri de var."


def page(data: bytes) -> Page:
    read = read_bytes(data, "a.txt")
    assert isinstance(read, Page)
    return read


def problem(data: bytes) -> str:
    read = read_bytes(data, "a.txt")
    assert isinstance(read, Problem)
    return str(read)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (NEWS.encode(), "utf-8"),
        (NEWS.encode("utf-8-sig"), "utf-8"),
        (NEWS.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + NEWS.encode("utf-16-be"), "utf-16-be"),
        (b"\x00\x00\xfe\xff" + NEWS.encode("utf-32-be"), "utf-32-be"),
        (NEWS.encode("cp1254"), "cp1254"),
    ],
)
def test_every_encoding_gives_the_same_text(data: bytes, encoding: str) -> None:
    assert (page(data).text, page(data).encoding) == (NEWS, encoding)


@pytest.mark.parametrize(
    "text", ["Þórður og Guðrún sáu það í gær.", "Le président a déclaré que l’été sera chaud.", "“Plain” text — here."]
)
def test_western_letters_are_not_read_as_turkish(text: str) -> None:
    assert (page(text.encode("cp1252")).text, page(text.encode("cp1252")).encoding) == (text, "cp1252")


def test_a_damaged_byte_does_not_spoil_a_utf8_text() -> None:
    data = (NEWS * 20).encode() + b" \xff end"
    assert page(data).encoding == "utf-8 (damaged)"
    assert page(data).text == NEWS * 20 + " \ufffd end"


def test_the_text_of_record_is_nfc() -> None:
    assert page(unicodedata.normalize("NFD", NEWS).encode()).text == NEWS


@pytest.mark.parametrize("end", ["\r\n", "\r", "\x85", "\u2028", "\u2029"])
def test_line_ends_are_newlines(end: str) -> None:
    assert page(f"one{end}two".encode()).text == "one\ntwo"


def test_control_characters_and_terminal_escapes_stay() -> None:
    text = "Talks \x1b[31mred\x1b[0m on\x07 Monday\x9b, he said."
    assert page(text.encode()).text == text


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", "\u00a0\n".encode()])
def test_an_empty_file_is_a_problem(data: bytes) -> None:
    assert problem(data) == "a.txt: not read: empty"


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"text\x00text", bytes(range(1, 32)) * 9])
def test_a_binary_file_is_a_problem(data: bytes) -> None:
    assert problem(data) == "a.txt: not read: this is no text. Save it as UTF-8 text"


def test_half_a_utf16_file_is_a_problem() -> None:
    assert "this is no text" in problem("one".encode("utf-16") + b"\x00")


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("talks.txt", True),
        ("TALKS.TXT", True),
        ("talks.md", True),
        ("talks.html", False),
        ("README.md", False),
        ("readme.txt", False),
        ("LICENSE.txt", False),
        ("NOTICE.md", False),
        (".draft.txt", False),
        ("txt", False),
    ],
)
def test_which_files_are_articles(name: str, read: bool) -> None:
    assert is_article(name) is read


def write(path: Path, text: str = "Norland is ready for talks on the strait, its minister said on Monday.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_folders_are_read_in_order_of_path(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.TXT", ".git/x.txt", "a/.x.txt", "README.md", "notes.pdf"):
        write(tmp_path / name)
    reading = read_articles([tmp_path])
    assert [one.path for one in reading.pages] == ["a/b/c.TXT", "a/z.md", "b.txt"]
    assert [one.id for one in reading.articles] == ["a/b/c.TXT/1", "a/z.md/1", "b.txt/1"]
    assert (reading.problems, reading.root) == ((), tmp_path.resolve())


def test_the_root_of_a_file_is_its_folder(tmp_path: Path) -> None:
    reading = read_articles([write(tmp_path / "deep" / "a.txt")])
    assert ([one.path for one in reading.pages], reading.root) == (["a.txt"], (tmp_path / "deep").resolve())


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    file = write(tmp_path / "in" / "a.txt")
    other = write(tmp_path / "out" / "a.txt")
    reading = read_articles([file, tmp_path / "in", other])
    assert [one.path for one in reading.pages] == ["in/a.txt", "out/a.txt"]


def test_equal_files_are_two_pages(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt")
    first, second = read_articles([tmp_path]).pages
    assert first.sha256 == second.sha256


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    reading = read_articles([tmp_path])
    assert (reading.articles, reading.problems) == ((), ())


def test_a_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere: there is no such file or folder\. Name a file"):
        read_articles([tmp_path / "nowhere"])


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "b.txt", "\x00\x00")
    write(tmp_path / "c.txt", "")
    write(tmp_path / "d" / "e.txt")
    os.truncate(write(tmp_path / "large.txt"), LARGEST + 1)
    reading = read_articles([tmp_path])
    assert [one.path for one in reading.pages] == ["a.txt", "d/e.txt"]
    assert [str(one) for one in reading.problems] == [
        "b.txt: not read: this is no text. Save it as UTF-8 text",
        "c.txt: not read: empty",
        "large.txt: not read: larger than 64 MiB. Split the file",
    ]


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    write(tmp_path / "a.txt")
    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert [str(one) for one in read_articles([tmp_path]).problems] == ["a.txt: not read: Permission denied"]


def test_a_folder_that_cannot_be_opened_is_a_problem(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "a.txt")
    write(tmp_path / "shut" / "b.txt")
    scan = os.scandir

    def refuse(path: str) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    reading = read_articles([tmp_path])
    assert [one.path for one in reading.pages] == ["a.txt"]
    assert [str(one) for one in reading.problems] == ["shut: not read: Permission denied"]


def test_links_that_lead_out_are_refused(tmp_path: Path) -> None:
    secret = write(tmp_path / "secret.txt")
    inside = write(tmp_path / "in" / "a.txt")
    (tmp_path / "in" / "out.txt").symlink_to(secret)
    (tmp_path / "in" / "same.txt").symlink_to(inside)
    (tmp_path / "in" / "lost.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "in" / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "in" / "folder").symlink_to(tmp_path)
    reading = read_articles([tmp_path / "in"])
    assert [one.path for one in reading.pages] == ["a.txt", "same.txt"]
    assert [str(one) for one in reading.problems] == [
        "loop.txt: not read: it cannot be opened",
        "lost.txt: not read: it cannot be opened",
        "out.txt: not read: the link leads out of the articles folder",
    ]


def test_no_regular_file_is_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    assert [str(one) for one in read_articles([tmp_path]).problems] == ["pipe.txt: not read: no regular file"]


def test_a_file_of_another_kind_is_refused_when_named(tmp_path: Path) -> None:
    (found,) = read_articles([write(tmp_path / "talks.pdf")]).problems
    assert str(found).startswith("talks.pdf: not read: no article file")


def test_one_endless_line_is_read() -> None:
    text = "Norland is ready for talks on the strait, its minister said on Monday. " * 40_000
    (article,) = read_page(page(text.encode()))
    assert article.blocks[0].span.of(article.text) == text.strip()


def test_fifty_megabytes_are_read() -> None:
    line = "x" * 999 + "\n"
    assert len(page((line * 50_000).encode()).text) == 50_000_000


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    read = read_bytes(data, "a.txt")
    assert isinstance(read, Problem) or unicodedata.is_normalized("NFC", read.text)
