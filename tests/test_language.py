"""An article in a language without word lists is listed as not read; an English one is read, whatever it is made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from commandline import Ran, briefgen
from conftest import ROOT

from briefgen.articles import read_articles, read_page
from briefgen.articles.language import FEW, FEWEST, LEAST, stop_word_share
from briefgen.articles.readers import read_bytes
from briefgen.lexicon import load_lexicon
from briefgen.model import Page

REPORTS: dict[str, str] = yaml.safe_load((ROOT / "tests" / "data" / "languages.yaml").read_text(encoding="utf-8"))
PROFILE = "title: Norway–Iceland\nsides:\n  - country: NO\n  - country: IS\n"
ENGLISH = """Norway and Iceland hold talks on fisheries
2 March 2026

Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks that both
of them called useful.

“We want open waters,” Stone said after the meeting. The two will discuss the lifting of fish tariffs next week.
"""


def share(text: str) -> float:
    page = read_bytes(text.encode(), "a.txt")
    assert isinstance(page, Page)
    (article,) = read_page(page)
    return stop_word_share(article, load_lexicon())


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with one profile and one English article."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "norway-iceland.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "talks.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def put(desk: Path, text: str, name: str = "other.txt") -> None:
    (desk / "news" / name).write_text(text, encoding="utf-8")


def brief(desk: Path, *args: str) -> Ran:
    return briefgen("norway-iceland", "--articles", "news", "--as-of", "2026-03-03", *args, cwd=desk)


def data(desk: Path) -> dict[str, Any]:
    (path,) = desk.glob("out/**/[!.]*.json")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


# --- which articles ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", REPORTS)
def test_a_report_in_another_language_is_not_read(language: str, desk: Path) -> None:
    put(desk, REPORTS[language])
    ran = briefgen("extract", "news", cwd=desk)
    assert ran.code == 0
    assert [json.loads(line)["path"] for line in ran.out.splitlines()] == ["talks.txt"]
    assert "warning: other.txt/1: not read: no running text in English: " in ran.err
    assert ran.err.endswith(" of 100 words are stop words, 15 are needed. Name an English version of it\n")


NAMES = ", ".join(f"{first} {last}" for last in ("Kolas", "Drenov", "Odur", "Vant") for first in ("Ada", "Jon", "Mira"))
CASES = {
    "in capitals": ENGLISH.upper(),
    "mostly names": f"The delegation of Kolan is made up of {NAMES} and two advisers from the port, not named. "
    f"They were met by {NAMES}, {NAMES} and the mayor, whose office said that the list was not complete.",
    "a list of names alone": f"Present: {NAMES}, {NAMES}, {NAMES}.",
    "with a table": ENGLISH + "\n" + "\n".join(f"Wheat {n}.5 {n}12 tonnes {n}% 20{n}" for n in range(10, 60)),
    "a table alone": "\n".join(f"Kolan {n}.5 {n}12 {n}% 20{n} Varna {n * 3}" for n in range(10, 90)),
    "with figures in every line": "\n\n".join(
        f"In 20{n} the port took in {n}.4 million tonnes, which was {n} percent more than in 20{n - 1}."
        for n in range(11, 30)
    ),
    "foreign names and words": "At the Dışişleri Bakanlığı in the capital, Dışişleri Bakanı Ömer Şahinoğlu met Ágnes "
    "Őrházi of the Külügyminisztérium, and the two of them spoke of the harç and the vám that had been in force since "
    "spring; neither would say when they are to end.",
    "a headline": "Kolas meets Drenov, fish tariffs top agenda",
    "a headline in Turkish": "Kolas ve Drenov gümrük vergilerini görüştü",
    "figures": "12 14.5 16 18.2 " * 40,
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_english_is_read_and_so_is_what_is_too_short_to_tell(text: str) -> None:
    assert share(text) >= LEAST


def test_the_seeds_have_many_more_stop_words_than_are_needed() -> None:
    articles = read_articles((ROOT / "seeds",)).articles
    assert min(stop_word_share(article, load_lexicon()) for article in articles) > 1.5 * LEAST


def test_of_a_few_words_nothing_can_be_said() -> None:
    assert share("köprü açık kalacak " * (FEW // 3 - 1) + ".") == 1
    assert share("köprü açık kalacak " * (FEW // 3 + 1) + ".") == 0


def test_a_short_text_is_foreign_only_where_no_word_is_english() -> None:
    told = "köprü açık kalacak " * (FEWEST // 3 - 1)
    assert share(f"{told}with görüştü.") == 1
    assert share(told + "köprü with görüştü. " * 4) < LEAST


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister traf seinen Kollegen. Sie sprachen über die Zölle, und noch ein Treffen ist geplant, sagte er.",
        "Le ministre a rencontré lundi son homologue à Varna. Ils ont évoqué les droits de douane et la frontière.",
        "Bakan pazartesi günü Varna'da mevkidaşıyla görüştü. İki bakan gümrük vergilerini ve sınırı ele aldı.",
    ],
)
def test_a_notice_of_two_lines_in_another_language_is_not_read(text: str) -> None:
    assert share(text) < LEAST


def test_in_a_script_without_spaces_two_characters_are_a_word() -> None:
    assert share("大桥将继续开放" * 2 + "。") == 1
    assert share("大桥将继续开放" * 8 + "。") == 0


def test_an_english_opening_does_not_make_an_article_english() -> None:
    opening = "The two of them met in the town on Monday, and both of them said that the talks had been of use. " * 8
    rest = "İki bakan gümrük vergilerini ve sınır kapılarının yeniden açılmasını görüştü, dedi sözcü. " * 60
    assert share(opening) >= LEAST
    assert share(opening + rest) < LEAST
    assert share(rest + opening) < LEAST


def test_a_page_may_hold_both(desk: Path) -> None:
    put(desk, ENGLISH + "\n\n-----\n\nKolas Varna’da Drenov ile görüştü\n2 Mart 2026\n\n" + REPORTS["Turkish"])
    ran = briefgen("extract", "news/other.txt", cwd=desk)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["other.txt/1"]
    assert "other.txt/2: not read" in ran.err


# --- what is said of them ---------------------------------------------------------------------------------------------


def test_a_brief_lists_it_as_not_read(desk: Path) -> None:
    put(desk, REPORTS["Turkish"])
    ran = brief(desk, "--json")
    assert ran.code == 0
    assert "warning: other.txt/1: not read: no running text in English: " in ran.err
    made = data(desk)
    assert [(one["path"], one["story"], one["reason"]) for one in made["not_used"]] == [
        ("other.txt", 1, "not read: no running text in English")
    ]
    assert made["notices"] == ["1 article is not in English and was not read; it is listed at the end."]
    assert made["articles_read"] == 1
    (page,) = desk.glob("out/**/[!.]*.md")
    listed = page.read_text(encoding="utf-8").partition("## Not used")[2]
    assert "not read: no running text in English" in listed
    assert "Kolan Dışişleri Bakanı" in listed


def test_nothing_of_it_is_printed_elsewhere(desk: Path) -> None:
    report = "Norway Iceland ile görüştü. “Sularımız açık kalacak,” dedi Norway Dışişleri Bakanı Ada Stone. "
    put(desk, report * 12)
    brief(desk, "--json")
    made = data(desk)
    assert "Sularımız" not in json.dumps({**made, "not_used": []}, ensure_ascii=False)
    assert [source["path"] for source in made["sources"]] == ["talks.txt"]


def test_a_later_one_is_counted_and_not_named(desk: Path) -> None:
    put(desk, "Köprü açık kalacak\n5 March 2026\n\n" + REPORTS["Turkish"])
    ran = brief(desk, "--json", "--strict")
    assert ran.code == 0, ran.said
    assert data(desk)["not_used"] == []
    assert data(desk)["notices"] == ["1 article is dated after the as-of day and is not used."]


def test_a_strict_run_refuses_it(desk: Path) -> None:
    put(desk, REPORTS["Turkish"])
    ran = brief(desk, "--strict")
    assert ran.code == 4
    assert not list(desk.glob("out/**/*.md"))


def test_explain_names_it(desk: Path) -> None:
    put(desk, REPORTS["Turkish"])
    told = "other.txt/1  Kolan Dışişleri Bakanı"
    for asked in ((), ("other.txt/1",), ("other.txt:1",), ("Köprü açık kalacak",)):
        ran = briefgen("explain", "norway-iceland", *asked, "--articles", "news", "--as-of", "2026-03-03", cwd=desk)
        assert ran.code == 0
        assert told in ran.out
        assert "  not read: no running text in English: " in ran.out


@pytest.mark.parametrize("command", ["norway-iceland", "explain", "extract"])
def test_where_nothing_can_be_read_that_is_a_fault(command: str, desk: Path) -> None:
    put(desk, REPORTS["German"], "talks.txt")
    put(desk, REPORTS["Chinese"])
    lines = {
        "norway-iceland": ("norway-iceland", "--articles", "news"),
        "explain": ("explain", "norway-iceland", "--articles", "news"),
        "extract": ("extract", "news"),
    }
    ran = briefgen(*lines[command], cwd=desk)
    assert ran.code == 1
    assert ran.out == ""
    assert "talks.txt/1: not read" in ran.err
    assert "other.txt/1: not read" in ran.err


def test_the_text_of_record_is_printed_in_any_language(desk: Path) -> None:
    put(desk, REPORTS["Chinese"], "talks.txt")
    ran = briefgen("extract", "--text", "news", cwd=desk)
    assert (ran.code, ran.err) == (0, "")
    assert "大桥将继续开放" in ran.out
