"""An issue made: the brief of its day beside the last one that came out, its views, and a record of its origins."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen import __version__
from briefgen.changes import Baseline, read_baseline
from briefgen.errors import BriefgenError, GateError, InputError, Location, Problem
from briefgen.model import Brief, Edition
from briefgen.pipeline import Gathered, Made, Request, gather, make_brief
from briefgen.profile import Profile
from briefgen.profile.model import Schedule
from briefgen.render import Format, render
from briefgen.render.changed import changes_counted
from briefgen.render.view import meeting_label
from briefgen.resources import Workspace
from briefgen.weekly.calendar import Slot, window
from briefgen.weekly.gates import reasons
from briefgen.weekly.hashes import file_hash, hash_of
from briefgen.weekly.state import ISSUE_SCHEMA, Issue, file_name, moment
from briefgen.wording import days

SHORT = ("changes", "meeting", "dates-ahead", "dropped")  # sections of an issue in which nothing is new


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """An issue that is to be made.

    Attributes:
        profile: whose issue.
        schedule: of the profile.
        slot: its week and day.
        version: from 1.
        missed: the keys of the weeks before it that have no issue.
        baseline: the last issue that came out, to compare with; None for the first.
        articles: files and folders.
        sample: whether those are the articles shipped with briefgen.
    """

    profile: Profile
    schedule: Schedule
    slot: Slot
    version: int
    missed: tuple[str, ...]
    baseline: Issue | None
    articles: tuple[Path, ...]
    sample: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An issue that was made and is nowhere yet.

    Attributes:
        files: its views, by name; none where the verbatim gate or an input kept it from being made.
        manifest: what it was made from, and what its mail tells.
        held: why it must not go out.
        news: whether it tells anything that the last one did not.
        inputs: a hash of all that it was made from.
        warnings: what a person should know of it.
    """

    files: Mapping[str, bytes]
    manifest: Mapping[str, Any]
    held: tuple[str, ...]
    news: bool
    inputs: str
    warnings: tuple[str, ...] = ()


class Shelf:
    """What articles hold, gathered once for all the profiles of a run that read the same ones."""

    def __init__(self, packs: Sequence[Path]) -> None:
        self._packs = tuple(packs)
        self._held: dict[tuple[tuple[Path, ...], str], Gathered] = {}

    def gathered(self, articles: tuple[Path, ...], language: str) -> Gathered:
        """What those articles hold.

        Raises:
            InputError: a path does not exist, or nothing can be read.
        """
        key = (articles, language)
        if key not in self._held:
            self._held[key] = gather(articles, self._packs, language)
        return self._held[key]


def make_draft(order: Order, workspace: Workspace, shelf: Shelf) -> Draft:
    """The issue as it would stand on the disk, and whether it may go out.

    Raises:
        OutputError: a template is wrong, or a PDF is asked for and Pango is not installed.
    """
    inputs = fingerprint(order)
    try:
        gathered = shelf.gathered(order.articles, order.profile.language)
        made = make_brief(order.profile, _request(order), gathered=gathered)
    except (GateError, InputError) as fault:
        held = tuple(str(problem) for problem in fault.problems)
        return Draft(files={}, manifest=_manifest(order, None, {}), held=held, news=True, inputs=inputs)
    news = has_news(made.brief)
    held = reasons(order.schedule, made, order.slot.day)
    left_out = not news and order.schedule.nothing_new == "skip"
    brief = replace(made.brief, draft=bool(held) or left_out or order.schedule.clearance)
    brief = _short(brief) if order.schedule.nothing_new == "short" and not news else brief
    formats: tuple[Format, ...] = ("md", "json", *order.schedule.formats)
    rendered = render(brief, formats, workspace.folders("templates"))
    key = order.slot.key
    files = {file_name(order.profile.name, key, suffix): content for suffix, content in rendered.files.items()}
    return Draft(
        files=files,
        manifest=_manifest(order, made, files) | {"letter": letter(brief, rendered.first_page)},
        held=held,
        news=news,
        inputs=inputs,
        warnings=(*(str(problem) for problem in made.problems), *rendered.warnings),
    )


def letter(brief: Brief, first_page: Sequence[str]) -> dict[str, Any]:
    """What a mail tells of an issue beside its first page.

    Args:
        brief: the brief of the issue.
        first_page: the headings of the sections that begin on page 1.
    """
    return {
        "title": brief.title,
        "counterpart": "–".join(side for side in brief.sides if side != brief.our_side),
        "handling": brief.handling,
        "language": brief.language,
        "changes": list(top_change(brief)),
        "first_page": list(first_page),
    }


