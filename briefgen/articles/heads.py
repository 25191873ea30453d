"""Where stories begin: each rule is a function from the page to the lines where a story's head may stand.

Over-splitting loses as much as under-splitting, so every rule asks for two signs at least, and for text below them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from briefgen.articles.dateline import find_dateline
from briefgen.articles.lines import TITLE, Line
from briefgen.articles.marks import marks
from briefgen.articles.openings import turn_label
from briefgen.lexicon import Lexicon
from briefgen.text import fold

_NEAR = 8  # lines between a headline and its repetition
_STANDFIRST = 160
_FOOT = 40
_DETAILS = frozenset({"date", "byline", "publisher"})
LOOSE = frozenset({"date", "byline", "publisher", "furniture", "caption", "short", "counter", "field"})


@dataclass(frozen=True, slots=True)
class PageView:
    """The page as the rules below see it."""

    text: str
    lines: tuple[Line, ...]
    lexicon: Lexicon

    def is_prose(self, at: int) -> bool:
        """Whether the line is a paragraph of a story."""
        line = self.lines[at]
        length = line.span.end - line.span.start
        # " date 2025-03-24 …" may have the whole text on its line
        return (line.mark == "prose" and length >= 60) or (line.mark == "date" and length > TITLE)

    def prose_follows(self, at: int, within: int) -> bool:
        """Whether a paragraph stands among the next lines."""
        return any(self.is_prose(i) for i in range(at + 1, min(len(self.lines), at + 1 + within)))

    def dateline(self, at: int) -> bool:
        """Whether the line opens with a dateline that names an agency or stands in capitals."""
        line = self.lines[at]
        return line.mark in ("prose", "title") and find_dateline(self.text, line.span, self.lexicon) is not None


def first_head(view: PageView) -> int:
    """The line at which the only, or first, story of a page begins: after menus and the like."""
    for at, line in enumerate(view.lines):
        if line.mark not in ("furniture", "rule", "counter", "related"):
            return at
    return 0


def header_dates(view: PageView) -> Iterator[int]:
    """`` date 2025-03-24 …`` opens a story."""
    header = marks(view.lexicon).header_date
    for at, line in enumerate(view.lines):
        if line.mark == "date" and not line.pieces and header.match(fold(line.span.of(view.text)[:40])):
            yield at


def repeated_titles(view: PageView) -> Iterator[int]:
    """A headline that stands again a few lines below opens a story."""
    at = 0
    while at < len(view.lines):
        line = view.lines[at]
        last = at
        if line.mark in ("title", "prose") and line.key and not line.bullet:
            again = [i for i in range(at + 1, min(len(view.lines), at + 1 + _NEAR)) if view.lines[i].key == line.key]
            while again and _only_loose(view, last, again[0], line.key):
                last = again.pop(0)
        if last > at and view.prose_follows(last, 12):
            yield at
            while last + 1 < len(view.lines) and view.lines[last + 1].key == line.key:
                last += 1
        at = last + 1


def _only_loose(view: PageView, start: int, end: int, key: str) -> bool:
    """Whether only details and a standfirst stand between two lines, and nothing of a story."""
    between = [line for line in view.lines[start + 1 : end] if line.mark not in LOOSE and line.key != key]
    return not between or (len(between) == 1 and between[0].span.end - between[0].span.start <= _STANDFIRST)


def titles_with_details(view: PageView) -> Iterator[int]:
    """A headline with a byline or a date below it, set off from what is above, opens a story.

    With byline and date right below it a headline need not be set off. A kicker above it ("WORLD") belongs to it.
    """
    for at, line in enumerate(view.lines):
        if line.mark != "title" or line.bullet:
            continue
        below = _details_below(view, at)
        if below is None or not view.prose_follows(below, 6):
            continue
        if _set_off(view, at):
            yield at
        elif line.gap == 0 and view.lines[at - 1].mark == "short" and _set_off(view, at - 1):
            yield at - 1
        elif {one.mark for one in view.lines[at + 1 : at + 3]} == {"byline", "date"}:
            yield at


def _details_below(view: PageView, at: int) -> int | None:
    """The line of details below a headline: the next one, or after one line of standfirst."""
    for i in range(at + 1, min(len(view.lines), at + 4)):
        line = view.lines[i]
        if line.gap > 1 or line.bullet:
            return None
        if line.mark in _DETAILS:
            following = view.lines[i + 1] if i + 1 < len(view.lines) else line
            above_another = following.mark == "title" and following.gap < line.gap  # "3 March 2025" tied to the next
            return None if above_another else i
        if line.mark not in LOOSE and not (i == at + 1 and line.mark in ("title", "prose")):
            return None
    return None


def _set_off(view: PageView, at: int) -> bool:
    """Whether a headline stands apart from the text above it."""
    return at == 0 or view.lines[at].gap > 0 or view.lines[at - 1].mark in ("rule", "furniture", "counter", "date")


def details_with_titles(view: PageView) -> Iterator[int]:
    """A line with a date above a headline, set off from what is above and tied to what is below."""
    for at in range(len(view.lines) - 1):
        line, title = view.lines[at], view.lines[at + 1]
        if line.mark != "date" or not line.pieces or title.mark != "title" or title.bullet:
            continue
        above = line.gap if at else 9
        if above > title.gap and view.prose_follows(at + 1, 3) and view.lines[at - 1].mark != "title":
            yield at


def datelined(view: PageView) -> Iterator[int]:
    """A dateline opens a story's text; the headline is above it."""
    prose = 0
    for at, line in enumerate(view.lines):
        if view.dateline(at) and not turn_label(view.text, line.span, view.lexicon):
            top = _top(view, at)
            # below a caption or a summary a dateline without a headline opens the page's only story
            alone = line.gap >= 2 or "(" in line.span.of(view.text)[:80]
            if top < at or (alone and prose > 500):
                yield top
        prose += line.span.end - line.span.start if view.is_prose(at) else 0


