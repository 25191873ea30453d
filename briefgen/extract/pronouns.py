"""Whom "he" and "she" stand for: the likeliest person of the nearest sentence, outside quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache

from briefgen.extract.sentences import cue_forms
from briefgen.extract.wordclasses import word_class
from briefgen.lexicon import Lexicon
from briefgen.model import Person, Place, Sentence, Span
from briefgen.text import fold

_LOOK_BACK = 10  # sentences a pronoun may stand for somebody of
_CANDIDATES = 40  # people of one sentence
_OPENING = 50  # characters of title before the name that opens a sentence
_TAG = 120  # characters at the end of a sentence that its tag stands in
_HEARER = 30  # characters after a pronoun within which its hearer is named: "he told Ms. Kolas"
_POSSESSIVE = re.compile(r"['’]s?\b")
_NEXT_WORD = re.compile(r"\s([a-z]+)(?:\s([a-z]+))?")
_WORD_BEFORE = re.compile(r"([^\W_]+)\s+(?:[^\W\d_a-z][\w.]*\s+)*\Z")
_OPENING_NAME = re.compile(r"([^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w.’'-]+){1,3}), ")
_OPENING_WORD = re.compile(r"([^\W\d_a-z][\w’'-]+) [a-z]+")
_BESIDE = re.compile(r"(?:'s|’s)?,? (?:and|or) (?:[\w.'’-]+ ){0,4}", re.IGNORECASE)
_SAYER = r"(?<![\w’'-])(?:the|[^\W\d_a-z][\w.-]*['’]s?)(?: [\w.-]+){0,3}? ([a-z]+) "
_BEFORE_SAYER = re.compile(r"(?:[,;:]|\b(?:and|but|while|that|as|when|because)) \Z")
_ACCORDING = re.compile(r"\baccording to (?:[^\W\d_a-z][\w.]*\s+)*\Z", re.IGNORECASE)
_AGENT = re.compile(r" by (?:[\w.'’-]+ ){0,4}\Z")
_OPENS = re.compile(r"[^\W\d_]+")
_UNLISTED = re.compile(r"(?<![\w.’'-])([^\W\d_a-z][\w’'-]+) ([a-z]+)\b")
_FRONTED_TAG = re.compile(r"[^\"“”«»;:]{1,160}?\b(he|she) (?:also |later |then )?([a-z]+)\b")
SURE = 4  # a name that is neither the object of a preposition nor a possessor
TELLS = 8  # a name before a verb of saying
SEX = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}


class Pronouns:
    """Knows where the people of one article are named, and of what sex they are."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        people: Sequence[Person],
        quoted: Sequence[Span],
        places: Sequence[Place],
        lexicon: Lexicon,
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.sentence_starts = [sentence.span.start for sentence in sentences]
        self.people = people
        self.sexes = [sex_of(person, lexicon) for person in people]
        self.named = sorted((m.start, m.end, n) for n, person in enumerate(people) for m in person.mentions)
        self.starts = [start for start, _, _ in self.named]
        self.starts_at = frozenset(self.starts)
        self.quoted = quoted
        self.countries = frozenset(place.span.start for place in places)
        self.quoted_starts = [span.start for span in quoted]
        self.lexicon = lexicon

    def add(self, named: Sequence[tuple[int, int, int]]) -> None:
        """Takes in further places where people are named: start, end, and the person's number."""
        self.named = sorted((*self.named, *named))
        self.starts = [start for start, _, _ in self.named]
        self.starts_at = frozenset(self.starts)

    def sentence_at(self, place: int) -> int:
        """The number of the sentence a place stands in."""
        return bisect_right(self.sentence_starts, place) - 1

    def hearers(self, place: int) -> set[int]:
        """Whoever is named right after a pronoun: "he told Ms. Kolas" is not about her."""
        at = self.sentence_at(place)
        end = min(place + _HEARER, self.sentences[at].span.end) if at >= 0 else place
        near = range(bisect_left(self.starts, place), bisect_left(self.starts, end))
        return {self.named[n][2] for n in near if not self._inside_quotation(self.named[n][0])}

    def sentences_before(self, place: int) -> range:
        """The numbers of the sentences to look in, the pronoun's own first; not in "Asked whether Kolas came, he"."""
        at = self.sentence_at(place)
        asked = at >= 0 and self._is_asked(at, place)
        return range(at - asked, max(-1, at - _LOOK_BACK), -1)

    def subject(self, number: int, place: int, sex: str, hearers: set[int]) -> tuple[Person | str | None, int]:
        """Whom a sentence is likeliest to speak of, and how likely: ``SURE`` or more is sure.

        A name before a verb outranks other names, and those outrank the object of a preposition and a possessor; of
        equals the first counts, one of the right sex before one of unknown sex. Nobody is sure where two stand side by
        side ("Berg and Lang spoke") or one is a passive's agent. A string is the bare name of somebody
        who speaks there and is not among the people of the article.
        """
        span = self.sentences[number].span
        end = min(span.end, place)
        unlisted = self._unlisted(span.start, end)
        if unlisted:
            return unlisted, SURE
        best: Person | None = None
        best_rank = -1
        before = last_rank = pair_rank = -1  # where the candidate before ends, its rank, the best of any two joined
        rival = False
        first = bisect_left(self.starts, span.start)
        for n in range(first, min(bisect_left(self.starts, end), first + _CANDIDATES)):
            start, after, who = self.named[n]
            other = who in hearers or self.sexes[who] not in ("", sex) or self._is_told(start, after, span.start)
            if other or self._inside_quotation(start) or self.text.startswith("/", after):
                continue  # "Ada Stone/Kolan News" is a credit
            if end == place and self._is_beside(start, after, span.start):
                continue
            rank = 2 * self._rank(start, after, span.start) + bool(self.sexes[who])
            if 0 <= before < start and _BESIDE.fullmatch(self.text, before, start) is not None:
                pair_rank = max(pair_rank, rank, last_rank)
            rival = rival or (
                best_rank >= 0 and _AGENT.search(self.text, max(span.start, start - 40), start) is not None
            )
            rival = rival or 0 < best_rank == rank - 1  # only a first name speaks for the second of two
            before, last_rank = after, rank
            if rank > best_rank:
                best, best_rank = self.people[who], rank
        rival = rival or pair_rank >= best_rank
        return best, min(best_rank, SURE - 1) if rival else best_rank

    def goes_on(self, number: int, sex: str) -> bool:
        """Whether a sentence opens with the same pronoun, and so speaks of whom the one before it speaks of.

        "Asked about Odur, he said" opens with it too.
        """
        span = self.sentences[number].span
        opening = _OPENS.match(self.text, span.start)
        word = opening[0].lower() if opening is not None else ""
        if word not in ("he", "she"):
            tag = _FRONTED_TAG.match(self.text, span.start, span.end)
            fronted = tag is not None and word_class(word, self.lexicon) in "VegGf"
            if tag is None or not fronted or word_class(fold(tag[2]), self.lexicon) != "V":
                return False
            word = tag[1]
        return SEX[word] == sex

    def opens(self, number: int, place: int, sex: str) -> bool:
        """Whether the same pronoun opens the sentence, before ``place``: "He told her it was late and he said"."""
        opening = _OPENS.match(self.text, self.sentences[number].span.start, place)
        return opening is not None and SEX.get(opening[0].lower(), "") == sex

    def _is_asked(self, number: int, place: int) -> bool:
        """Whether a sentence opens with a question that whoever speaks at ``place`` answers: "Asked about it, he"."""
        return _asked(self.lexicon).match(self.text, self.sentences[number].span.start, place) is not None

    def sayer(self, number: int, place: int) -> Span | None:
        """The description before the last verb of saying of a sentence: "As he met Kolas, the premier said"."""
        span = self.sentences[number].span
        last: Span | None = None
        for found in _sayers(self.lexicon).finditer(self.text, span.start, min(span.end, place)):
            begins = found.start() == span.start or _BEFORE_SAYER.search(self.text, span.start, found.start())
            if begins and word_class(fold(found[1]), self.lexicon) == "h" and not self._inside_quotation(found.start()):
                last = Span(found.start(), found.end(1))
        return last

    def stranger(self, number: int) -> Span | None:
        """The description of whoever speaks in the tag of a sentence without quotation: "…, the diplomat said."."""
        span = self.sentences[number].span
        for tag in _tags(self.lexicon).finditer(self.text, max(span.start, span.end - _TAG), span.end):
            if word_class(tag[2], self.lexicon) == "h" and not self._inside_quotation(tag.start()):
                return Span(*tag.span(1))
        return None

    def _rank(self, start: int, end: int, floor: int) -> int:
        if _POSSESSIVE.match(self.text, end):
            return 0
        kind = self._next_class(end)
        if kind == "h":
            return 0  # "a Kolas aide"
        if kind and kind in "VJKXbeA":
            return 4 if kind == "V" else 3  # "Kolas would come, Odur said"
        before = _WORD_BEFORE.search(self.text, max(floor, start - 60), start)
        if _ACCORDING.search(self.text, max(floor, start - 60), start):
            return 4
        object_ = before is not None and word_class(fold(before[1]), self.lexicon) == "f"
        opens = start - floor < _OPENING and not object_ and not self._is_fronted(floor)
        if opens and self.text.startswith(", ", end):
            return 3  # "Kolas, who was there when Odur left, said"
        return 1 if object_ and not self.text.startswith(", who ", end) else 2

    def _is_told(self, start: int, end: int, floor: int) -> bool:
        """Whether somebody is the one whom another told: "He told the editor Ada Stone it was late"."""
        if _told(self.lexicon).search(self.text, max(floor, start - _TAG), start) is None:
            return False
        kind = self._next_class(end)
        return not kind or kind not in "VJKXbeA"

    def _is_beside(self, start: int, end: int, floor: int) -> bool:
        """Whether a name only stands in what opens a sentence: "After meeting Kolas, he said" is of somebody else."""
        opening = _OPENS.match(self.text, floor)
        if opening is None or opening.end() > start:
            return False
        before = _WORD_BEFORE.search(self.text, max(floor, start - 60), start)
        if before is None or self._class_of(before[1]) not in "fgG" or self._class_of(opening[0]) not in "fgGSAt":
            return False
        following = self._next_class(end)
        return not _POSSESSIVE.match(self.text, end) and (not following or following not in "VJKXbe")

    def _class_of(self, word: str) -> str:
        """The class of a word by itself, of a participle by its ending too: "meeting"."""
        kind = word_class(fold(word), self.lexicon)
        return "g" if kind == "o" and word.endswith("ing") else kind

    def _next_class(self, end: int) -> str:
        """The class of the word behind a name: of the verb where only an adverb stands before it, "Odur also said"."""
        following = _NEXT_WORD.match(self.text, end)
        if following is None:
            return ""
        kind = word_class(following[1], self.lexicon)
        said = kind == "A" and following[2] and word_class(following[2], self.lexicon) == "V"
        return "V" if said else kind

    def _is_fronted(self, floor: int) -> bool:
        """Whether a sentence opens with a phrase of place, time or circumstance."""
        opening = _OPENS.match(self.text, floor)
        return opening is not None and word_class(fold(opening[0]), self.lexicon) in "fSgGAt"

    def _unlisted(self, start: int, end: int) -> str:
        """A name that opens the sentence, or stands before a verb of saying, and is no listed person's."""
        opening = _OPENING_NAME.match(self.text, start, end)
        first = fold(opening[1].split(" ", 1)[0]) if opening is not None else ""
        if opening is not None and start not in self.countries and word_class(first, self.lexicon) == "o":
            at = bisect_left(self.starts, opening.end(1)) - 1
            if at < 0 or self.starts[at] < start:
                return opening[1]  # "Rosa Odur, of the port, said"
        alone = _OPENING_WORD.match(self.text, start, end)
        if alone is not None and fold(alone[1]) in first_name_sexes(self.lexicon) and start not in self.starts_at:
            return alone[1]
        for found in _UNLISTED.finditer(self.text, start, min(end, start + 400)):
            if found[2] not in cue_forms(self.lexicon) or word_class(fold(found[1]), self.lexicon) != "o":
                continue
            at = bisect_left(self.starts, found.end(1)) - 1
            listed = at >= 0 and self.named[at][1] > found.start(1)
            if not listed and found.start(1) not in self.countries and not self._inside_quotation(found.start(1)):
                return found[1]
        return ""

    def quoted_in(self, sentence: Span) -> Sequence[Span]:
        """What is quoted in a sentence."""
        first = bisect_left(self.quoted_starts, sentence.start)
        return self.quoted[first : bisect_left(self.quoted_starts, sentence.end)]

    def _inside_quotation(self, place: int) -> bool:
        at = bisect_right(self.quoted_starts, place) - 1
        return at >= 0 and self.quoted[at].end > place


