"""An envoy who is called in: "Kenya's foreign ministry summoned the Peruvian ambassador" is a meeting of the two."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clausefacts import Days
from briefgen.extract.tense import is_coming
from briefgen.extract.trie import any_of
from briefgen.model import Actor, Meeting, Sentence, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon

SUMMONED = "meetings.summoned"
_BEHIND = 70  # characters behind "summoned" in which the envoy is told
_FAR = 110  # characters around a summons in which the country that calls is told


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    cue: re.Pattern[str]
    envoy: re.Pattern[str]
    ministry: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        cue=re.compile(
            rf"(?P<be>\b(?:was|were|been|being|be|is|are|got) (?:\w+ly )?)?\b(?:{any_of(lexicon, SUMMONED)})\b"
        ),
        envoy=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.envoys')})\b"),
        ministry=re.compile(
            rf"\bto (?:the |its )?(?P<hall>(?:(?!to\b)[\w.'-]+ ){{0,3}}?(?:{any_of(lexicon, 'meetings.ministries')}))\b"
        ),
    )


def find_summons(sentence: Sentence, cast: Cast, days: Days) -> Meeting | None:
    """The meeting that a sentence tells of in which a ministry of one country calls in the envoy of another.

    ``who`` is the envoy, by name where the article gives it, and the country that calls. None where the words tell of
    no envoy, or not of whom or by whom: parliaments summon ministers, and courts anybody.
    """
    words, span, view = _words(cast.lexicon), sentence.span, cast.view
    cue = words.cue.search(view, span.start, span.end)
    if cue is None:
        return None
    active = Span(cue.end(), min(span.end, cue.end() + _BEHIND))
    room = Span(max(span.start, cue.start() - _BEHIND), cue.start()) if cue["be"] else active
    told = words.envoy.search(view, room.start, room.end)
    if told is None:
        return None
    envoy = _envoy(told, room, cast)
    caller = _caller(span, cue, Span(*told.span()), envoy, cast) if envoy else None
    if envoy is None or caller is None:
        return None
    whens = days.inside(span)
    coming = is_coming(view, span, Span(*cue.span()), cast.lexicon)
    return Meeting(
        span=span,
        kind="meeting",
        cue=Span(*cue.span()),
        who=(envoy, caller),
        place=_ministry(span, cue, cast),
        when=whens[0] if len(whens) == 1 else None,
        paragraph=sentence.paragraph,
        coming=coming,
        done=not coming,
    )


def _envoy(told: re.Match[str], room: Span, cast: Cast) -> Actor | None:
    """The envoy by name, else by country: "Peru's ambassador, Luis Vega", "the Peruvian ambassador"."""
    around = Span(max(room.start, told.start() - 40), min(room.end, told.end() + 40))
    named = [
        (span, one) for span, one in cast.people_in(around) if _words(cast.lexicon).envoy.search(one.office.lower())
    ]
    if named:
        span, person = named[0]
        return cast.actor_of(person, span)
    owners = cast.places_in(Span(around.start, told.start()))
    if not owners or not _OWNS.fullmatch(cast.view, owners[-1].span.end, told.start()):
        return None
    owner = owners[-1]
    holders = [
        one
        for one in cast.people
        if one.country == owner.country and _words(cast.lexicon).envoy.search(one.office.lower())
    ]
    span = Span(owner.span.start, told.end())
    if len(holders) == 1:
        return cast.actor_of(holders[0], span)
    return Actor(kind="unnamed", span=span, name=span.of(cast.text), country=owner.country)


def _ministry(sentence: Span, cue: re.Match[str], cast: Cast) -> Span | None:
    """The ministry that an envoy is called to: "summoned to the Kenyan Foreign Ministry"."""
    found = _words(cast.lexicon).ministry.search(cast.view, cue.end(), min(sentence.end, cue.end() + _FAR))
    hall = Span(*found.span("hall")) if found else None
    return hall if hall and not hall.of(cast.text).islower() else None  # which "foreign ministry" nobody need be told


def _caller(sentence: Span, cue: re.Match[str], told: Span, envoy: Actor, cast: Cast) -> Actor | None:
    """The country that calls an envoy in: the subject's, or the one behind "by" and "to"; never the envoy's own."""
    if cue["be"]:
        room = Span(told.end, min(sentence.end, cue.end() + _FAR))
    else:
        room = Span(max(sentence.start, cue.start() - _FAR), cue.start())
    others = [place for place in cast.places_in(room) if place.country != envoy.country]
    if not others:
        return None
    # "by Kenya's deputy foreign minister, Ada Stone"
    named = [(span, one) for span, one in cast.people_in(room) if one.country == others[0].country and one.office]
    return cast.actor_of(named[0][1], named[0][0]) if len(named) == 1 else cast.country_actor(others[0])


_OWNS = re.compile(r"(?:'s?)? (?:[\w-]+ ){0,3}")
