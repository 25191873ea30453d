"""``make eval``: what it scores, compares, keeps and refuses, on a small made-up set with a scorer of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from commandline import ROOT

# The measures are simpler than those of any real data; the functions are those that every scorer of this form has.
SCORER = """
import re
from collections import Counter
WORD = re.compile(r"\\w+")
def tokens(words, start, end):
    return frozenset(n for n, (s, e) in enumerate(words) if s < end and e > start)
def pieces(quote, text):
    return [(quote["start"], quote["end"])]
def match(gold, found, floor):
    return {i: found.index(one) for i, one in enumerate(gold) if one in found}
def speaker_right(given, gold):
    return (given or {}).get("name") == gold["speaker_text"]
def score_doc(text, gold, quotes, only_direct, errors):
    wanted = {(q["start"], q["end"]): q for q in gold["quotes"] if not only_direct or q["type"] == "direct"}
    hits = [q for q in quotes if (q["start"], q["end"]) in wanted]
    right = [q for q in hits if speaker_right(q["speaker"], wanted[q["start"], q["end"]])]
    return Counter(gold=len(wanted), pred=len(quotes), span=len(hits), e2e=len(right), n_name=len(hits))
def measures(c):
    p, r = c["e2e"] / max(c["pred"], 1), c["e2e"] / max(c["gold"], 1)
    return {"e2e_p": p, "e2e_r": r, "e2e_f1": 2 * c["e2e"] / max(c["pred"] + c["gold"], 1),
            "span_f1": 2 * c["span"] / max(c["pred"] + c["gold"], 1), "speaker_acc_name": c["e2e"] / max(c["span"], 1)}
