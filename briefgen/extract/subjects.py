"""Noun phrases in the shape of a sentence: the subject of a cue, before it or after it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.extract.phrases import Shape

_INSIDE = frozenset("NhdokeM#")  # what a noun phrase is made of, but for its determiner
_HEADS = frozenset("Nhdok#")
_BOUNDARY = frozenset("Q,:;.-()ScW")
_LONGEST = 12  # tokens of one noun phrase
_TIES = 5  # "Ada Hall at the School for the Study of Tides in Varna"
_REACH = 40  # tokens a subject may lie before its verb
_LIST = re.compile(r"D[ohkNe]{1,3}(?:,[ohkNe]{1,3})*,?c")  # "the justice, state and"
_TIME = re.compile(r"(?:f?[Do#A]{0,3}t[#t]*+)++")
_OPENERS = frozenset("fgeSABaGcIt#VJK")  # "Asked about it, Odur said"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: its tokens, the letter of its head, and the token its head is."""

    first: int
    last: int
    head: str
    core: int  # the head's token: "spokesman" in "a spokesman for the group"


def phrase_ending(shape: Shape, last: int, floor: int = 0) -> Phrase | None:
    """The noun phrase that ends with the token ``last``, with what it is tied to: "a spokesman for Ms. Kolas"."""
    kinds = shape.kinds
    if last < floor:
        return None
    if kinds[last] in "PW":
        return Phrase(last, last, kinds[last], last)
    core = _core(shape, last, floor)
    if core is None:
        return None
    if kinds[last] == "#" and last > core and kinds[last - 1] in "dN":
        return Phrase(core, last, kinds[last - 1], last - 1)  # "Article 33"
    return (
        _pair(shape, core, last, floor) or _shared(shape, core, last, floor) or _tied_before(shape, core, last, floor)
    )


def _pair(shape: Shape, core: int, last: int, floor: int) -> Phrase | None:
    """Two names joined by "and" that open their clause."""
    kinds = shape.kinds
    if core - 2 < floor or kinds[core - 2 : core] != "Nc" or kinds[last] != "N" or shape.words[core - 1] != "and":
        return None
    both = _core(shape, core - 2, floor)
    if both is None or (both > floor and kinds[both - 1] not in _BOUNDARY):
        return None
    return Phrase(both, last, "N", core - 2)


def _shared(shape: Shape, core: int, last: int, floor: int) -> Phrase | None:
    """Several bodies in one plural noun: "the justice, state and treasury departments"."""
    kinds = shape.kinds
    if last == core or kinds[core - 1 : core] != "c" or kinds[last] not in "ho" or not shape.words[last].endswith("s"):
        return None
    lowest = max(floor, core - _LONGEST)
    opened = max(kinds.rfind("D", lowest, core), lowest)
    if not _LIST.fullmatch(kinds, opened, core):
        return None
    return Phrase(opened, last, kinds[last], last)


def _tied_before(shape: Shape, core: int, last: int, floor: int) -> Phrase:
    """The phrase with what it hangs on: "a spokesman for" before "Ms. Kolas", where that opens the clause."""
    kinds = shape.kinds
    first, found = core, Phrase(core, last, kinds[last], last)
    for _ in range(_TIES):
        tie = first - 1
        if (
            tie - 1 < floor
            or kinds[tie] != "f"
            or shape.words[tie] not in shape.small.ties
            or kinds[tie - 1] not in _HEADS
        ):
            break
        outer = _core(shape, tie - 1, floor)
        if outer is None:
            break
        before = kinds[outer - 1] if outer > floor else ","
        if before in _BOUNDARY or (before in "ft" and kinds[tie - 1] in "hd"):
            found = Phrase(outer, last, kinds[tie - 1], tie - 1)
        elif before != "f":
            break
        first = outer
    return found


def _core(shape: Shape, last: int, floor: int) -> int | None:
    """The first token of the plain noun phrase that ends with ``last``: determiner, modifiers, head."""
    kinds = shape.kinds
    if kinds[last] not in _HEADS and kinds[last] not in "eg":
        return None
    at = last
    lowest = max(floor, last - _LONGEST)
    while at > lowest and (
        kinds[at - 1] in _INSIDE or (kinds[at - 1] in "tgA" and kinds[at - 2 : at - 1] in ("D", "M"))
    ):
        at -= 1  # "the March 6 notification", "Kolan's acting mayor", "the first man"; but not "on Tuesday Ms. Kolas"
    if at > floor and kinds[at - 1] == "D":
        return at - 1
    if kinds[last] in "eg":
        return None
    return at


