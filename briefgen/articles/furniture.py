"""Every part of a story labelled: headline, standfirst, byline, dateline, lede, body, sub-heading, caption, furniture.

Nothing is deleted. The labels follow the order of a page: what stands before the lede may be headline, standfirst or
details; what follows it is body, unless it shows that it is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from briefgen.articles.dateline import find_dateline
from briefgen.articles.frontmatter import front_matter, front_parts
from briefgen.articles.inline import pieces
from briefgen.articles.lines import CAPTION, Line, Mark, look
from briefgen.articles.marks import SLUG, marks
from briefgen.articles.openings import openings, turn_label
from briefgen.articles.split import Story
from briefgen.lexicon import Lexicon
from briefgen.model import PROSE, Block, BlockKind, Span
from briefgen.text import page_view, past_space

_SUB_HEADING = 80  # characters: a longer line without a full stop is a paragraph that lost it
_CAPITALS_LINK = 45  # characters: a longer line in capitals is a link, a shorter one a sub-heading
_STANDFIRST = 160
_KICKER = 40
_AGE = 12
_SIGHT = 40  # lines in which the text of a story begins
_DECK = 300
_TAIL = 300  # characters of a copyright line at the end of a paragraph

_COPYRIGHT = re.compile(r"\s(?:©|\(c\)|copyright)\s?(?:\d{4}|[^\W\d_])", re.IGNORECASE)
_SOURCE_AT_END = re.compile(r"\[[^\[\]]{2,60}\]$")
_POINT = re.compile(
    r"\d{1,2}[.)]\s(?=[A-ZÀ-Ý\"“])"
)  # "1. The ministers agreed": a paragraph of a communiqué, no summary
_SIGNATURE = re.compile(r"(?:--?|–|—)\s?\S")


@dataclass(slots=True)
class _Place:
    """Where in a story the labelling stands."""

    headline: str = ""  # its key
    labelled: bool = False  # the headline stands behind a label: "Headline: …"
    has_headline: bool = False
    has_lede: bool = False
    links: bool = False  # below "Related stories"
    summary: bool = False  # below "Highlights"
    paragraphs: int = 0
    blocks: list[Block] = field(default_factory=list)

    def add(self, span: Span, kind: BlockKind) -> None:
        if span.start < span.end:
            self.paragraphs += kind in PROSE
            self.blocks.append(Block(span=span, kind=kind, paragraph=self.paragraphs if kind in PROSE else None))


@dataclass(frozen=True, slots=True)
class _View:
    """The story as the labelling sees it."""

    text: str
    folded: str
    lines: Sequence[Line]
    lexicon: Lexicon

    def written(self, at: int) -> str:
        return self.lines[at].span.of(self.text)

    def folded_line(self, at: int) -> str:
        return self.lines[at].span.of(self.folded)

    def length(self, at: int) -> int:
        return self.lines[at].span.end - self.lines[at].span.start

    def prose_after(self, at: int) -> bool:
        return any(line.mark == "prose" for line in self.lines[at + 1 : at + 1 + _SIGHT])


def label_story(text: str, story: Story, lexicon: Lexicon) -> tuple[Block, ...]:
    """The blocks of a story, in order; together they hold all of it but white space."""
    view = _View(text, page_view(text), story.lines, lexicon)
    place = _Place(labelled=_has_title_field(view, story.head))
    front = front_matter(text, story.lines)
    for at, line in enumerate(story.lines):
        if at < front:
            _front(view, line, place)
        elif at < story.head:
            place.add(line.span, "furniture")
        else:
            _label(view, at, line, place)
    blocks = _with_prose(_without_colophon(view, place.blocks))
    return tuple(blocks) if blocks is place.blocks else _counted(blocks)


def _front(view: _View, line: Line, place: _Place) -> None:
    """A line of the front matter: the first title there is the story's headline."""
    for span, kind in front_parts(view.text, line):
        if kind == "headline" and not place.has_headline:
            place.has_headline, place.headline = True, look(view.text, span, 0, view.lexicon).key
        place.add(span, kind)


def _has_title_field(view: _View, head: int) -> bool:
    words = marks(view.lexicon)
    for line in view.lines[head : head + 20]:
        label = words.field.match(line.span.of(view.folded)[:40]) if line.mark == "field" else None
        if label is not None and (label[1] or label[2]) in words.title_fields:
            return True
    return False


