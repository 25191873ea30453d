"""In which respects an item is not what it was."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.changes.entries import Entry
from briefgen.changes.meetings import dates_moved, places_moved
from briefgen.changes.people import same_office, same_person
from briefgen.match.likeness import Words
from briefgen.model import Aspect, Move
from briefgen.wording import days

_ANNOUNCED = frozenset({"to-discuss", "to-raise"})


def moves(then: Entry, now: Entry, knowledge: Words) -> tuple[Move, ...]:
    """What moved from one to the other; nothing where the item is unchanged."""
    if now.section == "meetings":
        return tuple(_of_meeting(then, now, knowledge))
    if now.section == "participants":
        return tuple(_of_person(then, now, knowledge))
    if now.section in ("dates_ahead", "figures", "background"):
        return tuple(_of_fact(then, now))
    return tuple(_of_statement(then, now))


def _of_meeting(then: Entry, now: Entry, knowledge: Words) -> Iterator[Move]:
    """What a reporter's sentence says of it may differ from day to day: only the facts count."""
    yield from _differs(then, now, "status")
    if dates := dates_moved(then, now):
        yield Move(aspect="date", was=dates[0], now=dates[1])
    if places := places_moved(then, now, knowledge):
        yield Move(aspect="place", was=places[0], now=places[1])
    yield from _differs(then, now, "note")


def _of_person(then: Entry, now: Entry, knowledge: Words) -> Iterator[Move]:
    was, is_now = then.get("office"), now.get("office")
    if bool(then.item.get("then")) != bool(now.item.get("then")):
        held, holds = (entry.get("now" if entry.item.get("then") else "office") for entry in (then, now))
        if held != holds:
            yield Move(aspect="office", was=held, now=holds)
    elif not same_office(was, is_now, knowledge):
        yield Move(aspect="office", was=was, now=is_now)
    if then.get("side") and now.get("side"):  # of whom no side was known, one has been found out
        yield from _differs(then, now, "side")


def _of_statement(then: Entry, now: Entry) -> Iterator[Move]:
    if is_still_ahead_of_its_report(then, now):
        yield from _differs(then, now, "note")
        return
    if now.section == "agenda":
        yield from _differs(then, now, "status")
        if sorted(then.all("by")) != sorted(now.all("by")):
            yield Move(aspect="side", was=", ".join(then.all("by")), now=", ".join(now.all("by")))
        yield from _differs(then, now, "note")
    elif not same_person(then.get("speaker"), now.get("speaker")):
        yield Move(aspect="speaker", was=then.get("speaker"), now=now.get("speaker"))
    if then.said.words != now.said.words:
        yield Move(aspect="wording")


def is_still_ahead_of_its_report(then: Entry, now: Entry) -> bool:
    """Whether what was announced then is now told as what was announced, of a meeting that is past.

    Two previews of it are no news of each other; that nothing is reported of it is told once.
    """
    return now.section == "agenda" and {then.get("status"), now.get("status")} <= _ANNOUNCED and bool(now.get("note"))


def _of_fact(then: Entry, now: Entry) -> Iterator[Move]:
    """A day or figure that is another one; of the same sentence only the next of its days may be ahead now."""
    if then.line.id == now.line.id:
        return
    if now.section == "dates_ahead" and then.get("date") != now.get("date"):
        yield Move(aspect="date", was=_day_of(then), now=_day_of(now))
    was, is_now = then.all("amounts"), now.all("amounts")
    if set(was) != set(is_now):
        yield Move(aspect="amounts", was="; ".join(was), now="; ".join(is_now))
    if then.said.words != now.said.words:
        yield Move(aspect="wording")


def _day_of(entry: Entry) -> str:
    return days(entry.get("date"), entry.get("end")) if entry.get("date") else ""


def _differs(then: Entry, now: Entry, aspect: Aspect) -> Iterator[Move]:
    was, is_now = then.get(aspect), now.get(aspect)
    if was != is_now:
        yield Move(aspect=aspect, was=was, now=is_now)
