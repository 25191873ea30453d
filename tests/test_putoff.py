"""The old day of talks that are put off is no date ahead."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"
OLD = """Peru and Kenya talk tea

5 October 2026

Peruvian Trade Minister Ana Quispe met Kenyan Trade Minister Daniel Otieno in Lima on Monday.

The two ministers will discuss the levy again in Nairobi on 14 December 2026.
"""
NEW = """Tea round

18 November 2026

{}
"""


@pytest.fixture
def days(tmp_path: Path):
    """What a brief on the old article and a new one that says this has ahead on the old day."""

    def of(said: str) -> list[str]:
        folder = tmp_path / "articles"
        folder.mkdir()
        (folder / "1.txt").write_text(OLD, encoding="utf-8")
        (folder / "2.txt").write_text(NEW.format(said), encoding="utf-8")
        (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
        profile = load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))
        made = make_brief(profile, Request(articles=(folder,), as_of=date(2026, 11, 20)))
        return [line.text for line in made.brief.dates_ahead if line.date == "2026-12-14"]

    return of


@pytest.mark.parametrize(
    "said",
    [
        "Peru said talks with Kenya, planned for 14 December, had been put off to 20 January.",
        "Kenya and Peru have postponed a visit scheduled for 14 December until 20 January.",
        "Talks between Peru and Kenya that were due on 14 December have been cancelled.",
        "The meeting of Peru and Kenya was pushed back from 14 December to 20 January.",
        "Kenya called off ministerial talks with Peru set for 14 December, a spokesman said.",
    ],
)
def test_the_old_day_is_withdrawn_for_what_was_written_before(days, said):
    assert days(said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Peru said talks with Kenya, planned for 14 December, had not been put off.",
        "Kenya dropped its claim ahead of talks with Peru planned for 14 December.",
        "Kenya and Peru have postponed a visit scheduled for 12 December until 20 January.",
        "Uganda postponed a summit planned for 14 December.",
        "Peru and Kenya delayed a duty on maize set for 14 December.",
    ],
)
def test_another_day_or_matter_withdraws_nothing(days, said):
    assert "The two ministers will discuss the levy again in Nairobi on 14 December 2026." in days(said)