def datelined_texts(view: PageView) -> Iterator[int]:
    """Paragraphs with a dateline each, the page's first one among them: a digest that may do without headlines.

    In capitals before a colon stand the speakers of a transcript too, but they speak more than once.
    """
    texts = [at for at, line in enumerate(view.lines) if view.is_prose(at) or view.dateline(at)]
    found = [(at, line) for at in texts if (line := find_dateline(view.text, view.lines[at].span, view.lexicon))]
    if len(found) < 2 or found[0][0] != texts[0]:
        return
    speakers = marks(view.lexicon).speakers
    spoken = [fold(line.place) for _, line in found if line.span.of(view.text).endswith(":") and not line.agency]
    if len(set(spoken)) < len(spoken) or any(speakers.search(place) for place in spoken):
        return
    yield from (_top(view, at) for at, _ in found)


def _top(view: PageView, at: int) -> int:
    """The line where the head of a datelined story begins."""
    top = at
    while top > 0 and at - top < 5 and view.lines[top].gap < 2 and _above(view, top - 1):
        top -= 1
    while top < at and view.lines[top].mark not in ("title", "date", "byline"):
        top += 1
    return top


def _above(view: PageView, at: int) -> bool:
    """Whether a line above a dateline belongs to the same story's head."""
    line = view.lines[at]
    return line.mark in ("title", "date", "byline", "publisher", "caption") or (
        line.mark == "short" and not line.bullet
    )


def separated(view: PageView) -> Iterator[int]:
    """Headlines below separators, when every part between separators begins with one."""
    parts = [at + 1 for at, line in enumerate(view.lines[:-1]) if line.mark == "rule"]
    titled = [at for at in parts if _titled_part(view, at)]
    texts = [at for at in parts if view.prose_follows(at - 1, 6)]
    if titled and len(titled) >= len(texts):
        yield from titled
        if _titled_part(view, 0):
            yield 0


def _titled_part(view: PageView, at: int) -> bool:
    """Whether a headline is the first line of a part, or stands there below a date, a number or a slug."""
    while at + 1 < len(view.lines) and view.lines[at].mark in LOOSE and view.lines[at + 1].gap < 2:
        at += 1
    return _plain_title(view, at)


def gapped(view: PageView) -> Iterator[int]:
    """Headlines below the widest gaps of the page, where the page's first line is such a headline too."""
    gaps = Counter(line.gap for line in view.lines[1:])
    usual = gaps.most_common(1)[0][0] if gaps else 0
    found = [
        at
        for at, line in enumerate(view.lines)
        # sub-headings also stand below a gap: unless it is wide only a long line is a headline
        if at and line.gap >= max(2, usual + (1 if line.key.count(" ") >= 6 else 2)) and _plain_title(view, at)
    ]
    if found and _titled_part(view, first_head(view)):
        yield from found


def _plain_title(view: PageView, at: int) -> bool:
    """Whether a line can only be a headline: several words, and a paragraph right below."""
    line = view.lines[at]
    if line.mark != "title" or line.bullet or line.key.count(" ") < 4:
        return False
    return view.prose_follows(at, 3) and (at + 1 >= len(view.lines) or view.lines[at + 1].gap < 2)


