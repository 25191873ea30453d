"""What changed, as the page tells it: in full what moved, and of what is new or gone as much as a first page holds.

Where more is new, it is counted here and marked where it stands; where more is gone, it is counted here and listed in a
section of its own, since it stands nowhere else.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from briefgen.model import Brief, Change, ChangeSection, Line, Move
from briefgen.render import view
from briefgen.render.numbers import numbers_of, runs
from briefgen.select.limits import OVER
from briefgen.select.twice import ON_THE_AGENDA
from briefgen.wording import day, say

_IN_FULL = 3  # items of one kind; more are counted
_AGENDA_IN_FULL = 6  # of the agenda they are short
_FIRST = 3  # of each topic, where more are new
_SECTIONS: tuple[ChangeSection, ...] = get_args(ChangeSection)
_MINOR: tuple[ChangeSection, ...] = ("figures", "background")  # counted in one line, all of them
_COUNTED: tuple[ChangeSection, ...] = ("meetings", "positions", "quotes", "dates_ahead", *_MINOR)  # where many are new
_LISTS = {
    "BriefMeeting": ("meetings",),
    "AgendaEntry": ("agenda",),
    "Participant": ("participants",),
    "PositionEntry": ("positions",),
    "QuoteEntry": ("quotes",),
    "FigureEntry": ("figures",),
    "DatedLine": ("dates_ahead", "background"),
}
_MOST = 0.6  # of a sentence; what the agenda holds so much of is not printed once more
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
    """How many items are new, moved, dropped and unchanged; told elsewhere, before or now, counts as that."""
    still = (_had_been_told, _told_by_its_report, lambda change: _on_the_agenda(change, brief))
    counts = Counter(
        "unchanged" if any(one(change) for one in still) else change.kind for change in brief.changes or ()
    )
    return say("changes.counts", **{kind: counts[kind] for kind in ("new", "moved", "dropped", "unchanged")})


def changes_since(brief: Brief) -> str:
    """The day of the earlier brief."""
    return say("changes.as-of", date=day(brief.since.as_of)) if brief.since else ""


def is_new(brief: Brief, line: Line) -> str:
    """The mark of an item that the earlier brief had not; empty for every other."""
    lists = _LISTS.get(type(line).__name__, ())
    fresh = any(_is_fresh(one) and one.section in lists and one.id == line.id for one in brief.changes or ())
    return say("changes.tag") if fresh else ""


def _had_been_told(change: Change) -> bool:
    return change.kind == "new" and bool(change.reason)


def _is_over(change: Change) -> bool:
    """Whether an item is gone for want of room alone: it is listed at the end, and is no news of the world."""
    return change.kind == "dropped" and change.reason.startswith(OVER)


def _is_fresh(change: Change) -> bool:
    return change.kind == "new" and not change.reason


def _by_the_calendar(change: Change) -> str:
    """The note of an announced item of which nothing has moved but the day: its meeting is past; empty for others."""
    (move, *more) = change.moves or (Move(aspect="wording"),)
    announced = tuple(say(f"status.was-{status}") for status in ("to-discuss", "to-raise"))
    return move.now if move.aspect == "note" and not more and move.now.startswith(announced) else ""


def _no_report(note: str) -> bool:
    return note.endswith(say("agenda.discuss.undated").removeprefix(say("agenda.discuss.reported.undated")))


def _told_by_its_report(change: Change) -> bool:
    """Whether an announced item has not moved itself, and the brief has a report of its matter, which tells it."""
    note = _by_the_calendar(change)
    return bool(note) and not _no_report(note)


def changes(brief: Brief) -> tuple[Told, ...]:
    """The lines of the section: by section, what moved before what is new before what is gone."""
    numbers = numbers_of(brief)
    found: list[Told] = []
    for section in _SECTIONS:
        own = [change for change in brief.changes or () if change.section == section]
        own = [change for change in own if not (_is_over(change) or _on_the_agenda(change, brief))]
        own.sort(key=lambda change: numbers.get(change.id, 0))
        found += _moved([change for change in own if change.kind == "moved"], brief, numbers)
        if section in _MINOR:
            continue
        found += _new(section, [change for change in own if _is_fresh(change)], brief, numbers)
        found += _dropped(section, [change for change in own if change.kind == "dropped"], brief, numbers)
    return (*found, *_minor(brief))


def _minor(brief: Brief) -> Iterator[Told]:
    """How much is new and gone of what a first page has no room for; it is marked or listed where it stands."""
    for kind, where in (("new", say("changes.below")), ("dropped", say("changes.listed"))):
        told = []
        for section in _COUNTED if kind == "new" else _MINOR:
            own = [change for change in brief.changes or () if (change.section, change.kind) == (section, kind)]
            own = [change for change in own if not (_had_been_told(change) or _is_over(change))]
            if own and (section in _MINOR or len(own) > _IN_FULL):
                told.append(say(f"changes.also.{section}", n=len(own), of=_counted(own)))
        if told:
            yield Told(say(f"changes.also.{kind}"), "; ".join((", ".join(told), where)))


# --- moved ------------------------------------------------------------------------------------------------------------


def _moved(moved: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    """One line for each; agenda items whose earlier words stand below are told by their numbers, all in one."""
    told_by = {entry.id: entry.told_by for entry in brief.agenda}
    tellers = {entry.id: entry.as_told_by for entry in brief.agenda}
    standing: dict[str, list[int]] = {}
    unreported = [numbers.get(change.id, 0) for change in moved if _no_report(_by_the_calendar(change))]
    for change in moved:
        if _by_the_calendar(change):
            continue
        note = ", ".join(part for part in _notes(change, tellers) if part)
        was = change.was
        stands = was is None or was.text == change.text or told_by.get(was.id) == change.id
        if change.section == "agenda" and stands:
            standing.setdefault(note, []).append(numbers.get(change.id, 0))
        else:
            yield Told(_label(change, brief), note, _then_and_now(change, brief))
    if standing:
        told = (
            f"{note}: {say('changes.items', n=len(found), numbers=runs(sorted(found)))}"
            for note, found in standing.items()
        )
        yield Told(say("changes.agenda.standing"), "; ".join(told))
    if unreported:
        yield Told(say("changes.agenda.unreported"), _items(unreported))


def _then_and_now(change: Change, brief: Brief) -> tuple[Piece, ...]:
    """Both wordings, or the one where it is still the same; what a meeting's is now stands below, in its section."""
    then = () if change.was is None or not change.was.text else (Piece(say("changes.then"), change.was),)
    if not change.text:
        return then
    if change.was is None or change.was.text == change.text:
        return () if change.section == "meetings" else (Piece("", change, _quoted(change)),)
    if change.section == "meetings" and view.stands_in_full(brief, change.id):
        return then
    quoted = _quoted(change)
    return Piece(say("changes.then"), change.was, quoted), Piece(say("changes.now"), change, quoted)


