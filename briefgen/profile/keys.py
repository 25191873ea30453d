"""What a key of a profile is: what it is for, how its value is read and what it may look like, and an example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from briefgen.profile import values
from briefgen.profile.document import Entry, Faults, Mapping, Node, Scalar, Wrong
from briefgen.profile.values import Reader

# --- what a value may look like ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """A word or sentence, the whole of which is as ``pattern`` says.

    Without a pattern it may also be what YAML takes for a number or for yes and no.
    """

    kind: str = "text"
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, in quotes or without."""

    least: int = 0
    most: int = 999_999
    whole: bool = True

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return "a whole number" if self.whole else "a number"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One word of a closed list."""

    words: tuple[str, ...]

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return "one word"


@dataclass(frozen=True, slots=True)
class Many:
    """A list, to which `+key` adds; where ``single``, one item may stand without brackets."""

    of: Shape
    least: int = 0
    single: bool = True

    @property
    def kind(self) -> str:
        """What it is, in words."""
        if self.of == Text():
            return "words"
        one = self.of.kind
        return f"{one}, or a list of such" if self.single else f"a list: each {one}"


@dataclass(frozen=True, slots=True)
class Table:
    """A map of known keys; one of ``needs`` must be there, where any are named."""

    keys: Keys
    needs: tuple[str, ...] = ()
    least: int = 0

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return "a map"


@dataclass(frozen=True, slots=True)
class ByName:
    """A map whose keys are names or ids of the user's own."""

    of: Shape
    name: str
    pattern: str = ""

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return f"a map by {self.name}"


@dataclass(frozen=True, slots=True)
class Either:
    """The one or the other."""

    one: Shape
    other: Shape

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return f"{self.one.kind} or {self.other.kind}"


Shape = Text | Number | OneOf | Many | Table | ByName | Either

TEXT = Text()
WORDS = Many(TEXT)
DAY = Text("a day", r"\d{4}-\d\d-\d\d")
LENGTH = Text("a length of time", r"[1-9]\d{0,4}[dw]")
ID = "[a-z][a-z0-9-]*"
_OF_READER: dict[Callable[[Node], Any] | None, Shape] = {
    values.text: TEXT,
    values.words: WORDS,
    values.patterns: WORDS,
    values.examples: WORDS,
    values.day: DAY,
    values.days: LENGTH,
    values.whole: Number(),
    values.positive: Number(least=1),
    values.weight: Number(most=9999, whole=False),
}


# --- keys ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a map.

    Attributes:
        about: what it is for.
        example: a value, as it would be written.
        read: gives the value of a node; None where the value has a map or list of its own kind.
        required: whether it must be there.
        holds: what the value may look like; left out where it is that of every value read so.
        default: what holds where the key is left out, as it would be written.
    """

    about: str
    example: str
    read: Reader[Any] | None = None
    required: bool = False
    holds: Shape | None = None
    default: str = ""

    @property
    def shape(self) -> Shape:
        """What the value may look like."""
        return self.holds or _OF_READER[self.read]


Keys = dict[str, Key]


def one_of(known: OneOf) -> Reader[str]:
    """The reader of one word of a closed list."""

    def read(node: Node) -> str:
        word = values.text(node)
        if word not in known.words:
            raise Wrong(node.at, f"unknown word '{word}'", values.suggest(word, known.words))
        return word

    return read


def _indented(entry: Entry, node: Mapping, keys: Keys) -> str:
    """What to do about an unknown key that stands below one without a value: it may belong under it."""
    above = [
        (other.at.line, name)
        for name, other in node.entries.items()
        if name in keys and other.at.path == entry.at.path and other.at.line < entry.at.line
    ]
    name = max(above)[1] if above else ""
    value = node.get(name)
    is_bare = isinstance(value, Scalar) and not value.text and not value.quoted
    return f"If it belongs to '{name}', indent it by two spaces" if is_bare else ""


def read_map(node: Node | None, keys: Keys, what: str, faults: Faults) -> dict[str, Any]:
    """The values of a map by key; faults noted for every unknown, missing or wrong one.

    A key without a reader of its own comes back as its node.
    """
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        faults.add(node.at, f"{what} is a map, found {values.kind_of(node)}", f"Keys: {', '.join(keys)}")
        return {}
    found: dict[str, Any] = {}
    for written, entry in node.entries.items():
        name = written.removeprefix("+")
        if name not in keys:
            remedy = _indented(entry, node, keys) or values.suggest(name, keys)
            faults.add(entry.at, f"unknown key '{written}' in {what}", remedy)
            continue
        read = keys[name].read
        value = values.take(read, entry.value, faults) if read else entry.value
        if value is not None:
            found[name] = value
    for name, key in keys.items():
        if key.required and name not in node.entries:
            faults.add(node.at, f"{what} needs '{name}'", f"For example `{name}: {key.example}`")
    return found
