"""The numbers of the agenda items on the page, and how many of them are named."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.model import Brief
from briefgen.render import view


def numbers_of(brief: Brief) -> dict[str, int]:
    """The number that each agenda item has on the page, or its report has, with which it is printed."""
    tables = (view.agenda(brief), *view.last_time(brief))
    rows = [row for table in tables for group in table.groups for row in group.lines]
    return {entry.id: row.n for row in rows for entry in (row.entry, *(one for one, _ in row.announced))}


def runs(numbers: Iterable[int]) -> str:
    """Numbers as a page lists them: "5, 8–10"."""
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found)
