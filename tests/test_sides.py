"""Whose side everybody in a story is, and those it quotes, case by case, for a brief on Peru and Kenya."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from specfile import Case, cases

from briefgen.match import Cast
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"
HEAD = "Peru and Kenya talk\n\n25 March 2026\n\n"


def _told(cast: Cast) -> Iterator[str]:
    """Everybody whose side is told, and each speaker who is nobody of them."""
    for person in cast.findings.people:
        yield f"{person.name}: {cast.person(person.name) or '?'}"
    for quote in cast.findings.quotes:
        if quote.speaker and cast.person_named(quote.speaker.name) is None:
            yield f"{quote.speaker.name} said: {cast.speaker(quote.speaker) or '?'}"


@pytest.mark.parametrize("case", cases("sides.md"))
def test_sides(case: Case, agrees, tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    story.write_text(f"{HEAD}{case.plain}\n", encoding="utf-8")
    request = Request(articles=(story,), as_of=date(2026, 3, 31))
    made = make_brief(load_profile(profile, Workspace(tmp_path)), request)
    agrees(case, expected=[line for one in made.matched.stories for line in _told(one.cast)])


def test_where_a_diplomat_sits_is_not_whose_they_are(tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    told = (
        "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday.\n\n"
        "One Lima-based diplomat said that Peru must pay for the port. A Peruvian diplomat said that Kenya must pay.\n"
    )
    story.write_text(f"{HEAD}{told}", encoding="utf-8")
    (one,) = make_brief(
        load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31))
    ).matched.stories
    held = [(position.actor.name, one.cast.actor(position.actor)) for position in one.findings.positions]
    assert held == [("diplomat", None), ("Peruvian diplomat", "Peru")]


def test_what_a_lobby_wants_is_no_position_of_its_country(tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    told = (
        "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday.\n\n"
        "Rosa Luna, chairman of the Kenyan Chamber of Commerce, said that Peru must pay for the port. "
        "Kenyan Trade Minister Joel Mutai said that Peru must pay for the road.\n"
    )
    story.write_text(f"{HEAD}{told}", encoding="utf-8")
    (one,) = make_brief(
        load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31))
    ).matched.stories
    held = [(position.actor.name, one.cast.actor(position.actor)) for position in one.findings.positions]
    assert held == [("Rosa Luna", None), ("Joel Mutai", "Kenya")]


@pytest.mark.parametrize(
    ("told", "sides"),
    [
        ("Both countries discussed the port fee.", ("Peru", "Kenya")),
        ("Both Peru and Chile discussed the port fee.", ("Peru",)),
        ("The G7 leaders discussed the port fee.", ()),
    ],
)
def test_both_are_the_pair_unless_others_are_named(told: str, sides: tuple[str, ...], tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    met = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday."
    story.write_text(f"{HEAD}{met}\n\n{told}\n", encoding="utf-8")
    placed = make_brief(load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31)))
    (found,) = (one.sides for one in placed.matched.placed if "port fee" in one.sentence.of(story.read_text()))
    assert found == sides


def test_what_a_third_party_says_is_not_quoted(tmp_path: Path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text(PAIR, encoding="utf-8")
    told = (
        "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday.\n\n"
        "“The port will open in the spring,” Quispe said.\n\n“The port is ours,” Chilean President Juan Soto said.\n"
    )
    story.write_text(f"{HEAD}{told}", encoding="utf-8")
    made = make_brief(load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31)))
    assert [quote.speaker for quote in made.brief.quotes] == ["Ana Quispe"]
    assert "the speaker is of neither side" in [one.excluded for one in made.matched.placed]
