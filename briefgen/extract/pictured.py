"""Captions that ran into the prose: their day and place are those of a picture."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clausefacts import Days
from briefgen.extract.trie import any_of
from briefgen.model import Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon

CAPTION = re.compile(
    r"\((?:\d\w{2} )?(?:from )?(?:l|r|c|left|right|centre|center)\)|"
    r", (?:far |second |third |second from |third from )?(?:left|right|centre|center)(?: left| right)?,|"
    r"\bduring (?:a|the) (?:group )?photo(?:graph)? (?:session|opportunity|call)"
)
"""Who stands where: "(L)", "(2nd right)"."""

_CREDIT = 2  # characters that may follow a caption's date


@cache
def _photo(lexicon: Lexicon) -> re.Pattern[str]:
    """The present tense of a caption."""
    return re.compile(rf"\b(?:{any_of(lexicon, 'meetings.photo_verbs')})\b")


def is_pictured(sentence: Span, cast: Cast, days: Days) -> bool:
    """Whether a sentence is a caption that ran into the prose: told in the present, with a whole date at its end."""
    last = days.inside(Span(max(sentence.start, sentence.end - 40), sentence.end))
    if not last or not (last[-1].year and last[-1].day) or sentence.end - last[-1].span.end > _CREDIT:
        return False
    return bool(_photo(cast.lexicon).search(cast.view, sentence.start, sentence.end))
