"""Watch-outs, gaps, dates ahead, background and bottom line, on stories of our own making."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from briefgen.brief.runon import runs_on
from briefgen.changes import read_baseline
from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render.json import data
from briefgen.render.markdown import render_markdown
from briefgen.resources import Workspace

HEAD = """Norway and Iceland hold talks
2 March 2026

"""
MET = (
    "Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks on "
    "the fish tariffs that have been in force since spring.\n\n"
)


@pytest.fixture
def brief_of(tmp_path: Path):
    def make(*stories: str, profile: str = "", as_of: str = "2026-03-03") -> Brief:
        path = tmp_path / "pair.yaml"
        path.write_text(f"title: Pair\nsides:\n  - country: NO\n  - country: IS\n{profile}", encoding="utf-8")
        for number, story in enumerate(stories):
            (tmp_path / f"{number}.txt").write_text(HEAD + story + "\n", encoding="utf-8")
        request = Request(articles=tuple(sorted(tmp_path.glob("*.txt"))), as_of=date.fromisoformat(as_of))
        return make_brief(load_profile(path, Workspace(tmp_path)), request).brief

    return make


def labels(brief: Brief) -> list[str]:
    return [watch.label for watch in brief.watch_outs]


# --- watch-outs -------------------------------------------------------------------------------------------------------


def test_one_source_is_told_once(brief_of):
    assert "Everything in this brief rests on one source" in labels(brief_of(MET))


def test_a_report_of_others_is_a_watch_out_where_the_brief_prints_it(brief_of):
    printed = "Icelandic Prime Minister Jon Marsh reportedly said the harbour of Norway would be closed in the spring."
    aside = "It was reportedly a wet day in the streets of the old town and on the hills behind it."
    assert "Relayed report" in labels(brief_of(MET + printed))
    assert "Relayed report" not in labels(brief_of(MET + aside))


def test_a_relayed_report_shows_which_line_it_is(brief_of):
    told = "Icelandic Prime Minister Jon Marsh said the harbour would be closed in the spring, local media reported."
    longer = told[:-1] + ", and that the boats of Norway and of all its neighbours would have to wait in the open sea."
    shown = {watch.text for watch in brief_of(MET + told).watch_outs if watch.label == "Relayed report"}
    assert shown == {told}
    (clause,) = (watch.text for watch in brief_of(MET + longer).watch_outs if watch.label == "Relayed report")
    assert clause.endswith("local media reported")
    assert len(clause) < len(longer)


READOUT = """Foreign Minister Stone's Call with Prime Minister Marsh

{issuer}

March 2, 2026

"""


@pytest.mark.parametrize(
    ("issuer", "whose"),
    [
        ("Office of the Spokesperson", "Norwegian"),  # it names no country: the first side of the text is its own
        ("Source: Ministry of Foreign Affairs of Iceland", "Icelandic"),
        ("Source: Northern Post", ""),
        ("Source: Iceland Review", ""),
    ],
)
def test_a_brief_of_one_side_s_own_texts_says_whose_they_are(tmp_path, issuer, whose):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
    (tmp_path / "0.txt").write_text(READOUT.format(issuer=issuer) + MET, encoding="utf-8")
    request = Request(articles=(tmp_path / "0.txt",), as_of=date(2026, 3, 3))
    brief = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
    wanted = [f"Everything in this brief is the {whose} side's own account"] if whose else []
    assert [label for label in labels(brief) if "own account" in label] == wanted


def test_one_paper_beside_a_readout_and_the_account_is_not_one_side_s_own(tmp_path):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
    (tmp_path / "0.txt").write_text(READOUT.format(issuer="Office of the Spokesperson") + MET, encoding="utf-8")
    (tmp_path / "1.txt").write_text(HEAD + MET + "The fishermen of both countries had hoped for more than that.\n")
    request = Request(articles=(tmp_path / "0.txt", tmp_path / "1.txt"), as_of=date(2026, 3, 3))
    brief = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
    assert len(brief.sources) == 2
    assert not any("own account" in label for label in labels(brief))


@pytest.mark.parametrize(
    ("sentence", "relayed"),
    [
        ("According to Norwegian media, Icelandic Prime Minister Jon Marsh said the harbour would be closed.", True),
        ("Icelandic Prime Minister Jon Marsh was quoted as saying by the Harbour Post that Norway would pay.", True),
        ("Norway will pay, Icelandic Prime Minister Jon Marsh said, according to the Harbour news agency.", True),
        ("“If it is as media reports say, Norway will pay,” Icelandic Prime Minister Jon Marsh told a rally.", False),
        ("According to Icelandic Prime Minister Jon Marsh, Norway would pay for the harbour.", False),
    ],
)
def test_what_other_media_have_told_is_a_relayed_report(brief_of, sentence, relayed):
    brief = brief_of(f"{MET}Norway and Iceland agreed to share the cod.\n\n{sentence}")
    assert ("Relayed report" in labels(brief)) is relayed


def test_an_agenda_of_one_outlet_alone_is_told_as_one(brief_of):
    brief = brief_of(
        MET + "The two discussed the cod.",
        "Icelandic Prime Minister Jon Marsh received Norwegian Foreign Minister Ada Stone in Reykjavik on Monday.\n\n"
        "Marsh and Stone discussed the bridge over the sound.",
    )
    assert "Each of the 3 agenda items is told by one outlet only" in labels(brief)


def test_somebody_unnamed_is_one_watch_out(brief_of):
    brief = brief_of(MET + "“The harbour will be closed by noon,” said a Norwegian official, who declined to be named.")
    assert [label for label in labels(brief) if "named source" in label] == ["Unnamed source: a Norwegian official"]


DESK = """desk:
  author: A. Vale
  date: {date}
  points:
    trade: [We are looking into it.]
