"""Who meets: the subject of a verb of meeting, the owner of its noun, and everybody they come with."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.couples import (
    AND_REALM,
    WHO,
    delegation_of,
    two_countries,
    two_of_they,
    with_counterparts,
    with_partner,
)
from briefgen.extract.jointbodies import joint_body
from briefgen.extract.owners import SURE, owner_of, two_from, two_named
from briefgen.extract.trie import any_of
from briefgen.model import Actor, Meeting, Place, Span

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast
    from briefgen.extract.company import Company
    from briefgen.extract.occasions import Occasion
    from briefgen.lexicon import Lexicon


def subject_of(sentence: Span, cue: Occasion, cast: Cast, last: Actor | None) -> Actor | None:
    """Who meets: the verb's subject, the owner of the noun, or whose sentence it is that the noun stands in."""
    view = cast.view
    if cue.verb:
        return _of_verb(sentence, cue, cast, last)
    if _BY.match(view, cue.span.end):
        return None  # "China spoke of a visit by the minister"
    owner = _OWNER.search(view, max(sentence.start, cue.span.start - 90), cue.span.start)
    if owner and not cast.people_in(Span(owner.end("mark"), cue.span.start)):
        actor = owner_of(sentence, cue, owner, cast)
        if actor is not None or owner["pronoun"] in ("his", "her"):
            return actor
    if not owner and (named := cast.ending(cue.span.start - 1)) and named.kind == "person":
        return named  # "the Fidan visit"
    return _around(sentence, cue, cast, last)


def _of_verb(sentence: Span, cue: Occasion, cast: Cast, last: Actor | None) -> Actor | None:
    """The subject of a verb: with whom "and" joins it, or that of the verb before, or whoever the sentence is about."""
    view = cast.view
    if _OF_KIN.search(view, max(sentence.start, cue.chain - 60), cue.chain):
        return None  # "their brother, after he travelled to Lima"
    if several := with_counterparts(sentence, cue, cast):
        return several
    own = cast.subject(sentence, Span(cue.chain, cue.span.end))
    if cue.chain <= sentence.start + 1 and (
        (own is None and _ING.match(view, cue.chain)) or (cue.verb == "beside" and view.startswith("with", cue.chain))
    ):
        side = _HER_SIDE.search(view, cue.span.end, sentence.end) if cue.verb == "beside" else None
        # "Visiting Lima last week, X warned", "With X at her side"
        return cast.main_subject(sentence) or (side and cast.resolve(sentence, cue.span.start, side["whose"]))
    if own is None or own.kind in {"other", "talks"}:  # "the Kolan-Taran Joint Commission met"
        own = (
            two_countries(sentence, cue, cast)
            or _meeting_body(sentence, cue, cast)
            or (own and two_of_they(sentence, own, cast))
            or delegation_of(sentence, cue.chain, cast)
            or own
        )
    if (
        own is not None
        and own.kind == "other"
        and _BEFORE_HE.search(view, max(sentence.start, cue.chain - 12), cue.chain)
    ):
        main = cast.main_subject(sentence)  # "Hours before she met him, X said"
        own = main if main is not None and main.kind == "person" and main.span.start > cue.span.end else own
    if own is None or own.kind == "other":
        craft = _CRAFT.search(view, max(sentence.start, cue.chain - 20), cue.chain)
        own = (cast.owner_ending(sentence, craft.start()) if craft else None) or own
    if last and (own is None or own.kind == "other") and is_purpose(cue, cast):
        return last
    if own is None or own.kind == "other" or (own.kind == "unnamed" and not own.country):
        own = _before_apposition(sentence, cue, cast) or own
    if own is None and not cue.noun_too and _SECOND_VERB.search(view, max(sentence.start, cue.chain - 24), cue.chain):
        return last or cast.main_subject(sentence)
    return own and with_partner(sentence, own, cast)


def _meeting_body(sentence: Span, cue: Occasion, cast: Cast) -> Actor | None:
    """The two countries of a joint body that meets: "the Peru-Kenya Joint Commission on Trade met in Lima"."""
    body = joint_body(Span(sentence.start, cue.chain), cast)
    return body.countries if body and _BODY_TAIL.fullmatch(cast.view, body.end, cue.chain) else None


def _before_apposition(sentence: Span, cue: Occasion, cast: Cast) -> Actor | None:
    """Whom the sentence opens with, where only what they are stands between: "X, the top envoy for Asia, met"."""
    main = cast.main_subject(sentence)
    if main is None or main.kind != "person" or not sentence.start <= main.span.start <= sentence.start + _OPENS:
        return None
    named = cast.people_in(Span(main.span.start, cue.chain))
    return main if len(named) == 1 and _APPOSED.fullmatch(cast.view, named[0][0].end, cue.chain) else None


