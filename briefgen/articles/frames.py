"""Heads that look alike: a page of several stories sets every headline in the same frame.

Between two texts stand lines that are no text: the foot of one story and the head of the next, or a sub-heading. A
head is told from a sub-heading by its frame, which comes back: the lines that end above each text have the same
marks in the same order, one of them a headline, with something that newspapers put beside headlines (a date, a
label, a link, the site's name), or with the same ornament ("1.", "**", capitals).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.articles.heads import PageView
from briefgen.articles.lines import Line
from briefgen.articles.marks import SLUG, marks
from briefgen.text import fold

_LONGEST = 6  # lines of a frame that are compared
_INTRODUCTION = 400  # characters that may stand above the first of the stories
_ONE_LINE = 600  # characters: a paragraph so long is a whole story
_COMPANIONS = frozenset({"date", "byline", "publisher", "field", "counter", "furniture", "short"})
_TOPS = frozenset({"title", "short", "date", "byline", "publisher", "field", "counter"})

Look = tuple[str, str, bool]  # mark, what its words have in common with others', whether a blank line is above
Frame = tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines that are no text, from ``start`` up to the text that begins at ``end``."""

    start: int
    end: int


def framed(view: PageView) -> Iterator[int]:
    """Headlines whose frame comes back, the page's first one among them or with hardly a text above."""
    runs = _runs(view)
    first = next((n for n, run in enumerate(runs) if any(_is_long(view, at, 3) for at in range(run.start, run.end))), 0)
    members: dict[Frame, list[tuple[int, int]]] = defaultdict(list)  # number of the run, line the frame begins at
    repeated = _repeated(view)
    for number, run in enumerate(runs):
        for at, frame in _frames(view, run, repeated):
            members[frame].append((number, at))
    best: dict[int, tuple[int, int, int]] = {}  # by run: how many have the frame, its length, where it begins
    for frame, stood in members.items():
        if len(stood) < 2 or not _tells(frame):
            continue
        at = stood[0][1]
        if (stood[0][0] <= first or _is_introduced(view, at)) and not (len(frame) == 1 and _is_listed(view, stood)):
            for number, start in stood:
                best[number] = max(best.get(number, (0, 0, 0)), (len(stood), len(frame), start))
    for _, _, start in best.values():
        yield start


def _repeated(view: PageView) -> frozenset[str]:
    """The keys of lines that stand more than once: a site's name, a section's."""
    keys = Counter(line.key for line in view.lines if line.key)
    return frozenset(key for key, times in keys.items() if times > 1)


def _is_listed(view: PageView, stood: Sequence[tuple[int, int]]) -> bool:
    """Whether ornamented lines are the parts of one story: below its headline, or questions."""
    top = stood[0][1]
    above = range(top - 1, max(-1, top - _LONGEST), -1)
    return any(_is_long(view, at, 4) for at in above) or _asks(view, [at for _, at in stood])


def _runs(view: PageView) -> list[_Run]:
    """The stretches of lines above each text."""
    out: list[_Run] = []
    start = 0
    for at, line in enumerate(view.lines):
        if line.mark == "prose" or view.is_prose(at) or view.dateline(at):
            if start < at:
                out.append(_Run(start, at))
            start = at + 1
    return out


def _frames(view: PageView, run: _Run, repeated: frozenset[str]) -> Iterator[tuple[int, Frame]]:
    """The ends of a run that hold a headline, each with its first line."""
    looks: list[Look] = []
    titled = False
    for at in range(run.end - 1, max(run.start, run.end - _LONGEST) - 1, -1):
        line = view.lines[at]
        looks.append((*_look(view, line, repeated), line.gap > 0))
        titled = titled or _is_long(view, at, 3)
        if titled and (looks[-1][0] in _TOPS or looks[-1][1] == "link"):
            top, *rest = reversed(looks)
            yield at, ((top[0], top[1], False), *rest)


def _is_long(view: PageView, at: int, spaces: int) -> bool:
    """Whether a line may be a headline and is longer than most sub-headings."""
    line = view.lines[at]
    return line.mark == "title" and line.key.count(" ") >= spaces


def _look(view: PageView, line: Line, repeated: frozenset[str]) -> tuple[str, str]:
    """What a line is, and what its words must have in common with those of its like."""
    written = view.text[line.span.start : line.span.end]
    if line.mark == "furniture":
        told, words = _KIND.search(written), " ".join(fold(written).split()[:2])
        if words in marks(view.lexicon).adverts:  # stands beside sub-headings too
            return "advert", ""
        return "furniture", told.lastgroup or "" if told else words
    if SLUG.fullmatch(written):
        return "short", ""
    if line.mark == "title" and line.key.count(" ") > 2 and line.key not in repeated:
        return "title", _ornament(written, line)
    return ("short" if line.mark == "title" else line.mark), ""


