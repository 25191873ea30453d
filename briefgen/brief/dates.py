"""Dates ahead, and background as dated facts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from briefgen.articles.whens import resolve
from briefgen.brief.asides import is_beside
from briefgen.brief.pointing import points_back
from briefgen.brief.putoff import is_withdrawn, withdrawn
from briefgen.brief.runon import runs_on
from briefgen.brief.sources import Sources
from briefgen.extract.pictured import CAPTION
from briefgen.lexicon import Lexicon
from briefgen.match import THIRD
from briefgen.match.captions import shows_a_scene
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
    dated = tuple(_dated_sentences(sources, lexicon))
    joint = (one for one in dated if _is_of_both(sources, one[1], one[0], lexicon))
    gone = withdrawn(joint, sources, lexicon)
    for sentence, article, when, days in dated:
        if days is not None and days[0] in gone and _is_gone(sources, article, sentence, when, gone[days[0]], lexicon):
            continue
        if not _tells_of_a_day_ahead(sources, article, sentence, when, lexicon):
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
            found[line.text] = replace(line, joint=_is_of_both(sources, article, sentence, lexicon))
    ordered = sorted(found.values(), key=lambda line: (line.date, line.marks[0].source, line.evidence[0].start))
    return tuple(ordered[: profile.limits.dates_ahead])


def _is_gone(sources: Sources, article: str, sentence: Span, when: When, since: date, lexicon: Lexicon) -> bool:
    """Whether a day is withdrawn for a sentence: one of both sides that was written before, or that withdraws it."""
    told = sources.story(article).findings.article
    older = told.date.day is not None and told.date.day < since
    if older and _is_of_both(sources, article, sentence, lexicon):
        return True
    return is_withdrawn(fold(sentence.of(told.text)), sentence, when, lexicon)


def _is_of_both(sources: Sources, article: str, sentence: Span, lexicon: Lexicon) -> bool:
    """Whether a sentence tells of the sides together: a minister's further journey to a third country is his own."""
    cast = sources.story(article).cast
    view = fold(sentence.of(cast.findings.article.text))
    if len(cast.sides_in(sentence)) < 2 and not _anywhere(lexicon, "actors.both").search(view):
        return False
    return not any(sentence.holds(place.span) and cast.place(place) == THIRD for place in cast.findings.places)


def _tells_of_a_day_ahead(sources: Sources, article: str, sentence: Span, when: When, lexicon: Lexicon) -> bool:
    found = sources.story(article).findings.article
    view = fold(sentence.of(found.text))
    view = _FIRST_TO.sub(lambda told: "_" * len(told.group()), view)
    before, after = _around(view, sentence, when)
    view = f"{before}_{after}"  # the month of May is no "may"
    ahead = _anywhere(lexicon, "page.ahead")
    if when.month is None and when.year is not None:
        return bool(ahead.search(view) and _anywhere(lexicon, "page.events").search(view))
    if when.year is not None:
        return True
    if _is_entry(before, after):
        return False
    if _SINCE.search(before) or _opens(lexicon, "page.memories").match(after.lstrip()):
        return False
    if _is_past(before, lexicon):
        return False
    published = found.date.day
    next_year = bool(published and when.month and when.day is None and when.month < published.month)
    return bool(ahead.search(before[-_CLOSE:] if next_year else view))


def _around(view: str, sentence: Span, when: When) -> tuple[str, str]:
    """What stands before a date in its sentence, and what behind it."""
    return view[: when.span.start - sentence.start], view[when.span.end - sentence.start :]


def _is_entry(before: str, after: str) -> bool:
    """Whether a date opens an entry of a chronicle or calendar, whose year stands somewhere above it."""
    return not before.strip(" *•-–·") and after.startswith(":")


def _is_past(before: str, lexicon: Lexicon) -> bool:
    """Whether a verb of the past stands close before a day or month: "signed in June"; not "to be signed in June"."""
    found = _verbs_of_the_past(lexicon).search(before)
    if found is None or _opens(lexicon, "page.ahead").fullmatch(found["verb"]):
        return False
    return not _STILL_TO_BE.search(before[max(0, found.start() - _AUXILIARY) : found.start()])


_CLOSE = 60  # characters before a month in which words of what is ahead make it one of the next year
_AUXILIARY = 16  # characters before a participle in which "to be" or "will" stands
_STILL_TO_BE = re.compile(r"(?:\bbe|\bto|\bwill|\bshall|\bwould|\bnot yet)(?: \w+ly)? ?$")


@cache
def _verbs_of_the_past(lexicon: Lexicon) -> re.Pattern[str]:
    """A verb of the past with at most three words behind it, none of which looks ahead, up to the day."""
    told = "|".join(map(re.escape, sorted(lexicon.words("page.past"))))
    ahead = r"(?:to|by|until|till|for|next|due|will|set|be|ahead|before)\b"
    return re.compile(rf"\b(?P<verb>\w{{3,}}ed|{told})(?: (?!{ahead})[\w'-]+){{1,4}} ?$")


