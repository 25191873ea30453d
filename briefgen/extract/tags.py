"""Tags: a verb of saying and its subject beside a quotation, and what announces a whole one."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.extract.fragments import NEW_CLAUSE, OTHER_CLAUSE, nearest_cue, opens_its_clause, told_in_front
from briefgen.extract.participles import by_issuer, governing, is_own
from briefgen.extract.phrases import Shape
from briefgen.extract.quoted import SIGHT, Find, Place, clause_before
from briefgen.extract.subjects import (
    Phrase,
    clause_subject,
    is_on_record,
    phrase_starting,
    subject_after,
    subject_before,
)

_REACH = 30
_CUE = re.compile(r"[VJG]")
_TAIL = re.compile(r"[AftDNMPohk#.e,\-()]*+")
_OFFICE = re.compile(r"[NhdkDMofce#]*+")  # "Secretary of State for Oceans and Scientific Affairs"
_PEOPLE = "NPh"  # heads of phrases that a person or body bears
_ELSE = frozenset("NMPWSQVJGBhdc")
_GAP = re.compile(r"(?:[,A]|f?[Do#A]{0,2}t[t#]*+)*+[Do#]?")


def tag_inverted(place: Place) -> Find | None:
    """Read ``Q said Hakan Odur, the mayor``."""
    if place.inside:
        return None  # "the Q reflects a change"
    at = place.after(",-A")
    kinds = place.shape.kinds
    if at < len(kinds) and kinds[at] == "V":
        subject = subject_after(place.shape, at)
        if subject is not None:
            return _recorded(place, subject) or Find("quote, cue, subject", subject, at, strong=True)
    return None


def tag_after(place: Place) -> Find | None:
    """Read ``Q Ms. Kolas said`` with appositions, brackets and adverbs: ``Q she later told reporters``."""
    shape = place.shape
    kinds = shape.kinds
    start = place.after(",-")
    if shape.words[start + 1 : start + 2] == ("how",) and kinds[start] == "b":
        start += 2  # "Q, was how Odur put it"
    if _is_no_tag(place, start):
        return None
    for at in range(start, min(len(kinds), start + _REACH)):
        if kinds[at] in "Q;:.":
            return None
        if kinds[at] == "V":
            subject = subject_before(shape, at, start)
            if subject is not None and place.comma and kinds[start : subject.first] == "N,":
                subject = Phrase(start, start, "N", start)  # "Odur, the mayor told reporters": the second comma is lost
            if subject is not None and subject.first < at:  # else whom it quotes: "the paper cited Odur as saying"
                subject = _whole(place, subject, start, at)
            if subject is None or subject.head == "k":
                return None  # "Q - a remark that few noted"
            near = subject.first - start <= 1 or subject.first > at
            tag = place.comma or start > place.token + 1 or (near and subject.head in "NP" and not place.ends)
            own = Find("quote, subject, cue", subject, at, strong=near)
            return (_passed_on(shape, subject, at) or _recorded(place, subject) or own) if tag else None
    return None


def _is_no_tag(place: Place, start: int) -> bool:
    """Whether what stands behind a quotation belongs to another clause."""
    kinds = place.shape.kinds
    before = kinds[place.token - 1 : place.token]
    if (before == "D" and place.inside) or (before == ":" and not place.comma):
        return True  # "the Q Odur had in mind"; "she added: Q Odur said later …"
    return kinds[start : start + 1] == "c"  # "Q, and Odur replied: …"


def _passed_on(shape: Shape, outlet: Phrase, verb: int) -> Find | None:
    """Whose words an outlet passes on: ``Q, the Kolan agency said, quoting Hakan Odur``."""
    at = verb + 1
    while shape.kinds[at : at + 1] in ("A", "f", "t"):
        at += 1
    if shape.kinds[at : at + 2] != ",G" or shape.words[at + 1] not in ("quoting", "citing"):
        return None
    source = phrase_starting(shape, at + 2)
    known = source is not None and source.head in "Nhd" and is_on_record(shape, outlet)
    return Find("quote, subject, cue", source, at + 1, strong=True) if known else None


def _whole(place: Place, subject: Phrase, start: int, verb: int) -> Phrase | None:
    """The whole subject, title and place included, where only that, time or adverbs stand behind the quotation."""
    kinds = place.shape.kinds
    if _GAP.fullmatch(kinds, start, subject.first):
        return subject
    if not place.comma or subject.head != "N" or not _OFFICE.fullmatch(kinds, start, subject.first):
        return None
    if kinds[start : start + 2] == "Nf" and kinds[subject.first - 1] == "f":
        return Phrase(start, subject.last, "N", start)  # "George Hall at the Institute for Peace in Varna told"
    return replace(subject, first=start) if subject.last == verb - 1 else None


def second_half(place: Place) -> Find | None:
    """``"If they come," Ms. Kolas said, Q``: the tag stands between two halves of one sentence."""
    shape = place.shape
    before = shape.kinds.rfind("Q", max(0, place.token - SIGHT), place.token)
    if before < 0 or shape.kinds[place.token - 1] not in ",-:" or told_in_front(replace(place, token=before)):
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
    near = max(0, place.token - SIGHT)
    for at in (shape.kinds.find("a", place.token, place.token + SIGHT), shape.kinds.rfind("a", near, place.token)):
        if at >= 0 and at + 2 < len(shape.kinds) and shape.words[at + 1] == "to":
            subject = phrase_starting(shape, at + 2)
            if subject is not None and "Q" not in shape.kinds[min(at, place.token) + 1 : max(at, place.token)]:
                return _relayed(place, at, subject) or Find("according to", subject, at, strong=True)
    return None


def _recorded(place: Place, source: Phrase) -> Find | None:
    """Whose words an outlet, a body or a document reports behind them: ``Odur told Kolas it was Q, the ministry said``.

    A whole quotation is the source's own, and so is one that nobody else is surely said to say.
    """
    if place.full or not _CUE.search(place.shape.kinds, clause_before(place.shape, place.token, ";Q"), place.token):
        return None
    if _is_matter(place):
        return None  # "Odur spoke about Q, the ministry said"
    held = _relayed(place, place.token, source)
    said = held is not None and held.cue is not None and place.shape.kinds[held.cue] == "V" and held.strong
    return held if said and held is not None and held.phrase is not None and held.phrase.head in _PEOPLE else None


def _is_matter(place: Place) -> bool:
    """Whether a quotation is what somebody only spoke about, in the words of whoever tells it."""
    return place.shape.words[max(0, place.token - 1) : place.token] == ("about",)


def _relayed(place: Place, according: int, source: Phrase) -> Find | None:
    """Whose words a source only relays: ``Odur called it Q, according to the agency``; not ``The plan was Q, …``.

    An outlet, a body or a document puts them on record; what an aide or a friend tells of them is hearsay.
    """
    shape = place.shape
    start = source.last + 1 if according < place.token else clause_before(shape, place.token, ";")
    if not _CUE.search(shape.kinds, start, place.token):
        return None
    held = cue_before(place) or nearest_cue(place)
    if held is None or held.cue is None or held.phrase is None or shape.kinds[held.cue] not in "VJG":
        return None
    own = min(held.cue, held.phrase.first) >= start and held.phrase.head not in "Wo"
    if not own or NEW_CLAUSE.search(shape.kinds, held.cue, place.token):
        return None
    return held if is_on_record(shape, source) else replace(held, strong=False)


def colon_before(place: Place) -> Find | None:
    """``The letter said: Q`` and ``Ms. Kolas was blunt: Q``."""
    shape = place.shape
    colon = place.token - 1
    if colon < 1 or shape.kinds[colon] != ":":
        return None
    start = clause_before(shape, colon, "Q;:")
    for at in range(colon - 1, start - 1, -1):
        if (found := _announcing(place, at, start)) is not None:
            return found
    subject = clause_subject(shape, start, colon)
    if subject is None:
        return None
    told = subject.last == colon - 1 or _is_plain(shape, subject, colon)
    if subject.head in "dk" and shape.words[subject.first] in shape.small.possessives:  # "His message was simple: Q"
        whose = Phrase(subject.first, subject.first, "P", subject.first)
        return Find("subject, colon", whose, None, strong=place.full and told)
    owner = shape.kinds.rfind("M", subject.first, subject.last)
    if subject.head in "dk" and owner >= 0 and shape.kinds[owner + 1 : subject.last] in ("", "o"):
        whose = Phrase(subject.first, owner, "N", owner)  # "Odur's answer was a shrug: Q"
        return Find("subject, colon", whose, None, strong=place.full and told and "N" not in shape.kinds[:owner])
    own = shape.words[subject.last + 1 : colon]
    part = own[:2] == (",", "for") and own[2:3] and own[2] in shape.small.possessives and own[3:] == ("part",)
    sure = subject.head == "P" or (subject.head in "Nh" and bool(part or told))
    return Find("subject, colon", subject, None, strong=place.full and sure)


def _is_plain(shape: Shape, subject: Phrase, colon: int) -> bool:
    """Whether only one clause stands before a colon, and nobody else in it: "Odur had this to say about the plan:"."""
    start = subject.first - 1
    while start >= 0 and shape.kinds[start] in "Act#":
        start -= 1
    behind = shape.kinds[subject.last + 1 : colon]
    verb = behind.lstrip("A,")[:1]
    if any(shape.kinds[at] == "I" and shape.words[at] != "say" for at in range(subject.last, colon)):
        return False  # "Odur was obliged to disclose"
    return (start < 0 or shape.kinds[start] in ",-") and verb in tuple("bX") and _ELSE.isdisjoint(behind)


def _announcing(place: Place, at: int, start: int) -> Find | None:
    """Who speaks behind a colon by the verb at ``at``: a verb of saying or of judging, or its participle."""
    shape, kind = place.shape, place.shape.kinds[at]
    if kind == "G":
        subject = governing(shape, at)
        issued = by_issuer(shape, at, "participle before, colon")
        if issued is not None or subject is None:
            return issued
        return Find("participle before, colon", subject, at, strong=is_own(shape, subject, at))
    if kind != "V" and not (kind == "J" and place.full):
        return None
    subject = subject_before(shape, at, start)
    if subject is None or (kind == "J" and subject.head not in "NPh"):
        return None
    alone = OTHER_CLAUSE.isdisjoint(shape.kinds[at + 1 : place.token])  # "Odur dismissed the claims: Q"
    return Find(
        "cue before, colon", subject, at, strong=kind == "V" or (alone and opens_its_clause(shape, subject, at))
    )


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
            sure = not NEW_CLAUSE.search(shape.kinds, at, place.token)
            return None if subject is None else Find("cue before", subject, at, strong=sure)
        if kind == "B":
            return _agent(shape, at, place.token)
        at -= 1
    return None


def _inverted_before(shape: Shape, quote: int) -> Find | None:
    """``The talks failed, said Ms. Kolas, Q``: the tag stands between two halves, and the first has no marks."""
    for at in range(quote - 1, max(0, quote - 8), -1):
        if shape.kinds[at] == "V" and shape.kinds[at - 1] == "," and shape.words[at] not in shape.small.with_hearer:
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


def tag_at_end(place: Place) -> Find | None:
    """A tag after the rest of its sentence: ``The plan was Q and would fail, Ms. Kolas said``."""
    shape = place.shape
    kinds = shape.kinds
    end = min(len(kinds), place.token + SIGHT)
    for verb in range(place.token + 2, end):
        if kinds[verb] == "V" and kinds[verb - 1] == ",":
            subject = subject_after(shape, verb)
            if subject is not None:
                return _recorded(place, subject) or Find(
                    "tag at the end", subject, verb, strong=subject.head in _PEOPLE
                )
    verb = kinds.rfind("V", place.token, end)
    if verb < 0 or not _TAIL.fullmatch(kinds, verb + 1):
        return None
    subject = subject_before(shape, verb, place.token + 1)
    if subject is None:
        return None
    before = subject.first - 1
    if shape.words[before] == "as":
        before -= 1  # "…, as Odur put it"
    if kinds[before] not in ",Q":
        return None
    return _recorded(place, subject) or Find("tag at the end", subject, verb, strong=subject.head in _PEOPLE)
