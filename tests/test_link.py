"""One person in many articles: who counts as the same, and under what name."""

from __future__ import annotations

from datetime import date
from functools import cache
from itertools import permutations

import pytest

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.model import Findings, Page
from briefgen.packs import load_packs


@cache
def findings(text: str, path: str, day: str) -> Findings:
    page = f"A headline of the story\n\n{day}\n\n{text}\n"
    (article,) = read_page(Page(path=path, text=page, sha256=path, encoding="utf-8"))
    return extract(article, load_packs(), load_lexicon())


def people(*texts: str, as_of: date | None = None) -> list[list[str]]:
    """The people of each text after linking; each text is of a later day than the one before."""
    found = tuple(findings(text, f"{n}.txt", f"{n} March 2026") for n, text in enumerate(texts, 1))
    return [[person.name for person in one.people] for one in link(found, as_of)]


SAME = [
    pytest.param(
        "Kenyan President Adel el-Mersi spoke.", "Kenyan President Adel Al-Mersi spoke.", "Adel el-Mersi", id="article"
    ),
    pytest.param(
        "Kenyan President Ivan Drenovsky spoke.",
        "Kenyan President Ivan Drenovskyy spoke.",
        "Ivan Drenovskyy",
        id="spelling",
    ),
    pytest.param(
        "Kenyan President Daniel Otieno spoke.", "President Daniel K. Otieno spoke.", "Daniel K. Otieno", id="initial"
    ),
    pytest.param("Kenyan President D. Otieno spoke.", "President Daniel Otieno spoke.", "Daniel Otieno", id="short"),
    pytest.param(
        "Minister Tayo Peter Odur spoke.", "Minister Peter Odur spoke.", "Tayo Peter Odur", id="two first names"
    ),
    pytest.param("Kenyan President Daniel Otieno spoke.", "President Otieno spoke.", "Daniel Otieno", id="office"),
    pytest.param(
        "Kenyan Minister Daniel Otieno spoke.", "Kenyan Mr Otieno spoke.", "Daniel Otieno", id="country of a bare name"
    ),
    pytest.param(
        "Kenyan Foreign Minister Daniel Otieno spoke.",
        "Kenyan Minister Otieno spoke.",
        "Daniel Otieno",
        id="office in short",
    ),
    pytest.param(
        "Kenyan Prime Minister Daniel Otieno spoke.",
        "Premier Otieno spoke.",
        "Daniel Otieno",
        id="other words",
    ),
    pytest.param(
        "Kenyan Minister Daniel Otieno spoke.",
        "Kenyan envoy Daniel Otieno spoke.",
        "Daniel Otieno",
        id="another office by and by",
    ),
    pytest.param(
        "Minister Daniel Otieno met envoy Ana Quispe.", "Mr Otieno met envoy Ana Quispe.", "Daniel Otieno", id="company"
    ),
]


@pytest.mark.parametrize(("one", "other", "name"), SAME)
def test_one_person(one, other, name):
    for first, second in (people(one, other), people(other, one)):
        assert (first[0], second[0]) == (name, name)


TWO = [
    pytest.param("Kenyan President Daniel Otieno spoke.", "Kenyan envoy Rosa Otieno spoke.", id="first names"),
    pytest.param("Kenyan President Daniel Otieno spoke.", "Peruvian envoy Otieno spoke.", id="countries"),
    pytest.param("Kenyan President Daniel Otieno spoke.", "Mrs Otieno spoke.", id="nothing but the name"),
    pytest.param("Kenyan spokesman Daniel Otieno spoke.", "Kenyan spokeswoman Otieno spoke.", id="sex"),
    pytest.param(
        "Minister Daniel Otieno met envoy Ana Quispe.",
        "Mrs Otieno met envoy Ana Quispe.",
        id="sex of a first name",
    ),
    pytest.param("Kenyan Foreign Minister Daniel Otieno spoke.", "Kenyan Trade Minister Otieno spoke.", id="ministers"),
    pytest.param("Kenyan Minister Daniel Otieno spoke.", "Kenyan envoy Otieno spoke.", id="offices"),
    pytest.param("Kenyan President Daniel Otieno spoke.", "Kenyan Vice President Otieno spoke.", id="ranks"),
    pytest.param("Daniel Peter Odur, the envoy, spoke.", "Envoy P. Odur spoke.", id="initial of the middle name"),
]


