"""Watch-outs: what a reader should be careful with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from briefgen.brief.accounts import own_account
from briefgen.brief.participants import WhoIsWho
from briefgen.brief.sources import Sources
from briefgen.lexicon import Lexicon
from briefgen.model import (
    AgendaEntry,
    Desk,
    FigureEntry,
    Line,
    Participant,
    PositionEntry,
    QuoteEntry,
    Span,
    WatchOut,
)
from briefgen.profile import Profile
from briefgen.rules import compile_terms, terms
from briefgen.text import fold, words
from briefgen.wording import day, say


def watch_outs(
    profile: Profile, sources: Sources, lexicon: Lexicon, lines: tuple[Line, ...], known: WhoIsWho
) -> tuple[WatchOut, ...]:
    """Contested terms, relayed reports, unnamed speakers, and offices that have changed.

    Args:
        profile: its glossary.
        sources: where the lines stand.
        lexicon: the words of relayed reports and of people without a name.
        lines: what the brief prints.
        known: who holds which office.
    """
    printed = _sentences(lines, sources)
    speaking = [line for line in lines if isinstance(line, QuoteEntry)]
    unnamed = _first_each(speaking, lexicon)
    told = printed - _sentences(tuple(unnamed), sources)  # the speaker's own line says as much
    people = [line for line in lines if isinstance(line, Participant)]
    return (
        *_contested(profile, sources),
        *_told(sources, printed, lexicon, "relayed"),
        *_told(sources, told, lexicon, "anonymous"),
        *(_bare(quote, say("watch.unnamed", speaker=quote.speaker)) for quote in unnamed),
        *(_bare(line, _changed(name, known)) for name, line in _formerly(people, speaking).items()),
    )


def _sentences(lines: tuple[Line, ...], sources: Sources) -> frozenset[tuple[str, Span]]:
    """The sentences in which the lines stand, by article."""
    found = set()
    for line in lines:
        if line.marks and line.evidence:
            story = sources.stories[line.marks[0].source - 1]
            for place in line.evidence:
                spot = Span(place.start, place.end)
                found.add((story.findings.article.id, story.cast.sentence_at(spot) or spot))
    return frozenset(found)


def _first_each(quotes: list[QuoteEntry], lexicon: Lexicon) -> list[QuoteEntry]:
    """The first quote of everybody without a name whom nobody can tell; the two leaders together are known."""
    unnamed: dict[str, QuoteEntry] = {}
    for quote in quotes:
        known = fold(quote.speaker) in lexicon.words("actors.both") or _by_office(quote, lexicon)
        if quote.speaker_kind == "unnamed" and not known:
            unnamed.setdefault(fold(quote.speaker), quote)
    return list(unnamed.values())


def _by_office(quote: QuoteEntry, lexicon: Lexicon) -> bool:
    """Whether a speaker is on record by office: a side's spokeswoman, "the Kenyan premier"; not "a Kenyan minister"."""
    article, _, words = fold(quote.speaker).partition(" ")
    if not quote.side or not words:
        return False
    alike = lexicon.groups("quotes.offices_alike")
    spokes = {"spokesperson", "spokespeople", *alike["spokesperson"]}
    if not spokes.isdisjoint(words.split()):
        return True
    held = (name for kind, names in alike.items() if kind != "adviser" for name in names)
    offices = (*lexicon.words("quotes.leaders"), *held)
    return article not in _ANY and any(f" {fold(quote.speaker)}".endswith(f" {office}") for office in offices)


_ANY = frozenset(("a", "an", "one", "another", "some", "senior"))


def _formerly(people: list[Participant], quotes: list[QuoteEntry]) -> dict[str, Line]:
    """Whoever has left the office in which the brief shows them, each with the first line that does."""
    found: dict[str, Line] = {}
    for person in people:
        if person.then:
            found.setdefault(person.name, person)
    for quote in quotes:
        if quote.then:
            found.setdefault(quote.speaker, quote)
    return found


def _bare(line: Line, label: str) -> WatchOut:
    """A label with the marks of a line that stands elsewhere."""
    return replace(_watch(line, label), text="", evidence=())


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


def differing(figures: tuple[FigureEntry, ...]) -> Iterator[WatchOut]:
    """One line for the figures that differ for the same thing, with the sources of all."""
    told: set[str] = set()
    by_id = {entry.id: entry for entry in figures}
    for entry in figures:
        together = [entry, *(by_id[other] for other in entry.differs_from if other in by_id)]
        if len(together) > 1 and entry.id not in told:
            told |= {one.id for one in together}
            amounts = ", ".join(dict.fromkeys(amount for one in together for amount in one.amounts))
            marks = tuple(dict.fromkeys(mark for one in together for mark in one.marks))
            yield replace(_bare(entry, say("watch.figures", amounts=amounts)), marks=marks)


def _told(sources: Sources, printed: frozenset[tuple[str, Span]], lexicon: Lexicon, what: str) -> Iterator[WatchOut]:
    """The first printed sentence of each source that passes on what another medium, or somebody unnamed, has told.

    Of a long one the clause that says so; the sentence stands elsewhere.
    """
    wanted = compile_terms(terms(lexicon.words(f"page.{what}"), what))
    for story in sources.stories:
        article = story.findings.article
        for sentence in story.findings.sentences:
            if (article.id, sentence.span) not in printed:
                continue
            told = _QUOTED.sub(lambda words: " " * len(words.group()), sentence.span.of(article.text))
            hits = wanted.find(told)
            media = _MEDIA.search(fold(told)) if what == "relayed" and not hits else None
            if hits or media:
                at = hits[0].span.start if hits else media.start() if media else 0
                clause = _clause(article.text, sentence.span, sentence.span.start + at)
                yield _watch(sources.line("watch", article.id, (clause,)), say(f"watch.{what}"))
                break


