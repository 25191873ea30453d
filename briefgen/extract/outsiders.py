"""Outsiders: whose word a sentence is that tells what another wants, and is neither theirs nor the article's own.

"Kenya wants a port, analysts said" tells nothing of Kenya's own. "Kenya wants a port, the ministry said" does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.extract.positionwords import position_words
from briefgen.extract.tellers import tags, teller
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Position, Quote, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast

_BEFORE = 40  # characters before a verb in which "had" stands


def is_of_outsiders(position: Position, cast: Cast, speaker_at: Callable[[int], Actor | None]) -> bool:
    """Whether a tag says that somebody of no side tells what the position's holder wants or does."""
    told = teller(cast, position.sentence, speaker_at)
    if told is not None and told[0].country:
        return False  # "the source", of whom it was told before whose it is
    sentence, described = position.sentence, _described(cast.lexicon)
    sources = position_words(cast.lexicon).source.finditer(cast.view, sentence.start, sentence.end)
    spots = [found.end() for found in sources]
    tagged = list(tags(cast.lexicon).finditer(cast.view, sentence.start, sentence.end))
    spots += [found.start() + 2 if found["behind"] else found.end("cue") + 1 for found in tagged]
    for spot in spots:
        named = described.match(cast.view, spot, sentence.end)
        if named and not cast.places_in(Span(*named.span())) and not _SPEAKS_FOR.match(cast.view, named.end()):
            return True
    if told is None or told[1] == position.cue or told[0].span == position.actor.span:
        return False
    return told[0].kind == "person" and told[0].name != position.actor.name


_SPEAKS_FOR = re.compile(r" (?:for|from|at|in|of) (?:the )?")  # "a source at the ministry" is of it


def is_told_by_another(position: Position, quotes: Iterable[Quote], countries: dict[str, str]) -> bool:
    """Whether the verb stands in a quotation of somebody else: "“Kenya wants a port,” said Tom Reed, a professor"."""
    for quote in quotes:
        speaker = quote.speaker
        if speaker is None or speaker.joint or speaker.kind == "document" or not quote.span.holds(position.cue):
            continue
        country = speaker.country or countries.get(speaker.name, "")
        return speaker.name != position.actor.name and (not country or country != position.actor.country)
    return False


def is_history(position: Position, cast: Cast, speaker_at: Callable[[int], Actor | None]) -> bool:
    """Whether it is told as what went before: "Kenya had pledged a port"; not where its own people report it so."""
    start = max(position.sentence.start, position.cue.start - _BEFORE)
    if position.rule.startswith("say") or not _HAD.search(cast.view, start, position.cue.start):
        return False
    told = teller(cast, position.sentence, speaker_at)
    return told is None or told[0].country != position.actor.country


_HAD = re.compile(r"\bhad (?:(?:[a-z]+ly|also|long|once|been|not|never|then) ){0,3}$")


@cache
def _described(lexicon: Lexicon) -> re.Pattern[str]:
    outsiders = words_of(tuple(fold(word) for word in lexicon.words("positions.outsiders")))
    return re.compile(rf"(?:[\w'-]+ ){{0,3}}?(?:{outsiders})\b")
