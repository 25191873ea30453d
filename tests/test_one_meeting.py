"""One meeting or two: an announced visit and its report, a call and its talks, who else was there; what is whose."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.match import Matched, match
from briefgen.model import Item, Page
from briefgen.packs import load_packs
from briefgen.profile import load_profile
from briefgen.resources import Workspace

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"


def story(*paragraphs: str, day: str = "12 March 2026", title: str = "Peru and Kenya talk trade") -> str:
    return "\n\n".join([title, day, *paragraphs]) + "\n"


@pytest.fixture
def matched(tmp_path: Path):
    """Some stories of Peru and Kenya, matched."""
    (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
    profile = load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))

    def of(*texts: str) -> Matched:
        pages = [Page(path=f"{n}.txt", text=text, sha256=f"{n}", encoding="utf-8") for n, text in enumerate(texts)]
        found = [extract(article, load_packs(), load_lexicon()) for page in pages for article in read_page(page)]
        return match(profile, link(tuple(found)), load_lexicon())

    return of


def told(matched: Matched) -> list[tuple[str, str, bool, list[str]]]:
    return sorted(
        (event.kind, event.place, event.coming, sorted(actor.name for actor in event.who if actor.kind == "person"))
        for event in matched.events
    )


AHEAD = story(
    "Peruvian Foreign Minister Ana Quispe will travel to Nairobi on 10 March for talks with her Kenyan counterpart "
    "Daniel Otieno, her office said.",
    day="2 March 2026",
)


@pytest.mark.parametrize(
    "met",
    [
        "Peruvian Foreign Minister Ana Quispe met Kenyan President Olivia Baker on Tuesday.",
        "Kenyan President Olivia Baker received Peruvian Foreign Minister Ana Quispe in Nairobi on Tuesday.",
        "Quispe, the Peruvian minister, held talks with Kenyan President Olivia Baker in Kisumu, Kenya, on Tuesday.",
    ],
)
def test_whom_a_guest_met_on_the_announced_days_is_part_of_the_visit(matched, met):
    (event,) = matched(AHEAD, story(met)).events
    assert (event.coming, event.done, event.first) == (False, True, date(2026, 3, 10))
    assert {"Ana Quispe", "Daniel Otieno", "Olivia Baker"} <= {actor.name for actor in event.who}


@pytest.mark.parametrize(
    "met",
    [
        # another guest, another day, another country, still to come, and only the host in common
        "Peruvian Trade Minister Carla Rojas met Kenyan President Olivia Baker in Nairobi on Tuesday.",
        "Peruvian Foreign Minister Ana Quispe met Kenyan President Olivia Baker on Wednesday.",
        "Peruvian Foreign Minister Ana Quispe met Kenyan President Olivia Baker in Lima on Tuesday.",
        "Kenyan Foreign Minister Daniel Otieno met Peruvian Trade Minister Carla Rojas on Tuesday.",
    ],
)
def test_a_meeting_that_may_be_another_stays_beside_the_announced_visit(matched, met):
    assert len(matched(AHEAD, story(met)).events) == 2


CALL = "Peruvian President Ana Quispe spoke by telephone with Kenyan President Daniel Otieno on Tuesday."


@pytest.mark.parametrize(
    "goes_on",
    [
        "During the 40-minute call, Quispe and Otieno hoped for an early start of tea talks.",
        "In the talks, Quispe and Otieno spoke of the port.",
        "Quispe and Otieno held talks on the port.",
        "Quispe and Otieno also discussed the port.",
    ],
)
def test_the_talks_of_two_who_telephoned_are_the_call(matched, goes_on):
    assert told(matched(story(CALL, goes_on))) == [("call", "", False, ["Ana Quispe", "Daniel Otieno"])]


@pytest.mark.parametrize(
    "other",
    [
        "Quispe and Otieno will hold talks in Lima on 3 May.",
        "Quispe and Otieno held talks in Lima on Monday.",
        "Quispe met Otieno in Lima on Monday.",
    ],
)
def test_talks_with_a_day_or_a_place_are_none_of_the_call(matched, other):
    assert len(matched(story(CALL, other)).events) == 2


def test_who_was_there_too_makes_no_meeting_of_their_own(matched):
    met = "Kenyan President Daniel Otieno met Peruvian President Ana Quispe in Lima on Tuesday."
    also = (
        "The meeting was attended by Peruvian Prime Minister Olivia Baker, Trade Minister Carla Rojas, and the Kenyan "
        "ambassador in Lima, Peter Kiprop."
    )
    assert told(matched(story(met, also))) == [("meeting", "Lima", False, ["Ana Quispe", "Daniel Otieno"])]


def test_who_meets_in_the_meeting_of_two_is_named_by_it(matched):
    met = "Kenyan President Daniel Otieno met Peruvian President Ana Quispe in Lima on Tuesday."
    other = "The meeting between Peruvian Prime Minister Olivia Baker and Kenyan minister Peter Kiprop lasted an hour."
    assert len(matched(story(met, other)).events) == 2


def _places_of(matched: Matched) -> dict[str, str]:
    """The place of the meeting of each item, by the words of the item."""
    found: dict[str, str] = {}
    (text,) = (one.findings.article.text for one in matched.stories)
    for placed in matched.placed:
        if isinstance(placed.find, Item) and placed.event is not None:
            found[placed.find.span.of(text)] = matched.events[placed.event].place
    return found


HELD = "Kenyan Trade Minister Daniel Otieno met Peruvian Trade Minister Ana Quispe in Lima on Tuesday."
NEXT = "Otieno and Quispe will meet in Nairobi in May."


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ("The two ministers agreed to lift the levy on tea.", "Lima"),
        ("The two ministers discussed a levy on tea.", "Lima"),
        ("Quispe asked for a lower levy on tea.", "Lima"),
        ("There Quispe will raise a levy on tea.", "Nairobi"),
    ],
)
def test_what_they_agreed_or_discussed_is_of_the_meeting_that_took_place(matched, after, place):
    found = _places_of(matched(story(HELD, NEXT, after)))
    assert [where for words, where in found.items() if "tea" in words] == [place]


def test_before_a_meeting_to_come_what_one_side_asks_is_of_it(matched):
    ahead = "Kenyan Trade Minister Daniel Otieno will meet Peruvian Trade Minister Ana Quispe in Lima on 3 May."
    found = _places_of(matched(story(ahead, "Quispe asked for a lower levy on tea.")))
    assert [where for words, where in found.items() if "tea" in words] == ["Lima"]


@pytest.mark.parametrize(
    "later",
    [
        "Kenyan Foreign Minister Daniel Otieno's visit to Lima, planned for 20 March, has been put off to 27 March.",
        "Kenyan Foreign Minister Daniel Otieno will visit Lima on 27 March, a week later than planned.",
    ],
)
def test_a_visit_that_is_put_off_is_one_with_its_announcement(matched, later):
    first = "Kenyan Foreign Minister Daniel Otieno will visit Lima on 20 March for talks with Peru."
    found = matched(story(first, day="3 March 2026"), story(later, day="18 March 2026")).events
    assert [(one.first, one.place) for one in found] == [(date(2026, 3, 27), "Lima")]


def test_two_visits_of_which_none_is_put_off(matched):
    first = "Kenyan Foreign Minister Daniel Otieno will visit Lima on 20 March for talks with Peru."
    later = "Kenyan Foreign Minister Daniel Otieno will visit Lima on 27 March for talks with Peru."
    found = matched(story(first, day="3 March 2026"), story(later, day="18 March 2026")).events
    assert {one.first for one in found} == {date(2026, 3, 20), date(2026, 3, 27)}


def test_two_who_meet_where_neither_is_at_home_are_no_meeting_of_the_host(matched):
    talks = (
        "Kenyan Foreign Minister Daniel Otieno held talks with Chilean Foreign Minister Rosa Mella in Lima on Monday."
    )
    assert not matched(story(talks, title="Ministers talk trade")).events


def test_what_starts_on_a_weekday_is_ahead(matched):
    visit = "Kenyan Foreign Minister Daniel Otieno starts a two-day visit to Lima on Friday."
    assert [one.first for one in matched(story(visit)).events] == [date(2026, 3, 13)]  # told on a Thursday


MET = "Kenyan Deputy Minister Daniel Otieno and Peruvian Vice Minister Ana Quispe met in Lima on Tuesday."


@pytest.mark.parametrize(
    ("beside", "name"),
    [
        ("The 11th round of the Joint Consultation Mechanism on Fisheries was the first since August.",
         "Joint Consultation Mechanism on Fisheries"),
        ("A round of the Joint Consultation Mechanism on Fisheries is due in May.", ""),
        ("The 11th round of the Pacific Fish Board with Chile was held in August.", ""),
    ],
)  # fmt: skip
def test_a_meeting_has_the_name_of_the_round_told_beside_it(matched, beside, name):
    assert [one.event for one in matched(story(f"{MET} {beside}")).events] == [name]
