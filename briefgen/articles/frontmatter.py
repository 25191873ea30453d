"""Front matter: the head of a Markdown article between two rules of hyphens, ``title: …``, ``date: …``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from briefgen.articles.lines import Line
from briefgen.model import BlockKind, Span

_LONGEST = 40  # lines
_RULE = "---"
_ENTRY = re.compile(r"(?P<key>[A-Za-z][\w -]{0,30}):(?:\s+(?P<value>\S.*))?$|(?P<item>-\s+\S)")
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("title", "headline"), "headline"),
    **dict.fromkeys(("subtitle", "description", "standfirst", "dek", "summary"), "standfirst"),
    **dict.fromkeys(("date", "published", "publishdate", "pubdate", "date published", "published at"), "date-header"),
    **dict.fromkeys(("source", "publisher", "publication", "outlet", "newspaper", "site"), "publisher"),
    **dict.fromkeys(("author", "authors", "by", "byline"), "byline"),
}
_ADDRESS = re.compile(r"(?:https?://|www\.)")


def front_matter(text: str, lines: Sequence[Line]) -> int:
    """How many of a story's lines are its front matter; 0 where it opens with none."""
    if not lines or lines[0].span.of(text) != _RULE or text[: lines[0].span.start].strip():
        return 0
    known = False
    for at, line in enumerate(lines[1:_LONGEST], 1):
        written = line.span.of(text)
        if written in (_RULE, "..."):
            return at + 1 if known else 0
        entry = _ENTRY.match(written)
        if entry is None:
            return 0
        known = known or _kind(entry) is not None
    return 0


def front_parts(text: str, line: Line) -> Iterator[tuple[Span, BlockKind]]:
    """A line of front matter, its label furniture and its value what the label says it is."""
    span = line.span
    entry = _ENTRY.match(span.of(text))
    kind = _kind(entry) if entry else None
    value = _bare(text, Span(span.start + entry.start("value"), span.end)) if entry and kind else None
    if kind is None or value is None or (kind == "publisher" and _ADDRESS.match(value.of(text))):
        yield span, "furniture"
        return
    yield Span(span.start, value.start - len(_between(text, span.start, value.start))), "furniture"
    yield value, kind
    yield Span(value.end, span.end), "furniture"


def _kind(entry: re.Match[str]) -> BlockKind | None:
    return _KINDS.get(re.sub(r"[_-]", " ", entry["key"].lower())) if entry["key"] and entry["value"] else None


def _bare(text: str, span: Span) -> Span:
    """A value without the quotation marks that hold all of it."""
    written = span.of(text)
    quote = written[0]
    if len(written) > 2 and quote in "\"'" and written.endswith(quote) and written.count(quote) == 2:
        return Span(span.start + 1, span.end - 1)
    return span


def _between(text: str, start: int, end: int) -> str:
    """The white space that ends a stretch."""
    piece = text[start:end]
    return piece[len(piece.rstrip()) :]
