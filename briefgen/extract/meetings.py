"""Meetings, visits and calls that sentences report: who, where and when, as far as the clause itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from briefgen.extract.actors import Cast
from briefgen.extract.attendance import SURE, is_again, subject_of, who_meets
from briefgen.extract.clausefacts import Days, day_of, is_quoted, is_reported, owned_day, place_of
from briefgen.extract.company import Company, Form, company_at
from briefgen.extract.gatherings import gathering_of
from briefgen.extract.occasions import LISTS, Occasion, find_occasions
from briefgen.extract.tense import is_ahead, is_coming, is_earlier
from briefgen.extract.trie import any_of, trie
from briefgen.model import Actor, Meeting, MeetingKind, Sentence, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_RECENT = 50  # meetings that "the visit" and "the two" may speak of


# Words of one noun phrase, and of one that other phrases hang on: nothing that begins a clause.
_INNER = r"(?!(?:and|but|after|before|while|as|when|who|which|that|because|over|in|at|on|with|to|if|by|for)\b)[\w'-]+"
_INNER_OF = r"(?!(?:but|after|before|while|as|when|who|which|that|because|if|was|were|is|are|has|had|will)\b)[\w'-]+"
_BE = r"(?:(?:has|have|had|will|would) (?:also |now )?)?(?:was|were|is|are|be|been|being)"


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    by_phone: re.Pattern[str]
    sidelines: re.Pattern[str]
    cancelling: re.Pattern[str]  # what is cancelled follows right behind
    cancelled: re.Pattern[str]  # what is cancelled stands before
    telling: re.Pattern[str]  # "told" and the like, right behind a subject
    joining: re.Pattern[str]
    papers: re.Pattern[str]  # what two sides sign
    photo: re.Pattern[str]  # the present tense of a caption


@cache
def _words(lexicon: Lexicon) -> _Words:
    nouns = tuple(fold(word) for group in lexicon.groups("meetings.nouns").values() for word in group)
    cancelled = any_of(lexicon, "meetings.cancelled")
    return _Words(
        by_phone=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.by_phone')})\b"),
        sidelines=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.sidelines')})\b"),
        cancelling=re.compile(rf"\b(?:{cancelled})(?: of)?(?: {_INNER}){{0,6}} $"),
        cancelled=re.compile(
            rf"(?: {_INNER_OF}){{0,10}}(?:, [^,;]{{1,60}},)? {_BE} (?:\w+ly )?(?:{cancelled})\b|"
            rf"[^;]{{0,80}}?\bbut (?:[\w']+ ){{0,3}}?(?:{cancelled})(?:[.,]|$|"
            rf" (?:it|them|(?:the|his|her|their) (?:{trie(nouns)}))\b)"
        ),
        telling=re.compile(rf" (?:also |later )?(?:{any_of(lexicon, 'meetings.telling')}) "),
        papers=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.signed_papers')})\b"),
        photo=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.photo_verbs')})\b"),
        joining=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.joining')}) (?:by )?(?:the )?"),
    )


@dataclass(frozen=True, slots=True)
class _Reading:
    cast: Cast
    days: Days
    words: _Words
    lexicon: Lexicon


def find_meetings(cast: Cast) -> tuple[Meeting, ...]:
    """The meetings that the article's sentences report, in order.

    A sentence may report several, and one meeting may be told in several sentences. ``when`` is a date that belongs
    to the meeting's own clause, never the day it was reported; ``place`` likewise. What is denied, wished or
    hypothetical is no meeting.
    """
    whens = cast.article.whens
    days = Days(whens, tuple(when.span.start for when in whens))
    reading = _Reading(cast, days, _words(cast.lexicon), cast.lexicon)
    found: list[Meeting] = []
    for sentence in cast.sentences_with(LISTS):
        occasions = find_occasions(sentence.span, cast)
        if occasions and not CAPTION.search(cast.view, sentence.span.start, sentence.span.end):
            before = len(found)
            _tell(sentence, occasions, reading, found)
            if _is_pictured(sentence.span, reading):
                found[before:] = [replace(meeting, pictured=True) for meeting in found[before:]]
    return tuple(found)


def _is_pictured(sentence: Span, reading: _Reading) -> bool:
    """Whether a sentence is a caption that ran into the prose: told in the present, with a whole date at its end."""
    last = reading.days.inside(Span(max(sentence.start, sentence.end - 40), sentence.end))
    if not last or not (last[-1].year and last[-1].day) or sentence.end - last[-1].span.end > _CREDIT:
        return False
    return bool(reading.words.photo.search(reading.cast.view, sentence.start, sentence.end))


_CREDIT = 2  # characters that may follow a caption's date


# A caption that ran into the prose tells who stands where: "(L)", "(2nd right)"; its day and place are a picture's.
CAPTION = re.compile(
    r"\((?:\d\w{2} )?(?:from )?(?:l|r|c|left|right|centre|center)\)|"
    r", (?:far |second |third |second from |third from )?(?:left|right|centre|center)(?: left| right)?,|"
    r"\bduring (?:a|the) (?:group )?photo(?:graph)? (?:session|opportunity|call)"
)


def _tell(sentence: Sentence, occasions: list[Occasion], reading: _Reading, found: list[Meeting]) -> None:
    """Add the meetings of one sentence to those ``found`` before."""
    before = len(found)
    reached = sentence.span.start
    last: Actor | None = None  # the subject of the cue before, which a second verb shares
    vague = False  # whether the meeting before is only told by what one told the other
    for cue in occasions:
        if cue.span.start < reached:
            continue
        subject = subject_of(sentence.span, cue, reading.cast, last)
        if subject is not None and cue.verb and subject.kind in SURE:
            last = subject
        meeting = _meeting(sentence, cue, reading, subject, found[-_RECENT:])
        if meeting is None:
            continue
        reached = max(cue.span.end, reached)
        if (
            len(found) > before
            and _same_told(found[-1], meeting, cue, vague=vague)
            and not _apart(found[-1], cue, reading)
        ):
            found[-1] = _joined(found[-1], meeting, vague=vague)
        elif _is_told(meeting):
            vague = cue.verb in _VAGUE
            found.append(meeting)
            found.extend(replace(meeting, place=stop) for stop in _stops(sentence.span, cue, meeting, reading))


def _stops(sentence: Span, cue: Occasion, meeting: Meeting, reading: _Reading) -> tuple[Span, ...]:
    """The further countries of one journey: "will travel to Kenya, Uganda and Chad", "with stops in"."""
    if meeting.kind != "visit" or meeting.place is None:
        return ()
    room = Span(cue.after, sentence.end)
    return company_at(reading.cast, reading.days, room, reading.lexicon, _form(cue)).stops


def _is_told(meeting: Meeting) -> bool:
    """Two are enough; one alone must be a visitor, or have a place to meet in."""
    if _is_history(meeting):
        return False
    if len(meeting.who) != 1:
        return len(meeting.who) > 1
    one = meeting.who[0]
    known = one.kind in ("person", "country") or (one.kind == "unnamed" and one.country)
    return bool(known) and (meeting.kind == "visit" or meeting.place is not None)


def _is_history(meeting: Meeting) -> bool:
    """Whether it is dated by its year alone, and no visit: "signed a treaty in 1985"."""
    when = meeting.when
    return meeting.kind != "visit" and when is not None and when.year is not None and when.month is None


def _meeting(
    sentence: Sentence, cue: Occasion, reading: _Reading, subject: Actor | None, before: list[Meeting]
) -> Meeting | None:
    cast, span = reading.cast, sentence.span
    if not _has_subject(cue, subject, reading):
        return None
    company = _company(span, cue, reading)
    if not company.actors and subject is not None and cue.verb != "phoned":
        company = replace(company, actors=_company_elsewhere(span, cue, reading, subject, company.end))
    if not _makes_sense(cue, subject, company, cast) and not owned_day(span, cue, cast, reading.days):
        return None
    when = (
        None
        if is_reported(span, cue, cast)
        else company.when or day_of(span, cue, company.end, subject, cast, reading.days)
    )
    if when and is_quoted(when, cue, span, cast):
        when = None
    earlier = is_earlier(cast.view, span, Span(cue.chain, _told_to(cue, company)), reading.lexicon)
    if earlier and not cue.verb and cue.kind == "talks" and not (company.actors or company.place or when):
        return None  # "following recent technical talks": nothing is told of them
    coming = cue.ahead or is_coming(cast.view, span, cue.span, reading.lexicon)
    coming = coming or (
        not cue.past and is_ahead(cast.view, span, Span(cue.span.end, max(cue.span.end, company.end)), reading.lexicon)
    )
    return Meeting(
        span=span,
        kind=_kind(cue, min(span.end, company.end + 40), reading),
        cue=cue.span,
        who=who_meets(subject, cue, company, cast, before),
        place=company.place or place_of(span, cue, subject, cast),
        when=when,
        until=reading.days.until(when, cast.view) if when else None,
        cancelled=_is_cancelled(span, cue, reading),
        paragraph=sentence.paragraph,
        coming=coming,
        done=cue.past and not coming,
        earlier=earlier,
        again=is_again(span, cue, cast),
        event=gathering_of(span, cue, company.end, cast),
        now=cue.now and not coming,
    )


def _company(sentence: Span, cue: Occasion, reading: _Reading) -> Company:
    """With whom, where and when: right behind the cue, or behind its object ("raised the case with X")."""
    room = _room(sentence, cue, reading.cast)
    found = company_at(reading.cast, reading.days, room, reading.lexicon, _form(cue))
    links = _OBJECT_LINKS.get(cue.verb)
    if links is None:
        return found
    found = replace(found, actors=(), place=None)
    stop = _ASIDE.search(reading.cast.view, cue.after, min(sentence.end, cue.after + _OBJECT))
    last = stop.start() if stop else min(sentence.end, cue.after + _OBJECT)
    for link in islice(links.finditer(reading.cast.view, cue.after, last), 4):
        room = Span(link.end() - 1 if link["whom"] else link.start(), sentence.end)
        more = company_at(reading.cast, reading.days, room, reading.lexicon, "link" if link["whom"] else "verb")
        found = replace(
            found,
            actors=found.actors or more.actors,
            place=found.place or more.place,
            when=found.when or more.when,
            end=more.end if more.actors or more.place else found.end,
        )
        if cue.verb == "raised" and found.actors:
            break
        if cue.verb == "sign" and link["whom"] and found.when is None:
            found = replace(found, when=next(iter(reading.days.inside(Span(cue.after, link.start()))), None))
    return found


def _told_to(cue: Occasion, company: Company) -> int:
    """Where the words of a meeting end; what stands between a verb and its company is of the verb's object."""
    return cue.span.end if cue.verb in _OBJECT_LINKS else company.end


