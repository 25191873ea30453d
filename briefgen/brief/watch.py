"""Watch-outs: what a reader should be careful with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.brief.participants import WhoIsWho
from briefgen.brief.sources import Sources
from briefgen.lexicon import Lexicon
from briefgen.model import FigureEntry, Line, Participant, QuoteEntry, WatchOut
from briefgen.profile import Profile
from briefgen.rules import compile_terms, terms
from briefgen.text import fold, words
from briefgen.wording import day, say


def watch_outs(
    profile: Profile,
    sources: Sources,
    lexicon: Lexicon,
    people: tuple[Participant, ...],
    quotes: tuple[QuoteEntry, ...],
    known: WhoIsWho,
) -> tuple[WatchOut, ...]:
    """Contested terms, relayed reports, unnamed speakers and offices that have changed."""
    return (
        *_contested(profile, sources),
        *_told(sources, lexicon, "page.relayed", "watch.relayed"),
        *_told(sources, lexicon, "page.anonymous", "watch.anonymous"),
        *(
            replace(_watch(quote, say("watch.unnamed", speaker=quote.speaker)), text="", evidence=())
            for quote in _first_each(quotes)
        ),
        *(replace(_watch(person, _changed(person, known)), text="", evidence=()) for person in people if person.then),
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
            line = replace(_watch(entry, say("watch.figures", amounts=amounts)), text="", evidence=())
            yield replace(line, marks=marks)


def _told(sources: Sources, lexicon: Lexicon, words_at: str, label: str) -> Iterator[WatchOut]:
    """The first sentence of each source that passes on what another medium, or somebody unnamed, has told."""
    wanted = compile_terms(terms(lexicon.words(words_at), label))
    for story in sources.stories:
        for sentence in story.findings.sentences:
            if wanted.find(sentence.span.of(story.findings.article.text)):
                yield _watch(sources.line("watch", story.findings.article.id, (sentence.span,)), say(label))
                break


def _changed(person: Participant, known: WhoIsWho) -> str:
    """Which office has ended and when, and who holds it now where that is known."""
    who = known.get(tuple(words(person.name)))
    ended = [tenure for tenure in who.tenures if tenure.until] if who else []
    if who is None or not ended:
        return say("watch.office", name=person.name)
    last = max(ended, key=lambda tenure: tenure.until.isoformat() if tenure.until else "")
    heirs = {
        other.name
        for other in known.values()
        if other.country == who.country and any(t.office == last.office and t.until is None for t in other.tenures)
    }
    now = say("watch.office.now", name=heirs.pop()) if len(heirs) == 1 else ""
    until = day(last.until.isoformat()) if last.until else ""
    return say("watch.office.since", name=person.name, office=last.office, date=until, now=now)
