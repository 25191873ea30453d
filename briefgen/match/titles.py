"""Where a meeting is that only the title says: "Stone in Lima to mend fences"."""

from __future__ import annotations

import re

from briefgen.link import surnames
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.model import Meeting, Span
from briefgen.text import fold, words


def place_in_title(meeting: Meeting, cast: Cast) -> Span | None:
    """The capital of a side that a story's title puts somebody who meets in; None where it names none so.

    A country tells too little ("Stone sees peace in Kolan"), and what nobody of the meeting stands before may be the
    scene of something else.
    """
    title, text = cast.findings.article.title, cast.findings.article.text
    places = [one for one in cast.findings.places if title.holds(one.span) and one.form == "capital"]
    people = surnames(meeting.who)
    for place in places:
        before = text[title.start : place.span.start]
        if cast.place(place) in (None, THIRD) or not _LEADS_THERE.search(before):
            continue
        if people & set(words(fold(before))) and _ENDS.match(text, place.span.end, title.end):
            return place.span
    return None


_LEADS_THERE = re.compile(r"\b(?:in|to|at) $", re.IGNORECASE)
_ENDS = re.compile(r"$|[,:;.\n]| (?:as|for|after|amid|with|and|on|ahead|to|over|–|-|—)\b", re.IGNORECASE)
