"""A profile with all that it is built on, each value with the file and line that set it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import groupby
from typing import Any

import yaml

from briefgen.errors import Location
from briefgen.profile import DEFAULT_WINDOW, SECTIONS
from briefgen.profile.document import Entry, Mapping, Node, Scalar, Sequence, split_at
from briefgen.profile.model import Dyad, Limits
from briefgen.rules import Rule

_WIDTH = 100
_PHRASE = 3  # words; what is longer may be a sentence
_GAP = "  # "
_DEFAULT = Location("")  # of a value that briefgen takes
_FLOW = yaml.CSafeDumper if hasattr(yaml, "CSafeDumper") else yaml.SafeDumper


@dataclass(frozen=True, slots=True)
class Setting:
    """One value and where it is set.

    Attributes:
        key: the way to it: ``topics.syria.any``.
        value: the words; several where it is a list of words.
        at: the place; None for what briefgen takes where nothing is said.
        until: the last place of a list whose words stand on several lines of one file.
    """

    key: str
    value: tuple[str, ...]
    at: Location | None
    until: Location | None = None

    @property
    def origin(self) -> str:
        """The place as it is printed: ``packs/topics.yaml:18``, of several lines ``packs/topics.yaml:18-24``."""
        if self.at is None or self.at == _DEFAULT:
            return "default"
        last = self.until.line if self.until else self.at.line
        lines = str(self.at.line) if last == self.at.line else f"{self.at.line}-{last}"
        return f"{Location(self.at.path)}:{lines}"


def settings(whole: Mapping) -> tuple[Setting, ...]:
    """Every value of a merged profile, and the defaults of what it leaves out; lists in pieces, one for each file."""
    return (*_settings(whole, ""), *_defaults(whole))


def _settings(node: Node, key: str) -> Iterator[Setting]:
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            if name != "extends" or key:
                yield from _settings(entry.value, f"{key}.{name}" if key else name)
    elif isinstance(node, Sequence) and all(isinstance(item, Scalar) for item in node.items):
        for _, run in groupby(node.items, key=lambda item: item.at.path):
            items = [item for item in run if isinstance(item, Scalar)]
            yield Setting(key, tuple(item.text for item in items), items[0].at, items[-1].at)
    elif isinstance(node, Sequence):
        for number, item in enumerate(node.items):
            yield from _settings(item, f"{key}[{number}]")
    elif isinstance(node, Scalar):
        yield Setting(key, (node.text,), node.at)


def _defaults(whole: Mapping) -> Iterator[Setting]:
    given: dict[str, tuple[str, ...]] = {
        "language": ("en",),
        "window": (f"{DEFAULT_WINDOW}d",),
        "sections": SECTIONS,
    }
    for name, kind in (("limits", Limits), ("dyad", Dyad)):
        given |= {f"{name}.{one.name}": (str(one.default),) for one in fields(kind)}
    for key, value in given.items():
        if not _is_set(whole, key):
            yield Setting(key, value, None)


def _is_set(whole: Mapping, key: str) -> bool:
    node: Node | None = whole
    for name in key.split("."):
        node = node.get(name) if isinstance(node, Mapping) else None
    return node is not None


def written(whole: Mapping, *, origin: bool) -> str:
    """The merged profile as YAML; what it is built on is in it, so it extends nothing.

    Args:
        whole: the merged profile.
        origin: whether each value has the place that set it behind it, as a comment.
    """
    lines = ["extends: []", *_written(_alone(whole), 0, origin=origin)]
    defaults = [_line(f"# {one.key}: {_flow(one.value)}", "default", origin) for one in _defaults(whole)]
    return "\n".join([*lines, *defaults]) + "\n"


def _alone(whole: Mapping) -> Mapping:
    """The same where it extends nothing: a topic of a pack keeps its weight, and has none of the pack's examples.

    By itself a topic weighs more where one file says all of it. The examples of a pack hold for the pack, not beside
    the topics of a profile; ``check`` passes them over as well.
    """
    topics = whole.get("topics")
    if not isinstance(topics, Mapping):
        return whole
    own, held = whole.at.path, dict(topics.entries)
    for name, entry in topics.entries.items():
        if isinstance(entry.value, Mapping) and any(one.at.path != own for one in entry.value.entries.values()):
            weight = Entry(_DEFAULT, Scalar(_DEFAULT, f"{Rule().weight:g}"))
            rest = {key: one for key, one in entry.value.entries.items() if key != "examples" or entry.at.path == own}
            held[name] = Entry(entry.at, Mapping(entry.value.at, {**rest, "weight": rest.get("weight", weight)}))
    changed = Mapping(topics.at, held)
    return Mapping(
        whole.at,
        {key: Entry(one.at, changed) if key == "topics" else one for key, one in whole.entries.items()},
    )


def _written(node: Mapping, depth: int, *, origin: bool) -> Iterator[str]:
    indent = "  " * depth
    for name, entry in node.entries.items():
        key, value = f"{indent}{scalar(name.removeprefix('+'))}:", entry.value
        if name == "extends" and not depth:
            continue
        if isinstance(value, Mapping):
            yield key if value.entries else f"{key} {{}}"
            yield from _written(value, depth + 1, origin=origin)
        elif isinstance(value, Sequence) and not all(isinstance(item, Scalar) for item in value.items):
            yield key
            yield from _items(value, depth + 1, origin=origin)
        else:
            yield from _words(key, value, indent, origin=origin)


def _items(node: Sequence, depth: int, *, origin: bool) -> Iterator[str]:
    indent = "  " * depth
    for item in node.items:
        if isinstance(item, Mapping):
            for number, line in enumerate(_written(item, 0, origin=origin)):
                yield f"{indent}{'  ' if number else '- '}{line}"
        else:
            yield from _words(f"{indent}-", item, indent, origin=origin)


def _words(key: str, value: Node, indent: str, *, origin: bool) -> Iterator[str]:
    """A word, or a list of words: a line for each file that it is from."""
    found = list(_settings(value, ""))
    if isinstance(value, Scalar):
        yield _line(f"{key} {scalar(value.text)}", found[0].origin, origin)
        return
    if not found:
        yield f"{key} []"
        return
    if not origin:
        yield f"{key} {_flow(tuple(word for piece in found for word in piece.value), listed=True)}"
        return
    for number, piece in enumerate(found):
        lead = f"{key} [" if number == 0 else f"{indent}    "
        end = "]" if number == len(found) - 1 else ","
        yield _line(lead + _listed(piece.value) + end, piece.origin, origin)


def _line(text: str, place: str, origin: bool) -> str:
    return f"{text}{_GAP}{place}" if origin else text


def _flow(words: tuple[str, ...], *, listed: bool = False) -> str:
    return scalar(words[0]) if len(words) == 1 and not listed else f"[{_listed(words)}]"


def _listed(words: tuple[str, ...]) -> str:
    """Words between brackets; all in quotes where they would be taken for one sentence split at its commas."""
    shown = list(map(scalar, words))
    if any(len(word.split()) > _PHRASE for word in words) and split_at(list(words)) is not None:
        pairs = zip(shown, words, strict=True)
        shown = ["'" + word.replace("'", "''") + "'" if one == word else one for one, word in pairs]
    return ", ".join(shown)


def scalar(text: str) -> str:
    """A word as a profile has it, also within brackets; quoted where it would be read as something else."""
    if _is_plain(text):
        return text
    dumped: str = yaml.dump([text], Dumper=_FLOW, default_flow_style=True, allow_unicode=True, width=10**6)
    return dumped.strip()[1:-1]


def _is_plain(text: str) -> bool:
    try:
        return bool(yaml.load(f"[{text}]", Loader=yaml.BaseLoader) == [text])  # noqa: S506  gives strings alone
    except yaml.YAMLError:
        return False


def as_data(found: tuple[Setting, ...]) -> list[dict[str, Any]]:
    """Settings as plain maps, for other programs."""
    return [
        {
            "key": one.key,
            "value": list(one.value) if len(one.value) != 1 else one.value[0],
            "file": one.at.path if one.at else None,
            "line": one.at.line if one.at else None,
        }
        for one in found
    ]
