"""The day a brief speaks from, and what may not change it: the order of the input, its names, a second run."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from datetime import date

import pytest
from commandline import ROOT, Printed, briefgen, environment, seeds_brief

EARLY, LATE = "2025-03-24", "2026-11-20"
SEEDS = sorted((ROOT / "seeds").glob("*.txt"))
LATER = [
    "Pakistan",
    "Witkoff",
    "Imamoglu",
    "İmamoğlu",
    "Caliber",
    "Callamard",
    "Museveni",
    "unjust",
    "restrictions after talks",
]


@pytest.mark.parametrize("suffix", ["md", "html", "json"])
@pytest.mark.parametrize("word", [*LATER, *(path.name for path in SEEDS[1:4])])
def test_nothing_dated_later_is_seen(suffix, word):
    assert word not in seeds_brief("us-turkiye", EARLY).file(suffix).read_text(encoding="utf-8")


def test_later_articles_are_one_notice_with_a_count():
    data = seeds_brief("us-turkiye", EARLY).data
    assert [source["path"] for source in data["sources"]] == [SEEDS[0].name, SEEDS[4].name]
    assert data["cutoff"] == EARLY
    assert [one for one in data["notices"] if re.search(r"\b8\b", str(one))], data["notices"]


def test_every_day_in_it_was_known_on_that_day():
    known = {"2025-03-24", "2025-03-25", "2025-03-26"}  # the day itself and the visit announced on it
    days = re.findall(r"\b2025-\d\d-\d\d\b", json.dumps(seeds_brief("us-turkiye", EARLY).data))
    assert {day for day in days if day > EARLY} <= known


def test_the_window_slides_back_to_the_latest_coverage_and_says_so():
    printed = seeds_brief("us-turkiye", LATE)
    assert printed.data["window"]["basis"] == "latest-coverage"
    assert printed.data["window"]["to"] == printed.data["cutoff"] == "2025-03-28"
    gap = (date.fromisoformat(LATE) - date(2025, 3, 28)).days
    assert f"Latest coverage 28 March 2025, {gap} days before this brief" in printed.markdown
    assert f"{gap} days before this brief" in printed.html


def test_the_window_of_an_early_day_ends_on_it():
    window = seeds_brief("us-turkiye", EARLY).data["window"]
    assert (window["to"], window["basis"]) == (EARLY, "as-of")


def made(folder, *args) -> Printed:
    ran = briefgen("us-turkiye", "--as-of", LATE, "--json", "--html", "--out", folder / "out", *args, cwd=folder)
    assert ran.code == 0, ran.said
    return Printed(folder / "out", ran)


def test_the_same_input_gives_the_same_bytes(tmp_path):
    first, second = seeds_brief("us-turkiye", LATE), made(tmp_path)
    for suffix in ("md", "html", "json"):
        assert second.file(suffix).read_bytes() == first.file(suffix).read_bytes()


def test_the_order_of_the_input_does_not_matter(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    given = [part for path in SEEDS for part in ("--articles", path)]
    turned = [part for path in reversed(SEEDS) for part in ("--articles", path)]
    first, second = made(one, *given), made(other, *turned)
    for suffix in ("md", "html", "json"):
        assert second.file(suffix).read_bytes() == first.file(suffix).read_bytes()


PLACES = {"id", "told_by", "items", "path", "evidence", "meeting", "not_used", "sample", "date_reason"}


def _without_places(value):
    """A brief without file names and what hangs on them: its ids are hashes of places."""
    if isinstance(value, dict):
        return {name: _without_places(one) for name, one in value.items() if name not in PLACES}
    return [_without_places(one) for one in value] if isinstance(value, list) else value


def test_the_names_of_the_files_do_not_matter(tmp_path):
    for number, path in enumerate(reversed(SEEDS)):
        shutil.copy(path, tmp_path / f"{number}-renamed.txt")
    data = made(tmp_path, "--articles", tmp_path).data
    kept = seeds_brief("us-turkiye", LATE).data
    assert _without_places(data) == _without_places(kept)


BLOCKED = """
import socket, sys
def refuse(*args, **more):
    raise SystemExit("a socket was opened")
socket.socket.connect = socket.socket.bind = socket.getaddrinfo = socket.create_connection = refuse
sys.argv = ["briefgen", *sys.argv[1:]]
from briefgen.cli import run
run()
"""


def test_a_brief_opens_no_socket(tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED, "us-turkiye", "--as-of", LATE, "--pdf", "--html", "--json", "--out", tmp_path],
        cwd=tmp_path,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert {path.suffix for path in tmp_path.glob("us-turkiye/[!.]*")} == {".md", ".pdf", ".html", ".json"}
