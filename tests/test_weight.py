"""What speaks for a sentence being the meeting's business, and which items a brief makes of it."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from specfile import Case, cases

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.match import Matched, match
from briefgen.match.reports import reports
from briefgen.match.weight import TAKES_PART, points_of
from briefgen.model import Page, Position
from briefgen.packs import load_packs
from briefgen.profile import Profile, load_profile
from briefgen.resources import Workspace

MET = "Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday."


@cache
def profile() -> Profile:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "pair.yaml"
        path.write_text("title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n", encoding="utf-8")
        return load_profile(path, Workspace(Path(folder)))


def seen(*paragraphs: str, title: str = "The fisheries treaty") -> Matched:
    text = "\n\n".join([title, "11 March 2026", *paragraphs]) + "\n"
    (article,) = read_page(Page(path="a.txt", text=text, sha256="a", encoding="utf-8"))
    return match(profile(), (extract(article, load_packs(), load_lexicon()),))


def texts(found: Matched) -> list[str]:
    """The items that nothing excludes."""
    text = found.stories[0].findings.article.text
    return [one.find.span.of(text) for one in found.placed if one.points and not one.excluded]


@pytest.mark.parametrize("case", cases("weight.md"))
def test_points(case: Case, agrees):
    cast = seen(MET, case.plain).stories[0].cast
    last = cast.findings.sentences[-1].span
    agrees(
        case,
        expected=[f"{points:+d} {name}" for name, points in points_of(cast, reports(cast, load_lexicon()))[last.start]],
    )


# --- which items are made of it ---------------------------------------------------------------------------------------


def test_what_is_raised_without_a_cue_is_an_item():
    found = seen(MET, "Kenya and Peru would merge the fisheries patrols, Otieno said.")
    assert texts(found) == ["Kenya and Peru would merge the fisheries patrols"]


def test_what_little_speaks_for_is_none_and_says_so():
    found = seen(
        MET,
        "Rain fell.",
        "Snow fell.",
        "Hail fell.",
        "Dew fell.",
        "Otieno raised nets in Chile last year, campaigners said.",
    )
    (placed,) = [one for one in found.placed if one.points]
    assert placed.excluded == "too little speaks for it: 1 points of 6"


def test_the_report_of_the_meeting_alone_is_no_item():
    assert texts(seen(MET)) == []


def test_a_lone_subject_that_leaves_most_of_its_clause_out_gives_way_to_it():
    found = seen(MET, "The two ministers discussed the port treaty.")
    assert texts(found) == ["the port treaty"]
    found = seen(MET, "Otieno told reporters that Kenyan patrol vessels without licences would raise fishing quotas.")
    assert texts(found) == ["Kenyan patrol vessels without licences would raise fishing quotas"]


def test_a_list_of_subjects_stays_a_list():
    found = seen(MET, "They discussed coffee exports, the port treaty, maritime safety and tourism.")
    assert texts(found) == ["coffee exports", "the port treaty", "maritime safety", "tourism"]


def test_without_a_meeting_nobody_takes_part():
    """The same words have more points beside a meeting than where none is told."""
    rejected = "Kenya and Peru rejected the count of the boats."
    quarrel = "Kenyan Foreign Minister Daniel Otieno accused Peru of counting the boats of Kenya."
    with_one, without = seen(MET, rejected), seen(quarrel, rejected)
    assert without.stories[0].dyad.kept
    assert with_one.events
    assert not without.events
    assert TAKES_PART in points_told(with_one, rejected)
    assert TAKES_PART not in points_told(without, rejected)


def points_told(found: Matched, sentence: str) -> dict[str, int]:
    """The points of the one item of a sentence."""
    text = found.stories[0].findings.article.text
    (one,) = [one for one in found.placed if one.points and one.find.sentence.of(text) == sentence]
    return dict(one.points)


def test_a_meeting_long_past_is_background():
    found = seen(
        MET,
        "In August, Kenya and Peru held talks in Nairobi, where they signed a treaty on fisheries patrols.",
        "The two ministers discussed the port treaty.",
    )
    assert texts(found) == ["the port treaty"]


def test_a_sentence_kept_for_its_condition_is_printed_without_who_says_it():
    found = seen(MET, "Otieno said that Kenya would sign the port treaty if Peru opened its fisheries.")
    assert texts(found) == ["sign the port treaty if Peru opened its fisheries"]


def test_an_item_in_front_of_what_is_said_is_a_matter_of_its_own():
    found = seen(
        MET, "Otieno told Quispe during talks on fisheries patrols on Monday that Kenya and Peru were good partners."
    )
    assert texts(found) == ["fisheries patrols", "Kenya and Peru were good partners"]


def test_an_item_begins_with_its_verb_where_who_acts_stands_before_it():
    found = seen(MET, "Otieno will urge Peruvian harbour masters beside the coast to share fisheries patrols.")
    assert texts(found) == ["urge Peruvian harbour masters beside the coast to share fisheries patrols"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Boris Vlasek urged Chad to count the boats of Peru.",
        "Otieno asked the voters to support the port treaty of Kenya and Peru.",
        "Kenya and Peru should sign the port treaty, a professor of fisheries said.",
    ],
)
def test_who_holds_no_office_and_who_wants_one_raise_nothing(sentence: str):
    assert texts(seen(MET, sentence)) == []


@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Otieno insisted that both countries would benefit from fisheries patrols.", "statement"),
        ("Kenya is convinced that both countries would benefit from fisheries patrols.", "report"),
    ],
)
def test_what_nobody_voiced_is_stated_by_nobody(sentence: str, rule: str):
    (placed,) = [one for one in seen(MET, sentence).placed if one.points]
    assert placed.find.rule == rule


@pytest.mark.parametrize(
    "sentence",
    [
        "The Kenyan foreign ministry said the fish quota treaty must be signed and the coffee tariffs lifted.",
        "A Kenyan official said talks in Lima aimed at lifting the coffee tariffs with Peru were going well.",
        'Otieno said: "All should stand by us.\n\n"Peru and others are calling for the quota treaty. Shame on them."',
    ],
)
def test_what_an_office_and_a_quotation_say_is_stated_by_their_side(sentence: str):
    *_, placed = [one for one in seen(MET, sentence).placed if one.points]
    assert placed.sides == ("Kenya",)


def test_what_somebody_says_in_a_quotation_of_another_is_no_position_of_theirs():
    told = seen(MET, 'Otieno said: "All should stand by Kenya.\n\n"Peru is calling for higher tariffs. Shame on them."')
    assert [one.sides for one in told.placed if isinstance(one.find, Position)] == [("Kenya",)]


@pytest.mark.parametrize(
    ("sentence", "item"),
    [
        ("Otieno will urge Peru to lift the port levy imposed in March, an aide said on Monday.", "lift the port levy"),
        ("Otieno and Quispe will discuss a fund for farmers announced in 2024.", "a fund for farmers"),
        ("Otieno and Quispe discussed a fund for farmers announced in 2024.", "a fund for farmers"),
    ],
)
def test_what_is_to_be_taken_up_is_not_past_whatever_its_dates(sentence: str, item: str):
    coming = (
        "Kenyan Foreign Minister Daniel Otieno will meet Peruvian Foreign Minister Ana Quispe in Lima on 20 March 2026."
    )
    assert any(item in one for one in texts(seen(coming, sentence)))


def test_what_was_done_in_an_earlier_year_is_background():
    assert texts(seen(MET, "Kenya and Peru discussed fisheries patrols in 2024.")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenyan media had reported that Quispe agreed to end the port levy.",
        "They tentatively agreed to end the port levy.",
        "It was agreed in principle to reopen the port, but only if Peru ends its levy.",
        "Quispe told reporters after the port talks that it “harms the fishing fleets of both countries”.",
    ],
)
def test_what_is_hedged_or_leans_stands_whole(sentence: str):
    assert sentence in texts(seen(MET, sentence))


def test_a_plan_that_nobody_tells_is_no_item():
    assert texts(seen(MET, "Kenya also plans to capitalise on the old ties of the two ministers.")) == []
    told = "Kenya also plans to capitalise on the old ties of the two ministers, Otieno said."
    assert texts(seen(MET, told)) != []
