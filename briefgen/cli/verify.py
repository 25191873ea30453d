"""``briefgen verify FILE``: every quote and source line of a brief looked for in its source."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.brief_file import as_json, read_brief_file
from briefgen.cli.console import err, out
from briefgen.cli.context import articles_or_seeds
from briefgen.errors import BriefgenError, Exit, Location, Problem
from briefgen.wording import say

if TYPE_CHECKING:
    from briefgen.render.verify import Report


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A brief as Markdown or JSON, edited or not.")],
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            "--articles",
            metavar="PATH",
            help="The articles it was made from: a file or folder, repeatable.",
            show_default="seeds/",
        ),
    ] = None,
) -> None:
    """Find every quote and source line of a brief again in its source.

    The words of the JSON are looked for at their offsets, those of the Markdown in the text of the source and in the
    paragraph they cite, so that a quote somebody has altered shows up with its line. The words are checked, not who
    said them or when: compare names and dates yourself. What is quoted from an earlier brief is looked for where its
    article is still there as it was; else a warning counts its lines.

    Ends with 0 when all lines are found, also in a source file that is no longer the same (a warning); with 4 when
    one is not found; with 1 when none of the sources is among the articles; with 2 for a file that is no brief.
    """
    report = _report(file, articles_or_seeds(articles))
    for finding in report.missing:
        out(f"{file}:{finding.where}: {finding.message}")
    for finding in report.changed:
        err(f"warning: {file}:{finding.where}: {finding.message}")
    key = "verify.summary" if report.missing else "verify.all-found" if report.looked_for else "verify.none"
    out(say(key, file=file, n=report.looked_for, missing=len(report.missing)))
    if report.missing:
        raise typer.Exit(Exit.GATE)
    if report.looked_for:
        out(say("verify.words-only"))


def _report(file: Path, articles: tuple[Path, ...]) -> Report:
    from briefgen.articles.readers import read_pages
    from briefgen.render.verify import verify_data, verify_markdown

    text = read_brief_file(file)
    is_data = file.suffix.lower() == ".json"
    data = as_json(text, file) if is_data else None
    _, pages, _ = read_pages(articles)
    try:
        if not is_data:
            return verify_markdown(text, pages)
        return verify_data(data, pages)
    except BriefgenError as fault:
        raise type(fault)(*(Problem(one.message, Location(str(file)), one.remedy) for one in fault.problems)) from None
