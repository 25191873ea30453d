"""The items of a story as a brief prints them: the subjects of its constructions, and what is raised without any.

A subject cut out of a long sentence may leave out the very point of it. Where all that a sentence's constructions found
is less than most of what it says, its main clause stands for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from briefgen.match.sides import Cast
from briefgen.match.weight import ENOUGH, STATEMENT, Points
from briefgen.model import Item, Span, Statement
from briefgen.text import words

_MOST = 0.6  # share of a clause's words of some length from which its subjects tell it


def raised(cast: Cast, points: dict[int, Points]) -> Iterator[Item]:
    """The items of a story, those of constructions first, each group in the order of the text."""
    found = cast.findings
    stated = {statement.sentence.start: statement for statement in found.statements}
    for start, group in groupby(found.items, key=lambda item: item.sentence.start):
        items = tuple(group)
        statement = stated.pop(start, None)
        if statement is None or _tells(items, statement, found.article.text):
            yield from items
        else:
            held = statement.span.holds(items[0].span)
            yield replace(items[0], span=statement.span if held else _without_stop(statement.sentence, cast))
    for statement in stated.values():
        if sum(value for _, value in points[statement.sentence.start]) >= ENOUGH:
            yield _as_item(statement)


def _tells(items: tuple[Item, ...], statement: Statement, text: str) -> bool:
    """Whether the subjects hold most of the words of the clause they were found in."""
    whole = Span(
        min(statement.span.start, *(item.span.start for item in items)),
        max(statement.span.end, *(item.span.end for item in items)),
    )
    return sum(_size(item.span, text) for item in items) >= _MOST * _size(whole, text)


def _size(span: Span, text: str) -> int:
    return sum(len(word) > 3 for word in words(span.of(text)))


def _without_stop(sentence: Span, cast: Cast) -> Span:
    text = cast.findings.article.text
    return Span(sentence.start, sentence.start + len(sentence.of(text).rstrip(" .\n")))


def _as_item(statement: Statement) -> Item:
    """A statement as an item: nothing tells that it was discussed."""
    actor = statement.actor
    return Item(
        span=statement.span,
        sentence=statement.sentence,
        paragraph=statement.paragraph,
        cue=statement.span,
        rule=STATEMENT,
        status="open",
        actors=(actor,) if actor and actor.kind in {"person", "country", "both"} else (),
    )
