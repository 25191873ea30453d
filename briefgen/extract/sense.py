"""Whether a cue tells of a meeting at all: who must be named for it, what makes it a custom."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.owners import SURE
from briefgen.extract.trie import any_of
from briefgen.model import Actor, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.company import Company
    from briefgen.extract.occasions import Occasion
    from briefgen.lexicon import Lexicon

OBJECT = 160
"""Characters in which the object of a verb stands: "raised the case of two detained reporters"."""


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    papers: re.Pattern[str]  # what two sides sign


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        papers=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.signed_papers')})\b"),
    )


def has_subject(cue: Occasion, subject: Actor | None, cast: Cast) -> bool:
    """Whether it is told of somebody that they meet; a noun needs nobody, and who signs is told behind the verb."""
    if cue.verb in ("", "signed"):
        return True
    if cue.verb == "sign":
        end = cue.span.end
        papers = _words(cast.lexicon).papers.search(cast.view, end, end + OBJECT)
        return bool(subject and subject.kind in SURE and (papers or _signs_for(cue, cast)))
    return subject is not None and (
        subject.kind == "person" if cue.verb in ("told", "phoned") else subject.kind in SURE
    )


def _signs_for(cue: Occasion, cast: Cast) -> bool:
    """Whether somebody signs in a country's name: "signed for Kenya"."""
    found = _FOR.match(cast.view, cue.span.end)
    return bool(found and cast.place_at(found.end()))


def _two_people(subject: Actor | None, cast: Cast) -> bool:
    """Whether people of two countries are the subject, a few by name: they talked, wherever it was."""
    named = {person.name: person.country for _, person in cast.people_in(subject.span)} if subject else {}
    return 1 < len(named) <= _FEW and len({country for country in named.values() if country}) == 2


def _names_them(cue: Occasion, company: Company, cast: Cast) -> bool:
    """Whether somebody is called something rather than called up: "called the minister a friend"."""
    return " " not in cue.span.of(cast.view) and not (company.when or _CALL_ENDS.match(cast.view, company.end))


def makes_sense(cue: Occasion, subject: Actor | None, company: Company, cast: Cast) -> bool:
    """Whether the cue has what its group needs: "met the target" and "visited by tourists" are no meetings."""
    kind = subject.kind if subject is not None and subject.kind in SURE else ""
    people = [actor.kind for actor in company.actors if actor.kind != "country"]
    needs: dict[str, object] = {
        "": kind or company.actors or company.place or company.when,
        "signed": len(company.actors) > 1,
        "told": people[:1] == ["person"] and not _bids(cue, company, cast),
        "raised": people[:1] == ["person"],
        "sign": company.actors or kind == "both",
        "talks": company.actors or kind == "both" or (kind == "person" and company.place),
        "call": kind == "both" or (company.actors and not _names_them(cue, company, cast)),
        "discuss": company.actors or _two_people(subject, cast),
        "jointly": _two_people(subject, cast),
        "beside": people[:1] == ["person"] and kind == "person",
        "welcomed": kind == "person" and company.place and cast.places_in(company.place),
        "saw": people[:1] == ["person"]
        and kind == "person"
        and (company.when or company.place or _SOME_TIME.match(cast.view, company.actors[-1].span.end)),
        "phoned": people[:1] == ["person"] and _BY_PHONE.search(cast.view, cue.span.end, company.end + _PHONE),
        "visit": _arrives(cue, kind, company, cast),
        "host": people,
        "paid": people[:1] == ["person"] and not _ASKED.match(cast.view, company.actors[-1].span.end),
        "light": kind,
    }
    return bool(needs.get(cue.verb, company.actors or kind == "both"))


def _bids(cue: Occasion, company: Company, cast: Cast) -> bool:
    """Whether somebody is only bidden to do something, wherever they are: "in a post, telling the minister to wait"."""
    return cast.view.startswith("telling", cue.span.start) and cast.view.startswith(" to ", company.actors[-1].span.end)


