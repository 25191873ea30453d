"""Marked fragments in the article's own sentence: the verb, noun or participle that holds them, and its subject."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.extract.doubts import with_helpers
from briefgen.extract.innerclauses import is_agreed, is_inner, is_joined, is_told, told_of_both
from briefgen.extract.participles import absolute, by_issuer, by_participle, governing, second_clause
from briefgen.extract.phrases import Shape
from briefgen.extract.quoted import SIGHT, Find, Place, clause_before
from briefgen.extract.subjects import (
    Phrase,
    clause_subject,
    phrase_ending,
    phrase_starting,
    subject_before,
)

_REACH = 40
_INTRODUCTION = 8  # tokens
NEW_CLAUSE = re.compile(r",c[DNP]")  # ", but the language …": it may be nobody's words
_INNER = "fragment, inner verb"
_FRONTED = 4  # tokens before a quotation, of which one clause inside another makes use
_NOT = ("n't", "n’t")
_OBJECT = 9  # tokens from a verb to the noun that is its object
_CLAUSES = frozenset("SW")
OTHER_CLAUSE = frozenset("SWVJKXbc")  # what begins or makes another clause
_VOICES = frozenset("VJGBKIkaSWQ")
_OTHER_VERBS = frozenset("SVJKGIB(:;")
_CUT_OFF = (",", "c", "-", "Q")  # before a participle; the comma of a quotation stands inside its marks
_NEAR = re.compile(r"(?:[AX]|f?[Do#A]{0,3}t[t#]*)*+")  # "Odur on Monday also called"
_IN_HIS_WORDS = frozenset(("in", one, "words", ",") for one in ("his", "her", "their"))
_IN_HIS_OWN = frozenset(("in", one, "own", "words", ",") for one in ("his", "her", "their"))
_PASSIVE = 6  # tokens a passive verb may lie before its fragment


def nearest_cue(place: Place) -> Find | None:
    """The nearest cue before a marked fragment, with its subject: ``Odur called the deal Q``.

    A verb of saying or naming in the sentence outranks whatever stands nearer: in "Ms. Kolas said Odur's remarks
    showed Q" the words are hers.
    """
    shape = place.shape
    lowest = max(0, place.token - _REACH)
    second: Find | None = None  # what counts where nothing better stands before it
    for at in range(place.token - 1, lowest - 1, -1):
        kind = shape.kinds[at]
        if kind == ";":
            break
        charged = _charged(shape, at, place.token) if kind in "VJG" else None
        if charged is not None:
            return charged
        found = _own_words(shape, at, place.token, inside=_is(second, _INNER))
        if found is None and second is None:
            second = _weaker(shape, at, kind, place.token)
        if found is not None and _is_of_a_thing(shape, found):
            second = second or found  # "said the attack reflected Q"
            continue
        if found is not None and found.rule != _INNER:
            return _told_inside(shape, found, second) or found
        if found is not None and not _is(second, _INNER):
            second = found
    if second is not None and _is(second, _INNER) and second.phrase and second.phrase.head == "W":
        said = second.cue is not None and shape.kinds[second.cue] == "V"
        return replace(second, rule="fragment, cue" if said else "fragment, verb", strong=said)  # "Odur, who said Q, …"
    return replace(second, strong=True) if second is not None and _only_told_when(shape, second, place) else second


def _only_told_when(shape: Shape, found: Find, place: Place) -> bool:
    """Whether nobody else says or judges anything in a sentence: "Ties soured after Odur called it Q"."""
    subject, cue = found.phrase, found.cue
    if found.rule != _INNER or subject is None or cue is None or subject.head not in "NPh" or subject.last >= cue:
        return False
    alone = all(kind not in "VJGBKaQ" for n, kind in enumerate(shape.kinds) if n not in (cue, place.token))
    return alone and with_helpers(shape, cue) is False and shape.words[subject.first - 1] in shape.small.within_told


def _own_words(shape: Shape, at: int, quote: int, *, inside: bool) -> Find | None:
    """Whose words a fragment is by the verb or participle at ``at``."""
    kind = shape.kinds[at]
    if kind in "VJ":
        return _by_verb(shape, at, quote, inside=inside)
    if kind == "K" and shape.words[at].endswith("ing"):
        found = absolute(shape, at)  # "…, Kolan hoping that it was Q"
        return found if found is not None or shape.kinds[at - 2 : at] != ",N" else _by_itself(at)
    if kind != "G":
        return None
    if (issued := by_issuer(shape, at, "fragment, participle")) is not None:
        return issued
    cut_off = shape.kinds[at - 1 : at] in (*_CUT_OFF, "") or shape.words[at - 1] == "by"
    return by_participle(shape, at) if cut_off else absolute(shape, at)


def _by_itself(at: int) -> Find:
    """Whoever alone stands before a participle: "…, Kolan hoping that it was Q"."""
    return Find("fragment, participle", Phrase(at - 1, at - 1, "N", at - 1), at, strong=True)


def _told_inside(shape: Shape, outer: Find, inner: Find | None) -> Find | None:
    """Who speaks in the clause that alone follows a cue: "Kolas has insisted after Odur suggested it was Q"."""
    if inner is None or inner.rule != _INNER or inner.phrase is None or inner.cue is None or outer.cue is None:
        return None
    told = shape.kinds[inner.cue] == "V" and inner.phrase.head in "NPh"
    clause = inner.phrase.first - 1
    alone = outer.cue < clause and all(kind in "At#" for kind in shape.kinds[outer.cue + 1 : clause])
    return inner if told and alone and shape.words[clause] in shape.small.within else None


def _is_of_a_thing(shape: Shape, found: Find) -> bool:
    """Whether what says something is no person, body or document, or a document that somebody tells of."""
    if found.phrase is None or found.cue is None or shape.kinds[found.cue] != "V":
        return False
    return found.phrase.head == "o" or (found.phrase.head == "d" and is_told(shape, found.phrase.first))


def _is(found: Find | None, rule: str) -> bool:
    return found is not None and found.rule == rule


def _by_verb(shape: Shape, verb: int, quote: int, *, inside: bool) -> Find | None:
    """The subject of a verb of saying or naming, in the sentence or in a clause inside it.

    ``inside``: a clause nearer to the fragment has such a verb; one of naming reaches no further than its own object:
    not from "praised" in "praised Ms. Kolas, who has vowed to leave Q".
    """
    subject = None if told_of_both(shape, verb) else subject_before(shape, verb)
    if subject is None:
        return _second_verb(shape, verb, quote)
    meant = _whom_it_means(shape, subject)
    if meant is not None:
        return Find("fragment, verb", meant, verb, strong=True)
    said = shape.kinds[verb] == "V"
    past_object = not said and (inside or "W" in shape.kinds[verb + 1 : quote])
    if past_object or is_inner(shape, subject, verb) or is_agreed(shape, subject, verb):
        return Find(_INNER, subject, verb, strong=False)
    denied = any(word in shape.small.denied or word.endswith(_NOT) for word in shape.words[subject.last + 1 : verb])
    sure = not NEW_CLAUSE.search(shape.kinds, verb, quote) if said else opens_its_clause(shape, subject, verb)
    word = shape.words[verb]
    answer = word in shape.small.answering and word not in shape.small.replying
    answer = answer and shape.kinds[verb + 1] in "PS"  # "denied she was Q"; but "replied that it was Q"
    strong = sure and not denied and not answer and not is_joined(shape, subject, verb)
    return Find("fragment, cue" if said else "fragment, verb", subject, verb, strong=strong)


def _whom_it_means(shape: Shape, subject: Phrase) -> Phrase | None:
    """Whom "it" means in "The ministry rejected what it called Q": the subject of the sentence, if nobody is nearer."""
    if shape.words[max(0, subject.first - 1) : subject.first + 1] != ("what", "it"):
        return None
    found = clause_subject(shape, clause_before(shape, subject.first, ";:"), subject.first)
    if found is None or found.head not in "Nh":
        return None
    return found if {"V", "S", "W"}.isdisjoint(shape.kinds[found.last : subject.first - 1]) else None


def _second_verb(shape: Shape, verb: int, quote: int) -> Find | None:
    """The subject of the verb before "and said", where the sentence has no other clause: "called it A and said Q"."""
    kinds = shape.kinds
    if kinds[verb] != "V" or kinds[verb - 1 : verb] != "c" or second_clause(shape, verb, quote):
        return None
    lowest = max(-1, verb - _REACH)
    for before in range(verb - 2, lowest, -1):
        if kinds[before] in "VJ":
            return _said_too(shape, verb, subject_before(shape, before))
    return None if lowest >= 0 else _said_too(shape, verb, clause_subject(shape, 0, verb))


def _said_too(shape: Shape, verb: int, subject: Phrase | None) -> Find | None:
    """Who says something besides, where only their own clause stands before it: "gave a speech and said Q"."""
    if subject is None or subject.head not in "NPhd":
        return None
    plain = _CLAUSES.isdisjoint(shape.kinds[: subject.first]) and _CLAUSES.isdisjoint(_without_as(shape, subject, verb))
    return Find("fragment, cue", subject, verb, strong=True) if plain else None


def _without_as(shape: Shape, subject: Phrase, verb: int) -> str:
    """The classes of a clause's tokens, but for the "as" of "described it as Q", which opens none."""
    kinds = enumerate(shape.kinds[subject.first : verb], subject.first)
    return "".join(kind for at, kind in kinds if shape.words[at] != "as" or shape.kinds[at + 1] != "Q")


