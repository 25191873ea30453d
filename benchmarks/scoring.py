"""Quotes and speakers scored on annotated data, with the scorer that lies with the data.

The data is a folder with ``score.py`` and one folder a set, each with ``texts/ID.txt`` and ``gold/ID.json``. None of
it belongs to the project, so nothing here keeps or prints its words: places and hashes only.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import io
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from constructions import constructions

Found = Mapping[str, Any]  # one quote, as ``briefgen extract`` prints it
Place = tuple[int, int]

# What the scorer counts for measures that are not over all quotes.
_RESTS_ON = {
    "full_name": "n_full",
    "resolved": "n_resolve",
    **{f"speaker_acc_{kind}": f"n_{kind}" for kind in ("name", "nominal", "pronoun", "none")},
}


@dataclass(frozen=True)
class Outcome:
    """What became of one annotated quote, or of one that was found where none is annotated."""

    right: bool = False  # found, with the right speaker
    sure: bool = False  # found with strong confidence
    rule: str = ""  # the construction that found it


@dataclass(frozen=True)
class Scored:
    """One text of a set."""

    name: str
    data: str  # hash of the text and its annotation
    learn: bool  # whether it is in the half that rules are learnt on
    counts: Mapping[str, Counter[str]]  # the scorer's, by view
    quotes: Mapping[Place, Outcome]
    false: Mapping[Place, Outcome]  # found, and no quotes
    kinds: Mapping[Place, frozenset[str]]  # the constructions of the annotated quotes


def scorer(data: Path) -> ModuleType:
    """The data's own ``score.py``, as a module."""
    spec = importlib.util.spec_from_file_location("score", data / "score.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def sets(data: Path) -> list[Path]:
    """The annotated sets of a folder."""
    folders = sorted(data.iterdir()) if (data / "score.py").is_file() else []
    return [folder for folder in folders if (folder / "gold").is_dir() and (folder / "texts").is_dir()]


def found_in(texts: Path) -> str:
    """What ``briefgen extract`` prints for a folder."""
    from briefgen.cli.extract import extract

    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        extract([texts])
    return printed.getvalue()


def by_text(printed: str) -> dict[str, list[Found]]:
    """The quotes of every text, by the name of its file."""
    quotes: dict[str, list[Found]] = defaultdict(list)
    for line in printed.split("\n"):
        if line.strip():
            article = json.loads(line)
            quotes[Path(article["path"]).stem].extend(article["quotes"])
    return quotes


def is_learnt(name: str) -> bool:
    """Whether a text is in the half that rules are learnt on; the other half is only ever counted."""
    return hashlib.sha1(name.encode(), usedforsecurity=False).digest()[0] % 2 == 0


def scored(folder: Path, quotes: Mapping[str, Sequence[Found]], score: ModuleType) -> Iterator[Scored]:
    """Every text of a set with what became of its quotes."""
    for path in sorted((folder / "gold").glob("*.json")):
        annotated, words = path.read_bytes(), (folder / "texts" / f"{path.stem}.txt").read_bytes()
        gold, text, found = json.loads(annotated), words.decode("utf-8"), quotes.get(path.stem, [])
        sure = [quote for quote in found if quote.get("confidence") == "strong"]
        right, false = _outcomes(text, gold, found, score)
        yield Scored(
            name=path.stem,
            data=hashlib.sha256(words + b"\0" + annotated).hexdigest()[:16],
            learn=is_learnt(path.stem),
            counts={
                "all": score.score_doc(text, gold, found, False, None),
                "direct": score.score_doc(text, gold, found, True, None),
                "strong": score.score_doc(text, gold, sure, False, None),
            },
            quotes=right,
            false=false,
            kinds=constructions(text, gold["quotes"]),
        )


def _outcomes(
    text: str, gold: Mapping[str, Any], found: Sequence[Found], score: ModuleType
) -> tuple[dict[Place, Outcome], dict[Place, Outcome]]:
    """What became of the annotated quotes, and what was found beside them, with the scorer's own matching."""
    words = [match.span() for match in score.WORD.finditer(text)]
    pieces = [
        (quote, place, taken)
        for quote in found
        for place in score.pieces(quote, text)
        if (taken := score.tokens(words, *place))
    ]
    wanted = [
        (quote, taken) for quote in gold["quotes"] if (taken := score.tokens(words, quote["start"], quote["end"]))
    ]
    hits = score.match([taken for _, taken in wanted], [taken for _, _, taken in pieces], 0.8)
    quotes: dict[Place, Outcome] = {}
    for number, (quote, _) in enumerate(wanted):
        hit = pieces[hits[number]][0] if number in hits else None
        quotes[quote["start"], quote["end"]] = _outcome(hit, right=_is_right(hit, quote, score)) if hit else Outcome()
    ignored = [score.tokens(words, *place) for place in gold["ignore"]]
    taken_up = set(hits.values())
    false = {
        (place[0], place[1]): _outcome(quote, right=False)
        for number, (quote, place, taken) in enumerate(pieces)
        if number not in taken_up and not any(len(taken & other) * 2 > len(taken) for other in ignored)
    }
    return quotes, false


def _is_right(hit: Found, quote: Mapping[str, Any], score: ModuleType) -> bool:
    return bool(score.speaker_right(hit.get("speaker"), quote))


def _outcome(quote: Found, *, right: bool) -> Outcome:
    return Outcome(right=right, sure=quote.get("confidence") == "strong", rule=quote.get("rule", ""))


def figures(texts: Sequence[Scored], view: str, score: ModuleType) -> dict[str, float]:
    """The scorer's measures over some texts, without those that rest on no quote, and how many quotes there are."""
    total: Counter[str] = sum((text.counts[view] for text in texts), Counter())
    measured = {name: value for name, value in score.measures(total).items() if total[_RESTS_ON.get(name, "gold")]}
    return {"gold": total["gold"], **measured}
