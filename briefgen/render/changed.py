"""What changed, as the page tells it: in full what is moved or gone, and of what is new as much as fits the first page.

Everything new stands in its own section too, and is marked there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.model import Brief, Change, ChangeSection, Line, Move
from briefgen.render import view
from briefgen.wording import day, say

_IN_FULL = 3  # new positions or quotes; more are counted by who holds or said them
_SECTIONS: tuple[ChangeSection, ...] = ("meetings", "agenda", "participants", "positions", "quotes")
_SAME_AS = re.compile(r"says the same as (\w+)")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a source with what our words say before them."""

    lead: str
    line: Line
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the section: its label, what our words say, and the words of the sources."""

    label: str
    note: str = ""
    pieces: tuple[Piece, ...] = ()
    listed: bool = False  # the pieces are items of their own, not one item then and now


def changes_counted(brief: Brief) -> str:
    """How many items are new, moved, dropped and unchanged."""
    counts = Counter(change.kind for change in brief.changes or ())
    return say("changes.counts", **{kind: counts[kind] for kind in ("new", "moved", "dropped", "unchanged")})


def changes_since(brief: Brief) -> str:
    """The day of the earlier brief."""
    return say("changes.as-of", date=day(brief.since.as_of)) if brief.since else ""


def is_new(brief: Brief, line: Line) -> str:
    """The mark of an item that the earlier brief had not; empty for every other."""
    section = {"AgendaEntry": "agenda", "PositionEntry": "positions", "QuoteEntry": "quotes"}.get(type(line).__name__)
    fresh = any(one.kind == "new" and one.section == section and one.id == line.id for one in brief.changes or ())
    return say("changes.tag") if fresh else ""


def changes(brief: Brief) -> tuple[Told, ...]:
    """The lines of the section: by section, what moved before what is new before what is gone."""
    numbers = _numbers(brief)
    found: list[Told] = []
    for section in _SECTIONS:
        own = [change for change in brief.changes or () if change.section == section]
        own.sort(key=lambda change: numbers.get(change.id, 0))
        found += _moved([change for change in own if change.kind == "moved"], brief, numbers)
        found += _new(section, [change for change in own if change.kind == "new"], brief, numbers)
        found += _dropped(section, [change for change in own if change.kind == "dropped"], brief, numbers)
    return tuple(found)


def _numbers(brief: Brief) -> dict[str, int]:
    """The number that each agenda item has on the page."""
    tables = (view.agenda(brief), *view.last_time(brief))
    return {row.entry.id: row.n for table in tables for group in table.groups for row in group.lines}


# --- moved ------------------------------------------------------------------------------------------------------------


def _moved(moved: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    """One line for each; agenda items whose words stand as they were are told by their numbers."""
    standing: dict[str, list[int]] = {}
    for change in moved:
        note = ", ".join(dict.fromkeys(part for move in change.moves if (part := _move(change, move))))
        same = change.was is None or change.was.text == change.text
        if change.section == "agenda" and same:
            standing.setdefault(note, []).append(numbers.get(change.id, 0))
            continue
        now = Piece("" if same else say("changes.now"), change, _quoted(change))
        then = () if same or change.was is None else (Piece(say("changes.then"), change.was, _quoted(change)),)
        yield Told(_label(change, brief), note, (*then, now) if change.text else ())
    for note, found in standing.items():
        items = say("changes.items", n=len(found), numbers=_runs(sorted(found)))
        yield Told(say("changes.agenda.standing"), ": ".join(part for part in (note, items) if part))


def _move(change: Change, move: Move) -> str:
    """What our words say of one respect; of the wording the two lines tell."""
    was, now = (_said(change, move, value) for value in (move.was, move.now))
    if move.aspect in ("status", "kind", "note"):
        return now if move.aspect == "note" else say("changes.was", was=was, now=now)
    if move.aspect == "wording":
        return ""
    return say("changes.aspect", aspect=say(f"changes.aspect.{move.aspect}"), was=was, now=now)


def _said(change: Change, move: Move, value: str) -> str:
    if move.aspect == "status":
        return say(f"{'meeting' if change.section == 'meetings' else 'status'}.{value}")
    if move.aspect == "kind":
        return say(f"kind.{value}")
    return value or ("" if move.aspect == "note" else say("changes.none"))


def _label(change: Change, brief: Brief) -> str:
    return say(
        f"changes.{change.section}.moved",
        topic=view.topic_title(brief, change.topic),
        side=change.side or say("side.none"),
        name=change.name or say("speaker.none"),
        kind=say(f"kind.{change.name}") if change.section == "meetings" else "",
    )


def _runs(numbers: Sequence[int]) -> str:
    """Numbers as a page lists them: "5, 8–10"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


# --- new and gone -----------------------------------------------------------------------------------------------------


def _new(section: ChangeSection, new: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    if section == "agenda":
        for group in view.grouped(new, lambda change: view.topic_title(brief, change.topic)):
            pieces = tuple(Piece(str(numbers[change.id]), change) for change in group.lines)
            yield Told(say("changes.agenda.new", topic=group.label), "", pieces, listed=True)
    elif section == "meetings":
        own = {meeting.id: meeting for meeting in brief.meetings}
        for change in new:
            meeting = own[change.id]
            facts = (view.meeting_label(meeting), *view.meeting_facts(meeting))
            yield Told(say("changes.meetings.new"), " · ".join(facts))
    elif new and section == "participants":
        yield Told(say("changes.participants.new"), ", ".join(change.name for change in new))
    elif new and len(new) > _IN_FULL:
        counts = Counter(_whose(change) for change in new)
        told = ", ".join(say("changes.of", name=name, n=n) for name, n in counts.items())
        yield Told(say(f"changes.{section}.new"), f"{told}; {say('changes.below')}")
    elif new:
        yield Told(say(f"changes.{section}.new"), "", tuple(_piece(change) for change in new), listed=True)


def _dropped(section: ChangeSection, gone: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    """A line for each reason; what is gone stands nowhere else in the brief, so all of it is printed."""
    for group in view.grouped(gone, lambda change: _why(change.reason, numbers)):
        pieces = tuple(_piece(change, brief) for change in group.lines)
        yield Told(say(f"changes.{section}.dropped"), group.label, pieces, listed=True)


def _why(reason: str, numbers: dict[str, int]) -> str:
    same = _SAME_AS.fullmatch(reason)
    if not same:
        return reason
    n = numbers.get(same[1])
    return say("changes.why.same", n=n) if n else say("changes.why.same.elsewhere")


def _piece(change: Change, brief: Brief | None = None) -> Piece:
    if change.section == "agenda" and brief:
        return Piece(f"{view.topic_title(brief, change.topic)}:", change)
    if change.section == "meetings":
        return Piece(f"{say(f'kind.{change.name}')}:", change)
    return Piece(f"{_whose(change)}:", change, _quoted(change))


def _whose(change: Change) -> str:
    if change.section == "positions":
        return change.side or say("side.none")
    return change.name or say("speaker.none")


def _quoted(change: Change) -> bool:
    return change.section == "quotes"