def _label(view: _View, at: int, line: Line, place: _Place) -> None:
    at_foot = place.links and place.has_lede and line.mark in ("title", "short", "date") and not view.prose_after(at)
    if at_foot:  # teasers below the last paragraph
        place.add(line.span, "furniture")
        return
    if line.mark != "furniture" and not (line.bullet or line.mark in ("title", "short")):
        place.links = False
    if line.pieces:
        _details(view, at, line, place)
    elif line.mark == "date":
        _header_date(view, at, line, place)
    elif line.mark == "field":
        _field(view, line, place)
    elif line.mark in _SIMPLE:
        place.links = place.links or line.mark == "related"
        place.summary = place.summary or line.mark == "highlights"
        place.add(line.span, _SIMPLE[line.mark])
    elif place.links and (line.bullet or line.gap == 0 or view.lines[at - 1].mark == "related"):
        place.add(line.span, "furniture")
    else:
        place.links = False
        _wording(view, at, line, place)


_SIMPLE: dict[Mark, BlockKind] = {
    "rule": "furniture",
    "related": "furniture",
    "highlights": "furniture",
    "counter": "furniture",
    "furniture": "furniture",
    "caption": "caption",
    "publisher": "publisher",
    "byline": "byline",
}


def _details(view: _View, at: int, line: Line, place: _Place) -> None:
    """A line of bylines, dates and the like. A bare date within the body is a sub-heading of a chronology."""
    folded = line.span.of(view.folded)
    words = marks(view.lexicon)
    labelled = words.published.match(folded) or words.updated.match(folded) or len(line.pieces) > 1
    bare = line.mark == "date" and not labelled and not words.age.search(folded)
    if place.has_lede and bare and view.prose_after(at):
        place.add(line.span, "sub-heading")
        return
    for piece in line.pieces:
        place.add(piece.span, piece.kind)


def _header_date(view: _View, at: int, line: Line, place: _Place) -> None:
    """`` date 2025-03-24`` and what follows on the line: a publisher, the headline or the lede."""
    folded = view.folded
    header_date = marks(view.lexicon).header_date
    end = line.span.start
    header = header_date.match(folded, end, min(end + 40, line.span.end))
    while True:
        start, end = end, (header.end() if header else end) + len("2025-03-24")
        place.add(Span(start, end), "date-header")
        end = past_space(view.text, end, line.span.end)
        header = header_date.match(folded, end, min(end + 40, line.span.end))
        if header is None or line.span.end - end <= CAPTION:
            break
    if end < line.span.end:
        rest = look(view.text, Span(end, line.span.end), 0, view.lexicon)
        _label(replace(view, lines=(rest, *view.lines[at + 1 : at + 1 + _SIGHT])), 0, rest, place)


def _field(view: _View, line: Line, place: _Place) -> None:
    """A labelled line ("Headline: …", "Byline: …", "Body: …"): the label is furniture, the rest is what it says."""
    words = marks(view.lexicon)
    label = words.field.match(line.span.of(view.folded))
    name = (label[1] or label[2]) if label else ""
    kind: BlockKind = "furniture"
    if name in words.title_fields and not place.has_headline and not place.has_lede:
        kind, place.has_headline = "headline", True
    elif name in ("by", "byline", "author"):
        kind = "byline"
    elif name in ("source", "publication", "publisher", "outlet", "sn"):
        kind = "publisher"
    if kind == "furniture" and name not in words.body_fields:
        place.add(line.span, "furniture")
        return
    after = line.span.start + (label.end() if label else 0)
    start = line.span.start + len(line.span.of(view.text)[: after - line.span.start].rstrip())
    place.add(Span(line.span.start, start), "furniture")
    rest = Span(after, line.span.end)
    if kind == "headline":
        place.headline = look(view.text, rest, 0, view.lexicon).key if rest.start < rest.end else ""
    if kind == "furniture" and rest.start < rest.end:
        inner = look(view.text, rest, 0, view.lexicon)
        _wording(replace(view, lines=(inner,)), 0, inner, place)
    else:
        place.add(rest, kind)


def _wording(view: _View, at: int, line: Line, place: _Place) -> None:
    """A line that no word of the lexicon tells: what it is depends on where it stands."""
    if place.headline and line.key == place.headline:
        place.add(line.span, "repeated-headline")
    elif place.summary and line.bullet:
        place.add(line.span, "standfirst")
    elif not place.has_lede:
        place.summary = False
        _before_lede(view, at, line, place)
    else:
        place.summary = False
        _after_lede(view, at, line, place)


def _before_lede(view: _View, at: int, line: Line, place: _Place) -> None:
    if place.labelled and not place.has_headline and line.mark in ("title", "short"):
        place.add(line.span, "furniture")
    elif _credit_below(view, at) and (view.prose_after(at + 1) or line.mark != "prose"):
        place.add(line.span, "caption")
    elif not place.has_headline and _is_kicker(view, at, line):
        place.add(line.span, "furniture")
    elif not place.has_headline and _is_headline(view, at, line):
        _headline(view, line, place)
    elif _is_standfirst(view, at, line, place):
        byline = line.mark in ("title", "short") and not line.bullet and _date_below(view, at)
        kicker = line.mark == "short" and view.length(at) < 20
        place.add(line.span, "byline" if byline else "furniture" if kicker else "standfirst")
    else:
        _lede(view, line, place)


