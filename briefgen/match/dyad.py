"""The dyad test: whether a story is about the pair, or merely names it.

Every condition is one that a reader can check on the page. The first that is not met is the reason printed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import chain

from briefgen.lexicon import Lexicon
from briefgen.match.between import LEAST, Points, Told, between
from briefgen.match.cast import Cast
from briefgen.match.dealings import Dealings, dealings
from briefgen.match.offtopic import Matter, argues, is_list, is_opinion, other_matter, trouble
from briefgen.match.reports import Report, joins_people
from briefgen.match.sides import THIRD
from briefgen.model import Span, Statement
from briefgen.rules import Zone
from briefgen.text import squeeze

# Times a third country may be named as often as the weaker side, by how many of two signs hold: the top tells of their
# meeting; one is told, and the top names both. With both it may be about another country's war as much as it likes.
_FAR_MORE = (3.5, 3.5, 99.0)
_BEHIND = 12  # characters behind a verb in which the one it is done to is named
_CODE = 2  # letters of a country's id; bodies like NATO have more
_OPENING = 5  # sentences
_SHARED = frozenset({"together", "accord"})  # signs of what two sides have in common,
_SCENE = _SHARED | {"scene"}  # and of people in one place, where both sides have somebody in office
_USUAL, _PER_SENTENCE = 3, 2  # sentences that name both in a profile that does not say, and points for each it waives
_FIRST = 2  # places at a story's top, title and first sentence, one of which names both where nothing else joins them


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the dyad test, whether the story meets it, and what to say where it does not."""

    name: str
    met: bool
    lacking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """The outcome of the dyad test.

    Attributes:
        kept: whether the story counts for the pair.
        joint: how many sentences name at least two sides.
        conditions: each condition and whether it was met, for ``explain``.
        missing: what to say of the first condition that was not met, "" when kept.
    """

    kept: bool
    joint: int
    conditions: tuple[Condition, ...]
    missing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signs:
    """What the conditions are judged by.

    Attributes:
        sides: the sides named anywhere; ``opening`` those named in the title or the first sentences.
        active: the sides that say, want, meet or raise something.
        together: whether something is told of both at once: "the two ministers discussed".
        paired: whether that is so and both have a minister or the like in the story.
        shared: whether title or first sentence names both, and one of the first sentences tells of both what they have
            together or have agreed, or where both have somebody in office, of people in one place.
        business: whether something is told of both at once, one raises something where they meet, or one turns to
            the other: "urged Peru".
        joint: how many sentences name two sides; ``joint_first`` whether the title or the first sentence does.
        met: whether a meeting joins two sides; ``met_first`` whether the title or the first sentences tell of it;
            ``told_first`` whether the very first do, and name both sides.
        joined: whether a meeting joins two sides of whom somebody is told to be there.
        passes: what the first sentences that name both tell of what passes between them.
        weaker: how often the less named side is named.
        third: the third country named most often, as written there; ``thirds`` is how often.
        direct: whether a meeting is told of two sides that are named there, or somebody of whom is; none of old.
        points: what speaks for and against something lying between the two.
    """

    sides: frozenset[str]
    opening: frozenset[str]
    active: frozenset[str]
    together: bool
    paired: bool
    shared: bool
    business: bool
    joint: int
    joint_first: bool
    met: bool
    met_first: bool
    told_first: bool
    joined: bool
    passes: Dealings
    weaker: int
    third: str
    thirds: int
    direct: bool
    points: Points

    @property
    def total(self) -> int:
        """The sum of its points."""
        return sum(points for _, points in self.points)


