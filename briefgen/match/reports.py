"""What one article says of the meetings of a pair: each sentence that reports one, with its sides, place and days."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from briefgen.articles.dates import NO_YEAR
from briefgen.articles.whens import Tense, resolve
from briefgen.lexicon import Lexicon
from briefgen.link import surnames
from briefgen.match.captions import is_of_the_story, own_weekday, pictured_day
from briefgen.match.cast import Cast
from briefgen.match.elimination import leads_a_movement
from briefgen.match.moved import says_moved
from briefgen.match.presence import only_tells, presence
from briefgen.match.principals import is_of_the_speakers, with_principals
from briefgen.match.sessions import session_beside
from briefgen.match.setting import setting
from briefgen.match.sides import THIRD
from briefgen.match.titles import place_in_title
from briefgen.model import Actor, Article, Meeting, Span, When
from briefgen.text import fold, squeeze

Written = tuple[int | None, int | None, int | None, int | None]  # year, month, day, weekday


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One sentence that reports a meeting of the pair.

    Attributes:
        article: the article's id; ``digest`` is its page's SHA-256, for an order that no file name changes.
        published: the article's day.
        sides: the sides that meet there, THIRD left out.
        place: as written, "" when none; ``country`` is the id of its country.
        first: its first day, when it can be known; ``last`` likewise.
        month: "2025-02" where only the month is told.
        people: the surnames, folded, of those who meet.
        event: the summit or forum that it is or is held at, as written.
        number: how many meetings of the pair the article told before.
        written: the date as written, where nobody can tell which day it is; ``words`` are its words.
        earlier: whether it is told as one before the meeting the article is about.
        dateline: place and day of the article's dateline, as written.
        dated: that, else the article's date, as far as it tells a day.
        alone: whether nobody of a second side is told to be there, or may be: it tells what the story is about, but it
            is no meeting of the pair.
        lent: whether its second side is only that of the report before: "Baker's visit".
        setting: the town that the story puts those who meet in, where the report tells none.
        land: whether its place is a country by its name.
        moved: whether it is told to be on another day, or elsewhere, than was planned.
    """

    article: str
    digest: str
    published: date | None
    meeting: Meeting
    sides: frozenset[str]
    place: str
    country: str
    first: date | None
    last: date | None
    month: str = ""
    people: frozenset[str] = frozenset()
    event: str = ""
    number: int = 0
    written: Written | None = None
    words: str = ""
    earlier: bool = False
    dateline: str = ""
    dated: str = ""
    alone: bool = False
    lent: bool = False
    setting: str = ""
    land: bool = False
    moved: bool = False


def reports(cast: Cast, lexicon: Lexicon) -> tuple[Report, ...]:
    """The meetings of an article that join at least two sides: by who meets, or by one side's visit to the other.

    What names one side alone ("the minister arrived on Tuesday") belongs to the meeting that its people have in the
    story; where the story tells of none, but names both sides at once, it is theirs all the same.
    """
    week = own_weekday(cast)
    tellers = frozenset(map(fold, lexicon.words("people.origins.speakers")))
    met = (_without(tellers, meeting, cast) for meeting in cast.findings.meetings if not _is_custom(meeting, cast))
    told = [meeting for meeting in met if not meeting.pictured or is_of_the_story(week, meeting, cast, lexicon)]
    sides = {meeting: _sides_of(meeting, cast) for meeting in told}
    pairs = {meeting: found - {THIRD} for meeting, found in sides.items() if len(found - {THIRD}) > 1}
    joint = [(meeting, found) for meeting, found in pairs.items() if not meeting.earlier][:_LENDERS]
    found: list[Report] = []
    for meeting in told:
        if meeting in pairs:
            found.append(_report(cast, meeting, pairs[meeting], found))
            continue
        lender = next((of for other, of in joint if _goes_on(other, of, meeting, sides[meeting], cast)), None)
        if lender and _is_counted_from(meeting, pairs, cast):
            continue
        if lender and not cast.country_at(meeting.place):  # where one of them is at home nobody need have come
            found.append(replace(_report(cast, meeting, lender, found), lent=True))
    known = tuple(found) or _by_the_story(cast, sides)
    known = with_principals(known, cast, lexicon)
    if not any(joins_people(report, cast) for report in known):
        known = (*known, *_by_the_scene(cast, lexicon))
    text = cast.findings.article.text
    known = tuple(
        replace(one, moved=True) if one.meeting.coming and says_moved(one.meeting.span.of(text), lexicon) else one
        for one in known
    )
    if known and not (known[0].event or known[0].earlier or known[0].meeting.kind in {"call", "visit"}):
        known = (replace(known[0], event=session_beside(known[0].meeting, cast, lexicon)), *known[1:])
    return _with_setting(known, cast, lexicon)


def _with_setting(told: tuple[Report, ...], cast: Cast, lexicon: Lexicon) -> tuple[Report, ...]:
    """The reports, the first that tells no town with the one that the story is set in."""
    for number, report in enumerate(told[:_SET]):
        if report.earlier or report.alone or report.meeting.kind == "call":
            continue
        known = report.meeting.place
        if known and not any(one.span == known and one.form == "name" for one in cast.findings.places):
            return told
        town = setting(report.meeting, cast, lexicon)
        if town is None or (known and cast.country_at(town) != report.country):
            continue
        held = replace(report, setting=squeeze(town.of(cast.findings.article.text)))
        return (*told[:number], held, *told[number + 1 :])
    return told


