"""The files of an issue put into a folder, each whole or not at all, and never over something else."""

from __future__ import annotations

import contextlib
import errno
import os
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import DeliveryError, Problem

_NO_LINKS = {errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK, errno.EACCES}


def put(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """The files that were not there before; those that were there with the same bytes are left alone.

    Args:
        files: bytes by name.
        folder: an existing one.

    Raises:
        DeliveryError: the folder is not there or not writable, or has a file of that name with other bytes; then none
            of that name is changed.
    """
    for name in files:
        if not name or Path(name).name != name or name == ".." or "\0" in name:
            raise DeliveryError(Problem(f"the name of a file cannot be a path: {name!r}"))
    try:
        if not folder.is_dir():
            raise DeliveryError(Problem(f"there is no folder {folder}", remedy="Make it; a brief is not put elsewhere"))
        new = {folder / name: content for name, content in files.items() if not _stands(folder / name, content)}
        for place, content in new.items():
            _put(place, content)
    except OSError as fault:
        where = fault.filename or folder
        raise DeliveryError(Problem(f"cannot write {where}: {fault.strerror or fault}")) from None
    return tuple(new)


def _stands(place: Path, content: bytes) -> bool:
    """Whether the file is there as it should be."""
    if not (place.exists() or place.is_symlink()):
        return False
    if not place.is_file() or place.read_bytes() != content:
        raise DeliveryError(
            Problem(f"{place} is already there with other content", remedy="It is kept; move it away to get this one")
        )
    return True


def _put(place: Path, content: bytes) -> None:
    beside = place.with_name(f".{place.name}.briefgen.tmp")  # one name: what a run cut off left is taken away here
    beside.unlink(missing_ok=True)
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(beside, place)  # unlike a renaming this never takes the place of another file
        except FileExistsError:
            _stands(place, content)
        except OSError as fault:
            if fault.errno not in _NO_LINKS:
                raise
            beside.rename(place)  # a share without hard links
        _flushed(place.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _flushed(folder: Path) -> None:
    """The folder's own list of names on the disk; where a system has no such thing, none."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
