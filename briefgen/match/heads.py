"""Who stands for a side where only its delegation, its ministers or its officials are said to meet."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from functools import cache

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.model import Meeting, Person, Span
from briefgen.text import page_view

_HEAD = 60  # characters from the verb to the name, with the office between
_REACH = 90  # characters behind a name in which the team stands that somebody heads
_NAMINGS = 4  # places that name somebody which are looked at
_LED = r"(?:led|headed|chaired|represented|fronted)"


class _Words:
    """Patterns of the words for those who stand for a side."""

    __slots__ = ("heads", "leads", "several", "team", "together")

    def __init__(self, lexicon: Lexicon) -> None:
        team = f"(?:{any_of(lexicon, 'meetings.teams')})"
        self.team = re.compile(rf"\b{team}\b")
        # the side stands in the words of the team, before the name
        self.leads = re.compile(
            rf"\b(?:an?|the|[a-z]+'s) (?:[\w.-]+ ){{0,4}}{team} (?:(?!and\b)[\w',-]+ ){{0,6}}?"
            rf"(?:(?:is|was|are|were|will be|being) )?{_LED} by (?=\w)|"
            rf"\b(?:heading|leading) (?:the )?(?:[\w.'-]+ ){{1,3}}{team} (?:is|was|will be) (?=\w)|"
            rf"\b(?:on|for|from) the [\w.-]+(?: [\w.-]+)? side,? (?:the (?:talks|meeting|session)|it) "
            rf"(?:is|was|were) {_LED} by (?=\w)|"
            r"\bthe [\w.-]+(?: [\w.-]+)? co-?chair(?:man|woman|person)?,? (?=\w)"
        )
        # and behind it: "Ada Stone, who leads the Kolan team"
        self.heads = re.compile(
            r"(?:, [^,;.]{2,60},)?,? (?:who (?:is |was |will )?|is |was |will )?"
            r"(?:heads?|headed|heading|leads?|led|leading) (?:the |a |an |his |her )?"
            rf"(?:(?!delegation\b)[\w.'-]+ ){{1,4}}?{team}\b"
        )
        self.several = re.compile(rf"\b(?P<noun>{any_of(lexicon, 'meetings.several')})\b", re.IGNORECASE)
        self.together = re.compile(
            r"(?:, [^,;.]{2,60},)? (?:(?:also|jointly|both|later|then|reportedly|even|had|have) ){0,3}"
            rf"(?:{any_of(lexicon, 'meetings.acts_of_two')})\b"
        )


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


def heads(cast: Cast, lexicon: Lexicon) -> dict[str, str]:
    """The side whose team somebody heads, by name: "The Kolan team is led by", "Heading the Kolan team is"."""
    found, sides = cast.findings, dict[str, str]()
    view = page_view(found.article.text)
    named = sorted((span.start, person.name) for person in found.people for span in person.mentions)
    for lead in _words(lexicon).leads.finditer(view, found.article.span.start, found.article.span.end):
        at = bisect_left(named, (lead.end(), ""))
        team = cast.sides_in(Span(*lead.span()))
        if len(team) == 1 and at < len(named) and named[at][0] - lead.end() <= _HEAD:
            sides.setdefault(named[at][1], next(iter(team)))
    for person in found.people:
        for span in person.mentions[:_NAMINGS]:
            lead_of = _words(lexicon).heads.match(view, span.end, span.end + _REACH)
            team = cast.sides_in(Span(span.end, lead_of.end())) if lead_of else frozenset()
            if len(team) == 1:
                sides.setdefault(person.name, next(iter(team)))
    sides |= _of_the_only_team(cast, lexicon)
    return {name: side for name, side in sides.items() if cast.person(name) in {None, side}}


def _of_the_only_team(cast: Cast, lexicon: Lexicon) -> dict[str, str]:
    """Who is told to head "the delegation" where only one comes: "Ada Stone, head of the delegation"."""
    team = _words(lexicon).team
    came = {
        side
        for meeting in cast.findings.meetings
        for one in meeting.who
        if one.kind == "unnamed" and team.search(one.name.lower()) and (side := cast.actor(one)) and side != THIRD
    }
    if len(came) != 1:
        return {}
    side, text = came.pop(), cast.findings.article.text
    told = (
        person.name
        for person in cast.findings.people
        if any(_HEAD_OF.match(text, span.end) for span in person.mentions[:_NAMINGS])
    )
    return dict.fromkeys(told, side)


def stands_for(person: Person, meeting: Meeting, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether somebody is one of the ministers that are said to meet: "Foreign ministers of Kolan and Taran met".

    So is whoever bears that office, or the only one whom the story gives no office but a country: "Kolan's Ada Stone".
    """
    text = cast.findings.article.text
    told = _words(lexicon).several.search(text, meeting.span.start, meeting.cue.start)
    if told is None:
        return False
    noun = told["noun"].lower().removesuffix("s")
    if person.office:
        office = person.office.lower()
        return noun in office if noun != "leader" else _RULER.search(office) is not None
    side = cast.person(person.name)
    first = person.mentions[0]
    acts = cast.main_actor(sentence) if (sentence := cast.sentence_at(first)) else None
    others = [one for one in cast.findings.people if cast.person(one.name) == side and not one.private]
    return bool(acts and acts.name == person.name) and len(others) == 1


