"""Which quotation marks belong together: the marked stretches of an article's paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from briefgen.model import PROSE, Article, Span

# Also `` and ''; one set of first characters lets the search skip everything else.
_DOUBLE = re.compile("[“”„‟«»\"`'](?:(?<=[^`'])|(?<=`)`|(?<=')')")
_DOUBLE_GLYPHS = ("“", '"', "”", "«", "»", "„", "‟", "``", "''")
_SINGLE = re.compile("[‘’‛']")
_BEGINS = re.compile(r"[:,.?!…]['’]?\s+\Z")
_STRAIGHT_CLOSER = re.compile("[,.?!…]'(?!\\w)")
_OPENS_PARAGRAPH = re.compile('\\s*(?:[-–—]\\s*)?[“„‟«"]')
_BEFORE_AN_OPENER = frozenset("([{-–—/“‘'\"„«…:,;=>*")
_SENTENCE_ENDED = re.compile(r"[.?!…]\s+\Z")
_PARAGRAPH = 400  # characters of a quoted paragraph that lost its break; what is longer holds more than the quotation
_NEAR = 6  # characters before a mark within which a sentence ends
_GUILLEMETS = frozenset("«»")
_SET_OFF = frozenset("«»“”")  # marks that tell opener from closer also where blanks stand on both sides: « Non »
# ‘Here,’ / ‘Here?’ / said: ‘Here’: what tells a quotation from a term in single marks.
_SAID_BEFORE_SINGLE = re.compile(r"(?:[:,]|\b(?:said|says|told|asked|called))\s*$")


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch between quotation marks, inside one paragraph.

    A quotation over several paragraphs is ``closed`` only in its last.
    """

    span: Span  # with the marks that are there
    content: Span
    closed: bool = True


def prose_paragraphs(article: Article) -> tuple[tuple[Span, int], ...]:
    """The prose paragraphs of an article with their numbers, in order."""
    blocks = (block for block in article.blocks if block.kind in PROSE)
    return tuple((block.span, block.paragraph or n) for n, block in enumerate(blocks, 1))


def marked_stretches(text: str, paragraphs: Iterable[Span]) -> tuple[tuple[Marked, ...], ...]:
    """The marked stretches of each paragraph, in order.

    A mark left open runs to the end of its paragraph only where the next paragraph opens with a mark; otherwise
    nobody can say where the quotation ends, and it is dropped with no harm to its neighbours.
    """
    return _stretches(text, tuple(paragraphs))


@lru_cache(maxsize=1)  # sentences and quotations are looked for in the same paragraphs, one article after the other
def _stretches(text: str, spans: tuple[Span, ...]) -> tuple[tuple[Marked, ...], ...]:
    if not spans:
        return ()
    glyphs = [glyph for glyph in _DOUBLE_GLYPHS if text.find(glyph, spans[0].start, spans[-1].end) >= 0]
    found: list[tuple[Marked, ...]] = []
    for n, span in enumerate(spans):
        for glyph in glyphs:
            if text.find(glyph, span.start, span.end) >= 0:
                found.append(_paragraph(text, span, spans[n + 1] if n + 1 < len(spans) else None))
                break
        else:
            found.append(_single_marked(text, span, straight=not glyphs))
    return tuple(found)


def _paragraph(text: str, span: Span, following: Span | None) -> tuple[Marked, ...]:
    pairs = list(_pairs(text, span))
    if not pairs:
        return _single_marked(text, span)
    stretches: list[Marked] = []
    for start, open_end, close, end in pairs:
        if close is not None:
            stretches.append(Marked(Span(start, end), Span(open_end, close)))
        elif end < span.end:
            last = _last_character(text, open_end, end)
            stretches.append(Marked(Span(start, last), Span(open_end, last), closed=False))
        elif following is not None and _OPENS_PARAGRAPH.match(text, following.start, following.end):
            last = _last_character(text, open_end, span.end)
            stretches.append(Marked(Span(start, last), Span(open_end, last), closed=False))
    return tuple(s for s in stretches if s.content.start < s.content.end)


