"""Dates ahead, and background as dated facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from briefgen.articles.whens import resolve
from briefgen.brief.runon import runs_on
from briefgen.brief.sources import Sources
from briefgen.extract.meetings import CAPTION
from briefgen.lexicon import Lexicon
from briefgen.model import DatedLine, Span, When
from briefgen.profile import Profile
from briefgen.text import fold

_TABLE = 30  # dates of a sentence that are looked at; one with more is a table


def dates_ahead(
    profile: Profile, sources: Sources, as_of: date, off: frozenset[str], lexicon: Lexicon
) -> tuple[DatedLine, ...]:
    """Sentences that name a side and a day or month after as-of, soonest first, each once with its soonest day.

    A day without a year may as well be long past ("the March 4 attacks"): the sentence has to tell of something ahead.

    Args:
        profile: its limit cuts the list.
        sources: where to look.
        as_of: the day of the brief.
        off: sentences that report a meeting, one that is cancelled too.
        lexicon: the words for what is ahead.
    """
    found: dict[str, DatedLine] = {}
    for sentence, article, when, days in _dated_sentences(sources, lexicon):
        if when.year is None and not _tells_of_a_day_ahead(sources, article, sentence, when, lexicon):
            continue
        if days is not None and days[0] > as_of:
            line = _dated(sources, article, sentence, *days)
        elif (month := _month_ahead(sources, article, when, as_of)) and days is None:
            base = sources.line("dated", article, (sentence,))
            line = DatedLine(id=base.id, text=base.text, evidence=base.evidence, marks=base.marks, date=month)
        else:
            continue
        known = found.get(line.text)
        if line.text not in off and (known is None or line.date < known.date):
            found[line.text] = line
    ordered = sorted(found.values(), key=lambda line: (line.date, line.marks[0].source, line.evidence[0].start))
    return tuple(ordered[: profile.limits.dates_ahead])


def _tells_of_a_day_ahead(sources: Sources, article: str, sentence: Span, when: When, lexicon: Lexicon) -> bool:
    view = fold(sentence.of(sources.story(article).findings.article.text))
    view = _FIRST_TO.sub(lambda found: "_" * len(found.group()), view)
    before, after = view[: when.span.start - sentence.start], view[when.span.end - sentence.start :]
    return not (_SINCE.search(before) or _opens(lexicon, "page.memories").match(after.lstrip())) and bool(
        _anywhere(lexicon, "page.ahead").search(view)
    )


def _month_ahead(sources: Sources, article: str, when: When, as_of: date) -> str:
    """The month that a date without a day means, where it is later than as-of; "" where it is not."""
    published = sources.story(article).findings.article.date.day
    if when.month is None or when.day is not None or (when.year is None and published is None):
        return ""
    year = when.year or (published.year + (when.month < published.month) if published else 0)
    return f"{year}-{when.month:02}" if (year, when.month) > (as_of.year, as_of.month) else ""


_FIRST_TO = re.compile(r"\bfirst\b[^,.;]{0,60}? to \w+")  # "became the first minister to visit": no plan
_SINCE = re.compile(r"\b(?:since|after|following)\b(?: [\w'-]+){0,7} ?$")


@cache
def _opens(lexicon: Lexicon, path: str) -> re.Pattern[str]:
    words = sorted(lexicon.words(path), key=lambda word: (-len(word), word))
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})(?!\w)")


@cache
def _anywhere(lexicon: Lexicon, path: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_opens(lexicon, path).pattern}")


def background(
    profile: Profile, sources: Sources, as_of: date, printed: frozenset[str], lexicon: Lexicon
) -> tuple[DatedLine, ...]:
    """Sentences of the past with a date of their own, newest first; what is printed elsewhere is left out.

    A sentence that the next one takes up ("He then …", "But …") is shown with it: alone it would mislead. A day later
    than the article's own is a misread one, or none of the past.
    """
    found: dict[str, DatedLine] = {}
    for sentence, article, when, days in _dated_sentences(sources, lexicon):
        if when.month is None and when.year is None:
            continue  # "on Wednesday" is when it was said, not a fact of the past
        published = sources.story(article).findings.article.date.day or as_of
        whole = _with_sequel(sources, article, sentence, lexicon)
        if days is not None and days[0] <= min(as_of, published):
            line = _dated(sources, article, whole, *days)
        elif days is None and when.year is not None and when.year <= published.year:
            partial = f"{when.year}-{when.month:02}" if when.month else f"{when.year}"
            base = sources.line("dated", article, (whole,))
            line = DatedLine(id=base.id, text=base.text, evidence=base.evidence, marks=base.marks, date=partial)
        else:
            continue
        text = sources.story(article).findings.article.text
        if sentence.of(text) not in printed:
            goes_on = bool(_SINCE_ONLY.search(fold(text[sentence.start : when.span.start])))
            found.setdefault(line.text, replace(line, since=goes_on))
    ordered = sorted(found.values(), key=lambda line: (line.marks[0].source, line.evidence[0].start))
    ordered.sort(key=lambda line: line.date, reverse=True)
    return tuple(ordered[: profile.limits.background])


_SINCE_ONLY = re.compile(r"\bsince\b(?: [\w'-]+){0,7} ?$")


def _with_sequel(sources: Sources, article: str, sentence: Span, lexicon: Lexicon) -> Span:
    story = sources.story(article)
    after = story.cast.following(sentence)
    if after is not None and _opens(lexicon, "page.sequels").match(fold(after.of(story.findings.article.text))):
        return Span(sentence.start, after.end)
    return sentence


def _dated_sentences(sources: Sources, lexicon: Lexicon) -> Iterator[tuple[Span, str, When, tuple[date, date] | None]]:
    """Every date in a sentence that names a side, with the sentence and its article; no notes, captions or run-ons."""
    for story in sources.stories:
        article = story.findings.article
        seen: Counter[Span] = Counter()
        for when in article.whens:
            sentence = story.cast.sentence_at(when.span)
            if sentence is None or seen[sentence] == _TABLE or not story.cast.sides_in(sentence):
                continue
            seen[sentence] += 1
            written = sentence.of(article.text)
            if CAPTION.search(fold(written)) or runs_on(written):
                continue
            if not _opens(lexicon, "page.notes").match(fold(written)):
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
