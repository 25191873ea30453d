"""A profile as an editor reads it: a number is one, yes and no are, and keys and days are as they are written."""

from __future__ import annotations

from typing import Any

import yaml


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML as most tools have it."""

    def construct_mapping(self, node: yaml.MappingNode, **_: Any) -> dict[Any, Any]:
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


def as_yaml(text: str) -> Any:
    """What the text holds.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    return yaml.load(text, Loader=_Loader)  # noqa: S506 - it makes plain values only