def _notes(change: Change, tellers: Mapping[str, str]) -> Iterator[str]:
    """What our words say of each respect; of the wording the two lines tell."""
    moves = {move.aspect: move for move in change.moves}
    if change.section == "agenda" and moves.keys() & {"status", "side"}:
        status = moves.pop("status", Move(aspect="status", was=change.status, now=change.status))
        by = moves.pop("side", Move(aspect="side", was=change.side, now=change.side))
        yield say(
            "changes.was",
            was=view.stands(status.was, by.was),
            now=view.stands(status.now, by.now, tellers.get(change.id, "")),
        )
    for move in moves.values():
        if move.aspect == "note":
            yield move.now or (
                view.stands(change.status, change.side, tellers.get(change.id, ""))
                if change.section == "agenda"
                else ""
            )
        elif move.aspect == "status":
            yield say("changes.was", was=_of_meeting(move.was), now=_of_meeting(move.now))
        elif move.aspect != "wording":
            yield _aspect(move)


def _aspect(move: Move) -> str:
    """What a respect was and is now; an office that only its end has moved, with nothing in its place, is over."""
    if move.aspect == "office" and not move.now:
        return say("changes.ended", office=move.was)
    key = "changes.aspect" if move.was and move.now else "changes.only-was" if move.was else "changes.only-now"
    return say(key, aspect=say(f"changes.aspect.{move.aspect}"), was=move.was, now=move.now)


def _of_meeting(status: str) -> str:
    """How a meeting stands, as its section says it; that has no word for one of which nobody tells."""
    return say("changes.status.none") if status == "none" else say(f"meeting.{status}")


def _label(change: Change, brief: Brief) -> str:
    return say(
        f"changes.{change.section}.moved",
        topic=view.topic_title(brief, change.topic),
        side=change.side or say("side.none"),
        name=change.name or say("speaker.none"),
        kind=say(f"kind.{change.name}") if change.section == "meetings" else "",
    )


def _items(numbers: Sequence[int]) -> str:
    return say("changes.items", n=len(numbers), numbers=runs(sorted(numbers)))


# --- new and gone -----------------------------------------------------------------------------------------------------


