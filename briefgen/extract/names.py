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


def find_candidates(
    text: str, area: Span, places: tuple[Place, ...], offices: tuple[Office, ...], lexicon: Lexicon
) -> tuple[Candidate, ...]:
    """The runs in ``area`` that may name a person, in order."""
    words = name_words(lexicon)
    taken = {place.span.start: place.span.end for place in places}
    titled = {}
    for office in offices:
        titled[office.office.start] = office.office.end
    offices_end = frozenset(office.span.end for office in offices)
    found: list[Candidate] = []
    covered = area.start
    for run in _RUN.finditer(text, area.start, area.end):
        pieces: list[tuple[int, int, str]] = []
        broken = False  # a body's word stands directly before
        for token in _TOKEN.finditer(text, run.start(), run.end()):
            start, end = token.span()
            if start in titled:
                covered = max(covered, titled[start])
            if start < covered:
                _close(pieces, text, area, words, found, before_body=False, after_body=broken)
                pieces, broken = [], False
                continue
            word = fold_word(token.group())
            if start in taken and not (
                _place_in_name(word, pieces, text, taken[start], run.end(), words)
                or _titled_place(pieces, start, taken, offices_end, text, run.end(), words)
            ):
                _close(pieces, text, area, words, found, before_body=False, after_body=broken)
                pieces, broken, covered = [], False, taken[start]
            elif word in words.calendar or (word in words.bodies and not _body_as_surname(word, pieces, words)):
                _close(pieces, text, area, words, found, before_body=word in words.bodies, after_body=broken)
                pieces, broken = [], word in words.bodies
            elif not pieces and word in words.openers and not _name_after(word, token, text, run.end(), words):
                if end == run.end():
                    pieces = [(start, end, word)]  # "May said": a known family name, perhaps
                    _close(pieces, text, area, words, found, before_body=False, after_body=True)
                    pieces = []
            else:
                pieces.append((start, end, word))
        _close(pieces, text, area, words, found, before_body=False, after_body=broken)
    return tuple(found)


def _place_in_name(
    word: str, pieces: list[tuple[int, int, str]], text: str, end: int, run_end: int, words: NameWords
) -> bool:
    """Whether a country's word is part of a name: "Israel Katz", "Jack London"."""
    if pieces:
        return end == run_end and len(pieces) == 1 and pieces[0][2] in words.first_names
    if word not in words.first_names or end >= run_end:
        return False
    after = _TOKEN.match(text, end + 1)
    return after is not None and not _known(fold_word(after.group()), words)


def _titled_place(
    pieces: list[tuple[int, int, str]],
    start: int,
    taken: dict[int, int],
    offices_end: frozenset[int],
    text: str,
    run_end: int,
    words: NameWords,
) -> bool:
    """Whether a country's name behind a title is a first name: "Foreign Minister Israel Katz"."""
    end = taken[start]
    if pieces or start - 1 not in offices_end or end >= run_end or end + 1 in taken:
        return False
    after = _TOKEN.match(text, end + 1)
    return after is not None and not _known(fold_word(after.group()), words)


def _body_as_surname(word: str, pieces: list[tuple[int, int, str]], words: NameWords) -> bool:
    """Whether a body's word ends a name: "Fiona Hill"."""
    return bool(pieces) and word in words.surnames_too and pieces[-1][2] in words.first_names


def _known(word: str, words: NameWords) -> bool:
    return word in words.bodies or word in words.openers or word in words.calendar or word in words.honorifics


def _name_after(word: str, token: re.Match[str], text: str, run_end: int, words: NameWords) -> bool:
    """Whether a word that often opens sentences is a first name here: "Will Harper", "Mark Ruiz"."""
    if word not in words.first_names or token.end() >= run_end:
        return False
    after = _TOKEN.match(text, token.end() + 1)
    return after is not None and not _known(fold_word(after.group()), words)


def _close(  # noqa: PLR0913
    pieces: list[tuple[int, int, str]],
    text: str,
    area: Span,
    words: NameWords,
    found: list[Candidate],
    *,
    before_body: bool,
    after_body: bool,
) -> None:
    """Adds the name that the collected words make, if they make one."""
    whole = pieces[0][0] if pieces else 0
    gender, honorific = "", False
    while (
        pieces
        and pieces[0][2] in words.honorifics
        and not (len(pieces) > 1 and pieces[0][2] in words.first_names and pieces[0][2] not in ("king", "prince"))
    ):
        gender = gender or words.honorifics[pieces[0][2]]
        honorific = True
        pieces = pieces[1:]
    while pieces and pieces[-1][2] in words.particles and text[pieces[-1][0]].islower():
        pieces = pieces[:-1]
    if not pieces:
        return
    core = tuple(
        word
        for start, _, word in pieces
        if word not in words.suffixes and not (word in words.particles and text[start].islower())
    )
    start, end = pieces[0][0], pieces[-1][1]
    first = text[start:end]
    if (
        not core
        or len(core) > 5
        or (first.isupper() and len(first) > 3 and not honorific)
        or not any(len(w) > 2 or w.isalpha() for w in core)
    ):
        return
    follower = _NEXT_WORD.match(text, end, area.end)
    speaks = follower is not None and follower.group(1) in words.speech
    before = text[max(area.start, whole - 6) : whole].lower()
    article = before.endswith(" the ") or before == "the "
    found.append(
        Candidate(
            span=Span(start, end),
            words=core,
            whole=Span(whole, end),
            honorific=honorific,
            gender=gender,
            likely=speaks
            or core[0] in words.first_names
            or (len(core) > 2 and core[1] in words.first_names)
            or _INITIAL.fullmatch(text[pieces[0][0] : pieces[0][1]]) is not None,
            placed=before.endswith((" in ", " at ", " near ", " into ")),
            doubtful=article
            or before_body
            or after_body
            or (first[0].islower() and "-" not in first and "’" not in first and "'" not in first),
        )
    )
