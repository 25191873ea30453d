"""Brief -> JSON, ``briefgen/brief/1``: every field of the brief, in one order, with nothing left out of the words."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from briefgen.model import Brief, DeskText, Edition, Line, Move, NotUsed, Since, SourceEntry
from briefgen.render.escape import written_json

SCHEMA = "briefgen/brief/1"
_LAST = ("text", "evidence", "marks")  # of every line: after what is its own
_DAYS = frozenset({"date", "start", "end"})  # null where none is known


def render_json(brief: Brief) -> str:
    """The brief as JSON. Control and direction characters stand as escapes; all other letters as themselves."""
    return written_json(json.dumps(data(brief), ensure_ascii=False, indent=1)) + "\n"


def with_draft(held: Mapping[str, Any], *, draft: bool) -> str:
    """The JSON of a brief that was read back, as it is once it is a draft or none any more."""
    return written_json(json.dumps({**held, "draft": draft}, ensure_ascii=False, indent=1)) + "\n"


def data(brief: Brief) -> dict[str, Any]:
    """The brief as plain lists and maps, keys in the order of print."""
    desk = brief.desk
    return {
        "schema": SCHEMA,
        "profile": brief.profile,
        "title": brief.title,
        "draft": brief.draft,
        "edition": _edition(brief.edition) if brief.edition else None,
        "as_of": brief.as_of,
        "cutoff": brief.cutoff or None,
        "window": {"from": brief.window.start, "to": brief.window.end, "basis": brief.window.basis},
        "language": brief.language,
        "handling": brief.handling,
        "sample": brief.sample,
        "sides": list(brief.sides),
        "our_side": brief.our_side,
        "articles_read": brief.articles_read,
        "topics": [{"id": topic.id, "title": topic.title} for topic in brief.topics],
        "sections": list(brief.sections),
        "meeting": _line(brief.meeting) if brief.meeting else None,
        "meetings": _lines(brief.meetings),
        "participants": _lines(brief.participants),
        "bottom_line": _lines(brief.bottom_line),
        "since": _since(brief.since) if brief.since else None,
        "changes": _lines(brief.changes or ()),
        "agenda": _lines(brief.agenda),
        "positions": _lines(brief.positions),
        "quotes": _lines(brief.quotes),
        "figures": _lines(brief.figures),
        "dates_ahead": _lines(brief.dates_ahead),
        "background": _lines(brief.background),
        "watch_outs": _lines(brief.watch_outs),
        "desk": {
            "for": desk.addressee,
            "from": desk.sender,
            "objectives": _plain(desk.objectives),
            "points": _plain(desk.points),
            "if_raised": _plain(desk.if_raised),
            "press_line": _plain(desk.press_line),
        },
        "gaps": list(brief.gaps),
        "sources": _plain(brief.sources),
        "not_used": _plain(brief.not_used),
        "notices": list(brief.notices),
    }


def _edition(edition: Edition) -> dict[str, Any]:
    return {field.name: _value(field.name, getattr(edition, field.name)) for field in fields(edition)}


def _since(since: Since) -> dict[str, Any]:
    return {"name": since.name, "as_of": since.as_of, "sources": _plain(since.sources)}


def _lines(lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [_line(line) for line in lines]


def _line(line: Line) -> dict[str, Any]:
    own = [field.name for field in fields(line) if field.name not in _LAST]
    item = {name: _value(name, getattr(line, name)) for name in own}
    item["text"] = line.text
    item["evidence"] = [{"path": at.path, "start": at.start, "end": at.end} for at in line.evidence]
    item["marks"] = [{"source": mark.source, "paragraph": mark.paragraph} for mark in line.marks]
    item["sources"] = list(dict.fromkeys(mark.source for mark in line.marks))
    return item


def _plain(values: Sequence[DeskText | SourceEntry | NotUsed | Move]) -> list[dict[str, Any]]:
    return [{field.name: _value(field.name, getattr(value, field.name)) for field in fields(value)} for value in values]


def _value(name: str, value: Any) -> Any:
    if isinstance(value, Line):
        return _line(value)
    if name == "moves":
        return _plain(value)
    if isinstance(value, tuple):
        return list(value)
    return None if name in _DAYS and value == "" else value
