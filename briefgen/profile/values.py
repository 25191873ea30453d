"""Readers of single values: each takes a node and gives the value, or raises ``Wrong`` with its place."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from briefgen.errors import Location
from briefgen.profile.document import Faults, Mapping, Node, Scalar, Sequence, Wrong
from briefgen.profile.model import Example

T = TypeVar("T")
Reader = Callable[[Node], T]
LENGTH = "Write 180d for days or 26w for weeks"


def take(read: Reader[T], node: Node, faults: Faults) -> T | None:
    """The value of a node; None, with the fault noted, where it is wrong."""
    try:
        return read(node)
    except Wrong as wrong:
        faults.add(wrong.at, wrong.message, wrong.remedy)
        return None


def kind_of(node: Node) -> str:
    """What a node is, in the words of a message."""
    if isinstance(node, Mapping):
        return "a map"
    if isinstance(node, Scalar) and not node.text and not node.quoted:
        return "nothing"
    return "a list" if isinstance(node, Sequence) else "text"


def text(node: Node) -> str:
    """One word or sentence."""
    if not isinstance(node, Scalar):
        raise Wrong(node.at, f"expected text, found {kind_of(node)}")
    if not (found := " ".join(node.text.split())):
        raise Wrong(node.at, "the value is empty", "Write one, or delete the key")
    return found


def words(node: Node) -> tuple[str, ...]:
    """A list of words or phrases; a single one may stand without brackets."""
    if isinstance(node, Scalar):
        found = text(node)
        parts = [part for one in re.split(r",(?!\d{3}\b)", found) if (part := one.strip())]
        if len(parts) > 1:
            whole = f', or ["{found}"] for one phrase' if node.quoted else ""
            raise Wrong(node.at, "several words need brackets", f"Write [{', '.join(parts)}]{whole}")
        return (found,)
    return _items(node)


def patterns(node: Node) -> tuple[str, ...]:
    """A list of regular expressions; a single one may stand without brackets, and have commas."""
    return _items(node)


def _items(node: Node) -> tuple[str, ...]:
    if isinstance(node, Scalar):
        return (text(node),)
    if isinstance(node, Mapping):
        raise Wrong(node.at, "expected a list of words, found a map", "Write [one, two]")
    assert isinstance(node, Sequence)  # noqa: S101
    return tuple(text(item) for item in node.items)


def prose(node: Node) -> str:
    """One sentence or more.

    Raises:
        Wrong: it is a piece of one.
    """
    if isinstance(node, Scalar) and node.split:
        raise Wrong(
            node.at, "this looks like one sentence split at its commas", "Quote it, or write it as a line `- …`"
        )
    return text(node)


def examples(node: Node) -> tuple[Example, ...]:
    """A list of sentences, each with its place; a single one may stand without brackets."""
    if isinstance(node, Mapping):
        raise Wrong(node.at, "expected a list of sentences, found a map", "Write a line `- …` for each")
    items = node.items if isinstance(node, Sequence) else (node,)
    return tuple(Example(prose(item), item.at) for item in items)


def day(node: Node) -> date:
    """A day, written 2025-03-25."""
    written = text(node)
    try:
        return written_day(written)
    except ValueError as fault:
        raise Wrong(node.at, str(fault), "Write it as 2025-03-25") from None


def written_day(written: str) -> date:
    """The day that is written 2025-03-25, in a profile or on the command line.

    Raises:
        ValueError: it is no day; the message says why.
    """
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", written, re.ASCII):
        raise ValueError(f"'{written}' is not a date")
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError(f"'{written}' is no day of the calendar") from None


def whole(node: Node) -> int:
    """A whole number, 0 or more."""
    written = text(node)
    if re.fullmatch(r"-\d{1,6}", written, re.ASCII):
        raise Wrong(node.at, "must be 0 or more")
    if not re.fullmatch(r"\d{1,6}", written, re.ASCII):
        raise Wrong(node.at, f"'{written}' is not a whole number")
    return int(written)


def positive(node: Node) -> int:
    """A whole number, 1 or more."""
    number = 0 if re.fullmatch(r"-\d{1,6}", text(node), re.ASCII) else whole(node)
    if number == 0:
        raise Wrong(node.at, "must be 1 or more")
    return number


def weight(node: Node) -> float:
    """A number, 0 or more; 0 switches a topic off."""
    written = text(node)
    if not re.fullmatch(r"\d{1,4}(\.\d{1,4})?", written, re.ASCII):
        raise Wrong(node.at, f"'{written}' is not a number", "Write 1, or 0.5")
    return float(written)


def days(node: Node) -> int:
    """A length of time in days: 180d or 26w."""
    try:
        return written_days(text(node))
    except ValueError as fault:
        raise Wrong(node.at, str(fault), LENGTH) from None


def written_days(written: str) -> int:
    """The days of 180d or 26w, in a profile or on the command line.

    Raises:
        ValueError: it is no length of time.
    """
    found = re.fullmatch(r"([1-9]\d{0,4})([dw])", written, re.ASCII)
    if not found:
        raise ValueError(f"'{written}' is not a length of time")
    return int(found[1]) * (7 if found[2] == "w" else 1)


def place_of(node: Node, item: str) -> Location:
    """Where an item of a list stands."""
    items = node.items if isinstance(node, Sequence) else (node,)
    return next((one.at for one in items if isinstance(one, Scalar) and one.text == item), node.at)


def seen_from(first: Location, at: Location) -> str:
    """A place as it is told at another one: the line of the same file, else the file and its line."""
    return f"Line {first.line}" if first.path == at.path else f"{first.path}:{first.line}"


def suggest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the nearest known words, or a few of them."""
    options = list(dict.fromkeys(known))
    lower = {option.lower(): option for option in options}
    near = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {lower[near[0]]}?"
    return f"Known here: {', '.join(options)}" if len(options) <= 30 else ""
