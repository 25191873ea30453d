"""The rules of the house that no other tool watches."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from commandline import ROOT
from tracked import tracked

# Hosts that serve packages; an address of one in a lock or a script ties the project to a network.
REGISTRIES = r"pypi|pythonhosted|test\.pypi|files\.python|registry\.|npmjs|crates\.io|conda|proxy\.golang|rubygems|ghcr"
ADDRESS = re.compile(rf"://(?:[^/@\s]*@)?(?:{REGISTRIES})", re.IGNORECASE)
MACHINE = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w")

SEEDS = {
    "000_ae6bdfe1d8681713.txt": "18dd64dc302d3caa12f46879c20ad086e8c029a9c48ff8066888b3c3f106652c",
    "001_72623d22b9095ea1.txt": "dd8e7654c90909c28f0b3ab98eb8809d1e0081f8c33aa22e21bb020ecc33e83e",
    "002_65643c5197d0ebb7.txt": "a1c92e57570bf3f7d0d8aef418730a50cf3c743e78c4e903a84b930601dda52f",
    "003_feef173c34ca2944.txt": "0ad4519307988d133812af81c4e8ec0bd1114beb2bf36843953d7684f19ea411",
    "004_034a64c63a09a0b1.txt": "ed492ba2558b94ebd6bd97b13a691c0da5000fc9a6582e313a2e65a8e604804c",
}


TEXTS = [path for path in tracked() if path.suffix not in {".pdf", ".docx", ".png"}]


def found(pattern: re.Pattern[str]) -> list[str]:
    texts = ((path, path.read_bytes().decode("utf-8", "replace")) for path in TEXTS)
    return [f"{path.relative_to(ROOT)}: {hit.group()}" for path, text in texts for hit in pattern.finditer(text)]


def test_no_file_names_a_registry_or_a_developers_machine():
    assert found(ADDRESS) == []
    assert found(MACHINE) == []


def test_the_lock_holds_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    pinned = re.findall(r"(?m)^([a-z0-9-]+)==\S+.*\\\n(?: {4}--hash=sha256:[0-9a-f]{64}(?: \\\n|\n))+", lock)
    assert sorted(pinned) == sorted(re.findall(r"(?m)^([a-z0-9-]+)==", lock))
    assert {"typer", "weasyprint", "hatchling", "editables", "pytest"} <= set(pinned)


def test_no_lock_of_another_tool_is_tracked():
    assert [path.name for path in tracked() if path.name in {"uv.lock", "pylock.toml", "poetry.lock"}] == []


def test_an_unpacked_archive_holds_the_same_files(tmp_path):
    """Without git: what is built, cached or written is none of the project's."""
    kept = {".gitignore": "build/\n*.egg-info/\n", "a/one.py": "", "out/.gitignore": "*\n"}
    for name, text in {**kept, "build/two.py": "", "a/x.egg-info/three": "", "out/brief.md": ""}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert {path.relative_to(tmp_path).as_posix() for path in tracked(tmp_path)} == set(kept)
    assert tracked(tmp_path, "a") == [tmp_path / "a" / "one.py"]


def test_imports_point_down():
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", [p for p in TEXTS if p.suffix == ".py"], ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_is_too_long(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 450


def word_lists(node: object, name: str = "") -> list[tuple[str, list[str]]]:
    if isinstance(node, dict):
        return [found for key, child in node.items() for found in word_lists(child, f"{name}.{key}".lstrip("."))]
    return [(name, node)] if isinstance(node, list) else []


def test_a_word_stands_once_in_its_list(lexicon):
    lists = word_lists(lexicon.lists)
    assert lists
    twice = {name: [word for word, times in Counter(map(str, words)).items() if times > 1] for name, words in lists}
    assert {name: words for name, words in twice.items() if words} == {}


@pytest.mark.parametrize(("name", "digest"), SEEDS.items())
def test_the_samples_are_unaltered(name, digest):
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == digest


def test_the_notice_names_every_sample():
    notice = (ROOT / "seeds" / "NOTICE").read_text(encoding="utf-8")
    assert (
        set(re.findall(r"(?m)^(\S+\.txt)", notice))
        == {path.name for path in (ROOT / "seeds").glob("*.txt")}
        == set(SEEDS)
    )
