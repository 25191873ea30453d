"""Who is met that is told by office alone: "his Kenyan counterpart", "the country's prime minister"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.places import fold_word
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Person, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast


def identified(who: tuple[Actor, ...], sentence: Span, cast: Cast) -> tuple[Actor, ...]:
    """Those who meet, with a name for whom the article names with that office elsewhere; each person once.

    A counterpart holds the office of whoever else is named, or is the one official of that country; "the leader" of a
    country is its one president, prime minister or monarch. Where two fit, or nobody does, nobody is meant.
    """
    who = _of_offices(who, cast)
    if all(actor.kind != "unnamed" for actor in who):
        return who
    found: dict[tuple[str, str], Actor] = {}
    country = ""
    for actor in who:
        one = actor
        if actor.kind == "unnamed":
            joined = country if _AND.search(cast.view, max(0, actor.span.start - 6), actor.span.start) else ""
            one = _named(actor, actor.country or _country_before(actor, sentence, cast) or joined, who, cast)
        country = one.country
        found.setdefault((one.kind, one.name if one.kind == "person" else str(one.span.start)), one)
    return tuple(found.values())


def _of_offices(who: tuple[Actor, ...], cast: Cast) -> tuple[Actor, ...]:
    """Two or three countries, or people of them, with the office that all have: "the foreign ministers of X and Y"."""
    if not _PAIR <= len(who) <= _PAIR + 1 or {actor.kind for actor in who} not in ({"country"}, {"unnamed"}):
        return who
    first, *_, last, second = sorted((who[0], *who), key=lambda actor: actor.span.start)
    before = _OFFICES_OF.search(cast.view, max(0, first.span.start - 60), first.span.start)
    behind = _OFFICES.match(cast.view, second.span.end)
    plural = (
        (before or behind) if cast.view[last.span.end : second.span.start].startswith((" and ", ", and ")) else None
    )
    if plural is None:
        return who
    office = plural["office"]
    people = [_holder(office, actor.country, cast) for actor in who]
    return tuple(cast.actor_of(one, actor.span) if one else actor for one, actor in zip(people, who, strict=True))


def _holder(office: str, country: str, cast: Cast) -> Person | None:
    """The one person of a country who holds an office; of leaders its president, prime minister or monarch."""
    officials = [one for one in cast.people if one.country == country and one.office and not one.private]
    if office == "leader":
        fits = [one for one in officials if _leads(one, cast)]
    else:
        fits = [one for one in officials if _rank(one.office, country, cast) == _rank(office, country, cast)]
    fits = fits or ([] if officials else _counterparts(country, cast))
    return fits[0] if len(fits) == 1 else None


def _counterparts(country: str, cast: Cast) -> list[Person]:
    """The people of a country of whom only this is told that they hold the office of others there."""
    known = (one for one in cast.people if one.country == country and not (one.private or one.office))
    return [one for one in known if any(_TIE.search(cast.view, span.start, span.end) for span in one.descriptions)]


def _named(actor: Actor, country: str, who: tuple[Actor, ...], cast: Cast) -> Actor:
    others = {one.name for one in who if one.kind == "person"}
    if country and (several := _MANY.fullmatch(fold(actor.name))):
        return _one_of_many(several["office"], actor, country, others, cast)
    office = _OFFICE.search(cast.view, actor.span.start, actor.span.end)
    if office is None or not country:
        return actor
    officials = [
        person
        for person in cast.people
        if person.country == country and person.office and not person.private and person.name not in others
        if not _TELLS.search(fold(person.office))
    ]
    if not officials:
        known = [
            one
            for one in cast.people
            if one.country == country and not (one.private or one.office) and one.name not in others
        ]
        return cast.actor_of(known[0], actor.span) if len(known) == 1 else replace(actor, country=country)
    fits = _fits(office, officials, who, cast)
    if len(fits) != 1:
        return replace(actor, country=country)
    return cast.actor_of(fits[0], actor.span)


def _one_of_many(office: str, actor: Actor, country: str, others: set[str], cast: Cast) -> Actor:
    """Whom the article names of "ministers from Kenya and Peru": the one minister of a country, or its one person."""
    known = [one for one in cast.people if one.country == country and not one.private and one.name not in others]
    held = [one for one in known if one.office]
    fits = [one for one in held if _rank(one.office, country, cast).endswith(office)] if held else known
    return cast.actor_of(fits[0], actor.span) if len(fits) == 1 else actor


def _fits(office: re.Match[str], officials: list[Person], who: tuple[Actor, ...], cast: Cast) -> list[Person]:
    """The officials of a country who may be meant: of the rank that is told, or that whoever has a counterpart holds.

    One who leads a country has no counterpart in a minister; of leaders those of any style are alike.
    """
    if office["counterpart"]:
        met = [one for one in who if one.kind == "person" and one.office]
        ranks = {_rank(one.office, one.country, cast) for one in met}
        if not ranks:
            return officials
        leads = any(map(_LEADS.search, ranks))
        same = [person for person in officials if _rank(person.office, person.country, cast) in ranks]
        return same or [person for person in officials if leads and _leads(person, cast)]
    if office["leader"]:
        return [person for person in officials if _leads(person, cast)]
    asked = {person.name: _rank(office["office"], person.country, cast) for person in officials}
    return [person for person in officials if _rank(person.office, person.country, cast) == asked[person.name]]


def _leads(person: Person, cast: Cast) -> bool:
    return _LEADS.search(_rank(person.office, person.country, cast)) is not None


def _rank(office: str, country: str, cast: Cast) -> str:
    """An office as most call it: the American secretary of state is a foreign minister."""
    words = _MINISTER_OF.sub(r"\1 minister", fold_word(office))
    if _LOWER.search(words):
        return words
    styles = _styles(cast.lexicon)
    return next((rank for of, title, rank in styles if of in ("any", country) and words.endswith(title)), words)


@cache
def _styles(lexicon: Lexicon) -> tuple[tuple[str, str, str], ...]:
    """Country id in small letters or "any", title, and the office that it is."""
    told = (
        (*entry.partition(" "), rank) for rank, all_of in lexicon.groups("meetings.styles").items() for entry in all_of
    )
    return tuple((country, fold(title), rank) for country, _, title, rank in told if title)


def _country_before(actor: Actor, sentence: Span, cast: Cast) -> str:
    """The country that "the country's president" speaks of: the one named last before it in the sentence."""
    if not _OF_IT.search(cast.view, max(sentence.start, actor.span.start - 24), actor.span.end):
        return ""
    named = [place for place in cast.places_in(Span(sentence.start, actor.span.start)) if place.form != "demonym"]
    return named[-1].country if named else ""


_TIE = re.compile(r"\b(?:counterpart|opposite number|colleague|peer|homologue)\b")
_OF_IT = re.compile(r"\bthe (?:country|nation|kingdom|republic|island)'s ")
_OFFICE = re.compile(
    r"(?P<counterpart>counterpart|opposite number|colleague|peer|homologue)(?: (?:from|of) .*)?$|(?P<leader>leader)$|"
    r"(?P<office>(?:(?:prime|foreign|defen[cs]e|finance|trade|interior|energy|health|economy|transport|justice) )?"
    r"(?:minister|president|premier|chancellor|king|emir|foreign secretary|defen[cs]e secretary|foreign policy chief))$"
)
_MANY = re.compile(r"(?P<office>minister|president|premier|prime minister|foreign minister)s")
_AND = re.compile(r" and (?:the )?$")
_MINISTER_OF = re.compile(r".*\bminister (?:of|for) (?:the )?(.+)$")
_LOWER = re.compile(r"\b(?:deputy|vice|assistant|under|former|ex|spokes\w+|ambassador|envoy|adviser|aide|shadow)\b")
_TELLS = re.compile(r"\b(?:spokes\w+|press secretary)\b")
_LEADS = re.compile(r"(?:president|prime minister|king|queen|emir|sultan|leader|crown prince)$")
_PAIR = 2
_PLURAL = (
    r"(?P<office>(?:(?:prime|foreign|defen[cs]e|finance|trade|energy|interior) )?"
    r"(?:minister|president|leader|premier))s"
)
_OFFICES_OF = re.compile(rf"\b{_PLURAL} of (?:the |both )?$")
_OFFICES = re.compile(rf" {_PLURAL}\b")
