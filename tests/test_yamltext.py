"""YAML of text alone reads as the library reads it, and what the library refuses is refused."""

from __future__ import annotations

import pytest
import yaml

from briefgen.resources import SHIPPED
from briefgen.yamltext import LOADER, read_yaml

ODD = {
    "nothing": "",
    "nothing but a comment": "# to do\n",
    "an empty document": "---\n",
    "a word": "on",
    "empty values": "a:\nb: []\nc: {}\nd:\n- \n",
    "words that are no words elsewhere": "no: [yes, 1, 1.0, null, ~, 2025-03-01]",
    "maps in lists in maps": "a: [b, {c: [d, {e: f}]}]",
    "a key twice": "a: 1\na: 2",
    "tags": "a: !!int 3\nb: !own c",
    "a name for a value": "a: &many [b, c]\nd: *many",
}
WRONG = {
    "two documents": "a: b\n---\nc: d",
    "a list as a key": "? [a]\n: b",
    "a bracket that is not closed": "a: [b",
    "a name for nothing": "a: *many",
}


def by_the_library(text: str) -> object:
    return yaml.load(text, Loader=LOADER)  # noqa: S506


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_text_is_read_as_it_stands(text):
    assert read_yaml(text) == by_the_library(text)


@pytest.mark.parametrize("path", sorted((SHIPPED / "profiles").rglob("*.yaml")), ids=lambda path: path.stem)
def test_the_shipped_files_are_read_as_they_stand(path):
    text = path.read_text(encoding="utf-8")
    assert read_yaml(text) == by_the_library(text)


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_what_is_no_document_of_text_is_refused_with_its_place(text):
    with pytest.raises(yaml.MarkedYAMLError) as raised:
        read_yaml(text)
    assert raised.value.problem_mark
