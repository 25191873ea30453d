"""Meetings, visits and calls that sentences report: who, where and when, as far as the clause itself says."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from briefgen.extract.actors import Cast
from briefgen.extract.attendance import is_again, is_purpose, subject_of, who_meets
from briefgen.extract.calledoff import falls_with, new_day, standing_of
from briefgen.extract.clausefacts import (
    Days,
    day_of,
    is_quoted,
    is_reported,
    owned_day,
    place_before_where,
    place_of,
    place_of_clause,
)
from briefgen.extract.companions import company_elsewhere, heads_of
from briefgen.extract.company import Company, Form, company_at
from briefgen.extract.errands import SENT, find_errand
from briefgen.extract.gatherings import gathering_of, place_behind
from briefgen.extract.hosts import with_guest
from briefgen.extract.identity import identified
from briefgen.extract.jointbodies import JointBody, between_two, joint_body, named_after_two
from briefgen.extract.journeys import with_own_days
from briefgen.extract.occasions import LISTS, Occasion, find_occasions
from briefgen.extract.owners import SURE
from briefgen.extract.pictured import CAPTION, is_pictured
from briefgen.extract.sense import OBJECT, has_subject, is_custom, makes_sense
from briefgen.extract.summons import SUMMONED, find_summons
from briefgen.extract.tense import is_ahead, is_coming, is_earlier, is_over, is_under_way
from briefgen.extract.trie import any_of
from briefgen.extract.whereabouts import at_home, is_home
from briefgen.model import Actor, Meeting, MeetingKind, Sentence, Span

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

_RECENT = 50  # meetings that "the visit" and "the two" may speak of


@dataclass(frozen=True, slots=True, eq=False)
class _Words:
    by_phone: re.Pattern[str]
    sidelines: re.Pattern[str]


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(
        by_phone=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.by_phone')})\b"),
        sidelines=re.compile(rf"\b(?:{any_of(lexicon, 'meetings.sidelines')})\b"),
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
    for sentence in cast.sentences_with((*LISTS, SUMMONED, SENT)):
        if cast.has_any((SUMMONED,), sentence.span) and (summons := find_summons(sentence, cast, days)):
            found.append(summons)
            continue
        if cast.has_any((SENT,), sentence.span) and (errand := find_errand(sentence, cast, days)):
            found.append(errand)
            continue
        occasions = find_occasions(sentence.span, cast)
        if occasions and not CAPTION.search(cast.view, sentence.span.start, sentence.span.end):
            before = len(found)
            _tell(sentence, occasions, reading, found)
            if is_pictured(sentence.span, cast, days):
                found[before:] = [replace(meeting, pictured=True) for meeting in found[before:]]
    return with_own_days(found, cast)


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
        if meeting is None or (len(found) > before and is_home(meeting, reading.cast)):
            continue
        if len(found) > before and found[-1].place:
            goes_to = found[-1].kind == "visit" and is_purpose(cue, reading.cast)  # "will fly to Lima to meet"
            there = found[-1].place if goes_to else place_of_clause(found[-1].place, cue, reading.cast)
            falls = found[-1].cancelled and (goes_to or falls_with(cue, there, meeting, reading.cast))
            meeting = replace(meeting, place=meeting.place or there, cancelled=meeting.cancelled or falls)
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
    if not has_subject(cue, subject, cast):
        return None
    company = _company(span, cue, reading)
    if subject is None and not cue.verb:
        heads = (*company.actors, *heads_of(company.end, span, cast, reading.days))
        company = replace(company, actors=heads) if len(heads) > 1 else company
        if not any(one.kind == "person" for one in heads) and (body := _of_body(span, cue, cast)):
            behind = company_at(cast, reading.days, Span(body.end, span.end), reading.lexicon, "noun")
            company = replace(behind, actors=(body.countries,))
    if not company.actors and subject is not None and cue.verb != "phoned":
        company = replace(company, actors=company_elsewhere(span, cue, subject, company.end, cast, reading.days))
    company = with_guest(company, span, cast)
    if not makes_sense(cue, subject, company, cast) and not owned_day(span, cue, cast, reading.days):
        return None
    if is_custom(span, cue, company.end, cast):
        return None
    when = (
        None
        if is_reported(span, cue, cast)
        else company.when or day_of(span, cue, company.end, subject, cast, reading.days)
    )
    if when and (is_quoted(when, cue, span, cast) or _is_return(cue, cast)):
        when = None  # the day of a return is not that of the visit
    earlier = is_earlier(cast.view, span, Span(cue.chain, _told_to(cue, company)), reading.lexicon)
    if earlier and not cue.verb and cue.kind == "talks" and not (company.actors or company.place or when):
        return None  # "following recent technical talks": nothing is told of them
    standing = standing_of(span, cue, company.end, cast)
    if standing.put_off:
        when = new_day(span, standing, cast, reading.days)
    met = cue.past and cue.verb == "meeting"  # "said fees would fall and met": what would is none of it
    coming = cue.ahead or standing.put_off
    coming = coming or (not met and is_coming(cast.view, span, cue.span, reading.lexicon))
    coming = coming or (
        not cue.past and is_ahead(cast.view, span, Span(cue.span.end, max(cue.span.end, company.end)), reading.lexicon)
    )
    coming = coming or (cue.now and cue.kind != "visit" and when is not None and when.weekday is not None)
    kind = _kind(cue, min(span.end, company.end + 40), reading)
    event = gathering_of(span, cue, company.end, cast)
    place = (
        company.place
        or place_of(span, cue, subject, cast)
        or _opening_place(span, cue, subject, reading)
        or place_before_where(span, cue, subject, cast)
        or place_behind(event, cue, span, cast, reading.days)
        or (_hosts_place(span, cue, subject, company, cast) if not (coming or earlier) else None)
    )
    return Meeting(
        span=span,
        kind=kind,
        cue=cue.span,
        who=identified(who_meets(subject, cue, company, cast, before), span, cast),
        place=place if kind != "call" else None,  # who phones is in two
        when=when,
        until=reading.days.until(when, cast.view) if when else None,
        cancelled=standing.cancelled,
        paragraph=sentence.paragraph,
        coming=coming,
        done=(cue.past or is_over(cast.view, span, Span(cue.span.start, company.end))) and not coming,
        earlier=earlier,
        again=is_again(span, cue, cast),
        event=event,
        now=(cue.now or is_under_way(cast.view, span, Span(cue.span.start, company.end))) and not coming,
    )


def _of_body(sentence: Span, cue: Occasion, cast: Cast) -> JointBody | None:
    """The two countries of the joint body whose meeting a noun tells of: "the session of the Peru-Kenya board"."""
    opening = _OF.match(cast.view, cue.span.end)
    body = joint_body(Span(opening.end(), sentence.end), cast) if opening else None
    if opening and body and body.countries.span.start <= opening.end() + len("joint "):
        return body
    return named_after_two(sentence, cue.span, cast) or between_two(sentence, cue.span, cast)


def _company(sentence: Span, cue: Occasion, reading: _Reading) -> Company:
    """With whom, where and when: right behind the cue, or behind its object ("raised the case with X")."""
    room = _room(sentence, cue, reading.cast)
    found = company_at(reading.cast, reading.days, room, reading.lexicon, _form(cue))
    if cue.verb == "host" and cue.after > cue.span.end:  # "was received in Lima on Tuesday by"
        between = Span(cue.span.end, cue.after)
        scene = company_at(reading.cast, reading.days, between, reading.lexicon, "noun")
        days = reading.days.inside(between)
        found = replace(found, place=found.place or scene.place, when=found.when or next(iter(days), None))
    links = _OBJECT_LINKS.get(cue.verb)
    if links is None:
        return found
    found = replace(found, actors=(), place=None)
    stop = _ASIDE.search(reading.cast.view, cue.after, min(sentence.end, cue.after + OBJECT))
    last = stop.start() if stop else min(sentence.end, cue.after + OBJECT)
    for link in islice(links.finditer(reading.cast.view, cue.after, last), 4):
        side = _SIDE.search(reading.cast.view, link.end(), sentence.end) if cue.verb == "beside" else None
        room = Span(link.end() - 1 if link["whom"] else link.start(), side.start() if side else sentence.end)
        more = company_at(reading.cast, reading.days, room, reading.lexicon, "link" if link["whom"] else "verb")
        found = replace(
            found,
            actors=found.actors or more.actors,
            place=found.place or (more.place if cue.verb != "beside" or _is_next(link.end(), more, reading) else None),
            when=found.when or more.when,
            end=more.end if more.actors or more.place else found.end,
        )
        if cue.verb == "raised" and found.actors:
            break
        if cue.verb == "sign" and link["whom"] and found.when is None:
            found = replace(found, when=next(iter(reading.days.inside(Span(cue.after, link.start()))), None))
    return found


def _is_next(start: int, found: Company, reading: _Reading) -> bool:
    """Whether a place follows right behind "in": not "in remarks beside the Kenyan minister"."""
    return found.place is not None and bool(_ARTICLE.fullmatch(reading.cast.view, start, found.place.start))


def _opening_place(sentence: Span, cue: Occasion, subject: Actor | None, reading: _Reading) -> Span | None:
    """The place at the head of a clause, right before its subject: "While in Lima, she will meet"."""
    if subject is None or subject.span.start <= sentence.start or subject.span.end > cue.span.start:
        return None
    opening = _WHILE_IN.match(reading.cast.view, sentence.start, subject.span.start)
    if opening is None:
        return None
    room = Span(opening.end(), subject.span.start)
    found = company_at(reading.cast, reading.days, room, reading.lexicon)
    return found.place if _ENDS.fullmatch(reading.cast.view, found.end, subject.span.start) else None


def _hosts_place(sentence: Span, cue: Occasion, subject: Actor | None, company: Company, cast: Cast) -> Span | None:
    """The dateline's town for somebody whom a host receives, or who calls on one, there."""
    met = company.actors[0] if company.actors else None
    if cue.verb not in ("host", "paid") or cast.view.count('"', sentence.start, cue.span.start) % 2:
        return None
    receives = cue.verb == "host" and cue.after == cue.span.end
    return at_home(cast, sentence, subject, met) if receives else at_home(cast, sentence, met, subject)


