"""Which articles the word lists can read: those with enough of their language's stop words.

A text in another language would not stay empty: its quotation marks, capitals and figures would be read by English
rules. So it is told apart before anything is looked for in it, by the share of its words that are stop words: of the
English articles at hand none has less than 24 in a hundred, and nothing in 91 other languages more than 6.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.errors import Location, Problem
from briefgen.lexicon import Lexicon
from briefgen.model import PROSE, Article
from briefgen.wording import say

LEAST = 0.15  # of the words; English articles that are half tweets and lists still have 0.21
# Words; of fewer nothing can be said: one stretch of English in a thousand has no more than three stop words.
FEWEST = 25
# Of half as many it is said only where not one is a stop word: that befalls one stretch of English in five hundred.
FEW = 12
_SURELY = 0.2  # of what stands between spaces, names and figures too: no closer look is needed
_WINDOW = 700  # characters
_LONGEST = 9  # characters a word and its space have on average where words have spaces between them
# Chinese, Japanese, Thai and their neighbours write no spaces: two characters count as a word.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{1,2}|[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """An article that is not read, since it is in no language that there are word lists for."""

    article: Article
    language: str  # of the word lists: "English"
    share: float  # of its words that are stop words of that language

    @property
    def reason(self) -> str:
        """Why it is not read, as a brief says it."""
        return say("reason.language", language=self.language)

    @property
    def problem(self) -> Problem:
        """The same as a warning, with the share and what to do."""
        share, least = int(self.share * 100), round(LEAST * 100)
        message = say("reason.language.share", reason=self.reason, share=share, least=least)
        return Problem(message, Location(self.article.id), f"Name an {self.language} version of it")


def by_language(articles: Sequence[Article], lexicon: Lexicon) -> tuple[tuple[Article, ...], tuple[Foreign, ...]]:
    """The articles that the word lists can read, and the others; too short ones are read."""
    shares = [stop_word_share(article, lexicon) for article in articles]
    (language,) = lexicon.words("language.name")
    return (
        tuple(article for article, share in zip(articles, shares, strict=True) if share >= LEAST),
        tuple(
            Foreign(article=article, language=language, share=share)
            for article, share in zip(articles, shares, strict=True)
            if share < LEAST
        ),
    )


def stop_word_share(article: Article, lexicon: Lexicon) -> float:
    """The share of an article's words that are stop words, at least; 1 where too few words stand to tell.

    Figures are no words. Names are left out: an English list of delegates is English, whatever they are called.
    """
    stop_words = common_words(lexicon)
    prose = " ".join([block.span.of(article.text) for block in article.blocks if block.kind in PROSE])
    share = _share(prose, stop_words)
    if share is None:  # the lines of some scripts do not look like prose
        share = _share(article.span.of(article.text), stop_words)
    return 1.0 if share is None else share


def _share(text: str, stop_words: frozenset[str]) -> float | None:
    """The share in a text; None where it has too few words.

    Most articles have so many that their beginning, middle and end tell: no more of those is looked at.
    """
    middle = (len(text) - _WINDOW) // 2
    windows = [text[:_WINDOW], text[middle : middle + _WINDOW], text[-_WINDOW:]] if middle > _WINDOW else [text]
    sure = [_at_least(window, stop_words) for window in windows]
    if min(sure) >= _SURELY:
        return min(sure)
    words = _WORD.findall(text)
    known = sum(word.lower() in stop_words for word in words)
    names = sum(word[0].isupper() and not word.isupper() and word.lower() not in stop_words for word in words)
    told = len(words) - names
    return known / told if told >= FEWEST or (told >= FEW and not known) else None


def _at_least(text: str, stop_words: frozenset[str]) -> float:
    """The share of what stands between spaces, names and figures too; 0 where it tells nothing."""
    spaced = text.lower().split()
    if len(spaced) < FEWEST or len(text) > _LONGEST * len(spaced):
        return 0.0
    return sum(map(stop_words.__contains__, spaced)) / len(spaced)


@cache
def common_words(lexicon: Lexicon) -> frozenset[str]:
    """The stop words of the lexicon's language."""
    return frozenset(lexicon.words("language.stop_words"))
