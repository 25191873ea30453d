"""One entry for each person of an article: which names are one person's, and whose a family name is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal

from briefgen.extract.places import fold_word
from briefgen.extract.pronouns import first_name_sexes
from briefgen.extract.spelling import same_name, sound
from briefgen.extract.turns import names_in_labels
from briefgen.leaders import FAMILY_FIRST, bare
from briefgen.model import Article, Person, Span
from briefgen.text import squeeze

if TYPE_CHECKING:
    from briefgen.extract.names import Candidate, NameFinder
    from briefgen.extract.offices import Office
    from briefgen.lexicon import Lexicon
    from briefgen.packs import KnownPerson, Packs


@dataclass(slots=True)
class _Found:
    """A person in the making."""

    words: tuple[str, ...]
    name: Span | None
    known: KnownPerson | None = None
    mentions: list[Span] = field(default_factory=list)
    offices: list[Office] = field(default_factory=list)
    descriptions: list[Span] = field(default_factory=list)
    heads: set[str] = field(default_factory=set)  # of the offices
    countries: Counter[str] = field(default_factory=Counter)  # with a title
    beside: str = ""  # the country of a word beside the bare name
    gender: str = ""
    _size: tuple[int, int] = (0, 0)  # of the name: words and letters

    def take_name(self, span: Span, text: str) -> None:
        """Makes ``span`` the name when it is fuller; capitals alone do not make it so."""
        words = span.of(text)
        size = len(words.split()), len(words)
        if size > self._size and not (size[0] == self._size[0] and words.isupper()):
            self.name, self._size = span, size


FULL_NAME = re.compile(r"[^\W\d_a-z][\w’'-]+ [^\W\d_a-z]\. [^\W\d_a-z][\w’'-]+")
"""A name with an initial, which nothing else in a headline in capitals looks like: "Ada B. Stone"."""
_SMALL_WORD = re.compile(r"(?<![\w’'-])[a-z]{5,}")


class Register:
    """The people found so far, by the sound of their first and last words."""

    def __init__(
        self, article: Article, names: NameFinder, lexicon: Lexicon, packs: Packs, family_names: frozenset[str]
    ) -> None:
        self._text = article.text
        self._day = article.date.day
        self._family_names = family_names  # of those who speak or are addressed by it alone
        self._around = names
        self._labelled = names_in_labels(article, lexicon)  # of those who speak in a transcript
        self._known = _known_by_alias(packs)
        self._packs = packs
        self._state = _offices_of_state(lexicon)
        self._heads = _heads(lexicon)
        self._gendered = _gendered(lexicon)
        self._sexes = first_name_sexes(lexicon)
        self._people: list[_Found] = []
        self._last: dict[str, list[_Found]] = {}
        self._first: dict[str, list[_Found]] = {}
        self._names: dict[tuple[str, ...], _Found] = {}

    def add(self, one: Candidate) -> None:
        """Registers a name of several words, where it is a person's: as a new person or as a longer form of one."""
        words = one.name.words
        if words in self._names or not self._is_full_name(one):
            return
        person = next((other for other in self._last.get(sound(words[-1]), ()) if same_name(words, other.words)), None)
        if person is None:
            self._names[words] = self._new(words)
            return
        self._names[words] = person
        if len(words) > len(person.words):
            person.words = words

    def _is_full_name(self, one: Candidate) -> bool:
        area = one.block.span
        if one.block.kind == "headline" and not (one.titled and _SMALL_WORD.search(self._text, area.start, area.end)):
            # "Envoy Lund Travel to Peru": every word of such a headline looks like a name, but for "Ada B. Lund"
            if one.titled and fold_word(one.name.words[-1]) in self._labelled:
                return True  # "SECRETARY LUND:" speaks below
            return one.office is not None and FULL_NAME.fullmatch(self._text, one.start, one.end) is not None
        around = self._around
        likely = around.is_likely(one) or self._goes_by_last(one.name.words)
        return one.titled or (likely and not around.is_doubtful(one) and not around.is_placed(one))

    def _goes_by_last(self, words: tuple[str, ...]) -> bool:
        """Whether a name is that of somebody whom the article calls by its family name: "Oru Stone", "Mr. Stone"."""
        family = words[0] if len(words) == _TWO and "-" in words[1] else words[-1]
        return len(words) <= _THREE and family in self._family_names

    def _new(self, words: tuple[str, ...]) -> _Found:
        person = _Found(words, None)
        self._people.append(person)
        families = [self._last.setdefault(sound(words[-1]), [])]
        if len(words) > 1:
            families.append(self._first.setdefault(sound(words[0]), []))
        for family in families:
            if len(family) < _FAMILY:
                family.append(person)
        return person

    def refer(self, one: Candidate) -> None:
        """Files a candidate under the person it names, when exactly one can be meant."""
        person = self._whose(one)
        if person is None:
            return
        span = Span(one.start, one.end - one.glued)
        person.mentions.append(span)
        person.take_name(span, self._text)
        if one.description is not None:
            person.descriptions.append(one.description)
        if one.office is not None:
            person.offices.append(one.office)
            person.heads.add(one.office.head)
            if one.country:
                person.countries[one.country] += 1
        person.beside = person.beside or one.country
        person.gender = (
            person.gender or one.name.gender or self._gendered.get(one.office.head if one.office else "", "")
        )

    def _whose(self, one: Candidate) -> _Found | None:
        words = one.name.words
        if person := self._names.get(words):
            return person
        last = sound(words[-1])
        many = self._last.get(last, [])
        if len(words) > 1:
            many = [person for person in many if same_name(words, person.words)]
        elif not many and (many := self._first.get(last, [])) and self._around.is_doubtful(one):
            many = []
        if len(many) > 1:
            many = self._by_office(many, one)
        if len(many) == 1:
            if len(words) == 1 and one.name.gender and self._sex(many[0]) not in ("", one.name.gender):
                return None  # "Mr. Stone" is not Ada Stone
            sure = len(words) > 1 or not self._around.is_doubtful(one) or self._mid_sentence(one)
            return many[0] if sure else None
        return None if many or one.block.kind == "headline" else self._stranger(one)

    def _mid_sentence(self, one: Candidate) -> bool:
        before = self._text[max(0, one.begin - 2) : one.begin]
        return (before[-1:] == " " and before[:1].isalnum()) or self._around.is_likely(one)

    def _by_office(self, many: list[_Found], one: Candidate) -> list[_Found]:
        """Of several people of one family name, the one whose office, or sex, the words tell."""
        if one.office is not None:
            same = [person for person in many if one.office.head in person.heads]
            if same:
                return same
        if gender := one.name.gender:
            return [person for person in many if self._sex(person) == gender]
        near = [person for person in many if person.mentions and one.block.span.start <= person.mentions[-1].start]
        return near if len(near) == 1 else []

    def _sex(self, found: _Found) -> str:
        """What title or first name tell."""
        return found.gender or (self._sexes.get(found.words[0], "") if len(found.words) > 1 else "")

    def _stranger(self, one: Candidate) -> _Found | None:
        """A new person known by title and family name only, or one of the packs."""
        words = one.name.words
        known = self._known.get(words, ())
        if len(known) == 1 and not (one.country and known[0].country and one.country != known[0].country):
            person = self._new(words)
            person.known = known[0]
        elif self._is_titled(one) or self._is_leader(one):
            person = self._new(words)
        else:
            return None
        self._names[words] = person
        return person

    def _is_titled(self, one: Candidate) -> bool:
        alone = one.office is None or not one.office.plural or len(one.name.words) > 1
        return one.titled and alone and not self._around.is_doubtful(one)

    def _is_leader(self, one: Candidate) -> bool:
        country = self._packs.led_by(one.name.words)
        return bool(country) and one.country in ("", country)

    def finished(self) -> tuple[Person, ...]:
        """The people in the order of their first mention."""
        people = [self._person(person) for person in self._people if person.mentions]
        return tuple(sorted(people, key=lambda person: person.mentions[0]))

    def _person(self, found: _Found) -> Person:
        known = found.known
        if known is None:
            many = self._known.get(found.words, ())
            known = many[0] if len(many) == 1 and len(found.words) > 1 else None
        assert found.name is not None  # noqa: S101
        name = squeeze(found.name.of(self._text))
        return Person(
            name=found.known.name if found.known and len(found.words) == 1 else name,
            mentions=tuple(found.mentions),
            office=_without_name(self._office(found.offices), name),
            country=self._country(found, known),
            descriptions=tuple(found.descriptions),
            gender=_gender(found.gender or (known.gender if known else "")),
        )

    def _country(self, found: _Found, known: KnownPerson | None) -> str:
        """What the titles say most often, else the packs, else a country's word beside the name."""
        if found.countries:
            return found.countries.most_common(1)[0][0]
        return (known.country_on(self._day) if known else "") or self._led_by(found) or found.beside

    def _led_by(self, found: _Found) -> str:
        """The country of a leader of the packs: by name, and by a family name behind an office of state."""
        words = found.words
        if len(words) > 1 or found.beside:
            return self._packs.led_by(words)
        told = [office for office in found.offices if office.head in self._state and not office.kin]
        titles = (fold_word(self._text[office.held : office.end]).split() for office in told)
        ways = {self._packs.led_by((*title, *words)) for title in titles} - {""}
        return ways.pop() if len(ways) == 1 else self._packs.led_by(words, in_office=bool(told) and not ways)

    def _office(self, offices: list[Office]) -> str:
        """The first office told, in the fullest wording that ends with it; "deputy minister" is none of "minister"."""
        told = [office for office in offices if not office.kin and not office.plural]
        if not told:
            return next((one for office in offices if not office.kin and (one := self._one_of(office))), "")
        first = squeeze(self._text[told[0].start : told[0].end])
        phrases = [squeeze(self._text[one.start : one.end]) for one in told if one.apart == told[0].apart]
        same = first.casefold()
        return max((p for p in phrases if p.casefold().endswith(same) or p.casefold().startswith(f"{same} ")), key=len)

    def _one_of(self, office: Office) -> str:
        """What each of several holds, as written but for the plural's letter: "Foreign Minister" of "Ministers"."""
        words = squeeze(self._text[office.start : office.trunk])
        return words[:-1] if office.head[:-1] in self._heads and " and " not in words else ""


