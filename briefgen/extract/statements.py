"""Statements: every sentence as what somebody lays before the other side, cut to the words that say it.

Constructions (``agenda``) find a subject behind a cue. Most of what is raised has none: "The permits may be extended",
"Lima will import more tea, he said". Whether a statement is the meeting's business is no question of its words alone;
``match`` weighs that. Here stands what the article itself tells: who speaks or acts, the signs, and the slice.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from briefgen.extract.clauses import trim
from briefgen.extract.gist import gist_of_prose, is_unspoken
from briefgen.extract.wishes import gist_of_quote
from briefgen.model import Position, Quote, Span, Statement

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

SIGNS = "signs"  # the lexicon's group of lists; the name of a list is the name of its sign


def find_statements(cast: Cast, positions: tuple[Position, ...], quotes: tuple[Quote, ...]) -> tuple[Statement, ...]:
    """The statements of an article: one a sentence, in order."""
    held = {position.sentence.start: position for position in positions}
    said = _full_quotes(cast, quotes)
    return tuple(
        Statement(
            span=_slice(number, held.get(one.span.start), said.get(one.span.start), cast),
            sentence=one.span,
            paragraph=one.paragraph,
            actor=held[one.span.start].actor if one.span.start in held else cast.subjects[number],
            signs=tuple(
                name for name in cast.lexicon.groups(SIGNS) if one.span.start in cast.cue_words[f"{SIGNS}.{name}"]
            ),
            voiced=one.span.start in said or not is_unspoken(held.get(one.span.start), cast),
        )
        for number, one in enumerate(cast.sentences)
    )


def _full_quotes(cast: Cast, quotes: tuple[Quote, ...]) -> dict[int, Quote]:
    """The first whole quotation of each sentence, by where the sentence begins."""
    found: dict[int, Quote] = {}
    for quote in quotes:
        start = cast.sentence_starts[bisect_right(cast.sentence_starts, quote.span.start) - 1]
        if quote.kind == "full":
            found.setdefault(start, quote)
    return found


def _slice(number: int, position: Position | None, quote: Quote | None, cast: Cast) -> Span:
    """What is printed of a sentence: of the quotation it is made of, or of its own words, what tells the matter."""
    whole = cast.sentences[number].span
    if quote is not None and _carries(quote, whole):
        return gist_of_quote(trim(cast.view, quote.content.start, min(quote.content.end, whole.end)), cast)
    return gist_of_prose(whole, position, cast.subjects[number], cast)


def _carries(quote: Quote, whole: Span) -> bool:
    """Whether a quotation is what its sentence says: it opens it, or is most of it."""
    size = quote.content.end - quote.content.start
    return quote.span.start <= whole.start or 2 * size > whole.end - whole.start
