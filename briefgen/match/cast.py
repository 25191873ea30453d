"""Whose side everybody in one article is, and where in it each side is named."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from briefgen.match.elimination import Elimination
from briefgen.match.sides import THIRD, Sides
from briefgen.model import Actor, Findings, Person, Place, Position, Span, Speaker, When
from briefgen.text import words

_RIGHT_BEHIND = 16  # characters behind a verb of asking in which whoever is asked is named
_RECENT = 4  # sentences before "the two" in which it is told who they are
_THE_TWO = re.compile(r"(?:the two|both|the pair)\b", re.IGNORECASE)
_PEOPLE = re.compile(r"[A-Z][\w-]+s\b(?!')")
_BEFORE_PEOPLE = 40  # characters before a people's name in which it is told how many they are
_MANY = re.compile(
    r"\b(?:many|most|several|some|few|fewer|more|other|ordinary|young|two|three|four|five|dozens of|hundreds of|"
    r"thousands of|millions of|per ?cent of|majority of|number of|half of|\d[\d,.]*) (?:[\w-]+ )?\Z",
    re.IGNORECASE,
)
_HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})
_ARTICLES = frozenset({"the", "both", "all"})
_LEAD = 7  # sentences
_LEAD_PARAGRAPHS = 3


@dataclass(frozen=True)
class Cast:
    """The sides of everybody in one article."""

    sides: Sides
    findings: Findings

    @cached_property
    def _known(self) -> dict[str, str | None]:
        """The side of each person by profile, country and the words that introduce them."""
        text = self.findings.article.text
        known = {person.name: self.sides.of_person(person, text) for person in self.findings.people}
        thirds = (person for person in self.findings.people if known[person.name] == THIRD)
        return known | {person.name: self._of_claimed(person) for person in thirds}

    def _of_claimed(self, person: Person) -> str:
        """The side of a person of a third country whose name a profile gives to one.

        Where both a movement and its state are told of, "the Marsh Front" and "Kolan", only who is told to be of the
        movement is of it: the president of Kolan is not.
        """
        side = self._claimed.get(person.country, THIRD)
        if person.country not in self._apart:
            return side
        told = (self.sides.whose(span.of(self.findings.article.text), seated=True) for span in person.descriptions)
        return next((one for one in told if one == side), THIRD)

    @cached_property
    def _apart(self) -> frozenset[str]:
        """The claimed countries that the article also names by a word which is no side's."""
        text, claimed = self.findings.article.text, self._claimed
        return frozenset(
            place.country
            for place in self.findings.places
            if place.country in claimed
            and place.form in {"name", "demonym"}
            and place.span.start not in self._in_alias
            and self.sides.in_words(place.span.of(text)) is None
        )

    @cached_property
    def _in_alias(self) -> frozenset[int]:
        """The characters of the article that a side's alias covers: "Kolan" of "the Kolan Front"."""
        text, span = self.findings.article.text, self.findings.article.span
        found = self.sides.aliases.find(text[span.start : span.end])
        return frozenset(span.start + at for one in found for at in range(one.span.start, one.span.end))

    @cached_property
    def _claimed(self) -> dict[str, str]:
        """The countries that are no side's own but whose name a profile gives to one: side name by country id."""
        own, text = self.sides.by_country, self.findings.article.text
        spellings = {(place.country, place.span.of(text)) for place in self.findings.places if place.country not in own}
        return {country: side for country, word in sorted(spellings) if (side := self.sides.in_words(word))}

    def _of_country(self, country: str) -> str | None:
        """The side of a country in this article: by its id, or by a name that the profile gives to a side."""
        side = self.sides.of_country(country)
        return self._claimed.get(country, side) if side == THIRD and country not in self._apart else side

    @cached_property
    def _people(self) -> dict[str, str | None]:
        return Elimination(self).solved(self._known)

    def is_main(self, side: str) -> bool:
        """Whether a side is named, more than once beside a third country, and no such country more often."""
        named = self._named
        third = max((count for name, count in named.items() if name.startswith(THIRD)), default=0)
        return named[side] > (max(1, third - 1) if third else 0)

    @cached_property
    def _named(self) -> Counter[str]:
        """How often each side and each third country is named."""
        found = self.findings
        inside = self.sides.aliases.find(found.article.span.of(found.article.text))
        sides = Counter(match.key for match in inside)
        own = self.sides.by_country
        thirds = Counter(f"{THIRD} {place.country}" for place in found.places if place.country not in own)
        return sides + thirds

    @cached_property
    def _by_name(self) -> dict[str, Person]:
        return {person.name: person for person in self.findings.people}

    def person_named(self, name: str) -> Person | None:
        """The person of this article under that name."""
        return self._by_name.get(name)

    def country_side(self, actor: Actor) -> str | None:
        """The side of the country an actor is said to be of."""
        return self._of_country(actor.country)

    def without_sides(self, text: str) -> str:
        """The text with every word that means a side, or one of its people, blanked: they tell no topic."""
        return self._own_people.sub(lambda found: " " * len(found.group()), self.sides.without(text))

    @cached_property
    def _own_people(self) -> re.Pattern[str]:
        """The surnames of the sides' people."""
        own = {name.split()[-1] for name, side in self._people.items() if side and side != THIRD and name}
        return re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(own)))})\b" if own else r"(?!)")

    def person(self, name: str) -> str | None:
        """The side of a person of this article by name."""
        return self._people.get(name)

    def actor(self, actor: Actor) -> str | None:
        """The side of an actor; None for "both", "talks", the unknown and those who speak for nobody."""
        if actor.kind == "person":
            if actor.name in self._by_name and self._by_name[actor.name].private:
                return None
            return self._people.get(actor.name) or self.country_side(actor)
        if actor.kind in {"both", "talks"} or self._is_crowd(actor):
            return None
        named = self.sides.whose(actor.span.of(self.findings.article.text)) or self.sides.whose(actor.name)
        return named if named and actor.country in self._apart else self.country_side(actor) or named

    def _is_crowd(self, actor: Actor) -> bool:
        """Whether people of a country act who are no government: "Many Kenyans"."""
        text, start = self.findings.article.text, actor.span.start
        people = actor.kind == "country" and _PEOPLE.match(text, start) is not None
        return people and _MANY.search(text, max(0, start - _BEFORE_PEOPLE), start) is not None

    def pair(self, actor: Actor) -> frozenset[str]:
        """The sides that "both" are: of two sides the two, unless others are named with one of them or instead.

        "Both Peru and Chile" are Peru where Chile is no side, and "the G7 leaders" are nobody.
        """
        names = frozenset(side.name for side in self.sides.profile.sides)
        if actor.kind != "both" or len(names) != 2:
            return frozenset()
        text, span = self.findings.article.text, actor.span
        low, high = (bisect_left(self._place_starts, at) for at in (span.start, span.end))
        others = any(self.place(place) == THIRD for place in self.findings.places[low:high]) or any(
            span.holds(mention)
            for person in self.findings.people
            if self.person(person.name) == THIRD
            for mention in person.mentions
        )
        if others:
            return self.sides_in(span)
        if self.is_of_others(actor):
            return frozenset()
        styled = any(char.isupper() or char.isdigit() for char in span.of(text)[1:])
        return frozenset() if styled and not self.sides_in(span) else names

    def is_of_others(self, actor: Actor) -> bool:
        """Whether "the two" are not the sides, but two who acted in the sentences before."""
        names = {side.name for side in self.sides.profile.sides}
        if actor.kind != "both" or not _THE_TWO.match(actor.span.of(self.findings.article.text)):
            return False
        if self.sides_in(actor.span):
            return False
        lately = self._spoken_of(actor.span)
        return THIRD in lately and not lately >= names

    def main_actor(self, sentence: Span) -> Actor | None:
        """Who acts or speaks in a sentence."""
        at = bisect_left(self._statement_starts, sentence.start)
        said = self.findings.statements[at : at + 1]
        return said[0].actor if said and said[0].sentence == sentence else None

    def _spoken_of(self, span: Span) -> set[str]:
        """The sides, or THIRD, of the two told of last: "Chile and Bolivia closed", "a U.S.-Israeli war"."""
        said = self.findings.statements
        at = bisect_left(self._statement_starts, span.start)
        for one in reversed(said[max(0, at - _RECENT) : at]):
            actor, here = one.actor, one.sentence
            known = [
                (spot, side) for spot, side in self._everybody if here.start <= spot.start < min(here.end, span.start)
            ]
            hyphened = [
                {left, right}
                for (before, left), (after, right) in itertools.pairwise(known)
                if self.findings.article.text[before.end : after.start] in _HYPHENS
            ]
            if actor is not None and actor.kind == "both" and actor.span.end <= span.start:
                named = {side for spot, side in known if actor.span.holds(spot)}
                if sum(actor.span.holds(spot) for spot, _ in known) > 1:
                    return named
            elif hyphened:
                return hyphened[-1]
        return set()

    @cached_property
    def _everybody(self) -> list[tuple[Span, str]]:
        """Every place where a country or person is named, with the side or THIRD."""
        thirds = [(place.span, THIRD) for place in self.findings.places if self.place(place) == THIRD]
        for person in self.findings.people:
            if self.person(person.name) == THIRD:
                thirds += [(span, THIRD) for span in person.mentions]
        return sorted({*self.presence, *thirds})

    @cached_property
    def _statement_starts(self) -> list[int]:
        return [one.sentence.start for one in self.findings.statements]

    def hearer(self, position: Position) -> str | None:
        """The side of whoever is named right behind its verb: "urged Peru", "called on the Kenyan president"."""
        at = self._presence_starts
        text = self.findings.article.text
        near = Span(position.cue.end, min(position.sentence.end, position.cue.end + _RIGHT_BEHIND))
        places = self.findings.places[bisect_left(self._place_starts, near.start) :][:1]
        named = [(span.start, side) for span, side in self.presence[bisect_left(at, near.start) :][:1]]
        named += [(place.span.start, self.place(place) or THIRD) for place in places]
        start, side = min(named, default=(near.end, None))
        between = words(text[near.start : start])
        return side if start < near.end and set(between) <= _ARTICLES else None

    def speaker(self, speaker: Speaker) -> str | None:
        """The side of a quote's speaker; those who speak for nobody but themselves are of none."""
        person = self._by_name.get(speaker.name)
        if person is not None:
            return THIRD if person.private else self._people[person.name] or self._of_country(speaker.country)
        named = self.sides.whose(speaker.name)
        return named if named and speaker.country in self._apart else self._of_country(speaker.country) or named

    def place(self, place: Place) -> str | None:
        """The side whose country a place names."""
        if place.country in self._apart and place.span.start in self._in_alias:
            return self._claimed[place.country]
        return self._of_country(place.country)

    @cached_property
    def _stated(self) -> frozenset[tuple[Span, str]]:
        """Every place in the article where a side is named by country or alias."""
        text, article = self.findings.article.text, self.findings.article
        found = {(place.span, side) for place in self.findings.places if (side := self.place(place)) and side != THIRD}
        starts = {span.start for span, _ in found}
        for match in self.sides.aliases.find(text[article.span.start : article.span.end]):
            shifted = Span(match.span.start + article.span.start, match.span.end + article.span.start)
            if shifted.start not in starts:
                found.add((shifted, match.key))
        return frozenset(found)

    @cached_property
    def presence(self) -> tuple[tuple[Span, str], ...]:
        """Every place in the article where a side is named, by country, alias or person, in order."""
        found = set(self._stated)
        for person in self.findings.people:
            side = self.person(person.name)
            if side and side != THIRD:
                found.update((span, side) for span in person.mentions)
        return tuple(sorted(found))

    @cached_property
    def lead(self) -> tuple[Span, ...]:
        """The title and the first sentences: what a story is about stands there."""
        first = self.findings.sentences[:_LEAD]
        return (self.findings.article.title, *(one.span for one in first if one.paragraph <= _LEAD_PARAGRAPHS))

    @cached_property
    def named(self) -> tuple[tuple[Span, str], ...]:
        """Every place where a side is named by country, alias or somebody known to be its; none by elimination."""
        known = ((span, self._known[person.name]) for person in self.findings.people for span in person.mentions)
        return tuple(sorted({*self._stated, *((span, side) for span, side in known if side and side != THIRD)}))

    def presence_of_places(self, span: Span) -> tuple[tuple[Span, str], ...]:
        """The countries and towns in a stretch of the article, each with its side, or THIRD."""
        low, high = (bisect_left(self._place_starts, at) for at in (span.start, span.end))
        return tuple((place.span, self.place(place) or THIRD) for place in self.findings.places[low:high])

    def named_in(self, span: Span) -> frozenset[str]:
        """The sides that are named in a stretch of the article, none by elimination."""
        return frozenset(side for _, side in _within(self.named, self._named_starts, span))

    def sides_in(self, span: Span) -> frozenset[str]:
        """The sides named in a stretch of the article."""
        return frozenset(self.sides_at(span))

    def sides_at(self, span: Span) -> tuple[str, ...]:
        """The side of each naming of one in a stretch of the article."""
        return tuple(side for _, side in _within(self.presence, self._presence_starts, span))

    def presence_in(self, span: Span) -> tuple[tuple[Span, str], ...]:
        """Every place in a stretch of the article where a side is named."""
        return _within(self.presence, self._presence_starts, span)

    def sentence_at(self, span: Span) -> Span | None:
        """The sentence that a stretch begins in."""
        number = bisect_right(self._sentence_starts, span.start) - 1
        if number < 0:
            return None
        found = self.findings.sentences[number].span
        return found if found.meets(span) else None

    def items_at(self, sentence: Span) -> tuple[Span, ...]:
        """The agenda items found in a sentence."""
        return tuple(self._items.get(sentence.start, ()))

    @cached_property
    def _items(self) -> dict[int, list[Span]]:
        found: dict[int, list[Span]] = {}
        for item in self.findings.items:
            found.setdefault(item.sentence.start, []).append(item.span)
        return found

    def following(self, sentence: Span) -> Span | None:
        """The sentence after one of the article's, in the same paragraph."""
        number = bisect_right(self._sentence_starts, sentence.start)
        known = self.findings.sentences
        if not 0 < number < len(known) or known[number].paragraph != known[number - 1].paragraph:
            return None
        return known[number].span

    def preceding(self, sentence: Span) -> Span | None:
        """The sentence before one of the article's, in the same paragraph."""
        number = bisect_left(self._sentence_starts, sentence.start)
        known = self.findings.sentences
        if not 0 < number < len(known) or known[number].paragraph != known[number - 1].paragraph:
            return None
        return known[number - 1].span

    def gist(self, sentence: Span) -> Span:
        """The words of a sentence that tell its matter; all of it where it is none of the article's statements."""
        return self._gists.get(sentence, sentence)

    @cached_property
    def _gists(self) -> dict[Span, Span]:
        return {statement.sentence: statement.span for statement in self.findings.statements}

    def whens_in(self, span: Span) -> tuple[When, ...]:
        """The dates written in a stretch of the article."""
        whens = self.findings.article.whens
        low, high = bisect_left(self._when_starts, span.start), bisect_left(self._when_starts, span.end)
        return tuple(when for when in whens[low:high] if when.span.end <= span.end)

    def country_at(self, span: Span | None) -> str:
        """The country that a place names; "" when none."""
        if span is None:
            return ""
        low = bisect_left(self._place_starts, span.start)
        for place in self.findings.places[max(0, low - 1) :]:
            if place.span.start >= span.end:
                break
            if place.span.meets(span):
                return place.country
        return ""

    @cached_property
    def _named_starts(self) -> list[int]:
        return [span.start for span, _ in self.named]

    @cached_property
    def _presence_starts(self) -> list[int]:
        return [span.start for span, _ in self.presence]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.span.start for sentence in self.findings.sentences]

    @cached_property
    def _when_starts(self) -> list[int]:
        return [when.span.start for when in self.findings.article.whens]

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.span.start for place in self.findings.places]


def _within(spots: tuple[tuple[Span, str], ...], starts: list[int], span: Span) -> tuple[tuple[Span, str], ...]:
    return spots[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
