"""The country of those who speak without a name of their own: bodies, what they say in writing, their officials."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from briefgen.extract.originroles import OriginRoles
from briefgen.extract.originscene import NAMINGS
from briefgen.extract.places import fold_word
from briefgen.model import Findings, Person, Span, Speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.lexicon import Lexicon

_NEARBY = 2  # words of a description that says no more than "the official", "another official"


class OriginBodies(OriginRoles):
    """The speakers of one article who are no persons of it, and whose they are."""

    def __init__(self, found: Findings, lexicon: Lexicon) -> None:
        super().__init__(found, lexicon)
        self._told_of: dict[str, str] = {}  # the country of a speaker, by the words for them

    def of_body(self, speaker: Speaker) -> str:
        """The country of a speaker who is no person: of a body by its fuller name before, of its spokesman too."""
        words = fold_word(speaker.name).removeprefix("the ").removeprefix("a ").removeprefix("an ").split()
        if not words or words[0] in self._words.former:
            return ""
        country = self._told_of.get(" ".join(words)) or self.holder_of(words) or self._of_words(words, speaker)
        if country:
            self._told_of[" ".join(words)] = country
        return country

    def heard(self, speaker: Speaker) -> None:
        """Notes whose a speaker is whose country is known: named again they need not be told of."""
        words = fold_word(speaker.name).removeprefix("the ").removeprefix("a ").removeprefix("an ")
        self._told_of.setdefault(words, speaker.country)

    def _of_words(self, words: list[str], speaker: Speaker) -> str:
        """The same by what the words for the speaker mean."""
        start, noun = speaker.mention.start, words[-1]
        if owners := self._owners_of(words):
            return next(iter(owners)) if len(owners) == 1 else ""
        if owner := self._owner_in(speaker.mention, {noun, " ".join(words).partition(" of ")[0]}):
            return owner
        if noun in self._words.state_bodies:
            return self._body_before(noun, start) or self._body_at_home(words)
        if noun in self._words.papers:
            return "" if "joint" in words else self._issuer(start)
        if noun in self._words.crew:
            return self._crew_before(noun, start) if len(words) <= _NEARBY else ""
        inside = self._inside_body(words, start) or self._voice_of_body(words, start)
        return inside or (self._acting_before(start) if noun in self._words.speakers else "")

    def _voice_of_body(self, words: list[str], start: int) -> str:
        """The country of the only body of that noun told of before: "an embassy spokesman"."""
        if words[-1] not in self._words.speakers or self._words.state_bodies.isdisjoint(words[-2:-1]):
            return ""
        owners = self._bodies_before(words[-2], start)
        return owners.pop() if len(owners) == 1 else ""

    def _of_told_body(self, one: Person) -> Iterator[str]:
        """As in "embassy spokesman Ada Stone", "Ada Stone, an official at the ministry": a body told of before."""
        found = [(span, _STAFF_OF.search(self._view, span.start, span.end)) for span in one.descriptions[:NAMINGS]]
        found += [(span, _AT_THE.match(self._view, span.end)) for span in one.mentions[:NAMINGS]]
        for span, told in found:
            if told and told[1] in self._words.state_bodies:
                whole = Span(span.start, max(span.end, told.end()))
                yield from () if self._places_in(whole) else self._bodies_before(told[1], span.start)

    def _bodies_before(self, noun: str, stop: int) -> set[str]:
        """The countries of all bodies of that noun that are named before: "the Kolan embassy", "embassy of Kolan"."""
        found = set[str]()
        at = bisect_left(self._place_starts, stop)
        for place in self._places[max(0, at - _FEW) : at]:
            behind = _BODY.match(self._view, place.span.end)
            of_it = self._view[max(0, place.span.start - _OF_IT) : place.span.start].removesuffix("the ")
            if (behind and noun in behind[0].split()) or of_it.endswith(f" {noun} of "):
                found.add(place.country)
        return found

    def _inside_body(self, words: list[str], start: int) -> str:
        """The country of the body that somebody is told to be of: "an official at the foreign ministry"."""
        inside = _AT_BODY.fullmatch(" ".join(words))
        if inside is None or inside[1] not in self._words.state_bodies:
            return ""
        return self._body_before(inside[1], start) or self._body_at_home(words)

    def _body_at_home(self, words: list[str]) -> str:
        """The country of the dateline, for a body without a country where no other country's bodies are told of."""
        told = {place.country for place in self._places if self._words.state.match(self._view, place.span.end)}
        return self._home if told <= {self._home} and len(words) <= _BODY_WORDS else ""

    def _acting_before(self, start: int) -> str:
        """Whoever acts in this sentence or in the one before."""
        number = bisect_right(self._sentence_starts, start) - 1
        sentence = self._sentence_at(start)
        here = self._acting(Span(sentence.start, start)) if sentence else ""
        return here or (self._acting(self._sentences[number - 1]) if number > 0 else "")

    def _owner_in(self, mention: Span, nouns: set[str]) -> str:
        """The country of somebody in whose name a speaker speaks: "Stone's office", "the Stone government"."""
        if nouns.isdisjoint(self._words.circle | self._words.speakers | self._words.state_bodies):
            return ""
        at = bisect_left(self._name_starts, mention.start)
        if at == len(self._named) or self._named[at][1] > mention.end:
            return ""
        owner = self._named[at][2]
        return "" if self.is_private(owner) else self._countries.get(owner.name, "")

    def _crew_before(self, noun: str, stop: int) -> str:
        """The one country whose officials are spoken of before "the official", "one official"."""
        view, floor = self._view, max(0, stop - _FAR_BACK)
        first, last = (bisect_left(self._place_starts, at) for at in (floor, stop))
        found = {
            place.country
            for place in self._places[first:last]
            if (crew := _CREW.match(view, place.span.end)) and noun in (crew[1], crew[1].rstrip("s"))
        }
        for crew in _STAFF.finditer(view, floor, stop):
            if crew[2].rstrip("s") == noun:
                found |= self._owners_of([crew[1], crew[2].rstrip("s")])
        return found.pop() if len(found) == 1 else ""


_BODY_WORDS = 6  # of "an official at the foreign ministry"
_AT_BODY = re.compile(r"(?:[a-z-]+ ){0,3}[a-z-]+ (?:at|in|of|for|from) the (?:[a-z-]+ ){0,2}([a-z]+)")
_FEW = 60  # countries before a name
_OF_IT = 24
_BODY = re.compile(r"(?:'s?)?(?: [a-z-]+){1,4}")
_STAFF_OF = re.compile(r"\b([a-z]+) (?:spokes(?:man|woman|person)|officials?|diplomat|secretary|counsell?or)\b")
_AT_THE = re.compile(
    r", (?:an?|the) (?:[a-z-]+ ){1,4}(?:at|of|in|for|with) the (?:[a-z-]+ ){0,2}?([a-z]+)"
    r"(?=[,.;]| (?:said|told|says)\b)"
)
_FAR_BACK = 6000  # characters before "the official" in which it may be told whose
_CREW = re.compile(r"(?:'s?)?(?: [a-z-]+){0,4}? (officials?|diplomats?|negotiators?|ministers?)\b")
_STAFF = re.compile(r"\b([a-z]+) (officials?|diplomats?|negotiators?)\b")
