"""Whether two sentences tell of the same thing: what they share, and what must not differ between them."""

from __future__ import annotations

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
