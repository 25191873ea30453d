"""Whose word it is that both sides want, stress or propose something.

"The two want a port, a Kenyan source said": the other side has said nothing. What the two stressed to each other both
have said, whoever tells it. And what nobody of a side says keeps the words that tell who says it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.match.weight import REPORT, STATEMENT
from briefgen.model import Actor, ActorKind, Item, Position, Span, Speaker
from briefgen.text import words

_AIMS = ("ask", "intend")
ONE_SIDED = ("open", "to-raise")
_TURNS = re.compile(r"[,;] (?:and|but|while|as|though|although|whereas)\b|;")  # what follows may be told by nobody
# What two people do in one room, and whoever was there can tell of both; what two want only each can tell of himself.
_SPOKE = re.compile(r"(?:emphasi[sz]ed|stressed|underlined|underscored|highlighted|reiterated|reaffirmed|affirmed)")
_SPEAKERS = frozenset({"person", "country", "unnamed", "other"})


class Voices:
    """Who speaks in the sentences of a story."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._reported = {one.sentence.start: one for one in cast.findings.positions if one.rule.startswith("say")}
        self._quotes = [
            (quote.span, actor_of(quote.speaker, cast))
            for quote in cast.findings.quotes
            if quote.speaker is not None and not quote.speaker.joint and quote.confidence == "strong"
        ]

    def voiced(self, item: Item) -> Item:
        """An item as the word of whoever says it, whole where no side does: without them it stands as a fact."""
        return self._kept_whole(self._of_the_other(self._told(item)))

    def _told(self, item: Item) -> Item:
        """What both do as the word of the one who says so."""
        joint = bool(item.actors) and all(actor.kind == "both" for actor in item.actors)
        within = next((actor for span, actor in self._quotes if span.holds(item.span)), None)
        if within is not None and self._is_charge(item, within):
            return replace(item, actors=(within,), span=Span(item.actors[0].span.start, item.span.end))
        if item.status not in ONE_SIDED or not joint:
            return item
        if within is None and _SPOKE.fullmatch(item.cue.of(self._cast.findings.article.text)):
            return item  # "The two stressed the need for a port, the source added": there both have said so
        teller = within or self._reporter(item)
        return replace(item, actors=(teller,)) if teller is not None and teller.kind != "both" else item

    def _of_the_other(self, item: Item) -> Item:
        """What one side reports that the other wants or does, as its word: "Peru wants war, a Kenyan source said"."""
        teller = self._reporter(item)
        if teller is None or item.status != "open" or len(item.actors) != 1 or item.rule in {STATEMENT, REPORT}:
            return item
        actor = item.actors[0]
        side, own = self._cast.actor(actor), self._cast.actor(teller)
        if side in (None, THIRD) or own in (None, THIRD, side):
            return item
        whole = Span(min(actor.span.start, item.span.start), max(actor.span.end, item.span.end))
        return replace(item, actors=(teller,), span=whole if item.sentence.holds(whole) else item.sentence)

    def _reporter(self, item: Item) -> Actor | None:
        """Who says before an item, or in a tag, what it tells."""
        position = self._reported.get(item.sentence.start)
        if position is None:
            return None
        between = self._cast.findings.article.text[position.cue.end : item.span.start]
        return None if _TURNS.search(between) else position.actor

    def _is_charge(self, item: Item, speaker: Actor) -> bool:
        """Whether a side says in its own words what the other wants: "Peru seeks to take our ports," Otieno said."""
        sides = {self._cast.actor(actor) for actor in item.actors}
        own = self._cast.actor(speaker)
        if item.status not in ONE_SIDED or not item.rule.startswith(_AIMS) or len(sides) != 1 or own in sides:
            return False
        before = item.actors[0].span.end <= item.cue.start and item.sentence.holds(item.actors[0].span)
        return before and own not in (None, THIRD) and sides.isdisjoint((None, THIRD))

    def _kept_whole(self, item: Item) -> Item:
        """What somebody of no known side says, with the words that tell who."""
        cast = self._cast
        speaks = item.rule == STATEMENT or any(actor.kind in _SPEAKERS for actor in item.actors)
        if item.status not in ONE_SIDED or item.rule == REPORT or not speaks:
            return item
        known = any(cast.actor(actor) or cast.pair(actor) for actor in item.actors)
        rest = Span(item.sentence.start, item.span.start), Span(item.span.end, item.sentence.end)
        teller = any(words(part.of(cast.findings.article.text)) for part in rest)
        return replace(item, span=item.sentence) if teller and not known else item


def actor_of(speaker: Speaker, cast: Cast) -> Actor:
    """The speaker of a quotation as somebody who acts."""
    kind: ActorKind = "person" if cast.person_named(speaker.name) else "unnamed"
    return Actor(kind=kind, span=speaker.mention, name=speaker.name, country=speaker.country)


def why_private(position: Position, cast: Cast) -> str:
    """Why a position is nobody's of the two: it stands in a quotation of somebody who speaks for no country."""
    quotes = cast.findings.quotes
    number = bisect_right(quotes, position.cue.start, key=lambda one: one.span.start)
    for quote in quotes[max(0, number - 1) : number]:
        person = cast.person_named(quote.speaker.name) if quote.speaker else None
        if person is not None and person.private and quote.span.holds(position.cue):
            return "said by somebody who speaks for no side"
    return ""
