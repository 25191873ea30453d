"""The words that tell which country somebody in office is of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import fold_word
from briefgen.extract.trie import trie

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class OriginWords:
    """The word lists that tell whose somebody is."""

    serving: frozenset[str]  # nouns of offices that a state gives
    home: frozenset[str]  # of those, the ones that go without the country's name in its own press
    sole: frozenset[str]  # of those, the ones that a state has one of
    rulers: frozenset[str]
    apart: frozenset[str]  # "former", "then"
    charges: frozenset[str]  # words that open an office which says no owner: "Foreign Minister"
    speakers: frozenset[str]  # "spokeswoman"
    speech: frozenset[str]
    former: frozenset[str]
    private: frozenset[str]  # nouns of callings that speak for no country
    against: frozenset[str]  # before an office, that it is not the state's: "shadow"
    kin: re.Pattern[str]  # behind a name: "the daughter of"
    private_bodies: re.Pattern[str]  # bodies that are no state's
    of_state: frozenset[str]  # in the name of such a body: that it is a state's all the same
    bodies: frozenset[str]
    state_bodies: frozenset[str]
    papers: frozenset[str]  # what a body says in writing: "statement"
    agencies: dict[str, str]  # the country that an agency writes for
    parties: dict[str, str]  # the country whose lawmakers have the letter of their party behind the name
    heads_of_state: frozenset[str]  # whoever leads a country, as it is told without a name: "leader"
    circle: frozenset[str]  # those around somebody who speak in their name: "office", "administration"
    crew: frozenset[str]  # those of a body who are spoken of again without it: "official"
    offices_of: dict[str, set[str]]
    offices_only: dict[str, set[str]]
    lacking: dict[str, set[str]]  # the countries that have no such office
    accredited: re.Pattern[str]
    posted: frozenset[str]  # nouns of offices that are held abroad
    travel: re.Pattern[str]
    meets: re.Pattern[str]  # with these a traveller meets somebody
    issuers: dict[str, str]  # the country of the office that a line above the text names
    own: re.Pattern[str]
    company: re.Pattern[str]
    members: frozenset[str]  # of those, what names the members of a group: "including"
    stance: re.Pattern[str]
    state: re.Pattern[str]
    office: re.Pattern[str]  # an office that a state has one of, behind its country's name


@cache
def origin_words(lexicon: Lexicon) -> OriginWords:
    """The lists of the lexicon's ``people.origins``, folded."""

    def folded(path: str) -> frozenset[str]:
        return frozenset(map(fold_word, lexicon.words(f"people.{path}")))

    def any_of(*paths: str) -> str:
        return f"(?:{trie(tuple(sorted(frozenset().union(*map(folded, paths)))))})(?![\\w'-])"

    def owners(path: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for country, many in lexicon.groups(f"people.{path}").items():
            for word in many:
                found.setdefault(fold_word(word), set()).add(country)
        return found

    sole = folded("origins.sole") | folded("origins.rulers")
    charges = folded("titles.mods") | folded("titles.standing") | folded("titles.epithets") | folded("titles.tails")
    return OriginWords(
        serving=folded("origins.serving") | folded("origins.speakers") | sole,
        home=folded("origins.speakers") | sole,
        sole=sole,
        rulers=folded("origins.rulers"),
        apart=folded("titles.former") | (folded("titles.standing") - folded("titles.mods")),
        charges=charges | {word for head in folded("titles.heads") for word in head.split()},
        speakers=folded("origins.speakers"),
        speech=folded("speech"),
        former=folded("titles.former"),
        private=folded("origins.private"),
        against=folded("origins.against"),
        kin=re.compile(
            rf", (?:(?:the|an?|whose|his|her|their|one of the) )?(?:[\w'-]+ ){{0,2}}?(?:{any_of('origins.kin')})\b"
        ),
        private_bodies=re.compile(rf"(?<![\w-]){any_of('origins.private_bodies')}"),
        of_state=folded("origins.of_state"),
        bodies=folded("bodies"),
        state_bodies=folded("origins.bodies"),
        papers=folded("origins.papers"),
        agencies={one.split()[0]: one.split()[-1] for one in lexicon.words("people.origins.agencies")},
        parties={one.split()[0]: one.split()[-1] for one in lexicon.words("people.origins.parties")},
        heads_of_state=folded("origins.heads_of_state"),
        circle=folded("origins.circle"),
        crew=folded("origins.crew"),
        offices_of=owners("offices_of"),
        offices_only=owners("offices_only"),
        lacking={fold_word(office): set(many) for office, many in lexicon.groups("people.origins.lacking").items()},
        accredited=re.compile(rf"\b{any_of('origins.accredited')}(?: [\w-]+)? (?:to|in) (?:the )?\Z"),
        posted=folded("origins.accredited"),
        travel=re.compile(rf"\b{any_of('origins.travel')} (?:[a-z-]+ ){{0,3}}\Z"),
        meets=re.compile(rf"\b{any_of('origins.meets')}"),
        issuers={fold_word(one.partition(" ")[2]): one.split()[0] for one in lexicon.words("people.origins.issuers")},
        own=re.compile(r"\b(?:his|her) (?:[a-z-]+ )?counterparts? (?:from|of|in) (?:the )?\Z"),
        company=re.compile(rf"\b{any_of('origins.company', 'origins.members')}"),
        members=folded("origins.members"),
        stance=re.compile(
            rf"(?:'s)? (?:(?:also|fully|firmly|strongly|always|has|had|is|was|would|will) )*{any_of('origins.stance')}"
        ),
        state=re.compile(rf"(?:'s)? (?:[a-z-]+ ){{0,2}}{any_of('origins.state')}"),
        office=re.compile(rf"(?:'s)? (?:(?:new|own) )?((?:[a-z-]+ ){{0,3}}{any_of('origins.sole', 'origins.rulers')})"),
    )
