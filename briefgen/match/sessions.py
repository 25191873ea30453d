"""What a meeting is called whose own sentence has no name for it: the round or session told of beside it."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.places import CAPITAL
from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.model import Meeting
from briefgen.text import squeeze

_BESIDE = 2  # sentences between a meeting and the name of its round
_OPENING = 8  # sentences


def session_beside(meeting: Meeting, cast: Cast, lexicon: Lexicon) -> str:
    """The only numbered session that opens a sentence beside a meeting's: "The 11th round of the Fish Board"."""
    text, sentences = cast.findings.article.text, cast.findings.sentences
    number = next((at for at, one in enumerate(sentences) if one.span == meeting.span), len(sentences))
    if number >= _OPENING:
        return ""
    names: set[str] = set()
    for one in sentences[max(0, number - _BESIDE) : number + _BESIDE + 1]:
        told = _session(lexicon).match(text, one.span.start, one.span.end)
        if told and THIRD not in {side for _, side in cast.presence_of_places(one.span)}:
            names.add(squeeze(told["name"]))
    return names.pop() if len(names) == 1 else ""


@cache
def _session(lexicon: Lexicon) -> re.Pattern[str]:
    word = rf"[{CAPITAL}][\w’'-]*"
    return re.compile(
        rf"(?:The|At the|During the) (?:\d+(?:st|nd|rd|th)|{any_of(lexicon, 'meetings.ordinals')}) "
        rf"(?:{any_of(lexicon, 'meetings.rounds')}) of the "
        rf"(?P<name>{word}(?: (?:(?:of|on|for|and) (?:the )?)?{word}){{1,8}})"
    )
