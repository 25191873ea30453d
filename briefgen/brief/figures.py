"""The figures on the pair's business, each with who gives it; those that differ for the same thing are told so."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from briefgen.articles.whens import resolve
from briefgen.brief.sources import Sources
from briefgen.extract.clauses import words_of
from briefgen.extract.figures import tells_where
from briefgen.lexicon import Lexicon
from briefgen.match import OTHER, THIRD, Story, topic_of
from briefgen.match.sameness import contradict, subject_words
from briefgen.model import Figure, FigureEntry, Quote, Span
from briefgen.profile import Profile
from briefgen.select import Selection
from briefgen.text import fold, squeeze

_SAME = 0.6  # share of the shorter clause's words from which two clauses count the same thing,
_SHARED = 2  # and how many they share at least, the thing counted among them
_TABLE = 30  # figures of a sentence; more are a table, which nobody reads as one
_RIVALS = 40  # figures of one unit are compared with so many before them


@dataclass(frozen=True, slots=True)
class _Given:
    """A figure in its story, with the words of its clause without those of whoever gives it."""

    figure: Figure
    story: Story
    words: frozenset[str]
    names: frozenset[str]  # the words written with a capital among them
    times: frozenset[object]  # the days, months and years its sentence names
    group: str = ""  # those for whom something is asked or done, as counted: "visas for 300 | Kolan students"

    @property
    def sentence(self) -> tuple[str, Span]:
        return self.story.findings.article.id, self.figure.sentence

    def seen_from(self, other: _Given) -> tuple[tuple[str, Span], Span, tuple[str, Span]]:
        """The figure as one that is compared with another sentence."""
        return self.sentence, self.figure.span, other.sentence

    @property
    def plain(self) -> str:
        return self.figure.clause.of(self.story.findings.article.text)


def figures(profile: Profile, selection: Selection, sources: Sources, lexicon: Lexicon) -> tuple[FigureEntry, ...]:
    """A line for each sentence that gives figures on the pair's business, the sentences that differ first.

    Of two that give the same number for the same thing the better one is kept, with both sources.
    """
    used = {(choice.placed.article, choice.placed.sentence) for choice in selection.choices if choice.kept}
    given = [
        given for story in sources.stories for given in _given(story) if _is_business(given, used, selection, lexicon)
    ]
    worth = {one.sentence: _worth(one, used) for one in given}
    order = {one.sentence: number for number, one in enumerate(given)}
    twins, rivals = _compared(given, lexicon)
    told: dict[tuple[str, Span], list[_Given]] = defaultdict(list)
    for one in given:
        told[one.sentence].append(one)
    ranked = sorted(told, key=lambda at: (at not in rivals, -worth[at], order[at]))
    also = {at: tuple(dict.fromkeys(twin[0] for twin in twins.get(at, ()))) for at in ranked}
    dropped: set[tuple[str, Span]] = set()
    for at in ranked:
        if at not in dropped:
            dropped |= {twin for twin in twins.get(at, ()) if twin not in rivals}
    kept = [at for at in ranked if at not in dropped][: profile.limits.figures]
    entries = {at: _entry(told[at], sources, selection, also[at]) for at in kept}
    found = [_with_rivals(at, entries, rivals.get(at, ()), told[at]) for at in kept]
    topics = {topic.id: number for number, topic in enumerate(profile.topics)}
    place = {entries[at].id: order[at] for at in kept}
    return tuple(
        sorted(
            found, key=lambda entry: (not entry.counted, entry.counted, topics.get(entry.topic, 99), place[entry.id])
        )
    )


def _given(story: Story) -> Iterator[_Given]:
    """The figures of a story, each with the words that tell what it is about."""
    text, cast = story.findings.article.text, story.cast
    speakers: dict[Span, list[Span]] = defaultdict(list)
    for position in story.findings.positions:
        speakers[position.sentence] += [position.actor.span, position.cue]
    mentions = sorted(span for person in story.findings.people for span in (*person.mentions, *person.descriptions))
    counts = Counter(figure.sentence for figure in story.findings.figures)
    for figure in story.findings.figures:
        if counts[figure.sentence] > _TABLE:
            continue
        whose = [*speakers[figure.sentence], *([figure.credit] if figure.credit else [])]
        first, last = (bisect_left(mentions, Span(at, at)) for at in (figure.clause.start, figure.clause.end))
        whose += [span for span in mentions[first:last] if span.end <= figure.clause.end]
        plain = _without(text, figure.clause, [*whose, figure.span])
        days = story.findings.article.date.day
        times = {resolve(when, days) or (when.year, when.month) for when in cast.whens_in(figure.sentence)}
        names = {word for word in plain.split() if word[:1].isupper()}
        yield _Given(
            figure,
            story,
            subject_words(f"{plain} {figure.unit}"),
            subject_words(" ".join(names)),
            frozenset(times),
            _group(text, figure),
        )


def _group(text: str, figure: Figure) -> str:
    """Whom a count behind "for" or "of" counts, in at least two words; "" where it counts nobody so."""
    found = _GROUP.search(figure.span.of(text)) if figure.kind == "count" else None
    return squeeze(found[1]).casefold() if found and text.endswith((" for ", " of "), 0, figure.span.start) else ""


_GROUP = re.compile(r"\d (\S+ \S.*)$")


def _without(text: str, clause: Span, spans: list[Span]) -> str:
    """The clause without those stretches."""
    out, at = [], clause.start
    for span in sorted(spans):
        if clause.start <= span.start and span.end <= clause.end and span.start >= at:
            out.append(text[at : span.start])
            at = span.end
    return " ".join([*out, text[at : clause.end]])


def _is_business(given: _Given, used: set[tuple[str, Span]], selection: Selection, lexicon: Lexicon) -> bool:
    """Whether a figure is of the pair's business: its sentence names both, or holds something that the brief prints.

    So it is where the sentence names one of them and a topic, and somebody gives the figure. The dead of a war and the
    members of a body are the pair's only with both, or where one of them tells of its own.
    """
    sides = given.story.cast.sides_in(given.figure.sentence)
    if tells_where(given.figure, given.story.findings.article.text, lexicon):
        return False
    if len(sides) > 1:
        return True
    if given.figure.kind == "count" and _of_others(lexicon).search(fold(given.plain)):
        return _is_told_of_its_own(given)
    if given.sentence in used:
        return True
    return bool(sides) and _topic(given) != OTHER and bool(_speaker(given, selection))


def _is_told_of_its_own(given: _Given) -> bool:
    """Whether a side itself gives a figure, and its sentence names no third country."""
    cast, sentence = given.story.cast, given.figure.sentence
    sides = {side.name for side in cast.sides.profile.sides}
    told = any(
        position.sentence == sentence and position.rule.startswith("say") and cast.actor(position.actor) in sides
        for position in given.story.findings.positions
    )
    return told and not any(
        sentence.holds(place.span) and cast.place(place) == THIRD for place in given.story.findings.places
    )


@cache
def _of_others(lexicon: Lexicon) -> re.Pattern[str]:
    """A word for what befalls people in a war, or for those who make up a body."""
    lists = (*lexicon.words("page.harm"), *lexicon.words("page.members"))
    return re.compile(rf"\b(?:{words_of(lists)})\b")


def _topic(given: _Given) -> str:
    return topic_of(given.story.cast, given.figure.clause, given.figure.sentence, "body")[0]


def _worth(given: _Given, used: set[tuple[str, Span]]) -> float:
    both = len(given.story.cast.sides_in(given.figure.sentence)) > 1
    return (
        2.0 * (given.sentence in used) + both + 0.5 * (_topic(given) != OTHER) + 0.25 * (given.figure.kind == "money")
    )


_Near = dict[tuple[str, Span], tuple[tuple[str, Span], ...]]
_Nearby = defaultdict[tuple[str, Span], set[tuple[str, Span]]]


def _compared(given: list[_Given], lexicon: Lexicon) -> tuple[_Near, _Near]:
    """For each sentence those that give the same number for the same thing, and those that give another.

    Of two sentences with several figures each, a figure that has its twin in the other has no rival there.
    """
    twins: _Nearby = defaultdict(set)
    rivals: _Nearby = defaultdict(set)
    paired: set[tuple[tuple[str, Span], Span, tuple[str, Span]]] = set()
    apart: list[tuple[_Given, _Given]] = []
    for one, other in _alike(given, lexicon):
        if one.figure.low > other.figure.high or other.figure.low > one.figure.high:
            apart.append((one, other))
        else:
            paired |= {one.seen_from(other), other.seen_from(one)}
            twins[one.sentence].add(other.sentence)
            twins[other.sentence].add(one.sentence)
    for one, other in apart:
        has_twin = not paired.isdisjoint({one.seen_from(other), other.seen_from(one)})
        if not has_twin and not _far_apart(one.figure, other.figure):
            rivals[one.sentence].add(other.sentence)
            rivals[other.sentence].add(one.sentence)
    order = {one.sentence: number for number, one in enumerate(given)}  # no file's name has a say

    def in_order(near: _Nearby) -> _Near:
        return {at: tuple(sorted(many, key=order.__getitem__)) for at, many in near.items()}

    return in_order(twins), in_order(rivals)


def _alike(given: list[_Given], lexicon: Lexicon) -> Iterator[tuple[_Given, _Given]]:
    """The figures of two sentences that count the same thing, each pair once."""
    by_unit: dict[tuple[str, str], list[_Given]] = defaultdict(list)
    alone = Counter(one.sentence for one in given)
    for one in given:
        known = by_unit[one.figure.kind, one.figure.unit]
        for other in known[-_RIVALS:]:
            if other.sentence == one.sentence:
                continue
            again = alone[one.sentence] == alone[other.sentence] == 1 and _is_told_again(one, other)
            if again or _same_thing(one, other, lexicon):
                yield one, other
        known.append(one)


def _is_told_again(one: _Given, other: _Given) -> bool:
    """Whether one article gives the same sum, or the same number of the same people, twice."""
    amounts = {(given.figure.low, given.figure.high) for given in (one, other)}
    return one.sentence[0] == other.sentence[0] and len(amounts) == 1 and one.figure.kind in ("money", "count")


def _far_apart(one: Figure, other: Figure) -> bool:
    """Whether one is more than tenfold the other: two reports of one thing do not differ so much."""
    small, large = sorted((one, other), key=lambda figure: figure.low)
    return large.low > _TENFOLD * max(small.high, 0)


_TENFOLD = 10


def _same_thing(one: _Given, other: _Given, lexicon: Lexicon) -> bool:
    shared = one.words & other.words
    if one.group and one.group == other.group and len(shared) >= _SHARED:
        return not (one.times and other.times and one.times != other.times)
    if len(shared) < _SHARED + (one.figure.kind != "count") or len(shared) < _SAME * min(
        len(one.words), len(other.words)
    ):
        return False
    if (one.names - other.names) and (other.names - one.names):
        return False  # each names somebody or something that the other does not
    if one.times and other.times and one.times != other.times:
        return False
    return _manner(one, lexicon) == _manner(other, lexicon) and not contradict(one.plain, other.plain, lexicon)


def _manner(given: _Given, lexicon: Lexicon) -> tuple[bool, ...]:
    """How the sentence of a figure means it: as something planned, and as an answer to something."""
    article, sentence = given.story.findings.article, given.figure.sentence
    said = fold(sentence.of(article.text))
    return tuple(bool(pattern.search(said)) for pattern in _manners(lexicon))


@cache
def _manners(lexicon: Lexicon) -> tuple[re.Pattern[str], ...]:
    lists = (lexicon.words("sameness.planned"), lexicon.words("sameness.answers"))
    return tuple(re.compile(rf"\b(?:{words_of(words)})\b") for words in lists)


def _entry(told: list[_Given], sources: Sources, selection: Selection, also: tuple[str, ...]) -> FigureEntry:
    first = told[0]
    article = first.story.findings.article
    line = sources.line("figure", article.id, (first.figure.sentence,), also)
    return FigureEntry(
        id=line.id,
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        amounts=tuple(dict.fromkeys(squeeze(one.figure.span.of(article.text)) for one in told)),
        kind=first.figure.kind,
        topic=_topic(first),
        speaker=_speaker(first, selection),
        date=article.date.day.isoformat() if article.date.day else "",
        date_basis=article.date.basis,
    )


def _speaker(given: _Given, selection: Selection) -> str:
    """Who gives a figure: whoever is quoted with it, is credited with it, or says so; "" where it is the article."""
    findings, figure = given.story.findings, given.figure
    for choice in selection.kept("quote"):
        quote = choice.placed.find
        here = choice.placed.article == findings.article.id and any(piece.holds(figure.span) for piece in choice.pieces)
        if here and isinstance(quote, Quote) and quote.speaker:
            return quote.speaker.name
    if figure.credit:
        return squeeze(figure.credit.of(findings.article.text))
    for position in findings.positions:
        counted = position.actor.span.meets(figure.span)  # "30 lawmakers said" so of themselves
        if position.sentence == figure.sentence and position.rule.startswith("say") and not counted:
            return position.actor.name if position.actor.kind in {"person", "unnamed"} else ""
    return ""


def _with_rivals(
    at: tuple[str, Span],
    entries: dict[tuple[str, Span], FigureEntry],
    rivals: tuple[tuple[str, Span], ...],
    told: list[_Given],
) -> FigureEntry:
    """The entry with those printed beside it that give another number; ``counted`` is what they count."""
    others = tuple(entries[rival].id for rival in rivals if rival in entries)
    return replace(entries[at], differs_from=others, counted=told[0].figure.unit) if others else entries[at]
