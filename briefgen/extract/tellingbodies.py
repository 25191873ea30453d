"""The body of a state that a sentence's tag names, whom "it" stands for in the next: "…, the ministry said."."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

from briefgen.model import Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon


def body_speaking(text: str, sentence: Span, lexicon: Lexicon) -> Span | None:
    """The body that is said to speak at the end of a sentence; None where it is none or somebody else."""
    found = _closing(lexicon).search(text, sentence.start, sentence.end)
    return Span(*found.span("body")) if found else None


def fully_named(text: str, body: Span, places: Iterable[Span]) -> Span:
    """The first naming, with its country, of a body told in short: "Kolan's trade ministry" of "the ministry"."""
    whole = _behind_country(fold(body.of(text)).split()[-1])
    for place in places:
        if place.end >= body.start:
            break
        if behind := whole.match(text, place.end, body.start):
            return Span(place.start, behind.end())
    return body


def named_with_country(text: str, body: Span, noun: str, places: Iterable[Span]) -> Span | None:
    """The naming with a country that a body told in short stands for: the only one before it of its kind."""
    whole = _behind_country(noun)
    found: dict[str, Span] = {}
    for place in places:
        if place.end >= body.start:
            break
        if behind := whole.match(text, place.end, body.start):
            found.setdefault(fold(text[place.start : behind.end()]), Span(place.start, behind.end()))
    return found.popitem()[1] if len(found) == 1 else None


@cache
def _behind_country(noun: str) -> re.Pattern[str]:
    return re.compile(rf"(?:['’]s)? (?:[\w-]+ ){{0,2}}?(?i:{re.escape(noun)})\b")


@cache
def _closing(lexicon: Lexicon) -> re.Pattern[str]:
    nouns = "|".join(map(re.escape, lexicon.words("people.origins.bodies")))
    said = "|".join(map(re.escape, lexicon.words("actors.said")))
    return re.compile(
        rf", (?P<body>(?:the|[^\W\d_a-z][\w.-]*(?:['’]s?)?)(?: [\w.’'-]+){{0,4}}? (?i:{nouns})) (?:{said})"
        r"(?: in a statement| on [A-Z][a-z]+day)?\.\Z"
    )
