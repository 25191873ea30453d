"""Participles that hold a quotation, and whose they are: "Odur left early, calling it Q"."""

from __future__ import annotations

import re

from briefgen.extract.doubts import with_helpers
from briefgen.extract.phrases import Shape
from briefgen.extract.quoted import Find, clause_before
from briefgen.extract.subjects import Phrase, clause_subject, phrase_ending, subject_after, subject_before

_REACH = 40
_OPENERS = frozenset("SWVJ")
_CONTENT = frozenset(("that", "whether", "how", "what", "why"))  # open the clause that is said, and not one of its own
_ISSUED_WITHIN = 14  # tokens from "issued" to "saying"
_WHERE_AND_WHEN = re.compile(r"(?:f?[DoA]*[NhotM]?[Nt#o]?)*+,?")  # "on Monday", "on the messaging app", ","


def absolute(shape: Shape, at: int) -> Find | None:
    """Who speaks in "…, with the ministry saying that it was Q", in "…, the two ministers calling it Q".

    And in "…, with Odur and Kolas issuing a statement saying it was Q".
    """
    subject = phrase_ending(shape, at - 1)
    if subject is not None and subject.head == "d" and shape.kinds[subject.first - 1 : subject.first] in ("g", "K"):
        subject = phrase_ending(shape, subject.first - 2)
    if subject is None or subject.head not in "NPh":
        return None
    if subject.head == "N" and shape.kinds[max(0, subject.first - 2) : subject.first] == "Nc":
        subject = Phrase(subject.first - 2, subject.last, "N", subject.first - 2)
    if shape.words[subject.first - 1 : subject.first] == ("with",):
        return Find("fragment, participle", subject, at, strong=True)
    own = shape.kinds[subject.first - 1 : subject.first] == "," and shape.kinds[subject.first] == "D"
    return Find("fragment, participle", subject, at, strong=False) if own else None


def _issued(shape: Shape, at: int) -> Phrase | None:
    """Who puts out the document that says something: "Odur posted a message on X saying that it was Q"."""
    kinds = shape.kinds
    lowest = max(0, at - _ISSUED_WITHIN)
    noun = kinds.rfind("d", lowest, at)
    if noun < 0 or not _WHERE_AND_WHEN.fullmatch(kinds, noun + 1, at):
        return None
    verb = noun - 1
    while verb > lowest and kinds[verb] in "DAogNhM" and shape.words[verb] not in shape.small.issuing:
        verb -= 1
    subject = subject_before(shape, verb) if shape.words[verb] in shape.small.issuing else None
    return subject if subject is not None and subject.head in "NPh" else None


def by_issuer(shape: Shape, at: int, rule: str) -> Find | None:
    """Whoever speaks in a document of their own, by the participle at ``at``."""
    subject = _issued(shape, at) if shape.kinds[at] == "G" else None
    return None if subject is None else Find(rule, subject, at, strong=True)


def by_participle(shape: Shape, at: int) -> Find | None:
    """The subject of the clause a participle hangs on."""
    subject = governing(shape, at)
    if subject is None:
        return None
    return Find("fragment, participle", subject, at, strong=is_own(shape, subject, at))


def is_own(shape: Shape, subject: Phrase, at: int) -> bool:
    """Whether it is surely the subject of the clause before it whose participle stands at ``at``."""
    if shape.words[at - 1] == "as" and shape.words[subject.first - 1] in shape.small.quoting:
        return True  # "the agency quoted Odur as saying"
    return shape.words[at] in shape.small.sure or _goes_on(shape, subject, at)


def _goes_on(shape: Shape, subject: Phrase, at: int) -> bool:
    """Whether a participle behind a comma goes on with the one clause before it: "Odur left early, calling it Q".

    With a second clause it may be anybody's: "Odur left as Kolas walked in, calling it Q".
    """
    kinds = shape.kinds
    by = shape.words[at - 1] == "by"  # "opened the talks by saying"
    whole = shape.words[at] == "saying" and kinds[at - 1] in "kot" and kinds[at + 1 : at + 3] == ":Q"
    whole = whole and "d" not in kinds[subject.last : at]  # "saw a message on Monday saying: Q"
    if not (by or whole or kinds[at - 1 : at] in (",", "Q")) or subject.head not in "NPhd":
        return False
    if second_clause(shape, subject.first, at):
        return False
    tag = kinds[at - 2] in "VJ" and kinds[subject.first - 1 : subject.first] in (
        ",",
        "Q",
    )  # "…, Odur said, calling"
    return tag or _OPENERS.isdisjoint(kinds[: subject.first])


def _in_content(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether a clause only tells what somebody said: "Odur said the flights would begin, adding that it was Q"."""
    thing, before = subject.head == "o", shape.kinds[subject.first - 1 : subject.first]
    told = before == "V" or shape.words[max(0, subject.first - 1) : subject.first] == ("that",)
    return subject.first < verb and told and (thing or with_helpers(shape, verb))


def second_clause(shape: Shape, start: int, end: int) -> bool:
    """Whether somebody may act in a clause of their own; not in one of content: "said that the plan was late"."""
    kinds, words = shape.kinds, shape.words
    return any(kinds[at] == "W" or (kinds[at] == "S" and words[at] not in _CONTENT) for at in range(start, end))


def governing(shape: Shape, at: int) -> Phrase | None:
    """The subject of the clause a participle or infinitive hangs on: of the verb before it, or of its sentence."""
    near = at - 1
    while near > 0 and shape.kinds[near] == "A":
        near -= 1
    if (
        near >= 0
        and shape.kinds[at] == "G"
        and (shape.kinds[near] in "NPh" or (shape.kinds[near] == "d" and shape.words[at] == "reading"))
    ):
        if shape.kinds[near] == "N":
            return Phrase(near, near, "N", near)
        return phrase_ending(shape, near)
    if shape.kinds[at] == "I" and at >= 3:  # "was prompted to say", "refused to call"
        found = subject_before(shape, at - 2) if shape.kinds[at - 2] in "eVJBoX" else None
        if found is not None and found.head in "NPWh":
            return found
    for verb in range(at - 1, max(-1, at - _REACH), -1):
        if shape.kinds[verb] in "VJ":
            tag = shape.kinds[verb - 1 : verb] in ("Q", ",") and shape.words[verb] not in shape.small.with_hearer
            inverted = tag and shape.kinds[verb] == "V" and subject_after(shape, verb)
            found = inverted or subject_before(shape, verb)
            if found is not None and not (shape.kinds[at] == "G" and _in_content(shape, found, verb)):
                return found
    return clause_subject(shape, clause_before(shape, at, ";:"), at)
