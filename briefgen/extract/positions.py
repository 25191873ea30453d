"""Positions: what an actor says, wants or refuses, as the article reports it, always the whole sentence.

A clause cut out of "X denied that …" would turn its meaning; the sentence keeps its negation, hedge and condition.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.extract.cues import Cue, Verb, as_cue, find_verbs
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Position, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_HOLDERS = frozenset({"person", "country", "both", "unnamed"})
_HAS_CONTENT = re.compile(r"\w+(?:\W+\w+){3}")


def find_positions(cast: Cast) -> tuple[Position, ...]:
    """The positions of an article, in order: at most one for each sentence, the first holder's."""
    found = (_position_of(sentence, cast) for sentence in cast.sentences_with(("positions.verbs",)))
    return tuple(position for position in found if position)


def _position_of(sentence: Sentence, cast: Cast) -> Position | None:
    position: Position | None = None
    for verb in find_verbs(sentence.span, "positions", cast):
        if position is not None and not _may_ask(verb, cast):
            continue
        cue = as_cue(verb, sentence.span, cast)
        if cue and position is None:
            position = _position(sentence, cue, cast)
        elif cue and position is not None and _asks_too(cue, position, cast):
            return replace(position, cue=cue.span, rule=f"{cue.group}: {cue.form.lemma}")
    return position


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


def _may_ask(verb: Verb, cast: Cast) -> bool:
    return verb.form.form != "ing" and verb.form.lemma in _asks(cast.lexicon)


def _asks_too(cue: Cue, position: Position, cast: Cast) -> bool:
    """Whether it is its holder's second verb, and asks: "says it is unjust, and has demanded to rejoin"."""
    joined = not cue.coming and cast.view.endswith(" and ", position.cue.end, cue.chain)
    return joined and cast.subject(position.sentence, Span(cue.chain, cue.span.end)) is None


def _over_aside(sentence: Sentence, cue: Cue, cast: Cast) -> Actor | None:
    """The unnamed official of a country who opens the sentence: "A Kenyan official, requesting anonymity, said"."""
    if not cast.view.endswith(", ", sentence.span.start, cue.chain):
        return None
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
