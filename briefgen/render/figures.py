"""How the figures of a brief are set out: those that differ side by side, then the others."""

from __future__ import annotations

from briefgen.model import Brief, FigureEntry
from briefgen.render.view import Group, told_on


def differing_figures(brief: Brief) -> tuple[Group[FigureEntry], ...]:
    """The sentences that give another number for the same thing, side by side, each once."""
    by_id = {entry.id: entry for entry in brief.figures}
    told: set[str] = set()
    rows = []
    for entry in brief.figures:
        together = [entry, *(by_id[other] for other in entry.differs_from if other in by_id)]
        fresh = [one for one in together if one.id not in told]
        if len(together) > 1 and entry in fresh:
            rows.append(Group(entry.counted, tuple(fresh)))
            told |= {one.id for one in fresh}
    return tuple(rows)


def plain_figures(brief: Brief) -> tuple[FigureEntry, ...]:
    """The figures that nobody contradicts."""
    apart = {entry.id for row in differing_figures(brief) for entry in row.lines}
    return tuple(entry for entry in brief.figures if entry.id not in apart)


def figure_tag(entry: FigureEntry) -> str:
    """Who gives the figure, where the sentence itself does not tell, and when."""
    named = entry.speaker and (entry.speaker in entry.text or entry.speaker.split()[-1] in entry.text)
    return ", ".join(part for part in ("" if named else entry.speaker, told_on(entry.date, entry.date_basis)) if part)
