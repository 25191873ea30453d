"""The bottom line: whole sentences that tell what happened, what was on the table, and what comes next."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from briefgen.brief.meetings import Meetings
from briefgen.brief.pointing import points_back
from briefgen.brief.runon import runs_on
from briefgen.brief.sources import Sources
from briefgen.extract.reading import looked_on
from briefgen.lexicon import Lexicon
from briefgen.match import OTHER, THIRD, Story, topic_of
from briefgen.match.leaning import tells_of_such
from briefgen.match.sameness import subject_words
from briefgen.model import (
    AgendaEntry,
    BottomLine,
    Brief,
    BriefMeeting,
    DatedLine,
    Evidence,
    Line,
    PositionEntry,
    QuoteEntry,
    Span,
)
from briefgen.profile import Profile
from briefgen.text import fold, words

_EDGE = 40  # code points at either end of a sentence in which it says whose it is
_LEDES = 2  # of so many newest stories
_TELLS = 6  # words of a position that tells what it is about
_OPENING = 4  # sentences of an article in which its news stands
_WEIGHT = {"agreed": 0, "discussed": 1, "to-discuss": 2, "to-raise": 3, "open": 4}
_REPEATS = 0.7  # share of a sentence's words from which it tells what another one has told


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence that may stand in the bottom line, and the topic for which; "" for a lede."""

    line: BottomLine
    topic: str
    leans: bool  # it opens with a word that hangs on the sentence before
    joint: bool  # it names two sides
    adds: bool  # it goes on from others: "will also be discussed"
    spoken: bool = False  # a full quote of it is printed among the quotes


def bottom_line(
    profile: Profile,
    sources: Sources,
    meetings: Meetings,
    entries: tuple[AgendaEntry | PositionEntry | QuoteEntry, ...],
    ahead: tuple[DatedLine, ...],
    lexicon: Lexicon,
) -> tuple[BottomLine, ...]:
    """Chosen sentences: the news, the ledes of the newest stories, items of other topics, positions, and the next date.

    A lede is how a journalist puts the story in one sentence; nothing that briefgen could pick says it better. Of a
    brief from one article it is said first whatever the sections below repeat (see ``_news``). Beyond that, what the
    brief says of the meeting itself, or another chosen sentence has told, is not said again, nor what is printed as a
    quote; a sentence that leans on the one before comes last, also behind a second one of a topic, and the meeting's
    own where there is no other. One that opens with a pronoun tells who that is, or does not stand here.
    """
    meeting, limit = meetings.main, profile.limits.bottom_line
    chosen: list[BottomLine] = list(_news(sources, meetings, lexicon))[:1]
    told = [subject_words(line.text) for line in (*([meeting] if meeting else []), *chosen)]
    next_day = [line for line in ahead[:1] if not _known(line, told)]
    items = [entry for entry in entries if isinstance(entry, AgendaEntry)]
    held = [entry for entry in entries if isinstance(entry, PositionEntry)]
    positions = [entry for entry in held if not _is_overtaken(entry, sources, meeting)]
    candidates = [*_ledes(sources, meetings, lexicon), *_items(sources, meeting, items, lexicon)]
    spare = list(_of_lines(sources, positions, lexicon))
    if meeting is None and not candidates and not spare:
        candidates = list(_of_lines(sources, items, lexicon))
    covered: set[str] = set()
    quoted = [entry for entry in entries if isinstance(entry, QuoteEntry) and entry.kind == "full"]
    turns = (_in_turn([_with_quotes(candidate, quoted) for candidate in one]) for one in (candidates, spare))
    for candidate, again in chain.from_iterable(turns):
        full = len(chosen) >= limit - len(next_day)
        if full or (candidate.topic in covered and not again) or _known(candidate.line, told):
            continue
        if candidate.spoken and chosen:
            continue
        chosen.append(candidate.line)
        covered.add(candidate.topic or _topic(sources, candidate.line))
        told.append(subject_words(candidate.line.text))
    chosen += [_line(line) for line in next_day if not _known(line, told)]
    if not chosen and meeting and meeting.evidence:
        chosen.append(_line(meeting))
    return tuple(chosen[:limit])