def phrase_starting(shape: Shape, first: int) -> Phrase | None:
    """The noun phrase that starts with the token ``first``; it stops before an apposition or a preposition."""
    kinds = shape.kinds
    end = min(len(kinds), first + _LONGEST)
    if first >= end:
        return None
    if kinds[first] == "P":
        return Phrase(first, first, "P", first)
    at = first
    if kinds[at] == "D":
        at += 1
    last = -1
    while at < end and (
        kinds[at] in _INSIDE
        or (kinds[at] in "gA" and (last < 0 or kinds[last] == "o") and kinds[at + 1 : at + 2] in _INSIDE)
    ):
        if last == at - 1 and kinds[last] in "Nh" and (kinds[at] == "e" or shape.words[at] in shape.small.pasts):
            break  # "Odur met Kolas"
        if kinds[at] in _HEADS:
            last = at
        at += 1
    if last < 0:
        return None
    named = [n for n in range(first, last + 1) if kinds[n] in "Nhdk"]
    if named and not (kinds[named[-1]] == "N" and kinds[first] == "D" and last > named[-1]):
        last = named[-1]  # "the president late"; but "the printed Kolas card"
    if kinds[last] in "#ok" or shape.words[last] in shape.small.heads_of:
        last_tied = _tied(shape, last)
        return Phrase(first, last_tied, kinds[last], last)
    return Phrase(first, last, kinds[last], last)


def _tied(shape: Shape, last: int) -> int:
    """The end of an "of" phrase after the token ``last``, or ``last`` itself."""
    if last + 1 < len(shape.kinds) and shape.words[last + 1] == "of":
        inner = phrase_starting(shape, last + 2)
        if inner is not None:
            return inner.last
    return last


def subject_before(shape: Shape, verb: int, floor: int = 0) -> Phrase | None:
    """The subject of the verb at token ``verb``, where it stands before it; or whom that verb quotes."""
    quoted = quoted_after(shape, verb)
    if quoted is not None:
        return quoted
    kinds = shape.kinds
    floor = max(floor, verb - _REACH)
    at = verb - 1
    while at >= floor and kinds[at] in "AXb":
        at -= 1
    at = _before_time(kinds, at, floor)
    if at < floor:
        return None
    kind = kinds[at]
    if kind in "PW":
        return Phrase(at, at, kind, at)
    if kind in ",)-":
        return _before_apposition(shape, at, floor)
    if kind in _HEADS:
        found = phrase_ending(shape, at, floor)
        if found is not None and _can_speak(shape, found, floor):
            outer = _outside_relative(shape, found.first, floor)
            return outer or found
    return clause_subject(shape, _clause_start(shape, at, floor), at + 1)


def quoted_after(shape: Shape, verb: int) -> Phrase | None:
    """Whom a verb quotes: "the paper quoted Odur as saying"."""
    if shape.words[verb] not in shape.small.quoting:
        return None
    found = phrase_starting(shape, verb + 1)
    whom = shape.words[verb + 1 : verb + 2]
    if not shape.small.objects.isdisjoint(whom) and (
        shape.words[verb + 2 : verb + 3] == ("as",) or (found is not None and found.first == found.last)
    ):
        found = Phrase(verb + 1, verb + 1, "P", verb + 1)  # "quoted him as saying"
    if found is None:
        return None
    tied = shape.words[found.last + 1 : found.last + 2] == ("as",)
    said = shape.kinds[found.last + 1 + tied : found.last + 2 + tied]
    return found if said in ("G", "V") and (tied or (said == "G" and found.head in "NP")) else None


def _before_time(kinds: str, at: int, floor: int) -> int:
    """The token before a phrase of time that stands between subject and verb: "in November 2023"."""
    back = at
    while back >= floor and kinds[back] in "t#":
        back -= 1
    if "t" not in kinds[back + 1 : at + 1] or back < floor:
        return at
    while back >= floor and kinds[back] in "Dof" and at - back < 5:
        if kinds[back] == "f":
            return back - 1
        back -= 1
    return back if kinds[at] == "t" and at == back + 1 else at


