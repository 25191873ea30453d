"""``OUT/index.html``: every issue of every profile on one page, which needs no other file and runs nothing."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jinja2
from filelock import FileLock, Timeout
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefgen.durable import UNFINISHED, write_whole
from briefgen.errors import InputError, Location, OutputError, Problem
from briefgen.render.escape import printed
from briefgen.render.page import SHIPPED_TEMPLATES, style_sheet
from briefgen.resources import PROFILE_NAME
from briefgen.weekly.state import STATUS, Issue, read_manifest, read_status, version_folders, views_of, writing
from briefgen.weekly.watch import standing
from briefgen.wording import day, say

_LOCK, _PATIENCE = ".index.lock", 10
NAME, TEMPLATE, STYLE = "index.html", "index.html.j2", "index.css"
_UNREAD = "what became of it cannot be read"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An issue as the page lists it.

    Attributes:
        profile: its profile.
        title: of the brief; empty where it is not known.
        key: the week.
        version: from 1.
        day: it is for, as printed.
        words: how it stands.
        issued: whether it came out.
        changes: how many items are new, moved, dropped and unchanged.
        views: its views, by what they are called and where they stand from the page.
    """

    profile: str
    title: str
    key: str
    version: int
    day: str
    words: str
    issued: bool
    changes: str
    views: tuple[tuple[str, str], ...]


def write_index(out: Path, templates: Sequence[Path] = SHIPPED_TEMPLATES) -> Path:
    """The page, renewed.

    Args:
        out: the folder of the issues.
        templates: folders that may hold the template and its style sheet, searched in order.

    Raises:
        OutputError: it cannot be written, or the template is wrong.
    """
    place = out / NAME
    with _alone(out):
        content = render_index(rows(out), templates).encode()
        with writing(out):
            if not place.is_file() or place.read_bytes() != content:
                write_whole(place, content)
    return place


@contextmanager
def _alone(out: Path) -> Iterator[None]:
    """The page for this run alone, so that the last to write it has read what all of them have done."""
    lock = FileLock(out / _LOCK, timeout=_PATIENCE)
    try:
        with writing(out):
            lock.acquire()
    except Timeout:
        raise OutputError(Problem(f"{out / NAME}: another run has been at it for {_PATIENCE} seconds")) from None
    try:
        with writing(out):
            for left in out.glob(f".{NAME}.*{UNFINISHED}"):
                left.unlink(missing_ok=True)
        yield
    finally:
        lock.release()


def rows(out: Path) -> tuple[Row, ...]:
    """Every version of every issue, the newest first; one that cannot be read is listed all the same."""
    with writing(out):
        profiles = sorted(path.name for path in out.iterdir() if path.is_dir() and PROFILE_NAME.fullmatch(path.name))
    found = [one for name in profiles for one in _rows(out, name)]
    return tuple(sorted(found, key=lambda row: row.key, reverse=True))


def _rows(out: Path, profile: str) -> Iterator[Row]:
    for key, version, folder in reversed(version_folders(out, profile)):
        words, issued, data = _UNREAD, False, dict[str, Any]()
        views: tuple[Path, ...] = ()
        try:
            status = read_status(folder / STATUS)
            issue = Issue(profile=profile, key=key, version=version, folder=folder, status=status)
            words, issued, views = standing(issue).words, bool(status.issued), views_of(issue)
            data = read_manifest(issue)
        except InputError:
            pass
        yield Row(
            profile=profile,
            title=_text(data, "letter", "title"),
            key=key,
            version=version,
            day=_day(_text(data, "as_of")),
            words=words,
            issued=issued,
            changes=_changes(data),
            views=tuple((path.suffix[1:], _link(out, path)) for path in views),
        )


def _text(data: Mapping[str, Any], *keys: str) -> str:
    held: Any = data
    for key in keys:
        held = held.get(key) if isinstance(held, dict) else None
    return printed(held) if isinstance(held, str) else ""


def _day(written: str) -> str:
    try:
        return day(written)
    except (ValueError, IndexError, KeyError):
        return written


def _changes(data: Mapping[str, Any]) -> str:
    counts = data.get("counts")
    if not data.get("compared_with") or not isinstance(counts, dict):
        return ""
    kinds = ("new", "moved", "dropped", "unchanged")
    return say("changes.counts", **{kind: counts.get(f"changes_{kind}", 0) for kind in kinds})


def _link(out: Path, path: Path) -> str:
    return quote(path.relative_to(out).as_posix())


def render_index(listed: Sequence[Row], templates: Sequence[Path] = SHIPPED_TEMPLATES) -> str:
    """The page as HTML.

    Raises:
        OutputError: the template or the style sheet is wrong.
    """
    css = style_sheet(STYLE, templates)
    digest = b64encode(sha256(css.encode()).digest()).decode()
    try:
        page: str = (
            _environment(tuple(templates))
            .get_template(TEMPLATE)
            .render(
                rows=listed,
                css=Markup(css),  # noqa: S704  of the templates, as the page is
                digest=digest,
            )
        )
    except (jinja2.TemplateError, TypeError, AttributeError) as fault:
        raise OutputError(Problem(str(fault), Location(TEMPLATE, getattr(fault, "lineno", 0) or 0))) from None
    return page


@cache
def _environment(templates: tuple[Path, ...]) -> jinja2.Environment:
    return ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in (*templates, *SHIPPED_TEMPLATES)]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
