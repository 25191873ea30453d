"""What a new profile takes over from another one: its keys as they are written there, comments included."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from briefgen.profile import Profile, Side
from briefgen.profile.document import Faults, Node, Scalar, load_document
from briefgen.profile.document import Mapping as MapNode
from briefgen.profile.extend import DEFAULT_PACKS, show
from briefgen.profile.sides import side_named
from briefgen.workshop.effective import scalar

# In the order in which a new profile has them. Its people and its meeting, its counterpart and its texts are its own.
KEYS = ("language", "extends", "topics", "glossary", "exclude", "dyad", "window", "limits", "sections", "handling")
WEEKLY = ("schedule", "deliver")  # these make a profile act by itself
_BY_NAME = ("topics", "glossary")  # of which an entry alone may be left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Inherited:
    """The keys of a profile that another one can take over.

    Attributes:
        plain: the YAML of each key, with the comment right above it.
        entries: the YAML of each topic and each word of the glossary, by key and then by name, not indented.
        foreign: the words of the glossary that are the word of somebody who is no side of the new profile.
    """

    plain: Mapping[str, str]
    entries: Mapping[str, Mapping[str, str]]
    foreign: tuple[str, ...]


def inherited(like: Profile, sides: tuple[Side, ...]) -> Inherited:
    """What a profile with those sides can take over from ``like``, a profile that loads."""
    text = like.path.read_text(encoding="utf-8-sig")
    root = load_document(like.path, show(like.path), Faults())
    if root is None:  # it was sound a moment ago
        return Inherited(plain={}, entries={}, foreign=())
    pieces = {key.removeprefix("+"): piece for key, piece in _pieces(text, root)}
    plain = {key: pieces[key] for key in (*KEYS, *WEEKLY) if key in pieces and key not in _BY_NAME}
    if any(not name.startswith("packs/") for name in like.extends):  # another profile would bring its sides
        packs = dict.fromkeys(name for name in reversed(like.extends) if name.startswith("packs/"))
        plain["extends"] = f"extends: [{', '.join(map(scalar, packs or DEFAULT_PACKS))}]"
    entries = {
        key: dict(_pieces(text, value))
        for key in _BY_NAME
        if isinstance(value := root.get(key) or root.get(f"+{key}"), MapNode)
    }
    foreign = tuple(name for name in entries.get("glossary", ()) if _is_foreign(root, name, sides))
    return Inherited(plain=plain, entries=entries, foreign=foreign)


def _is_foreign(root: MapNode, term: str, sides: tuple[Side, ...]) -> bool:
    glossary = root.get("glossary")
    entry: Node | None = glossary.get(term) if isinstance(glossary, MapNode) else None
    owner = entry.get("used_by") if isinstance(entry, MapNode) else None
    return isinstance(owner, Scalar) and side_named(owner.text, sides) is None


def _pieces(text: str, node: MapNode) -> Iterator[tuple[str, str]]:
    """The YAML of each entry of a map, flush left; as it is written where each begins a line of its own."""
    lines = text.splitlines()
    indent = " " * (node.at.column - 1)
    starts = [entry.at.line for entry in node.entries.values()]
    alone = all(
        entry.at.column == node.at.column and not lines[entry.at.line - 1][: len(indent)].strip()
        for entry in node.entries.values()
    )
    if not alone or len(set(starts)) < len(starts):
        yield from _again(text, node)
        return
    tops = [_with_comment(lines, start, indent) for start in starts]
    ends = [*tops[1:], _end(lines, starts[-1], indent) if starts else 0]
    for name, top, start, end in zip(node.entries, tops, starts, ends, strict=True):
        while end > start and (not lines[end - 1].strip() or _is_comment(lines[end - 1], indent)):
            end -= 1  # noqa: PLW2901 - what stands below belongs to what follows, or to nothing
        yield name, "\n".join(line.removeprefix(indent) for line in lines[top:end])


def _with_comment(lines: list[str], start: int, indent: str) -> int:
    """The index of the first line of the comment right above a line; of the line itself where there is none."""
    top = start - 1
    while top > 0 and _is_comment(lines[top - 1], indent) and "$schema=" not in lines[top - 1]:
        top -= 1
    return top


def _is_comment(line: str, indent: str) -> bool:
    return line.startswith(f"{indent}#")


def _end(lines: list[str], start: int, indent: str) -> int:
    """How many lines go to the end of the entry that begins on a line."""
    for at in range(start, len(lines)):
        line = lines[at]
        if line.strip() and not line.startswith(
            (f"{indent} ", f"{indent}#", f"{indent}-", f"{indent}]", f"{indent}}}")
        ):
            return at
    return len(lines)


def _again(text: str, node: MapNode) -> Iterator[tuple[str, str]]:
    """The same written anew, for a map within braces: without its comments."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for found in _maps(root):
        mark = found.start_mark
        if (mark.line + 1, mark.column + 1) == (node.at.line, node.at.column):
            for key, value in found.value:
                alone = yaml.MappingNode("tag:yaml.org,2002:map", [(key, value)], flow_style=False)
                yield key.value, yaml.serialize(alone, allow_unicode=True, width=110).rstrip("\n")
            return


def _maps(node: yaml.Node | None) -> Iterator[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        yield node
        for _, value in node.value:
            yield from _maps(value)
