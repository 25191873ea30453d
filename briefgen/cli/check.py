"""``briefgen check``: every fault of one, several or all profiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.context import current
from briefgen.errors import Exit, Problem, ProfileError
from briefgen.resources import Workspace, profile_files

if TYPE_CHECKING:
    from briefgen.profile import Profile


def check(
    profiles: Annotated[
        list[str] | None,
        typer.Argument(metavar="PROFILE|FILE.yaml", help="Profiles by name or file; all of them when none is named."),
    ] = None,
) -> None:
    """Look for mistakes in profiles.

    A profile is loaded exactly as `build` loads it, with the packs it extends, and the `examples:` of its own topics
    are tried. An example that fails is a mistake here; `build` warns of it, and with --strict writes nothing. Every
    mistake is told at once: file, line and column, the line itself, and what to do. Ends with 0 when there is none,
    with 2 otherwise.

    Examples: `briefgen check`, `briefgen check us-turkiye`, `briefgen check drafts/malaysia.yaml`
    """
    from briefgen.profile import load_profile
    from briefgen.profile.examples import failing_examples

    workspace = current()
    problems: dict[Problem, None] = {}  # a fault of a shared pack is told once
    for given in profiles or [str(path) for path in profile_files(workspace)]:
        try:
            profile = load_profile(given, workspace)
            failing = failing_examples(profile)
        except ProfileError as error:
            problems.update(dict.fromkeys(error.problems))
            continue
        problems.update(dict.fromkeys(failing))
        if not failing:
            typer.echo(_praise(profile, workspace))
    for problem in problems:
        typer.echo(str(problem))
    if problems:
        typer.echo(_count(len(problems), "fault"), err=True)
        raise typer.Exit(Exit.PROFILE)


def _praise(profile: Profile, workspace: Workspace) -> str:
    """The line for a sound profile; its people are those of its sides, from the packs and the profile."""
    from briefgen.packs import load_packs
    from briefgen.render.escape import printed

    countries = {side.country for side in profile.sides if side.country}
    known = {
        person.name for person in load_packs(*workspace.folders("profiles/packs")).people if person.country in countries
    }
    people = known | {person.name for person in profile.people}
    counts = (
        _count(len(profile.sides), "side"),
        _count(len(profile.topics), "topic"),
        _count(len(people), "person", "people"),
    )
    return f"{printed(profile.name)}: ok ({', '.join(counts)})"


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
