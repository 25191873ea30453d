"""The country of people by the words right around them: whose body they are of, and for whom they sign."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefgen.extract.originscene import NAMINGS, OriginScene, noun_of
from briefgen.extract.places import fold_word
from briefgen.model import Person, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 120  # characters between a country and the title of whom its body's name is told
_BEHIND = 160  # characters behind a name in which somebody signs


class OriginPhrases(OriginScene):
    """The people of one article, and the countries in the phrases that they stand in."""

    def serves(self, one: Person, *, home: bool = False) -> bool:
        """Whether a person holds an office of a state; ``home``: one that goes without the country's name at home."""
        words = fold_word(one.office).split()
        nouns = self._words.home if home else self._words.serving
        return bool(words) and bool(nouns.intersection(words)) and not self._words.apart.intersection(words[:1])

    def _signed(self, one: Person) -> Iterator[str]:
        """As in "Ada Stone, the director for ports, signed for Kolan": who signs or speaks for a country is of it."""
        for span in one.mentions[:NAMINGS]:
            sentence = self._sentence_at(span.start)
            end = min(sentence.end, span.end + _BEHIND) if sentence else span.end
            if found := _SIGNS.match(self._view, span.end, end):
                place = self._place_at(found.end())
                if place and _AND.match(self._view, place.span.end) is None:
                    yield place.country

    def _invites(self, one: Person) -> Iterator[str]:
        """As in "At the invitation of President Ada Stone, Bo Lund visited Kolan": who invites is at home there."""
        for span in one.mentions[:NAMINGS] if self.serves(one, home=True) else ():
            sentence = self._sentence_at(span.start)
            if sentence is None or _INVITATION.search(self._view, sentence.start, span.start) is None:
                continue
            for place in self._places_in(Span(span.end, sentence.end)):
                if self._words.travel.search(self._view, span.end, place.span.start):
                    yield place.country

    def _visited(self, one: Person) -> Iterator[str]:
        """As in "Ada Stone flew to Kolan to see President Bo Lund": a ruler without a country is met at home."""
        for span in one.mentions[:NAMINGS] if noun_of(one) in self._words.rulers else ():
            sentence = self._sentence_at(span.start)
            start = next((told.start for told in one.descriptions if told.meets(span)), span.start)
            places = self._places_in(Span(sentence.start, start)) if sentence else ()
            if sentence is None or not places or self._describes(places[-1]):
                continue
            place = places[-1].span
            guest = self._names_between(sentence.start, place.start) and not self._names_between(place.end, start)
            if (
                guest
                and self._words.travel.search(self._view, sentence.start, place.start)
                and _TO_SEE.fullmatch(self._view, place.end, start)
            ):
                yield places[-1].country

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
_TO_SEE = re.compile(
    r"(?: [\w-]+,?){0,4}? (?:to (?:meet|see|hold talks|talk|confer)|for|where (?:he|she) (?:met|meets|will meet|saw|"
    r"will see)|and (?:met|meets|will meet))(?: [\w-]+){0,6}?(?: with)? (?:the )?"
)
_INVITATION = re.compile(r"\b(?:invitation of|invited by) (?:[\w.'-]+ ){0,9}\Z")
_AND = re.compile(r" and [a-z]")
_OWNS = re.compile(r"['’]s (?:[\w&/-]+ ){1,9}")
_NO_NOUN = re.compile(
    r"\b(?:to|in|on|at|by|from|with|that|as|is|was|are|were|has|had|have|will|would|his|her|its|their|but|met|meets|"
    r"told|tells|said|says|sent|sends|while|when|after|before|where|who|which|says)\b"
)
_BODY = re.compile(r"(?:['’]s)? ((?:[a-z-]+ ){0,3}?[a-z]+ (?:of|for) (?:[\w&-]+,? ){1,9})(?:[\w-]+['’]s? )?")
_OWNER = re.compile(r"[\w-]+['’]s? ")
