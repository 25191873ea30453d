"""Quotations and sentences: case files, and what holds for any text at all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from specfile import Case, cases, mark, numbered

from briefgen.articles import read_articles
from briefgen.extract.marks import marked_stretches, prose_paragraphs
from briefgen.extract.people import find_people
from briefgen.extract.quotes import find_quotes
from briefgen.extract.sentences import split_sentences
from briefgen.lexicon import load_lexicon
from briefgen.model import Article, Block, Dated, Quote, Span
from briefgen.packs import load_packs
from briefgen.text import squeeze


def article(text: str) -> Article:
    """A story whose every line is a paragraph of prose."""
    blocks: list[Block] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            inner = Span(start + len(line) - len(line.lstrip()), start + len(line.rstrip()))
            blocks.append(Block(span=inner, kind="body" if blocks else "lede", paragraph=len(blocks) + 1))
        start += len(line) + 1
    return Article(
        id="case/1",
        path="case",
        sha256="",
        text=text,
        span=Span(0, len(text)),
        blocks=tuple(blocks),
        title=Span(0, 0),
        title_basis="lede",
        publisher="",
        byline="",
        dateline="",
        date=Dated(day=None, basis="unknown"),
    )


def quotes_of(text: str) -> tuple[Quote, ...]:
    """The quotations of a text, with the people it names."""
    story, lexicon = article(text), load_lexicon()
    sentences = split_sentences(story)
    return find_quotes(story, sentences, find_people(story, sentences, lexicon, load_packs()), lexicon)


def _answer(quote: Quote) -> str:
    name = quote.speaker.name if quote.speaker else "nobody"
    return f"{name} | {quote.kind} | {quote.rule} | {quote.confidence}"


@pytest.mark.parametrize("case", cases("quotes.md"))
def test_quotations_and_their_speakers(case: Case, agrees: Callable[..., None]) -> None:
    found = quotes_of(case.plain)
    spans = numbered("q", [quote.span for quote in found])
    for n, quote in enumerate(found, 1):
        if quote.cue is not None:
            spans[f"c{n}"] = quote.cue
        if quote.speaker is not None:
            spans[f"s{n}"] = quote.speaker.mention
    agrees(case, text=mark(case.plain, spans), expected=[_answer(quote) for quote in found])


@pytest.mark.parametrize("case", cases("sentences.md"))
def test_sentences(case: Case, agrees: Callable[..., None]) -> None:
    agrees(case, expected=[sentence.span.of(case.plain) for sentence in split_sentences(article(case.plain))])


PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "«", "»", "„", "''", "``", " ", ", ", ". ", "\n", ": ", "he said", "Ada Stone", "(", ")",
     "who", "said", "told", "called", "and", "the", "source", "Mr.", "U.S.", "12", "a note", "—", "which", "by", "X"]
)  # fmt: skip
ANY = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join), st.lists(PIECES).map(" ".join))


@given(ANY)
@settings(max_examples=300)
def test_any_text_gives_slices(text: str) -> None:
    story = article(text)
    sentences = split_sentences(story)
    paragraphs = [span for span, _ in prose_paragraphs(story)]
    end = 0
    for sentence in sentences:
        assert end <= sentence.span.start < sentence.span.end
        assert any(paragraph.holds(sentence.span) for paragraph in paragraphs)
        end = sentence.span.end
    end = 0
    for quote in quotes_of(text):
        assert end <= quote.span.start
        assert quote.span.holds(quote.content)
        assert quote.content.start > quote.span.start
        assert any(paragraph.holds(quote.span) for paragraph in paragraphs)
        assert quote.speaker is None or Span(0, len(text)).holds(quote.speaker.mention)
        end = quote.span.end


@given(ANY)
def test_no_sentence_ends_inside_a_quotation(text: str) -> None:
    story = article(text)
    ends = [sentence.span.end for sentence in split_sentences(story)]
    for stretches in marked_stretches(text, [span for span, _ in prose_paragraphs(story)]):
        for stretch in stretches:
            assert not any(stretch.span.start < end < stretch.span.end for end in ends)


@given(ANY)
def test_sentences_leave_nothing_but_space_between_them(text: str) -> None:
    story = article(text)
    kept = "".join(sentence.span.of(text) for sentence in split_sentences(story))
    prose = "".join(span.of(text) for span, _ in prose_paragraphs(story))
    assert "".join(kept.split()) == "".join(prose.split())


def test_a_hundred_thousand_marks_in_one_paragraph() -> None:
    text = '"We agreed," Ada Stone said. ' * 50_000
    found = quotes_of(text)
    assert len(found) == 50_000
    assert {quote.speaker.name for quote in found if quote.speaker} == {"Ada Stone"}


def test_a_hundred_thousand_open_marks() -> None:
    assert quotes_of("“We agreed, she said " * 100_000) == ()


@pytest.mark.parametrize(
    "piece",
    [
        '"we agreed" and Ada Stone called it ',
        "“it” of the man, ",
        '"a" today tomorrow ',
        ".",
        "?\"')",
        '"',
        " -- ",
        "a-",
    ],
)
def test_a_sentence_without_an_end_is_read(piece: str) -> None:
    text = piece * 20_000
    assert all(quote.span.of(text)[0] in '"“' for quote in quotes_of(text))


FACTS = yaml.safe_load((ROOT / "tests" / "data" / "seeds_facts.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def seed_quotes() -> list[tuple[str, str, Quote]]:
    found = []
    for story in read_articles((ROOT / "seeds",)).articles:
        sentences = split_sentences(story)
        people = find_people(story, sentences, load_lexicon(), load_packs())
        for quote in find_quotes(story, sentences, people, load_lexicon()):
            text = squeeze(quote.content.of(story.text)).rstrip(".,")
            found += [(story.path, text, quote)]
    return found


@pytest.mark.parametrize("fact", FACTS["quotes"], ids=lambda fact: fact["text"][:40])
def test_a_quotation_of_the_seeds_has_its_speaker(
    fact: dict[str, Any], seed_quotes: list[tuple[str, str, Quote]]
) -> None:
    wanted = squeeze(fact["text"]).rstrip(".,")
    quotes = [
        quote
        for path, text, quote in seed_quotes
        if path.startswith(fact["file"]) and (text.startswith(wanted) if fact.get("prefix") else text == wanted)
    ]
    assert len(quotes) == 1
    assert quotes[0].speaker is not None
    assert quotes[0].speaker.name.casefold() == fact["speaker"].casefold()
    assert quotes[0].confidence == "strong" or not fact["in"]


@pytest.mark.parametrize("words", FACTS["not_quotes"])
def test_what_is_no_quotation_in_the_seeds(words: str, seed_quotes: list[tuple[str, str, Quote]]) -> None:
    assert words not in [text for _, text, _ in seed_quotes]