def is_purpose(cue: Occasion, cast: Cast) -> bool:
    """Whether a verb tells what somebody is in a place for: "travelled to Lima on Tuesday to meet"."""
    if not cast.view.startswith("to ", cue.chain):
        return False
    end = cue.chain - 1
    return end in cast.places_to or bool(_TIME.search(cast.view, max(0, end - 24), end))


def _around(sentence: Span, cue: Occasion, cast: Cast, last: Actor | None) -> Actor | None:
    """Whose sentence it is that a noun stands in: "On a visit to Lima, Fidan said", "secured a meeting with"."""
    view = cast.view
    if said := _HIS_WORDS.search(view, max(sentence.start, cue.span.start - 60), cue.span.start):
        return cast.resolve(sentence, said.start(), said["whose"])
    main = last or cast.main_subject(sentence)
    mark = view.rfind('"', sentence.start, cue.span.start)
    open_mark = view.count('"', sentence.start, cue.span.start) % 2 and view.count(" ", mark, cue.span.start) > 3
    if main is None or main.span.start == cue.span.start or (open_mark and last is None):
        return None  # who is quoted need not be at the meeting that the quotation speaks of
    inside = _INSIDE.search(view, max(sentence.start, cue.span.start - 60), cue.span.start)
    if inside and not _ABOUT.match(inside.group()):
        subject = _speaker_before(sentence, inside.start(), cast) or cast.main_subject(sentence)
        if subject is None or subject.kind == "other":
            subject = last or subject  # "The bloc's envoy pressed Kenya during talks in Nairobi"
        of = view.startswith((" of ", " by "), cue.span.end)  # "after a meeting of the party"
        return subject if subject is None or of else two_from(subject, cue, cast) or subject
    if off := _called_off(cast.lexicon).search(view, max(sentence.start, cue.span.start - 60), cue.span.start):
        return cast.subject(sentence, Span(*off.span("verb"))) or main
    joins = cue.kind == "sidelines" or view.startswith((" with ", " by phone with "), cue.span.end)
    return main if joins and main.span.end <= cue.span.start else None


def _speaker_before(sentence: Span, end: int, cast: Cast) -> Actor | None:
    """Who says so right before a meeting's words: "Fees will fall, the minister said on Monday after talks with"."""
    said = _said(cast.lexicon).search(cast.view, max(sentence.start, end - 60), end)
    actor = cast.subject(sentence, Span(*said.span("verb"))) if said else None
    return actor if actor is not None and actor.kind == "person" else None


@cache
def _called_off(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<verb>{any_of(lexicon, 'meetings.cancelled', 'meetings.put_off')}) "
        r"(?:a|the|an|his|her|their|its) (?:[\w-]+ ){0,3}$"
    )


@cache
def _said(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?P<verb>{any_of(lexicon, 'actors.said')})(?: (?:reporters|journalists|the press))?"
        r"(?:,? (?:on )?(?:\w+day|today|yesterday)(?: (?:morning|afternoon|evening|night))?)?,? $"
    )


def who_meets(
    subject: Actor | None, cue: Occasion, company: Company, cast: Cast, before: list[Meeting]
) -> tuple[Actor, ...]:
    """Everybody who meets, each once; "the visit" and "the two leaders" are those of a meeting told before."""
    found: list[Actor] = []
    if subject is not None and cue.verb != "signed":
        found.extend(_own(subject, cue, cast, before))
    two_alone = len(company.actors) == 1  # "met her counterpart and the leaders spoke": those of no meeting before
    for actor in company.actors:  # "the meeting of the two leaders"
        found.extend(_own(actor, cue, cast, before if two_alone else []) if actor.kind == "both" else (actor,))
    if subject is None and len(found) == 1 and cue.span.of(cast.view) in cast.lexicon.words("meetings.guests"):
        found.extend(next((one.who for one in reversed(before) if one.kind == "visit" and len(one.who) == 1), ()))
    definite = is_again(Span(0, len(cast.view)), cue, cast)
    if definite and _ATTENDED.match(cast.view, cue.span.end):
        found = []  # those were there too: the two who met were told before
    if definite and (not found or (cue.verb == "light" and not company.actors)):
        # "The visit, scheduled for Tuesday": the one just told of
        same = (one.who for one in reversed(before) if one.kind == cue.kind or cue.kind != "visit")
        found.extend(next(same, ()) or (() if found else _last_two(cue, cast)))
    if not found and not cue.verb and _is_occasion(cue, cast):
        found.extend(_countries_before(cast, Actor(kind="both", span=cue.span)))
    found = [actor for actor in found if actor.kind in SURE]
    named = [actor for actor in found if actor.name]
    seen: dict[tuple[str, str], Actor] = {}
    for actor in named if len(named) > 1 else found:
        seen.setdefault((actor.kind, f"{actor.name or actor.span.start} {actor.country}"), actor)
    return tuple(seen.values())


