"""How fast quotes and their speakers are found, beside textacy with spaCy's small English model on the same texts.

    python benchmarks/quotes.py [--texts DIR] [--rounds 7] [--env DIR]

Both sides have one core, the same one, and take turns; the figures are medians over the rounds, each round on texts
of its own, and ratios are those of one round. The peer is installed by pip into an environment of its own (a temporary
one, or ``--env DIR``, kept and used again); loading its model is left out. Without a package index the figures of
briefgen are printed alone.

- *extract*: what ``briefgen extract`` does once it has started, from the files to the last line of JSON;
- *extract, whole process*: the same with the start of Python and of briefgen, on all the texts at once;
- *all for a brief*: reading, and quotes, meetings, agenda items and positions;
- *quote stage*: quotes and their speakers alone, sentences and people being there already;
- the largest memory of both, and the time against length from 10 kB to 10 MB.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from environment import PINS, environment
from lengths import show_lengths
from worker import ONE_THREAD, Worker, megabytes, one_core

ROOT = Path(__file__).resolve().parent.parent
HERE = Path(__file__).resolve().parent
DEVELOPMENT = ROOT.parent / "shared" / "bench" / "quotes" / "polnear-dev" / "texts"  # lies outside the project
STAGES = {
    "extract": ("extract", 60),
    "process": ("extract, whole process", None),
    "brief": ("all for a brief", None),
    "quotes": ("quote stage", 100),
}
UNITS = {
    "paragraph": "one paragraph at a time",
    "batches": "paragraphs in batches",
    "document": "whole documents",
}


@dataclass(frozen=True)
class Rate:
    """Megabytes a second by the clock, and of the processor's own time."""

    clock: float
    cpu: float

    @classmethod
    def of(cls, size: float, took: dict[str, Any]) -> Rate:
        return cls(size / took["seconds"], size / took["cpu"])


def size_of(paths: Sequence[Path]) -> float:
    return sum(path.stat().st_size for path in paths) / 1e6


def texts_in(folder: Path | None, made: Path) -> list[Path]:
    """The texts of a folder; else of the development data; else the samples many times over."""
    if folder or DEVELOPMENT.is_dir():
        found = sorted((folder or DEVELOPMENT).glob("*.txt"))
        if not found:
            raise SystemExit(f"{folder}: no .txt files there")
        return found
    copies = []
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        for number in range(60):
            copies.append(made / f"{path.stem}-{number}.txt")
            copies[-1].write_bytes(path.read_bytes())
    return copies


def slices(paths: Sequence[Path], rounds: int, largest: float) -> list[list[Path]]:
    """The texts dealt out to the rounds, no more than so many megabytes to each."""
    dealt: list[list[Path]] = []
    for start in range(rounds):
        taken: list[Path] = []
        for path in paths[start::rounds]:
            if not taken or size_of([*taken, path]) <= largest:
                taken.append(path)
        dealt.append(taken)
    return dealt


