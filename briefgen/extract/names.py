"""Runs of capitalised words that may be a person's name, with what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import CAPITAL, fold_word
from briefgen.model import Place, Span

if TYPE_CHECKING:
    from briefgen.extract.offices import Office
    from briefgen.lexicon import Lexicon

_SPACE = "[ \u00a0]"
_ARTICLE = r"(?:[Aa]l|[Ee]l|as|ash|ar|an|at|az|ad|ed|es|ul|ur|[dDlLOo])[-’']"
_SHORT = (
    r"(?:Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Dr|Mr|Mrs|Ms|St|Sens?|Reps?|Govs?|Prof|Rev|Hon|Pres|Amb|Jr|Sr|Fr|"
    r"Cmdr|Atty|Sec|Mme)\."
)
_WORD = rf"(?:(?:[{CAPITAL}]\.-?)+(?=[\s,{CAPITAL}])|{_SHORT}|(?:{_ARTICLE})?[{CAPITAL}]\w*(?:[-’'](?!s\b)\w+)*)"
_PARTICLES = r"(?:bin|bint|ibn|van|von|der|den|de|da|do|dos|das|del|della|di|du|la|le|ter|ten|al|el|ould|y|zu)"
_RUN = re.compile(
    rf"(?<![\w@#]){_WORD}(?:(?:{_SPACE}{{1,2}}|,{_SPACE}(?=[JS]r\b)|{_SPACE}(?:{_PARTICLES}{_SPACE}){{1,2}}){_WORD})*"
)
_TOKEN = re.compile(rf"{_WORD}|{_PARTICLES}(?={_SPACE})")
_INITIAL = re.compile(rf"(?:[{CAPITAL}]\.-?)+")
_NEXT_WORD = re.compile(r"(?:,? |’s |'s )([a-z]+)")


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """The word lists that tell names from other capitalised words."""

    first_names: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    bodies: frozenset[str]
    surnames_too: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    speech: frozenset[str]
    honorifics: dict[str, str]  # folded, to "m", "f" or ""
    dull: frozenset[str]  # words that are no name when they stand alone

    def known(self, word: str) -> bool:
        """Whether a word is of another sort than names."""
        return word in self.bodies or word in self.openers or word in self.calendar or word in self.honorifics


@cache
def name_words(lexicon: Lexicon) -> NameWords:
    """The lists of the lexicon's ``people`` section, folded."""

    def words(path: str) -> frozenset[str]:
        return frozenset(map(fold_word, lexicon.words(f"people.{path}")))

    honorifics = {
        fold_word(word): "" if group == "any" else group
        for group, many in lexicon.groups("people.honorifics").items()
        for word in many
    }
    return NameWords(
        first_names=words("first_names"),
        openers=words("openers"),
        calendar=words("calendar"),
        bodies=words("bodies"),
        surnames_too=words("surnames_too"),
        particles=words("particles"),
        suffixes=words("suffixes"),
        speech=words("speech"),
        honorifics=honorifics,
        dull=(words("calendar") | words("bodies") | words("openers")) - words("surnames_too"),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A capitalised run without titles and openers: "Hakan Fidan", "Fidan", and "Red Square" too."""

    span: Span
    words: tuple[str, ...]  # folded, without suffixes and small words
    whole: Span  # with the form of address: "Mr. Kavak"
    honorific: bool = False
    gender: str = ""
    likely: bool = False  # a first name, or a person's verb behind it
    placed: bool = False  # after "in", "at", "near"
    doubtful: bool = False  # after "the", beside a body's word, or a word that opens the sentence


_Piece = tuple[int, int, str]  # where a word stands, and the word folded


def find_candidates(
    text: str, area: Span, places: tuple[Place, ...], offices: tuple[Office, ...], lexicon: Lexicon
) -> tuple[Candidate, ...]:
    """The runs in ``area`` that may name a person, in order."""
    reader = _Reader(text, area, places, offices, name_words(lexicon))
    for run in _RUN.finditer(text, area.start, area.end):
        reader.read(run)
    return tuple(reader.found)


class _Reader:
    """Cuts runs at titles, countries and bodies, and keeps what may be a name."""

    def __init__(
        self, text: str, area: Span, places: tuple[Place, ...], offices: tuple[Office, ...], words: NameWords
    ) -> None:
        self.found: list[Candidate] = []
        self._text = text
        self._area = area
        self._words = words
        self._places = {place.span.start: place.span.end for place in places}
        self._titles = {office.office.start: office.office.end for office in offices}
        self._title_ends = frozenset(office.span.end for office in offices)
        self._covered = area.start  # up to here the words belong to a title or a country
        self._pieces: list[_Piece] = []
        self._after_body = False

    def read(self, run: re.Match[str]) -> None:
        """Finds the names of one run of capitalised words."""
        start, end = run.span()
        if " " not in run.group() and (self._starts_other(start) or fold_word(run.group()) in self._words.dull):
            return  # most runs are a lone word of these
        for token in _TOKEN.finditer(self._text, start, end):
            self._token(token, end)
        if not self._pieces and fold_word(run.group()) in self._words.surnames_too:
            # "May said", "Park said": a known family name, perhaps
            self._pieces, self._after_body = [(start, end, fold_word(run.group()))], True
        self._close()
        self._after_body = False

    def _starts_other(self, start: int) -> bool:
        """Whether a title or a country covers or begins at ``start``."""
        if start in self._titles:
            self._covered = max(self._covered, self._titles[start])
        return start < self._covered or start in self._places

    def _token(self, token: re.Match[str], run_end: int) -> None:
        start, end = token.span()
        word = fold_word(token.group())
        words = self._words
        if self._starts_other(start):
            place_end = self._places.get(start)
            if start >= self._covered and place_end and self._place_in_name(word, start, place_end, run_end):
                self._pieces.append((start, end, word))
                return
            self._close()
            self._covered = max(self._covered, place_end or 0)
        elif (word in words.calendar or word in words.bodies) and self._first_name_too(word, start, end, run_end):
            self._pieces.append((start, end, word))
        elif word in words.calendar or (word in words.bodies and not self._body_as_surname(word)):
            body = word in words.bodies
            self._close(before_body=body)
            self._after_body = body
        elif self._pieces and word.endswith(".") and self._address_inside(word):
            self._close()  # "Vermont Sen. Ada Stone"
            self._pieces.append((start, end, word))
        elif not self._pieces and word in words.openers and not self._name_after(word, end, run_end):
            pass
        else:
            self._pieces.append((start, end, word))

    def _address_inside(self, word: str) -> bool:
        """Whether a short form of address begins a name behind other capitals; "Lt. Gen." is one address."""
        before = self._pieces[-1][2]
        return word in self._words.honorifics and word not in ("st.", "fr.") and before not in self._words.honorifics

    def _place_in_name(self, word: str, start: int, end: int, run_end: int) -> bool:
        """Whether a country's word is part of a name: "Jordan Hill", "Jack London", "Foreign Minister Israel Katz"."""
        if self._pieces:
            last = self._pieces[-1]
            alone = len(self._pieces) == 1 and last[2] in self._words.first_names
            return end == run_end and (alone or self._is_particle(last))
        titled = start - 1 in self._title_ends
        if end >= run_end or end + 1 in self._places or not (titled or word in self._words.first_names):
            return False
        return self._unknown_at(end + 1)

    def _first_name_too(self, word: str, start: int, end: int, run_end: int) -> bool:
        """Whether a month or a body's word is a name here: "April Jansen", "Park Min-jun"."""
        dated = _DATED.search(self._text, max(self._area.start, start - 12), start)
        return not self._pieces and not dated and self._name_after(word, end, run_end)

    def _body_as_surname(self, word: str) -> bool:
        """Whether a body's word ends a name: "Fiona Hill"."""
        pieces, words = self._pieces, self._words
        return bool(pieces) and word in words.surnames_too and pieces[-1][2] in words.first_names

    def _name_after(self, word: str, end: int, run_end: int) -> bool:
        """Whether a word that often opens sentences is a first name here: "Will Harper", "Mark Ruiz"."""
        return word in self._words.first_names and end < run_end and self._unknown_at(end + 1)

    def _unknown_at(self, start: int) -> bool:
        after = _TOKEN.match(self._text, start) if start not in self._places else None
        return after is not None and start not in self._titles and not self._words.known(fold_word(after.group()))

    def _close(self, *, before_body: bool = False) -> None:
        """Keeps the name that the collected words make, if they make one."""
        pieces, after_body = self._pieces, self._after_body
        self._after_body = False
        if not pieces:
            return
        self._pieces = []
        whole = pieces[0][0]
        pieces, gender, honorific = self._without_address(pieces)
        while pieces and self._is_particle(pieces[-1]):
            pieces.pop()
        core = tuple(
            piece[2] for piece in pieces if piece[2] not in self._words.suffixes and not self._is_particle(piece)
        )
        if not core or len(core) > 5 or self._is_no_name(core):
            return
        start, end = pieces[0][0], pieces[-1][1]
        name = self._text[start:end]
        if (not honorific and len(name) > 3 and name.isupper()) or _DIGIT.search(name):
            return
        before = self._text[max(self._area.start, whole - 6) : whole].lower()
        self.found.append(
            Candidate(
                span=Span(start, end),
                words=core,
                whole=Span(whole, end),
                honorific=honorific,
                gender=gender,
                likely=self._is_likely(core, name, end),
                # "the head of Exxon Mobil said": what follows "of" is as often a body
                placed=before.endswith((" in ", " at ", " near ", " into "))
                or (before.endswith(" of ") and core[0] not in self._words.first_names),
                doubtful=before.endswith("the ") or before_body or after_body or _SMALL_START.match(name) is not None,
            )
        )

    def _without_address(self, pieces: list[_Piece]) -> tuple[list[_Piece], str, bool]:
        """The name without "Mr." and the like, the gender that told, and whether there was one."""
        words, first, gender = self._words, 0, ""
        while first < len(pieces) and (word := pieces[first][2]) in words.honorifics:
            if first + 1 < len(pieces) and word in words.first_names and word not in _ROYAL:
                break  # "Ayman Judge": a first name too
            gender = gender or words.honorifics[word]
            first += 1
        return pieces[first:], gender, first > 0

    def _is_no_name(self, core: tuple[str, ...]) -> bool:
        """Whether nothing but initials and words that open sentences is left: "X. The"."""
        dull, kept = self._words.openers, self._words.surnames_too
        return all((word in dull and word not in kept) or (len(word) < 3 and "." in word) for word in core)

    def _is_particle(self, piece: _Piece) -> bool:
        return piece[2] in self._words.particles and self._text[piece[0]].islower()

    def _is_likely(self, core: tuple[str, ...], name: str, end: int) -> bool:
        first_names = self._words.first_names
        if core[0] in first_names or core[0].partition("-")[0] in first_names or _INITIAL.match(name):
            return True
        follower = _NEXT_WORD.match(self._text, end, self._area.end)
        return follower is not None and follower.group(1) in self._words.speech


_DATED = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Tt]his|[Nn]ext|\d) ?-?$")
_DIGIT = re.compile(r"\d")
_ROYAL = frozenset(("king", "prince"))
_SMALL_START = re.compile(r"[a-z]\w*(?![\w'’-])")
