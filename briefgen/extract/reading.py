"""What every construction of an agenda item reads a sentence with, and what it answers with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from briefgen.extract.clauses import words_of
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence, Span


class Subjects(Protocol):
    """What tells who acts in a clause."""

    def subject(self, sentence: Span, cue: Span) -> Actor | None:
        """The actor that stands beside the cue as its subject, if one is sure."""

    def main_subject(self, sentence: Span) -> Actor | None:
        """The actor the sentence is about, if one is sure."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What every construction needs to read a sentence."""

    text: str
    view: str
    lexicon: Lexicon
    subjects: Subjects
    named: frozenset[int]  # where a person's name or title begins: whoever is received is no subject
    met: tuple[int, ...]  # where a person is named, in any form
    before: Span | None = None  # the sentence before


@cache
def denied(lexicon: Lexicon) -> re.Pattern[str]:
    """Words before a cue, up to a comma, with which nothing is on the agenda."""
    words = [word for word in lexicon.words("agenda.denied") if word != "n't"]
    return re.compile(rf"(?:n't|\b(?:{words_of(tuple(words))}))\b[^,;]*$")


@cache
def background(lexicon: Lexicon) -> re.Pattern[str]:
    """Words of a clause that is told as background."""
    return re.compile(rf"\b(?:{words_of(lexicon.words('agenda.background'))})\b")


@cache
def _empty(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.empty"))


_NOT_A_SUBJECT = re.compile(r"^(?:(?:on |in |by )?(?:\d[\d,.]*|monday|tuesday|wednesday|thursday|friday|saturday|"
                            r"sunday|"
                            r"january|february|march|april|may|june|july|august|september|october|november|december)"
                            r"[\s\d,-]*)+$")  # fmt: skip
_NO_SUBJECT = re.compile(
    r"(?:(?:the )?(?:matters|issues|topics) discussed|by|in|on|at|with|from|last|next|this|once|the sidelines|how|when|"
    r"where|while|as|and|or)\b"
)
_TORN_END = re.compile(r"\b(?:the|a|an|of|in|on|at|to|for|with|by|from|and|or|that|which|its|their|his|her)$")


def says_something(part: Span, reading: Reading) -> bool:
    """Not empty, not a pronoun or date alone, not torn, not a lone word with nothing beside it."""
    piece = reading.view[part.start : part.end].strip('"')
    if len(piece) < 4 or piece in _empty(reading.lexicon) or _NOT_A_SUBJECT.match(piece) or _TORN_END.search(piece):
        return False
    if _NO_SUBJECT.match(piece) or part.start in reading.named:
        return False
    return bool(re.search(r"[a-z]{3}", piece))


def as_item(
    sentence: Sentence, part: Span, cue: Span, rule: str, status: ItemStatus, actors: tuple[Actor, ...]
) -> Item:
    """An item of a sentence."""
    return Item(
        span=part,
        sentence=sentence.span,
        paragraph=sentence.paragraph,
        cue=cue,
        rule=rule,
        status=status,
        actors=actors,
    )
