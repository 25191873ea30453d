"""The meetings beside the one a brief is for, and what belongs to them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"
MET = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday."
AHEAD = "Peruvian President Ana Quispe will meet Kenyan President Daniel Otieno in Lima on Friday."
LAST = "Quispe last met Otieno in Nairobi in February 2025."


def brief_of(tmp_path: Path, *told: str) -> Brief:
    """A brief on a story of 12 March 2026."""
    paragraphs = ("Peru and Kenya talk trade", "12 March 2026", *told)
    (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
    (tmp_path / "story.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    request = Request(articles=(tmp_path / "story.txt",), as_of=date(2026, 3, 12))
    return make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief


def others(tmp_path: Path, *told: str) -> list[str]:
    """The days of the other meetings of a brief, "" for none."""
    brief = brief_of(tmp_path, *told)
    assert brief.meeting is not None
    return [one.start for one in brief.meetings if one.id != brief.meeting.id]


def test_talks_of_several_states_are_no_other_meeting_of_the_pair(tmp_path: Path):
    told = "Kenya will meet representatives from Chad, Ghana and Peru. The talks are due to open on Saturday."
    assert others(tmp_path, MET, told) == []


def test_a_journey_on_which_one_side_met_a_third_is_no_other_meeting_of_the_pair(tmp_path: Path):
    ahead = "Peruvian President Ana Quispe will have her first meeting with Kenyan President Daniel Otieno on Friday."
    told = "After arriving in Nairobi, Quispe and her aide Eva Luna met Chad's President Issa Haroun."
    assert others(tmp_path, ahead, told) == []


def test_a_former_meeting_of_the_two_is_another_meeting(tmp_path: Path):
    assert others(tmp_path, AHEAD, LAST) == ["2025-02"]


def test_what_a_side_states_behind_a_former_meeting_is_none_of_its_business(tmp_path: Path):
    brief = brief_of(tmp_path, AHEAD, f"{LAST} Peru must cut the port fee, Otieno said on Wednesday.")
    assert brief.meeting is not None
    assert [one.meeting for one in brief.agenda] == [brief.meeting.id]


def test_the_day_of_a_journey_is_not_that_of_a_meeting_counted_from_it(tmp_path: Path):
    told = (
        "Peruvian President Luis Vega will buy tea. He spoke on Friday during a visit to the coast, a day after he "
        "discussed fishing quotas with Kenyan President Daniel Otieno in Nairobi."
    )
    brief = brief_of(tmp_path, told)
    assert brief.meeting is not None
    assert (brief.meeting.place, brief.meeting.start) == ("Nairobi", "")