def _charged(shape: Shape, verb: int, quote: int) -> Find | None:
    """Who made the charge that somebody answers: "rejected Odur's claim that it was Q", "denied claims that she had Q".

    Whoever answers has not said it; not so in "dismissed the claims as Q".
    """
    kinds, words = shape.kinds, shape.words
    noun = verb + 1
    while (
        noun < quote
        and noun - verb < _OBJECT
        and kinds[noun] in "ADofeNMh#t"
        and words[noun] not in shape.small.charges
    ):
        noun += 1
    if noun >= quote - 1 or kinds[noun] != "k":
        return None
    after = words[noun + 1]
    told = after == "that"
    owner = _possessor(shape, noun)
    if told and owner is not None and owner.head in "Nh" and owner.first > verb:
        return Find("possessive noun cue", owner, noun, strong=False)
    if words[verb] not in shape.small.answering or words[noun] not in shape.small.charges:
        return None
    if not told and ("as" in words[noun + 1 : quote] or "," in kinds[noun + 1 : quote]):
        return None
    if after in ("by", "from"):
        owner = phrase_starting(shape, noun + 2)
    elif not (told or after == "of" or kinds[noun + 1] in "PND"):
        return None
    named = owner is not None and owner.head in "Nh" and owner.last < quote and owner.first > verb
    return Find(
        "possessive noun cue" if named else "passive, nobody named", owner if named else None, noun, strong=False
    )