def _credit_below(view: _View, at: int) -> bool:
    """Whether a photographer's credit stands on the next line; one line farther down only above a dateline."""
    if view.length(at) > CAPTION:
        return False
    if _is_credit(view, at + 1):
        return True
    if not _is_credit(view, at + 2):
        return False
    below = view.lines[at + 3 : at + 6]
    return any(find_dateline(view.text, one.span, view.lexicon) for one in below)


def _is_credit(view: _View, at: int) -> bool:
    """Whether a line, if there is one, is a photographer's credit."""
    if at >= len(view.lines):
        return False
    span = view.lines[at].span
    return span.end - span.start <= 60 and bool(marks(view.lexicon).caption_alone.match(span.of(view.folded)))


def _is_news(view: _View, at: int) -> bool:
    """Whether somebody says something in the line, or it tells what will be."""
    folded = view.folded_line(at)
    return '"' in folded or marks(view.lexicon).caption_not.search(folded) is not None


def _is_kicker(view: _View, at: int, line: Line) -> bool:
    """Whether a word or two stand above the headline: "WORLD", an agency's slug, the paper's name above the day."""
    if line.mark not in ("short", "title") or view.length(at) > _KICKER or at + 1 >= len(view.lines):
        return False
    below, written = view.lines[at + 1], view.written(at)
    if SLUG.fullmatch(written):
        return below.mark in ("title", "short", "byline", "furniture")
    if line.mark == "title" and line.key.count(" ") > 2:
        return False
    if below.mark == "date" or (below.mark == "furniture" and view.length(at + 1) < _AGE):
        # below a day or an age stands the headline, or the text
        return _heads_text(view, at + 2) and view.prose_after(at + 2)
    if below.mark != "title" or below.bullet or (line.mark == "title" and not _heads_text(view, at + 1)):
        return False
    capitals = line.mark == "short" and written.isupper() and not view.written(at + 1).isupper()
    return below.gap == 0 or capitals


def _heads_text(view: _View, at: int) -> bool:
    """Whether a line, if there is one, is a headline of more than a few words, above a text or details of it."""
    two = view.lines[at : at + 2]
    return (
        len(two) > 1
        and two[0].mark == "title"
        and two[0].key.count(" ") > 3
        and two[1].mark in ("prose", "field", "byline", "date")
    )


def _is_headline(view: _View, at: int, line: Line) -> bool:
    if find_dateline(view.text, line.span, view.lexicon) is not None:
        return False
    if line.mark in ("title", "short"):
        return not line.bullet or view.prose_after(at)
    # a headline that ends like a sentence is known by what stands below it
    below = [view.lines[i] for i in range(at + 1, min(len(view.lines), at + 4))]
    said = not view.written(at).endswith(".") and any(one.mark == "date" for one in below[:2])
    return bool(line.key) and (
        said or any(one.key == line.key for one in below) or (bool(below) and below[0].mark == "byline")
    )


def _headline(view: _View, line: Line, place: _Place) -> None:
    source = _SOURCE_AT_END.search(line.span.of(view.text))
    end = line.span.start + source.start() if source else line.span.end
    place.has_headline, place.headline = True, line.key
    place.add(Span(line.span.start, line.span.start + len(view.text[line.span.start : end].rstrip())), "headline")
    place.add(Span(end, line.span.end), "publisher")


def _is_standfirst(view: _View, at: int, line: Line, place: _Place) -> bool:
    """A line between headline and lede: a bullet, a short line, or a sentence above the dateline."""
    if not view.prose_after(at) or find_dateline(view.text, line.span, view.lexicon) is not None:
        return False
    if line.bullet:
        return not (line.mark == "prose" and _POINT.match(view.written(at)))
    if line.mark in ("title", "short"):
        return view.length(at) <= _STANDFIRST
    if view.length(at) > (_DECK if place.has_headline else CAPTION):
        return False
    below = view.lines[at + 1 : at + 5]
    datelined = any(find_dateline(view.text, one.span, view.lexicon) for one in below if one.mark != "caption")
    details = (at + n for n, one in enumerate(below[:3], 1) if one.mark in ("date", "byline"))
    return datelined or (place.has_headline and any(view.prose_after(one) for one in details))  # not at the foot


def _date_below(view: _View, at: int) -> bool:
    return at + 1 < len(view.lines) and view.lines[at + 1].mark == "date" and view.length(at) <= 80


def _lede(view: _View, line: Line, place: _Place) -> None:
    """The first paragraph, without an agency's notes on corrections, the byline run into it, and its dateline."""
    start = line.span.start
    for span, kind in openings(view.text, view.folded, line.span, view.lexicon):
        place.add(span, kind)
        start = past_space(view.text, span.end, line.span.end)
    place.has_lede = True
    _prose(view, Span(start, line.span.end), "lede", place)