"""


@pytest.mark.parametrize(
    ("written", "story", "told"),
    [
        ("2025-12-01", "It rained.", "Desk text of 1 December 2025 is 92 days old: Trade and economy"),
        ("2026-02-25", "It rained.", None),
        (
            "2026-02-25",
            "Icelandic Prime Minister Jon Marsh said the customs union with Norway was dead and buried.",
            "Newer coverage than the desk text of 25 February 2026: Trade and economy",
        ),
    ],
)
def test_stale_desk_text_is_told(brief_of, written, story, told):
    found = [
        label
        for label in labels(brief_of(MET + story, profile=DESK.format(date=written)))
        if "desk text" in label.lower()
    ]
    assert found == ([told] if told else [])


# --- gaps -------------------------------------------------------------------------------------------------------------


def test_a_side_without_a_voice_is_a_gap(brief_of):
    brief = brief_of(MET + "Icelandic Prime Minister Jon Marsh said the customs union with Norway was dead and buried.")
    assert [gap for gap in brief.gaps if "account" in gap] == [
        "No Norwegian account found: no account, quote or position of the Norwegian side."
    ]


def test_what_a_side_is_accused_of_is_no_voice_of_it(brief_of):
    accused = "The Norwegian cabinet blamed Iceland last week for ignoring the cod limits and hiding its catch."
    assert any(gap.startswith("No Icelandic account") for gap in brief_of(MET + accused).gaps)


def test_a_body_that_is_quoted_is_a_voice_of_its_side(brief_of):
    said = "The Norwegian embassy to Iceland announced that the library would be shut for the winter."
    gaps = brief_of(MET + said).gaps
    assert not any(gap.startswith("No Norwegian account") for gap in gaps)
    assert any(gap.startswith("No Icelandic account") for gap in gaps)


def test_what_both_state_is_an_account_of_both(brief_of):
    brief = brief_of(MET + "The two ministers reaffirmed their support for the customs union of the north.")
    assert not [gap for gap in brief.gaps if "account" in gap]


def test_a_tie_wished_with_others_is_no_ask(brief_of):
    wishes = (
        "Icelandic Prime Minister Jon Marsh said Iceland wants to keep its trade relations with {} in the coming years."
    )
    assert not [entry for entry in brief_of(MET + wishes.format("the south of the world")).positions if entry.ask]
    assert [entry for entry in brief_of(MET + wishes.format("Norway")).positions if entry.ask]


def test_a_topic_is_a_gap_where_the_desk_waits_for_it(brief_of):
    quiet = brief_of(MET)
    assert not [gap for gap in quiet.gaps if "material" in gap]
    waiting = brief_of(MET, profile=DESK.format(date="2026-03-01").replace("trade", "energy"))
    assert "No material on: Energy." in waiting.gaps
    named = brief_of(MET, profile="topics:\n  puffins: {title: Puffins, any: [puffins]}\n")
    assert "No material on: Puffins." in named.gaps


# --- dates ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("sentence", "day"),
    [
        ("Iceland will open a harbour on 12 April.", "2026-04-12"),
        ("The treaty between Norway and Iceland expires on 1 July 2026.", "2026-07-01"),
        ("Norway is to host the next round in September.", "2026-09"),
        ("Iceland holds elections in May 2027.", "2027-05"),
        ("Norway will host the next round in January.", "2027-01"),
        ("The treaty is to be signed by Norway in September.", "2026-09"),
        ("The talks scheduled by Norway for June will be short.", "2026-06"),
        ("The two sides will open the next round of the cod talks in early 2028.", "2028"),
        ("The two countries will open a bridge on 12 April.", "2026-04-12"),
    ],
)
def test_a_day_or_month_to_come_is_a_date_ahead(brief_of, sentence, day):
    (line,) = brief_of(MET + sentence).dates_ahead
    assert (line.date, line.text) == (day, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Norway has lived with the 9 August attacks and their memory.",
        "Since the events of 9 August Norway will not talk of them.",
        "Norway mourned those who died on 9 August.",
        "Norway was hit in September.",
        "The lamp of Norway on 4 May was out.",
        "The cod pact of Norway and Iceland, quickly signed in January, may not outlive the coming strike.",
        "The pact that Norway and Iceland had reached in February may not hold.",
        "Norway may regret the treaty that was quietly signed with Iceland in January.",
        "Norway plans to be rich by 2040.",
        "* Nov. 3: Norway plans a bridge and invites Iceland to see it.",
        "16 April: Norway says it will lift the tariffs on Iceland.",
        "Stone became the first minister of Norway to visit Chad in 40 years in September.",
    ],
)
def test_a_day_long_past_is_no_date_ahead(brief_of, sentence):
    brief = brief_of(MET + sentence)
    assert brief.dates_ahead == ()
    assert [line for line in brief.background if line.date > "2026-03-02"] == []


def test_the_day_of_the_meeting_is_told_with_the_meeting(brief_of):
    text = "Norwegian Foreign Minister Ada Stone will meet Icelandic Prime Minister Jon Marsh in Oslo on 20 March."
    brief = brief_of(text)
    assert brief.meeting.start == "2026-03-20"
    assert brief.dates_ahead == ()


def test_background_that_goes_on_is_told_so(brief_of):
    brief = brief_of(
        MET + "Iceland has kept its waters closed since 5 May 2019.\n\nNorway left the bank on 6 June 2018."
    )
    page = render_markdown(brief)
    assert "**Since 5 May 2019:** Iceland has kept" in page
    assert "**6 June 2018:** Norway left" in page


@pytest.mark.parametrize(
    "sentence",
    [
        "2 March marks the birthday of the poet who left Norway for Iceland.",
        "On 1 March, the anniversary of its union with Iceland, Norway is quiet.",
        "Ada Stone of Norway, with her two dogs and a basket of herring, on a pier in Oslo, 3 May 2014.",
        "The Norwegian lighthouse in this picture, taken on 9 July 2017, had lost its lamp.",
        "Norwegian minister Ada Stone poses with Jon Marsh in Oslo, Norway, 14 February 2026.",
    ],
)
def test_a_day_that_comes_back_and_a_picture_s_day_are_no_background(brief_of, sentence):
    assert brief_of(MET + sentence).background == ()


def test_what_is_still_to_come_this_year_is_no_background(brief_of):
    assert brief_of(MET + "Norway will pay Iceland, which is expected by the end of 2026.").background == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("He was expelled from Iceland in 2008.", False),
        ("These loans do not include what Norway gave in December 2022.", False),
        ("This year is the best for Norway and Iceland since they signed the cod pact in 1994.", True),
        ("Jon Marsh was expelled from Norway in 2008.", True),
    ],
)
def test_a_sentence_that_opens_with_a_pronoun_is_no_background(brief_of, sentence, told):
    assert bool(brief_of(MET + sentence).background) is told


def test_what_two_countries_did_together_is_background(brief_of):
    (line,) = brief_of(MET + "The two countries signed a fisheries pact in 1994.").background
    assert line.date == "1994"


def test_a_year_ahead_is_no_next_date(brief_of):
    brief = brief_of(MET + "The two sides will open the next round of the cod talks in early 2028.")
    assert "**2028:** The two sides will open" in render_markdown(brief)
    assert "Next date" not in render_markdown(brief)


def test_a_note_on_the_page_is_no_background(brief_of):
    assert brief_of(MET + "Correction: Norway left the bank on 6 June 2018, not 2019.").background == ()


# --- bottom line ------------------------------------------------------------------------------------------------------


BAN = "The two ministers agreed to lift the ban on tea."
VISIT = "Icelandic Prime Minister Jon Marsh visited Norwegian Foreign Minister Ada Stone in Oslo on Monday for talks."


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
    assert "She warned that Iceland would have to reopen its harbours. [^1] ¶2 *(Ada Stone)*" in written


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
    scrap = "Jon Marsh called the draft “done properly” after the talks with Norway."
    more = "\n\n“We will open the harbour to all boats in May,” Jon Marsh said."
    assert [quote.text for quote in brief_of(MET + scrap).quotes] == ["done properly"]
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
