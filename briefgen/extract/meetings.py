"""Meetings, visits and calls that sentences report: who, where and when, as far as the clause itself says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.actors import Cast, cast_of
from briefgen.extract.company import Company, company_at
from briefgen.extract.cues import find_cues
from briefgen.extract.tense import is_coming
from briefgen.extract.trie import trie
from briefgen.model import Actor, Article, Meeting, MeetingKind, Person, Place, Sentence, Span, When
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_KINDS: dict[str, MeetingKind] = {
    "visit": "visit",
    "meeting": "meeting",
    "host": "meeting",
    "talks": "talks",
    "call": "call",
    "summit": "summit",
    "told": "talks",
}


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    noun: re.Pattern[str]
    nouns: dict[str, MeetingKind]
    passive: re.Pattern[str]
    light: re.Pattern[str]  # from a light verb to its noun
    by_phone: re.Pattern[str]
    sidelines: re.Pattern[str]
    cancelled: re.Pattern[str]
    denied: re.Pattern[str]
    reported: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    def any_of(path: str) -> str:
        return trie(tuple(fold(word) for word in lexicon.words(f"meetings.{path}")))

    nouns = {fold(word): _KINDS[group] for group, many in lexicon.groups("meetings.nouns").items() for word in many}
    noun = rf"(?P<noun>{trie(tuple(nouns))})(?![\w'-])"
    return _Words(
        noun=re.compile(rf"(?<![\w'-]){noun}"),
        nouns=nouns,
        passive=re.compile(
            rf"\b(?:(?:will|to|has|have|had) )?(?:be|was|were|been|is|are|being) (?:\w+ly )?"
            rf"(?P<cue>{any_of('verbs.passive')})(?= by )"
        ),
        light=re.compile(rf" (?:(?!(?:and|or|of|with|that|to|on|in|for|by|at) )[\w-]+,? ){{0,6}}?{noun}"),
        by_phone=re.compile(rf"\b(?:{any_of('by_phone')})\b"),
        sidelines=re.compile(rf"\b(?:{any_of('sidelines')})\b"),
        cancelled=re.compile(rf"\b(?:{any_of('cancelled')})\b"),
        denied=re.compile(rf"(?:n't|\b(?:{any_of('denied')}))(?: (?:to|be|been|also|yet|have|had|\w+ly))* ?$"),
        reported=re.compile(r"\b(?:said|says|told|announced|according to|reported|reports|added|confirmed|stated)\b"),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    article: Article
    cast: Cast
    words: _Words
    lexicon: Lexicon
    starts: tuple[int, ...]  # of the article's dates


@dataclass(frozen=True, slots=True)
class _Cue:
    """The words that say there is a meeting, and where what belongs to them begins."""

    span: Span
    kind: MeetingKind
    chain: int  # where the verb's auxiliaries begin
    after: int  # from where company, place and date follow
    verb: str = ""  # the lexicon's group; "" for a noun


def find_meetings(
    article: Article,
    sentences: tuple[Sentence, ...],
    places: tuple[Place, ...],
    people: tuple[Person, ...],
    lexicon: Lexicon,
) -> tuple[Meeting, ...]:
    """The meetings that the article's sentences report, in order.

    A sentence may report several, and one meeting may be told in several sentences. ``when`` is a date that belongs
    to the meeting's own clause, never the day it was reported; ``place`` likewise. What is denied, wished or
    hypothetical is no meeting.
    """
    return meetings_of(article, cast_of(article, sentences, places, people, lexicon), lexicon)


def meetings_of(article: Article, cast: Cast, lexicon: Lexicon) -> tuple[Meeting, ...]:
    """The same from a cast that is already there."""
    reading = _Reading(article, cast, _words(lexicon), lexicon, tuple(when.span.start for when in article.whens))
    found: list[Meeting] = []
    for sentence in cast.sentences:
        found.extend(_told(sentence, reading, found))
    return tuple(found)


def _told(sentence: Sentence, reading: _Reading, before: list[Meeting]) -> list[Meeting]:
    found: list[Meeting] = []
    reached = sentence.span.start
    last: Actor | None = None  # the subject of the cue before, which a second verb shares
    for cue in sorted(_cues(sentence.span, reading), key=lambda cue: (cue.span.start, -cue.span.end)):
        if cue.span.start < reached or reading.words.denied.search(
            reading.cast.view, max(sentence.span.start, cue.chain - 30), cue.span.start
        ):
            continue
        subject = _subject(sentence.span, cue, reading, last)
        if subject is not None and cue.verb and subject.kind in _SURE:
            last = subject
        meeting = _meeting(sentence, cue, reading, subject, [*before, *found])
        if meeting is None:
            continue
        reached = max(cue.span.end, reached)
        if found and _same_told(found[-1], meeting, cue):
            found[-1] = _joined(found[-1], meeting)
        elif len(meeting.who) > 1 or (meeting.who and (meeting.place or meeting.when or meeting.kind == "visit")):
            found.append(meeting)
    return found


def _cues(sentence: Span, reading: _Reading) -> Iterator[_Cue]:
    view = reading.cast.view
    for verb in find_cues(sentence, view, reading.lexicon, "meetings"):
        if verb.group == "passive":
            continue
        if verb.group == "light":
            if found := reading.words.light.match(view, verb.span.end, sentence.end):
                kind = reading.words.nouns[found.group("noun")]
                yield _Cue(Span(verb.span.start, found.end()), kind, verb.chain, found.end(), "light")
            continue
        yield _Cue(verb.span, _KINDS[verb.group], verb.chain, verb.span.end, verb.group)
    for passive in reading.words.passive.finditer(view, sentence.start, sentence.end):
        yield _Cue(Span(*passive.span("cue")), "meeting", passive.start(), passive.end("cue"), "host")
    for signed in _SIGNED.finditer(view, sentence.start, sentence.end):
        yield _Cue(Span(*signed.span("cue")), "meeting", signed.start(), signed.end("cue"), "signed")
    for beside in reading.words.sidelines.finditer(view, sentence.start, sentence.end):
        event = _EVENT.match(view, beside.end(), sentence.end)
        after = event.end() if event else beside.end()
        yield _Cue(Span(*beside.span()), "sidelines", beside.start(), after)
    for noun in reading.words.noun.finditer(view, sentence.start, sentence.end):
        yield _Cue(Span(*noun.span()), reading.words.nouns[noun.group("noun")], noun.start(), noun.end())


_SIGNED = re.compile(
    r"\b(?:was|were|been|is|are) (?:\w+ly )?(?P<cue>signed|inked|sealed|concluded)(?= (?:by|in|at|on) )"
)
_EVENT = re.compile(r"(?: (?!(?:in|at|on|with) )[\w'&-]+){1,8}")
_SURE = frozenset({"person", "country", "both", "unnamed"})


def _meeting(
    sentence: Sentence, cue: _Cue, reading: _Reading, subject: Actor | None, before: list[Meeting]
) -> Meeting | None:
    cast, span = reading.cast, sentence.span
    company = company_at(cast, reading.article.whens, reading.starts, Span(cue.after, span.end), reading.lexicon)
    company = _told_too(span, cue, reading, subject, company)
    if not _makes_sense(cue, subject, company):
        return None
    who = _who(subject, cue, company, cast, before)
    place = company.place or _place_before_noun(cue, cast) or _fronted_place(span, cue, reading, subject)
    when = company.when or _when_before(span, cue, reading, subject) or _when_later(span, company.end, reading)
    kind = cue.kind
    view = cast.view
    if kind in ("talks", "meeting") and reading.words.by_phone.search(
        view, cue.span.start, min(span.end, company.end + 30)
    ):
        kind = "call"
    elif kind in ("talks", "meeting") and reading.words.sidelines.search(
        view, cue.span.end, min(span.end, company.end + 40)
    ):
        kind = "sidelines"
    cancelled = bool(
        reading.words.cancelled.search(view, max(span.start, cue.chain - 40), min(span.end, cue.span.end + 60))
    )
    return Meeting(
        span=span,
        kind=kind,
        cue=cue.span,
        who=who,
        place=place,
        when=when,
        cancelled=cancelled,
        paragraph=sentence.paragraph,
        coming=is_coming(view, span, cue.span, reading.lexicon),
    )


def _makes_sense(cue: _Cue, subject: Actor | None, company: Company) -> bool:
    """Whether the cue has what its group needs: "met the target" and "visited by tourists" are no meetings."""
    sure = subject is not None and subject.kind in _SURE
    if not cue.verb:
        return bool(company.actors) or sure or company.place is not None or company.when is not None
    if not sure and cue.verb != "signed":
        return False
    if cue.verb in ("meeting", "talks", "call", "summit"):
        return bool(company.actors) or (subject is not None and subject.kind == "both")
    if cue.verb == "signed":
        return len(company.actors) > 1
    if cue.verb == "told":
        return (
            subject is not None
            and {subject.kind, *(actor.kind for actor in company.actors[:1])} == {"person"}
            and bool(company.actors)
        )
    if cue.verb == "visit":
        return company.place is not None or bool(company.actors)
    if cue.verb == "host":
        return any(actor.kind != "country" for actor in company.actors)
    return True


_TELLING = re.compile(
    r" (?:also |later )?(?:told|assured|informed|urged|asked|thanked|warned|pressed|briefed|congratulated) "
)
_WITH = re.compile(r" with ")
_JOINS = re.compile(r"\b(?:accompany|accompanying|accompanies|accompanied|joining|joined|joins) (?:by )?(?:the )?")


def _told_too(sentence: Span, cue: _Cue, reading: _Reading, subject: Actor | None, company: Company) -> Company:
    """The company with whom a sentence speaks to there: "In a meeting in Lima, A told B", "raised it with B"."""
    if cue.verb or company.actors or subject is None:
        return company
    cast = reading.cast
    joined = _JOINS.search(cast.view, subject.span.end, cue.span.start) if subject.span.end < cue.span.start else None
    if joined and cue.kind == "visit" and (person := cast.phrase_at(joined.end())):
        return replace(company, actors=(cast.actor_of(person[1], person[0]),))
    later = (
        [found.end() - 1 for found in _WITH.finditer(cast.view, company.end, sentence.end)]
        if cue.kind == "visit"
        else []
    )
    telling = _TELLING.match(cast.view, subject.span.end, sentence.end)
    for start in ([telling.end() - 1] if telling else []) + later:
        more = company_at(cast, reading.article.whens, reading.starts, Span(start, sentence.end), reading.lexicon)
        people = tuple(actor for actor in more.actors if actor.kind == "person" and actor.name != subject.name)
        if people:
            return replace(company, actors=people)
    return company


def _place_before_noun(cue: _Cue, cast: Cast) -> Span | None:
    """ "a White House meeting", "the Ankara talks"."""
    if cue.verb:
        return None
    before = [
        place for place in cast.places_in(Span(max(0, cue.span.start - 24), cue.span.start)) if place.form == "capital"
    ]
    return before[-1].span if before and before[-1].span.end == cue.span.start - 1 else None


def _subject(sentence: Span, cue: _Cue, reading: _Reading, last: Actor | None) -> Actor | None:
    """Who meets: the verb's subject; the possessor of the noun; else the subject of a sentence that opens with it."""
    cast, view = reading.cast, reading.cast.view
    if cue.verb:
        return cast.subject(sentence, Span(cue.chain, cue.span.end)) or _shared(sentence, cue, reading, last)
    owner = _OWNER.search(view, max(sentence.start, cue.span.start - 90), cue.span.start)
    if owner:
        if owner.group("pronoun"):
            main = cast.main_subject(sentence)
            if main is not None and main.kind in _SURE and main.span.start > cue.span.start:
                return main  # "In his talks with the king, the minister said"
            return cast.resolve(sentence, cue.span.start, owner.group("pronoun")) or main
        named = cast.owner_ending(sentence, owner.start())
        if named is not None:
            return named
    if _INSIDE.search(view, max(sentence.start, cue.span.start - 60), cue.span.start):
        main = cast.main_subject(sentence)
        if main is not None and main.span.start != cue.span.start:
            return main
    if cue.kind == "sidelines" or view.startswith((" with ", " by phone with "), cue.span.end):
        main = last or cast.main_subject(sentence)  # "secured a meeting with the president"
        return main if main is not None and main.span.end <= cue.span.start else None
    return None