def whole_process(paths: Sequence[Path]) -> dict[str, Any]:
    """``briefgen extract`` as a command, with its largest memory."""
    command = [sys.executable, "-m", "briefgen", "extract", *map(str, paths)]
    environ = {**os.environ, **ONE_THREAD, "PYTHONPATH": str(ROOT)}
    started = time.perf_counter()
    with subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"briefgen extract ended with {process.returncode}")
    seconds = time.perf_counter() - started
    return {"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "peak": megabytes(usage)}


@dataclass
class Measured:
    """What the rounds gave: rates by stage or unit, ratios by both, memory and counts by side."""

    rates: dict[str, list[Rate]]
    ratios: dict[tuple[str, str], list[Rate]]
    peaks: dict[str, float]
    counts: dict[str, int]


def measure(dealt: Sequence[Sequence[Path]], ours: Worker, theirs: Worker | None) -> Measured:
    """Every round: briefgen's stages, then the peer, once for each way it may take the texts."""
    found = Measured({name: [] for name in (*STAGES, *UNITS)}, {}, {}, dict.fromkeys(("quotes", *UNITS, "given_up"), 0))
    everything = [path for paths in dealt for path in paths]
    units = UNITS if theirs else {"": ""}
    for number, paths in enumerate([dealt[0][:3], *dealt]):  # the first is to warm up
        asked, size = [str(path) for path in paths], size_of(paths)
        for unit in units:
            took = {stage: ours.ask(what=stage, paths=asked) for stage in STAGES if stage != "process"}
            rates = {stage: Rate.of(size, answer) for stage, answer in took.items()}
            whole = whole_process(everything)
            rates["process"] = Rate.of(size_of(everything), whole)
            peer = theirs.ask(what=unit, paths=asked) if theirs else None
            if not number:
                continue
            found.peaks["ours"] = max(whole["peak"], found.peaks.get("ours", 0))
            for stage, rate in rates.items():
                found.rates[stage].append(rate)
            if unit in ("", "paragraph"):
                found.counts["quotes"] += took["extract"]["quotes"]
            if peer:
                rate = Rate.of(size, peer)
                found.rates[unit].append(rate)
                found.peaks["peer"] = peer["peak"]
                found.counts[unit] += peer["quotes"]
                found.counts["given_up"] += peer["given_up"] if unit == "document" else 0
                for stage, own in rates.items():
                    found.ratios.setdefault((stage, unit), []).append(Rate(own.clock / rate.clock, own.cpu / rate.cpu))
        print(f"round {number} of {len(dealt)} done" if number else "warm", file=sys.stderr)
    return found


def median(rates: Sequence[Rate]) -> Rate:
    return Rate(statistics.median(rate.clock for rate in rates), statistics.median(rate.cpu for rate in rates))


def show(found: Measured, texts: int) -> None:
    """The tables."""
    print(f"\n{'briefgen':<26} {'MB/s':>7}" + "".join(f"{name:>26}" for name in UNITS.values() if found.ratios))
    for stage, (name, aim) in STAGES.items():
        cells = (found.ratios.get((stage, unit)) for unit in UNITS)
        ratios = [f"{median(cell).clock:.0f}x (cpu {median(cell).cpu:.0f}x)" for cell in cells if cell]
        aimed = f"   aim {aim}x" if aim and ratios else ""
        print(f"{name:<26} {median(found.rates[stage]).clock:7.2f}" + "".join(f"{cell:>26}" for cell in ratios) + aimed)
    if found.ratios:
        rates = [f"{median(found.rates[unit]).clock * 1000:.1f} KB/s" for unit in UNITS]
        print(f"{'textacy itself':<34}" + "".join(f"{rate:>26}" for rate in rates))
        print(f"{'quotations it finds':<34}" + "".join(f"{found.counts[unit]:>26,}" for unit in UNITS))
        lost = found.counts["given_up"]
        print(f"\nwhole documents: textacy gives up on {lost} of {texts} for a mark without its other half")
    print(f"quotations briefgen finds: {found.counts['quotes']:,}")
    peer = f"; textacy with its model: {found.peaks['peer']:.0f} MB" if "peer" in found.peaks else ""
    print(f"largest memory: briefgen extract, all texts: {found.peaks['ours']:.0f} MB{peer}")


def main() -> None:
    parser = argparse.ArgumentParser(description="How fast quotes and their speakers are found, beside textacy.")
    parser.add_argument("--texts", type=Path, help="a folder of .txt files")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--round-mb", type=float, default=0.25, help="how much text a round takes (default: 0.25)")
    parser.add_argument("--env", type=Path, help="the peer's environment, kept and used again")
    parser.add_argument("--no-peer", action="store_true", help="measure briefgen alone")
    parser.add_argument("--no-lengths", action="store_true", help="leave out time against length")
    options = parser.parse_args()
    one_core()
    with tempfile.TemporaryDirectory() as name:
        made = Path(name)
        paths = texts_in(options.texts, made)
        dealt = slices(paths, min(options.rounds, len(paths)), options.round_mb)
        used = [path for part in dealt for path in part]
        print(f"{len(used)} texts, {size_of(used):.2f} MB, in {len(dealt)} rounds, on one core")
        python = None if options.no_peer else environment(options.env or made / "peer")
        if python:
            print("peer: " + ", ".join(f"{package} {version}" for package, version in PINS.items()))
        with Worker(Path(sys.executable), HERE / "ours.py", PYTHONPATH=str(ROOT)) as ours:
            if python:
                with Worker(python, HERE / "peer.py") as theirs:
                    found = measure(dealt, ours, theirs)
            else:
                found = measure(dealt, ours, None)
            show(found, len(used))
            if not options.no_lengths:
                show_lengths(ours, paths, made)


if __name__ == "__main__":
    main()