def dyad(cast: Cast, meetings: tuple[Report, ...], lexicon: Lexicon, *, threshold: int) -> Dyad:
    """Whether both sides act towards each other in the story.

    Args:
        cast: the story and who is whose side in it.
        meetings: its meetings that join at least two sides.
        lexicon: the words that tell of other matters.
        threshold: how many sentences must name both where no meeting joins them.
    """
    signs = _signs(cast, meetings, lexicon)
    conditions = (
        *_matter(cast, lexicon),
        *_pair(signs, threshold),
        _business(cast, meetings, signs.passes, lexicon),
        _passes(signs),
        _between(signs, threshold),
    )
    missing = next((condition.lacking for condition in conditions if not condition.met), "")
    return Dyad(kept=not missing, joint=signs.joint, conditions=conditions, missing=missing)


def _matter(cast: Cast, lexicon: Lexicon) -> tuple[Condition, ...]:
    """What the page itself must be."""
    unwanted, article = _unwanted(cast), cast.findings.article
    matter = other_matter(article, cast.lead[:3], lexicon) or Matter("", ())
    arguing = argues(article, [sentence.span for sentence in cast.findings.sentences], lexicon)
    return (
        Condition(
            name="is not excluded by the profile",
            met=not unwanted,
            lacking=f"the profile excludes stories with {_quoted(unwanted)}",
        ),
        Condition(
            name="is a text, not a list of headlines",
            met=not is_list(article),
            lacking="a list of headlines, not a story",
        ),
        Condition(
            name="is a report, not a comment",
            met=not is_opinion(article, lexicon) and not arguing,
            lacking=f"argues and does not report: {_quoted(arguing)}" if arguing else "a comment, not a report",
        ),
        Condition(
            name="opens with no other matter: sport, markets, leisure",
            met=not matter.words,
            lacking=f"opens with {matter.name}: {_quoted(matter.words)}",
        ),
    )


def _pair(signs: _Signs, threshold: int) -> tuple[Condition, ...]:
    """What the sides must do in it."""
    at_once = signs.joint_first and (signs.together or signs.joint >= threshold)
    joined = signs.met or signs.paired or signs.shared or at_once
    at_top = signs.met_first or signs.joint_first
    bound = _FAR_MORE[signs.met_first + (signs.met and (signs.joint_first or signs.told_first))]
    return (
        Condition(name="names two sides", met=len(signs.sides) > 1, lacking="does not name both sides"),
        Condition(
            name="names both in the title or the first sentences",
            met=len(signs.opening) > 1 or signs.met_first,
            lacking="names both sides only in passing, not in the title or the first sentences",
        ),
        Condition(
            name=f"joins them in a meeting, or names both from the start, in what both do or in {threshold} sentences",
            met=joined,
            lacking=f"no meeting joins the sides, and fewer than {threshold} sentences name both"
            if signs.joint < threshold
            else "no meeting joins the sides, and neither title nor first sentence names both",
        ),
        Condition(
            name="lets two sides speak or act, or tells at its top that they meet or what is between them",
            met=len(signs.active) > 1
            or signs.paired
            or signs.shared
            or signs.met_first
            or (at_top and signs.business)
            or signs.passes.titled,
            lacking="names one of the sides, which neither speaks nor acts",
        ),
        Condition(
            name="names no third country far more often than one of the sides",
            met=signs.thirds <= bound * signs.weaker,
            lacking=f"is more about another country: “{signs.third}”, named {signs.thirds} times",
        ),
    )


def _business(cast: Cast, meetings: tuple[Report, ...], passes: Dealings, lexicon: Lexicon) -> Condition:
    """A war or a crime is business of the two where they meet or one turns to the other over it, a war if they talk."""
    met = any(joins_people(report, cast) for report in meetings)
    told = None if met or passes.turned else trouble(cast.findings.article, cast.lead[:4], lexicon, ties=passes.ties)
    matter = told or Matter("", ())
    return Condition(
        name="tells who of the two meet or what one says to the other, or opens with neither fighting nor a court",
        met=not matter.words,
        lacking=f"opens with {matter.name}, and nobody of the two sides meets: {_quoted(matter.words)}",
    )


