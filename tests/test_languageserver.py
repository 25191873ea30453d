"""The schema in a real editor's hands: the YAML language server, spoken to over its protocol."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from commandline import ROOT, briefgen
from languageclient import Editor, editor
from test_profile import teaching

from briefgen.profile.jsonschema import description
from briefgen.profile.schedule import KEYS as SCHEDULE
from briefgen.profile.schema import LIMITS, PROFILE, RULE
from briefgen.workshop.editor import LINE

SIDES = f"{LINE}sides: [{{country: TR}}, {{country: MY}}]\n"
SCHEDULED = f"{SIDES}schedule:\n  when: weekly on Monday at 06:30\n  zone: Europe/Istanbul\n"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The profiles of a workspace that `init` has made."""
    folder = tmp_path_factory.mktemp("desk")
    assert briefgen("init", cwd=folder).code == 0
    return folder / "profiles"


@pytest.fixture(scope="module")
def code(desk: Path) -> Iterator[Editor]:
    """An editor with that workspace open."""
    with editor(desk.parent) as opened:
        yield opened


def underlined(found: list[dict], text: str) -> list[tuple[int, str, str]]:
    """Line, stretch and message of each squiggle, in the order of the text."""
    lines = text.splitlines()
    told = []
    for one in found:
        start, end = one["range"]["start"], one["range"]["end"]
        assert start["line"] == end["line"]
        stretch = lines[start["line"]][start["character"] : end["character"]]
        told.append((start["line"] + 1, stretch, one["message"]))
    return sorted(told)


def test_it_completes_the_keys_of_a_profile(code, desk):
    path = desk / "keys.yaml"
    code.open(path, SIDES)
    offered = code.complete(path, 2, 0)
    assert PROFILE.keys() - {"sides"} <= offered.keys()
    assert {"+people", "+exclude"} <= offered.keys()
    assert offered["window"]["documentation"] == description(PROFILE["window"])
    assert offered["window"]["insertText"] == "window: ${1:180d}"


def test_it_completes_the_keys_below(code, desk):
    path = desk / "below.yaml"
    code.open(path, f"{SIDES}topics:\n  rice:\n    \nlimits:\n  ")
    assert RULE.keys() | {"+any", "examples"} <= code.complete(path, 4, 4).keys()
    assert code.complete(path, 6, 2).keys() == LIMITS.keys()


def test_it_completes_the_words_of_a_closed_list(code, desk):
    path = desk / "values.yaml"
    code.open(path, f"{SCHEDULED}  nothing_new: ")
    assert code.complete(path, 5, 15).keys() == {"send", "short", "skip"}
    code.open(desk / "list.yaml", f"{SCHEDULED}  formats: [p]\n")
    assert {"pdf", "html"} <= code.complete(desk / "list.yaml", 5, 13).keys()


@pytest.mark.parametrize(("line", "key"), [(3, SCHEDULE["when"]), (5, SCHEDULE["nothing_new"])])
def test_it_tells_what_a_key_is_for(code, desk, line, key):
    path = desk / f"hover-{line}.yaml"
    code.open(path, f"{SCHEDULED}  nothing_new: skip\n")
    told = code.hover(path, line, 4).splitlines()
    assert told[0] == f"#### {key.holds.kind.capitalize()}"
    assert told[2] == description(key)
    assert key.example in told


def test_it_underlines_an_unknown_key_and_a_wrong_value(code, desk):
    text = f"{SIDES}widnow: 180d\nwindow: half a year\nlimits: {{quotes: many}}\ntopics:\n  Energy: {{any: [gas]}}\n"
    assert underlined(code.open(desk / "wrong.yaml", text), text) == [
        (3, "widnow", "Property widnow is not allowed."),
        (4, "half a year", "Write a length of time, for example 180d"),
        (5, "many", "Write a whole number, for example 20"),
        (7, "Energy", "Write the topic in small letters, digits and hyphens"),
    ]


def test_it_underlines_a_word_that_is_not_of_the_list_and_what_is_missing(code, desk):
    text = f"{SIDES}schedule:\n  when: weekly on Monday at 06:30\n  nothing_new: always\nsections: [agenda, soup]\n"
    told = underlined(code.open(desk / "words.yaml", text), text)
    assert [(line, stretch) for line, stretch, _ in told] == [(3, "schedule"), (5, "always"), (6, "soup")]
    assert told[0][2] == 'Missing property "zone".'
    assert told[1][2] == 'Value is not accepted. Valid values: "send", "short", "skip".'


def test_it_underlines_nothing_where_yaml_takes_a_word_for_something_else(code, desk):
    text = (
        f"{LINE}title: 2025-03-24\nsides: [{{country: NO}}, {{country: on, name: 7}}]\nexclude: [no, 1.5, true]\n"
        "desk: {author: 7, date: 2025-03-24, press_line: 1.5}\n+people: [{name: 8, side: NO}]\n"
    )
    assert code.open(desk / "norway.yaml", text) == []


SHIPPED = [*(ROOT / "profiles").glob("*.yaml"), *(ROOT / "profiles" / "packs").glob("*.yaml")]


@pytest.mark.parametrize("path", sorted(SHIPPED), ids=lambda path: path.stem)
def test_a_shipped_file_has_no_squiggle(code, path):
    text = path.read_text(encoding="utf-8")
    assert code.open(path, text) == []
    wrong = f"{text}\nnonsense: 1\n"
    told = underlined(code.open(path.with_name(f"{path.stem}-wrong.yaml"), wrong), wrong)
    assert [(stretch, message) for _, stretch, message in told] == [("nonsense", "Property nonsense is not allowed.")]


@pytest.mark.parametrize("name", ["first-brief", "malaysia"])
def test_what_init_and_new_write_has_no_squiggle(code, desk, name):
    if name == "malaysia":
        assert briefgen("new", name, "--country", "MY", cwd=desk.parent).code == 0
    path = desk / f"{name}.yaml"
    assert code.open(path, path.read_text(encoding="utf-8")) == []


def test_the_teaching_profile_has_none_with_all_its_examples_in_use(code, desk):
    assert code.open(desk / "teaching.yaml", teaching()) == []
