"""Who and where is named at which place of an article: lookups that every clause asks for."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from briefgen.extract.backwards import backward_trie, backwards
from briefgen.extract.places import fold_word, places_outside
from briefgen.extract.trie import any_of
from briefgen.model import Actor, Article, Person, Place, Span
from briefgen.text import fold, page_view

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_Phrases = dict[int, tuple[Span, Person]]
_ANY = "*"  # country


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Scene:
    """The people and countries of one article by where they stand.

    A person's *phrase* is the name with its title, its form of address or its apposition.
    """

    article: Article
    text: str
    view: str
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    names: tuple[tuple[Span, Person], ...]  # every mention, in order
    name_starts: tuple[int, ...]
    place_starts: tuple[int, ...]
    phrases: _Phrases  # by where they begin, the longest; names among them
    closing: _Phrases  # by where they end, the longest; names among them
    places_at: dict[int, Place]
    places_to: dict[int, Place]  # by where they end
    country_names: dict[str, str]
    genders: dict[str, str]  # by name
    holders: dict[tuple[str, str], list[tuple[int, Person]]]  # of an office in a country, in order

    def actor_of(self, person: Person, span: Span) -> Actor:
        """A person as actor, named at ``span``."""
        return Actor(kind="person", span=span, name=person.name, country=person.country, office=person.office)

    def country_actor(self, place: Place) -> Actor:
        """A country as actor, under the name the article gives it."""
        name = self.country_names.get(place.country, "")
        return Actor(kind="country", span=place.span, name=name, country=place.country)

    def phrase_at(self, start: int) -> tuple[Span, Person] | None:
        """The phrase that names a person from ``start`` on, title and all."""
        return self.phrases.get(start)

    def place_at(self, start: int) -> Place | None:
        """The country named from ``start`` on."""
        return self.places_at.get(start)

    def ending(self, end: int) -> Actor | None:
        """The person or country whose phrase ends at ``end``; a demonym only where it is a noun ("the Turks")."""
        if found := self.closing.get(end):
            return self.actor_of(found[1], found[0])
        place = self.places_to.get(end)
        if place is None or (place.form == "demonym" and self.view[end - 1] != "s"):
            return None
        return self.country_actor(place)

    def people_in(self, span: Span) -> tuple[tuple[Span, Person], ...]:
        """The people named inside ``span``, in order, each mention."""
        low = bisect_left(self.name_starts, span.start)
        return self.names[low : bisect_left(self.name_starts, span.end, low)]

    def places_in(self, span: Span) -> tuple[Place, ...]:
        """The countries named inside ``span``, in order."""
        low = bisect_left(self.place_starts, span.start)
        return self.places[low : bisect_left(self.place_starts, span.end, low)]

    def owns(self, end: int) -> bool:
        """Whether the name that ends at ``end`` owns what follows: "Fidan's"."""
        return self.view.startswith(("'s", "' "), end) and (self.view[end + 1] == "s" or self.view[end - 1] == "s")

    def holder(self, office: str, country: str, before: int | None = None) -> Person | None:
        """The one person who holds the office that "the Turkish minister" speaks of.

        A counterpart is the one person of that country who holds any office. With ``before`` only people named
        earlier are meant, and the country may be left unsaid.
        """
        if country:
            number, person = self._holders(office, country, before)
            if number or before is None:
                return person
        elif before is None:
            return None
        return self._holders(office, "" if country else _ANY, before)[1]

    def _holders(self, office: str, country: str, before: int | None) -> tuple[int, Person | None]:
        """How many hold an office, and who does where it is one."""
        held = self.holders.get((office, country), [])
        number = len(held) if before is None else bisect_left(held, before, key=itemgetter(0))
        return number, held[0][1] if number == 1 else None


def office_of(view: str, start: int, end: int, lexicon: Lexicon) -> str:
    """The words of an office whose noun stands at a place, its rank among them: "deputy minister" is no minister."""
    rank = _rank(lexicon).search(view, max(0, start - _RANK), start)
    return view[rank.start() if rank else start : end].replace("-", " ")


_RANK = 40  # characters before an office in which its rank stands


@cache
def _rank(lexicon: Lexicon) -> re.Pattern[str]:
    """The rank of an office, with what the office is of: "deputy foreign"."""
    ranks, of = any_of(lexicon, "quotes.ranks"), any_of(lexicon, "people.titles.mods")
    return re.compile(rf"(?<![\w-])(?:(?:{ranks})[ -])+(?:(?:{of})[ -]){{0,3}}\Z")


def scene_parts(
    article: Article, places: tuple[Place, ...], people: tuple[Person, ...], lexicon: Lexicon
) -> dict[str, Any]:
    """The values of a scene, by field."""
    view = page_view(article.text)
    outside = places_outside(places, people)
    names = sorted(
        ((span, person) for person in people for span in person.mentions), key=lambda one: (one[0].start, one[0].end)
    )
    described = [(span, person) for person in people for span in person.descriptions]
    addressed = _addressed(view, names, lexicon)
    phrases: _Phrases = {}
    closing: _Phrases = {}
    for span, person in sorted((*names, *described, *addressed), key=lambda one: one[0].end - one[0].start):
        phrases[span.start] = span, person
        closing[_word_end(article.text, span.end)] = span, person
    return {
        "article": article,
        "text": article.text,
        "view": view,
        "people": people,
        "places": outside,
        "names": tuple(names),
        "name_starts": tuple(span.start for span, _ in names),
        "place_starts": tuple(place.span.start for place in outside),
        "phrases": phrases,
        "closing": closing,
        "places_at": {place.span.start: place for place in outside},
        "places_to": {place.span.end: place for place in outside},
        "country_names": _country_names(article.text, places),
        "genders": {person.name: person.gender for person in reversed(people)},
        "holders": _offices(people, lexicon),
    }


def _word_end(text: str, end: int) -> int:
    """Where the word ends that a name stands in: beyond the name where a page glued the next word to it."""
    while end < len(text) and text[end].isalpha():
        end += 1
    return end


def _offices(people: tuple[Person, ...], lexicon: Lexicon) -> dict[tuple[str, str], list[tuple[int, Person]]]:
    """Who holds each office, in any country and in each: a foreign minister is a minister, and a counterpart.

    A former minister is none, and neither is a deputy minister or a shadow one.
    """
    paths = ("people.titles.former", "quotes.ranks")
    others = {fold_word(word) for path in paths for word in lexicon.words(path)}
    found: dict[tuple[str, str], list[tuple[int, Person]]] = {}
    for person in people:
        words = fold_word(person.office).split(" ") if person.office else []
        whole = max((n for n, word in enumerate(words) if word in others), default=len(words))
        of = words.index("of") if "of" in words else len(words)  # "the secretary" of state
        fronts = {" ".join(words[n:of]) for n in range(of) if n <= whole}
        ends = fronts | {" ".join(words[n:]) for n in range(len(words)) if n <= whole}
        for end in (ends | {"counterpart"}) if words else ():
            for country in (_ANY, person.country):
                found.setdefault((end, country), []).append((person.mentions[0].start, person))
    for held in found.values():
        held.sort(key=itemgetter(0))
    return found


def _country_names(text: str, places: tuple[Place, ...]) -> dict[str, str]:
    """How the article names each country: its first name there, else the first word that means it."""
    names: dict[str, str] = {}
    for form in ("name", "capital", "demonym", "body"):
        for place in places:
            if place.form == form:
                names.setdefault(place.country, place.span.of(text))
    return names


def _addressed(view: str, names: list[tuple[Span, Person]], lexicon: Lexicon) -> list[tuple[Span, Person]]:
    """The names with a form of address before them: "Mr Kavak"."""
    address = _address(lexicon)
    found = ((address.match(backwards(view, max(0, at.start - 16), at.start)), at, person) for at, person in names)
    return [(Span(at.start - title.end(), at.end), person) for title, at, person in found if title]


@cache
def _address(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:{backward_trie(map(fold, lexicon.words('people.honorifics')))})(?![\w'-])")
