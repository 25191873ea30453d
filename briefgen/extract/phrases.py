"""A sentence as a string of word classes, one letter a token: what the constructions of attribution look at.

Quotations are blanked out to one token each, so that no word inside a quotation can be taken for a cue or a speaker:
``"We agreed," Ms. Kolas said.`` is ``QNV.``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.extract.wordclasses import SmallWords, small_words, words_known
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

_TOKEN = re.compile(
    r"(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[-'’&.@/+][^\W_]+)*|@\w+)|(?P<number>[$€£]?\d[\w.,%/-]*[\w%]|\d)|"
    r"(?P<dash>--+|[–—]|(?<=\s)-(?=\s))|(?P<mark>[,;:()\[\]?!…])"
)
_MARK = {"[": "(", "]": ")", "?": ".", "!": ".", "…": "."}
_POSSESSIVE = re.compile(r"['’]s?\Z", re.IGNORECASE)
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:d|ll|m|re|ve))\Z", re.IGNORECASE)  # "haven't", "he'd"
_CAPITAL_NEXT = re.compile(r" [^\W\d_a-z]")
_NUMBER_NEXT = re.compile(r"\.? \d")
_NUMBERED = frozenset(("no", "number", "channel"))
_NEXT_WORD = re.compile(r" ([a-z]+)")
_JOINED = frozenset([" ", "\n", ". ", ".", " & ", ' "', '" ', " “", "” "])  # inside a name: Ada "Red" Stone
_VERBAL = frozenset("VJKGI")
_OWNERS = frozenset({None, "h", "d", "k"})
_QUOTED_BY = 12  # tokens from "quoted" to "as saying"
_QUOTED_IN = frozenset("fDNMhdkotAe#")  # by the state news agency, in the report on Monday
_SHORTEST_VERB = 5  # letters of a word that "-ing" tells to be a verb: not "king"


@dataclass(frozen=True, slots=True)
class Shape:
    """One sentence: a letter per token in ``kinds``, and each token's place and folded word."""

    kinds: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    words: tuple[str, ...]
    small: SmallWords

    def span(self, first: int, last: int) -> Span:
        """The stretch of text from one token to another, both included."""
        return Span(self.starts[first], self.ends[last])


def shape(text: str, sentence: Span, quotations: Sequence[Span], lexicon: Lexicon) -> Shape:
    """The shape of ``sentence``; ``quotations`` are the marked stretches inside it, in order."""
    reader = _Reader(text, lexicon)
    at = sentence.start
    for quotation in quotations:
        reader.read(at, quotation.start)
        reader.put("Q", quotation.start, quotation.end, "")
        at = quotation.end
    reader.read(at, sentence.end)
    return Shape("".join(reader.kinds), tuple(reader.starts), tuple(reader.ends), tuple(reader.words), reader.small)