def opens_its_clause(shape: Shape, subject: Phrase, verb: int) -> bool:
    """Whether a name opens the clause whose verb of naming follows at once: "Odur called", "but she has called".

    A certain holder of an office does as well: "the Kolan premier called", not "a premier" or "many ministers".
    """
    kinds = shape.kinds
    own = shape.words[subject.first - 1 : subject.first] == ("what",)  # "at what she called Q"
    own = own or shape.words[max(0, subject.first - 2) : subject.first] == (",", "which")
    at = subject.first - 1
    while at >= 0 and subject.first - at < _INTRODUCTION and (kinds[at] in "Act#" or kinds[at : at + 2] == "ft"):
        at -= 1  # "On Monday Odur also called"
    near = _NEAR.fullmatch(kinds, subject.last + 1, verb) is not None
    if kinds[verb - 1 : verb] == "," and kinds[subject.first - 1 : subject.first] == ",":
        near = subject.last == verb - 2  # "the minister, Hakan Odur, called"
    known = subject.head in "NPd" or (subject.head == "h" and (shape.words[subject.first] == "the" or not own))
    return near and known and (own or at < 0 or kinds[at] in ",:;.-)")


def _is_means(shape: Shape, subject: Phrase, at: int, quote: int) -> bool:
    """Whether somebody does something only to say it: "used the visit to voice regret at Q"."""
    kinds = shape.kinds
    alone = _OTHER_VERBS.isdisjoint(kinds[: subject.first]) and _OTHER_VERBS.isdisjoint(kinds[subject.last + 1 : at])
    return alone and subject.head in "NPh" and _OTHER_VERBS.isdisjoint(kinds[at + 1 : quote])


def _weaker(shape: Shape, at: int, kind: str, quote: int) -> Find | None:
    """What holds a fragment where no verb of saying or naming does."""
    if kind in "GI":
        subject = governing(shape, at)
        sure = kind == "I" and subject is not None and _is_means(shape, subject, at, quote)
        return None if subject is None else Find("fragment, participle", subject, at, strong=sure)
    if kind == "k":
        subject = _possessor(shape, at)
        sure = at + 2 == quote and (_words(shape, at, 2) in _IN_HIS_WORDS or _words(shape, at, 3) in _IN_HIS_OWN)
        return None if subject is None else Find("possessive noun cue", subject, at, strong=sure)
    if kind == "B":
        by = at + 1
        while by < len(shape.kinds) and shape.kinds[by] == "A":
            by += 1
        subject = phrase_starting(shape, by + 1) if shape.words[by : by + 1] == ("by",) else None
        if subject is not None:
            near = shape.words[subject.last + 1 : quote] == ("as",) and subject.head in "NPh"
            return Find("passive, by", subject, at, strong=near)  # "was described by an aide as Q"
        return Find("passive, nobody named", None, None, strong=False)
    if kind == "K":
        subject = subject_before(shape, at)
        return None if subject is None else _held(shape, subject, at)
    return None


