"""Captions that ran into a story: what they tell of the story's own meeting, and the scenes that they only show."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from briefgen.articles.whens import resolve
from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.model import Meeting, Span, When
from briefgen.text import fold

_CLOSING = 2  # characters that may follow the date at the end of a caption


def own_weekday(cast: Cast) -> int | None:
    """The first weekday that the story's own text names."""
    whens = cast.findings.article.whens
    return next((when.weekday for when in whens if when.weekday is not None and when.day is None), None)


def is_of_the_story(weekday: int | None, meeting: Meeting, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether a meeting told in a caption is the story's, and none of an old picture.

    It is where it is on the day of the week that the story names, or where the prose tells of a meeting in its town.
    """
    days = resolve(meeting.when, None) if meeting.when else None
    if days is not None and weekday == days[0].weekday():
        return True
    return days is not None and meeting.place is not None and _is_told_elsewhere(meeting, meeting.place, cast, lexicon)


def _is_told_elsewhere(meeting: Meeting, place: Span, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether another sentence has the place right beside a noun of meetings: "the Lima summit"."""
    text = cast.findings.article.text
    town = re.escape(fold(place.of(text).split(",")[0]))
    view = fold(text)
    noun = _noun(lexicon)
    around = re.compile(rf"\b{town}\b(?: [\w'-]+){{0,2}} {noun}|{noun} (?:[\w'-]+ ){{0,3}}in {town}\b")
    return any(not meeting.span.start <= found.start() < meeting.span.end for found in around.finditer(view))


@cache
def _noun(lexicon: Lexicon) -> str:
    return rf"\b(?:{any_of(lexicon, 'meetings.nouns.meeting', 'meetings.nouns.talks', 'meetings.nouns.summit')})\b"


def pictured_day(when: When | None, cast: Cast) -> date | None:
    """The day of a weekday in an undated story: the one whole date at the end of a caption that is on that weekday."""
    article = cast.findings.article
    if when is None or when.weekday is None or when.day is not None or article.date.day is not None:
        return None
    dates = (one for one in article.whens if one.year and one.month and one.day and _closes(one, cast))
    days = {found[0] for one in dates if (found := resolve(one, None)) and found[0].weekday() == when.weekday}
    return days.pop() if len(days) == 1 else None


def _closes(when: When, cast: Cast) -> bool:
    sentence = cast.sentence_at(when.span)
    return sentence is not None and sentence.end - when.span.end <= _CLOSING


def shows_a_scene(view: str, lexicon: Lexicon) -> bool:
    """Whether a sentence, folded, tells what is seen in a picture: "Mourners gather at the port".

    People or things without the article that news has for those it knows do, in the present tense, what is done in
    pictures, and nobody says anything.
    """
    return _scene(lexicon).match(view) is not None and _SAID.search(view) is None


@cache
def _scene(lexicon: Lexicon) -> re.Pattern[str]:
    shown, do = any_of(lexicon, "lines.scenes.shown"), any_of(lexicon, "lines.scenes.do")
    verbs = "said|says|have|has|had|were|was|are|is|will|would|can|could|may|must"
    inner = rf"(?!(?:who|which|that|but|{verbs})\b)[\w.'-]+"
    which = r"(?:an? )?(?:(?!(?:the|all|most|many|some|no)\b)[\w'-]+ ){0,2}?"
    return re.compile(rf"(?:{which})(?:{shown})(?: {inner}){{0,7}}?,?{_NO_NOUN} (?:{do})\b(?! that\b)")


# Behind one of these "march" is no verb.
_BEFORE_NOUNS = "a an the of in to for by on at their his her its from with no"
_NO_NOUN = "".join(rf"(?<! {word})" for word in _BEFORE_NOUNS.split())
_SAID = re.compile(
    r"\b(?:said|says|told|according to|reported|announced|added|every (?:day|week|month|year)|often|usually)\b"
)
