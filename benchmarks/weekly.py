"""Times of the weekly brief.

    python benchmarks/weekly.py [--profiles 200] [--rounds 7]

- ``briefgen run-due`` with nothing due, over many scheduled profiles, against ``--help`` in the same workspace;
- the same when nothing is known from an earlier run, so that every profile is loaded;
- all of them due at once in one process, against one process for each, on the seeds.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from run import ROOT, paired, process, show

SCHEDULE = "schedule: {when: weekly on Monday at 06:30, zone: Europe/Istanbul, articles: [news], formats: [html]}\n"
DUE, LATER = "2025-03-31T06:30+03:00", "2025-04-02T12:00+03:00"


def workspace(folder: Path, copies: int) -> None:
    """A workspace with the seeds as its news and so many scheduled profiles."""
    (folder / "profiles").mkdir(parents=True)
    shutil.copytree(ROOT / "seeds", folder / "news")
    for number in range(copies):
        text = f"title: Desk {number}\nsides: [{{country: US}}, {{country: TR}}]\n{SCHEDULE}"
        (folder / "profiles" / f"desk-{number}.yaml").write_text(text, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description="Times of the weekly brief.")
    parser.add_argument("--profiles", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=7)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        workspace(folder, given.profiles)
        run = ("-m", "briefgen", "--workspace", folder, "run-due", "--quiet", "--out", folder / "out")
        began = time.perf_counter()
        process(*run, "--now", DUE)()
        together = time.perf_counter() - began
        print(f"{given.profiles} profiles due at once, one process {together:31.1f} s")
        alone = statistics.median(
            process(*run, f"desk-{number}", "--now", DUE, "--out", folder / "alone")() for number in range(given.rounds)
        )
        print(f"the same, a process for each ({given.rounds} tried) {alone * given.profiles:33.1f} s", end="")
        print(f"  ratio {alone * given.profiles / together:.1f}")
        show(
            f"run-due over {given.profiles} profiles, nothing due : --help there",
            paired(
                given.rounds, process(*run, "--now", LATER), process("-m", "briefgen", "--workspace", folder, "--help")
            ),
            "aim < 200 ms",
        )

        def forgotten() -> float:
            (folder / "out" / ".run-due.json").unlink(missing_ok=True)
            return process(*run, "--now", LATER)()

        show(
            "the same, nothing known from an earlier run : --help there",
            paired(given.rounds, forgotten, process("-m", "briefgen", "--workspace", folder, "--help")),
        )


if __name__ == "__main__":
    main()
