"""Times of briefgen as ratios taken in one run, so that they mean the same on every machine.

    python benchmarks/run.py [--rounds 15]

Every pair is measured in turns, A B A B …, and the figure is the median of the ratios of the rounds: a busy machine
slows both alike.

- ``briefgen us-turkiye`` on the seeds, whole process, against a process that imports its libraries and ends;
- ``briefgen us-turkiye --pdf`` against WeasyPrint alone, in a process of its own, on the same HTML;
- ``briefgen extract`` in megabytes a second, on the seeds taken many times over;
- ``briefgen us-turkiye`` over 50 and over 200 files, in milliseconds a file beyond its start (``stages.py`` tells where
  they go);
- whole processes of ``--version`` and ``--help``, in milliseconds, and of ``--help`` and ``check`` in a workspace of
  200 profiles;
- ``briefgen explain us-turkiye`` on the seeds: all of it, a line that its list has no room for with the change of the
  profile that was tried, and words of a line; against ``briefgen us-turkiye``;
- ``briefgen check`` of a profile with 40,000 aliases against one with 10,000: 4 is a straight line.

Every process finds what Python compiled of the modules in the rounds before, as a user's second run does, also where
the environment forbids to keep it.
"""

from __future__ import annotations

import argparse
import atexit
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = "import typer, jinja2, yaml, markdown_it"
FONTS = str(ROOT / "templates" / "fonts.conf")  # only the packaged fonts, for both
AS_OF = ("--as-of", "2026-11-20")
WEASYPRINT = """
import sys, weasyprint
weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2], pdf_variant="pdf/ua-1")
"""
# Keeps the page that briefgen hands to WeasyPrint, with the addresses of its fonts as any program can read them.
KEEP_PAGE = """
import pathlib, sys, font_source_sans_pro, weasyprint
page, *arguments = sys.argv[1:]
fonts = (pathlib.Path(font_source_sans_pro.__file__).parent / "files").as_uri()
html = weasyprint.HTML
def kept(*, string, **more):
    pathlib.Path(page).write_text(string.replace("packaged:", fonts + "/"), encoding="utf-8")
    return html(string=string, **more)
weasyprint.HTML = kept
from briefgen.cli import main
sys.exit(main(arguments))
"""


@cache
def environment() -> Mapping[str, str]:
    """The environment of every process, with a folder of this run's own for compiled modules."""
    compiled = tempfile.mkdtemp(prefix="compiled-")
    atexit.register(shutil.rmtree, compiled)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    ours = {
        "PYTHONPATH": str(ROOT),
        "PYTHONPYCACHEPREFIX": compiled,
        "SOURCE_DATE_EPOCH": "0",
        "FONTCONFIG_FILE": FONTS,
    }
    return {**kept, **ours}


def process(*command: object) -> Callable[[], float]:
    """A function that runs a command in a process of its own and gives its seconds."""

    def once() -> float:
        started = time.perf_counter()
        subprocess.run([sys.executable, *map(str, command)], env=environment(), capture_output=True, check=True)
        return time.perf_counter() - started

    return once


def paired(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float, float]:
    """The medians of both and of their ratio; the first round of each warms the caches and is left out."""
    ours(), theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    a, b, ratio = zip(*((a, b, a / b) for a, b in pairs), strict=True)
    return statistics.median(a), statistics.median(b), statistics.median(ratio)


def show(name: str, figures: Sequence[float], aim: str = "") -> None:
    ours, theirs, ratio = figures
    print(f"{name:<58} {ours * 1000:7.0f} ms {theirs * 1000:7.0f} ms  ratio {ratio:5.2f}  {aim}")


def many(folder: Path, copies: int) -> int:
    """The seeds many times over, as files of their own; how many bytes they are."""
    for path in sorted((ROOT / "seeds").glob("*.txt")):
        for copy in range(copies):
            (folder / f"{path.stem}-{copy}.txt").write_bytes(path.read_bytes())
    return sum(path.stat().st_size for path in folder.iterdir())


def profiles(workspace: Path, copies: int) -> None:
    """A workspace with a profile many times over, each with its own title."""
    (workspace / "profiles").mkdir()
    for number in range(copies):
        text = f"title: Desk {number}\nsides: [{{country: US}}, {{country: TR}}]\n"
        (workspace / "profiles" / f"desk-{number}.yaml").write_text(text, encoding="utf-8")


