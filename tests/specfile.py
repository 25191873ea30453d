"""Case files that a journalist can read: ``tests/specs/*.md``.

A file holds headings, paragraphs of prose and cases. A case is a title line, a line with a dot, the text with the
answer marked in it, a line with a dot, and a blank line::

    # Attribution

    The cue may stand before its speaker.

    Inverted attribution after the quote
    .
    <q1>“We will not accept it,”</q1> <c1>said</c1> Finance Minister <s1>Maria Lopez</s1>.
    .

What is read is the text with the marks taken out; the marks are the answer. A tag is letters and a number, the pair
``<q1>`` and ``</q1>`` marks one span, and marks may nest. Any other ``<`` is text. A case without marks is a no-op:
nothing may be found in it. Where the answer is not a span, it stands as lines after the second dot, up to a third::

    A title is no end
    .
    Dr. Ada Stone left. She will be back.
    .
    Dr. Ada Stone left.
    She will be back.
    .

or at the end of each line of the text, after an arrow: ``on Tuesday => 2026-01-06``.

A test takes its cases with ``cases`` and hands what it found to the fixture ``agrees`` (see ``conftest.py``)::

    @pytest.mark.parametrize("case", cases("quotes.md"))
    def test_quotes(case, agrees):
        agrees(case, text=mark(case.plain, found(case.plain)))

``pytest --update`` writes what was found into the files instead, and prints what changed: read the diff as prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefgen.model import Span

SPECS = Path(__file__).parent / "specs"
_TAG = re.compile(r"<(/?)([a-z]+[0-9]+)>")
_ARROW = " => "


@dataclass(frozen=True, slots=True)
class Case:
    """One case of a spec file: ``text`` as it stands there, marks and all."""

    path: Path
    line: int  # of the title, from 1
    title: str
    text: str
    expected: tuple[str, ...] | None = None

    @property
    def id(self) -> str:
        """The place and the title: what a failing test prints."""
        return f"{self.path.name}:{self.line} {self.title}"

    @property
    def plain(self) -> str:
        """The text without its marks: the input."""
        return unmark(self.text)[0]

    @property
    def spans(self) -> dict[str, Span]:
        """The marked spans by tag: the answer."""
        return unmark(self.text)[1]

    @property
    def arrows(self) -> list[tuple[str, str]]:
        """The lines of a ``text => answer`` case; the answer is empty where a line has none."""
        pairs = (line.partition(_ARROW) for line in self.text.splitlines() if line.strip())
        return [(text.rstrip(), answer.strip()) for text, _, answer in pairs]


def arrow(text: str, answer: str) -> str:
    """A line ``text => answer``, or the text alone where nothing is found in it."""
    return f"{text}{_ARROW}{answer}" if answer else text


def unmark(marked: str) -> tuple[str, dict[str, Span]]:
    """The text without its marks, and the span of each tag.

    >>> unmark("<q1>“No,”</q1> he said, <b>twice</b>.")
    ('“No,” he said, <b>twice</b>.', {'q1': Span(start=0, end=5)})

    Raises:
        ValueError: a tag is opened twice, or only one mark of a pair is there.
    """
    plain: list[str] = []
    opened: dict[str, int] = {}
    spans: dict[str, Span] = {}
    length = position = 0
    for found in _TAG.finditer(marked):
        closing, tag = found.groups()
        plain.append(marked[position : found.start()])
        length += found.start() - position
        position = found.end()
        if closing and tag in opened:
            spans[tag] = Span(opened.pop(tag), length)
        elif not closing and tag not in opened and tag not in spans:
            opened[tag] = length
        else:
            raise ValueError(f"{found.group()} has no partner or stands twice: {marked!r}")
    if opened:
        raise ValueError(f"never closed: {', '.join(opened)}: {marked!r}")
    plain.append(marked[position:])
    return "".join(plain), spans


def mark(text: str, spans: Mapping[str, Span]) -> str:
    """``text`` with a pair of marks around each span: the same spans always give the same marks.

    >>> mark("“No,” he said.", {"q1": Span(0, 5), "s1": Span(6, 8)})
    '<q1>“No,”</q1> <s1>he</s1> said.'
    """
    marks: list[tuple[int, int, int, str, str]] = []  # place, closing first, outer outside, tag
    for tag, span in spans.items():
        if span.start == span.end:
            marks.append((span.start, 1, 0, tag, f"<{tag}></{tag}>"))
        else:
            marks.append((span.start, 2, -span.end, tag, f"<{tag}>"))
            marks.append((span.end, 0, -span.start, _reversed(tag), f"</{tag}>"))
    out: list[str] = []
    position = 0
    for place, _, _, _, written in sorted(marks):
        out += (text[position:place], written)
        position = place
    return "".join([*out, text[position:]])


def _reversed(tag: str) -> str:
    """A key that sorts tags the other way round, so that marks over the same words nest."""
    return "".join(chr(0x10FFFF - ord(char)) for char in tag) + chr(0x10FFFF)


def numbered(letter: str, spans: Iterable[Span]) -> dict[str, Span]:
    """``spans`` tagged in order: ``q1``, ``q2``, …"""
    return {f"{letter}{n}": span for n, span in enumerate(spans, 1)}


def read_cases(path: Path) -> list[Case]:
    """The cases of one spec file, in order.

    Raises:
        ValueError: a case is not closed, or has no title.
    """
    lines = path.read_text(encoding="utf-8").split("\n")
    found: list[Case] = []
    at = 0
    while at < len(lines):
        if lines[at] != ".":
            at += 1
            continue
        title = lines[at - 1].strip() if at else ""
        if not title or title == ".":
            raise ValueError(f"{path.name}:{at + 1}: a case needs a title above its first dot, and a blank line before")
        end = _dot(lines, at + 1, path)
        text, opened, expected = "\n".join(lines[at + 1 : end]), at, None
        if end + 1 < len(lines) and lines[end + 1].strip():
            last = _dot(lines, end + 1, path)
            expected, end = tuple(lines[end + 1 : last]), last
        found.append(Case(path, opened, title, text, expected))
        at = end + 1
    return found


def _dot(lines: list[str], start: int, path: Path) -> int:
    for at in range(start, len(lines)):
        if lines[at] == ".":
            return at
    raise ValueError(f"{path.name}:{start}: this case is never closed by a dot")


def rewrite(path: Path, changed: Mapping[int, Case]) -> None:
    """Writes cases back into their file, by line of the title; headings, prose and the other cases stay."""
    lines = path.read_text(encoding="utf-8").split("\n")
    for case in sorted(read_cases(path), key=lambda case: -case.line):  # from the end, so that places stay true
        if case.line in changed:
            lines[case.line : case.line + _height(case)] = _written(changed[case.line])
    path.write_text("\n".join(lines), encoding="utf-8")


def _height(case: Case) -> int:
    return len(_written(case))


def _written(case: Case) -> list[str]:
    tail = [] if case.expected is None else [*case.expected, "."]
    return [".", *case.text.split("\n"), ".", *tail]


def cases(name: str) -> list[object]:
    """The cases of ``specs/NAME`` for ``pytest.mark.parametrize``, each with its place as id."""
    return [pytest.param(case, id=case.id) for case in read_cases(SPECS / name)]
