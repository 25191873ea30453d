"""The verbatim gate: a brief with one wrong letter is not written."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from data.brief_example import ARTICLES, empty, example
from hypothesis import given
from hypothesis import strategies as st

from briefgen.errors import Exit, GateError
from briefgen.gate import check_verbatim, lines_of
from briefgen.model import BottomLine, Brief, Evidence, Mark


def test_a_true_brief_passes():
    check_verbatim(example(), ARTICLES)
    check_verbatim(empty(), ARTICLES)


def with_quote(**values: Any) -> Brief:
    brief = example()
    return replace(brief, quotes=(replace(brief.quotes[0], **values), *brief.quotes[1:]))


def with_item(**values: Any) -> Brief:
    brief = example()
    return replace(brief, agenda=(replace(brief.agenda[0], **values), *brief.agenda[1:]))


PAGE = len(ARTICLES["visit.txt"])


@pytest.mark.parametrize(
    ("brief", "says"),
    [
        (with_quote(text="We expect no miracle. We expect the strait to open,"), "it says"),
        (with_quote(text="We expect  no miracles . We expect the strait to open,"), "it says"),
        (with_quote(evidence=(Evidence(path="visit.txt", start=0, end=PAGE + 1),)), "outside"),
        (with_quote(evidence=(Evidence(path="visit.txt", start=-5, end=-1),)), "outside"),
        (with_quote(evidence=(Evidence(path="visit.txt", start=9, end=9),)), "outside"),
        (with_quote(evidence=(Evidence(path="gone.txt", start=0, end=4),)), "outside"),
        (with_quote(evidence=()), "no place in a source"),
        (with_quote(marks=()), "no mark of it names visit.txt"),
        (with_quote(marks=(Mark(source=9, paragraph=1),)), "source 9, which is not listed"),
        (with_quote(marks=(Mark(source=2, paragraph=1),)), "no mark of it names visit.txt"),
        (with_quote(sentence="We expect rain."), "not in its sentence"),
        (with_item(sentence="The talks will cover the reopening of the Halic Strait."), "its sentence is not in"),
    ],
)
def test_a_false_line_is_named(brief: Brief, says: str):
    with pytest.raises(GateError, match=says) as fault:
        check_verbatim(brief, ARTICLES)
    assert fault.value.exit_code == Exit.GATE
    assert all(entry.id in str(fault.value) for entry in (brief.quotes[0],)) or brief.agenda[0].id in str(fault.value)


def test_every_false_line_is_named_at_once():
    brief = example()
    false = replace(
        brief,
        bottom_line=tuple(replace(line, text=line.text.upper()) for line in brief.bottom_line),
        sources=(replace(brief.sources[0], title="Another headline"), *brief.sources[1:]),
    )
    with pytest.raises(GateError) as fault:
        check_verbatim(false, ARTICLES)
    assert len(fault.value.problems) == 3


@pytest.mark.parametrize(
    ("section", "field", "says"),
    [
        ("sources", "title", "source 1: its title is not in visit.txt"),
        ("sources", "publisher", "source 1: its publisher is not in visit.txt"),
        ("not_used", "title", "not used sport.txt/1: its title is not in sport.txt"),
        ("not_used", "path", "not used made up/1: its title is not in made up"),
    ],
)
def test_what_is_listed_stands_in_its_article(section, field, says):
    brief = example()
    first, *rest = getattr(brief, section)
    false = replace(brief, **{section: (replace(first, **{field: "made up"}), *rest)})
    with pytest.raises(GateError, match=says):
        check_verbatim(false, ARTICLES)


def test_desk_meetings_and_bare_watch_outs_need_no_source():
    brief = example()
    desk = replace(brief.meeting, origin="desk", text="Talks in Room 4", evidence=(), marks=())
    check_verbatim(replace(brief, meeting=desk), ARTICLES)


def test_no_section_escapes_it():
    brief = example()
    for line in lines_of(brief):
        if not line.text:
            continue
        for name in ("meetings", "participants", "bottom_line", "agenda", "positions", "quotes", "figures",
                     "dates_ahead", "background", "watch_outs"):  # fmt: skip
            held = getattr(brief, name)
            false = tuple(replace(one, text=one.text + "!") if one is line else one for one in held)
            if false != held:
                with pytest.raises(GateError):
                    check_verbatim(replace(brief, **{name: false}), ARTICLES)


@given(st.integers(0, PAGE), st.integers(0, PAGE))
def test_only_the_words_at_the_place_pass(start: int, end: int):
    quote = example().quotes[0]
    brief = with_quote(evidence=(Evidence(path="visit.txt", start=start, end=end),))
    words = " ".join(ARTICLES["visit.txt"][start:end].split()) if start < end else ""
    if words == quote.text:
        check_verbatim(brief, ARTICLES)
    else:
        with pytest.raises(GateError):
            check_verbatim(brief, ARTICLES)


@pytest.mark.parametrize("section", ["quotes", "participants", "positions"])
def test_a_name_that_stands_in_no_source_is_refused(section):
    brief = example()
    lines = getattr(brief, section)
    field = "name" if section == "participants" else "speaker"
    false = replace(lines[0], **{field: "Nobody Atall"})
    with pytest.raises(GateError, match="'Nobody Atall' stands in no source"):
        check_verbatim(replace(brief, **{section: (false, *lines[1:])}), ARTICLES)
    check_verbatim(replace(brief, **{section: (false, *lines[1:])}), ARTICLES, known={"Nobody Atall"})


def test_whom_a_line_of_the_bottom_line_means_is_named_in_a_source():
    brief = example()
    (first, *rest) = brief.bottom_line
    told = BottomLine(id=first.id, text=first.text, evidence=first.evidence, marks=first.marks, who="Mallory Nobody")
    with pytest.raises(GateError, match="'Mallory Nobody' stands in no source"):
        check_verbatim(replace(brief, bottom_line=(told, *rest)), ARTICLES)
