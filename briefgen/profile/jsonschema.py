"""The JSON Schema of a profile, made from the tables of keys: what an editor completes, explains and underlines.

It follows draft-07, which the YAML language servers read. What it refuses, ``briefgen check`` refuses too; what needs
the packs or other keys to be judged (a person of no side, a word that both sides claim) is for ``check`` alone.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from briefgen.profile.deliver import MAIL
from briefgen.profile.keys import ByName, Either, Key, Keys, Many, Number, OneOf, Shape, Table, Text
from briefgen.profile.packkeys import PACKS
from briefgen.profile.schedule import KEYS as SCHEDULE
from briefgen.profile.schema import PROFILE
from briefgen.yamltext import read_yaml

Schema = dict[str, Any]
_DRAFT = {"$schema": "http://json-schema.org/draft-07/schema#"}
TITLES = ("A profile", "A pack")  # of its two schemas: a file with another title is somebody else's
_SCALAR = ["string", "number", "boolean"]  # a word, and what YAML takes for something else: 1.5, true
_SIDES: list[Schema] = [{"required": ["sides"]}, {"required": ["counterpart", "our_side"]}]


def profile_schema() -> Schema:
    """The schema of a profile.

    What a profile needs, it may have from one that it extends: so nothing is missing where it extends any.
    """
    return {
        **_DRAFT,
        "title": TITLES[0],
        "description": "What one brief is about: its sides, its topics, and what the desk adds.",
        **_table(PROFILE, merges=True),
        "if": {"not": {"required": ["extends"]}},
        "then": {
            "anyOf": _SIDES,
            "properties": {
                "schedule": {"required": _required(SCHEDULE)},
                "deliver": {"properties": {"mail": {"required": _required(MAIL)}}},
            },
        },
    }


def pack_schema() -> Schema:
    """The schema of all packs: any part of a profile, as the schema in the folder above has it, and what packs add.

    `people` is a list in a pack that profiles extend, and a map in the one that is read for all of them.
    """
    parts: Schema = {name: {"$ref": f"../schema.json#/properties/{name}"} for name in profile_schema()["properties"]}
    added: Schema = _table(PACKS, merges=False)["properties"]
    both = Either(PROFILE["people"].shape, PACKS["people"].shape)
    added["people"] |= _shape(both)
    return {
        **_DRAFT,
        "title": TITLES[1],
        "description": "What several profiles share: parts of a profile, or countries, organisations and people.",
        "type": "object",
        "properties": parts | added,
        "additionalProperties": False,
    }


def written(schema: Schema) -> str:
    """A schema as the text of its file."""
    lines = json.dumps(schema, ensure_ascii=False, indent=1)
    return re.sub(r"\[\n([^][{}]*)\n *\]", lambda found: f"[{' '.join(found[1].split())}]", lines) + "\n"


def _table(keys: Keys, needs: tuple[str, ...] = (), *, merges: bool) -> Schema:
    """A map of keys. Where maps merge, a key may be in what the profile extends, and `+key` adds to its list."""
    properties: Schema = {}
    for name, key in keys.items():
        properties[name] = _key(key, key.shape, description(key), merges=merges)
        added = _list_of(key.shape)
        if merges and added and name != "extends":
            about = f"{key.about} Adds to the list of what the profile extends."
            properties[f"+{name}"] = _key(key, added, about, merges=merges)
    table: Schema = {"type": "object", "properties": properties, "additionalProperties": False}
    if not merges and _required(keys):
        table["required"] = _required(keys)
    if needs:
        table["anyOf"] = [{"required": [name]} for name in needs]
    return table


def description(key: Key) -> str:
    """What a key is for, and what holds where it is left out."""
    return f"{key.about} Otherwise: {key.default}." if key.default else key.about


def _required(keys: Keys) -> list[str]:
    return [name for name, key in keys.items() if key.required]


def _list_of(shape: Shape) -> Many | None:
    """The list that a value can be, of any length: what `+key` holds."""
    if isinstance(shape, Either):
        return _list_of(shape.one) or _list_of(shape.other)
    return replace(shape, least=0) if isinstance(shape, Many) else None


def _key(key: Key, shape: Shape, about: str, *, merges: bool) -> Schema:
    kind = shape.kind
    # What holds otherwise is told in words: as a default, editors would write it down in place of the example.
    return {
        "title": kind[0].upper() + kind[1:],
        "description": about,
        **_shape(shape, key.example, merges=merges),
        "examples": [_value(key.example)],
    }


def _value(written: str) -> Any:
    """An example as an editor would read it: a number is one."""

    def read(node: Any) -> Any:
        if isinstance(node, dict):
            return {name: read(value) for name, value in node.items()}
        if isinstance(node, list):
            return [read(value) for value in node]
        if re.fullmatch(r"\d+", node):
            return int(node)
        return float(node) if re.fullmatch(r"\d+\.\d+", node) else node

    return read(read_yaml(written))


def _shape(shape: Shape, example: str = "", *, merges: bool = False) -> Schema:
    schema: Schema
    remedy = f"Write {shape.kind}, for example {example}"
    match shape:
        case Text(pattern=""):
            schema = {"type": _SCALAR, "minLength": 1}
        case Text():
            schema = {"type": "string", **_matching(shape.pattern, remedy)}
        case Number():
            digits = r"\d{1,6}" if shape.whole else r"\d{1,4}(?:\.\d{1,4})?"
            kinds = ["integer" if shape.whole else "number", "string"]
            schema = {"type": kinds, "minimum": shape.least, "maximum": shape.most, **_matching(digits, remedy)}
        case OneOf():
            schema = {"enum": list(shape.words)}
        case Many():
            items = _shape(shape.of, example)
            rows: Schema = {"type": "array", "items": items} | ({"minItems": shape.least} if shape.least else {})
            schema = _either(items, rows) if shape.single else rows
        case Table():
            least = {"minProperties": shape.least} if shape.least else {}
            schema = _table(shape.keys, shape.needs, merges=merges) | least
        case ByName():
            schema = _by_name(shape, merges=merges)
        case Either():
            schema = _either(_shape(shape.one, merges=merges), _shape(shape.other, merges=merges))
    return schema


def _matching(pattern: str, remedy: str) -> Schema:
    """What a text is as a whole, but for space around it; ``patternErrorMessage`` is what editors say of it."""
    return {"pattern": rf"^\s*(?:{pattern})\s*$", "patternErrorMessage": remedy}


def _by_name(shape: ByName, *, merges: bool) -> Schema:
    values = _shape(shape.of, merges=merges)
    if not shape.pattern:
        return {"type": "object", "additionalProperties": values}
    added = r"\+?" if merges and _list_of(shape.of) else ""
    remedy = f"Write the {shape.name} in small letters, digits and hyphens"
    names = {"pattern": f"^{added}{shape.pattern}$", "patternErrorMessage": remedy}
    return {"type": "object", "propertyNames": names, "additionalProperties": values}


def _either(one: Schema, other: Schema) -> Schema:
    """Both in one where they differ in kind: an editor then says of a wrong value what it should be."""
    if one.keys() & other.keys() != {"type"}:
        return {"anyOf": [one, other]}
    kinds = [[held["type"]] if isinstance(held["type"], str) else held["type"] for held in (one, other)]
    return {**one, **other, "type": [*kinds[0], *kinds[1]]}
