"""Shared knowledge of people and countries, from ``profiles/packs/``: what extraction knows of the world."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeVar

import yaml

from briefgen.errors import Location, Problem, ProfileError
from briefgen.leaders import LeaderIndex, Leaders, index, one_line
from briefgen.resources import SHIPPED
from briefgen.text import fold
from briefgen.yamltext import MAX_BYTES, read_file, read_yaml

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, as printed and as matched."""

    id: str  # ISO 3166-1 alpha-2: "TR"
    name: str  # as the desk prints it: "Türkiye"
    names: tuple[str, ...]  # every spelling to match, the printed one among them
    demonyms: tuple[str, ...]  # "Turkish", "Turk", "Turks"
    capital: tuple[str, ...]  # "Ankara", and other words the press uses for the government
    bodies: tuple[str, ...] = ()  # "Pentagon", "Knesset": named without the country that has them
    kind: Literal["country", "organisation"] = "country"  # the EU and NATO meet like countries
    seat: tuple[str, ...] = ()  # "Brussels": means an organisation only in a profile that names it
    forum: bool = False  # a place to meet more often than a party: its names mean it only in a profile that names it


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office and the days it was held; None means open."""

    office: str
    since: date | None = None
    until: date | None = None

    def covers(self, day: date) -> bool:
        """Whether the office was held on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person of the packs."""

    name: str
    aliases: tuple[str, ...]
    country: str
    tenures: tuple[Tenure, ...] = ()
    say_as: str = ""
    gender: str = ""
    by_family: bool = True  # whether the family name alone, with nobody of it in the article, means this person
    leads: str = ""  # id of the organisation that somebody without one country leads in these tenures

    def office_on(self, day: date) -> str:
        """The office held on that day, the first named where there are several; empty when none is known."""
        return next((tenure.office for tenure in self.tenures if tenure.covers(day)), "")

    def country_on(self, day: date | None) -> str:
        """The country or organisation somebody is of on that day; empty when none is sure."""
        led = self.leads and day and any(tenure.covers(day) for tenure in self.tenures)
        return self.leads if led else self.country

    def ended(self, day: date, as_of: date) -> bool:
        """Whether the office held on ``day`` was over on ``as_of`` and not held again under its name."""
        over = any(tenure.until and tenure.until < as_of and tenure.covers(day) for tenure in self.tenures)
        return over and self.office_on(day) != self.office_on(as_of)


PlaceForm = Literal["name", "demonym", "capital", "body"]


class PlaceWord(NamedTuple):
    """A word that means a country in any article; a decoy ("Latin America") has no country."""

    word: str
    country: str
    form: PlaceForm


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Packs:
    """What the shared packs hold. Compared and hashed by identity: ``load_packs`` gives one for each set of files."""

    countries: tuple[Country, ...]
    people: tuple[KnownPerson, ...]
    decoys: tuple[str, ...] = ()  # phrases that hold a country's word and do not mean it
    weak: tuple[str, ...] = ()  # words that mean a country only where a profile names it
    leaders: tuple[Leaders, ...] = ()  # of each folder, the one that wins last
    _by_id: dict[str, Country] = field(default_factory=dict, repr=False)
    _by_spelling: dict[str, str] = field(default_factory=dict, repr=False)

    def country(self, id: str) -> Country | None:  # noqa: A002
        """The country of that id."""
        return self._by_id.get(id)

    def country_named(self, name: str) -> Country | None:
        """The country that is printed or spelled so; None where there is none or more than one."""
        return self._by_id.get(self._by_spelling.get(_key(name), ""))

    def led_by(self, words: tuple[str, ...], *, in_office: bool = False) -> str:
        """The id of the country that the leader of these folded words is of; empty for nobody and where two claim them.

        The family name alone tells it only of somebody ``in_office``: behind an office of state.
        """
        return _led(self).country(words, in_office=in_office)

    def place_words(self) -> tuple[PlaceWord, ...]:
        """Every word that means exactly one country, longest ones included, and the decoys.

        A word that two countries claim ("Congolese") and the weak ones ("Victoria") are left out.
        """
        return _place_words(self)

    def shared_bodies(self) -> tuple[PlaceWord, ...]:
        """Every name of a body that several countries have ("Foreign Office"), once for each of them."""
        words = [PlaceWord(word, country.id, "body") for country in self.countries for word in country.bodies]
        owners = Counter(_key(word.word) for word in words)
        return tuple(word for word in words if owners[_key(word.word)] > 1)


@cache
def _place_words(packs: Packs) -> tuple[PlaceWord, ...]:
    claims: dict[str, PlaceWord] = {}
    owners: Counter[str] = Counter()
    for country in packs.countries:
        mine: dict[str, PlaceWord] = {}
        forms: tuple[tuple[PlaceForm, tuple[str, ...]], ...] = (
            ("name", country.names),
            ("demonym", country.demonyms),
            ("capital", country.capital),
            ("body", country.bodies),
        )
        for form, words in forms:
            for word in words:
                mine.setdefault(_key(word), PlaceWord(word, country.id, form))
        owners.update(mine.keys())
        claims.update(mine)
    weak = {_key(word) for word in packs.weak}
    known = tuple(word for key, word in claims.items() if owners[key] == 1 and key not in weak)
    return (*known, *(PlaceWord(phrase, "", "name") for phrase in packs.decoys))


@cache
def _led(packs: Packs) -> LeaderIndex:
    return index(
        packs.leaders, ((person.name, person.country) for person in packs.people if person.country and person.by_family)
    )


def _key(word: str) -> str:
    """What two spellings of a word share; initials keep their capitals, so that "US" is not "us"."""
    return word if word.isupper() else fold(word)


def load_packs(*folders: Path) -> Packs:
    """The packs of the given ``profiles/packs`` folders, the first one winning; as shipped where none is given.

    Raises:
        ProfileError: a pack does not read; every fault found.
    """
    return _load(folders or (SHIPPED / "profiles" / "packs",))


@cache
def _load(folders: tuple[Path, ...]) -> Packs:
    problems: list[Problem] = []
    places: dict[str, Country] = {}
    people: dict[str, KnownPerson] = {}
    decoys: dict[str, None] = {}
    weak: dict[str, None] = {}
    leaders: list[tuple[_File, Leaders]] = []
    for folder in reversed(folders):
        world = _File(folder / "countries.yaml", problems)
        places.update(world.read("countries", _country))
        if "organisations" in world.held:
            world.tell("organisations: they stand in organisations.yaml", "organisations")
        else:
            world.holds_only("countries", "decoys", "weak")
        for _, phrases in world.read("decoys", lambda _, entry: _words(entry)):
            decoys.update(dict.fromkeys(phrases))
        weak.update(dict.fromkeys(_words(world.held.get("weak"))))
        bodies = _File(folder / "organisations.yaml", problems)
        bodies.holds_only("organisations")
        for organisation, heads in dict(bodies.read("organisations", _organisation)).values():
            places[organisation.id] = organisation
            weak.update(dict.fromkeys(organisation.names if organisation.forum else ()))
            people.update((head.name, head) for head in heads)
        persons = _File(folder / "people.yaml", problems)
        persons.holds_only("people")
        people.update(persons.read("people", _person))
        led = _File(folder / "leaders.yaml", problems)
        led.holds_only("leaders", "common")
        leaders.append((led, Leaders(dict(led.read("leaders", _leaders)), ", ".join(_words(led.held.get("common"))))))
    for led, held in leaders:
        for country_id in held.names.keys() - places.keys():
            led.tell(f"{country_id}: no country of that id stands in countries.yaml", country_id)
    if problems:
        raise ProfileError(*problems)
    countries = tuple(places.values())
    spellings: dict[str, str] = {}
    for country in countries:
        for name in country.names:
            # A spelling that two claim names neither; the printed name is always its country's own.
            spellings[_key(name)] = "" if _key(name) in spellings else country.id
    spellings.update({_key(country.name): country.id for country in countries})
    return Packs(
        countries=countries,
        people=tuple(people.values()),
        decoys=tuple(decoys),
        weak=tuple(weak),
        leaders=tuple(held for _, held in leaders),
        _by_id={country.id: country for country in countries},
        _by_spelling=spellings,
    )


class _File:
    """A pack file: a map whose leaves are all strings; empty where there is no such file."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self._path = path
        self._problems = problems
        self._text = ""
        self.held: dict[str, Any] = {}
        try:
            raw = read_file(path)
            if len(raw) > MAX_BYTES:
                raise ValueError(f"larger than {MAX_BYTES // 1000} kB")
            self._text = raw.decode("utf-8-sig")
            found = read_yaml(self._text)
            self.held = _map(found) if found else {}
        except FileNotFoundError:
            pass
        except yaml.MarkedYAMLError as fault:
            line = fault.problem_mark.line if fault.problem_mark else -1
            told = self._text.splitlines()[line : line + 1] if line >= 0 else []
            tab = bool(told) and "\t" in told[0][: len(told[0]) - len(told[0].lstrip())]
            self._tell("a tab cannot indent YAML: use spaces" if tab else str(fault.problem), line + 1)
        except OSError as fault:
            own = str(fault.strerror)
            self._tell(own if own.startswith("this is") else f"cannot be read: {own}")
        except UnicodeDecodeError as fault:
            self._tell("this is not UTF-8: save the file as UTF-8", fault.object[: fault.start].count(b"\n") + 1)
        except yaml.YAMLError as fault:
            self._tell(f"cannot be read: {fault}")
        except ValueError as fault:
            self._tell(f"a pack: {fault}", 1)

    def read(self, section: str, reader: Callable[[str, Any], T]) -> Iterator[tuple[str, T]]:
        """What ``reader`` makes of each entry of a section; faults are told with the line of the entry."""
        try:
            entries = _map(self.held.get(section) or {})
        except ValueError as fault:
            self._tell(f"{section}: {fault}", self._line(section))
            return
        for name, entry in entries.items():
            try:
                yield name, reader(name, entry)
            except ValueError as fault:
                self._tell(f"{name}: {fault}", self._line(name))

    def holds_only(self, *known: str) -> None:
        """Files a fault for every other section: nobody would read it."""
        for key in self.held:
            if key not in known:
                self.tell(_unknown(key, known), key)

    def tell(self, message: str, key: str) -> None:
        """Files a fault with the line that ``key`` stands on."""
        self._tell(message, self._line(key))

    def _line(self, key: str) -> int:
        """The line a key stands on; packs are read without positions, which take four times as long."""
        found = re.search(rf"""(?m)^\s*["']?{re.escape(key)}["']?\s*:""", self._text)
        return self._text.count("\n", 0, found.end()) + 1 if found else 0

    def _tell(self, message: str, line: int = 0) -> None:
        self._problems.append(Problem(message, Location(str(self._path), line)))


