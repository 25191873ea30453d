"""The people of two briefs: who is one person, and whose office is another."""

from __future__ import annotations

from briefgen.changes.likeness import Words
from briefgen.extract.spelling import same_name, sound
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
    """Whether two tellings of an office are one, but for the country; "Deputy Minister" is not "Minister"."""
    ours, theirs = (_office(office, knowledge) for office in (one, other))
    return ours == theirs or not ours or not theirs


def _office(office: str, knowledge: Words) -> tuple[str, ...]:
    said = knowledge.of(office)
    return tuple(word for word in said.words if not word.isupper() and word != "|")
