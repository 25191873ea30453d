"""YAML in which every value is text: maps, lists and strings, as they stand in the file."""

from __future__ import annotations

import errno
import stat
from pathlib import Path
from typing import Any

import yaml

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
MAX_BYTES = 1_000_000


def read_file(path: Path) -> bytes:
    """The bytes of a file, of one larger than ``MAX_BYTES`` no more than one byte beyond them.

    Raises:
        OSError: it cannot be read, or is a folder, or a pipe or device, from which a run would wait for ever.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "this is a folder, not a file")
    if not stat.S_ISREG(mode):
        raise OSError(errno.EINVAL, "this is a pipe or a device, not a file")
    with path.open("rb") as stream:
        return stream.read(MAX_BYTES + 1)


def read_yaml(text: str) -> Any:
    """What a document says; None where it says nothing.

    Built from the parser's events: nodes and tags, of which text needs none, take the library more than half its time.

    Raises:
        yaml.YAMLError: it does not read as one document.
    """
    around: list[list[Any]] = [[]]  # what each open list or map holds so far; the whole document stands in the first
    for event in yaml.parse(text, Loader=LOADER):
        if isinstance(event, yaml.ScalarEvent):
            around[-1].append(event.value)
        elif isinstance(event, yaml.CollectionStartEvent):
            around.append([])
        elif isinstance(event, yaml.SequenceEndEvent):
            held = around.pop()
            around[-1].append(held)
        elif isinstance(event, yaml.AliasEvent):
            return _by_the_library(text)
        elif isinstance(event, yaml.MappingEndEvent):
            held = around.pop()
            try:
                around[-1].append(dict(zip(held[::2], held[1::2], strict=True)))
            except TypeError:  # a list or map as a key
                return _by_the_library(text)
    (documents,) = around
    return documents[0] if len(documents) == 1 else _by_the_library(text)


def _by_the_library(text: str) -> Any:
    """The same where names stand for values, or where there is a fault to be told."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - it makes nothing but text
