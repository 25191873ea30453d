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
_CONTRACTED = re.compile(r"(?:n['’]t|['’](?:d|ll|m|re|ve))\Z", re.IGNORECASE)  # "haven't", "he'd"
_CAPITAL_NEXT = re.compile(r" [^\W\d_a-z]")
_NEXT_WORD = re.compile(r" ([a-z]+)")
_JOINED = frozenset([" ", "\n", ". ", ".", " & ", ' "', '" ', " “", "” "])  # inside a name: Ada "Red" Stone
_VERBAL = frozenset("VJKGI")
_OWNERS = frozenset({None, "h", "d", "k"})
_QUOTED_BY = 12  # tokens from "quoted" to "as saying"
_QUOTED_IN = frozenset("fDNMhdkotAe#")  # by the state news agency, in the report on Monday
_SHORTEST_VERB = 5  # letters of a word that "-ing" tells to be a verb: not "king"


_CUES = (("quotes.cues.hold", "K"), ("quotes.cues.judge", "J"), ("quotes.cues.say", "V"))
_GRAMMAR = (
    ("grammar.adjectives", "o"),
    ("time", "t"),
    ("grammar.adverbs", "A"),
    ("grammar.prepositions", "f"),
    ("grammar.subordinators", "S"),
    ("grammar.conjunctions", "c"),
    ("grammar.auxiliaries", "X"),
    ("grammar.be", "b"),
    ("grammar.determiners", "D"),
    ("pronouns", "P"),
    ("grammar.relatives", "W"),
)


_RECORDERS = ("quotes.outlets", "quotes.bodies", "quotes.seats")


@dataclass(frozen=True, slots=True, eq=False)
class SmallWords:
    """Words that a construction tells apart within their class."""

    ties: frozenset[str]
    modals: frozenset[str]
    within: frozenset[str]
    within_told: frozenset[str]
    with_hearer: frozenset[str]
    possessives: frozenset[str]
    heads_of: frozenset[str]
    found: frozenset[str]
    put: frozenset[str]
    sure: frozenset[str]
    denied: frozenset[str]
    answering: frozenset[str]
    replying: frozenset[str]
    agreeing: frozenset[str]
    pasts: frozenset[str]
    reported: frozenset[str]
    charges: frozenset[str]
    relayed: frozenset[str]
    quoting: frozenset[str]
    issuing: frozenset[str]
    expressing: frozenset[str]
    objects: frozenset[str]
    recorders: frozenset[str]


@cache
def small_words(lexicon: Lexicon) -> SmallWords:
    """The lists below ``quotes.grammar.small``, and the last words of those who put words on record."""
    small = {name: frozenset(words) for name, words in lexicon.groups("quotes.grammar.small").items()}
    recorders = frozenset(word for name in _RECORDERS for word in lexicon.words(name))
    return SmallWords(**small, recorders=recorders)


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


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    """What the lexicon knows of single words."""

    classes: Mapping[str, str]  # the letter of a word
    phrasal: Mapping[tuple[str, str], str]  # the letter of "pointed" before "out"
    nouns: Mapping[str, str]  # the letter of a verb cue that stands as a noun: "his remarks", "the report"
    adjectives: frozenset[str]  # of verb cues: "alleged"
    compounding: frozenset[str]  # the first words of compounds
    compounds: frozenset[tuple[str, str]]
    times: frozenset[str]
    first_names: frozenset[str]
    particles: frozenset[str]
    base_forms: frozenset[str]  # of verb cues, where they can also be nouns: "attack", "claim"
    not_adverbs: frozenset[str]
    judging: frozenset[str]  # "calling", "praising"


@cache
def _words(lexicon: Lexicon) -> _Words:
    written = [{form.form: form.text for form in forms(entry)} for entry in lexicon.words("quotes.cues")]
    return _Words(
        classes=_classes(lexicon),
        phrasal={
            (form.text.split(" ")[0], form.text.split(" ")[1]): "G" if form.form == "ing" else letter
            for path, letter in _CUES
            for entry in lexicon.words(path)
            for form in forms(entry)
            if " " in form.text
        },
        nouns={
            form: letter
            for path, letter in (("quotes.nouns", "k"), ("quotes.documents", "d"))
            for word in lexicon.words(path)
            for form in (word, word + "s")
        },
        compounding=frozenset(pair.partition(" ")[0] for pair in lexicon.words("quotes.grammar.compounds")),
        adjectives=frozenset(lexicon.words("quotes.grammar.adjectives_ed")),
        compounds=frozenset(
            (one, other)
            for one, _, other in (pair.partition(" ") for pair in lexicon.words("quotes.grammar.compounds"))
        ),
        times=frozenset(lexicon.words("quotes.time")),
        first_names=frozenset(lexicon.words("people.first_names")),
        particles=frozenset(lexicon.words("people.particles")),
        base_forms=frozenset(one["base"] for one in written if "past" in one),  # "read" is its own past
        not_adverbs=frozenset(lexicon.words("quotes.grammar.adjectives_ly")),
        judging=frozenset(
            form.text for entry in lexicon.words("quotes.cues.judge") for form in forms(entry) if form.form == "ing"
        )
        - frozenset(form.text for entry in lexicon.words("quotes.cues.say") for form in forms(entry)),
    )


def _classes(lexicon: Lexicon) -> Mapping[str, str]:
    """The letter of every word the lexicon knows; where a word stands in two lists, the later one here counts."""
    classes: dict[str, str] = {}
    people = (*lexicon.words("quotes.people"), *lexicon.words("quotes.bodies"))
    documents = lexicon.words("quotes.documents")
    nouns = lexicon.words("quotes.nouns")
    classes |= dict.fromkeys(people, "h")
    classes |= {word + "s": "h" for word in people if not word.endswith("s") and word + "s" not in classes}
    classes |= {word + "s": "d" for word in documents if not word.endswith("s")}
    classes |= dict.fromkeys(documents, "d")
    classes |= {word: "k" for noun in nouns for word in (noun, noun + "s") if classes.get(word) != "d"}
    for path, letter in _CUES:
        for form in (form for entry in lexicon.words(path) for form in forms(entry) if " " not in form.text):
            classes[form.text] = "G" if form.form == "ing" and letter != "K" else letter
    for name, letter in _GRAMMAR:
        classes |= dict.fromkeys(lexicon.words(f"quotes.{name}"), letter)
    classes["according"] = "a"
    return classes


def word_class(word: str, lexicon: Lexicon) -> str:
    """The letter of a folded word by itself, with nothing around it to tell more."""
    known = _words(lexicon)
    return known.classes.get(word) or ("e" if word.endswith("ed") else "A" if word.endswith("ly") else "o")


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
        self.known = _words(lexicon)
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
        if low in self.known.first_names and _CAPITAL_NEXT.match(self.text, end):
            return True
        if kind is not None and kind in "PXbScWDA":
            return False
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
