"""The benchmark of quotes measures what it says; its figures are no matter of a test."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from commandline import ROOT


@pytest.fixture
def modules(monkeypatch) -> SimpleNamespace:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import environment
    import lengths
    import quotes

    return SimpleNamespace(environment=environment, lengths=lengths, quotes=quotes)


@pytest.fixture
def texts(tmp_path):
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(
            f"Tide {number}\n\n“The tide is in,” Ana Quispe said.\n", encoding="utf-8"
        )
    return sorted(tmp_path.iterdir())


def test_every_text_is_in_one_round_only(modules, texts):
    dealt = modules.quotes.slices(texts, rounds=4, largest=1)
    assert sorted(path for part in dealt for path in part) == texts
    assert [len(part) for part in dealt] == [2, 2, 1, 1]


def test_a_round_takes_no_more_than_it_is_given_but_one_text_at_least(modules, texts):
    assert [len(part) for part in modules.quotes.slices(texts, rounds=2, largest=1e-9)] == [1, 1]


@pytest.mark.parametrize("length", [2_000, 40_000])
@pytest.mark.parametrize("between", ["\n\n", " "])
def test_the_text_that_grows_is_one_article_full_of_quotes(modules, tmp_path, length, between):
    from briefgen.articles import read_articles

    text = modules.lengths.filled(modules.lengths.dense(), length, between)
    (tmp_path / "page.txt").write_text(text, encoding="utf-8")
    assert length - 300 < len(text) <= length
    assert len(text) / sum(text.count(mark) for mark in "“”") == pytest.approx(50, abs=8)
    assert len(read_articles([tmp_path]).articles) == 1


def test_how_far_times_are_from_a_straight_line(modules):
    straight = [(1.0, 0.5), (2.0, 1.0), (8.0, 4.0)]
    assert modules.lengths.slope(straight) == pytest.approx(1)
    assert modules.lengths.slope([(x, x * x) for x, _ in straight]) == pytest.approx(2)


def test_paragraphs_at_which_an_article_begins_are_left_out(modules, tmp_path):
    prose = [
        f"Pier {number} was closed for the whole of the winter, and nobody could say on Monday when it will open again."
        for number in range(9)
    ]
    start = "LIMA, Aug. 24 (UPI) — The ferry came late on Friday, and the people on the quay waited until the evening."
    text = "\n\n".join(["Piers closed", *prose[:5], start, *prose[5:]])
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    assert modules.lengths.ordinary([tmp_path / "a.txt"], tmp_path / "page.txt") == prose


def test_a_text_that_comes_many_times_gives_its_prose_once(modules, tmp_path):
    prose = "The pier was closed for the whole of the winter, and nobody could say on Monday when it will open again."
    for number in range(4):
        (tmp_path / f"{number}.txt").write_text(f"Pier closed\n\n{prose}\n", encoding="utf-8")
    assert modules.lengths.ordinary(sorted(tmp_path.iterdir()), tmp_path / "page.txt") == [prose]


def test_each_stage_is_asked_in_turn_and_answers_with_its_seconds(texts):
    asked = [{"what": what, "paths": [str(path) for path in texts]} for what in ("extract", "brief", "quotes")]
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "ours.py"],
        input="".join(json.dumps(one) + "\n" for one in asked),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    extract, brief, quotes = (json.loads(line) for line in done.stdout.splitlines())
    assert (extract["articles"], extract["quotes"]) == (6, 6)
    assert all(
        answer["cpu"] > 0 and answer["seconds"] > 0 and answer["peak"] > 0 for answer in (extract, brief, quotes)
    )


@pytest.mark.usefixtures("texts")
def test_without_a_package_index_the_own_figures_are_printed(tmp_path):
    options = ["--texts", tmp_path, "--rounds", "1", "--no-lengths", "--env", tmp_path / "peer"]
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "quotes.py", *options],
        env={**os.environ, "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_EXTRA_INDEX_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "no peer to compare with: installing textacy" in done.stderr
    rows = {line[:26].strip(): line[26:].split() for line in done.stdout.splitlines()}
    assert {"extract", "extract, whole process", "all for a brief", "quote stage"} <= rows.keys()
    assert "textacy itself" not in rows
    assert float(rows["extract"][0]) > 0
