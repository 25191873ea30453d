"""The day of its article beside a line that is heard against another: "on Wednesday" of a week ago."""

from __future__ import annotations

from briefgen.model import BottomLine, Brief, DatedLine, Line
from briefgen.render.view import told_on
from briefgen.wording import day, say


def bottom_tag(brief: Brief, line: Line) -> str:
    """Whom the pronoun means that a line of the bottom line opens with, and the day of its article, if not today's."""
    who = line.who if isinstance(line, BottomLine) else ""
    return ", ".join(part for part in (who, _reported(brief, line)) if part)


def dated_tag(brief: Brief, line: DatedLine) -> str:
    """The day of the article of a line that hangs on no day of its own, if not today's."""
    return "" if line.date else _reported(brief, line)


def _reported(brief: Brief, line: Line) -> str:
    source = next((one for mark in line.marks[:1] for one in brief.sources if one.n == mark.source), None)
    if source is None or source.date == brief.as_of:
        return ""
    return (
        say("reported", date=day(source.date))
        if source.date_basis == "stated"
        else told_on(source.date, source.date_basis)
    )