def _gender(word: str) -> Literal["m", "f", ""]:
    return "m" if word == "m" else "f" if word == "f" else ""


_TWO, _THREE = 2, 3  # words of a name
_FAMILY = 40  # people that one word may mean; a list of thousands of one name is not compared each with each


@cache
def _known_by_alias(packs: Packs) -> dict[tuple[str, ...], tuple[KnownPerson, ...]]:
    found: dict[tuple[str, ...], list[KnownPerson]] = {}
    for known in packs.people:
        names = {tuple(fold_word(word) for word in name.split()) for name in (known.name, *known.aliases)}
        family = {(name[0] if known.country in FAMILY_FIRST else name[-1],) for name in names}
        family = family if known.by_family else set()
        for alias in names | family | {tuple(bare(" ".join(name)).split()) for name in names}:
            found.setdefault(alias, []).append(known)
    return {alias: tuple(many) for alias, many in found.items()}


def _without_name(office: str, name: str) -> str:
    """An office without the first of two family names that was read with it: "Senior Envoy Lund" Stone."""
    head, _, last = office.rpartition(" ")
    return head if head and last in name.split() else office


@cache
def _offices_of_state(lexicon: Lexicon) -> frozenset[str]:
    """The folded offices whose bearer's family name alone may tell whose side they are of."""
    heads = lexicon.groups("people.titles.heads")
    return frozenset(fold_word(word) for group in ("state", "government") for word in heads[group])


@cache
def _heads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(fold_word, lexicon.words("people.titles.heads")))


@cache
def _gendered(lexicon: Lexicon) -> dict[str, str]:
    """The gender that an office tells, by folded office."""
    return {fold_word(word): sex for sex, many in lexicon.groups("people.gendered").items() for word in many}


def unglued(seen: list[Candidate], packs: Packs) -> list[Candidate]:
    """The candidates, names cut where a page has glued the next word to one that is known without it: "Bakerwill"."""
    found = {one.name.words for one in seen}
    known = _known_by_alias(packs)
    return [_cut(one, found, known) if one.name.glued else one for one in seen]


def _cut(one: Candidate, *known: Container[tuple[str, ...]]) -> Candidate:
    """``one`` without the word at its end, where what is left is known."""
    name, told = one.name, one.description
    words = (*name.words[:-1], name.words[-1].removesuffix(name.glued))
    if not any(words in names for names in known):
        return one
    end = one.end - len(name.glued)
    if told and told.end > end:
        told = Span(told.start, end) if told.start < end else None
    return one._replace(name=name._replace(words=words), description=told, glued=len(name.glued))
