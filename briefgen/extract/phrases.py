"""A sentence as a string of word classes, one letter a token: what the constructions of attribution look at.

Quotations are blanked out to one token each, so that no word inside a quotation can be taken for a cue or a speaker:
``"We agreed," Ms. Kolas said.`` is ``QNV.``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

# Q quotation          N name               M name's              P he, she, they      W who
# V said               J called, praised    K thought, wanted     G saying, calling    I to say, to call
# B was called         k remark (noun cue)  d statement, report  h spokesman, source   t Monday             # 12
# D the, his           A also               X has, will           b is, was            a according
# f of, in, to         c and                S that, if            g -ing               e -ed    o any other word
# , ; : . ( ) -        punctuation
_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’&.@/+][^\W_]+)*|@\w+)|(?P<number>[$€£]?\d[\w.,%/-]*[\w%]|\d)|"
    r"(?P<dash>--+|[–—]|(?<=\s)-(?=\s))|(?P<mark>[,;:()\[\]?!…])"
)
_MARK = {"[": "(", "]": ")", "?": ".", "!": ".", "…": "."}
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_CAPITAL_NEXT = re.compile(r" [^\W\d_a-z]")
_VERBAL = frozenset("VJKGI")


@dataclass(frozen=True, slots=True)
class Shape:
    """One sentence: a letter per token in ``kinds``, and each token's place and folded word."""

    kinds: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one token to another, both included."""
        return Span(self.starts[first], self.ends[last])


@cache
def word_classes(lexicon: Lexicon) -> Mapping[str, str]:
    """The letter of every word the lexicon knows; a verb cue is told from its noun by what stands around it."""
    classes: dict[str, str] = {}

    def put(letter: str, words: Sequence[str]) -> None:
        for word in words:
            classes[word] = letter

    people = (*lexicon.words("quotes.people"), *lexicon.words("quotes.bodies"))
    put("h", people)
    put("h", [word + "s" for word in people if not word.endswith("s") and word + "s" not in classes])
    documents = lexicon.words("quotes.documents")
    put("d", [word + "s" for word in documents if not word.endswith("s")])
    put("d", documents)
    nouns = lexicon.words("quotes.nouns")
    put("k", [word for word in (*nouns, *(n + "s" for n in nouns)) if classes.get(word) != "d"])
    for path, letter in (("quotes.cues.hold", "K"), ("quotes.cues.judge", "J"), ("quotes.cues.say", "V")):
        for entry in lexicon.words(path):
            for form in forms(entry):
                if " " not in form.text:
                    classes[form.text] = "G" if form.form == "ing" and letter != "K" else letter
    put("o", lexicon.words("quotes.grammar.adjectives"))
    put("t", lexicon.words("quotes.time"))
    put("A", lexicon.words("quotes.grammar.adverbs"))
    put("f", lexicon.words("quotes.grammar.prepositions"))
    put("S", lexicon.words("quotes.grammar.subordinators"))
    put("c", lexicon.words("quotes.grammar.conjunctions"))
    put("X", lexicon.words("quotes.grammar.auxiliaries"))
    put("b", lexicon.words("quotes.grammar.be"))
    put("D", lexicon.words("quotes.grammar.determiners"))
    put("P", lexicon.words("quotes.pronouns"))
    put("W", lexicon.words("quotes.grammar.relatives"))
    classes["according"] = "a"
    return classes


@cache
def noun_readings(lexicon: Lexicon) -> Mapping[str, str]:
    """What a verb cue is when the words before it make it a noun: "his remarks", "the report"."""
    readings: dict[str, str] = {}
    for path, letter in (("quotes.nouns", "k"), ("quotes.documents", "d")):
        for word in lexicon.words(path):
            readings[word] = readings[word + "s"] = letter
    return readings


@cache
def _base_forms(lexicon: Lexicon) -> frozenset[str]:
    """Verb cues in the form that can also be a noun: "attack", "claim"."""
    written = [{form.form: form.text for form in forms(entry)} for entry in lexicon.words("quotes.cues")]
    return frozenset(one["base"] for one in written if "past" in one)  # "read" is its own past


@cache
def _times(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.time"))


@cache
def _first_names(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("people.first_names"))


@cache
def _not_adverbs(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.grammar.adjectives_ly"))


def shape(text: str, sentence: Span, quotations: Sequence[Span], lexicon: Lexicon) -> Shape:
    """The shape of ``sentence``; ``quotations`` are the marked stretches inside it, in order."""
    reader = _Reader(text, lexicon)
    at = sentence.start
    for quotation in quotations:
        reader.read(at, quotation.start)
        reader.put("Q", quotation.start, quotation.end, "")
        at = quotation.end
    reader.read(at, sentence.end)
    return Shape("".join(reader.kinds), tuple(reader.starts), tuple(reader.ends), tuple(reader.words))


class _Reader:
    """Reads the stretches between quotations into parallel lists."""

    __slots__ = ("classes", "ends", "kinds", "lexicon", "nouns", "starts", "text", "times", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.classes = word_classes(lexicon)
        self.nouns = noun_readings(lexicon)
        self.times = _times(lexicon)
        self.kinds: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.words: list[str] = []

    def put(self, kind: str, start: int, end: int, word: str) -> None:
        self.kinds.append(kind)
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)

    def read(self, start: int, end: int) -> None:
        for token in _TOKEN.finditer(self.text, start, end):
            group = token.lastgroup
            if group == "word":
                self._word(token[0], token.start(), token.end())
            elif group == "number":
                self.put("#", token.start(), token.end(), token[0])
            elif group == "dash":
                self.put("-", token.start(), token.end(), "-")
            else:
                self.put(_MARK.get(token[0], token[0]), token.start(), token.end(), token[0])

    def _word(self, word: str, start: int, end: int) -> None:
        possessive = _POSSESSIVE.search(word)
        bare = word[: possessive.start()] if possessive else word
        low = fold(bare)
        kind = self.classes.get(low)
        if word[0].isupper() or word[0] == "@":
            if kind == "X" and low in self.times:
                kind = "t"
            if self._is_name(low, kind, end):
                self._name("M" if possessive else "N", start, start + len(bare), low)
                return
        elif possessive and kind in (None, "h", "d", "k"):
            self.put("M", start, start + len(bare), low)
            return
        if possessive and kind in ("P", "W"):  # "he's", "who's"
            self.put(kind, start, start + len(bare), low)
            self.put("b", start + len(bare), end, "'s")
            return
        self.put(self._settled(low, kind), start, end, low)

    def _is_name(self, low: str, kind: str | None, end: int) -> bool:
        """Whether a capitalised word is (part of) a name: at the start of a sentence only an unknown word is."""
        if kind == "t" or low == "i":
            return False
        first = not self.kinds or self.kinds[-1] in "Q:." or (self.kinds[-1] == "-" and kind in ("P", "D", "S", "c"))
        if low in _first_names(self.lexicon) and _CAPITAL_NEXT.match(self.text, end):
            return True
        if kind in ("P", "X", "b", "S", "c", "W", "D", "A"):
            return False
        if not first:
            return kind != "f" or self.kinds[-1] == "N" or _CAPITAL_NEXT.match(self.text, end) is not None
        if kind is None:
            return not low.endswith(("ing", "ed")) or len(low) < 5
        return False

    def _name(self, kind: str, start: int, end: int, low: str) -> None:
        """A name, joined to the name before it when only a space or a particle lies between."""
        if self.kinds and self.kinds[-1] == "N" and self.text[self.ends[-1] : start] in (" ", ". ", ".", " & "):
            self.kinds[-1], self.ends[-1], self.words[-1] = kind, end, low
        else:
            self.put(kind, start, end, low)

    def _settled(self, low: str, kind: str | None) -> str:
        """The class of a word in its place."""
        before = self.kinds[-1] if self.kinds else ""
        if kind in _VERBAL and kind is not None:
            return self._verb(low, kind, before)
        if low == "that" and self.words and self.words[-1] in ("found", "finds", "shows", "showed"):
            self.kinds[-1] = "V"
        if low == "it" and self.words and self.words[-1] in ("put", "puts"):
            self.kinds[-1] = "V"  # "as Ms. Kolas put it"
            return "o"
        if kind == "P" and low in ("it", "you") and before in "VJKGIf" and before:
            return "o"
        if kind is not None:
            return kind
        if low.endswith("ly") and low not in _not_adverbs(self.lexicon):
            return "A"
        if low.endswith("ing") and len(low) > 4:
            return "g"
        if low.endswith("ed") and len(low) > 3:
            return "e"
        return "o"

    def _verb(self, low: str, kind: str, before: str) -> str:
        if low == "saying" and self.words[-2:] == ["quoted", "as"]:
            self.kinds[-2:] = ["X", "X"]  # "was quoted as saying"
            return "V"
        noun = self.nouns.get(low)
        if noun and (before in ("D", "M", "o", "#", "k") or (before == "f" and self.words[-1] != "to")):
            return noun
        back = len(self.kinds) - 1
        while back >= 0 and self.kinds[back] == "A":
            back -= 1
        if back < 0:
            return kind
        if self.kinds[back] == "b":
            return "V" if kind == "G" else "B"
        if self.words[back] == "to" and kind != "G":
            return "I"
        if kind in "VJK" and before and before in "DM":
            return "e" if low.endswith("ed") else "o"
        if kind in "VJK" and low in _base_forms(self.lexicon) and before in ("o", "e", "#", "f", "k", "g", "Q"):
            # "a surprise attack"; but "critics attack"
            return kind if before in "oQ" and (self.words[-1].endswith("s") or self._after_comma()) else "o"
        if before == "h" and self.words[-1] in ("one", "another") and low in _base_forms(self.lexicon):
            return noun or "o"  # "one tweet read"
        if kind in "VJK" and before == "N" and low in _base_forms(self.lexicon) and self._after_determiner():
            return "o"  # "a Kolas tweet"
        return kind

    def _after_comma(self) -> bool:
        """Whether the quotation just passed ends as one does before its tag: `"We go," say officials`."""
        return self.kinds[-1] == "Q" and self.text[self.ends[-1] - 2] in ",?!"

    def _after_determiner(self) -> bool:
        """Whether the name just read stands in a phrase that a determiner opened."""
        at = len(self.kinds) - 1
        while at >= 0 and self.kinds[at] in "Noe#M":
            at -= 1
        return at >= 0 and self.kinds[at] == "D" and not self.words[-1].endswith("s")
