"""Whose a name is: the person of an article who is named, titled or addressed at a place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from briefgen.extract.fullnames import FullNames, bodies, first_names, heads, meant, outlets
from briefgen.extract.places import fold_word
from briefgen.extract.pronouns import first_name_sexes
from briefgen.extract.spelling import same_name
from briefgen.extract.wordclasses import word_class
from briefgen.lexicon import Lexicon
from briefgen.model import Person, Span
from briefgen.text import fold, squeeze

_LETTERS = re.compile(r"[A-Z]{2,4}")
_ADDRESS_BEFORE = re.compile(r"(\w+)\.? (?:[a-z]{1,3} )*\Z")
_ADDRESSED = re.compile(r"\b([A-Z][a-z]+)\.? ([^\W\d_a-z][\w’'-]+)")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_WORD_BEFORE = re.compile(r" ([a-z]+) \Z")
_WORD = re.compile(r"(\w+) \Z")
_PARTY = re.compile(r"[A-Z]{1,4}-[A-Z]\w{0,5}\.?")
_OVER = re.compile(r" (?:for|of|to)(?: the)?(?: [a-z-]+){1,3} ")
_FORWARD = 60  # characters behind a description within which the name it is set before begins
_TAG = 3  # characters between a name and party and state
_DESCRIBED = 12  # descriptions of a person that are looked at
_NAMESAKES = 3  # people of one family name; of more no form of address tells
_NAMINGS = 100  # places that name a person which are looked at
_NAMED_FIRST = 3  # of those, the first ones, where a bare name is the shortest
_THREE_WORDS = 3  # First Middle Last
_ASIDE = 250  # characters behind which a relative's bare name is no longer that of the relative
_KIN = 24
_GLOSSED = re.compile(r" \([^()]{1,50}\),? ")  # "the Tavoit (Kolan premier), Ada Stone"
_KIN_BEFORE = re.compile(r"([\w-]+),? (?:(?:Dr|Mrs?|Ms)\.? )?\Z")
_SHORT = 3  # letters of a middle name that nobody goes by


class Bearers:
    """The people of one article by the places where they are named, and by the parts of their names."""

    def __init__(
        self,
        text: str,
        people: Sequence[Person],
        sexes: Sequence[str],
        full_names: FullNames,
        quoted: Sequence[Span],
        lexicon: Lexicon,
    ) -> None:
        self.text = text
        self.people = people
        self.lexicon = lexicon
        self.full_names = full_names
        self.quoted = quoted
        self.quoted_starts = [span.start for span in quoted]
        self.named = sorted((m.start, m.end, n) for n, person in enumerate(people) for m in person.mentions)
        self.starts = [start for start, _, _ in self.named]
        self.sex_of = {person.name: sex for person, sex in zip(people, sexes, strict=True)}
        self._fully: dict[str, list[int]] = {}  # where somebody is named in full; two entries may be one person
        self._unlike: dict[tuple[str, str], list[tuple[int, str]]] = {}  # others of a person's family name
        self._by_part: dict[str, list[Person]] = {}  # by a family name of one or more words: "soto", "van der berg"
        for person in people:
            full = [mention.start for mention in person.mentions[:_NAMINGS] if " " in mention.of(text)]
            self._fully[person.name] = sorted((*self._fully.get(person.name, ()), *full))
            for part in dict.fromkeys(_parts(fold(person.name).split(), lexicon)):
                self._by_part.setdefault(part, []).append(person)

    def at(self, span: Span) -> Person | None:
        """The person named last inside ``span``, where the name ends it."""
        at = bisect_left(self.starts, span.end) - 1
        if at >= 0 and self.named[at][1] > span.start and span.end - self.named[at][1] <= 1:
            return self.people[self.named[at][2]]
        return None

    def charged(self, charge: Span, tail: Span | None) -> Person | None:
        """The person at ``tail`` whose title holds ``charge``: "Minister of Trade, Ports and Tea Ada Stone" is one."""
        person = self.at(tail) if tail is not None else None
        told = person is not None and any(
            span.start < charge.start < span.end for span in person.descriptions[:_DESCRIBED]
        )
        return person if told else None

    def tagged(self, place: Span) -> Person | None:
        """Whose party and state stand at ``place``: "Ada Stone, D-Md., said"."""
        at = bisect_left(self.starts, place.start) - 1
        if at < 0 or place.start - self.named[at][1] > _TAG or not _PARTY.fullmatch(place.of(self.text)):
            return None
        return self.people[self.named[at][2]]

    def behind(self, tail: Span | None) -> Person | None:
        """The person whose name stands behind an office: "envoy for East Kolan Ada Stone", "for trade Ada Stone".

        Nobody in "a spokesman for President Stone": a title of their own stands right before the name.
        """
        at = bisect_left(self.starts, tail.end) - 1 if tail is not None else -1
        if tail is None or at < 0 or self.starts[at] < tail.start:
            return None
        title = fold(self.text[tail.start : self.starts[at]]).rstrip(" .").rpartition(" ")[2]
        if title in heads(self.lexicon) or title in _addresses(self.lexicon):
            return None
        return None if self.starts[at] == tail.start and self._is_alone(tail) else self.at(tail)

    def unlisted_behind(self, tail: Span | None) -> str:
        """The name of somebody not listed who stands behind an office in the same way."""
        words = tail.of(self.text).split() if tail is not None else []
        known = len(words) > 1 and fold(words[0]) in first_names(self.lexicon)
        return " ".join(words) if known and tail is not None and not self._is_alone(tail) else ""

    def _is_alone(self, name: Span) -> bool:
        """Whether no noun stands before a name: "a spokesman for Ada Stone" is not she."""
        before = _WORD_BEFORE.search(self.text, max(0, name.start - 30), name.start)
        if before is None or before[1] in heads(self.lexicon):
            return True
        return before[1] not in bodies(self.lexicon) and word_class(before[1], self.lexicon) not in "odk"

    def apposed(self, antecedent: Span) -> Person | None:
        """Whom "who" stands for where an apposition ends before it: "Ada Stone, the envoy to Kolan, who"."""
        at = bisect_left(self.starts, antecedent.start) - 1
        if at < 0:
            return None
        person, start = self.people[self.named[at][2]], self.starts[at]
        told = (span.start <= start and antecedent.end <= span.end + 1 for span in person.descriptions[:_DESCRIBED])
        return person if any(told) else None

    def titled(self, phrase: Span) -> Person | None:
        """The person whose title a phrase is, where the name comes after it: "the lawyer, Ada Stone,"."""
        at = bisect_left(self.starts, phrase.end)
        if at == len(self.starts) or self.starts[at] > phrase.end + _FORWARD:
            return None
        person, start = self.people[self.named[at][2]], self.starts[at]
        told = any(span.start <= phrase.start and start < span.end for span in person.descriptions[:_DESCRIBED])
        behind = _OVER.fullmatch(self.text, phrase.end, start) or _GLOSSED.fullmatch(self.text, phrase.end, start)
        return person if told or behind else None

    def initialled(self, place: Span) -> Person | None:
        """The only one whose office has these letters: "the CS" of "Cabinet Secretary Ada Stone"."""
        letters = place.of(self.text)
        if not _LETTERS.fullmatch(letters):
            return None
        told = {person.name: person for person in self.people if person.mentions[0].start < place.start}
        many = [one for one in told.values() if letters.lower() in _initials(one.office)]
        return many[0] if len(many) == 1 else None

    def addressed(self, place: Span, words: str) -> Person | None:
        """Who bears a family name: the only one, or the one whose sex the form of address tells: "Mrs. Stone"."""
        sex = self._sex_addressed(place.end - len(words))
        many = [one for one in self._by_part.get(fold(words), ())[: _NAMESAKES + 1] if " " in one.name]
        if sex:
            unknown = "" if len(many) == 1 else sex
            many = [one for one in many if self.sex_of[one.name] in (sex, unknown)]
        if len(many) > 1:
            many = [one for one in many if not self._is_relative(one, place)]
        return many[0] if len(many) == 1 else None

    def _is_relative(self, person: Person, place: Span) -> bool:
        """Whether a person was introduced as somebody's kin, and not right before ``place``."""
        fully = self._fully[person.name]
        return bool(fully) and self._is_kin(fully[0]) and place.start - fully[-1] >= _ASIDE

    def _sex_addressed(self, name: int) -> str:
        """The sex that the form of address tells before the name that begins at ``name``."""
        address = _ADDRESS_BEFORE.search(self.text, max(0, name - 20), name)
        return _addresses(self.lexicon).get(fold(address[1]), "") if address else ""

    def by_address(self, area: Span) -> list[tuple[int, int, int]]:
        """Where one of several people of a family name is told by the form of address alone, and which."""
        shared = {part for part, many in self._by_part.items() if len(many) > 1}
        found: list[tuple[int, int, int]] = []
        if not shared:
            return found
        numbers = {person.name: n for n, person in enumerate(self.people)}
        for pair in _ADDRESSED.finditer(self.text, area.start, area.end):
            name = _POSSESSIVE.sub("", pair[2])
            if fold(name) in shared and fold(pair[1]) in _addresses(self.lexicon):
                place = Span(pair.start(2), pair.start(2) + len(name))
                person = self.addressed(place, name) if self.at(place) is None else None
                if person is not None:
                    found.append((place.start, place.end, numbers[person.name]))
        return found

    def told(self, person: Person, place: Span) -> tuple[Person | str, bool]:
        """The person or, where the article has another full name for a bare one, that name; and whether it is sure.

        The packs' namesake of somebody in the article is not meant, and nobody who is named in full only later.
        """
        bare = fold(place.of(self.text)) == fold(person.name).split()[0]
        if bare and " " in person.name and self.text.startswith((", a ", ", an "), place.end):
            return place.of(self.text), True  # "Ada, a Kolan soldier," is not Ada Stone
        whole = [one for one in self._by_part.get(fold(person.name), ())[:_NAMESAKES] if one is not person]
        if len(whole) == 1:
            return whole[0], True  # "Van der Berg" of "Ada van der Berg"
        if self._fully[person.name] and self._fully[person.name][0] <= place.start:
            return self._among_namesakes(person, place)
        shortest = min((m.of(self.text) for m in person.mentions[:_NAMED_FIRST]), key=len)
        other = self.addressed(place, shortest) if " " not in person.name else None
        if other is not None:
            return other, True
        name, sure = self.fuller(place, squeeze(shortest))
        if " " not in name or fold(name) == fold(person.name):
            return person, sure
        return (name if " " in person.name else replace(person, name=name)), sure

    def fuller(self, place: Span, name: str) -> tuple[str, bool]:
        """The fullest form of a name nobody listed bears, and whether it is sure; no man's for "Ms. Stone"."""
        found, sure = self.full_names.of(name, place.start)
        last = name.rsplit(maxsplit=1)[-1]
        told = first_name_sexes(self.lexicon).get(fold(found.split(maxsplit=1)[0]), "") if " " in found else ""
        if told and found != name and self._sex_addressed(place.end - len(last)) not in ("", told):
            return last, False
        return found, sure

    def _among_namesakes(self, person: Person, place: Span) -> tuple[Person | str, bool]:
        """The person, where nobody else of that family name is named in full before, and no form of address differs."""
        words = place.of(self.text).split()
        own_words = [fold_word(word) for word in person.name.split()]
        bare = not any(fold_word(word) in own_words[: max(1, len(own_words) - 1)] for word in words)
        if not bare or self.at(place) is not person:
            return person, True
        name = words[-1]
        office = _WORD.search(self.text, max(0, place.end - len(name) - 20), place.end - len(name))
        if (
            office is not None
            and (word := fold(office[1])) in heads(self.lexicon)
            and word in fold(person.office).split()
        ):
            return person, True  # "President Stone"
        sex, own_sex = self._sex_addressed(place.end - len(name)), self.sex_of[person.name]
        differs = bool(sex and own_sex and sex != own_sex)
        if differs and (other := self.addressed(place, name)) is not None:
            return other, True
        strangers = self._strangers(person, name)
        strangers = strangers[: bisect_left(strangers, (place.start, ""))]
        if sex:
            sexes = first_name_sexes(self.lexicon)
            strangers = [one for one in strangers if sexes.get(fold_word(one[1].split()[0]), sex) == sex]
        if not strangers and not differs:
            return person, True
        if not differs and (meant_here := self._but_kin(person, strangers, place)):
            return meant_here, True
        own = [] if differs else self._fully[person.name]
        own_runs = [(start, person.name) for start in own if start < place.start]
        whole, sure = meant(sorted((*strangers, *own_runs)), place.start) if strangers else ("", False)
        return (person if whole == person.name else whole or name), sure

    def _but_kin(self, person: Person, strangers: Sequence[tuple[int, str]], place: Span) -> Person | str | None:
        """Who is meant where all others of that name are introduced as kin: "Stone" is not "his wife, Rosa Stone".

        Right behind their own full name it may be one of them all the same.
        """
        runs: list[tuple[int, Person | str]] = [(start, person) for start in self._fully[person.name][:1]]
        runs += strangers
        kin = [start for start, _ in runs if self._is_kin(start)]
        others = {who if isinstance(who, str) else who.name: who for start, who in runs if start not in kin}
        if len(others) != 1 or not kin or place.start - max(kin) < _ASIDE:
            return None
        return others.popitem()[1]

    def _is_kin(self, name: int) -> bool:
        """Whether a full name stands behind "his wife", "first lady"."""
        before = _KIN_BEFORE.search(self.text, max(0, name - _KIN), name)
        return before is not None and fold(before[1]) in _kin(self.lexicon)

    def _strangers(self, person: Person, name: str) -> list[tuple[int, str]]:
        """Where others than the person are named in full with the same family name, and how, in order."""
        if (known := self._unlike.get((person.name, name))) is None:
            own = tuple(fold_word(word) for word in person.name.split())
            known = [
                (start, run)
                for start, run in self.full_names.bearers(name)
                if self._is_stranger([fold_word(word) for word in run.split()], own) and not self._is_quoted(start)
            ]
            self._unlike[person.name, name] = known
        return known

    def _is_stranger(self, words: list[str], own: tuple[str, ...]) -> bool:
        """Whether a name of two or three words is somebody's other than ``own``; "Kolan Post Stone" is nobody's."""
        known, outlet = first_names(self.lexicon), outlets(self.lexicon)
        opens = all(
            word in known or (word not in outlet and word_class(word, self.lexicon) == "o") for word in words[:-1]
        )
        return opens and not same_name(own, tuple(words))

    def _is_quoted(self, place: int) -> bool:
        at = bisect_left(self.quoted_starts, place) - 1
        return at >= 0 and self.quoted[at].end > place


def _parts(words: list[str], lexicon: Lexicon) -> list[str]:
    """What a person of several names may go by: the last, with its particles, and a first of two family names."""
    particles = _particles(lexicon)
    first = next((n for n, word in enumerate(words) if n and word in particles), len(words) - 1)
    middles = words[1:-1] if first == len(words) - 1 else []
    middles = middles if len(words) == _THREE_WORDS else middles[-1:]  # of two family names the first
    return [words[-1], " ".join(words[first:]), *(word for word in middles if len(word) > _SHORT)]


def _initials(office: str) -> set[str]:
    """The letters an office may go by: those of its first words, and of its last."""
    words = [word for word in fold(office).split() if word not in ("for", "of", "the", "and")]
    letters = "".join(word[0] for word in words)
    return {letters[first:last] for first in range(len(letters)) for last in range(first + 2, len(letters) + 1)}


@cache
def _kin(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.kin"))


@cache
def _particles(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("people.particles"))


@cache
def _addresses(lexicon: Lexicon) -> dict[str, str]:
    """The sex that a form of address tells."""
    groups = lexicon.groups("people.honorifics")
    return {word.rstrip("."): sex for sex in ("m", "f") for word in groups[sex]}
