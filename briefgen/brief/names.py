"""People under a name that a source of the brief gives them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from briefgen.brief.sources import Sources
from briefgen.model import BriefMeeting, FigureEntry, Participant, PositionEntry, QuoteEntry
from briefgen.text import words

Names = Mapping[str, str]
_Spoken = TypeVar("_Spoken", PositionEntry, QuoteEntry, FigureEntry)


def names_told(sources: Sources) -> Names:
    """The name to print of each person whose fullest name only an article beyond the sources has.

    Who somebody is may be known from every article read; what is printed must stand in one that is listed, so it is
    the fullest of the forms that the sources have.
    """
    forms: dict[str, set[str]] = defaultdict(set)
    for story in sources.stories:
        for person in story.findings.people:
            forms[person.name].add(person.as_told or person.name)
    return {name: max(told, key=_fullness) for name, told in forms.items() if name not in told}


def _fullness(name: str) -> tuple[int, int, str]:
    return len(words(name)), len(name), name


def of_speakers(entries: Iterable[_Spoken], told: Names) -> tuple[_Spoken, ...]:
    """Positions, quotes or figures, whoever gives them under the name that is told."""
    return tuple(replace(one, speaker=told[one.speaker]) if one.speaker in told else one for one in entries)


def of_participants(people: Iterable[Participant], told: Names) -> tuple[Participant, ...]:
    """The participants under the names that are told."""
    return tuple(replace(one, name=told[one.name]) if one.name in told else one for one in people)


def of_meeting(meeting: BriefMeeting, told: Names) -> BriefMeeting:
    """A meeting with those who meet under the names that are told."""
    who = tuple(dict.fromkeys(told.get(name, name) for name in meeting.who))
    return replace(meeting, who=who) if meeting.origin == "articles" and who != meeting.who else meeting
