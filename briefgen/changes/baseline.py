"""An earlier brief's JSON, read as what it may be: a file that somebody else has written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, get_args

from briefgen.errors import Problem, UsageError
from briefgen.model import Evidence, ItemStatus, Mark, MeetingKind, MeetingStatus, SourceEntry
from briefgen.wording import day

SCHEMA = "briefgen/brief/1"
SECTIONS = ("meetings", "agenda", "participants", "positions", "quotes")
_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_DAYS = ("date", "start", "end")
_ONE_OF = {
    "meetings": {"status": get_args(MeetingStatus), "kind": get_args(MeetingKind)},
    "agenda": {"status": get_args(ItemStatus)},
}


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
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise UsageError(Problem("this is no brief", remedy=f"Its schema would be {SCHEMA}: write one with --json"))
    if data.get("profile") != profile:
        raise UsageError(Problem(f"this is a brief of {_named(data.get('profile'))}, not of {profile}"))
    try:
        day_of = _day(data["as_of"])
        listed = {entry.n: entry.path for entry in map(source_entry, data["sources"])}
        for section in SECTIONS:
            for item in data[section]:
                _check_item(section, item, listed)
        for topic in data["topics"]:
            _text(topic, "id")
        if data["meeting"] is not None:
            _text(data["meeting"], "id")
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        why = f"{fault} is missing" if isinstance(fault, KeyError) else str(fault)
        raise UsageError(
            Problem(f"this brief is not as it should be: {why}", remedy="Name the file as written")
        ) from None
    if day_of > as_of:
        raise UsageError(
            Problem(f"this brief is of {day(day_of)}, later than {day(as_of)}", remedy="Name an earlier one")
        )
    return Baseline(name=name, as_of=day_of, data=data)


def _check_item(section: str, item: Mapping[str, Any], listed: Mapping[int, str]) -> None:
    """Raises a KeyError, TypeError or ValueError where an item lacks what is compared or printed of it."""
    _text(item, "id")
    _text(item, "text")
    for field, value in item.items():
        if field in _DAYS and value is not None:
            _day(value)
    for field, allowed in _ONE_OF.get(section, {}).items():
        if item[field] not in allowed:
            raise ValueError(f"{field} {item[field]!r}")
    cited = {mark.source for mark in marks(item)}
    if unlisted := cited - listed.keys():
        raise ValueError(f"no source {min(unlisted)} is listed")
    if unmarked := {at.path for at in evidence(item)} - {listed[n] for n in cited}:
        raise ValueError(f"no mark names {min(unmarked)!r}")


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
        raise ValueError(f"date_basis {basis!r}")
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
        raise TypeError(f"{field} is no text")
    return value


def _number(item: Mapping[str, Any], field: str) -> int:
    value = item[field]
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 10**9:
        raise ValueError(f"{field} is no number")
    return value


def _day(value: object) -> str:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError(f"{value!r} is no day")
    return value


def _named(profile: object) -> str:
    return profile if isinstance(profile, str) and profile else "no profile"
