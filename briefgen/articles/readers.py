r"""Files and folders to pages: which files are articles, what their bytes say, and what could not be read.

The text of record is decoded, NFC, with ``\n`` line ends (``\r\n``, ``\r``, NEL, U+2028 and U+2029 all become
``\n``). Nothing else is changed: control characters and terminal escapes stay, and it is for the renderers to
write them harmlessly.
"""

from __future__ import annotations

import codecs
import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from briefgen.errors import InputError, Location, Problem
from briefgen.model import Page

SUFFIXES = frozenset({".txt", ".md"})
LARGEST = 64 * 1024 * 1024
_NEVER = ("readme", "license", "notice")

_BOMS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")


def read_pages(paths: Sequence[Path]) -> tuple[Path, tuple[Page, ...], tuple[Problem, ...]]:
    """The articles root, every page below the paths in order of path, and what could not be read.

    The root is the folder that was given, or the folder of the file that was given; of several, the folder that
    holds them all. A file is read once, however often it is named.

    Raises:
        InputError: a path does not exist.
    """
    given = [_existing(path) for path in paths]
    roots = [path if path.is_dir() else path.parent for path in given]
    root = Path(os.path.commonpath(roots)) if roots else Path()
    pages: dict[str, Page] = {}
    problems: dict[str, Problem] = {}
    for start, own in zip(given, roots, strict=True):
        for path in _files(start, root, problems) if start.is_dir() else (start,):
            name = _name(path, root)
            if name in pages or name in problems:
                continue
            result = _refused(path, own, name) or read_page_file(path, name)
            if isinstance(result, Page):
                pages[name] = result
            else:
                problems[name] = result
    return root, tuple(pages[name] for name in sorted(pages)), tuple(problems[name] for name in sorted(problems))


def _existing(path: Path) -> Path:
    try:
        return path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a symlink that leads to itself, before Python 3.13
        remedy = "Name a file or folder that exists"
        raise InputError(Problem("there is no such file or folder", Location(str(path)), remedy)) from None


def _files(folder: Path, root: Path, problems: dict[str, Problem]) -> Iterator[Path]:
    """Every file of the folder that may be an article; folders behind symlinks are not entered."""

    def closed(fault: OSError) -> None:
        name = _name(Path(fault.filename), root)
        problems[name] = Problem(f"not read: {fault.strerror or 'it cannot be opened'}", Location(name))

    for here, folders, names in os.walk(folder, onerror=closed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in names if is_article(name))


def is_article(name: str) -> bool:
    """Whether a file of that name may be an article.

    >>> is_article("talks.TXT"), is_article("README.md"), is_article(".draft.txt")
    (True, False, False)
    """
    low = name.lower()
    return low.endswith(tuple(SUFFIXES)) and not low.startswith((*_NEVER, "."))


def _name(path: Path, root: Path) -> str:
    """The path below the root with forward slashes; a name that is no text is shown with replacement marks."""
    return os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")


def _refused(path: Path, root: Path, name: str) -> Problem | None:
    """Why a file is not even opened."""
    where = Location(name)
    if not is_article(path.name):
        return Problem("not read: no article file", where, "Articles are .txt and .md files, no README or dot-file")
    try:
        status = path.lstat()
        if stat.S_ISLNK(status.st_mode):
            target = path.resolve(strict=True)
            if not target.is_relative_to(root):
                return Problem("not read: the link leads out of the articles folder", where)
            status = target.stat()
    except (OSError, RuntimeError):
        return Problem("not read: it cannot be opened", where)
    if not stat.S_ISREG(status.st_mode):
        return Problem("not read: no regular file", where)
    if status.st_size > LARGEST:
        return Problem(f"not read: larger than {LARGEST // 1024 // 1024} MiB", where, "Split the file")
    return None


def read_page_file(path: Path, name: str) -> Page | Problem:
    """The page in one file, or why there is none."""
    try:
        data = path.read_bytes()
    except OSError as fault:
        return Problem(f"not read: {fault.strerror or 'it cannot be opened'}", Location(name))
    return read_bytes(data, name)


def read_bytes(data: bytes, name: str) -> Page | Problem:
    """The page that the bytes of a file hold, or why there is none."""
    decoded = decode(data)
    if decoded is None:
        return Problem("not read: this is no text", Location(name), "Save it as UTF-8 text")
    text, encoding = decoded
    text = record(text)
    if not text.strip():
        return Problem("not read: empty", Location(name))
    return Page(path=name, text=text, sha256=hashlib.sha256(data).hexdigest(), encoding=encoding)


def record(text: str) -> str:
    r"""The text of record of a decoded text: NFC, ``\n`` line ends, nothing else changed."""
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return _LINE_ENDS.sub("\n", text) if any(end in text for end in "\r\x85\u2028\u2029") else text


def decode(data: bytes) -> tuple[str, str] | None:
    """The text of some bytes and the encoding it was in; None for what is no text.

    A mark at the start decides; then UTF-8, strictly; then UTF-8 with a few damaged bytes ("utf-8 (damaged)", each
    shown as U+FFFD); then the Turkish or the Western code page, by the letters.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return _if_text(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError:
                return None
    try:
        return _if_text(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    forgiving = data.decode("utf-8", "replace")
    damaged = forgiving.count("\ufffd")
    # Code pages hardly ever make a valid UTF-8 sequence by chance: where most are valid, the rest is damage.
    if sum(1 for _ in _BEYOND_ASCII.finditer(forgiving)) > 4 * damaged:
        return _if_text(forgiving, "utf-8 (damaged)")
    encoding = "cp1254" if _looks_turkish(data) else "cp1252"
    return _if_text(data.decode(encoding, "replace"), encoding)


_BEYOND_ASCII = re.compile("[^\x00-\x7f\ufffd]")
# The six letters in which the code pages differ: Turkish Ğ İ Ş ğ ı ş, Icelandic Ð Ý Þ ð ý þ.
_DIFFER = re.compile(b"[\xd0\xdd\xde\xf0\xfd\xfe]")
# Letters of Icelandic, Czech and Faroese names that Turkish does not have: á é í ó ú æ.
_WESTERN = re.compile(b"[\xc1\xc9\xcd\xd3\xda\xc6\xe1\xe9\xed\xf3\xfa\xe6]")


def _looks_turkish(data: bytes) -> bool:
    return len(_DIFFER.findall(data)) > len(_WESTERN.findall(data))


def _if_text(text: str, encoding: str) -> tuple[str, str] | None:
    """The text, unless it is binary: a NUL, or mostly control characters."""
    sample = text[:65536]
    if "\x00" in text or len(_CONTROLS.findall(sample)) * 3 > len(sample) > 0:
        return None
    return text, encoding
