"""Shared knowledge of people and countries, from ``profiles/packs/``: what extraction knows of the world."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, as printed and as matched."""

    id: str  # ISO 3166-1 alpha-2: "TR"
    name: str  # as the desk prints it: "Türkiye"
    names: tuple[str, ...]  # every spelling to match, the printed one among them
    demonyms: tuple[str, ...]  # "Turkish", "Turk", "Turks"
    capital: tuple[str, ...]  # "Ankara"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """An office and the days it was held; None means open."""

    office: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """A person of the packs."""

    name: str
    aliases: tuple[str, ...]
    country: str
    tenures: tuple[Tenure, ...] = ()
    say_as: str = ""
    gender: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packs:
    """What the shared packs hold."""

    countries: tuple[Country, ...]
    people: tuple[KnownPerson, ...]

    def country(self, id: str) -> Country | None:  # noqa: A002
        """The country of that id."""
        return next((country for country in self.countries if country.id == id), None)