_OWNER = re.compile(r"(?:(?:'s|(?<=s)')|\b(?P<pronoun>his|her|their|its)) (?:[\w'-]+,? ){0,4}$")
_INSIDE = re.compile(
    r"\b(?:in|during|at|after|before|following|on|for|ahead of|from|of)(?: (?:a|an|the|this|that|closed-door))?"
    r"(?: \"?[\w'-]+){0,4} \"?$"
)


def _shared(sentence: Span, cue: _Cue, reading: _Reading, last: Actor | None) -> Actor | None:
    """The main subject, for a second verb of its: "will travel to Peru and meet …", "arrived …, meeting …"."""
    joined = re.search(r"(?:\band|,|\bwhere (?:he|she|they)|\bto|\bbefore|\bafter|\bwhile|\bby) (?:then |also |later |will )?$",
                       reading.cast.view[sentence.start : cue.chain])  # fmt: skip
    return (last or reading.cast.main_subject(sentence)) if joined else None


def _who(subject: Actor | None, cue: _Cue, company: Company, cast: Cast, before: list[Meeting]) -> tuple[Actor, ...]:
    found: list[Actor] = []
    if subject is not None and cue.verb != "signed":
        own = [cast.actor_of(person, at) for at, person in cast.people_in(subject.span)]
        if subject.kind == "both" and not own:
            places = [cast.country_actor(place) for place in cast.places_in(subject.span)]
            places = places or _two_named(cast, subject)
            earlier = next((meeting.who for meeting in reversed(before) if len(meeting.who) > 1), ())
            found.extend(places or earlier or ((subject,)))
        elif subject.kind == "person" and len(own) < 2:
            found.append(subject)
        else:
            found.extend(own or [subject])
    found.extend(company.actors)
    if (not found or (cue.verb == "light" and not company.actors)) and _DEFINITE.search(
        cast.view, max(0, cue.span.start - 40), cue.span.end
    ):
        # "The visit, scheduled for Tuesday": the one just told of
        found.extend(
            next((meeting.who for meeting in reversed(before) if meeting.kind == cue.kind or cue.kind != "visit"), ())
        )
    found = [actor for actor in found if actor.kind in _SURE]
    named = [actor for actor in found if actor.name]
    seen: dict[tuple[str, str], Actor] = {}
    for actor in named if len(named) > 1 else found:
        seen.setdefault((actor.kind, f"{actor.name or actor.span.start} {actor.country}"), actor)
    return tuple(seen.values())


