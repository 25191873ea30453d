"""What stands of a profile's issues on the disk: ``OUT/PROFILE/KEY/vN/``, a folder for each version.

Beside the views of the brief it holds ``manifest.json``, what it was made from, and ``status.json``, what has become of
it. Both are for people to read, too. A folder appears whole; a status is written after what it tells has happened.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from filelock import FileLock, Timeout

from briefgen.durable import place_folder, sweep, write_whole
from briefgen.errors import InputError, Location, LockedError, OutputError, Problem

STATUS, MANIFEST, MAILS = "status.json", "manifest.json", "mail"
VIEWS = ("md", "html", "pdf", "json")
READ_ONLY = 0o444
Outcome = Literal["pending", "sending", "accepted", "refused", "failed", "overtaken", "given up"]
OPEN: tuple[Outcome, ...] = ("pending", "sending", "failed")  # to be tried again
ISSUE_SCHEMA = "briefgen/issue/1"
KEY = re.compile(r"\d{4}-W\d\d", re.ASCII)
VERSION = re.compile(r"v([1-9]\d{0,3})", re.ASCII)
_MAIL = re.compile(rf"{MAILS}/\w+\.eml", re.ASCII)
_LOCK = ".lock"


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """An issue on its way to one recipient or folder.

    Attributes:
        to: the address, or the folder.
        message: the stored message, relative to the issue's folder; empty for a folder.
        outcome: what has become of it. "sending" is written down before the mail itself is handed over: where a run
            was cut off there, nobody can tell whether it arrived, and it is sent again under the same Message-ID.
        answer: what the server or the system said last.
        at: when that was.
        attempts: how often it was tried.
    """

    to: str
    message: str = ""
    outcome: Outcome = "pending"
    answer: str = ""
    at: str = ""
    attempts: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What has become of an issue. Moments are ISO 8601 in the zone of the profile; empty for what has not happened.

    Attributes:
        built: when it was made.
        inputs: a hash of all that it was made from: the same inputs need not be tried again.
        held: why it must not go out.
        cleared: when a person cleared it.
        cleared_by: who that was.
        cleared_sha256: of the Markdown that was cleared; one that is edited afterwards is another.
        overruled: why it was held, where a person cleared it despite that.
        issued: when it came out; from then on nothing of it changes.
        by: who brought it out: "schedule", "backfill" or a person.
        nothing_new: whether it was left out since nothing had changed.
        copies: to whom it goes.
        told: hashes of what the owner was told about it.
    """

    built: str
    inputs: str = ""
    held: tuple[str, ...] = ()
    cleared: str = ""
    cleared_by: str = ""
    cleared_sha256: str = ""
    overruled: tuple[str, ...] = ()
    issued: str = ""
    by: str = ""
    nothing_new: bool = False
    copies: tuple[Copy, ...] = ()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One version of an issue, as it stands on the disk."""

    profile: str
    key: str
    version: int
    folder: Path
    status: Status = field(compare=False)

    @property
    def name(self) -> str:
        """How it is called: ``2025-W13``, and from the second version on ``2025-W13 v2``."""
        return self.key if self.version == 1 else f"{self.key} v{self.version}"

    def view(self, suffix: str) -> Path:
        """The file of one of its views."""
        return self.folder / file_name(self.profile, self.key, suffix)


class Damaged(NamedTuple):
    """A version of an issue whose status cannot be read, and why."""

    key: str
    version: int
    fault: InputError


def file_name(profile: str, key: str, suffix: str) -> str:
    """How a view of an issue is called, in its folder and wherever it is sent."""
    return f"{profile}-{key}.{suffix}"


@contextmanager
def locked(out: Path, profile: str) -> Iterator[None]:
    """The profile's issues for this run alone; what a run that was cut off left half made is taken away.

    The lock is the system's: it goes with the process that holds it.

    Raises:
        LockedError: another run holds them.
        OutputError: the folder cannot be written.
    """
    folder = out / profile
    with writing(folder):
        folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / _LOCK, timeout=0)
    try:
        with writing(folder):
            lock.acquire()
    except Timeout:
        remedy = "Nothing needs to be done: it will finish what is due"
        raise LockedError(Problem("another run is at work", Location(str(folder)), remedy)) from None
    try:
        with writing(folder):
            os.utime(folder)  # what was seen at a glance before rests on its time: from now on anything may change
            for issues in folder.glob("*-W*"):  # beside them somebody may be building a brief by hand
                sweep(issues)
        yield
    finally:
        lock.release()


@contextmanager
def writing(where: Path) -> Iterator[None]:
    """Faults of the disk as what they mean for a user.

    Raises:
        OutputError: something cannot be written.
    """
    try:
        yield
    except Timeout:
        raise
    except OSError as fault:
        place = fault.filename or where
        remedy = "Make room or mend the rights; the next run goes on where this one stopped"
        raise OutputError(Problem(f"cannot write {place}: {fault.strerror or fault}", remedy=remedy)) from None


def read_issues(out: Path, profile: str, key: str = "") -> tuple[Issue, ...]:
    """Every version of every issue, or of those of one week, by key and version.

    Raises:
        InputError: a status is not as briefgen writes it.
    """
    return tuple(read_issue(folder) for week, _, folder in version_folders(out, profile) if key in {"", week})


def read_issue(folder: Path) -> Issue:
    """The version of an issue that stands in a folder.

    Raises:
        InputError: its status is not as briefgen writes it.
    """
    profile, key, version = folder.parts[-3:]
    return Issue(profile=profile, key=key, version=int(version[1:]), folder=folder, status=read_status(folder / STATUS))


def read_needed(out: Path, profile: str, week: str) -> tuple[tuple[Issue, ...], tuple[Damaged, ...]]:
    """Every issue that a run in that week goes by, and what cannot be read of weeks that it can do without.

    Those are older than the week and than the newest issue that came out: nothing is compared with them any more. Where
    one version of a week cannot be read, none of that week is gone by, so that nothing is sent twice.

    Raises:
        InputError: another week cannot be read.
    """
    found: list[Issue] = []
    damaged: list[Damaged] = []
    for key, version, folder in version_folders(out, profile):
        try:
            found.append(read_issue(folder))
        except InputError as fault:
            damaged.append(Damaged(key, version, fault))
    newest = max((one.key for one in found if one.status.issued), default="")
    if needed := next((one for one in damaged if one.key >= min(week, newest)), None):
        raise needed.fault
    left = {one.key for one in damaged}
    return tuple(one for one in found if one.key not in left), tuple(damaged)


def read_views(issue: Issue) -> dict[str, bytes]:
    """The views of an issue by name.

    Raises:
        InputError: one cannot be read.
    """
    try:
        return {path.name: path.read_bytes() for path in views_of(issue)}
    except OSError as fault:
        raise InputError(Problem(f"cannot be read: {fault.strerror}", Location(str(fault.filename)))) from None


def views_of(issue: Issue) -> tuple[Path, ...]:
    """The files of its views that are there."""
    return tuple(path for suffix in VIEWS if (path := issue.view(suffix)).is_file())


def read_manifest(issue: Issue) -> dict[str, Any]:
    """What an issue was made from.

    Raises:
        InputError: it is missing, or no manifest.
    """
    path = issue.folder / MANIFEST
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise InputError(Problem(f"not as briefgen writes it: {fault}", Location(str(path)))) from None
    if not isinstance(data, dict) or data.get("schema") != ISSUE_SCHEMA:
        raise InputError(Problem("this is no manifest of an issue", Location(str(path))))
    return data


def version_folders(out: Path, profile: str) -> list[tuple[str, int, Path]]:
    """Key, version and folder of each version that stands on the disk, in order."""
    found = []
    for path in (out / profile).glob("*-W*/v*"):
        version = VERSION.fullmatch(path.name)
        if version and KEY.fullmatch(path.parent.name) and path.is_dir():
            found.append((path.parent.name, int(version[1]), path))
    return sorted(found)


def is_issue(folder: Path) -> bool:
    """Whether a folder is called as that of a version of an issue."""
    return bool(VERSION.fullmatch(folder.name) and KEY.fullmatch(folder.parent.name))


def newest_issued(issues: tuple[Issue, ...], before: str) -> Issue | None:
    """The issue that the next one is compared with: the newest that came out, of an earlier week than ``before``."""
    return next((one for one in reversed(issues) if one.status.issued and one.key < before), None)


def place(out: Path, issue: Issue, files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Issue:
    """The issue as a folder, whole; a draft of the same version is replaced, and what people made of it is kept.

    Raises:
        OutputError: it cannot be written; then nothing has changed.
    """
    whole = {**files, MANIFEST: json_bytes(manifest), STATUS: json_bytes(asdict(issue.status))}
    sealed = [name for name in whole if not _is_open(name)] if issue.status.issued else []
    with writing(out):
        place_folder(issue.folder, whole, sealed, by_people(issue.folder))
    return issue


def place_mails(issue: Issue, mails: Mapping[str, bytes]) -> None:
    """The mails of an issue in its folder, all of them or none; what people put beside them stays.

    Raises:
        OutputError: they cannot be written; then nothing has changed.
    """
    folder = issue.folder / MAILS
    named = {name.partition("/")[2]: mail for name, mail in mails.items()}
    with writing(issue.folder):
        kept = {name: path for name, path in by_people(issue.folder).items() if name.startswith(f"{MAILS}/")}
        place_folder(folder, named, (), {name.partition("/")[2]: path for name, path in kept.items()})


def with_status(issue: Issue, **changed: Any) -> Issue:
    """The issue with some of its status changed, on the disk as well; of what comes out the files turn read-only.

    Raises:
        OutputError: it cannot be written; then the status stands as it did.
    """
    status = replace(issue.status, **changed)
    with writing(issue.folder):
        if status.issued and not issue.status.issued:
            _seal(issue.folder)
        write_whole(issue.folder / STATUS, json_bytes(asdict(status)))
    return replace(issue, status=status)


def _is_open(name: str) -> bool:
    """Whether a file of an issue is still written after it came out."""
    return name == STATUS or name.startswith(f"{MAILS}/")


def _seal(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_file() and not _is_open(path.name):
            path.chmod(READ_ONLY)


def by_people(folder: Path) -> dict[str, Path]:
    """The files in the folder of a draft, and below it, that are not as briefgen wrote them, where they stand now.

    Each is under the name it is to have when the draft is made again: its own, but for a view that somebody has edited.
    A text that was cleared is a person's, whoever wrote it.
    """
    try:
        ours = set(json.loads((folder / MANIFEST).read_bytes())["files"].values())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        ours = set()
    try:
        ours.discard(read_status(folder / STATUS).cleared_sha256)
    except InputError:
        ours = set()
    profile, key = folder.parents[1].name, folder.parent.name
    views = {file_name(profile, key, suffix) for suffix in VIEWS}
    held = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if _is_file(path)}
    kept: dict[str, Path] = {}
    for name, path in held.items():
        if name in views or name == MAILS:
            if path.is_symlink() or sha256(path.read_bytes()).hexdigest() not in ours:
                kept[_aside(name, held)] = path
        elif name not in {MANIFEST, STATUS} and not _MAIL.fullmatch(name):
            kept[name] = path
    return kept


def _is_file(path: Path) -> bool:
    return path.is_symlink() or path.is_file()


def _aside(name: str, taken: Container[str]) -> str:
    path = Path(name)
    return next(aside for n in count(1) if (aside := f"{path.stem}.edited-{n}{path.suffix}") not in taken)


def json_bytes(data: Mapping[str, Any]) -> bytes:
    """Data as it is written for people: indented, letters as themselves."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def moment(at: datetime) -> str:
    """A moment as it stands in a status: to the second, with its offset."""
    return at.isoformat(timespec="seconds")


