"""An earlier brief's JSON, read as what it may be: a file that somebody else has written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from briefgen.errors import Problem, UsageError
from briefgen.model import ChangeSection, Evidence, ItemStatus, Mark, MeetingKind, MeetingStatus, SourceEntry
from briefgen.text import squeeze
from briefgen.wording import day

SCHEMA = "briefgen/brief/1"
SECTIONS: tuple[ChangeSection, ...] = get_args(ChangeSection)
LATER_SECTIONS: frozenset[ChangeSection] = frozenset({"figures", "dates_ahead", "background"})  # a brief may lack them
_SCHEMA = re.compile(r"briefgen/brief/([0-9]{1,4})")
_SHOWN = 60  # characters of what stands in a file, in a message about it
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DAYS = ("date", "start", "end")
_ONE_OF = {
    "meetings": {"status": get_args(MeetingStatus), "kind": get_args(MeetingKind)},
    "agenda": {"status": get_args(ItemStatus)},
}
_NAMED: Mapping[str, tuple[str, ...]] = {
    "meetings": ("place", "event"),
    "participants": ("name", "office"),
    "positions": ("speaker", "office"),
    "quotes": ("speaker", "office"),
    "figures": ("speaker",),
}


class _AmissError(ValueError):
    """What is wrong with a part of an earlier brief, in words for whoever named the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """An earlier brief of the same profile: its JSON, checked, and what its file or issue is called."""

    name: str
    as_of: str
    data: Mapping[str, Any]


def read_baseline(data: Any, name: str, profile: str, as_of: str) -> Baseline:
    """The earlier brief to compare with.

    Args:
        data: what its JSON holds.
        name: of its file or issue, as it is to be printed.
        profile: the profile of the new brief.
        as_of: the ISO day of the new brief.

    Raises:
        UsageError: it is no brief, of another profile, later than the new one, or not as a brief should be.
    """
    if fault := no_brief(data):
        raise UsageError(fault)
    if data.get("profile") != profile:
        other = shown(data.get("profile"))
        raise UsageError(
            Problem(
                f"this is a brief of {other or 'no profile'}, not of {profile}",
                remedy=f"Name an earlier brief of {profile}",
            )
        )
    day_of = _checked(data)
    if day_of > as_of:
        remedy = "Name an earlier one, or give a later day with --as-of"
        raise UsageError(Problem(f"this brief is of {day(day_of)}, later than {day(as_of)}", remedy=remedy))
    return Baseline(name=name, as_of=day_of, data=data)


def no_brief(data: Any) -> Problem | None:
    """What keeps data from being a brief that can be read here; None where nothing does."""
    schema = data.get("schema") if isinstance(data, dict) else None
    if schema == SCHEMA:
        return None
    version = _SCHEMA.fullmatch(schema) if isinstance(schema, str) else None
    if version is None:
        return Problem("this is no brief", remedy="Name the .json file that a run with --json writes beside the brief")
    if int(version[1]) < int(SCHEMA.rpartition("/")[2]):
        remedy = "Make it again from its articles with --as-of and --json"
        return Problem(f"this brief is of an older format ({schema}, not {SCHEMA})", remedy=remedy)
    remedy = "Use the briefgen that wrote it, or a newer one"
    return Problem(f"this brief is of a newer format ({schema}, not {SCHEMA})", remedy=remedy)


def shown(value: object) -> str:
    """Something that stands in a file, on one line and not too long for a message."""
    words = squeeze(value if isinstance(value, str) else repr(value) if value is not None else "")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN]} …"


def _checked(data: Mapping[str, Any]) -> str:
    """The day of a brief, every part of it looked at that is compared or printed."""
    try:
        day_of = _day(data["as_of"])
        listed = {entry.n: entry.path for entry in map(source_entry, data["sources"])}
        for topic in data["topics"]:
            _text(topic, "id")
        if data["meeting"] is not None:
            _text(data["meeting"], "id")
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise _not_as_it_should_be("", fault) from None
    for section in SECTIONS:
        if section in LATER_SECTIONS and section not in data:
            continue
        items = data.get(section)
        if not isinstance(items, list):
            raise _not_as_it_should_be("", KeyError(section))
        for number, item in enumerate(items, start=1):
            try:
                _check_item(section, item, listed)
            except (AttributeError, KeyError, TypeError, ValueError) as fault:
                raise _not_as_it_should_be(f"{section}, number {number}: ", fault) from None
    return day_of


