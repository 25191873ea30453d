"""What ``explain`` answers with: an article, a place in it, a find, a printed line, or an article that is not read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from briefgen.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place in a file: its line, and the code points of its text of record."""

    path: str
    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition for being in the brief.

    Attributes:
        name: what must hold.
        met: whether it does; None where it was not asked any more, since one before it did not hold.
        note: what is known of it.
    """

    name: str
    met: bool | None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One observation of a score and its points."""

    name: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Rival:
    """A find that stands before another in its list."""

    id: str
    score: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A list that a find counts in.

    Attributes:
        list: what the list holds.
        limit: the key of the profile's ``limits`` that says how much.
        most: how much.
        place: the place of the find among those that are good enough for it, from 1.
        before: those of them that are in the brief and stand before it.
    """

    list: str
    limit: str
    most: int
    place: int
    before: tuple[Rival, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearest:
    """What is lacking, and the nearest change of the profile that would have put it into the brief.

    Attributes:
        lacking: what is lacking.
        profile: what to write in the profile; tried, and it is in the brief then. None where no change helps.
        instead: ids of the lines of the brief that say its words already.
        tried: whether all changes that may help were tried; not where too much was asked at once.
    """

    lacking: str
    profile: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    tried: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleAnswer:
    """Whether an article is used, and each condition. ``joint`` sentences name both sides."""

    id: str
    title: str
    used: bool
    reason: str
    conditions: tuple[Condition, ...]
    joint: int
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PassageAnswer:
    """A place that was asked about, and why nothing of it is in the brief where that is so.

    Attributes:
        spot: where it is.
        text: its words.
        article: the id of the article it is in; "" for none.
        block: what part of the page it is: body, caption, furniture; "blank" for a blank line, "" outside articles.
        paragraph: of the article; None outside its text.
        found: whether a find or a printed line stands there.
        conditions: where nothing does, each condition.
        parts: the points of its sentence, where nothing was found in it.
        nearest: what is lacking, where nothing of it is in the brief.
    """

    spot: Spot
    text: str
    article: str
    block: str
    paragraph: int | None
    found: bool
    conditions: tuple[Condition, ...] = ()
    parts: tuple[Part, ...] = ()
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FindAnswer:
    """A find that was weighed, and what became of it.

    Attributes:
        id: of the line.
        kind: agenda, position or quote.
        kept: whether it is in the brief.
        reason: why it is, or is not.
        text: its words.
        spots: where they stand.
        rule: what found it.
        side: the side it comes from; "" for several or none.
        topic: the topic's id; "other" where no topic has a word of it.
        topic_words: the words for which it stands under that topic.
        meeting: the meeting it belongs to, "" for none.
        score: the sum of ``parts``.
        parts: the arithmetic of the score.
        lists: the lists it counts in, where it came so far.
        conditions: each condition, in the order in which they are asked.
        also: ids of other articles that say the same.
        nearest: what is lacking, where it is not in the brief.
    """

    id: str
    kind: str
    kept: bool
    reason: str
    text: str
    spots: tuple[Spot, ...]
    rule: str
    side: str
    topic: str
    topic_words: tuple[str, ...]
    meeting: str
    score: float
    parts: tuple[Part, ...]
    lists: tuple[Listed, ...]
    conditions: tuple[Condition, ...]
    also: tuple[str, ...]
    nearest: Nearest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LineAnswer:
    """A line of the brief that is no weighed find: a meeting, a person, a figure, a day.

    Attributes:
        id: of the line.
        sections: the sections it is printed in.
        text: its words; "" where it is none of a source.
        spots: where they stand.
        label: of a watch-out.
        limit: the key of ``limits`` that its list is cut by, "" for none.
        most: what that limit is.
        held: how many lines its list holds.
    """

    id: str
    sections: tuple[str, ...]
    text: str
    spots: tuple[Spot, ...]
    label: str = ""
    limit: str = ""
    most: int = 0
    held: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadAnswer:
    """An article that is not read, since there are no word lists for its language."""

    id: str
    title: str
    reason: str


Answer = ArticleAnswer | PassageAnswer | FindAnswer | LineAnswer | UnreadAnswer

_WHAT: Mapping[type[Any], str] = {
    ArticleAnswer: "article",
    PassageAnswer: "passage",
    FindAnswer: "find",
    LineAnswer: "line",
    UnreadAnswer: "unread",
}


def as_data(answer: Answer) -> dict[str, Any]:
    """An answer as plain values, ``what`` it is first."""
    return {"what": _WHAT[type(answer)], **asdict(answer)}


def spot(path: str, text: str, span: Span) -> Spot:
    """Where a span of a page stands."""
    return Spot(path=path, line=text.count("\n", 0, span.start) + 1, start=span.start, end=span.end)
