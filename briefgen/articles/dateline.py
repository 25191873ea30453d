"""The dateline: the place, and often agency and day, that open a lede."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

_REACH = 120
_BRACKET = re.compile(r"\(")  # the agency, where it stands between place and day
_CLOSING = re.compile(r"[-(:—–/]|\d\.\s")  # each dateline has one of these


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline with its closing mark: "KYIV, March 3 (Wire) -"."""

    span: Span
    filed: Span | None  # its place and day without the agency: "KYIV, March 3"; None where it names no place
    place: str  # "ANKARA/WASHINGTON", empty where only an agency is named
    agency: str
    day: Span | None  # the words between place and agency: "March 3"


_DAY = r"\d{1,2}(?:st|nd|rd|th)?"


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    agencies = sorted(lexicon.words("articles.agencies"), key=lambda word: (-len(word), word))
    agency = rf"(?:{'|'.join(re.escape(form) for word in agencies for form in _spellings(word))})"
    capitals = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-ZÀ-ÖØ-ÞĀ-Ž.'’-]*"
    town = rf"{capitals}(?:[ ]{capitals}){{0,4}}(?:/{capitals}(?:[ ]{capitals}){{0,3}}){{0,3}}"
    region = r"(?:,[ ][A-ZÀ-ÖØ-Þ][\w.'’-]*(?:[ ][A-ZÀ-ÖØ-Þ][\w.'’-]*){0,2})?"
    named = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]+(?:[ /][A-ZÀ-ÖØ-ÞĀ-Ž][\w.'’-]+){0,3}"
    written = rf"(?:[A-ZŞÇ]\w{{2,9}}\.?[ ]{_DAY}(?:,?[ ]\d{{4}})?|{_DAY}[ ][A-ZŞÇ]\w{{2,9}}\.?(?:[ ]\d{{4}})?|"
    written += r"\d{1,2}\.\d{1,2}\.\d{4})"
    day, some_day = rf"(?:[,:]?[ ](?P<day>{written}))?", rf",?[ ](?P<day>{written})"
    dash = r"\s*(?:--\s*|[-–—:_]\s+)"
    leading = "|".join(map(re.escape, lexicon.words("articles.no_towns"))) or "(?!)"
    bare = rf"(?!(?:{leading})\b)[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]{{2,}}(?:[ ][A-ZÀ-ÖØ-ÞĀ-Ž][\w'’-]+)?"
    lunar = r"(?:,[ ][A-Z][\w’'-]+(?:[ ][A-Z][\w’'-]+)?[ ]\d{1,2},?[ ]1[345]\d\d(?:[ ]?A?H)?(?:[ ]/)?)?"
    place = rf"(?P<place>(?:{town}|{named}){region}){lunar}"
    return (
        # KYIV (Reuters) - ; QUITO, Dec. 10 (Xinhua) -- ; Kyiv, Ukraine (AP) — ; New Delhi [India], May 2 (ANI):
        # KARACHI: March 3, 2025 (APP): ; Jeddah, Rajab 3, 1446, January 3, 2025 (SPA) --
        re.compile(rf"{place}(?:[ ]\[[^\[\]]{{2,30}}\])?{day},?[ ]\((?P<agency>[^()]{{2,40}})\){dash}"),
        # AMMAN (Levant Wire) 3 March 2026 -- ; AMMAN (Wire), March 3 —
        re.compile(rf"{place}[ ]\((?P<agency>[^()]{{2,40}})\){some_day}{dash}"),
        # Abuja, Feb. 9, (NAN) The ; Bern (SDA). The ; the letters of the agency are all there is
        re.compile(rf"{place}{some_day},?[ ]\((?P<agency>{agency}|[A-Z]{{2,6}})\)\.?\s+(?=[\"“A-Z])"),
        re.compile(rf"{place}[ ]\((?P<agency>{agency})\)\.?\s+(?=[\"“A-Z])"),
        re.compile(rf"{place}[ ]\((?P<agency>[A-Z]{{2,6}})\)\.\s+(?=[\"“A-Z])"),
        # MOSCOW, July 5. /TASS/.
        re.compile(rf"{place}{day}[.,]?[ ]/(?P<agency>[^/\n]{{2,40}})/[.,]?(?:\s*--)?\s+"),
        # Accra, March 25, GNA - ; Brussels, 6 March - ; Nairobi, July 4.
        re.compile(rf"{place}{some_day},?[ ](?P<agency>{agency}|[A-Z]{{2,6}}){dash}(?=\S)"),
        re.compile(rf"(?P<place>{bare}{region}),[ ](?P<day>{written})(?:{dash}|\.\s+)(?=\S)"),
        # (Reuters) - ; (KPL) The
        re.compile(rf"\((?P<agency>{agency})\){dash}"),
        re.compile(rf"\((?P<agency>{agency}|[A-Z]{{3,6}})\)\s+(?=[A-Z][a-z])"),
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
        beside = day if day and not _BRACKET.search(text, found.end("place"), day.start) else None
        filed = Span(found.start("place"), beside.end if beside else found.end("place")) if place else None
        return Dateline(Span(found.start(), stop), filed, place, parts.get("agency") or "", day)
    return None


def _is_place(place: str, lexicon: Lexicon) -> bool:
    """Not an initial and not a label ("UPDATE:", "FILE PHOTO:"): at least three letters of a name."""
    letters = sum(char.isalpha() for char in place)
    return letters >= 3 and len(place) <= 60 and fold(place) not in _labels(lexicon)


@cache
def _labels(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("articles.no_places"))
