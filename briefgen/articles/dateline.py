"""The dateline: the place, and often agency and day, that open a lede."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

_REACH = 120
_CLOSING = re.compile("[-(:—–]")  # each dateline has one of these


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with its closing mark: "KYIV, March 3 (Wire) -"."""

    span: Span
    place: str  # "ANKARA/WASHINGTON", empty where only an agency is named
    agency: str
    day: Span | None  # the words between place and agency: "March 3"


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    agencies = sorted(lexicon.words("articles.agencies"), key=lambda word: (-len(word), word))
    agency = rf"(?:{'|'.join(re.escape(form) for word in agencies for form in _spellings(word))})"
    capitals = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž.'’-]*"
    town = rf"{capitals}(?:[ ]{capitals}){{0,4}}(?:/{capitals}(?:[ ]{capitals}){{0,3}}){{0,3}}"
    region = r"(?:,[ ][A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ][A-ZÀ-ÖØ-Þ][\w.'’-]*){0,2})?"
    named = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]+(?:[ /][A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]+){0,3}"
    day = (
        r"(?:,?[ ](?P<day>(?:[A-ZŞÇ][\w]{2,9}\.?[ ]\d{1,2}(?:,?[ ]\d{4})?|\d{1,2}[ ][A-ZŞÇ]\w{2,9}\.?(?:[ ]\d{4})?)))?"
    )
    dash = r"\s*(?:--|[-–—:])\s+"
    return (
        # KYIV (Reuters) - ; QUITO, Dec. 10 (Xinhua) -- ; Kyiv, Ukraine (AP) —
        re.compile(rf"(?P<place>(?:{town}|{named}){region}){day},?[ ]\((?P<agency>[^()]{{2,40}})\){dash}"),
        # (Reuters) -
        re.compile(rf"\((?P<agency>{agency})\){dash}"),
        # CNN — ; Kyiv CNN —
        re.compile(rf"(?:(?P<place>{named}){region}[ ])?(?P<agency>{agency})\s*[–—]\s+"),
        # ANKARA/WASHINGTON: ; GENEVA, March 3 —
        re.compile(rf"(?P<place>{town}{region}){day}\s*(?:[:–—]|--|\s-)\s+(?=\S)"),
    )


def _spellings(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((word.upper(), word.title(), word.capitalize())))


def find_dateline(text: str, span: Span, lexicon: Lexicon) -> Dateline | None:
    """The dateline that a paragraph opens with."""
    end = min(span.end, span.start + _REACH)
    if not _CLOSING.search(text, span.start, end):
        return None
    for pattern in _patterns(lexicon):
        found = pattern.match(text, span.start, end)
        if found is None or found.end() >= span.end:
            continue
        parts = found.groupdict()
        place = (parts.get("place") or "").strip()
        if place and not _is_place(place, lexicon):
            continue
        stop = found.start() + len(found.group().rstrip())
        day = Span(*found.span("day")) if parts.get("day") else None
        return Dateline(Span(found.start(), stop), place, parts.get("agency") or "", day)
    return None


def _is_place(place: str, lexicon: Lexicon) -> bool:
    """Not an initial and not a label ("UPDATE:", "FILE PHOTO:"): at least three letters of a name."""
    letters = sum(char.isalpha() for char in place)
    return letters >= 3 and len(place) <= 60 and fold(place) not in _labels(lexicon)


@cache
def _labels(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("articles.no_places"))
