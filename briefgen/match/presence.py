"""A meeting that no construction tells: who must have met, where sentences put people of two sides in one place.

"She gave him ninety minutes", "the guest laughed loudest of all": there is no end of words for a meeting. But a story
of the pair that names somebody in office of each side, beside words of a scene (a guest, a table, a toast, a
communiqué), tells of one all the same.
"""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.pictured import CAPTION
from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match.cast import Cast
from briefgen.match.sides import THIRD
from briefgen.model import Actor, Meeting, Person, Span, Statement
from briefgen.text import fold, words

_OPENING = 10  # sentences; a story tells early that its people met
_SCENE, _PLANNED = "scene", "planned"  # signs of a sentence
_ENOUGH = 2  # sentences with words of a scene, where none of them names both people


def presence(cast: Cast, lexicon: Lexicon) -> Meeting | None:
    """The meeting that the opening of a story shows where both sides have somebody in office; None where it shows none.

    ``span`` is the sentence that shows it best: one that names the first in office of each side before one that names
    both sides. Its day and those who meet are whom and what this sentence names.
    """
    aside = _aside(lexicon)
    people = _first_in_office(cast, aside)
    if len(people) != _PAIR:
        return None
    opening = cast.findings.statements[:_OPENING]
    told = {  # sentences of which a meeting with somebody else is known
        meeting.span.start
        for meeting in cast.findings.meetings
        if any(actor.kind == "person" and cast.actor(actor) == THIRD for actor in meeting.who)
    }
    scenes = [
        one
        for one in opening
        if _SCENE in one.signs
        and one.sentence.start not in told
        and not (_is_caption(one, cast) or _is_wish(one, cast, lexicon))
        and _is_told(one, cast, lexicon)
    ]
    shown = [one for one in scenes if _named(one, people) == _PAIR and not _is_only_spoken_of(one, people, cast)]
    if not shown and len(scenes) >= _ENOUGH:
        shown = [one for one in scenes if len(cast.sides_in(one.sentence)) > 1]
    if not shown:
        return None
    best = shown[0]
    there = _of_the_sides(cast, best, aside)
    if len({cast.person(person.name) for person in there}) != _PAIR:
        return None  # one of the two alone may be at any table
    days = [when for when in cast.whens_in(best.sentence) if when.day is not None or when.weekday is not None]
    coming = _PLANNED in best.signs
    return Meeting(
        span=best.sentence,
        kind="meeting",
        cue=best.sentence,
        who=tuple(_actor(person, best) for person in there),
        place=_place(cast, best),
        when=days[0] if len(days) == 1 else None,
        paragraph=best.paragraph,
        coming=coming,
        done=not coming,
    )


_PAIR = 2


def _place(cast: Cast, statement: Statement) -> Span | None:
    """The one town that a sentence is set in: "returned the plane at a ceremony in Lima on Thursday"."""
    text, sentence = cast.findings.article.text, statement.sentence
    towns = [one for one in cast.findings.places if one.form == "capital" and sentence.holds(one.span)]
    told = [one.span for one in towns if _AT.search(text, sentence.start, one.span.start)]
    set_there = [span for span in told if _SET.match(text, span.end, sentence.end)]
    return set_there[0] if len(told) == 1 and set_there and cast.place(towns[0]) not in (None, THIRD) else None


_AT = re.compile(r"\bin \Z")
_SET = re.compile(r"[.,;]|\Z| (?:on |late |early )*(?:\w+day|yesterday|today)\b")


def _is_caption(statement: Statement, cast: Cast) -> bool:
    """Whether a sentence tells who stands where, or has the whole date of a picture, which may be an old one."""
    whole = any(when.year and when.day for when in cast.whens_in(statement.sentence))
    return whole or CAPTION.search(fold(statement.sentence.of(cast.findings.article.text))) is not None


