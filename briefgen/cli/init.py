"""``briefgen init``: a workspace to begin in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.resources import SHIPPED

_TREE = SHIPPED / "templates" / "workspace"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where; the current folder when none is named.")
    ] = Path(),
) -> None:
    """Make a workspace to begin in.

    It gets a folder for profiles, with a first one that explains itself and the schema by which editors complete and
    check what you write, and a folder for articles. Nothing that is there already is changed. In the workspace,
    `briefgen PROFILE` reads the articles in `seeds/` and writes to `out/`; from elsewhere, name it with
    `--workspace FOLDER`.

    Examples: `briefgen init`, `briefgen init desk`
    """
    from briefgen.workshop.editor import SCHEMA, add_schema, write_new

    profiles = folder / "profiles"
    _say(profiles / SCHEMA, written=add_schema(profiles))
    for source in sorted(path for path in _TREE.rglob("*") if path.is_file()):
        target = folder / source.relative_to(_TREE)
        _say(target, written=write_new(target, source.read_bytes()))
    place = "" if folder.resolve() == Path.cwd().resolve() else f"cd {folder} and "
    typer.echo(f"Next: put articles into {folder / 'seeds'}, then {place}run `briefgen new COUNTRY`;")
    typer.echo("`briefgen first-brief` makes the brief of the example.")


def _say(target: Path, *, written: bool) -> None:
    typer.echo(f"{'wrote' if written else 'kept '} {target}")