def _two_named(cast: Cast, subject: Actor) -> list[Actor]:
    """The two people of different countries whom the sentence named before "the two leaders"."""
    start = max((one.span.start for one in cast.sentences if one.span.start <= subject.span.start), default=0)
    named = {person.name: cast.actor_of(person, at) for at, person in cast.people_in(Span(start, subject.span.start))}
    two = list(named.values())
    return two if len(two) == 2 and two[0].country != two[1].country else []


def _whens(span: Span, reading: _Reading) -> list[When]:
    low = bisect_left(reading.starts, span.start)
    return [when for when in reading.article.whens[low : bisect_left(reading.starts, span.end)]]


def _when_before(sentence: Span, cue: _Cue, reading: _Reading, subject: Actor | None) -> When | None:
    """A date between subject and verb, or the one the clause opens with: "On Tuesday, X met", "X on Tuesday met"."""
    view = reading.cast.view
    if not cue.verb:
        near = _whens(Span(max(sentence.start, cue.span.start - 36), cue.span.start), reading)
        if near and re.fullmatch(r"(?:'s)? (?:[\w-]+ ){0,2}", view[near[-1].span.end : cue.span.start]):
            return near[-1]  # "Thursday's state visit"
    if subject is None or not sentence.start <= subject.span.start < cue.span.start:
        return None
    for when in reversed(_whens(Span(subject.span.end, cue.span.start), reading)):
        if not reading.words.reported.search(view, subject.span.end, when.span.start):
            return when
    lead = view[sentence.start : subject.span.start]
    if '"' in lead or reading.words.reported.search(lead) or lead.count(",") > 2:
        return None
    opening = _whens(Span(sentence.start, subject.span.start), reading)
    return (
        opening[0] if len(opening) == 1 and not re.search(r"\b(?:since|until|before|after|following)\b", lead) else None
    )


