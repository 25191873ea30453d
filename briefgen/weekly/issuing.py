"""A cleared brief brought out by hand: a weekly draft now, one built by hand as the next version of its week."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.errors import GateError, InputError, Location, Problem, UsageError
from briefgen.profile.model import Deliver
from briefgen.render.title_block import read_title_block
from briefgen.resources import PROFILE_NAME
from briefgen.weekly.clearance import Clearance, altered, read_clearance, voided
from briefgen.weekly.clearing import not_overtaken
from briefgen.weekly.hashes import hash_of
from briefgen.weekly.sending import Post, bring_out, copies_of, parcel_of
from briefgen.weekly.state import (
    ISSUE_SCHEMA,
    VIEWS,
    Issue,
    Status,
    file_name,
    moment,
    place,
    read_issues,
)
from briefgen.wording import say

_KINDS = ("new", "moved", "dropped", "unchanged")
_CLEAR = "Clear it: `briefgen clear {file} --by NAME`"


@dataclass(frozen=True, slots=True)
class Issued:
    """An issue that is out, and whether it was before."""

    issue: Issue
    already: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A brief built by hand and its clearance.

    Attributes:
        file: its Markdown.
        clearance: who cleared it.
        data: the JSON beside it.
        files: its views by suffix.
    """

    file: Path
    clearance: Clearance
    data: Mapping[str, Any]
    files: Mapping[str, bytes]

    @property
    def profile(self) -> str:
        """The profile that it was built from."""
        return str(self.data["profile"])

    @property
    def day(self) -> date:
        """Its as-of day."""
        return date.fromisoformat(self.data["as_of"])

    @property
    def key(self) -> str:
        """The ISO week of its as-of day."""
        year, week, _ = self.day.isocalendar()
        return f"{year:04}-W{week:02}"


def issue_draft(issue: Issue, deliver: Deliver | None, post: Post) -> Issued:
    """A cleared weekly draft as an issue; ``run-due`` sends it.

    Args:
        issue: as it stands on the disk; whoever calls holds the profile's lock.
        deliver: where it goes.
        post: how letters leave.

    Raises:
        GateError: it is a draft still, was edited after it was cleared, or a newer version came out.
        InputError: its manifest is not as briefgen writes it.
        OutputError: it cannot be written.
    """
    if issue.status.issued:
        return Issued(issue, already=True)
    not_overtaken(issue)
    file = issue.view("md")
    if not issue.status.cleared:
        _refuse(file, (*issue.status.held,))
    if names := voided(issue):
        raise _void(file, names)
    return Issued(bring_out(issue, deliver, post, issue.status.cleared_by))


