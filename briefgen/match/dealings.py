"""What passes between two sides without a meeting: talks, ties, aid, sanctions, what one asks of the other.

A war, a trial or a comment names two countries as often as their business does. What tells them apart stands in the
sentences that name both: a word of what states have with each other, or do to each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.text import fold

_TOP = 2  # title and first sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """Where title and first sentences that name both sides tell what passes between them.

    Attributes:
        ties: whether title or one of the first sentences has talks, an embassy, an agreement, aid, sanctions.
        titled: whether the title does.
        turned: whether title or first sentence has what one asks or says of the other.
        told: whether title or one of the first sentences has one of both.
    """

    ties: bool
    titled: bool
    turned: bool
    told: bool


def dealings(cast: Cast, lexicon: Lexicon) -> Dealings:
    """What title and first sentences that name both sides tell of what passes between these."""
    article = cast.findings.article
    ties, turns = _words(lexicon)
    said = {span: fold(span.of(article.text)) for span in cast.lead if len(cast.named_in(span)) > 1}
    tied = {span for span, words in said.items() if ties.search(words)}
    turned = {span for span, words in said.items() if turns.search(words)}
    return Dealings(
        ties=bool(tied),
        titled=article.title in tied,
        turned=not turned.isdisjoint(cast.lead[:_TOP]),
        told=bool(tied or turned),
    )


@cache
def _words(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return _any(lexicon, "page.dealings.ties"), _any(lexicon, "page.dealings.turns")


def _any(lexicon: Lexicon, path: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(lexicon, path) or '(?!)'})(?![\w-])")
