"""The country of people by the words right around them: whose body they are of, and for whom they sign."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefgen.extract.originscene import NAMINGS, OriginScene
from briefgen.model import Person, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 120  # characters between a country and the title of whom its body's name is told
_BEHIND = 160  # characters behind a name in which somebody signs


class OriginPhrases(OriginScene):
    """The people of one article, and the countries in the phrases that they stand in."""

    def _signed(self, one: Person) -> Iterator[str]:
        """As in "Ada Stone, the director for ports, signed for Kolan": who signs or speaks for a country is of it."""
        for span in one.mentions[:NAMINGS]:
            sentence = self._sentence_at(span.start)
            end = min(sentence.end, span.end + _BEHIND) if sentence else span.end
            if found := _SIGNS.match(self._view, span.end, end):
                place = self._place_at(found.end())
                if place and _AND.match(self._view, place.span.end) is None:
                    yield place.country

    def _owned(self, one: Person) -> Iterator[str]:
        """As in "Kolan's marketing board director Ada Stone", "the Kolan Ministry of Ports' deputy head Bo Lund"."""
        for span in one.descriptions[:NAMINGS] if one.office else ():
            sentence = self._sentence_at(span.start)
            floor = max(sentence.start, span.start - _REACH) if sentence else span.start
            at = bisect_left(self._place_starts, span.start) - 1
            if at < 0 or self._place_starts[at] < floor or self._names_between(self._place_starts[at], span.start):
                continue
            place = self._places[at]
            between = self._view[place.span.end : span.start]
            if _OWNS.fullmatch(between) and not _NO_NOUN.search(between):
                yield place.country
            body = _BODY.fullmatch(self._view, place.span.end, self._title_start(span))
            if body and not self._words.state_bodies.isdisjoint(body[1].split()):
                yield place.country

    def _title_start(self, span: Span) -> int:
        """Where a title begins behind the last word of its owner: "Ports' | deputy head"."""
        owner = _OWNER.match(self._view, span.start, span.end)
        return owner.end() if owner else span.start


_SIGNS = re.compile(
    r"(?:,[^,;.]{1,60}(?:,[^,;.]{1,40}){0,2},)? (?:has |had |also )?"
    r"(?:(?:signed|initialled|initialed|spoke|speaking|signing)(?: [a-z]+){0,3}? (?:for|on behalf of)|represented|"
    r"representing) (?:the )?(?:(?:government|republic|state|kingdom|people) of (?:the )?)?"
)
_AND = re.compile(r" and [a-z]")
_OWNS = re.compile(r"['’]s (?:[\w&/-]+ ){1,9}")
_NO_NOUN = re.compile(
    r"\b(?:to|in|on|at|by|from|with|that|as|is|was|are|were|has|had|have|will|would|his|her|its|their|but|met|meets|"
    r"told|tells|said|says|sent|sends|while|when|after|before|where|who|which|says)\b"
)
_BODY = re.compile(r"(?:['’]s)? ((?:[a-z-]+ ){0,3}?[a-z]+ (?:of|for) (?:[\w&-]+,? ){1,9})(?:[\w-]+['’]s? )?")
_OWNER = re.compile(r"[\w-]+['’]s? ")