def _form(cue: Occasion) -> Form:
    if cue.verb in ("visit", "host"):
        return "visit" if cue.verb == "visit" else "host"
    return "noun" if cue.verb in ("", "light") else "verb"


def _room(sentence: Span, cue: Occasion, cast: Cast) -> Span:
    """Where company, place and day may stand: with "told" in front of what is told."""
    owned = _OWNED.match(cast.view, cue.after)  # "told his Kenyan counterpart that": not what was told
    low = owned.end() if owned else cue.after
    content = _CONTENT.search(cast.view, low, sentence.end) if cue.verb == "told" else None
    return Span(cue.after, content.start() if content else sentence.end)


def _is_cancelled(sentence: Span, cue: Occasion, reading: _Reading) -> bool:
    """Whether it is this meeting that is cancelled, and not a contract that the sentence names beside it."""
    view, words = reading.cast.view, reading.words
    start = cue.chain
    if plan := _PLAN.search(view, max(sentence.start, start - 24), cue.span.start):
        start = plan.start() + 1
    elif cue.verb == "light":
        start = view.rfind(" ", cue.span.start, cue.span.end) + 1  # "has cancelled his visit" is one cue
    elif cue.verb and not cue.noun_too:
        start = sentence.start
    before = words.cancelling.search(view, max(sentence.start, start - 90), start)
    return bool(before or words.cancelled.match(view, cue.span.end, sentence.end))


