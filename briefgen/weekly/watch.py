"""How a profile's issues stand, read from the disk alone: nothing is locked, nothing is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from briefgen.errors import InputError
from briefgen.profile import Profile
from briefgen.render.escape import printed
from briefgen.weekly.calendar import due, following
from briefgen.weekly.clearance import voided
from briefgen.weekly.state import STATUS, Issue, moment, read_manifest, read_status, version_folders
from briefgen.wording import day

_DELIVERED = {"accepted"}
_CLOCKS = timedelta(hours=1)  # that two machines may differ by
_OPEN_WORDS = {
    "pending": "not sent yet",
    "sending": "cut off while it was sent",
    "failed": "failed",
    "refused": "refused",
    "given up": "given up",
    "overtaken": "overtaken",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """Somebody who has not got an issue, and why."""

    to: str
    outcome: str
    answer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one issue stands.

    Attributes:
        issue: the issue.
        words: how it stands, in words.
        sent: how many have it.
        of: to how many it goes.
        missing: who has not got it.
    """

    issue: Issue
    words: str
    sent: int = 0
    of: int = 0
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Watched:
    """How the issues of a profile stand at a moment.

    Attributes:
        profile: its name.
        last: the newest issue that came out.
        age: of it; None where none came out.
        draft: the newest version of the newest week, where it did not come out.
        due: the key of the issue that is due and stands nowhere; "" where none is.
        following: when the next one is due.
        problems: what cannot be read.
    """

    profile: str
    last: Standing | None
    age: timedelta | None
    draft: Standing | None
    due: str
    following: str
    problems: tuple[str, ...] = ()


def watch(profile: Profile, out: Path, now: datetime) -> Watched:
    """How the issues of a scheduled profile stand.

    Args:
        profile: with a schedule.
        out: the folder of the issues.
        now: the moment.
    """
    schedule = profile.schedule
    assert schedule is not None  # noqa: S101  only profiles with a schedule are watched
    zone = ZoneInfo(schedule.zone)
    problems: list[str] = []
    issues: list[Issue] = []
    for key, version, folder in reversed(version_folders(out, profile.name)):
        try:
            status = read_status(folder / STATUS)
        except InputError as fault:
            problems += map(str, fault.problems)
            continue
        issues.append(Issue(profile=profile.name, key=key, version=version, folder=folder, status=status))
        if status.issued:
            break
    last = next((one for one in issues if one.status.issued), None)
    draft = issues[0] if issues and not issues[0].status.issued else None
    keys = {key for key, _, _ in version_folders(out, profile.name)}
    missing = due(schedule, keys, now)
    if last and _age(last, now.astimezone(zone)) < -_CLOCKS:
        problems.append(f"the issue {last.name} came out later than now: a rehearsal, or a wrong clock")
    return Watched(
        profile=profile.name,
        last=standing(last) if last else None,
        age=_age(last, now.astimezone(zone)) if last else None,
        draft=standing(draft) if draft else None,
        due=missing.slot.key if missing else "",
        following=moment(following(schedule, now).at),
        problems=tuple(problems),
    )


def standing(issue: Issue) -> Standing:
    """How an issue stands: who has it, or why it is still a draft."""
    status = issue.status
    if not status.issued:
        return Standing(issue=issue, words=printed(_draft(issue)))
    counted = [copy for copy in status.copies if copy.outcome != "overtaken"]
    missing = tuple(
        Missing(to=printed(copy.to), outcome=copy.outcome, answer=printed(copy.answer))
        for copy in counted
        if copy.outcome not in _DELIVERED
    )
    sent = len(counted) - len(missing)
    told = f"issued {_printed(status.issued)}"
    if status.by == "backfill":
        told += " to fill a gap"
    elif status.cleared_by:
        told += f", cleared by {status.cleared_by}"
    if status.overruled:
        told += f" despite its gates ({'; '.join(status.overruled)})"
    if len(counted) < len(status.copies):
        told += ", overtaken by a newer version"
    if counted:
        told += f", sent to {sent} of {len(counted)}"
    return Standing(issue=issue, words=printed(told), sent=sent, of=len(counted), missing=missing)


def why(missing: Missing) -> str:
    """Why somebody has not got an issue, in words."""
    told = _OPEN_WORDS.get(missing.outcome, missing.outcome)
    return f"{told}: {missing.answer}" if missing.answer else told


def _draft(issue: Issue) -> str:
    status = issue.status
    if status.held:
        return f"held back: {'; '.join(status.held)}"
    if status.cleared:
        try:
            names = voided(issue)
        except InputError as fault:
            return f"cleared by {status.cleared_by}, but {fault}"
        if names:
            return f"cleared by {status.cleared_by}, but edited since: {', '.join(names)}"
        return f"cleared by {status.cleared_by}, not issued yet"
    return "left out, nothing was new" if status.nothing_new else "waiting to be cleared"


def _printed(at: str) -> str:
    """The day of a moment that stands in a status."""
    try:
        return day(datetime.fromisoformat(at).date().isoformat())
    except ValueError:
        return at


def _age(issue: Issue, now: datetime) -> timedelta:
    """The time since an issue came out; one that fills a gap is as old as its day."""
    try:
        if issue.status.by == "backfill":
            of = date.fromisoformat(str(read_manifest(issue)["as_of"]))
            return now - datetime.combine(of, time(), now.tzinfo)
        return now - datetime.fromisoformat(issue.status.issued)
    except (InputError, KeyError, TypeError, ValueError):
        return timedelta.max


def too_old(watched: Watched, most: timedelta) -> bool:
    """Whether the newest issue of a profile is older than that, or there is none."""
    return watched.age is None or watched.age > most


def in_words(age: timedelta) -> str:
    """An age as people tell it: days, below two of them hours."""
    if age == timedelta.max:
        return "of unknown age"
    hours = max(0, int(age.total_seconds() // 3600))
    n, unit = (hours, "hour") if hours < 48 else (hours // 24, "day")
    return f"{n} {unit}{'s' * (n != 1)} old"


def names(missing: Sequence[Missing]) -> str:
    """Who has not got an issue and why, in one line."""
    return "; ".join(f"{one.to} ({why(one)})" for one in missing)