def _outside_relative(shape: Shape, at: int, floor: int) -> Phrase | None:
    """The subject before a relative clause that ends before its verb: "A deputy who was asked about Odur said"."""
    kinds = shape.kinds
    start = _clause_start(shape, at, floor)
    if kinds[at - 1 : at] != "f":
        return None
    relative = kinds.rfind("W", start, at)
    return phrase_ending(shape, relative - 1, start) if relative > start else None


def _can_speak(shape: Shape, found: Phrase, floor: int) -> bool:
    """Whether a phrase right before a verb is its subject, and not the object of what stands before it."""
    if found.first <= floor:
        return found.head in "Nhd" or shape.kinds[found.first] == "D" or found.first == found.last
    before = shape.kinds[found.first - 1]
    return before not in "fgGI" or found.head in "Nh"


def _clause_start(shape: Shape, at: int, floor: int) -> int:
    kinds = shape.kinds
    while at >= floor and kinds[at] not in "Q:;.(":
        if kinds[at] == ")":
            at = max(kinds.rfind("(", floor, at), floor)
        at -= 1
    return at + 1


def _before_apposition(shape: Shape, at: int, floor: int) -> Phrase | None:
    """The subject before ", a former minister, said", "(R-Ohio) said", "- who knew him - said"."""
    kinds = shape.kinds
    if kinds[at] == ")":
        opened = kinds.rfind("(", floor, at)
        return None if opened < floor + 1 else subject_before(shape, opened, floor)
    start = _clause_start(shape, at, floor)
    parts = _parts(kinds, start, at)
    best: Phrase | None = None
    for first, last in reversed(parts[:-1] if len(parts) > 1 else parts):
        found = phrase_ending(shape, _before_bracket(kinds, last, first), first)
        if found is None:
            continue
        clean = all(kind in "AcSWf" for kind in kinds[first : found.first])
        if not clean and kinds[first] == "D" and found.head == "N" and first > start:
            continue  # "Odur, the head of Trade and Industry, said"
        if not clean and kinds[found.first - 1] not in "Sc":
            relative = kinds.find("W", first, found.first)
            if relative > first:
                found = phrase_ending(shape, relative - 1, first) or found
            elif found.head != "P":
                continue
        if found.head in "NP" and kinds[first] not in "fgSG":
            return found
        if best is None and found.head in "hd" and kinds[first] not in "fgSG":
            best = found
    return best or clause_subject(shape, start, at)


def _before_bracket(kinds: str, last: int, first: int) -> int:
    if kinds[last] == ")":
        opened = kinds.rfind("(", first, last)
        if opened > first:
            return opened - 1
    return last


def _parts(kinds: str, start: int, end: int) -> list[tuple[int, int]]:
    """First and last token of each part between commas and dashes."""
    parts: list[tuple[int, int]] = []
    first = start
    for n in range(start, end + 1):
        if n == end or kinds[n] in ",-":
            if n > first:
                parts.append((first, n - 1))
            first = n + 1
    return parts


def clause_subject(shape: Shape, start: int, end: int) -> Phrase | None:
    """The subject of the clause that begins at ``start``: its first noun phrase after what introduces it."""
    kinds = shape.kinds
    at = start
    for _ in range(4):
        subordinate = False
        time = _TIME.match(kinds, at, end)
        at = time.end() if time else at
        while at < end and kinds[at] in "AcS-,":
            subordinate = subordinate or kinds[at] == "S"
            at += 1
        if at >= end or not (kinds[at] in _OPENERS or subordinate):
            break
        comma = kinds.find(",", at, end)
        if comma < 0:
            break
        at = comma + 1
    if at >= end:
        return None
    found = phrase_starting(shape, at)
    return found if found is not None and found.last < end else None


def subject_after(shape: Shape, verb: int) -> Phrase | None:
    """The subject of an inverted tag: "said Hakan Odur, the mayor"."""
    at = verb + 1
    while at < len(shape.kinds) and shape.kinds[at] == "A":
        at += 1
    found = phrase_starting(shape, at)
    return None if found is None or found.head == "P" else found


def is_on_record(shape: Shape, subject: Phrase) -> bool:
    """Whether it is a document, an outlet or a body: what it says stands on record."""
    last = shape.words[subject.core].split()[-1:]
    return subject.head == "d" or (subject.head in "Nh" and not shape.small.recorders.isdisjoint(last))