def read_built(file: Path) -> Built:
    """A brief built by hand that was cleared.

    Raises:
        GateError: it is a draft still, or was edited after it was cleared.
        InputError: a part of it is missing or damaged.
    """
    clearance = read_clearance(file)
    if clearance is None:
        raise _draft(file)
    names = altered(file.parent, {**clearance.views, file.name: clearance.sha256})
    if names:
        raise _void(file, names)
    path = file.with_suffix(".json")
    try:
        files = {
            suffix: view.read_bytes()
            for suffix in VIEWS
            if (view := file.with_suffix(f".{suffix}")).name in clearance.views
        }
        data = json.loads(files.get("json", b""))
        built = Built(file=file, clearance=clearance, data=data, files=files)
        if not isinstance(data["profile"], str) or not PROFILE_NAME.fullmatch(built.profile):
            raise ValueError(f"no profile is called {built.profile!r}")
        date.fromisoformat(data["as_of"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as fault:
        remedy = "Build it with --json, and clear it again"
        raise InputError(
            Problem(f"the data of the brief cannot be read: {fault}", Location(str(path)), remedy)
        ) from None
    return built


def issue_built(built: Built, out: Path, deliver: Deliver | None, post: Post) -> Issued:
    """A cleared brief as the next version of the issue of its week; its bytes are those that were cleared.

    Args:
        built: the brief.
        out: the folder of the issues; whoever calls holds the lock of the profile in it.
        deliver: where it goes.
        post: how letters leave.

    Raises:
        UsageError: its day is still to come.
        InputError: an issue of that week, or the data of the brief, cannot be read.
        OutputError: it cannot be written.
    """
    if built.day > post.now.date():
        remedy = "Issue it on its day"
        raise UsageError(
            Problem(f"the brief is of {built.day}, which is still to come", Location(str(built.file)), remedy)
        )
    issues = read_issues(out, built.profile, built.key)
    for one in issues:
        if one.status.issued and one.status.cleared_sha256 == built.clearance.sha256:
            return Issued(one, already=True)
    version = max((one.version for one in issues), default=0) + 1
    supersedes = max((one.version for one in issues if one.status.issued), default=0)
    files = {file_name(built.profile, built.key, suffix): content for suffix, content in built.files.items()}
    try:
        manifest = _manifest(built, version, supersedes, files)
        parcel = parcel_of(manifest, files)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        remedy = "Build it with --json, and clear it again"
        where = Location(str(built.file.with_suffix(".json")))
        raise InputError(
            Problem(f"the data of the brief are not as briefgen writes them: {fault!r}", where, remedy)
        ) from None
    copies, mails = copies_of(deliver, parcel, post)
    at = moment(post.now)
    status = Status(
        built=at,
        cleared=built.clearance.at,
        cleared_by=built.clearance.by,
        cleared_sha256=built.clearance.sha256,
        issued=at,
        by=built.clearance.by,
        copies=copies,
    )
    folder = out / built.profile / built.key / f"v{version}"
    issue = Issue(profile=built.profile, key=built.key, version=version, folder=folder, status=status)
    return Issued(place(out, issue, {**files, **mails}, manifest))


def _manifest(built: Built, version: int, supersedes: int, files: Mapping[str, bytes]) -> dict[str, Any]:
    data = built.data
    facts = read_title_block(built.files["md"].decode(), str(data["title"]))
    since = data.get("since")
    changed = Counter(change["kind"] for change in data["changes"])
    counted = ("sources", "meetings", "agenda", "positions", "quotes", "gaps")
    return {
        "schema": ISSUE_SCHEMA,
        "profile": built.profile,
        "issue": built.key,
        "version": version,
        "supersedes": supersedes or None,
        "as_of": built.day.isoformat(),
        "window": None,
        "compared_with": {"issue": str(since["name"])} if since else None,
        "missed": [],
        "briefgen": __version__,
        "built_by_hand": built.file.name,
        "profile_files": [],
        "inputs": [{"path": one["path"], "sha256": one["sha256"], "used": True} for one in data["sources"]],
        "rules": {},
        "counts": {"articles_read": data["articles_read"]}
        | {name: len(data[name]) for name in counted}
        | {f"changes_{kind}": changed[kind] for kind in _KINDS},
        "files": {name: hash_of(content) for name, content in files.items()},
        "letter": {
            "title": facts.title,
            "counterpart": "–".join(side for side in data["sides"] if side != data["our_side"]),
            "handling": facts.handling,
            "language": str(data["language"]),
            "changes": _top_change(data, changed),
            "first_page": list(built.clearance.first_page),
        },
    }


def _top_change(data: Mapping[str, Any], counts: Mapping[str, int]) -> list[str]:
    """The words of the first new or moved item, then the counts; as of an issue that the schedule makes."""
    changed = {change["id"] for change in data["changes"] if change["kind"] in {"new", "moved"}}
    if not changed:
        return []
    items = [item for name in ("agenda", "meetings", "positions") for item in data[name]]
    first = [str(item["text"]) for item in items if item["id"] in changed]
    return [*first[:1], say("changes.counts", **{kind: counts[kind] for kind in _KINDS})]


def _refuse(file: Path, held: tuple[str, ...]) -> None:
    raise GateError(*(Problem(f"held back: {why}", Location(str(file))) for why in held), *_draft(file).problems)


def _draft(file: Path) -> GateError:
    return GateError(Problem("this is a draft that nobody has cleared", Location(str(file)), _CLEAR.format(file=file)))


def _void(file: Path, names: tuple[str, ...]) -> GateError:
    told = f"edited after it was cleared: {', '.join(names)}"
    return GateError(Problem(told, Location(str(file)), _CLEAR.format(file=file)))