_SHORT = 120  # characters of a sentence that is shown whole
_FEW = 8  # words; a clause of fewer does not tell which line it is
_BOUNDARY = re.compile(r"[,;:]\s+| [-–—] ")


def _clause(text: str, sentence: Span, at: int) -> Span:
    """The clause of a sentence around a place, with so many beside it that it tells of what is passed on.

    A clause of few words ("according to local media") says nothing itself: those before it do, or the one behind.
    """
    if sentence.end - sentence.start <= _SHORT:
        return sentence
    bounds = list(_BOUNDARY.finditer(text, sentence.start, sentence.end))
    ends = [found.start() for found in bounds if found.start() > at] + [sentence.end]
    starts = [sentence.start, *(found.end() for found in bounds if found.end() <= at)]
    start, end = starts[-1], ends[0]
    if _words(text, start, end) < _FEW:
        told = start
        start = next((one for one in reversed(starts) if _words(text, one, told) >= _FEW), sentence.start)
        end = end if _words(text, start, told) >= _FEW else ends[min(1, len(ends) - 1)]
    return Span(start, end)


def _words(text: str, start: int, end: int) -> int:
    return len(text[start:end].split())


_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")  # what somebody says about reports is none
_MEDIA = re.compile(
    r"\b(?:according to|citing|quoting) (?:the |a |an )?(?:\w+ ){0,2}(?:media|press|newspapers?|dailies|"
    r"daily|news agency)\b|\b(?:reported|said) by (?:the )?(?:\w+ ){0,2}(?:media|press|newspapers?|news agency)\b"
)


def single_source(
    profile: Profile, agenda: tuple[AgendaEntry, ...], sources: Sources, lexicon: Lexicon
) -> Iterator[WatchOut]:
    """A line where one side has written every source, and one where brief or agenda rest on one outlet."""
    items = [entry for entry in agenda if not entry.told_by]
    lone = [entry for entry in items if entry.outlets == 1]
    owner = own_account(sources.stories, profile, lexicon)
    if owner is not None:
        label = say("watch.own-account", side=owner.demonyms[0] if owner.demonyms else owner.name)
        yield WatchOut(id="wown", text="", evidence=(), marks=(), label=label)
    if len(sources.stories) == 1:
        yield WatchOut(id="wsource", text="", evidence=(), marks=(), label=say("watch.one-source"))
    elif lone:
        key = "watch.single" if len(lone) < len(items) else "watch.single.all"
        label = say(key, n=len(lone), of=len(items))
        yield WatchOut(id="wsource", text="", evidence=(), marks=(), label=label)


_STALE = 60  # days after which desk text is old


def stale_desk(
    desk: Desk, profile: Profile, lines: tuple[Line, ...], sources: Sources, as_of: date
) -> Iterator[WatchOut]:
    """Desk text that is old, or older than what a side is told to say on its topic, with the marks of that."""
    titles = {topic.id: topic.title for topic in profile.topics}
    for number, text in enumerate((*desk.objectives, *desk.points, *desk.if_raised, *desk.press_line)):
        if not text.date:
            continue
        newer = [
            line
            for line in lines
            if isinstance(line, AgendaEntry | PositionEntry | QuoteEntry)
            and (not isinstance(line, AgendaEntry) or line.status == "open")
            and line.topic == text.topic
            and _told_on(line, sources) > text.date
        ]
        age = (as_of - date.fromisoformat(text.date)).days
        what = titles.get(text.topic, say("watch.desk.general"))
        if newer:
            label = say("watch.desk.newer", topic=what, date=day(text.date))
        elif age > _STALE:
            label = say("watch.desk.old", topic=what, date=day(text.date), n=age)
        else:
            continue
        marks = tuple(dict.fromkeys(line.marks[0] for line in newer))
        yield WatchOut(id=f"wdesk{number}", text="", evidence=(), marks=marks, label=label)


def _told_on(line: AgendaEntry | PositionEntry | QuoteEntry, sources: Sources) -> str:
    """The day of a line, of an agenda item that of its article; "" where none is known."""
    if not isinstance(line, AgendaEntry):
        return line.date
    day_of = sources.stories[line.marks[0].source - 1].findings.article.date.day
    return day_of.isoformat() if day_of else ""


def _changed(name: str, known: WhoIsWho) -> str:
    """Which office has ended and when, and who holds it now where that is known."""
    who = known.get(tuple(words(name)))
    ended = [tenure for tenure in who.tenures if tenure.until] if who else []
    if who is None or not ended:
        return say("watch.office", name=name)
    last = max(ended, key=lambda tenure: tenure.until.isoformat() if tenure.until else "")
    heirs = {
        other.name
        for other in known.values()
        if other.country == who.country and any(t.office == last.office and t.until is None for t in other.tenures)
    }
    now = say("watch.office.now", name=heirs.pop()) if len(heirs) == 1 else ""
    until = day(last.until.isoformat()) if last.until else ""
    return say("watch.office.since", name=name, office=last.office, date=until, now=now)
