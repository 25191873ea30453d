"""Items that are less than they seem: told by hearsay, agreed in principle, fallen through.

What is cut out of such a sentence reads as a fact, so its item is the whole sentence; and what only a paper or a rumour
tells is neither agreed nor discussed, nor anybody's word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.model import Item, Span
from briefgen.text import fold


@dataclass(frozen=True, slots=True)
class _Patterns:
    hearsay: re.Pattern[str]
    hedges: re.Pattern[str]


def with_hedge(item: Item, cast: Cast, lexicon: Lexicon) -> Item:
    """An item, or the whole of its sentence where the words cut off take back, soften or only relay what it says."""
    rest = _beside(item, cast.findings.article.text)
    words = _patterns(lexicon)
    if words.hearsay.search(rest):
        return replace(item, span=item.sentence, actors=(), status="open")
    return replace(item, span=item.sentence) if words.hedges.search(rest) else item


def _beside(item: Item, text: str) -> str:
    """The folded words of the sentence beside the item: what follows another clause's stop belongs to that."""
    before, behind = (
        fold(part.of(text))
        for part in (Span(item.sentence.start, item.span.start), Span(item.span.end, item.sentence.end))
    )
    return f"{before} {behind}"


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    papers, say = any_of(lexicon, "lines.hearsay.papers"), any_of(lexicon, "lines.hearsay.say")
    alone, hedges = any_of(lexicon, "lines.hearsay.alone"), any_of(lexicon, "lines.hedges")
    told = rf"(?:{papers})(?: [\w'-]+){{0,2}} (?:{say})"
    return _Patterns(
        hearsay=re.compile(rf"(?<![\w-])(?:{told}|{alone})(?![\w-])"),
        hedges=re.compile(rf"(?<![\w-])(?:{hedges})(?![\w-])"),
    )
