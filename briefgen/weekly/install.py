"""Units put where systemd or cron finds them, and taken away: only our own, each step told in a line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from briefgen.durable import write_whole
from briefgen.errors import Location, OutputError, Problem
from briefgen.weekly.units import Job, Unit, block_marks

_MACHINES = Path("/etc/systemd/system")


def program() -> tuple[str, ...]:
    """This briefgen, as it is called from anywhere."""
    beside = Path(sys.executable).with_name("briefgen")
    if os.access(beside, os.X_OK):
        return (str(beside),)
    return (sys.executable, "-P", "-m", "briefgen")


def is_root() -> bool:
    """Whether we may do all on this machine."""
    return os.geteuid() == 0


def owner(workspace: Path) -> str:
    """Who owns a workspace, where that is somebody else than we are; empty where it is us, or nobody by name."""
    import pwd

    owned = workspace.stat().st_uid
    if owned == os.geteuid():
        return ""
    try:
        return pwd.getpwuid(owned).pw_name
    except KeyError:
        return ""


class Caller(Protocol):
    """Who is to call briefgen."""

    @property
    def text(self) -> str:
        """What is put in place."""

    @property
    def hint(self) -> str:
        """What else is needed; empty for nothing."""

    def stands(self) -> bool | None:
        """Whether it stands in its place as it is; None where nothing of ours does."""

    def install(self) -> Iterator[str]:
        """Puts it in place; a line for each thing done.

        Raises:
            OutputError: it cannot be written, something stands there that is not ours, or the system refuses.
        """

    def remove(self) -> Iterator[str]:
        """Takes away what of ours stands there; a line for each thing done.

        Raises:
            OutputError: as for ``install``.
        """


@dataclass(frozen=True, slots=True)
class Systemd:
    """The machine's systemd, or that of this user."""

    job: Job
    units: tuple[Unit, ...]
    system: bool

    @property
    def text(self) -> str:
        """Both files, under their names."""
        return "\n".join(f"==> {self._folder / unit.name} <==\n{unit.text}" for unit in self.units)

    @property
    def hint(self) -> str:
        """How a user's timer outlives the session."""
        return (
            "" if self.system else "It runs while you are logged in; always, after `sudo loginctl enable-linger $USER`"
        )

    @property
    def _folder(self) -> Path:
        if self.system:
            return _MACHINES
        config = os.environ.get("XDG_CONFIG_HOME")
        return (Path(config) if config else Path.home() / ".config") / "systemd" / "user"

    def stands(self) -> bool | None:
        """Whether both files stand there as they are."""
        held = [_held(self._folder / unit.name) for unit in self.units]
        return held == [unit.text.encode() for unit in self.units] if any(held) else None

    def install(self) -> Iterator[str]:
        """The files written, the timer started."""
        places = {self._folder / unit.name: unit.text.encode() for unit in self.units}
        for place in places:
            self._refuse_foreign(place)
        # Before anything is written.
        self._call("show", "--property=Version", remedy="Where systemd is not at work, use --as cron")
        for place, content in places.items():
            with _faults(place):
                place.parent.mkdir(parents=True, exist_ok=True)
                write_whole(place, content)
            yield f"wrote {place}"
        yield from self._systemctl("daemon-reload")
        yield from self._systemctl("enable", self._timer)
        yield from self._systemctl("restart", self._timer)

    def remove(self) -> Iterator[str]:
        """The timer stopped, the files deleted."""
        places = [place for unit in self.units if (place := self._folder / unit.name).exists()]
        for place in places:
            self._refuse_foreign(place)
        if self._folder / self._timer in places:
            yield from self._systemctl("disable", "--now", self._timer)
        for place in places:
            with _faults(place):
                place.unlink()
            yield f"deleted {place}"
        if places:
            yield from self._systemctl("daemon-reload")

    @property
    def _timer(self) -> str:
        return f"{self.job.name}.timer"

    def _refuse_foreign(self, place: Path) -> None:
        held = _held(place)
        if held is not None and self.job.mark.encode() not in held.partition(b"\n")[0]:
            raise OutputError(Problem("this file is not ours", Location(str(place)), "Move it away"))

    def _systemctl(self, *command: str) -> Iterator[str]:
        yield f"ran {self._call(*command)}"

    def _call(self, *command: str, remedy: str = "") -> str:
        words = ["systemctl", *([] if self.system else ["--user"]), *command]
        _run(words, remedy=remedy)
        return " ".join(words)