_DEFINITE = re.compile(r"(?:\b(?:the|this|these)|day's) (?:[\w-]+ ){0,2}[\w-]*$")
_BREAKS = re.compile(
    r"\b(?:since|after|before|until|that|which|who|whom|when|while|as|where|following|amid|but|because|despite|although|"
    r"attack|attacks|war|invasion|(?<!set )(?<!due )(?<!scheduled )(?<!expected )to \w+|said|says|told|announced|according|reported|added|discuss\w*|over|about)\b|[;:\"]"
)


def _when_later(sentence: Span, end: int, reading: _Reading) -> When | None:
    """A date further on in the same clause: "met in the palace's old library on 4 May"."""
    for when in _whens(Span(end, min(sentence.end, end + 110)), reading):
        between = reading.cast.view[end : when.span.start]
        if not _BREAKS.search(between):
            return when
    return None


def _fronted_place(sentence: Span, cue: _Cue, reading: _Reading, subject: Actor | None) -> Span | None:
    """The place a sentence opens with: "In Lima, the ministers met"."""
    if subject is None:
        return None
    opening = re.match(r"(?:in|at|from) ", reading.cast.view[sentence.start : sentence.start + 5])
    places = reading.cast.places_in(Span(sentence.start, sentence.start + 6)) if opening else ()
    usable = [place for place in places if place.form != "demonym" and place.span.end < cue.span.start]
    return usable[0].span if usable else None


def _same_told(one: Meeting, other: Meeting, cue: _Cue) -> bool:
    """Whether a later cue of the sentence tells of the same meeting: no new company, no other place."""
    if (one.kind == "call") != (other.kind == "call"):
        return False
    if one.place and other.place and one.place != other.place:
        return False
    known = {actor.name for actor in one.who}
    return all(actor.name in known for actor in other.who) or (not cue.verb and not (one.when and other.when))


def _joined(one: Meeting, other: Meeting) -> Meeting:
    known = {actor.name for actor in one.who}
    return replace(
        one,
        who=(*one.who, *(actor for actor in other.who if actor.name not in known)),
        place=one.place or other.place,
        when=one.when or other.when,
        cancelled=one.cancelled or other.cancelled,
        kind="sidelines" if other.kind == "sidelines" else one.kind,
    )
