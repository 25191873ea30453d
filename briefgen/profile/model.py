"""What a profile says, checked: the values that selection, matching and the brief read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from briefgen.errors import Location
from briefgen.model import Desk
from briefgen.rules import Rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One party of the meeting.

    Attributes:
        name: as printed.
        country: id of packs/countries.yaml, "" for a party that is no country there.
        names: every spelling and alias, the printed name first.
        demonyms: adjectives and nouns for its people.
        capitals: words the press uses for its government; one that two sides claim is nobody's and left out.
        at: where the profile names it.
        bodies: what the press names without its country: "Pentagon", "Knesset".
    """

    name: str
    country: str
    names: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    at: Location
    bodies: tuple[str, ...] = ()

    @property
    def aliases(self) -> tuple[str, ...]:
        """Every word that means this side: names, demonyms, capitals and bodies."""
        return (*self.names, *self.demonyms, *self.capitals, *self.bodies)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfilePerson:
    """A person the profile names. ``since`` and ``until`` are the days the office was held; None is open."""

    name: str
    aliases: tuple[str, ...]
    office: str
    side: str  # the side's name
    since: date | None
    until: date | None
    say_as: str
    at: Location


class Example(NamedTuple):
    """A sentence that shows what a topic is, or is not, and where it stands in the profile."""

    text: str
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A subject under which agenda items, positions and quotes stand, and the words that put them there."""

    id: str
    title: str
    rule: Rule
    match: tuple[Example, ...]  # sentences that must come under it
    skip: tuple[Example, ...]  # and sentences that must not
    own: bool  # the profile itself names it, not only a pack: the desk waits for it
    at: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryTerm:
    """A contested word: whose word it is, and what the desk says about it."""

    term: str
    aliases: tuple[str, ...]
    used_by: str  # the side's name, "" for none
    note: str  # desk text


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much of each kind is printed at most."""

    bottom_line: int = 3
    agenda_per_topic: int = 12
    positions_per_side: int = 6
    quotes: int = 20
    quotes_per_topic: int = 10  # what fits no topic counts only in all
    figures: int = 6
    background: int = 8
    dates_ahead: int = 8
    pages: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """When a story is about both sides: they meet in it, or at least so many sentences name both."""

    min_sentences: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskMeeting:
    """The meeting as the desk knows it; it wins over what articles say."""

    when: str  # as written: "2025-03-25 10:30"
    start: date | None
    end: date | None
    zone: str
    where: str
    who: tuple[str, ...]
    format: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Profile:
    """One brief's profile, every fault already refused. Compared and hashed by identity."""

    name: str  # of the file, and of the command
    path: Path
    title: str
    language: str
    sides: tuple[Side, ...]  # in the order of print
    our_side: str | None  # a side's name; None is a neutral brief
    decoys: tuple[str, ...]  # phrases that hold a side's word and mean somebody else: "Latin America", "South Sudan"
    extends: tuple[str, ...]
    people: tuple[ProfilePerson, ...]
    topics: tuple[Topic, ...]  # in the order of print
    exclude: Rule | None
    glossary: tuple[GlossaryTerm, ...]
    sections: tuple[str, ...]
    limits: Limits
    window_days: int
    dyad: Dyad
    meeting: DeskMeeting | None
    desk: Desk
    handling: str
    schedule: Mapping[str, Any]
    deliver: Mapping[str, Any]
    files: tuple[Path, ...]  # the profile and everything it extends

    @property
    def topic_rules(self) -> tuple[tuple[str, Rule], ...]:
        """The rules of the topics by id, the profile's own first: where two score the same, the desk's wins."""
        return tuple((topic.id, topic.rule) for topic in sorted(self.topics, key=lambda topic: not topic.own))
