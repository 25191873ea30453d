"""How much speaks for a sentence being the business of the pair's meeting: a sum of points that an officer can check.

Each point is a plain observation: who speaks, of what, where in the story. Which observations count, and how much, was
fitted by logistic regression on annotated articles outside the project, and rounded to small whole numbers (a points
score, as clinicians use them: Sullivan, Massaro and D'Agostino, "Presentation of multivariate data for clinical use",
2004).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from briefgen.match.cast import Cast
from briefgen.match.reports import Report
from briefgen.match.sides import THIRD
from briefgen.model import Item, Position, Quote, Span, Statement
from briefgen.text import words

ENOUGH = 9  # points from which a sentence is the meeting's business,
_ENOUGH_BEHIND_A_CUE = 6  # where a construction tells its subject,
_ENOUGH_ALONE = 5  # and where the story tells of no meeting: nothing in it is a report of one, or of who was there
LEAST = min(ENOUGH, _ENOUGH_BEHIND_A_CUE, _ENOUGH_ALONE)  # what has fewer is not weighed any further
STATEMENT = "statement"  # the rule of an item that no construction found: what somebody says,
REPORT = "report"  # and what the article itself tells

Points = tuple[tuple[str, int], ...]
"""The observations that hold of a sentence, each with its points."""

ONLOOKER = "an onlooker speaks"
TAKES_PART = "somebody who takes part speaks or acts"
_TITLE = "shares words with the title"
POINTS: dict[str, int] = {
    "a cue of what both talk about or agree": 5,
    "a cue of what one raises with the other": 5,
    "reported speech": 2,
    "a stance": 2,
    "one side turns to the other": 2,
    TAKES_PART: 2,
    "a document speaks": 1,
    "a third party speaks or acts": -4,
    "a side is quoted": 1,
    "speaks of what the two have together": 2,
    "speaks of an agreement": 2,
    "speaks of what is wanted or to come": 3,
    "speaks of what went before": -1,
    ONLOOKER: -3,
    "tells of travel or form": -1,
    "speaks of a topic of the profile": 3,
    _TITLE: 3,  # all of them; 2 or 1 for some
    "names a year": -2,
    "names both sides": 3,
    "names another country": -2,
    "reports the meeting": 2,
    "reports no more than the meeting": -2,
    "stands near the top": 3,
    "stands near the end": -2,
}

_JOINT_CUES = frozenset({"discuss", "agree", "announce", "passive", "noun", "purpose"})
_TOP = 3  # paragraphs in which a story says what it is about
_END = 2 / 3  # of a story's sentences behind which it turns to other things
_STORY = 6  # sentences of a story that has an end: a shorter one is all about one thing
_STEM = 6  # letters by which a word of the title is known again


def points_of(cast: Cast, reports: tuple[Report, ...]) -> dict[int, Points]:
    """The points of every sentence of a story, by where it begins."""
    scale = _Scale(cast, reports)
    count = len(cast.findings.statements)
    return {
        statement.sentence.start: tuple(scale.points(statement, last_third=count >= _STORY and number >= _END * count))
        for number, statement in enumerate(cast.findings.statements)
    }


def enough_for(item: Item, *, met: bool) -> int:
    """The points an item needs: fewer behind a cue, and where the story reports no meeting of the pair."""
    if not met:
        return _ENOUGH_ALONE
    return ENOUGH if item.rule in {STATEMENT, REPORT} else _ENOUGH_BEHIND_A_CUE


@dataclass(frozen=True)
class _Scale:
    """A story, ready to be weighed sentence by sentence."""

    cast: Cast
    reports: tuple[Report, ...]

    def points(self, statement: Statement, *, last_third: bool) -> Iterator[tuple[str, int]]:
        """The observations that hold, in the order in which they are told, each with its points."""
        for name in dict.fromkeys(chain(self._spoken(statement), self._worded(statement))):
            yield name, POINTS[name]
        if share := self._share_of_title(statement.sentence):
            yield _TITLE, share
        for name in self._placed(statement, last_third=last_third):
            yield name, POINTS[name]

    def _placed(self, statement: Statement, *, last_third: bool) -> Iterator[str]:
        """Which countries it names, and where it stands."""
        span, start = statement.sentence, statement.sentence.start
        sides = self.cast.sides_in(span)
        if any(when.year for when in self.cast.whens_in(span)):
            yield "names a year"
        if len(sides) > 1:
            yield "names both sides"
        if self._names_others(span):
            yield "names another country"
        if start in self._reported:
            yield "reports the meeting" if self._items[start] else "reports no more than the meeting"
        if 1 < statement.paragraph <= _TOP:
            yield "stands near the top"
        if last_third:
            yield "stands near the end"

    def _spoken(self, statement: Statement) -> Iterator[str]:
        """Who says it, and how."""
        start = statement.sentence.start
        groups = {item.rule.split(":")[0].split()[0] for item in self._items[start]}
        if groups & _JOINT_CUES:
            yield "a cue of what both talk about or agree"
        if groups - _JOINT_CUES:
            yield "a cue of what one raises with the other"
        position = self._positions.get(start)
        rule = position.rule if position else ""
        if rule.startswith("say"):
            yield "reported speech"
        elif rule.startswith("stance"):
            yield "a stance"
        if position and self._turns_to_other(position):
            yield "one side turns to the other"
        voice = self._voice(statement, position)
        if voice:
            yield voice
        if any(quote.speaker and self._of_a_side(self.cast.speaker(quote.speaker)) for quote in self._quotes[start]):
            yield "a side is quoted"

    def _turns_to_other(self, position: Position) -> bool:
        """Whether a side says something to another: "asked Peru", "told the Kenyan minister"."""
        side, hearer = self.cast.actor(position.actor), self.cast.hearer(position)
        return self._of_a_side(side) and self._of_a_side(hearer) and side != hearer

    def _voice(self, statement: Statement, position: Position | None) -> str | None:
        """Who speaks, else who acts."""
        for quote in self._quotes[statement.sentence.start]:
            if quote.speaker is not None:
                name = quote.speaker.name
                return self._told(name, self.cast.speaker(quote.speaker) or self.cast.person(name))
        actor = position.actor if position else statement.actor
        if actor is not None and actor.kind == "both" and self.reports and self._items[statement.sentence.start]:
            return TAKES_PART
        if actor is None or actor.kind in {"both", "talks"}:
            return None
        if actor.kind == "document":
            return "a document speaks"
        side = self.cast.actor(actor)
        if actor.kind == "other" and side is None:
            return None
        return self._told(actor.name if actor.kind == "person" else "", side)

    def _told(self, name: str, side: str | None) -> str | None:
        """What to say of a speaker; an analyst or former official speaks for nobody."""
        if name in self._attending:
            return TAKES_PART
        person = self.cast.person_named(name)
        if person is not None and person.private:
            return ONLOOKER
        if side == THIRD:
            return "a third party speaks or acts"
        return None

    def _worded(self, statement: Statement) -> Iterator[str]:
        """Of what it speaks."""
        yield from (_SIGNS[sign] for sign in statement.signs if sign in _SIGNS)
        if self.cast.sides.topics.score(statement.sentence.of(self.cast.findings.article.text), "body"):
            yield "speaks of a topic of the profile"

    def _share_of_title(self, span: Span) -> int:
        """Up to three points for the words of the title that stand in a sentence too."""
        shared = len(self._content(span) & self._title)
        return round(POINTS[_TITLE] * shared / len(self._title)) if shared else 0

    # --- the story ----------------------------------------------------------------------------------------------

    def _of_a_side(self, side: str | None) -> bool:
        return side is not None and side != THIRD

    @cached_property
    def _attending(self) -> frozenset[str]:
        return frozenset(actor.name for report in self.reports for actor in report.meeting.who if actor.name)

    @cached_property
    def _reported(self) -> frozenset[int]:
        return frozenset(report.meeting.span.start for report in self.reports)

    @cached_property
    def _items(self) -> defaultdict[int, list[Item]]:
        found: defaultdict[int, list[Item]] = defaultdict(list)
        for item in self.cast.findings.items:
            found[item.sentence.start].append(item)
        return found

    @cached_property
    def _positions(self) -> dict[int, Position]:
        return {position.sentence.start: position for position in self.cast.findings.positions}

    @cached_property
    def _quotes(self) -> defaultdict[int, list[Quote]]:
        found: defaultdict[int, list[Quote]] = defaultdict(list)
        for quote in self.cast.findings.quotes:
            if (sentence := self.cast.sentence_at(quote.span)) is not None:
                found[sentence.start].append(quote)
        return found

    @cached_property
    def _title(self) -> frozenset[str]:
        return self._content(self.cast.findings.article.title)

    @cached_property
    def _names(self) -> frozenset[str]:
        sides = self.cast.sides.profile.sides
        named = [person.name for person in self.cast.findings.people]
        named += [name for side in sides for name in (side.name, *side.aliases)]
        return frozenset(word for name in named for word in words(name))

    def _content(self, span: Span) -> frozenset[str]:
        """The stems of the words that tell a subject: neither short nor a name of the two sides and their people."""
        found = words(span.of(self.cast.findings.article.text))
        return frozenset(word[:_STEM] for word in found if len(word) > 3 and word not in self._names)

    @cached_property
    def _place_starts(self) -> list[int]:
        return [place.span.start for place in self.cast.findings.places]

    def _names_others(self, span: Span) -> bool:
        low, high = (bisect_left(self._place_starts, at) for at in (span.start, span.end))
        return any(self.cast.place(place) in (None, THIRD) for place in self.cast.findings.places[low:high])


_SIGNS: dict[str, str] = {
    "together": "speaks of what the two have together",
    "accord": "speaks of an agreement",
    "ahead": "speaks of what is wanted or to come",
    "before": "speaks of what went before",
    "onlooker": ONLOOKER,
    "course": "tells of travel or form",
}
