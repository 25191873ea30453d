"""The people of two briefs: who is one person, and whose office is another."""

from __future__ import annotations

from briefgen.extract.spelling import same_name, sound
from briefgen.match.likeness import Words
from briefgen.text import words


def same_person(one: str, other: str) -> bool:
    """Whether two names can be one person's, in any spelling: the shorter one's words stand in the longer.

    >>> same_person("Volodymyr Zelensky", "Zelenskyy"), same_person("Ana Costa", "Rui Costa")
    (True, False)
    """
    ours, theirs = tuple(words(one)), tuple(words(other))
    if not ours or not theirs:
        return ours == theirs
    return ours == theirs or (sound(ours[-1]) == sound(theirs[-1]) and same_name(ours, theirs))


def same_office(one: str, other: str, knowledge: Words) -> bool:
    """Whether two tellings of an office are one, in full or in short; "Deputy Minister" is not "Minister"."""
    ours, theirs = knowledge.office(one), knowledge.office(other)
    if not ours or not theirs:
        return True
    return (ours <= theirs or theirs <= ours) and knowledge.ranks.isdisjoint(ours ^ theirs)
