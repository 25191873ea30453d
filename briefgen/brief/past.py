"""Whom a story only tells of in the past: who is dead, or was in office years before."""

from __future__ import annotations

import re

from briefgen.match import Story
from briefgen.model import Person
from briefgen.text import page_view, words

_NAMINGS = 12  # places that name somebody which are looked at
_NEAR = 40  # characters before a title in which it is told that its bearer is dead


def is_of_the_past(person: Person, story: Story) -> bool:
    """Whether somebody takes no part any more: dead, overthrown, of a "then-" office, or told of in years gone by."""
    if words(person.office)[:1] in _THEN:
        return True
    view = page_view(story.findings.article.text)
    for span in person.mentions[:_NAMINGS]:
        start = min([span.start, *(one.start for one in person.descriptions if one.meets(span))])
        if _GONE.search(view, max(0, start - _NEAR), start) or _GONE_BEHIND.match(view, span.end):
            return True
    return _is_of_years_ago(person, story)


def _is_of_years_ago(person: Person, story: Story) -> bool:
    """Whether each sentence that names somebody names a year well before the story's, and one in office opens with it.

    The year right before is no sign: a story of January tells of December.
    """
    day = story.findings.article.date.day
    if day is None:
        return False
    told = {span for mention in person.mentions if (span := story.cast.sentence_at(mention))}
    view = page_view(story.findings.article.text)
    found = _OPENS.match if person.office else _YEAR.search
    years = [found(view, span.start, span.end) for span in told]
    return bool(years) and all(year and int(year[1]) < day.year - 1 for year in years)


_THEN = (["then"], ["late"])
_GONE = re.compile(
    r"\b(?:death|funeral|assassination|murder|overthrow|ouster|burial) of (?:the |its |their )?(?:[a-z]+ )?\Z|"
    r"\b(?:the|its|their) late (?:[a-z]+ )?\Z"
)
_GONE_BEHIND = re.compile(r"['’]s? (?:\w+ )?(?:death|funeral|assassination|overthrow|ouster)\b")
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
_OPENS = re.compile(r"(?:back )?in (?:[a-z]+ )?((?:19|20)\d\d)\b")
