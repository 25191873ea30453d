"""``briefgen PROFILE`` and ``briefgen build``: a brief from articles, in the views that are asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast

import typer

from briefgen.cli.brief_file import read_json_file
from briefgen.cli.console import Progress, err, out, tell
from briefgen.cli.context import articles_or_seeds, current, is_sample
from briefgen.cli.given import Command
from briefgen.errors import (
    BriefgenError,
    Exit,
    GateError,
    Location,
    NoPangoError,
    Problem,
    ProfileError,
    UsageError,
)
from briefgen.wording import say

if TYPE_CHECKING:
    from briefgen.changes import Baseline
    from briefgen.pipeline import Made, Request
    from briefgen.profile import Profile
    from briefgen.render import Format

Articles = Annotated[
    list[Path] | None,
    typer.Option("--articles", metavar="PATH", help="File or folder of articles; repeatable.", show_default="seeds/"),
]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="The day the brief speaks from, YYYY-MM-DD.", show_default="today"),
]
WindowLength = Annotated[
    str | None,
    typer.Option("--window", metavar="LENGTH", help="How far back to look: 180d or 26w.", show_default="the profile's"),
]
SinceFile = Annotated[
    Path | None,
    typer.Option("--since", metavar="BRIEF.json", help="An earlier brief, as data: say what changed since."),
]
Out = Annotated[Path, typer.Option("--out", metavar="DIR", help="Where to write.")]
Pdf = Annotated[bool, typer.Option("--pdf", help="Also write a PDF.")]
Html = Annotated[bool, typer.Option("--html", help="Also write HTML.")]
Json = Annotated[bool, typer.Option("--json", help="Also write the brief as data.")]
Strict = Annotated[bool, typer.Option("--strict", help="Write nothing when there is a warning.")]
Quiet = Annotated[bool, typer.Option("--quiet", help="Say only what went wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", help="Say which files are used and what is done.")]


def build(
    profiles: Annotated[list[str], typer.Argument(metavar="NAME|FILE.yaml...", help="Profiles, by name or path.")],
    pdf: Pdf = False,
    html: Html = False,
    json: Json = False,
    articles: Articles = None,
    as_of: AsOf = None,
    window: WindowLength = None,
    since: SinceFile = None,
    out: Out = Path("out"),
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the brief of each profile, also of one that stands outside profiles/.

    Markdown is always written, to OUT/PROFILE/PROFILE-DATE.md; a file that a person has edited is kept beside it.
    With --since the brief opens with what changed since an earlier one of the same profile, written with --json.
    """
    asked: tuple[tuple[Format, bool], ...] = (("md", True), ("html", html), ("pdf", pdf), ("json", json))
    output = _Output(
        formats=tuple(name for name, wanted in asked if wanted),
        folder=out,
        strict=strict,
        progress=Progress(quiet=quiet, verbose=verbose),
    )
    request = request_of(articles, as_of, window)
    loaded = _loaded(profiles)
    if since is not None:
        request = replace(request, since=_earlier(since, loaded, request))
    codes = [_told(profile, request, output, named=len(loaded) > 1) for profile in loaded]
    if any(codes):
        raise typer.Exit(max(codes))


