"""Clauses inside a speaker's own: what somebody is told to have said or agreed, and whose words that leaves."""

from __future__ import annotations

from briefgen.extract.doubts import is_recorded
from briefgen.extract.phrases import Shape
from briefgen.extract.subjects import Phrase, phrase_ending, subject_before

_TWO = frozenset(("two", "both", "pair", "duo"))


def is_inner(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether a verb stands in a clause that somebody else may have said: "… should repeat", "when Odur warned"."""
    helper = verb - 1
    while helper > subject.last and shape.kinds[helper] == "A":
        helper -= 1
    modal = shape.words[helper] in shape.small.modals
    before = shape.words[subject.first - 1] if subject.first else ""
    if before == "while" and shape.kinds[subject.first - 2 : subject.first - 1] == ",":
        return modal  # "Ms. Kolas said A, while Odur said Q"
    return modal or subject.head == "W" or before in shape.small.within


def is_agreed(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether a speaker tells that somebody agrees: "Odur said Kolan agrees that it is Q".

    Two at once are never quoted: "the ministry said Odur and Kolas had pledged Q" is the ministry's account.
    """
    first, both = _with_partner(shape, subject)
    if not is_told(shape, first):
        return False
    return shape.words[verb] in shape.small.agreeing or (both and is_recorded(shape, first))


def told_of_both(shape: Shape, verb: int) -> bool:
    """Whether a speaker tells it of "both": "The ministry said both had pledged Q"."""
    at = verb - 1
    while at > 0 and shape.kinds[at] in "AXb":
        at -= 1
    return at > 0 and shape.words[at] == "both" and is_told(shape, at)


def is_joined(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether "and" may join a verb to that of an inner clause: "Ties soured after Kolan blamed Odur and vowed Q"."""
    kinds = shape.kinds
    if kinds[verb - 1 : verb] != "c" or subject.last >= verb:
        return False
    for at in range(verb - 2, subject.last, -1):
        if kinds[at] in "VJ":
            nearer = subject_before(shape, at, subject.last + 1)
            return nearer is not None and nearer.head in "NPh" and kinds[nearer.first - 1] in "SW"
    return False


def is_told(shape: Shape, first: int) -> bool:
    """Whether the clause that begins at ``first`` is what a verb of saying has behind it."""
    before = first - 1 - (shape.words[first - 1 : first] == ("that",))
    return before > 0 and shape.kinds[before] == "V"


def _with_partner(shape: Shape, subject: Phrase) -> tuple[int, bool]:
    """Where a subject begins with whoever is joined to it by "and", and whether it is of two."""
    first = subject.first
    joined = shape.words[first - 1 : first] == ("and",) and shape.kinds[first - 2 : first - 1] in ("N", "P", "h")
    partner = phrase_ending(shape, first - 2) if joined and first > 1 else None
    if partner is not None:
        return partner.first, True
    return first, not _TWO.isdisjoint(shape.words[first : subject.last + 1])
