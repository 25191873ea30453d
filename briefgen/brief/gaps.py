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
    """What was looked for and not found: the meeting, a side's own voice, material on a topic that the desk waits for.

    It waits for those that the profile itself names, and those that it has points for.
    """
    found: list[str] = []
    if meeting is None:
        found.append(say("gap.meeting"))
    voices = {entry.side for entry in positions} | {entry.side for entry in quotes}
    found += [say("gap.voice", side=_adjective(side)) for side in profile.sides if side.name not in voices]
    covered = (
        {entry.topic for entry in agenda} | {entry.topic for entry in positions} | {entry.topic for entry in quotes}
    )
    spoken = {text.topic for text in (*profile.desk.points, *profile.desk.if_raised)}
    empty = [topic.title for topic in profile.topics if (topic.own or topic.id in spoken) and topic.id not in covered]
    if empty:
        found.append(say("gap.topics", topics="; ".join(empty)))
    return tuple(found)


def _adjective(side: Side) -> str:
    return side.demonyms[0] if side.demonyms else side.name
