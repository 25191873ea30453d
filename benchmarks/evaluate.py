"""How many quotes and speakers are right, on annotated data that lies outside the project.

    python benchmarks/evaluate.py [--data DIR] [--show N] [--keep]

DIR holds ``score.py``, whose measures are used, and one folder a set with ``texts/`` and ``gold/``. Printed are the
measures (all quotes; direct ones; only those of strong confidence), for a whole set and for its two halves: rules are
learnt on one, and the other is only counted, so nothing of it is ever listed. Then what was gained and lost since the
last run, by construction, and the floors of ``floors.json``, under which no figure may fall.

Ends with 0; with 1 if a figure is under its floor; with 2 if DIR was named and is not there. Without the data there is
nothing to say about a change, and nothing fails: it says so and ends with 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType

from constructions import ACROSS, BY_PLACE
from ledger import Change, Changes, Ledger
from scoring import Outcome, Scored, by_text, figures, found_in, scored, scorer, sets

ROOT = Path(__file__).resolve().parent.parent
DEFAULT = ROOT.parent / "shared" / "bench" / "quotes"
FLOORS = ROOT / "benchmarks" / "floors.json"
LAST = ROOT / ".cache" / "evaluated.json"
VIEWS = {"all": "all quotes", "direct": "direct quotes", "strong": "strong only, of all"}
COLUMNS = {
    "e2e P": "e2e_p",
    "R": "e2e_r",
    "F1": "e2e_f1",
    "span F1": "span_f1",
    "full name": "full_name",
    "resolved": "resolved",
    "by name": "speaker_acc_name",
    "nominal": "speaker_acc_nominal",
    "pronoun": "speaker_acc_pronoun",
}


def main(arguments: Sequence[str] | None = None) -> int:
    options = _options().parse_args(arguments)
    data = options.data or DEFAULT
    folders = sets(data)
    if not folders:
        print(f"no annotated quotes in {data}: nothing was scored, and no floor was looked at", file=sys.stderr)
        print("make eval EVAL=DIR names a folder with score.py and, a folder a set, texts/ and gold/", file=sys.stderr)
        return 2 if options.data else 0
    score, ledger = scorer(data), Ledger(options.last)
    floors: Mapping[str, Mapping[str, Mapping[str, Mapping[str, float]]]] = json.loads(options.floors.read_bytes())
    held = True
    for folder in folders:
        name = folder.name
        if options.predictions:
            quotes = by_text(options.predictions.read_text(encoding="utf-8"))
            if not any((folder / "gold" / f"{text}.json").exists() for text in quotes):
                continue
        else:
            quotes = by_text(found_in(folder / "texts"))
        texts = list(scored(folder, quotes, score))
        measured = {view: figures(texts, view, score) for view in VIEWS}
        show_measures(name, texts, score, ledger)
        if changes := ledger.changes(name, texts):
            show_changes(changes, options.show)
        show_constructions(name, texts, ledger)
        held = show_floors(measured, floors.get(name, {})) and held
        ledger.keep(name, texts, measured)
    if not options.keep:
        ledger.write()
    if not held:
        print("a figure is under its floor (benchmarks/floors.json)", file=sys.stderr)
    return 0 if held else 1


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="How many quotes and speakers are right.")
    parser.add_argument("--data", type=Path, help="the folder with score.py and the annotated sets")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list N of what was gained and lost")
    parser.add_argument("--keep", action="store_true", help="leave the last run as it is, to compare with it again")
    parser.add_argument("--predictions", type=Path, help="score these lines of `briefgen extract`, kept earlier")
    parser.add_argument("--last", type=Path, default=LAST, help="where the last run is kept")
    parser.add_argument("--floors", type=Path, default=FLOORS)
    return parser


def show_measures(name: str, texts: Sequence[Scored], score: ModuleType, ledger: Ledger) -> None:
    """The table of a set: each view, whole and by halves, and the change since the last run."""
    print(f"\n{name}: {len(texts)} texts\n{'':<32}{'quotes':>7}" + "".join(f"{column:>10}" for column in COLUMNS))
    halves = {
        "": texts,
        ", half to learn on": [text for text in texts if text.learn],
        ", other half": [text for text in texts if not text.learn],
    }
    for view, title in VIEWS.items():
        for half, some in halves.items():
            found = figures(some, view, score)
            cells = "".join(f"{found[key]:10.3f}" if key in found else f"{'-':>10}" for key in COLUMNS.values())
            print(f"{(title if not half else '  ' + half[2:]):<32}{found['gold']:7.0f}{cells}")
        last = ledger.figures(name).get(view)
        if last:
            now = figures(texts, view, score)
            both = {key: now[key] - last[key] for key in COLUMNS.values() if key in now and key in last}
            steps = "".join(f"{both[key]:+10.3f}" if key in both else f"{'-':>10}" for key in COLUMNS.values())
            print(f"{'  against the last run':<39}{steps}")


def show_changes(changes: Changes, most: int) -> None:
    """What was gained and lost, with places of the half to learn on only."""
    print("\nagainst the last run")
    named = {
        "quotes gained": changes.gained,
        "quotes lost": changes.lost,
        "false quotes more": changes.false_more,
        "false quotes fewer": changes.false_fewer,
    }
    for title, found in named.items():
        learnt = [change for change in found if change.learn]
        print(f"{title:<20}{len(found):5}   (half to learn on {len(learnt)}, other half {len(found) - len(learnt)})")
        for change in learnt[:most]:
            print(f"    {_line(change)}")
        if most < len(learnt) and most:
            print(f"    … and {len(learnt) - most} more")


def _line(change: Change) -> str:
    start, end = change.place
    return f"{change.text} {start}-{end}: {_told(change.before)} -> {_told(change.now)}"


def _told(outcome: Outcome) -> str:
    if not outcome.rule:
        return "not found"
    return f"{'right' if outcome.right else 'wrong'}, {outcome.rule}{'' if outcome.sure else ' (weak)'}"


def show_constructions(name: str, texts: Sequence[Scored], ledger: Ledger) -> None:
    """The share of each construction, and of its quotes those that are right: in the last run, now, and strong now."""
    total = sum(len(text.quotes) for text in texts)
    kept = {text.name: before[0] for text in texts if (before := ledger.before(name, text))}
    print(f"\n{'':<40}{'quotes':>7}{'share':>8}{'last run':>10}{'now':>8}{'strong':>8}")
    for kind in (*BY_PLACE, *ACROSS):
        places = [(text, place) for text in texts for place in text.quotes if kind in text.kinds[place]]
        if not places:
            continue
        now = [text.quotes[place] for text, place in places]
        then = [kept[text.name][place] for text, place in places if place in kept.get(text.name, {})]
        last = f"{sum(one.right for one in then) / len(then):10.3f}" if len(then) == len(now) else f"{'-':>10}"
        strong = sum(one.right and one.sure for one in now) / len(now)
        print(
            f"{kind:<40}{len(now):7}{len(now) / total:8.1%}{last}"
            f"{sum(one.right for one in now) / len(now):8.3f}{strong:8.3f}"
        )


def show_floors(
    measured: Mapping[str, Mapping[str, float]], floors: Mapping[str, Mapping[str, Mapping[str, float]]]
) -> bool:
    """Each pinned figure beside its floor and its aim; whether all are held."""
    held = True
    for view, pinned in floors.items():
        for key, limits in pinned.items():
            figure = measured[view].get(key, 0.0)
            holds = figure >= limits["floor"]
            held = held and holds
            aim = (
                f"  aim {limits['aim']:.3f}{'' if figure >= limits['aim'] else ' not reached'}"
                if "aim" in limits
                else ""
            )
            print(f"{view:<8}{key:<12}{figure:.3f}  floor {limits['floor']:.3f} {'held' if holds else 'NOT HELD'}{aim}")
    return held


if __name__ == "__main__":
    sys.exit(main())
