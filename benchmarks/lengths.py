"""Time against length: how long ``briefgen extract`` takes on one article of 10 kB to 10 MB."""

from __future__ import annotations

import itertools
import math
import statistics
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from worker import Worker

from briefgen.articles import read_articles

LENGTHS = (10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 5_000_000, 10_000_000)
FROM = 100_000  # below, the start of an article weighs more than its length
OPENING = "The two ministers met on Monday and spoke for more than an hour about the bridge and the road to it."
# Made up, with a mark every fifty characters: 100,000 in 5 MB.
TALK = (
    "“We will wait for the answer of the other side,” {name} told reporters on the way out.",
    (
        "{name} called the plan that both had seen “a first step” and said that “the second is harder”: the river is "
        "wide, the road to it is long and nobody has paid for either."
    ),
    (
        "“It is late, and it is getting dark over there,” said {name}, who had come by train the night before, “but "
        "the road is long and it will not get shorter.”"
    ),
)
NAMES = ("Ana Quispe", "Daniel Otieno", "Mr Otieno", "Quispe", "the minister", "the governor")


def ordinary(paths: Sequence[Path], page: Path) -> list[str]:
    """The prose of the texts, without the paragraphs at which a new article begins wherever they stand."""
    lines = [line for path in paths for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
    prose = [line for line in dict.fromkeys(lines) if len(line) > 80 and line.rstrip()[-1:] in tuple('.”"')]
    while True:
        page.write_text("\n\n".join([OPENING, *prose]), encoding="utf-8")
        articles = read_articles([page]).articles
        starts = {article.text[article.span.start :].split("\n", 1)[0] for article in articles[1:]}
        if not starts.intersection(prose):
            return prose
        prose = [line for line in prose if line not in starts]


def dense() -> list[str]:
    """Paragraphs full of quotations."""
    return [line[:1].upper() + line[1:] for name in NAMES for line in (talk.format(name=name) for talk in TALK)]


def filled(lines: Sequence[str], length: int, between: str) -> str:
    """The lines over and over, up to a length; numbered, since a line that comes again may be a headline."""
    return between.join([OPENING, *_up_to(lines, length - len(OPENING), between)])


def _up_to(lines: Sequence[str], length: int, between: str) -> Iterator[str]:
    for number, line in enumerate(itertools.cycle(lines)):
        numbered = f"{line} That was {number}."
        length -= len(numbered) + len(between)
        if length < 0:
            return
        yield numbered


def show_lengths(ours: Worker, paths: Sequence[Path], folder: Path) -> None:
    """Prints a table for each kind of text, and how far the times are from a straight line."""
    page = folder / "page.txt"
    prose, talk = ordinary(paths, page), dense()
    kinds: dict[str, Callable[[int], str]] = {
        "ordinary text": lambda length: filled(prose, length, "\n\n"),
        "ordinary text in one paragraph": lambda length: filled(prose, length, " "),
        "a mark every 50 characters": lambda length: filled(talk, length, "\n\n"),
        "a mark every 50 characters, in one paragraph": lambda length: filled(talk, length, " "),
        "opening marks that nothing closes": lambda length: filled(talk, length, "\n\n").replace("”", ""),
    }
    peak = 0.0
    for kind, text_of in kinds.items():
        print(f"\n{kind}\n{'characters':>12} {'marks':>8} {'quotes':>8} {'articles':>8} {'cpu s':>9} {'s/MB':>7}")
        points = []
        for length in LENGTHS:
            text = text_of(length)
            page.write_text(text, encoding="utf-8")
            size = page.stat().st_size / 1e6
            answers = [ours.ask(what="extract", paths=[str(page)]) for _ in range(5 if length < 1_000_000 else 1)]
            seconds = min(answer["cpu"] for answer in answers)
            marks = sum(text.count(mark) for mark in '“”"')
            print(
                f"{len(text):12,} {marks:8,} {answers[0]['quotes']:8,} {answers[0]['articles']:8} "
                f"{seconds:9.3f} {seconds / size:7.3f}",
                flush=True,
            )
            points.append((size, seconds))
            peak = max(peak, answers[-1]["peak"])
        measured = [point for point in points if point[0] * 1e6 >= FROM * 0.9]
        power = slope(measured)
        print(f"time grows with length to the power of {power:.2f} from {FROM // 1000} kB on (1 = a straight line)")
    print(f"\nlargest memory over all of these: {peak:.0f} MB")


def slope(points: Sequence[tuple[float, float]]) -> float:
    """The exponent by which the second number grows with the first: the slope of a line through their logarithms."""
    xs, ys = zip(*((math.log(x), math.log(y)) for x, y in points), strict=True)
    return statistics.linear_regression(xs, ys).slope
