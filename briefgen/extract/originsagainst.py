"""The countries that somebody is not of: where they are posted, travel, or another holds the office."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefgen.extract.originscene import NAMINGS, OriginScene, noun_of
from briefgen.extract.places import fold_word
from briefgen.model import Findings, Person, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.lexicon import Lexicon


class OriginsAgainst(OriginScene):
    """The people of one article, and the countries that are not theirs."""

    def __init__(self, found: Findings, lexicon: Lexicon) -> None:
        super().__init__(found, lexicon)
        self._holders: dict[str, set[str]] = {}  # the countries of an office that a country has one of

    def against(self, one: Person) -> set[str]:
        """The countries a person is not of.

        They are those where they are accredited, travel or have a counterpart, and those where others hold the office.
        """
        office = fold_word(one.office)
        against = self._holders.get(office, set()) | self._words.lacking.get(office, set())
        against |= self._words.lacking.get(noun_of(one), set())
        if owners := self._owners_of(office.split()):
            against |= self._spoken_of - owners
        for span in one.mentions[:NAMINGS]:
            against.update(self._met(span))
        for span in one.descriptions[:NAMINGS]:
            against.update(
                place.country
                for place in self._places_in(Span(span.start, span.end + 40))
                if self._words.accredited.search(self._view, span.start, place.span.start)
                and not _NEXT.search(self._text, span.end, place.span.start)  # "and the ambassador to Kolan, Bo Lund"
            )
            against.update(self._summoned(one, span))
        return against - {""}

    def _summoned(self, one: Person, span: Span) -> Iterator[str]:
        """The country that summons an ambassador: "Ambassador Ada Stone was summoned by Kolan's foreign ministry"."""
        sentence = (
            self._sentence_at(span.start) if not self._words.posted.isdisjoint(fold_word(one.office).split()) else None
        )
        if sentence is None:
            return
        after = _SUMMONED.match(self._view, span.end, sentence.end)
        before = _SUMMONS.search(self._view, sentence.start, span.start)
        area = Span(after.end(), sentence.end) if after else Span(sentence.start, before.start()) if before else None
        for place in self._places_in(area)[:1] if area else ():
            yield place.country

    def _met(self, span: Span) -> Iterator[str]:
        """The countries that somebody named at ``span`` travels to, or has a counterpart or the other of a pair of."""
        sentence = self._sentence_at(span.start)
        hosts = sentence is not None and _INVITES.search(self._view, sentence.start, span.start)
        area = Span(span.end, min(sentence.end, span.end + 160)) if sentence and not hosts else None
        for place in self._places_in(area) if area else ():
            if self._names_between(span.end, place.span.start):
                break
            between = self._view[span.end : place.span.start]
            if self._describes(place) and _NAMED_THING.match(self._text, place.span.end):
                continue  # "will visit the Kolan Pavilion"
            counterpart = _COUNTERPART.match(self._view, place.span.end) and _OWN.search(between)
            if counterpart or self._words.travel.search(between) or self._words.own.search(between):
                yield place.country
        if pair := self._other_of_pair(span):
            yield self._countries.get(pair.name, "")

    def _other_of_pair(self, span: Span) -> Person | None:
        """The other of "between A and B"."""
        at = bisect_left(self._name_starts, span.start)
        for near in (at - 1, at + 1):
            if 0 <= near < len(self._named) and near != at:
                start, end, other = self._named[near]
                first, second = (end, span.start) if near < at else (span.end, start)
                opening = self._view[max(0, min(start, span.start) - 60) : min(start, span.start)]
                if 0 < second - first < 60 and " and " in self._view[first:second] and _BETWEEN.search(opening):
                    return other
        return None


_NAMED_THING = re.compile(r" [A-Z]")
_NEXT = re.compile(r"\band\b|[;.]|, (?:the )?[A-Z]")
_INVITES = re.compile(r"\b(?:invitation of|invited by|guest of) [^,;]{0,100}\Z")
_COUNTERPART = re.compile(r"(?:,? [a-z-]+){0,8}? counterparts?\b")
_OWN = re.compile(r"\b(?:his|her) (?:[a-z-]+ )?\Z")
_BETWEEN = re.compile(r"\bbetween (?:[\w.'-]+ ){0,6}\Z")
_SUMMONED = re.compile(r"(?: [a-z]+){0,4}? (?:summoned|called in|called to)\b[^,;.]{0,30}?\b(?:by|to) (?:the )?")
_SUMMONS = re.compile(r"\b(?:summoned|summons|called in) (?:[\w'-]+ ){0,3}\Z")
