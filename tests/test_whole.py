"""Lines that stand alone: whatever a brief prints of a sentence begins and ends where a phrase does."""

from __future__ import annotations

from datetime import date

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from specfile import Case, cases

from briefgen.extract.whole import flaw, whole
from briefgen.lexicon import load_lexicon
from briefgen.model import Item, Span
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import workspace


@pytest.mark.parametrize("case", cases("whole.md"))
def test_whole(case: Case, agrees):
    text, part = case.plain, case.spans["s1"]
    sentence = Span(0, len(text))
    found = whole(part, case.spans.get("c1", part), sentence, sentence, text, load_lexicon())
    agrees(case, expected=[found.of(text)] if found else [])


_WORDS = (
    "Kenya", "Peru", "the", "treaty", "of", "on", "with", "to", "and", "both", "between", "discussed", "agreed", "said",
    "while", "that", "tea", "$40", "million", '"', "“", "”", "(", ")", ",", "-", "–", ";", ".", "including", "Monday",
)  # fmt: skip


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25), st.data())
def test_no_line_is_torn(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part, sentence = Span(start, end), Span(0, len(text))
    found = whole(part, part, sentence, sentence, text, load_lexicon())

    if found is not None:
        assert sentence.holds(found)
        assert found.start < found.end
        assert not flaw(found, sentence, text, load_lexicon())


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=25), st.data())
def test_a_line_that_stands_alone_stays(words, data):
    text = " ".join(words)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    part, sentence = Span(start, end), Span(0, len(text))
    if not flaw(part, sentence, text, load_lexicon()):
        assert whole(part, part, sentence, sentence, text, load_lexicon()) == part


@pytest.mark.parametrize("pair", ["us-turkiye", "pakistan"])
def test_no_line_of_the_sample_articles_is_torn(pair):
    made = make_brief(load_profile(pair, workspace(ROOT)), Request(articles=(ROOT / "seeds",), as_of=date(2025, 7, 9)))
    texts = {story.findings.article.id: story.findings.article.text for story in made.matched.stories}
    items = [one for one in made.matched.placed if isinstance(one.find, Item)]
    assert items
    for one in items:
        assert not flaw(one.find.span, one.sentence, texts[one.article], load_lexicon()), one
