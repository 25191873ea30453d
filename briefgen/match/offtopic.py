"""Pages that no brief is made from, whoever they name: lists of headlines, comments, sport, markets, leisure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.model import PROSE, Article, Span
from briefgen.text import fold

_ENOUGH = 2  # different words of one matter in the title and the first sentences
_MANY = 4  # of a matter that two sides may well talk about
_WAR = "fighting"  # the trouble that talks may be about
_SEVERAL = 5  # sentences that open like an argument's
_IN_SIX = 6
_OPENS = 40  # characters in which a sentence's opening words stand
_LONG = 200  # characters: a longer paragraph is text, however it ends
_ENDS = (".", "!", "?", "”", '"', "’", "'", ")", "…", ":")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a story is about instead, and the words that say so, as written."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    matters: tuple[tuple[str, re.Pattern[str]], ...]
    troubles: tuple[tuple[str, re.Pattern[str]], ...]
    comment: re.Pattern[str]
    disclaimer: re.Pattern[str]
    arguing: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        matters=_groups(lexicon, "page.matters"),
        troubles=_groups(lexicon, "page.troubles"),
        comment=re.compile(rf"\W*(?:{_any(lexicon.words('page.comment.labels'))})\s*(?:[:|/·•–—-]|$)"),
        disclaimer=re.compile(rf"\b(?:{_any(lexicon.words('page.comment.disclaimers'))})\b"),
        arguing=re.compile(rf"(?:and |but |yet )?(?:{_any(lexicon.words('page.comment.arguing')) or '(?!)'})\b"),
    )


def _groups(lexicon: Lexicon, path: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((name, re.compile(rf"\b(?:{_any(found)})\b")) for name, found in lexicon.groups(path).items())


def _any(words: Sequence[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=lambda word: (-len(word), word)))


def other_matter(article: Article, opening: Sequence[Span], lexicon: Lexicon) -> Matter | None:
    """Sport, markets or leisure, where the title and the first sentences have at least two different words of it."""
    return _told(_words(lexicon).matters, _ENOUGH, article, opening)


def trouble(article: Article, opening: Sequence[Span], lexicon: Lexicon, *, ties: bool) -> Matter | None:
    """Fighting or a court, where the title and the first sentences have at least four different words of it.

    With ``ties`` only a court: fighting of which they talk is a matter of the two.
    """
    troubles = _words(lexicon).troubles
    return _told(tuple(one for one in troubles if not (ties and one[0] == _WAR)), _MANY, article, opening)


def _told(
    matters: tuple[tuple[str, re.Pattern[str]], ...], enough: int, article: Article, opening: Sequence[Span]
) -> Matter | None:
    for name, pattern in matters:
        found: dict[str, str] = {}
        for span in dict.fromkeys(opening):
            written = span.of(article.text)
            for match in pattern.finditer(fold(written)):
                found.setdefault(match.group(), written[match.start() : match.end()])
        if len(found) >= enough:
            return Matter(name, tuple(found.values()))
    return None


def is_opinion(article: Article, lexicon: Lexicon) -> bool:
    """Whether the page labels the story as a comment, above its text or at its end."""
    words = _words(lexicon)
    above = True
    for block in article.blocks:
        above = above and block.kind not in PROSE
        written = fold(block.span.of(article.text))
        if above and block.kind != "date-header" and words.comment.match(written[:80]):
            return True
        if block.kind in ("furniture", "lede", "body") and words.disclaimer.search(written[-400:]):
            return True
    return words.comment.match(fold(article.title.of(article.text))[:80]) is not None


def argues(article: Article, sentences: Sequence[Span], lexicon: Lexicon) -> tuple[str, ...]:
    """The words that sentences of an argument open with, where one in six does and several; empty for a report.

    A comment without a label is known by them: "However", "In fact", "Consequently". What is quoted does not count.
    """
    opens = _words(lexicon).arguing
    found = (opens.match(fold(span.of(article.text)[:_OPENS])) for span in sentences)
    told = [match.group() for match in found if match]
    return tuple(dict.fromkeys(told)) if len(told) >= max(_SEVERAL, len(sentences) / _IN_SIX) else ()


def is_list(article: Article) -> bool:
    """Whether less than half of what stands as text is text: paragraphs that are long or end like a sentence."""
    text = lines = 0
    for block in article.blocks:
        if block.kind in PROSE:
            length = block.span.end - block.span.start
            ended = article.text[max(block.span.start, block.span.end - 1) : block.span.end]
            text, lines = (text + length, lines) if length > _LONG or ended in _ENDS else (text, lines + length)
    return lines > text
