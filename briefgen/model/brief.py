"""The brief: what a renderer is handed, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.model.found import FigureKind, ItemStatus, MeetingKind

MeetingStatus = Literal["upcoming", "under-way", "held", "cancelled", "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where the words stand: a path relative to the articles root and offsets of its text of record."""

    path: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A source mark as printed, "2 ¶7": the number of the source and the paragraph in the article."""

    source: int
    paragraph: int  # 0: no paragraph (a title, a dateline)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that comes from a source: a slice, or slices joined by " […] ", with where they stand."""

    id: str  # a hash of article and spans
    text: str
    evidence: tuple[Evidence, ...]
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefMeeting(Line):
    """A meeting as the brief prints it; ``text`` is the sentence that reports it."""

    status: MeetingStatus
    kind: MeetingKind
    who: tuple[str, ...]
    place: str = ""
    start: str = ""  # ISO day, or empty when no date is given
    end: str = ""
    origin: Literal["articles", "desk"] = "articles"
    when_text: str = ""  # the time as the desk wrote it, or a day as the article does where nobody can tell which one
    format: str = ""
    note: str = ""  # from the catalogue: its day is past and nobody reports that it took place
    event: str = ""  # the summit, forum or exercise that it is or is held at, as the article names it
    filed: str = ""  # the article's dateline or date, where it tells no place or no day of the meeting: "KYIV, March 3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant(Line):
    """A person of the meeting; ``text`` is the phrase that introduces them."""

    name: str
    office: str  # as the article gives it
    side: str | None  # the side's name
    then: bool = False  # the office has changed since
    now: str = ""  # the office today, when the packs know it and it differs
    say_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaEntry(Line):
    """One subject of a meeting."""

    meeting: str  # id of the meeting it belongs to; empty when no meeting is named
    topic: str  # topic id, "other" when it fits none
    sentence: str  # the whole sentence it is a slice of
    status: ItemStatus
    by: tuple[str, ...]  # the sides that raise it
    note: str = ""  # from the catalogue: "was to be discussed (24 March 2025); no report that it was"
    outlets: int = 1  # independent articles that carry it
    told_by: str = ""  # of what was announced, the id of the item that reports on it, and with which it is printed
    as_told_by: str = ""  # of what both sides state, the side whose unnamed source alone tells it


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionEntry(Line):
    """What a side says, wants or refuses, in the article's words; ``text`` is the whole statement."""

    side: str
    topic: str
    speaker: str = ""
    date: str = ""  # the day it was said, else the article's; "" when unknown
    ask: bool = False  # something it seeks from the other side
    office: str = ""  # of the speaker, as the article gives it
    then: bool = False  # the speaker's office has changed since
    date_basis: Literal["said-on", "stated", "inferred", "unknown"] = "stated"


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteEntry(Line):
    """A quotation with its speaker; ``text`` is without the outer marks."""

    speaker: str
    office: str
    side: str | None
    speaker_kind: Literal["named", "unnamed", "document"]
    kind: Literal["full", "fragment"]
    topic: str
    date: str  # the day it was said, else the article's; "" when unknown
    date_basis: Literal["said-on", "stated", "inferred", "unknown"]
    source: int
    sentence: str = ""  # fragments: the sentence they are quoted in
    then: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureEntry(Line):
    """A sentence with the figures it gives; ``text`` is the whole sentence, with hedge and condition."""

    amounts: tuple[str, ...]  # the figures as they stand in it: "more than 3,000 troops"
    kind: FigureKind
    topic: str
    speaker: str = ""  # who gives the figure, where the article says so; else it is the source's
    date: str = ""  # the article's day
    date_basis: Literal["stated", "inferred", "unknown"] = "stated"
    counted: str = ""  # what is counted, where others give another number for it
    differs_from: tuple[str, ...] = ()  # ids of the figures that give another number for the same thing


