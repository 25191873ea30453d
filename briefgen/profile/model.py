"""What a profile says, checked: the values that selection, matching and the brief read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

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
    todo_match: tuple[Example, ...] = ()  # sentences that should come under it and do not yet
    todo_skip: tuple[Example, ...] = ()  # and those that should not and still do


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When the weekly issue is made, from what, and what must hold before it goes out.

    Attributes:
        weekday: of the issue; 0 is Monday.
        hour: of the wall clock in ``zone``.
        minute: of the wall clock in ``zone``.
        zone: an IANA name.
        starts: no issue before this day.
        skip: first and last day of each time without an issue.
        nothing_new: what becomes of an issue in which nothing has changed.
        articles: files and folders, relative to the workspace; none for its seeds/.
        formats: the views beside Markdown and JSON.
        clearance: whether a person must clear an issue before it is sent.
        require: parts of the desk text that must be there.
        desk_within: days; how old the desk text may be. None sets no limit.
        coverage_within: days; how old the newest article may be. None sets no limit.
        keep: weeks whose drafts stay on the disk; None keeps all.
    """

    weekday: int
    hour: int
    minute: int
    zone: str
    starts: date | None = None
    skip: tuple[tuple[date, date], ...] = ()
    nothing_new: Literal["send", "short", "skip"] = "send"
    articles: tuple[str, ...] = ()
    formats: tuple[Literal["pdf", "html"], ...] = ("pdf", "html")
    clearance: bool = False
    require: tuple[str, ...] = ()
    desk_within: int | None = None
    coverage_within: int | None = None
    keep: int | None = None


Security = Literal["starttls", "tls", "none"]


class Address(NamedTuple):
    """A mailbox: the name that is shown, perhaps none, and the address itself."""

    name: str
    spec: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """Who gets an issue by mail, and through which server.

    Attributes:
        sender: in From.
        to: the recipients; each gets a message of their own.
        owner: who is told when an issue cannot go out.
        subject: a template with ``{fields}``.
        server: the host that takes the mail.
        port: its port.
        security: how the connection is made safe; "none" is for a server on this machine only.
        user: for the login; empty without one.
        password_env: the environment's variable that holds the password, if any.
        password_file: the file that holds it, if any.
        ca_file: certificates to trust instead of the system's, if any.
        domains: those that recipients and owner may have.
        timeout: seconds for each step of the talk with the server.
    """

    sender: Address
    to: tuple[Address, ...]
    owner: Address
    subject: str
    server: str
    port: int
    security: Security
    user: str = ""
    password_env: str = ""
    password_file: Path | None = None
    ca_file: Path | None = None
    domains: tuple[str, ...] = ()
    timeout: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliver:
    """Where an issue is brought."""

    mail: Mail | None = None
    folders: tuple[Path, ...] = ()


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
    schedule: Schedule | None
    deliver: Deliver | None
    files: tuple[Path, ...]  # the profile and everything it extends

    @property
    def topic_rules(self) -> tuple[tuple[str, Rule], ...]:
        """The rules of the topics by id, the profile's own first: where two score the same, the desk's wins."""
        return tuple((topic.id, topic.rule) for topic in sorted(self.topics, key=lambda topic: not topic.own))
