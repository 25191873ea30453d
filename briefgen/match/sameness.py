"""Whether two sentences tell of the same thing: what they share, and what must not differ between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.text import fold, words

# Grammar: words that say nothing of what a sentence is about.
_SMALL = frozenset(
    words(
        "the a an of in on for to and with its their his her at by from as that this these those it they he she who "
        "which was were is are be been being has have had will would so far also more than about some or into over up"
    )
)


def subject_words(text: str) -> frozenset[str]:
    """The words of a text that tell what it is about, the plural like the singular; no numbers."""
    return frozenset(_stem(word) for word in words(text) if word not in _SMALL and not word.isdigit() and len(word) > 1)


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


@cache
def _rivals(lexicon: Lexicon) -> dict[str, tuple[frozenset[str], ...]]:
    """The groups of words that exclude each other, by each word in them."""
    found: dict[str, tuple[frozenset[str], ...]] = {}
    for entry in lexicon.words("sameness.opposites"):
        group = frozenset(entry.split("/"))
        for word in group:
            found[word] = (*found.get(word, ()), group)
    return found


def contradict(one: str, other: str, lexicon: Lexicon) -> bool:
    """Whether two texts differ by a negation, or by words that exclude each other."""
    first, second = _every_word(one), _every_word(other)
    negations = frozenset(lexicon.words("sameness.negations"))
    if first & negations != second & negations:
        return True
    rivals = _rivals(lexicon)
    groups = (group for word in first - second for group in rivals.get(word, ()))
    return any(group & second and not group & first & second for group in groups)


def _every_word(text: str) -> frozenset[str]:
    return frozenset(words(fold(text).replace("n't", " not")))


# --- two subjects -----------------------------------------------------------------------------------------------------

_SHARE = 0.6  # of the words of the fuller subject, from which the other is the same


@dataclass(frozen=True, slots=True)
class Subject:
    """What an item or position is about, for comparing it with another.

    Attributes:
        text: its words, with the names of the sides blanked.
        words: those that tell what it is about.
        names: those written with a capital.
        numbers: every number in it.
    """

    text: str
    words: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


_NUMBER = re.compile(r"\d[\d.,]*")


def subject_of(text: str, lexicon: Lexicon) -> Subject:
    """The subject that a text names; the sides' own names are to be blanked in it."""
    frames = frozenset(lexicon.words("sameness.frames"))
    capital = " ".join(word for word in re.findall(r"\w[\w'’-]*", text) if word[0].isupper())
    return Subject(
        text=text,
        words=frozenset(word for word in subject_words(text) if word not in frames),
        names=subject_words(capital),
        numbers=frozenset(number.rstrip(".,") for number in _NUMBER.findall(text)),
    )


def same_subject(one: Subject, other: Subject, lexicon: Lexicon) -> bool:
    """Whether two subjects are one: the words of one are all in the other, which adds little, and nothing differs.

    What differs are numbers, names, negations, and words that exclude each other.
    """
    less, more = sorted((one.words, other.words), key=len)
    if not less or not less <= more or len(less) < _SHARE * len(more):
        return False
    if one.numbers != other.numbers or one.names - other.words or other.names - one.words:
        return False
    return not contradict(one.text, other.text, lexicon)
