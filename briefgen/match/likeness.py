"""Two wordings beside each other: do they say the same, are they of one subject?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.packs import Packs, PlaceForm
from briefgen.rules.terms import TermSet, compile_terms, terms
from briefgen.text import fold

# Words that may differ between two tellings without a change of meaning; grammar, so they stand here.
_SMALL = frozenset({"the", "a", "an", "of", "in", "on", "for", "to", "and", "with", "its", "their", "his", "her"})
_WORD = re.compile(r"\w+")
_FIGURE = re.compile(r"[-+]?[$€£¥₹₺₽]?\d+(?:[.,]\d+)*(?: ?%)?")
_OPENS = re.compile(r"(?:^|[.!?:;…])[\s\"'(\[]*$")
_SAME_SUBJECT = 0.6  # share of the shorter wording's words that the longer one must hold


@dataclass(frozen=True, slots=True)
class Wording:
    """What a wording says, for comparing it with another.

    Attributes:
        words: all its words in order but the small ones, and its figures with their signs: what two tellings of the
            same have in common. A "not", another figure or another country makes another tuple.
        own: the words that tell its subject, without their endings, one for those that mean the same; a country by its
            code.
        weak: the words that many subjects share ("importance").
        names: its countries and other proper names.
    """

    words: tuple[str, ...]
    own: frozenset[str]
    weak: frozenset[str]
    names: frozenset[str]


class Words:
    """What is known of words: those that carry no subject, and those that mean a country."""

    def __init__(self, packs: Packs, lexicon: Lexicon) -> None:
        self._stop = frozenset(lexicon.words("language.stop_words")) | _SMALL
        alike = (entry.split("/") for entry in lexicon.words("changes.alike"))
        self._means = {_stem(_spelled(word)): _stem(_spelled(many[0])) for many in alike for word in many}
        self._weak = frozenset(_stem(word) for word in lexicon.words("changes.weak"))
        self._days = frozenset(lexicon.words("people.calendar"))
        self._places: TermSet[tuple[str, PlaceForm]] = compile_terms(
            term
            for word, country, form in packs.place_words()
            if country
            for term in terms((word,), (country, form), proper=True)
        )
        self._alike = tuple(lexicon.groups("quotes.offices_alike").items())
        ranks = ("quotes.ranks", "people.titles.former", "people.titles.standing")
        self.ranks = frozenset(word for name in ranks for word in lexicon.words(name))
        self._read = cache(self._wording)

    def of(self, text: str) -> Wording:
        """What ``text`` says; each text is read once."""
        return self._read(text)

    def office(self, text: str) -> frozenset[str]:
        """The words of an office, its country aside; offices that go by several names share some."""
        said = " ".join(word for word in self.of(text).words if word != "|" and not word.isupper())
        told = f" {said} "
        for name, many in self._alike:
            for phrase in many:
                told = told.replace(f" {phrase} ", f" {name} ")
        return frozenset(told.split())

    def _wording(self, text: str) -> Wording:
        view = fold(text)
        said, own, weak, names = list[str](), set[str](), set[str](), set[str]()
        for word, place, name in self._tokens(text, view):
            if word not in _SMALL:
                said.append(word)
            if place or name:
                names.add(place or word)
                own.add(place or word)
            elif len(word) > 2 and word not in self._stop and word not in self._days and not word.isdecimal():
                stem = _stem(word)
                stem = self._means.get(stem, stem)
                (weak if stem in self._weak else own).add(stem)
        figures = (figure.replace(" ", "") for figure in _FIGURE.findall(view))
        asked = ("?",) if "?" in view else ()
        return Wording((*said, "|", *figures, *asked), frozenset(own), frozenset(weak), frozenset(names))

    def _tokens(self, text: str, view: str) -> Iterator[tuple[str, str, bool]]:
        """Each word, the country it means, and whether it is another proper name."""
        places = iter(self._places.find(text, view))
        place = next(places, None)
        free = 0
        for found in _WORD.finditer(view):
            start, end = found.span()
            if start < free:
                continue
            while place and place.span.end <= start:
                place = next(places, None)
            if place and place.span.start <= start:
                country, form = place.key
                free = place.span.end
                # "Ankara" may be the town: the same country, and yet other words.
                yield found[0] if form == "capital" else country, country, False
                continue
            if found[0] == "s" and view[start - 1 : start] == "'":
                continue
            yield _spelled(found[0]), "", self._is_name(text[start:end], text, start)

    def _is_name(self, written: str, text: str, start: int) -> bool:
        if not written[0].isupper() or fold(written) in self._days:
            return False
        if len(written) > 1 and written.isupper():
            return True
        return not _OPENS.search(text[max(0, start - 8) : start])


def _spelled(word: str) -> str:
    """One spelling for the two of English: "defence" and "defense", "organise" and "organize"."""
    return word.replace("fence", "fense").replace("isation", "ization").replace("ise", "ize").replace("our", "or")


def _stem(word: str) -> str:
    """A word without the ending that its place in the sentence gives it; "meetings", "lifting" and "lifted" too."""
    if len(word) > 4 and word.endswith("ies"):
        word = word[:-3] + "y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 6 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 5 and word.endswith("ed"):
        word = word[:-2]
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


Likeness = tuple[float, float, int]


def same_subject(
    one: Wording, other: Wording, known: frozenset[str], least: int = 1, people: frozenset[str] = frozenset()
) -> Likeness | None:
    """How much two wordings are of one subject; None where they are not.

    Each naming something that the other does not, they are of two subjects, whatever else they share: sanctions on one
    country are not those on another.

    Args:
        one: a wording.
        other: another.
        known: words that tell no subject here: the sides by code, which every line may name, and who speaks.
        least: how many words of their own the two must share.
        people: the words of the names and offices of those who meet; whom one asks is not what one asks for.
    """
    if _apart(one.names - people, other.names - people, known):
        return None
    ours, theirs = one.own - known, other.own - known
    shared, all_shared = ours & theirs, _all(one) & _all(other)
    if not ours and not theirs:
        share = len(all_shared) / max(1, min(len(_all(one)), len(_all(other))))
        return (share, 0.0, len(all_shared)) if share >= _SAME_SUBJECT and len(all_shared) > 1 else None
    if len(shared) < least or len(all_shared) < 2 or not ours or not theirs:
        return None
    share = len(shared) / min(len(ours), len(theirs))
    if share < _SAME_SUBJECT:
        return None
    return share, 2 * len(shared) / (len(ours) + len(theirs)), len(all_shared)


def _apart(one: frozenset[str], other: frozenset[str], known: frozenset[str]) -> bool:
    """Whether each of two wordings names something that the other does not.

    A side stands against the other side and against a third country, not against a law or a body: "US sanctions on
    Kenya" may be the "Coffee Act sanctions", which "sanctions on Chad" are not. Codes of countries are capitals.
    """
    ours, theirs = one - other, other - one
    own, others = (frozenset(name for name in names & known if name.isupper()) for names in (ours, theirs))
    first, second = ours - known, theirs - known
    if (own and others) or (first and second):
        return True
    return bool((others and any(map(str.isupper, first))) or (own and any(map(str.isupper, second))))


def folded(text: str) -> frozenset[str]:
    """The words of a name as a wording holds them."""
    return frozenset(part for word in _WORD.findall(fold(text)) for part in (word, _stem(_spelled(word))))


def _all(wording: Wording) -> frozenset[str]:
    return wording.own | wording.weak