def _passes(signs: _Signs) -> Condition:
    """A war or a comment names two countries as often as their business does, and nothing passes between them."""
    return Condition(
        name="tells that they meet, or at its top what passes between them: talks, ties, aid, sanctions, demands",
        met=signs.joined or signs.shared or signs.passes.told or (signs.paired and signs.total >= LEAST),
        lacking="no meeting, and at its top nothing that passes between the two: no talks, ties, aid or sanctions",
    )


def _between(signs: _Signs, threshold: int) -> Condition:
    """A row at home, a poll or a war names both, and people of the one are in it; it lies between the two no more.

    A profile that asks for fewer sentences than is usual asks for fewer points.
    """
    least = LEAST - _PER_SENTENCE * max(0, _USUAL - threshold)
    points = f"{signs.total} points of {least}"
    return Condition(
        name=f"tells of a meeting of the two, or enough that lies between them: {least} points",
        met=signs.direct or signs.total >= least,
        lacking=f"tells of no meeting of the two, and too little that lies between them: {points}",
    )


def _quoted(words: tuple[str, ...]) -> str:
    return ", ".join(repr(word) for word in words)


def _signs(cast: Cast, meetings: tuple[Report, ...], lexicon: Lexicon) -> _Signs:
    found = cast.findings
    title, sentences = found.article.title, [sentence.span for sentence in found.sentences]
    own_title = found.article.title_basis == "headline"
    places = [title, *sentences] if own_title else sentences
    named = Counter(side for _, side in cast.named)
    thirds = Counter(place.country for place in found.places if cast.place(place) == THIRD)
    for person in found.people:
        if cast.person(person.name) == THIRD and person.country:
            thirds[person.country] += len(person.mentions)
    thirds = Counter({country: times for country, times in thirds.items() if len(country) == _CODE})
    third, count = max(thirds.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0))
    written = (squeeze(place.span.of(found.article.text)) for place in found.places if place.country == third)
    raised = any(cast.actor(actor) in named for item in found.items for actor in item.actors)
    together = any(actor.kind in {"both", "talks"} for item in found.items for actor in item.actors)
    officials = {side for one in found.people if one.office and (side := cast.person(one.name)) and side != THIRD}
    joint_first = any(len(cast.named_in(span)) > 1 for span in places[:_FIRST])
    weaker = sorted(named.values())[-2] if len(named) > 1 else 0
    shared = joint_first and any(
        _is_shared(one, cast, _SCENE if len(officials) > 1 else _SHARED) for one in found.statements[:_OPENING]
    )
    told_of = tuple(report for report in meetings if _is_the_storys(report, cast))
    direct = any(len(_sides_there(report, cast)) > 1 for report in told_of)
    told = Told(
        meets=_is_told(told_of, cast.lead),
        meets_first=_is_told(told_of, cast.lead[: _FIRST + 1]),
        together=together,
        shared=shared,
        voices=_voices(cast),
        officials=len(officials),
        opens=any(one.actor and cast.actor(one.actor) in named for one in found.statements[:1]),
        silent=not _active(cast),
        thirds=count / max(1, weaker),
    )
    return _Signs(
        sides=frozenset(named),
        opening=frozenset(chain.from_iterable(cast.named_in(span) for span in (*cast.lead, *_standfirsts(cast)))),
        active=_active(cast),
        business=together or _turns_to_other(cast) or (bool(meetings) and raised),
        together=together,
        paired=together and len(officials) > 1,
        shared=shared,
        joint=sum(len(cast.named_in(span)) > 1 for span in places),
        joint_first=joint_first,
        met=bool(meetings),
        met_first=any(report.meeting.span.meets(span) for report in meetings for span in cast.lead),
        told_first=any(
            report.meeting.span.meets(span) and len(cast.sides_in(span)) > 1
            for report in meetings
            for span in cast.lead[: _FIRST + 1]
        ),
        joined=any(not report.alone for report in meetings),
        passes=dealings(cast, lexicon),
        weaker=weaker,
        third=next(written, ""),
        thirds=count,
        direct=direct,
        points=() if direct else between(cast, told, lexicon),
    )


