"""Whose side everybody in a story is, and those it quotes, case by case, for a brief on Peru and Kenya."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from specfile import Case, cases

from briefgen.match import Cast
from briefgen.pipeline import Made, Request, make_brief
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


@pytest.fixture
def made(tmp_path: Path) -> Callable[[str], Made]:
    """What is made of a story on Peru and Kenya."""

    def make(told: str) -> Made:
        profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
        profile.write_text(PAIR, encoding="utf-8")
        story.write_text(f"{HEAD}{told}\n", encoding="utf-8")
        request = Request(articles=(story,), as_of=date(2026, 3, 31))
        return make_brief(load_profile(profile, Workspace(tmp_path)), request)

    return make


@pytest.mark.parametrize("case", cases("sides.md"))
def test_sides(case: Case, agrees, made):
    agrees(case, expected=[line for one in made(case.plain).matched.stories for line in _told(one.cast)])


def _owned(made: Made) -> Iterator[str]:
    """The agenda items that somebody raises or states and the positions of a brief, each with whose it is."""
    for item in made.brief.agenda:
        if item.status in ("open", "to-raise"):
            yield f"{', '.join(item.by) or 'nobody'}: {item.text}"
    for position in made.brief.positions:
        yield f"{position.side} holds: {position.text}"


@pytest.mark.parametrize("case", cases("owners.md"))
def test_owners(case: Case, agrees, made):
    agrees(case, expected=list(_owned(made(f"{MET}\n\n{case.plain}"))))


MET = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday."


def holders(made: Made) -> list[tuple[str, str | None]]:
    """Whose the positions of a story are."""
    (story,) = made.matched.stories
    return [(position.actor.name, story.cast.actor(position.actor)) for position in story.findings.positions]


def test_where_a_diplomat_sits_is_not_whose_they_are(made):
    told = "One Lima-based diplomat said that Peru must pay for the port. A Peruvian diplomat said that Kenya must pay."
    assert holders(made(f"{MET}\n\n{told}")) == [("diplomat", None), ("Peruvian diplomat", "Peru")]


def test_what_a_private_person_says_of_the_country_is_none_of_its_positions(made):
    quoted = "“Kenya should support the port of Lima,” said Rosa Luna, Green Earth Kenya's director."
    assert not made(f"{MET}\n\n{quoted}").brief.positions


@pytest.mark.parametrize(
    "told",
    [
        "Kenyan presidential nominee Joel Mutai said that Peru must pay for the road.",
        "Joel Mutai, a contender for the Kenyan presidency, said that Peru must pay for the road.",
        "Kenya's Joel Mutai said that Peru must pay for the road if elected in May.",
        "During a campaign rally, Kenya's Joel Mutai said that Peru must pay for the road.",
        "Kenya's Joel Mutai said that Peru must pay for the road. The former president left at noon.",
    ],
)
def test_who_runs_for_an_office_or_has_left_it_speaks_for_no_side(told: str, made):
    assert holders(made(f"{MET}\n\n{told}")) == [("Joel Mutai", None)]


@pytest.mark.parametrize(
    "told",
    [
        "Kenyan Trade Minister Joel Mutai said that Peru must pay for the road if re-elected in May.",
        "Kenyan Vice President Joel Mutai, the ruling party's nominee, said that Peru must pay for the road.",
        "Kenya's Joel Mutai said that Peru must pay for the road. The former president, Rosa Luna, left at noon.",
    ],
)
def test_who_is_in_office_speaks_for_a_side_whatever_they_run_for(told: str, made):
    assert holders(made(f"{MET}\n\n{told}")) == [("Joel Mutai", "Kenya")]


def test_what_a_lobby_wants_is_no_position_of_its_country(made):
    told = (
        "Rosa Luna, chairman of the Kenyan Chamber of Commerce, said that Peru must pay for the port. "
        "Kenyan Trade Minister Joel Mutai said that Peru must pay for the road."
    )
    assert holders(made(f"{MET}\n\n{told}")) == [("Rosa Luna", None), ("Joel Mutai", "Kenya")]


@pytest.mark.parametrize(
    ("told", "sides"),
    [
        ("Both countries discussed the port fee.", ("Peru", "Kenya")),
        ("Both Peru and Chile discussed the port fee.", ("Peru",)),
        ("The G7 leaders discussed the port fee.", ()),
    ],
)
def test_both_are_the_pair_unless_others_are_named(told: str, sides: tuple[str, ...], made):
    found = made(f"{MET}\n\n{told}").matched
    text = found.stories[0].findings.article.text
    assert [one.sides for one in found.placed if "port fee" in one.sentence.of(text)] == [sides]


def test_what_a_third_party_says_is_not_quoted(made):
    quoted = "“The port will open in the spring,” Quispe said.\n\n“The port is ours,” Chilean President Juan Soto said."
    found = made(f"{MET}\n\n{quoted}")
    assert [quote.speaker for quote in found.brief.quotes] == ["Ana Quispe"]
    assert "the speaker is of neither side" in [one.excluded for one in found.matched.placed]


def test_the_president_who_refuses_a_movement_is_none_of_it(tmp_path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text("title: Norway–Taliban\nsides:\n  - country: NO\n  - name: Taliban\n", encoding="utf-8")
    told = (
        "Taliban spokesman Zaman Gul met Norwegian Foreign Minister Alva Brin in Oslo on Tuesday. "
        "Afghan President Karim Noor rejected talks with the Taliban. "
        "Rahim Wali, head of the Taliban's office in Doha, praised Norway."
    )
    story.write_text(f"{HEAD}{told}\n", encoding="utf-8")
    found = make_brief(
        load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31))
    ).matched
    sides = {line.split(":")[0]: line.split(": ")[1] for line in _told(found.stories[0].cast)}
    assert sides == {
        "Zaman Gul": "Taliban",
        "Alva Brin": "Norway",
        "Karim Noor": "third party",
        "Rahim Wali": "Taliban",
    }


def test_the_movement_in_power_speaks_for_the_country(tmp_path):
    profile, story = tmp_path / "pair.yaml", tmp_path / "story.txt"
    profile.write_text("title: Norway–Afghanistan\nsides:\n  - country: NO\n  - country: AF\n", encoding="utf-8")
    told = "Taliban spokesman Zaman Gul met Norwegian Foreign Minister Alva Brin in Kabul on Tuesday."
    story.write_text(f"{HEAD}{told}\n", encoding="utf-8")
    found = make_brief(
        load_profile(profile, Workspace(tmp_path)), Request(articles=(story,), as_of=date(2026, 3, 31))
    ).matched
    assert "Zaman Gul: Afghanistan" in list(_told(found.stories[0].cast))
