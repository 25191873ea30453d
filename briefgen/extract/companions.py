"""Who meets that the words right behind a meeting do not name: further on in its sentence, or who leads it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clausefacts import Days
from briefgen.extract.company import company_at
from briefgen.extract.occasions import Occasion
from briefgen.extract.trie import any_of
from briefgen.model import Actor, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.lexicon import Lexicon


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    telling: re.Pattern[str]  # "told" and the like, right behind a subject
    joining: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        telling=re.compile(rf" (?:also |later )?(?:{any_of(lexicon, 'meetings.telling')}) "),
        joining=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.joining')}) (?:by )?(?:the )?"),
    )


def company_elsewhere(
    sentence: Span, cue: Occasion, subject: Actor, end: int, cast: Cast, days: Days
) -> tuple[Actor, ...]:
    """The people of the meeting whom the sentence names elsewhere.

    "Accompanying X on a visit", "In a meeting in Lima, A told B", "raised it with B during a visit".
    """
    words = _words(cast.lexicon)
    if cue.verb in ("", "light") and subject.span.end < cue.span.start:
        joined = words.joining.search(cast.view, subject.span.end, cue.span.start)
        if joined and cue.kind == "visit" and (person := cast.phrase_at(joined.end())):
            return (cast.actor_of(person[1], person[0]),)
    # A visitor does things with the host before or behind the word; of other meetings only what follows is told.
    low = subject.span.end if cue.kind == "visit" and not cue.verb and subject.span.end < cue.span.start else end - 1
    links = _FROM_OR_WITH if cue.kind == "call" else _WITH
    starts = [found.end() - 1 for found in links.finditer(cast.view, low, sentence.end)] if cue.verb != "visit" else []
    low_by = cue.span.end if not cue.verb or cue.verb in ("light", "host") else sentence.end
    starts += [found.end() - 1 for found in _LED_BY.finditer(cast.view, low_by, sentence.end)]
    told = words.telling.match(cast.view, subject.span.end, sentence.end) if not cue.verb else None
    if _SPOKE.fullmatch(cast.view, cue.span.start, cue.span.end):
        starts = [start for start in starts if start - cue.span.end <= _NEAR_SPOKE]
    starts = [start for start in starts if not _ELSEWHERE.search(cast.view, cue.span.end, start)]
    for start in ([told.end() - 1] if told else []) + starts:
        more = company_at(cast, days, Span(start, sentence.end), cast.lexicon)
        people = tuple(actor for actor in more.actors if actor.kind == "person" and actor.name != subject.name)
        officials = tuple(actor for actor in more.actors if actor.kind == "unnamed" and actor.country)
        if people and start in starts and _ABSOLUTE.match(cast.view, people[-1].span.end):
            continue  # "with the prime minister expected to follow"
        if people or (told and officials):
            return people or officials
    return () if cue.verb else _pressed(sentence, cue, subject, cast)


def heads_of(end: int, sentence: Span, cast: Cast, days: Days) -> tuple[Actor, ...]:
    """Who leads a meeting that nobody is the subject of: "The dialogue on 3 May was co-chaired by"."""
    found: tuple[Actor, ...] = ()
    for _ in range(2):  # "hosted by X, was attended by Y"
        led = _WAS_LED_BY.match(cast.view, end, sentence.end)
        if led is None:
            break
        more = company_at(cast, days, Span(led.end() - 1, sentence.end), cast.lexicon, "link")
        actors = more.actors or _behind_offices(Span(led.end(), sentence.end), cast)
        found, end = (*found, *actors), max(more.end, actors[-1].span.end) if actors else more.end
    return found


def _behind_offices(room: Span, cast: Cast) -> tuple[Actor, ...]:
    """Two by name, each behind an office too long to read: "by the ministry's Assistant Minister for Trade, A and"."""
    stop = _NO_OFFICE.search(cast.view, room.start, room.end)
    named = {
        person.name: (span, person)
        for span, person in cast.people_in(Span(room.start, stop.start() if stop else room.end))
    }
    if len(named) != _TWO or not all(person.office for _, person in named.values()):
        return ()
    return tuple(cast.actor_of(person, span) for span, person in named.values())


_TWO = 2


def _pressed(sentence: Span, cue: Occasion, subject: Actor, cast: Cast) -> tuple[Actor, ...]:
    """The one who is spoken to before the words of a meeting: "will press X in talks", "thanked X during a visit"."""
    if subject.kind != "person" or not _IN_IT.search(
        cast.view, max(sentence.start, cue.span.start - 40), cue.span.start
    ):
        return ()
    named = {person.name: (span, person) for span, person in cast.people_in(Span(subject.span.end, cue.span.start))}
    named.pop(subject.name, None)
    if len(named) != 1:
        return ()
    span, person = named.popitem()[1]
    strangers = person.country and subject.country and person.country != subject.country
    return (cast.actor_of(person, span),) if strangers and not cast.owns(span.end) else ()


_WITH = re.compile(r"(?<!coincides)(?<!coincided)(?<!coincide)(?<!coinciding)(?<!begins)(?<!deals) with ")
_FROM_OR_WITH = re.compile(r" (?:with|from) ")
_ABSOLUTE = re.compile(r",? (?:\w+(?:ed|ing)|set|due|to|also)\b")
_IN_IT = re.compile(r"\b(?:in|during|at|over) (?:(?:a|an|the|his|her|their) )?(?:[\w-]+ ){0,3}$")
_LED = (
    "(?:led|joined|attended|chaired|co-chaired|headed|hosted|co-hosted|opened|addressed|moderated|presided over|"
    "inaugurated)"
)
_LED_BY = re.compile(rf" {_LED} by ")
_WAS_LED_BY = re.compile(
    rf",? ?(?:(?:which|that|is|was|were|to|be|been|being|has|had|have|will|also|jointly|formally) ){{0,4}}{_LED} by "
)
_SPOKE = re.compile(r"(?:speak|speaks|spoke|speaking|spoken|talk|talks|talked|talking)")
_NEAR_SPOKE = 40  # characters: "spoke for ten minutes, unlike in his debate with" tells of no talks with anybody
_ELSEWHERE = re.compile(r"\b(?:after|before|while|when|where) (?:he|she|they|it|[\w-]+ (?:had|has|have|was|were))\b")
_NO_OFFICE = re.compile(r"[;:\"]| to (?!the\b)|\b(?:who|which|that|was|were|is|are|said|with|will)\b")