"""
# The second quote's annotated speaker is nobody that an extractor could name, so it stays wrong.
TEXT = (
    "Harbour reopens\n\nThe harbour reopened on Monday after nine weeks of work on the old mole.\n\n"
    "“The work is done,” Ana Quispe said on the quay.\n\n“Nobody asked us,” Daniel Otieno said.\n"
)
SPEAKERS = {"“The work is done,”": "Ana Quispe", "“Nobody asked us,”": "Maria Lopez"}


@pytest.fixture
def modules(monkeypatch) -> SimpleNamespace:
    monkeypatch.syspath_prepend(ROOT / "benchmarks")
    import constructions
    import evaluate
    import scoring

    return SimpleNamespace(evaluate=evaluate, scoring=scoring, constructions=constructions)


@pytest.fixture
def data(tmp_path: Path, modules: SimpleNamespace) -> Path:
    """One set: a text in the half to learn on and the same text in the other half."""
    folder = tmp_path / "annotated"
    for part in ("texts", "gold"):
        (folder / "port-news" / part).mkdir(parents=True)
    (folder / "score.py").write_text(SCORER, encoding="utf-8")
    names = [f"news-{number}" for number in range(40)]
    for learn in (True, False):
        name = next(name for name in names if modules.scoring.is_learnt(name) is learn)
        (folder / "port-news" / "texts" / f"{name}.txt").write_text(TEXT, encoding="utf-8")
        gold = {"id": name, "quotes": [annotated(TEXT, *pair) for pair in SPEAKERS.items()], "ignore": []}
        (folder / "port-news" / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder


def annotated(text: str, quote: str, speaker: str | None, **more: Any) -> dict[str, Any]:
    """A quote of a text as the data annotates it; a speaker that is not in the text is said to stand at the quote."""
    start = text.index(quote)
    place = max(text.find(speaker), 0) if speaker else None
    return {
        "start": start,
        "end": start + len(quote),
        "type": "direct",
        "speaker_text": speaker,
        "speaker_start": place,
        "speaker_end": place + len(speaker) if speaker and place is not None else None,
        "speaker_kind": "name",
        **more,
    }


@pytest.fixture
def evaluated(modules: SimpleNamespace, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    """Runs it on the set, with floors, and gives its exit code and what it printed."""

    def run(*options: str, floor: float = 0.5, aim: float = 0.4) -> tuple[int, str]:
        floors = {"port-news": {"all": {"e2e_f1": {"aim": aim, "floor": floor}}}}
        (tmp_path / "floors.json").write_text(json.dumps(floors), encoding="utf-8")
        places = ["--data", str(data), "--floors", str(tmp_path / "floors.json"), "--last", str(tmp_path / "last.json")]
        code = modules.evaluate.main([*places, *options])
        printed = capsys.readouterr()
        return code, printed.out + printed.err

    return run


def predicted(tmp_path: Path, data: Path, speaker: str) -> str:
    """Lines of an earlier ``briefgen extract`` which gave every quote one speaker."""
    lines = []
    for path in sorted((data / "port-news" / "gold").glob("*.json")):
        quotes = [
            {"start": quote["start"], "end": quote["end"], "rule": "a guess", "speaker": {"name": speaker}}
            for quote in json.loads(path.read_text(encoding="utf-8"))["quotes"]
        ]
        lines.append(json.dumps({"path": f"{path.stem}.txt", "quotes": quotes}))
    kept = tmp_path / "earlier.jsonl"
    kept.write_text("\n".join(lines), encoding="utf-8")
    return str(kept)


def test_the_measures_are_those_of_the_datas_own_scorer(evaluated):
    code, said = evaluated()
    assert code == 0
    rows = {line[:32].strip(): line[32:].split() for line in said.splitlines() if line[:1].strip() or "half" in line}
    assert rows["all quotes"][:5] == ["4", "0.500", "0.500", "0.500", "1.000"]
    assert rows["half to learn on"][:4] == rows["other half"][:4] == ["2", "0.500", "0.500", "0.500"]
    assert rows["all quotes"][5] == "-"  # no annotated quote has a full name to find


@pytest.mark.parametrize(("floor", "code", "word"), [(0.5, 0, "held"), (0.51, 1, "NOT HELD")])
def test_a_figure_under_its_floor_fails(evaluated, floor, code, word):
    ended, said = evaluated(floor=floor)
    assert ended == code
    assert f"e2e_f1      0.500  floor {floor:.3f} {word}" in said
    assert ("under its floor" in said) is bool(code)


def test_an_aim_is_shown_and_fails_nothing(evaluated):
    code, said = evaluated(aim=0.9)
    assert (code, "aim 0.900 not reached" in said) == (0, True)


def test_what_was_gained_and_lost_since_the_last_run(evaluated, tmp_path, data):
    evaluated("--predictions", predicted(tmp_path, data, "Maria Lopez"))
    _, said = evaluated("--show", "5")
    assert "quotes gained           2   (half to learn on 1, other half 1)" in said
    assert "quotes lost             2   (half to learn on 1, other half 1)" in said
    assert "false quotes more       0" in said
    (learnt,) = [path.stem for path in (data / "port-news" / "gold").iterdir() if path.stem in said]
    start = TEXT.index("“The work")
    assert f"    {learnt} {start}-{start + 19}: wrong, a guess (weak) -> right, quote, subject, cue\n" in said
    assert "    against the last run" not in said


def test_of_the_other_half_nothing_is_listed(evaluated, tmp_path, data, modules):
    evaluated("--predictions", predicted(tmp_path, data, "Maria Lopez"))
    _, said = evaluated("--show", "5")
    names = [path.stem for path in (data / "port-news" / "gold").iterdir()]
    assert [name for name in names if name in said] == [name for name in names if modules.scoring.is_learnt(name)]


def test_recall_by_construction_beside_that_of_the_last_run(evaluated, tmp_path, data):
    evaluated("--predictions", predicted(tmp_path, data, "nobody"))
    _, said = evaluated()
    (line,) = [line for line in said.splitlines() if line.startswith("quote, then subject and cue")]
    assert line.split()[-5:] == ["2", "50.0%", "0.000", "1.000", "1.000"]


def test_a_text_that_is_annotated_anew_is_not_compared(evaluated, tmp_path, data):
    evaluated("--predictions", predicted(tmp_path, data, "nobody"))
    for path in (data / "port-news" / "gold").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("Maria", "Marta"), encoding="utf-8")
    _, said = evaluated()
    assert "quotes gained" not in said


def test_keep_leaves_the_last_run_as_it_is(evaluated, tmp_path, data):
    evaluated("--predictions", predicted(tmp_path, data, "nobody"))
    before = (tmp_path / "last.json").read_bytes()
    evaluated("--keep")
    assert (tmp_path / "last.json").read_bytes() == before
    evaluated()
    assert (tmp_path / "last.json").read_bytes() != before


def test_no_words_of_the_data_are_kept_or_printed(evaluated, tmp_path):
    _, said = evaluated("--show", "9")
    kept = (tmp_path / "last.json").read_text(encoding="utf-8")
    words = ["harbour", "Quispe", "done", "Otieno", "Lopez", "asked"]
    assert [word for word in words if word in kept or word in said] == []
    assert "news-" not in kept


def test_data_that_was_named_must_be_there(modules, tmp_path, capsys):
    assert modules.evaluate.main(["--data", str(tmp_path / "none")]) == 2
    assert "nothing was scored" in capsys.readouterr().err


def test_without_the_data_nothing_fails(modules, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(modules.evaluate, "DEFAULT", tmp_path / "none")
    assert modules.evaluate.main([]) == 0
    assert "nothing was scored" in capsys.readouterr().err


CONSTRUCTIONS = [
    ("“We agreed,” Quispe said.", "“We agreed,”", "Quispe", "quote, then subject and cue"),
    ("“We agreed,” said Quispe.", "“We agreed,”", "Quispe", "quote, then cue and subject"),
    ("“We agreed,” said Ana Quispe, the mayor.", "“We agreed,”", "Ana Quispe", "quote, then cue, subject, apposition"),
    ("Quispe told reporters: “We will wait.”", "“We will wait.”", "Quispe", "cue before the quote"),
    ("In a letter Quispe was blunt: “No, and never.”", "“No, and never.”", "Quispe", "before, no plain tag"),
    ("Quispe was unmoved.\n“It is over now.”", "“It is over now.”", "Quispe", "speaker in another paragraph"),
    ("“It is over now.” So it went.", "“It is over now.”", None, "no speaker annotated"),
]


@pytest.mark.parametrize(("text", "quote", "speaker", "kind"), CONSTRUCTIONS, ids=[case[3] for case in CONSTRUCTIONS])
def test_a_quote_is_of_one_construction_by_where_its_speaker_stands(modules, text, quote, speaker, kind):
    (kinds,) = modules.constructions.constructions(text, [annotated(text, quote, speaker)]).values()
    assert kinds & set(modules.constructions.BY_PLACE) == {kind}


def test_the_second_half_of_a_split_quote_is_a_later_one(modules):
    text = "“We agreed,” Quispe said. “It was late.”"
    quotes = [annotated(text, quote, "Quispe") for quote in ("“We agreed,”", "“It was late.”")]
    first, second = modules.constructions.constructions(text, quotes).values()
    assert ("quote, then subject and cue" in first, "later quote after the tag" in second) == (True, True)


def test_kinds_that_cross_the_constructions(modules):
    text = "According to the report, the pier is “a ruin” by now."
    quote = annotated(text, "“a ruin”", "the report", type="mixed", speaker_kind="nominal")
    (kinds,) = modules.constructions.constructions(text, [quote]).values()
    assert kinds == {
        "fragment in a paraphrase",
        "nominal speaker",
        "document or outlet speaks",
        "one to three words",
        "according to",
    }


def test_a_quote_without_a_common_cue_verb_near(modules):
    text = "The visit made “no difference at all” to Quispe."
    quote = annotated(text, "“no difference at all”", "Quispe", type="mixed")
    (kinds,) = modules.constructions.constructions(text, [quote]).values()
    assert kinds == {"fragment in a paraphrase", "no common cue verb near"}


def test_every_pinned_figure_has_a_floor_no_lower_than_its_aim():
    floors = json.loads((ROOT / "benchmarks" / "floors.json").read_text(encoding="utf-8"))
    limits = [limit for views in floors.values() for pinned in views.values() for limit in pinned.values()]
    assert limits
    assert [limit for limit in limits if not limit.get("aim", 0) <= limit["floor"] < 1] == []


def test_the_command_line_says_the_same(data, tmp_path):
    import subprocess

    command = [sys.executable, ROOT / "benchmarks" / "evaluate.py", "--data", data, "--last", tmp_path / "last.json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "port-news: 2 texts" in done.stdout
