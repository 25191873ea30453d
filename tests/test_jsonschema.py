"""The JSON Schema of profiles: made of the tables of keys, shipped as made, and never stricter than ``check``."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from asyaml import as_yaml
from commandline import ROOT, briefgen
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry, Resource
from test_profile import BROKEN, SIDES, teaching

from briefgen.errors import ProfileError
from briefgen.packs import load_packs
from briefgen.profile import load_profile, packkeys
from briefgen.profile.extend import packs
from briefgen.profile.jsonschema import pack_schema, profile_schema, written
from briefgen.resources import Workspace
from briefgen.workshop.editor import LINE

PROFILES = ROOT / "profiles"
SCHEMA = Draft7Validator(profile_schema())
PACK = Draft7Validator(
    pack_schema() | {"$id": "file:///profiles/packs/schema.json"},
    registry=Registry().with_resource("file:///profiles/schema.json", Resource.from_contents(profile_schema())),
)


def refused(text: str, schema: Draft7Validator = SCHEMA) -> list[str]:
    return [fault.message for fault in schema.iter_errors(as_yaml(text))]


# --- as shipped ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "made"), [("schema.json", profile_schema), ("packs/schema.json", pack_schema)])
def test_the_shipped_schema_is_the_one_that_is_made(name, made, request):
    """``--update`` writes it."""
    path = PROFILES / name
    if request.config.getoption("--update"):
        path.write_text(written(made()), encoding="utf-8")
    assert path.read_text(encoding="utf-8") == written(made())
    assert json.loads(written(made())) == made()
    Draft7Validator.check_schema(made())


def keys(schema: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key of the schema with its place, but for those of `then`, which only say what is needed."""
    if isinstance(schema, dict):
        for name, key in schema.get("properties", {}).items():
            yield f"{at}{name}", key
            yield from keys(key, f"{at}{name}.")
        for part in ("items", "additionalProperties"):
            yield from keys(schema.get(part), at)
        for part in ("patternProperties", "anyOf"):
            held = schema.get(part, [])
            for one in held.values() if isinstance(held, dict) else held:
                yield from keys(one, at)


def test_every_key_is_described_with_an_example_that_it_takes():
    told = dict(keys(profile_schema()))
    assert {"topics.+any", "topics.examples.match", "sides.aliases", "deliver.mail.to", "desk.points"} <= told.keys()
    for name, key in told.items():
        assert key["title"], name
        assert key["description"].endswith("."), name
        for example in key["examples"]:
            assert [fault.message for fault in Draft7Validator(key).iter_errors(example)] == [], name


# --- what is sound -------------------------------------------------------------------------------------------------

SHIPPED = [*PROFILES.glob("*.yaml"), *(ROOT / "templates" / "workspace" / "profiles").glob("*.yaml")]