def _is_occasion(cue: Occasion, cast: Cast) -> bool:
    """Whether what a sentence tells was told at a meeting: "put out at the time of their 8 April meeting"."""
    return _ON_OCCASION.search(cast.view, max(0, cue.chain - 60), cue.chain) is not None


def _own(subject: Actor, cue: Occasion, cast: Cast, before: list[Meeting]) -> tuple[Actor, ...]:
    """The people or countries of a subject: each of "X and Y"; for "the two leaders" those just spoken of."""
    people = tuple(cast.actor_of(person, at) for at, person in cast.people_in(subject.span))
    if subject.kind != "both":
        return people if len(people) > 1 else (subject,)
    if not people and subject.span.end < cue.span.start:
        between = cast.people_in(Span(subject.span.end, cue.span.start))
        people = tuple(cast.actor_of(person, at) for at, person in between) if len(between) == 2 else ()
    if len(people) == _PAIR and not any(actor.country for actor in people):
        people = _of_the_two_before(people, cast)
    countries = tuple(_country_or_people(cast, place, subject) for place in cast.places_in(subject.span))
    countries = countries or _countries_before(cast, subject)
    return people or countries or two_named(cast, subject) or _two_before(before) or (subject,)


def _of_the_two_before(people: tuple[Actor, ...], cast: Cast) -> tuple[Actor, ...]:
    """Two people with the two countries that "and" joins right before them, in that order."""
    start = people[0].span.start
    places = cast.places_in(Span(max(0, start - _OFFICES_LONG), start))[-_PAIR:]
    if len(places) != _PAIR or not AND_REALM.fullmatch(cast.view, places[0].span.end, places[1].span.start):
        return people
    if not _TO_NAMES.fullmatch(cast.view, places[1].span.end, start):
        return people
    return tuple(replace(actor, country=place.country) for actor, place in zip(people, places, strict=True))


def _countries_before(cast: Cast, subject: Actor) -> tuple[Actor, ...]:
    """The two countries a sentence is about where it says "they": "X and Y convened a council, where they signed"."""
    start = cast.sentence_starts[max(0, bisect_right(cast.sentence_starts, subject.span.start) - 1)]
    places = cast.places_in(Span(start, subject.span.start))
    if len({place.country for place in places}) != 2 or cast.people_in(Span(start, subject.span.start)):
        return ()
    first, second = places[:2]
    joined = first.form == second.form == "name" and AND_REALM.fullmatch(cast.view, first.span.end, second.span.start)
    return (cast.country_actor(first), cast.country_actor(second)) if joined else ()


def _two_before(before: list[Meeting]) -> tuple[Actor, ...]:
    """The two of the last meeting that its own sentence names; whom it has from one before met somebody else."""
    told = (tuple(who for who in one.who if one.span.holds(who.span)) for one in reversed(before))
    last = next((who for who in told if len(who) > 1), ())
    return last if len(last) == 2 else ()


def _country_or_people(cast: Cast, place: Place, subject: Actor) -> Actor:
    """A country of the subject; the people of it where the subject says who: "Kenyan and Peruvian officials"."""
    noun = _LAST_WORD.search(cast.text, subject.span.start, subject.span.end)
    if place.form != "demonym" or noun is None or place.span.meets(Span(*noun.span())):
        return cast.country_actor(place)
    return Actor(kind="unnamed", span=place.span, name=noun.group(), country=place.country)


def _last_two(cue: Occasion, cast: Cast) -> tuple[Actor, ...]:
    """Whom "the meeting" is of where none was told before: the last two by name, else those of two countries."""
    return two_named(cast, Actor(kind="both", span=cue.span)) or (() if cue.verb else _last_pair(cue, cast))


def _last_pair(cue: Occasion, cast: Cast) -> tuple[Actor, ...]:
    """The two countries whose people the sentence before is about: "Ministers from X and Y … The meeting in Lima"."""
    number = bisect_right(cast.sentence_starts, cue.span.start) - 2
    if number < 0:
        return ()
    sentence = cast.sentences[number].span
    found = _MINISTERS.match(cast.view, sentence.start, sentence.end)
    first = cast.place_at(found.end()) if found else None
    link = AND_REALM.match(cast.view, first.span.end) if first else None
    second = cast.place_at(link.end()) if link else None
    if found is None or first is None or second is None or first.country == second.country:
        return ()
    name = cast.text[found.start("who") : found.end("who")]
    return tuple(Actor(kind="unnamed", span=one.span, name=name, country=one.country) for one in (first, second))


def is_again(sentence: Span, cue: Occasion, cast: Cast) -> bool:
    """Whether a noun speaks of a meeting told of before: "the visit", "these talks"."""
    if cue.verb not in ("", "light"):
        return False
    found = _DEFINITE.search(cast.view, max(sentence.start, cue.span.start - 40), cue.span.end)
    return found is not None and not _is_of_many(found.start(), cue, cast)