@pytest.mark.parametrize(("one", "other"), TWO)
def test_two_people(one, other):
    first, second = people(one, other)
    assert first[0] != second[0]


INITIALS = ("President A. Stone spoke.", "Envoy Adam Stone spoke.", "Envoy Anna Stone spoke.")


@pytest.mark.parametrize("texts", list(permutations(INITIALS)))
def test_an_initial_that_two_first_names_fit_stays(texts):
    assert {names[0] for names in people(*texts)} == {"A. Stone", "Adam Stone", "Anna Stone"}


@pytest.mark.parametrize("texts", list(permutations((*INITIALS[:2], "Envoy Adam Bo Stone spoke."))))
def test_an_initial_is_short_for_all_forms_of_one_name(texts):
    assert {names[0] for names in people(*texts)} == {"Adam Bo Stone"}


def test_two_countries_do_not_meet_in_a_name_without_one():
    texts = ("Kenyan envoy Daniel Bo Odur spoke.", "Envoy Daniel Odur spoke.", "Peruvian envoy D. Odur spoke.")
    assert [names[0] for names in people(*texts)] == ["Daniel Bo Odur", "Daniel Bo Odur", "D. Odur"]


def test_a_bare_name_that_two_bear_stays():
    texts = ("Minister Daniel Otieno spoke.", "Minister Rosa Otieno spoke.", "Minister Otieno spoke.")
    assert people(*texts)[2] == ["Otieno"]


def test_the_office_tells_which_of_two():
    texts = ("President Daniel Otieno spoke.", "Envoy Rosa Otieno spoke.", "President Otieno spoke.")
    assert people(*texts)[2] == ["Daniel Otieno"]


def test_a_rare_longer_form_is_no_fuller_name():
    usual = ["President Daniel Otieno spoke.", "President Daniel Otieno left.", "President Daniel Otieno came."]
    assert {names[0] for names in people(*usual, "Minister Ally Daniel Otieno spoke.")} == {"Daniel Otieno"}


def test_a_speaker_goes_by_the_linked_name():
    texts = ("Kenyan President Daniel Otieno spoke.", 'Kenyan President Otieno spoke. "We wait," Otieno said.')
    found = tuple(findings(text, f"{n}.txt", f"{n} March 2026") for n, text in enumerate(texts, 1))
    (quote,) = link(found)[1].quotes
    assert quote.speaker is not None
    assert quote.speaker.name == "Daniel Otieno"


def test_a_later_article_lends_no_name():
    texts = ("President Otieno spoke.", "President Daniel Otieno spoke.")
    assert people(*texts)[0] == ["Daniel Otieno"]
    assert people(*texts, as_of=date(2026, 3, 1))[0] == ["Otieno"]


def test_a_family_name_that_stands_first():
    texts = ("South Korean President Kim Dae-won spoke.", "South Korean President Kim spoke.")
    assert people(*texts)[1] == ["Kim Dae-won"]


def test_the_name_of_the_article_itself_is_kept_beside_a_lent_one():
    texts = ("Kenyan President Daniel Otieno spoke.", "Kenyan President Otieno spoke.")
    found = tuple(findings(text, f"{n}.txt", f"{n} March 2026") for n, text in enumerate(texts, 1))
    told = [(person.name, person.as_told) for one in link(found) for person in one.people]
    assert told == [("Daniel Otieno", ""), ("Daniel Otieno", "Otieno")]
