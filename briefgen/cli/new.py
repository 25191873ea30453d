"""``briefgen new``: a profile for a new counterpart, begun from the articles at hand."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.build import Articles, AsOf, day_given
from briefgen.cli.console import Progress, err, out
from briefgen.cli.context import articles_or_seeds, current, is_sample
from briefgen.errors import BriefgenError, Location, OutputError, Problem, ProfileError, UsageError
from briefgen.resources import COMMANDS, PROFILE_NAME, SHIPPED, Workspace

if TYPE_CHECKING:
    from briefgen.model import Findings
    from briefgen.workshop.beginning import Plan
    from briefgen.workshop.suggestions import Suggestions


def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name of the profile and of its command.")],
    country: Annotated[
        list[str] | None,
        typer.Option(
            "--country",
            metavar="CODE",
            help="The counterpart, by code or name: MY. Given twice, the two sides.",
            show_default="those that NAME names",
        ),
    ] = None,
    our_side: Annotated[
        str | None,
        typer.Option("--our-side", metavar="CODE", help="Who we are: TR.", show_default="that of --like, or neutral"),
    ] = None,
    like: Annotated[
        str | None,
        typer.Option(
            "--like", metavar="PROFILE", help="Take over its topics, words, limits and schedule, not its people."
        ),
    ] = None,
    articles: Articles = None,
    as_of: AsOf = None,
    schedule: Annotated[
        bool, typer.Option("--schedule", help="With a weekly issue from the start; else that stands in comments.")
    ] = False,
    out_file: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE.yaml", help="Where to write.", show_default="profiles/NAME.yaml"),
    ] = None,
) -> None:
    """Begin a profile for a new counterpart.

    It explains itself in comments and makes a brief at once. The articles are read for what helps: how often each
    topic is found where the country is named, people with their office and the sentence that shows it, other names of
    the country. Nothing that is there already is written over.

    Examples: `briefgen new malaysia`, `briefgen new kl-talks --country MY --our-side TR --like pakistan`
    """
    from briefgen.lexicon import load_lexicon
    from briefgen.packs import load_packs
    from briefgen.profile import load_profile
    from briefgen.workshop.beginning import Plan, as_profile, begin
    from briefgen.workshop.editor import add_schema
    from briefgen.workshop.inherited import inherited
    from briefgen.workshop.parties import Desk, countries_in, named_sides, parties
    from briefgen.workshop.suggestions import suggestions

    workspace = current()
    target = _target(name, out_file, workspace)
    packs = load_packs(*workspace.folders("profiles/packs"))
    countries, ours = named_sides(country or countries_in(name, packs), our_side, packs, name)
    model = load_profile(like, workspace) if like else None
    day = day_given(as_of)
    found, place = _read(articles, day, workspace)
    desk = Desk(model=model, found=found, packs=packs, workspace=workspace, own=_own_root(workspace) is not None)
    plan = Plan(
        name=target.stem,
        parties=parties(countries, ours, desk),
        like=model.name if model else "",
        weekly=schedule,
        articles=place,
        day=day,
    )
    taken = inherited(model, plan.parties.sides) if model else None
    profile = as_profile(plan, packs, workspace)
    seen = suggestions(profile, plan.parties.asked, found, packs, load_lexicon()) if found else None
    begun = begin(plan, packs, workspace, taken, seen)
    is_new = not target.parent.exists() and out_file is None
    _write(target, begun.text)
    out(f"wrote {target}")
    if add_schema(target.parent):
        out(f"wrote {target.parent / 'schema.json'}")
    if is_new:
        out("this folder is a workspace from now on: articles go into seeds/, briefs come into out/")
    for told in _told(plan, seen, begun.left, taken.foreign if taken else ()):
        out(told)
    out(_next(target, workspace, articles))


# --- where -----------------------------------------------------------------------------------------------------------


def _own_root(workspace: Workspace) -> Path | None:
    """The folder of the user's own profiles; None where there is none but what briefgen ships."""
    return None if workspace.root == SHIPPED and Path.cwd().resolve() != SHIPPED else workspace.root


