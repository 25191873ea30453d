"""Paragraphs that a mail program or a typist broke into lines, as one line each."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise

from briefgen.articles.lines import SHORT, Line
from briefgen.model import Span

_TEXT = frozenset({"title", "short", "prose"})
_NARROWEST, _WIDEST = 45, 130
_BROKEN = 3  # joins that show a page to be broken at every turn
# A line that ends in one of these goes on; so does one after which a small letter follows.
_GOES_ON = re.compile(
    r"(?:,|\b(?:of|the|an?|to|in|on|for|with|and|or|by|at|from|that|as|is|was|were|are|has|have|its|his|her|their))$"
)
_ENDS = re.compile(r"[.!?:;][\"'”’)\]]*$")


def join_wrapped(text: str, lines: Sequence[Line], again: Callable[[Span, int], Line]) -> tuple[Line, ...]:
    """The lines with every broken paragraph in one piece.

    Args:
        text: the page.
        lines: its lines.
        again: looks at a longer stretch as at one line.
    """
    width = _width(text, lines)
    pairs = pairwise(lines)
    broken = not width and sum(_continues(text, a, b, 0, broken=False) for a, b in pairs) >= _BROKEN
    out: list[Line] = []
    at = 0
    while at < len(lines):
        last = at
        while last + 1 < len(lines) and _continues(text, lines[last], lines[last + 1], width, broken=broken):
            last += 1
        first = lines[at]
        out.append(first if last == at else again(Span(first.span.start, lines[last].span.end), first.gap))
        at = last + 1
    return tuple(out)


def without_line_ends(text: str, lines: Sequence[Line]) -> str:
    """The page with a space for each line end inside a line of ``lines``, of the same length; "" if there is none."""
    broken = [line.span for line in lines if text.find("\n", line.span.start, line.span.end) >= 0]
    pieces: list[str] = []
    at = 0
    for span in broken:
        pieces += (text[at : span.start], span.of(text).replace("\n", " "))
        at = span.end
    return "".join((*pieces, text[at:])) if broken else ""


def _width(text: str, lines: Sequence[Line]) -> int:
    """The width that the page is wrapped to; 0 for a page that is not."""
    pairs = [(a, b) for a, b in pairwise(lines) if b.gap == 0 and a.mark in _TEXT and b.mark in _TEXT and not b.bullet]
    widths = sorted(_length(a) for a, _ in pairs)
    if len(widths) < 3:
        return 0
    width = widths[-1]
    if not _NARROWEST <= width <= _WIDEST:
        return 0
    full = sum(_is_full(text, a, b, width) for a, b in pairs)
    # headlines above their texts may be of one length too, but a line within a sentence often begins small
    within = sum(text[b.span.start].islower() for _, b in pairs)
    return width if full * 10 >= len(pairs) * 7 and within * 3 >= len(pairs) else 0


def _length(line: Line) -> int:
    return line.span.end - line.span.start


def _is_full(text: str, line: Line, following: Line, width: int) -> bool:
    """Whether the next line's first word had no room on this one."""
    start = following.span.start
    space = re.compile(r"\s").search(text, start, min(following.span.end, start + width))
    word = (space.start() if space else following.span.end) - start
    return _length(line) + 1 + word > width - 3


def _continues(text: str, line: Line, following: Line, width: int, *, broken: bool) -> bool:
    if following.gap or following.bullet or line.mark not in _TEXT or following.mark not in _TEXT:
        return False
    if width:
        return _is_full(text, line, following, width)
    if _length(line) > SHORT:
        return False
    written = text[max(line.span.start, line.span.end - 12) : line.span.end]
    if _ENDS.search(written):
        return False
    if broken and _length(line) >= _NARROWEST:
        return True
    return text[following.span.start].islower() or _GOES_ON.search(written) is not None
