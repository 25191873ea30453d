"""Runs of capitalised words that may be a person's name, with what stands around them."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.extract.places import CAPITAL, fold_word
from briefgen.extract.trie import trie

if TYPE_CHECKING:
    from briefgen.extract.offices import Office
    from briefgen.lexicon import Lexicon
    from briefgen.model import Block, Place, Span

_SPACE = "[ \u00a0]"
_ARTICLE = r"(?:a(?:sh|[dlnrstz])|e[dls]|u[lr]|[dlo])[-’']"
_SHORT = (
    "Gen|Lt|Col|Maj|Capt|Sgt|Adm|Brig|Dr|Mr|Mrs|Ms|St|Sens|Sen|Reps|Rep|Govs|Gov|Prof|Rev|Hon|Pres|Amb|Jr|Sr|Fr|"
    "Cmdr|Atty|Sec|Mme|Rt|Smt|Eng"
)
_HYPHENED = r"\w*(?:[-’'](?!s\b)\w+)*"
# What may follow a word's capital: more initials, the rest of a short form of address, or just letters.
_REST = (
    rf"(?:\.-?(?:[{CAPITAL}]\.-?)*(?=[\s,{CAPITAL}])"
    r"|(?<=D)ato['’](?=[ \u00a0])"
    rf"|(?=[a-z]{{1,3}}\.)(?:{'|'.join(f'(?<={word[0]}){word[1:]}' for word in _SHORT.split('|'))})\.|{_HYPHENED})"
)
_WORD = rf"(?:[{CAPITAL}]{_REST}|{_ARTICLE}[{CAPITAL}]{_HYPHENED})"
_PARTICLE = trie(
    ("bin", "bint", "binti", "binte", "ibn", "van", "von", "vom", "der", "den", "de", "da", "do", "dos", "das", "del",
     "della", "di", "du", "des", "dei", "la", "las", "le", "los", "ter", "ten", "al", "el", "ould", "y", "e", "zu",
     "zum", "zur", "af")
)  # fmt: skip
# A run begins with a bare set of letters, which the search can leap to; what must stand before it is looked at behind.
_RUN = re.compile(
    rf"[{CAPITAL}](?<![\w@#].){_REST}"
    rf"(?:(?:{_SPACE}{{1,2}}|,{_SPACE}(?=[JS]r\b)|{_SPACE}(?:{_PARTICLE}{_SPACE}){{1,2}}){_WORD})*"
)
# What stands before a form of address and belongs to it: "HE", "His | Excellency", "the | Rt Hon"
_HE = re.compile(r"(?<![\w-])HE,? \Z")
_STYLED = re.compile(r"(?:excellenc|highness|majest|holiness|eminence|honou?r|right|rt|hon)")
_STYLE_BEFORE = re.compile(r"(?<![\w-])(?:the|his|her|their|your)(?: royal| most)? \Z", re.IGNORECASE)
_ARTICLE_BEFORE = re.compile(rf"(?<![\w@#]){_ARTICLE}\Z")
_TOKEN = re.compile(rf"{_WORD}|{_PARTICLE}(?={_SPACE})")
_LONGEST = 200  # characters of a run that are worth keeping for when it comes again
_INITIAL = re.compile(rf"(?:[{CAPITAL}]\.-?)+")
_NEXT_WORD = re.compile(r"(?:,? |’s |'s )([a-z]+)")


@dataclass(frozen=True, slots=True, eq=False)
class NameWords:
    """The word lists that tell names from other capitalised words."""

    first_names: frozenset[str]
    openers: frozenset[str]
    calendar: frozenset[str]
    bodies: frozenset[str]
    months: frozenset[str]  # of the calendar or a body, and first names too: "April"
    surnames_too: frozenset[str]
    particles: frozenset[str]
    suffixes: frozenset[str]
    speech: frozenset[str]
    honorifics: dict[str, str]  # folded, to "m", "f" or ""
    dull: frozenset[str]  # words that are no name when they stand alone
    glued: tuple[str, ...]  # what a page writes on to a name: "Bakerwill"

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
        months=(words("calendar") | words("bodies")) & words("first_names"),
        surnames_too=words("surnames_too"),
        particles=words("particles"),
        suffixes=words("suffixes"),
        speech=words("speech"),
        honorifics=honorifics,
        dull=(words("calendar") | words("bodies") | words("openers")) - words("surnames_too"),
        glued=lexicon.words("people.glued"),
    )


class Name(NamedTuple):
    """What a name is by its own words, wherever they stand."""

    begin: int  # with the form of address: "Mr. Kavak"; counted from where its run begins
    start: int
    end: int
    words: tuple[str, ...]  # folded, without suffixes and small words
    honorific: bool
    gender: str
    first_name: bool
    doubtful: bool  # beside a body's word, or a word that opens the sentence
    glued: str  # the word that its end may be by the page's fault: "will"


class Candidate(NamedTuple):
    """A capitalised run without titles and openers, "Hakan Fidan", "Fidan", and "Red Square" too; what stands at it."""

    begin: int  # with the form of address
    start: int
    end: int
    name: Name
    block: Block
    office: Office | None = None  # directly before, or in an apposition
    country: str = ""  # from the title, or from a country's word beside the name
    description: Span | None = None
    glued: int = 0  # letters of the next word that the page has glued to the name

    @property
    def titled(self) -> bool:
        """Whether a title or a form of address stands at the name."""
        return self.office is not None or self.name.honorific


class _Piece(NamedTuple):
    """A word of a run."""

    start: int
    end: int
    word: str  # folded


class NameFinder:
    """Finds the names of one article, block after block."""

    def __init__(self, text: str, places_at: Mapping[int, Place], offices: Sequence[Office], lexicon: Lexicon) -> None:
        self._text = text
        self._words = words = name_words(lexicon)
        self._ends = {office.held: office.end for office in offices}
        places = {start: place.span.end for start, place in places_at.items()}
        self._reader = _Reader(text, words, places, self._ends, frozenset(self._ends.values()))
        self._marks = iter(sorted({*places_at, *(office.held for office in offices)}))
        self._mark = next(self._marks, sys.maxsize)  # where the next country or title begins

    def within(self, block: Block) -> Iterator[Candidate]:
        """The runs of a block, which lies behind those asked for before, that may name a person, in order."""
        text, area, words, reader = self._text, block.span, self._words, self._reader
        reader.floor = floor = area.start
        for run in _RUN.finditer(text, area.start, area.end):
            start, end = run.span()
            if start > floor and text[start - 1] in "-’'":
                article = _ARTICLE_BEFORE.search(text, max(floor, start - 4), start)
                start = article.start() if article else start
            floor = end
            while self._mark < start:
                titled_to = self._ends.get(self._mark, 0)  # "envoy for the Ogaden | Ada Stone"
                reader.covered = max(reader.covered, titled_to if titled_to < end else 0)
                self._mark = next(self._marks, sys.maxsize)
            names: Sequence[Name] | None = None
            if self._mark >= end and reader.covered <= start and end - start < _LONGEST:
                names = _names_in(text[start:end], words)
            if names is None:
                names, start = reader.read(start, end), 0
            for name in names:
                begin, titled = self._addressed(start + name.begin, area.start)
                known = name._replace(honorific=True) if titled and not name.honorific else name
                yield Candidate(begin, start + name.start, start + name.end, known, block)

    def _addressed(self, begin: int, floor: int) -> tuple[int, bool]:
        """Where a form of address begins that begins before the name's run, "HE", "the Rt Hon"; whether it does."""
        floor, text = max(floor, begin - 16), self._text
        if found := _HE.search(text, floor, begin):
            return found.start(), True
        if _STYLED.match(text[begin : begin + 10].lower()) and (found := _STYLE_BEFORE.search(text, floor, begin)):
            return found.start(), True
        return begin, False

    def is_placed(self, one: Candidate) -> bool:
        """Whether a candidate stands after "in", "at", "near"."""
        before = self._before(one)
        # "the head of Exxon Mobil said": what follows "of" is as often a body
        return before.endswith((" in ", " at ", " near ", " into ")) or (
            before.endswith(" of ") and one.name.words[0] not in self._words.first_names
        )

    def is_doubtful(self, one: Candidate) -> bool:
        """Whether it stands after "the", beside a body's word, or is a word that opens the sentence."""
        return one.name.doubtful or self._before(one).endswith("the ")

    def is_likely(self, one: Candidate) -> bool:
        """Whether it has a first name, or a person's verb behind it."""
        return one.name.first_name or self.speaks(one)

    def speaks(self, one: Candidate) -> bool:
        """Whether a person's verb stands behind it."""
        follower = _NEXT_WORD.match(self._text, one.end, one.block.span.end)
        return follower is not None and follower[1] in self._words.speech

    def _before(self, one: Candidate) -> str:
        return self._text[max(one.block.span.start, one.begin - 6) : one.begin].lower()