def _new(section: ChangeSection, new: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    if section == "agenda":
        yield from _new_on_the_agenda(new, brief, numbers)
    elif section == "meetings":
        own = {meeting.id: meeting for meeting in brief.meetings}
        for change in new if len(new) <= _IN_FULL else ():
            facts = (view.meeting_label(own[change.id]), *view.meeting_facts(own[change.id]))
            yield Told(say("changes.meetings.new"), " · ".join(facts))
    elif new and section == "participants":
        met = brief.meeting.who if brief.meeting else tuple(change.name for change in new)
        here = [change.name for change in new if not met or change.name in met]
        others = [change.name for change in new if change.name not in here]
        if here:
            yield Told(say("changes.participants.new"), ", ".join(here))
        if others:
            yield Told(say("changes.participants.new.others"), ", ".join(others))
    elif new and len(new) <= _IN_FULL:
        yield Told(say(f"changes.{section}.new"), "", tuple(_piece(change, brief) for change in new), listed=True)


def _new_on_the_agenda(new: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    titles = [topic.title for topic in brief.topics]
    groups = view.grouped(new, lambda change: view.topic_title(brief, change.topic), titles)
    most = _FIRST if len(new) > _AGENDA_IN_FULL else _AGENDA_IN_FULL
    for group in groups:
        pieces = tuple(Piece(str(numbers[change.id]), change) for change in group.lines[:most])
        many = len(group.lines) > most
        note = say("changes.agenda.first", n=most, of=len(group.lines)) if many else ""
        yield Told(say("changes.agenda.new", topic=group.label), note, pieces, listed=True)


def _dropped(section: ChangeSection, gone: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    """A line for each reason; of many it counts how many there are."""
    if len(gone) <= (_AGENDA_IN_FULL if section == "agenda" else _IN_FULL):
        yield from _gone(section, gone, brief, numbers)
        return
    for group in view.grouped(gone, lambda change: _why(change.reason, numbers)):
        why = ": ".join(part for part in (_counted(group.lines, brief), group.label) if part)
        yield Told(say(f"changes.{section}.dropped"), "; ".join((why, say("changes.listed"))))


def dropped(brief: Brief) -> tuple[Told, ...]:
    """All that is gone, where it is too much for the first page; nothing where that has it in full.

    What only found no room in its list is counted: nothing of it has changed in the world.
    """
    numbers = numbers_of(brief)
    found: list[Told] = []
    for section in _SECTIONS:
        gone = [change for change in brief.changes or () if (change.section, change.kind) == (section, "dropped")]
        gone = [change for change in gone if not _on_the_agenda(change, brief)]
        over = [change for change in gone if _is_over(change)]
        gone = [change for change in gone if not _is_over(change)]
        if section in _MINOR or len(gone) > (_AGENDA_IN_FULL if section == "agenda" else _IN_FULL):
            found += _gone(section, gone, brief, numbers)
        for group in view.grouped(over, lambda change: change.reason):
            counted = ": ".join((_counted(group.lines, brief), group.label))
            found.append(Told(say(f"changes.{section}.dropped"), counted))
    return tuple(found)


def _gone(section: ChangeSection, gone: Sequence[Change], brief: Brief, numbers: dict[str, int]) -> Iterator[Told]:
    for group in view.grouped(gone, lambda change: _why(change.reason, numbers)):
        pieces = tuple(_piece(change, brief) for change in group.lines)
        yield Told(say(f"changes.{section}.dropped"), group.label, pieces, listed=True)


def _on_the_agenda(change: Change, brief: Brief) -> bool:
    """Whether a position is gone from its list because the agenda has it, or most of its words: that is no change."""
    if (change.section, change.kind) != ("positions", "dropped"):
        return False
    held = sum(
        at.end - at.start
        for entry in brief.agenda
        for at in entry.evidence
        if any(one.path == at.path and one.start <= at.start and at.end <= one.end for one in change.evidence)
    )
    whole = sum(one.end - one.start for one in change.evidence)
    return change.reason == ON_THE_AGENDA or held >= _MOST * max(1, whole)


def _counted(changes: Sequence[Change], brief: Brief | None = None) -> str:
    """How many there are of each side or speaker, of the agenda of each topic."""
    counts = Counter(
        view.topic_title(brief, change.topic) if brief and change.section == "agenda" else _whose(change)
        for change in changes
    )
    return ", ".join(say("changes.of", name=name, n=n) for name, n in counts.items())


def _why(reason: str, numbers: dict[str, int]) -> str:
    same = _SAME_AS.fullmatch(reason)
    if not same:
        return reason
    n = numbers.get(same[1])
    return say("changes.why.same", n=n) if n else say("changes.why.same.elsewhere")


def _piece(change: Change, brief: Brief) -> Piece:
    if change.section in ("dates_ahead", *_MINOR):
        return Piece("", change)
    lead = view.topic_title(brief, change.topic) if change.section == "agenda" else _whose(change)
    return Piece(f"{lead}:", change, _quoted(change))


def _whose(change: Change) -> str:
    if change.section == "positions":
        return change.side or say("side.none")
    if change.section == "meetings":
        return say(f"kind.{change.name}")
    return change.name or say("speaker.none")


def _quoted(change: Change) -> bool:
    return change.section == "quotes"