def _is_overtaken(position: PositionEntry, sources: Sources, meeting: BriefMeeting | None) -> bool:
    """Whether it was told before a meeting that has taken place since: there it was said, or it was not."""
    day = sources.stories[position.marks[0].source - 1].findings.article.date.day
    over = meeting is not None and meeting.status == "held" and meeting.start
    return bool(over and day and day.isoformat() < over)


def _line(line: Line, who: str = "") -> BottomLine:
    return BottomLine(id=line.id, text=line.text, evidence=line.evidence, marks=line.marks, who=who)


def _news(sources: Sources, meetings: Meetings, lexicon: Lexicon) -> Iterator[BottomLine]:
    """What a brief from one article opens with, best first; nothing where there are more articles.

    Its first sentence where that names both sides, else the sentence that reports the meeting, else the first of its
    opening sentences that names a side. None of them opens with a word that hangs on the one before, and of a meeting
    whose day is past without a report that it took place, the announcement is no news.
    """
    if len(sources.stories) != 1:
        return
    (story,), meeting = sources.stories, meetings.main
    yield from (one.line for one in _ledes(sources, meetings, lexicon) if not one.leans)
    stands = meeting is not None and not _leaning(lexicon).match(fold(meeting.text)) and not runs_on(meeting.text)
    if meeting is not None and meeting.evidence and not meeting.note and stands:
        yield _line(meeting)
    announced = {told.span for told in story.findings.meetings if told.coming}
    over = meeting is not None and meeting.status == "held"
    opening = [one.span for one in story.findings.sentences[:_OPENING]]
    if over and announced.intersection(opening):
        opening = [one for one in opening[:1] if one not in announced]  # what stands beside it is background
    found = [(one, len(story.cast.sides_in(one))) for one in opening]
    for sentence in [one for one, named in found if named > 1] + [one for one, named in found if named == 1]:
        yield from (one.line for one in _candidate(sources, story, sentence, "", lexicon) if not one.leans)


def _in_turn(candidates: list[_Candidate]) -> Iterator[tuple[_Candidate, bool]]:
    """The candidates in the order they are asked; True with one that may be of a topic that another one has."""
    ordered = sorted(candidates, key=lambda one: (one.spoken, one.leans, not one.joint, one.adds))
    upright = [one for one in ordered if not one.leans and not one.spoken]
    yield from ((one, False) for one in upright)
    yield from ((one, True) for one in upright)
    yield from ((one, bool(one.line.who)) for one in ordered if one.leans or one.spoken)


def _with_quotes(candidate: _Candidate, quoted: list[QuoteEntry]) -> _Candidate:
    """The candidate that knows whether one of the printed quotes stands in it; a lede is not asked."""
    spoken = bool(candidate.topic) and any(_inside(quote, candidate.line) for quote in quoted)
    return replace(candidate, spoken=spoken)


def _known(line: Line, told: list[frozenset[str]]) -> bool:
    words = subject_words(line.text)
    return any(_tells_again(words, known) for known in told)


def _tells_again(words: frozenset[str], known: frozenset[str]) -> bool:
    """Whether most words of the shorter sentence stand in the other."""
    return len(words & known) >= _REPEATS * max(1, min(len(words), len(known)))


def _topic(sources: Sources, line: Line) -> str:
    story = sources.stories[line.marks[0].source - 1]
    spot = Span(line.evidence[0].start, line.evidence[0].end)
    return topic_of(story.cast, spot, spot, "lede")[0]


@cache
def _leaning(lexicon: Lexicon) -> re.Pattern[str]:
    words = sorted(lexicon.words("page.sequels") + lexicon.words("page.leaning"), key=lambda word: (-len(word), word))
    return re.compile(rf"[\"']?(?:{'|'.join(map(re.escape, words))})\b")


_OPEN_ENDED = ("?", ",", ";", ":", " -")  # a question, or the head of a list that stands in lines of its own


