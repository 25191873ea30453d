"""A YAML file as nodes that know where they stand. Every scalar is a string here: ``no`` and ``on`` are words.

Aliases, anchors and tags are refused, so a small file stays small; a duplicate key is a fault, not the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from briefgen.errors import Location, Problem
from briefgen.yamltext import LOADER, MAX_BYTES, read_file

MAX_DEPTH = 12
_LOOK = "Look for a missing colon, quote or bracket here or just above"
_ENDED = re.compile(r"[.!?…][\"'”’)]*$")
_KEY_AND_TEXT = re.compile(r"\s*(?:- +)*([^\s:'\"{\[#][^:{\[]*:) +\S")
_COMMENTED = re.compile(r"# ?([a-z_]+:)\s*(?:#.*)?")


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file and the place it stands at."""

    at: Location


@dataclass(frozen=True, slots=True)
class Scalar(Node):
    """A word, number or sentence, as written.

    Attributes:
        text: the words.
        quoted: whether they stand in quotes, or on lines of their own.
        split: whether it looks like a piece of a sentence that brackets have split at its commas.
    """

    text: str
    quoted: bool = False
    split: bool = False


@dataclass(frozen=True, slots=True)
class Sequence(Node):
    """A list."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A key's place and its value."""

    at: Location
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping(Node):
    """A map, in the order of the file."""

    entries: dict[str, Entry]

    def get(self, key: str) -> Node | None:
        """The value of a key, if it is there."""
        entry = self.entries.get(key)
        return entry.value if entry else None


