"""What the last run saw, so that the next one tells at a glance that there is nothing to do.

A run every quarter of an hour finds nothing due nearly always; to load two hundred profiles for that would take longer
than all else. So it is written down until when nothing is due for a profile, with the size and the time of each file
that this rests on. Where one of them is another, or the file is gone, the profile is loaded: nothing is lost with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.durable import write_whole
from briefgen.weekly.state import json_bytes, moment

NAME = ".run-due.json"
Stamp = list[str | int]


@dataclass(slots=True)
class Glance:
    """What is known of each profile, by the path of its file.

    Attributes:
        place: the file it is kept in.
        folders: stamps of the folders in which profiles and packs are looked for.
        known: the moment it was seen, until when nothing is due ("" for ever), and the stamps, by profile.
        faults: a hash of the faults that were told of a profile last, by profile.
        changed: whether anything of it is other than it was written down.
        noted: stamps of the files that were read since, as they were then.
    """

    place: Path
    folders: list[Stamp]
    known: dict[str, dict[str, Any]] = field(default_factory=dict)
    faults: dict[str, str] = field(default_factory=dict)
    changed: bool = False
    noted: dict[Path, Stamp] = field(default_factory=dict)

    def nothing_until(self, profile: Path, now: datetime) -> str | None:
        """Until when nothing is due for a profile, "" for ever; None where it has to be loaded."""
        seen = self.known.get(str(profile))
        if seen is None or datetime.fromisoformat(seen["seen"]) > now:
            return None
        until: str = seen["until"]
        if until and datetime.fromisoformat(until) <= now:
            return None
        return until if all(stamp == _stamp(Path(stamp[0])) for stamp in seen["files"]) else None

    def remember(self, profile: Path, files: Iterable[Path | Stamp], now: datetime, until: str) -> None:
        """Nothing is due for a profile before ``until``, as long as those files are what they are.

        A file that somebody may have written since it was looked at is given by the stamp it had then, or was noted.
        """
        held = [(self.noted.get(one) or _stamp(one)) if isinstance(one, Path) else one for one in files]
        entry = {"seen": moment(now), "until": until, "files": held}
        self.known[str(profile)] = entry
        self.faults.pop(str(profile), None)
        self.changed = True

    def note(self, files: Iterable[Path]) -> None:
        """Those files have been read just now."""
        self.noted |= {path: _stamp(path) for path in files}

    def was_told(self, profile: Path, fault: str) -> bool:
        """Whether the last run told of the same faults; from now on this one has."""
        words = sha256(fault.encode(errors="surrogateescape")).hexdigest()
        before = self.faults.get(str(profile))
        self.faults[str(profile)] = words
        self.changed |= before != words
        return before == words

    def forget(self, profile: Path) -> None:
        """The profile has to be looked at by the next run."""
        self.changed |= self.known.pop(str(profile), None) is not None

    def keep(self) -> None:
        """What is known written down. Where that cannot be, the next run takes longer, no more."""
        if not self.changed or not self.place.parent.is_dir():
            return
        data = {"briefgen": __version__, "folders": self.folders, "profiles": self.known, "faults": self.faults}
        with suppress(OSError):
            for left in self.place.parent.glob(f".{self.place.name}.*"):
                left.unlink()  # of a run that was cut off; one that is at work finds it gone and writes nothing
            write_whole(self.place, json_bytes(data))


def look(out: Path, folders: Sequence[Path]) -> Glance:
    """What the last run wrote down; nothing where it was another briefgen, or a file was added to those folders.

    Args:
        out: the folder of the issues.
        folders: in which profiles and packs are looked for.
    """
    stamps = [_stamp(folder) for folder in folders]
    place = out / NAME
    try:
        data = json.loads(place.read_bytes())
        if data["briefgen"] == __version__ and data["folders"] == stamps:
            known = {path: entry for path, entry in data["profiles"].items() if _is_whole(entry)}
            return Glance(place, stamps, known, {str(path): str(words) for path, words in data["faults"].items()})
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        pass
    return Glance(place, stamps)


def stamps(paths: Iterable[Path]) -> tuple[Stamp, ...]:
    """What tells of each of those files or folders whether it was written since."""
    return tuple(_stamp(path) for path in paths)


def _is_whole(entry: dict[str, Any]) -> bool:
    datetime.fromisoformat(entry["seen"])
    if entry["until"]:
        datetime.fromisoformat(entry["until"])
    return all(isinstance(stamp[0], str) for stamp in entry["files"])


def _stamp(path: Path) -> Stamp:
    """A file's path, time, size and number on the disk: another one, or one written since, has others."""
    try:
        found = path.stat()
    except OSError:
        return [str(path), 0, 0, 0]
    return [str(path), found.st_mtime_ns, found.st_size, found.st_ino]
