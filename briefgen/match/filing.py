"""Under which topic a stretch of a story is filed: by its own words, else by what it hangs on."""

from __future__ import annotations

import re

from briefgen.match.cast import Cast
from briefgen.model import Position, Span
from briefgen.rules import GENERAL, Score, Zone
from briefgen.text import fold

OTHER = "other"  # the topic of what fits none
_PLAINLY = 2.0  # times the score of a faint topic of the stretch itself
_CLEARLY = 1.5  # times the score of the next topic: where a sentence is of one topic, so is all in it


def topic_of(cast: Cast, span: Span, sentence: Span, zone: Zone) -> tuple[str, tuple[str, ...]]:
    """The topic of a stretch by its own words, else by its sentence's; with the words that decided.

    Where its own are no more than one general word ("cooperation"), a sentence that is plainly of a topic decides. A
    sentence that lists subjects of several topics lends none, and what another of its subjects is about is no word of
    this one. What has no topic of its own and points back ("its removal", "those displaced") takes that of the sentence
    before it in its paragraph.
    """
    own = _scored(cast, span, zone)
    if own and (span == sentence or not _is_faint(own, span, cast)):
        return _first(own, span, cast)
    if not own and span != sentence and (back := _before(cast, span, sentence, zone))[0] != OTHER:
        return back
    if span != sentence and (around := _around(cast, span, sentence, zone, own)):
        return _first(around, sentence, cast)
    return _first(own, span, cast) if own else _before(cast, span, sentence, zone)


def topic_held(cast: Cast, position: Position, zone: Zone) -> tuple[str, tuple[str, ...]]:
    """The topic of a position: by what is said or wanted, before who tells it, when and upon what."""
    sentence, actor = position.sentence, position.actor.span
    gist = cast.gist(sentence)
    if gist.start < actor.start < position.cue.start < gist.end:
        gist = Span(actor.start, gist.end)  # "Under its new king, who hates the port, Peru hopes for warmer ties"
    own = _scored(cast, gist, zone)
    if own and not (own[0].general and _is_faint(own, gist, cast)):
        return _first(own, gist, cast)
    return topic_of(cast, sentence, sentence, zone)


def _scored(cast: Cast, span: Span, zone: Zone) -> tuple[Score, ...]:
    return cast.sides.topics.score(cast.without_sides(span.of(cast.findings.article.text)), zone)


def _is_faint(scores: tuple[Score, ...], span: Span, cast: Cast) -> bool:
    """Whether nothing but one general word tells a topic; "a strategic partnership" is a subject of its own."""
    words = {fired.of(span.of(cast.findings.article.text)) for fired in scores[0].spans}
    return scores[0].score < GENERAL and not any(" " in word for word in words)


def _around(cast: Cast, span: Span, sentence: Span, zone: Zone, own: tuple[Score, ...]) -> tuple[Score, ...]:
    """The topics of a sentence where it is plainly of one, for a stretch of it that has none."""
    others = [item for item in cast.items_at(sentence) if not item.meets(span)]
    whole = _scored(cast, sentence, zone)
    around = _plain(whole)
    if not around or (own and (around[0].general or around[0].score < _PLAINLY * own[0].score)):
        return ()
    told = tuple(Span(sentence.start + one.start, sentence.start + one.end) for one in around[0].spans)
    text = cast.findings.article.text
    if all(text[one.start].islower() and any(item.holds(one) for item in others) for one in told):
        return ()  # a common noun tells what another of its subjects is about; a name is where all of them are
    listed = {found[0].id for item in others if (found := _scored(cast, item, zone))}
    return around if listed <= {around[0].id} else ()


def _plain(scores: tuple[Score, ...]) -> tuple[Score, ...]:
    """The topics of a sentence that is plainly of one; none of one of several."""
    rivals = [score for score in scores[1:] if not score.general]
    return () if rivals and scores[0].score < _CLEARLY * rivals[0].score else scores


def _before(cast: Cast, span: Span, sentence: Span, zone: Zone) -> tuple[str, tuple[str, ...]]:
    """The topic of the sentence that one points back to, where that one is plainly of a particular topic."""
    text = cast.findings.article.text
    at = cast.preceding(sentence) if _POINTS.search(fold(span.of(text))) else None
    found = _plain(_scored(cast, at, zone)) if at is not None else ()
    return _first(found, at, cast) if at is not None and found and not found[0].general else (OTHER, ())


# A pronoun for what was told before: "its removal", "this deal"; not "this week", "those who", "it is clear that".
_POINTS = re.compile(
    r"\b(?:its|them|(?:this|that|these|those|such)(?= (?!who\b|week|month|year|time|day|the\b)[a-z]+)|"
    r"(?:it|they)(?! (?:is|was|would be|will be) [a-z]+ (?:that|to)\b))\b"
)


def _first(scores: tuple[Score, ...], span: Span, cast: Cast) -> tuple[str, tuple[str, ...]]:
    """The topic that scores best on a stretch, and the words for which."""
    piece = span.of(cast.findings.article.text)
    return (scores[0].id, tuple(fired.of(piece) for fired in scores[0].spans)) if scores else (OTHER, ())
