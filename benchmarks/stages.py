"""Where the time of a brief goes: seconds of each stage over folders of more and more articles.

    python benchmarks/stages.py [--articles FOLDER] [--profile us-turkiye] [--sizes 50,100,200,300]

Without a folder the seeds are taken over and over, each copy under its own name and with its own number in the text.
Every stage of ``pipeline.make_brief`` is timed by the processor, in one process, and the Markdown after them. The last
line tells by which power of the number of articles the whole grows: 1 is a straight line.
"""

from __future__ import annotations

import argparse
import itertools
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from lengths import slope

from briefgen import pipeline
from briefgen.profile import load_profile
from briefgen.render import render
from briefgen.resources import workspace

ROOT = Path(__file__).resolve().parent.parent
STAGES = ("read_articles", "extract", "visible", "match", "select", "build_brief", "check_verbatim")
AS_OF = date(2026, 11, 20)


def texts(folder: Path | None, size: int) -> list[bytes]:
    """That many articles of a folder, or of the seeds over and over."""
    if folder:
        return [path.read_bytes() for path in sorted(folder.glob("*.txt"))[:size]]
    seeds = [path.read_bytes() for path in sorted((ROOT / "seeds").glob("*.txt"))]
    copies = zip(range(size), itertools.cycle(seeds), strict=False)
    return [text + f"\n\nThat was copy {number}.\n".encode() for number, text in copies]


def timed(spent: dict[str, float], name: str, work: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, its seconds added under a name."""

    def once(*given: Any, **named: Any) -> Any:
        started = time.process_time()
        try:
            return work(*given, **named)
        finally:
            spent[name] += time.process_time() - started

    return once


def stages(folder: Path, profile: str) -> dict[str, float]:
    """The seconds of every stage of a brief, and of its Markdown."""
    spent: dict[str, float] = defaultdict(float)
    plain = {name: getattr(pipeline, name) for name in STAGES}
    found = workspace(str(ROOT))
    try:
        for name, work in plain.items():
            setattr(pipeline, name, timed(spent, name, work))
        request = pipeline.Request(articles=(folder,), as_of=AS_OF)
        made = pipeline.make_brief(load_profile(profile, found), request)
    finally:
        for name, work in plain.items():
            setattr(pipeline, name, work)
    timed(spent, "Markdown", render)(made.brief, ("md",), found.folders("templates"))
    return spent


def main() -> None:
    parser = argparse.ArgumentParser(description="Where the time of a brief goes.")
    parser.add_argument("--articles", type=Path)
    parser.add_argument("--profile", default="us-turkiye")
    parser.add_argument("--sizes", default="50,100,200,300")
    asked = parser.parse_args()
    names = (*STAGES, "Markdown")
    print(f"{'articles':>9} " + " ".join(f"{name:>14}" for name in names) + f" {'whole, s':>9} {'ms each':>8}")
    points: list[tuple[float, float]] = []
    for size in map(int, asked.sizes.split(",")):
        with tempfile.TemporaryDirectory() as name:
            found = texts(asked.articles, size)
            for number, text in enumerate(found):
                (Path(name) / f"{number:05}.txt").write_bytes(text)
            if not points:
                stages(Path(name), asked.profile)  # word lists and packs are loaded once
            spent = stages(Path(name), asked.profile)
        whole = sum(spent.values())
        points.append((float(len(found)), whole))
        told = " ".join(f"{spent[name]:14.3f}" for name in names)
        print(f"{len(found):9} {told} {whole:9.2f} {whole / len(found) * 1000:8.1f}", flush=True)
    if len(points) > 1:
        print(f"time grows with the number of articles to the power of {slope(points):.2f} (1 = a straight line)")


if __name__ == "__main__":
    main()