def _pieces(run: str) -> Iterator[_Piece]:
    """The words of a run, counted from its start."""
    return (_Piece(*token.span(), fold_word(token.group())) for token in _TOKEN.finditer(run))


@lru_cache(maxsize=1 << 14)
def _names_in(run: str, words: NameWords) -> tuple[Name, ...] | None:
    """The names in a run that no title and no country touches; None where the words before it decide.

    Articles repeat their names: what only the run's own words tell is read once.
    """
    if any(piece.word in words.months for piece in _pieces(run)):
        return None
    # The space stands for whatever closed the run: the last initial keeps its full stop.
    return tuple(_Reader(f"{run} ", words, {}, {}, frozenset()).read(0, len(run)))


class _Reader:
    """Cuts runs at titles, countries and bodies, and keeps what may be a name."""

    def __init__(
        self,
        text: str,
        words: NameWords,
        places: Mapping[int, int],
        titles: Mapping[int, int],
        title_ends: frozenset[int],
    ) -> None:
        self.covered = 0  # up to here the words belong to a title or a country
        self.floor = 0  # where the block begins
        self._text = text
        self._words = words
        self._places = places
        self._titles = titles
        self._title_ends = title_ends
        self._names: list[Name] = []
        self._pieces: list[_Piece] = []
        self._after_body = False

    def read(self, start: int, end: int) -> list[Name]:
        """The names of one run of capitalised words."""
        self._names = []
        run = self._text[start:end]
        if " " not in run and (self._starts_other(start) or fold_word(run) in self._words.dull):
            return []  # most runs are a lone word of these
        for piece in _pieces(run):
            self._token(_Piece(start + piece.start, start + piece.end, piece.word) if start else piece, end)
        if not self._pieces and fold_word(run) in self._words.surnames_too:
            # "May said", "Park said": a known family name, perhaps
            self._pieces, self._after_body = [_Piece(start, end, fold_word(run))], True
        self._close()
        self._after_body = False
        return self._names

    def _starts_other(self, start: int) -> bool:
        """Whether a title or a country covers or begins at ``start``."""
        if start in self._titles:
            self.covered = max(self.covered, self._titles[start])
        return start < self.covered or start in self._places

    def _token(self, piece: _Piece, run_end: int) -> None:
        start, end, word = piece
        words = self._words
        if self._starts_other(start):
            place_end = self._places.get(start)
            if start >= self.covered and place_end and self._place_in_name(word, start, place_end, run_end):
                self._pieces.append(piece)
                return
            self._close()
            self.covered = max(self.covered, place_end or 0)
        elif word in words.months and self._first_name_too(word, start, end, run_end):
            self._pieces.append(piece)
        elif self._pieces and word in words.suffixes and self._pieces[0].start - 1 in self._title_ends:
            self._pieces.append(piece)  # "King Peter II"
        elif word in words.calendar or (word in words.bodies and not self._body_as_surname(word)):
            body = word in words.bodies
            self._close(before_body=body)
            self._after_body = body
        elif self._pieces and word.endswith(".") and self._address_inside(word):
            self._close()  # "Vermont Sen. Ada Stone"
            self._pieces.append(piece)
        elif self._pieces or word not in words.openers or self._name_after(word, end, run_end):
            self._pieces.append(piece)

    def _address_inside(self, word: str) -> bool:
        """Whether a short form of address begins a name behind other capitals; "Lt. Gen." is one address."""
        before = self._pieces[-1].word
        return word in self._words.honorifics and word not in ("st.", "fr.") and before not in self._words.honorifics

    def _place_in_name(self, word: str, start: int, end: int, run_end: int) -> bool:
        """Whether a country's word is part of a name: "Jordan Hill", "Jack London", "Foreign Minister Israel Katz"."""
        if self._pieces:
            last = self._pieces[-1]
            alone = len(self._pieces) == 1 and last.word in self._words.first_names
            return end == run_end and (alone or self._is_particle(last))
        titled = start > self.floor and start - 1 in self._title_ends
        if end >= run_end or end + 1 in self._places or not (titled or word in self._words.first_names):
            return False
        if " " in self._text[start:end]:
            return False  # "Abu Dhabi | Ada Stone"
        return self._unknown_at(end + 1)

    def _first_name_too(self, word: str, start: int, end: int, run_end: int) -> bool:
        """Whether a month or a body's word is a name here: "April Jansen", "Park Min-jun"."""
        dated = _DATED.search(self._text, max(self.floor, start - 12), start)
        return not self._pieces and not dated and self._name_after(word, end, run_end)

    def _body_as_surname(self, word: str) -> bool:
        """Whether a body's word ends a name: "Fiona Hill"."""
        pieces, words = self._pieces, self._words
        return bool(pieces) and word in words.surnames_too and pieces[-1].word in words.first_names

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
        begin = pieces[0].start
        pieces, gender, honorific = self._without_address(pieces)
        while pieces and self._is_particle(pieces[-1]):
            pieces.pop()
        core = tuple(
            piece.word for piece in pieces if piece.word not in self._words.suffixes and not self._is_particle(piece)
        )
        if not core or len(core) > 5 or self._is_no_name(core):
            return
        start, end = pieces[0].start, pieces[-1].end
        name = self._text[start:end]
        if (not honorific and len(name) > 3 and name.isupper()) or _DIGIT.search(name):
            return
        honorific = honorific and not before_body  # "Sheikh Hamad Grand Mosque"
        doubtful = before_body or after_body or _SMALL_START.match(name) is not None
        first_name = self._has_first_name(core, name)
        glued = self._glued_to(core[-1])
        self._names.append(Name(begin, start, end, core, honorific, gender, first_name, doubtful, glued))

    def _without_address(self, pieces: list[_Piece]) -> tuple[list[_Piece], str, bool]:
        """The name without "Mr." and the like, the gender that told, and whether there was one."""
        words, first, gender = self._words, 0, ""
        if len(pieces) > 1 and self._is_styled(pieces[0], pieces[1]):
            first = 1
        while first < len(pieces) and (word := pieces[first].word) in words.honorifics:
            if first + 1 < len(pieces) and word in words.first_names and word not in _ROYAL:
                break  # "Ayman Judge": a first name too
            gender = gender or words.honorifics[word]
            first += 1
        return pieces[first:], gender, first > 0

    def _is_styled(self, one: _Piece, following: _Piece) -> bool:
        """Whether a word is of a form of address by how it stands: "HE Ada Stone" ("He Lin" is a name), "Right"."""
        if one.word == "right":
            return following.word in self._words.honorifics
        return self._text[one.start : one.end] == "HE" and not self._text[following.start : following.end].isupper()

    def _is_no_name(self, core: tuple[str, ...]) -> bool:
        """Whether nothing but initials and words that open sentences is left: "X. The"."""
        dull, kept = self._words.openers, self._words.surnames_too
        return all((word in dull and word not in kept) or (len(word) < 3 and "." in word) for word in core)

    def _glued_to(self, last: str) -> str:
        return next((word for word in self._words.glued if last.endswith(word) and len(last) > len(word) + 3), "")

    def _is_particle(self, piece: _Piece) -> bool:
        return piece.word in self._words.particles and self._text[piece.start].islower()

    def _has_first_name(self, core: tuple[str, ...], name: str) -> bool:
        first_names = self._words.first_names
        return core[0] in first_names or core[0].partition("-")[0] in first_names or _INITIAL.match(name) is not None


_DATED = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ll]ast|[Ee]arly|[Ll]ate|[Mm]id|[Tt]his|[Nn]ext|\d) ?-?$")
_DIGIT = re.compile(r"\d")
_ROYAL = frozenset(("king", "prince"))
_SMALL_START = re.compile(r"[a-z]\w*(?![\w'’-])")
