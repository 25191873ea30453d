"""``briefgen init``: a workspace to begin in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.errors import Location, OutputError, Problem
from briefgen.resources import SHIPPED

_TREE = SHIPPED / "templates" / "workspace"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="Where; the current folder when none is named.")
    ] = Path(),
) -> None:
    """Make a workspace to begin in.

    It gets a folder for profiles, with a first one that explains itself, and a folder for articles. Nothing that is
    there already is changed. In the workspace, `briefgen PROFILE` reads the articles in `seeds/` and writes to `out/`;
    from elsewhere, name it with `--workspace FOLDER`.

    Examples: `briefgen init`, `briefgen init desk`
    """
    for source in sorted(path for path in _TREE.rglob("*") if path.is_file()):
        target = folder / source.relative_to(_TREE)
        typer.echo(f"{'wrote' if _written(source, target) else 'kept '} {target}")
    place = "" if folder.resolve() == Path.cwd().resolve() else f"cd {folder} and "
    typer.echo(f"Next: put articles into {folder / 'seeds'}, then {place}run `briefgen first-brief`.")


def _written(source: Path, target: Path) -> bool:
    """Whether the file was written; False where one stands there already."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as stream:
            stream.write(source.read_bytes())
    except FileExistsError:
        if target.parent.is_dir():
            return False
        raise OutputError(Problem("a file stands where a folder is needed", Location(str(target.parent)))) from None
    except OSError as fault:
        raise OutputError(Problem(f"cannot be written: {fault.strerror}", Location(str(target)))) from None
    return True
