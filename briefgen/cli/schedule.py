"""``briefgen schedule``: when issues are due, and systemd or cron told to call ``briefgen run-due``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.console import err, out
from briefgen.cli.context import current
from briefgen.cli.given import Command, Group
from briefgen.errors import Problem, UsageError

if TYPE_CHECKING:
    from briefgen.profile import Profile, Schedule
    from briefgen.weekly.install import Caller

_NEXT = 3  # issues shown of each profile
_STANDING = {
    True: "installed as shown",
    False: "installed, but not as shown: `briefgen schedule install` brings it up to date",
    None: "not installed",
}

As = Annotated[str | None, typer.Option("--as", metavar="systemd|cron", help="Who calls briefgen.")]
System = Annotated[
    bool | None,
    typer.Option(
        "--system/--user", help="The systemd of the machine or your own; for root the machine's.", show_default=False
    ),
]

group = typer.Typer(cls=Group, no_args_is_help=True, rich_markup_mode=None, help="When issues are due, and who calls.")


@group.command(cls=Command)
def show(way: As = None, system: System = None) -> None:
    """Show when the next issues are due, or what would be installed.

    Without --as, the next three issues of every profile that has a schedule, in its zone and in UTC. With --as, the
    unit that `install` would put in place, and on standard error whether it stands there. Nothing is changed.

    Examples: `briefgen schedule show`, `briefgen schedule show --as systemd`, `briefgen schedule show --as cron`
    """
    profiles, code = _scheduled()
    if way is None and system is None:
        now = datetime.now(UTC)
        for profile, schedule in profiles:
            out("\n".join(_coming(profile, schedule, now)))
    else:
        caller = _caller(way, system, [schedule for _, schedule in profiles])
        out(caller.text.rstrip("\n"))
        err(_STANDING[caller.stands()])
    if code:
        raise typer.Exit(code)


@group.command(cls=Command)
def install(way: As = None, system: System = None) -> None:
    """Have systemd or cron call `briefgen run-due`.

    Prints the unit, puts it in place and says what it did. Done again it changes nothing, or brings the unit up to date
    after a schedule has changed. Root installs for the owner of the workspace.

    Examples: `briefgen schedule install --as systemd --user`, `sudo briefgen schedule install --as systemd`,
    `briefgen schedule install --as cron`
    """
    profiles, code = _scheduled()
    if code:
        raise UsageError("nothing is installed while a profile has faults")
    caller = _caller(way, system, [schedule for _, schedule in profiles])
    out(caller.text)
    for line in caller.install():
        out(line)
    if caller.hint:
        out(caller.hint)


@group.command(cls=Command)
def remove(way: As = None, system: System = None) -> None:
    """Take away what `install` put in place for this workspace, and nothing else.

    Examples: `briefgen schedule remove --as systemd`, `briefgen schedule remove --as cron`
    """
    done = False
    for line in _caller(way, system, ()).remove():
        out(line)
        done = True
    if not done:
        out("nothing of this workspace was installed")


def _scheduled() -> tuple[list[tuple[Profile, Schedule]], int]:
    """The profiles that have a schedule, and the exit code of those that do not load; their faults are told.

    Raises:
        UsageError: none has one.
    """
    from briefgen.cli.run_due import scheduled

    profiles, code = scheduled(None)
    found = [(profile, profile.schedule) for profile in profiles if profile.schedule]
    if not found and not code:
        remedy = "Add to one: `schedule: {when: weekly on Monday at 06:30, zone: Europe/Istanbul}`"
        raise UsageError(Problem("no profile has a schedule", remedy=remedy))
    return found, code


def _coming(profile: Profile, schedule: Schedule, now: datetime) -> Iterator[str]:
    """The profile and its next issues, a line each."""
    from briefgen.render.escape import printed
    from briefgen.weekly.calendar import following

    yield f"{printed(profile.name)}  ({schedule.zone})"
    for _ in range(_NEXT):
        slot = following(schedule, now)
        now = slot.at
        yield f"  {slot.key}  {slot.at:%a %Y-%m-%d %H:%M %z}  {slot.at.astimezone(UTC):%a %Y-%m-%d %H:%M} UTC"


def _caller(way: str | None, system: bool | None, schedules: Sequence[Schedule]) -> Caller:
    """Systemd or cron, for this workspace.

    Raises:
        UsageError: it is not said which, or the workspace cannot be told to it.
    """
    from briefgen.weekly.install import Cron, Systemd, is_root, owner, program
    from briefgen.weekly.units import Job, cron_block, systemd_units

    workspace = current().root.resolve()
    others = owner(workspace) if is_root() else ""
    if way == "systemd":
        machines = is_root() if system is None else system
        job = Job(workspace, program(), others if machines else "")
        return Systemd(job, systemd_units(job, schedules, system=machines), machines)
    if way != "cron":
        raise UsageError(
            Problem(
                f"--as {way}: no such scheduler" if way else "--as is missing",
                remedy="Write --as systemd, or --as cron",
            )
        )
    if system is not None:
        raise UsageError("--system and --user are for --as systemd; a crontab belongs to its user")
    job = Job(workspace, program(), others)
    return Cron(job, cron_block(job, schedules))
