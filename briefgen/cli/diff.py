"""``briefgen diff PROFILE OTHER.yaml``: what enters, leaves and moves in the brief when its profile changes."""

from __future__ import annotations

import io
import json
import subprocess
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.build import Articles, AsOf, WindowLength, request_of
from briefgen.cli.console import out
from briefgen.cli.context import current
from briefgen.errors import InputError, Problem, UsageError
from briefgen.resources import Workspace

if TYPE_CHECKING:
    from briefgen.profile import Profile
    from briefgen.workshop.difference import Difference

_SIGNS = {"enters": "+", "leaves": "-", "moves": "~"}
_PATIENCE = 60  # seconds for git


def diff(
    profile: Annotated[str, typer.Argument(metavar="PROFILE", help="The profile as it is now, by name or path.")],
    other: Annotated[
        str | None, typer.Argument(metavar="OTHER", help="The changed profile, by name or path.", show_default=False)
    ] = None,
    git: Annotated[
        str | None,
        typer.Option("--git", metavar="REV", help="Compare with the profile and packs as they were at a commit."),
    ] = None,
    articles: Articles = None,
    as_of: AsOf = None,
    window: WindowLength = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a line of JSON for each difference.")] = False,
) -> None:
    """Show what a change of a profile does to its brief: what enters (+), leaves (-) and moves (~).

    Both briefs are made from the same articles, as of the same day. With OTHER, the change is from PROFILE to OTHER;
    with --git, from the profile and its packs as that commit has them to what they are now. Nothing is written.

    Examples: `briefgen diff pakistan drafts/pakistan.yaml`, `briefgen diff pakistan --git HEAD~1`
    """
    if (other is None) == (git is None):
        remedy = "briefgen diff PROFILE OTHER.yaml, or briefgen diff PROFILE --git HEAD"
        raise UsageError(Problem("name what to compare with", remedy=remedy))
    from briefgen.pipeline import gather, make_brief
    from briefgen.profile import load_profile
    from briefgen.workshop.difference import differences

    workspace = current()
    request = request_of(articles, as_of, window)
    now = load_profile(profile, workspace)
    with _earlier(now, git, workspace) as then:
        pair = [(then, now)] if then else [(now, load_profile(other or "", workspace))]
        (before, after), packs = pair[0], workspace.folders("profiles/packs")
        gathered = {one.language: gather(request.articles, packs, one.language) for one in (before, after)}
        made = [make_brief(one, request, gathered=gathered[one.language]) for one in (before, after)]
    found = differences(made[0], made[1])
    for one in found:
        out(json.dumps(asdict(one), ensure_ascii=False) if as_json else _told(one))
    if not as_json:
        out(_summary(found))


def _told(one: Difference) -> str:
    moves = ", ".join(f"{name} {_value(one.was[name])} → {_value(value)}" for name, value in one.now.items())
    more = f" ({one.reason})" if one.reason else ""
    return f"{_SIGNS[one.kind]} {one.section.replace('_', ' ')}: {one.text}{more}{f': {moves}' if moves else ''}"


def _value(value: object) -> str:
    return ", ".join(map(str, value)) or "none" if isinstance(value, list) else str(value or "none")


def _summary(found: Sequence[Difference]) -> str:
    if not found:
        return "The two briefs are the same."
    counts = Counter[str](one.kind for one in found)
    return ", ".join(f"{counts[kind]} {['enter', 'leave', 'move'][at]}" for at, kind in enumerate(_SIGNS))


# --- as git has it --------------------------------------------------------------------------------------------------


@contextmanager
def _earlier(profile: Profile, rev: str | None, workspace: Workspace) -> Iterator[Profile | None]:
    """The profile as a commit has it, with the packs of that commit; None where no commit is named.

    Raises:
        UsageError: there is no such commit, or it has no such profile.
        InputError: the profile is under no version control.
    """
    if rev is None:
        yield None
        return
    from briefgen.profile import load_profile

    folder = profile.path.resolve().parent
    with tempfile.TemporaryDirectory() as name:
        place = Path(name) / "profiles"
        place.mkdir()
        with tarfile.open(fileobj=io.BytesIO(_archived(folder, rev))) as archive:
            archive.extractall(place, filter="data")
        path = place / profile.path.name
        if not path.is_file():
            raise UsageError(Problem(f"--git: {rev} has no {profile.path.name}", remedy="Name a later commit"))
        yield load_profile(path, Workspace(Path(name)) if folder.name == "profiles" else workspace)


def _archived(folder: Path, rev: str) -> bytes:
    """The files of a folder at a commit, as a tar."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if commit is None:
        inside = _git(folder, "rev-parse", "--is-inside-work-tree")
        if inside is None:
            raise InputError(Problem(f"{folder} is in no git repository", remedy="Name the other profile by its file"))
        raise UsageError(Problem(f"--git: there is no commit '{rev}'", remedy="`git log --oneline` lists them"))
    found = _git(folder, "archive", "--format=tar", commit.decode().strip())
    if found is None:
        raise InputError(Problem(f"git cannot give the profiles of {rev}"))
    return found


def _git(folder: Path, *words: str) -> bytes | None:
    """What git prints; None where it says no.

    Raises:
        InputError: there is no git.
    """
    try:
        done = subprocess.run(  # noqa: S603  fixed words; what the user names comes after --end-of-options
            ["git", "-C", str(folder), *words],  # noqa: S607
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise InputError(Problem("git is not installed, or does not answer", remedy="Name the other file")) from None
    return done.stdout if done.returncode == 0 else None
