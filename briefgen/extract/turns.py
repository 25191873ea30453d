"""Transcripts: who speaks stands in capitals before a colon, and what follows is in their own words.

"SECRETARY STONE: We talked about the strait." Nobody sets marks of quotation there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from briefgen.articles.marks import marks
from briefgen.lexicon import Lexicon
from briefgen.model import PROSE, Article, Person, Quote, Sentence, Span, Speaker
from briefgen.text import fold

_LABEL = re.compile(
    r"(?P<label>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.,'’ -]{1,60}?)(?: \([^()\n]{1,40}\))?:\s+(?:\([^()\n]{1,60}\)\s+)?"
)
_LABELLED = PROSE | {"sub-heading", "furniture"}
_LEAST = 2  # turns of a transcript
_WORDS = 5  # of a sentence that is shown as what somebody said
RULE = "a turn of a transcript"


def find_turns(
    article: Article, sentences: Sequence[Sentence], people: Sequence[Person], lexicon: Lexicon
) -> tuple[Quote, ...]:
    """What those who are named in a transcript say in it, a sentence each; nobody's questions.

    Whoever speaks goes by the family name, which one person alone may bear; who bears none is left out.
    """
    turns = _turns(article, lexicon)
    if not turns:
        return ()
    starts = [area.start for _, area in turns]
    speakers = [_speaker(label, people, article.text) for label, _ in turns]
    found: list[Quote] = []
    for one in sentences:
        at = max(0, bisect_right(starts, one.span.end) - 1)
        (label, area), speaker = turns[at], speakers[at]
        part = Span(max(one.span.start, area.start), one.span.end)
        if speaker is None or part.start >= part.end or part.of(article.text).count(" ") < _WORDS - 1:
            continue
        found.append(
            Quote(
                span=part,
                content=part,
                kind="full",
                cue=label,
                confidence="strong",
                group=-1 - len(found),
                speaker=speaker,
                rule=RULE,
                paragraph=one.paragraph,
            )
        )
    return tuple(found)


def without_turns(quotes: Sequence[Quote], turns: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations of an article, in order, with those of its transcript instead of what is marked within them."""
    starts = [turn.span.start for turn in turns]
    kept = [
        one
        for one in quotes
        if not (at := bisect_right(starts, one.span.start)) or not turns[at - 1].span.meets(one.span)
    ]
    return tuple(sorted((*kept, *turns), key=lambda one: one.span.start))


def names_in_labels(article: Article, lexicon: Lexicon) -> frozenset[str]:
    """The last words, folded, before the colons of a transcript; none where an article is none."""
    return frozenset(fold(label.of(article.text)).split()[-1] for label, _ in _turns(article, lexicon))


def _turns(article: Article, lexicon: Lexicon) -> tuple[tuple[Span, Span], ...]:
    """The labels of a transcript, each with the words that follow up to the next."""
    labels = list(_labels(article))
    known = sum(_titled(lexicon).search(fold(label.of(article.text))) is not None for label, _ in labels)
    if known < _LEAST:
        return ()
    ends = [*(label.start for label, _ in labels[1:]), article.span.end]
    return tuple((label, Span(after, end)) for (label, after), end in zip(labels, ends, strict=True))


def _labels(article: Article) -> Iterator[tuple[Span, int]]:
    """The words in capitals before a colon that open the paragraphs of an article, and where each turn begins."""
    for block in article.blocks:
        found = _LABEL.match(article.text, block.span.start) if block.kind in _LABELLED else None
        if found:
            yield Span(*found.span("label")), found.end()


@cache
def _titled(lexicon: Lexicon) -> re.Pattern[str]:
    return marks(lexicon).speakers


def _speaker(label: Span, people: Sequence[Person], text: str) -> Speaker | None:
    family = fold(label.of(text)).split()[-1]
    bearers = [one for one in people if fold(one.name).split()[-1] == family]
    if len(bearers) != 1:
        return None
    (one,) = bearers
    return Speaker(name=one.name, mention=label, kind="named", office=one.office, country=one.country)
