"""Marked stretches that are no quotations: titles, terms, nicknames, scare quotes and markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from briefgen.extract.marks import Marked
from briefgen.lexicon import Lexicon
from briefgen.text import fold

_WORD = re.compile(r"[^\W_][\w'’.-]*")
_ACRONYM = re.compile(r"[^\W\d_].*\(\s*[A-Z][A-Z&/-]+\s*\)\s*[.,]?\Z")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’.-]*\s\Z")
_CAPITAL_AFTER = re.compile(r"\s[A-ZÀ-Þ]")
_WORD_AFTER = re.compile(r" ([a-z]+)")
_LOOK_BACK = 40
_LONGEST_TERM = 200
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "de", "for", "from", "in", "into", "la", "le", "no", "nor", "of", "on",
     "or", "over", "the", "to", "up", "with", "vs"]
)  # fmt: skip
# Fragments of this many words need a cue to be taken for somebody's words.
_SCARE = 3
_TITLE = 9
_NICKNAME = 2


def is_term(text: str, stretch: Marked, lexicon: Lexicon, *, has_cue: bool) -> bool:
    """Whether a marked stretch is a title, a term, a nickname or a scare quote, and nobody's words.

    ``has_cue``: a cue in its own sentence, and not its bare place, found a speaker.
    """
    content = text[stretch.content.start : min(stretch.content.end, stretch.content.start + _LONGEST_TERM)]
    before = text[max(0, stretch.span.start - _LOOK_BACK) : stretch.span.start]
    words = _WORD.findall(content)
    if not words or before.endswith("="):
        return True
    if len(words) > _TITLE:
        return False
    view = fold(before)
    short = len(words) <= _SCARE
    if short and _term_before(lexicon).search(view):
        return True
    if _is_title(words) and not content.rstrip().endswith(("!", "?")):
        named = _work_before(lexicon).search(view) or _ACRONYM.search(content) or _is_modifier(text, stretch, lexicon)
        headline = text[stretch.span.start] == "‘" and not content.endswith(",")
        return not has_cue or headline or bool(named) or _is_nickname(text, stretch, before, words)
    return not has_cue and short and not content[:1].isupper()


def _is_nickname(text: str, stretch: Marked, before: str, words: Sequence[str]) -> bool:
    """Ada "Red" Stone."""
    inside = _CAPITAL_BEFORE.search(before) and _CAPITAL_AFTER.match(text, stretch.span.end)
    return len(words) <= _NICKNAME and inside is not None


def _is_modifier(text: str, stretch: Marked, lexicon: Lexicon) -> bool:
    """The "Harbour Hour" host, the "Open Bridge" campaign."""
    following = _WORD_AFTER.match(text, stretch.span.end)
    return following is not None and following[1] in _modified(lexicon)


def _is_title(words: Sequence[str]) -> bool:
    """Whether every word but the small ones has a capital or is a number."""
    first = words[0][0]
    return (first.isupper() or (first.isdigit() and len(words) > 1 and words[1][0].isupper())) and all(
        word[0].isupper() or word[0].isdigit() or word in _SMALL for word in words
    )


@cache
def _modified(lexicon: Lexicon) -> frozenset[str]:
    """People and works that the title of a work can stand before."""
    return frozenset((*lexicon.words("quotes.works"), *lexicon.words("quotes.makers")))


@cache
def _work_before(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before the title of a work: a kind of work, or its maker's name with 's."""
    nouns = "|".join(re.escape(word) for word in lexicon.words("quotes.works"))
    return re.compile(rf"(?:\b(?:{nouns})s?,?|'s|s')\s+\Z")


@cache
def _term_before(lexicon: Lexicon) -> re.Pattern[str]:
    """What stands before a term: "so-called", "known as"."""
    phrases = "|".join(re.escape(word) for word in lexicon.words("quotes.term_before"))
    return re.compile(rf"\b(?:{phrases})\s+(?:the\s+|a\s+|an\s+)?\Z")
