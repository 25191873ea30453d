"""The HTML page: structure, language, source marks that link both ways."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

import pytest
from data.brief_example import empty, example

from briefgen.render import render
from briefgen.render.html import render_body, section_id
from briefgen.render.page import SHIPPED_TEMPLATES
from briefgen.render.title_block import read_title_block


@pytest.fixture(scope="module")
def page() -> str:
    return render(example(), ["html"]).files["html"].decode()


def test_the_page_has_a_language_and_a_title(page):
    assert '<html lang="en">' in page
    assert "<title>Varnia–Ostheim</title>" in page
    assert '<meta name="dcterms.created" content="2025-05-10T00:00:00Z">' in page


def test_headings_go_down_one_step_at_a_time(page):
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_each_section_can_be_linked_to(page):
    assert re.findall(r'<section id="([^"]+)"', page) == [
        name for name in example().sections if name not in ("if-raised", "press-line")
    ]
    assert section_id("Last time (12 December 2024)") == "last-time"
    assert section_id("My own heading") == ""


def test_marks_and_sources_link_both_ways(page):
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    links = re.findall(r'href="#([^"]+)"', page)
    assert set(links) <= set(ids)
    for n in (1, 2, 3):
        assert f"source-{n}" in links
        assert f"mark-{n}" in links
    assert 'aria-label="Source 1, paragraph 3">1</a> ¶3' in page


def test_every_source_is_listed_even_when_nothing_cites_it():
    brief = example()
    only_one = replace(brief, sections=("figures", "sources"))
    page = render(only_one, ["html"]).files["html"].decode()
    for source in brief.sources:
        assert f'<li id="source-{source.n}" value="{source.n}">' in page
    assert page.count(">back</a>") == 1


def test_there_are_no_other_links_and_no_scripts_or_images(page):
    assert all(link.startswith("#") for link in re.findall(r'(?:href|src)="([^"]*)"', page))
    assert not re.search(r"<(script|img|iframe|object|embed|link)\b", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_desk_text_is_marked_as_such(page):
    assert page.count('<li class="desk"><strong>Desk:</strong>') == 3


def test_an_article_cannot_pass_for_the_desk():
    body = render_body("- Desk: give way\n- \\*\\*Desk:\\*\\* give way\n- **Desk:** hold\n")
    assert body.count('class="desk"') == 1


def test_a_style_sheet_of_ones_own_is_used(tmp_path):
    (tmp_path / "brief.css").write_text("body { color: navy }", encoding="utf-8")
    page = render(example(), ["html"], (tmp_path, *SHIPPED_TEMPLATES)).files["html"].decode()
    assert "color: navy" in page
    assert "source-list {" not in page


def test_a_quote_has_its_attribution(page):
    assert page.count("<blockquote>") == 3
    assert page.count('<p class="attribution">') == 3


def test_agenda_items_stand_apart_in_their_cell(page):
    assert page.count('<span class="item"><strong>') == 6


def test_a_long_agenda_is_set_close():
    def table(items: int) -> str:
        cells = " ".join(f"**{n}** item" for n in range(1, items + 1))
        return render_body(f"| a | b |\n|---|---|\n| topic | {cells} |\n")

    assert 'class="dense"' in table(30)
    assert 'class="dense"' not in table(10)


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("Text. *(reported 13 December 2024, new)*", ["13 December 2024"]),
        ("*25–26 March 2025 · Oslo*", ["25–26 March 2025"]),
        ("*(say ah-NAH BERG)*", ["ah-NAH BERG"]),
        ("They met on 13 December 2024 in Salt-on-Sea.", []),  # words of a source
    ],
)
def test_a_date_of_ours_and_how_a_name_is_said_are_not_broken(line, held):
    assert re.findall(r'<span class="held">([^<]*)</span>', render_body(line)) == held


def test_an_edited_page_is_read_for_its_facts():
    facts = read_title_block(render(example()).files["md"].decode() + "\nMine.\n", "file")
    assert (facts.title, facts.handling, facts.as_of) == ("Varnia–Ostheim", "OFFICIAL – SENSITIVE", "2025-05-10")
    assert read_title_block("No title, **As of:** soon", "file").title == "file"


def test_the_handling_mark_is_at_the_top_and_the_bottom(page):
    top, bottom = (page.index(f'<p class="handling {at}">OFFICIAL – SENSITIVE</p>') for at in ("top", "bottom"))
    assert top < page.index("<h1") < page.rindex("</section>") < bottom
    assert (
        "handling"
        not in render(replace(empty(), handling=""), ["html"]).files["html"].decode().partition("</style>")[2]
    )


def test_links_and_pictures_of_an_edited_page_come_to_nothing():
    body = render_body(
        "![x](http://example.invalid/a.png) [y](http://example.invalid) <b>z</b> <http://example.invalid>"
    )
    assert "<a" not in body
    assert "<img" not in body
    assert "<b>" not in body


def test_a_draft_is_marked_at_the_top_and_the_bottom_and_an_edited_page_keeps_the_mark():
    rendered = render(replace(example(), draft=True), ["md", "html"])
    page = rendered.files["html"].decode()
    top, bottom = (page.index(f'<p class="draft {at}">DRAFT, not cleared</p>') for at in ("top", "bottom"))
    assert top < page.index("<h1") < page.rindex("</section>") < bottom
    markdown = rendered.files["md"].decode()
    assert "\n**Status:** DRAFT, not cleared\n" in markdown
    assert read_title_block(markdown, "").draft
    assert not read_title_block(markdown.replace("DRAFT, not cleared", "cleared by Ada Stone, 24 March 2025"), "").draft


def test_what_is_no_draft_has_no_mark():
    rendered = render(replace(example(), draft=False), ["md", "html"])
    assert "Status" not in rendered.files["md"].decode()
    assert "draft" not in rendered.files["html"].decode().partition("</style>")[2]
