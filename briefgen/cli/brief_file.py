"""A brief that is there already, edited or not, read from disk."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from briefgen.errors import InputError, Location, Problem


def read_brief_file(file: Path) -> str:
    """The text of the file.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(Problem(fault.strerror or "it cannot be read", Location(str(file)))) from None
    except UnicodeDecodeError:
        remedy = "A brief is UTF-8 text: name its .md or .json file"
        raise InputError(Problem("this is no text", Location(str(file)), remedy)) from None


def read_json_file(file: Path) -> Any:
    """What the file holds as JSON.

    Raises:
        InputError: it cannot be read, or is no JSON.
    """
    try:
        return json.loads(read_brief_file(file))
    except (ValueError, RecursionError) as fault:
        raise InputError(Problem(f"this is no JSON: {fault}", Location(str(file)))) from None