class _Reader:
    """Reads the stretches between quotations into parallel lists."""

    __slots__ = ("ends", "kinds", "known", "small", "starts", "text", "words")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.known = words_known(lexicon)
        self.small = small_words(lexicon)
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
        possessive = None
        if "'" in word or "’" in word:
            contracted = _CONTRACTED.search(word)
            if contracted and contracted.start():
                self._contracted(word, start, contracted.start(), end)
                return
            possessive = _POSSESSIVE.search(word)
        bare = word[: possessive.start()] if possessive else word
        low = bare.lower() if bare.isascii() else fold(bare)
        kind = self.known.classes.get(low)
        capital = word[0].isupper() or word[0] == "@"
        if capital and kind == "X" and low in self.known.times:
            kind = "t"  # "May"
        if not capital and kind is None and self._joins_names(low, start, end):
            self.ends[-1], self.words[-1] = end, low
        elif capital and self._is_name(low, kind, end):
            self._name("M" if possessive else "N", start, start + len(bare), low)
        elif possessive and not capital and kind in _OWNERS:
            self.put("M", start, start + len(bare), low)
        elif possessive and kind in ("P", "W"):  # "he's", "who's"
            self.put(kind, start, start + len(bare), low)
            self.put("b", start + len(bare), end, "'s")
        else:
            if kind is not None and kind in _VERBAL and self._is_modifier(low, end):
                kind = "o"
            self.put(self._settled(low, kind), start, end, low)

    def _is_modifier(self, low: str, end: int) -> bool:
        """Whether a verb cue is one of two nouns, or an adjective: "member states", "for alleged attempts"."""
        before = self.words[-1] if self.words else ""
        if (before, low) in self.known.compounds:
            return True
        state = low in self.known.compounding
        if not state and (low not in self.known.adjectives or (self.kinds and self.kinds[-1] not in "fVJKGIB")):
            return False
        following = _NEXT_WORD.match(self.text, end)
        if following is None:
            return state and self._in_a_list(end)
        if state:
            return (low, following[1]) in self.known.compounds or self._in_a_list(end)
        return self.known.classes.get(following[1], "o") in "ohkde"

    def _in_a_list(self, end: int) -> bool:
        """Whether a word stands in a list of what its noun is about: "the justice, state and treasury departments"."""
        listed = self.kinds[-3:] in (["D", "h", ","], ["D", "o", ","], ["D", "h", "c"], ["D", "o", "c"])
        return listed and not self.words[-2].endswith("s") and self.text.startswith((",", " and "), end)

    def _contracted(self, word: str, start: int, cut: int, end: int) -> None:
        """Put "he'd" as a pronoun and an auxiliary, "haven't" as an auxiliary."""
        if word[cut] in "nN":
            self.put("b" if self.known.classes.get(word[:cut].lower()) == "b" else "X", start, end, word.lower())
        else:
            self._word(word[:cut], start, start + cut)
            self.put("X", start + cut, end, word[cut:].lower())

    def _is_name(self, low: str, kind: str | None, end: int) -> bool:
        """Whether a capitalised word is (part of) a name: at the start of a sentence only an unknown word is."""
        if kind == "t" or low == "i":
            return False
        numbered = low in _NUMBERED and _NUMBER_NEXT.match(self.text, end)  # "No 10"
        if numbered or (low in self.known.first_names and _CAPITAL_NEXT.match(self.text, end)):
            return True
        if kind is not None and kind in "PXbScWDA":
            return False
        house = kind is not None and kind in "VJK" and self.kinds[-1:] == ["Q"]  # "…," State House said
        if house and _CAPITAL_NEXT.match(self.text, end):
            return True
        if not self.kinds or self.kinds[-1] in "Q:.":
            return kind is None and (len(low) < _SHORTEST_VERB or not low.endswith(("ing", "ed")))
        return kind != "f" or self.kinds[-1] == "N" or _CAPITAL_NEXT.match(self.text, end) is not None

    def _joins_names(self, low: str, start: int, end: int) -> bool:
        """Whether a small word stands inside a name: "Adel bin Holm"."""
        beside = self.kinds[-1:] == ["N"] and self.text[self.ends[-1] : start] == " "
        return beside and low in self.known.particles and _CAPITAL_NEXT.match(self.text, end) is not None

    def _name(self, kind: str, start: int, end: int, low: str) -> None:
        """A name, joined to the name before it when only a space or a full stop lies between."""
        if self.kinds and self.kinds[-1] == "N" and self.text[self.ends[-1] : start] in _JOINED:
            self.kinds[-1], self.ends[-1], self.words[-1] = kind, end, low
        else:
            self.put(kind, start, end, low)

    def _settled(self, low: str, kind: str | None) -> str:
        """The class of a word in its place."""
        if kind is None:
            return self._by_ending(low)
        if kind in _VERBAL:
            return self._verb(low, kind)
        before = self.words[-1] if self.words else ""
        if (low == "that" and before in self.small.found) or (low == "it" and before in self.small.put):
            self.kinds[-1] = "V"  # "found that …", "as Ms. Kolas put it"
        elif (before, low) in self.known.phrasal and self.kinds[-1] in "oegAJK":
            self.kinds[-1] = self.known.phrasal[before, low]  # "pointed out"
            return "A"
        if low in ("as", "by") and self._no_object():
            self.kinds[-2 if self.words[-1] == "to" else -1] = "B"  # "a policy described as", "referred to as"
        if low in ("it", "you") and self.kinds and self.kinds[-1] in "VJKGIf":
            return "o"
        return kind

    def _no_object(self) -> bool:
        """Whether a verb of naming that has no object stands right before: a passive, without a form of "be"."""
        kinds, words = self.kinds, self.words
        at = len(kinds) - (2 if words[-1:] == ["to"] else 1)
        return at > 0 and kinds[at] == "J" and words[at].endswith("ed") and kinds[at - 1] in "odk,"

    def _by_ending(self, low: str) -> str:
        if low.endswith("ly") and low not in self.known.not_adverbs:
            return "A"
        if low.endswith("ing") and len(low) >= _SHORTEST_VERB:
            return "g"
        return "e" if low.endswith("ed") and len(low) >= _SHORTEST_VERB - 1 else "o"

    def _verb(self, low: str, kind: str) -> str:
        """The class of a verb cue: a finite verb, an infinitive, a passive, or a noun after all."""
        if low == "saying" and (passed := self._quoted_as()):
            self.kinds[-passed:] = ["X"] * passed  # "was quoted by the agency as saying"
            return "V"
        noun = self._noun(low, kind, self.kinds[-1]) if self.kinds else ""
        if noun:
            return noun
        back = len(self.kinds) - 1
        while back >= 0 and self.kinds[back] == "A":
            back -= 1
        if back >= 0 and self.kinds[back] == "b":
            return self._after_be(low, kind)
        if back >= 0 and self.words[back] == "to" and kind != "G":
            return "I"
        return kind

    def _quoted_as(self) -> int:
        """How many tokens back a passive of quoting begins, whose "as" has just been read: "quoted in the paper as"."""
        if self.words[-1:] != ["as"]:
            return 0
        for back in range(2, min(len(self.kinds), _QUOTED_BY)):
            if self.words[-back] in self.small.quoting:
                return back if self.kinds[-back - 1] == "b" else 0
            if self.kinds[-back] not in _QUOTED_IN:
                return 0
        return 0

    def _after_be(self, low: str, kind: str) -> str:
        """A passive, as in "is called"; but "is calling", "is saying" and "is aiming" are none."""
        if kind == "G":
            return "J" if low in self.known.judging else "V"
        return "K" if kind == "K" and low.endswith("ing") else "B"

    def _noun(self, low: str, kind: str, before: str) -> str:
        """What a verb cue is where the word before it makes it a noun ("his claim"); nothing where it stays a verb."""
        if before == "f" and self.words[-1] == "to":
            return ""
        noun = self.known.nouns.get(low, "")
        dated = before == "t" and self.kinds[-2:-1] == ["D"]  # "the May report"
        charge = low in self.small.charges and self.words[-1] in self.small.answering  # "denied claims that …"
        if noun and (dated or charge or before in "DMo#kf"):
            return noun
        if kind == "G":
            return ""
        if before in "DM":
            return "e" if low.endswith("ed") else "o"
        if before in "#f" and low.endswith("s"):
            return "o"  # "the May 6 attacks", "after attacks"
        return self._noun_of_base(noun, before) if low in self.known.base_forms else ""

    def _noun_of_base(self, noun: str, before: str) -> str:
        """The same for a base form: "a surprise attack", "one tweet", "a Kolas tweet"; but "critics attack"."""
        last = self.words[-1]
        if before in "oQ":
            return "" if last.endswith("s") or self._after_comma() else "o"
        if before in "e#fkg" or (before == "N" and (self._after_determiner() or self._one_name())):
            return "o"
        return (noun or "o") if before == "h" and last in ("one", "another") else ""

    def _one_name(self) -> bool:
        """Whether the name just read is one of one thing: "a Kolas tweet", not "Democrats claim", "did Kolas say"."""
        return not self.words[-1].endswith("s") and self.kinds[-2:-1] not in (["c"], ["X"])

    def _after_comma(self) -> bool:
        """Whether the quotation just passed ends as one does before its tag: `"We go," say officials`."""
        return self.kinds[-1] == "Q" and self.text[self.ends[-1] - 2] in ",?!"

    def _after_determiner(self) -> bool:
        """Whether the name just read stands in a phrase that a determiner opened."""
        at = len(self.kinds) - 1
        while at >= 0 and self.kinds[at] in "Noe#M":
            at -= 1
        return at >= 0 and self.kinds[at] == "D" and not self.words[-1].endswith("s")