def _words(shape: Shape, at: int, before: int) -> tuple[str, ...]:
    """The words from some tokens before one to the one behind it."""
    return shape.words[max(0, at - before) : at + 2]


def _held(shape: Shape, subject: Phrase, at: int) -> Find:
    """What a verb of thinking or showing holds: surely its subject's where nobody else is heard before it."""
    alone = _VOICES.isdisjoint(shape.kinds[:at]) and shape.words[at] in shape.small.expressing
    sure = alone and opens_its_clause(shape, subject, at) and subject.head in "NPh"
    return Find("fragment, weak verb", subject, at, strong=sure)


def passive_by(place: Place) -> Find | None:
    """``was called Q by Ms. Kolas``."""
    shape = place.shape
    at = place.token + 1
    if at >= len(shape.kinds) or shape.words[at] != "by":
        return None
    verb = place.token - 1
    while verb >= 0 and shape.kinds[verb] in "DAof" and place.token - verb < _PASSIVE:
        verb -= 1
    if verb < 0 or not _passive(shape, verb):
        return None
    subject = phrase_starting(shape, at + 1)
    return None if subject is None else Find("passive, by", subject, verb, strong=False)


def _passive(shape: Shape, verb: int) -> bool:
    """Whether a verb is passive: "was called", "a fee called Q by"; not "he called"."""
    kind = shape.kinds[verb]
    if kind in "JV":
        return not shape.words[verb].endswith("s") and shape.kinds[verb - 1 : verb] not in ("P", "W", "X")
    return kind in "Be"


def introduced(place: Place) -> Find | None:
    """A quotation in the phrase that introduces a sentence: ``Bemoaning the Q, Ms. Kolas accused him``."""
    shape = place.shape
    if (
        place.token > _INTRODUCTION
        or not shape.kinds
        or shape.kinds[0] not in "GgfS"
        or clause_subject(shape, 0, place.token)
    ):
        return None
    start = place.after(",-")
    subject = clause_subject(shape, start, min(len(shape.kinds), start + SIGHT))
    if subject is None or subject.head not in "NPh":
        return None
    return Find("introductory phrase", subject, 0 if shape.kinds[0] == "G" else None, strong=False)


def told_in_front(place: Place) -> Find | None:
    """A quotation in the clause in front of a sentence: ``Citing a letter in which Odur decried Q, Ms. Kolas said``."""
    shape = place.shape
    kinds = shape.kinds
    comma = place.comma or kinds[place.token + 1 : place.token + 2] == ","
    if not comma or not _FRONTED <= place.token < SIGHT or kinds[0] not in "GgfS" or "," in kinds[: place.token]:
        return None
    for at in range(place.token - 1, 1, -1):
        if kinds[at] in "VJ":
            subject = subject_before(shape, at)
            inner = subject is not None and subject.first > 0 and kinds[subject.first - 1] in "SW"
            if subject is None or not (inner and subject.head in "NPh"):
                return None
            return Find(_INNER, subject, at, strong=False)
    return None


def dash_before(place: Place) -> Find | None:
    """``the former minister Hakan Odur - Q - and others``."""
    shape = place.shape
    if place.full and place.token > 1 and shape.kinds[place.token - 1] == "-" and shape.kinds[place.token - 2] == "N":
        subject = phrase_ending(shape, place.token - 2)
        return None if subject is None else Find("name, dash, quote", subject, None, strong=False)
    return None


def sentence_subject(place: Place) -> Find | None:
    """The subject of the sentence, where nothing else tells."""
    shape = place.shape
    subject = clause_subject(shape, clause_before(shape, place.token, ";:"), place.token)
    if subject is None or subject.head not in "NPhd":
        return None
    return Find("subject of the sentence", subject, None, strong=False)


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
    if at >= 0 and shape.kinds[at] == "D" and shape.words[at] in shape.small.possessives:
        return Phrase(at, at, "P", at)
    return None
