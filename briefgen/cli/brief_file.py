"""A brief that is there already, edited or not, read from disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefgen.errors import InputError, Location, Problem

_LARGEST = 64  # MB; the brief of a thousand articles has three
_AGAIN = "Write the brief once more with --json"
_NAME_JSON = "Name the .json file that a run with --json writes beside the brief"


def read_brief_file(file: Path) -> str:
    """The text of the file.

    Raises:
        InputError: it cannot be read, is empty, far too large for a brief, or no text.
    """
    try:
        if file.is_dir():
            raise _unreadable(file, "this is a folder", "Name the brief's own file in it")
        if file.exists() and not file.is_file():
            raise _unreadable(file, "this is no file", "Name a brief's .md or .json file")
        size = file.stat().st_size
        if size > _LARGEST * 1_000_000:
            told = f"this file has {size // 1_000_000} MB, and no brief has more than {_LARGEST}"
            raise _unreadable(file, told, "Name a brief's .md or .json file")
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise _unreadable(file, "there is no such file", "") from None
    except OSError as fault:
        raise _unreadable(file, f"it cannot be read: {fault.strerror or fault}", "") from None
    except UnicodeDecodeError:
        raise _unreadable(file, "this is no text", "A brief is UTF-8 text: name its .md or .json file") from None
    return text


def read_json_file(file: Path) -> Any:
    """What the file holds as JSON.

    Raises:
        InputError: it cannot be read, is empty, or is no JSON.
    """
    return as_json(read_brief_file(file), file)


def as_json(text: str, file: Path) -> Any:
    """What the text of ``file`` holds as JSON.

    Raises:
        InputError: it is empty, breaks off, or is no JSON.
    """
    if not text.strip():
        raise _unreadable(file, "this file is empty", _NAME_JSON)
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        if text.lstrip()[0] not in "{[":
            raise _unreadable(file, "this is text and no data", _NAME_JSON) from None
        if fault.pos >= len(text.rstrip()):
            raise _unreadable(
                file, "this file breaks off in the middle", "Write the brief once more with --json"
            ) from None
        where = Location(str(file), fault.lineno, fault.colno)
        told = Problem("the data of this file is damaged here", where, _AGAIN)
        raise InputError(told) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists without end
        raise _unreadable(file, "this is no brief's data", _NAME_JSON) from None


def _unreadable(file: Path, told: str, remedy: str) -> InputError:
    return InputError(Problem(told, Location(str(file)), remedy))
