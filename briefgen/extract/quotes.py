"""The quotations of an article: which marked stretches are quotations, their kind, and who said them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefgen.extract.attribution import Attribution, attribute, is_full
from briefgen.extract.issuers import Issuers
from briefgen.extract.marks import Marked, marked_stretches, prose_paragraphs
from briefgen.extract.resolve import Resolver
from briefgen.extract.terms import is_term
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Person, Place, Quote, Sentence, Speaker

SECOND_HALF = "second half of a sentence"
PIECE = "with the rest of its utterance"


def find_quotes(
    article: Article,
    sentences: Sequence[Sentence],
    people: Sequence[Person],
    lexicon: Lexicon,
    places: Sequence[Place] = (),
) -> tuple[Quote, ...]:
    """The quotations of an article's prose, in order, each with its speaker where the article tells.

    Titles, nicknames and terms in marks are no quotations. ``rule`` names the construction that found the speaker,
    or says why there is none. ``places`` tell which names are countries.
    """
    paragraphs = prose_paragraphs(article)
    text = article.text
    marked = tuple(
        tuple(stretch for stretch in stretches if not is_term(text, stretch, lexicon, has_cue=True))
        for stretches in marked_stretches(text, (span for span, _ in paragraphs))
    )
    if not any(marked):
        return ()
    attributions = attribute(text, sentences, marked, lexicon)
    quoted = tuple(stretch.span for stretches in marked for stretch in stretches)
    resolver = Resolver(article, sentences, people, quoted, lexicon, places)
    issuers = Issuers(text, lexicon)
    found: list[Quote] = []
    group = 0
    before: Marked | None = None
    for (_, number), stretches, settled in zip(paragraphs, marked, attributions, strict=True):
        for stretch, attribution in zip(stretches, settled, strict=True):
            if not attribution.by_cue and is_term(text, stretch, lexicon, has_cue=False):
                continue
            speaker, sure = resolver.speaker(attribution)
            speaker = issuers.told(attribution, speaker, sure=sure)
            if before is None or not _goes_on(before, found[-1], attribution, speaker):
                group += 1
            before = stretch
            found.append(
                Quote(
                    span=stretch.span,
                    content=stretch.content,
                    kind="full" if is_full(text, stretch, lexicon) or _completes(attribution, found) else "fragment",
                    cue=attribution.cue,
                    confidence="strong" if attribution.strong and sure else "weak",
                    group=group,
                    speaker=speaker,
                    rule=attribution.rule,
                    paragraph=number,
                )
            )
    return _shared(found)


def _completes(attribution: Attribution, found: Sequence[Quote]) -> bool:
    """Whether it is the second half of a sentence whose first half makes a statement of it."""
    return attribution.rule == SECOND_HALF and bool(found) and found[-1].kind == "full"


def _goes_on(before: Marked, said: Quote, attribution: Attribution, speaker: Speaker | None) -> bool:
    """Whether a quotation goes on with the utterance of the one before it."""
    if attribution.rule == SECOND_HALF:
        return said.cue == attribution.cue
    if before.closed:
        return False
    return said.speaker is None or speaker is None or said.speaker.name == speaker.name


def _shared(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations, where a piece without a speaker takes that of another piece of its utterance."""
    speakers = {quote.group: quote for quote in quotes if quote.speaker is not None}
    return tuple(
        replace(quote, speaker=known.speaker, cue=known.cue, confidence=known.confidence, rule=PIECE)
        if quote.speaker is None and (known := speakers.get(quote.group)) is not None
        else quote
        for quote in quotes
    )
