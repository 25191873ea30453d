"""The constructions that join a quotation and its speaker, each a small function, in the order they are tried.

A construction looks at the shape of one sentence and the place of one quotation in it. It answers with the phrase
that speaks and the cue, or with None.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from briefgen.extract.phrases import Shape
from briefgen.extract.subjects import (
    Phrase,
    clause_subject,
    phrase_ending,
    phrase_starting,
    subject_after,
    subject_before,
)


@dataclass(frozen=True, slots=True)
class Place:
    """One quotation in its sentence."""

    shape: Shape
    token: int
    full: bool  # its content is a sentence or the part of one that a tag can cut off
    comma: bool  # its content ends as it does before a tag: in a comma, ?, ! or dash
    ends: bool = False  # a new sentence begins right after it: a small word with a capital


@dataclass(frozen=True, slots=True)
class Find:
    """Who speaks, by the construction ``rule``."""

    rule: str
    phrase: Phrase | None  # None: the construction says that nobody is named
    cue: int | None
    strong: bool


Construction = Callable[[Place], Find | None]
_TAG_REACH = 30
_SUBJECT_AND_VERB = re.compile(r"[NPWh][AX]*[VJ]")
_TAG_TAIL = re.compile(r"[AftDNMPohk#.e,\-()]*")
_TAG_GAP = re.compile(r"(?:[,A]|f?[Do#A]{0,2}t[t#]*)*[Do#]?")
_MODALS = frozenset({"will", "would", "should", "could", "can", "may", "might", "must", "shall"})
_WITHIN = frozenset({"when", "because", "after", "before", "if", "while", "since", "unless", "until", "where"})
# After these the next name is who hears it: "Odur, a farmer, told Reuters, Q".
_WITH_HEARER = frozenset({"told", "tells", "asked", "asks", "informed", "reminded", "assured", "warned"})


def tag_inverted(place: Place) -> Find | None:
    """``Q said Hakan Odur, the mayor.``"""
    at = _after(place, ",-A")
    kinds = place.shape.kinds
    if at < len(kinds) and kinds[at] == "V":
        subject = subject_after(place.shape, at)
        if subject is not None:
            return Find("quote, cue, subject", subject, at, strong=True)
    return None


def tag_after(place: Place) -> Find | None:
    """``Q Ms. Kolas said.`` with appositions, brackets and adverbs: ``Q she later told reporters.``"""
    shape = place.shape
    kinds = shape.kinds
    start = _after(place, ",-")
    for at in range(start, min(len(kinds), start + _TAG_REACH)):
        if kinds[at] in "Q;:.":
            return None
        if kinds[at] == "V":
            subject = subject_before(shape, at, start)
            if subject is not None and kinds[start : subject.first] == "N,":
                subject = Phrase(start, start, "N", start)  # "Odur, the mayor told reporters": the second comma is lost
            if subject is None or not _TAG_GAP.fullmatch(kinds, start, subject.first):
                return None
            near = subject.first - start <= 1
            if not (place.comma or start > place.token + 1 or (near and subject.head in "NP" and not place.ends)):
                return None
            return Find("quote, subject, cue", subject, at, strong=near)
    return None


def second_half(place: Place) -> Find | None:
    """``"If they come," Ms. Kolas said, Q``: the tag stands between two halves of one sentence."""
    shape = place.shape
    before = shape.kinds.rfind("Q", 0, place.token)
    if before < 0 or shape.kinds[place.token - 1] not in ",-:":
        return None
    first = tag_inverted(replace(place, token=before)) or tag_after(
        replace(place, token=before, comma=True, ends=False)
    )
    if first is None or first.phrase is None or first.phrase.last >= place.token:
        return None
    between = shape.kinds[max(first.phrase.last, first.cue or 0) + 1 : place.token]
    if any(kind in "VJcSGW" for kind in between):
        return None
    return Find("second half of a sentence", first.phrase, first.cue, strong=True)


def according_to(place: Place) -> Find | None:
    """``Q, according to the source`` and ``According to the source, Q``."""
    shape = place.shape
    for at in (shape.kinds.find("a", place.token), shape.kinds.rfind("a", 0, place.token)):
        if at >= 0 and at + 2 < len(shape.kinds) and shape.words[at + 1] == "to":
            subject = phrase_starting(shape, at + 2)
            if subject is not None and "Q" not in shape.kinds[min(at, place.token) + 1 : max(at, place.token)]:
                return Find("according to", subject, at, strong=True)
    return None


def colon_before(place: Place) -> Find | None:
    """``The letter said: Q`` and ``Ms. Kolas was blunt: Q``."""
    shape = place.shape
    colon = place.token - 1
    if colon < 1 or shape.kinds[colon] != ":":
        return None
    start = max(shape.kinds.rfind(mark, 0, colon) for mark in "Q;:") + 1
    for at in range(colon - 1, start - 1, -1):
        if shape.kinds[at] == "V":
            subject = subject_before(shape, at, start)
            if subject is not None:
                return Find("cue before, colon", subject, at, strong=True)
        elif shape.kinds[at] == "G":
            subject = _governing(shape, at)
            if subject is not None:
                return Find("participle before, colon", subject, at, strong=False)
    subject = clause_subject(shape, start, colon)
    return None if subject is None else Find("subject, colon", subject, None, strong=False)


def cue_before(place: Place) -> Find | None:
    """``Ms. Kolas told reporters, Q`` and ``Ms. Kolas said Q``, whole quotations only."""
    shape = place.shape
    if place.token < 1:
        return None
    inverted = _inverted_before(shape, place.token)
    if inverted is not None or not place.full:
        return inverted
    at = place.token - 1
    if shape.kinds[at] == ",":
        at -= 1
    lowest = max(0, at - 12)
    while at >= lowest and shape.kinds[at] not in "Q;:.":
        kind = shape.kinds[at]
        if kind == "V":
            subject = subject_before(shape, at)
            return None if subject is None else Find("cue before", subject, at, strong=True)
        if kind == "B":
            return _agent(shape, at, place.token)
        at -= 1
    return None


def _inverted_before(shape: Shape, quote: int) -> Find | None:
    """``The talks failed, said Ms. Kolas, Q``: the tag stands between two halves, and the first has no marks."""
    for at in range(quote - 1, max(0, quote - 8), -1):
        if shape.kinds[at] == "V" and shape.kinds[at - 1] == "," and shape.words[at] not in _WITH_HEARER:
            subject = subject_after(shape, at)
            if subject is not None and shape.kinds[subject.last + 1 : quote] in (",", "-"):
                return Find("cue, subject, quote", subject, at, strong=True)
        if shape.kinds[at] in "Q;:.":
            return None
    return None


def _agent(shape: Shape, passive: int, end: int) -> Find | None:
    """Who asks in "Ms. Kolas was asked by Odur, Q"; nobody in "Ms. Kolas was asked, Q"."""
    by = passive + 1
    while by < end and shape.words[by] != "by":
        by += 1
    subject = phrase_starting(shape, by + 1) if by < end else None
    if subject is not None:
        return Find("passive, by", subject, passive, strong=True)
    return Find("passive, nobody named", None, passive, strong=False)


def nearest_cue(place: Place) -> Find | None:
    """The nearest cue before a marked fragment, with its subject: ``Odur called the deal Q``.

    A verb of saying or naming in the sentence outranks whatever stands nearer: in "Ms. Kolas said Odur's remarks
    showed Q" the words are hers.
    """
    shape = place.shape
    lowest = max(0, place.token - 40)
    second: Find | None = None  # a clause inside a clause: its verb counts where none stands outside it
    for at in range(place.token - 1, lowest - 1, -1):
        kind = shape.kinds[at]
        if kind == ";":
            break
        if kind in "VJ":
            subject = subject_before(shape, at)
            if subject is not None and _is_inner(shape, subject, at):
                second = second or Find("fragment, inner verb", subject, at, strong=False)
            elif subject is not None:
                return Find("fragment, cue" if kind == "V" else "fragment, verb", subject, at, strong=kind == "V")
        elif kind == "G" and shape.kinds[at - 1 : at] in (",", "c", "-", ""):
            subject = _governing(shape, at)
            if subject is not None:
                return Find("fragment, participle", subject, at, strong=False)
        elif second is None:
            second = _weaker(shape, at, kind)
    return second


def _is_inner(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether a verb stands in a clause that somebody else may have said: "… should repeat", "when Odur warned"."""
    helper = verb - 1
    while helper > subject.last and shape.kinds[helper] == "A":
        helper -= 1
    modal = shape.words[helper] in _MODALS
    before = shape.words[subject.first - 1] if subject.first else ""
    return modal or subject.head == "W" or before in _WITHIN


