"""The day of an article, and how it is known: stated, inferred from the page's other stories, or unknown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from briefgen.articles.marks import marks
from briefgen.articles.whens import Found, find_whens, resolve, scan
from briefgen.lexicon import Lexicon
from briefgen.model import PROSE, Block, Dated, Span
from briefgen.text import fold

__all__ = ["EARLIEST", "article_date", "find_whens", "from_siblings", "resolve"]

EARLIEST = date(1990, 1, 1)

# Why a date is not stated. These are briefgen's own words; no other words are ever put here.
NONE = "the page gives no date"
NO_YEAR = "the page gives a day without a year"
ONLY_AGE = "the page only says how long ago it was"
TOO_EARLY = "the date given is before 1990"
IMPOSSIBLE = "there is no such day as the date given"
AMBIGUOUS = "the date given can be read as two days"
SIBLINGS = "taken from the page's other stories"
SIBLINGS_DIFFER = "the page's other stories have different dates"

_REFUSED = {"impossible": IMPOSSIBLE, "ambiguous": AMBIGUOUS}
_FRESH = ("sec", "min", "hour", "hr", "just", "moment")

Label = Literal["header", "published", "plain", "updated", "dateline", "foot"]
_ORDER: tuple[Label, ...] = ("header", "published", "plain", "updated", "dateline", "foot")


@dataclass(frozen=True, slots=True)
class _Claim:
    """One place of a page that says when the story is from."""

    label: Label
    span: Span
    found: Found


def article_date(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Dated:
    """The date an article states in its header, its "Updated" line or its dateline; never from prose or a caption.

    The date of publication goes before that of the last change. A day before 1990 or one that does not exist is
    refused, and so is one that can be read two ways; the reason says so.
    """
    claims = sorted(_claims(text, blocks, lexicon), key=lambda claim: _ORDER.index(claim.label))
    refusals: list[Dated] = []
    for claim in claims:
        days = resolve(claim.found.when, None) if not claim.found.fault else None
        if days and days[0] >= EARLIEST:
            return Dated(day=days[0], basis="stated", span=claim.span)
        reason = _REFUSED.get(claim.found.fault) or (TOO_EARLY if days else NO_YEAR)
        refusals.append(Dated(day=None, basis="unknown", reason=reason, span=claim.span))
    if refusals:
        return refusals[0]
    aged = next((block.span for block in _headers(blocks) if _age(text, block, lexicon)), None)
    return Dated(day=None, basis="unknown", reason=ONLY_AGE if aged else NONE, span=aged)


def _headers(blocks: Sequence[Block]) -> Iterator[Block]:
    return (block for block in blocks if block.kind == "date-header")


def _age(text: str, block: Block, lexicon: Lexicon) -> str:
    found = marks(lexicon).age.search(fold(block.span.of(text)[:120]))
    return found.group() if found else ""


def _claims(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> Iterator[_Claim]:
    """Every date in a header position, in order; a bare one only above the text."""
    words = marks(lexicon)
    above = True
    last = max((block.span.end for block in blocks if block.kind in PROSE), default=0)
    previous: Block | None = None
    for block in blocks:
        sourced = (
            previous is not None
            and previous.kind == "publisher"
            and "\n" not in text[previous.span.end : block.span.start]
        )
        previous = block
        above = above and block.kind not in PROSE
        if block.kind == "dateline":
            label: Label = "dateline"
        elif block.kind == "date-header":
            folded = fold(block.span.of(text)[:60])
            updated, published = words.updated.match(folded), words.published.match(folded)
            label = (
                "header"
                if words.header_date.match(folded)
                else "updated"
                if updated
                else "published"
                if published
                else "plain"
            )
            # "Source: Northern Post, 3 March 2025" may be the last line, and so may the day of a ministry's text
            if label == "plain" and not (above or sourced):
                if block.span.start < last:
                    continue
                label = "foot"
        else:
            continue
        for found in scan(text, block.span, lexicon):
            if found.when.day is not None and (found.when.year or label != "dateline"):
                yield _Claim(label, found.when.span, found)


def from_siblings(text: str, dates: Sequence[Dated], lexicon: Lexicon) -> tuple[Dated, ...]:
    """The dates of a page's stories, the missing ones taken from the others where those allow it.

    A story that came out minutes or hours before the page was saved ("15 min ago") is from the day of the newest
    one; a story without any date only where all the others are of one day. A date that was refused stays refused.
    """
    stated = sorted({one.day for one in dates if one.basis == "stated" and one.day})
    return tuple(_inferred(text, one, stated, lexicon) for one in dates)


def _inferred(text: str, one: Dated, stated: Sequence[date], lexicon: Lexicon) -> Dated:
    if one.basis != "unknown" or not stated:
        return one
    if one.reason == ONLY_AGE and one.span is not None:
        age = marks(lexicon).age.search(fold(one.span.of(text)))
        fresh = age is not None and any(word in age.group() for word in _FRESH)
        return Dated(day=stated[-1], basis="inferred", reason=SIBLINGS, span=one.span) if fresh else one
    if one.reason == NONE:
        if len(stated) == 1:
            return Dated(day=stated[0], basis="inferred", reason=SIBLINGS)
        return Dated(day=None, basis="unknown", reason=SIBLINGS_DIFFER)
    return one
