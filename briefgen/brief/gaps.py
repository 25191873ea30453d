"""What was looked for and not found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from briefgen.brief.accounts import is_joint, own_account
from briefgen.extract.clauses import words_of
from briefgen.extract.sentences import cue_forms
from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.model import AgendaEntry, BriefMeeting, PositionEntry, QuoteEntry, Span
from briefgen.profile import Profile, Side
from briefgen.text import page_view
from briefgen.wording import say


def gaps(
    profile: Profile,
    meetings: tuple[BriefMeeting, ...],
    entries: tuple[AgendaEntry | PositionEntry | QuoteEntry, ...],
    stories: Iterable[Story],
    lexicon: Lexicon,
) -> tuple[str, ...]:
    """What was looked for and not found: the meeting, a side's own voice, material on a topic that the desk waits for.

    A side has a voice of its own too where an item is stated by it alone, and where a story tells what it says outside
    these lines, as a joint statement does for all; none where another side has written all there is. What is told of
    both at once is nobody's own. The desk waits for the topics that the profile itself names, and for those it has
    points for. Where no story is used nobody knows what is missing.
    """
    stories = tuple(stories)
    if not stories and not meetings:
        return (say("gap.nothing"),)
    found: list[str] = []
    if not meetings:
        found.append(say("gap.meeting"))
    elif all(meeting.kind == "summit" and _OF_MANY.search(meeting.event) for meeting in meetings):
        found.append(say("gap.alone"))
    voices = {entry.side for entry in entries if not isinstance(entry, AgendaEntry)}
    voices |= {one.by[0] for one in entries if isinstance(one, AgendaEntry) and _is_of_one(one)}
    voices |= {side for story in stories for side in (*_heard(story), *_bodies_heard(story, lexicon))}
    owner = own_account(stories, profile, lexicon)
    voices = {owner.name} if owner else voices
    found += [say("gap.voice", side=_adjective(side)) for side in profile.sides if side.name not in voices]
    covered = {entry.topic for entry in entries}
    spoken = {text.topic for text in (*profile.desk.points, *profile.desk.if_raised)}
    empty = [topic.title for topic in profile.topics if (topic.own or topic.id in spoken) and topic.id not in covered]
    if empty:
        found.append(say("gap.topics", topics="; ".join(empty)))
    return tuple(found)


# The name of a body tells a gathering of many: "summit of the Arctic Council", "NATO summit"; "Oslo summit" does not.
_OF_MANY = re.compile(
    r"\b(?:summit|conference|forum|meeting) of (?:the )?[A-Z]|"
    r"\b(?!(?:US|UK|UAE|DPRK|ROK|PRC)\b)[A-Z]{2,}\d*\b|\bG-?\d+\b"
)


def _is_of_one(item: AgendaEntry) -> bool:
    return item.status == "open" and len(item.by) == 1


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
