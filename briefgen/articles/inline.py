"""What a page's own matter left within a paragraph: links, captions with their credits, newsletters, colophons.

A web page saved as one line runs them into the text. Where such a piece ends cannot always be told: then it goes on
to the end of the sentence, so that no sentence is printed that nobody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefgen.articles.marks import alternation
from briefgen.lexicon import Lexicon
from briefgen.model import BlockKind, Span
from briefgen.text import fold

_SENTENCE = 400  # characters: no sentence that is cut out is longer
_MARKS = 2  # characters that may stand before a sentence's first word
_TITLE = 160  # characters in which the title of a link ends
_END = re.compile(r"(?<![A-Z])[.!?][\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z])|\s{3,}")  # no "U.S." and no "Oct. 7"


_Kind = Literal["link", "credit", "opening", "within"]


@dataclass(frozen=True, slots=True)
class _Patterns:
    anchor: re.Pattern[str]  # on the folded page; ``kinds`` tells what was found
    kinds: Mapping[str, _Kind]
    credit: re.Pattern[str]  # on the page as written
    starts: re.Pattern[str]  # a word that a title writes small, as a sentence begins
    occasions: re.Pattern[str]  # what tells, behind an opening, of a meeting that the text comes from


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    words = lexicon.words
    bodies = (*words("articles.agencies"), *words("articles.inline.stock"))
    kinds: dict[str, _Kind] = {"(photo by ": "credit", **{f"/{fold(body)}": "credit" for body in bodies}}
    kinds |= {fold(word): "within" for word in words("articles.inline.within")}
    kinds |= {fold(word): "opening" for word in words("articles.inline.opening")}
    kinds |= {fold(word): "link" for word in words("articles.inline.links")}
    starters = "|".join(word.capitalize() for word in words("quotes.sentence_starters") if word.isalpha())
    name = r"[A-ZÀ-ÖØ-Þ][\w.'’-]*(?: [A-ZÀ-ÖØ-Þa-z][\w.'’-]*){0,4}"
    written = sorted({form for body in bodies for form in (body.upper(), body.title())}, key=lambda form: -len(form))
    body = rf"(?:{'|'.join(map(re.escape, written))})"
    return _Patterns(
        anchor=re.compile(alternation(kinds)),
        kinds=kinds,
        credit=re.compile(
            rf"(?:\(Photo by [^()]{{3,120}}\)\s*)*(?:{name}(?:/{name}){{0,2}})?(?:/{body})+(?:/File)?(?!\w)"
        ),
        starts=re.compile(rf"(?<=[\w’”\"')])\s+(?=(?:{starters})\s|[“\"](?=[A-Z]))"),
        occasions=re.compile(rf"\b(?:{alternation(words('articles.inline.occasions'))})\s"),
    )


def pieces(text: str, folded: str, span: Span, lexicon: Lexicon) -> Iterator[tuple[Span, BlockKind | None]]:
    """A paragraph in pieces, in order: what is its text (None), and what is caption or furniture."""
    at = span.start
    for start, end, kind in _cuts(text, folded, span, _patterns(lexicon)):
        if any(char.isalnum() for char in text[at:start]):
            yield _trimmed(text, at, start), None
            at = start
        yield _trimmed(text, at, end), kind
        at = end
    rest = _trimmed(text, at, span.end)
    yield rest, None if at == span.start or any(char.isalnum() for char in rest.of(text)) else "furniture"


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return (
        Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())) if piece.strip() else Span(end, end)
    )


def _cuts(text: str, folded: str, span: Span, words: _Patterns) -> Iterator[tuple[int, int, BlockKind]]:
    done = span.start
    for found in words.anchor.finditer(folded, span.start, span.end):
        if found.start() < done or not _is_whole(folded, found):
            continue
        cut = _cut(text, Span(*found.span()), words.kinds[found.group()], Span(done, span.end), words)
        if cut is not None:
            yield cut
            done = cut[1]


def _is_whole(folded: str, found: re.Match[str]) -> bool:
    """Whether no word goes on before what was found; behind it words may be glued."""
    first, at = found.group()[0], found.start()
    return not first.isalnum() or at == 0 or not folded[at - 1].isalnum()


def _cut(text: str, found: Span, kind: _Kind, room: Span, words: _Patterns) -> tuple[int, int, BlockKind] | None:
    if kind == "credit":
        return _captioned(text, found, room, words)
    large = text[found.start].isupper()
    if kind == "link":
        return (found.start, _link_end(text, found.end, room.end, words), "furniture") if large else None
    start = _sentence_start(text, found.start, room.start)
    if start is None or (kind == "opening" and not (large and found.start - start <= _MARKS)):
        return None  # the story's own words
    end = _sentence_end(text, found.end, room.end)
    if kind == "opening" and words.occasions.search(fold(text[found.end : end])):
        return None  # "the text of the following statement was released on the occasion of a meeting in"
    return None if "“" in text[start : found.end] else (start, end, "furniture")


def _captioned(text: str, found: Span, room: Span, words: _Patterns) -> tuple[int, int, BlockKind] | None:
    """A photographer's credit, and the sentence before it, which is the caption."""
    credit = words.credit.search(text, max(room.start, found.start - 80), min(room.end, found.end + 200))
    if credit is None or not credit.start() <= found.start < credit.end():
        return None
    start = _sentence_start(text, max(room.start, credit.start() - 2), room.start)
    if start is None or "“" in text[start : credit.start()]:  # somebody speaks: the story's own sentence
        start = credit.start()
    return start, credit.end(), "caption"


def _sentence_start(text: str, at: int, floor: int) -> int | None:
    """Where the sentence begins that holds a place; None where it is too long to be a caption or the like."""
    low = max(floor, at - _SENTENCE)
    start = None if low > floor else floor
    for end in _END.finditer(text, low, at + 1):  # it looks at the letter that follows
        start = end.end()
    return start


def _sentence_end(text: str, at: int, ceiling: int) -> int:
    found = _END.search(text, at, ceiling)
    return found.end() if found else ceiling


def _link_end(text: str, at: int, ceiling: int, words: _Patterns) -> int:
    """Where the title of a link ends: at a word that only a new sentence writes large, else with the sentence."""
    end = _sentence_end(text, at, ceiling)
    found = words.starts.search(text, min(at + 15, end), min(end, at + _TITLE))
    if found is None:
        return end
    title = text[at : found.start()].split()
    capitals = sum(word[0].isupper() for word in title)
    return end if 2 * capitals > len(title) + 2 else found.end()  # a title that writes all its words large
