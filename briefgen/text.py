"""The same-length view that matching runs on, and the one way words are tidied for print."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Marks that one keyboard writes for another; each is one code point for one code point.
_ALIKE = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
    "ı": "i", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ð": "d", "Ð": "d", "ħ": "h",
}  # fmt: skip

JOINT = " […] "  # between the pieces of one utterance, as printed


def _fold_char(code: int) -> int:
    """The folded code point: lower case, no accent, plain marks; always exactly one."""
    char = chr(code)
    if char in _ALIKE:
        return ord(_ALIKE[char])
    if char.isspace():
        return code if char == "\n" else 32
    base = unicodedata.normalize("NFD", char)[0]
    base = _ALIKE.get(base, base)
    low = base.lower()
    return ord(low if len(low) == 1 else base)


class _Fold(dict[int, int]):
    """A translation table that fills itself."""

    def __missing__(self, code: int) -> int:
        self[code] = folded = _fold_char(code)
        return folded


_FOLD = _Fold()
# A page's few characters beyond ASCII replaced one after the other, then all of it through a table of bytes, takes
# half the time of a table of characters.
_ASCII = bytes(_fold_char(code) if code < 128 else code for code in range(256))
_BEYOND = re.compile("[^\x00-\x7f]")
_FEW = 24  # different characters beyond ASCII; a text with more is not in a Latin script


def fold(text: str) -> str:
    """The view of ``text`` that matching runs on: same length, so that every find is a span of ``text``.

    >>> fold("Türkiye’nin İstanbul")
    "turkiye'nin istanbul"
    """
    plain, at = text, 0
    for _ in range(_FEW):
        if plain.isascii():
            return plain.encode("ascii").translate(_ASCII).decode("ascii")
        found = _BEYOND.search(plain, at)
        assert found is not None  # noqa: S101 - it is not ASCII, and all before ``at`` is
        at = found.start()
        folded = _FOLD[ord(found[0])]
        if folded > 127:
            break
        plain = plain.replace(found[0], chr(folded))
    return text.translate(_FOLD)


def squeeze(text: str) -> str:
    """``text`` on one line with single spaces: how a slice is printed."""
    return " ".join(text.split())


@lru_cache(maxsize=4)
def page_view(text: str) -> str:
    """``fold`` of a whole page, kept while its stories are read one after the other."""
    return fold(text)


_WORD = re.compile(r"\w+")
_WORDS_ONLY = bytes(code if chr(code).isalnum() or code == ord("_") else 32 for code in range(128)) + bytes(128)


def past_space(text: str, at: int, end: int) -> int:
    """Where the next word or mark begins; ``end`` where there is none before it."""
    while at < end and text[at].isspace():
        at += 1
    return at


def words(text: str) -> list[str]:
    """The folded words of ``text``, for comparing two wordings."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=1 << 14)
def surname(name: str) -> str:
    """The last word of a name, folded; "" where it has none."""
    return next(reversed(words(name)), "")


def words_alone(folded: str) -> str:
    """The words of a folded text with single spaces and nothing else.

    >>> words_alone("* talks: day 2 - live")
    'talks day 2 live'
    """
    if folded.isascii():
        return squeeze(folded.encode("ascii").translate(_WORDS_ONLY).decode("ascii"))
    return " ".join(_WORD.findall(folded))
