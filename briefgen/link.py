"""Across articles: the year of an undated one from dated coverage of the same event, and one person in many articles.

Only articles dated on or before as-of lend their knowledge, so that a brief made for a past day knows no more than
that day did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache, lru_cache

from briefgen.articles.whens import resolve
from briefgen.extract.pronouns import sex_of
from briefgen.extract.spelling import sound
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import Actor, Article, Dated, Findings, Person, Quote, When
from briefgen.text import surname, words

# An undated article is dated by the latest day it names, but a day long after the meeting it reports is a plan.
_AFTERMATH = timedelta(days=14)
_LONGEST = 31  # days of one meeting


def link(
    findings: tuple[Findings, ...], as_of: date | None = None, lexicon: Lexicon | None = None
) -> tuple[Findings, ...]:
    """The same findings, undated articles dated where they can be, people under their fullest name.

    An undated article takes its year from dated coverage of the same meeting,
    and every person the fullest name that any of the articles gives. Two people of one family name stay two.

    Args:
        findings: one value an article, in any order.
        as_of: articles dated later lend nothing; None lets every article lend.
        lexicon: tells the sex of first names and which offices are one; None is the English one.
    """
    lenders = tuple(
        found for found in findings if found.article.date.day and (as_of is None or found.article.date.day <= as_of)
    )
    told = _told(lenders)
    dated = tuple(found if found.article.date.day else _dated(found, told) for found in findings)
    names = _names(dated, tuple(found for found in dated if _lends(found, as_of)), lexicon or load_lexicon())
    return tuple(_renamed(found, names) for found in dated)


def telling(articles: Iterable[Article]) -> frozenset[str]:
    """The ids of the articles whose meetings ``link`` looks at: without those of others its answer is the same.

    They are the undated that name a day without its year, and the dated that speak of one of these days.
    """
    articles = tuple(articles)
    undated = {
        article.id: {(when.month, when.day) for when in article.whens if when.month and when.day and not when.year}
        for article in articles
        if not article.date.day
    }
    wanted = frozenset[tuple[int | None, int | None]]().union(*undated.values())
    if not wanted:
        return frozenset()
    dated = (article for article in articles if article.date.day)
    lenders = {article.id for article in dated if _names_a_day(article, wanted)}
    return frozenset(lenders | {name for name, days in undated.items() if days}) if lenders else frozenset()


def _lends(found: Findings, as_of: date | None) -> bool:
    day = found.article.date.day
    return day is None or as_of is None or day <= as_of


# --- the year of an undated article ------------------------------------------------------------------------------


_Told = dict[tuple[int, int], list[tuple[date, frozenset[str], str]]]


def _told(lenders: tuple[Findings, ...]) -> _Told:
    """Every dated meeting by month and day of each of its days: the day, the surnames, and the article's path."""
    told: _Told = defaultdict(list)
    for found in lenders:
        for meeting in found.meetings:
            days = _days(meeting.when, found.article) if meeting.when else ()
            people = surnames(meeting.who) if days else frozenset()
            for day in days:
                told[day.month, day.day].append((day, people, found.article.path))
    return told


def _days(when: When, article: Article) -> tuple[date, ...]:
    """Every day that a date means in a dated article."""
    span = resolve(when, article.date.day)
    if span is None:
        return ()
    return tuple(span[0] + timedelta(days=n) for n in range(min((span[1] - span[0]).days, _LONGEST) + 1))


def _dated(found: Findings, told: _Told) -> Findings:
    """The findings with the article's date inferred, or as they were."""
    known: dict[date, str] = {}
    for meeting in found.meetings:
        when = meeting.when
        if when is None or when.year or not (when.month and when.day):
            continue
        same_day = told.get((when.month, when.day), ())
        people = surnames(meeting.who) if same_day else frozenset()
        for day, others, path in same_day:
            if len(people & others) > 1:  # two people in common on the same day of some year
                known[day] = min(path, known.get(day, path))
    if len({day.year for day in known}) != 1:
        return found
    day, path = min(known.items())
    named = [spot[1] for when in found.article.whens if (spot := _in_year(when, day)) and spot[1] <= day + _AFTERMATH]
    latest = max([day, *named])
    reason = f"the latest day it names; the year from {path}, which reports the same meeting"
    article = replace(found.article, date=Dated(day=latest, basis="inferred", reason=reason))
    return replace(found, article=article)


def _names_a_day(article: Article, wanted: frozenset[tuple[int | None, int | None]]) -> bool:
    return any((day.month, day.day) in wanted for when in article.whens for day in _days(when, article))


def _in_year(when: When, near: date) -> tuple[date, date] | None:
    if when.year or not (when.month and when.day):
        return None
    return resolve(when, near)


def surnames(actors: Iterable[Actor]) -> frozenset[str]:
    """The last words, folded, of the names of the people among the actors."""
    return frozenset(surname(actor.name) for actor in actors if actor.kind == "person") - {""}


