"""What systemd and cron are told so that ``briefgen run-due`` is called: pure text.

It need not be called at the right moment only: whenever it is called it makes what is due. So a schedule of which the
timer knows nothing, a machine that was off or a mail server that was down cost an hour at most.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefgen.errors import Problem, UsageError
from briefgen.profile.model import Schedule

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_PLAIN = re.compile(r"[\w/.,:=@+-]+", re.ASCII)
_CRON_LINE = 999  # the longest command of Debian's cron
_QUARTER = 15  # every zone of today is so many minutes, or a multiple, from any other

_SERVICE = """\
# {mark} `briefgen schedule install --as systemd` writes this file, `remove` takes it away.
# Settings of your own go beside it: {edit}
[Unit]
Description=The weekly issues of "{shown}" (briefgen)
{after}
[Service]
Type=oneshot
ExecStart={command}
# 75: another run is at work on it.
SuccessExitStatus=75
TimeoutStartSec=3h
{user}Nice=5
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
RestrictNamespaces=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
{walls}"""
_NETWORK = """\
Wants=network-online.target
After=network-online.target
"""
_WALLS = """\
ProtectSystem=full
ReadWritePaths={paths}
PrivateDevices=true
ProtectClock=true
ProtectControlGroups=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
RestrictSUIDSGID=true
"""
_TIMER = """\
# {mark} `briefgen schedule install --as systemd` writes this file, `remove` takes it away.
[Unit]
Description=When the weekly issues of "{shown}" are due (briefgen)

[Timer]
{times}
# For what could not be done in time.
OnCalendar=hourly
AccuracySec=1s
Persistent=true

[Install]
WantedBy=timers.target
"""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be run.

    Attributes:
        workspace: its absolute path.
        program: briefgen as it is called, an absolute path first.
        user: whom it runs as; empty for whoever asks.
    """

    workspace: Path
    program: tuple[str, ...]
    user: str = ""

    @property
    def name(self) -> str:
        """Of the units: two workspaces never have the same."""
        word = re.sub(r"[^A-Za-z0-9]+", "-", self.workspace.name).strip("-")[:30] or "workspace"
        return f"briefgen-{word}-{sha256(os.fsencode(self.workspace)).hexdigest()[:8]}"

    @property
    def mark(self) -> str:
        """The words by which what we wrote is known again."""
        return f"[{self.name}]"

    @property
    def words(self) -> tuple[str, ...]:
        """The command line.

        Raises:
            UsageError: a path in it cannot be told to a scheduler.
        """
        for word in (*self.program, str(self.workspace)):
            if not word.isprintable():
                raise UsageError(
                    Problem(
                        f"a path with a line end or the like cannot be told to a scheduler: {word!r}",
                        remedy="Rename it",
                    )
                )
        folder = str(self.workspace)
        return (*self.program, "--workspace", folder, "run-due", "--quiet", "--out", f"{folder}/out")


class Unit(NamedTuple):
    """A file for systemd."""

    name: str
    text: str


def systemd_units(job: Job, schedules: Iterable[Schedule], *, system: bool) -> tuple[Unit, Unit]:
    """The service and the timer that calls it.

    Args:
        job: what is run.
        schedules: of the profiles; each distinct time is a line of the timer.
        system: for the machine's own systemd, not a user's; there the service gets more walls around it.

    Raises:
        UsageError: a path cannot be told to systemd.
    """
    shown = str(job.workspace).replace("%", "%%")
    edit = f"systemctl {'' if system else '--user '}edit {job.name}.service"
    service = _SERVICE.format(
        mark=job.mark,
        edit=edit,
        shown=shown,
        command=_command(job.words),
        after=_NETWORK if system else "",
        user=f"User={job.user}\n" if system and job.user else "",
        walls=_WALLS.format(paths=_quoted(str(job.workspace))) if system else "",
    )
    times = sorted({(one.weekday, one.hour, one.minute, one.zone) for one in schedules})
    lines = (
        f"OnCalendar={_WEEKDAYS[weekday]} *-*-* {hour:02}:{minute:02}:00 {zone}"
        for weekday, hour, minute, zone in times
    )
    timer = _TIMER.format(mark=job.mark, shown=shown, times="\n".join(lines))
    return Unit(f"{job.name}.service", service), Unit(f"{job.name}.timer", timer)


def _command(words: tuple[str, ...]) -> str:
    first = words[0]
    if re.search(r"""["'\\$]""", first):  # systemd refuses them in a program's name, not in what it is given
        words = ("/usr/bin/env", *words)
    return " ".join(map(_systemd_word, words))


def _systemd_word(word: str) -> str:
    """A word of a command line, in which also variables are put."""
    return _quoted(word).replace("$", "$$")


def _quoted(word: str) -> str:
    if _PLAIN.fullmatch(word):
        return word
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def cron_block(job: Job, schedules: Iterable[Schedule]) -> str:
    """The lines of a crontab. Cron knows one zone only, so the job is called each quarter of an hour.

    Of every schedule's minute the quarters that hold it are hit, whatever the zone.

    Raises:
        UsageError: a path cannot be told to cron.
    """
    words = job.words
    if any("\\" in word for word in words):
        raise UsageError(Problem("cron cannot be told of a path with a backslash", remedy="Use --as systemd"))
    command = shlex.join(words).replace("%", r"\%")
    if len(os.fsencode(command)) > _CRON_LINE:
        raise UsageError(Problem("the path is too long for cron", remedy="Use --as systemd"))
    minutes = sorted({minute for one in schedules for minute in range(one.minute % _QUARTER, 60, _QUARTER)})
    begin, end = block_marks(job)
    return f"{begin}\n{','.join(map(str, minutes))} * * * * {command}\n{end}\n"


def block_marks(job: Job) -> tuple[str, str]:
    """The lines before and after our part of a crontab."""
    return (
        f"# {job.mark} begin: `briefgen schedule remove --as cron` takes this away",
        f"# {job.mark} end",
    )
