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


@cache
def _body(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:[\w&-]+ ){{0,4}}?(?P<body>{any_of(lexicon, 'meetings.joint_bodies')})(?![\w'-])")


_HYPHEN = re.compile("[-\u2010\u2011\u2013/]")
