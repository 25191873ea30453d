"""The country of people by what they do for it: lead its team, speak on its side, open its embassy."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from briefgen.extract.originscene import NAMINGS, OriginScene, noun_of
from briefgen.extract.places import fold_word
from briefgen.model import Person, Place, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLAUSE = 90  # characters behind a name in which it is told what somebody leads, opens or calls their country
_TITLED = 60  # characters before a name in which the title stands and for whom somebody speaks
_OFFICIAL = 140  # characters before a title in which whoever bears it is first told of as an official


class OriginRoles(OriginScene):
    """The people of one article, and the countries that they act for."""

    def _represents(self, one: Person) -> Iterator[str]:
        """As in "For the Kolan side, Ada Stone spoke", "Ada Stone, who heads the Kolan delegation"."""
        for span, start, sentence in self._named_at(one):
            for place in self._places_in(Span(sentence.start, start)):
                if self._speaks_for(place, sentence, start):
                    yield place.country
            for place in self._behind(span, sentence)[:1]:
                leads = _LEADS.fullmatch(self._view, span.end, place.span.start)
                works = _WORKS.fullmatch(self._view, span.end, place.span.start)
                team = leads and _TEAM.match(self._view, place.span.end)
                if team or ((leads or works) and _BODY.match(self._view, place.span.end)):
                    yield place.country

    def _speaks_for(self, place: Place, sentence: Span, start: int) -> bool:
        """Whether it stands before a name that whoever bears it speaks for a country, or is of its ministry."""
        if _BODYS.fullmatch(self._view, place.span.end, start) or _STOOD.fullmatch(self._view, place.span.end, start):
            return True
        of_side = _ON_SIDE.search(self._view, sentence.start, place.span.start)
        if of_side and _SIDE.fullmatch(self._view, place.span.end, start):
            return True
        speaks = _SPEAKS.search(self._view, sentence.start, place.span.start)
        return speaks is not None and self._view[place.span.end : start] in {", ", ", the "}

    def _opens(self, one: Person) -> Iterator[str]:
        """As in "Ada Stone inaugurated Kolan's embassy in Lima", "Ada Stone said her country, Kolan, was ready"."""
        for span, _, sentence in self._named_at(one):
            for place in self._behind(span, sentence):
                opened = _OPENED.fullmatch(self._view, span.end, place.span.start)
                own = place.form != "demonym" and _HER_COUNTRY.fullmatch(self._view, span.end, place.span.start)
                if own or (opened and _MISSION.match(self._view, place.span.end)):
                    yield place.country

    def _told_before(self, one: Person) -> Iterator[str]:
        """As in "a Kolan navy official close to the talks, Admiral Ada Stone,", "her Kolan guest, Ada Stone"."""
        for span, start, sentence in self._named_at(one):
            for place in self._places_in(Span(max(sentence.start, start - _OFFICIAL), start)):
                if not self._describes(place):
                    continue
                told = _DESCRIBED.fullmatch(self._view, place.span.end, start)
                one_of = _ONE_OF.search(self._view, sentence.start, place.span.start)
                apart = one_of is None or _SOURCE.search(self._view, sentence.start, place.span.start)
                serves = told and told[1].rpartition(" ")[2] in self._words.serving
                closed = _CLOSED.match(self._view, span.end) is not None and not apart
                if (serves and closed) or _GUEST.fullmatch(self._view, place.span.end, start):
                    yield place.country

    def holder_of(self, words: list[str]) -> str:
        """The country of the only one in an office by which a body is named: "the prime minister's office"."""
        told = _OFFICE_OF.fullmatch(" ".join(words))
        if told is None:
            return ""
        held = _RULERS.get(told[1], told[1])
        countries = {self._countries.get(person.name, "") for _, _, person in self._named if self._holds(person, held)}
        return countries.pop() if len(countries) == 1 else ""

    def _holds(self, one: Person, held: str) -> bool:
        office = fold_word(one.office)
        short = _RULERS.get(office, office)
        return not self.is_private(one) and (short == held or (noun_of(one) == held and not office.startswith("vice")))

    def _named_at(self, one: Person) -> Iterator[tuple[Span, int, Span]]:
        """Where somebody is named, where the title begins there, and the sentence."""
        for span in one.mentions[:NAMINGS]:
            if sentence := self._sentence_at(span.start):
                start = next((told.start for told in one.descriptions if told.meets(span)), span.start)
                yield span, min(start, span.start), sentence

    def _behind(self, span: Span, sentence: Span) -> tuple[Place, ...]:
        """The countries behind a name, before the next name."""
        at = bisect_left(self._name_starts, span.end)
        stop = self._name_starts[at] if at < len(self._name_starts) else sentence.end
        return self._places_in(Span(span.end, max(span.end, min(stop, sentence.end, span.end + _CLAUSE))))


_RULERS = {"pm": "prime minister", "premier": "prime minister"}
_OFFICE_OF = re.compile(
    r"(president|prime minister|pm|premier|chancellor|king|emir|sultan|foreign minister|defen[cs]e minister|"
    r"governor|chief executive)['’]s (?:press )?"
    r"(?:office|spokesman|spokeswoman|spokesperson|secretariat|press secretary|chief of staff)"
)
_ON_SIDE = re.compile(r"(?<![\w-])(?:for|on|from|representing|by) (?:the )?\Z")
_SIDE = re.compile(
    r"(?:['’]s)? (?:side|delegation|team|part),? (?:(?:was|were|is|by|it was|led|headed|represented) ){0,3}(?:the )?"
)
_STOOD = re.compile(r" (?:is|was|will be|has been) (?:also )?represented (?:[a-z]+ ){0,5}?by (?:the |its )?")
_SPEAKS = re.compile(r"\b(?:speaking|signing|negotiating) (?:for|on behalf of) (?:the )?\Z|\brepresenting (?:the )?\Z")
_LEADS = re.compile(
    r",? (?:who |and )?(?:is |was |has |had |will )?(?:the )?(?:also )?"
    r"(?:head|lead|chair|represent|run|direct|manage|oversee)(?:ed|s|ing)?,? (?:the |a |an )?(?:[a-z-]+ ){0,2}"
)
_TEAM = re.compile(r"(?:['’]s)? (?:[a-z-]+ ){0,2}(?:delegation|team|side|negotiators|mission|panel|contingent)\b")
_STATE = (
    r"(?:['’]s)? (?:[a-z-]+ ){0,3}(?:ministry|authority|agency|central bank|parliament|senate|congress|navy|army|"
    r"air force|coast guard|foreign service|police|treasury|customs)"
)
_BODY = re.compile(rf"{_STATE}\b(?!['’])")
_BODYS = re.compile(rf"{_STATE}['’]s ")
_WORKS = re.compile(
    r"(?: from| of|, who (?:sits|serves|works) (?:in|at|on)|"
    r", (?:who is )?(?:in charge of|responsible for) (?:[a-z-]+ ){1,4}?(?:at|in|for)) (?:the )?"
)
_OPENED = re.compile(
    r" (?:[a-z]+ly )?(?:will |to |is to |has |had )?(?:[a-z]+ly )?"
    r"(?:(?:re)?open(?:ed|s)?|inaugurate[sd]?|unveil(?:ed|s)?) (?:the |a )?(?:new )?"
)
_MISSION = re.compile(r"(?:['’]s)? (?:[a-z-]+ ){0,2}(?:embassy|consulate|consulate general|high commission)\b")
_HER_COUNTRY = re.compile(
    r"(?:,? (?!(?:counterpart|guest|host|visitor|colleague|president|minister|king|premier|leader)\b)[a-z-]+){0,12},? "
    r"(?:his|her) (?:own )?(?:country|nation|homeland),? (?:the )?"
)
_DESCRIBED = re.compile(
    r" ((?:[a-z-]+ ){0,3}?[a-z-]+)(?: (?:close to|involved in|based in|responsible for|in charge of|familiar with) "
    r"(?:[\w'-]+ ){0,4}[\w'-]+)?, (?:the )?(?:rear |vice |major |lieutenant |brigadier )?"
)
_ONE_OF = re.compile(r"\b(?:an?|one) (?:[a-z-]+ )?\Z")
_SOURCE = re.compile(r"\b(?:according to|said|says|quoting|citing) (?:an? |the |one )?(?:[a-z-]+ ){0,2}\Z")
_CLOSED = re.compile(r"[.;)]")  # not "After talks with a Kolan official, Ada Stone, the premier, said"
_GUEST = re.compile(r" (?:guest|host|visitor|interlocutor|homologue|opposite number|colleague|equivalent),? (?:the )?")
