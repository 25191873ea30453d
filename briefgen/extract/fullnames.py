"""The fuller names an article has for a bare one: First Last for a family name, a body's long form for its short."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cache

from briefgen.extract.places import fold_word
from briefgen.lexicon import Lexicon
from briefgen.model import Place, Span

# A lone word is matched too, so that "Al-Al-Al-…" is read through once and not from each of its capitals.
_WORD = r"[^\W\d_a-z][\w’'-]*+"
_RUN = re.compile(rf"{_WORD}(?: (?:[^\W\d_a-z]\.|{_WORD}|(?:al|bin|de|van|von|of) {_WORD})){{0,9}}")
_POSSESSIVE = re.compile(r"['’]s?\b")
_LONGEST = 3  # words of a First Last
_MANY = 100  # namings in full of one family name that are looked at
_NEAR = 400  # characters behind a full name within which it is the one that counts
_TWICE = 2  # one full name is meant where it stands so many times as often as the next


class FullNames:
    """The runs of capitalised words of one article, read in one pass when first asked for."""

    def __init__(self, text: str, area: Span, places: Sequence[Place], lexicon: Lexicon) -> None:
        self.text = text
        self.countries = {place.span.start: place.span.end for place in places}
        self.area = area
        self.lexicon = lexicon
        self._by_last: dict[str, list[tuple[int, str]]] | None = None
        self._by_first: dict[str, str] = {}

    def of(self, name: str, place: int) -> tuple[str, bool]:
        """The fullest form of a name at ``place`` and whether it is sure; without titles where there is none.

        Of several people of one family name the one named in full right before is meant, where only one is; else
        whoever is named in full much more often.
        """
        words = name.split()
        if fold_word(words[-1]) in bodies(self.lexicon):
            return name, True  # "State Department"
        name = " ".join(without(titles(self.lexicon), words))
        if " " in name:
            return name, True
        runs = self.bearers(name)
        if not runs:
            return self._by_first.get(fold_word(name), name), True
        found, sure = meant(runs, place)
        return found or name, sure

    def bearers(self, name: str) -> list[tuple[int, str]]:
        """Where who goes by a family name is named in full, and how; the list is in order, and never long."""
        if self._by_last is None:
            self._by_last = self._read()
        return self._by_last.get(fold_word(name), [])

    def _read(self) -> dict[str, list[tuple[int, str]]]:
        """First Last by last word, where it stands; the first long form of a body by its first word on the side."""
        by_last: dict[str, list[tuple[int, str]]] = {}
        seen: set[str] = set()
        for run in _RUN.finditer(self.text, self.area.start, self.area.end):
            if " " not in run[0]:
                continue
            start = self.countries.get(run.start(), run.start())  # "North Korea Kim", "British Ada Stone"
            whole = self.text[start : run.end()]
            words = (_POSSESSIVE.sub("", whole) if "’" in whole or "'" in whole else whole).split()
            if start > run.start() and (not words or fold_word(run[0].split()[0]) in first_names(self.lexicon)):
                words = run[0].split()
            body = self.is_body(words)
            name = (
                words[fold_word(words[0]) in _small(self.lexicon) :]
                if body
                else without(_never_named(self.lexicon), words)
            )
            short = 1 < len(name) <= _LONGEST
            if short and name[-1] not in name[:-1] and "of" not in name:
                many = by_last.setdefault(fold_word(name[-1]), [])
                if len(many) < _MANY:
                    many.append((run.start(), " ".join(name)))
            first = fold_word(name[0])
            if first in seen:
                continue
            seen.add(first)
            before = self.text[max(0, run.start() - 4) : run.start()].lower()
            if before != "the " and short and (body or first in first_names(self.lexicon)):
                self._by_first[first] = " ".join(name)
        return by_last

    def is_body(self, words: list[str]) -> bool:
        """Whether the last word tells that a name is a body's or a paper's."""
        last = fold_word(words[-1])
        known = last in _long_names(self.lexicon) or last in outlets(self.lexicon)
        return known and not any(fold_word(word) in heads(self.lexicon) for word in words)


def meant(runs: Sequence[tuple[int, str]], place: int) -> tuple[str, bool]:
    """Which of several full names in order, each with where it stands, a bare one at ``place`` is short for, if any."""
    counted = Counter(run for _, run in runs).most_common(2)
    if len(counted) == 1:
        return counted[0][0], True
    near = {run for _, run in runs[bisect_left(runs, (place - _NEAR, "")) : bisect_left(runs, (place, ""))]}
    often = counted[0][0] if counted[0][1] >= _TWICE * counted[1][1] else ""
    if len(near) == 1 and often in ("", *near):
        return near.pop(), True
    return often, bool(often)


def without(known: frozenset[str], words: list[str]) -> list[str]:
    """The words of a name behind the last that is ``known`` to be none: "Ada Stone" of "City Mayor Ada Stone"."""
    for n in range(len(words) - 2, -1, -1):
        if fold_word(words[n].rstrip(".")) in known:
            return words[n + 1 :]
    return words


@cache
def first_names(lexicon: Lexicon) -> frozenset[str]:
    """First names, folded."""
    return frozenset(map(fold_word, lexicon.words("people.first_names")))


@cache
def heads(lexicon: Lexicon) -> frozenset[str]:
    """Offices of one word: said alone, "the King" is no name."""
    offices = (*lexicon.words("people.titles.heads"), *lexicon.words("quotes.people"))
    return frozenset(fold_word(word) for word in offices if " " not in word)


@cache
def bodies(lexicon: Lexicon) -> frozenset[str]:
    """Last words of the names of bodies."""
    return frozenset(lexicon.words("quotes.bodies"))


@cache
def _small(lexicon: Lexicon) -> frozenset[str]:
    """Words that open a sentence and never a name."""
    lists = ("determiners", "prepositions", "conjunctions", "subordinators", "auxiliaries", "adverbs")
    return frozenset(word for name in lists for word in lexicon.words(f"quotes.grammar.{name}"))


@cache
def _long_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.long_names"))


@cache
def outlets(lexicon: Lexicon) -> frozenset[str]:
    """Words in the names of papers, channels and agencies."""
    return frozenset(lexicon.words("quotes.outlets"))


@cache
def titles(lexicon: Lexicon) -> frozenset[str]:
    """Offices and forms of address before a name."""
    honorifics = {fold_word(word.rstrip(".")) for word in lexicon.words("people.honorifics")}
    return (heads(lexicon) | honorifics) - first_names(lexicon)


@cache
def _never_named(lexicon: Lexicon) -> frozenset[str]:
    """Those, and all other words that open a sentence with a capital."""
    others = (*lexicon.words("people.openers"), *lexicon.words("people.calendar"))
    return titles(lexicon) | ({fold_word(word) for word in others} - first_names(lexicon))