_KIND = re.compile(r"(?P<link>^(?:\w+: ?)?(?:https?://|www\.))|(?P<time>\d min(?:utes?)?\.?(?: read)?$)")


# "1.", "2)", "[3]", "#4", "II.", "B)", "08:15"
_NUMBER = re.compile(r"(?:[\[(]?\d{1,2}[.)\]]|#\d{1,2}|[IVX]{1,4}[.)]|[A-H]\)|\d{1,2}[:.]\d\d)\s")
_SITE = re.compile(r"\s[|–—»-]\s([^|–—»]{3,40})$")
_MARKS = re.compile(r"#{1,6}(?=\s)|\*\*|={2,}|_{2,}|[^\w\s\"'“”‘’«»()\[\]<>$€£]{1,3}(?=\s)")
_DAY = re.compile(r"(?:\d{1,2} \w{3,9} \d{4}|\w{3,9} \d{1,2}, \d{4}|\d{4}-\d\d-\d\d)(?=\s*[–—:|/-])")


def _ornament(written: str, line: Line) -> str:
    """How a headline is set off by its own marks: its number, star, bullet, capitals, or the site's name at its end."""
    if number := _NUMBER.match(written):
        return re.sub(r"\d+|[A-Z]+", "1", number.group())
    if marks := _MARKS.match(written):
        return marks.group()
    if written.isupper():
        return "capitals"
    site = _SITE.search(written)
    if _DAY.match(written) or (site and any(char.isdigit() for char in site[1])):
        return "day"
    return fold(site[1]) if site and line.key.count(" ") >= 4 else ""


def _tells(frame: Frame) -> bool:
    """Whether a frame that comes back is a story's: its headline is ornamented or has company."""
    at = next((n for n, look in enumerate(frame) if look[0] == "title"), None)
    if at is None:
        return False
    if len(frame) == 1:
        return frame[0][1] != ""
    beside = [look for look in (*frame[max(0, at - 1) : at], *frame[at + 1 : at + 3]) if look[0] in _COMPANIONS]
    return bool(beside)


def _is_introduced(view: PageView, at: int) -> bool:
    """Whether no more than an introduction stands above a line."""
    above = 0
    for line in view.lines[:at]:
        if line.mark == "prose":
            above += line.span.end - line.span.start
            if above > _INTRODUCTION:
                return False
    return True


def tight(view: PageView) -> Iterator[int]:
    """Headlines below the page's only blank lines: each story's lines stand together."""
    found = [at for at, line in enumerate(view.lines) if not at or line.gap]
    if len(found) > 1 and all(_heads_text(view, at) for at in found) and not _asks(view, found[1:]):
        yield from found


def _heads_text(view: PageView, at: int) -> bool:
    if not _is_long(view, at, 4) or view.lines[at].bullet or at + 1 == len(view.lines):
        return False
    return view.lines[at + 1].gap == 0 and view.prose_follows(at, 2)


def one_lined(view: PageView) -> Iterator[int]:
    """Headlines between paragraphs that are each so long that they must be whole stories."""
    found = [
        at
        for at in range(len(view.lines) - 1)
        if _is_long(view, at, 4) and _is_story(view, at + 1) and (not at or _is_story(view, at - 1))
    ]
    if len(found) > 1 and found[0] == 0 and not _asks(view, found[1:]):
        yield from found


def _is_story(view: PageView, at: int) -> bool:
    line = view.lines[at]
    return line.mark == "prose" and line.span.end - line.span.start >= _ONE_LINE


def _asks(view: PageView, heads: Sequence[int]) -> bool:
    """Whether most of some headlines are questions: the parts of one explanation."""
    return 2 * sum(view.text[view.lines[at].span.end - 1] == "?" for at in heads) > len(heads)


def slugged(view: PageView) -> Iterator[int]:
    """Numbered headlines that each open with a slug in capitals: "2. LIMA/QUITO  Tuna with a question mark".

    There must be three at least, their numbers run on, their slugs differ, and each stands above a paragraph.
    """
    found = []
    for at, line in enumerate(view.lines):
        slug = _SLUG.match(line.span.of(view.text)) if line.mark == "title" and line.bullet else None
        if slug and view.prose_follows(at, 1):
            found.append((at, int(slug["number"]), slug["slug"].strip()))
    numbers = [number for _, number, _ in found]
    run_on = numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else False
    if len(found) >= _SEVERAL and run_on and len({slug for _, _, slug in found}) > 1:
        yield from (at for at, _, _ in found)


_SEVERAL = 3
_SLUG = re.compile(
    r"\(?(?P<number>\d{1,2})[.):]?\)?\s+(?P<slug>[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/, &-]{2,40}?)"
    r"(?:\s{2,}|\s*[|:•]\s+|\s+[–—-]\s+)"
    r"(?=[\"“‘]?[A-ZÀ-ÖØ-Þ][^A-Z]*[a-z])"
)