@pytest.mark.parametrize("path", sorted(SHIPPED), ids=lambda path: path.stem)
def test_a_shipped_profile_names_the_schema_and_agrees_with_it(path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith(LINE)
    assert refused(text) == []


@pytest.mark.parametrize("name", packs(Workspace(ROOT)))
def test_a_shipped_pack_names_the_schema_of_packs_and_agrees_with_it(name):
    text = (PROFILES / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith(LINE)
    assert refused(text, PACK) == []


def test_a_pack_holds_any_part_of_a_profile():
    assert refused("schedule: {zone: Europe/Istanbul}\n+sides: [{country: MY}]\n", PACK) == []
    assert refused("topics: {energy: {ayn: [gas]}}\n", PACK) != []
    assert refused("topic: {}\n", PACK) != []


IN_PACKS = [
    ("countries.yaml", "countries:\n  TR: {}\n", packkeys.COUNTRY),
    ("organisations.yaml", "organisations:\n  EU: {}\n", packkeys.ORGANISATION),
    ("organisations.yaml", "organisations:\n  EU: {name: EU, heads: [{}]}\n", packkeys.HEAD),
    ("people.yaml", "people:\n  Ada Vale: {}\n", packkeys.PERSON),
    ("people.yaml", "people:\n  Ada Vale: {offices: [{}]}\n", packkeys.OFFICE),
]


@pytest.mark.parametrize(
    ("name", "text", "known"), IN_PACKS, ids=[f"{name}-{len(known)}" for name, _, known in IN_PACKS]
)
def test_the_keys_of_the_packs_are_those_that_are_read(tmp_path, name, text, known):
    whole = text.replace("{}", "{" + ", ".join(f"{key}: {one.example}" for key, one in known.items()) + "}")
    (tmp_path / name).write_text(whole, encoding="utf-8")
    load_packs(tmp_path)
    assert refused(whole, PACK) == []
    (tmp_path / "wrong").mkdir()
    (tmp_path / "wrong" / name).write_text(text.replace("{}", "{nonsense: 1}"), encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load_packs(tmp_path / "wrong")
    assert set(str(raised.value).partition("Known here: ")[2].split(", ")) == known.keys()
    assert refused(text.replace("{}", "{nonsense: 1}"), PACK) != []


def test_the_sections_of_the_packs_are_those_that_are_read(tmp_path):
    for name in ("countries", "organisations", "people", "leaders"):
        (tmp_path / f"{name}.yaml").write_text("nonsense: 1\n", encoding="utf-8")
    with pytest.raises(ProfileError) as raised:
        load_packs(tmp_path)
    told = [problem.message.partition("Known here: ")[2].split(", ") for problem in raised.value.problems]
    assert {section for sections in told for section in sections} == packkeys.PACKS.keys()
    for name, key in packkeys.PACKS.items():
        assert refused(f"{name}: {key.example}\n", PACK) == []


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory):
    """Whether a text loads as a profile."""
    desk = Workspace(tmp_path_factory.mktemp("desk"))
    path = desk.root / "talks.yaml"

    def loads(text: str) -> bool:
        path.write_text(text, encoding="utf-8", errors="surrogatepass")
        with suppress(ProfileError):
            return bool(load_profile(path, desk))
        return False

    return loads


def texts(path: Path) -> Iterator[str]:
    """What may be a profile in a file of tests."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and re.match(r"(?:#.*\n)*\+?[a-z_]+:\s", text):
            yield from (text, SIDES + text)


@pytest.mark.parametrize("path", sorted((ROOT / "tests").glob("test_*.py")), ids=lambda path: path.stem)
def test_a_profile_that_loads_in_a_test_agrees_with_the_schema(path, sound):
    wrong = {text: refused(text) for text in texts(path) if sound(text)}
    assert {text: faults for text, faults in wrong.items() if faults} == {}


@pytest.mark.parametrize("path", [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"], ids=lambda path: path.stem)
def test_a_profile_in_a_paper_agrees_with_the_schema(path, sound):
    for text in re.findall(r"(?s)```yaml\n(.*?)```", path.read_text(encoding="utf-8")):
        whole = text if "sides:" in text or "counterpart:" in text else SIDES + text
        if sound(whole):  # not the packs of another shape
            assert refused(whole) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(start=st.floats(0, 1), cut=st.integers(0, 30), put=st.text("[]{}:-#&*!|>'\"%@` \n\tab0", max_size=6))
def test_what_loads_agrees_with_the_schema(sound, start, cut, put):
    at = int(start * len(teaching()))
    text = teaching()[:at] + put + teaching()[at + cut :]
    if sound(text):
        assert refused(text) == []


@pytest.mark.parametrize(
    "more",
    [
        "title: 2025-03-24\n",
        "handling: no\n",
        "exclude: [on, NO, 1.5, 2025-03-24]\n",
        "people: [{name: 7, side: TR, since: 2025-03-24}]\n",
        "topics: {f-16: {any: 16, weight: 1.5, within: '8'}}\n",
        "limits: {quotes: '6', pages: 4}\n",
        "desk: {author: 7, date: 2025-03-24, press_line: {text: 1.5, date: 2025-03-20}, points: {+trade: [x]}}\n",
        "+people: [{name: Ada Vale, side: TR}]\n+exclude: [football]\n",
        "topics: {energy: {near: [[a, b], c], +any: gas}}\n",
    ],
)
def test_a_value_that_yaml_takes_for_something_else_is_text_here(more, sound):
    assert sound(SIDES + more) is ("near" not in more)
    assert refused(SIDES + more) == []


# --- what is broken ------------------------------------------------------------------------------------------------

# What the shape of a value tells; the rest needs other keys, the packs or other files, and is for check.
OF_SHAPE = re.compile(
    r"unknown (?:key|section|place|word|field) |(?:is|expected) (?:a (?:map|list)|text)\b|needs '|must be [01] or more"
    r"|is not a (?:date|number|whole number|length of time|topic's id)|is an empty list|value is empty"
)
# YAML that a profile is not written in; some of it is YAML elsewhere.
NO_YAML = {"merge-key"}


def shape(path: Path) -> list[str]:
    """The faults of the shape that check tells of a profile itself, not of a pack of it."""
    told = path.with_suffix(".txt").read_text(encoding="utf-8").splitlines()
    return [line for line in told if line.startswith(path.name) and OF_SHAPE.search(line)]


@pytest.mark.parametrize(
    "path", [path for path in sorted(BROKEN.glob("*.yaml")) if shape(path)], ids=lambda path: path.stem
)
def test_a_profile_of_the_wrong_shape_does_not_agree_with_the_schema(path):
    if path.stem not in NO_YAML:
        assert refused(path.read_text(encoding="utf-8"))


def test_most_broken_profiles_are_of_the_wrong_shape():
    assert len([path for path in BROKEN.glob("*.yaml") if shape(path)]) >= 45


@pytest.mark.parametrize("name", ["unknown-key", "unknown-key-in-side", "unknown-key-in-topic", "deliver-unknown-keys"])
def test_an_unknown_key_is_refused_by_name(name):
    assert any(
        "does not match" in fault or "were unexpected" in fault or "was unexpected" in fault
        for fault in refused((BROKEN / f"{name}.yaml").read_text(encoding="utf-8"))
    )


def test_what_is_needed_may_stand_in_what_a_profile_extends():
    zone = "schedule: {zone: Europe/Istanbul}\ndeliver: {mail: {+to: [a@mfa.example]}}\n"
    assert len(refused(zone)) == 5
    assert refused(f"extends: packs/desk\n{zone}") == []


# --- the command ---------------------------------------------------------------------------------------------------


def test_the_command_prints_it_and_writes_it(tmp_path):
    assert briefgen("schema", cwd=tmp_path).out == written(profile_schema())
    assert briefgen("schema", "--pack", cwd=tmp_path).out == written(pack_schema())
    (tmp_path / "schema.json").write_text('{"$schema": "an older one", "title": "A profile"}', encoding="utf-8")
    ran = briefgen("schema", "--out", "schema.json", cwd=tmp_path)
    assert (ran.code, ran.said) == (0, "wrote schema.json\n")
    assert (tmp_path / "schema.json").read_text(encoding="utf-8") == written(profile_schema())


@pytest.mark.parametrize(
    "held", [b"title: Mine\n", b"{}", b'{"$schema": "x", "title": "Trade data"}', b"[" * 100_000, b"\xff", b""]
)
def test_what_is_no_schema_is_not_overwritten(tmp_path, held):
    path = tmp_path / "mine.yaml"
    path.write_bytes(held)
    ran = briefgen("schema", "--out", path, cwd=tmp_path)
    assert ran.code == 1
    said = "something that is no schema of briefgen stands there. Name another file; nothing was written"
    assert ran.said == f"briefgen: {path}: {said}\n"
    assert path.read_bytes() == held


@pytest.mark.parametrize("out", ["missing/schema.json", "."])
def test_where_it_cannot_be_written(tmp_path, out):
    ran = briefgen("schema", "--out", out, cwd=tmp_path)
    assert ran.code == 1
    assert len(ran.err.splitlines()) == 1


def test_a_workspace_gets_it(tmp_path):
    ran = briefgen("init", cwd=tmp_path)
    assert "wrote profiles/schema.json" in ran.out
    assert (tmp_path / "profiles" / "schema.json").read_bytes() == (PROFILES / "schema.json").read_bytes()
