"""Across articles: the year of an undated one from dated coverage of the same event, and one person in many articles.

Only articles dated on or before as-of lend their knowledge, so that a brief made for a past day knows no more than
that day did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from briefgen.articles.whens import resolve
from briefgen.model import Actor, Article, Dated, Findings, Speaker, When
from briefgen.text import words

# An undated article is dated by the latest day it names, but a day long after the meeting it reports is a plan.
_AFTERMATH = timedelta(days=14)
_LONGEST = 31  # days of one meeting


def link(findings: tuple[Findings, ...], as_of: date | None = None) -> tuple[Findings, ...]:
    """The same findings, undated articles dated where they can be, people under their fullest name.

    An undated article takes its year from dated coverage of the same meeting,
    and every person the fullest name that any of the articles gives.

    Args:
        findings: one value an article, in any order.
        as_of: articles dated later lend nothing; None lets every article lend.
    """
    lenders = tuple(
        found for found in findings if found.article.date.day and (as_of is None or found.article.date.day <= as_of)
    )
    told = _told(lenders)
    dated = tuple(found if found.article.date.day else _dated(found, told) for found in findings)
    names = _names(dated)
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


# --- the year of an undated article ------------------------------------------------------------------------------


_Told = dict[tuple[int, int], list[tuple[date, frozenset[str], str]]]


def _told(lenders: tuple[Findings, ...]) -> _Told:
    """Every dated meeting by month and day of each of its days: the day, the surnames, and the article's path."""
    told: _Told = defaultdict(list)
    for found in lenders:
        for meeting in found.meetings:
            surnames = frozenset(_surnames(meeting.who))
            for day in _days(meeting.when, found.article) if meeting.when else ():
                told[day.month, day.day].append((day, surnames, found.article.path))
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
        surnames = _surnames(meeting.who)
        for day, others, path in told.get((when.month, when.day), ()):
            if len(surnames & others) > 1:  # two people in common on the same day of some year
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


def _surnames(actors: Iterable[Actor]) -> set[str]:
    return {words(actor.name)[-1] for actor in actors if actor.kind == "person" and words(actor.name)}


# --- one person in many articles ---------------------------------------------------------------------------------

_Names = dict[tuple[str, str], str]


def _names(findings: tuple[Findings, ...]) -> _Names:
    """The fullest name of each person, by article id and the name there.

    Two names are one person when the last words agree, one's other words are all among the other's, the countries do
    not differ, and no third person fits as well.
    """
    by_last: dict[str, dict[tuple[str, ...], set[str]]] = defaultdict(lambda: defaultdict(set))
    for found in findings:
        for person in found.people:
            if key := tuple(words(person.name)):
                by_last[key[-1]][key].add(person.country)
    fullest: dict[tuple[str, ...], tuple[str, ...]] = {}
    for group in by_last.values():
        keys = sorted(group, key=lambda key: (-len(key), key))
        for key in keys:
            fits = [
                other
                for other in keys
                if len(other) > len(key) and set(key) <= set(other) and _compatible(group[key], group[other])
            ]
            tops = [other for other in fits if not any(set(other) < set(more) for more in fits)]
            fullest[key] = tops[0] if len(tops) == 1 else key
    forms = _written_forms(findings)
    names: _Names = {}
    for found in findings:
        for person in found.people:
            key = tuple(words(person.name))
            names[found.article.id, person.name] = forms[fullest[key]] if key else person.name
    return names


def _written_forms(findings: tuple[Findings, ...]) -> dict[tuple[str, ...], str]:
    """One spelling for each folded name: the one with most accents, then the first in order of letters."""
    forms: dict[tuple[str, ...], str] = {}
    for found in findings:
        for person in found.people:
            key = tuple(words(person.name))
            best = forms.get(key, person.name)
            forms[key] = max(best, person.name, key=lambda name: (sum(ord(char) > 127 for char in name), name))
    return forms


def _compatible(one: set[str], other: set[str]) -> bool:
    known = {country for country in one if country}, {country for country in other if country}
    return not known[0] or not known[1] or bool(known[0] & known[1])


def _renamed(found: Findings, names: _Names) -> Findings:
    """The findings with every person under their fullest name."""
    where = found.article.id
    if all(names.get((where, person.name), person.name) == person.name for person in found.people):
        return found

    def actor(value: Actor) -> Actor:
        return replace(value, name=names.get((where, value.name), value.name)) if value.kind == "person" else value

    def speaker(value: Speaker | None) -> Speaker | None:
        if value is None or value.kind != "named":
            return value
        return replace(value, name=names.get((where, value.name), value.name))

    return replace(
        found,
        people=tuple(replace(person, name=names.get((where, person.name), person.name)) for person in found.people),
        meetings=tuple(replace(meeting, who=tuple(map(actor, meeting.who))) for meeting in found.meetings),
        items=tuple(replace(item, actors=tuple(map(actor, item.actors))) for item in found.items),
        positions=tuple(replace(position, actor=actor(position.actor)) for position in found.positions),
        quotes=tuple(replace(quote, speaker=speaker(quote.speaker)) for quote in found.quotes),
    )