def _pairs(text: str, span: Span) -> Iterator[tuple[int, int, int | None, int]]:
    """Start and end of each opening mark with start and end of its closing one; None where it is never closed.

    The place of a mark decides together with its glyph, so that straight, mixed and mistyped pairs come out right.
    """
    opened: tuple[int, int] | None = None
    family = '"'
    depth = 0
    nests = text.count("“", span.start, span.end) <= text.count("”", span.start, span.end)
    for mark in _DOUBLE.finditer(text, span.start, span.end):
        glyph = mark[0]
        opening, closing = _shapes(text, mark, span)
        if opened is None:
            if _may_open(glyph, opening=opening, closing=closing):
                opened, family, depth = mark.span(), glyph, 0
        elif (family in _GUILLEMETS) != (glyph in _GUILLEMETS):
            continue  # marks of another kind inside: a quotation in the quotation
        elif opening and not closing:
            if nests and glyph == family and glyph in "“„«":
                depth += 1  # “A “b” c”
            elif glyph not in "”»":
                yield from _lost(text, opened, mark.start())
                opened, depth = mark.span(), 0
        elif depth:
            depth -= 1
        else:
            yield opened[0], opened[1], mark.start(), mark.end()
            opened = None
    if opened is not None:
        yield opened[0], opened[1], None, span.end


def _lost(text: str, opened: tuple[int, int], place: int) -> Iterator[tuple[int, int, None, int]]:
    """What an opening mark without a closer opens, where the next one opens a new sentence of the same utterance.

    So it is where paragraphs run together: each one opens, and the last one closes.
    """
    if place - opened[1] <= _PARAGRAPH and _SENTENCE_ENDED.search(text[max(opened[1], place - _NEAR) : place]):
        yield opened[0], opened[1], None, place


def _may_open(glyph: str, *, opening: bool, closing: bool) -> bool:
    """Whether a mark opens where nothing is open: not an inch mark, nor a closer whose opener is lost."""
    return opening if glyph in "”»" else opening or not closing


def _shapes(text: str, mark: re.Match[str], span: Span) -> tuple[bool, bool]:
    """Whether a mark stands as opening marks do, and whether as closing ones do."""
    start, end = mark.span()
    before = text[start - 1] if start > span.start else " "
    after = text[end] if end < span.end else " "
    apart = before.isspace()
    if apart and after.isspace() and mark[0] in _SET_OFF:
        return mark[0] in "«“", mark[0] in "»”"
    if after.isspace() and start == span.start:
        return mark[0] in "«“", False
    opening = not after.isspace() and (apart or before in _BEFORE_AN_OPENER)
    return opening, not apart or not after.isalnum()


def _last_character(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def _single_marked(text: str, span: Span, *, straight: bool = False) -> tuple[Marked, ...]:
    """British single-marked quotations of a paragraph that has no double marks; only the clear ones.

    An apostrophe closes nothing: the closing mark is followed by no letter, and either the stretch ends in
    punctuation or what stands before it announces speech. Straight marks, for articles that have no double ones, need
    the punctuation, and open a paragraph or stand behind a stop.
    """
    curly = text.find("‘", span.start, span.end) >= 0
    straight = straight and _STRAIGHT_CLOSER.search(text, span.start, span.end) is not None
    if not (curly or straight):
        return ()
    found: list[Marked] = []
    opened: int | None = None
    for mark in _SINGLE.finditer(text, span.start, span.end):
        if mark[0] in "‘'" and _shapes(text, mark, span)[0]:
            begins = mark[0] == "‘" or mark.start() == span.start
            begins = begins or _BEGINS.search(text, max(span.start, mark.start() - _NEAR), mark.start()) is not None
            opened = mark.start() if begins and (straight or mark[0] == "‘") else None
        elif opened is not None and mark[0] == ("’" if text[opened] == "‘" else "'"):
            after = text[mark.end()] if mark.end() < span.end else " "
            if after.isalnum() or text[mark.start() - 1].isspace():
                continue
            said = mark[0] == "’" and _SAID_BEFORE_SINGLE.search(text, max(span.start, opened - 12), opened)
            if text[mark.start() - 1] in ",.?!…" or said:
                found.append(Marked(Span(opened, mark.end()), Span(opened + 1, mark.start())))
                opened = None
    return tuple(s for s in found if s.content.start < s.content.end)
