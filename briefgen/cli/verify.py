"""``briefgen verify FILE``: every quote and source line of a brief looked for in its source."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.console import err, out
from briefgen.cli.context import current
from briefgen.errors import Exit, InputError, Location, Problem
from briefgen.wording import say

if TYPE_CHECKING:
    from briefgen.render.verify import Report


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A brief as Markdown or JSON, edited or not.")],
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", metavar="PATH", help="The articles it was made from: a file or folder, repeatable."),
    ] = None,
) -> None:
    """Find every quote and source line of a brief again in its source.

    The words of the JSON are looked for at their offsets, those of the Markdown in the text of the source they cite,
    so that a quote somebody has altered shows up with its line. Ends with 0 when all are found, with 4 otherwise.
    """
    report = _report(file, articles or [_sample()])
    for finding in report.changed:
        err(f"{file}:{finding.where}: {finding.message}")
    for finding in report.missing:
        out(f"{file}:{finding.where}: {finding.message}")
    key = "verify.summary" if report.missing else "verify.all-found" if report.looked_for else "verify.none"
    out(say(key, file=file, n=report.looked_for, missing=len(report.missing)))
    if report.missing:
        raise typer.Exit(Exit.GATE)


def _report(file: Path, articles: list[Path]) -> Report:
    from briefgen.articles.readers import read_pages
    from briefgen.render.verify import verify_data, verify_markdown

    text = _read(file)
    _, pages, _ = read_pages(articles)
    if file.suffix.lower() != ".json":
        return verify_markdown(text, pages)
    try:
        return verify_data(json.loads(text), pages)
    except (ValueError, RecursionError) as fault:
        raise InputError(Problem(f"this is no JSON: {fault}", Location(str(file)))) from None
    except InputError as fault:
        raise InputError(*(Problem(problem.message, Location(str(file))) for problem in fault.problems)) from None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as fault:
        raise InputError(Problem(fault.strerror or "it cannot be read", Location(str(file)))) from None
    except UnicodeDecodeError:
        remedy = "A brief is UTF-8 text: name the .md or .json file"
        raise InputError(Problem("this is no text", Location(str(file)), remedy)) from None


def _sample() -> Path:
    folders = current().folders("seeds")
    if not folders:
        raise InputError(Problem("no articles to look in", remedy="Name them with --articles"))
    return folders[0]
