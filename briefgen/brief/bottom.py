"""The bottom line: whole sentences that tell what happened, what was on the table, and what comes next."""

from __future__ import annotations

from briefgen.brief.meetings import Meetings
from briefgen.brief.sources import Sources
from briefgen.match import OTHER
from briefgen.model import AgendaEntry, BriefMeeting, DatedLine, Line, Span
from briefgen.profile import Profile

_LEDES = 2  # of so many newest stories
_WEIGHT = {"agreed": 0, "discussed": 1, "to-discuss": 2, "to-raise": 3, "open": 4}


def bottom_line(
    profile: Profile,
    sources: Sources,
    meetings: Meetings,
    agenda: tuple[AgendaEntry, ...],
    ahead: tuple[DatedLine, ...],
) -> tuple[Line, ...]:
    """Chosen sentences: the ledes of the newest stories, then items of other topics, last the next meeting's date.

    A lede is how a journalist puts the story in one sentence; nothing that briefgen could pick says it better.
    """
    limit = profile.limits.bottom_line
    meeting = meetings.main
    chosen: dict[str, Line] = {}
    for line in (*_ledes(sources, meetings), *_items(sources, meeting, agenda)):
        if len(chosen) >= limit - bool(ahead):
            break
        if not (meeting and line.text == meeting.text):
            chosen.setdefault(line.text, line)
    if ahead and not (meeting and ahead[0].text == meeting.text):
        chosen.setdefault(ahead[0].text, ahead[0])
    return tuple(chosen.values())[:limit]


def _ledes(sources: Sources, meetings: Meetings) -> list[Line]:
    """The first sentences of the meeting's newest stories that name both sides; no announcement of a past one."""
    over = meetings.main is not None and meetings.main.status == "held"
    about = [story for story in sources.stories if _tells_of_main(story.findings.article.id, meetings)]
    found = []
    for story in about[:_LEDES]:
        sentences = story.findings.sentences
        announced = {meeting.span for meeting in story.findings.meetings if meeting.coming}
        if over and sentences and sentences[0].span in announced:
            continue
        if sentences and len(story.cast.sides_in(sentences[0].span)) > 1:
            found.append(sources.line("line", story.findings.article.id, (sentences[0].span,)))
    return found


def _tells_of_main(article: str, meetings: Meetings) -> bool:
    """Whether an article reports the brief's meeting; every article counts where no reported meeting is it."""
    main = meetings.main.id if meetings.main else ""
    own = [event for number, event in meetings.events.items() if meetings.ids[number] == main]
    return not own or any(report.article == article for report in own[0].reports)


def _items(sources: Sources, meeting: BriefMeeting | None, agenda: tuple[AgendaEntry, ...]) -> list[Line]:
    """The sentences of the meeting's first items, each of another topic; of a meeting that is over, what came of it."""
    own = [entry for entry in agenda if meeting is not None and entry.meeting == meeting.id]
    reported = [entry for entry in own if entry.status not in {"to-raise", "to-discuss"}]
    if meeting is not None and meeting.status == "held" and reported:
        own = reported
    found: dict[str, Line] = {}
    for entry in sorted(own, key=lambda entry: (_WEIGHT[entry.status], entry.marks[0].source)):
        if entry.topic != OTHER and entry.topic not in found:
            story = sources.stories[entry.marks[0].source - 1]
            spot = Span(entry.evidence[0].start, entry.evidence[0].end)
            sentence = story.cast.sentence_at(spot) or spot
            found[entry.topic] = sources.line("line", story.findings.article.id, (sentence,))
    return list(found.values())