def _weaker(shape: Shape, at: int, kind: str) -> Find | None:
    """What holds a fragment where no verb of saying or naming does."""
    if kind in "GI":
        subject = _governing(shape, at)
        return None if subject is None else Find("fragment, participle", subject, at, strong=False)
    if kind == "k":
        subject = _possessor(shape, at)
        return None if subject is None else Find("possessive noun cue", subject, at, strong=False)
    if kind == "K":
        subject = subject_before(shape, at)
        return None if subject is None else Find("fragment, weak verb", subject, at, strong=False)
    return None


def _governing(shape: Shape, at: int) -> Phrase | None:
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
    verbs = list(_SUBJECT_AND_VERB.finditer(shape.kinds, max(0, at - 40), at))
    if verbs:
        return phrase_ending(shape, verbs[-1].start())
    start = max(shape.kinds.rfind(mark, 0, at) for mark in "Q;:") + 1
    return clause_subject(shape, start, at)


def _possessor(shape: Shape, noun: int) -> Phrase | None:
    """Whose remark it is: "Odur's remark", "his remark"."""
    at = noun - 1
    while at > 0 and shape.kinds[at] in "oe#A" and noun - at < 4:
        at -= 1
    if at >= 0 and shape.kinds[at] == "M":
        first = at
        while first > 0 and shape.kinds[first - 1] in "ohNeD" and at - first < 5:
            first -= 1
        return Phrase(first, at, "N" if shape.words[at] else "h", at)
    if at >= 0 and shape.kinds[at] == "D" and shape.words[at] in ("his", "her", "their"):
        return Phrase(at, at, "P", at)
    return None