def _is_return(cue: Occasion, cast: Cast) -> bool:
    return cue.kind == "visit" and cast.view.endswith(" from", cue.span.start, cue.span.end)


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


def _kind(cue: Occasion, end: int, reading: _Reading) -> MeetingKind:
    """The cue's kind, unless the words behind it say that it was a call, or on the sidelines of something."""
    if cue.kind not in ("talks", "meeting"):
        return cue.kind
    if reading.words.by_phone.search(reading.cast.view, cue.span.start, end):
        return "call"
    return "sidelines" if reading.words.sidelines.search(reading.cast.view, cue.span.end, end) else cue.kind


def _same_told(one: Meeting, other: Meeting, cue: Occasion, *, vague: bool) -> bool:
    """Whether a later cue of the sentence tells of the same meeting: no new company, no other place."""
    vague = vague or (one.kind == "call" and cue.verb in {*_VAGUE, "discuss"})  # "in a call with X, she told X"
    if ((one.kind == "call") != (other.kind == "call") and not vague) or (
        one.place and other.place and one.place != other.place
    ):
        return False
    if (other.cancelled and not (one.cancelled or one.coming)) or (one.cancelled and other.done):
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
        done=(one.done or other.done) and not one.coming,
        coming=one.coming or (other.coming and not one.done),
        now=one.now or (other.now and one.kind == "visit"),
        kind=other.kind if vague or other.kind == "sidelines" else one.kind,
    )


