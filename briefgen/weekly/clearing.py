"""A brief cleared: every line of it found again, its status row written, and who cleared which bytes written down.

What is cleared are the bytes of a Markdown, as a person may have edited them. One that is edited afterwards has another
hash: nobody has cleared that one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from briefgen.durable import staged, write_whole
from briefgen.errors import GateError, InputError, Location, Problem, UsageError
from briefgen.model import Page
from briefgen.render import Format, page_views
from briefgen.render.json import with_draft
from briefgen.render.page import PageFacts
from briefgen.render.title_block import read_title_block, with_status_row
from briefgen.render.verify import verify_markdown
from briefgen.render.write import Written, write_files
from briefgen.weekly.clearance import CLEARANCE_SCHEMA, clearance_file, held_hashes
from briefgen.weekly.hashes import file_hash, hash_of
from briefgen.weekly.state import (
    KEY,
    MANIFEST,
    STATUS,
    VERSION,
    Issue,
    file_name,
    json_bytes,
    moment,
    read_issues,
    read_manifest,
    read_status,
    views_of,
    with_status,
    writing,
)
from briefgen.wording import day, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearing:
    """What it takes to clear a brief.

    Attributes:
        by: the name of who clears it, checked.
        at: the moment, in the zone in which the day of it is told.
        pages: the articles to find its lines in.
        sample: whether those are the articles shipped with briefgen.
        templates: folders that may hold style sheets.
        despite_gates: whether the person clears it although it is held back.
    """

    by: str
    at: datetime
    pages: Sequence[Page]
    sample: bool
    templates: Sequence[Path]
    despite_gates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """A brief that was cleared.

    Attributes:
        written: the files that say so.
        kept: files a person had edited that were made again, under the names they have now.
        looked_for: how many lines were found.
        overruled: why it was held back.
        warnings: what a person should know.
    """

    written: tuple[Path, ...]
    kept: tuple[Path, ...]
    looked_for: int
    overruled: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


# --- which brief ------------------------------------------------------------------------------------------------------


def issue_of(file: Path) -> Issue | None:
    """The issue that a Markdown file belongs to; None for that of a brief built by hand.

    Raises:
        InputError: it lies in the folder of an issue and is not its own Markdown, or the status cannot be read.
    """
    folder = file.absolute().parent.resolve()
    version = VERSION.fullmatch(folder.name)
    if not version or not KEY.fullmatch(folder.parent.name):
        return None
    profile, key = folder.parents[1].name, folder.parent.name
    own = file_name(profile, key, "md")
    if file.name != own:
        remedy = f"Put what you want into {own} and name that file"
        raise InputError(Problem("this is not the issue's own Markdown", Location(str(file)), remedy))
    status = read_status(folder / STATUS)
    return Issue(profile=profile, key=key, version=int(version[1]), folder=folder, status=status)


def not_overtaken(issue: Issue) -> None:
    """Nothing, where no newer version of the issue came out.

    Raises:
        GateError: one did.
        InputError: what became of one cannot be read.
    """
    versions = read_issues(issue.folder.parents[2], issue.profile, issue.key)
    if newer := next((one for one in reversed(versions) if one.version > issue.version and one.status.issued), None):
        remedy = f"Put what you want into a new version: `briefgen run-due {issue.profile} --reissue`"
        told = f"version {newer.version} came out, so version {issue.version} comes out no more"
        raise GateError(Problem(told, Location(str(issue.view("md"))), remedy))


# --- cleared ----------------------------------------------------------------------------------------------------------


def clear_draft(issue: Issue, content: bytes, given: Clearing) -> Cleared:
    """A weekly draft cleared; the next run brings it out.

    Args:
        issue: as it stands on the disk; whoever calls holds the profile's lock.
        content: what was read of it.
        given: by whom, when, and beside which articles.

    Raises:
        GateError: it or a newer version came out already, it is held back, or holds a line that is not in its source;
            nothing has changed.
        InputError: its manifest or data cannot be read, or somebody writes to it at the same time.
        OutputError: it cannot be written.
    """
    file = issue.view("md")
    if issue.status.issued:
        remedy = f"`briefgen run-due {issue.profile} --reissue` makes a new version"
        raise GateError(Problem(f"{issue.name} came out and stays as it is", Location(str(file)), remedy))
    not_overtaken(issue)
    manifest = read_manifest(issue)
    hashes = held_hashes(issue)
    if not issue.view("json").is_file():
        remedy = f"Bring it back, or make the draft again: `briefgen run-due {issue.profile} --reissue`"
        raise InputError(Problem("the data of the issue are gone", Location(str(issue.view("json"))), remedy))
    made = _made(file, content, given, hashes)
    if issue.status.held and not given.despite_gates:
        remedy = "Mend it and run `briefgen run-due`, or clear it with --despite-gates"
        raise GateError(*(Problem(f"held back: {why}", Location(str(file)), remedy) for why in issue.status.held))
    before = {name: hashes.get(name, "") for name in made.files}
    try:
        told: dict[str, Any] = {"title": made.facts.title, "handling": made.facts.handling}
        if made.first_page is not None:
            told["first_page"] = list(made.first_page)
        letter = {**manifest["letter"], **told}
    except (KeyError, TypeError) as fault:
        where = Location(str(issue.folder / MANIFEST))
        raise InputError(Problem(f"not as briefgen writes it: {fault!r}", where)) from None
    with writing(issue.folder):
        kept = _put(issue.folder, made.files, before | {file.name: hash_of(content)})
        views = {path.name: file_hash(path) for path in views_of(issue)}
        write_whole(issue.folder / MANIFEST, json_bytes({**manifest, "files": views, "letter": letter}))
    overruled = issue.status.held
    with_status(
        issue,
        held=(),
        overruled=overruled,
        cleared=moment(given.at),
        cleared_by=given.by,
        cleared_sha256=views[file.name],
        told=(),  # of a state that is gone: an edit after this is another
    )
    written = tuple(issue.folder / name for name in made.files)
    return Cleared(written=written, kept=kept, looked_for=made.looked_for, overruled=overruled, warnings=made.warnings)


def clear_built(file: Path, content: bytes, given: Clearing) -> Cleared:
    """A brief built by hand cleared; ``issue`` can bring it out.

    Args:
        file: its Markdown.
        content: what was read of it.
        given: by whom, when, and beside which articles.

    Raises:
        GateError: a line of it is not in its source; nothing has changed.
        InputError: its data cannot be read, or somebody writes to it at the same time.
        OutputError: it cannot be written.
    """
    made = _made(file, content, given)
    cleared = made.files.pop(file.name)
    _unchanged(file, content)
    # The Markdown stays a person's file: a brief that is built once more is not written over it.
    views = write_files(made.files, file.parent) if made.files else Written(())
    record = {
        "schema": CLEARANCE_SCHEMA,
        "file": file.name,
        "sha256": hash_of(cleared),
        "by": given.by,
        "at": moment(given.at),
        "first_page": list(made.first_page or ()),
        "views": {name: hash_of(held) for name, held in {file.name: cleared, **made.files}.items()},
    }
    with writing(file.parent):
        _unchanged(file, content)
        write_whole(file, cleared)
        write_whole(clearance_file(file), json_bytes(record))
    return Cleared(
        written=(file, *views.files, clearance_file(file)),
        kept=views.kept,
        looked_for=made.looked_for,
        warnings=made.warnings,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """The views of a cleared brief, not yet written."""

    files: dict[str, bytes]
    facts: PageFacts
    first_page: tuple[str, ...] | None  # None where no PDF tells it
    looked_for: int
    warnings: tuple[str, ...]


def _made(file: Path, content: bytes, given: Clearing, wanted: Container[str] = ()) -> _Made:
    """The views with the status row of the clearance, after every line was found.

    Those that stand beside the Markdown are made, and those whose names are ``wanted``.
    """
    try:
        markdown = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        remedy = "A brief is UTF-8 text: name its .md file"
        raise InputError(Problem("this is no text", Location(str(file)), remedy)) from None
    data = _data_beside(file)
    found, warnings = _verified(file, markdown, given, sample=bool(data and data.get("sample") is True))
    status = say("status.cleared", name=given.by, date=day(given.at.date().isoformat()))
    cleared = with_status_row(markdown, status)
    facts = read_title_block(cleared, file.stem)
    files = {file.name: cleared.encode()}
    if data is not None:
        facts = replace(facts, language=str(data.get("language") or facts.language))
        files[file.with_suffix(".json").name] = with_draft(data, draft=False).encode()
    views: tuple[Format, ...] = ("html", "pdf")
    formats = [kind for kind in views if (at := file.with_suffix(f".{kind}")).exists() or at.name in wanted]
    pages = page_views(cleared.replace("\r\n", "\n"), facts, formats, given.templates)
    files |= {f"{file.stem}.{suffix}": content for suffix, content in pages.files.items()}
    return _Made(
        files=files,
        facts=facts,
        first_page=pages.first_page if "pdf" in formats else None,
        looked_for=found,
        warnings=(*warnings, *pages.warnings),
    )


def _verified(file: Path, markdown: str, given: Clearing, *, sample: bool) -> tuple[int, tuple[str, ...]]:
    """How many lines were found, and what to know of their sources."""
    head = re.split(r"(?m)^#", markdown, maxsplit=1)[0]
    if sample or given.sample or say("sample") in head:
        remedy = "Name your own with --articles when it is made"
        raise GateError(Problem("the brief is made of sample articles; it cannot be cleared", remedy=remedy))
    try:
        report = verify_markdown(markdown.replace("\r\n", "\n"), given.pages)
    except (InputError, UsageError) as fault:
        raise type(fault)(*(Problem(one.message, Location(str(file)), one.remedy) for one in fault.problems)) from None
    if report.missing:
        raise GateError(*(Problem(one.message, Location(f"{file}:{one.where}")) for one in report.missing))
    if not report.looked_for:
        raise GateError(Problem("no article stands behind this brief; there is nothing to clear", Location(str(file))))
    return report.looked_for, tuple(f"{file}:{one.where}: {one.message}" for one in report.changed)


def _data_beside(file: Path) -> dict[str, Any] | None:
    path = file.with_suffix(".json")
    try:
        data = json.loads(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValueError, RecursionError) as fault:
        raise InputError(Problem(f"cannot be read: {fault}", Location(str(path)), "Build the brief again")) from None
    if not isinstance(data, dict) or "draft" not in data:
        raise InputError(Problem("this is no brief of this briefgen", Location(str(path)), "Build the brief again"))
    return data


def _unchanged(file: Path, content: bytes) -> None:
    if file_hash(file) != hash_of(content):
        remedy = "Save it, and clear it once more"
        raise InputError(Problem("somebody wrote to it while it was checked", Location(str(file)), remedy))


def _put(folder: Path, files: Mapping[str, bytes], before: Mapping[str, str]) -> tuple[Path, ...]:
    """The views in their places, all staged before the first is; a view that somebody has edited is kept aside."""
    waiting = {folder / name: staged(folder / name, content) for name, content in files.items()}
    try:
        kept = tuple(_kept_aside(place) for place in waiting if _is_edited(place, before[place.name]))
        for place, temporary in waiting.items():
            temporary.replace(place)
    except BaseException:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
        raise
    return kept


def _is_edited(place: Path, before: str) -> bool:
    return place.is_file() and file_hash(place) != before


def _kept_aside(place: Path) -> Path:
    return place.rename(next(aside for aside in _asides(place) if not aside.exists()))


def _asides(place: Path) -> Iterator[Path]:
    n = 0
    while True:
        n += 1
        yield place.with_name(f"{place.stem}.edited-{n}{place.suffix}")
