"""Statements: every sentence as what somebody lays before the other side, cut to the words that say it.

Constructions (``agenda``) find a subject behind a cue. Most of what is raised has none: "The permits may be extended",
"Lima will import more tea, he said". Whether a statement is the meeting's business is no question of its words alone;
``match`` weighs that. Here stands what the article itself tells: who speaks or acts, the signs, and the slice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.reading import condition, tag
from briefgen.lexicon import Lexicon
from briefgen.model import Position, Quote, Span, Statement

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

SIGNS = "signs"  # the lexicon's group of lists; the name of a list is the name of its sign
_LONG = 21  # words from which a statement is cut at the end of its main clause
_SHORT = 8  # words that are left of it at least
_MARK = 2  # characters between the end of a slice and the mark that closes it: the full stop
_TAG = 9  # words of a tag, ", the foreign minister of Peru said", at most


def find_statements(cast: Cast, positions: tuple[Position, ...], quotes: tuple[Quote, ...]) -> tuple[Statement, ...]:
    """The statements of an article: one a sentence, in order."""
    held = {position.sentence.start: position for position in positions}
    said = _full_quotes(cast, quotes)
    return tuple(
        Statement(
            span=_slice(number, held.get(one.span.start), said.get(one.span.start), cast),
            sentence=one.span,
            paragraph=one.paragraph,
            actor=cast.subjects[number],
            signs=tuple(
                name for name in cast.lexicon.groups(SIGNS) if one.span.start in cast.cue_words[f"{SIGNS}.{name}"]
            ),
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
    """What is printed of a sentence: the quotation it is made of, what is said "that", or its main clause."""
    view, whole = cast.view, cast.sentences[number].span
    if quote is not None and 2 * (quote.content.end - quote.content.start) > whole.end - whole.start:
        return trim(view, quote.content.start, min(quote.content.end, whole.end))
    start, end = whole.start, whole.end
    tail = tag(cast.lexicon).search(view, start, end)
    if tail and len(tail.group().split()) <= _TAG:
        end = tail.start()
    that = (
        _that(cast.lexicon).match(view, position.cue.end, end) if position and position.rule.startswith("say") else None
    )
    part = _closed(trim(view, that.end() if that else start, end), whole, cast)
    if len(part.of(view).split()) <= _LONG or condition(cast.lexicon).search(view, part.start, part.end):
        return part
    return _main_clause(part, cast)


@cache
def _that(lexicon: Lexicon) -> re.Pattern[str]:
    """What may stand between "said" and the statement: whom it is said to, the day, "that"."""
    days = words_of(lexicon.words("agenda.days"))
    return re.compile(rf" (?:[\w .'-]{{2,40}}? )?(?:(?:on )?(?:{days}) )?that (?=\w)")


def _closed(part: Span, whole: Span, cast: Cast) -> Span:
    """A slice with the mark that closes its last quotation, or without that quotation where none does."""
    view = cast.view
    if part.of(view).count('"') % 2 == 0:
        return part
    close = view.find('"', part.end, whole.end)
    if close >= 0 and close - part.end <= _MARK:
        return Span(part.start, close + 1)
    opened = trim(view, part.start, view.rindex('"', part.start, part.end))
    return opened if len(opened.of(view).split()) >= _SHORT else part


def _main_clause(part: Span, cast: Cast) -> Span:
    """A long statement up to the first clause that hangs on it; never inside a quotation or a bracket.

    What stands before the cut must have a verb of its own: "Speaking to the press, she said" is cut further on.
    """
    view = cast.view
    for found in _hanging(cast.lexicon).finditer(view, part.start, part.end):
        piece = view[part.start : found.start()]
        if (
            ("," not in piece and _SUBORDINATE.match(piece))
            or piece.count('"') % 2
            or piece.count("(") > piece.count(")")
            or len(piece.split()) < _SHORT
        ):
            continue
        if cast.words.finite.search(piece) or _VERB.search(piece):
            return trim(view, part.start, found.start())
    return part


# A clause that only leads to the main one, at the start or behind "and", is no place to stop.
_SUBORDINATE = re.compile(r"(?:although|though|while|when|after|before|as|because|since|if|whereas|once|given)\b")
_VERB = re.compile(r"\b[a-z]+(?:ed|s) (?:the|a|an|its|his|her|their|to|that|on|for|with)\b")


@cache
def _hanging(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf",\s+(?:{words_of(lexicon.words('agenda.breaks'))})\b|[;:](?=\s)|\s-{{1,2}}\s|"
        r",?\s(?:and|but)\s(?:although|though|while|whereas)\b"
    )
