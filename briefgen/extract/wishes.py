"""The gist of a quotation: what its speaker wants, offers or asks, without the rest of what is said."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.gist import closed
from briefgen.extract.reading import condition
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_LEAST = 4  # words of a gist
_SMALL = 3  # letters of a word that tells no matter, at most


def gist_of_quote(content: Span, cast: Cast) -> Span:
    """What a quotation asks for, offers or hopes; all of it where it tells none of that."""
    view = cast.view
    sentences = _sentences(content, view)
    for one in sentences:
        found = _wish(cast.lexicon).search(view, one.start, one.end)
        if found and _LED_BY.search(view, one.start, found.start()):
            continue  # "It is regrettable that we cannot": what leads to it turns it
        if found and not condition(cast.lexicon).search(view, one.start, one.end):
            part = _first_clause(trim(view, found.start("wish"), one.end), cast)
            if sum(len(word) > _SMALL for word in part.of(view).split()) >= _LEAST:
                return part
    fullest = max(sentences, key=lambda one: sum(len(word) > _SMALL for word in one.of(view).split()))
    return closed(trim(view, fullest.start, fullest.end), content, cast)


def _sentences(content: Span, view: str) -> list[Span]:
    """The sentences of a quotation."""
    cuts = [found.end() for found in _STOP.finditer(view, content.start, content.end)]
    edges = [content.start, *cuts, content.end]
    return [trim(view, edges[i], edges[i + 1]) for i in range(len(edges) - 1)]


_LED_BY = re.compile(
    r"\b(?:is|was|it's|that's|seems?|regret|sorry|why|how|what|where|before|until|than) (?:[\w'-]+ ){0,4}?(?:that )?\Z"
)
_STOP = re.compile(r"(?<=[a-z0-9)]{2})[.?!] ")


@cache
def _wish(lexicon: Lexicon) -> re.Pattern[str]:
    """The verb with which somebody wants, offers or asks: "look forward to", "are ready to", "hope that"."""
    wishes = words_of(tuple(fold(word) for word in lexicon.words("positions.wishes")))
    helpers = r"(?:do|did|are|am|have|had|[a-z]+ly|also|very|just|still|both|will|would)"
    return re.compile(
        rf"(?<![\w'])(?:we|i)(?:'ll|'d|'re|'m|'ve)? (?:{helpers} ){{0,3}}?(?P<wish>(?:not |never )?(?:{wishes}))(?= )"
    )


def _first_clause(part: Span, cast: Cast) -> Span:
    """Up to where another clause begins: "…, and we will"."""
    view = cast.view
    for found in _NEXT_CLAUSE.finditer(view, part.start, part.end):
        piece = view[part.start : found.start()]
        if len(piece.split()) >= _LEAST and piece.count('"') % 2 == 0 and piece.count("(") <= piece.count(")"):
            return trim(view, part.start, found.start())
    return part


_NEXT_CLAUSE = re.compile(
    r",? (?:and|but|so|because) (?:that )?(?:we|i|it|they|he|she|this|that|there|you|nobody)\b|;|"
    r", (?:because|so|but|which|and that)\b"
)