@dataclass(frozen=True, slots=True, kw_only=True)
class BottomLine(Line):
    """A sentence that is put first; ``who`` is whom its first pronoun means, "" where it has none."""

    who: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedLine(Line):
    """A line that hangs on a day: a date ahead, or a dated fact of the background."""

    date: str  # a day, or a month where no day is told
    end: str = ""
    since: bool = False  # what it tells goes on from that day
    joint: bool = False  # its sentence names both sides, or the two as one, and nowhere else


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchOut(Line):
    """Something to be careful with; ``label`` says what, from the catalogue, ``text`` is the slice (may be empty)."""

    label: str
    note: str = ""  # desk text of the profile's glossary
    items: tuple[str, ...] = ()  # the ids of what it is about: meetings, agenda items, positions, quotes


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskText:
    """Text written by people in the profile, never from a source."""

    text: str
    author: str = ""
    date: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """All desk text of a brief."""

    addressee: str = ""  # "for:"
    sender: str = ""  # "from:"
    objectives: tuple[DeskText, ...] = ()
    points: tuple[DeskText, ...] = ()
    if_raised: tuple[DeskText, ...] = ()
    press_line: tuple[DeskText, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceEntry:
    """One numbered source."""

    n: int
    title: str
    publisher: str
    date: str  # "" when undated
    date_basis: Literal["stated", "inferred", "unknown"]
    date_reason: str
    path: str
    story: int  # the story's number on its page, from 1
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotUsed:
    """An article that is not used, and why."""

    path: str
    story: int
    title: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The days a brief looks at, both included."""

    start: str
    end: str
    basis: Literal["as-of", "latest-coverage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicHead:
    """A topic's id and heading, in the order of print."""

    id: str
    title: str


ChangeKind = Literal["new", "moved", "dropped", "unchanged"]
ChangeSection = Literal[
    "meetings", "agenda", "participants", "positions", "quotes", "dates_ahead", "figures", "background"
]
Aspect = Literal["status", "note", "date", "place", "office", "side", "speaker", "amounts", "wording"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """One respect in which an item is not what it was; of the wording the two lines tell."""

    aspect: Aspect
    was: str = ""
    now: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Line):
    """An item beside the earlier brief: as it stands now or, where it is dropped, as it stood then."""

    kind: ChangeKind
    section: ChangeSection
    status: str = ""  # of a meeting or an agenda item
    topic: str = ""
    side: str = ""
    name: str = ""  # the person, the speaker, the kind of meeting
    moves: tuple[Move, ...] = ()
    reason: str = ""  # why it is dropped, where that can be told; of a new one, that the earlier brief had its words
    was: Line | None = None  # the item of the earlier brief, where it is not this very one


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """The earlier brief that this one is compared with."""

    name: str  # of its file or issue
    as_of: str
    sources: tuple[SourceEntry, ...] = ()  # quoted from it and none of this brief's; their numbers go on from these


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Which issue of its profile a brief is.

    Attributes:
        key: year and ISO week of its day, "2025-W13".
        version: from 1.
        supersedes: the version it replaces; 0 for none.
        missed: the keys of the weeks before it in which no issue was made.
    """

    key: str
    version: int
    supersedes: int = 0
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A finished brief. Every view of it holds the same items."""

    profile: str
    title: str
    sides: tuple[str, ...]
    our_side: str | None
    as_of: str
    cutoff: str  # day of the newest article used, "" when none is dated
    window: Window
    language: str
    handling: str
    sample: bool  # made from the articles shipped with briefgen
    articles_read: int
    meeting: BriefMeeting | None
    meetings: tuple[BriefMeeting, ...]
    participants: tuple[Participant, ...]
    bottom_line: tuple[Line, ...]
    changes: tuple[Change, ...] | None  # None: no earlier brief was given
    topics: tuple[TopicHead, ...]
    agenda: tuple[AgendaEntry, ...]
    positions: tuple[PositionEntry, ...]
    quotes: tuple[QuoteEntry, ...]
    figures: tuple[FigureEntry, ...]
    dates_ahead: tuple[DatedLine, ...]
    background: tuple[DatedLine, ...]
    watch_outs: tuple[WatchOut, ...]
    desk: Desk
    gaps: tuple[str, ...]
    sources: tuple[SourceEntry, ...]
    not_used: tuple[NotUsed, ...]
    notices: tuple[str, ...]
    sections: tuple[str, ...]  # section ids in the order of print
    since: Since | None = None
    edition: Edition | None = None  # of the weekly brief
    draft: bool = False  # nobody has cleared it, and no schedule brings it out without that
