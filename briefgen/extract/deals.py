"""Agenda items that an agreement tells of: "the deal will ease visa rules", "under the pact, X will do Y".

Only an agreement that the article has told to be made, not long before, has a say: any other is somebody else's.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from briefgen.extract.clauses import conjuncts, object_span, trim, words_of
from briefgen.extract.reading import Reading, as_item, background, denied, says_something
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span

_REACH = 25  # sentences for which a deal stays "the deal"


def deals(sentence: Sentence, reading: Reading, before: Sequence[Item]) -> Iterator[Item]:
    """What the deal does, where a deal made in the items ``before`` is the subject of the sentence, or its frame."""
    view, span, lexicon = reading.view, sentence.span, reading.lexicon
    named = _deal(lexicon).search(view, span.start, span.end)
    status = "agreed" if named and view.startswith(" between ", named.end()) else _status(sentence, reading, before)
    if status is None:
        return
    framed = _frame(lexicon).search(view, span.start, span.end)
    if framed:
        yield from _framed(sentence, framed, status, reading)
        return
    if named is None and before and view.startswith("it ", span.start) and before[-1].rule.startswith("deal"):
        named = _IT.match(view, span.start)
    if named is not None:
        yield from _done(sentence, named, status, reading)


def _status(sentence: Sentence, reading: Reading, before: Sequence[Item]) -> ItemStatus | None:
    """Whether the last agreement told of is made or still to be made; None where none lies near enough."""
    made = next((one for one in reversed(before) if _tells_of_one(one)), None)
    if made is None:
        return None
    starts = reading.cast.sentence_starts
    if bisect_right(starts, sentence.span.start) - bisect_right(starts, made.sentence.start) > _REACH:
        return None
    return "to-discuss" if made.status == "to-discuss" else "agreed"


def _tells_of_one(item: Item) -> bool:
    """Whether an item is an agreement of the two, made or to be made."""
    return item.status == "agreed" or item.rule == "passive: signed" or item.rule.startswith(("agree", "announce"))


@cache
def _deal(lexicon: Lexicon) -> re.Pattern[str]:
    nouns = words_of(lexicon.words("agenda.deals"))
    return re.compile(rf"\b(?:the|this|their|that) (?:[\w-]+ ){{0,3}}?(?:{nouns})s?(?![\w-])")


@cache
def _frame(lexicon: Lexicon) -> re.Pattern[str]:
    """The frame of a sentence: "Under the agreement,"."""
    leads = r"\b(?:under|according to|as part of|through)(?: the terms of)?"
    return re.compile(rf"{leads} {_deal(lexicon).pattern.removeprefix(chr(92) + 'b')}(?: [\w ]{{2,40}})?, ")


_IT = re.compile(r"it\b")
_TO_COME = re.compile(r"\b(?:will|would|is to|are to|shall|must|agreed to|pledged to)\b")


def _framed(sentence: Sentence, framed: re.Match[str], status: ItemStatus, reading: Reading) -> Iterator[Item]:
    """What is to be done under it, as a clause."""
    view = reading.view
    part = object_span(view, framed.end(), sentence.span.end, reading.lexicon)
    if not _TO_COME.search(view, part.start, part.end) or not says_something(part, reading):
        return
    cue = trim(view, *framed.span())
    yield as_item(sentence, part, cue, "deal: under", status, (Actor(kind="talks", span=cue),))


@cache
def _verbs(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What a deal is told to do: any verb behind "will", or what deals do."""
    entries = [form for entry in lexicon.words("agenda.provides") for form in forms(entry)]
    finite = words_of(tuple(sorted({form.text for form in entries if form.form in {"third", "past"}})))
    will = r"(?:will|would|is expected to|is set to|aims to|seeks to|is designed to|is meant to|is intended to)"
    return (
        re.compile(rf"[^.;:\"]{{0,90}}? {will} (?:also |further |[a-z]+ly )?(?P<verb>[a-z]+)(?= )"),
        re.compile(rf"(?: between [\w .'-]{{3,60}}?)?,?(?: also)? (?P<verb>{finite})(?= )"),
    )


def _done(sentence: Sentence, named: re.Match[str], status: ItemStatus, reading: Reading) -> Iterator[Item]:
    """What a deal holds: the objects of "includes", the verb and all behind "will"."""
    view, span, lexicon = reading.view, sentence.span, reading.lexicon
    will, finite = _verbs(lexicon)
    told, coming = finite.match(view, named.end(), span.end), will.match(view, named.end(), span.end)
    found = told or (None if named.group() == "it" else coming)
    if found is None or found.group("verb") in _NOTHING:
        return
    passed = view[span.start : found.start("verb")]
    if denied(lexicon).search(passed) or background(lexicon).search(passed) or _OTHERS.search(passed):
        return
    cue = Span(*found.span("verb"))
    whole = object_span(view, cue.end, span.end, lexicon)
    parts: tuple[Span, ...] = ()
    if whole.start < whole.end:
        parts = conjuncts(view, reading.text, whole) if told else (Span(cue.start, whole.end),)
    paper = Actor(kind="talks", span=trim(view, *named.span()))
    for one in parts:
        if says_something(one, reading):
            yield as_item(sentence, one, cue, "deal: provides", status, (paper,))


_OTHERS = re.compile(r"\b(?:who|which|whether|until|before)\b")
_NOTHING = frozenset(
    ("be", "have", "come", "enter", "take", "remain", "last", "run", "expire", "mark", "become", "need", "go", "not")
)
