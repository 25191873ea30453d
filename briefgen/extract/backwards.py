"""What ends at a place, read from there back: a match costs what it holds, and not what stands before it."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.extract.trie import trie


def backwards(view: str, low: int, at: int) -> str:
    """The text between ``low`` and ``at``, last letter first."""
    return view[low:at][::-1]


def backward_trie(words: Iterable[str]) -> str:
    """A pattern for any of ``words`` in a text that runs backwards, longest first.

    >>> backward_trie(("envoy", "convoy"))
    'yovn(?:e|oc)'
    """
    return trie(tuple(word[::-1] for word in words))