def _is_the_storys(report: Report, cast: Cast) -> bool:
    """Whether it is a meeting of the pair, neither of an earlier year nor told of somebody in passing.

    As in "Ada Stone, who met Bo Lund in May, welcomed the budget".
    """
    meeting, when = report.meeting, report.meeting.when
    old = meeting.earlier or (when is not None and when.year is not None and when.month is None)
    aside = _IN_PASSING.search(cast.findings.article.text, meeting.span.start, meeting.cue.start)
    return not (report.alone or old or aside)


_IN_PASSING = re.compile(r", (?:who|whom|whose)\b[^,;]*\Z")


def _sides_there(report: Report, cast: Cast) -> set[str]:
    """The sides of those whom a report names as there."""
    return {side for actor in report.meeting.who if (side := cast.actor(actor)) and side != THIRD}


def _is_told(meetings: tuple[Report, ...], spans: tuple[Span, ...]) -> bool:
    """Whether one of some sentences tells of a meeting that is the pair's."""
    return any(report.meeting.span.meets(span) for report in meetings for span in spans)


def _voices(cast: Cast) -> int:
    """How often the less vocal of two sides speaks or acts."""
    found = cast.findings
    sides = chain(
        (cast.speaker(quote.speaker) for quote in found.quotes if quote.speaker is not None),
        (cast.actor(position.actor) for position in found.positions),
        (cast.actor(one.actor) for one in found.statements if one.actor is not None),
    )
    times = Counter(side for side in sides if side and side != THIRD)
    return sorted(times.values())[-2] if len(times) > 1 else 0


def _standfirsts(cast: Cast) -> tuple[Span, ...]:
    """What stands between the headline and the text."""
    return tuple(block.span for block in cast.findings.article.blocks if block.kind == "standfirst")


def _is_shared(statement: Statement, cast: Cast, signs: frozenset[str]) -> bool:
    """Whether a sentence names both sides and has one of the signs of what they have or do together."""
    return not signs.isdisjoint(statement.signs) and len(cast.named_in(statement.sentence)) > 1


def _turns_to_other(cast: Cast) -> bool:
    """Whether one side does something to another, which is named right behind the verb: "urged Peru"."""
    found = cast.findings
    turns = chain(
        ((actor, item.cue) for item in found.items for actor in item.actors),
        ((position.actor, position.cue) for position in found.positions),
    )
    for actor, cue in turns:
        side, behind = cast.actor(actor), Span(cue.end, cue.end + _BEHIND)
        clause = behind.of(found.article.text).startswith(" that ")  # "hoped that Salas" is said about her
        if side and side != THIRD and not clause and cast.named_in(behind) - {side}:
            return True
    return False


def _active(cast: Cast) -> frozenset[str]:
    """The sides of those who say, want, meet or raise something in the story."""
    found = cast.findings
    actors = chain(
        (actor for meeting in found.meetings for actor in meeting.who),
        (actor for item in found.items for actor in item.actors),
        (position.actor for position in found.positions),
    )
    speakers = (quote.speaker for quote in found.quotes if quote.speaker is not None)
    sides = chain(map(cast.actor, actors), map(cast.speaker, speakers))
    return frozenset(side for side in sides if side and side != THIRD)


def _unwanted(cast: Cast) -> tuple[str, ...]:
    """The words for which the profile excludes the story, of the first place where its rule fires."""
    article = cast.findings.article
    places: list[tuple[Span, Zone]] = [(article.title, "title")]
    places += [(s.span, "lede" if s.paragraph == 1 else "body") for s in cast.findings.sentences]
    for span, zone in places:
        piece = span.of(article.text)
        for score in cast.sides.unwanted.score(piece, zone):
            return tuple(dict.fromkeys(fired.of(piece) for fired in score.spans))
    return ()
