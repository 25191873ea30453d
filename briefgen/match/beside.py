"""What is beside the matter: calls on a host, what is told in passing, what two others do, old words."""

from __future__ import annotations

import re
from bisect import bisect_left
from datetime import date

from briefgen.extract.positionwords import is_visit, opens_aside
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.match.voices import ONE_SIDED
from briefgen.model import Item, Position, Span, When
from briefgen.text import fold


def why_beside(item: Item, cast: Cast) -> str:
    """Why an item is no matter of the two sides; "" where it may be one."""
    if any(cast.is_of_others(actor) for actor in item.actors):
        return "two others act"
    if is_visit(item.rule, cast.findings.article.text[item.cue.end : item.sentence.end]):
        return "a visit, and nothing is asked"
    if item.status in ONE_SIDED and item.actors and _is_aside(item, cast):
        return "tells only when something else came about"
    if item.status in ONE_SIDED and ties_with_others(item.span, item.sentence, cast):
        return "a tie with a third country"
    return ""


def why_old(position: Position, cast: Cast) -> str:
    """Why a position is no news: "In 2010 Kenya demanded"; "" where it may be."""
    return why_of_old(position.sentence, position.cue, cast)


def why_of_old(sentence: Span, cue: Span, cast: Cast) -> str:
    """Why what a sentence tells behind a cue is no news: "At the time they vowed"; "" where it may be."""
    text, day = cast.findings.article.text, cast.findings.article.date.day
    if _THEN.match(text, sentence.start, sentence.end):
        return "background: held in an earlier year"
    for when in cast.whens_in(sentence) if day else ():
        front = text[sentence.start : when.span.start]
        behind = text[cue.end : when.span.start] if when.span.start >= cue.end else None
        told = _OPENS.fullmatch(front) or (behind is not None and _SAID_IN.fullmatch(behind))
        if told and day and _is_old(when, day):
            return "background: held in an earlier year"
    return ""


def ties_with_others(told: Span, sentence: Span, cast: Cast) -> bool:
    """Whether what one side says is about its ties with a third country: "wants a trade treaty with Chile"."""
    if len(cast.sides_in(sentence)) > 1:
        return False
    text, places = cast.findings.article.text, cast.findings.places
    low, high = (bisect_left(places, at, key=lambda place: place.span.start) for at in (told.start, told.end))
    for place in places[low:high]:
        before = fold(text[told.start : place.span.start])
        if cast.place(place) == THIRD and _TIES.search(before) and not _AGAINST.search(before):
            return True
    return False


def _is_old(when: When, day: date) -> bool:
    """Whether a date lies in the year before or earlier, and not in the last months."""
    if when.year is None or when.year >= day.year:
        return False
    months = 12 * (day.year - when.year) + day.month - (when.month or 1)
    return months > _MONTHS


_MONTHS = 6
_OPENS = re.compile(
    r"(?:But |And )?(?:[Bb]ack |[Ll]ate |[Ee]arly )?(?:[Ii]n|[Oo]n|[Ss]ince|[Dd]uring|"
    r"(?:Following|After|During|At) [^,;:\"]{3,60} (?:in|on|of)) "
)
_THEN = re.compile(r"(?:At (?:the|that) time|Back then),? ")
_SAID_IN = re.compile(r"(?: [\w.'’]+){0,3} (?:in|on|back in) ")
_TIES = re.compile(
    r"\b(?:relations?|relationships?|ties|partnership|alliance|friendship|free trade|trade (?:deal|treaty|agreement|"
    r"pact)) (?:with|between) (?:[\w'-]+ ){0,3}$"
)
_AGAINST = re.compile(r"\b(?:cut|sever|end|oppos|reject|against|warn|concern|worr|official ties|break|bilateral|both)")


def _is_aside(item: Item, cast: Cast) -> bool:
    """Whether it stands in a clause beside what the sentence tells: "The visit comes as Peru seeks a loan"."""
    at, sentence = item.actors[0].span.start, item.sentence
    before = fold(cast.findings.article.text[sentence.start : at])
    main = cast.main_actor(sentence)
    if main is not None and main.span.start == at:
        return False
    return opens_aside(before, 0, at - sentence.start, main)