def _is_of_many(start: int, cue: Occasion, cast: Cast) -> bool:
    """Whether a body's name stands before a summit's word: "the Andean Pact summit", but "the Lima summit"."""
    if cue.kind != "summit" or cue.verb:
        return False
    named = _NAMES.findall(cast.text, start, cue.span.start)
    return len(named) > 1 and not cast.places_in(Span(start, cue.span.start))


_NAMES = re.compile(r"(?<![\w'-])[A-Z][\w'-]+")
_ATTENDED = re.compile(r"(?: (?:in|here|on|\w+day)){0,3} (?:was|were) (?:also )?attended by\b")
_ON_OCCASION = re.compile(r"\b(?:on the occasion of|following|after|at|during) (?:a|an|the) (?:[\w.-]+ ){0,4}$")
_OPENS = 40  # characters before the name that a sentence opens with
_APPOSED = re.compile(
    r", (?:the|a|an|his|her|its|their|in) (?:(?!(?:said|says|who|which|told|met|and|but)\b)[\w.'-]+ ){0,13}[\w.'-]+, "
    r"(?:also |on \w+day )?"
)
_PAIR = 2
_OFFICES_LONG = 70  # characters from two countries to the names of those in office there
_TIME = re.compile(
    r"\b(?:\w+day|weekend|today|tomorrow|yesterday|(?:this|next|last) (?:week|month|year)|"
    r"morning|afternoon|evening|\d{1,2}),?$"
)
_OF_KIN = re.compile(
    r"\b(?:brother|sister|son|daughter|father|mother|husband|wife|uncle|cousin|nephew|grandson|man|woman|boy|girl|soldier|"
    r"student|journalist|lawyer|citizen)s?,? (?:after|before|when|while|since|as|until|once) s?he $"
)
_HER_SIDE = re.compile(r" (?:at|by) (?P<whose>his|her) side\b")
_BODY_TAIL = re.compile(
    r"(?: (?:on|for|of) (?:(?!(?:said|says|met|will|has|had|and then)\b)[\w&,-]+ ){0,8}?)?"
    r"(?: ?\([^)]{1,12}\))?,? ?(?:(?:on )?\w+day |today |yesterday )?"
)
_BEFORE_HE = re.compile(r"\b(?:before|after|when|while|as) s?he $")
_CRAFT = re.compile(r"'s (?:[\w-]+ )?(?:plane|jet|aircraft|helicopter|train|convoy|motorcade|delegation|entourage) $")
_LAST_WORD = re.compile(r"[\w-]+$")
_ING = re.compile(r"\w+ing\b")
_MINISTERS = re.compile(rf"(?:the )?(?:\w+ )?(?P<who>{WHO}) (?:of|from) (?:the |both )?")
_TO_NAMES = re.compile(r"(?: (?:[\w-]+ ){0,3}[\w-]+s)?, ")
_OWNER = re.compile(
    r"(?P<mark>'s|(?<=s)'|\b(?P<pronoun>his|her|their|its)) "
    r"(?:(?!(?:for|of|in|on|at|to|with|by|from|despite|and|or|that|during|after|before|amid)\b)[\w'-]+ ){0,4}$"
)
_BY = re.compile(r" (?:(?!(?:with|and|to|in|at)\b)\w+ ){0,2}(?:by|between|among) | of (?:the two|both) ")
_PREPOSITION = r"(?:in|during|at|over|after|before|following|on|for|ahead of)\b"
_INSIDE = re.compile(
    rf"\b{_PREPOSITION}(?: (?:a|an|the|this|that|closed-door))?(?: (?!{_PREPOSITION})\"?[\w'-]+){{0,6}} \"?$"
)
_HIS_WORDS = re.compile(
    r"\b(?P<whose>his|her) (?:[\w-]+ )?(?:comments|remarks|statement|speech|warning|words|appeal|pledge|announcement) "
    r"(?:came|come|comes) (?:in|during|at|over|after|following|on) (?:[\w'-]+ ){0,4}$"
)
_ABOUT = re.compile(r"(?:on|for) (?:the|this|that)\b(?! (?:[\w-]+ ){0,2}(?:days?|legs?|stops?|eve)\b)")
_SECOND_VERB = re.compile(
    r"(?:\band|,|\bwhere (?:he|she|they)|\bto|\bbefore|\bafter|\bwhile|\bby) (?:then |also |later |will )?$"
)
_DEFINITE = re.compile(
    r"(?:\b(?:the|this|these)|day's) (?:(?!(?:after|before|following|of|in|on|for|to|at|with|from|and)\b)[\w-]+ ){0,2}"
    r"[\w-]*$"
)
