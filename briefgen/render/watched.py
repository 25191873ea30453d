"""The watch-outs as the page sets them out: in rows, each with what it is about."""

from __future__ import annotations

from briefgen.model import Brief, WatchOut
from briefgen.render.numbers import numbers_of, runs
from briefgen.wording import say


def watch_outs(brief: Brief) -> tuple[tuple[WatchOut, ...], ...]:
    """The watch-outs, each a row of its own; those that are only a label and a place share one with their like."""
    rows: list[tuple[WatchOut, ...]] = []
    for line in brief.watch_outs:
        if rows and _is_bare(line) and _is_bare(rows[-1][0]):
            rows[-1] = (*rows[-1], line)
        else:
            rows.append((line,))
    return tuple(rows)


def _is_bare(line: WatchOut) -> bool:
    return bool(line.marks) and not line.text and not line.note


def watch_label(brief: Brief, line: WatchOut) -> str:
    """What a watch-out says, and what it is about: "Unnamed source (items 2, 5–7; 1 quote)"."""
    own = brief.meeting.id if brief.meeting else ""
    numbers = numbers_of(brief)
    items = {numbers[id_] for id_ in line.items if id_ in numbers}
    positions = sum(one.id in line.items for one in brief.positions)
    quotes = sum(one.id in line.items for one in brief.quotes)
    told = (
        say("watch.about.meetings") if own and own in line.items else "",
        say("changes.items", n=len(items), numbers=runs(items)) if items else "",
        say("watch.about.positions", n=positions) if positions else "",
        say("watch.about.quotes", n=quotes) if quotes else "",
    )
    what = "; ".join(part for part in told if part)
    return say("watch.about", label=line.label, what=what) if what else line.label
