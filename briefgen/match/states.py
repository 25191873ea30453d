"""Where an article names a side as a state, and not only as the place where somebody is or comes from."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.model import Span
from briefgen.text import fold

_NEAR = 40  # characters before a name, and behind it, in which it is told what it stands for
_BEHIND = 60
_PAIR = 2


class States:
    """The namings of the sides in an article that mean their states, in order."""

    __slots__ = ("_spots", "_starts")

    def __init__(self, cast: Cast, lexicon: Lexicon) -> None:
        self._spots = sorted({*_by_name(cast, _words(lexicon)), *_by_people(cast)})
        self._starts = [start for start, _ in self._spots]

    def inside(self, span: Span) -> frozenset[str]:
        """The sides that a stretch of the article names as states: "the Peruvian ministry", "with Peru", "Salas"."""
        low, high = (bisect_left(self._starts, at) for at in (span.start, span.end))
        return frozenset(side for _, side in self._spots[low:high])

    @property
    def both(self) -> bool:
        """Whether two sides at least stand anywhere in the article as states."""
        return len({side for _, side in self._spots}) >= _PAIR


def _by_people(cast: Cast) -> list[tuple[int, str]]:
    """Every naming of those who hold an office of a side."""
    people = ((cast.person(person.name), person) for person in cast.findings.people)
    return [
        (mention.start, side)
        for side, person in people
        if side and side != THIRD and person.office and not person.private
        for mention in person.mentions
    ]


def _by_name(cast: Cast, words: _Words) -> list[tuple[int, str]]:
    """Every naming of a side by its country, capital, people or alias that means the state."""
    text = cast.findings.article.text
    demonyms = {place.span.start for place in cast.findings.places if place.form == "demonym"}
    found = []
    for span, side in cast.named:
        before = fold(text[max(0, span.start - _NEAR) : span.start])
        behind = fold(text[span.end : span.end + _BEHIND])
        if words.former.search(before):
            continue
        if span.start in demonyms:
            means = words.office.match(behind)
        elif owner := _OWNS.match(behind):
            means = words.office.match(behind, owner.end() - 1)
        else:
            means = None if words.within.search(before) else _ANY.match(behind)
        if means:
            found.append((span.start, side))
    return found


_OWNS = re.compile(r"['’]s? ")
_ANY = re.compile(r"")


class _Words:
    """Patterns of what stands around the name of a country."""

    __slots__ = ("former", "office", "within")

    def __init__(self, lexicon: Lexicon) -> None:
        offices = any_of(lexicon, "page.dealings.offices", "page.dealings.policies")
        self.office = re.compile(rf" (?:[\w’'-]+ ){{0,3}}?(?:{offices})(?![\w-])")
        self.former = re.compile(r"\b(?:former|ex|then|late)[ -](?:[a-z]+ )?\Z")
        self.within = re.compile(
            r"\b(?:in|from|at|near|across|inside|outside|around|within|throughout|through|off) "
            r"(?:the )?(?:northern |southern |eastern |western |central )?\Z"
        )


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)
