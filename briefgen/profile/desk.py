"""What the desk writes in a profile: its meeting, its texts and its notes on contested words."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from briefgen.errors import Location
from briefgen.model import Desk, DeskText
from briefgen.profile import schema, values
from briefgen.profile.document import Faults, Mapping, Node, Scalar, Sequence
from briefgen.profile.keys import read_map
from briefgen.profile.model import DeskMeeting, GlossaryTerm, ProfilePerson, Side
from briefgen.profile.sides import key, side_named, sides_by_word

_WHEN = re.compile(r"(\d{4}-\d\d-\d\d)(?:[ T]\d\d:\d\d(?:\s?-\s?\d\d:\d\d)?)?")


def read_meeting(node: Node | None, faults: Faults) -> DeskMeeting | None:
    """The meeting as the desk knows it."""
    if node is None:
        return None
    found = read_map(node, schema.MEETING, "meeting", faults)
    if not isinstance(node, Mapping):
        return None
    when, start, end = found.get("when", ""), None, found.get("until")
    if when:
        where = node.entries["when"].value.at
        written = _WHEN.fullmatch(when)
        try:
            start = date.fromisoformat(written[1]) if written else None
        except ValueError:
            written = None
        if written is None:
            faults.add(where, f"'{when}' is not a date", "Write 2025-03-25, or 2025-03-25 10:30")
        elif start and end and end < start:
            faults.add(node.entries["until"].value.at, "the meeting ends before it begins")
    if "zone" in found and not _is_zone(found["zone"]):
        faults.add(node.entries["zone"].value.at, f"unknown time zone '{found['zone']}'", "Write it as Europe/Istanbul")
    return DeskMeeting(
        when=when,
        start=start,
        end=end or start,
        zone=found.get("zone", ""),
        where=found.get("where", ""),
        who=found.get("who", ()),
        format=found.get("format", ""),
    )


def _is_zone(name: str) -> bool:
    import zoneinfo

    zones = zoneinfo.available_timezones()
    return name in zones or not zones  # a machine without the time zone data cannot judge


def read_people(node: Node | None, sides: tuple[Side, ...], faults: Faults) -> tuple[ProfilePerson, ...]:
    """The people a profile names, each with a side."""
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        faults.add(
            node.at, f"'people' is a list, found {values.kind_of(node)}", "Write a line `- {name: …, side: …}` for each"
        )
        return ()
    people: list[ProfilePerson] = []
    words = sides_by_word(sides)
    owner: dict[str, tuple[str, Location]] = {}
    for item in node.items:
        found = read_map(item, schema.PERSON, "a person", faults)
        if not isinstance(item, Mapping) or "name" not in found:
            continue
        side = words.get(found["side"]) or words.get(key(found["side"])) if "side" in found else None
        if side is None and "side" in found and sides:
            known = [side.country or side.name for side in sides]
            faults.add(
                item.entries["side"].value.at,
                f"'{found['side']}' is none of the sides",
                values.suggest(found["side"], known),
            )
        if "since" in found and "until" in found and found["until"] < found["since"]:
            faults.add(item.entries["until"].value.at, "the office ends before it begins")
        for spelling, at in _spellings(item):
            if twin := owner.get(key(spelling)):
                remedy = f"{values.seen_from(twin[1], at)} gives it to '{twin[0]}': give a name to one person only"
                faults.add(at, f"'{spelling}' is the name of two people", remedy)
            elif shadow := words.get(key(spelling)):
                remedy = f"{values.seen_from(shadow.at, at)} has that side: write the person's whole name"
                faults.add(at, f"'{spelling}' means the side '{shadow.name}', and no person", remedy)
            owner.setdefault(key(spelling), (found["name"], at))
        people.append(
            ProfilePerson(
                name=found["name"],
                aliases=found.get("aliases", ()),
                office=found.get("office", ""),
                side=side.name if side else "",
                since=found.get("since"),
                until=found.get("until"),
                say_as=found.get("say_as", ""),
                at=item.at,
            )
        )
    return tuple(people)


def _spellings(node: Mapping) -> list[tuple[str, Location]]:
    """Every spelling of a person's name, once, with its place."""
    given: dict[str, tuple[str, Location]] = {}
    for field in ("name", "aliases", "+aliases"):
        value = node.get(field)
        for item in value.items if isinstance(value, Sequence) else (value,):
            if isinstance(item, Scalar):
                given.setdefault(key(item.text), (item.text, item.at))
    return list(given.values())