def _map(node: Any) -> dict[str, Any]:
    if not isinstance(node, dict):
        raise ValueError(f"expected a map, found {'a list' if isinstance(node, list) else 'text'}")
    return node


def _unknown(key: str, known: Collection[str]) -> str:
    return f"unknown key '{key}'. Known here: {', '.join(known)}"


def _entry(node: Any, *known: str) -> dict[str, Any]:
    """A map that holds nothing but these keys; what nobody reads would be an edit without effect."""
    entry = _map(node)
    for key in entry:
        if key not in known:
            raise ValueError(_unknown(key, known))
    return entry


def _needed(entry: dict[str, Any], key: str) -> str:
    if not isinstance(entry.get(key), str) or not entry[key]:
        raise ValueError(f"'{key}' is missing")
    return str(entry[key])


def _words(node: Any) -> tuple[str, ...]:
    if isinstance(node, list):
        return tuple(str(word) for word in node)
    return (node,) if isinstance(node, str) and node else ()


_COUNTRY = ("name", "names", "demonyms", "capital", "bodies")


def _country(id_: str, entry: Any, more: tuple[str, ...] = ()) -> Country:
    entry = _entry(entry, *_COUNTRY, *more)
    name = _needed(entry, "name")
    return Country(
        id=id_,
        name=name,
        names=tuple(dict.fromkeys((name, *_words(entry.get("names"))))),
        demonyms=_words(entry.get("demonyms")),
        capital=_words(entry.get("capital")),
        bodies=_words(entry.get("bodies")),
    )


