"""What stands in a first paragraph before its first sentence: notes of the agency, a byline run into it, a dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.articles.dateline import find_dateline
from briefgen.articles.marks import marks
from briefgen.lexicon import Lexicon
from briefgen.model import BlockKind, Span
from briefgen.text import fold, past_space

_NOTES = 3  # one behind the other: "(Corrects …) (Adds …)"
_NOTE = 400  # characters in which a note ends
_REACH = 120  # characters of a byline and what follows it


def openings(text: str, folded: str, span: Span, lexicon: Lexicon) -> Iterator[tuple[Span, BlockKind]]:
    """The parts before the first sentence of a paragraph, in order; its text begins behind the last."""
    start = span.start
    for _ in range(_NOTES):
        note = marks(lexicon).note.match(folded[start : start + _NOTE])
        if note is None or start + note.end() >= span.end:
            break
        yield Span(start, start + note.end()), "furniture"
        start = past_space(text, start + note.end(), span.end)
    byline = _signed(text, Span(start, span.end), lexicon)
    if byline is not None:
        yield byline, "byline"
        start = past_space(text, byline.end, span.end)
    dateline = find_dateline(text, Span(start, span.end), lexicon)
    if dateline is not None and not turn_label(text, Span(start, span.end), lexicon):
        yield dateline.span, "dateline"


def turn_label(text: str, span: Span, lexicon: Lexicon) -> Span | None:
    """Who speaks in a paragraph of a transcript, with the colon: "FOREIGN MINISTER STONE:"; None for anything else."""
    found = _LABEL.match(text, span.start, span.end)
    if found is None or marks(lexicon).speakers.search(fold(found["who"])) is None:
        return None
    return Span(found.start(), found.end())


_LABEL = re.compile(
    r"(?P<who>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.,'’ -]{1,60}?)(?: \([^()\n]{1,40}\))?:(?=\s)(?:\s+\([^()\n]{1,60}\)(?=\s))?"
)
_NAMED = r"(?:[A-Z]\.|[A-ZÀ-ÖØ-Þ][\w'’-]*[a-zß-öø-ÿ][\w'’-]*)"
_SIGNED = re.compile(
    rf"[Bb]y (?P<two>{_NAMED} {_NAMED})(?: {_NAMED}){{0,2}}(?:(?:,? and|,) {_NAMED}(?: {_NAMED}){{1,3}}){{0,3}}(?=,? )"
)


def _signed(text: str, span: Span, lexicon: Lexicon) -> Span | None:
    """The byline that a paragraph has run in before its dateline: "By Ada Stone OSTVIK (Reuters) -"."""
    signed = _SIGNED.match(text, span.start, min(span.end, span.start + _REACH))
    if signed is None:
        return None
    found = []
    for end in (signed.end(), signed.end("two")):
        after = end + len(text[end : end + 2]) - len(text[end : end + 2].lstrip(", "))
        if filed := find_dateline(text, Span(after, span.end), lexicon):
            found.append((filed.place == "", Span(span.start, end)))
    # a town in small letters looks like one more name: rather two words of name and a place
    return min(found, key=lambda one: one[0])[1] if found else None
