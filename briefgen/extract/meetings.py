"""Meetings, visits and calls that sentences report."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon
    from briefgen.model import Article, Meeting, Person, Place, Sentence


def find_meetings(
    article: Article,
    sentences: tuple[Sentence, ...],
    places: tuple[Place, ...],
    people: tuple[Person, ...],
    lexicon: Lexicon,
) -> tuple[Meeting, ...]:
    """The meetings of an article, in the order of the text."""
    return ()
