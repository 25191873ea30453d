"""Positions that the agenda tells already: their words stand there, with whose they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from briefgen.match import REPORT, STATEMENT, Story
from briefgen.match.raised import size_of
from briefgen.model import Item, Position, Span
from briefgen.select.choice import Choice
from briefgen.select.hollow import NO_MATTER

ON_THE_AGENDA = "printed on the agenda"  # the reason
_MOST = 0.6  # share of a position's words of some length that stand on the agenda


def not_on_the_agenda(found: list[Choice], stories: Mapping[str, Story]) -> list[Choice]:
    """The finds, less the positions whose words the agenda has; what a side asks for stays among its asks.

    A subject ("the ban") is less than what is said of it; a statement, or the object of the position's own verb, is it.
    Words that name no matter count as told.
    """
    listed: dict[tuple[str, Span], list[Choice]] = defaultdict(list)
    for choice in found:
        if (choice.kept or choice.reason == NO_MATTER) and isinstance(choice.placed.find, Item):
            listed[choice.placed.article, choice.placed.sentence].append(choice)
    out = []
    for choice in found:
        items = listed[choice.placed.article, choice.placed.sentence] if choice.kind == "position" else []
        text = stories[choice.placed.article].findings.article.text
        if choice.kept and _tells(items, choice, text):
            out.append(replace(choice, kept=False, reason=ON_THE_AGENDA))
        else:
            out.append(choice)
    return out


def _tells(items: list[Choice], choice: Choice, text: str) -> bool:
    position = choice.placed.find
    if not isinstance(position, Position) or choice.placed.ask:
        return False
    same = [one for one in items if one.placed.sides == choice.placed.sides]
    if not any(_is_it(one.placed.find, position) for one in same):
        return False
    same = [one for one in same if _is_it(one.placed.find, position) or _is_stated(one.placed.find)]
    told = sum(size_of(piece, text) for one in same for piece in one.pieces)
    if position.actor.span.start < position.cue.start:
        matter = size_of(Span(position.cue.end, position.sentence.end), text)
    else:
        matter = size_of(position.sentence, text) - size_of(position.actor.span, text) - size_of(position.cue, text)
    return told >= _MOST * matter


def _is_stated(find: object) -> bool:
    """Whether an item is what somebody said, behind another verb of the sentence: "voiced concern and urged calm"."""
    return isinstance(find, Item) and find.status == "open"


def _is_it(find: object, position: Position) -> bool:
    """Whether an item is all that is said: a statement, what somebody will do, or the object of the position's verb."""
    if not isinstance(find, Item):
        return False
    return find.rule in (STATEMENT, REPORT) or find.rule.startswith(_DEED) or find.cue.start == position.cue.start


_DEED = "work:"
