"""Positions: what an actor says, wants or refuses, as the article reports it, always the whole sentence.

A clause cut out of "X denied that …" would turn its meaning; the sentence keeps its negation, hedge and condition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.extract.cues import Cue, find_cues
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Position, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_HOLDERS = frozenset({"person", "country", "both", "unnamed"})
_HAS_CONTENT = re.compile(r"\w+(?:\W+\w+){3}")


def find_positions(cast: Cast) -> tuple[Position, ...]:
    """The positions of an article, in order: at most one for each sentence, the first holder's."""
    found: list[Position] = []
    for sentence in cast.sentences:
        cues = find_cues(sentence.span, "positions", cast)
        held = (_position(sentence, cue, cast) for cue in cues)
        position = next(filter(None, held), None)
        position = position and _with_ask(position, cues, cast)
        if position is not None:
            found.append(position)
    return tuple(found)


def _position(sentence: Sentence, cue: Cue, cast: Cast) -> Position | None:
    view, lexicon = cast.view, cast.lexicon
    if cue.coming and (cue.form.lemma not in _asks(lexicon) or view.startswith("to ", cue.chain)):
        return None  # what somebody will say is agenda, not a position held; what they will ask they want already
    actor = cast.subject(sentence.span, Span(cue.chain, cue.span.end)) if cue.coming else None
    actor = actor or cast.subject(sentence.span, cue.span)
    if actor is None or actor.kind not in _HOLDERS:
        actor = _over_aside(sentence, cue, cast)
    if actor is None or _anonymous(lexicon).match(view, cue.span.end):
        return None
    if not _HAS_CONTENT.search(view, cue.span.end, sentence.span.end) and not _HAS_CONTENT.search(
        view, sentence.span.start, actor.span.start
    ):
        return None
    return Position(
        span=sentence.span,
        sentence=sentence.span,
        paragraph=sentence.paragraph,
        cue=cue.span,
        rule=f"{cue.group}: {cue.form.lemma}",
        actor=actor,
    )


def _with_ask(position: Position, cues: list[Cue], cast: Cast) -> Position:
    """The position under its holder's second verb, where that asks: "says it is unjust, and has demanded to rejoin"."""
    for cue in cues:
        joined = cue.span.start > position.cue.end and cast.view.endswith(" and ", position.cue.end, cue.chain)
        if not joined or cue.coming or cue.form.form == "ing" or cue.form.lemma not in _asks(cast.lexicon):
            continue
        if cast.subject(position.sentence, Span(cue.chain, cue.span.end)) is None:
            return replace(position, cue=cue.span, rule=f"{cue.group}: {cue.form.lemma}")
    return position


def _over_aside(sentence: Sentence, cue: Cue, cast: Cast) -> Actor | None:
    """The unnamed official of a country who opens the sentence: "A Kenyan official, requesting anonymity, said"."""
    actor = cast.main_subject(sentence.span)
    if actor is None or actor.kind != "unnamed" or not actor.country:
        return None
    return actor if _ASIDE.fullmatch(cast.view, actor.span.end, cue.chain) else None


_ASIDE = re.compile(r",[^,;\"]{1,80}, ")


@cache
def _anonymous(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:{words_of(lexicon.words('positions.anonymous'))})\b")


@cache
def _asks(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("positions.asks"))