_WHILE_IN = re.compile(
    r"(?:(?:also |later |earlier )?(?:while|during (?:his|her|their|the) (?:stay|stop|time)))?(?= ?in )"
)
_ARTICLE = re.compile(r"(?:the )?")
_OF = re.compile(r" of (?:the )?")
_ENDS = re.compile(r",? (?:the |mr\.? |mrs\.? |ms\.? |sir )?")
_VAGUE = frozenset({"told", "raised"})
_OBJECT_LINKS = {  # to the company behind the object of a verb, or to place and day
    "raised": re.compile(r" (?P<whom>to|with) "),
    "discuss": re.compile(r" (?P<whom>with) "),
    "jointly": re.compile(r" (?:(?P<whom>with|alongside)|in|at|on) "),
    "beside": re.compile(r"(?:^|\s)(?:(?P<whom>alongside|with|beside|next to|by|company of)|in|at|on) "),
    "welcomed": re.compile(r" (?:(?P<whom>by)|in|at|on) "),
    "sign": re.compile(r" (?:(?P<whom>with|alongside|(?<=signed )(?:for|on behalf of))|in|at|on) "),
}
_SIDE = re.compile(r" (?:at|by) (?:his|her) side\b")
_ASIDE = re.compile(r"[;:]|,? (?:which|who|that|whose|before|after|when|while) ")
_CONTENT = re.compile(r" (?:of|that|about|to|how|why|what|whether|he|she|it|they|his|her|their)\b|[\"“]")
_OWNED = re.compile(r" (?:his|her|their)(?= )")
_APART = re.compile(
    r"\b(?:(?:chilled|strained|soured|marred|overshadowed|clouded|triggered|sparked|derailed|prompted) by|ahead of|"
    r"days? (?:before|after)|weeks? (?:before|after)|since|"
    r"postponed|delayed|cancell?ed|called off|scrapped|(?:said|says|announced|added) (?:[\w'-]+ ){0,4}?(?:would|will)|"
    r"(?:before|after|following) (?!(?:his|her|their|its) )(?:[\w.-]+ ){0,3}?[\w.-]+'s?) "
)
