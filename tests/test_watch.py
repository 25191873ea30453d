"""Watch-outs, dates ahead and background, on stories of our own making."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest
from data.norway_and_iceland import HEAD, MET, brief_in

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render.markdown import render_markdown
from briefgen.resources import Workspace


@pytest.fixture
def brief_of(tmp_path: Path):
    return partial(brief_in, tmp_path)


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


def test_a_relayed_report_shows_who_has_told_it_and_the_lines_that_rest_on_it(brief_of):
    told = "Icelandic Prime Minister Jon Marsh said the harbour would be closed, the Harbour Post reportedly wrote."
    brief = brief_of(MET + told)
    (shown,) = (watch for watch in brief.watch_outs if watch.label == "Relayed report")
    assert shown.text == "the Harbour Post reportedly wrote."
    assert {line.text for line in (*brief.agenda, *brief.positions) if line.id in shown.items}
    assert "**Relayed report (item" in render_markdown(brief)


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (
            "Icelandic Prime Minister Jon Marsh, according to local media, wants to close the harbour to all boats.",
            "according to local media",
        ),
        (
            "Icelandic Prime Minister Jon Marsh wants to close the harbour, not to Norway, local media reported.",
            "local media reported.",
        ),
        # a clause that only says "reportedly" names nobody: the whole sentence does
        ("Reportedly, Icelandic Prime Minister Jon Marsh wants to close the harbour to all boats of Norway.", ""),
    ],
)
def test_a_relayed_report_never_begins_in_mid_sentence(brief_of, told, shown):
    (clause,) = (watch.text for watch in brief_of(MET + told).watch_outs if watch.label == "Relayed report")
    assert clause == (shown or told)


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
    if whose:  # who has written all there is has been heard
        assert not [gap for gap in brief.gaps if f"No {whose} account" in gap]


def test_a_joint_statement_is_nobody_s_own_account(tmp_path):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
    told = READOUT.format(issuer="Office of the Spokesperson").split("\n", 1)[1]
    (tmp_path / "0.txt").write_text(f"Joint Statement on the Fish Dialogue\n{told}{MET}", encoding="utf-8")
    request = Request(articles=(tmp_path / "0.txt",), as_of=date(2026, 3, 3))
    brief = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
    assert brief.sources
    assert not any("own account" in label for label in labels(brief))


@pytest.mark.parametrize(
    ("title", "joint"),
    [
        ("Joint Statement by Minister Stone and Minister Ulla Vale on the Fish Dialogue", False),
        ("Joint Statement by Norway and Iceland", True),
        ("Joint Declaration of the Foreign Ministers", True),
        ("Norway–Iceland Joint Leaders’ Statement", True),
        ("Statement on the Fish Dialogue", True),  # the text says who has released it
        ("Minister Stone’s Call", False),
    ],
)
def test_whose_account_a_statement_is(tmp_path, title, joint):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
    note = "The following was released by the Governments of Norway and Iceland.\n\n" if "Statement on" in title else ""
    told = READOUT.format(issuer="Office of the Spokesperson").split("\n", 1)[1] + note
    (tmp_path / "0.txt").write_text(f"{title}\n{told}{MET}", encoding="utf-8")
    request = Request(articles=(tmp_path / "0.txt",), as_of=date(2026, 3, 3))
    brief = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
    assert brief.sources
    assert any("own account" in label for label in labels(brief)) is not joint


def test_the_other_side_has_no_account_where_one_has_written_all(tmp_path):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
    told = READOUT.format(issuer="Office of the Spokesperson") + MET + "Iceland said it would lower the tariffs."
    (tmp_path / "0.txt").write_text(told, encoding="utf-8")
    request = Request(articles=(tmp_path / "0.txt",), as_of=date(2026, 3, 3))
    brief = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
    assert [gap for gap in brief.gaps if "Icelandic" in gap]


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


def unnamed(brief: Brief) -> list[str]:
    """The watch-outs for people without a name, as printed."""
    rows = [line for line in render_markdown(brief).splitlines() if line.startswith("- **Unnamed source")]
    return [row.removeprefix("- ").split(" [^")[0] for row in rows]


def test_somebody_unnamed_is_one_watch_out(brief_of):
    told = "“The harbour will be closed by noon,” said a Norwegian official, who declined to be named. "
    again = "“Norway has no choice,” the official added."
    for story, quotes in ((told, "1 quote"), (told + again, "2 quotes")):
        (row,) = unnamed(brief_of(MET + story))
        assert row.endswith(f"{quotes}):** a Norwegian official")


@pytest.mark.parametrize(
    ("speaker", "told"),
    [
        ("a Norwegian Foreign Ministry spokeswoman", False),
        ("the Norwegian prime minister", False),
        ("a Norwegian minister", True),
        ("a senior Norwegian diplomat", True),
    ],
)
def test_who_speaks_for_a_side_by_office_is_no_unnamed_source(brief_of, speaker, told):
    brief = brief_of(MET + f"“The harbour will be closed to Iceland by noon,” said {speaker}.")
    assert [quote.speaker for quote in brief.quotes if "harbour" in quote.text] == [speaker]
    assert [speaker in row and "1 quote" in row for row in unnamed(brief)] == [True] * told


ONE = "The two discussed the harbour at Vik, a Norwegian Foreign Ministry source said."


@pytest.mark.parametrize(
    ("story", "told"),
    [
        (ONE, {"a Norwegian Foreign Ministry source": ["harbour"]}),
        # "the source" is whoever was so called last
        (
            ONE
            + " They also discussed the herring, the source added. They discussed ferries, the Norwegian source said.",
            {"a Norwegian Foreign Ministry source": ["harbour", "herring", "ferries"]},
        ),
        (
            ONE + " They also discussed the herring, an Icelandic official told the paper.",
            {"a Norwegian Foreign Ministry source": ["harbour"], "an Icelandic official": ["herring"]},
        ),
        (
            "The two discussed the harbour, sources close to the talks said.",
            {"sources close to the talks": ["harbour"]},
        ),
        (
            "According to a person familiar with the talks, they discussed the harbour.",
            {"a person familiar with the talks": ["harbour"]},
        ),
        ("The two discussed the harbour at Vik with officials of the port.", {}),
        ("The two discussed the source of the river and the officials of the port, Marsh said.", {}),
        ("The two discussed the harbour at Vik. A Norwegian spokesman said so.", {}),
    ],
)
def test_what_rests_on_whom(brief_of, story, told):
    brief = brief_of(f"{MET}Norway and Iceland are neighbours. It rained.\n\n{story}")
    found = {
        watch.text: [line.text for line in brief.agenda if line.id in watch.items]
        for watch in brief.watch_outs
        if watch.label.startswith("Unnamed")
    }
    assert list(found) == list(told)
    for who, words in told.items():
        assert all(any(word in text for text in found[who]) for word in words)
        assert len(found[who]) == len(words)


BY_SOURCES = (
    "Norwegian Foreign Minister Ada Stone will visit Iceland on 9 March, according to Norwegian diplomatic sources. "
    "Stone will meet Icelandic Prime Minister Jon Marsh, the sources said. The talks will touch on cod and the ferry."
)


@pytest.mark.parametrize(
    ("more", "only"),
    [("", True), (" Stone said the cod must be shared with Iceland.", False), (" “I am glad,” Stone said.", False)],
)
def test_an_article_that_names_nobody_but_sources_rests_on_them(brief_of, more, only):
    (row, *_) = unnamed(brief_of(BY_SOURCES + more)) or [""]
    assert ("the only one its article names" in row) is only
    assert ("the meeting; item" in row) is only


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


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norway said it would close its waters to Iceland by the end of 2024.", False),
        ("Norway had closed its waters to Iceland by the end of 2024.", True),
        ("Boats of Norway on the quay of the old harbour in 2019", False),  # the line under a picture
    ],
)
def test_a_plan_and_a_line_without_a_stop_are_no_background(brief_of, sentence, told):
    assert bool(brief_of(f"{MET}{sentence}\n\nIt rained.").background) is told


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Norway closed its embassy in Reykjavik in 1961.", True),
        ("Norway has held the reef since 1989, and pays for its lamps.", True),
        ("Iceland and Norway signed the first pact on fish in 1994.", True),
        ("Norway and Iceland have agreed to an exchange of visits, the first since 1989.", False),
        ("03/01/1994 Reykjavik, Iceland.", False),
        ("It is the largest catch of Norway and Iceland since 1989.", False),
        ("Norway released a fisherman, jailed in 1994 for the theft of a net.", False),
        ("Norway sold a lamp, which Iceland had bought in 1994, to a museum.", False),
        ("Norway may fish at the reef that Iceland claimed in 1994.", False),
        ("Norway must tell its parliament of every catch under a 1994 law.", False),
        ("Much like those of the reef in 1994, protests began in Norway on Wednesday.", False),
        ("On 1 March 2026 Norway said that it was glad.", False),  # the news itself
    ],
)
def test_a_date_of_something_else_is_no_background(brief_of, sentence, told):
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


@pytest.mark.parametrize(
    ("sentence", "joint"),
    [
        ("Norway and Iceland will open a bridge on 12 April.", True),
        ("The two countries will open a bridge on 12 April.", True),
        ("Stone will travel on from Iceland to Malta on 12 April.", False),  # her own further journey
        ("Iceland will open a harbour on 12 April.", False),
    ],
)
def test_a_date_ahead_is_of_both_sides_where_it_tells_of_both_alone(brief_of, sentence, joint):
    (line,) = brief_of(MET + sentence).dates_ahead
    assert line.joint is joint
