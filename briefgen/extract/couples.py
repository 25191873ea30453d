"""Two who are the subject of one verb: joined by "and", by their countries, or told again as "they"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from briefgen.model import Actor, Place, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.occasions import Occasion

_PAIR = 2


def with_partner(sentence: Span, own: Actor, cast: Cast) -> Actor:
    """A subject with the one that "and" joins to it: "Kenya's X and Peru's Y", "officials from Kenya and Peru"."""
    room = Span(max(sentence.start, own.span.start - _LONG_PARTNER), own.span.start)
    if own.kind == "person" and (people := cast.people_in(room)):
        span, person = people[-1]
        first = cast.actor_of(person, span)
        joins = person.name != own.name and bool(_AND_ONE.fullmatch(cast.view, span.end, own.span.start))
    elif own.kind == "country" and (places := cast.places_in(room)):
        first = cast.country_actor(places[-1])
        joins = bool(
            AND_REALM.fullmatch(cast.view, first.span.end, own.span.start)
            and _OFFICIALS.search(cast.view, room.start, first.span.start)
        )
    else:
        return own
    return Actor(kind="both", span=Span(first.span.start, own.span.end)) if joins else own


def with_counterparts(sentence: Span, cue: Occasion, cast: Cast) -> Actor | None:
    """Somebody with others by name behind their office: "X and her Peruvian and Chilean counterparts, Y and Z,"."""
    named = cast.people_in(Span(sentence.start, cue.chain))
    if len(named) < 2 or not _RESPECTIVELY.fullmatch(cast.view, named[-1][0].end, cue.chain):
        return None
    for (first, _), (second, _) in pairwise(named):
        link = _AND_COUNTERPARTS.match(cast.view, first.end)
        if link and link.end() <= second.start and _LISTED.fullmatch(cast.view, link.end(), second.start):
            return Actor(kind="both", span=Span(first.start, named[-1][0].end))
    return None


def two_countries(sentence: Span, cue: Occasion, cast: Cast) -> Actor | None:
    """Two countries that "and" joins before a verb: "the Governments of X and Y signed", "X and Y presidents met"."""
    named = cast.places_in(Span(sentence.start, cue.chain))
    if len(named) < 2 or named[-1].country == named[-2].country:
        return None
    view, (first, second) = cast.view, named[-2:]
    if not AND_REALM.fullmatch(view, first.span.end, second.span.start):
        return None
    people = _PEOPLE.fullmatch(cast.view, second.span.end, cue.chain) if second.form == "demonym" else None
    of = _OFFICIALS.search(view, max(sentence.start, first.span.start - 60), first.span.start)
    if two := _two_behind_offices(second, cue, cast, of_both=bool(of)):
        return two
    if of and _ON_THAT.fullmatch(view, second.span.end, cue.chain):
        return Actor(kind="both", span=Span(first.span.start, second.span.end))
    if people is None and (second.form == "demonym" or cue.chain - second.span.end > 1):
        return None
    return Actor(kind="both", span=Span(first.span.start, people.end("noun") if people else second.span.end))


def _two_behind_offices(second: Place, cue: Occasion, cast: Cast, *, of_both: bool) -> Actor | None:
    """Two by name behind the office of both: "the Kenyan and Peruvian ministers, X and Y, met"."""
    named = cast.people_in(Span(second.span.end, cue.chain))
    if len(named) != _PAIR or named[0][1].name == named[1][1].name:
        return None
    (first, _), (last, _) = named
    office = cast.view[second.span.end : first.start]
    told = office == ", " if of_both else _PEOPLE_COMMA.fullmatch(office)
    joined = told and _AND_NAME.fullmatch(cast.view, first.end, last.start)
    closed = joined and _RESPECTIVELY.fullmatch(cast.view, last.end, cue.chain)
    return Actor(kind="both", span=Span(first.start, last.end)) if closed else None


def two_of_they(sentence: Span, subject: Actor, cast: Cast) -> Actor | None:
    """Two of two countries, the only ones that a sentence names before "they": "X will press Y when they meet"."""
    if _THEY.match(cast.view, subject.span.start) is None:
        return None
    named = {person.name: (span, person) for span, person in cast.people_in(Span(sentence.start, subject.span.start))}
    if len(named) != _PAIR:
        return None
    (first, one), (second, other) = named.values()
    strangers = one.country and other.country and one.country != other.country
    return Actor(kind="both", span=Span(first.start, second.end)) if strangers else None


def delegation_of(sentence: Span, end: int, cast: Cast) -> Actor | None:
    """A delegation of one country that a sentence opens with: "A delegation of 80 Kolan traders arrived"."""
    opening = _DELEGATION.match(cast.view, sentence.start, end)
    if opening is None or not _MEMBERS.fullmatch(cast.view, opening.end(), end):
        return None
    span = Span(opening.start(), end - 1)
    places = cast.places_in(span)
    if len({place.country for place in places}) != 1 or cast.people_in(span):
        return None
    return Actor(kind="unnamed", span=span, name=span.of(cast.text), country=places[0].country)


_DELEGATION = re.compile(r"(?:an?|the) (?:[\w.-]+ ){0,4}?(?:delegation|team|mission|group)(?= )")
_MEMBERS = re.compile(r"(?: (?:of|from) [^,;:.\"]{2,90}| on \w+day)? (?:(?:has|had|will|is|on|was|\w+day) ){0,3}")
_THEY = re.compile(r"they (?:two |both )?")
_LONG_PARTNER = 120  # characters before a subject in which whoever it is joined to is named
AND_REALM = re.compile(r"(?: of america)?,? and (?:the )?(?:(?:republic|kingdom|state|sultanate) of )?")
"""What stands between two countries that "and" joins."""

WHO = (
    r"(?:officials?|leaders|ministers|presidents|negotiators|delegations?|envoys|diplomats|representatives|generals|"
    r"lawmakers|teams|governments|sides|experts|chiefs|secretaries|premiers|officers|commanders|armies|navies|militaries|"
    r"ministries|envoys|ambassadors|speakers|heads of (?:state|government)|economists|technicians)"
)
_AND_COUNTERPARTS = re.compile(
    r"(?:, [^,;]{1,60},)? and (?:his|her) (?:[\w'-]+,? ){0,8}?(?:counterparts?|colleagues?|opposite numbers?),? "
)
_LISTED = re.compile(r"(?:(?:mr|mrs|ms|dr|h\.e)\.? )?")
_RESPECTIVELY = re.compile(
    r"(?:,? respectively)?,? (?:(?:on|last|early|late|jointly|will|has|have|had|also) |[\w]+day ){0,4}"
)
_AND_ONE = re.compile(
    r"(?: (?:of|from) (?:the )?[\w ]{2,24}| \(\w{1,12}\)|, [^,;.]{2,60},)?,? and "
    r"(?:(?:his |her |their )|(?:the )?[\w-]+'s? )?"
)
_OFFICIALS = re.compile(rf"\b{WHO}(?: [\w-]+)? (?:of|from) (?:the |both )?$")
_ON_THAT = re.compile(r"(?: (?:on|for) (?:the )?(?:[\w-]+ ){1,9}|, (?:[\w-]+ ){1,8}[\w-]+, )")
_PEOPLE = re.compile(rf"(?P<noun> (?:[\w-]+ ){{0,2}}{WHO})(?: (?:(?:on |late |early )*\w+day|today|yesterday))? ?")
_PEOPLE_COMMA = re.compile(rf" (?:[\w-]+ ){{0,3}}{WHO}, ")
_AND_NAME = re.compile(r",? and ")
