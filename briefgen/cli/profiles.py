"""``briefgen profiles``: the profiles there are."""

from __future__ import annotations

import typer

from briefgen.cli.context import current
from briefgen.errors import ProfileError
from briefgen.resources import list_profiles, profile_files


def profiles() -> None:
    """List the profiles.

    One line each: name, title, sides and file. Each of them is a command: `briefgen us-turkiye` makes its brief.
    Profiles of the workspace come before those that briefgen ships, and one of the same name replaces the shipped
    one. A new counterpart is a new file in `profiles/`.
    """
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
