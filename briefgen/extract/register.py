"""One entry for each person of an article: which names are one person's, and whose a family name is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from briefgen.extract.names import Candidate
from briefgen.extract.offices import Office
from briefgen.extract.places import fold_word
from briefgen.extract.spelling import same_name, sound
from briefgen.model import Article, Person, Place, Span
from briefgen.text import squeeze

if TYPE_CHECKING:
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
    countries: list[str] = field(default_factory=list)  # with a title
    beside: str = ""  # the country of a word beside the bare name
    gender: str = ""


class Seen(NamedTuple):
    """A candidate with the titles that stand at it."""

    name: Candidate
    block: int
    office: Office | None  # directly before, or in an apposition
    country: str  # from the title, or from a country's word beside the name
    description: Span | None
    heading: str = ""  # in a headline: "mixed", or "capitals" where every word has one

    @property
    def titled(self) -> bool:
        """Whether a title or a form of address stands at the name."""
        return self.office is not None or self.name.honorific


class Register:
    """The people found so far, by the sound of their first and last words."""

    def __init__(self, article: Article, places: tuple[Place, ...], lexicon: Lexicon, packs: Packs) -> None:
        self._text = article.text
        self._packs = packs
        self._gendered, owners = _offices(lexicon)
        spoken_of = {place.country for place in places}
        self._owners = {office: country for office, country in owners.items() if country in spoken_of}
        self._people: list[_Found] = []
        self._last: dict[str, list[_Found]] = {}
        self._first: dict[str, list[_Found]] = {}
        self._names: dict[tuple[str, ...], _Found] = {}

    def add(self, one: Seen) -> None:
        """Registers a full name, as a new person or as a longer form of one."""
        words = one.name.words
        if words in self._names:
            return
        person = next((other for other in self._last.get(sound(words[-1]), ()) if same_name(words, other.words)), None)
        if person is None:
            self._names[words] = self._new(words)
            return
        self._names[words] = person
        if len(words) > len(person.words):
            person.words = words

    def _new(self, words: tuple[str, ...]) -> _Found:
        person = _Found(words, None)
        self._people.append(person)
        self._last.setdefault(sound(words[-1]), []).append(person)
        if len(words) > 1:
            self._first.setdefault(sound(words[0]), []).append(person)
        return person

    def refer(self, one: Seen) -> None:
        """Files a candidate under the person it names, when exactly one can be meant."""
        person = self._whose(one)
        if person is None:
            return
        name = one.name
        span = Span(name.start, name.end)
        person.mentions.append(span)
        if person.name is None or self._fuller(span, person.name):
            person.name = span
        if one.description is not None:
            person.descriptions.append(one.description)
        if one.office is not None:
            person.offices.append(one.office)
        if one.country and one.office is not None:
            person.countries.append(one.country)
        person.beside = person.beside or one.country
        person.gender = person.gender or name.gender or (self._gendered.get(one.office.head, "") if one.office else "")

    def _fuller(self, span: Span, name: Span) -> bool:
        new, old = span.of(self._text), name.of(self._text)
        return (len(new.split()), len(new)) > (len(old.split()), len(old)) and not (
            new.isupper() and len(new.split()) == len(old.split())
        )

    def _whose(self, one: Seen) -> _Found | None:
        words = one.name.words
        if words in self._names:
            return self._names[words]
        last = sound(words[-1])
        many = [person for person in self._last.get(last, ()) if len(words) == 1 or same_name(words, person.words)]
        if not many and len(words) == 1:
            many = self._first.get(last, [])
            if one.name.doubtful:
                many = []
        if len(many) > 1:
            many = self._by_office(many, one)
        if len(many) == 1:
            return many[0] if not one.name.doubtful or len(words) > 1 or self._mid_sentence(one) else None
        if many or one.heading:
            return None
        return self._stranger(one)

    def _mid_sentence(self, one: Seen) -> bool:
        before = self._text[max(0, one.name.begin - 2) : one.name.begin]
        return one.name.likely or (before[-1:] == " " and before[:1].isalnum())

    def _by_office(self, many: list[_Found], one: Seen) -> list[_Found]:
        """Of several people of one family name, the one whose office, or sex, the words tell."""
        if one.office is not None:
            same = [person for person in many if any(office.head == one.office.head for office in person.offices)]
            if same:
                return same
        if one.name.gender:
            return [person for person in many if person.gender == one.name.gender]
        near = [person for person in many if person.mentions and one.block <= person.mentions[-1].start]
        return near if len(near) == 1 else []

    def _stranger(self, one: Seen) -> _Found | None:
        """A new person known by title and family name only, or one of the packs."""
        words = one.name.words
        known = _known_by_alias(self._packs).get(words, ())
        if len(known) == 1 and not (one.country and known[0].country and one.country != known[0].country):
            person = self._new(words)
            person.known = known[0]
        elif (
            (one.titled or one.name.honorific)
            and not one.name.doubtful
            and (one.office is None or not one.office.plural or len(words) > 1)
        ):
            person = self._new(words)
        else:
            return None
        self._names[words] = person
        return person

    def finished(self) -> tuple[Person, ...]:
        """The people in the order of their first mention."""
        people = [self._person(person) for person in self._people if person.mentions]
        return tuple(sorted(people, key=lambda person: person.mentions[0]))

    def _person(self, found: _Found) -> Person:
        known = found.known
        if known is None:
            many = _known_by_alias(self._packs).get(found.words, ())
            known = many[0] if len(many) == 1 and len(found.words) > 1 else None
        assert found.name is not None  # noqa: S101
        name = squeeze(found.name.of(self._text))
        return Person(
            name=found.known.name if found.known and len(found.words) == 1 else name,
            mentions=tuple(found.mentions),
            office=self._office(found.offices),
            country=self._country(found, known) or self._owner(found.offices),
            descriptions=tuple(found.descriptions),
            gender=_gender(found.gender or (known.gender if known else "")),
        )

    @staticmethod
    def _country(found: _Found, known: KnownPerson | None) -> str:
        """What the titles say most often, else the pack, else a country's word beside the name."""
        if found.countries:
            return max(found.countries, key=lambda one: (found.countries.count(one), -found.countries.index(one)))
        return (known.country if known else "") or found.beside

    def _owner(self, offices: list[Office]) -> str:
        """The country whose office it is, where no word says so: "Taoiseach", "Secretary of State"."""
        told = (
            self._owners.get(fold_word(self._text[office.start : office.end])) for office in offices if not office.kin
        )
        return next(filter(None, told), "")

    def _office(self, offices: list[Office]) -> str:
        """The first office told, in the fullest wording that ends with it."""
        phrases = [
            squeeze(self._text[office.start : office.end]) for office in offices if not office.kin and not office.plural
        ]
        if not phrases:
            return ""
        first = phrases[0]
        same = first.casefold()
        return max((p for p in phrases if p.casefold().endswith(same) or p.casefold().startswith(f"{same} ")), key=len)


