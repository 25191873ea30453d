"""What is read and found: values that pass between the stages.

Offsets are code points of the page's text of record (decoded, NFC, line feeds), half open.
Nothing here points back to its container, and nothing is ever changed: stages return new values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

# --- places in a text -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a page's text of record, ``text[start:end]``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words themselves."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


# --- pages and articles -----------------------------------------------------------------------------------------

BlockKind = Literal[
    "date-header",  # " date 2025-03-24", "Updated 26 March 2025", "Updated 15 min ago"
    "publisher",  # "(MENAFN- Khaama Press)"
    "headline",
    "repeated-headline",
    "standfirst",  # summary bullets and highlights: they restate the story
    "byline",
    "dateline",  # "ANKARA/WASHINGTON:", the place that opens a lede
    "lede",
    "body",
    "sub-heading",
    "caption",
    "furniture",  # "Short Url", "Follow", share bars, tickers, link lines
]
PROSE: frozenset[BlockKind] = frozenset({"lede", "body"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One input as read: decoded once, never edited again."""

    path: str  # relative to the articles root, with forward slashes
    text: str
    sha256: str  # of the bytes
    encoding: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A labelled stretch of a page. Blocks cover the text in order; only white space lies between them."""

    span: Span
    kind: BlockKind
    paragraph: int | None = None  # counted from 1 within the article; prose only


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A day and how we know it."""

    day: date | None
    basis: Literal["stated", "inferred", "unknown"]
    reason: str = ""  # one of our own phrases: why it was inferred or refused
    span: Span | None = None  # the words that say so


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A date as an article writes it, before anyone knows the year or week it was written in.

    "25 March" has month and day; "March 25-26" has ``last_day``; "Tuesday" has ``weekday`` (Monday is 0);
    "yesterday" has ``offset`` -1; "in 2019" has only ``year``.
    """

    span: Span
    year: int | None = None
    month: int | None = None
    day: int | None = None
    last_month: int | None = None
    last_day: int | None = None
    weekday: int | None = None
    offset: int | None = None
    towards: Literal["past", "future", ""] = ""  # "last Tuesday", "next Tuesday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news story on a page."""

    id: str  # "000_x.txt/1": path and the story's number on the page, from 1
    path: str
    sha256: str
    text: str  # the whole page's text of record, so that spans need no shifting
    span: Span  # this story on the page
    blocks: tuple[Block, ...]
    title: Span  # the headline, or the first whole sentence where there is none
    title_basis: Literal["headline", "lede"]
    publisher: str
    byline: str
    dateline: str  # "ANKARA/WASHINGTON"
    date: Dated
    whens: tuple[When, ...] = ()  # every date in its prose, in order
    filed: Span | None = None  # place and day of its dateline: "KYIV, March 3"
    unbroken: str = ""  # the text with a space for each line end inside a paragraph; nothing where there is none


# --- what is found in one article --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of prose."""

    span: Span
    paragraph: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A mention of a country: its name, demonym, capital or code in the text, or a body that only it has."""

    span: Span
    country: str  # an id of packs/countries.yaml: "TR"
    form: Literal["name", "demonym", "capital", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person of an article, under every form the article gives.

    ``name`` is the fullest form in the article, or the pack's when the article never gives a first name.
    """

    name: str
    mentions: tuple[Span, ...]  # every naming of the person, in order, without title ("Fidan", "Hakan Fidan")
    office: str = ""  # as the article writes it: "Foreign Minister"
    country: str = ""  # country id, when the words around a mention or the pack say so
    descriptions: tuple[Span, ...] = ()  # title phrase + name, or name + apposition, whole
    gender: Literal["m", "f", ""] = ""
    foreign: tuple[str, ...] = ()  # countries they are not of: they travel or have a counterpart there
    private: bool = False  # an analyst, a lawyer, somebody formerly in office: speaks for no country
    as_told: str = ""  # the name in this article, where another article has lent a fuller one
    serves: bool = False  # holds an office that the press of its own country gives without the country's name


