"""The bottom line, and what else of the page depends on it, on stories of our own making."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from data.norway_and_iceland import HEAD, MET, brief_in

from briefgen.brief.runon import runs_on
from briefgen.changes import read_baseline
from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render.json import data
from briefgen.render.markdown import render_markdown
from briefgen.render.reported import bottom_tag
from briefgen.resources import Workspace

BAN = "The two ministers agreed to lift the ban on tea."
VISIT = "Icelandic Prime Minister Jon Marsh visited Norwegian Foreign Minister Ada Stone in Oslo on Monday for talks."


@pytest.fixture
def brief_of(tmp_path: Path):
    return partial(brief_in, tmp_path)


def told_first(brief: Brief) -> list[str]:
    return [line.text for line in brief.bottom_line]


def test_a_brief_from_one_article_opens_with_its_news(brief_of):
    assert told_first(brief_of(MET + BAN)) == [MET.strip(), BAN]


def test_a_brief_from_several_articles_does_not_repeat_the_meeting(brief_of):
    brief = brief_of(MET + BAN, MET + "The ministers were all smiles, and the town was full of people from abroad.")
    assert len(brief.sources) == 2
    assert told_first(brief) == [BAN]


def test_the_news_is_the_meeting_where_the_first_sentence_names_one_side_alone(brief_of):
    brief = brief_of("The old harbour was closed to all but Norwegian ships for a day.\n\n" + MET + BAN)
    assert told_first(brief)[0] == MET.strip()


def test_without_a_meeting_the_news_is_the_first_sentence_that_names_both_sides(brief_of):
    first = "The winter was hard on the fishermen of Norway."
    both = "Norway has spent more on the boats of Iceland than all its neighbours together."
    brief = brief_of(f"{first}\n\n{both}\n\nNorway will give Iceland $20 million for new boats, an official said.")
    assert brief.meeting is None
    assert told_first(brief)[0] == both


def test_a_position_of_a_few_words_is_not_put_first(brief_of):
    assert "Norway rejects the charges." not in told_first(brief_of(MET + "Norway rejects the charges."))


def test_beside_an_announcement_that_is_past_nothing_old_is_put_first(brief_of):
    coming = "Norwegian Foreign Minister Ada Stone will meet Icelandic Prime Minister Jon Marsh in Oslo on 5 March."
    old = "In January, Norway and Iceland signed a pact on cod in Reykjavik."
    assert old not in told_first(brief_of(f"{coming}\n\n{old}", as_of="2026-04-01"))[:1]


def test_what_nobody_of_the_two_says_about_others_is_no_bottom_line(brief_of):
    aside = "In Lima, Peruvian President Rosa Diaz insisted that the cod of Chile must be weighed by Peru."
    assert aside not in told_first(brief_of(MET + aside))


def test_a_sentence_that_opens_with_a_pronoun_tells_who_that_is(brief_of):
    said = "Ada Stone said Norway would keep the tariffs. She warned that Iceland would have to reopen its harbours."
    lines = {line.text: line.who for line in brief_of(MET + said).bottom_line}
    assert lines["She warned that Iceland would have to reopen its harbours."] == "Ada Stone"
    written = render_markdown(brief_of(MET + said))
    assert (
        "She warned that Iceland would have to reopen its harbours. [^1] ¶2 *(Ada Stone, reported 2 March 2026)*"
        in written
    )


def test_they_are_the_two_sides(brief_of):
    lines = {line.text: line.who for line in brief_of(MET + "They agreed to lift the ban on tea.").bottom_line}
    assert lines["They agreed to lift the ban on tea."] == "Norway, Iceland"


def test_a_pronoun_behind_the_name_of_somebody_else_is_not_told_and_not_put_first(brief_of):
    said = "Jon Marsh was sad. A fisherman, Lena Berg, came by. She warned that Iceland would have to reopen its ports."
    assert not [text for text in told_first(brief_of(MET + said)) if text.startswith("She")]


def test_a_sentence_that_opens_with_what_stood_before_it_is_not_put_first(brief_of):
    said = "These figures on which the two sides agreed do not include the loans of Norway to Iceland."
    assert said not in told_first(brief_of(MET + said))


def test_what_one_side_says_of_the_other_fills_the_bottom_line_up(brief_of):
    said = "Norway hopes that Iceland reopens its harbours."
    abroad = "Norway hopes that Chile and Peru reopen their harbours."
    assert said in told_first(brief_of(MET + said))
    assert abroad not in told_first(brief_of(MET + abroad))


def test_where_there_is_nothing_else_the_bottom_line_is_the_meeting(brief_of):
    brief = brief_of(
        "Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday."
    )
    assert [line.text for line in brief.bottom_line] == [brief.meeting.text]


def test_a_bare_quotation_is_no_bottom_line(brief_of):
    said = "“We agreed to lift the ban on tea.” Jon Marsh was pleased.\n\nThe two ministers discussed visas."
    assert not [line for line in brief_of(MET + said).bottom_line if line.text.startswith("“")]


def test_a_sentence_that_leans_on_another_comes_last(brief_of):
    brief = brief_of(MET + "They discussed visas.\n\nBoth ministers spoke about a railway to the coast.")
    assert told_first(brief)[1:] == ["Both ministers spoke about a railway to the coast.", "They discussed visas."]


@pytest.mark.parametrize(
    "leaning",
    [
        "Nearly 40 have been held since the talks, Norway said.",
        "Some were told to leave Iceland, Norway said.",
        "Stone said that such a fee would harm Iceland.",
    ],
)
def test_what_counts_or_means_those_told_of_before_is_no_bottom_line(brief_of, leaning):
    brief = brief_of(MET + f"The boats were in the bay.\n\n{leaning}\n\n" + BAN)
    assert leaning not in told_first(brief)
    assert BAN in told_first(brief)


def test_a_number_with_its_noun_may_stand(brief_of):
    told = "Nearly 40 Norwegian boats were held by Iceland after the two ministers discussed cod."
    assert told in told_first(brief_of(MET + told))


def test_a_second_sentence_of_a_topic_comes_before_one_that_leans(brief_of):
    told = (
        "The two ministers discussed visas for cooks.\n\nThey discussed the railway.\n\n"
        "Both ministers agreed on visas for six months."
    )
    texts = [line.text for line in brief_of(MET + told, profile="limits: {bottom_line: 2}\n").bottom_line]
    assert not [text for text in texts if text.startswith("They")]
    assert len(texts) == 2


def test_the_head_of_a_list_is_no_bottom_line(brief_of):
    brief = brief_of(
        "Norway and Iceland,\n\nhaving met in Oslo,\n\n" + MET + "Norway and Iceland agreed to share the cod."
    )
    assert not any(line.text.endswith(",") for line in brief.bottom_line)


def test_what_is_printed_as_a_quote_is_not_said_again_in_the_bottom_line(brief_of):
    said = "“We agreed to lift the ban on tea in both our countries,” Jon Marsh told reporters after the talks."
    brief = brief_of(MET + said + "\n\nThe two ministers discussed visas.")
    assert brief.quotes
    assert told_first(brief) == [MET.strip(), "The two ministers discussed visas."]


@pytest.mark.parametrize(
    "opening",
    [
        "The text of the following letter was published in Oslo and in Reykjavik.",
        "The following is the text of what Norway and Iceland wrote.",
    ],
)
def test_the_line_over_a_text_is_no_bottom_line(brief_of, opening):
    brief = brief_of(f"{opening}\n\n{MET}The two ministers agreed to lift the ban on tea.")
    assert told_first(brief) == [MET.strip(), BAN]


@pytest.mark.parametrize(
    ("sentence", "runs"),
    [
        ("Winter comes early on the coast She will then fly to Oslo for talks.", True),
        ("Talks end without a deal But the two sides met again in Oslo.", True),
        ("No end to the quarrel The Icelanders have refused to leave the bay.", True),
        ("(May 3, 2014) Ada Stone wants to see the herring of Oslo.", True),
        ("(In May 2014, that is) Ada Stone went to Oslo.", False),
        ("Ada Stone wrote in The Harbour Times that was sold last year.", False),
        ("Norway signed while The Gambia has not.", False),
        ("Ada Stone told reporters “the cod is ours But we share” in Oslo.", False),
        ("Ada Stone met Her Majesty in Oslo, where It Rains opened.", False),
    ],
)
def test_a_sentence_that_begins_anew_without_a_stop_runs_on(sentence, runs):
    assert runs_on(sentence) is runs


def test_a_sentence_that_runs_on_is_no_background_and_no_bottom_line(brief_of):
    torn = "Winter comes early on the coast But the ministers of Norway and Iceland discussed visas on 4 May 2019."
    brief = brief_of(MET + torn)
    assert torn not in [line.text for line in (*brief.bottom_line, *brief.background)]


def test_a_scrap_is_quoted_only_of_somebody_who_says_nothing_longer(brief_of):
    scrap = "Jon Marsh called the draft “done very properly” after the talks with Norway."
    more = "\n\n“We will open the harbour to all boats in May,” Jon Marsh said."
    assert [quote.text for quote in brief_of(MET + scrap).quotes] == ["done very properly"]
    assert [quote.kind for quote in brief_of(MET + scrap + more).quotes] == ["full"]


def test_the_bottom_line_keeps_to_its_limit(brief_of):
    told = (
        "The two discussed visas.\n\nBoth sides agreed on an answer to cyberattacks.\n\nThe talks covered gas prices."
    )
    assert len(brief_of(MET + told, profile="limits: {bottom_line: 2}\n").bottom_line) == 2
    assert brief_of(MET + told, profile="limits: {bottom_line: 0}\n").bottom_line == ()


def test_the_biggest_change_stands_in_the_bottom_line(tmp_path, brief_of):
    told = "The two ministers agreed on an answer to cyberattacks.\n\nThe two ministers discussed the price of gas.\n\n"
    old = brief_of(MET + told)
    new = "The railway to the coast was another topic of the talks."
    path = tmp_path / "pair.yaml"
    (tmp_path / "1.txt").write_text(HEAD.replace("2 March", "3 March") + MET + new + "\n", encoding="utf-8")
    request = Request(
        articles=tuple(sorted(tmp_path.glob("*.txt"))),
        as_of=date(2026, 3, 4),
        since=read_baseline(data(old), "old", "pair", "2026-03-04"),
    )
    brief = make_brief(load_profile(path, Workspace(tmp_path)), request).brief
    assert [change.kind for change in brief.changes if "railway" in change.text] == ["new"]
    assert new in [line.text for line in brief.bottom_line]


def test_a_house_number_is_no_year_of_the_background(brief_of):
    told = "Whoever lives in 1600 Harbour Avenue knows both. Norway and Iceland drew their border in 1928."
    assert [line.date for line in brief_of(MET + told).background] == ["1928"]


def test_however_does_not_hide_a_pronoun(brief_of):
    told = "Norway wants lower tariffs on fish, Stone said. However, they said the tariffs were high, and would stay."
    assert all(line.who or not line.text.startswith("However") for line in brief_of(MET + told).bottom_line)


@pytest.mark.parametrize(("as_of", "tag"), [("2026-03-02", ""), ("2026-03-09", "reported 2 March 2026")])
def test_a_line_of_an_earlier_day_tells_it(brief_of, as_of, tag):
    """ "On Wednesday" is heard against the day of the brief."""
    brief = brief_of(MET + "The two discussed visas on Wednesday.", as_of=as_of)
    assert {bottom_tag(brief, line) for line in brief.bottom_line} == {tag}


def test_what_will_also_be_discussed_does_not_come_first(brief_of):
    met = MET.replace(" met ", " will meet ")
    also, first = "The two ministers will also discuss student visas.", "Norway and Iceland will discuss gas prices."
    lines = [line.text for line in brief_of(f"{met}{also}\n\n{first}").bottom_line]
    assert lines[-2:] == [first, also]
