"""The fuller names an article has for a bare one: First Last for a family name, a body's long form for its short."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

_WORD = r"[^\W\d_a-z][\w’'-]*"
_RUN = re.compile(rf"{_WORD}(?: (?:[^\W\d_a-z]\.|{_WORD}|(?:al|bin|de|van|von|of) {_WORD})){{1,9}}")
_POSSESSIVE = re.compile(r"['’]s?\b")
_LONGEST = 3  # words of a First Last
_TWICE = 2  # one full name is meant where it stands so many times as often as the next


class FullNames:
    """The runs of capitalised words of one article, read in one pass when first asked for."""

    def __init__(self, text: str, area: Span, lexicon: Lexicon) -> None:
        self.text = text
        self.area = area
        self.lexicon = lexicon
        self._by_last: dict[str, Counter[str]] | None = None
        self._by_first: dict[str, str] = {}

    def of(self, name: str) -> tuple[str, bool]:
        """The fullest form of a name and whether it is sure; the name itself, without titles, where there is none."""
        words = name.split()
        if fold(words[-1]) in bodies(self.lexicon):
            return name, True  # "State Department"
        name = " ".join(without_titles(words, self.lexicon))
        if " " in name:
            return name, True
        if self._by_last is None:
            self._by_last = self._read()
        found = self._by_last.get(fold(name))
        if not found:
            return self._by_first.get(fold(name), name), True
        ranked = found.most_common(2)
        if len(ranked) == 1 or ranked[0][1] >= _TWICE * ranked[1][1]:
            return ranked[0][0], True
        return name, False

    def _read(self) -> dict[str, Counter[str]]:
        """First Last by last word, with how often; the first long form of a body by its first word on the side."""
        by_last: dict[str, Counter[str]] = {}
        seen: set[str] = set()
        for run in _RUN.finditer(self.text, self.area.start, self.area.end):
            words = [_POSSESSIVE.sub("", word) for word in run[0].split()]
            name = without_titles(words, self.lexicon)
            if 1 < len(name) <= _LONGEST and name[-1] not in name[:-1] and "of" not in name:
                by_last.setdefault(fold(name[-1]), Counter())[" ".join(name)] += 1
            first = fold(name[0])
            before = self.text[max(0, run.start() - 4) : run.start()].lower()
            if first not in seen and before != "the " and 1 < len(name) <= _LONGEST and self._is_long_form(name):
                self._by_first[first] = " ".join(name)
            seen.add(first)
        return by_last

    def _is_long_form(self, name: list[str]) -> bool:
        """Whether the first word alone can stand for the whole: "Amity International", "Ada Stone"."""
        return fold(name[-1]) in _long_names(self.lexicon) or fold(name[0]) in first_names(self.lexicon)


def without_titles(words: list[str], lexicon: Lexicon) -> list[str]:
    """The words of a name behind its last title: "Ada Stone" of "Varna City Mayor Ada Stone"; never none of them."""
    known = titles(lexicon)
    last = max((n for n, word in enumerate(words[:-1]) if fold(word.rstrip(".")) in known), default=-1)
    return words[last + 1 :]


@cache
def first_names(lexicon: Lexicon) -> frozenset[str]:
    """First names of both lists."""
    return frozenset(fold(w) for w in (*lexicon.words("people.first_names"), *lexicon.words("quotes.first_names")))


@cache
def heads(lexicon: Lexicon) -> frozenset[str]:
    """Offices of one word: said alone, "the King" is no name."""
    offices = (*lexicon.words("people.titles.heads"), *lexicon.words("quotes.people"))
    return frozenset(fold(word) for word in offices if " " not in word)


@cache
def bodies(lexicon: Lexicon) -> frozenset[str]:
    """Last words of the names of bodies."""
    return frozenset(lexicon.words("quotes.bodies"))


@cache
def _long_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.long_names"))


@cache
def titles(lexicon: Lexicon) -> frozenset[str]:
    """Words before a name that are no part of it."""
    honorifics = (word.rstrip(".") for word in lexicon.words("people.honorifics"))
    others = (*lexicon.words("people.openers"), *lexicon.words("people.calendar"))
    return frozenset({fold(word) for word in (*heads(lexicon), *honorifics, *others)} - first_names(lexicon))
