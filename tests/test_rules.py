"""Rules: the cases of ``specs/rules.md``, and the finder against a plain regular expression."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from specfile import Case, arrow, mark, numbered, read_cases

from briefgen.errors import ProfileError
from briefgen.model import Span
from briefgen.profile import load_profile
from briefgen.profile.examples import failing_examples
from briefgen.resources import SHIPPED, Workspace
from briefgen.rules import Rule, RuleSet, Term, case_of, compile_regex, compile_terms, terms
from briefgen.text import fold

CASES = read_cases(Path(__file__).parent / "specs" / "rules.md")
RULES = [case for case in CASES if "{" in case.title]
TOPICS = [case for case in CASES if "{" not in case.title]
PAIR = "sides:\n  - {name: Estmark}\n  - {name: Westmark}\n"


@pytest.fixture(scope="module")
def topics() -> RuleSet:
    profile = load_profile("us-turkiye", Workspace(SHIPPED))
    return RuleSet([(topic.id, topic.rule) for topic in profile.topics])


def rule_of(case: Case, folder: Path) -> RuleSet:
    """The rule in a title, read as a profile reads it."""
    path = folder / "estmark-westmark.yaml"
    path.write_text(f"{PAIR}extends: []\ntopics:\n  case: {case.title[case.title.index('{') :]}\n", encoding="utf-8")
    (topic,) = load_profile(path, Workspace(folder)).topics
    return RuleSet([(topic.id, topic.rule)])


@pytest.mark.parametrize("case", RULES, ids=lambda case: case.id)
def test_what_a_rule_finds(case, agrees, tmp_path):
    spans = [span for fired in rule_of(case, tmp_path).score(case.plain) for span in fired.spans]
    agrees(case, text=mark(case.plain, numbered("f", spans)))


@pytest.mark.parametrize("case", TOPICS, ids=lambda case: case.id)
def test_which_topic_wins(case, agrees, topics):
    lines = []
    for text, _ in case.arrows:
        scores = topics.score(text)
        lines.append(arrow(text, scores[0].id if scores else ""))
    agrees(case, text="\n".join(lines))


# --- scores --------------------------------------------------------------------------------------------------------


def test_the_highest_score_comes_first_and_the_order_decides_a_tie():
    rules = RuleSet(
        [("one", Rule(any=("gas",))), ("two", Rule(any=("oil",))), ("heavy", Rule(any=("oil",), weight=1.5))]
    )
    assert [score.id for score in rules.score("Gas and oil")] == ["heavy", "one", "two"]


def test_the_arithmetic_of_a_score():
    rule = Rule(any=("gas", "oil"), near=((("lift",), ("sanctions",)),), all=(("talks",),), weight=0.5)
    (score,) = RuleSet([("energy", rule)]).score("Talks on gas, on oil, on gas, to lift sanctions")
    assert score.score == 0.5 * (1 + 2 + 2)


def test_a_rule_keeps_to_its_places():
    rules = RuleSet([("energy", Rule(any=("gas",), zones=("title", "quote")))])
    assert [bool(rules.score("Gas", zone)) for zone in ("title", "lede", "body", "quote")] == [True, False, False, True]


def test_an_empty_rule_set_finds_nothing():
    assert RuleSet([]).score("Anything") == ()
    assert compile_terms([]).find("Anything") == ()


# --- the finder ----------------------------------------------------------------------------------------------------


def test_a_proper_name_needs_its_capital():
    names = compile_terms(terms(["Turkey", "Polish", "al-Sharaa"], "x", proper=True))
    assert [m.term for m in names.find("A turkey, some polish, TURKEY, Polish and al-sharaa")] == [
        "Turkey",
        "Polish",
        "al-Sharaa",
    ]


def test_the_longest_of_those_that_stand_whole():
    names = compile_terms(terms(["Sudan", "South Sudan", "South Sudan republic"], "x"))
    assert [m.term for m in names.find("South Sudan republics and Sudan")] == ["South Sudan", "Sudan"]


def test_a_piece_of_a_word_does_not_hide_a_word():
    found = compile_terms(terms(["turks and", "turks"], "x")).find("turks ander")
    assert [m.term for m in found] == ["turks"]


def test_two_keys_for_the_same_words_are_both_told():
    found = compile_terms([*terms(["gas"], "energy"), *terms(["Gas"], "trade")]).find("The gas")
    assert [(m.key, m.span) for m in found] == [("energy", Span(4, 7)), ("trade", Span(4, 7))]


def test_a_decoy_hides_the_word_in_it():
    names = compile_terms(terms(["America", "Sudan"], "x", proper=True), ["Latin America", "South Sudan"])
    assert [m.span.start for m in names.find("Latin America, America, South Sudan, Sudan")] == [15, 37]


def test_a_view_that_is_there_already_is_used():
    text = "Türkiye’nin"
    names = compile_terms(terms(["turkiye"], "x"))
    assert names.find(text, fold(text)) == names.find(text)


WORDS = st.text("aAbBıİiIğ-. 's", min_size=1, max_size=6).filter(
    lambda word: fold(word).strip() == fold(word) and word.split()
)
TEXT = st.text("aAbBıİiIğ-. 's\n", max_size=60)


@given(words=st.lists(WORDS, min_size=1, max_size=6), text=TEXT)
def test_the_finder_is_a_plain_search_for_the_words(words, text):
    words = [" ".join(word.split()) for word in words]
    found = [(m.span.start, m.span.end) for m in compile_terms(terms(dict.fromkeys(words), "x")).find(text)]
    assert list(dict.fromkeys(found)) == plainly(words, text)


def plainly(words: list[str], text: str) -> list[tuple[int, int]]:
    """Leftmost, longest, whole words: one word and one place at a time."""
    views = {"exact": text.replace("\n", " "), "fold": fold(text).replace("\n", " ")}
    found, start = [], 0
    while start < len(text):
        ends = []
        for word in words:
            case = case_of(word)
            wanted = word if case == "exact" else fold(word)
            edges = ("(?<!\\w)" if _letter(wanted[0]) else "", "(?!\\w)" if _letter(wanted[-1]) else "")
            hit = re.compile(edges[0] + re.escape(wanted) + edges[1]).match(views[case], start)
            ends += [hit.end()] if hit else []
        if ends:
            found.append((start, max(ends)))
        start = max(ends, default=start + 1)
    return found


def _letter(char: str) -> bool:
    return re.fullmatch(r"\w", char) is not None


@given(text=st.text(max_size=200))
def test_every_find_is_a_span_of_the_text(text):
    for match in compile_terms(terms(["a", "i", "US", "ß", "ﬁ", "İ"], "x")).find_all(text):
        assert fold(match.span.of(text)) == fold(match.term)


# --- patterns ------------------------------------------------------------------------------------------------------


def test_a_pattern_that_runs_away_is_stopped_and_named():
    rules = RuleSet([("bad", Rule(regex=(r"(a|aa)+$",)))])
    with pytest.raises(ProfileError, match=r"the regex of 'bad' took longer"):
        rules.score("a" * 5000 + "b")


@pytest.mark.parametrize("pattern", ["(", "[a", "a**", "(?P<x>a)(?P=y)", "a{3,1}"])
def test_a_pattern_that_does_not_compile_is_refused(pattern):
    with pytest.raises(ValueError, match="does not compile"):
        compile_regex(pattern)


@pytest.mark.parametrize("pattern", ["", "a*", "x?|y", "(?:)"])
def test_a_pattern_that_matches_nothing_at_all_is_refused(pattern):
    with pytest.raises(ValueError, match="empty text"):
        compile_regex(pattern)


# --- examples ------------------------------------------------------------------------------------------------------


def test_the_examples_of_the_shipped_topics_come_under_them(topics):
    shipped = yaml.safe_load((SHIPPED / "profiles" / "packs" / "topics.yaml").read_text(encoding="utf-8"))["topics"]
    for topic, entry in shipped.items():
        assert len(entry["examples"]["match"]) >= 3
        assert len(entry["examples"]["skip"]) >= 2
        for text in entry["examples"]["match"]:
            assert [score.id for score in topics.score(text)][:1] == [topic], text
        for text in entry["examples"]["skip"]:
            assert topic not in [score.id for score in topics.score(text)], text


@pytest.mark.parametrize("path", sorted((SHIPPED / "profiles").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_examples_of_a_profiles_own_topics_come_under_them(path):
    profile = load_profile(path, Workspace(SHIPPED))
    assert failing_examples(profile) == ()


def test_case_of():
    assert [case_of(word) for word in ("US", "U.S.", "S-400", "CAATSA", "S-400s", "$100")] == ["exact"] * 3 + [
        "fold"
    ] * 3
    assert Term("US", "x", "exact") in terms(["US"], "x")