def read_glossary(node: Node | None, sides: tuple[Side, ...], faults: Faults) -> tuple[GlossaryTerm, ...]:
    """The contested words."""
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        faults.add(node.at, f"'glossary' is a map, found {values.kind_of(node)}", "Write `FETO: {used_by: TR}`")
        return ()
    terms = []
    for term, entry in node.entries.items():
        found = read_map(entry.value, schema.GLOSSARY, f"the word '{term}'", faults)
        side = side_named(found["used_by"], sides) if "used_by" in found else None
        if side is None and "used_by" in found and sides and isinstance(entry.value, Mapping):
            known = [side.country or side.name for side in sides]
            where = entry.value.entries["used_by"].value.at
            faults.add(where, f"'{found['used_by']}' is none of the sides", values.suggest(found["used_by"], known))
        terms.append(
            GlossaryTerm(
                term=term,
                aliases=found.get("aliases", ()),
                used_by=side.name if side else "",
                note=found.get("note", ""),
            )
        )
    return tuple(terms)


def read_desk(node: Node | None, topics: tuple[str, ...], faults: Faults) -> Desk:
    """All desk text, each with its author and date."""
    found = read_map(node, schema.DESK, "desk", faults)
    reader = _DeskReader(found, topics, faults)
    return Desk(
        addressee=found.get("for", ""),
        sender=found.get("from", ""),
        objectives=reader.texts(found.get("objectives")),
        points=reader.by_topic(found.get("points"), "points"),
        if_raised=reader.by_topic(found.get("if_raised"), "if_raised"),
        press_line=reader.texts(found.get("press_line")),
    )


class _DeskReader:
    """Desk texts, which take author and date from ``desk:`` where they have none of their own."""

    def __init__(self, desk: dict[str, Any], topics: tuple[str, ...], faults: Faults) -> None:
        self._author: str = desk.get("author", "")
        self._date: date | None = desk.get("date")
        self._topics = topics
        self._faults = faults

    def texts(self, node: Node | None, topic: str = "") -> tuple[DeskText, ...]:
        """The texts of a list, or a single one."""
        if node is None:
            return ()
        items = node.items if isinstance(node, Sequence) else (node,)
        return tuple(text for item in items if (text := self._text(item, topic)))

    def by_topic(self, node: Node | None, name: str) -> tuple[DeskText, ...]:
        """The texts of a map by topic."""
        if node is None:
            return ()
        if not isinstance(node, Mapping):
            message = f"'{name}' is a map by topic, found {values.kind_of(node)}"
            self._faults.add(node.at, message, "Write `trade:`, and under it `- Say this.`")
            return ()
        known = (*self._topics, "other")
        for topic, entry in node.entries.items():
            if topic not in known:
                self._faults.add(entry.at, f"unknown topic '{topic}'", values.suggest(topic, known))
        return tuple(text for topic, entry in node.entries.items() for text in self.texts(entry.value, topic))

    def _text(self, node: Node, topic: str) -> DeskText | None:
        if isinstance(node, Scalar):
            found: dict[str, Any] = {"text": values.take(values.prose, node, self._faults)}
        else:
            found = read_map(node, schema.DESK_TEXT, "a desk text", self._faults)
        if not found.get("text"):
            return None
        author, day = found.get("author", self._author), found.get("date", self._date)
        if not author or not day:
            missing = " and ".join(word for word, there in (("an author", author), ("a date", day)) if not there)
            self._faults.add(
                node.at,
                f"desk text needs {missing}",
                "Write `author:` and `date:` under `desk:`, for all texts at once",
            )
            return None
        return DeskText(text=found["text"], author=author, date=day.isoformat(), topic=topic)
