"""Bodies that two countries have together: "the Peru-Kenya Joint Commission", "the Peruvian-Kenyan working group"."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from briefgen.extract.trie import any_of
from briefgen.model import Actor, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon

_REACH = 120  # characters behind two countries in which the body's name and its field end
_NAMED = 110  # characters before a meeting's noun in which the two countries of its name stand


class JointBody(NamedTuple):
    """The two countries of a body as one actor, and where the body's name ends."""

    countries: Actor
    end: int


def joint_body(area: Span, cast: Cast) -> JointBody | None:
    """The first joint body that a stretch names."""
    for first, second in pairwise(cast.places_in(area)):
        if first.country == second.country or not _HYPHEN.fullmatch(cast.view, first.span.end, second.span.start):
            continue
        body = _body(cast.lexicon).match(cast.view, second.span.end, min(area.end, second.span.end + _REACH))
        if body is not None:
            return JointBody(Actor(kind="both", span=Span(first.span.start, second.span.end)), body.end("body"))
    return None


def named_after_two(sentence: Span, noun: Span, cast: Cast) -> JointBody | None:
    """The two countries in the name of a round, a dialogue or a meeting: "the Peru-Kenya Political Consultations".

    Only of what bears a name: "the Peru-Kenya talks" may be any, at any time.
    """
    places = cast.places_in(Span(max(sentence.start, noun.start - _NAMED), noun.start))
    for first, second in pairwise(places):
        if first.country == second.country or not _HYPHEN.fullmatch(cast.view, first.span.end, second.span.start):
            continue
        name = _NAME.fullmatch(cast.text, second.span.end, noun.start)
        if name and (name["name"] or cast.text[noun.start].isupper()):
            short = _IN_SHORT.match(cast.view, noun.end, sentence.end)
            return JointBody(
                Actor(kind="both", span=Span(first.span.start, second.span.end)), short.end() if short else noun.end
            )
    return None


def between_two(sentence: Span, noun: Span, cast: Cast) -> JointBody | None:
    """The two countries whose bodies meet: "consultations between the foreign ministries of Peru and Kenya"."""
    opening = _BETWEEN.match(cast.view, noun.end, sentence.end)
    places = cast.places_in(Span(opening.end(), min(sentence.end, opening.end() + _REACH)))[:2] if opening else ()
    if opening is None or len(places) < 2 or places[0].country == places[1].country:
        return None
    first, second = (one.span for one in places)
    if not _THE.fullmatch(cast.view, opening.end(), first.start) or not _AND.fullmatch(
        cast.view, first.end, second.start
    ):
        return None
    return JointBody(Actor(kind="both", span=Span(first.start, second.end)), second.end)


@cache
def _body(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:[\w&-]+ ){{0,4}}?(?P<body>{any_of(lexicon, 'meetings.joint_bodies')})(?![\w'-])")


_HYPHEN = re.compile(" ?[-\u2010\u2011\u2013/] ?")
_IN_SHORT = re.compile(r" \([\w.-]{2,12}\)")  # "Bilateral Political Consultations (BPC)"
_NAME = re.compile(r"(?P<name>(?: [(\"“]?[A-Z][\w.&’'-]*[)\"”]?(?: (?:and|of|on|for))?){0,8}) ")
_BETWEEN = re.compile(
    r"(?: (?:of|on|for) [^.;:,]{2,60}?)? between (?:the )?(?:[\w-]+ ){0,3}?"
    r"(?:ministries|ministers|governments|officials|representatives|delegations|teams|experts|sides) (?:of|from) |"
    r" of the [^.;:,]{2,60}? between "
)
_THE = re.compile(r"(?:the )?(?:(?:republic|kingdom|state|government|people's republic) of )?(?:the )?")
_AND = re.compile(r" and (?:the )?(?:(?:republic|kingdom|state|government) of )?(?:the )?")
