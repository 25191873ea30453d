"""Items that tell no matter of their own are not printed beside those that do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

HEAD = """Peru and Kenya to talk
25 March 2026

Kenyan Foreign Minister Daniel Otieno will meet Peruvian Foreign Minister Ana Quispe in Lima on Friday.

"""


def items(folder: Path, story: str) -> list[str]:
    """The agenda of a brief on a story that goes on so."""
    profile = folder / "pair.yaml"
    profile.write_text("title: T\nsides:\n  - {country: KE}\n  - {country: PE}\n", encoding="utf-8")
    (folder / "0.txt").write_text(HEAD + story + "\n", encoding="utf-8")
    request = Request(articles=(folder,), as_of=date(2026, 3, 26))
    return [entry.text for entry in make_brief(load_profile(str(profile), Workspace(folder)), request).brief.agenda]


RANGE = "a range of regional issues, including the situations in Chad and Sudan"


def test_a_range_of_issues_goes_where_each_of_them_is_an_item(tmp_path):
    told = items(tmp_path, f"They will discuss {RANGE}. They will also discuss a truce in Chad and aid for Sudan.")
    assert RANGE not in told
    assert any("Chad" in item for item in told)


def test_a_range_of_issues_stays_where_one_of_them_is_told_nowhere_else(tmp_path):
    assert RANGE in items(tmp_path, f"They will discuss {RANGE}. They will also discuss a truce in Chad.")


def test_a_range_of_what_is_a_matter_itself_stays(tmp_path):
    visas = "the visa ban, including the fees for Chad"
    assert visas in items(tmp_path, f"They will discuss {visas}. They will also discuss fees for Chad.")


def test_what_is_told_of_it_alone_goes(tmp_path):
    story = (
        "Otieno will reaffirm the tea pact between the two countries, with hopes to strengthen it across all fields."
    )
    told = items(tmp_path, story)
    assert not any(item.startswith("strengthen it") for item in told)
    assert any("tea pact" in item for item in told)


@pytest.mark.parametrize(
    ("first", "second", "left"),
    [
        ("readiness to reopen the tea border with Peru", "wish to work closely with Peru on the tea border", 1),
        ("readiness to reopen the tea border with Peru", "wish to work closely with Peru on coffee", 2),
        ("readiness to buy 40 tea ships from Peru", "wish for 50 tea ships from Peru", 2),
    ],
)
def test_a_side_that_states_no_more_than_it_stated_is_heard_once(tmp_path, first, second, left):
    told = items(tmp_path, f"Otieno expressed Kenya's {first}. Otieno stressed Kenya's {second}.")
    assert len(told) == left, told
