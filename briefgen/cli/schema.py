"""``briefgen schema``: what an editor needs to complete, explain and underline the keys of a profile."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefgen.errors import Location, OutputError, Problem


def schema(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it there; an older schema there is replaced.")
    ] = None,
    pack: Annotated[
        bool, typer.Option("--pack", help="The schema of packs, which hold any part of a profile.")
    ] = False,
) -> None:
    """Print the JSON Schema of profiles.

    Editors that know YAML complete keys by it, explain them and underline mistakes. `init` and `new` put it beside the
    profiles they write, and each of these names it in its first line:
    `# yaml-language-server: $schema=schema.json`. After an update of briefgen, write it anew.

    Examples: `briefgen schema`, `briefgen schema --out profiles/schema.json`
    """
    from briefgen.durable import write_whole
    from briefgen.profile.jsonschema import pack_schema, profile_schema, written

    text = written(pack_schema() if pack else profile_schema())
    if out is None:
        typer.echo(text, nl=False)
        return
    if out.exists() and not _is_schema(out):
        remedy = "Name another file; nothing was written"
        raise OutputError(Problem("something that is no schema of briefgen stands there", Location(str(out)), remedy))
    try:
        write_whole(out, text.encode())
    except OSError as fault:
        raise OutputError(Problem(f"cannot be written: {fault.strerror}", Location(str(out)))) from None
    typer.echo(f"wrote {out}")


def _is_schema(path: Path) -> bool:
    from briefgen.profile.jsonschema import TITLES

    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "$schema" in found and found.get("title") in TITLES
