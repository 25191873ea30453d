"""Topics, exclusions and their rules: from nodes to values, with every pattern compiled once to see that it can be."""

from __future__ import annotations

import re
from collections.abc import Sequence as Many
from dataclasses import replace
from typing import Any, cast

from briefgen.profile import schema, values
from briefgen.profile.document import Faults, Mapping, Node, Scalar, Sequence
from briefgen.profile.keys import read_map
from briefgen.profile.model import Side, Topic
from briefgen.profile.sides import key
from briefgen.rules import NEAR, ZONES, Rule, Slot, Zone, compile_regex
from briefgen.rules.regexes import REGEX_SECONDS, REMEDY, runs_away

_ID = re.compile(r"[a-z][a-z0-9-]*")
_LOOKS = ("any", "all", "near", "regex")


OF_THE_DESK = 2.5  # weight of a topic that the profile alone describes: it is why the desk keeps a profile


def read_topics(node: Node | None, sides: Many[Side], shown: str, faults: Faults) -> tuple[Topic, ...]:
    """The topics in the order of the file; one whose weight is 0 is switched off.

    A word that means a side puts no text under a topic by itself: in a brief about Israel, "Israel" is in every line.
    """
    if node is None:
        return ()
    if not isinstance(node, Mapping):
        kind = values.kind_of(node)
        remedy = "Indent the topics below it" if kind == "nothing" else "Write `energy: {title: Energy, any: [gas]}`"
        faults.add(node.at, f"'topics' is a map, found {kind}", remedy)
        return ()
    topics = []
    own = {key(word) for side in sides for word in side.aliases}
    for name, entry in node.entries.items():
        if not _ID.fullmatch(name):
            faults.add(entry.at, f"'{name}' is not a topic's id", "Use small letters, digits and hyphens: foreign-aid")
        elif name == "other":
            faults.add(entry.at, "'other' is where texts without a topic stand", "Choose another id")
        found = read_map(entry.value, schema.TOPIC, f"the topic '{name}'", faults)
        if not isinstance(entry.value, Mapping):
            continue
        if all(one.at.path == shown for one in entry.value.entries.values()):
            found = {"weight": OF_THE_DESK, **found}
        rule = _rule(entry.value, found, f"the topic '{name}'", faults)
        examples = read_map(found.get("examples"), schema.EXAMPLES, "examples", faults)
        topics.append(
            Topic(
                id=name,
                title=found.get("title", name.replace("-", " ").capitalize()),
                rule=replace(rule, any=tuple(word for word in rule.any if key(word) not in own)),
                match=examples.get("match", ()),
                skip=examples.get("skip", ()),
                todo_match=examples.get("todo_match", ()),
                todo_skip=examples.get("todo_skip", ()),
                own=entry.at.path == shown,
                at=entry.at,
            )
        )
    return tuple(topic for topic in topics if topic.rule.weight)


def read_exclude(node: Node | None, faults: Faults) -> Rule | None:
    """The rule for articles to leave out: words of which one is enough, or a map like a topic's."""
    if node is None:
        return None
    if isinstance(node, Mapping):
        return _rule(node, read_map(node, schema.RULE, "exclude", faults), "exclude", faults)
    return Rule(any=values.take(values.words, node, faults) or ())


def _rule(node: Mapping, found: dict[str, Any], what: str, faults: Faults) -> Rule:
    if not any(look in node.entries for look in _LOOKS):
        faults.add(node.at, f"{what} looks for nothing", "Give it words: `any: [one, two]`")
    zones = found.get("in", ZONES)
    for zone in zones:
        if zone not in ZONES:
            faults.add(
                values.place_of(node.entries["in"].value, zone), f"unknown place '{zone}'", values.suggest(zone, ZONES)
            )
    patterns = found.get("regex", ())
    for pattern in patterns:
        try:
            compile_regex(pattern)
        except ValueError as fault:
            faults.add(values.place_of(node.entries["regex"].value, pattern), str(fault))
            continue
        if runs_away(pattern):
            message = f"this regex runs away: it took longer than {REGEX_SECONDS} s on one text"
            faults.add(values.place_of(node.entries["regex"].value, pattern), message, REMEDY)
    return Rule(
        any=found.get("any", ()),
        all=tuple(_slot(words) for words in found.get("all", ())),
        none=found.get("none", ()),
        near=_near(found.get("near"), faults),
        within=found.get("within", NEAR),
        regex=patterns,
        zones=cast(tuple[Zone, ...], tuple(zones)),
        weight=found.get("weight", 1.0),
        places=tuple(values.place_of(node.entries["regex"].value, pattern) for pattern in patterns),
    )


def _slot(written: str) -> Slot:
    """The alternatives of "lift | ease | remove"."""
    return tuple(word for part in written.split("|") if (word := part.strip()))


def _near(node: Node | None, faults: Faults) -> tuple[tuple[Slot, ...], ...]:
    """The groups of ``near``: a list of lists, or one list of words for a single group."""
    if node is None:
        return ()
    if not isinstance(node, Sequence):
        faults.add(
            node.at, f"'near' is a list of groups, found {values.kind_of(node)}", "Write [[lift | ease, sanctions]]"
        )
        return ()
    rows = (node,) if all(isinstance(item, Scalar) for item in node.items) else node.items
    groups = []
    for row in rows:
        slots = tuple(slot for words in values.take(values.words, row, faults) or () if (slot := _slot(words)))
        if len(slots) < 2:
            faults.add(row.at, "a group of 'near' has two words or more", "Write [lift | ease, sanctions]")
        else:
            groups.append(slots)
    return tuple(groups)
