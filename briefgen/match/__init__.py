"""Findings seen through a profile: who is whose side, which story counts, what belongs to which meeting."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.match.cast import Cast
from briefgen.match.dyad import Dyad, dyad
from briefgen.match.events import Event, events, told_in
from briefgen.match.filing import OTHER, topic_of
from briefgen.match.placing import Placed, place
from briefgen.match.reports import Report, reports
from briefgen.match.sides import THIRD, Sides
from briefgen.match.weight import REPORT, STATEMENT
from briefgen.model import Findings
from briefgen.profile import Profile

__all__ = [
    "OTHER",
    "REPORT",
    "STATEMENT",
    "THIRD",
    "Cast",
    "Dyad",
    "Event",
    "Matched",
    "Placed",
    "Report",
    "Story",
    "match",
    "told_in",
    "topic_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article, who is whose side in it, and whether it counts."""

    findings: Findings
    cast: Cast
    dyad: Dyad


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """All stories, the pair's meetings, and every find of the stories that count."""

    stories: tuple[Story, ...]
    events: tuple[Event, ...]
    placed: tuple[Placed, ...]


def match(profile: Profile, findings: tuple[Findings, ...], lexicon: Lexicon | None = None) -> Matched:
    """The findings of all articles through a profile; stories in the order given."""
    sides = Sides(profile)
    lexicon = lexicon or load_lexicon(profile.language)
    stories: list[Story] = []
    kept: list[tuple[Cast, tuple[Report, ...]]] = []
    for found in findings:
        cast = Cast(sides, found)
        meets = reports(cast, lexicon)
        outcome = dyad(cast, meets, lexicon, threshold=profile.dyad.min_sentences)
        stories.append(Story(findings=found, cast=cast, dyad=outcome))
        if outcome.kept:
            kept.append((cast, tuple(report for report in meets if not report.alone)))
    gathered = events(tuple(report for _, meets in kept for report in meets))
    placed = tuple(find for cast, meets in kept for find in place(cast, gathered, lexicon, meets))
    return Matched(stories=tuple(stories), events=gathered, placed=placed)