def _without(tellers: frozenset[str], meeting: Meeting, cast: Cast) -> Meeting:
    """A meeting without the spokespeople beside those they speak for: they tell of it."""
    people = {actor: cast.person_named(actor.name) for actor in meeting.who if actor.kind == "person"}
    told = {actor for actor, one in people.items() if one and only_tells(one, tellers)}
    rest = tuple(actor for actor in meeting.who if actor not in told)
    return replace(meeting, who=rest) if told and rest else meeting


def joins_people(report: Report, cast: Cast) -> bool:
    """Whether it names somebody of two sides at least."""
    people = (actor for actor in report.meeting.who if actor.kind == "person")
    return len({side for actor in people if (side := cast.actor(actor)) and side != THIRD}) > 1


def _is_custom(meeting: Meeting, cast: Cast) -> bool:
    """Whether it is what two countries do year after year, and no one meeting: "have met there since 1965"."""
    named = any(actor.kind == "person" for actor in meeting.who)
    return not named and _SINCE.search(cast.findings.article.text, meeting.cue.start, meeting.span.end) is not None


_SINCE = re.compile(r"\b(?:since (?:the )?(?:1[5-9]|20)\d\d|(?:every|each) year|annually)")


def _sides_of(meeting: Meeting, cast: Cast) -> frozenset[str]:
    """The sides that meet, with that of the place; THIRD among them where anybody or the place is of neither."""
    host = cast.sides.of_country(cast.country_at(meeting.place))
    named = cast.sides_in(meeting.place) if meeting.place and host in {None, THIRD} else frozenset[str]()
    host = next(iter(named)) if len(named) == 1 else host  # a union's seat, by the profile's words for it: "Brussels"
    held = cast.sides_in(meeting.event) if meeting.event else frozenset[str]()  # "signed at the bloc's summit"
    met = {actor: cast.actor(actor) for actor in meeting.who}
    if host and meeting.kind != "visit" and THIRD in met.values() and None not in met.values():
        host = None  # two who meet where neither is at home: the town is only where
    return frozenset({side for side in met.values() if side} | ({host} if host else set()) | held)


def _goes_on(other: Meeting, of: frozenset[str], meeting: Meeting, sides: frozenset[str], cast: Cast) -> bool:
    """Whether a meeting that names one side alone is the one that is told elsewhere in the story."""
    if meeting.earlier or not sides or not sides <= of:
        return False
    if is_of_the_speakers(meeting, cast):
        return False
    people, others = surnames(meeting.who), surnames(other.who)
    return people <= others or not others


def _by_the_story(cast: Cast, told: dict[Meeting, frozenset[str]]) -> tuple[Report, ...]:
    """The meetings that name one side alone, in a story whose title and first sentences name both.

    Two in office whose sides nobody tells meet for the pair too, where the opening is about no third country.
    """
    opening = {side for span in _opening(cast) for side in cast.sides_in(span)}
    if len(opening) != len(cast.sides.profile.sides) or len(opening) > 2 or _is_elsewhere(cast):
        return ()
    found: list[Report] = []
    for meeting, sides in told.items():
        if (sides and THIRD not in sides) or (not sides and _is_official(meeting, cast)):
            report = _report(cast, meeting, frozenset(opening), found)
            alone = not any(_may_be_other(actor, cast) for actor in meeting.who)
            found.append(replace(report, alone=alone))
    met = [report.people for report in found if not report.alone]
    return tuple(
        replace(one, alone=False, lent=True) if one.alone and any(one.people <= people for people in met) else one
        for one in found
    )


def _is_counted_from(meeting: Meeting, pairs: dict[Meeting, frozenset[str]], cast: Cast) -> bool:
    """Whether its sentence counts the days to a meeting of the pair: "on a visit to the coast, a day after he met"."""
    text = cast.findings.article.text
    return any(
        other.span == meeting.span and _DAYS_FROM.search(text, meeting.cue.end, other.cue.start) for other in pairs
    )


_DAYS_FROM = re.compile(
    r"\b(?:hours?|days?|weeks?|months?) (?:after|before|following|ahead of|prior to)\b|\bthe day after\b"
)


def _may_be_other(actor: Actor, cast: Cast) -> bool:
    """Whether somebody may be of the side that nobody is told to be of: "the Prime Minister" of a readout, too."""
    if actor.country or cast.actor(actor) is not None:
        return False
    start = max(0, actor.span.start - len("Prime "))
    ruler = actor.kind == "unnamed" and _RULER.search(cast.findings.article.text, start, actor.span.end)
    person = cast.person_named(actor.name) if actor.kind == "person" else None
    return bool(ruler) or (actor.kind == "person" and not (person and leads_a_movement(person, cast)))