_PLAN = re.compile(r" (?:plans?|trips?|intentions?) (?:to|for) (?:a |the |his |her )?$")


def _kind(cue: Occasion, end: int, reading: _Reading) -> MeetingKind:
    """The cue's kind, unless the words behind it say that it was a call, or on the sidelines of something."""
    if cue.kind not in ("talks", "meeting"):
        return cue.kind
    if reading.words.by_phone.search(reading.cast.view, cue.span.start, end):
        return "call"
    return "sidelines" if reading.words.sidelines.search(reading.cast.view, cue.span.end, end) else cue.kind


def _has_subject(cue: Occasion, subject: Actor | None, reading: _Reading) -> bool:
    """Whether it is told of somebody that they meet; a noun needs nobody, and who signs is told behind the verb."""
    if cue.verb in ("", "signed"):
        return True
    if cue.verb == "sign":
        end = cue.span.end
        papers = reading.words.papers.search(reading.cast.view, end, end + _OBJECT)
        return bool(subject and subject.kind in SURE and (papers or _signs_for(cue, reading.cast)))
    return subject is not None and (
        subject.kind == "person" if cue.verb in ("told", "phoned") else subject.kind in SURE
    )


def _signs_for(cue: Occasion, cast: Cast) -> bool:
    """Whether somebody signs in a country's name: "signed for Kenya"."""
    found = _FOR.match(cast.view, cue.span.end)
    return bool(found and cast.place_at(found.end()))


