"""One pattern for many words that never tries a letter twice."""

from __future__ import annotations

import re

from briefgen.lexicon import Lexicon
from briefgen.text import fold


def any_of(lexicon: Lexicon, *paths: str) -> str:
    """A pattern for any word of these lists of the lexicon, folded."""
    return trie(tuple(fold(word) for path in paths for word in lexicon.words(path)))


def trie(words: tuple[str, ...]) -> str:
    """A pattern for any of ``words``, longest first, that never tries a letter twice.

    >>> trie(("envoy", "envoys"))
    'envoy(?:s)?'
    """
    root: dict[str, dict[str, object]] = {}
    for word in words:
        node: dict[str, object] = root  # type: ignore[assignment]
        for char in word:
            node = node.setdefault(char, {})  # type: ignore[assignment]
        node[""] = {}
    return _branches(root)


def _branches(node: dict[str, dict[str, object]]) -> str:
    here = [re.escape(char) + _branches(below) for char, below in node.items() if char]  # type: ignore[arg-type]
    if not here:
        return ""
    if len(here) == 1 and "" not in node:
        return here[0]
    return f"(?:{'|'.join(here)})" + ("?" if "" in node else "")
