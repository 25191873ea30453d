"""Whoever the shipped articles name is in the packs, with the office held on that day."""

from __future__ import annotations

from datetime import date

import pytest
from commandline import ROOT

from briefgen.packs import KnownPerson, Packs
from briefgen.pipeline import gather
from briefgen.text import words

NO_PERSON = {"Medecins Sans Frontieres"}  # read as a name of three words
# On a day the articles tell of; who speaks for nobody, or whose days are not sure, has no office.
OFFICES = {
    "Hakan Fidan": ("2025-03-24", "Foreign Minister", "TR"),
    "Yaşar Güler": ("2025-07-09", "Defence Minister", "TR"),
    "Recep Tayyip Erdoğan": ("2024-12-12", "President", "TR"),
    "Ekrem İmamoğlu": ("2025-03-22", "Mayor of Istanbul", "TR"),
    "Marco Rubio": ("2025-03-25", "Secretary of State", "US"),
    "Antony Blinken": ("2024-12-12", "Secretary of State", "US"),
    "Donald Trump": ("2025-03-24", "President", "US"),
    "Joe Biden": ("2025-01-19", "President", "US"),
    "Steve Witkoff": ("2025-03-26", "Special Envoy for the Middle East", "US"),
    "Bernie Sanders": ("2025-04-04", "Senator", "US"),
    "Tucker Carlson": ("2025-03-26", "", "US"),
    "Shehbaz Sharif": ("2025-07-09", "Prime Minister", "PK"),
    "Ishaq Dar": ("2025-07-09", "Foreign Minister", "PK"),
    "Asim Munir": ("2025-07-09", "Chief of the Army Staff", "PK"),
    "Benjamin Netanyahu": ("2025-04-04", "Prime Minister", "IL"),
    "Itamar Ben-Gvir": ("2025-04-04", "National Security Minister", "IL"),
    "Ahmed al-Sharaa": ("2025-04-04", "President", "SY"),
    "Viktor Orbán": ("2025-04-04", "Prime Minister", "HU"),
    "Yoweri Museveni": ("2025-04-04", "President", "UG"),
    "Salva Kiir": ("2025-04-04", "President", "SS"),
    "Riek Machar": ("2025-04-04", "First Vice President", "SS"),
    "Mohammed Abdallah Goc": ("2025-04-04", "", "SS"),
    "Agnes Callamard": ("2025-04-04", "Secretary-General of Amnesty International", "FR"),
}


@pytest.fixture(scope="module")
def known(packs: Packs) -> dict[tuple[str, ...], KnownPerson]:
    return {tuple(words(name)): person for person in packs.people for name in (person.name, *person.aliases)}


def test_everybody_the_articles_name_is_known(known: dict[tuple[str, ...], KnownPerson]) -> None:
    found = gather((ROOT / "seeds",), (ROOT / "profiles" / "packs",), "en").found
    names = {person.name for one in found for person in one.people} - NO_PERSON
    assert sorted(name for name in names if tuple(words(name)) not in known) == []
    assert {known[tuple(words(name))].name for name in names} == set(OFFICES)


@pytest.mark.parametrize("name", OFFICES)
def test_the_office_on_the_day_of_the_article(name: str, known: dict[tuple[str, ...], KnownPerson]) -> None:
    day, office, country = OFFICES[name]
    person = known[tuple(words(name))]
    assert (person.office_on(date.fromisoformat(day)), person.country) == (office, country)


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("State Department", "US"),
        ("Pentagon", "US"),
        ("White House", "US"),
        ("Kremlin", "RU"),
        ("Knesset", "IL"),
        ("International Criminal Court", "ICC"),
        ("World Court", "ICJ"),
        ("European Union", "EU"),
        ("NATO", "NATO"),
        ("ASEAN", "ASEAN"),
    ],
)
def test_a_body_the_articles_name_has_its_owner(packs: Packs, word: str, country: str) -> None:
    assert {place.country for place in packs.place_words() if place.word == word} == {country}
