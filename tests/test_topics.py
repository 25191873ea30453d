"""Under which topic a subject is filed: by its own words, else by its sentence, else under other business."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from briefgen.model import Position
from briefgen.packs import load_packs
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.profile.examples import failing_examples
from briefgen.resources import Workspace

HEAD = """Peru and Kenya talk
25 March 2026

Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on Tuesday.

"""


@pytest.fixture
def filed(tmp_path: Path):
    """The topics of a story's agenda items, by their words."""

    def topics(story: str, profile: str = "", sides: str = "  - country: PE\n  - country: KE\n") -> dict[str, str]:
        (tmp_path / "pair.yaml").write_text(f"title: Pair\nsides:\n{sides}{profile}", encoding="utf-8")
        (tmp_path / "a.txt").write_text(story + "\n", encoding="utf-8")
        request = Request(articles=(tmp_path / "a.txt",), as_of=date(2026, 3, 31))
        brief = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
        return {entry.text: entry.topic for entry in brief.agenda}

    return topics


@pytest.fixture
def positions_filed(tmp_path: Path):
    """The topics of a story's positions, by their words."""

    def topics(story: str) -> dict[str, str]:
        (tmp_path / "pair.yaml").write_text("title: Pair\nsides: [{country: PE}, {country: KE}]\n", encoding="utf-8")
        (tmp_path / "a.txt").write_text(story + "\n", encoding="utf-8")
        request = Request(articles=(tmp_path / "a.txt",), as_of=date(2026, 3, 31))
        found = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).matched
        text = {story.findings.article.id: story.findings.article.text for story in found.stories}
        held = (placed for placed in found.placed if isinstance(placed.find, Position))
        return {placed.sentence.of(text[placed.article]): placed.topic for placed in held}

    return topics


def test_every_topic_of_the_pack_keeps_its_examples(tmp_path):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: PE\n  - country: KE\n", encoding="utf-8")
    profile = load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))
    assert len(profile.topics) > 15
    assert all(len(topic.match) > 1 and len(topic.skip) > 1 for topic in profile.topics)
    whole = replace(profile, topics=tuple(replace(topic, own=True) for topic in profile.topics))
    assert [problem.message for problem in failing_examples(whole)] == []
    assert load_packs()


@pytest.mark.parametrize(
    ("subject", "topic"),
    [
        ("visa-free travel for students", "migration-and-consular"),
        ("a second gas pipeline", "energy"),
        ("the denuclearization of the peninsula", "nuclear"),
        ("an extradition treaty", "crime-and-justice"),
        ("the sharing of satellite images", "technology-and-cyber"),
        ("direct flights", "transport"),
        ("fishing quotas", "agriculture-and-fisheries"),
        ("the melting of glaciers and climate change", "climate-and-environment"),
        ("a vaccine against malaria", "health"),
        ("scholarships", "education-and-culture"),
        ("the demarcation of the border", "borders"),
        ("human rights", "domestic-politics"),
        ("a free trade agreement", "trade"),
        ("a joint naval exercise and arms sales", "defence-industry-and-sanctions"),
        ("a warmer relationship", "bilateral-relations"),
        ("the recognition of the new government", "bilateral-relations"),
        ("the United Nations climate conference in the region", "climate-and-environment"),
        ("United Nations electoral assistance", "domestic-politics"),
        ("support for the security forces", "defence-industry-and-sanctions"),
        ("economic terrorism and higher tariffs", "trade"),
    ],
)
def test_a_subject_is_filed_by_its_own_words(filed, subject, topic):
    assert filed(f"{HEAD}The two ministers discussed {subject}.") == {subject: topic}


def test_what_fits_no_topic_is_other_business(filed):
    assert set(filed(f"{HEAD}The two ministers discussed the puzzle of the lost parrots.").values()) == {"other"}


