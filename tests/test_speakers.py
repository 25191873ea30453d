"""Who a speaker is: case files on names, offices, pronouns and descriptions."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from specfile import Case, cases, mark, numbered
from test_quotes import article

from briefgen.extract.people import find_people
from briefgen.extract.places import find_places
from briefgen.extract.quotes import find_quotes
from briefgen.extract.sentences import split_sentences
from briefgen.lexicon import load_lexicon
from briefgen.model import Quote
from briefgen.packs import load_packs


def speakers_of(text: str) -> tuple[Quote, ...]:
    """The quotations of a story, with all that is known of its people and places."""
    story, lexicon, packs = article(text), load_lexicon(), load_packs()
    sentences, places = split_sentences(story), find_places(story, packs)
    people = find_people(story, sentences, lexicon, packs, places)
    return find_quotes(story, sentences, people, lexicon, places)


def _answer(quote: Quote) -> str:
    speaker = quote.speaker
    if speaker is None:
        return "nobody"
    told = ", ".join(filter(None, (speaker.office, speaker.country)))
    return f"{speaker.name} | {speaker.kind}{f' | {told}' if told else ''} | {quote.confidence}"


@pytest.mark.parametrize("case", cases("speakers.md"))
def test_speakers(case: Case, agrees: Callable[..., None]) -> None:
    found = speakers_of(case.plain)
    spans = numbered("s", [quote.speaker.mention for quote in found if quote.speaker is not None])
    agrees(case, text=mark(case.plain, spans), expected=[_answer(quote) for quote in found])