def _candidate(sources: Sources, story: Story, sentence: Span, topic: str, lexicon: Lexicon) -> Iterator[_Candidate]:
    """The sentence as a candidate; none where it asks, runs on, is an onlooker's or has no speaker."""
    article = story.findings.article
    view = fold(sentence.of(article.text))
    quoted = any(quote.span.holds(sentence) or sentence.holds(quote.span) for quote in story.findings.quotes)
    told = not quoted or len(_QUOTED.sub(" ", view).split()) > 1
    told = told and not _of_onlookers(view, lexicon) and not tells_of_such(view)
    if told and not view.endswith(_OPEN_ENDED) and not runs_on(sentence.of(article.text)):
        leans = view.startswith('"') or bool(_leaning(lexicon).match(view))
        who = _whom(story, sentence) if points_back(view) else ""
        if who or not points_back(view):
            joint = len(story.cast.sides_in(sentence)) > 1
            line = _line(sources.line("line", article.id, (sentence,)), who)
            yield _Candidate(line, topic, leans, joint, "will also " in view)


_HEAD = 12  # characters at the beginning of a sentence in which its subject is a pronoun: "In turn, he"


def _whom(story: Story, sentence: Span) -> str:
    """Whom the pronoun at the beginning of a sentence means, as far as the article tells; else nothing."""
    found = story.findings
    actors = [one.actor for one in found.positions if one.sentence == sentence]
    actors += [one.actor for one in found.statements if one.sentence == sentence and one.actor is not None]
    actors += [actor for one in found.items if one.sentence == sentence for actor in one.actors]
    for actor in actors:
        if actor.kind == "person" and actor.name and actor.span.start - sentence.start < _HEAD:
            return actor.name if _is_last_named(story, actor.name, sentence) else ""
    for actor in actors:
        if actor.kind in ("both", "country") and actor.span.start - sentence.start < _HEAD:
            named = story.cast.pair(actor) or frozenset(filter(None, (story.cast.actor(actor),)))
            return ", ".join(side.name for side in story.cast.sides.profile.sides if side.name in named)
    return ""


def _is_last_named(story: Story, name: str, sentence: Span) -> bool:
    """Whether nobody else is named between the sentence that last names a person and this one."""
    person = story.cast.person_named(name)
    last = max((one for one in person.mentions if one.start < sentence.start), default=None) if person else None
    if person is None or last is None:
        return False
    since = story.cast.sentence_at(last) or last
    others = (one for other in story.findings.people if other is not person for one in other.mentions)
    return not any(since.end <= one.start < sentence.start for one in others)


def _of_onlookers(view: str, lexicon: Lexicon) -> bool:
    """Whether analysts say a sentence, as its beginning or its end tells; a half-sentence of theirs may stand in it."""
    found = looked_on(lexicon).search(view)
    return found is not None and (found.start() <= _EDGE or len(view) - found.end() <= _EDGE)


_QUOTED = re.compile(r'"[^"]*(?:"|$)|^[^"]*"$')


def _ledes(sources: Sources, meetings: Meetings, lexicon: Lexicon) -> Iterator[_Candidate]:
    """The first sentences of the meeting's newest stories that name both sides; no announcement of a past one."""
    over = meetings.main is not None and meetings.main.status == "held"
    about = [story for story in sources.stories if _tells_of_main(story.findings.article.id, meetings)]
    for story in about[:_LEDES]:
        sentences = story.findings.sentences
        announced = {meeting.span for meeting in story.findings.meetings if meeting.coming}
        if over and sentences and sentences[0].span in announced:
            continue
        if sentences and len(story.cast.sides_in(sentences[0].span)) > 1:
            yield from _candidate(sources, story, sentences[0].span, "", lexicon)


def _tells_of_main(article: str, meetings: Meetings) -> bool:
    """Whether an article reports the brief's meeting; every article counts where no reported meeting is it."""
    main = meetings.main.id if meetings.main else ""
    own = [event for number, event in meetings.events.items() if meetings.ids[number] == main]
    return not own or any(report.article == article for report in own[0].reports)


