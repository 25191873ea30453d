"""``briefgen clear FILE --by NAME`` and ``briefgen issue FILE``: a person lets a brief go out."""

from __future__ import annotations

import os
import time
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from briefgen.cli.brief_file import read_brief_file
from briefgen.cli.console import err, out
from briefgen.cli.context import articles_or_seeds, current, is_sample
from briefgen.cli.records import index_renewed
from briefgen.cli.run_due import Now, issues_folder, moment_given
from briefgen.errors import InputError, Location, Problem, ProfileError

if TYPE_CHECKING:
    from briefgen.profile import Profile
    from briefgen.weekly.sending import Post
    from briefgen.weekly.state import Issue


def clear(
    file: Annotated[Path, typer.Argument(metavar="FILE.md", help="A brief as Markdown, edited or not.")],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who clears it, as it is printed.")],
    articles: Annotated[
        list[Path] | None,
        typer.Option(
            "--articles",
            metavar="PATH",
            help="The articles it was made from: a file or folder, repeatable.",
            show_default="those of the schedule, else seeds/",
        ),
    ] = None,
    despite_gates: Annotated[
        bool, typer.Option("--despite-gates", help="Clear it although it is held back; why is written down.")
    ] = False,
    now: Now = None,
) -> None:
    """Clear a brief: until then it is a DRAFT, and no weekly issue that must be cleared is sent.

    Every quote and source line is looked for in its source again, as `briefgen verify` does. Then the title block says
    who cleared it and when, the HTML and PDF beside it are made again, and the clearance is written down with the hash
    of the Markdown: whoever edits it afterwards has to have it cleared again.

    Ends with 4, and nothing is changed, when a line is not found, when it is held back, when it is made of sample
    articles, and when it came out already.
    """
    from briefgen.articles.readers import read_pages
    from briefgen.weekly.clearance import name_given
    from briefgen.weekly.clearing import Clearing, clear_built, clear_draft, issue_of

    name = name_given(by)
    _is_markdown(file)
    read_brief_file(file)
    issue = issue_of(file)
    profile = _profile_of(issue.profile, needed=False) if issue else None
    found = _articles(articles, profile)
    given = Clearing(
        by=name,
        at=_moment(now, profile),
        pages=read_pages(found)[1],
        sample=not articles and is_sample(found),
        templates=current().folders("templates"),
        despite_gates=despite_gates,
    )
    with index_renewed(_out_of(issue)) if issue else nullcontext(), _locked(issue):
        content = file.read_bytes()
        if issue is None:
            done = clear_built(file, content, given)
        else:
            done = clear_draft(issue_of(file) or issue, content, given)
    for warning in done.warnings:
        err(f"warning: {warning}")
    for why in done.overruled:
        err(f"warning: cleared although {why}")
    for kept in done.kept:
        err(f"kept your edits as {file.parent / kept.name}")
    for path in done.written:
        out(f"wrote {file.parent / path.name}")
    out(f"{file}: cleared by {name}; {done.looked_for} lines were found in their sources")
    if issue and (week := _week_due(profile, given.at)) > issue.key:
        err(f"warning: {week} is due, so run-due brings {issue.key} out no more; `briefgen issue {file}` does")


def issue(
    file: Annotated[Path, typer.Argument(metavar="FILE.md", help="A cleared brief as Markdown.")],
    out_folder: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="DIR",
            help="The folder of the issues, for a brief that is in none.",
            show_default="the workspace's out/",
        ),
    ] = None,
    now: Now = None,
) -> None:
    """Bring out a brief that was cleared; `briefgen run-due` sends it.

    A weekly draft comes out as it stands. One built by hand, with its JSON beside it, becomes the next version of the
    issue of its week: OUT/PROFILE/YEAR-WEEK/vN. From then on nothing of it changes; its files are read-only.

    Ends with 4 when nobody has cleared it, or somebody has edited it since. A second time nothing is done.
    """
    from briefgen.weekly.clearing import issue_of
    from briefgen.weekly.issuing import issue_built, issue_draft, read_built
    from briefgen.weekly.state import locked

    _is_markdown(file)
    read_brief_file(file)
    draft = issue_of(file)
    if draft is not None:
        profile = _profile_of(draft.profile, needed=not draft.status.issued)
        folder = _out_of(draft)
        with index_renewed(folder), locked(folder, draft.profile):
            deliver = profile.deliver if profile else None
            done = issue_draft(issue_of(file) or draft, deliver, _post(_moment(now, profile)))
    else:
        built = read_built(file)
        profile = _profile_of(built.profile, needed=False)
        folder = issues_folder(out_folder)
        deliver = profile.deliver if profile and profile.schedule else None
        with index_renewed(folder), locked(folder, built.profile):
            done = issue_built(built, folder, deliver, _post(_moment(now, profile)))
    name = f"{done.issue.profile}/{done.issue.name}"
    if done.already:
        out(f"{name} came out already, {done.issue.status.issued}; nothing is done")
        return
    out(f"{name} is out: {done.issue.folder}")
    copies = len(done.issue.status.copies)
    out(f"{copies} copies are sent by `briefgen run-due`" if copies else "it is sent to nobody")
    if draft is None and profile and profile.schedule:
        out(f"the week {done.issue.key} has its issue now; run-due makes none for it")


def _is_markdown(file: Path) -> None:
    if file.suffix != ".md":
        remedy = "Name the .md file of a brief"
        raise InputError(Problem("a brief is cleared and issued by its Markdown", Location(str(file)), remedy))


def _profile_of(name: str, *, needed: bool) -> Profile | None:
    """The profile of an issue; None where it is not to be found any more, and nothing of it is needed.

    Raises:
        ProfileError: it is needed and does not load.
    """
    from briefgen.profile import load_profile

    try:
        return load_profile(name, current())
    except ProfileError:
        if needed:
            raise
        return None


def _articles(given: list[Path] | None, profile: Profile | None) -> tuple[Path, ...]:
    if not given and profile and profile.schedule and profile.schedule.articles:
        return tuple(current().root / path for path in profile.schedule.articles)
    return articles_or_seeds(given)


def _moment(now: str | None, profile: Profile | None) -> datetime:
    """The moment, in the zone of the profile; without one, as the clock on the wall has it."""
    moment = moment_given(now)
    if profile and profile.schedule:
        return moment.astimezone(ZoneInfo(profile.schedule.zone))
    return moment if now else moment.astimezone()


def _post(moment: datetime) -> Post:
    from briefgen.weekly.sending import Post

    templates, root = current().folders("templates"), current().root
    return Post(now=moment, sleep=time.sleep, waits=(), environ=os.environ, templates=templates, root=root)


def _locked(issue: Issue | None) -> AbstractContextManager[None]:
    from briefgen.weekly.state import locked

    return locked(_out_of(issue), issue.profile) if issue else nullcontext()


def _out_of(issue: Issue) -> Path:
    return issue.folder.parents[2]


def _week_due(profile: Profile | None, now: datetime) -> str:
    """The week whose issue is due at a moment; empty where the profile has none."""
    from briefgen.weekly.calendar import current as current_slot

    slot = current_slot(profile.schedule, now) if profile and profile.schedule else None
    return slot.key if slot else ""
