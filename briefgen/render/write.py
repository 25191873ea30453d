"""Views written to disk: all or nothing, and what a person has edited is kept.

Beside the files stands a small record of what briefgen last wrote there. A file that is not what the record says is a
person's: it is moved to ``NAME.edited-1.md`` before the new one takes its place.
"""

from __future__ import annotations

import contextlib
import json
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import count
from pathlib import Path

from briefgen.durable import staged
from briefgen.errors import OutputError, Problem
from briefgen.resources import PROFILE_NAME

RECORD = ".briefgen.json"


@dataclass(frozen=True, slots=True)
class Written:
    """What a run left in the folder.

    Attributes:
        files: the files of this brief, in the order given.
        kept: files a person had edited, under the names they have now.
    """

    files: tuple[Path, ...]
    kept: tuple[Path, ...] = ()


def write(files: Mapping[str, bytes], out: Path, profile: str, as_of: str) -> Written:
    """The views of one brief written to ``OUT/PROFILE/PROFILE-AS_OF.FORMAT``.

    Args:
        files: content by format, which is the suffix of the name.
        out: the output folder; made where it does not exist.
        profile: name of the profile; never a path.
        as_of: ISO day of the brief.

    Raises:
        OutputError: the folder or a file cannot be written; then no file of this brief has changed.
    """
    if not PROFILE_NAME.fullmatch(profile):
        raise OutputError(Problem(f"a profile name cannot be a path: {profile!r}"))
    return write_files({f"{profile}-{as_of}.{suffix}": content for suffix, content in files.items()}, out / profile)


def write_files(files: Mapping[str, bytes], folder: Path) -> Written:
    """``files`` written into ``folder`` by name, each at once and whole, people's edits kept aside.

    Raises:
        OutputError: the folder or a file cannot be written; then none of them has changed.
    """
    with _faults(folder):
        folder.mkdir(parents=True, exist_ok=True)
        record = _read_record(folder)
        _refuse_read_only(folder / name for name in files)
        changed = {name: content for name, content in files.items() if not _holds(folder / name, content)}
        known = record | {name: _known(folder / name, content, record.get(name, [])) for name, content in files.items()}
        waiting: dict[Path, Path] = {}
        try:
            for name, content in changed.items():
                waiting[folder / name] = staged(folder / name, content)
            if known != record:
                # First the record: a run cut off below must not take its own file for a person's.
                staged(folder / RECORD, _record_bytes(known)).replace(folder / RECORD)
            kept = [_kept_aside(place, known[place.name]) for place in waiting]
            for place, temporary in waiting.items():
                temporary.replace(place)
        except BaseException:
            for temporary in waiting.values():
                temporary.unlink(missing_ok=True)
            raise
    return Written(tuple(folder / name for name in files), tuple(path for path in kept if path))


@contextlib.contextmanager
def _faults(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        where = fault.filename or folder
        raise OutputError(
            Problem(f"cannot write {where}: {fault.strerror or fault}", remedy="Choose another folder with --out")
        ) from None


def _refuse_read_only(places: Iterable[Path]) -> None:
    """A file that was made read-only, such as one of an issue that came out, is not replaced either."""
    for place in places:
        if place.is_file() and not place.stat().st_mode & stat.S_IWUSR:
            remedy = "Copy the brief to another folder"
            raise OutputError(Problem(f"{place} is read-only and stays as it is", remedy=remedy))


def _hash(content: bytes) -> str:
    return sha256(content).hexdigest()


def _known(place: Path, content: bytes, before: Sequence[str]) -> list[str]:
    """The hash of what is to be written, and of what briefgen wrote there and still stands."""
    new = _hash(content)
    old = _hash(place.read_bytes()) if place.is_file() else ""
    return [new, old] if old in before and old != new else [new]


def _holds(path: Path, content: bytes) -> bool:
    return path.is_file() and path.read_bytes() == content


def _kept_aside(place: Path, ours: Sequence[str]) -> Path | None:
    """The new name of what a person has made of ``place``; None where briefgen wrote it, or nothing is there."""
    if not place.exists() or (place.is_file() and _hash(place.read_bytes()) in ours):
        return None
    for n in count(1):
        aside = place.with_name(f"{place.stem}.edited-{n}{place.suffix}")
        if not aside.exists():
            return place.rename(aside)
    raise AssertionError("there is always a next number")


def _read_record(folder: Path) -> dict[str, list[str]]:
    """Hashes last written, by name; empty where there is no record, so that every file counts as edited."""
    try:
        held = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    return {
        name: hashes
        for name, hashes in held.items()
        if isinstance(hashes, list) and all(isinstance(one, str) for one in hashes)
    }


def _record_bytes(record: Mapping[str, Sequence[str]]) -> bytes:
    return (json.dumps(record, indent=1, sort_keys=True) + "\n").encode()
