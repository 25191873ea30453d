"""Tellers: whose word a sentence is of which both sides are the subject.

"Chile and Peru want a new port, a Peruvian official said" is the official's word: the other side has said nothing.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.extract.positionwords import position_words
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from briefgen.extract.actors import Cast

_ONE = frozenset({"person", "country", "unnamed"})


def teller(cast: Cast, sentence: Span, speaker_at: Callable[[int], Actor | None]) -> tuple[Actor, Span] | None:
    """Who tells a sentence in a tag or by "according to", with the word that says so; None where nobody does.

    Args:
        cast: the actors of the article.
        sentence: the sentence, whose subject are several at once.
        speaker_at: the speaker of the quotation whose cue begins there.
    """
    for found in tags(cast.lexicon).finditer(cast.view, sentence.start, sentence.end):
        cue = Span(*found.span("behind" if found["behind"] else "cue"))
        behind = cast.named_at(sentence, cue.end + 1) if found["cue"] else cast.subject(sentence, cue)
        actor = speaker_at(cue.start) or behind
        if actor is not None and actor.kind in _ONE:
            return actor, cue
    for found in position_words(cast.lexicon).source.finditer(cast.view, sentence.start, sentence.end):
        actor = cast.named_at(sentence, found.end()) or _by_pronoun(cast, sentence, found.end())
        if actor is not None and actor.kind in _ONE:
            return actor, Span(*found.span("noun"))
    return None


def _by_pronoun(cast: Cast, sentence: Span, start: int) -> Actor | None:
    """Whom "according to him" means."""
    found = _HIM.match(cast.view, start, sentence.end)
    return cast.resolve(sentence, sentence.start, _SUBJECT_OF[found.group()]) if found else None


_SUBJECT_OF = {"him": "he", "her": "she", "them": "they"}
_HIM = re.compile(r"(?:him|her|them)(?=[,.;]|$)")


@cache
def tags(lexicon: Lexicon) -> re.Pattern[str]:
    """A tag between commas or at the end: ", the minister said on Monday,", ", said the minister"."""
    said = words_of(tuple(fold(word) for word in (*lexicon.words("actors.said"), *lexicon.words("agenda.said"))))
    inside = r"[^,;:\"]"
    return re.compile(
        rf"[,\"] (?!(?:and|but|or|which|who|that|while|as|when|where|after|before|so|yet)\b)"
        rf"(?:{inside}{{2,60}} (?P<behind>{said})\b{inside}{{0,50}}|(?P<cue>{said}) {inside}{{2,60}})(?=,|;|\.?$)"
    )
