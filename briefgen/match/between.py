"""How much of a story lies between two sides, where nobody of the one is told to meet anybody of the other.

A row at home, a trial, a poll or a war names two countries as often as their dealings do. What tells them apart is told
at the top: both stand there as states, one turns to the other, there is talk of what they have with each other. Each
sign is a plain observation with its points, weighed like those of ``weight``: fitted by logistic regression on
annotated articles outside the project, and rounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.match.states import States
from briefgen.model import Span
from briefgen.text import fold

LEAST = 5  # points that a story needs in which nobody of the two sides meets

Points = tuple[tuple[str, int], ...]
"""The signs that hold of a story, each with its points."""

_TOP = 4  # title and first sentences
_HOME = (2, 3, 4)  # different words of what a country has among its own; each of these counts takes a point
_COURT = (1, 2)  # likewise words of a court,
_WAR = (3,)  # and of fighting
_TWICE = 2
_OFTEN = 3  # times that the less vocal side speaks or acts


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the dyad test knows of a story besides its words.

    Attributes:
        meets: whether the top tells of a meeting of the two; ``meets_first`` whether the very first sentences do.
        together: whether something is told of both at once; ``shared`` whether the top tells what they have together.
        voices: how often the less vocal side speaks or acts.
        officials: the sides that have somebody in office in the story.
        opens: whether the first sentence has a side act.
        silent: whether nobody of the sides says, wants, meets or raises anything.
        thirds: how often another country is named for each time the less named side is.
    """

    meets: bool
    meets_first: bool
    together: bool
    shared: bool
    voices: int
    officials: int
    opens: bool
    silent: bool
    thirds: float


def between(cast: Cast, told: Told, lexicon: Lexicon) -> Points:
    """The signs of a story that something lies, or does not lie, between two sides."""
    article, top = cast.findings.article, cast.lead[:_TOP]
    written = {span: fold(span.of(article.text)) for span in top}
    own = article.title_basis == "headline"
    page = _Page(
        cast=cast,
        words=_words(lexicon),
        states=States(cast, lexicon),
        written=written,
        title=top[0] if own else None,
        first=top[: 1 + own],
    )
    signs = (*_signs_of_names(page), *_signs_of_deeds(told), *_signs_of_others(page, told))
    return tuple((name, points) for name, points, holds in signs if holds and points)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """The top of a story: its title, should it have one of its own, and first sentences, each with its folded text."""

    cast: Cast
    words: _Words
    states: States
    written: dict[Span, str]
    title: Span | None
    first: tuple[Span, ...]

    @property
    def both(self) -> list[Span]:
        """Title and sentences that name both sides as states."""
        return [span for span in self.written if len(self.states.inside(span)) > 1]

    @property
    def whole(self) -> str:
        """All of it."""
        return " ".join(self.written.values())


_Sign = tuple[str, int, bool]  # what is observed, its points, and whether it holds


def _signs_of_names(page: _Page) -> Iterator[_Sign]:
    """How the top names the two, and in what words."""
    words, written, both = page.words, page.written, page.both
    yield "its title names both as states", 1, page.title in both
    yield "its title or first sentence names both as states", 1, any(span in both for span in page.first)
    yield "its top names both as states", 2, bool(both)
    tied = any(words.ties.search(written[span]) for span in both)
    yield "its top tells of ties, where it names both as states", 1, tied
    turned = any(_turns(span, written[span], page.states, words) for span in both)
    yield "one turns to the other at its top", 2, turned
    yield "its top has words for two who deal with each other", 1, words.joint.search(page.whole) is not None


def _signs_of_deeds(told: Told) -> Iterator[_Sign]:
    """What the two do."""
    yield "its top tells that they meet", 2, told.meets
    yield "its first sentences tell that they meet", 3, told.meets_first
    yield "something is told of both at once", 2, told.together
    yield "its top tells what both have together", 2, told.shared
    yield "both speak or act", 1, told.voices > 0
    yield "both speak or act more than once or twice", 1, told.voices >= _OFTEN
    yield "both have somebody in office", 1, told.officials > 1
    yield "one of them acts in its first sentence", 1, told.opens


def _signs_of_others(page: _Page, told: Told) -> Iterator[_Sign]:
    """What tells that it is about something else."""
    words, whole, both = page.words, page.whole, page.both
    people = page.cast.findings.people
    yield "another country is named more often than one of the two", -1, told.thirds > 1
    yield "another country is named twice as often as one of the two", -1, told.thirds >= _TWICE
    yield "one of the two is no more than where somebody is or comes from", -1, not page.states.both
    among = bool(both) and all(_has_others(span, page.cast) for span in both)
    yield "other countries stand beside the two where its top names both", -1, among
    yield "nobody of the two has an office in it", -1, not told.officials
    yield "nobody of the two speaks or acts", -1, told.silent
    first = min(people, key=lambda one: one.mentions[0], default=None)
    yield "names somebody first who speaks for nobody", -1, first is not None and first.private
    asks = page.title is not None and words.asks.search(page.written[page.title]) is not None
    yield "its title asks what or why", -2, asks
    yield "opens with what a country has among its own", -_over(words.home, whole, _HOME), True
    yield "opens with a court", -_over(words.court, whole, _COURT), True
    yield "opens with fighting", -_over(words.war, whole, _WAR), True


def _turns(span: Span, written: str, states: States, words: _Words) -> bool:
    """Whether what one says to or asks of the other stands between the two."""
    for found in words.turns.finditer(written):
        before = states.inside(Span(span.start, span.start + found.start()))
        behind = states.inside(Span(span.start + found.end(), span.end))
        if before and behind and before != behind:
            return True
    return False


def _has_others(span: Span, cast: Cast) -> bool:
    """Whether a sentence names another country, too."""
    return any(side == THIRD for _, side in cast.presence_of_places(span))


def _over(pattern: re.Pattern[str], written: str, counts: tuple[int, ...]) -> int:
    """How many of some counts the different words of a list reach."""
    different = len(set(pattern.findall(written)))
    return sum(different >= count for count in counts)


class _Words:
    """Patterns of the words that tell what lies between two, and what does not."""

    __slots__ = ("asks", "court", "home", "joint", "ties", "turns", "war")

    def __init__(self, lexicon: Lexicon) -> None:
        self.ties = _any(lexicon, "page.dealings.ties")
        self.turns = _any(lexicon, "page.dealings.turns")
        self.joint = _any(lexicon, "page.dealings.joint")
        self.home = _any(lexicon, "page.dealings.home")
        self.asks = re.compile(rf"\A(?:{any_of(lexicon, 'page.dealings.questions') or '(?!)'})\b|\?\s*\Z")
        self.court = _any(lexicon, "page.troubles.a court")
        self.war = _any(lexicon, "page.troubles.fighting")


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def _any(lexicon: Lexicon, path: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(lexicon, path) or '(?!)'})(?![\w-])")
