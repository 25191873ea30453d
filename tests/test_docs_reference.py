"""docs/profile-reference.md is true: it is made from the tables of keys, and every example in it loads."""

from __future__ import annotations

import re
from dataclasses import fields

import pytest
from asyaml import as_yaml
from commandline import ROOT
from jsonschema import Draft7Validator
from referencepage import SECTIONS, Section, page, snippet

from briefgen.profile import Profile, load_profile
from briefgen.profile.examples import failing_examples
from briefgen.profile.jsonschema import profile_schema
from briefgen.profile.keys import Keys, Shape, Table
from briefgen.profile.packkeys import PACKS
from briefgen.profile.schema import PROFILE
from briefgen.resources import Workspace

PAGE = ROOT / "docs" / "profile-reference.md"
SIDES = "sides: [{country: US}, {country: TR}]\n"


@pytest.fixture
def load(tmp_path):
    def loaded(text: str) -> Profile:
        whole = text if re.search(r"(?m)^(sides|counterpart):", text) else SIDES + text
        path = tmp_path / "talks.yaml"
        path.write_text(whole, encoding="utf-8")
        assert [fault.message for fault in Draft7Validator(profile_schema()).iter_errors(as_yaml(whole))] == []
        return load_profile(path, Workspace(tmp_path))

    return loaded


def test_the_page_is_the_one_that_is_made(request):
    """``--update`` writes it."""
    written = PAGE.read_text(encoding="utf-8")
    if request.config.getoption("--update"):
        PAGE.write_text(page(written), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8").splitlines() == page(written).splitlines()


def tables(shape: Shape) -> list[Keys]:
    if isinstance(shape, Table):
        return [shape.keys, *(found for key in shape.keys.values() for found in tables(key.shape))]
    inside = [getattr(shape, name) for name in ("of", "one", "other") if hasattr(shape, name)]
    return [found for one in inside for found in tables(one)]


def test_no_key_is_left_out():
    told = [id(section.keys) for section in SECTIONS]
    assert {id(keys) for whole in (PROFILE, PACKS) for keys in tables(Table(whole))} == set(told)
    assert len(set(told)) == len(told)


ALONE = [(SECTIONS[0], name) for name in PROFILE] + [(one, name) for one in SECTIONS for name in one.leave]
BESIDE = {"counterpart": "our_side: TR\n", "password_file": "    user: desk\n"}


@pytest.mark.parametrize(("section", "name"), ALONE, ids=[name for _, name in ALONE])
def test_the_example_of_a_key_loads(load, section: Section, name: str):
    needed = [needed for needed, key in section.keys.items() if key.required or needed == "any"]
    assert load(snippet(section, *needed, name) + BESIDE.get(name, ""))


@pytest.mark.parametrize("section", [one for one in SECTIONS if one.wrap], ids=lambda section: section.title)
def test_all_other_keys_of_a_section_stand_together(load, section):
    assert failing_examples(load(snippet(section, *(name for name in section.keys if name not in section.leave)))) == ()


def told(profile: Profile) -> dict[str, object]:
    """What a profile says, but for the places where it says it."""
    kept = [one.name for one in fields(profile) if one.name not in {"path", "files", "sides", "topics", "extends"}]
    rules = [(topic.id, topic.rule) for topic in profile.topics]
    return {name: getattr(profile, name) for name in kept} | {"topics": rules}


DEFAULTS = [(one, name, key.default) for one in SECTIONS for name, key in one.keys.items() if key.default]


@pytest.mark.parametrize(
    ("section", "name", "default"), DEFAULTS, ids=[f"{section.title}-{name}" for section, name, _ in DEFAULTS]
)
def test_what_holds_otherwise_is_what_the_page_says(load, section, name, default):
    needed = [needed for needed, key in section.keys.items() if key.required or needed == "any"]
    without = load(snippet(section, *needed) if needed or not section.wrap else SIDES)
    given = snippet(section, *needed, name).replace(f"{name}: {section.keys[name].example}", f"{name}: {default}")
    assert told(load(given)) == told(without)
