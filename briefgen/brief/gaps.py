"""What was looked for and not found."""

from __future__ import annotations

from briefgen.model import AgendaEntry, BriefMeeting, PositionEntry, QuoteEntry
from briefgen.profile import Profile, Side
from briefgen.wording import say


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