def for_profile(name: str, title: str, whole: Command) -> Command:
    """The command of one profile: ``build`` for that profile alone, with the same options."""
    return Command(
        name,
        callback=partial(cast(Callable[..., None], whole.callback), profiles=[name]),
        params=[param for param in whole.params if param.name != "profiles"],
        help=f"Write the brief {title}.",
        rich_markup_mode=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Output:
    """Which views go where, and how much is said."""

    formats: tuple[Format, ...]
    folder: Path
    strict: bool
    progress: Progress


def day_given(text: str | None, option: str = "--as-of") -> date:
    """The day of an option; today when none is given.

    Raises:
        UsageError: it is no day.
    """
    if text is None:
        return date.today()
    from briefgen.profile.values import written_day

    try:
        return written_day(text)
    except ValueError as fault:
        raise UsageError(Problem(f"{option}: {fault}", remedy="Write it as 2025-03-24")) from None


def request_of(articles: list[Path] | None, as_of: str | None, window: str | None = None) -> Request:
    """What the options ask for; the workspace's seeds/ where no articles are named.

    Raises:
        UsageError: a date or length that cannot be meant.
        InputError: there are no articles to read by default.
    """
    from briefgen.pipeline import Request

    found = articles_or_seeds(articles)
    sample = not articles and is_sample(found)
    return Request(articles=found, as_of=day_given(as_of), window=_length(window), sample=sample)


def _earlier(file: Path, profiles: Sequence[Profile], request: Request) -> Baseline:
    """The earlier brief of ``--since``.

    Raises:
        InputError: the file cannot be read, or is no JSON.
        UsageError: it is no brief, of another profile or later; or several briefs are to be made.
    """
    from briefgen.changes import read_baseline

    if len(profiles) > 1:
        raise UsageError(Problem("--since is a brief of one profile", remedy="Build the profiles one at a time"))
    data = read_json_file(file)
    try:
        return read_baseline(data, file.name, profiles[0].name, request.as_of.isoformat())
    except UsageError as fault:
        raise UsageError(*(Problem(one.message, Location(str(file)), one.remedy) for one in fault.problems)) from None


def _length(text: str | None) -> int | None:
    if text is None:
        return None
    from briefgen.profile.values import LENGTH, written_days

    try:
        return written_days(text)
    except ValueError as fault:
        raise UsageError(Problem(f"--window: {fault}", remedy=LENGTH)) from None


def _loaded(names: Sequence[str]) -> tuple[Profile, ...]:
    """Every profile that is named, each once.

    Raises:
        ProfileError: with the faults of all of them.
        UsageError: two files have one name, so that one brief would be written over the other.
    """
    from briefgen.profile import load_profile

    loaded: dict[Path, Profile] = {}
    faults: dict[Problem, None] = {}
    for name in names:
        try:
            profile = load_profile(name, current())
        except ProfileError as fault:
            faults.update(dict.fromkeys(fault.problems))
        else:
            loaded[profile.path.resolve()] = profile
    if faults:
        raise ProfileError(*faults)
    by_name: dict[str, Path] = {}
    for profile in loaded.values():
        other = by_name.setdefault(profile.name, profile.path)
        if other != profile.path:
            raise UsageError(Problem(f"{other} and {profile.path} have one name", remedy="Build them one at a time"))
    return tuple(loaded.values())


def _told(profile: Profile, request: Request, output: _Output, *, named: bool) -> int:
    """The exit code of one brief; what goes wrong with it is said, and the next one is made all the same."""
    try:
        return _brief(profile, request, output)
    except BriefgenError as fault:
        tell(fault, profile.name if named else "")
        return fault.exit_code


def _brief(profile: Profile, request: Request, output: _Output) -> int:
    from briefgen.pipeline import make_brief
    from briefgen.profile.examples import failing_examples

    workspace = current()
    if output.progress.verbose:
        for path in (*profile.files, *request.articles):
            err(f"using {path}")
    with output.progress.step("reading articles"):
        made = make_brief(profile, request, workspace.folders("profiles/packs"))
    warnings = [str(problem) for problem in (*failing_examples(profile), *made.problems)]
    if request.sample:
        warnings.insert(0, "these are the sample articles shipped with briefgen; name your own with --articles")
    return _write(made, warnings, output, profile.limits.pages)


def _write(made: Made, warnings: list[str], output: _Output, limit: int) -> int:
    """The views on disk; where PDF cannot be made, the others all the same."""
    from briefgen.render import render
    from briefgen.render.write import write

    templates = current().folders("templates")
    failed: BriefgenError | None = None
    with output.progress.step("laying out"):
        try:
            rendered = render(made.brief, output.formats, templates)
        except NoPangoError as fault:
            failed = fault
            rendered = render(made.brief, tuple(name for name in output.formats if name != "pdf"), templates)
    warnings = [*warnings, *rendered.warnings]
    if rendered.pages > limit:
        warnings.append(say("notice.pages", n=rendered.pages, limit=limit))
    if output.strict and warnings:
        raise GateError(*(Problem(warning) for warning in warnings))
    if not output.progress.quiet:
        for warning in warnings:
            err(f"warning: {warning}")
    files = {str(name): content for name, content in rendered.files.items()}
    written = write(files, output.folder, made.brief.profile, made.brief.as_of)
    if not output.progress.quiet:
        for path in written.kept:
            err(f"kept your edits as {path}")
        for path in written.files:
            out(f"wrote {path}")
        out(_summary(made))
    if failed:
        raise failed
    return Exit.OK if made.brief.sources else Exit.NOTHING


def _summary(made: Made) -> str:
    """The last line of a run: how many articles are used, and what of each printed list there is."""
    brief = made.brief
    counted = (
        (len(brief.agenda), ("agenda", "last-time"), "agenda item"),
        (len(brief.positions), ("positions", "asks"), "position"),
        (len(brief.quotes), ("quotes",), "quote"),
        (len(brief.gaps), ("gaps",), "gap"),
    )
    told = [
        f"{n} {what}{'s' * (n != 1)}"
        for n, (own, *others), what in counted
        if own in brief.sections or (n and not set(others).isdisjoint(brief.sections))
    ]
    used = f"{len(brief.sources)} of {brief.articles_read} articles used"
    return f"{brief.profile}: {', '.join((used, *told))}"