def unnamed_ruler(meeting: Meeting, side: str, cast: Cast) -> str:
    """The name of the one who rules a side of which a meeting tells only the office: "his new Kolan counterpart".

    It is whoever bears such an office elsewhere in the story, else the only one of that side who has none told.
    """
    told = any(one.kind == "unnamed" and cast.actor(one) == side and _OF_RULER.search(one.name) for one in meeting.who)
    equal = any(
        one.kind == "unnamed" and cast.actor(one) == side and one.name.lower().endswith("counterpart")
        for one in meeting.who
    ) and any(one.kind == "person" and _RULER.search(one.office.lower()) for one in meeting.who)
    if not (told or equal):
        return ""
    people = [one for one in cast.findings.people if cast.person(one.name) == side and not one.private]
    rulers = [one.name for one in people if _RULES.fullmatch(one.office)]
    others = [one.name for one in people if not one.office and len(one.mentions) > 1]
    found = rulers or others
    return found[0] if len(found) == 1 else ""


_OF_RULER = re.compile(r"(?i)\b(?:president|prime minister|premier|chancellor|leader)\Z")
_RULES = re.compile(
    r"(?i)(?:[\w-]+ )?(?:president|prime minister|premier|chancellor|king|leader)(?: of (?:the )?[\w -]+)?"
)
_RULER = re.compile(r"\b(?:president|prime minister|premier|chancellor|king|queen|emir|sultan|leader|taoiseach)\b")


def acting_together(cast: Cast, lexicon: Lexicon) -> frozenset[str]:
    """The names of two of two sides who do something in one breath: "Ada Stone and Minister Bo Lund also went over"."""
    text = cast.findings.article.text
    named = sorted((span, person) for person in cast.findings.people for span in person.mentions[:_NAMINGS])
    found: set[str] = set()
    for (first, one), (second, other) in itertools.pairwise(named):
        sides = {cast.person(one.name), cast.person(other.name)}
        sentence = cast.sentence_at(first)
        if len(sides) < 2 or not sides.isdisjoint({None, THIRD}) or sentence is None or not sentence.holds(second):
            continue
        main = cast.main_actor(sentence)
        opens = main is not None and main.span.start <= first.start and main.span.end >= first.end
        opens = opens or first.start - sentence.start <= _OPENS
        if opens and _AND.fullmatch(text, first.end, second.start) and _words(lexicon).together.match(text, second.end):
            found |= {one.name, other.name}
    return frozenset(found)


_HEAD_OF = re.compile(
    r",? (?:who is |the )?(?:head|leader|chief) of the (?:[a-z]+ )?(?:delegation|team|mission|group)\b"
)
_OPENS = 30  # characters before the first of two names, with the office
_AND = re.compile(r"(?:, [^,;.]{2,60},)? and (?:the |his |her )?(?:[\w.’'-]+,? ){0,8}")
