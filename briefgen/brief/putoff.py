"""Days on which the sides no longer meet: those that an article says were planned, and put off or called off."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefgen.brief.sources import Sources
from briefgen.extract.trie import any_of, trie
from briefgen.lexicon import Lexicon
from briefgen.model import Span, When
from briefgen.text import fold

DatedSentence = tuple[Span, str, When, tuple[date, date] | None]


def withdrawn(dated: Iterable[DatedSentence], sources: Sources, lexicon: Lexicon) -> dict[date, date]:
    """Each day for which something was planned that is put off or called off, with the newest article's day to say so.

    "The talks, planned for 14 May, were put off to 2 June" withdraws 14 May for what was written before.

    Args:
        dated: sentences about both sides with a date, the id of their article, the date, and its days.
        sources: where they stand.
        lexicon: the words for putting off.
    """
    found: dict[date, date] = {}
    for sentence, article, when, days in dated:
        told = sources.story(article).findings.article
        if days is None or told.date.day is None:
            continue
        if is_withdrawn(fold(sentence.of(told.text)), sentence, when, lexicon):
            found[days[0]] = max(told.date.day, found.get(days[0], date.min))
    return found


def is_withdrawn(view: str, sentence: Span, when: When, lexicon: Lexicon) -> bool:
    """Whether a date in a sentence, folded, is the day on which something is no longer to be."""
    before, after = view[: when.span.start - sentence.start], view[when.span.end - sentence.start :]
    words = _words(lexicon)
    if _PLANNED.search(before):
        return bool(words.off_before.search(before) or (words.meeting.search(before) and words.off_behind.match(after)))
    to_another = when.last_day is not None or _TO.match(after)  # "from 14 May to 2 June" reads as a range
    return bool(to_another and words.moved.search(before))


@dataclass(frozen=True, slots=True)
class _Words:
    meeting: re.Pattern[str]
    off_before: re.Pattern[str]  # "postponed a visit planned for"
    off_behind: re.Pattern[str]  # "had been put off"
    moved: re.Pattern[str]  # "talks were put off from"


@cache
def _words(lexicon: Lexicon) -> _Words:
    meeting = trie(tuple(fold(word) for group in lexicon.groups("meetings.nouns").values() for word in group))
    off = rf"(?<!\bnot )(?:{any_of(lexicon, 'meetings.put_off', 'meetings.cancelled')})\b"
    later = rf"(?:{any_of(lexicon, 'meetings.put_off')})\b"
    return _Words(
        meeting=re.compile(rf"\b(?:{meeting})\b"),
        off_before=re.compile(rf"\b{off}{_INNER} (?:{meeting})\b{_INNER},?{_THAT}{_PLAN}\Z"),
        off_behind=re.compile(rf"(?: in \w+)?,?{_BE} {off}"),
        moved=re.compile(
            rf"\b(?:{meeting})\b[^.,;]{{0,60}}?{_BE} {later} from(?: the)? \Z|"
            rf"\b{later}{_INNER} (?:{meeting})\b{_INNER} from(?: the)? \Z"
        ),
    )


_INNER = r"(?:(?! (?:ahead|before|after|at|during|over|and|but|as|from|not)\b) [\w'’-]+){0,8}"
_THAT = r"(?: (?:that|which))?(?: (?:was|were|had been|is|are))?"
_BE = r"(?: (?:has been|have been|had been|was|were|is being|are being|is|are|will be|would be))?(?: now| again)?"
_PLAN = (
    r" (?:planned|scheduled|set|due|slated|arranged|fixed|originally|initially)"
    r"(?: to (?:be held|take place|start|begin))?(?: (?:for|on))?(?: the)? ?"
)
_PLANNED = re.compile(rf"{_PLAN}\Z")
_TO = re.compile(r" (?:to|until|till)\b")