def footed(view: PageView) -> Iterator[int]:
    """Headlines below the line that ends a story: its source, its date, its credits, its copyright."""
    words = marks(view.lexicon)
    found = []
    for at, line in enumerate(view.lines[:-2]):
        if line.mark != "furniture" and line.mark not in _DETAILS:
            continue
        written = fold(line.span.of(view.text)[:40])
        closing = "©" in written or words.credits.match(written) is not None
        if (closing or line.mark in _DETAILS) and _ends_text(view, at) and _plain_title(view, at + 1):
            found.append(at + 1)
    if found and _plain_title(view, first_head(view)):
        yield from found


def same_foot(view: PageView) -> Iterator[int]:
    """Headlines below the same line at every story's foot, a link say: one that stands elsewhere proves nothing."""
    feet: dict[str, list[int]] = {}
    for at, line in enumerate(view.lines):
        if line.mark == "furniture":
            feet.setdefault(" ".join(fold(line.span.of(view.text)[:60]).split()[:2]), []).append(at)
        elif line.mark in ("title", "short") and line.key and line.span.end - line.span.start <= _FOOT:
            feet.setdefault(line.key, []).append(at)
    last = len(view.lines) - 1
    for found in feet.values():
        if len(found) > 1 and all(at == last or (_ends_text(view, at) and _plain_title(view, at + 1)) for at in found):
            yield from (at + 1 for at in found if at < last)


def _ends_text(view: PageView, at: int) -> bool:
    """Whether a line stands below a paragraph and is tied to it, not to what follows."""
    return (
        at > 0 and view.is_prose(at - 1) and at + 1 < len(view.lines) and view.lines[at].gap <= view.lines[at + 1].gap
    )


def underlined(view: PageView) -> Iterator[int]:
    """A headline with a row of marks right below it, and text below that."""
    for at, (line, rule) in enumerate(pairwise(view.lines)):
        if line.mark in ("title", "short") and rule.mark == "rule" and rule.gap == 0 and view.prose_follows(at + 1, 4):
            yield at


def numbered(view: PageView) -> Iterator[int]:
    """A count ("Document 2 of 5") opens a story, when at least two such lines stand on the page."""
    found = [at + 1 for at, line in enumerate(view.lines[:-1]) if line.mark == "counter"]
    if len(found) > 1:
        yield from found


def labelled(view: PageView) -> Iterator[int]:
    """A label ("Headline: …") opens a story, when it comes back; the labels right above belong to the story."""
    words = marks(view.lexicon)
    by_label: dict[str, list[int]] = {}
    for at, line in enumerate(view.lines):
        label = (
            words.field.match(fold(line.span.of(view.text)[:40])) if line.mark in ("field", "date", "byline") else None
        )
        if label and (label[1] or label[2]) in words.title_fields:
            by_label.setdefault(label[1] or label[2], []).append(at)
    for found in by_label.values():
        if len(found) > 1:
            tops: dict[int, int] = {}
            for at in found:
                top = at
                while top > 0 and view.lines[top].gap == 0 and view.lines[top - 1].mark in ("field", "date", "byline"):
                    top = tops.get(top - 1, top - 1)
                tops[at] = top
                yield top


_SOURCE = re.compile(r"\S\s*[\[(][^\[\]()]{2,40}[\])]$")
_MARKDOWN = re.compile(r"#\s+\S")


def sourced(view: PageView) -> Iterator[int]:
    """Headlines that end in their source, "[Reuters]", when at least two stand above paragraphs."""
    found = []
    for at, line in enumerate(view.lines):
        if (
            line.mark == "title"
            and _SOURCE.search(line.span.of(view.text))
            and view.prose_follows(at, 1)
            and _set_off(view, at)
        ):
            found.append(at)
    if len(found) > 1:
        yield from found


def markdown_titles(view: PageView) -> Iterator[int]:
    """Markdown headings of the first level, when there are at least two."""
    found = [at for at, line in enumerate(view.lines) if _MARKDOWN.match(view.text, line.span.start, line.span.end)]
    if len(found) > 1:
        yield from found


RULES: tuple[Callable[[PageView], Iterator[int]], ...] = (
    header_dates,
    repeated_titles,
    titles_with_details,
    details_with_titles,
    datelined,
    datelined_texts,
    separated,
    gapped,
    footed,
    same_foot,
    underlined,
    numbered,
    labelled,
    sourced,
    markdown_titles,
)


def listed(view: PageView) -> list[int]:
    """Headlines of a list of contents, where they stand again above their stories."""
    first: dict[str, int] = {}
    again: dict[str, int] = {}
    for at, line in enumerate(view.lines):
        if line.mark in ("title", "prose") and line.key.count(" ") >= 2:
            if line.key not in first:
                first[line.key] = at
            elif line.key not in again and view.prose_follows(at, 4):
                again[line.key] = at
    found = [at for key, at in again.items() if at - first[key] >= 2]
    if len(found) < 2 or max(first[view.lines[at].key] for at in found) >= min(found):
        return []
    return sorted(found)
