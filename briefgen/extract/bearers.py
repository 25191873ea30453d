"""Whose a name is: the person of an article who is named, titled or addressed at a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefgen.extract.fullnames import FullNames, bodies, first_names, heads
from briefgen.extract.phrases import word_class
from briefgen.lexicon import Lexicon
from briefgen.model import Person, Span
from briefgen.text import fold, squeeze

_ADDRESS_BEFORE = re.compile(r"(\w+)\.? (?:[a-z]{1,3} )*\Z")
_ADDRESSED = re.compile(r"\b([A-Z][a-z]+)\.? ([^\W\d_a-z][\w’'-]+)")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_WORD_BEFORE = re.compile(r" ([a-z]+) \Z")
_PARTY = re.compile(r"[A-Z]{1,4}-[A-Z]\w{0,5}\.?")
_OVER = re.compile(r" (?:for|of|to)(?: the)?(?: [a-z-]+){1,3} ")
_FORWARD = 60  # characters behind a description within which the name it is set before begins
_FEW = 3


class Bearers:
    """The people of one article by the places where they are named, and by the parts of their names."""

    def __init__(
        self, text: str, people: Sequence[Person], sexes: Sequence[str], full_names: FullNames, lexicon: Lexicon
    ) -> None:
        self.text = text
        self.people = people
        self.lexicon = lexicon
        self.full_names = full_names
        self.named = sorted((m.start, m.end, n) for n, person in enumerate(people) for m in person.mentions)
        self.starts = [start for start, _, _ in self.named]
        self.sex_of = {person.name: sex for person, sex in zip(people, sexes, strict=True)}
        self._first_full: dict[str, int] = {}  # where the article first names somebody in full
        self._by_part: dict[str, list[Person]] = {}  # by a family name of one or more words: "soto", "van der berg"
        for person in people:
            full = (mention.start for mention in person.mentions if " " in mention.of(text))
            self._first_full[person.name] = next(full, len(text))
            for part in dict.fromkeys(_parts(fold(person.name).split(), lexicon)):
                self._by_part.setdefault(part, []).append(person)

    def at(self, span: Span) -> Person | None:
        """The person named last inside ``span``, where the name ends it."""
        at = bisect_left(self.starts, span.end) - 1
        if at >= 0 and self.named[at][1] > span.start and span.end - self.named[at][1] <= 1:
            return self.people[self.named[at][2]]
        return None

    def tagged(self, place: Span) -> Person | None:
        """Whose party and state stand at ``place``: "Ada Stone, D-Md., said"."""
        at = bisect_left(self.starts, place.start) - 1
        if at < 0 or place.start - self.named[at][1] > _FEW or not _PARTY.fullmatch(place.of(self.text)):
            return None
        return self.people[self.named[at][2]]

    def behind(self, tail: Span | None) -> Person | None:
        """The person whose name stands behind an office: "envoy for East Kolan Ada Stone", "for trade Ada Stone"."""
        at = bisect_left(self.starts, tail.end) - 1 if tail is not None else -1
        if tail is None or at < 0 or self.starts[at] < tail.start:
            return None
        return None if self.starts[at] == tail.start and self._is_alone(tail) else self.at(tail)

    def unlisted_behind(self, tail: Span | None) -> str:
        """The name of somebody not listed who stands behind an office in the same way."""
        words = tail.of(self.text).split() if tail is not None else []
        known = len(words) > 1 and fold(words[0]) in first_names(self.lexicon)
        return " ".join(words) if known and tail is not None and not self._is_alone(tail) else ""

    def _is_alone(self, name: Span) -> bool:
        """Whether no noun stands before a name: "a spokesman for Ada Stone" is not she."""
        before = _WORD_BEFORE.search(self.text, max(0, name.start - 30), name.start)
        if before is None or before[1] in heads(self.lexicon):
            return True
        return before[1] not in bodies(self.lexicon) and word_class(before[1], self.lexicon) not in "odk"

    def apposed(self, antecedent: Span) -> Person | None:
        """Whom "who" stands for where an apposition ends before it: "Ada Stone, the envoy to Kolan, who"."""
        at = bisect_left(self.starts, antecedent.start) - 1
        if at < 0:
            return None
        person, start = self.people[self.named[at][2]], self.starts[at]
        told = (span.start <= start and antecedent.end <= span.end + 1 for span in person.descriptions[:_FEW])
        return person if any(told) else None

    def titled(self, phrase: Span) -> Person | None:
        """The person whose title a phrase is, where the name comes after it: "the lawyer, Ada Stone,"."""
        at = bisect_left(self.starts, phrase.end)
        if at == len(self.starts) or self.starts[at] > phrase.end + _FORWARD:
            return None
        person, start = self.people[self.named[at][2]], self.starts[at]
        told = any(span.start <= phrase.start and start < span.end for span in person.descriptions[:_FEW])
        return person if told or _OVER.fullmatch(self.text, phrase.end, start) else None

    def addressed(self, place: Span, words: str) -> Person | None:
        """Who bears a family name: the only one, or the one whose sex the form of address tells: "Mrs. Stone"."""
        start = place.end - len(words)
        address = _ADDRESS_BEFORE.search(self.text, max(0, start - 20), start)
        sex = _addresses(self.lexicon).get(fold(address[1]), "") if address else ""
        many = [one for one in self._by_part.get(fold(words), ())[: _FEW + 1] if " " in one.name]
        fits = [one for one in many if self.sex_of[one.name] == sex] if sex and len(many) > 1 else many
        return fits[0] if len(fits) == 1 else None

    def by_address(self, area: Span) -> list[tuple[int, int, int]]:
        """Where one of several people of a family name is told by the form of address alone, and which."""
        shared = {part for part, many in self._by_part.items() if len(many) > 1}
        found: list[tuple[int, int, int]] = []
        if not shared:
            return found
        numbers = {person.name: n for n, person in enumerate(self.people)}
        for pair in _ADDRESSED.finditer(self.text, area.start, area.end):
            name = _POSSESSIVE.sub("", pair[2])
            if fold(name) in shared and fold(pair[1]) in _addresses(self.lexicon):
                place = Span(pair.start(2), pair.start(2) + len(name))
                person = self.addressed(place, name) if self.at(place) is None else None
                if person is not None:
                    found.append((place.start, place.end, numbers[person.name]))
        return found

    def told(self, person: Person, place: Span) -> tuple[Person | str, bool]:
        """The person or, where the article has another full name for a bare one, that name; and whether it is sure.

        The packs' namesake of somebody in the article is not meant, and nobody who is named in full only later.
        """
        bare = fold(place.of(self.text)) == fold(person.name).split()[0]
        if bare and " " in person.name and self.text.startswith((", a ", ", an "), place.end):
            return place.of(self.text), True  # "Ada, a Kolan soldier," is not Ada Stone
        whole = [one for one in self._by_part.get(fold(person.name), ())[:_FEW] if one is not person]
        if len(whole) == 1:
            return whole[0], True  # "Van der Berg" of "Ada van der Berg"
        if self._first_full[person.name] <= place.start:
            return person, True
        shortest = min((m.of(self.text) for m in person.mentions[:_FEW]), key=len)
        other = self.addressed(place, shortest) if " " not in person.name else None
        if other is not None:
            return other, True
        name, sure = self.full_names.of(squeeze(shortest), place.start)
        if " " not in name or fold(name) == fold(person.name):
            return person, sure
        return (name if " " in person.name else replace(person, name=name)), sure


def _parts(words: list[str], lexicon: Lexicon) -> list[str]:
    """What a person of several names may go by: the last, with its particles, and a first of two family names."""
    particles = _particles(lexicon)
    first = next((n for n, word in enumerate(words) if n and word in particles), len(words) - 1)
    middles = words[1:-1] if first == len(words) - 1 and len(words) == _FEW else []
    return [words[-1], " ".join(words[first:]), *(word for word in middles if len(word) > _FEW)]


@cache
def _particles(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("people.particles"))


@cache
def _addresses(lexicon: Lexicon) -> dict[str, str]:
    """The sex that a form of address tells."""
    groups = lexicon.groups("people.honorifics")
    return {word.rstrip("."): sex for sex in ("m", "f") for word in groups[sex]}
