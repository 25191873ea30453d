"""``briefgen profiles``: the profiles there are, and what one of them says with all that it is built on."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli.console import out, out_json
from briefgen.cli.context import current
from briefgen.cli.given import Command, Group
from briefgen.errors import ProfileError
from briefgen.resources import list_profiles, profile_files

group = typer.Typer(cls=Group, rich_markup_mode=None, invoke_without_command=True)


@group.callback()
def profiles(ctx: typer.Context) -> None:
    """List the profiles, or show one.

    One line each: name, title, sides and file. Each of them is a command: `briefgen us-turkiye` makes its brief.
    Profiles of the workspace come before those that briefgen ships, and one of the same name replaces the shipped
    one. A new counterpart is a new file in `profiles/`.
    """
    if ctx.invoked_subcommand is not None:
        return
    from briefgen.profile import load_profile
    from briefgen.profile.extend import show
    from briefgen.render.escape import printed

    workspace = current()
    titles = list_profiles(workspace)
    rows = []
    for path in profile_files(workspace):
        try:
            sides = ", ".join(side.name for side in load_profile(path, workspace).sides)
        except ProfileError as error:
            faults = len(error.problems)
            sides = f"{faults} {'fault' if faults == 1 else 'faults'}: briefgen check {path.stem}"
        rows.append((path.stem, printed(titles[path.stem]), printed(sides), show(path)))
    widths = [max(map(len, column)) for column in list(zip(*rows, strict=True))[:-1]] if rows else []
    for *cells, file in rows:
        typer.echo("  ".join([*(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)), file]))
    if not rows:
        typer.echo("No profile was found. `briefgen init` makes a workspace with one.", err=True)


@group.command(name="show", cls=Command)
def show_one(
    name: Annotated[str, typer.Argument(metavar="PROFILE", help="A profile, by name or path.")],
    effective: Annotated[bool, typer.Option("--effective", help="With all that it extends, and the defaults.")] = False,
    origin: Annotated[
        bool, typer.Option("--origin", help="Behind each value the file and line that set it; implies --effective.")
    ] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="As JSON: each key with its value, file and line; implies --effective.")
    ] = False,
) -> None:
    """Show a profile: as it is written, or every value that holds and where it is set.

    What --effective prints loads as a profile too, each topic with its weight. The topics of packs are then its own, so
    that its brief also tells on which of them there is nothing; their examples are left out.

    Examples: `briefgen profiles show pakistan`, `briefgen profiles show pakistan --effective --origin`
    """
    from briefgen.profile import find_profile, load_profile, merged_profile
    from briefgen.workshop.effective import as_data, settings, written

    workspace = current()
    if as_json:
        out_json(as_data(settings(merged_profile(name, workspace))), indent=1)
    elif effective or origin:
        out(written(merged_profile(name, workspace), origin=origin).rstrip("\n"))
    else:
        load_profile(name, workspace)
        out(find_profile(name, workspace).read_text(encoding="utf-8-sig").rstrip("\n"))
