"""``briefgen diff PROFILE OTHER.yaml``: what enters, leaves and moves in the brief when its profile changes."""

from __future__ import annotations

import io
import stat
import subprocess
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.build import Articles, AsOf, WindowLength, request_of
from briefgen.cli.console import out, out_json
from briefgen.cli.context import current
from briefgen.errors import InputError, Problem, ProfileError, UsageError
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
        packs = workspace.folders("profiles/packs")
        after = (now, packs) if then else (load_profile(other or "", workspace), packs)
        pair = (then or (now, packs), after)
        asked = {(one.language, packs) for one, packs in pair}
        gathered = {(language, packs): gather(request.articles, packs, language) for language, packs in asked}
        made = [make_brief(one, request, gathered=gathered[one.language, packs]) for one, packs in pair]
    found = differences(made[0], made[1])
    for one in found:
        if as_json:
            out_json(asdict(one))
        else:
            out(_told(one))
    if not as_json:
        out(_summary(found))


def _told(one: Difference) -> str:
    moves = ", ".join(
        f"it was {_value(one.was[name])}" if value == one.text else f"{name} {_value(one.was[name])} → {_value(value)}"
        for name, value in one.now.items()
    )
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
def _earlier(
    profile: Profile, rev: str | None, workspace: Workspace
) -> Iterator[tuple[Profile, tuple[Path, ...]] | None]:
    """The profile as a commit has it, and the folders of that commit's packs; None where no commit is named.

    Raises:
        ProfileError: it has faults, each named as ``REV:profiles/NAME.yaml``.
        UsageError: there is no such commit, or it has no such profile.
        InputError: the profile is under no version control.
    """
    if rev is None:
        yield None
        return
    from briefgen.profile import load_profile
    from briefgen.profile.extend import show

    folder = profile.path.resolve().parent
    with tempfile.TemporaryDirectory() as name:
        place, there = Path(name) / folder.name, Workspace(Path(name))
        _unpack(folder, rev, place)
        path = place / profile.path.name
        if not path.is_file():
            raise UsageError(Problem(f"--git: {rev} has no {profile.path.name}", remedy="Name a later commit"))
        if folder.name != "profiles":
            try:
                _unpack(workspace.root / "profiles", rev, there.root / "profiles")
            except (InputError, UsageError):  # under no version control, or another's: there are only today's packs
                there = workspace
        try:
            found = load_profile(path, there)
        except ProfileError as fault:
            raise ProfileError(
                *(_renamed(one, show(place), f"{rev}:{folder.name}") for one in fault.problems)
            ) from None
        yield found, there.folders("profiles/packs")


def _unpack(folder: Path, rev: str, place: Path) -> None:
    """The files of a folder at a commit, in a place.

    Raises:
        UsageError: there is no such commit.
        InputError: the folder is under no version control.
    """
    with zipfile.ZipFile(io.BytesIO(_archived(folder, rev))) as archive:
        place.mkdir(exist_ok=True)
        for member in archive.infolist():
            if not _is_link(member):  # it might lead out of the folder
                archive.extract(member, place)


def _renamed(problem: Problem, old: str, new: str) -> Problem:
    where = problem.where and replace(problem.where, path=problem.where.path.replace(old, new))
    return replace(problem, message=problem.message.replace(old, new), where=where)


def _is_link(member: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(member.external_attr >> 16)


def _archived(folder: Path, rev: str) -> bytes:
    """The files of a folder at a commit, as a zip."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}")
    if commit is None:
        inside = _git(folder, "rev-parse", "--is-inside-work-tree")
        if inside is None:
            raise InputError(Problem(f"{folder} is in no git repository", remedy="Name the other profile by its file"))
        raise UsageError(Problem(f"--git: there is no commit '{rev}'", remedy="`git log --oneline` lists them"))
    found = _git(folder, "archive", "--format=zip", commit.decode().strip())
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
