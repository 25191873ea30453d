"""The quotations of an article: which marked stretches are quotations, their kind, and who said them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.extract.attribution import Attribution, attribute, is_full
from briefgen.extract.marks import Marked, marked_stretches, prose_paragraphs
from briefgen.extract.resolve import Resolver
from briefgen.extract.terms import is_term
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Person, Quote, Sentence

_WORD = re.compile(r"\w+")


def find_quotes(
    article: Article, sentences: Sequence[Sentence], people: Sequence[Person], lexicon: Lexicon
) -> tuple[Quote, ...]:
    """The quotations of an article's prose, in order, each with its speaker where the article tells.

    Titles, nicknames and terms in marks are no quotations. ``rule`` names the construction that found the speaker,
    or says why there is none.
    """
    paragraphs = prose_paragraphs(article)
    text = article.text
    marked = marked_stretches(text, (span for span, _ in paragraphs))
    if not any(marked):
        return ()
    attributions = attribute(text, sentences, marked, lexicon)
    quoted = tuple(stretch.span for stretches in marked for stretch in stretches)
    resolver = Resolver(article, sentences, people, quoted, lexicon)
    found: list[Quote] = []
    group = 0
    before: tuple[Marked, Attribution] | None = None
    for (_, number), stretches, settled in zip(paragraphs, marked, attributions, strict=True):
        for stretch, attribution in zip(stretches, settled, strict=True):
            if is_term(text, stretch, lexicon, has_cue=attribution.by_cue):
                continue
            if before is None or not _goes_on(before[0]):
                group += 1
            before = stretch, attribution
            speaker, sure = resolver.speaker(attribution)
            found.append(
                Quote(
                    span=stretch.span,
                    content=stretch.content,
                    kind="full" if is_full(stretch.content.of(text)) else "fragment",
                    cue=attribution.cue,
                    confidence="strong" if attribution.strong and sure else "weak",
                    group=group,
                    speaker=speaker,
                    rule=attribution.rule,
                    paragraph=number,
                )
            )
    return tuple(found)


def _goes_on(before: Marked) -> bool:
    """Whether a stretch goes on with the utterance of the one before it."""
    return not before.closed
