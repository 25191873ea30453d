"""Which meeting a brief is for, what belongs to it, and what it prints of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.articles import read_page
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.match import Event, match
from briefgen.model import BriefMeeting, Page
from briefgen.packs import load_packs
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render.view import meeting_facts, meeting_label
from briefgen.resources import Workspace

PAIR = "title: Peru–Kenya\nsides:\n  - country: PE\n  - country: KE\n"
MET = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno in Lima on Tuesday."

HOST = "Quispe and Kenyan President Daniel Otieno will discuss the port fee."


def story(*paragraphs: str, day: str = "12 March 2026", title: str = "Peru and Kenya talk trade") -> str:
    return "\n\n".join(filter(None, [title, day, *paragraphs])) + "\n"


@pytest.fixture
def events(tmp_path: Path):
    """The events of some stories."""
    (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
    profile = load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))

    def of(*texts: str) -> tuple[Event, ...]:
        pages = [Page(path=f"{n}.txt", text=text, sha256=f"{n}", encoding="utf-8") for n, text in enumerate(texts)]
        found = [extract(article, load_packs(), load_lexicon()) for page in pages for article in read_page(page)]
        return match(profile, link(tuple(found)), load_lexicon()).events

    return of


@pytest.fixture
def meeting(tmp_path: Path):
    """The meeting that the brief of some stories is for."""

    def of(*texts: str, as_of: str = "2026-11-20") -> BriefMeeting:
        folder = tmp_path / "articles"
        folder.mkdir()
        for number, text in enumerate(texts):
            (folder / f"{number}.txt").write_text(text, encoding="utf-8")
        (tmp_path / "pair.yaml").write_text(PAIR, encoding="utf-8")
        profile = load_profile(tmp_path / "pair.yaml", Workspace(tmp_path))
        made = make_brief(profile, Request(articles=(folder,), as_of=date.fromisoformat(as_of)))
        assert made.brief.meeting is not None
        return made.brief.meeting

    return of


def test_what_names_one_side_alone_belongs_to_the_meeting_of_its_people(events):
    (event,) = events(story("Peruvian President Ana Quispe began a visit on Monday.", MET.replace(" on Tuesday", "")))
    assert (event.kind, event.first, event.place) == ("meeting", date(2026, 3, 9), "Lima")


def test_a_story_of_both_sides_lends_one_to_somebody_of_no_known_side(events):
    (event,) = events(
        story("Kenya pressed Peru on the port fee.", "Peruvian President Ana Quispe met Daniel Otieno on Tuesday.")
    )
    assert [actor.name for actor in event.who] == ["Ana Quispe", "Daniel Otieno"]


def test_who_meets_only_their_own_meets_nobody_of_the_pair(events):
    assert events(story("Kenya pressed Peru on the port fee.", "Peru's Ana Quispe met lawmakers on Tuesday.")) == ()


def test_an_earlier_meeting_lends_nothing_to_the_one_told_of(events):
    found = events(story(MET, "Quispe hosted Otieno at the palace in Cusco last year."))
    assert [(event.place, event.earlier) for event in found] == [("Lima", False), ("Cusco", True)]


def test_a_range_of_weekdays(events):
    (event,) = events(
        story("Peruvian President Ana Quispe will visit Kenya on Tuesday to Thursday.", HOST, day="9 March 2026")
    )
    assert (event.first, event.last) == (date(2026, 3, 10), date(2026, 3, 12))


def test_a_caption_dates_a_meeting_only_on_the_story_s_own_weekday(events):
    photo = "Ana Quispe of Peru shakes hands with Daniel Otieno of Kenya in Cusco, March {}, 2026."
    told = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno on Tuesday."
    assert [event.first for event in events(story(told, photo.format(10), day=""))] == [date(2026, 3, 10)]
    assert [event.first for event in events(story(told, photo.format(4), day=""))] == [None]


def test_the_brief_is_for_what_the_article_is_about(meeting):
    found = meeting(story(MET, "Quispe will host Otieno in Cusco on 2 April, the palace said."))
    assert (found.status, found.start, found.place) == ("held", "2026-03-10", "Lima")


def test_what_is_ahead_comes_first_while_it_is(meeting):
    found = meeting(story(MET, "Quispe will host Otieno in Cusco on 2 April, the palace said."), as_of="2026-03-20")
    assert (found.status, found.start, found.place) == ("upcoming", "2026-04-02", "Cusco")


def test_a_meeting_announced_long_ago_without_a_day_is_past_and_nobody_reports_it(meeting):
    found = meeting(story("Peruvian President Ana Quispe will visit Kenya to sign a treaty."))
    assert (found.status, found.note) == ("held", "no report that it took place")
    assert meeting_label(found) == "Visit, was announced"


def test_a_weekday_that_nobody_can_date_is_printed_as_written(meeting):
    found = meeting(story(MET, day=""))
    assert (found.start, found.when_text) == ("", "Tuesday")
    assert meeting_facts(found)[0] == "“Tuesday”, date not known"


def test_the_event_is_printed_with_the_meeting(meeting):
    found = meeting(story(MET.replace("in Lima", "at the Great Lakes Forum in Lima")))
    assert found.event == "Great Lakes Forum"
    assert "Great Lakes Forum" in meeting_facts(found)


def test_who_met_on_the_day_of_the_brief_has_met(meeting):
    assert meeting(story(MET, day="10 March 2026"), as_of="2026-03-10").status == "held"


def test_who_is_to_meet_on_the_day_of_the_brief_has_not_met_yet(meeting):
    told = MET.replace("met", "is due to meet").replace("on Tuesday", "on Thursday")
    assert meeting(story(told), as_of="2026-03-12").status == "upcoming"


def test_a_visit_lasts_all_day(meeting):
    told = "Peruvian President Ana Quispe arrived in Kenya on Tuesday."
    assert meeting(story(told, HOST, day="10 March 2026"), as_of="2026-03-10").status == "under-way"


def test_what_has_just_been_comes_before_what_the_article_also_announces(meeting):
    ahead = "Quispe is due to meet Kenyan opposition leader Peter Mwangi on Thursday."
    found = meeting(story(MET, ahead, day="11 March 2026"), as_of="2026-03-11")
    assert found.who == ("Ana Quispe", "Daniel Otieno")


def test_an_article_without_a_date_is_about_what_it_opens_with(meeting):
    later = "Quispe will meet Kenyan Prime Minister Peter Mwangi in Kampala."
    found = meeting(story(MET.replace(" on Tuesday", ""), later, day=""))
    assert (found.status, found.place) == ("held", "Lima")


def test_what_is_over_and_what_others_have_ahead_are_two(events):
    later = "Otieno will meet Peruvian Prime Minister Olivia Baker."
    found = events(story(MET.replace(" in Lima on Tuesday", ""), later))
    assert sorted(sorted(actor.name for actor in event.who) for event in found) == [
        ["Ana Quispe", "Daniel Otieno"],
        ["Daniel Otieno", "Olivia Baker"],
    ]


def test_the_assembly_of_one_stop_is_not_that_of_another(events):
    stop = "Quispe met Otieno at the Great Lakes Forum in Port Marsh."
    assert [(event.place, event.event) for event in events(story(MET, stop))] == [("Lima", "")]


def test_talks_of_next_week_are_ahead(meeting):
    told = "Quispe of Peru will press Kenyan President Daniel Otieno to cut the port fee in talks next week."
    found = meeting(story("President Ana Quispe " + told.removeprefix("Quispe ")), as_of="2026-03-12")
    assert found.status == "upcoming"


def test_until_somebody_meets_is_still_to_come(events):
    told = MET.replace("met", "meets").replace(" on Tuesday", "")
    (event,) = events(story(f"Nothing is settled until {told}"))
    assert event.coming


def test_a_meeting_of_last_november_is_an_earlier_one(events):
    found = events(story(MET, "Quispe met Otieno in Cusco last November."))
    assert [(event.place, event.earlier) for event in found] == [("Lima", False), ("Cusco", True)]


def test_people_of_two_countries_are_printed_as_the_article_joins_them(meeting):
    assert meeting(story("Peruvian and Kenyan negotiators held talks in Lima.")).who == (
        "Peruvian and Kenyan negotiators",
    )


def test_talks_of_which_nothing_is_told_are_no_meeting(events):
    later = "The two decided, following recent technical talks, that the fee would fall."
    assert [event.place for event in events(story(MET, later))] == ["Lima"]


ANNOUNCED = (
    " date 2026-03-02\nPeruvian premier to visit Nairobi\n\nPeruvian Prime Minister Ana Quispe will visit Nairobi on "
    "March 9-10 for talks with Kenyan President Daniel Otieno, her office said.\n"
)
ENDED = (
    " date 2026-03-{}\nPeru, Kenya to share trawlers\n\nPeru and Kenya will share trawlers, their ministers said on "
    "{} after two days of talks in Nairobi.\n\nPeru and Kenya will go on, both sides said.\n"
)


def test_talks_of_which_the_end_is_told_are_those_that_were_announced(meeting):
    found = meeting(ANNOUNCED, ENDED.format("11", "Tuesday"))
    assert (found.status, found.start, found.place, found.note) == ("held", "2026-03-09", "Nairobi", "")


def test_talks_that_ended_weeks_later_are_others(events):
    assert len(events(ANNOUNCED, ENDED.format("28", "Friday"))) == 2


def test_the_meeting_of_two_others_is_not_the_one_told_of(events):
    told = "Peruvian Prime Minister Olivia Baker will visit Kenya on 3 May."
    history = "Quispe of Peru met Kenyan President Daniel Otieno in Cusco last year."
    again = "Baker praised the meeting of Quispe and Otieno."
    found = events(story(told, "President Ana " + history, again))
    assert [sorted(actor.name for actor in event.who) for event in found] == [
        ["Olivia Baker"],
        ["Ana Quispe", "Daniel Otieno"],
    ]


def test_who_has_no_name_visits_by_office(events):
    (event,) = events(story("Kenya’s foreign minister arrived in Peru on Wednesday.", day=""))
    assert (event.place, event.words) == ("Peru", "Wednesday")


def test_a_country_alone_is_no_visitor(events):
    assert events(story("Kenya came to Peru on Wednesday.", day="")) == ()


def test_what_two_countries_do_year_after_year_is_no_meeting(events):
    assert events(story("Peru and Kenya have met in Lima since 1965.", day="")) == ()


def test_who_has_known_each_other_for_years_meets_all_the_same(events):
    met = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno, a friend since 1998, in Lima on Tuesday."
    assert len(events(story(met, day=""))) == 1


GUEST = "Peruvian President Ana Quispe gave Kenyan President Daniel Otieno ninety minutes on Tuesday."


def test_a_scene_shows_a_meeting_that_no_verb_tells(events):
    (event,) = events(story(GUEST, "“I like this palace,” the guest said."))
    assert ([actor.name for actor in event.who], event.first) == (["Ana Quispe", "Daniel Otieno"], date(2026, 3, 10))


@pytest.mark.parametrize(
    "told",
    [
        "Peruvian President Ana Quispe mocked Kenyan President Daniel Otieno on Tuesday.",  # no scene
        "The Kenyan choir sang. Peruvian President Ana Quispe gave the guests ninety minutes.",  # nobody of Kenya
        "Peruvian President Ana Quispe gave Kenyan pianist Daniel Otieno ninety minutes on Tuesday.",  # in no office
        "Peruvian President Ana Quispe, left, chats to Kenyan President Daniel Otieno over tea.",  # a picture
        "Peruvian President Ana Quispe chats to Kenyan President Daniel Otieno over tea, March 3, 2019.",  # an old one
    ],
)
def test_no_scene_no_meeting(events, told):
    assert events(story(told)) == ()


def test_the_dateline_stands_beside_a_meeting_without_a_place_or_a_day(meeting):
    found = meeting(f"Peru and Kenya talk trade\n\nLIMA, March 10 (Norpress) - {MET.replace(' in Lima', '')}\n")
    assert (found.place, found.start, found.filed) == ("", "", "LIMA, March 10")
    assert "article filed LIMA, March 10" in meeting_facts(found)


def test_the_date_of_a_readout_stands_beside_a_call_without_a_day(meeting):
    found = meeting(
        "Call with Peru\n\nMarch 10, 2026\n\nPeru's Ana Quispe spoke by phone with Kenya's Daniel Otieno.\n"
    )
    assert (found.start, found.filed) == ("", "March 10, 2026")
    assert "article filed 10 March 2026" in meeting_facts(found)  # as the page writes all its dates


def test_a_dateline_is_not_needed_where_the_article_tells_place_and_day(meeting):
    assert meeting(f"Peru and Kenya talk trade\n\n12 March 2026\n\nLIMA (Norpress) - {MET}\n").filed == ""


def test_the_dateline_of_an_announcement_is_not_where_they_will_meet(meeting):
    told = "Peruvian President Ana Quispe will meet Kenyan President Daniel Otieno on Friday."
    assert meeting(f"Peru and Kenya to talk trade\n\n10 March 2026\n\nLIMA (Norpress) - {told}\n").filed == ""


def test_an_article_without_a_year_tells_when_it_announced_a_day(meeting):
    told = "Peruvian President Ana Quispe will meet Kenyan President Daniel Otieno on Friday."
    found = meeting(f"Peru and Kenya to talk trade\n\nPublished March 10\n\n{told}\n")
    assert (found.when_text, found.filed) == ("Friday", "March 10")


HERE = "LIMA, March 10 (Reuters) - Peruvian President Ana Quispe met Kenyan President Daniel Otieno here on Tuesday."


def test_here_is_the_town_of_the_dateline(events):
    (event,) = events(story(HERE))
    assert event.place == "LIMA"


def test_here_in_a_quotation_is_wherever_somebody_spoke(events):
    (event,) = events(story(HERE.replace("Peruvian", "“Peruvian").replace("Tuesday.", "Tuesday,” an aide said.")))
    assert event.place == ""


def test_who_is_on_a_visit_is_under_way_for_some_days(meeting):
    host = "Quispe and Kenyan President Daniel Otieno like tea."
    told = story("Peruvian President Ana Quispe is on a state visit to Kenya.", host, day="10 March 2026")
    assert meeting(told, as_of="2026-03-11").status == "under-way"


def test_who_was_on_a_visit_has_been(meeting):
    host = "Quispe and Kenyan President Daniel Otieno like tea."
    told = story("Peruvian President Ana Quispe is on a state visit to Kenya.", host, day="10 March 2026")
    assert meeting(told, as_of="2026-04-11").status == "held"


def test_a_meeting_and_a_journey_announced_at_it_are_two(events):
    met, trip = (
        "Quispe met Kenyan President Daniel Otieno at Port Marsh on Tuesday.",
        "Peruvian President Ana Quispe will visit Nairobi in the coming weeks.",
    )
    found = {(event.kind, event.place) for event in events(story(trip, met))}
    assert found == {("visit", "Nairobi"), ("meeting", "Port Marsh")}


def test_a_meeting_that_just_took_place_is_the_news_before_a_journey_to_come(meeting):
    met, trip = (
        "Quispe met Kenyan President Daniel Otieno at Port Marsh on Tuesday.",
        "Peruvian President Ana Quispe will visit Nairobi in the coming weeks.",
    )
    assert meeting(story(trip, met)).place == "Port Marsh"


def test_dozens_of_meetings_are_none(events):
    assert not events(story("Peru’s Ana Quispe and Kenyan President Daniel Otieno have met dozens of times."))


def test_a_spokesman_beside_the_two_only_tells_of_it(events):
    told = "Peruvian President Ana Quispe met Kenyan President Daniel Otieno and spokesman Peter Njoroge in Lima."
    (event,) = events(story(told))
    assert [actor.name for actor in event.who] == ["Ana Quispe", "Daniel Otieno"]


def test_each_of_many_who_meet_met_nobody_of_the_sentences_before(events):
    names = ("Arce", "Bravo", "Cano", "Duarte", "Elias", "Fuentes", "Gallo", "Herrera")
    found = events(
        story(
            *(
                f"Luis {name}, foreign minister of Peru, met his Kenyan counterpart and the leaders discussed fish."
                for name in names
            )
        )
    )
    assert sorted(actor.name for event in found for actor in event.who if actor.kind == "person") == [
        f"Luis {name}" for name in names
    ]
    assert all(len(event.who) == 2 for event in found)


def test_an_official_without_a_name_is_who_the_same_story_names(events):
    told = (
        "Peruvian President Ana Quispe met a Kenyan official in Lima.",
        "Kenyan Minister Daniel Otieno met Peruvian President Ana Quispe there.",
    )
    (event,) = events(story(*told))
    assert {actor.name for actor in event.who if actor.kind == "person"} == {"Ana Quispe", "Daniel Otieno"}


def test_the_title_tells_the_place_that_the_report_does_not(events):
    told = story(
        "Peruvian President Ana Quispe met Kenyan President Daniel Otieno on Tuesday.", title="Quispe in Nairobi"
    )
    assert events(told)[0].place == "Nairobi"


@pytest.mark.parametrize(
    "title",
    [
        pytest.param("Quispe and Otieno meet as fire in Nairobi kills five", id="fire"),
        pytest.param("Trade tops the list in Nairobi", id="nobody"),
        pytest.param("Quispe warns of talks in Oslo", id="third"),
    ],
)
def test_a_place_in_a_title_that_is_not_where_they_are(events, title):
    told = story("Peruvian President Ana Quispe met Kenyan President Daniel Otieno on Tuesday.", title=title)
    assert events(told)[0].place == ""


CAPTION = "Ana Quispe of Peru shakes hands with Daniel Otieno of Kenya after their talks in Lima, Peru, {}."


def test_a_caption_of_the_town_the_story_tells_of_is_the_story_s(events):
    told = story(
        CAPTION.format("March 10, 2026"), "Traders had hoped that the Lima summit would bring lower fees.", day=""
    )
    assert [(event.place, str(event.first)) for event in events(told)] == [("Lima", "2026-03-10")]


def test_a_caption_of_another_town_is_an_old_picture_s(events):
    told = story(
        CAPTION.format("March 10, 2026"), "Traders had hoped that the Oslo summit would bring lower fees.", day=""
    )
    assert not events(told)


def test_a_caption_dates_the_weekday_of_an_undated_story(events):
    told = "Ana Quispe waves to the crowd at the port in Lima, Peru, March 10, 2026."
    assert str(events(story(MET, told, day=""))[0].first) == "2026-03-10"
    assert events(story(MET, told.replace("10", "12"), day=""))[0].first is None


def test_who_meets_at_the_summit_of_a_side_meets_it(events):
    told = story(
        "Kenyan President Daniel Otieno and Chilean President Luis Vega signed a pact at the Peru Trade Summit."
    )
    assert events(told)[0].event == "Peru Trade Summit"


@pytest.mark.parametrize(
    "told",
    [
        "Chilean Minister Ada Stone met Kenyan Minister Daniel Otieno to discuss Peru and President Ana Quispe.",
        "Before talks between Ana Quispe and Chilean President Luis Vega, Kenyan Minister Daniel Otieno left.",
    ],
)
def test_a_scene_that_is_another_country_s_is_not_the_pair_s(events, told):
    office = "Peruvian President Ana Quispe stayed at home."
    assert not events(story(told, office))


def test_whose_return_somebody_calls_for_was_not_there(events):
    told = "After a long session under Kenyan President Daniel Otieno, ministers hoped for the return of {}."
    assert not events(story(told.format("Peruvian envoy Ana Quispe")))


def test_a_press_secretary_only_tells_of_it(events):
    told = "Peruvian press secretary Ana Quispe said Kenyan President Daniel Otieno would be greeted at the airport."
    assert not events(story(told))
