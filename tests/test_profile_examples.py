"""``briefgen test``: the examples of a profile, the words that never fire, and those most likely not meant."""

from __future__ import annotations

import json
from contextvars import copy_context
from pathlib import Path

import pytest
from commandline import Ran, briefgen
from weeklydesk import FIRST

from briefgen import pipeline
from briefgen.cli.context import enter
from briefgen.cli.test import try_profiles
from briefgen.pipeline import gather

HEAD = "title: Peru–Kenya\nsides: [{country: PE}, {country: KE}]\n"
TEA = """\
topics:
  tea:
    title: Tea
    any: [tea, samovar]
    near: [[coffee | cocoa, price]]
    examples:
      match: [The price of tea rose., The kettle was cold.]
      skip: [Tea and biscuits., The rain stopped.]
      todo_match: [Two kettles boiled., The samovar broke.]
      todo_skip: [A storm in a tea cup.]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    for folder in ("profiles", "news"):
        (tmp_path / folder).mkdir()
    (tmp_path / "news" / "first.txt").write_text(FIRST, encoding="utf-8")
    return tmp_path


def test_profile(desk: Path, text: str, *args: object) -> Ran:
    (desk / "profiles" / "pair.yaml").write_text(HEAD + text, encoding="utf-8")
    return briefgen("test", "pair", *args, cwd=desk)


test_profile.__test__ = False  # type: ignore[attr-defined]


def test_expected_and_found_with_the_words_underlined(desk: Path) -> None:
    ran = test_profile(desk, TEA)
    assert ran.code == 2
    assert ran.out.splitlines() == [
        "profiles/pair.yaml:9:39: is to come under 'tea'",
        "    The kettle was cold.",
        "    no topic has a word of it",
        "profiles/pair.yaml:10:14: is not to come under 'tea'",
        "    Tea and biscuits.",
        "    ^^^  tea, 2.5",
        "    ^^^  agriculture-and-fisheries, 0.9",
        "profiles/pair.yaml:11:41: done: this todo_match is read as it should be; make it a `match`",
        "    The samovar broke.",
        "pair: 2 of 4 examples as expected, 3 to do",
    ]


def test_what_is_to_do_does_not_fail(desk: Path) -> None:
    text = TEA.replace(", The kettle was cold.", "").replace("Tea and biscuits., ", "")
    ran = test_profile(desk, text)
    assert ran.code == 0
    assert ran.out.endswith("pair: 2 of 2 examples as expected, 3 to do\n")
    assert briefgen("check", "pair", cwd=desk).code == 0


def test_check_and_test_agree_on_what_fails(desk: Path) -> None:
    test_profile(desk, TEA)
    told = briefgen("check", "pair", cwd=desk)
    assert told.code == 2
    assert "profiles/pair.yaml:9:39: the example for 'tea' comes under no topic" in told.out
    assert "profiles/pair.yaml:10:14: the example that is not 'tea' comes under it" in told.out


def test_a_word_that_never_fires_fails_with_coverage(desk: Path) -> None:
    text = (
        "topics: {fish: {any: [fisheries, herring], none: [aquarium], all: [treaty | pact], regex: ['h[ae]rring']}}\n"
    )
    assert test_profile(desk, text).code == 0
    ran = test_profile(desk, text, "--coverage", "--articles", "news")
    assert ran.code == 2
    assert ran.out.splitlines()[:-1] == [
        "profiles/pair.yaml:3:34: 'herring' (any of 'fish') fires on no example and in no article",
        "profiles/pair.yaml:3:51: 'aquarium' (none of 'fish') fires on no example and in no article",
        "profiles/pair.yaml:3:92: 'h[ae]rring' (regex of 'fish') fires on no example and in no article",
    ]
    assert ran.out.endswith("a topic of its own, 3 words that never fire\n")


def test_a_group_counts_where_its_words_stand_close(desk: Path) -> None:
    far = "topics: {fish: {near: [[treaty, tea]], within: 2}}\n"
    assert test_profile(desk, far, "--coverage", "--articles", "news").code == 2
    near = far.replace("within: 2", "within: 8")
    assert test_profile(desk, near, "--coverage", "--articles", "news").code == 0


LINTS = {
    "'Kenyan' is dead in 'tea': it means the side Kenya": "topics: {tea: {any: [tea, Kenyan]}}\n",
    "'leaf' is dead in 'tea': the topic's `none` has it too": "topics: {tea: {any: [tea, leaf], none: [leaf]}}\n",
    "'Kenya' in `exclude` leaves out every article about Kenya": "exclude: [golf, Kenya]\n",
    "'leaf' is dead in 'exclude': its `none` has it too": "exclude: {any: [tea, leaf], none: [leaf]}\n",
    "'tea' is shadowed in 'cup': 'tea' has it too and comes first": "topics: {tea: {any: [tea]}, cup: {any: [tea]}}\n",
}


@pytest.mark.parametrize(("message", "text"), LINTS.items())
def test_words_that_are_most_likely_not_meant(desk: Path, message: str, text: str) -> None:
    ran = test_profile(desk, text)
    assert ran.code == 0
    assert "warning: profiles/pair.yaml:3:" in ran.err
    assert message in ran.err


@pytest.mark.parametrize("text", ["exclude: [golf]\n", "exclude: {any: [Kenya], all: [golf]}\n"])
def test_words_of_exclude_that_are_not_warned_of(desk: Path, text: str) -> None:
    assert test_profile(desk, text).err == ""


def test_a_word_of_exclude_that_leaves_out_most_articles(desk: Path) -> None:
    for number in range(5):
        (desk / "news" / f"{number}.txt").write_text(f"A story of number {number}\n\n{FIRST}", encoding="utf-8")
    ran = test_profile(desk, "exclude: [treaty, herring]\n", "--articles", "news")
    assert ran.err.count("too greedy") == 1
    assert "'treaty' is too greedy in 'exclude': 100% of the articles have it" in ran.err


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("exclude: [treaty, due in Lima, herring]", [1, 1, 0]),
        ("exclude: {any: [due in Lima], in: [lede]}", [0]),
        ("topics: {fish: {any: [due in Lima]}}", [0]),
        ("topics: {fish: {any: [due in Lima], in: [title]}}", [1]),
    ],
)
def test_words_count_where_their_rule_looks(desk: Path, text: str, counted: list[int]) -> None:
    ran = test_profile(desk, f"{text}\n", "--coverage", "--json", "--articles", "news")
    assert [json.loads(line)["in_articles"] for line in ran.out.splitlines()] == counted


def test_a_comma_in_a_group_parts_no_words(desk: Path) -> None:
    text = 'topics: {fish: {near: [["1,000 | cable", fish]], examples: {match: [A cable for fish.]}}}\n'
    ran = test_profile(desk, text, "--coverage", "--articles", "news")
    assert (ran.code, ran.out) == (0, "pair: 1 of 1 examples as expected\n")


def test_json_escapes_what_a_terminal_acts_on(desk: Path) -> None:
    ran = test_profile(desk, "topics: {tea: {any: [tea], examples: {match: [Tea \u200fcomes.]}}}\n", "--json")
    assert "\\u200f" in ran.out
    assert json.loads(ran.out)["text"] == "Tea \u200fcomes."


def test_a_word_that_most_sentences_have(desk: Path) -> None:
    (desk / "news" / "long.txt").write_text(FIRST + "The rain fell. The fish swam.\n" * 20, encoding="utf-8")
    text = "topics: {rain: {any: [the, minister]}}\n"
    ran = test_profile(desk, text, "--articles", "news")
    assert "'the' is too greedy in 'rain': 9" in ran.err
    assert "'minister' is too greedy" not in ran.err


def test_sound_words_are_not_warned_of(desk: Path) -> None:
    ran = test_profile(desk, TEA.replace("Tea and biscuits., ", ""), "--articles", "news")
    assert ran.err == ""


def test_json_for_other_programs(desk: Path) -> None:
    ran = test_profile(desk, TEA, "--json", "--coverage", "--articles", "news")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    first = next(line for line in lines if line.get("text") == "Tea and biscuits.")
    assert (first["kind"], first["as_expected"]) == ("skip", False)
    assert first["found"][0] == {"topic": "tea", "score": 2.5, "spans": [[0, 3]]}
    tea = next(line for line in lines if line.get("text") == "tea")
    assert (tea["rule"], tea["line"], tea["in_articles"]) == ("any", 6, 1)


def test_all_profiles_and_the_examples_of_the_packs(desk: Path) -> None:
    ran = briefgen("test", cwd=desk)
    assert ran.code == 0
    assert "us-turkiye: " in ran.out
    packs = briefgen("test", "pakistan", "--packs", cwd=desk)
    assert packs.code == 0, packs.said


def test_a_regex_that_runs_away_is_stopped(desk: Path) -> None:
    text = f"topics: {{x: {{regex: ['(a|aa)+$'], examples: {{skip: [{'a' * 5000}b]}}}}}}\n"
    ran = test_profile(desk, text)
    assert ran.code == 2
    assert "took longer than 0.5 s" in ran.err


def test_a_profile_with_faults_is_told_as_check_tells_it(desk: Path) -> None:
    ran = test_profile(desk, "topicz: {}\n")
    assert (ran.code, "profiles/pair.yaml:3:1: unknown key 'topicz'" in ran.err) == (2, True)


def test_the_articles_are_read_once_for_all_profiles(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = []
    monkeypatch.setattr(pipeline, "gather", lambda *asked: read.append(asked) or gather(*asked))
    for name in ("one", "two"):
        (desk / "profiles" / f"{name}.yaml").write_text(HEAD, encoding="utf-8")

    def tried() -> None:
        enter(str(desk))
        try_profiles(["one", "two"], coverage=True, articles=[desk / "news"])

    copy_context().run(tried)  # the workspace is that of this test alone
    assert len(read) == 1