def _prose(view: _View, span: Span, kind: BlockKind, place: _Place) -> None:
    """A paragraph, without what a page's own matter left within it and the copyright line that ends it."""
    near = max(span.start, span.end - _TAIL)
    folded = view.folded[near : span.end]
    signed = "©" in folded or "(c)" in folded or "copyright" in folded
    tail = _COPYRIGHT.search(view.text, near, span.end) if signed else None
    if label := turn_label(view.text, span, view.lexicon):
        place.add(label, "furniture")
        span = Span(past_space(view.text, label.end, span.end), span.end)
    if point := _POINT.match(view.text, span.start, span.end):
        place.add(Span(span.start, point.end() - 1), "furniture")
        span = Span(point.end(), span.end)
    text = span
    if tail is not None and tail.start() > span.start:
        text = Span(span.start, span.start + len(view.text[span.start : tail.start()].rstrip()))
    for piece, other in pieces(view.text, view.folded, text, view.lexicon):
        place.add(piece, other or kind)
        kind = "body" if piece.start < piece.end and not other else kind
    if text is not span and tail is not None:
        place.add(Span(tail.start() + 1, span.end), "furniture")


def _after_lede(view: _View, at: int, line: Line, place: _Place) -> None:
    written = view.written(at)
    if len(written) >= 40 and (_is_same(view, at - 1, written) or _is_same(view, at + 1, written)):
        place.add(line.span, "caption")  # a caption pasted twice
    elif _credit_below(view, at) and not _is_news(view, at):
        place.add(line.span, "caption")
    elif len(written) <= 200 and written.isupper() and sum(char.isalpha() for char in written) > 3:
        short = len(written) <= _CAPITALS_LINK
        place.add(line.span, "sub-heading" if short else "furniture")
    elif _is_sub_heading(view, at, line, written):
        place.add(line.span, "sub-heading")
    elif line.mark == "short" and not line.bullet and not view.prose_after(at) and len(written) <= 40:
        place.add(line.span, "furniture")  # what is left over at a story's foot
    elif len(written) <= 60 and _SIGNATURE.match(written) and not view.prose_after(at):
        place.add(line.span, "furniture")
    else:
        _prose(view, line.span, "body", place)


def _is_same(view: _View, at: int, written: str) -> bool:
    """Whether a line, if there is one, has the same words."""
    if not 0 <= at < len(view.lines):
        return False
    span = view.lines[at].span
    return span.end - span.start == len(written) and span.of(view.text) == written


def _is_sub_heading(view: _View, at: int, line: Line, written: str) -> bool:
    if line.mark not in ("title", "short") or line.bullet or len(written) > _SUB_HEADING:
        return False
    follows = at + 1 < len(view.lines) and view.lines[at + 1].mark in ("prose", "caption", "title")
    return follows and len(written.split()) <= 12 and not written[0].islower() and written[0] not in "\"“'‘("


def _without_colophon(view: _View, blocks: list[Block]) -> list[Block]:
    """The blocks, those below a last separator labelled furniture: a page's imprint is not its story."""
    rules = [at for at, line in enumerate(view.lines) if line.mark == "rule"]
    if not rules:
        return blocks
    foot = view.lines[rules[-1] + 1 :]
    if not foot or len(foot) > 4 or sum(line.span.end - line.span.start for line in foot) > 400:
        return blocks
    start = foot[0].span.start
    before = sum(
        block.span.end - block.span.start for block in blocks if block.kind in PROSE and block.span.end < start
    )
    if before < 400:
        return blocks
    return [replace(block, kind="furniture") if block.span.start >= start else block for block in blocks]


def _with_prose(blocks: list[Block]) -> list[Block]:
    """The blocks of a story that has a text: where nothing looked like a lede, the first likely block is it."""
    if any(block.kind in PROSE for block in blocks):
        return blocks
    for kinds in (("standfirst", "sub-heading"), ("caption",), ("headline",)):
        at = next((n for n, b in enumerate(blocks) if b.kind in kinds and b.span.end - b.span.start > 60), None)
        if at is not None:
            out = [replace(b, kind="body") if n > at and b.kind in kinds else b for n, b in enumerate(blocks)]
            out[at] = replace(blocks[at], kind="lede")
            return out
    return blocks


def _counted(blocks: Sequence[Block]) -> tuple[Block, ...]:
    return tuple(_numbers(blocks))


def _numbers(blocks: Sequence[Block]) -> Iterator[Block]:
    paragraph = 0
    for block in blocks:
        if block.kind in PROSE:
            paragraph += 1
            yield Block(span=block.span, kind=block.kind, paragraph=paragraph)
        else:
            yield Block(span=block.span, kind=block.kind)
