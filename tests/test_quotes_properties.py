"""What holds of quotations and their speakers whatever the text, also of texts that no newspaper prints."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_quotes import quotes_of

from briefgen.articles import read_page
from briefgen.articles.readers import read_bytes
from briefgen.extract import extract
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.model import Brief, Page, Quote, Span
from briefgen.packs import load_packs
from briefgen.pipeline import Made, Request, make_brief
from briefgen.profile import Profile, load_profile
from briefgen.render.markdown import render_markdown
from briefgen.resources import Workspace
from briefgen.text import JOINT, squeeze

# `make soak` tries so many times as many texts, other ones at each run.
SOAK = int(os.environ.get("SOAK", "0"))
SETTLED = settings(max_examples=300 * (SOAK or 1), derandomize=not SOAK, deadline=None, database=None)
BRIEFS = settings(
    SETTLED,
    max_examples=400 * (SOAK or 1),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

MARKS = ['"', "“", "”", "„", "‟", "«", "»", "‘", "’", "‛", "'", "''", "``", "`"]
CUES = [
    "said", "told", "says", "added", "asked", "called", "wrote", "according to", "in a statement", "accused",
    "insisted", "was quoted as saying", "adding that", "told reporters", "argued that",
    "described as", "the statement read",
]  # fmt: skip
PEOPLE = [
    "Ada Stone", "Stone", "Mr. Stone", "Jon Marsh", "Norwegian Foreign Minister Ada Stone", "Prime Minister Jon Marsh",
    "he", "she", "they", "it", "who", "the minister", "the source", "officials", "the letter", "Oslo", "the president",
]  # fmt: skip
WORDS = [
    "We agreed on the text", "We will not pay", "the talks failed", "a good start", "open waters", "and", "but", "that",
    "the", "of", "on Monday", "U.S.", "12", "It was late", "Yes", "former", "a", "not", "if", "which",
]  # fmt: skip
STOPS = [". ", ", ", "? ", "! ", ": ", "; ", " — ", "…", " ", "-", "(", ")", "\t", "."]
BREAKS = ["\n", "\n\n"]
CONTROLS = ["\x80", "\x85", "\x9b", "\x07", "\x1b[31m"]
BIDI = ["\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\u0301", "\U0001f600"]

# A sentence that is nearly right: the constructions answer here, and not only on noise.
_CONTENT = st.sampled_from(
    ["We agreed on the text", "open waters", "Who will pay", "the “best” deal", "We’ll see", "it"]
)
_STOP = st.sampled_from([",", ".", "?", "", "!", " …"])
_PAIR = st.sampled_from(['""', "“”", "„“", "«»", "‘’", "''", '“"', "“ "])
_QUOTED = st.builds(lambda pair, words, stop: f"{pair[0]}{words}{stop}{pair[1:].strip()}", _PAIR, _CONTENT, _STOP)
_PERSON, _CUE = st.sampled_from(PEOPLE), st.sampled_from(CUES)
_SENTENCE = st.one_of(
    st.builds("{} {} {}. ".format, _QUOTED, _PERSON, _CUE),
    st.builds("{} {} {}. ".format, _QUOTED, _CUE, _PERSON),
    st.builds("{} {} {} ".format, _PERSON, _CUE, _QUOTED),
    st.builds("{} {}: {} ".format, _PERSON, _CUE, _QUOTED),
    st.builds("{} {} {}, {} ".format, _QUOTED, _PERSON, _CUE, _QUOTED),
    st.builds("{} {} the plan was {} and {}. ".format, _PERSON, _CUE, _QUOTED, _QUOTED),
    st.builds("{} ".format, _QUOTED),
    st.builds("{} left the room. ".format, _PERSON),
)
_NOISE = st.sampled_from([*MARKS, *CUES, *PEOPLE, *WORDS, *STOPS, *CONTROLS, *BIDI])
PARAGRAPH = st.one_of(
    st.lists(_SENTENCE, max_size=4).map("".join),
    st.lists(_SENTENCE, min_size=2, max_size=6).map("".join),
    st.lists(_NOISE, max_size=40).map(" ".join),
    st.lists(st.one_of(_SENTENCE, _NOISE), max_size=20).map("".join),
    st.text(alphabet=st.sampled_from([*"\"“”‘’«»„' .,ab\x85\u202e"]), max_size=80),
).map(lambda text: " ".join(text.split()))
TEXT = st.lists(PARAGRAPH, max_size=5).flatmap(lambda many: st.sampled_from(BREAKS).map(lambda gap: gap.join(many)))
_OPENERS = tuple(MARKS)


# --- one article ------------------------------------------------------------------------------------------------------


@given(TEXT)
@SETTLED
def test_a_quotation_is_marked_words(text: str) -> None:
    end = 0
    for quote in quotes_of(text):
        assert end <= quote.span.start < quote.span.end <= len(text)
        assert quote.span.start < quote.content.start < quote.content.end <= quote.span.end
        assert text[quote.span.start : quote.content.start] in MARKS
        assert text[quote.content.end : quote.span.end] in {"", *MARKS}
        assert "\n" not in quote.span.of(text)
        end = quote.span.end


@given(TEXT)
@SETTLED
def test_a_speaker_is_named_outside_of_what_is_quoted(text: str) -> None:
    found = quotes_of(text)
    for quote in found:
        if quote.speaker is None:
            continue
        mention = quote.speaker.mention
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.of(text).strip() == mention.of(text)
        assert not any(mention.meets(other.span) for other in found)
        assert quote.speaker.name.strip()
        assert quote.speaker.name.strip(' ,.;:“”"«»') == quote.speaker.name
        assert quote.cue is None or not any(quote.cue.meets(other.span) for other in found)


@given(TEXT)
@SETTLED
def test_only_a_speaker_makes_a_quotation_strong(text: str) -> None:
    for quote in quotes_of(text):
        assert quote.speaker is not None or quote.confidence == "weak"
        assert quote.rule


@given(TEXT)
@SETTLED
def test_one_utterance_has_one_speaker_and_goes_on_without_a_gap(text: str) -> None:
    found = quotes_of(text)
    groups = [quote.group for quote in found]
    assert groups == sorted(groups)
    for group in set(groups):
        assert len({quote.speaker.name for quote in found if quote.group == group and quote.speaker}) <= 1


@given(PARAGRAPH)
@SETTLED
def test_a_blank_at_the_end_changes_nothing(text: str) -> None:
    for blank in (" ", "\n", "\t \n\n"):
        assert quotes_of(text + blank) == quotes_of(text)


def _shifted(quote: Quote, by: int) -> tuple[object, ...]:
    spans = (quote.span, quote.content, quote.cue, quote.speaker.mention if quote.speaker else None)
    moved = tuple(Span(span.start - by, span.end - by) if span else None for span in spans)
    return (*moved, quote.kind, quote.confidence, quote.rule, quote.speaker.name if quote.speaker else "")


@given(PARAGRAPH)
@SETTLED
def test_a_paragraph_keeps_its_quotations_behind_an_unrelated_one(text: str) -> None:
    before = "There was rain on the hills.\n"
    alone, behind = quotes_of(text), quotes_of(before + text)
    assert [_shifted(quote, len(before)) for quote in behind] == [_shifted(quote, 0) for quote in alone]


@given(TEXT)
@SETTLED
def test_a_whole_article_is_read_without_a_fault(text: str) -> None:
    page = read_bytes(("Kolas meets Drenov in Varna\n2 March 2026\n\n" + text).encode(), "a.txt")
    assert isinstance(page, Page)
    for found in link(tuple(extract(article, load_packs(), load_lexicon()) for article in read_page(page))):
        for quote in found.quotes:
            assert found.article.span.holds(quote.span)
            assert quote.content.of(page.text)


# --- and its brief ----------------------------------------------------------------------------------------------------

HEAD = """Norway and Iceland hold talks
2 March 2026

Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks on the fish
tariffs that have been in force since spring, and both of them said that the talks had been useful to the two countries.