def _month_ahead(sources: Sources, article: str, when: When, as_of: date) -> str:
    """The month or year that a date without a day means, where it is later than as-of; "" where it is not."""
    published = sources.story(article).findings.article.date.day
    if when.month is None and when.year is not None:
        return f"{when.year}" if published and when.year > as_of.year else ""
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

    Nor is one that opens with a pronoun. A sentence that the next one takes up ("He then …", "But …") is shown with it:
    alone it would mislead. A day later than the article's own is a misread one, or none of the past.
    """
    found: dict[str, DatedLine] = {}
    for sentence, article, when, days in _dated_sentences(sources, lexicon):
        told_by = sources.story(article).findings.article
        text, published = told_by.text, told_by.date.day or as_of
        if _is_no_fact(fold(sentence.of(text)), sentence, when, published, lexicon):
            continue
        whole = _with_sequel(sources, article, sentence, lexicon)
        if days is not None and days[0] <= min(as_of, published - _NEWS):
            line = _dated(sources, article, whole, *days)
        elif days is None and when.year is not None and _OLDEST <= when.year <= published.year:
            partial = f"{when.year}-{when.month:02}" if when.month else f"{when.year}"
            base = sources.line("dated", article, (whole,))
            line = DatedLine(id=base.id, text=base.text, evidence=base.evidence, marks=base.marks, date=partial)
        else:
            continue
        if sentence.of(text) not in printed:
            goes_on = bool(_SINCE_ONLY.search(fold(text[sentence.start : when.span.start])))
            found.setdefault(line.text, replace(line, since=goes_on))
    ordered = sorted(found.values(), key=lambda line: (line.marks[0].source, line.evidence[0].start))
    ordered.sort(key=lambda line: line.date, reverse=True)
    return tuple(ordered[: profile.limits.background])


def _is_no_fact(view: str, sentence: Span, when: When, published: date, lexicon: Lexicon) -> bool:
    """Whether a date tells nothing of what its sentence, folded, does."""
    if when.month is None and when.year is None:
        return True  # "on Wednesday" is when it was said, not a fact of the past
    before, after = _around(view, sentence, when)
    if len(f"{before} {after}".split()) < _LEAST:
        return True  # the head of a caption
    if when.year is None and (_anywhere(lexicon, "page.recurring").search(view) or _is_entry(before, after)):
        return True
    if when.month is None and when.year == published.year and _anywhere(lexicon, "page.ahead").search(view):
        return True  # "is expected by the end of 2026" is still to come in that year
    if is_beside(before, after, year_only=when.month is None) or _is_plan(view, sentence, when):
        return True
    return points_back(view)  # "He was expelled in 2008": nobody can tell who


def _is_plan(view: str, sentence: Span, when: When) -> bool:
    """Whether a sentence tells of what was to be done by a year, and not of what came of it."""
    if when.month is not None:
        return False
    before, _ = _around(view, sentence, when)
    return bool(_BY.search(before) and _WOULD.search(before))


_BY = re.compile(r"\b(?:by|until|till)(?: the)?(?: (?:end|middle|start|beginning) of)?(?: (?:early|mid|late))?[ -]\Z")
_WOULD = re.compile(r"\b(?:would|will|shall)\b|\b(?:plan|aim|hope|pledg|promis|vow|intend|agree)\w* to\b")
_SINCE_ONLY = re.compile(r"\bsince\b(?: [\w'-]+){0,10} ?$")


def _with_sequel(sources: Sources, article: str, sentence: Span, lexicon: Lexicon) -> Span:
    story = sources.story(article)
    after = story.cast.following(sentence)
    if after is not None and _opens(lexicon, "page.sequels").match(fold(after.of(story.findings.article.text))):
        return Span(sentence.start, after.end)
    return sentence


def _dated_sentences(sources: Sources, lexicon: Lexicon) -> Iterator[tuple[Span, str, When, tuple[date, date] | None]]:
    """Every date in a sentence that names a side, or both as one, with its article; no notes, captions or run-ons."""
    for story in sources.stories:
        article = story.findings.article
        seen: Counter[Span] = Counter()
        for when in article.whens:
            sentence = story.cast.sentence_at(when.span)
            if sentence is None or seen[sentence] == _TABLE:
                continue
            seen[sentence] += 1
            written = sentence.of(article.text)
            view = fold(written)
            if not story.cast.sides_in(sentence) and not _anywhere(lexicon, "actors.both").search(view):
                continue
            if CAPTION.search(view) or _is_pictured(view, sentence, when, lexicon) or runs_on(written):
                continue
            if not _opens(lexicon, "page.notes").match(view):
                yield sentence, article.id, when, resolve(when, article.date.day)


def _is_pictured(view: str, sentence: Span, when: When, lexicon: Lexicon) -> bool:
    """Whether a sentence is a caption: it names its photograph, or ends with a whole date and tells nothing past."""
    if _anywhere(lexicon, "page.pictures").search(view) or shows_a_scene(view, lexicon):
        return True
    if when.year is None or when.day is None or sentence.end - when.span.end > _STOP:
        return False
    before, _ = _around(view, sentence, when)  # "May" of the date itself is no verb
    told = _verbs(lexicon).search(before) or _anywhere(lexicon, "page.ahead").search(before)
    return bool(_anywhere(lexicon, "articles.caption.verbs").search(view)) or not told


_LEAST = 4  # words of a fact beside its date
_NEWS = timedelta(days=2)  # what happened on the day or the day before is what the article tells
_OLDEST = 1800  # a bare number below it is that of a house or a ship rather than a year of two states
_STOP = 2  # characters that may follow a caption's date


@cache
def _verbs(lexicon: Lexicon) -> re.Pattern[str]:
    """A word that may be a verb of the past, or of what goes on."""
    told = "|".join(map(re.escape, sorted(lexicon.words("page.past"))))
    return re.compile(rf"\b(?:\w{{2,}}ed|{told}|is|are|has|have|will|would|did|does|do)\b")


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