class Wrong(Exception):  # noqa: N818  a fault on its way to the list of faults
    """A value that cannot be read: where, why, and what to do."""

    def __init__(self, at: Location, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.at, self.message, self.remedy = at, message, remedy


@dataclass(slots=True)
class Faults:
    """The faults of a profile and of all that it extends, with the lines they stand on."""

    problems: list[Problem] = field(default_factory=list)
    lines: dict[str, list[str]] = field(default_factory=dict)

    def add(self, at: Location, message: str, remedy: str = "") -> None:
        """One more fault, shown with its line and a caret."""
        told = "".join(char if char.isprintable() else "�" for char in message)
        problem = Problem(told, at, remedy, self._excerpt(at))
        if problem not in self.problems:
            self.problems.append(problem)

    def _excerpt(self, at: Location) -> str:
        lines = self.lines.get(at.path, [])
        if not 0 < at.line <= len(lines):
            return ""
        line = "".join(char if char.isprintable() else " " for char in lines[at.line - 1])
        caret = max(at.column - 1, 0)
        if len(line) > 120:  # the stretch around the caret, so that the caret stays under its letter
            cut = max(0, caret - 60)
            line, caret = line[cut : cut + 120], caret - cut
        return f"    {line}\n    {' ' * caret}^"

    def in_order(self) -> tuple[Problem, ...]:
        """The faults by file and line."""
        return tuple(sorted(self.problems, key=_place))


def _place(problem: Problem) -> tuple[str, int, int]:
    where = problem.where or Location("")
    return where.path, where.line, where.column


def load_document(path: Path, shown: str, faults: Faults, text: str | None = None) -> Mapping | None:
    """The map that a file holds; None, with the fault noted, where it does not read as one.

    Args:
        path: the file.
        shown: how the file is named in messages.
        faults: where faults go.
        text: what the file is to hold, where it is not written yet.
    """
    try:
        text = _text(path, shown) if text is None else text
        faults.lines[shown] = text.splitlines()
        read = _parse(text, shown)
        for wrong in read.wrong:
            faults.add(wrong.at, wrong.message, wrong.remedy)
        if not read.whole:
            return None
        root = read.root
        if root is None:
            raise Wrong(Location(shown), "the file is empty", "The smallest profile has a title and two sides")
        if not isinstance(root, Mapping):
            raise Wrong(root.at, "a profile is a map of keys", "Write `title: …` and `sides: …`")
    except Wrong as wrong:
        faults.add(wrong.at, wrong.message, wrong.remedy)
        return None
    return root


def _text(path: Path, shown: str) -> str:
    try:
        raw = read_file(path)
        if len(raw) > MAX_BYTES:
            raise Wrong(Location(shown), f"larger than {MAX_BYTES // 1000} kB", "A profile is a page or two")
        return raw.decode("utf-8-sig")
    except OSError as fault:
        own = str(fault.strerror)
        raise Wrong(Location(shown), own if own.startswith("this is") else f"cannot be read: {own}") from None
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise Wrong(Location(shown, line), "this is not UTF-8", "Save the file as UTF-8") from None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a file says, and what is wrong with it; not ``whole`` where it could not be read to its end."""

    root: Node | None
    wrong: tuple[Wrong, ...]
    whole: bool = True


@lru_cache(maxsize=16)  # one profile after the other extends the same packs
def _parse(text: str, shown: str) -> _Read:
    builder = _Builder(shown)
    try:
        root = builder.build(yaml.parse(text, Loader=LOADER))
    except Wrong as fault:
        wrong = fault
    except yaml.MarkedYAMLError as fault:
        wrong = _syntax(fault, shown, text.splitlines())
    except yaml.reader.ReaderError as fault:
        line = text[: fault.position].count("\n") + 1
        code = fault.character if isinstance(fault.character, int) else ord(fault.character[:1])
        wrong = Wrong(Location(shown, line), f"a character YAML does not allow: U+{code:04X}", "Delete it")
    else:
        return _Read(root, tuple(builder.wrong))
    return _Read(None, (*builder.wrong, wrong), whole=False)


def _syntax(fault: yaml.MarkedYAMLError, shown: str, lines: list[str]) -> Wrong:
    at_end = fault.problem_mark and fault.problem_mark.line >= len(lines)
    mark = fault.context_mark if at_end and fault.context_mark else fault.problem_mark
    if mark is None:
        return Wrong(Location(shown), f"this is not YAML: {fault.problem}")
    line = lines[mark.line] if mark.line < len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        at = Location(shown, mark.line + 1, indent.index("\t") + 1)
        return Wrong(at, "a tab cannot indent YAML", "Use spaces")
    begun = fault.context_mark if mark is not fault.context_mark else None
    opened = f" (in the part that begins on line {begun.line + 1})" if begun else ""
    at = Location(shown, mark.line + 1, mark.column + 1)
    above = _key_in_comment(lines[: mark.line])
    remedy = f"Take the # before `{above}` away too" if above else _remedy(fault.problem or "", lines, at)
    return Wrong(at, f"this is not YAML: {fault.problem}{opened}", remedy)


def _remedy(problem: str, lines: list[str], at: Location) -> str:
    """What most likely mends a line that YAML cannot read: quotes around its text, or another indent."""
    line, column = lines[at.line - 1] if at.line <= len(lines) else "", at.column - 1
    earlier = (one for one in reversed(lines[: at.line - 1]) if one.strip() and not one.lstrip().startswith("#"))
    above = next(earlier, "")
    if line[max(column - 1, 0) : column] == "'" and line[column : column + 1].isalnum():
        return "An apostrophe between single quotes is written twice (''), or put the text into double quotes"
    if problem.startswith("mapping values"):
        if found := _KEY_AND_TEXT.match(line[:column]):
            return f'A text with a colon needs quotes: {found[1]} "…"'
        if _KEY_AND_TEXT.match(above) and _indent(line) > _indent(above):
            return "Check the indent: the line above begins further left"
    elif line[:column].strip() == "" and ("expected key" in problem or "'-'" in problem or "block end" in problem):
        return "Check the indent: the lines of one map or list begin in one column"
    return _LOOK


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _key_in_comment(lines: list[str]) -> str:
    """The key that stands alone in the comment right above, where somebody has taken the # before its value away."""
    for line in reversed(lines):
        if not line.startswith("#"):
            break
        if found := _COMMENTED.fullmatch(line):
            return found[1]
    return ""


class _Open:
    """A list or map being read."""

    def __init__(self, at: Location, *, is_map: bool, in_brackets: bool = False) -> None:
        self.at = at
        self.is_map = is_map
        self.in_brackets = in_brackets
        self.items: list[Node] = []
        self.entries: dict[str, Entry] = {}
        self.key: Scalar | None = None

    def close(self) -> Node:
        if self.is_map:
            return Mapping(self.at, self.entries)
        return Sequence(self.at, _split_marked(self.items) if self.in_brackets else tuple(self.items))


def _split_marked(items: list[Node]) -> tuple[Node, ...]:
    """The items of a list in brackets; the first that seems to go on in the next one is marked so.

    [A date, in May, for the council.] is three items. Whether they are words or were meant as one sentence, the
    reader of the list knows.
    """
    at = split_at([item.text if isinstance(item, Scalar) and not item.quoted else "" for item in items])
    if at is None:
        return tuple(items)
    return tuple(
        replace(item, split=True) if number == at and isinstance(item, Scalar) else item
        for number, item in enumerate(items)
    )


def split_at(texts: list[str]) -> int | None:
    """Which item of a list in brackets seems to go on in the next one; those that cannot, as "", are passed over."""
    ended = [bool(_ENDED.search(text)) for text in texts]
    is_small = [text[:1].islower() for text in texts]
    last = max((number for number, whole in enumerate(ended) if whole), default=-1)
    for at in range(len(texts) - 1):
        goes_on = at < last or (is_small[at + 1] and not all(is_small))
        if texts[at] and texts[at + 1] and not ended[at] and goes_on:
            return at
    return None


class _Builder:
    """Nodes from the parser's events; a stack of its own, so that deep nesting cannot break it."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.wrong: list[Wrong] = []
        self.stack: list[_Open] = []
        self.root: Node | None = None

    def build(self, events: Iterator[Any]) -> Node | None:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(event, "a second document begins here", "One profile, one file")
            elif isinstance(event, yaml.AliasEvent):
                self._refuse(event, f"aliases (*{event.anchor}) are not read", "Write the words out, or use extends")
            elif isinstance(event, yaml.NodeEvent):
                self._begin(event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._put(self.stack.pop().close())
        return self.root

    def _begin(self, event: Any) -> None:
        at = self._at(event)
        if event.anchor:
            self._refuse(event, f"anchors (&{event.anchor}) are not read", "Write the words out, or use extends")
        if event.tag and event.tag != "!":  # "!" is what a quoted string has
            self._refuse(event, f"tags ({event.tag}) are not read", "Write plain words")
        if isinstance(event, yaml.ScalarEvent):
            self._put(Scalar(at, event.value, quoted=bool(event.style)))
            return
        if self.stack and self.stack[-1].is_map and self.stack[-1].key is None:
            self._refuse(event, "a key is one word or phrase, not a list or map", "Quote a key that begins with [ or {")
        if len(self.stack) >= MAX_DEPTH:
            self._refuse(event, f"nested more than {MAX_DEPTH} deep")
        in_brackets = isinstance(event, yaml.SequenceStartEvent) and bool(event.flow_style)
        self.stack.append(_Open(at, is_map=isinstance(event, yaml.MappingStartEvent), in_brackets=in_brackets))

    def _put(self, node: Node) -> None:
        if not self.stack:
            if not (isinstance(node, Scalar) and not node.text):
                self.root = node
            return
        top = self.stack[-1]
        if not top.is_map:
            top.items.append(node)
        elif top.key is None:
            top.key = node if isinstance(node, Scalar) else Scalar(node.at, "")
        else:
            key, top.key = top.key, None
            if key.text in top.entries:
                first = top.entries[key.text].at.line
                twice = f"the key '{key.text}' is there twice"
                self.wrong.append(Wrong(key.at, twice, f"It first stands on line {first}; keep one"))
            else:
                top.entries[key.text] = Entry(key.at, node)

    def _at(self, event: Any) -> Location:
        return Location(self.shown, event.start_mark.line + 1, event.start_mark.column + 1)

    def _refuse(self, event: Any, message: str, remedy: str = "") -> NoReturn:
        raise Wrong(self._at(event), message, remedy)