ActorKind = Literal["person", "country", "both", "talks", "unnamed", "document", "other"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts in a clause, as the article names them there.

    ``both`` is "the two leaders", "both sides"; ``talks`` is "the discussions", "the visit"; ``unnamed`` is
    "the source"; ``other`` is anybody of whom nothing more is known.
    """

    kind: ActorKind
    span: Span
    name: str = ""  # the person's or country's name, or the longest description of the unnamed
    country: str = ""  # country id: the country itself, or the person's
    office: str = ""


MeetingKind = Literal["visit", "meeting", "talks", "call", "summit", "sidelines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A meeting, visit or call that a sentence reports."""

    span: Span  # the sentence
    kind: MeetingKind
    cue: Span  # the words that say there is a meeting: "will visit", "talks with"
    who: tuple[Actor, ...]
    place: Span | None
    when: When | None
    cancelled: bool = False
    paragraph: int = 0
    coming: bool = False  # told as something ahead
    event: Span | None = None  # the summit, forum or exercise that it is or is held at
    done: bool = False  # told as something that took place; neither it nor coming: the words do not say
    earlier: bool = False  # told as one before others: "last year", "his previous visit"
    again: bool = False  # "the visit", "these talks": told of before
    until: When | None = None  # the last weekday of a range of weekdays
    pictured: bool = False  # told in a caption that ran into the prose: its day may be an old picture's
    now: bool = False  # told as under way: "is on a visit to"


ItemStatus = Literal["to-raise", "to-discuss", "discussed", "agreed", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A subject that the sides discussed or will discuss, or that one raised with the other."""

    span: Span  # the clause, verbatim
    sentence: Span
    paragraph: int
    cue: Span
    rule: str  # which construction and which group of words found it
    status: ItemStatus
    actors: tuple[Actor, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What an actor says, wants or refuses, reported in the article's own words."""

    span: Span
    sentence: Span
    paragraph: int
    cue: Span
    rule: str
    actor: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence as something laid before the other side, whatever its construction."""

    span: Span  # its main clause, what is said "that", or the quotation it is made of
    sentence: Span
    paragraph: int
    actor: Actor | None  # whom the sentence is about
    signs: tuple[str, ...]  # the lexicon's lists of signs of which it holds a word
    voiced: bool = True  # False: the article tells what somebody wants; nobody is said to have said it


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whom the article names as having said a quote."""

    name: str  # one person, office or body, as fully as the article tells
    mention: Span  # the phrase this quote is attributed to: "he", "the source"
    kind: Literal["named", "unnamed", "document"]
    office: str = ""
    country: str = ""
    joint: bool = False  # both parties at once: "the two leaders", "a joint statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One stretch between quotation marks, inside one paragraph."""

    span: Span  # with its marks
    content: Span  # without them
    kind: Literal["full", "fragment"]
    cue: Span | None
    confidence: Literal["strong", "weak"]
    group: int  # pieces of one utterance share it
    speaker: Speaker | None
    rule: str  # the construction that found the speaker, or why there is none
    paragraph: int


FigureKind = Literal["money", "percent", "measure", "count"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number with its unit in a sentence, and what it counts."""

    span: Span  # with what limits it: "more than 3,000 troops"
    clause: Span  # the part of the sentence between the marks around it
    sentence: Span
    paragraph: int
    kind: FigureKind
    unit: str  # code of the currency, the measure, or the noun that is counted, in small letters
    low: float  # the number may be as low as this, as "more than", "about" and its own rounding allow
    high: float
    credit: Span | None = None  # whose figure the sentence says it is, behind "according to"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All that ``extract`` finds in one article; a function of its bytes, the lexicon and the shared packs."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    places: tuple[Place, ...] = ()
    people: tuple[Person, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    items: tuple[Item, ...] = ()
    positions: tuple[Position, ...] = ()
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
