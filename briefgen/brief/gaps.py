"""What was looked for and not found."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from briefgen.brief.accounts import is_joint, own_account
from briefgen.extract.clauses import words_of
from briefgen.extract.sentences import cue_forms
from briefgen.lexicon import Lexicon
from briefgen.match import REPORT, Event, Story
from briefgen.match.sameness import subject_words
from briefgen.model import AgendaEntry, BriefMeeting, Item, PositionEntry, QuoteEntry, Span
from briefgen.profile import Profile, Side
from briefgen.select import Choice
from briefgen.text import page_view
from briefgen.wording import say


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """Where it is looked for what is missing.

    Attributes:
        stories: every story of the brief.
        newest: those of the meeting the brief is for: that report it, or are no older than the first that does.
        choices: every find of them, printed or not.
    """

    stories: tuple[Story, ...]
    newest: tuple[Story, ...]
    choices: tuple[Choice, ...]


def looked_at(stories: tuple[Story, ...], main: Event | None, choices: tuple[Choice, ...]) -> Looked:
    """Where to look, by the meeting that the brief is for; everywhere where articles report none."""
    reporting = {report.article for report in main.reports} if main is not None else set()
    days = [day for story in stories if _id(story) in reporting and (day := _day(story))]
    first = min(days, default=None)
    newest = tuple(
        story
        for story in stories
        if not reporting or _id(story) in reporting or first is None or (day := _day(story)) is None or day >= first
    )
    ids = {_id(story) for story in newest}
    found = tuple(choice for choice in choices if choice.placed.article in ids)
    return Looked(stories=stories, newest=newest, choices=found)


def _id(story: Story) -> str:
    return story.findings.article.id


def _day(story: Story) -> date | None:
    return story.findings.article.date.day


def gaps(
    profile: Profile,
    meetings: tuple[BriefMeeting, ...],
    entries: tuple[AgendaEntry | PositionEntry | QuoteEntry, ...],
    looked: Looked,
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """What was looked for and not found: the meeting, a side's own voice, material on a topic that the desk waits for.

    A side has a voice of its own too where an item is stated by it alone, and where a story tells what it says outside
    these lines, as a joint statement does for all; none where another side has written all there is. What is told of
    both at once is nobody's own, what one side's source says that both stated is no word of the other's, and what was
    told of an earlier meeting is none of this one. The desk waits for the topics that the profile itself names, and for
    those it has points for. Where no story is used nobody knows what is missing.
    """
    if not looked.stories and not meetings:
        return (say("gap.nothing"),)
    found: list[str] = []
    if not meetings:
        found.append(say("gap.meeting"))
    elif all(meeting.kind == "summit" and _OF_MANY.search(meeting.event) for meeting in meetings):
        found.append(say("gap.alone"))
    here = _voices(profile, looked.choices, looked.newest, lexicon)
    anywhere = here | {one for entry in entries for one in _sides_of(entry)}
    for side in profile.sides:
        if side.name not in here:
            older = side.name in anywhere and len(looked.newest) < len(looked.stories)
            found.append(say("gap.voice.older" if older else "gap.voice", side=_adjective(side)))
    found.extend(_unheard(profile, entries, here, lexicon))
    covered = {entry.topic for entry in entries}
    spoken = {text.topic for text in (*profile.desk.points, *profile.desk.if_raised)}
    empty = [topic.title for topic in profile.topics if (topic.own or topic.id in spoken) and topic.id not in covered]
    if empty:
        found.append(say("gap.topics", topics="; ".join(empty)))
    return tuple(found)


def _unheard(
    profile: Profile,
    entries: tuple[AgendaEntry | PositionEntry | QuoteEntry, ...],
    here: frozenset[str],
    lexicon: Lexicon,
) -> Iterator[str]:
    """What both sides are said to have stated by the source of one alone, where the other is not heard on the matter.

    That is where no line of its own on the topic shares a word with it that tells a matter. A side that is heard on
    nothing has a gap of its own.
    """
    names = {name for side in profile.sides for name in (*side.names, *side.demonyms)}
    common = subject_words(" ".join((*lexicon.words("changes.weak"), *lexicon.words("sameness.common"), *names)))
    for side in (one for one in profile.sides if one.name in here):
        own = [(entry.topic, subject_words(entry.text) - common) for entry in entries if side.name in _sides_of(entry)]
        for other in profile.sides:
            told = {
                entry.topic
                for entry in entries
                if isinstance(entry, AgendaEntry)
                and side.name in entry.by
                and entry.as_told_by == other.name
                and not any(topic == entry.topic and words & subject_words(entry.text) for topic, words in own)
            }
            missing = [topic.title for topic in profile.topics if topic.id in told]
            if missing and other is not side:
                topics = "; ".join(missing)
                yield say("gap.own-word", side=_adjective(side), teller=_adjective(other), topics=topics)


def _voices(
    profile: Profile, choices: tuple[Choice, ...], stories: tuple[Story, ...], lexicon: Lexicon
) -> frozenset[str]:
    """The sides that are heard in some stories."""
    owner = own_account(stories, profile, lexicon)
    if owner is not None:
        return frozenset({owner.name})
    heard = {side for story in stories for side in (*_heard(story), *_bodies_heard(story, lexicon)) if side}
    texts = {_id(story): page_view(story.findings.article.text) for story in stories}
    said = (one for one in choices if one.kept and not _declines(one, texts[one.placed.article]))
    return frozenset(heard | {side for choice in said for side in _said_by(choice)})


def _declines(choice: Choice, view: str) -> bool:
    """Whether a find tells no more than that somebody said nothing: "declined to say who was asked"."""
    find = choice.placed.find
    starts = {choice.pieces[0].start, *((find.cue.start,) if isinstance(find, Item) else ())}
    return any(_REFUSAL.match(view, start) for start in starts)


def _said_by(choice: Choice) -> tuple[str, ...]:
    """The side that alone holds a position, is quoted, or states an item."""
    sides = choice.placed.sides
    if isinstance(choice.placed.find, Item):
        told = choice.placed.find.rule == REPORT or choice.placed.find.rule in _DEEDS
        return sides if choice.placed.find.status == "open" and len(sides) == 1 and not told else ()
    return sides[:1] if len(sides) == 1 else ()


_DEEDS = frozenset({"ask: invite"})  # what a side does and anybody may tell


def _sides_of(entry: AgendaEntry | PositionEntry | QuoteEntry) -> tuple[str, ...]:
    if isinstance(entry, AgendaEntry):
        return entry.by if entry.status == "open" and len(entry.by) == 1 else ()
    return (entry.side,) if entry.side else ()


# The name of a body tells a gathering of many: "summit of the Arctic Council", "NATO summit"; "Oslo summit" does not.
_OF_MANY = re.compile(
    r"\b(?:summit|conference|forum|meeting) of (?:the )?[A-Z]|"
    r"\b(?!(?:US|UK|UAE|DPRK|ROK|PRC)\b)[A-Z]{2,}\d*\b|\bG-?\d+\b"
)


def _heard(story: Story) -> Iterator[str | None]:
    """The sides whose words a story tells, whatever the brief prints of them."""
    cast, found = story.cast, story.findings
    everybody = tuple(side.name for side in cast.sides.profile.sides)
    if is_joint(story):
        yield from everybody
    for quote in found.quotes:
        if quote.speaker is not None and quote.confidence == "strong":
            yield cast.speaker(quote.speaker)
    for position in found.positions:
        if position.cue.of(found.article.text).endswith("ing"):
            continue  # "accusing it of supporting terrorism": nobody says that of themselves
        yield cast.actor(position.actor)


def _bodies_heard(story: Story, lexicon: Lexicon) -> Iterator[str]:
    """The sides whose ministry, embassy or government the story quotes, also where nobody can tell for which office."""
    article = story.findings.article
    view = page_view(article.text)
    for said in _body_says(lexicon).finditer(view, article.span.start, article.span.end):
        named = story.cast.sides_at(Span(said.start(), said.end("body")))
        if named:
            yield named[0]  # "the Kenyan embassy to Peru said" speaks for Kenya


_SILENT = r"(?:declin|refus)\w+ to\b|(?:did|would|could|had|has|have) not\b|(?:didn't|wouldn't|couldn't|yet to)\b"
_REFUSAL = re.compile(_SILENT)


@cache
def _body_says(lexicon: Lexicon) -> re.Pattern[str]:
    """A body with at most three words before it, and a verb of saying within a few behind it; not "declined to say".

    Its short form, what it is, and where it sits may stand between: "the Kenyan Tea Council (KTC), a body of growers,
    said".
    """
    bodies = words_of((*lexicon.words("actors.bodies"), *lexicon.words("page.councils")))
    says = words_of(tuple(sorted(cue_forms(lexicon))))
    words, aside = r"[\w.'-]+ ", r"(?: \([^()]{2,12}\))?(?:, [^,.;]{3,60},)?(?: (?:in|at|of) [^,.;]{2,60}?)?"
    return re.compile(
        rf"(?<!\w)(?:{words}){{1,3}}(?P<body>{bodies})\b{aside}(?: (?!{_SILENT})[\w.'-]+){{0,4}}? (?:{says})\b"
    )


def _adjective(side: Side) -> str:
    return side.demonyms[0] if side.demonyms else side.name
