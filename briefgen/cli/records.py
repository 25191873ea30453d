"""What a run leaves beside the issues: the page that lists them, and a line in the log. Neither can fail a run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from briefgen.cli.console import err
from briefgen.cli.context import current
from briefgen.errors import BriefgenError

LOG = "run-due.jsonl"


def renew_index(folder: Path) -> None:
    """The list of all issues written anew; a warning where that cannot be done."""
    from briefgen.weekly.index import write_index

    if not folder.is_dir():
        return
    try:
        write_index(folder, current().folders("templates"))
    except BriefgenError as fault:
        for problem in fault.problems:
            err(f"warning: the list of issues is not renewed: {problem}")


def is_index_left(folder: Path) -> bool:
    """Whether a run was cut off while it wrote the list of all issues."""
    return next(folder.glob(".index.html.*.tmp"), None) is not None


@contextmanager
def index_renewed(folder: Path) -> Iterator[None]:
    """The list of all issues written anew at the end, also of what fails or is cut off midway."""
    try:
        yield
    finally:
        renew_index(folder)


def append_line(folder: Path, line: Mapping[str, Any]) -> None:
    """A line at the end of the log, whole or not at all; a warning where that cannot be done."""
    from briefgen.render.escape import written_json

    content = (written_json(json.dumps(line, ensure_ascii=False)) + "\n").encode(errors="backslashreplace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOG, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            before = os.fstat(handle).st_size
            if before and os.pread(handle, 1, before - 1) != b"\n":
                content = b"\n" + content  # what a full disk cut off does not take this line with it
            written = os.write(handle, content)
            if written != len(content):
                if os.fstat(handle).st_size == before + written:  # nobody has written after it
                    os.ftruncate(handle, before)
                raise OSError(28, "no room is left")
        finally:
            os.close(handle)
    except OSError as fault:
        err(f"warning: {folder / LOG}: {fault.strerror or fault}; the run itself is not affected")
