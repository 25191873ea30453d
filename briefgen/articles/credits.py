"""What the labelled blocks say of an article: its title, who wrote it, who published it, where it was filed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from briefgen.articles.dateline import find_dateline
from briefgen.articles.details import byline_of
from briefgen.articles.marks import marks
from briefgen.lexicon import Lexicon
from briefgen.model import PROSE, Block, Span
from briefgen.text import fold, squeeze


@dataclass(frozen=True, slots=True)
class Credits:
    """The words above and below a story."""

    title: Span
    title_basis: Literal["headline", "lede"]
    publisher: str
    byline: str
    dateline: str
    filed: Span | None


def read_credits(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Credits:
    """The credits of an article, each empty where the page does not say."""
    headline = next((block for block in blocks if block.kind == "headline"), None)
    dateline = next((block for block in blocks if block.kind == "dateline"), None)
    # a dateline is only one before its paragraph: give it the next character back
    filed = find_dateline(text, Span(dateline.span.start, len(text)), lexicon) if dateline else None
    byline = next((name for block in blocks if block.kind == "byline" and (name := _byline(text, block, lexicon))), "")
    publisher = next(
        (name for block in blocks if block.kind == "publisher" and (name := _publisher(text, block, lexicon))), ""
    )
    if not publisher and filed and filed.agency:
        publisher = filed.agency
    if not publisher and fold(byline) in marks(lexicon).agencies:
        publisher = byline
    return Credits(
        title=_bare(text, headline.span) if headline else _first_sentence(text, blocks, lexicon),
        title_basis="headline" if headline else "lede",
        publisher=publisher,
        byline=byline,
        dateline=filed.place if filed else "",
        filed=filed.filed if filed else None,
    )


_ORNAMENT = re.compile(r"(?:#{1,6}|[•●▪◦‣∙·*–—»>-]|\d{1,2}[.)])\s+(?=\S)")
_STARS = re.compile(r"\*\*(?=\S)")


def _bare(text: str, span: Span) -> Span:
    """A headline without its bullet, number or Markdown marks."""
    start, end = span.start, span.end
    for pattern in (_ORNAMENT, _STARS):
        found = pattern.match(text, start, end)
        start = found.end() if found and found.end() < end else start
    while end - start > 3 and text[end - 1] in "*#":
        end -= 1
    return Span(start, start + len(text[start:end].rstrip()))


def _byline(text: str, block: Block, lexicon: Lexicon) -> str:
    written = block.span.of(text).rstrip(" |·•\t")
    words = marks(lexicon)
    folded = fold(written)
    if role := words.role.match(folded):
        return "" if role[1].startswith("edit") else squeeze(written[role.end() :])
    return byline_of(written, folded, words) or (squeeze(written) if not words.byline.match(folded) else "")


def _publisher(text: str, block: Block, lexicon: Lexicon) -> str:
    written = block.span.of(text).strip(" |·•\t")
    if label := marks(lexicon).source.match(fold(written)):
        written = written[label.end() :]
    return squeeze(written.strip("()[]"))


_END = re.compile(r"[.!?][\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9À-ÖØ-ÞĀ-Ž])")
_ABBREVIATED = re.compile(r"(?:\b[A-Za-z]|\b[A-Z][\w-]*\.[A-Z]|[^\W\d_]\.[^\W\d_])$")


@cache
def _abbreviations(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words("articles.abbreviations"))


def _first_sentence(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Span:
    """The first whole sentence of the lede, by a plain rule: a full stop that no abbreviation owns."""
    prose = next((block for block in blocks if block.kind in PROSE), None)
    if prose is None:
        return blocks[0].span
    never = _abbreviations(lexicon)
    for found in _END.finditer(text, prose.span.start, min(prose.span.end, prose.span.start + 2000)):
        before = text[max(prose.span.start, found.start() - 12) : found.start()]
        last = fold(before.split()[-1].lstrip("(“\"'‘")) if before.split() else ""
        if found.group()[0] != "." or not (_ABBREVIATED.search(before) or last in never):
            return Span(prose.span.start, found.end())
    return prose.span