def read_status(path: Path) -> Status:
    """What has become of an issue.

    Raises:
        InputError: the file is missing, or not as briefgen writes it.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return _status(data)
    except (OSError, ValueError, TypeError, KeyError) as fault:
        remedy = "Bring it back from a copy, or move the issue's folder out of the way"
        raise InputError(Problem(f"not as briefgen writes it: {fault}", Location(str(path)), remedy)) from None


def _status(data: Any) -> Status:
    values = _checked(Status, data)
    for name in ("built", "cleared", "issued"):
        if values.get(name) and datetime.fromisoformat(values[name]).tzinfo is None:
            raise ValueError(f"{name} is {values[name]!r}, without its zone")
    copies = tuple(Copy(**_checked(Copy, copy)) for copy in values.pop("copies", ()))
    if wrong := [copy.outcome for copy in copies if copy.outcome not in get_args(Outcome)]:
        raise ValueError(f"there is no outcome {wrong[0]!r}")
    if any(copy.message and not _MAIL.fullmatch(copy.message) for copy in copies):
        raise ValueError("a message lies outside the issue")
    held, overruled, told = (tuple(map(str, values.pop(name, ()))) for name in ("held", "overruled", "told"))
    return Status(**values, copies=copies, held=held, overruled=overruled, told=told)


def _checked(of: type[Status | Copy], data: Any) -> dict[str, Any]:
    """The fields of a map that are known, each of the type it should have."""
    kinds: dict[str, type] = {
        "attempts": int,
        "nothing_new": bool,
        "copies": list,
        "held": list,
        "told": list,
        "overruled": list,
    }
    if not isinstance(data, dict):
        raise TypeError("it is no map")
    found = {one.name: data[one.name] for one in fields(of) if one.name in data}
    for name, value in found.items():
        if not isinstance(value, kinds.get(name, str)):
            raise TypeError(f"{name} is {value!r}")
    return found
