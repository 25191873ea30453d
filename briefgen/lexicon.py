"""Word lists of one language, from ``profiles/lexicon/LANGUAGE.yaml``: words are data, constructions are code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from briefgen.errors import Location, Problem, ProfileError
from briefgen.resources import SHIPPED
from briefgen.yamltext import read_yaml


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of one language.

    Attributes:
        language: its code, "en".
        lists: what the file holds: maps of maps whose leaves are lists of words.
    """

    language: str
    lists: Mapping[str, Any]

    def words(self, path: str) -> tuple[str, ...]:
        """The words of the list at ``path`` ("quotes.cues.say"); of all lists below it where it is a map.

        Raises:
            KeyError: there is no such list.
        """
        return _words(self, path)

    def groups(self, path: str) -> Mapping[str, tuple[str, ...]]:
        """The lists below ``path`` by name, in the order of the file."""
        return _groups(self, path)


@cache
def _words(lexicon: Lexicon, path: str) -> tuple[str, ...]:
    return tuple(_leaves(_node(lexicon, path)))


@cache
def _groups(lexicon: Lexicon, path: str) -> Mapping[str, tuple[str, ...]]:
    return {name: tuple(_leaves(child)) for name, child in _node(lexicon, path).items()}


def _node(lexicon: Lexicon, path: str) -> Any:
    node: Any = lexicon.lists
    for key in path.split("."):
        node = node[key]
    return node


def _leaves(node: Any) -> list[str]:
    if isinstance(node, str):
        return [node]
    children = node.values() if isinstance(node, dict) else node
    return [word for child in children for word in _leaves(child)]


@cache
def load_lexicon(language: str = "en", folder: Path = SHIPPED / "profiles" / "lexicon") -> Lexicon:
    """The lexicon of a language.

    Raises:
        ProfileError: there is none, or its YAML does not read.
    """
    path = folder / f"{language}.yaml"
    try:
        lists = read_yaml(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ProfileError(Problem(f"no lexicon for language '{language}'", Location(str(path)))) from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        where = Location(str(path), mark.line + 1, mark.column + 1) if mark else Location(str(path))
        raise ProfileError(Problem(str(fault.problem), where)) from None
    return Lexicon(language, lists)