_HEAD = ("name", "office", "since", "until", "also", "aliases", "gender", "say_as")


def _organisation(id_: str, entry: Any) -> tuple[Country, tuple[KnownPerson, ...]]:
    """An organisation, and those who lead or have led it."""
    forum = entry.get("forum", "no") if isinstance(entry, dict) else "no"
    if forum not in ("yes", "no"):
        raise ValueError("'forum' is yes or no")
    known = _country(id_, entry, ("seat", "forum", "heads"))
    known = replace(known, kind="organisation", seat=_words(entry.get("seat")), forum=forum == "yes")
    heads = entry.get("heads", [])
    if not isinstance(heads, list):
        raise ValueError("'heads' is a list")
    found: dict[str, KnownPerson] = {}
    for head in (_entry(head, *_HEAD) for head in heads):
        name, since = _needed(head, "name"), _day(head.get("since"))
        held = Tenure(office=_needed(head, "office"), since=since, until=_day(head.get("until")))
        before = found.get(name)
        found[name] = KnownPerson(
            name=name,
            aliases=_words(head.get("aliases")) or (before.aliases if before else ()),
            # Whoever has spoken for a country, too, is of the organisation on these days, or where an article says so.
            country="" if head.get("also") else id_,
            leads=id_ if head.get("also") else "",
            tenures=(*(before.tenures if before else ()), *((held,) if since else ())),
            say_as=str(head.get("say_as", "")),
            gender=str(head.get("gender", "")),
            by_family=False,
        )
    return known, tuple(found.values())


def _leaders(_: str, entry: Any) -> str:
    if isinstance(entry, dict):
        raise ValueError("expected names with commas between them")
    return one_line(entry)


def _person(name: str, entry: Any) -> KnownPerson:
    entry = _entry(entry, "aliases", "country", "offices", "say_as", "gender")
    offices = entry.get("offices", [])
    if not isinstance(offices, list):
        raise ValueError("'offices' is a list")
    return KnownPerson(
        name=name,
        aliases=_words(entry.get("aliases")),
        country=str(entry.get("country", "")),
        tenures=tuple(
            Tenure(office=_needed(held, "office"), since=_day(held.get("since")), until=_day(held.get("until")))
            for held in (_entry(held, "office", "since", "until") for held in offices)
        ),
        say_as=str(entry.get("say_as", "")),
        gender=str(entry.get("gender", "")),
    )


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f"'{written}' is not a date; write it as 2025-03-25") from None
