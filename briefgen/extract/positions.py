"""Positions: what an actor says, wants or refuses, as the article reports it, always the whole sentence.

A clause cut out of "X denied that …" would turn its meaning; the sentence keeps its negation, hedge and condition.
"""

from __future__ import annotations

import re

from briefgen.extract.cues import Cue, find_cues
from briefgen.extract.reading import Subjects
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Position, Sentence
from briefgen.text import page_view

_HOLDERS = frozenset({"person", "country", "both", "unnamed"})
_HAS_CONTENT = re.compile(r"\w+(?:\W+\w+){3}")


def find_positions(
    article: Article, sentences: tuple[Sentence, ...], subjects: Subjects, lexicon: Lexicon
) -> tuple[Position, ...]:
    """The positions of an article, in order: at most one for each sentence, the first holder's."""
    view = page_view(article.text)
    found: list[Position] = []
    for sentence in sentences:
        cues = find_cues(sentence.span, view, lexicon, "positions")
        position = next(filter(None, (_position(sentence, cue, view, subjects) for cue in cues)), None)
        if position is not None:
            found.append(position)
    return tuple(found)


def _position(sentence: Sentence, cue: Cue, view: str, subjects: Subjects) -> Position | None:
    if cue.coming:
        return None  # what somebody will say or ask is agenda, not a position held
    actor = subjects.subject(sentence.span, cue.span)
    if actor is None or actor.kind not in _HOLDERS:
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