def _two_people(subject: Actor | None, cast: Cast) -> bool:
    """Whether two people of different countries are the subject: they talked, wherever it was."""
    named = {person.name: person.country for _, person in cast.people_in(subject.span)} if subject else {}
    return len(named) == 2 and len({country for country in named.values() if country}) == 2


def _names_them(cue: Occasion, company: Company, cast: Cast) -> bool:
    """Whether somebody is called something rather than called up: "called the minister a friend"."""
    return " " not in cue.span.of(cast.view) and not (company.when or _CALL_ENDS.match(cast.view, company.end))


def _makes_sense(cue: Occasion, subject: Actor | None, company: Company, cast: Cast) -> bool:
    """Whether the cue has what its group needs: "met the target" and "visited by tourists" are no meetings."""
    kind = subject.kind if subject is not None and subject.kind in SURE else ""
    people = [actor.kind for actor in company.actors if actor.kind != "country"]
    needs: dict[str, object] = {
        "": kind or company.actors or company.place or company.when,
        "signed": len(company.actors) > 1,
        "told": people[:1] == ["person"],
        "raised": people[:1] == ["person"],
        "sign": company.actors or kind == "both",
        "talks": company.actors or kind == "both" or (kind == "person" and company.place),
        "call": kind == "both" or (company.actors and not _names_them(cue, company, cast)),
        "discuss": company.actors or _two_people(subject, cast),
        "jointly": _two_people(subject, cast),
        "phoned": people[:1] == ["person"] and _BY_PHONE.search(cast.view, cue.span.end, company.end + _PHONE),
        "visit": _arrives(cue, kind, company, cast),
        "host": people,
        "paid": people[:1] == ["person"] and not _ASKED.match(cast.view, company.actors[-1].span.end),
        "light": kind,
    }
    return bool(needs.get(cue.verb, company.actors or kind == "both"))


def _arrives(cue: Occasion, kind: str, company: Company, cast: Cast) -> bool:
    """Whether a visit has a place or a host; who "is in" something is so in a country, not in a mood or a party."""
    if not _STAYS.match(cue.span.of(cast.view)):
        return bool(company.place or company.actors)
    return kind in ("person", "unnamed") and company.place is not None and bool(cast.places_in(company.place))


def _company_elsewhere(sentence: Span, cue: Occasion, reading: _Reading, subject: Actor, end: int) -> tuple[Actor, ...]:
    """The people of the meeting whom the sentence names elsewhere.

    "Accompanying X on a visit", "In a meeting in Lima, A told B", "raised it with B during a visit".
    """
    cast = reading.cast
    if cue.verb in ("", "light") and subject.span.end < cue.span.start:
        joined = reading.words.joining.search(cast.view, subject.span.end, cue.span.start)
        if joined and cue.kind == "visit" and (person := cast.phrase_at(joined.end())):
            return (cast.actor_of(person[1], person[0]),)
    # A visitor does things with the host before or behind the word; of other meetings only what follows is told.
    low = subject.span.end if cue.kind == "visit" and not cue.verb and subject.span.end < cue.span.start else end - 1
    links = _FROM_OR_WITH if cue.kind == "call" else _WITH
    starts = [found.end() - 1 for found in links.finditer(cast.view, low, sentence.end)] if cue.verb != "visit" else []
    low_by = cue.span.end if not cue.verb or cue.verb in ("light", "host") else sentence.end
    starts += [found.end() - 1 for found in _LED_BY.finditer(cast.view, low_by, sentence.end)]
    told = reading.words.telling.match(cast.view, subject.span.end, sentence.end) if not cue.verb else None
    for start in ([told.end() - 1] if told else []) + starts:
        more = company_at(cast, reading.days, Span(start, sentence.end), reading.lexicon)
        people = tuple(actor for actor in more.actors if actor.kind == "person" and actor.name != subject.name)
        officials = tuple(actor for actor in more.actors if actor.kind == "unnamed" and actor.country)
        if people and start in starts and _ABSOLUTE.match(cast.view, people[-1].span.end):
            continue  # "with the prime minister expected to follow"
        if people or (told and officials):
            return people or officials
    return () if cue.verb else _pressed(sentence, cue, subject, cast)


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


