"""What a mail says in its subject and its body: the subject from a template, page 1 of the brief, as plain text too."""

from __future__ import annotations

import re

import pytest
from data.brief_example import example
from data.mails import HOSTILE

from briefgen.deliver.card import card
from briefgen.deliver.plain import plain_text
from briefgen.deliver.subject import MOST, subject_line
from briefgen.profile.deliver import SUBJECT
from briefgen.render import render

FIELDS = {"handling": "", "counterpart": "Kenya", "date": "16 March 2026", "version": "", "title": "Peru–Kenya"}


@pytest.mark.parametrize(
    ("template", "changes", "line"),
    [
        (SUBJECT, ["a date for the council"], "Kenya · 16 March 2026 · a date for the council"),
        (SUBJECT, [], "Kenya · 16 March 2026"),
        ("[{handling}] {counterpart}: {change}", ["2 new"], "[] Kenya: 2 new"),
        ("{counterpart} | {handling} | {date}", [], "Kenya | 16 March 2026"),
        ("{counterpart} - {change}", [], "Kenya"),
        ("{handling}{change} · {counterpart}", ["2 new"], "2 new · Kenya"),
        ("Weekly brief", ["2 new"], "Weekly brief"),
        ("{change}", [], ""),
        ("{title} – {date}", [], "Peru–Kenya – 16 March 2026"),
    ],
)
def test_a_piece_that_comes_to_nothing_goes_with_its_sign(template, changes, line):
    assert subject_line(template, FIELDS, changes) == line


def test_a_change_is_told_whole_or_by_its_next_wording_or_not_at_all():
    long = "no " + "progress " * 30
    assert subject_line(SUBJECT, FIELDS, [long, "2 new, 1 moved"]) == "Kenya · 16 March 2026 · 2 new, 1 moved"
    assert subject_line(SUBJECT, FIELDS, [long]) == "Kenya · 16 March 2026"
    assert len(subject_line(SUBJECT, FIELDS, ["x" * (MOST - 24)])) == MOST


def test_a_title_is_cut_at_a_word():
    line = subject_line("{title} · {date}", {**FIELDS, "title": "The talks on the strait " * 8})
    assert line == ("The talks on the strait The talks on the strait The talks on the strait The … · 16 March 2026")
    assert len(subject_line("{title}", {"title": "x" * 500})) <= MOST


# --- page 1 ----------------------------------------------------------------------------------------------------------

BRIEF = """\
# Peru–Kenya

**As of:** 16 March 2026

## Bottom line

- The ministers met. [^2] ¶1

## Agenda

| Topic | Items |
|---|---|
| Trade | **1** tea [^3] ¶2 **2** the port [^2] ¶4 *(new)* |

## Quotes

> “We agreed.”
>
> — **Ana Quispe** [^1] ¶9

## What changed since the last brief

**Compared with:** *an earlier one*

- **New on the agenda, Trade** the port [^4] ¶4

## Our own heading

Words.

## Sources

[^1]: **One** · `a.txt/1`

[^2]: **Two** · `b.txt/1`

[^3]: **Three** · `c.txt/1`

[^4]: **Four** · `d.txt/1`
"""


def test_the_card_opens_with_what_changed_and_lists_the_sources_it_cites():
    assert card(BRIEF) == (
        "# Peru–Kenya\n\n**As of:** 16 March 2026\n\n"
        "## What changed since the last brief\n\n**Compared with:** *an earlier one*\n\n"
        "- **New on the agenda, Trade** the port [^4] ¶4\n\n"
        "## Bottom line\n\n- The ministers met. [^2] ¶1\n\n"
        "## Agenda\n\n| Topic | Items |\n|---|---|\n| Trade | **1** tea [^3] ¶2 **2** the port [^2] ¶4 *(new)* |\n\n"
        "## Sources\n\n[^2]: **Two** · `b.txt/1`\n\n[^3]: **Three** · `c.txt/1`\n\n[^4]: **Four** · `d.txt/1`\n"
    )


def test_the_page_decides_what_is_on_it():
    found = card(BRIEF, ["Quotes", "Our own heading"])
    assert re.findall("(?m)^## (.+)", found) == [
        "What changed since the last brief", "Quotes", "Our own heading", "Sources",
    ]  # fmt: skip
    assert re.findall(r"(?m)^\[\^(\d)\]:", found) == ["1", "4"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_line_of_the_card_is_one_of_the_brief(ends):
    for markdown in (BRIEF, HOSTILE):
        assert set(card(markdown.replace("\n", ends)).splitlines()) <= {*markdown.splitlines()}


def test_a_brief_without_sections_is_its_own_card():
    assert card("# Peru–Kenya\n\nNothing.\n") == "# Peru–Kenya\n\nNothing.\n"
    assert card("") == "\n"


def test_the_card_of_a_real_page():
    rendered = render(example(), ["md", "pdf"])
    assert rendered.first_page
    found = card(rendered.files["md"].decode(), rendered.first_page)
    shown = [heading for heading in re.findall("(?m)^## (.+)", found) if heading != "Sources"]
    assert set(shown) == set(rendered.first_page) - {"Sources"}


def test_plain_text_reads_like_a_page():
    assert plain_text(BRIEF).split("\n\n") == [
        "Peru–Kenya\n==========",
        "As of: 16 March 2026",
        "Bottom line\n-----------",
        "- The ministers met. [2 ¶1]",
        "Agenda\n------",
        "Trade:\n  1 tea [3 ¶2]\n  2 the port [2 ¶4] (new)",
        "Quotes\n------",
        "> “We agreed.”",
        "> — Ana Quispe [1 ¶9]",
        "What changed since the last brief\n---------------------------------",
        "Compared with: an earlier one",
        "- New on the agenda, Trade the port [4 ¶4]",
        "Our own heading\n---------------",
        "Words.",
        "Sources\n-------",
        "[1] One · a.txt/1",
        "[2] Two · b.txt/1",
        "[3] Three · c.txt/1",
        "[4] Four · d.txt/1\n",
    ]