def tag_at_end(place: Place) -> Find | None:
    """A tag that closes the sentence: ``The plan was Q and would fail, Ms. Kolas said.``"""
    shape = place.shape
    kinds = shape.kinds
    for at in range(len(kinds) - 1, max(place.token, len(kinds) - 16), -1):
        if kinds[at] in "Q;:":
            return None
        if kinds[at] == "V":
            if not _TAG_TAIL.fullmatch(kinds, at + 1):
                return None
            edge = max(kinds.rfind(",", place.token, at), kinds.rfind("Q", place.token + 1, at))
            subject = subject_before(shape, at, edge + 1) if edge > 0 else None
            if subject is not None and _TAG_GAP.fullmatch(kinds, edge + 1, subject.first):
                return Find("tag at the end", subject, at, strong=False)
            if kinds[at - 1] == ",":
                after = subject_after(shape, at)
                return None if after is None else Find("tag at the end", after, at, strong=False)
            return None
    return None


def dash_before(place: Place) -> Find | None:
    """``the former minister Hakan Odur - Q - and others``."""
    shape = place.shape
    if place.full and place.token > 1 and shape.kinds[place.token - 1] == "-" and shape.kinds[place.token - 2] == "N":
        subject = phrase_ending(shape, place.token - 2)
        return None if subject is None else Find("name, dash, quote", subject, None, strong=False)
    return None


def passive_by(place: Place) -> Find | None:
    """``was called Q by Ms. Kolas``."""
    shape = place.shape
    at = place.token + 1
    held = any(kind in "BeJV" for kind in shape.kinds[max(0, place.token - 4) : place.token])
    if held and at < len(shape.kinds) and shape.words[at] == "by":
        subject = phrase_starting(shape, at + 1)
        if subject is not None:
            return Find("passive, by", subject, None, strong=False)
    return None


def introduced(place: Place) -> Find | None:
    """A quotation in the phrase that introduces a sentence: ``Bemoaning the Q, Ms. Kolas accused him.``"""
    shape = place.shape
    if place.token > 8 or not shape.kinds or shape.kinds[0] not in "GgfS" or clause_subject(shape, 0, place.token):
        return None
    start = _after(place, ",-")
    subject = clause_subject(shape, start, len(shape.kinds))
    if subject is None or subject.head not in "NPh":
        return None
    return Find("introductory phrase", subject, 0 if shape.kinds[0] == "G" else None, strong=False)


def sentence_subject(place: Place) -> Find | None:
    """The subject of the sentence, where nothing else tells."""
    shape = place.shape
    start = max(shape.kinds.rfind(";", 0, place.token), shape.kinds.rfind(":", 0, place.token)) + 1
    subject = clause_subject(shape, start, place.token)
    if subject is None or subject.head not in "NPhd":
        return None
    return Find("subject of the sentence", subject, None, strong=False)


CONSTRUCTIONS: tuple[Construction, ...] = (
    tag_inverted,
    tag_after,
    second_half,
    colon_before,
    passive_by,
    according_to,
    cue_before,
    introduced,
    dash_before,
    tag_at_end,
    nearest_cue,
    sentence_subject,
)


# The rules of a quotation's own tag, and of what introduces a whole one.
TAGS = frozenset(
    {"second half of a sentence", "quote, cue, subject", "quote, subject, cue", "cue before", "cue before, colon"}
)


def construe(place: Place) -> Find | None:
    """The first construction that finds a speaker."""
    for construction in CONSTRUCTIONS:
        found = construction(place)
        if found is not None:
            return found
    return None


def _after(place: Place, skip: str) -> int:
    """The first token after the quotation that is none of ``skip``."""
    at = place.token + 1
    while at < len(place.shape.kinds) and place.shape.kinds[at] in skip:
        at += 1
    return at


_ALONE = re.compile(r"[Q.,\-()c]*\Z")


def stands_alone(shape: Shape) -> bool:
    """Whether a sentence is nothing but quotations."""
    return _ALONE.match(shape.kinds) is not None