_RULER = re.compile(r"(?:Prime Minister|President|Premier|Chancellor|King|Queen|Emir|Amir|Sultan|Taoiseach)\Z")


def _by_the_scene(cast: Cast, lexicon: Lexicon) -> tuple[Report, ...]:
    """The meeting of two in office that no words tell but the scene does."""
    shown = presence(cast, lexicon)
    if shown is None:
        return ()
    return (_report(cast, shown, frozenset(side for actor in shown.who if (side := cast.actor(actor))), []),)


def _is_elsewhere(cast: Cast, than: int = 0) -> bool:
    """Whether the opening names a third country more often than one of the sides; ``than`` 1: as often."""
    spans = _opening(cast)
    sides = Counter(side for span in spans for side in cast.sides_at(span))
    thirds = Counter(
        place.country
        for place in cast.findings.places
        if cast.place(place) == THIRD and any(span.holds(place.span) for span in spans)
    )
    return max(thirds.values(), default=0) + than > min(sides.values(), default=0)


def _is_official(meeting: Meeting, cast: Cast) -> bool:
    """Whether two people meet, one in office, in a story whose opening names both sides more than any other country."""
    people = [person for one in meeting.who if (person := cast.person_named(one.name))]
    if len(people) < _PAIR or len(people) != len(meeting.who) or any(one.private for one in people):
        return False
    if not any(one.office for one in people):
        return False
    return not _is_elsewhere(cast, than=1)


_PAIR = 2
_SET = 6  # reports whose place the story may tell


_LEAD = 5  # sentences
_LENDERS = 50  # meetings of a story that others may belong to


def _opening(cast: Cast) -> list[Span]:
    """The title and the first sentences."""
    return [cast.findings.article.title, *(one.span for one in cast.findings.sentences[:_LEAD])]


def _report(cast: Cast, meeting: Meeting, sides: frozenset[str], before: list[Report]) -> Report:
    article = cast.findings.article
    days = _days_of(meeting, article)
    if days is None and (day := pictured_day(meeting.when, cast)):
        days = day, day
    if days and article.date.day and days[0] > article.date.day and not meeting.done:
        meeting = replace(meeting, coming=True)
    place = meeting.place or (None if before or meeting.kind == "call" else place_in_title(meeting, cast))
    return Report(
        article=article.id,
        digest=article.sha256,
        published=article.date.day,
        meeting=meeting,
        sides=sides,
        place=squeeze(place.of(article.text)) if place else "",
        country=cast.country_at(place),
        land=bool(place) and any(one.span == place and one.form == "name" for one in cast.findings.places),
        first=days[0] if days else None,
        last=days[1] if days else None,
        month="" if days or meeting.when is None else _month(meeting, meeting.when, article.date.day),
        people=surnames(meeting.who),
        event=squeeze(meeting.event.of(article.text)) if meeting.event else "",
        number=len(before),
        written=_written(meeting.when) if meeting.when and not days else None,
        words=_words_of(meeting, article) if not days else "",
        dateline=squeeze(article.filed.of(article.text)) if article.filed else "",
        dated=_dated(article),
        earlier=bool(before) and (meeting.earlier or _is_history(meeting.when)),
    )


def _dated(article: Article) -> str:
    """The words for when an article was written, with the place where its dateline tells both."""
    dateline = squeeze(article.filed.of(article.text)) if article.filed else ""
    if any(char.isdigit() for char in dateline):
        return dateline
    told = article.date.day or article.date.reason == NO_YEAR
    return squeeze(article.date.span.of(article.text)) if told and article.date.span else dateline


def _is_history(when: When | None) -> bool:
    return when is not None and when.year is not None and when.month is None


def _days_of(meeting: Meeting, article: Article) -> tuple[date, date] | None:
    """The days of a meeting as far as the article's own day tells them."""
    when = meeting.when
    if when is None:
        return None
    ahead = meeting.coming or _SET_FOR.search(article.text, meeting.span.start, when.span.start)
    tense: Tense = "future" if ahead else ""
    days = resolve(when, article.date.day, tense=tense)
    if days is None or meeting.until is None or meeting.until.weekday is None:
        return days
    return days[0], days[1] + timedelta(days=(meeting.until.weekday - days[1].weekday()) % 7)


_SET_FOR = re.compile(
    r"\b(?:planned|scheduled|set|due|slated|expected)(?: for| on| to (?:start|begin) on)?(?: next)? \Z"
)


def _written(when: When) -> Written:
    return when.year, when.month, when.day, when.weekday


def _words_of(meeting: Meeting, article: Article) -> str:
    """The words of a weekday, or of a day without its year."""
    when = meeting.when
    told = when is not None and (when.weekday is not None or when.day is not None)
    return squeeze(when.span.of(article.text)) if when and told else ""


def _month(meeting: Meeting, when: When, published: date | None) -> str:
    """The month of a date without a day: the nearest before the article, or after it, where it gives no year."""
    if when.month is None or when.day is not None:
        return ""
    year = when.year
    if year is None and published:
        year = published.year - (when.month > published.month)
        if meeting.coming or meeting.cancelled:
            year = published.year + (when.month < published.month)
    return f"{year}-{when.month:02}" if year else ""