def _arrives(cue: Occasion, kind: str, company: Company, cast: Cast) -> bool:
    """Whether a visit has a place or a host; who "is in" something is so in a country, not in a mood or a party."""
    if company.place is None and _WENT.match(cue.span.of(cast.view)):
        return False  # "has gone directly to the president": with a matter, and nowhere
    if not _STAYS.match(cue.span.of(cast.view)):
        return bool(company.place or company.actors)
    return kind in ("person", "unnamed") and company.place is not None and bool(cast.places_in(company.place))


def is_custom(sentence: Span, cue: Occasion, end: int, cast: Cast) -> bool:
    """Whether it is told of many meetings at once: "have met dozens of times", "speak regularly", "annual trips"."""
    view = cast.view
    if not cue.verb:
        many = view.endswith("s", cue.span.start, cue.span.end)
        low = max(sentence.start, cue.span.start - 40)
        return many and bool(_MANY.search(view, low, cue.span.start) or _TAKEN_ON.search(view, low, cue.span.start))
    if cue.verb == "light" and _SEVERAL.search(view, cue.span.start, cue.span.end):
        return True
    before = _OFTEN.search(view, max(sentence.start, cue.chain - 20), cue.span.start)
    behind = _TIMES.match(view, cue.span.end, sentence.end) or _TIMES.match(view, end, sentence.end)
    return bool(before or behind)


_FEW = 4  # people; more were at a summit, not all with all
_WENT = re.compile(
    r"(?:go|goes|went|going|gone|turn\w*|return\w*|came|come|comes|coming)\b(?!.* (?:visit|trip|tour)\b).* to$"
)
_OFTEN = re.compile(r"\b(?:often|regularly|frequently|routinely|usually|always|annually|repeatedly|occasionally) $")
_TIMES = re.compile(
    r"[^.,;:\"]{0,50}?\b(?:(?:\d+|\w+teen|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|several|many|"
    r"dozens of|scores of|countless|numerous|multiple|a dozen|a number of|hundreds of) times|twice|"
    r"(?:less|more|fewer times) than|"
    r"regularly|frequently|often|routinely|annually|every (?:other )?(?:few )?(?:year|month|week|day|two|three)s?|"
    r"each (?:year|month|week)|(?:once|twice) a (?:week|month|year)|on a regular basis|at regular intervals)\b"
)
_MANY = re.compile(
    r"\b(?:annual|regular|frequent|repeated|overseas|foreign|numerous|several|many|dozens of|countless|multiple|all|"
    r"previous|past|other|two|three|four|five|six|seven|eight|nine|ten|\d+) (?:[\w-]+ )?$"
)
_SEVERAL = re.compile(
    r" (?:two|three|four|five|six|seven|eight|nine|ten|\d+|several|many|numerous|multiple) (?:[\w-]+ ){0,3}"
    r"(?:visits|trips|tours)$"
)
_TAKEN_ON = re.compile(r"\b(?:tak(?:e|es|ing)|send(?:s|ing)?|lead(?:s|ing)?) (?:[\w'-]+ ){1,4}on (?:[\w-]+ )?$")
_STAYS = re.compile(r"(?:be|is|was|are|were|being|been)(?: \w+)? in$")
_SOME_TIME = re.compile(r" (?:for|over) (?:[\w-]+ ){1,4}?(?:hours?|minutes?|tea|lunch|dinner|breakfast|coffee|talks)\b")
_PHONE = 24  # characters behind a call's company in which "by phone" stands
_BY_PHONE = re.compile(r" (?:(?:by|over|on|via|in an?) (?:the )?(?:tele)?(?:phone|call|video)|in a (?:tele)?phone)")
_ASKED = re.compile(r",? (?:to|for|not) ")  # "called on the king to": an appeal, no visit
_FOR = re.compile(r" (?:the [^.;]{1,60} )?(?:for|on behalf of) (?:the )?")
_CALL_ENDS = re.compile(r"[.,;]|$| (?:on|to|from|about|after|over|late|early|and|before|during|in|again|back|by)\b")
