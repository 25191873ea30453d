"""Agenda items of what a side, or both, will do: "Kenya would lend", "the two will build"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.agents import stood_for
from briefgen.extract.clauses import object_span, trim, words_of
from briefgen.extract.reading import Reading, as_item, background, condition, denied, hedged, says_something
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Item, Sentence, Span

_DOERS = frozenset({"both", "country"})


def works(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What a side, or both, will do, with its verb."""
    view, span, lexicon = reading.view, sentence.span, reading.lexicon
    if condition(lexicon).search(view, span.start, span.end):
        return
    for found in _to_come(lexicon).finditer(view, span.start, span.end):
        if _is_off(found, sentence, reading):
            continue
        cue = Span(*found.span("verb"))
        end = max(cue.end, object_span(view, cue.end, span.end, lexicon).end)
        near = stood_for(reading.cast.subject(span, Span(found.start() + 1, cue.end)), sentence, reading)
        if near is None or not (near.kind in _DOERS or (near.kind == "unnamed" and near.country)):
            continue
        part, doer, said = Span(cue.start, end), near, trim(view, cue.end, end)
        if says_something(said, reading):
            yield as_item(sentence, part, cue, f"work: {found.group('verb')}", "open", (doer,))


def _is_off(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Denied, only possible or told as background."""
    view, start, lexicon = reading.view, sentence.span.start, reading.lexicon
    return bool(
        denied(lexicon).search(view, max(start, found.start() - 60), found.start("verb"))
        or hedged(lexicon).search(view, max(start, found.start() - 60), found.start("verb"))
        or background(lexicon).search(view, start, found.end())
    )


@cache
def _to_come(lexicon: Lexicon) -> re.Pattern[str]:
    entries = [form for entry in lexicon.words("agenda.works") for form in forms(entry)]
    base = words_of(tuple({form.text for form in entries if form.form == "base"}))
    adverbs = words_of(lexicon.words("agenda.adverbs"))
    return re.compile(
        rf" (?:will|would|shall|(?:is|are)(?: also)? to) (?:(?:{adverbs}|soon) )*"
        rf"(?P<verb>{base})(?=[\s.,;]|$)"
    )
