"""What the lexicon knows of single words: the letter of each word's class, and those told apart within a class."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon

# Q quotation          N name               M name's              P he, she, they      W who
# V said               J called, praised    K thought, wanted     G saying, calling    I to say, to call
# B was called         k remark (noun cue)  d statement, report  h spokesman, source   t Monday             # 12
# D the, his           A also               X has, will           b is, was            a according
# f of, in, to         c and                S that, if            g -ing               e -ed    o any other word
# , ; : . ( ) -        punctuation
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


@dataclass(frozen=True, slots=True, eq=False)
class WordClasses:
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
def words_known(lexicon: Lexicon) -> WordClasses:
    """The lists of the lexicon below ``quotes``, by single words."""
    written = [{form.form: form.text for form in forms(entry)} for entry in lexicon.words("quotes.cues")]
    return WordClasses(
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
    known = words_known(lexicon)
    return known.classes.get(word) or ("e" if word.endswith("ed") else "A" if word.endswith("ly") else "o")
