"""Mentions of countries: names, demonyms and capitals in title, dateline and prose."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.extract.wholewords import WholeWords
from briefgen.model import Article, Block, Person, Place, Span
from briefgen.text import fold, page_view

if TYPE_CHECKING:
    from briefgen.packs import Packs, PlaceForm

# Every capital letter of the Latin scripts; the standard library's patterns have no class for it.
CAPITAL = "A-ZÀ-ÖØ-Þ" + "".join(chr(code) for code in range(0x100, 0x250) if chr(code).isupper()) + "Ḁ-ẞẠ-Ỿ"
READ_FOR_NAMES = frozenset({"headline", "standfirst", "dateline", "sub-heading", "lede", "body"})

fold_word = lru_cache(maxsize=1 << 16)(fold)
"""``fold`` of a single word: articles repeat theirs."""


class _Phrase(NamedTuple):
    """One spelling to look for."""

    written: str  # as it must stand, where case counts; else ""
    country: str  # "" for a phrase that only looks like a country
    form: PlaceForm


@cache
def _phrases(packs: Packs) -> tuple[WholeWords, dict[str, tuple[_Phrase, ...]]]:
    """The spellings that begin with a capital, folded, and what each means."""
    found: dict[str, tuple[_Phrase, ...]] = {}
    for word, country, form in packs.place_words():
        if word[:1].isupper():
            exact = word.isupper() and len(word) <= 8
            phrase = _Phrase(word if exact else "", country, form)
            found[fold(word)] = (*found.get(fold(word), ()), phrase)
    return WholeWords(found), found


def find_places(article: Article, packs: Packs) -> tuple[Place, ...]:
    """Every country mentioned in the title, the dateline, the standfirst and the prose, in the order of the text.

    A country stands there by its name ("Türkiye", "Turkiye"), its demonym ("Turkish") or its capital ("Ankara"). The
    longest spelling wins ("South Korea" is not "Korea"), "US" is not "us", and a phrase that only holds a country's
    word ("Latin America") is none.
    """
    words, phrases = _phrases(packs)
    text, view = article.text, page_view(article.text)
    places: list[Place] = []
    free = 0
    for start, end, _ in words.find(view, read_for_names(article)):
        if start < free or not text[start].isupper():
            continue
        for phrase in phrases[view[start:end]]:
            if phrase.written in ("", text[start:end]):
                free = end
                if phrase.country:
                    places.append(Place(span=Span(start, end), country=phrase.country, form=phrase.form))
                break
    return _with_bodies(places, article, packs)


def _with_bodies(places: list[Place], article: Article, packs: Packs) -> tuple[Place, ...]:
    """The places with the bodies that several countries have, where the article names only one of these."""
    words, owners = _shared(packs)
    view = page_view(article.text)
    named, free = {place.country for place in places}, [place.span for place in places]
    found: list[Place] = []
    for start, end, _ in words.find(view, read_for_names(article)):
        claims = owners[view[start:end]] & named
        span = Span(start, end)
        known = bisect_right(free, span)
        near = free[max(0, known - 1) : known + 1]
        if len(claims) == 1 and article.text[start].isupper() and not any(span.meets(one) for one in near):
            found.append(Place(span=span, country=next(iter(claims)), form="body"))
    return tuple(sorted((*places, *found), key=lambda place: place.span)) if found else tuple(places)


@cache
def _shared(packs: Packs) -> tuple[WholeWords, dict[str, frozenset[str]]]:
    """The bodies that several countries have, folded, and whose they may be."""
    found: dict[str, frozenset[str]] = {}
    for word, country, _ in packs.shared_bodies():
        found[fold(word)] = found.get(fold(word), frozenset()) | {country}
    return WholeWords(found), found


def places_outside(places: tuple[Place, ...], people: tuple[Person, ...]) -> tuple[Place, ...]:
    """The places that are no part of a person's name ("Israel" in "Israel Katz" is not the country)."""
    names = sorted(span for person in people for span in person.mentions)
    starts = [span.start for span in names]

    def inside(start: int) -> bool:
        before = bisect_right(starts, start)
        return before > 0 and start < names[before - 1].end

    return tuple(place for place in places if not inside(place.span.start))


def read_for_names(article: Article) -> tuple[Block, ...]:
    """The blocks that names are looked for in: all but captions, bylines, dates and furniture."""
    return tuple(block for block in article.blocks if block.kind in READ_FOR_NAMES)


# "Kolan-based diplomat": where somebody sits, or who backs them, not whose they are
SEATED = re.compile(r"-(?:based|backed|born|educated|funded|led|sponsored|trained)\b")
