"""Mentions of countries: names, demonyms and capitals in title, dateline and prose."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.model import Article, Block, Person, Place, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.packs import Packs, PlaceForm

# Every capital letter of the Latin scripts; the standard library's patterns have no class for it.
CAPITAL = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper()) + "Ḁ-ẞẠ-Ỿ"
READ_FOR_NAMES = frozenset({"headline", "standfirst", "dateline", "sub-heading", "lede", "body"})

_CAPITAL_WORD = re.compile(rf"(?<!\w)[{CAPITAL}]\w*")

fold_word = lru_cache(maxsize=1 << 16)(fold)
"""``fold`` of a single word: articles repeat theirs."""


class _Phrase(NamedTuple):
    """One spelling to look for, from its first letter on."""

    view: str  # folded, or as written where case counts
    exact: bool
    country: str  # "" for a phrase that only looks like a country
    form: PlaceForm


@cache
def _phrases(packs: Packs) -> dict[str, tuple[_Phrase, ...]]:
    """The spellings by their first folded word, the longest first."""
    found: dict[str, list[_Phrase]] = {}
    for word, country, form in packs.place_words():
        first = _CAPITAL_WORD.match(word)
        if first is None:
            continue
        exact = word.isupper() and len(word) <= 8
        phrase = _Phrase(word if exact else fold(word), exact, country, form)
        found.setdefault(fold(first.group()), []).append(phrase)
    return {first: tuple(sorted(many, key=lambda p: -len(p.view))) for first, many in found.items()}


def find_places(article: Article, packs: Packs) -> tuple[Place, ...]:
    """Every country mentioned in the title, the dateline, the standfirst and the prose, in the order of the text.

    A country stands there by its name ("Türkiye", "Turkiye"), its demonym ("Turkish") or its capital ("Ankara"). The
    longest spelling wins ("South Korea" is not "Korea"), "US" is not "us", and a phrase that only holds a country's
    word ("Latin America") is none.
    """
    phrases = _phrases(packs)
    places: list[Place] = []
    for block in read_for_names(article):
        end = 0
        for first in _CAPITAL_WORD.finditer(article.text, block.span.start, block.span.end):
            start = first.start()
            if start < end:
                continue
            for phrase in phrases.get(fold_word(first.group()), ()):
                stop = start + len(phrase.view)
                words = article.text[start:stop]
                if (words if phrase.exact else fold_word(words)) != phrase.view or _goes_on(article.text, stop):
                    continue
                end = stop
                if phrase.country:
                    places.append(Place(span=Span(start, stop), country=phrase.country, form=phrase.form))
                break
    return tuple(places)


def places_outside(places: tuple[Place, ...], people: tuple[Person, ...]) -> tuple[Place, ...]:
    """The places that are no part of a person's name ("Israel" in "Israel Katz" is not the country)."""
    inside = {point for person in people for span in person.mentions for point in range(span.start, span.end)}
    return tuple(place for place in places if place.span.start not in inside)


def read_for_names(article: Article) -> tuple[Block, ...]:
    """The blocks that names are looked for in: all but captions, bylines, dates and furniture."""
    return tuple(block for block in article.blocks if block.kind in READ_FOR_NAMES)


def _goes_on(text: str, stop: int) -> bool:
    """Whether the word goes on after ``stop`` ("US" in "USA"); a full stop before it ends an abbreviation."""
    return stop < len(text) and (text[stop].isalnum() or text[stop] == "_")