def top_change(brief: Brief) -> tuple[str, ...]:
    """Wordings of what changed most, fullest first: how the meeting stands, else the words of an item; the counts."""
    changed = {change.id for change in brief.changes or () if change.kind in {"new", "moved"}}
    if not changed:
        return ()
    meeting = brief.meeting
    if meeting and meeting.id in changed:
        dates = days(meeting.start, meeting.end) if meeting.start else ""
        return (", ".join(filter(None, (meeting_label(meeting), dates))), changes_counted(brief))
    items = [entry.text for entry in (*brief.agenda, *brief.positions) if entry.id in changed]
    return (*items[:1], changes_counted(brief))


def has_news(brief: Brief) -> bool:
    """Whether anything is new or has moved since the last issue; of a first issue everything is."""
    return brief.changes is None or any(change.kind in {"new", "moved"} for change in brief.changes)


def _short(brief: Brief) -> Brief:
    """The brief of a week in which nothing is new: what changed, the meeting, the dates ahead."""
    return replace(brief, sections=tuple(section for section in brief.sections if section in SHORT))


def _request(order: Order) -> Request:
    edition = Edition(
        key=order.slot.key,
        version=order.version,
        supersedes=order.version - 1,
        missed=order.missed,
    )
    return Request(
        articles=order.articles,
        as_of=order.slot.day,
        sample=order.sample,
        since=_baseline(order),
        edition=edition,
    )


def _baseline(order: Order) -> Baseline | None:
    """The last issue that came out, read from its JSON."""
    last = order.baseline
    if last is None:
        return None
    path = last.view("json")
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return read_baseline(data, last.name, order.profile.name, order.slot.day.isoformat())
    except (OSError, ValueError) as fault:
        remedy = "Bring the last issue back from a copy, or move its folder out of the way"
        raise InputError(Problem(f"cannot be read: {fault}", Location(str(path)), remedy)) from None
    except BriefgenError as fault:
        raise InputError(*(Problem(one.message, Location(str(path)), one.remedy) for one in fault.problems)) from None


# --- where an issue is from -----------------------------------------------------------------------------------------


def _manifest(order: Order, made: Made | None, files: Mapping[str, bytes]) -> dict[str, Any]:
    begins, ends = window(order.schedule, order.slot)
    last = order.baseline
    return {
        "schema": ISSUE_SCHEMA,
        "profile": order.profile.name,
        "issue": order.slot.key,
        "version": order.version,
        "supersedes": order.version - 1 or None,
        "as_of": order.slot.day.isoformat(),
        "window": {"from": moment(begins), "before": moment(ends)},
        "compared_with": {"issue": last.name, "sha256": file_hash(last.view("json"))} if last else None,
        "missed": list(order.missed),
        "briefgen": __version__,
        "profile_files": [{"file": path.name, "sha256": hash_of(path.read_bytes())} for path in order.profile.files],
        "inputs": _inputs(made) if made else [],
        "rules": _rules(made) if made else {},
        "counts": _counts(made.brief) if made else {},
        "files": {name: hash_of(content) for name, content in files.items()},
    }


def _inputs(made: Made) -> list[dict[str, Any]]:
    """Every page that was read, and whether the brief uses it."""
    used = {source.path for source in made.brief.sources}
    return [{"path": page.path, "sha256": page.sha256, "used": page.path in used} for page in made.reading.pages]


def _rules(made: Made) -> dict[str, int]:
    """How many printed lines each rule has found, by name."""
    fired = Counter(choice.placed.find.rule for choice in made.selection.choices if choice.kept)
    return dict(sorted(fired.items()))


def _counts(brief: Brief) -> dict[str, int]:
    counts = {
        "articles_read": brief.articles_read,
        "sources": len(brief.sources),
        "meetings": len(brief.meetings),
        "agenda": len(brief.agenda),
        "positions": len(brief.positions),
        "quotes": len(brief.quotes),
        "gaps": len(brief.gaps),
    }
    changed = Counter(change.kind for change in brief.changes or ())
    return counts | {f"changes_{kind}": changed[kind] for kind in ("new", "moved", "dropped", "unchanged")}


def fingerprint(order: Order) -> str:
    """A hash of all that an issue is made from: program, profile, articles, day, and the issue it is compared with."""
    digest = sha256(f"{__version__}\n{order.slot.day}\n".encode())
    last = (order.baseline.view("json"),) if order.baseline else ()
    for path in (*order.profile.files, *_article_files(order.articles), *last):
        digest.update(f"{path}\n{file_hash(path)}\n".encode(errors="surrogateescape"))
    return digest.hexdigest()


def _article_files(articles: Sequence[Path]) -> list[Path]:
    return sorted(
        path
        for given in articles
        for path in (given.rglob("*") if given.is_dir() else (given,))
        if not path.is_dir() and not path.name.startswith(".")
    )