"""
PROFILE = (
    "title: Norway–Iceland\nsides:\n  - country: NO\n  - country: IS\nlimits: {quotes: 99, quotes_per_topic: 99}\n"
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Profile]:
    folder = tmp_path_factory.mktemp("desk")
    (folder / "pair.yaml").write_text(PROFILE, encoding="utf-8")
    return folder, load_profile(folder / "pair.yaml", Workspace(folder))


def made_of(text: str, desk: tuple[Path, Profile]) -> Made:
    folder, profile = desk
    (folder / "a.txt").write_text(HEAD + text, encoding="utf-8")
    return make_brief(profile, Request(articles=(folder / "a.txt",), as_of=date(2026, 3, 3)))


def pieces_of(made: Made) -> list[tuple[Brief, list[Quote]]]:
    """Each printed quote with the finds that its pieces are."""
    finds = [quote for story in made.matched.stories for quote in story.findings.quotes]
    return [
        (
            entry,
            [find for place in entry.evidence for find in finds if Span(place.start, place.end).holds(find.content)],
        )
        for entry in made.brief.quotes
    ]


@given(TEXT)
@BRIEFS
def test_a_brief_prints_no_weak_quotation_and_no_fragment_as_a_statement(desk: tuple[Path, Profile], text: str) -> None:
    made = made_of(text, desk)
    for entry, pieces in pieces_of(made):
        assert pieces
        assert {piece.confidence for piece in pieces} == {"strong"}
        assert {piece.speaker.name for piece in pieces if piece.speaker} == {entry.speaker}
        if entry.kind == "full":
            assert {piece.kind for piece in pieces} == {"full"}
        else:
            assert all(piece in squeeze(entry.sentence) for piece in squeeze(entry.text).split(JOINT))


def test_an_utterance_of_a_fragment_and_a_statement_is_printed_as_the_two(desk: tuple[Path, Profile]) -> None:
    made = made_of('"open waters for us all," Ada Stone said, “We want them open,\n\n“We will keep them open.”', desk)
    assert [(entry.kind, entry.text) for entry in made.brief.quotes] == [
        ("full", "We want them open,\n\n“We will keep them open."),
        ("fragment", "open waters for us all,"),
    ]


def test_two_statements_with_one_tag_between_them_are_one_quote(desk: tuple[Path, Profile]) -> None:
    made = made_of('"The waters stay open for us all. Who will close them?" asked Ada Stone. "Nobody can."', desk)
    assert [entry.text for entry in made.brief.quotes] == [
        "The waters stay open for us all. Who will close them? […] Nobody can."
    ]


def test_a_statement_behind_a_sentence_of_the_reporter_stands_alone(desk: tuple[Path, Profile]) -> None:
    told = '"The waters stay open for us all," Ada Stone said. The minister then walked to the harbour, where '
    made = made_of(
        told + 'a crowd of fishermen had waited since the early morning for news. "Nobody can close the waters."', desk
    )
    assert len(made.brief.quotes) == 2


def test_the_sentence_of_two_fragments_is_printed_once(desk: tuple[Path, Profile]) -> None:
    said = 'Ada Stone said the fleet was "a danger to all in the bay", adding that its nets were "far too wide for it".'
    made = made_of(said, desk)
    written = render_markdown(made.brief)
    assert [entry.kind for entry in made.brief.quotes] == ["fragment", "fragment"]
    assert written.count("**Fragment**") == 2
    assert written.count("**in:**") == 1


def test_a_quote_that_ends_a_longer_one_is_printed_with_that_alone(desk: tuple[Path, Profile]) -> None:
    said = (
        '"Shame on the fleet," Ada Stone said. She told reporters later: "They close the waters. Shame on the fleet."'
    )
    made = made_of(said, desk)
    assert [entry.text for entry in made.brief.quotes] == ["They close the waters. Shame on the fleet."]


def test_the_second_half_of_a_fragment_is_no_statement(desk: tuple[Path, Profile]) -> None:
    made = made_of('"open waters," Ada Stone said, "and fair prices for the fish."', desk)
    (entry,) = made.brief.quotes
    assert (entry.kind, entry.text) == ("fragment", "open waters, […] and fair prices for the fish.")
    printed = render_markdown(made.brief)
    assert "Fragment" in printed
    assert entry.sentence in printed.replace("\\", "")


def test_nobody_is_named_by_a_word_of_the_quotation_before() -> None:
    text = '"We agreed on the text," said he. "We agreed on the text," called Ada Stone.'
    assert "We" not in {quote.speaker.name for quote in quotes_of(text) if quote.speaker}
