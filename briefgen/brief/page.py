"""The rest of the page: bottom line, dates ahead, background, watch-outs and gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from briefgen.articles.whens import resolve
from briefgen.brief.sources import Sources
from briefgen.lexicon import Lexicon
from briefgen.match import OTHER
from briefgen.model import (
    AgendaEntry,
    BriefMeeting,
    DatedLine,
    Line,
    Participant,
    PositionEntry,
    QuoteEntry,
    Span,
    WatchOut,
    When,
)
from briefgen.profile import Profile, Side
from briefgen.rules import compile_terms, terms
from briefgen.text import fold
from briefgen.wording import say


def bottom_line(
    profile: Profile,
    sources: Sources,
    meeting: BriefMeeting | None,
    agenda: tuple[AgendaEntry, ...],
    ahead: tuple[DatedLine, ...],
) -> tuple[Line, ...]:
    """Whole sentences from the sources: of the meeting's first items, each of another topic, and the next date."""
    limit = profile.limits.bottom_line
    chosen: dict[str, Line] = {}
    topics: set[str] = set()
    own = [entry for entry in agenda if meeting is not None and entry.meeting == meeting.id]
    weight = {"agreed": 0, "discussed": 1, "to-discuss": 2, "to-raise": 3, "open": 4}
    reported = [entry for entry in own if entry.status not in {"to-raise", "to-discuss"}]
    if meeting is not None and meeting.status == "held" and reported:
        own = reported  # of a meeting that is over, what came of it
    for entry in sorted(own, key=lambda entry: (weight[entry.status], entry.marks[0].source)):
        if len(chosen) >= limit - bool(ahead) or entry.topic in topics or entry.topic == OTHER:
            continue
        line = _sentence(sources, entry)
        if line.text not in chosen:
            topics.add(entry.topic)
            chosen[line.text] = line
    if ahead and ahead[0].text not in chosen and not (meeting and ahead[0].text == meeting.text):
        chosen[ahead[0].text] = ahead[0]
    return tuple(chosen.values())[:limit]


def _sentence(sources: Sources, entry: AgendaEntry) -> Line:
    story = sources.stories[entry.marks[0].source - 1]
    spot = Span(entry.evidence[0].start, entry.evidence[0].end)
    sentence = next((s.span for s in story.findings.sentences if s.span.holds(spot)), spot)
    return sources.line("line", story.findings.article.id, (sentence,))


def dates_ahead(profile: Profile, sources: Sources, as_of: date) -> tuple[DatedLine, ...]:
    """Sentences that name a day after as-of, soonest first, each once."""
    found: dict[str, DatedLine] = {}
    for sentence, article, _, days in _dated_sentences(sources):
        if days is not None and days[0] > as_of:
            line = _dated(sources, article, sentence, *days)
            found.setdefault(line.text, line)
    ordered = sorted(found.values(), key=lambda line: (line.date, line.marks[0].source, line.evidence[0].start))
    return tuple(ordered[: profile.limits.dates_ahead])


def background(profile: Profile, sources: Sources, as_of: date, printed: frozenset[str]) -> tuple[DatedLine, ...]:
    """Sentences of the past with a date of their own, newest first; what is printed elsewhere is left out."""
    found: dict[str, DatedLine] = {}
    for sentence, article, when, days in _dated_sentences(sources):
        if when.month is None and when.year is None:
            continue  # "on Wednesday" is when it was said, not a fact of the past
        story = sources.story(article)
        if not any(sentence.holds(span) for span, _ in story.cast.presence):
            continue
        if days is not None and days[0] <= as_of:
            line = _dated(sources, article, sentence, *days)
        elif days is None and when.year is not None and when.year <= as_of.year:
            partial = f"{when.year}-{when.month:02}" if when.month else f"{when.year}"
            base = sources.line("background", article, (sentence,))
            line = DatedLine(id=base.id, text=base.text, evidence=base.evidence, marks=base.marks, date=partial)
        else:
            continue
        if line.text not in printed:
            found.setdefault(line.text, line)
    ordered = sorted(found.values(), key=lambda line: (line.marks[0].source, line.evidence[0].start))
    ordered.sort(key=lambda line: line.date, reverse=True)
    return tuple(ordered[: profile.limits.background])