@dataclass(frozen=True, slots=True)
class Cron:
    """The crontab of a user; what is not ours in it stays byte for byte."""

    job: Job
    text: str
    hint: str = ""

    def stands(self) -> bool | None:
        """Whether the crontab holds our lines as they are."""
        if not shutil.which("crontab"):
            return None
        found = self._cut()[1]
        return found == self.text.encode() if found else None

    def install(self) -> Iterator[str]:
        """Our lines added at the end, or put in the place of older ones."""
        before, found, after = self._cut()
        if before and not before.endswith(b"\n"):
            before += b"\n"
        ours = self.text.encode()
        if found != ours:
            _run([*self._crontab, "-"], before + ours + after)
        done = "kept" if found == ours else "changed" if found else "added"
        yield f"{done} the lines {self.job.mark} in the crontab of {self._whose}"

    def remove(self) -> Iterator[str]:
        """Our lines taken out."""
        before, found, after = self._cut()
        if not found:
            return
        if before + after:
            _run([*self._crontab, "-"], before + after)
        else:
            _run([*self._crontab, "-r"])
        yield f"took the lines {self.job.mark} out of the crontab of {self._whose}"

    @property
    def _crontab(self) -> list[str]:
        return ["crontab", *(["-u", self.job.user] if self.job.user else [])]

    @property
    def _whose(self) -> str:
        return self.job.user or "this user"

    def _cut(self) -> tuple[bytes, bytes, bytes]:
        """The crontab before our lines, our lines, and what follows them; none of ours where it holds none."""
        whole = self._read()
        begin, end = (f"{mark}\n".encode() for mark in block_marks(self.job))
        lines = whole.splitlines(keepends=True)
        if begin not in lines and end not in lines:
            return whole, b"", b""
        if lines.count(begin) != 1 or lines.count(end) != 1 or lines.index(end) < lines.index(begin):
            fault = f"our lines {self.job.mark} in the crontab of {self._whose} are torn"
            raise OutputError(Problem(fault, remedy="Delete them with `crontab -e`"))
        first, last = lines.index(begin), lines.index(end) + 1
        return b"".join(lines[:first]), b"".join(lines[first:last]), b"".join(lines[last:])

    def _read(self) -> bytes:
        done = _start([*self._crontab, "-l"])
        if done.returncode and b"no crontab for" not in done.stderr:
            raise OutputError(Problem(f"the crontab of {self._whose} cannot be read: {_words(done.stderr)}"))
        return b"" if done.returncode else done.stdout


def _held(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise OutputError(Problem(f"cannot be read: {fault.strerror}", Location(str(place)))) from None


@contextmanager
def _faults(place: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        remedy = "Use --user, or be root" if isinstance(fault, PermissionError) else ""
        raise OutputError(Problem(f"cannot be written: {fault.strerror}", Location(str(place)), remedy)) from None


def _run(words: list[str], given: bytes = b"", remedy: str = "") -> None:
    done = _start(words, given)
    if done.returncode:
        raise OutputError(Problem(f"`{' '.join(words)}` failed: {_words(done.stderr)}", remedy=remedy))


def _start(words: list[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    found = shutil.which(words[0])
    if not found:
        raise OutputError(Problem(f"there is no '{words[0]}' on this machine", remedy="Choose the other for --as"))
    # One of the system's own programs, and words of ours: names of units, and of a user of this machine.
    return subprocess.run(  # noqa: S603
        [found, *words[1:]], input=given, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}
    )


def _words(said: bytes) -> str:
    return " ".join(said.decode("utf-8", "replace").split()) or "it does not say why"
