"""When the weekly issue is made, as a profile says it."""

from __future__ import annotations

import difflib
import re
from datetime import date, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from briefgen.profile import values
from briefgen.profile.document import Faults, Node, Sequence, Wrong
from briefgen.profile.keys import DAY, Key, Keys, Many, OneOf, Text, one_of, read_map
from briefgen.profile.model import Schedule
from briefgen.profile.values import Reader

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHORT = {short: number for number, day in enumerate(_DAYS) for short in (day.lower(), day[:3].lower())} | {
    "tues": 1,
    "thur": 3,
    "thurs": 3,
}
_WHEN = re.compile(r"(?:weekly )?(?:(?:on|every) )?(\w+),? (?:at )?(\S+)", re.IGNORECASE)
_DAY_ALONE = re.compile(r"(?:weekly )?(?:(?:on|every) )?(\w+)", re.IGNORECASE)
_TIME = re.compile(r"(\d\d?):(\d\d)", re.ASCII)
_YEARS = range(1970, 3000)  # a slip of the pen elsewhere would have the calendar search for thousands of years
_LONGEST = timedelta(days=366)


class _Weekly(NamedTuple):
    weekday: int
    hour: int
    minute: int


def _when(node: Node) -> _Weekly:
    written = values.text(node)
    if (day := _DAY_ALONE.fullmatch(written)) and day[1].lower() in _SHORT:
        remedy = f"Write weekly on {_DAYS[_SHORT[day[1].lower()]]} at 06:30"
        raise Wrong(node.at, f"'{written}' has no time of day", remedy)
    found = _WHEN.fullmatch(written)
    if not found:
        raise Wrong(node.at, f"'{written}' is not a time of the week", "Write weekly on Monday at 06:30")
    weekday = _SHORT.get(found[1].lower())
    if weekday is None:
        raise Wrong(node.at, f"'{found[1]}' is no day of the week", values.suggest(found[1], _DAYS))
    clock = _TIME.fullmatch(found[2])
    if not clock or int(clock[1]) > 23 or int(clock[2]) > 59:
        raise Wrong(node.at, f"'{found[2]}' is not a time of day", "Write it as 06:30 or 18:30")
    return _Weekly(weekday, int(clock[1]), int(clock[2]))


def _zone(node: Node) -> str:
    """An IANA name with a place in it: "EST" and the like leave out what the clocks do in summer."""
    written = values.text(node)
    try:
        if written != "UTC" and "/" not in written:
            raise ValueError
        ZoneInfo(written)
    except (ValueError, KeyError, OSError):
        raise Wrong(node.at, f"unknown time zone '{written}'", _suggest_zone(written)) from None
    return written


def _suggest_zone(written: str) -> str:
    from importlib.resources import files

    table = files("tzdata.zoneinfo").joinpath("zone1970.tab").read_text(encoding="utf-8")
    places = [line.split("\t")[2] for line in table.splitlines() if not line.startswith("#")]
    known = {place.rpartition("/")[2].lower(): place for place in places} | {place.lower(): place for place in places}
    near = difflib.get_close_matches("_".join(written.lower().split()), known, n=1, cutoff=0.75)
    return f"Did you mean {known[near[0]]}?" if near else "Write it as Europe/Istanbul"


def _day(node: Node) -> date:
    found = values.day(node)
    if found.year not in _YEARS:
        raise Wrong(node.at, f"the year {found.year:04} is far away", "Write it as 2025-03-25")
    return found


def _range(node: Node) -> tuple[date, date]:
    """A day, or the first and last day of several."""
    written = values.text(node)
    first, dots, last = (part.strip() for part in written.partition(".."))
    try:
        found = values.written_day(first), values.written_day(last if dots else first)
    except ValueError as fault:
        raise Wrong(node.at, str(fault), "Write 2025-12-29, or 2026-01-01..2026-01-09") from None
    if found[1] < found[0]:
        raise Wrong(node.at, f"'{written}' ends before it begins")
    if found[1] - found[0] > _LONGEST or found[0].year not in _YEARS:
        raise Wrong(node.at, f"'{written}' is longer than a year or far away", "To pause, take the schedule out")
    return found


def _articles(node: Node) -> tuple[str, ...]:
    found = values.words(node)
    if not found:
        raise Wrong(node.at, "the list is empty", "Name a folder, or delete the key")
    return found


_SPAN = r"\d{4}-\d\d-\d\d"
_NOTHING_NEW = OneOf(("send", "short", "skip"))
_CLEARANCE = OneOf(("none", "required"))
_FORMATS = OneOf(("pdf", "html"))
_PARTS = OneOf(("objectives", "points", "if_raised", "press_line"))
KEYS: Keys = {
    "when": Key(
        "The day of the week and the time.",
        "weekly on Monday at 06:30",
        _when,
        required=True,
        holds=Text("a day of the week and a time", r".*\d:\d\d"),
    ),
    "zone": Key(
        "The place whose clock counts.",
        "Europe/Istanbul",
        _zone,
        required=True,
        holds=Text("a time zone", r"UTC|.*/.*"),
    ),
    "starts": Key("No issue before this day.", "2025-01-06", _day, holds=DAY),
    "skip": Key(
        "Days without an issue, and ranges of days.",
        "[2025-12-29, 2026-01-01..2026-01-09]",
        holds=Many(Text("a day or a range of days", rf"{_SPAN}(?:\s*\.\.\s*{_SPAN})?")),
    ),
    "nothing_new": Key(
        "What becomes of an issue in which nothing has changed.",
        "short",
        one_of(_NOTHING_NEW),
        holds=_NOTHING_NEW,
        default="send",
    ),
    "articles": Key(
        "Files and folders with the articles, seen from the workspace; its seeds/ where it is left out.",
        "[inbox]",
        _articles,
        holds=Many(Text("a file or folder"), least=1),
    ),
    "formats": Key("The views beside Markdown and JSON.", "[pdf]", holds=Many(_FORMATS), default="[pdf, html]"),
    "clearance": Key(
        "Whether a person clears an issue before it is sent.",
        "required",
        one_of(_CLEARANCE),
        holds=_CLEARANCE,
        default="none",
    ),
    "require": Key("Parts of the desk text that must be there.", "[objectives, points]", holds=Many(_PARTS)),
    "desk_within": Key("How old the desk text may be.", "30d", values.days),
    "coverage_within": Key("How old the newest article may be.", "30d", values.days),
    "keep": Key("How many weeks the drafts stay on the disk; all where it is left out.", "26", values.positive),
}
LISTS: dict[str, Reader[Any]] = {  # each fault in them is told
    "skip": _range,
    "formats": one_of(_FORMATS),
    "require": one_of(_PARTS),
}


def read_schedule(node: Node | None, faults: Faults) -> Schedule | None:
    """The schedule of a profile; None where it has none, and where day or zone cannot be read."""
    found: dict[str, Any] = read_map(node, KEYS, "schedule", faults)
    for name in LISTS.keys() & found:
        found[name] = _items(found[name], LISTS[name], faults)
    if "clearance" in found:
        found["clearance"] = found["clearance"] == "required"
    if "when" not in found or "zone" not in found:
        return None
    when: _Weekly = found.pop("when")
    return Schedule(**when._asdict(), **found)


def _items(node: Node, read: Reader[Any], faults: Faults) -> tuple[Any, ...]:
    """What a list holds, each once; a single item may stand without brackets."""
    items = node.items if isinstance(node, Sequence) else (node,)
    taken = (values.take(read, item, faults) for item in items)
    return tuple(dict.fromkeys(item for item in taken if item is not None))