def test_a_word_that_names_a_side_tells_no_topic(filed):
    story = (
        "Russian Foreign Minister Ivan Orlov met Kenyan Foreign Minister Daniel Otieno in Moscow on Tuesday.\n\n"
        "The two ministers discussed Russian tea machines. The two ministers discussed the war in Ukraine."
    )
    found = filed(f"Russia and Kenya talk\n25 March 2026\n\n{story}", sides="  - country: RU\n  - country: KE\n")
    assert found["the war in Ukraine"] == "ukraine-russia"
    assert found["Russian tea machines"] != "ukraine-russia"


def test_a_list_of_several_topics_lends_none_to_what_has_none(filed):
    found = filed(f"{HEAD}The two ministers discussed visas, gas pipelines and the lost parrots.")
    assert found["the lost parrots"] == "other"


def test_a_topic_of_the_profile_wins_a_draw(filed):
    own = "topics:\n  quotas: {title: Quotas, weight: 0.9, any: [fishing quotas]}\n"
    assert filed(f"{HEAD}The two ministers discussed fishing quotas.", own) == {"fishing quotas": "quotas"}


def test_a_topic_that_the_profile_alone_describes_weighs_more_than_a_shared_one(filed):
    own = "topics:\n  dam: {title: The dam, any: [dam]}\n"
    assert filed(f"{HEAD}The two ministers discussed the flooding at the dam.", own) == {
        "the flooding at the dam": "dam"
    }


def test_words_added_to_a_shared_topic_leave_its_weight(filed):
    own = "extends: [packs/topics]\ntopics:\n  health: {+any: [tea]}\n"
    assert filed(f"{HEAD}The two ministers discussed tea exports and tariffs.", own) == {
        "tea exports and tariffs": "trade"
    }


def test_any_particular_topic_stands_before_the_general_one(filed):
    many = "closer ties, friendship and cooperation between the two allies in fishing"
    assert set(filed(f"{HEAD}The two ministers discussed {many}.").values()) <= {
        "agriculture-and-fisheries",
        "bilateral-relations",
    }
    assert filed(f"{HEAD}The two ministers discussed the friendship of the two allies in the field of fishing.") == {
        "the friendship of the two allies in the field of fishing": "agriculture-and-fisheries"
    }


@pytest.mark.parametrize(
    ("before", "topic"),
    [
        ("The tariff on buses led to Kenya's exclusion from the fund.", "trade"),
        ("The delegation came by bus.", "other"),
        ("The two are old friends and allies.", "other"),  # too general to lend
    ],
)
def test_what_points_back_takes_the_topic_of_the_sentence_before(positions_filed, before, topic):
    told = "Nairobi says its exclusion is unjust, and has demanded to rejoin or be paid."
    assert positions_filed(f"{HEAD}{before} {told}")[told] == topic
    assert positions_filed(f"{HEAD}{before}\n\n{told}")[told] == "other"  # a paragraph of its own


def test_what_points_to_nothing_takes_no_topic_of_the_sentence_before(positions_filed):
    told = "Kenya says the parrots are happy and well fed."
    assert positions_filed(f"{HEAD}The tariff on buses is high. {told}")[told] == "other"


def test_a_position_is_filed_by_what_is_said_before_who_says_it_and_when(positions_filed):
    told = "Kenya wants to remove obstacles to fishing off the coast, a Kenyan official said after talks of the allies."
    assert positions_filed(HEAD + told)[told] == "agriculture-and-fisheries"
    front = (
        "Under the new king of Norland, who likes tariffs and trade, Kenya hopes for a warmer relationship with Peru."
    )
    assert positions_filed(HEAD + front)[front] == "bilateral-relations"


def test_a_common_noun_of_one_subject_tells_nothing_of_the_next(filed):
    found = filed(f"{HEAD}The two ministers discussed a new motorway and the spelling of old surnames.")
    assert found["the spelling of old surnames"] == "other"
    place = filed(f"{HEAD}The two ministers discussed the return of families to Syria and the need for better tents.")
    assert place["the need for better tents"] == "syria"
