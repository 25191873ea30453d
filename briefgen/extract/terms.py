"""Marked stretches that are no quotations: titles, terms, nicknames, scare quotes and markup."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from briefgen.extract.marks import Marked
from briefgen.lexicon import Lexicon
from briefgen.text import fold

_WORD = re.compile(r"[^\W_][\w'’.-]*")
_ACRONYM = re.compile(r"[^\W\d_].*\(\s*[A-Z][A-Z&/-]+\s*\)\s*[.,]?\Z")
_CAPITAL_BEFORE = re.compile(r"[A-ZÀ-Þ][\w'’.-]*\s\Z")
_CAPITAL_AFTER = re.compile(r"\s[A-ZÀ-Þ]")
_LOOK_BACK = 40
_SMALL = frozenset("a an and as at but by de for from in into la le no nor of on or over the to up with vs".split())
# Fragments of this many words need a cue to be taken for somebody's words.
_SCARE = 3
_TITLE = 9


def is_term(text: str, stretch: Marked, lexicon: Lexicon, *, has_cue: bool) -> bool:
    """Whether a marked stretch is a title, a term, a nickname or a scare quote, and nobody's words.

    ``has_cue``: a cue in its own sentence, and not its bare place, found a speaker.
    """
    content = stretch.content.of(text)
    start, end = stretch.span.start, stretch.span.end
    before = text[max(0, start - _LOOK_BACK) : start]
    if before.endswith("="):
        return True
    words = _WORD.findall(content[:200])
    if not words:
        return True
    if len(words) <= _TITLE and _ACRONYM.search(content):
        return True
    title = len(words) <= _TITLE and _is_title(words) and not content.rstrip().endswith(("!", "?"))
    view = fold(before)
    if title and _work_before(lexicon).search(view):
        return True
    if len(words) <= _SCARE and _term_before(lexicon).search(view):
        return True
    if title and len(words) <= 2 and _CAPITAL_BEFORE.search(before) and _CAPITAL_AFTER.match(text, end):
        return True  # Ada "Red" Stone
    return not has_cue and (title or (len(words) <= _SCARE and not content[:1].isupper()))


def _is_title(words: Iterable[str]) -> bool:
    """Whether every word but the small ones has a capital or is a number."""
    listed = list(words)
    return listed[0][0].isupper() and all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in listed)


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
