"""What one article says: a function of its bytes, the lexicon and the shared packs, never of a profile."""

from __future__ import annotations

from dataclasses import replace

from briefgen.extract.actors import Cast, cast_of
from briefgen.extract.agenda import find_items
from briefgen.extract.figures import find_figures
from briefgen.extract.meetings import find_meetings
from briefgen.extract.origins import with_origins
from briefgen.extract.people import find_people
from briefgen.extract.places import find_places
from briefgen.extract.positions import find_positions
from briefgen.extract.quotes import find_quotes
from briefgen.extract.sentences import split_sentences
from briefgen.extract.statements import find_statements
from briefgen.extract.turns import find_turns, without_turns
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Findings
from briefgen.packs import Packs


def extract(article: Article, packs: Packs, lexicon: Lexicon) -> Findings:
    """The sentences of an article and all that is found in them."""
    found = _with_quotes(_unbroken(article), packs, lexicon)
    cast = _cast(found, lexicon)
    positions = find_positions(cast, found.quotes)
    return replace(
        found,
        article=article,
        meetings=find_meetings(cast),
        items=find_items(cast),
        positions=positions,
        statements=find_statements(cast, positions, found.quotes),
        figures=find_figures(found.article, found.sentences, found.places, lexicon),
    )


def extract_quotes(article: Article, packs: Packs, lexicon: Lexicon) -> Findings:
    """The sentences of an article, the places and people in them, its quotes and their speakers; nothing else."""
    return replace(_with_quotes(_unbroken(article), packs, lexicon), article=article)


def _with_quotes(article: Article, packs: Packs, lexicon: Lexicon) -> Findings:
    sentences = split_sentences(article, lexicon)
    places = find_places(article, packs)
    people = find_people(article, sentences, lexicon, packs, places)
    quotes = find_quotes(article, sentences, people, lexicon, places)
    turns = find_turns(article, sentences, people, lexicon)
    found = Findings(
        article=article,
        sentences=sentences,
        places=places,
        people=people,
        quotes=without_turns(quotes, turns) if turns else quotes,
    )
    return with_origins(found, lexicon)


def with_meetings(found: Findings, lexicon: Lexicon) -> Findings:
    """The same findings and the article's meetings, by which ``link`` dates an undated article."""
    read = replace(found, article=_unbroken(found.article))
    return replace(found, meetings=find_meetings(_cast(read, lexicon)))


def _unbroken(article: Article) -> Article:
    """The article as it is read: a name or a construction may stand across the end of a line."""
    return replace(article, text=article.unbroken) if article.unbroken else article


def _cast(found: Findings, lexicon: Lexicon) -> Cast:
    return cast_of(found.article, found.sentences, found.places, found.people, lexicon)
