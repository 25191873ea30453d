"""Whether a meeting is called off or put off, as the words before and behind it tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import any_of, trie
from briefgen.model import Meeting, Span, When
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.clausefacts import Days
    from briefgen.extract.occasions import Occasion
    from briefgen.lexicon import Lexicon

# Words of one noun phrase, and of one that other phrases hang on: nothing that begins a clause.
_INNER = (
    r"(?!(?:and|but|after|before|while|as|when|who|which|that|because|over|in|at|on|with|to|if|by|for|during)\b)[\w'-]+"
)
_INNER_OF = r"(?!(?:but|after|before|while|as|when|who|which|that|because|if|was|were|is|are|has|had|will)\b)[\w'.-]+"
_BE = r"(?:(?:has|have|had|will|would) (?:also |now )?)?(?:was|were|is|are|be|been|being)"
_PHRASE = rf"(?: {_INNER_OF}){{0,14}}(?:, [^,;]{{1,60}},)?"  # on from a meeting's noun to the verb


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of a meeting that was planned.

    Attributes:
        cancelled: it does not take place.
        put_off: it takes place later than it was to.
        behind: where the words end that put it off behind it; None where they stand before it.
    """

    cancelled: bool
    put_off: bool = False
    behind: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    cancelling: re.Pattern[str]  # what is cancelled follows right behind
    cancelled: re.Pattern[str]  # what is cancelled stands before
    moving: re.Pattern[str]  # what is put off follows
    moved: re.Pattern[str]  # what is put off stands before


@cache
def _words(lexicon: Lexicon) -> _Words:
    nouns = tuple(fold(word) for group in lexicon.groups("meetings.nouns").values() for word in group)
    cancelled = any_of(lexicon, "meetings.cancelled")
    off, later = any_of(lexicon, "meetings.not_held"), any_of(lexicon, "meetings.held_later")
    put_off = any_of(lexicon, "meetings.put_off")
    return _Words(
        cancelling=re.compile(rf"\b(?:{cancelled})(?: of)?(?: {_INNER}){{0,6}} $"),
        cancelled=re.compile(
            rf"{_PHRASE} (?:{_BE} (?:\w+ly )?(?:{cancelled})|{off})(?![\w'-])|"
            rf"[^;]{{0,80}}?\bbut (?:[\w']+ ){{0,3}}?(?:{cancelled})(?:[.,]|$|"
            rf" (?:it|them|(?:the|his|her|their) (?:{trie(nouns)}))\b)"
        ),
        moving=re.compile(rf"\b(?:{put_off})(?: of)?(?: (?:a|an|the|his|her|their|its))?(?: {_INNER}){{0,6}} $"),
        moved=re.compile(rf"{_PHRASE} (?:{_BE} (?:\w+ly )?(?:{put_off})|{later})(?![\w'-])"),
    )


def standing_of(sentence: Span, cue: Occasion, end: int, cast: Cast) -> Standing:
    """What became of a meeting, and of no contract that the sentence names beside it.

    Args:
        sentence: the sentence that tells of the meeting.
        cue: the words that say there is one.
        end: where the words of its company, place and day end.
        cast: who and where is named in the article.
    """
    view, words = cast.view, _words(cast.lexicon)
    if cue.off:
        return Standing(cancelled=True)
    start, end = cue.chain, end - view.endswith(" ", cue.span.end, end)
    if plan := _PLAN.search(view, max(sentence.start, start - 24), cue.span.start):
        start = plan.start() + 1
    elif cue.verb == "light":
        start = view.rfind(" ", cue.span.start, cue.span.end) + 1  # "has cancelled his visit" is one cue
    elif cue.verb and not cue.noun_too:
        start = sentence.start
    behind = (cue.span.end, end)
    if words.cancelling.search(view, max(sentence.start, start - 90), start):
        return Standing(cancelled=True)
    if any(words.cancelled.match(view, at, sentence.end) for at in behind):
        return Standing(cancelled=True)
    if cue.verb and cue.verb != "light":
        return Standing(cancelled=False)
    moved = next((found for at in behind if (found := words.moved.match(view, at, sentence.end))), None)
    if moved:
        return Standing(cancelled=False, put_off=True, behind=moved.end())
    return Standing(
        cancelled=False, put_off=words.moving.search(view, max(sentence.start, start - 90), start) is not None
    )


def falls_with(cue: Occasion, there: Span | None, meeting: Meeting, cast: Cast) -> bool:
    """Whether a meeting was what a visit told before it was for: "is not going to Lima, where she was to meet".

    Args:
        cue: the words that say there is a meeting.
        there: the visit's place where the meeting is told to be at it.
        meeting: what they tell.
        cast: who and where is named in the article.
    """
    return (there is not None and meeting.coming) or bool(
        not cue.verb and _FOR.search(cast.view, max(0, cue.span.start - _LEAD), cue.span.start)
    )


def new_day(sentence: Span, standing: Standing, cast: Cast, days: Days) -> When | None:
    """The day that a meeting is put off to: "was put off until 12 April"; None where only the old one is told."""
    low = standing.behind if standing.behind is not None else sentence.start
    for day in days.inside(Span(low, sentence.end)):
        if _TO_A_DAY.search(cast.view, max(low, day.span.start - _LEAD), day.span.start):
            return day
    return None


_FOR = re.compile(r" for (?:(?:a|an|the|his|her) )?(?:[\w-]+ ){0,2}$")
_LEAD = 30  # characters before a day in which "until" stands
_TO_A_DAY = re.compile(
    r"\b(?:to|until|till|for|in|to take place on|be held on|place on|now on)(?: early| late| the)? $"
)
_PLAN = re.compile(r" (?:plans?|trips?|intentions?) (?:to|for) (?:a |the |his |her )?$")
