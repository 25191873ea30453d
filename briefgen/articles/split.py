"""A page into its separate stories.

A story begins where a headline stands together with what newspapers put beside headlines: the headline again, a
date, a byline, a dateline, a separator, a wide gap, a number ("Document 2 of 5"), a label ("Headline:"). One of
these alone is not enough, and a story without a sentence of its own is none. When in doubt the page is one story.
The stories tile the page: what stands before the first headline belongs to the first story, what follows a story
belongs to it up to the next headline.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.articles.echoes import echoed
from briefgen.articles.frames import framed, one_lined, slugged, tight
from briefgen.articles.heads import RULES, PageView, first_head, listed
from briefgen.articles.lines import Line
from briefgen.articles.marks import marks
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold


@dataclass(frozen=True, slots=True)
class Story:
    """One story: its stretch of the page's lines, and the line its headline (or its text) begins at."""

    lines: tuple[Line, ...]
    head: int  # index into ``lines``; the lines before it are no part of the story

    @property
    def span(self) -> Span:
        """Its stretch of the page."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)


def split_page(text: str, lines: tuple[Line, ...], lexicon: Lexicon) -> tuple[Story, ...]:
    """The stories of a page, in order; they tile its lines."""
    if not lines:
        return ()
    view = PageView(text, lines, lexicon)
    frames = frozenset(framed(view))
    heads = _heads(view, frames)
    if not heads:
        return (Story(lines, first_head(view)),)
    # text before the first headline is a story of its own when it has a paragraph, else it is the page's head
    opening = any(view.is_prose(i) and not _greets(view, i) for i in range(heads[0]))
    starts = [0, *heads] if opening else [0, *heads[1:]]
    first = first_head(view) if opening else heads[0] if heads[0] in frames else _raised(view, heads[0])
    ends = [*starts[1:], len(lines)]
    upper = [first, *starts[1:]]
    heads = _below_names(view, upper)
    return tuple(Story(lines[a:b], head - a) for a, b, head in zip(starts, ends, heads, strict=True))


def _greets(view: PageView, at: int) -> bool:
    """Whether a paragraph only greets the readers of a digest."""
    return marks(view.lexicon).greeting.match(fold(view.lines[at].span.of(view.text)[:40])) is not None


def _below_names(view: PageView, heads: Sequence[int]) -> list[int]:
    """The heads of a page's stories, without the line that each has above its headline: the site's name."""
    lines = view.lines
    keys = Counter(lines[at].key for at in heads if lines[at].key)
    return [
        at + 1
        if keys[lines[at].key] > 1 and at + 1 < len(lines) and lines[at + 1].mark == "title" and not view.is_prose(at)
        else at
        for at in heads
    ]


def _raised(view: PageView, at: int) -> int:
    """The head of a page's first story, with the short lines that stand right above what the rules found."""
    while (
        at > 0
        and view.lines[at].gap < 2
        and view.lines[at - 1].mark in ("title", "short")
        and not view.lines[at - 1].bullet
    ):
        at -= 1
    return at


def _heads(view: PageView, frames: frozenset[int]) -> list[int]:
    """The lines at which stories begin."""
    index = listed(view)
    found = {*index, *frames}
    for rule in (*RULES, tight, one_lined, slugged, echoed):
        found.update(rule(view))
    listing = max(index, default=0) and min(index)
    heads = sorted(at for at in found if not (index and at < listing))
    return _with_text(view, list(dict.fromkeys(heads)))


def _with_text(view: PageView, heads: Sequence[int]) -> list[int]:
    """The heads of stories that have a paragraph; of several heads of one story the uppermost stays."""
    if not heads:
        return []
    kept: list[int] = []
    breaks = [at for at, line in enumerate(view.lines) if line.gap >= 2 or line.mark == "rule"]
    text = True  # whether a paragraph stands between the last head and this one
    for at, end in zip(heads, [*heads[1:], len(view.lines)], strict=True):
        if text:
            kept.append(at)
        elif _apart(view, kept[-1], at, breaks):
            kept[-1] = at
        text = any(view.is_prose(i) or view.dateline(i) for i in range(at, end))
    return kept if text or len(kept) < 2 else kept[:-1]


def _apart(view: PageView, upper: int, lower: int, breaks: Sequence[int]) -> bool:
    """Whether two heads cannot be of one story: another headline stands below a separator or a wide gap."""
    title = view.lines[lower]
    if title.mark != "title" or title.key == view.lines[upper].key:
        return False
    return bisect_right(breaks, upper) < bisect_right(breaks, lower)