def _not_as_it_should_be(where: str, fault: Exception) -> UsageError:
    if isinstance(fault, KeyError):
        why = f"{shown(fault.args[0])} is missing"
    else:
        why = str(fault) if isinstance(fault, _AmissError) else "it is not as briefgen writes it"
    remedy = "Somebody has changed the file: name it as it was written, or write it again with --json"
    return UsageError(Problem(f"this brief is not as it should be, {where}{why}", remedy=remedy))


def _check_item(section: str, item: Mapping[str, Any], listed: Mapping[int, str]) -> None:
    """Raises a KeyError, TypeError or ValueError where an item lacks what is compared or printed of it."""
    _text(item, "id")
    text = _text(item, "text")
    for field, value in item.items():
        if field in _DAYS and value is not None:
            _day(value)
    for field, allowed in _ONE_OF.get(section, {}).items():
        if item[field] not in allowed:
            raise _AmissError(f"its {field} is {shown(item[field])!r}")
    if foreign := [amount for amount in list_of(item, "amounts") if amount not in squeeze(text)]:
        raise _AmissError(f"{shown(foreign[0])!r} is not in its sentence")
    cited = {mark.source for mark in marks(item)}
    if unlisted := cited - listed.keys():
        raise _AmissError(f"it cites source {min(unlisted)}, which is not listed")
    if unmarked := {at.path for at in evidence(item)} - {listed[n] for n in cited}:
        raise _AmissError(f"no source mark of it names {shown(min(unmarked))!r}")


def evidence(item: Mapping[str, Any]) -> tuple[Evidence, ...]:
    """Where the words of an item stand."""
    return tuple(
        Evidence(path=_text(at, "path"), start=_number(at, "start"), end=_number(at, "end")) for at in item["evidence"]
    )


def marks(item: Mapping[str, Any]) -> tuple[Mark, ...]:
    """The source marks of an item."""
    return tuple(Mark(source=_number(at, "source"), paragraph=_number(at, "paragraph")) for at in item["marks"])


def source_entry(source: Mapping[str, Any]) -> SourceEntry:
    """A source as a value."""
    basis = source["date_basis"]
    if basis not in ("stated", "inferred", "unknown"):
        raise _AmissError(f"the date_basis of a source is {shown(basis)!r}")
    return SourceEntry(
        n=_number(source, "n"),
        title=_text(source, "title"),
        publisher=_text(source, "publisher"),
        date=_day(source["date"]) if source["date"] else "",
        date_basis=basis,
        date_reason=_text(source, "date_reason"),
        path=_text(source, "path"),
        story=_number(source, "story"),
        sha256=_text(source, "sha256"),
    )


def words_of(item: Mapping[str, Any], field: str) -> str:
    """A text of an item that it may lack; empty where it does."""
    value = item.get(field)
    return value if isinstance(value, str) else ""


def list_of(item: Mapping[str, Any], field: str) -> tuple[str, ...]:
    """A list of texts that an item may lack."""
    value = item.get(field)
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _text(item: Mapping[str, Any], field: str) -> str:
    value = item[field]
    if not isinstance(value, str):
        raise _AmissError(f"its {field} is no text")
    return value


def _number(item: Mapping[str, Any], field: str) -> int:
    value = item[field]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise _AmissError(f"its {field} is no number")
    return value


def _day(value: object) -> str:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise _AmissError(f"{shown(value)!r} is no day")
    return value


def sources_of(baseline: Baseline) -> tuple[SourceEntry, ...]:
    """The sources of an earlier brief."""
    return tuple(map(source_entry, baseline.data["sources"]))


def names_of(baseline: Baseline) -> tuple[str, ...]:
    """Who and what an earlier brief tells of beside its lines: the names, offices, places and events of articles."""
    found: list[str] = []
    for section in SECTIONS:
        for item in baseline.data.get(section, ()):
            if item.get("origin") != "desk":
                found += [words_of(item, field) for field in _NAMED.get(section, ())]
                found += list_of(item, "who")
    return tuple(dict.fromkeys(name for name in found if name))
