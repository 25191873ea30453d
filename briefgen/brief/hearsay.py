"""Watch-outs for what rests on hearsay: a report that another medium passes on, and people without a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from briefgen.brief.informants import informants
from briefgen.brief.sources import Sources
from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.model import AgendaEntry, BriefMeeting, Line, PositionEntry, QuoteEntry, Span, WatchOut
from briefgen.rules import TermSet, compile_terms, terms
from briefgen.text import fold
from briefgen.wording import say

_Sentence = tuple[str, Span]


def relayed(sources: Sources, lines: tuple[Line, ...], lexicon: Lexicon) -> Iterator[WatchOut]:
    """One line for each source that passes on what another medium has told, with what the brief prints of that."""
    resting = _resting(lines, sources)
    printed = _printed(lines, sources)
    for story in sources.stories:
        article = story.findings.article
        hits = [
            (sentence.span, hit)
            for sentence in story.findings.sentences
            if (article.id, sentence.span) in printed
            and (hit := _passes_on(sentence.span.of(article.text), lexicon)) is not None
        ]
        if hits:
            rests = [line for sentence, _ in hits for line in resting[article.id, sentence]]
            sentence, hit = hits[0]
            at = Span(sentence.start + hit.start, sentence.start + hit.end)
            shown = _clause(article.text, sentence, at) if rests else sentence
            yield _told(sources, article.id, shown, say("watch.relayed"), rests)


def unnamed(sources: Sources, lines: tuple[Line, ...], lexicon: Lexicon) -> Iterator[WatchOut]:
    """One line for each person or group without a name, with what the brief prints on their word.

    In an article that names nobody else who says anything, all of it is theirs. What several articles tell rests on
    none of them alone.
    """
    resting = _resting(lines, sources)
    printed = _printed(lines, sources)
    quoted = [line for line in lines if isinstance(line, QuoteEntry) and line.speaker_kind == "unnamed"]
    by_speaker = _printed(tuple(quoted), sources)  # the speaker's own line says as much
    told: set[str] = set()
    for story in sources.stories:
        article = story.findings.article
        own = [line for (id_, _), many in resting.items() if id_ == article.id for line in many]
        credited: set[Span] = set()
        for one in informants(story, lexicon):
            said = [line for sentence in sorted(one.sentences) for line in resting[article.id, sentence]]
            rests = own if one.only else said
            rests = [line for line in rests if not isinstance(line, QuoteEntry) or line.speaker_kind == "unnamed"]
            if rests:
                credited |= one.sentences
                told |= {line.id for line in rests}
                key = "watch.informant.only" if one.only else "watch.informant"
                yield _told(sources, article.id, one.span, say(key), rests)
        if not credited:
            yield from _anonymous(story, printed - by_speaker, sources, lexicon)
    yield from _speakers([quote for quote in quoted if quote.id not in told], lexicon)


def _anonymous(story: Story, printed: frozenset[_Sentence], sources: Sources, lexicon: Lexicon) -> Iterator[WatchOut]:
    """The first printed sentence of a story that tells of its source's anonymity in another way."""
    article = story.findings.article
    for sentence in story.findings.sentences:
        plain = _unquoted(sentence.span.of(article.text))
        if (article.id, sentence.span) in printed and _terms(lexicon, "anonymous").find(plain):
            yield _told(sources, article.id, sentence.span, say("watch.anonymous"), [])
            return


def _told(sources: Sources, article: str, shown: Span, label: str, rests: Iterable[Line]) -> WatchOut:
    line = sources.line("watch", article, (shown,))
    return WatchOut(
        id=f"w{line.id}",
        text=line.text,
        evidence=line.evidence,
        marks=line.marks,
        label=label,
        items=tuple(dict.fromkeys(one.id for one in rests)),
    )


def _resting(lines: tuple[Line, ...], sources: Sources) -> defaultdict[_Sentence, list[Line]]:
    """The meetings, items, positions and quotes that one source alone tells, by the sentences they stand in."""
    found: defaultdict[_Sentence, list[Line]] = defaultdict(list)
    for line in lines:
        announced = isinstance(line, AgendaEntry) and line.told_by
        if not announced and isinstance(line, AgendaEntry | PositionEntry | QuoteEntry | BriefMeeting):
            for sentence in _sentences(line, sources) if len({mark.source for mark in line.marks}) == 1 else ():
                found[sentence].append(line)
    return found


def _printed(lines: tuple[Line, ...], sources: Sources) -> frozenset[_Sentence]:
    return frozenset(sentence for line in lines for sentence in _sentences(line, sources))


def _sentences(line: Line, sources: Sources) -> Iterator[_Sentence]:
    """The sentences in which a line stands, with their article."""
    if line.marks and line.evidence:
        story = sources.stories[line.marks[0].source - 1]
        for place in line.evidence:
            spot = Span(place.start, place.end)
            yield story.findings.article.id, story.cast.sentence_at(spot) or spot


# --- speakers without a name ------------------------------------------------------------------------------------------


def _speakers(quotes: Iterable[QuoteEntry], lexicon: Lexicon) -> Iterator[WatchOut]:
    """The quoted without a name whom nobody can tell, each with their quotes; the two leaders together are known."""
    found: dict[str, list[QuoteEntry]] = {}
    for quote in quotes:
        known = fold(quote.speaker) in lexicon.words("actors.both") or _by_office(quote, lexicon)
        if not known:
            found.setdefault(fold(quote.speaker), []).append(quote)
    for first, *more in found.values():
        yield WatchOut(
            id=f"w{first.id}",
            text="",
            evidence=(),
            marks=first.marks,
            label=say("watch.unnamed", speaker=first.speaker),
            items=tuple(quote.id for quote in (first, *more)),
        )


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


# --- relayed reports --------------------------------------------------------------------------------------------------


def _passes_on(sentence: str, lexicon: Lexicon) -> Span | None:
    """Where a sentence says that another medium has told it; what somebody says about reports is none."""
    plain = _unquoted(sentence)
    hits = _terms(lexicon, "relayed").find(plain)
    if hits:
        return hits[0].span
    media = _MEDIA.search(fold(plain))
    return Span(*media.span()) if media else None


def _unquoted(sentence: str) -> str:
    return _QUOTED.sub(lambda words: " " * len(words.group()), sentence)


@cache
def _terms(lexicon: Lexicon, what: str) -> TermSet[str]:
    return compile_terms(terms(lexicon.words(f"page.{what}"), what))


def _clause(text: str, sentence: Span, at: Span) -> Span:
    """The clause of a sentence that says who has told it; the sentence stands elsewhere."""
    bounds = list(_BOUNDARY.finditer(text, sentence.start, sentence.end))
    start = max((found.end() for found in bounds if found.end() <= at.start), default=sentence.start)
    end = min((found.start() for found in bounds if found.start() >= at.end), default=sentence.end)
    return Span(start, end) if len(text[start:end].split()) >= _FEW else sentence


_FEW = 3  # words; a clause of fewer names nobody
_BOUNDARY = re.compile(r"[,;:]\s+| [-–—] ")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]")  # what somebody says about reports is none
_MEDIA = re.compile(
    r"\b(?:according to|citing|quoting) (?:the |a |an )?(?:\w+ ){0,2}(?:media|press|newspapers?|dailies|"
    r"daily|news agency)\b|\b(?:reported|said) by (?:the )?(?:\w+ ){0,2}(?:media|press|newspapers?|news agency)\b"
)
