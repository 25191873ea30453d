"""Whether a cue tells of something to come, or of something before."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.extract.cues import with_participles
from briefgen.lexicon import Lexicon
from briefgen.model import Span


@cache
def _coming(lexicon: Lexicon) -> re.Pattern[str]:
    words = words_of((*with_participles(lexicon.words("agenda.coming")), *lexicon.words("agenda.announced")))
    return re.compile(rf"\b(?:{words})\b(?:[^,;.]{{0,40}})$")


def is_coming(view: str, sentence: Span, cue: Span, lexicon: Lexicon) -> bool:
    """Whether the words before a cue, or the cue itself, put it ahead: "will meet", "ahead of talks", "planned visit".

    Args:
        view: the folded text.
        sentence: the sentence the cue stands in.
        cue: the words that say there is a meeting.
        lexicon: its words for what is coming.
    """
    before = view[max(sentence.start, cue.start - 60) : cue.end]
    return bool(_coming(lexicon).search(before) or _put_off(lexicon).search(before))


@cache
def _put_off(lexicon: Lexicon) -> re.Pattern[str]:
    words = words_of(lexicon.words("meetings.put_off"))
    return re.compile(rf"\b(?:{words}) (?:a|an|the|his|her|their|its) (?:[\w-]+ ){{0,4}}?[\w-]+$")


def is_over(view: str, sentence: Span, told: Span) -> bool:
    """Whether a noun tells of a meeting that took place: "after talks with", "the meeting ended".

    Args:
        view: the folded text.
        sentence: the sentence the meeting is told in.
        told: from its cue to the end of its company.
    """
    before = _AFTER.search(view, max(sentence.start, told.start - 60), told.start)
    return bool(
        before
        or _HELD.search(view, told.start, told.end)
        or _ENDED.match(view, told.end, min(sentence.end, told.end + 60))
    )


def is_under_way(view: str, sentence: Span, told: Span) -> bool:
    """Whether a noun tells of a meeting that goes on: "talks are under way", "on the second day of a visit".

    Args:
        view: the folded text.
        sentence: the sentence the meeting is told in.
        told: from its cue to the end of its company.
    """
    before = _NTH_DAY.search(view, max(sentence.start, told.start - 60), told.start)
    return bool(
        before
        or _IS_ON.search(view, told.start, told.end)
        or _GOES_ON.match(view, told.end, min(sentence.end, told.end + 60))
    )


_NTH_DAY = re.compile(r"\bon the (?:first|second|third|fourth|fifth|\w+th) day of (?:(?!to\b)[\w'-]+ ){1,4}$")
_ON = (
    r"(?<![\w-])(?:is|are) (?:still |now |already |currently )?"
    r"(?:under ?way|in progress|ongoing|going on|continuing|in full swing)\b"
)
_IS_ON = re.compile(_ON)
_GOES_ON = re.compile(rf"[^.;:,\"]{{0,24}}?{_ON}")
_AFTER = re.compile(
    r"\b(?:after|following|emerg(?:ed|ing) from|came out of|at the end of|at the close of|return(?:ed|ing) from) "
    r"(?:(?!(?:plan|plans|planned|announcing|proposing|requesting|and|or|to)\b)[\w'\"-]+ ){0,5}\"?$"
)
_HELD = re.compile(r"\b(?:took place|ended|concluded|wrapped up|(?:was|were|has been|have been|had been) held)\b")
_ENDED = re.compile(
    r"[^.;:\"]{0,24}?(?<![\w-])(?:ended|concluded|took place|wrapped up|broke up|lasted|finished|"
    r"(?:was|were|has been|have been) held)\b"
)


@cache
def _next(lexicon: Lexicon) -> re.Pattern[str]:
    words = words_of(lexicon.words("meetings.ahead"))
    return re.compile(rf"\b(?:{words})\b")


def is_ahead(view: str, sentence: Span, told: Span, lexicon: Lexicon) -> bool:
    """Whether the words right behind a meeting's put it ahead: "in talks with the king next week".

    Args:
        view: the folded text.
        sentence: the sentence the meeting is told in.
        told: from the end of its cue to the end of its company.
        lexicon: its words for what is ahead.
    """
    found = _next(lexicon).search(view, told.start, min(sentence.end, told.end + _NEXT))
    return bool(found and not _ELSE.search(view, told.end, found.start()))


_NEXT = 34  # characters behind a meeting's words in which "next week" is still theirs
_ELSE = re.compile(r"[,;:\"]|\b(?:and|or|but|to|before|after|that|who|which|when|as|said|says)\b")


@cache
def _earlier(lexicon: Lexicon) -> tuple[re.Pattern[str], re.Pattern[str]]:
    before, after = (words_of(lexicon.words(f"meetings.earlier.{place}")) for place in ("before", "after"))
    return re.compile(rf"\b(?:{before})\b(?: [\w'-]+){{0,2}} ?$"), re.compile(rf"[^;:\"]{{0,40}}?\b(?:{after})\b")


_LAST = 6  # characters: the reading of a meeting's words may end behind the "last" of "last year"


def is_earlier(view: str, sentence: Span, told: Span, lexicon: Lexicon) -> bool:
    """Whether a meeting is told as one before others: "his previous visit", "met last year".

    Args:
        view: the folded text.
        sentence: the sentence the meeting is told in.
        told: from its cue's auxiliaries to the end of its company.
        lexicon: its words for what was earlier.
    """
    before, after = _earlier(lexicon)
    inside = after.search(view, told.start, told.end)
    behind = after.match(view, max(told.start, told.end - _LAST), min(sentence.end, told.end + 60))
    return bool(inside or behind or before.search(view, max(sentence.start, told.start - 50), told.start))
