"""Whose an office is that stands without a name beside a name without an office.

"When Ada Stone lands in Lima … The Kolan prime minister wants": where one country's ruler is told of without a name,
and one person without a country, the two are one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefgen.extract.originscene import NAMINGS, OriginScene
from briefgen.extract.places import fold_word

if TYPE_CHECKING:
    from collections.abc import Container

    from briefgen.model import Person, Place, Speaker

_OF_ANOTHER = frozenset({"for", "to", "of", "with"})
_APPOSED = re.compile(r", [A-Z]")
_COUNTERPART = "counterpart"  # says no office
_OPENING = 6  # sentences in which whoever a story is about is named
_LEDE = 2  # of those, the ones in which nobody is named in passing
_NAMINGS = 2  # of somebody who is no passer-by


class Vacancies(OriginScene):
    """The offices of one article that stand without a name, and those who may hold them."""

    def filled(self, told: Container[str]) -> dict[str, tuple[str, str]]:
        """Country and office of the one person without either, where one country's ruler has no name; else nothing."""
        if not (nameless := self._nameless_rulers()):
            return {}
        people = {one for _, _, one in self._named}
        held = {self._countries.get(one.name, "") for one in people if self._may_rule(one)}
        vacant = {country: office for country, office in nameless.items() if country not in held}
        unknown = [one for one in people if self._is_open(one, told)]
        if len(vacant) != 1 or len(unknown) != 1:
            return {}
        country, office = next(iter(vacant.items()))
        return {unknown[0].name: (country, "" if fold_word(office) == _COUNTERPART else office)}

    def ruler(self, speaker: Speaker, people: tuple[Person, ...]) -> Person | None:
        """The one person of a country whom "the Kolan leader" can mean, or "the Kolan" alone."""
        words = fold_word(speaker.name).split()
        if speaker.country and self._is_native(speaker) and _APPOSED.match(self._text, speaker.mention.end):
            return next((one for one in people if self._is_set_behind(one, speaker)), None)  # "the Kolan, Ada Stone,"
        if speaker.country and self._is_native(speaker):
            told = [one for one in people if one.country == speaker.country and one.mentions[0] < speaker.mention]
            return told[0] if len(told) == 1 and not told[0].private else None
        if not speaker.country or speaker.kind != "unnamed" or words[-1] not in self._words.heads_of_state:
            return None
        if not _OF_ANOTHER.isdisjoint(words):
            return None  # "an adviser to the Kolan president"
        many = [one for one in people if one.country == speaker.country and not one.private and self._may_rule(one)]
        return many[0] if len(many) == 1 and many[0].mentions[0].start < speaker.mention.start else None

    def _is_set_behind(self, one: Person, speaker: Speaker) -> bool:
        behind = speaker.mention.end + len(", ")
        return one.country in ("", speaker.country) and any(span.start == behind for span in one.mentions[:NAMINGS])

    def _is_native(self, speaker: Speaker) -> bool:
        """Whether a speaker is told by country alone, as one of its people: "the Brazilian said"."""
        at = bisect_left(self._place_starts, speaker.mention.start)
        place = self._places[at] if at < len(self._places) else None
        alone = place is not None and place.form == "demonym" and place.span.end == speaker.mention.end
        before = self._view[max(0, place.span.start - len("the ")) : place.span.start] if alone and place else ""
        return alone and before == "the " and not speaker.name.endswith("s")

    def _nameless_rulers(self) -> dict[str, str]:
        """The office of each country whose ruler stands without a name, by country."""
        found: dict[str, str] = {}
        for place in self._places:
            behind = _BEHIND.match(self._view, place.span.end)
            if behind and behind[1] in self._words.heads_of_state and not _CAPITAL.match(self._text, behind.end()):
                found.setdefault(place.country, self._text[behind.start(1) : behind.end(1)])
            elif (before := self._office_before(place)) and not _CAPITAL.match(self._text, place.span.end):
                found.setdefault(place.country, before)
        return found

    def _office_before(self, place: Place) -> str:
        """The office in "the president of Kolan"."""
        before = _BEFORE.search(self._view, max(0, place.span.start - 40), place.span.start)
        if before is None or before[1] not in self._words.heads_of_state:
            return ""
        return self._text[place.span.start - (before.end() - before.start(1)) :][: len(before[1])]

    def _may_rule(self, one: Person) -> bool:
        """Whether somebody holds such an office, or none that the article tells."""
        words = fold_word(one.office).partition(" of ")[0].split()
        return not words or not self._words.heads_of_state.isdisjoint((words[-1], " ".join(words[-2:])))

    def _is_open(self, one: Person, told: Container[str]) -> bool:
        """Whether nothing but a name is told of somebody who is named early, and more than once."""
        if one.office or one.name in told or one.name in self._countries or self.is_private(one):
            return False
        pairs = (_AND_NAME.match(self._text, span.end) for span in one.mentions)
        if any(pair and not self._at(pair.end())[1] for pair in pairs):
            return False  # "Ada Stone and Bo Lund", who may hold it as well
        sentence = bisect_left(self._sentence_starts, one.mentions[0].start)
        return sentence <= (_OPENING if len(one.mentions) >= _NAMINGS else _LEDE)


_BEHIND = re.compile(r"(?:'s?)? (?:(?:new|then|own) )?((?:prime |crown )?[a-z]+)(?![\w-])")
_AND_NAME = re.compile(r" and (?=[A-Z][\w’'-]+ [A-Z])")
_BEFORE = re.compile(r"\b((?:prime |crown )?[a-z]+) of (?:the )?\Z")
_CAPITAL = re.compile(r"['’]?s? (?:of |for )?[A-Z]|,? [A-Z][a-z]+ [A-Z]")
