"""Whose side everybody in one article is, and where in it each side is named."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from briefgen.match.sides import THIRD, Sides
from briefgen.model import Actor, Findings, Person, Place, Position, Span, Speaker, When
from briefgen.text import words

_RIGHT_BEHIND = 16  # characters behind a verb of asking in which whoever is asked is named
_ARTICLES = frozenset({"the", "both", "all"})
_ROUNDS = 2  # of telling a side by whom somebody meets
_IN_PASSING = 2  # namings of somebody without an office who may be an interviewer
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
        return known | {person.name: self._claimed.get(person.country, THIRD) for person in thirds}

    @cached_property
    def _claimed(self) -> dict[str, str]:
        """The countries that are no side's own but whose name a profile gives to one: side name by country id."""
        own, text = self.sides.by_country, self.findings.article.text
        spellings = {(place.country, place.span.of(text)) for place in self.findings.places if place.country not in own}
        return {country: side for country, word in sorted(spellings) if (side := self.sides.in_words(word))}

    def _of_country(self, country: str) -> str | None:
        """The side of a country in this article: by its id, or by a name that the profile gives to a side."""
        side = self.sides.of_country(country)
        return self._claimed.get(country, side) if side == THIRD else side

    @cached_property
    def _people(self) -> dict[str, str | None]:
        known = self._known
        for _ in range(_ROUNDS):  # who meets somebody whose side the first round told
            known = known | self._of_the_other(known)
        return known

    def _of_the_other(self, known: dict[str, str | None]) -> dict[str, str | None]:
        """Of two sides: those who are not of the one, and are known to be nobody else's, by name.

        Somebody is not of a side that they travel to, meet, or have a counterpart in; and they are of the other only
        where no third country is named more often.
        """
        names = [side.name for side in self.sides.profile.sides]
        unknown = [person for person in self.findings.people if known[person.name] is None]
        if len(names) != 2 or not unknown:
            return {}
        met, text = self._met(known), self.findings.article.text
        found: dict[str, str | None] = {}
        for person in unknown:
            not_of = {side for country in person.foreign if (side := self.sides.of_country(country))}
            not_of |= met.get(person.name, set())
            others = [name for name in names if name not in not_of]
            told = person.office or any("counterpart" in span.of(text) for span in person.descriptions)
            acts = bool(told) or (person.name in met and len(person.mentions) > _IN_PASSING)
            if acts and not person.private and len(others) == 1 and self._is_main(others[0]):
                found[person.name] = others[0]
        return found

    def _met(self, known: dict[str, str | None]) -> dict[str, set[str]]:
        """The sides that people whose own side is unknown meet; of several such in a meeting none is told."""
        met: dict[str, set[str]] = {}
        for meeting in self.findings.meetings:
            people = [actor.name for actor in meeting.who if actor.kind == "person"]
            unknown = {name for name in people if name in known and known[name] is None}
            others = [actor for actor in meeting.who if actor.kind in {"person", "unnamed"}]
            present = {side for actor in others if (side := known.get(actor.name) or self._country(actor))}
            if len(unknown) == 1 and len(present) == 1:
                met.setdefault(unknown.pop(), set()).update(present)
        return met

    def _is_main(self, side: str) -> bool:
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

    def _country(self, actor: Actor) -> str | None:
        return self._of_country(actor.country)

    def person(self, name: str) -> str | None:
        """The side of a person of this article by name."""
        return self._people.get(name)

    def actor(self, actor: Actor) -> str | None:
        """The side of an actor; None for "both", "talks" and the unknown."""
        if actor.kind == "person":
            return self._people.get(actor.name) or self._country(actor)
        if actor.kind in {"both", "talks"}:
            return None
        named = self.sides.in_words(actor.span.of(self.findings.article.text)) or self.sides.in_words(actor.name)
        return self._country(actor) or named

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
        return self._of_country(speaker.country) or self.sides.whose(speaker.name)

    def place(self, place: Place) -> str | None:
        """The side whose country a place names."""
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

    def named_in(self, span: Span) -> frozenset[str]:
        """The sides that are named in a stretch of the article, none by elimination."""
        return frozenset(side for _, side in _within(self.named, self._named_starts, span))

    def sides_in(self, span: Span) -> frozenset[str]:
        """The sides named in a stretch of the article."""
        return frozenset(self.sides_at(span))

    def sides_at(self, span: Span) -> tuple[str, ...]:
        """The side of each naming of one in a stretch of the article."""
        return tuple(side for _, side in _within(self.presence, self._presence_starts, span))

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
