"""Files and folders that are whole or not there: written beside their place, forced to the disk, then renamed to it."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

UNFINISHED = ".tmp"  # how a name ends that is not yet in its place


def staged(place: Path, content: bytes) -> Path:
    """A file beside ``place``, whole and on the disk, to be renamed to it."""
    temporary = place.with_name(f".{place.name}.{os.getpid()}{UNFINISHED}")
    try:
        _write(temporary, content)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def write_whole(place: Path, content: bytes) -> None:
    """``content`` at ``place``: all of it, or what stood there before.

    Raises:
        OSError: it cannot be written.
    """
    staged(place, content).replace(place)
    _sync_folder(place.parent)


def place_folder(place: Path, files: Mapping[str, bytes], read_only: Iterable[str] = ()) -> None:
    """A folder at ``place`` with those files by relative name: all of them, or no such folder.

    A folder that stands there is replaced; for a moment there is none, never half of one.

    Args:
        place: where the folder is to stand.
        files: what it holds.
        read_only: the names of those that nobody is to write any more.

    Raises:
        OSError: it cannot be written; what stood there stands there still.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".{place.name}.{os.getpid()}{UNFINISHED}")
    former = place.with_name(f".{place.name}.{os.getpid()}.old{UNFINISHED}")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir()
        for name, content in files.items():
            path = temporary / name
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, content)
        for name in read_only:
            (temporary / name).chmod(0o444)
        for folder in (temporary, *(path for path in temporary.rglob("*") if path.is_dir())):
            _sync_folder(folder)
        if place.exists():
            place.replace(former)
        temporary.replace(place)
    except BaseException:
        if former.exists() and not place.exists():
            former.replace(place)
        shutil.rmtree(temporary, ignore_errors=True)
        with contextlib.suppress(OSError):
            place.parent.rmdir()  # goes if it is empty
        raise
    _sync_folder(place.parent)
    shutil.rmtree(former, ignore_errors=True)


def sweep(folder: Path) -> None:
    """What a run that was cut off left half made below ``folder`` is taken away; for who holds the folder's lock."""
    for path in sorted(folder.rglob(f".*{UNFINISHED}")):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """The names in a folder forced to the disk; some systems cannot, and need not."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        with contextlib.suppress(OSError):
            os.fsync(handle)
    finally:
        os.close(handle)
