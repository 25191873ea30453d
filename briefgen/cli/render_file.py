"""``briefgen render FILE.md``: an edited Markdown brief as HTML and PDF."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.brief_file import read_brief_file
from briefgen.cli.console import err, out
from briefgen.cli.context import current
from briefgen.errors import InputError, Location, Problem

if TYPE_CHECKING:
    from briefgen.render import Format


def render(
    file: Annotated[Path, typer.Argument(metavar="FILE.md", help="A brief as Markdown, edited or not.")],
    html: Annotated[bool, typer.Option("--html", help="Write FILE.html; also when neither is asked for.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Write FILE.pdf.")] = False,
) -> None:
    """Make HTML and PDF of a Markdown brief that a person has edited.

    The files stand beside it. Links, images and HTML in the Markdown come to nothing, as in every brief.
    """
    from briefgen.render import page_views
    from briefgen.render.title_block import read_title_block
    from briefgen.render.write import write_files

    if file.suffix.lower() != ".md":
        remedy = "Name the .md file of a brief"
        raise InputError(Problem("only Markdown can be rendered again", Location(str(file)), remedy))
    markdown = read_brief_file(file)
    _is_no_issue(file)
    formats: list[Format] = ["pdf"] if pdf else []
    if html or not pdf:
        formats.insert(0, "html")
    views = page_views(markdown, read_title_block(markdown, file.stem), formats, current().folders("templates"))
    written = write_files({f"{file.stem}.{suffix}": content for suffix, content in views.files.items()}, file.parent)
    for warning in views.warnings:
        err(f"warning: {warning}")
    for kept in written.kept:
        err(f"kept your edits as {kept}")
    for path in written.files:
        out(f"wrote {path}")


def _is_no_issue(file: Path) -> None:
    """Nothing is written beside an issue that came out.

    Raises:
        InputError: the file is one of its views.
    """
    from briefgen.weekly.state import STATUS, is_issue, read_status

    folder = file.absolute().parent
    if is_issue(folder) and read_status(folder / STATUS).issued:
        remedy = "Copy it to another folder"
        raise InputError(Problem("this issue came out and stays as it is", Location(str(file)), remedy))
