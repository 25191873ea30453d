"""Dates ahead, and background as dated facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from briefgen.articles.whens import resolve
from briefgen.brief.sources import Sources
from briefgen.lexicon import Lexicon
from briefgen.model import DatedLine, Span, When
from briefgen.profile import Profile
from briefgen.text import fold


def dates_ahead(profile: Profile, sources: Sources, as_of: date, off: frozenset[str]) -> tuple[DatedLine, ...]:
    """Sentences that name a side and a day after as-of, soonest first, each once with its soonest day.

    Args:
        profile: its limit cuts the list.
        sources: where to look.
        as_of: the day of the brief.
        off: sentences that tell of a cancelled meeting.
    """
    found: dict[str, DatedLine] = {}
    for sentence, article, _, days in _dated_sentences(sources):
        if days is None or days[0] <= as_of:
            continue
        line = _dated(sources, article, sentence, *days)
        known = found.get(line.text)
        if line.text not in off and (known is None or line.date < known.date):
            found[line.text] = line
    ordered = sorted(found.values(), key=lambda line: (line.date, line.marks[0].source, line.evidence[0].start))
    return tuple(ordered[: profile.limits.dates_ahead])


def background(
    profile: Profile, sources: Sources, as_of: date, printed: frozenset[str], lexicon: Lexicon
) -> tuple[DatedLine, ...]:
    """Sentences of the past with a date of their own, newest first; what is printed elsewhere is left out.

    A sentence that the next one takes up ("He then …", "But …") is shown with it: alone it would mislead.
    """
    found: dict[str, DatedLine] = {}
    for sentence, article, when, days in _dated_sentences(sources):
        if when.month is None and when.year is None:
            continue  # "on Wednesday" is when it was said, not a fact of the past
        whole = _with_sequel(sources, article, sentence, lexicon)
        if days is not None and days[0] <= as_of:
            line = _dated(sources, article, whole, *days)
        elif days is None and when.year is not None and when.year <= as_of.year:
            partial = f"{when.year}-{when.month:02}" if when.month else f"{when.year}"
            base = sources.line("dated", article, (whole,))
            line = DatedLine(id=base.id, text=base.text, evidence=base.evidence, marks=base.marks, date=partial)
        else:
            continue
        if sentence.of(sources.story(article).findings.article.text) not in printed:
            found.setdefault(line.text, line)
    ordered = sorted(found.values(), key=lambda line: (line.marks[0].source, line.evidence[0].start))
    ordered.sort(key=lambda line: line.date, reverse=True)
    return tuple(ordered[: profile.limits.background])


@cache
def _sequel(lexicon: Lexicon) -> re.Pattern[str]:
    words = sorted(lexicon.words("page.sequels"), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\b")


def _with_sequel(sources: Sources, article: str, sentence: Span, lexicon: Lexicon) -> Span:
    story = sources.story(article)
    after = story.cast.following(sentence)
    if after is not None and _sequel(lexicon).match(fold(after.of(story.findings.article.text))):
        return Span(sentence.start, after.end)
    return sentence


def _dated_sentences(sources: Sources) -> Iterator[tuple[Span, str, When, tuple[date, date] | None]]:
    """Every date in a sentence that names a side, with the sentence and its article."""
    for story in sources.stories:
        article = story.findings.article
        for when in article.whens:
            sentence = story.cast.sentence_at(when.span)
            if sentence is not None and story.cast.sides_in(sentence):
                yield sentence, article.id, when, resolve(when, article.date.day)


def _dated(sources: Sources, article: str, sentence: Span, first: date, last: date) -> DatedLine:
    line = sources.line("dated", article, (sentence,))
    return DatedLine(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        date=first.isoformat(),
        end=last.isoformat() if last != first else "",
    )