# --- one person in many articles ---------------------------------------------------------------------------------

_Key = tuple[str, ...]
_Names = dict[tuple[str, str], str]
_ARTICLES = frozenset(("al", "el"))
_SMALL = frozenset(("of", "for", "the", "and"))
_CROWD = 300  # full names that share a family name: among more of them a bare one tells nobody
_RARE = 2  # how many times rarer a longer form may be that opens with another word: "Representative Ada Stone"


@dataclass(slots=True)
class _Known:
    """What the articles tell of whoever goes by one full name."""

    key: _Key
    articles: set[str] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    countries: set[str] = field(default_factory=set)
    sexes: set[str] = field(default_factory=set)
    offices: set[frozenset[str]] = field(default_factory=set)  # the words of each
    name: str = ""  # in its fullest form, when all articles are read

    def add(self, person: Person, article: str, lexicon: Lexicon) -> None:
        """Notes what one article tells."""
        self.articles.add(article)
        self.forms[person.name] += 1
        self.countries |= {person.country} - {""}
        self.sexes |= {sex_of(person, lexicon)} - {""}
        if person.office:
            self.offices.add(_office(person.office, lexicon))

    def agrees(self, other: _Known) -> bool:
        """Whether neither country nor sex speaks against the two being one person."""
        return all(
            not ours or not theirs or ours & theirs
            for ours, theirs in ((self.countries, other.countries), (self.sexes, other.sexes))
        )

    def held(self, other: _Known, ranks: frozenset[str]) -> bool:
        """Whether the two held an office that may be the same."""
        return any(_one_office(ours, theirs, ranks) for ours in self.offices for theirs in other.offices)


def _names(findings: tuple[Findings, ...], lenders: tuple[Findings, ...], lexicon: Lexicon) -> _Names:
    """The fullest name of each person, by article id and the name there.

    Two full names are one person's when the words of one stand in the other in order, in any spelling, neither country
    nor sex differs, and no third person fits as well. A bare name is that of the one person who fits, where country,
    office or company tells so too, and none of them against it.
    """
    ranks = frozenset(lexicon.words("quotes.ranks"))
    known: dict[str, dict[_Key, _Known]] = defaultdict(dict)
    for found in lenders:
        for person in found.people:
            if len(key := _key(person.name)) > 1:
                known[sound(key[-1])].setdefault(key, _Known(key)).add(person, found.article.id, lexicon)
    fullest: dict[_Key, _Known] = {}
    by_first: dict[str, set[_Key]] = defaultdict(set)  # "Kim" of "Kim Dae-won"
    for group in known.values():
        fullest |= _fullest(group)
    for key, whole in fullest.items():
        by_first[sound(whole.key[0])].add(key)
    names: _Names = {}
    for found in findings:
        where = found.article.id
        beside = [one for person in found.people if (one := fullest.get(_key(person.name)))]
        for person in found.people:
            key = _key(person.name)
            if len(key) > 1:
                bearer = fullest.get(key)
            else:
                word = sound(key[0]) if key else ""
                crowd = sum(len(many.get(word, ())) for many in (known, by_first))
                many = (known, by_first) if crowd <= _CROWD else ()
                named = [fullest[other] for keys in many for other in keys.get(word, ())]
                alone = _Known(key)
                alone.add(person, where, lexicon)
                bearer = _bearer(alone, named, beside, ranks)
            names[where, person.name] = bearer.name if bearer else person.name
    return names


@lru_cache(maxsize=1 << 14)
def _key(name: str) -> _Key:
    return tuple(word for word in words(name) if word not in _ARTICLES)


@lru_cache(maxsize=1 << 12)
def _office(office: str, lexicon: Lexicon) -> frozenset[str]:
    """The words of an office; offices that go by several names share some."""
    told = f" {' '.join(words(office))} "
    for name, many in _alike(lexicon):
        for phrase in many:
            told = told.replace(f" {phrase} ", f" {name} ")
    return frozenset(told.split()) - _SMALL


@cache
def _alike(lexicon: Lexicon) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(lexicon.groups("quotes.offices_alike").items())


def _one_office(one: frozenset[str], other: frozenset[str], ranks: frozenset[str]) -> bool:
    """Whether two offices may be one, told in full and in short: "foreign minister" and "minister"."""
    return (one <= other or other <= one) and ranks.isdisjoint(one ^ other)


