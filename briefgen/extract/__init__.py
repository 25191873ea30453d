"""What one article says: a function of its bytes, the lexicon and the shared packs, never of a profile."""

from __future__ import annotations

from briefgen.extract.actors import cast_of
from briefgen.extract.agenda import find_items
from briefgen.extract.meetings import meetings_of
from briefgen.extract.people import find_people
from briefgen.extract.places import find_places
from briefgen.extract.positions import find_positions
from briefgen.extract.quotes import find_quotes
from briefgen.extract.sentences import split_sentences
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Findings
from briefgen.packs import Packs


def extract(article: Article, packs: Packs, lexicon: Lexicon) -> Findings:
    """The sentences of an article and all that is found in them."""
    sentences = split_sentences(article)
    places = find_places(article, packs)
    people = find_people(article, sentences, lexicon, packs, places)
    subjects = cast_of(article, sentences, places, people, lexicon)
    return Findings(
        article=article,
        sentences=sentences,
        places=places,
        people=people,
        meetings=meetings_of(article, subjects, lexicon),
        items=find_items(article, sentences, people, subjects, lexicon),
        positions=find_positions(article, sentences, subjects, lexicon),
        quotes=find_quotes(article, sentences, people, lexicon),
    )
