"""Whose side, which story, which meeting: findings seen through a profile."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.match import Matched, match
from briefgen.model import Findings, Page
from briefgen.packs import load_packs
from briefgen.profile import Profile, load_profile
from briefgen.resources import Workspace
from briefgen.select import select

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"
MET = "Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday."
DISCUSSED = "The two ministers discussed the fisheries treaty."


@cache
def findings(text: str, path: str = "a.txt") -> Findings:
    (article,) = read_page(Page(path=path, text=text, sha256=path, encoding="utf-8"))
    return extract(article, load_packs(), load_lexicon())


@pytest.fixture
def profile(tmp_path: Path):
    def loaded(yaml: str = PAIR) -> Profile:
        (tmp_path / "pair.yaml").write_text(yaml, encoding="utf-8")
        return load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))

    return loaded


def story(*paragraphs: str, day: str = "11 March 2026") -> str:
    return "\n\n".join(["A headline for the two", day, *paragraphs]) + "\n"


def seen(profile: Profile, *texts: str) -> Matched:
    return match(profile, link(tuple(findings(text, f"{n}.txt") for n, text in enumerate(texts))))


def test_a_meeting_of_both_sides_counts(profile):
    found = seen(profile(), story(MET, DISCUSSED))
    assert found.stories[0].dyad.kept
    (event,) = found.events
    assert (event.first, event.place, event.country) == (date(2026, 3, 10), "Lima", "PE")
    assert [actor.name for actor in event.who] == ["Daniel Otieno", "Ana Quispe"]


def test_a_story_of_one_side_does_not(profile):
    found = seen(profile(), story("Kenyan Foreign Minister Daniel Otieno opened a road in Nairobi."))
    assert found.stories[0].dyad.missing == "does not name both sides"


def test_a_side_named_in_passing_does_not(profile):
    filler = [f"Kenya built road number {n} in the north of the country." for n in "2345"]
    found = seen(profile(), story("Kenya opened a road.", *filler, "Tea goes to Peru, and Peru pays Kenya for it."))
    assert "only in passing" in found.stories[0].dyad.missing


def test_without_a_meeting_enough_sentences_must_name_both(profile):
    text = story(
        "Kenya and Peru sell tea.", "Kenya urged Peru to lift the duty.", "Peru said it expected more of Kenya."
    )
    assert seen(profile(), text).stories[0].dyad.kept
    strict = profile(PAIR + "dyad: {min_sentences: 9}\n")
    assert "fewer than 9 sentences" in seen(strict, text).stories[0].dyad.missing


def test_the_profile_excludes_a_story_by_its_words(profile):
    wanted = profile(PAIR + "exclude: {any: [football]}\n")
    assert seen(wanted, story(MET, DISCUSSED)).stories[0].dyad.kept
    found = seen(wanted, story(MET, "They watched football."))
    assert found.stories[0].dyad.missing == "the profile excludes stories with 'football'"


def test_what_a_third_party_raises_is_no_item(profile):
    third = "Chilean President Rosa Soto urged Peru to leave the treaty."
    found = seen(profile(), story(MET, third, DISCUSSED))
    outcomes = {placed.find.rule: placed.excluded for placed in found.placed if placed.points}
    assert outcomes["ask: urge"] == "raised by a third party"
    assert outcomes["discuss: discuss"] == ""


def test_a_profile_s_person_belongs_to_the_side_it_says(profile):
    named = profile(PAIR + "people:\n  - {name: Rosa Soto, side: Peru}\n")
    text = story(MET, "Rosa Soto welcomed the fisheries treaty with Kenya.")
    assert seen(named, text).stories[0].cast.person("Rosa Soto") == "Peru"


def test_reports_of_one_meeting_are_one_event(profile):
    before = "Kenyan Foreign Minister Daniel Otieno will visit Lima on 10-11 March."
    found = seen(profile(), story(MET, DISCUSSED), story(before, "He will see Peru's Ana Quispe.", day="5 March 2026"))
    (event,) = found.events
    assert (event.first, event.last, event.kind) == (date(2026, 3, 10), date(2026, 3, 11), "visit")
    assert {report.article for report in event.reports} == {"0.txt/1", "1.txt/1"}


def test_a_call_is_no_visit(profile):
    call = "Kenyan Foreign Minister Daniel Otieno spoke by phone with Peruvian Foreign Minister Ana Quispe on Monday."
    found = seen(profile(), story(MET, DISCUSSED), story(call, "Kenya and Peru are old friends."))
    assert sorted(event.kind for event in found.events) == ["call", "meeting"]


def test_two_years_are_two_meetings(profile):
    found = seen(profile(), story(MET, DISCUSSED), story(MET, DISCUSSED, day="12 March 2024"))
    assert [event.first for event in found.events] == [date(2026, 3, 10), date(2024, 3, 12)]


def test_the_order_of_the_articles_does_not_matter(profile):
    texts = (story(MET, DISCUSSED), story(MET, DISCUSSED, day="12 March 2024"))
    linked = link(tuple(findings(text, f"{n}.txt") for n, text in enumerate(texts)))
    one, other = match(profile(), linked), match(profile(), linked[::-1])
    assert one.events == other.events


def test_every_find_has_an_outcome_with_a_reason(profile):
    loaded = profile(PAIR + "limits: {agenda_per_topic: 1}\n")
    text = story(MET, "They discussed steel tariffs, customs duties and trade barriers.")
    found = seen(loaded, text)
    chosen = select(loaded, found, date(2026, 3, 14), 180, (load_packs(), load_lexicon()))
    agenda = [choice for choice in chosen.choices if choice.kind == "agenda"]
    assert len(agenda) == 3
    assert all(choice.reason for choice in agenda)
    assert any(choice.reason == "over the limit of 1 for its list" for choice in agenda)
    assert all(choice.score == round(sum(value for _, value in choice.parts), 2) for choice in agenda)


def test_the_window_slides_to_the_newest_coverage(profile):
    loaded = profile()
    chosen = select(loaded, seen(loaded, story(MET, DISCUSSED)), date(2030, 1, 1), 180, (load_packs(), load_lexicon()))
    assert chosen.slid
    assert chosen.end == date(2026, 3, 11)


def test_what_lies_outside_the_window_is_said(profile):
    loaded = profile()
    found = seen(loaded, story(MET, DISCUSSED), story(MET, DISCUSSED, day="12 March 2024"))
    chosen = select(loaded, found, date(2026, 3, 14), 30, (load_packs(), load_lexicon()))
    assert [entry.reason for entry in chosen.unused] == ["outside the window"]
