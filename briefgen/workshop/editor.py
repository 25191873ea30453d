"""What an editor needs beside a profile: the schema in its folder, and the line that names it."""

from __future__ import annotations

from pathlib import Path

from briefgen.errors import Location, OutputError, Problem
from briefgen.resources import SHIPPED

LINE = "# yaml-language-server: $schema=schema.json\n"
SCHEMA = "schema.json"


def add_schema(folder: Path) -> bool:
    """Puts the schema of profiles into a folder of profiles; False where one stands there already.

    Raises:
        OutputError: it cannot be written there.
    """
    return write_new(folder / SCHEMA, (SHIPPED / "profiles" / SCHEMA).read_bytes())


def write_new(target: Path, content: bytes) -> bool:
    """Whether the file was written; False where one stands there already, which is never changed.

    Raises:
        OutputError: it cannot be written there.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        if target.parent.is_dir():
            return False
        raise OutputError(Problem("a file stands where a folder is needed", Location(str(target.parent)))) from None
    except OSError as fault:
        raise OutputError(Problem(f"cannot be written: {fault.strerror}", Location(str(target)))) from None
    return True