def _gender(word: str) -> Literal["m", "f", ""]:
    return "m" if word == "m" else "f" if word == "f" else ""


_FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})


@cache
def _known_by_alias(packs: Packs) -> dict[tuple[str, ...], tuple[KnownPerson, ...]]:
    found: dict[tuple[str, ...], list[KnownPerson]] = {}
    for known in packs.people:
        names = {tuple(fold_word(word) for word in name.split()) for name in (known.name, *known.aliases)}
        family = {(name[0] if known.country in _FAMILY_FIRST else name[-1],) for name in names}
        for alias in names | family:
            found.setdefault(alias, []).append(known)
    return {alias: tuple(many) for alias, many in found.items()}


@cache
def _offices(lexicon: Lexicon) -> tuple[dict[str, str], dict[str, str]]:
    """The gender that an office tells, and the country, by folded office."""
    gendered = {fold_word(word): sex for sex, many in lexicon.groups("people.gendered").items() for word in many}
    owners = {fold_word(word): id_ for id_, many in lexicon.groups("people.offices_of").items() for word in many}
    return gendered, owners


def unglued(seen: list[Seen], lexicon: Lexicon, packs: Packs) -> list[Seen]:
    """The candidates, names cut where a page has glued the next word to one that is known without it: "Bakerwill"."""
    glued = lexicon.words("people.glued")
    ends = [at for at, one in enumerate(seen) if one.name.words[-1].endswith(glued)]
    if ends:
        found = {one.name.words for one in seen}
        known = _known_by_alias(packs)
        for at in ends:
            cut = _cut(seen[at], glued)
            if cut.name.words in found or cut.name.words in known:
                seen[at] = cut
    return seen


def _cut(one: Seen, glued: tuple[str, ...]) -> Seen:
    name, told = one.name, one.description
    *before, last = name.words
    word = next((word for word in glued if last.endswith(word) and len(last) > len(word) + 3), "")
    end = name.end - len(word)
    if told and told.end > end:
        told = Span(told.start, end) if told.start < end else None
    return one._replace(name=name._replace(end=end, words=(*before, last.removesuffix(word))), description=told)
