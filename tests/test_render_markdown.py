"""The Markdown of a brief: its look, its safety, and templates that go wrong."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from data.brief_example import empty, example
from hypothesis import example as case
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.errors import OutputError
from briefgen.render.escape import code, printed, text
from briefgen.render.html import render_body
from briefgen.render.markdown import render_markdown
from briefgen.render.page import SHIPPED_TEMPLATES


def test_a_full_brief(golden):
    golden("render/brief.md", render_markdown(example()))


def test_an_empty_brief_says_so_in_one_line_a_section(golden):
    golden("render-empty/brief.md", render_markdown(empty()))


def test_sample_articles_are_named_on_line_one():
    page = render_markdown(replace(example(), sample=True))
    assert page.splitlines()[0] == "Sample articles shipped with briefgen"
    assert "Sample articles" not in render_markdown(example())


def test_sections_come_in_the_order_of_the_brief():
    page = render_markdown(replace(example(), sections=("sources", "gaps", "agenda")))
    headings = [line for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["## Sources", "## Gaps", "## Agenda"]


def test_asks_stand_with_the_positions_where_they_have_no_section():
    brief = replace(example(), sections=("positions",), bottom_line=())
    assert "wants the tariffs lifted" in render_markdown(brief)


DISCUSS = "was to be discussed (12 May 2025); no report that it was"
RAISE = "was to be raised (12 May 2025); no report that it was"


def agenda_with(**notes: str) -> list[str]:
    """The lines of the agenda when its items of a status have a note."""
    brief = example()
    entries = [entry for entry in brief.agenda if entry.meeting in ("", brief.meeting.id)]
    many = [
        replace(entry, note=notes.get(entry.status.replace("-", "_"), "")) for entry in [*entries, *entries, *entries]
    ]
    page = render_markdown(replace(brief, agenda=tuple(many), sections=("agenda",)))
    return page.partition("## Agenda\n\n")[2].splitlines()


def test_what_most_items_say_is_printed_once():
    legend, _, *rows = agenda_with()
    assert legend == "**Where an item says nothing else:** *to discuss*"
    assert "(to discuss)" not in " ".join(rows)
    assert " ".join(rows).count("*(Varnia to raise)*") == 3


def test_a_note_that_many_items_share_is_printed_once():
    legend, _, *rows = agenda_with(to_discuss=DISCUSS, to_raise=RAISE)
    raised = "12 May 2025; no report that it was"  # what stands before it is not said twice
    assert legend == f"**Where an item says nothing else:** *{DISCUSS}* · **was to be raised:** *{raised}*"
    assert "no report" not in " ".join(rows)
    assert " ".join(rows).count("*(was to be raised by Varnia)*") == 3


def test_a_rare_note_stands_at_its_item():
    brief = example()
    agenda = (replace(brief.agenda[0], note=DISCUSS), *brief.agenda[1:])
    note = DISCUSS.replace(" (", ", ").replace(")", "")
    assert f"*({note}, 2 outlets)*" in render_markdown(replace(brief, agenda=agenda))


def test_a_topic_has_one_row():
    page = render_markdown(example())
    rows = [line for line in page.splitlines() if line.startswith("| Consular |")]
    assert len(rows) == 1
    assert "**3** visa-free" in rows[0]
    assert "**4** the release" in rows[0]


# --- article text is inert --------------------------------------------------------------------------------------------


class _Page(HTMLParser):
    """The tags of a page and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def parsed(markdown: str) -> _Page:
    page = _Page()
    page.feed(render_body(markdown))
    page.close()
    return page


PLACES = {
    "paragraph": ("{}", ["p"]),
    "mid line": ("and {} so", ["p"]),
    "list": ("- {}", ["ul", "li"]),
    "bold": ("**Label:** {}", ["p", "strong"]),
    "in bold": ("**a {}:**", ["p", "strong"]),
    "emphasis": ("*(a {})*", ["p", "em"]),
    "quote": ("> “{}”", ["blockquote", "p"]),
    "heading": ("### {}", ["h3"]),
    "cell": (
        "| a | b |\n|---|---|\n| c | {} |",
        ["table", "thead", "tr", "th", "th", "tbody", "tr", "td", "td"],
    ),
    "source": ("[^1]: **a {}** b", ["ol", "li", "p", "strong"]),
}
HOSTILE = st.text(
    st.sampled_from("\\`*_[]()<>!|#&;:+-=~.1a \n\t\r'\"“”^/@$%{}\x1b\x00\x85\u202eéİ"),
    max_size=24,
)


@pytest.mark.parametrize("place", PLACES)
@settings(max_examples=150, deadline=None)
@given(words=st.one_of(HOSTILE, st.text(max_size=30)))
@case(words="![x](http://example.invalid)")
@case(words="[^1]: note")
@case(words="<b>bold</b> &amp; &#65; <!-- x")
@case(words="1. 2) # + - > ``` --- === | \\")
@case(words="\x1b[31mred\x1b]0;title\x07 \u202eright\u202c")
def test_words_show_as_they_are_wherever_they_stand(place: str, words: str):
    pattern, tags = PLACES[place]
    page = parsed(pattern.format(text(words)))
    expected = printed(words)
    if not expected:
        return
    assert expected in " ".join(page.words.split())
    assert page.tags == tags


@given(words=st.one_of(HOSTILE, st.text(max_size=30)))
def test_a_path_shows_as_it_is(words: str):
    if not printed(words):
        return
    page = parsed(f"x {code(words)} y")
    assert page.tags == ["p", "code"]
    assert page.words.strip() == f"x {printed(words)} y"


def test_readable_words_stay_readable():
    assert text("U.S. “CAATSA”, F-35 & $100 billion (snake_case)") == "U.S. “CAATSA”, F-35 & $100 billion (snake_case)"


@given(st.text(max_size=40))
def test_nothing_printed_acts_on_a_terminal(words: str):
    assert not {char for char in printed(words) if ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char in "\u202e\u2066"}
    assert printed(printed(words)) == printed(words)


# --- templates of a person's own --------------------------------------------------------------------------------------


def rendered_with(folder: Path, template: str) -> str:
    (folder / "brief.md.j2").write_text(template, encoding="utf-8")
    return render_markdown(example(), (folder, *SHIPPED_TEMPLATES))


def test_a_template_of_ones_own_is_escaped_too(tmp_path):
    own = rendered_with(tmp_path, "# {{ brief.title }}\n{% for line in brief.agenda %}\n{{ line.text }}\n{% endfor %}")
    assert "\\<script\\>" in own
    assert "\\*tariffs\\*" in own


@pytest.mark.parametrize(
    ("template", "says", "line"),
    [
        ("one\n{{ brief.titel }}\n", "titel", 2),
        ("{% if brief %}\n\n{{ brief.title }\n{% endif %}", "unexpected", 3),
        ("{{ nothing }}", "nothing", 1),
        ("\n\n\n{{ brief.title|shout }}", "shout", 4),
        ("{{ brief.__class__.__mro__ }}", "__class__", 1),
        ("{{ 1 + brief.title }}", "unsupported", 1),
    ],
)
def test_a_wrong_template_is_one_line_with_its_place(tmp_path, template, says, line):
    with pytest.raises(OutputError) as fault:
        rendered_with(tmp_path, template)
    (problem,) = fault.value.problems
    assert str(problem.where) == f"{tmp_path / 'brief.md.j2'}:{line}"
    assert says in problem.message
    assert "\n" not in str(problem)


def test_an_unknown_section_is_one_line():
    with pytest.raises(OutputError, match="weather"):
        render_markdown(replace(example(), sections=("weather",)))
