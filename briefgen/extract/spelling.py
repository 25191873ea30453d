"""Spellings of names: what tells that two wordings are one person's."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """A rough sound of a folded name word: what its usual spellings share (Sisi and Sissi, Zelensky and Zelenskyy)."""
    if len(word) < 4:
        return word
    for article in ("al-", "el-", "al'", "el'"):
        word = word.removeprefix(article)
    word = re.sub(r"[’'-]", "", word)
    for spelling, heard in _SPELLINGS:
        word = word.replace(spelling, heard)
    return re.sub(r"(.)\1+", r"\1", word)


_SPELLINGS = (
    ("iy", "i"), ("yi", "i"), ("ij", "i"), ("y", "i"), ("ee", "i"), ("ou", "u"), ("oo", "u"), ("oe", "o"), ("w", "v"),
    ("kh", "h"), ("gh", "g"), ("dj", "j"), ("tch", "ch"), ("ck", "k"), ("q", "k"), ("ph", "f"), ("ae", "a"),
    ("ue", "u"),
)  # fmt: skip


def same_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names of the same family name fit one person: the shorter one's words stand in the longer's order."""
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return True
    rest = iter(long[:-1])
    return all(any(_fits(word, mate) for mate in rest) for word in short[:-1])


def _fits(word: str, mate: str) -> bool:
    if sound(word) == sound(mate):
        return True
    a, b = word.rstrip("."), mate.rstrip(".")
    return (
        (len(a) == 1 and b.startswith(a))
        or (len(b) == 1 and a.startswith(b))
        or (min(len(a), len(b)) > 2 and (a.startswith(b) or b.startswith(a)))
    )
