"""Items that list what is to be done: "efforts to achieve a truce, facilitate aid" is two subjects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.reading import Reading, condition, says_something
from briefgen.lexicon import Lexicon
from briefgen.model import Item, Span

_LEAST = 3  # words that each piece keeps at least


def split_infinitives(item: Item, reading: Reading) -> Iterator[Item]:
    """The item, cut before each infinitive of a list and before "as well as the"; whole where a piece would be torn.

    A slice that opens with its cue stays whole, "refused to lift the ban, open the port": the verb is for all of it.
    """
    view, span = reading.view, item.span
    if span.start <= item.cue.start < span.end or condition(reading.lexicon).search(view, span.start, span.end):
        yield item
        return
    first = _INFINITIVE.search(view, span.start, span.end)
    if item.rule.startswith("ask") or (first and _BY_SOMEBODY.search(view, span.start, first.start())):
        yield item  # cut off, a piece would tell neither who is to do it nor that it is asked for
        return
    cuts = list(_next(reading.lexicon).finditer(view, first.end() if first else span.end, span.end))
    edges = [span.start, *(edge for found in cuts for edge in found.span()), span.end]
    pieces = [trim(view, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    whole = any(len(piece.of(view).split()) < _LEAST or not _is_closed(piece, reading) for piece in pieces)
    if len(pieces) < 2 or whole:
        yield item
        return
    yield from (replace(item, span=piece) for piece in pieces)


def _is_closed(piece: Span, reading: Reading) -> bool:
    """Whether a piece says something and leaves no mark or bracket open."""
    words = piece.of(reading.view)
    return not words.count('"') % 2 and words.count("(") == words.count(")") and says_something(piece, reading)


# The object of the first infinitive must stand before the next one: "to achieve a truce, facilitate".
_INFINITIVE = re.compile(r"\bto [a-z]+ [\w'-]+ ?")


# "the need for all parties to": but what is there "for efforts to" is done by whoever speaks.
_BY_SOMEBODY = re.compile(
    r"\bfor (?:[\w'-]+ ){0,8}?(?!(?:efforts?|steps|measures|action|actions|work|plans?|ways?|cooperation|co-operation|"
    r"initiatives?|progress|talks|negotiations|opportunit(?:y|ies)|engagement|coordination|time|support|aid) $)"
    r"[\w'-]+ $"
)


@cache
def _next(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands between the pieces; the next begins with a verb, or with a noun phrase behind "as well as"."""
    verbs = words_of((*lexicon.words("agenda.infinitives"), *lexicon.words("agenda.purposes")))
    torn = "of|in|on|at|for|to|with|between|by|and|or|as|is|are|was|were"  # behind them the verb would be a noun
    return re.compile(
        rf",(?: and)? (?=(?:[a-z]+ly )?(?:{verbs}) (?!(?:{torn})\b)|"
        rf"[a-z]+ly (?:{verbs}) )|"
        r",? as well as (?=(?:the|a|an|its|their|his|her)\b)"
    )
