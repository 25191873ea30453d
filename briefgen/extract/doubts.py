"""What makes it doubtful that words were said, or said by the subject beside the verb: nothing is sure then."""

from __future__ import annotations

import re

from briefgen.extract.phrases import Shape
from briefgen.extract.quoted import Find, Place
from briefgen.extract.subjects import is_on_record, subject_before

_ORDER = re.compile(r"[DNPMohkdeA#]*+f?I")  # "asked the envoy to say"; not "told the envoy he came to say"
_ASIDE = re.compile("[Nh],PV,")  # "Kolas, she said, Q": whoever is named last is not "she"
_HELPERS = "XbA"  # auxiliaries and adverbs between subject and verb
_PREDICATES = "XbVJe"
_NOT = ("n't", "n’t")


def is_doubtful(place: Place, found: Find) -> bool:
    """Whether the verb is denied, no more than possible or told by another, or the quotation is the clause's subject.

    ``Ms. Kolas never said Q``, ``would say Q``, ``Neither he nor Ms. Kolas said Q``, ``It is not true that Ms. Kolas
    said Q``, ``asked Ms. Kolas to say Q``, ``Ms. Kolas said Q was the best book``.
    """
    shape, cue, phrase = place.shape, found.cue, found.phrase
    if cue is None or phrase is None or shape.kinds[cue] != "V":
        return False
    if with_helpers(shape, cue):
        return True
    if cue < place.token:
        told = (
            phrase.first > 0
            and not is_recorded(shape, phrase.first)
            and (shape.words[phrase.first - 1] in shape.small.relayed or _second_hand(shape, phrase.first, cue))
        )
        aside = phrase.head == "P" and _ASIDE.match(shape.kinds, phrase.first - 2) is not None
        ordered = shape.words[cue] in shape.small.with_hearer and _ORDER.match(shape.kinds, cue + 1) is not None
        return told or aside or ordered or _is_subject(place)
    return False


def with_helpers(shape: Shape, verb: int) -> bool:
    """Whether an auxiliary or adverb right before a verb denies it or makes it no more than possible."""
    at = verb - 1
    while at >= 0 and shape.kinds[at] in _HELPERS:
        word = shape.words[at]
        if word in shape.small.denied or word in shape.small.modals or word.endswith(_NOT):
            return True
        at -= 1
    if at < 1 or at == verb - 1 or shape.words[at] != "to":
        return False
    return shape.words[at - 1] not in shape.small.reported  # "is alleged to have said"


def is_recorded(shape: Shape, first: int) -> bool:
    """Whether a body, an outlet or a document says what the subject at ``first`` said: "the ministry said Odur had"."""
    at = first - 1
    while at > 0 and (shape.kinds[at] in "At#" or shape.words[at] in ("that", "on", "in")):
        at -= 1
    source = subject_before(shape, at) if at > 0 and shape.kinds[at] == "V" else None
    return source is not None and is_on_record(shape, source)


def _second_hand(shape: Shape, first: int, verb: int) -> bool:
    """Whether somebody tells what others had told: "Ms. Kolas said ministers had told her Q"."""
    return shape.kinds[first - 1] == "V" and "had" in shape.words[first:verb]


def _is_subject(place: Place) -> bool:
    """Whether a quotation that nothing sets off is the subject of the clause it opens: a title, not a statement."""
    kinds = place.shape.kinds
    bare = kinds[place.token - 1] not in ",:-"
    return place.full and bare and not place.comma and kinds[place.token + 1 : place.token + 2] in tuple(_PREDICATES)