def _target(name: str, given: Path | None, workspace: Workspace) -> Path:
    """The file to write; nothing stands there.

    Raises:
        UsageError: the name cannot be one, or the file is no profile's.
        OutputError: something stands there already.
    """
    if given is not None and given.suffix != ".yaml":  # a profile of another ending is not found by its name
        better = given.with_suffix(".yaml") if given.suffix == ".yml" else f"{given / name}.yaml"
        raise UsageError(Problem(f"--out: '{given}' is no FILE.yaml", remedy=f"Write {better}"))
    for one in dict.fromkeys((name, given.stem if given else name)):
        if one in COMMANDS:
            raise UsageError(Problem(f"'{one}' is a command of briefgen", remedy="Give the profile another name"))
        if not PROFILE_NAME.fullmatch(one):
            remedy = "Use letters, digits, hyphens and single dots: malaysia, us-turkiye"
            raise UsageError(Problem(f"'{one}' cannot be the name of a profile", remedy=remedy))
    # What briefgen ships is not written to: without a workspace, the current folder becomes one.
    target = given or (_own_root(workspace) or Path()) / "profiles" / f"{name}.yaml"
    if target.is_relative_to(Path.cwd()):
        target = target.relative_to(Path.cwd())
    if os.path.lexists(target):
        remedy = "Take another name, delete it first, or write elsewhere with --out FILE.yaml"
        raise OutputError(Problem("stands there already and is kept", Location(str(target)), remedy))
    return target


def _write(target: Path, text: str) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except OSError as fault:
        remedy = "Name a place that you may write to with --out FILE.yaml"
        raise OutputError(Problem(f"cannot be written: {fault.strerror}", Location(str(target)), remedy)) from None


# --- what is read and said -------------------------------------------------------------------------------------------


def _read(given: list[Path] | None, as_of: date, workspace: Workspace) -> tuple[tuple[Findings, ...], str]:
    """What the articles hold, and how they are named; nothing where there are none and none were named.

    Raises:
        InputError: articles that are named and cannot be read.
    """
    from briefgen.pipeline import gather, visible

    try:
        paths = articles_or_seeds(given)
        with Progress().step("reading articles"):
            gathered = gather(paths, workspace.folders("profiles/packs"), "en")
    except BriefgenError as fault:
        if given:
            raise
        for problem in fault.problems:
            err(f"warning: {problem}")
        return (), ""
    place = "the sample articles" if not given and is_sample(paths) else ", ".join(path.name or "." for path in paths)
    return visible(gathered.found, as_of), place


def _told(plan: Plan, seen: Suggestions | None, left: Sequence[str], foreign: Sequence[str]) -> Iterator[str]:
    from briefgen.workshop.beginning import line, many

    who = plan.parties
    stance = f"for {who.ours}" if who.ours else "neutral until you say in it which side is ours"
    yield f"{' and '.join(side.name for side in who.sides)}, {stance}"
    if who.why:
        yield f"Why {who.other.name}: {who.why}. For another, change `sides:` in the file"
    if seen is None:
        yield "no articles to look at, so nothing is suggested: better put some into seeds/ first"
    elif not seen.naming[who.asked]:
        yield f"{who.asked} is in none of {many(seen.read, 'article')} of {line(plan.articles)}"
    else:
        known = sum(bool(one.known) for one in seen.people)
        fresh = sum(one.known != "packs/people.yaml" for one in seen.people)
        counts = (
            f"{who.asked} is in {seen.naming[who.asked]} of {many(seen.read, 'article')} of {line(plan.articles)}",
            f"{seen.about} much about it, {seen.both} about both sides",
            f"{many(len(seen.topics), 'topic')} found",
            f"{fresh} {'person' if fresh == 1 else 'people'} suggested",
            f"{known} known already",
        )
        yield ", ".join(counts)
    if left:
        err(f"not taken over, since their examples fail beside these sides: {', '.join(map(line, left))}")
    if foreign:
        err(f"not taken over, since they are words of no side here: {', '.join(map(line, foreign))}")


def _next(target: Path, workspace: Workspace, articles: list[Path] | None) -> str:
    """What to do next, as lines that can be run."""
    from briefgen.profile import find_profile

    try:
        is_command = find_profile(target.stem, workspace).resolve() == target.resolve()
    except ProfileError:
        is_command = target.parent == Path("profiles")  # of a workspace that was none before
    away = _own_root(workspace) and "BRIEFGEN_HOME" not in os.environ and not workspace.root.samefile(Path())
    where = ["--workspace", str(workspace.root)] if away else []
    named = [target.stem] if is_command else [str(target)]
    options = [word for path in articles or () for word in ("--articles", str(path))]
    check, make = ["check", *named], [*([] if is_command else ["build"]), *named, *options]
    return "\n".join(f"next: {shlex.join(['briefgen', *where, *words])}" for words in (check, make))