def _items(
    sources: Sources, meeting: BriefMeeting | None, agenda: Iterable[AgendaEntry], lexicon: Lexicon
) -> Iterator[_Candidate]:
    """The sentences of the meeting's items, first those that fit a topic; of one that is over, what came of it."""
    own = [entry for entry in agenda if meeting is not None and entry.meeting == meeting.id]
    reported = [entry for entry in own if entry.status not in {"to-raise", "to-discuss"}]
    if meeting is not None and meeting.status == "held" and reported:
        own = reported
    for entry in sorted(own, key=lambda one: (one.topic == OTHER, _WEIGHT[one.status], one.marks[0].source)):
        yield from _sentence_of(entry, sources, lexicon)


def _of_lines(sources: Sources, lines: Iterable[AgendaEntry | PositionEntry], lexicon: Lexicon) -> Iterator[_Candidate]:
    """The sentences of items or positions, first those that fit a topic."""
    for entry in sorted(lines, key=lambda one: one.topic == OTHER):
        yield from _sentence_of(entry, sources, lexicon)


def _sentence_of(entry: AgendaEntry | PositionEntry, sources: Sources, lexicon: Lexicon) -> Iterator[_Candidate]:
    """The sentence of an item or position; none of what one side, or nobody of the two, says about others."""
    story = sources.stories[entry.marks[0].source - 1]
    spot = Span(entry.evidence[0].start, entry.evidence[0].end)
    sentence = story.cast.sentence_at(spot) or spot
    if isinstance(entry, PositionEntry) or entry.status == "open":
        holders = (entry.side,) if isinstance(entry, PositionEntry) else entry.by
        named = story.cast.sides_in(sentence)
        others = any(story.cast.place(one) == THIRD for one in story.findings.places if sentence.holds(one.span))
        if (not holders and not named) or (holders and others and not named.difference(holders)):
            return
        if isinstance(entry, PositionEntry) and len(words(entry.text)) < _TELLS:
            return  # "Norway denies the charges": nobody can tell which
    yield from _candidate(sources, story, sentence, entry.topic, lexicon)


def led_by_change(brief: Brief, texts: Mapping[str, str], limit: int) -> tuple[Line, ...]:
    """The bottom line with the biggest change in second place, where no line of it tells of an item that changed.

    That is the sentence of the first item of the brief's meeting that is new or has moved, if it says whom it means.

    Args:
        brief: one that has been compared with an earlier one.
        texts: the text of record of each page, by path.
        limit: how many sentences it may hold.
    """
    changed = {change.id for change in brief.changes or () if change.kind in {"new", "moved"}}
    main = brief.meeting.id if brief.meeting else ""
    items = [entry for entry in brief.agenda if entry.id in changed and entry.meeting in {"", main}]
    if not items or any(_inside(entry, line) for entry in items for line in brief.bottom_line):
        return brief.bottom_line
    told = [subject_words(line.text) for line in (*brief.bottom_line, *([brief.meeting] if brief.meeting else []))]
    lines = (line for entry in items if (line := _sentence_line(entry, texts)) and not _known(line, told))
    fresh = (line for line in lines if not (points_back(fold(line.text)) or runs_on(line.text)))
    first = next(fresh, None)
    if first is None:
        return brief.bottom_line
    return (*brief.bottom_line[:1], first, *brief.bottom_line[1:])[:limit]


def _inside(entry: Line, line: Line) -> bool:
    at = entry.evidence[0]
    return any(one.path == at.path and one.start <= at.start and at.end <= one.end for one in line.evidence)


def _sentence_line(entry: AgendaEntry, texts: Mapping[str, str]) -> BottomLine | None:
    """The whole sentence of an item as a line; None where it does not stand around the item as it is."""
    at = entry.evidence[0]
    start = texts[at.path].find(entry.sentence, max(0, at.end - len(entry.sentence)), at.start + len(entry.sentence))
    if start < 0:
        return None
    place = Evidence(path=at.path, start=start, end=start + len(entry.sentence))
    return BottomLine(id=f"{entry.id}s", text=entry.sentence, evidence=(place,), marks=entry.marks[:1])
