"""A find and what became of it, with the arithmetic of its score."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from briefgen.match import OTHER, Placed, Story
from briefgen.model import Evidence, Findings, Item, ItemStatus, Position, Quote, Span

Kind = Literal["agenda", "position", "quote"]

# What was taken up is printed before what was to be, and that before what one side states.
_ON_THE_AGENDA: dict[ItemStatus, float] = {"to-discuss": 10.0, "discussed": 12.0, "agreed": 12.0, "to-raise": 5.0}
_OLD = timedelta(days=60)  # behind the newest story: what was said then gives way to what is said now

Said = dict[tuple[str, Span], list[Quote]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One find and what became of it.

    Attributes:
        id: the line's id, a hash of article and spans.
        placed: the find.
        pieces: the spans that are printed, more than one where a quote goes on over paragraphs.
        kept: whether it is in the brief.
        reason: why it is in, or why not.
        score: the sum of ``parts``.
        parts: the score's arithmetic, each with its name.
        also: ids of other articles that say the same words.
        told_by: of an announcement, the id of the find that reports on its matter, and with which it is printed.
        in_part: of an announcement, whether a report tells of some of its matter, so nobody can say that it has none.
    """

    id: str
    kind: Kind
    placed: Placed
    pieces: tuple[Span, ...]
    kept: bool
    reason: str
    score: float
    parts: tuple[tuple[str, float], ...]
    also: tuple[str, ...] = ()
    told_by: str = ""
    in_part: bool = False


def line_id(kind: str, path: str, spans: tuple[Span, ...]) -> str:
    """The id of a line: a hash of its article and spans, the same in every run."""
    where = ",".join(f"{span.start}-{span.end}" for span in spans)
    return f"{kind[0]}{hashlib.sha256(f'{kind}|{path}|{where}'.encode()).hexdigest()[:8]}"


def evidence(findings: Findings, pieces: tuple[Span, ...]) -> tuple[Evidence, ...]:
    """The places of the pieces."""
    path = findings.article.path
    return tuple(Evidence(path=path, start=piece.start, end=piece.end) for piece in pieces)


def utterances(placed: Iterable[Placed]) -> Said:
    """The pieces that are printed with each quotation, in order, by article and place.

    Of its utterance, those beside it that are as sure, and statements as it is, or fragments of the same sentence; and
    the statement behind the words that tell who says both: "“We will,” he said. “They know it.”".
    """
    said: Said = {}
    before: tuple[object, ...] = ()
    pieces: list[Quote] = []
    last: Placed | None = None
    for one in placed:  # those of an article stand in the order of its text
        if isinstance(quote := one.find, Quote):
            sentence = one.sentence if quote.kind == "fragment" else None
            alike = (one.article, quote.group, quote.confidence, quote.kind, sentence)
            if alike != before and not (last and _told_once(last, one)):
                pieces = []
            before, last = alike, one
            pieces.append(quote)
            said[one.article, quote.span] = pieces
    return said


_TAG = 100  # characters of the words between two quotations that tell who says both


def _told_once(one: Placed, other: Placed) -> bool:
    """Whether nothing but its tag stands between a statement and the next of the same paragraph."""
    first, then = one.find, other.find
    if not isinstance(first, Quote) or not isinstance(then, Quote) or one.article != other.article:
        return False
    if first.cue is None or first.speaker is None or then.speaker is None or first.kind != "full":
        return False
    between = Span(first.span.end, then.span.start)
    same = (
        first.cue == then.cue and first.speaker.name == then.speaker.name and bool(one.excluded) == bool(other.excluded)
    )
    alike = (first.paragraph, first.kind, first.confidence) == (then.paragraph, then.kind, then.confidence)
    return same and alike and between.holds(first.cue) and between.end - between.start <= _TAG


def goes_on(placed: Placed, said: Said) -> bool:
    """Whether it is a later piece of an utterance, which is printed with the first."""
    quote = placed.find
    return isinstance(quote, Quote) and said[placed.article, quote.span][0] != quote


def choose(placed: Placed, story: Story, said: Said, newest: date | None) -> Choice:
    """The find with its id and score, kept unless something has excluded it.

    Args:
        placed: the find.
        story: the story it stands in.
        said: the pieces of every utterance.
        newest: day of the newest story of the brief.
    """
    kind, pieces, parts = _worth(placed, said)
    day = story.findings.article.date.day
    if kind != "agenda" and newest and day and newest - day > _OLD:
        parts = (*parts, ("older coverage", -1.0))
    return Choice(
        id=line_id(kind, story.findings.article.path, pieces),
        kind=kind,
        placed=placed,
        pieces=pieces,
        kept=not placed.excluded,
        reason=placed.excluded or "kept",
        score=round(sum(value for _, value in parts), 2),
        parts=parts,
    )


def _worth(placed: Placed, said: Said) -> tuple[Kind, tuple[Span, ...], tuple[tuple[str, float], ...]]:
    find = placed.find
    topic = ("fits a topic", 0.0 if placed.topic == OTHER else 1.0)
    if isinstance(find, Item):
        points = tuple((name, float(value)) for name, value in placed.points)
        told = _ON_THE_AGENDA.get(find.status)
        return "agenda", (find.span,), (*points, ("is told to be on the agenda", told)) if told else points
    if isinstance(find, Position):
        held = 0.5 if find.actor.kind == "unnamed" else 1.0
        wants = 0.5 if find.rule.startswith("ask") else 0.0
        return "position", (find.span,), (("holder named", held), topic, ("asks for something", wants))
    pieces = tuple(piece.content for piece in said[placed.article, find.span])
    named = 1.0 if find.speaker and find.speaker.kind == "named" else 0.0
    full = 1.0 if find.kind == "full" else 0.0
    return "quote", pieces, (("full quote", full), ("speaker named", named), topic)
