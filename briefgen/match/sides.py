"""Which side a person, country or phrase belongs to, seen through a profile.

Three answers: a side's name; ``THIRD`` for somebody known to be of neither; None for unknown, which is not third.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from briefgen.extract.places import SEATED
from briefgen.model import Person
from briefgen.profile import Profile
from briefgen.rules import RuleSet, TermSet, compile_terms, terms
from briefgen.text import words

THIRD = "third party"
_SPEAKS_FOR = re.compile(r"\bspokes\w+ (?:for|of) (?:the )?\Z", re.IGNORECASE)
_SEAT = re.compile(r"\b(?:in|at) (?:the )?\Z")
_ELSEWHERE = re.compile(r"\b(?:to|for|on|against|with) (?:the )?\Z")


@dataclass(frozen=True)
class Sides:
    """The sides of a profile as a look-up."""

    profile: Profile

    @cached_property
    def by_country(self) -> dict[str, str]:
        """Side name by country id."""
        return {side.country: side.name for side in self.profile.sides if side.country}

    @cached_property
    def aliases(self) -> TermSet[str]:
        """Every word that means a side, as a matcher whose finds carry the side's name."""
        return compile_terms(
            (term for side in self.profile.sides for term in terms(side.aliases, side.name, proper=True)),
            decoys=self.profile.decoys,
        )

    def without(self, text: str) -> str:
        """The text with every word that means a side blanked: of a pair's story they tell no topic."""
        out, at = [], 0
        for match in self.aliases.find(text):
            out += [text[at : match.span.start], " " * (match.span.end - match.span.start)]
            at = match.span.end
        return "".join([*out, text[at:]])

    @cached_property
    def people(self) -> dict[tuple[str, ...], str]:
        """Side name by the folded words of a person's name or alias."""
        return {
            tuple(words(name)): person.side
            for person in self.profile.people
            if person.side
            for name in (person.name, *person.aliases)
        }

    @cached_property
    def topics(self) -> RuleSet:
        """The rules of the profile's topics."""
        return RuleSet(self.profile.topic_rules)

    @cached_property
    def unwanted(self) -> RuleSet:
        """The rule of stories the profile does not want."""
        return RuleSet([("exclude", self.profile.exclude)] if self.profile.exclude else [])

    def of_country(self, country: str) -> str | None:
        """The side of a country id; THIRD when it is none of them; None when there is no country."""
        return self.by_country.get(country, THIRD) if country else None

    def in_words(self, text: str) -> str | None:
        """The one side whose alias stands in ``text``; None when none or several do."""
        found = {match.key for match in self.aliases.find(text)}
        return found.pop() if len(found) == 1 else None

    def of_person(self, person: Person, text: str) -> str | None:
        """The side of a person: by the profile, else by country, else by an alias in the words that introduce them."""
        named = self.people.get(tuple(words(person.name)))
        if named:
            return named
        if person.country:
            return self.of_country(person.country)
        foreign = {self.of_country(country) for country in person.foreign}
        found = (self.whose(span.of(text), seated=True) for span in person.descriptions)
        return next((side for side in found if side and side not in foreign), None)

    def whose(self, title: str, *, seated: bool = False) -> str | None:
        """The one side whose alias a title holds, but for "envoy to Kolan", "Kolan-based diplomat".

        "Spokesman for the Kolan embassy in Lima" is Kolan's: where somebody sits counts where nothing else is told.
        With ``seated`` it counts as well, and two tell nothing.
        """
        told = [match for match in self.aliases.find(title) if not SEATED.match(title, match.span.end)]
        fronts = [(title[: match.span.start], match.key) for match in told]
        held = {side for front, side in fronts if not _ELSEWHERE.search(front) or _SPEAKS_FOR.search(front)}
        seats = {side for front, side in fronts if _SEAT.search(front)}
        held = held if seated else held - seats or held
        return held.pop() if len(held) == 1 else None
