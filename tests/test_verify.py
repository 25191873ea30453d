"""``verify``: a brief on disk, edited or not, against the articles it was made from."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from data.brief_example import ARTICLES, empty, example
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.articles.readers import read_bytes
from briefgen.errors import InputError, UsageError
from briefgen.model import Brief, Change, Evidence, Mark, Page, Since
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.render.json import render_json
from briefgen.render.markdown import render_markdown
from briefgen.render.verify import Report, verify_data, verify_markdown
from briefgen.resources import Workspace


def page(path: str, text: str) -> Page:
    read = read_bytes(text.encode(), path)
    assert isinstance(read, Page)
    return read


PAGES = tuple(page(path, text) for path, text in ARTICLES.items())
MARKDOWN = render_markdown(example())


def altered(old: str, new: str) -> Report:
    assert old in MARKDOWN
    return verify_markdown(MARKDOWN.replace(old, new), PAGES)


def line_of(words: str) -> str:
    return str(1 + MARKDOWN[: MARKDOWN.index(words)].count("\n"))


def test_a_brief_as_written_is_found():
    report = verify_markdown(MARKDOWN, PAGES)
    assert report.missing == report.changed == ()
    assert report.looked_for == 32
    data = verify_data(json.loads(render_json(example())), PAGES)
    assert data.missing == data.changed == ()
    assert data.looked_for == 35


def test_an_empty_brief_has_nothing_to_look_for():
    assert verify_markdown(render_markdown(empty()), PAGES) == Report(0, ())
    assert verify_data(json.loads(render_json(empty())), PAGES) == Report(0, ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Steel is not a weapon", "Steel is a weapon"),
        ("We will not use it as one", "we will not use it as one"),
        ("“half a step” **in", "“half a stop” **in"),
        ("visa-free travel for students", "free travel for students"),
        ("visa-free travel for students", "visa-free travel for student"),
        ('"clean" customs union [', '"clean" customs unions ['),
        ("Ostheim wants the tariffs lifted before any customs union. [^2]", "Ostheim wants the tariffs lifted. [^2]"),
        ("€5 billion", "€6 billion"),
        ("We expect no miracles. We expect the strait to open", "We expect the strait to open. We expect no miracles"),
    ],
)
def test_an_altered_line_is_named_with_its_place(old, new):
    report = altered(old, new)
    assert line_of(old) in {finding.where for finding in report.missing}


def test_a_line_moved_to_another_source_is_not_found():
    (finding,) = altered("by 2027. [^1]", "by 2027. [^2]").missing
    assert finding.where == line_of("€5 billion")
    assert "old/readout.txt" in finding.message


def test_the_pieces_of_a_quote_keep_their_order():
    first, second = "Steel is not a weapon,", "We will not use it as one."
    (finding,) = altered(f"{first} \\[…\\] {second}", f"{second} \\[…\\] {first}").missing
    assert finding.where == line_of("Steel is not")


def test_a_mark_for_no_source_and_a_quote_without_one_are_named():
    # Markdown shows a mark without a source as the plain words it is, so that its line claims nothing any more.
    (finding,) = altered(" [^1] ¶5 *(said 9 May 2025, The strait)*", "").missing
    assert "without a source mark" in finding.message


def test_a_persons_own_lines_are_no_claims():
    more = "\n## My notes\n\nAsk about **fish**.\n\n- A line of mine.\n"
    assert verify_markdown(MARKDOWN.replace("## Gaps", more + "\n## Gaps"), PAGES).missing == ()


def test_shortening_and_rewrapping_a_line_is_no_fault():
    assert (
        altered("We expect no miracles. We expect the strait to open", "We expect the strait\n> to open").missing == ()
    )


@pytest.mark.parametrize(("glued", "found"), [("Steelwill not", True), ("Steelworks not", False)])
def test_a_name_that_a_page_has_glued_to_the_next_word_is_found(glued, found):
    pages = tuple(page(path, text.replace("Steel is not", glued)) for path, text in ARTICLES.items())
    told = "Steel is not a weapon, \\[…\\] We will not use it as one."
    report = verify_markdown(MARKDOWN.replace(told, "Steel"), pages)
    assert told in MARKDOWN
    assert [one.message for one in report.missing if one.message.endswith(": Steel")] == (
        [] if found else ["not found in old/readout.txt: Steel"]
    )


def test_a_title_that_is_a_whole_page_is_cut_and_still_found():
    text = "Talks went on and on, " * 400
    read = page("long.txt", text)
    source = replace(example().sources[0], path="long.txt", title=text.strip(), sha256=read.sha256)
    markdown = render_markdown(replace(empty(), sources=(source,)))
    assert max(map(len, markdown.splitlines())) < 500
    assert verify_markdown(markdown, (read,)) == Report(1, ())


def test_another_headline_or_file_is_named():
    assert altered("**Ostheim and Varnia agree", "**Ostheim and Varnia fail").missing
    report = verify_markdown(MARKDOWN, PAGES[1:])
    assert any("visit.txt" in finding.message for finding in report.missing)
    newer = (page("visit.txt", ARTICLES["visit.txt"] + "\nMore.\n"), *PAGES[1:])
    report = verify_markdown(MARKDOWN, newer)
    assert report.missing == ()
    assert [finding.where for finding in report.changed] == [line_of("[^1]: ")]


@settings(max_examples=60, deadline=None)
@given(words=st.text(min_size=1, max_size=60))
def test_whatever_an_article_says_is_found_again(words: str):
    text = f"Someone said {words} to us."
    read = read_bytes(text.encode("utf-8", "replace"), "a.txt")
    if not isinstance(read, Page):
        return
    whole = Evidence(path="a.txt", start=0, end=len(read.text))
    mark = Mark(source=1, paragraph=0)
    quote = replace(example().quotes[0], text=" ".join(read.text.split()), evidence=(whole,), marks=(mark,))
    source = replace(example().sources[0], path="a.txt", title=" ".join(read.text.split()), sha256=read.sha256)
    brief = replace(
        empty(), quotes=(quote,), bottom_line=(replace(quote, marks=quote.marks),), sources=(source,), handling=words
    )
    assert verify_markdown(render_markdown(brief), (read,)).missing == ()
    assert verify_data(json.loads(render_json(brief)), (read,)).missing == ()


@pytest.mark.parametrize("shift", [-1, 1])
def test_a_shifted_place_in_the_data_is_named(shift):
    data = json.loads(render_json(example()))
    data["quotes"][1]["evidence"][0]["start"] += shift
    (finding,) = verify_data(data, PAGES).missing
    assert finding.where == "quotes[1]"


def test_altered_words_in_the_data_are_named():
    data = json.loads(render_json(example()))
    data["agenda"][2]["text"] += " and staff"
    data["agenda"][3]["sentence"] = "Another sentence."
    data["sources"][2]["title"] = "Another title"
    assert [finding.where for finding in verify_data(data, PAGES).missing] == ["agenda[2]", "agenda[3]", "sources[2]"]


@pytest.mark.parametrize(
    "data",
    [
        [],
        {},
        3,
        {"schema": "briefgen/brief/1"},
        {"schema": "briefgen/brief/1", "meeting": {"evidence": [{}]}, "sources": []},
    ],
)
def test_what_is_no_brief_is_refused(data: Any):
    with pytest.raises((InputError, UsageError)):
        verify_data(data, PAGES)


# --- the paragraph -------------------------------------------------------------------------------------------------


def test_a_line_whose_paragraph_is_another_is_named_with_the_true_one():
    (finding,) = altered("held since March [^1] ¶4", "held since March [^1] ¶3").missing
    assert finding.message.startswith("not in paragraph 3 of source 1: the release of two Varnian sailors")
    assert finding.message.endswith("(it is in paragraph 4)")
    (finding,) = altered("held since March [^1] ¶4", "held since March [^1] ¶99").missing
    assert "not in paragraph 99 of source 1" in finding.message


def test_a_quote_that_goes_on_in_the_next_paragraph_is_found_in_the_first(tmp_path):
    (tmp_path / "pair.yaml").write_text("title: Pair\nsides:\n  - country: NO\n  - country: IS\n", encoding="utf-8")
    text = (
        "Norway and Iceland hold talks\n2 March 2026\n\nNorwegian Foreign Minister Ada Stone met Icelandic Prime "
        "Minister Jon Marsh in Reykjavik on Monday for talks on fish.\n\nStone said: “The nets are full and the boats "
        "of Iceland are safe.\n\n“We want it to stay so for all of our fishermen.”\n"
    )
    (tmp_path / "0.txt").write_text(text, encoding="utf-8")
    request = Request(articles=(tmp_path / "0.txt",), as_of=date(2026, 3, 3))
    made = make_brief(load_profile(tmp_path / "pair.yaml", Workspace(tmp_path)), request).brief
    (quote,) = made.quotes
    assert "[…]" not in quote.text
    written = render_markdown(made)
    pages = (page("0.txt", text),)
    assert verify_markdown(written, pages).missing == ()
    assert verify_data(json.loads(render_json(made)), pages).missing == ()
    assert verify_markdown(written.replace("for all of our", "for most of our"), pages).missing


def test_a_mark_of_the_data_whose_paragraph_is_another_is_named():
    data = json.loads(render_json(example()))
    mark = data["agenda"][3]["marks"][0]
    mark["paragraph"] += 1
    (finding,) = verify_data(data, PAGES).missing
    assert finding.where == "agenda[3]"
    assert f"not in paragraph {mark['paragraph']} of source {mark['source']}" in finding.message
    mark["source"] = 77
    (finding,) = verify_data(data, PAGES).missing
    assert finding.message == "no source 77 is listed"


def test_an_item_of_the_data_that_lost_its_evidence_is_named():
    data = json.loads(render_json(example()))
    data["positions"][0]["evidence"] = []
    (finding,) = verify_data(data, PAGES).missing
    assert finding.where == "positions[0]"


# --- what was not given --------------------------------------------------------------------------------------------


def test_where_no_source_is_there_one_line_says_so():
    other = (page("other.txt", "Something else.\n"),)
    for look in (
        lambda: verify_markdown(MARKDOWN, other),
        lambda: verify_data(json.loads(render_json(example())), other),
    ):
        with pytest.raises(InputError, match=r"none of its 3 sources .* --articles"):
            look()


def test_the_lines_of_a_source_that_is_not_there_are_counted_with_it():
    for report in (
        verify_markdown(MARKDOWN, PAGES[1:]),
        verify_data(json.loads(render_json(example())), PAGES[1:]),
    ):
        (finding,) = report.missing
        assert re.fullmatch(
            r"source 1 is not among the articles: visit.txt; its \d+ lines were not looked for", finding.message
        )
        assert report.looked_for < 25


@pytest.mark.parametrize("text", ["", "# Read me\n\nSome words.\n", "[^a]: no number\n"])
def test_markdown_that_is_no_brief_is_refused(text):
    with pytest.raises(UsageError, match="this is no brief"):
        verify_markdown(text, PAGES)


def test_the_meeting_is_looked_for_once():
    data = json.loads(render_json(example()))
    assert data["meeting"] in data["meetings"]
    texts = {**ARTICLES, "visit.txt": ARTICLES["visit.txt"].replace("will visit", "may visit")}
    pages = [page(path, text) for path, text in texts.items()]
    places = [finding.where for finding in verify_data(data, pages).missing]
    assert "meetings[0]" in places
    assert "meeting" not in places
    assert len(places) == len(set(places))


# --- what is quoted from an earlier brief ----------------------------------------------------------------------------

NOTE = page("notes/march.txt", "Ostheim talks\n\nOstheim rejects a customs union for now, it said.\n")


def since_march(text: str = "Ostheim rejects a customs union for now") -> Brief:
    """The example with an agenda item that stood in an earlier brief only, from an article of its own."""
    start = NOTE.text.index("Ostheim rejects")
    gone = Change(
        id="a1", text=text, kind="dropped", section="agenda", status="open", topic="trade", reason="outside the window",
        evidence=(Evidence(path=NOTE.path, start=start, end=start + len(text)),), marks=(Mark(source=4, paragraph=1),),
    )  # fmt: skip
    source = replace(example().sources[0], n=4, title="Ostheim talks", path=NOTE.path, sha256=NOTE.sha256)
    since = Since(name="march.json", as_of="2025-03-03", sources=(source,))
    return replace(example(), since=since, changes=(*example().changes, gone))


def both_reports(brief: Brief, pages: tuple[Page, ...]) -> tuple[Report, Report]:
    return verify_markdown(render_markdown(brief), pages), verify_data(json.loads(render_json(brief)), pages)


def test_a_line_of_the_earlier_brief_is_found_where_its_article_is_there_still():
    for report in both_reports(since_march(), (*PAGES, NOTE)):
        assert report.missing == report.changed == ()


def test_a_line_of_the_earlier_brief_that_is_altered_is_named():
    for report in both_reports(since_march("Ostheim accepts a customs union for now"), (*PAGES, NOTE)):
        (finding,) = report.missing
        assert "Ostheim accepts" in finding.message


@pytest.mark.parametrize("pages", [PAGES, (*PAGES, page(NOTE.path, "Another text.\n"))], ids=["gone", "altered"])
def test_a_line_of_the_earlier_brief_whose_article_is_not_there_is_no_fault_and_told(pages):
    for report in both_reports(since_march(), pages):
        assert report.missing == ()
        (finding,) = report.changed
        assert finding.message == (
            "1 line quoted from the earlier brief was not looked for: notes/march.txt is not here as it was"
        )


def test_no_article_can_pass_for_one_of_the_earlier_brief():
    sources = (replace(example().sources[0], publisher="quoted from the earlier brief"), *example().sources[1:])
    report = verify_markdown(render_markdown(replace(example(), sources=sources)), PAGES[1:])
    assert [finding.message.partition(":")[0] for finding in report.missing] == ["source 1 is not among the articles"]
