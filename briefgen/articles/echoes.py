"""Headlines known by what stands below them: the first paragraph of a story says again what its headline says.

A sub-heading, a link or a caption says what the story around it says, or nothing of the paragraph below; a headline
has words that come again at once and were not in the story above.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefgen.articles.heads import LOOSE, PageView
from briefgen.articles.language import common_words
from briefgen.model import Span
from briefgen.text import fold

_BELOW = 500  # characters of the paragraphs below that are compared
_ABOVE = 1500
_STORY = 150  # characters: what stands above is a story, and no deck
_SPACES = 4  # of a line of five words
_LONGEST = 130
_SAID_AGAIN = 3  # words of the headline, at least half of its words
_FEWEST = 2  # where another headline of the page is sure
_NEW = 2  # of them that the story above does not have
_STEM = 6  # letters
_NEVER_FIRST = ('"', "“", "(")
_NEVER_LAST = ("?", ")", "]", '"', "”")
_WORD = re.compile(r"[^\W\d_]{4,}")


def echoed(view: PageView) -> Iterator[int]:
    """Headlines between paragraphs whose words come again in the paragraph below, some of them for the first time.

    Where one is found, another line that stands like it needs fewer such words.
    """
    above = 0
    found: dict[int, int] = {}  # how many words come again
    for at, line in enumerate(view.lines):
        if above >= _STORY and _may_head(view, at):
            found[at] = _said_again(view, line.span)
        above += line.span.end - line.span.start if view.is_prose(at) else 0
    gaps = {view.lines[at].gap for at, words in found.items() if words >= _SAID_AGAIN}
    yield from (at for at, words in found.items() if words and view.lines[at].gap in gaps)


def _may_head(view: PageView, at: int) -> bool:
    """Whether a line between paragraphs looks like a headline, and like no question, caption or quotation set apart."""
    line = view.lines[at]
    written = line.span.of(view.text)
    if line.mark != "title" or line.key.count(" ") < _SPACES or len(written) > _LONGEST:
        return False
    if written.startswith(_NEVER_FIRST) or written.endswith(_NEVER_LAST):
        return False
    below = next((i for i in range(at + 1, min(len(view.lines), at + 4)) if view.lines[i].mark not in LOOSE), at)
    return view.is_prose(below)


def _said_again(view: PageView, title: Span) -> int:
    """How many of a line's words come again below, where that may be a headline's lede; 0 where it cannot."""
    words = _words(view, title.start, title.end)
    below = words & _words(view, title.end, min(len(view.text), title.end + _BELOW))
    new = below - _words(view, max(0, title.start - _ABOVE), title.start)
    if len(below) < _FEWEST or not new:
        return 0
    written = title.of(view.text)  # a sentence that is set apart stands in the text too
    if view.text.find(written, title.end, title.end + 2 * _ABOVE) >= 0:
        return 0
    sure = len(below) >= _SAID_AGAIN and 2 * len(below) >= len(words) and len(new) >= _NEW
    return len(below) if sure else _FEWEST


def _words(view: PageView, start: int, end: int) -> frozenset[str]:
    """The beginnings of the words of a stretch that tell what it is about."""
    common = common_words(view.lexicon)
    return frozenset(word[:_STEM] for word in _WORD.findall(fold(view.text[start:end])) if word not in common)
