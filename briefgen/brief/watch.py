"""Watch-outs: what a reader should be careful with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from briefgen.brief.accounts import own_account
from briefgen.brief.hearsay import relayed, unnamed
from briefgen.brief.outlets import outlet
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
    WatchOut,
)
from briefgen.profile import Profile
from briefgen.rules import compile_terms, terms
from briefgen.text import words
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
    speaking = [line for line in lines if isinstance(line, QuoteEntry)]
    people = [line for line in lines if isinstance(line, Participant)]
    return (
        *_contested(profile, sources),
        *relayed(sources, lines, lexicon),
        *unnamed(sources, lines, lexicon),
        *(_bare(line, _changed(name, known)) for name, line in _formerly(people, speaking).items()),
    )


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


def single_source(
    profile: Profile, agenda: tuple[AgendaEntry, ...], sources: Sources, lexicon: Lexicon
) -> Iterator[WatchOut]:
    """A line where one side has written every source, and one where brief or agenda rest on one outlet."""
    items = [entry for entry in agenda if not entry.told_by]
    announced: dict[str, set[str]] = {}
    for entry in agenda:
        announced.setdefault(entry.told_by or entry.id, set()).update(_outlets_of(entry, sources))
    lone = [entry for entry in items if entry.outlets == 1 and len(announced[entry.id]) == 1]
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


def _outlets_of(entry: AgendaEntry, sources: Sources) -> Iterator[str]:
    """The outlets that an item cites."""
    for mark in entry.marks:
        yield outlet(sources.stories[mark.source - 1].findings.article)


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
