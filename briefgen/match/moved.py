"""A meeting that is put off is the one that was announced for another day."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.match.reports import Report


def says_moved(sentence: str, lexicon: Lexicon) -> bool:
    """Whether a sentence tells of a meeting that it is on another day, or elsewhere, than was told."""
    return _moved(lexicon).search(fold(sentence)) is not None


@cache
def _moved(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{any_of(lexicon, 'meetings.put_off')})\b|"
        r"\b(?:later|earlier|sooner) than (?:(?:first|originally|initially) )?(?:planned|scheduled|announced)\b|"
        r"\b(?:was|were|been|is|are|be) (?:moved|brought forward)\b"
    )


def of_the_moved(announced: Sequence[Report], moved: Report) -> tuple[Report, ...]:
    """What was announced of a meeting before it was moved, without its day and place; none where it is another one."""
    newest = max((one.published for one in announced if one.published), default=None)
    if not moved.moved or not moved.published or newest is None or newest >= moved.published:
        return ()
    same = all(
        one.meeting.coming
        and not one.meeting.cancelled
        and one.sides == moved.sides
        and (one.people & moved.people or not (one.people and moved.people))
        and (one.meeting.kind == "call") == (moved.meeting.kind == "call")
        for one in announced
    )
    if not same or any(one.first == moved.first and one.place == moved.place for one in announced):
        return ()
    return tuple(
        replace(one, first=None, last=None, month="", written=None, words="", place="", setting="", land=False)
        for one in announced
    )
