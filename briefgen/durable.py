"""Files and folders that are whole or not there: written beside their place, forced to the disk, then renamed to it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

UNFINISHED = ".tmp"  # how a name ends that is not yet in its place
_FORMER = ".old"  # before it: what stood in that place
_LEFT = re.compile(rf"\.(?P<name>.+)\.\d+(?P<former>{re.escape(_FORMER)})?{re.escape(UNFINISHED)}", re.DOTALL)


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


def place_folder(
    place: Path, files: Mapping[str, bytes], read_only: Iterable[str] = (), kept: Mapping[str, Path] | None = None
) -> None:
    """A folder at ``place`` with those files by relative name: all of them, or no such folder.

    A folder that stands there is replaced; for a moment there is none, never half of one. Where a run ends in that
    moment, ``sweep`` brings the former one back.

    Args:
        place: where the folder is to stand.
        files: what it holds.
        read_only: the names of those that nobody is to write any more.
        kept: files that it holds as they stand elsewhere, with their times and rights, by relative name.

    Raises:
        OSError: it cannot be written; what stood there stands there still.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    temporary = place.with_name(f".{place.name}.{os.getpid()}{UNFINISHED}")
    former = place.with_name(f".{place.name}.{os.getpid()}{_FORMER}{UNFINISHED}")
    shutil.rmtree(temporary, ignore_errors=True)
    try:
        temporary.mkdir()
        for name, source in (kept or {}).items():
            _copy(source, _room_for(temporary / name))
        for name, content in files.items():
            _write(_room_for(temporary / name), content)
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


def remove_folder(place: Path) -> None:
    """The folder at ``place`` taken away, all of it; where that is cut off, ``sweep`` takes away what is left.

    Raises:
        OSError: it cannot be taken away.
    """
    leaving = place.with_name(f".{place.name}.{os.getpid()}{UNFINISHED}")
    shutil.rmtree(leaving, ignore_errors=True)
    place.replace(leaving)
    shutil.rmtree(leaving)


def sweep(folder: Path) -> None:
    """What a run that was cut off left half made below ``folder`` is taken away; for who holds the folder's lock.

    A folder that it had moved away comes back to its place where no other has taken that yet.
    """
    for path, left in _left_below(folder):
        place = path.with_name(left["name"])
        if left["former"] and path.is_dir() and not os.path.lexists(place):
            path.replace(place)
    for path, _ in _left_below(folder):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _left_below(folder: Path) -> list[tuple[Path, re.Match[str]]]:
    """What is called as only this module calls it, the outer before the inner."""
    found = ((path, _LEFT.fullmatch(path.name)) for path in sorted(folder.rglob(f".*{UNFINISHED}")))
    return [(path, left) for path, left in found if left]


def _room_for(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _copy(source: Path, path: Path) -> None:
    shutil.copy2(source, path, follow_symlinks=False)
    if not path.is_symlink():
        with path.open("rb") as file:
            os.fsync(file.fileno())


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
