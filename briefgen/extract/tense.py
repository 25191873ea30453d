"""Whether a cue tells of something to come."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.lexicon import Lexicon
from briefgen.model import Span


@cache
def _coming(lexicon: Lexicon) -> re.Pattern[str]:
    words = words_of((*lexicon.words("agenda.coming"), *lexicon.words("agenda.announced")))
    return re.compile(rf"\b(?:{words})\b(?:[^,;.]{{0,40}})$")


def is_coming(view: str, sentence: Span, cue: Span, lexicon: Lexicon) -> bool:
    """Whether the words before a cue, or the cue itself, put it ahead: "will meet", "ahead of talks", "planned visit".

    Args:
        view: the folded text.
        sentence: the sentence the cue stands in.
        cue: the words that say there is a meeting.
        lexicon: its words for what is coming.
    """
    return bool(_coming(lexicon).search(view[max(sentence.start, cue.start - 60) : cue.end]))
