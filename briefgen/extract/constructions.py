"""The constructions that join a quotation and its speaker, in the order they are tried."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.extract import fragments, tags
from briefgen.extract.doubts import is_doubtful, with_helpers
from briefgen.extract.phrases import Shape
from briefgen.extract.quoted import Construction, Find, Place
from briefgen.extract.subjects import Phrase

CONSTRUCTIONS: tuple[Construction, ...] = (
    fragments.told_in_front,
    tags.tag_inverted,
    tags.tag_after,
    tags.second_half,
    tags.colon_before,
    fragments.passive_by,
    tags.according_to,
    tags.cue_before,
    fragments.introduced,
    fragments.dash_before,
    tags.tag_at_end,
    fragments.nearest_cue,
    fragments.sentence_subject,
)

# The rules of a quotation's own tag, and of what introduces a whole one.
TAGS = frozenset(
    {"second half of a sentence", "quote, cue, subject", "quote, subject, cue", "cue before", "cue before, colon"}
)
_OTHER_VOICES = frozenset("QJBGa")  # quotations, verbs of naming, participles of saying, "according to"
_OPENING = re.compile(r"(?:[AtfDoNeh#M]*+,)?[Ac]*+")  # "In Varna," before the subject that opens a sentence
_INTRODUCTION = re.compile(r"A?[GgeVf][^,:;Q]*+,")  # "Speaking to the paper,", "Asked about the plan,"
_SHORT = 6  # tokens behind a subject, with the full stop: "was not so sure ."
_NOBODY_ELSE = frozenset("NMPWQVJGBKhdS")
_ALONE = re.compile(r"[Q.,\-()c]*+\Z")


def construe(place: Place) -> Find | None:
    """The first construction that finds a speaker; one may also say that nobody is named."""
    for construction in CONSTRUCTIONS:
        found = construction(place)
        if found is not None:
            return replace(found, strong=False) if found.strong and is_doubtful(place, found) else found
    return None


def stands_alone(shape: Shape) -> bool:
    """Whether a sentence is nothing but quotations."""
    return _ALONE.match(shape.kinds) is not None


def acts_alone(shape: Shape, subject: Phrase) -> bool:
    """Whether a short sentence tells only how one person is: "Odur smiled.", "Odur was unmoved."."""
    behind = shape.kinds[subject.last + 1 :]
    opens = subject.first == 0 or _OPENING.fullmatch(shape.kinds, 0, subject.first) is not None
    return subject.head == "N" and opens and len(behind) <= _SHORT and _NOBODY_ELSE.isdisjoint(behind)


def _is_voice(shape: Shape, at: int) -> bool:
    """Whether somebody else may be heard at a token; not at "accused" in "said so and accused", "said she accused"."""
    kinds = shape.kinds
    if kinds[at] in "VJ" and kinds[at - 1 : at] in ("c", "P"):
        return False
    return kinds[at] == "V" or kinds[at] in _OTHER_VOICES


def speaks_alone(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether a sentence is one speaker's report: its own clause opens it or ends it, and nobody else says anything."""
    kinds = shape.kinds
    opening = _INTRODUCTION.match(kinds, 0, subject.first) if subject.first < verb else None
    start = opening.end() if opening else 0
    if subject.head not in "NhdP" or any(_is_voice(shape, at) for at in range(start, len(kinds)) if at != verb):
        return False
    opens = subject.first < verb and _OPENING.fullmatch(kinds, start, subject.first) is not None
    ends = kinds[subject.first - 1 : subject.first] == "," and verb > subject.last and "V" not in kinds[: subject.first]
    plain = shape.words[verb] not in shape.small.answering and not with_helpers(shape, verb)
    return plain and (opens or ends)
