"""The country of people whom a traveller meets on a leg of a journey: of the country that the leg is in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from briefgen.extract.originphrases import OriginPhrases
from briefgen.extract.originscene import NAMINGS
from briefgen.model import Person, Place, Span

_WAY = 60  # characters before a country in which "will travel to" stands
_STOPS = 12  # towns and countries of one journey
_LEAST = 2  # countries of a journey that has legs


class OriginLegs(OriginPhrases):
    """The people of one article, and the legs of the journey that it announces."""

    def _on_a_leg(self, one: Person) -> Iterator[str]:
        """As in "will travel to Kolan and Ostvik. In Kolan, she will meet with President Ada Stone"."""
        if not self._legs or not self.serves(one, home=True):
            return
        for span in one.mentions[:NAMINGS]:
            start = next((told.start for told in one.descriptions if told.meets(span)), span.start)
            paragraph = self._text.rfind("\n", 0, start) + 1
            legs = [place for place in self._places_in(Span(paragraph, start)) if self._is_leg(place)]
            met = self._words.meets.search(self._view, legs[-1].span.end, start) if legs else None
            if met and not _WITH.search(self._view, met.end(), start):
                yield legs[-1].country
                return

    def _is_leg(self, place: Place) -> bool:
        return (
            place.country in self._legs and place.form != "demonym" and not self._view.startswith("-", place.span.end)
        )

    @cached_property
    def _legs(self) -> frozenset[str]:
        """The countries of a journey to several, none where the article announces no such journey."""
        for at, place in enumerate(self._places):
            if place.form == "demonym" or not self._words.travel.search(
                self._view, max(0, place.span.start - _WAY), place.span.start
            ):
                continue
            found, end = {place.country}, place.span.end
            for stop in self._places[at + 1 : at + 1 + _STOPS]:
                if stop.form == "demonym" or not _NEXT.fullmatch(self._text, end, stop.span.start):
                    break
                found.add(stop.country)
                end = stop.span.end
            if len(found) >= _LEAST:
                return frozenset(found)
        return frozenset()


_WITH = re.compile(r"[;]|\b(?:accompanied|joined|alongside|together|who|which|before|after)\b")
_NEXT = re.compile(
    r"(?:,| and|, and|;| as well as|, as well as)? ?(?:then )?(?:on )?(?:to )?(?:the )?(?:[A-Z][\w'’.-]+, )?"
)