def aliases(file: Path, count: int) -> Path:
    """A profile one side of which has so many aliases, a third of them in other scripts."""
    scripts = ("harbour number", "ميناء رقم", "第几港口")
    words = ", ".join(f"{scripts[number % 3]} {number}" for number in range(count))
    file.write_text(f"title: T\nsides:\n  - {{country: US, aliases: [{words}]}}\n  - {{country: TR}}\n", "utf-8")
    return file


def cut_line() -> str:
    """The id of the first line of the us-turkiye brief that its list has no room for."""
    told = subprocess.run(
        [sys.executable, "-m", "briefgen", "explain", "us-turkiye", *AS_OF, "--json"],
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    answers = [json.loads(line) for line in told.stdout.splitlines()]
    return next(str(one["id"]) for one in answers if one.get("reason", "").startswith("over the limit"))


def explained(rounds: int, brief: Callable[[], float]) -> None:
    """``explain`` on the seeds beside the brief itself."""
    explain = ("-m", "briefgen", "explain", "us-turkiye", *AS_OF)
    asked = {"": (), " LINE, with advice": (cut_line(),), " WORDS": ("defense industry",)}
    for name, words in asked.items():
        show(f"briefgen explain us-turkiye{name} : us-turkiye", paired(rounds, process(*explain, *words), brief))


def many_aliases(rounds: int, folder: Path) -> None:
    """``check`` of a profile with four times as many aliases."""
    many, few = (process("-m", "briefgen", "check", aliases(folder / f"with-{n}.yaml", n)) for n in (40_000, 10_000))
    show("briefgen check, 40,000 aliases : 10,000", paired(rounds, many, few), "aim <= 4")


def each(brief: Sequence[object], folder: Path, one: Path) -> float:
    """The seconds that a brief takes for each file of a folder, beyond those of a folder with a few."""
    whole, start = (
        statistics.median(process(*brief, "--articles", path)() for _ in range(3)) for path in (folder, one)
    )
    return (whole - start) / (len(list(folder.iterdir())) - len(list(one.iterdir())))


def main() -> None:
    parser = argparse.ArgumentParser(description="Times of briefgen as ratios.")
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        brief = ("-m", "briefgen", "us-turkiye", *AS_OF, "--out", folder / "out")
        show(
            "briefgen us-turkiye : importing its libraries",
            paired(rounds, process(*brief), process("-c", LIBRARIES)),
            "aim <= 4",
        )
        process("-c", KEEP_PAGE, folder / "page.html", *brief[2:], "--pdf")()
        alone = process("-c", WEASYPRINT, folder / "page.html", folder / "alone.pdf")
        show(
            "briefgen us-turkiye --pdf : WeasyPrint alone, same HTML",
            paired(max(rounds // 3, 3), process(*brief, "--pdf"), alone),
            "aim <= 1.5",
        )
        for flag in ("--version", "--help"):
            show(
                f"briefgen {flag} : importing typer",
                paired(rounds, process("-m", "briefgen", flag), process("-c", "import typer")),
                "aim <= 150 ms" if flag == "--help" else "",
            )
        explained(max(rounds // 3, 3), process(*brief))
        many_aliases(max(rounds // 3, 3), folder)
        profiles(folder, 200)
        for command in ("--help", "check"):
            show(
                f"briefgen {command}, 200 profiles : importing typer",
                paired(
                    max(rounds // 3, 3),
                    process("-m", "briefgen", command, "--workspace", folder),
                    process("-c", "import typer"),
                ),
            )
        articles = folder / "articles"
        articles.mkdir()
        size = float(many(articles, 40))
        empty = folder / "one"
        empty.mkdir()
        many(empty, 1)
        seconds = [process("-m", "briefgen", "extract", articles)() for _ in range(3)]
        start = [process("-m", "briefgen", "extract", empty)() for _ in range(3)]
        spent = statistics.median(seconds) - statistics.median(start)
        print(
            f"briefgen extract: {size / 1e6 / spent:.2f} MB/s beyond its start ({size / 1e6:.2f} MB in {spent:.2f} s)"
        )
        few = folder / "few"
        few.mkdir()
        many(few, 10)
        seconds = [each(brief, path, empty) for path in (few, articles)]
        show("briefgen us-turkiye a file, of 200 : of 50", (seconds[1], seconds[0], seconds[1] / seconds[0]), "aim 1")


if __name__ == "__main__":
    main()
