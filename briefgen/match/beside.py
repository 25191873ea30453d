"""Items beside the matter: calls on a host, what only tells when something came about, what two others do."""

from __future__ import annotations

from briefgen.extract.positionwords import is_visit, opens_aside
from briefgen.match.cast import Cast
from briefgen.match.voices import ONE_SIDED
from briefgen.model import Item
from briefgen.text import fold


def why_beside(item: Item, cast: Cast) -> str:
    """Why an item is no matter of the two sides; "" where it may be one."""
    if any(cast.is_of_others(actor) for actor in item.actors):
        return "two others act"
    if is_visit(item.rule, cast.findings.article.text[item.cue.end : item.sentence.end]):
        return "a visit, and nothing is asked"
    if item.status in ONE_SIDED and item.actors and _is_aside(item, cast):
        return "tells only when something else came about"
    return ""


def _is_aside(item: Item, cast: Cast) -> bool:
    """Whether it stands in a clause beside what the sentence tells: "The visit comes as Peru seeks a loan"."""
    at, sentence = item.actors[0].span.start, item.sentence
    before = fold(cast.findings.article.text[sentence.start : at])
    main = cast.main_actor(sentence)
    if main is not None and main.span.start == at:
        return False
    return opens_aside(before, 0, at - sentence.start, main)