def _dated_sentences(sources: Sources) -> Iterator[tuple[Span, str, When, tuple[date, date] | None]]:
    for story in sources.stories:
        article = story.findings.article
        for when in article.whens:
            sentence = next((s.span for s in story.findings.sentences if s.span.holds(when.span)), None)
            if sentence is not None:
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


# --- watch-outs --------------------------------------------------------------------------------------------------


def watch_outs(
    profile: Profile,
    sources: Sources,
    lexicon: Lexicon,
    people: tuple[Participant, ...],
    quotes: tuple[QuoteEntry, ...],
) -> tuple[WatchOut, ...]:
    """Contested terms, relayed reports, unnamed speakers and offices that have changed."""
    return (
        *_contested(profile, sources),
        *_relayed(sources, lexicon),
        *(
            replace(_watch(quote, say("watch.unnamed", speaker=quote.speaker)), text="", evidence=())
            for quote in _first_each(quotes)
        ),
        *(
            _watch(
                person,
                say("watch.office", name=person.name, now=person.now)
                if person.now
                else say("watch.office.ended", name=person.name),
            )
            for person in people
            if person.then
        ),
    )


def _first_each(quotes: tuple[QuoteEntry, ...]) -> list[QuoteEntry]:
    unnamed: dict[str, QuoteEntry] = {}
    for quote in quotes:
        if quote.speaker_kind == "unnamed":
            unnamed.setdefault(fold(quote.speaker), quote)
    return list(unnamed.values())


def _watch(line: Line, label: str) -> WatchOut:
    return WatchOut(id=f"w{line.id}", text=line.text, evidence=line.evidence, marks=line.marks, label=label)


def _contested(profile: Profile, sources: Sources) -> Iterator[WatchOut]:
    """The sentences that first use each contested term, each with the terms it brings."""
    wanted = compile_terms(
        term for entry in profile.glossary for term in terms((entry.term, *entry.aliases), entry.term)
    )
    users = {entry.term: entry.used_by for entry in profile.glossary}
    notes = {entry.term: entry.note for entry in profile.glossary}
    seen: set[str] = set()
    for story in sources.stories:
        for sentence in story.findings.sentences:
            hits = wanted.find(sentence.span.of(story.findings.article.text))
            fresh = [term for term in dict.fromkeys(hit.key for hit in hits) if term not in seen]
            if not fresh:
                continue
            seen.update(fresh)
            named = [term + (say("watch.term.by", side=users[term]) if users[term] else "") for term in sorted(fresh)]
            line = sources.line("watch", story.findings.article.id, (sentence.span,))
            said = " ".join(notes[term] for term in sorted(fresh) if notes[term])
            yield replace(_watch(line, say("watch.terms", n=len(named), terms=", ".join(named))), note=said)


def _relayed(sources: Sources, lexicon: Lexicon) -> Iterator[WatchOut]:
    """Sentences that pass on what another medium reported."""
    wanted = compile_terms(terms(lexicon.words("page.relayed"), "relayed"))
    for story in sources.stories:
        for sentence in story.findings.sentences:
            if wanted.find(sentence.span.of(story.findings.article.text)):
                yield _watch(sources.line("watch", story.findings.article.id, (sentence.span,)), say("watch.relayed"))
                break


# --- gaps --------------------------------------------------------------------------------------------------------


def gaps(
    profile: Profile,
    meeting: BriefMeeting | None,
    agenda: tuple[AgendaEntry, ...],
    positions: tuple[PositionEntry, ...],
    quotes: tuple[QuoteEntry, ...],
) -> tuple[str, ...]:
    """What was looked for and not found: the meeting, a side's own voice, topics without material."""
    found: list[str] = []
    if meeting is None:
        found.append(say("gap.meeting"))
    voices = {entry.side for entry in positions} | {entry.side for entry in quotes}
    found += [say("gap.voice", side=_adjective(side)) for side in profile.sides if side.name not in voices]
    covered = (
        {entry.topic for entry in agenda} | {entry.topic for entry in positions} | {entry.topic for entry in quotes}
    )
    empty = [topic.title for topic in profile.topics if topic.own and topic.id not in covered]
    if empty:
        found.append(say("gap.topics", topics="; ".join(empty)))
    return tuple(found)


def _adjective(side: Side) -> str:
    return side.demonyms[0] if side.demonyms else side.name