def _is_told(statement: Statement, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether the story itself shows a scene: what is quoted may be of any other day."""
    told = _QUOTED.sub(" ", fold(statement.sentence.of(cast.findings.article.text)))
    return _scene(lexicon).search(told) is not None


@cache
def _scene(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(lexicon, 'signs.scene')})(?![\w-])")


_QUOTED = re.compile(r'"[^"]*(?:"|\Z)')


def _is_wish(statement: Statement, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether nobody need have met: it tells of what somebody wants, only claims or ought to do, or of a letter."""
    return _wishes(lexicon).search(fold(statement.sentence.of(cast.findings.article.text))) is not None


@cache
def _wishes(lexicon: Lexicon) -> re.Pattern[str]:
    noun = "|".join(any_of(lexicon, f"meetings.nouns.{kind}") for kind in lexicon.groups("meetings.nouns"))
    verb = any_of(lexicon, "meetings.verbs.meeting")
    things = any_of(lexicon, "page.received")
    return re.compile(
        rf"\b(?:(?:{any_of(lexicon, 'meetings.untrue', 'meetings.not_held')})|"
        rf"(?:{any_of(lexicon, 'meetings.cancelled')}) (?:[\w'-]+ ){{0,5}}?(?:{noun})|"
        rf"(?:receive[sd]?|welcome[sd]?|hail(?:s|ed)|accept(?:s|ed)) (?:[\w'-]+ ){{0,4}}?(?:{things}) (?:from|of|by)|"
        rf"(?:{any_of(lexicon, 'meetings.wanted')}) (?:[\w'-]+ ){{0,6}}?(?:{noun})|"
        rf"(?:(?:{any_of(lexicon, 'meetings.wished')}) (?:[\w'-]+,? ){{1,8}}?to|should|must|ought to) (?:{verb}))"
        rf"(?![\w'-])"
    )


@cache
def _aside(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(map(fold, lexicon.words("page.aside")))


def _takes_part(person: Person, cast: Cast, aside: frozenset[str]) -> bool:
    """Whether somebody is of a side and may meet the other: who speaks for others only tells of it."""
    side = cast.person(person.name)
    return bool(side) and side != THIRD and not (person.private or only_tells(person, aside))


def only_tells(person: Person, tellers: frozenset[str]) -> bool:
    """Whether somebody's office is to tell what others do: a spokesman, a press secretary."""
    office = words(person.office)
    return not tellers.isdisjoint(office) or office[-2:] == ["press", "secretary"]


def _of_the_sides(cast: Cast, statement: Statement, aside: frozenset[str]) -> list[Person]:
    """The people of the sides whom a sentence names, in the order of the article."""
    return [
        person
        for person in sorted(cast.findings.people, key=lambda one: one.mentions[0])
        if _named(statement, [person]) and _takes_part(person, cast, aside)
    ]


def _first_in_office(cast: Cast, aside: frozenset[str]) -> list[Person]:
    """Of each side whoever is named first among those in office, in the order of the article."""
    found: dict[str, Person] = {}
    for person in sorted(cast.findings.people, key=lambda one: one.mentions[0]):
        if person.office and _takes_part(person, cast, aside):
            found.setdefault(cast.person(person.name) or "", person)
    return list(found.values())


def _named(statement: Statement, people: list[Person]) -> int:
    return sum(any(statement.sentence.holds(mention) for mention in person.mentions) for person in people)


def _is_only_spoken_of(statement: Statement, people: list[Person], cast: Cast) -> bool:
    """Whether one of the people is what the others speak of: "called for the return of Ada Stone"."""
    text, start = cast.findings.article.text, statement.sentence.start
    mentions = (one for person in people for one in person.mentions if statement.sentence.holds(one))
    return any(_FATE_OF.search(text, max(start, one.start - _NEAR), one.start) for one in mentions)


_NEAR = 60  # characters before a name
_FATE_OF = re.compile(
    r"\b(?:return|recall|resignation|removal|dismissal|arrest|release|departure|appointment|nomination|election|"
    r"expulsion|extradition|trial|death|killing|assassination|dispatch|absence|criticism|portraits?|letter) of "
    r"(?:[\w.'’-]+ ){0,4}$"
)


def _actor(person: Person, statement: Statement) -> Actor:
    """Somebody as the sentence names them, else as the article first does."""
    inside = (mention for mention in person.mentions if statement.sentence.holds(mention))
    return Actor(
        kind="person",
        span=next(inside, person.mentions[0]),
        name=person.name,
        country=person.country,
        office=person.office,
    )
