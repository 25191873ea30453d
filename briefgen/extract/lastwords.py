"""The word right before a place: a cheap look that spares most places a search for phrases that end there."""

from __future__ import annotations

from collections.abc import Iterable


def last_word(view: str, low: int, at: int) -> str:
    """The last word between ``low`` and ``at``; nothing where it is no plain word, and anything could end there."""
    words = view[low:at].rsplit(None, 1)
    return words[-1] if words and words[-1].isalpha() else ""


def last_words(phrases: Iterable[str]) -> frozenset[str]:
    """What ``last_word`` gives behind any of the phrases."""
    return frozenset(("", *(phrase.rpartition(" ")[2] for phrase in phrases)))
