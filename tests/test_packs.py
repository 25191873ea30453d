"""The shared packs: every country whole, every word with one owner, every person of a known country."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from briefgen.errors import ProfileError
from briefgen.packs import Packs, load_packs
from briefgen.resources import SHIPPED
from briefgen.rules import Term, TermSet, case_of, compile_terms
from briefgen.text import fold

SHARED = {"congo", "congolese", "dominican", "dominicans", "korea", "korean", "koreans"}


@pytest.fixture(scope="module")
def places(packs: Packs) -> TermSet[str]:
    """Every word that means a country, as articles are read."""
    words = [place for place in packs.place_words() if place.country]
    decoys = [place.word for place in packs.place_words() if not place.country]
    return compile_terms([Term(p.word, p.country, case_of(p.word, proper=True)) for p in words], decoys)


def countries(places: TermSet[str], text: str) -> list[str]:
    return [match.key for match in places.find(text)]


def test_every_country_has_a_name_a_demonym_and_a_capital(packs):
    whole = [country for country in packs.countries if country.kind == "country"]
    assert len(whole) >= 195
    assert [country.id for country in whole if not (country.name and country.demonyms and country.capital)] == []
    assert [country.id for country in whole if len(country.id) != 2 or not country.id.isupper()] == []


def test_no_country_of_the_world_is_missing(packs):
    import countryinfo

    known = {"CS"} | {country.id for country in packs.countries}  # CS: Serbia and Montenegro, which is no more
    for name in countryinfo.CountryInfo("Turkey").all():
        info = countryinfo.CountryInfo(name).info()
        code = info.get("ISO", {}).get("alpha2", "")
        assert not code or code in known or info.get("population", 0) < 1_000_000, name


def test_a_word_has_one_owner_or_is_known_to_have_two(packs):
    owner: dict[str, set[str]] = {}
    for country in packs.countries:
        for word in (*country.names, *country.demonyms, *country.capital):
            owner.setdefault(word if word.isupper() else fold(word), set()).add(country.id)
    assert {word for word, ids in owner.items() if len(ids) > 1} == SHARED


def test_a_printed_name_is_never_all_a_code(packs):
    initials = {country.name for country in packs.countries if country.name.isupper() and country.kind == "country"}
    assert initials == {"US", "UK", "UAE"}


def test_every_decoy_holds_a_countrys_word_and_every_weak_word_is_one(packs):
    words = [word for c in packs.countries for word in (*c.names, *c.demonyms, *c.capital)]
    plain = compile_terms(Term(word, "x", case_of(word, proper=True)) for word in words)
    assert [decoy for decoy in packs.decoys if not plain.find(decoy)] == []
    assert sorted(set(packs.weak) - set(words)) == []


def test_the_pack_holds_no_key_that_nobody_reads():
    world = yaml.safe_load((SHIPPED / "profiles" / "packs" / "countries.yaml").read_text(encoding="utf-8"))
    assert set(world) == {"countries", "decoys", "weak"}
    for id_, entry in world["countries"].items():
        assert set(entry) <= {"name", "names", "demonyms", "capital", "bodies"}, id_


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Türkiye, TURKIYE, Turkey and the Turks", ["TR", "TR", "TR", "TR"]),
        ("The U.S., the US and the United States of America", ["US", "US", "US"]),
        ("Washington, D.C. and Washington", ["US", "US"]),
        ("South Korea and North Korea, but not Korea", ["KR", "KP"]),
        ("Guinea-Bissau, Equatorial Guinea, Papua New Guinea and Guinea", ["GW", "GQ", "PG", "GN"]),
        ("South Sudan and Sudan; South Sudanese and Sudanese", ["SS", "SD", "SS", "SD"]),
        ("the People's Republic of China and the Republic of China", ["CN", "TW"]),
        ("Côte d’Ivoire, Cote d'Ivoire, São Tomé and Príncipe", ["CI", "CI", "ST"]),
        ("Niger and Nigeria, Nigeriens and Nigerians", ["NE", "NG", "NE", "NG"]),
        ("Polish and Danish ministers at NATO and the EU", ["PL", "DK", "NATO", "EU"]),
        ("US-led talks on the Türkiye-US relationship", ["US", "TR", "US"]),
    ],
)
def test_a_country_is_found_under_every_name(places, text, found):
    assert countries(places, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Let us polish the china, eat a turkey and a swede, and who is in chad?",
        "Latin America, the Indian Ocean, Turks and Caicos, New Mexico",
        "the Washington Post, the Times of Israel and Turkish Airlines",
        "Mr Congo of the Congolese team; Dominican friars; a Korean dinner",
        "Victoria, Kingston and Wellington met Sofia",
        "Male workers and a nice lima bean; Romanesque, Finnishing, Omanic",
        "The Turkish Republic of Northern Cyprus and Turkish Cypriots",
    ],
)
def test_a_word_that_only_looks_like_a_country_is_none(places, text):
    assert countries(places, text) == []


def test_a_country_by_its_spelling(packs):
    named = {
        name: packs.country_named(name) for name in ("Turkiye", "TÜRKİYE", "UK", "Holland", "Korea", "us", "Narnia")
    }
    assert {name: country.id if country else None for name, country in named.items()} == {
        "Turkiye": "TR",
        "TÜRKİYE": None,  # capitals are kept as they are: "US" is not "us"
        "UK": "GB",
        "Holland": "NL",
        "Korea": None,
        "us": None,
        "Narnia": None,
    }


# --- people --------------------------------------------------------------------------------------------------------


def test_every_person_is_of_a_known_country_and_of_one_name(packs):
    assert [one.name for one in packs.people if one.by_family and packs.country(one.country) is None] == []
    names = [fold(name) for person in packs.people for name in {fold(n) for n in (person.name, *person.aliases)}]
    assert len(names) == len(set(names))
    assert {person.gender for person in packs.people} <= {"m", "f"}


def test_offices_do_not_end_before_they_begin(packs):
    for person in packs.people:
        for held in person.tenures:
            assert not (held.since and held.until) or held.since < held.until, person.name


def test_an_office_on_a_day(packs):
    people = {person.name: person for person in packs.people}
    blinken, rubio = people["Antony Blinken"], people["Marco Rubio"]
    assert blinken.office_on(date(2024, 12, 12)) == "Secretary of State"
    assert blinken.office_on(date(2025, 3, 25)) == ""
    assert rubio.office_on(date(2025, 3, 25)) == "Secretary of State"
    assert rubio.office_on(date(2024, 12, 12)) == "Senator"
    assert people["Donald Trump"].office_on(date(2022, 5, 1)) == ""


# --- leaders --------------------------------------------------------------------------------------------------------


def by_name(packs: Packs, *names: str, in_office: bool = False) -> dict[str, str]:
    return {name: packs.led_by(tuple(fold(name).split()), in_office=in_office) for name in names}


def test_every_country_has_leaders_and_every_leader_one_country(packs):
    (shipped,) = packs.leaders
    assert [id_ for id_ in shipped.names if packs.country(id_) is None] == []
    states = {country.id for country in packs.countries if country.kind == "country"}
    assert states - set(shipped.names) == {"MO", "PR"}  # no foreign policy
    forms = {form: id_ for id_, names in shipped.names.items() for form in names.replace(" | ", ", ").split(", ")}
    assert len(forms) > 1500
    assert [form for form in forms if not packs.led_by(tuple(fold(form).split()))] == [], "two countries claim these"
    assert [form for form in forms if form != form.strip() or form.islower()] == []


def test_a_leader_is_of_the_country_that_people_yaml_says(packs):
    twice = {person.name: packs.led_by(tuple(fold(person.name).split())) for person in packs.people}
    assert {name: id_ for name, id_ in twice.items() if id_} == {}, "these stand in people.yaml already"


def test_a_leader_is_known_under_every_usual_spelling(packs):
    assert by_name(packs, "Kamala Harris", "John F. Kerry", "Saud al-Faisal", "Saud Faisal", "Al Gore") == {
        "Kamala Harris": "US",
        "John F. Kerry": "US",
        "Saud al-Faisal": "SA",
        "Saud Faisal": "SA",
        "Al Gore": "US",
    }
    assert set(by_name(packs, "Park Geun-hye", "Park Geun Hye").values()) == {"KR"}
    assert set(by_name(packs, "Saddam", "Gaddafi", "Gadhafi").values()) == {"IQ", "LY"}


def test_a_family_name_alone_is_a_leaders_only_in_office(packs):
    assert by_name(packs, "Kibaki", "Ruto") == {"Kibaki": "", "Ruto": ""}
    assert by_name(packs, "Kibaki", "Ruto", in_office=True) == {"Kibaki": "KE", "Ruto": "KE"}
    shared = by_name(packs, "Harris", "Wang", "Kim", "Khan", "Ivanov", in_office=True)
    assert set(shared.values()) == {""}, "families of many, or of two countries' leaders"
    assert by_name(packs, "Vice President Harris") == {"Vice President Harris": "US"}


# --- a workspace of one's own --------------------------------------------------------------------------------------


def test_the_packs_of_a_workspace_add_and_replace(tmp_path):
    (tmp_path / "countries.yaml").write_text(
        "countries:\n  TR: {name: Turkey, demonyms: Turkish}\n  NL: {name: Norland, demonyms: [Norlander]}\n", "utf-8"
    )
    (tmp_path / "people.yaml").write_text("people:\n  Ada Vale: {country: NL, gender: f}\n", "utf-8")
    packs = load_packs(tmp_path, SHIPPED / "profiles" / "packs")
    assert {id_: packs.country(id_).name for id_ in ("TR", "NL", "US")} == {"TR": "Turkey", "NL": "Norland", "US": "US"}
    assert {"Ada Vale", "Hakan Fidan"} <= {person.name for person in packs.people}


def test_leaders_of_a_workspace_are_added_and_win(tmp_path):
    (tmp_path / "countries.yaml").write_text("countries:\n  XN: {name: Norland}\n", "utf-8")
    (tmp_path / "leaders.yaml").write_text(
        "leaders:\n  XN: Ada Vale,Bo Marsh|Bo van Marsh, John Kerry\n  KE: [Ida Stone]\ncommon: [Vale]\n", "utf-8"
    )
    packs = load_packs(tmp_path, SHIPPED / "profiles" / "packs")
    mine = {"Ada Vale": "XN", "Bo van Marsh": "XN", "John Kerry": "XN", "Ida Stone": "KE", "William Ruto": "KE"}
    assert by_name(packs, *mine) == mine
    assert by_name(packs, "Vale", "Marsh", in_office=True) == {"Vale": "", "Marsh": "XN"}


def test_a_name_that_two_countries_claim_is_neithers(tmp_path):
    (tmp_path / "countries.yaml").write_text("countries:\n  XN: {name: Norland}\n  XS: {name: Sudland}\n", "utf-8")
    (tmp_path / "leaders.yaml").write_text("leaders:\n  XN: Ada Vale, Bo Marsh\n  XS: Ada Vale, Ida Marsh\n", "utf-8")
    packs = load_packs(tmp_path)
    assert by_name(packs, "Ada Vale", "Bo Marsh") == {"Ada Vale": "", "Bo Marsh": "XN"}
    assert by_name(packs, "Marsh", "Vale", in_office=True) == {"Marsh": "", "Vale": ""}


def test_the_same_files_are_read_once():
    assert load_packs() is load_packs(SHIPPED / "profiles" / "packs")


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("countries.yaml", "countries: {TR: {name: Turkey}", "countries.yaml:2: did not find"),
        ("countries.yaml", "- a list\n", "expected a map, found a list"),
        ("countries.yaml", "countries:\n  TR: {names: [Turkey]}\n", "TR: 'name' is missing"),
        ("countries.yaml", "countries:\n  TR: Turkey\n", "TR: expected a map"),
        (
            "people.yaml",
            "people:\n  Ada Vale: {offices: [{office: Envoy, since: May}]}\n",
            "Ada Vale: 'May' is not a date",
        ),
        ("people.yaml", "people:\n  Ada Vale: {offices: [{since: 2025-01-01}]}\n", "Ada Vale: 'office' is missing"),
        ("people.yaml", "people:\n  Ada Vale: {offices: Envoy}\n", "Ada Vale: 'offices' is a list"),
        (
            "people.yaml",
            "people:\n  Ada Vale: {ofices: []}\n",
            "people.yaml:2: Ada Vale: unknown key 'ofices'. Known here: ",
        ),
        ("people.yaml", "people:\n  Ada Vale: {offices: [{office: Envoy, form: x}]}\n", "Ada Vale: unknown key 'form'"),
        ("people.yaml", "\npeople: {}\npeple: {}\n", "people.yaml:3: unknown key 'peple'. Known here: people"),
        (
            "countries.yaml",
            "countries:\n  TR: {name: Turkey, aliases: [x]}\n",
            "countries.yaml:2: TR: unknown key 'aliases'",
        ),
        (
            "countries.yaml",
            "topics: {}\n",
            "countries.yaml:1: unknown key 'topics'. Known here: countries, decoys, weak",
        ),
        ("organisations.yaml", "organisations:\n  EU: {name: EU, heads: [{since: x, offices: []}]}\n", "key 'offices'"),
        ("leaders.yaml", "comon: [Ali]\n", "leaders.yaml:1: unknown key 'comon'. Known here: leaders, common"),
        (
            "leaders.yaml",
            "leaders:\n\n  XN: Ada Vale\n",
            "leaders.yaml:3: XN: no country of that id stands in countries",
        ),
        (
            "leaders.yaml",
            "leaders:\n  XN: Ada Vale, , Bo Marsh\n",
            "leaders.yaml:2: XN: a name is missing after 'Ada Vale'",
        ),
        ("leaders.yaml", "leaders:\n  XN: [Ada Vale, Bo Marsh |]\n", "XN: a name is missing after 'Bo Marsh'"),
        ("leaders.yaml", "leaders:\n  XN: '| Ada Vale'\n", "XN: a name is missing at the beginning"),
        ("leaders.yaml", "leaders:\n  XN: {Ada Vale: Envoy}\n", "XN: expected names with commas between them"),
        ("leaders.yaml", "leaders:\n  XN:\n", "XN: expected names with commas between them"),
        ("leaders.yaml", "leaders: [Ada Vale]\n", "leaders: expected a map, found a list"),
    ],
)
def test_a_broken_pack_is_told_with_its_place(tmp_path: Path, name, text, told):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load_packs(tmp_path)
    assert told in str(raised.value)
    assert name in str(raised.value)