def _same_told(one: Meeting, other: Meeting, cue: Occasion, *, vague: bool) -> bool:
    """Whether a later cue of the sentence tells of the same meeting: no new company, no other place."""
    if ((one.kind == "call") != (other.kind == "call") and not vague) or (
        one.place and other.place and one.place != other.place
    ):
        return False
    if other.cancelled and not (one.cancelled or one.coming):
        return False  # "met him after Kenya cancelled a visit"
    known = {actor.name for actor in one.who}
    if cue.verb == "sign":
        return True
    return all(actor.name in known for actor in other.who) or (not cue.verb and not (one.when and other.when))


def _apart(one: Meeting, cue: Occasion, reading: _Reading) -> bool:
    """Whether words such as "ahead of" stand between two cues, so that the second tells of something else."""
    return not cue.verb and bool(_APART.search(reading.cast.view, one.cue.end, cue.span.start))


def _joined(one: Meeting, other: Meeting, *, vague: bool) -> Meeting:
    known = {actor.name for actor in one.who}
    lone = len(one.who) > 1 and len(other.who) == 1  # "the minister said X and Y had met for talks": who said it
    return replace(
        one,
        who=one.who if lone else (*one.who, *(actor for actor in other.who if actor.name not in known)),
        place=one.place or other.place,
        when=one.when or other.when,
        until=one.until if one.when else other.until,
        cancelled=one.cancelled or other.cancelled,
        event=one.event or other.event,
        done=one.done or other.done,
        now=one.now or other.now,
        kind=other.kind if vague or other.kind == "sidelines" else one.kind,
    )


_STAYS = re.compile(r"(?:be|is|was|are|were|being|been) in$")
_VAGUE = frozenset({"told", "raised"})
_OBJECT = 160  # characters in which the object of a verb stands: "raised the case of two detained reporters"
_OBJECT_LINKS = {  # to the company behind the object of a verb, or to place and day
    "raised": re.compile(r" (?P<whom>to|with) "),
    "discuss": re.compile(r" (?P<whom>with) "),
    "jointly": re.compile(r" (?:(?P<whom>with|alongside)|in|at|on) "),
    "sign": re.compile(r" (?:(?P<whom>with|alongside|(?<=signed )(?:for|on behalf of))|in|at|on) "),
}
_PHONE = 24  # characters behind a call's company in which "by phone" stands
_BY_PHONE = re.compile(r" (?:(?:by|over|on|via|in an?) (?:the )?(?:tele)?(?:phone|call|video)|in a (?:tele)?phone)")
_ASIDE = re.compile(r"[;:]|,? (?:which|who|that|whose|before|after|when|while) ")
_CONTENT = re.compile(r" (?:of|that|about|to|how|why|what|whether|he|she|it|they|his|her|their)\b|[\"“]")
_ASKED = re.compile(r",? (?:to|for|not) ")  # "called on the king to": an appeal, no visit
_OWNED = re.compile(r" (?:his|her|their)(?= )")
_WITH = re.compile(r"(?<!coincides)(?<!coincided)(?<!coincide)(?<!coinciding)(?<!begins)(?<!deals) with ")
_FROM_OR_WITH = re.compile(r" (?:with|from) ")
_ABSOLUTE = re.compile(r",? (?:\w+(?:ed|ing)|set|due|to|also)\b")
_FOR = re.compile(r" (?:the [^.;]{1,60} )?(?:for|on behalf of) (?:the )?")
_IN_IT = re.compile(r"\b(?:in|during|at|over) (?:(?:a|an|the|his|her|their) )?(?:[\w-]+ ){0,3}$")
_LED_BY = re.compile(r" (?:led|joined|attended|chaired|co-chaired|headed|hosted) by ")
_CALL_ENDS = re.compile(r"[.,;]|$| (?:on|to|from|about|after|over|late|early|and|before|during|in|again|back|by)\b")
_APART = re.compile(
    r"\b(?:ahead of|days? (?:before|after)|weeks? (?:before|after)|since|"
    r"(?:before|after|following) (?!(?:his|her|their|its) )(?:[\w.-]+ ){0,3}?[\w.-]+'s?) "
)
