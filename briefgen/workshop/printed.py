"""Which lines a brief prints, each under its section; the others of its lines the profile leaves out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields

from briefgen.model import AgendaEntry, Brief, BriefMeeting, Change, Line, PositionEntry, Span

LIMITS = {"bottom-line": "bottom_line", "figures": "figures", "dates-ahead": "dates_ahead", "background": "background"}
"""The limits of the lists that are filled from all articles, not from weighed finds, by section."""


def printed(brief: Brief) -> dict[str, list[tuple[str, Line]]]:
    """The printed lines by id, each with the sections it stands in."""
    held: dict[str, list[tuple[str, Line]]] = {}
    for section, line in lines(brief):
        if section in brief.sections:
            held.setdefault(line.id, []).append((section, line))
    return held


def lines(brief: Brief) -> Iterator[tuple[str, Line]]:
    """Every line of the data of a brief with the section that it is for, whether that is printed or not."""
    for field in fields(brief):
        held = getattr(brief, field.name)
        for line in held if isinstance(held, tuple) else (held,):
            if isinstance(line, Line):
                yield _section(field.name, line, brief), line


def _section(field: str, line: Line, brief: Brief) -> str:
    own = ("", brief.meeting.id if brief.meeting else "")
    if isinstance(line, BriefMeeting):
        return "meeting" if line.id in own else "last-time"
    if isinstance(line, AgendaEntry):
        return "agenda" if line.meeting in own else "last-time"
    if isinstance(line, PositionEntry):
        return "asks" if line.ask and "asks" in brief.sections else "positions"
    if isinstance(line, Change):
        return "dropped" if line.kind == "dropped" else "changes"
    return field.replace("_", "-")


def touches(line: Line, path: str, spans: tuple[Span, ...]) -> bool:
    """Whether a line stands at one of some places of a page."""
    return any(
        at.path == path and at.start < span.end and span.start < at.end for at in line.evidence for span in spans
    )