def _fullest(group: dict[_Key, _Known]) -> dict[_Key, _Known]:
    """For each full name of one family name whoever bears it, under the fullest form."""
    bearers: dict[_Key, list[_Known]] = {}
    told: dict[_Key, _Known] = {}  # what all forms of a name so far have in common
    spelt: dict[str, list[_Key]] = defaultdict(list)  # the names so far by each word's sound and letter
    # names with initials last: each is asked whose it is when all that it can be short for are known
    for key in sorted(group, key=lambda key: (*_fullness(key), -len(group[key].articles), key)):
        # only a name with a mate for its rarest word can hold it: one family name may have thousands of bearers
        near = min((spelt.get(f"{word}…" if len(word) == 1 else sound(word), ()) for word in key), key=len)
        fits = {other for other in near if _stands_in(key, other) and group[key].agrees(told[other])}
        if len(fits) == 1:
            top = fits.pop()
            bearers[top].append(group[key])
            told[top].countries = _common(told[top].countries, group[key].countries)
            told[top].sexes = _common(told[top].sexes, group[key].sexes)
            continue
        bearers[key] = [group[key]]
        told[key] = _Known(key, countries=group[key].countries, sexes=group[key].sexes)
        for word in set(key):
            for sign in (sound(word), f"{word[:1]}…"):
                spelt[sign].append(key)
    found: dict[_Key, _Known] = {}
    for many in bearers.values():
        whole, strangers = _together(many)
        found |= {one.key: whole for one in many}
        for one in strangers:
            found[one.key] = _together([one])[0]
    return found


def _fullness(key: _Key) -> tuple[int, int]:
    """The fullest names sort first: more words, of these initials last."""
    return -sum(len(word) > 1 for word in key), -len(key)


def _common(ours: set[str], theirs: set[str]) -> set[str]:
    return ours & theirs or ours or theirs


def _stands_in(short: _Key, long: _Key) -> bool:
    """Whether the words of one name stand in the other in order, spelt alike or as initials of them."""
    rest = iter(long)
    told = len(short[0]) > 1 or short[0] == long[0][:1]  # "P. Odur" is no Daniel Peter Odur
    return told and all(any(sound(word) == sound(mate) or word == mate[:1] for mate in rest) for word in short)


def _together(many: list[_Known]) -> tuple[_Known, list[_Known]]:
    """One person of all that is told under several forms of the name, and the forms that do not fit what it became."""
    usual = max(many, key=lambda one: (len(one.articles), len(one.key), one.key))
    few = len(usual.articles) / _RARE  # articles; a longer form of fewer may be a mistake of one of them
    fitting = [one for one in many if _opens_alike(usual.key[0], one.key[0]) or len(one.articles) >= few]
    best = min(fitting, key=lambda one: (*_fullness(one.key), -len(one.articles), -sum(map(len, one.key)), one.key))
    ours = {one.key: one for one in many if _stands_in(one.key, best.key) or _stands_in(best.key, one.key)}
    whole = _Known(best.key)
    for one in ours.values():
        whole.articles |= one.articles
        whole.countries |= one.countries
        whole.sexes |= one.sexes
        whole.offices |= one.offices
    whole.name = max(best.forms, key=lambda name: (sum(ord(char) > 127 for char in name), best.forms[name], name))
    return whole, [one for one in many if one.key not in ours]


def _opens_alike(one: str, other: str) -> bool:
    """Whether two first words may be one, spelt in two ways or as an initial."""
    return sound(one) == sound(other) or (min(len(one), len(other)) == 1 and one[:1] == other[:1])


def _bearer(alone: _Known, named: list[_Known], beside: list[_Known], ranks: frozenset[str]) -> _Known | None:
    """Whose the bare name of one article is: the one who fits, where something besides the name tells it."""
    many = {one.name: one for one in named}
    fits = [one for one in many.values() if alone.agrees(one)]
    told = [one for one in fits if alone.held(one, ranks)] or [one for one in fits if alone.countries & one.countries]
    if not told and len(fits) == 1 and any(other.articles & fits[0].articles for other in beside):
        told = fits
    bearer = told[0] if len(told) == 1 else None
    if bearer and alone.offices and bearer.offices and not alone.held(bearer, ranks):
        return None  # the Minister of Commerce is not the Foreign Minister of that name
    return bearer


def _renamed(found: Findings, names: _Names) -> Findings:
    """The findings with every person under their fullest name."""
    where = found.article.id
    full = {
        person.name: name
        for person in found.people
        if (name := names.get((where, person.name), person.name)) != person.name
    }
    if not full:
        return found

    def actor(value: Actor) -> Actor:
        return replace(value, name=full[value.name]) if value.kind == "person" and value.name in full else value

    def actors(values: tuple[Actor, ...]) -> tuple[Actor, ...]:
        return tuple(map(actor, values)) if any(value.name in full for value in values) else values

    def quote(value: Quote) -> Quote:
        speaker = value.speaker
        if speaker is None or speaker.kind != "named" or speaker.name not in full:
            return value
        return replace(value, speaker=replace(speaker, name=full[speaker.name]))

    return replace(
        found,
        people=tuple(
            replace(one, name=full[one.name], as_told=one.name) if one.name in full else one for one in found.people
        ),
        meetings=tuple(replace(one, who=actors(one.who)) for one in found.meetings),
        items=tuple(replace(one, actors=actors(one.actors)) for one in found.items),
        positions=tuple(replace(one, actor=actor(one.actor)) for one in found.positions),
        quotes=tuple(map(quote, found.quotes)),
    )