@cache
def _tags(lexicon: Lexicon) -> re.Pattern[str]:
    said = "|".join(map(re.escape, lexicon.words("actors.said")))
    return re.compile(rf", ((?:the|an?|one|another) (?:[\w.-]+ ){{0,4}}?([a-z]+)) (?:{said})\b")


@cache
def _asked(lexicon: Lexicon) -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon.words("quotes.questioned")))
    return re.compile(rf"(?:when |while )?(?:{words})\b[^\"“”«»;]*, \Z", re.IGNORECASE)


@cache
def _sayers(lexicon: Lexicon) -> re.Pattern[str]:
    said = "|".join(map(re.escape, lexicon.words("actors.said")))
    return re.compile(rf"{_SAYER}(?:also |later |then |has |had )?(?:{said})\b", re.IGNORECASE)


@cache
def _told(lexicon: Lexicon) -> re.Pattern[str]:
    told = "|".join(map(re.escape, lexicon.words("quotes.telling")))
    return re.compile(
        rf"\b(?:{told})(?: (?!(?:that|how|why|what|if|he|she|it|they|and|but|in|on|at|of)\b)[\w.'’&-]+){{0,6}} \Z"
    )


def sex_of(person: Person, lexicon: Lexicon) -> str:
    """What title or first name tell of a person's sex: "m", "f" or nothing."""
    if person.gender:
        return person.gender
    return first_name_sexes(lexicon).get(fold(person.name.split(maxsplit=1)[0]), "") if " " in person.name else ""


@cache
def office_sexes(lexicon: Lexicon) -> dict[str, str]:
    """The sex that a noun for a person or an office of one word tells."""
    return {word: sex for sex, many in lexicon.groups("people.gendered").items() for word in many}


@cache
def first_name_sexes(lexicon: Lexicon) -> dict[str, str]:
    """The sex of each first name that only one sex bears."""
    groups = lexicon.groups("people.first_names").items()
    return {name: sex for sex, names in groups if sex != "either" for name in names}
