"""The day on which something was said, where the article tells it: "told reporters on 27 March"."""

from __future__ import annotations

from datetime import date

from briefgen.articles.whens import resolve
from briefgen.match import Story
from briefgen.model import Position, Span

_WITHIN = 60  # code points after the cue in which "on 27 March" is the day of saying


def said_on(cue: Span, sentence: Span, words: Span, story: Story) -> date | None:
    """The one day that follows a verb of saying in its sentence, outside what is said."""
    near = Span(cue.start, min(sentence.end, cue.end + _WITHIN))
    for when in story.cast.whens_in(near):
        if not when.span.meets(words):
            spot = resolve(when, story.findings.article.date.day)
            if spot and spot[0] == spot[1]:
                return spot[0]
    return None


def position_said_on(position: Position, story: Story) -> date | None:
    """The day of a quotation of the same speaker earlier in the paragraph, which a later "He added" goes on from."""
    if position.actor.kind not in {"person", "unnamed"}:
        return None
    for quote in reversed(story.findings.quotes):
        speaker = quote.speaker
        before = quote.paragraph == position.paragraph and quote.span.end <= position.sentence.start
        if before and quote.cue and speaker and speaker.name == position.actor.name:
            sentence = story.cast.sentence_at(quote.span)
            if sentence and (day := said_on(quote.cue, sentence, quote.span, story)):
                return day
    return None
