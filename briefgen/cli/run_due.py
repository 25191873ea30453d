"""``briefgen run-due``: what is due now, made, checked and sent. The one entry point for every scheduler."""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from briefgen.cli.console import err, out, tell
from briefgen.cli.context import articles_or_seeds, current, is_sample
from briefgen.cli.records import append_line, is_index_left, renew_index
from briefgen.errors import BriefgenError, Exit, Problem, ProfileError, UsageError
from briefgen.weekly.outcome import Outcome, joined

if TYPE_CHECKING:
    from briefgen.profile import Profile
    from briefgen.weekly.glance import Glance
    from briefgen.weekly.run import Run

Names = Annotated[
    list[str] | None, typer.Argument(metavar="[PROFILE...]", help="Only these; else all that have a schedule.")
]
Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="The folder of the issues.", show_default="the workspace's out/"),
]
Now = Annotated[
    str | None,
    typer.Option("--now", metavar="MOMENT", help="Act as at another moment, for a rehearsal: 2025-03-24T06:30+03:00."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print a line of JSON for each profile.")]


def run_due(
    names: Names = None,
    out_folder: Out = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what is done and what goes wrong, once.")] = False,
    reissue: Annotated[
        bool, typer.Option("--reissue", help="Make the current issue once more, as a new version.")
    ] = False,
    once: Annotated[
        bool, typer.Option("--once", help="Try each mail once; what fails is left to the next run.")
    ] = False,
    eml: Annotated[
        Path | None, typer.Option("--eml", metavar="DIR", help="Write the mails to a folder, send and keep nothing.")
    ] = None,
    test_to: Annotated[
        str | None, typer.Option("--test-to", metavar="ADDRESS", help="Send to this address alone, keep nothing.")
    ] = None,
    now: Now = None,
) -> None:
    """Make, check and send every issue that is due; safe at any time, from any scheduler.

    An issue stands in OUT/PROFILE/YEAR-WEEK/v1 and is made once. What could not be sent is tried again by the next run,
    with the same bytes. After an outage the newest missed issue is made, and the others are named.

    Ends with 0 also when nothing is due; with 4 when an issue is held back, 5 when somebody did not get theirs, 75 when
    another run is at work; of several profiles with the highest, 75 only where nothing else is amiss.
    """
    if reissue and not names:
        raise UsageError(Problem("--reissue needs the name of a profile", remedy="briefgen run-due NAME --reissue"))
    if eml and test_to:
        raise UsageError("--eml and --test-to are two ways to try it out; choose one")
    moment, folder = moment_given(now), issues_folder(out_folder)
    if eml or test_to:
        from briefgen.cli.rehearsal import rehearse

        profiles, code = scheduled(names)
        raise typer.Exit(max(code, rehearse(profiles, run_of(folder, moment, once=once), eml, test_to)))
    codes: list[int] = []
    start = partial(run_of, folder, moment, reissue=reissue, once=once)
    acted = False
    for outcome in _outcomes(names, folder, moment, start):
        codes.append(outcome.code)
        _report(outcome, as_json=as_json, quiet=quiet)
        if outcome.code or set(outcome.steps) - {"waiting"}:
            acted = True
            append_line(folder, {"at": moment.isoformat(), **log_line(outcome)})
    if acted or is_index_left(folder):
        renew_index(folder)
    if code := worst(codes):
        raise typer.Exit(code)


def worst(codes: Iterable[int]) -> int:
    """The exit code of several profiles: the highest, a lock only where nothing else is amiss."""
    amiss = {code for code in codes if code}
    return max(amiss - {Exit.LOCKED} or amiss, default=int(Exit.OK))


def issues_folder(given: Path | None) -> Path:
    """The folder of the issues: the workspace's, wherever one stands, unless another is named."""
    if given is not None:
        return given
    folder = current().root / "out"
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder


def _outcomes(names: Sequence[str] | None, folder: Path, now: datetime, start: Callable[[], Run]) -> Iterator[Outcome]:
    """What becomes of each issue. All are made before the first is sent: no profile waits for another's mail server.

    A profile of which the last run saw that nothing is due yet is not loaded.
    """
    from briefgen.resources import profile_files
    from briefgen.weekly.glance import look

    if names and (faults := list(_faulty(names))):  # before anything is done for the first of them
        yield from faults
        return
    searched = [path for kind in ("profiles", "profiles/packs") for path in current().folders(kind)]
    seen = look(folder, searched)
    run: Run | None = None
    unsent: list[tuple[Profile, tuple[Outcome, ...]]] = []
    for given in names or profile_files(current()):
        profile, idle = _seen(given, now, seen)
        if profile is None or profile.schedule is None:
            if idle is not None:
                yield idle
            continue
        run = run or start()
        made = _tried(profile, run, "prepare")
        if any(one.waiting for one in made):
            unsent.append((profile, made))
        else:
            _remembered(profile, made, now, seen)
            yield from made
    for profile, made in unsent:
        assert run is not None  # noqa: S101
        done = joined(made, _tried(profile, run, "dispatch"))
        _remembered(profile, done, now, seen)
        yield from done
    seen.keep()


def _faulty(names: Sequence[str]) -> Iterator[Outcome]:
    """Those of the named profiles that do not load.

    Raises:
        UsageError: one has no schedule.
    """
    from briefgen.profile import load_profile

    for name in names:
        try:
            _must_have_schedule(load_profile(name, current()))
        except ProfileError as fault:
            yield Outcome(profile=name, problems=fault.problems, code=Exit(fault.exit_code))


def _seen(given: str | Path, now: datetime, seen: Glance) -> tuple[Profile | None, Outcome | None]:
    """A profile, where anything may be due for it; else what is to be said of it, if anything."""
    from briefgen.profile import load_profile

    until = seen.nothing_until(given, now) if isinstance(given, Path) else None
    if until is not None:
        return None, Outcome(profile=Path(given).stem, following=until) if until else None
    try:
        profile = load_profile(given, current())
    except BriefgenError as fault:
        known = isinstance(given, Path) and seen.was_told(given, str(fault))
        outcome = Outcome(profile=Path(given).stem, problems=fault.problems, code=Exit(fault.exit_code), known=known)
        return None, outcome
    seen.note(profile.files)
    if profile.schedule is None:
        seen.remember(profile.path, profile.files, now, "")
    return profile, None


def _remembered(profile: Profile, outcomes: Sequence[Outcome], now: datetime, seen: Glance) -> None:
    last = outcomes[-1]
    if all(one.settled for one in outcomes):
        seen.remember(profile.path, (*profile.files, *last.rests_on), now, last.following)
    else:
        seen.forget(profile.path)


def moment_given(text: str | None) -> datetime:
    """The moment of ``--now``; the clock's where none is given.

    Raises:
        UsageError: it is no moment, or its zone is missing.
    """
    if text is None:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise UsageError(Problem(f"--now: '{text}' is no moment with its zone", remedy="Write 2025-03-24T06:30+03:00"))
    return moment


def scheduled(names: Sequence[str] | None) -> tuple[list[Profile], int]:
    """The profiles that have a schedule, in order of name, and the exit code of those that do not load.

    Args:
        names: by name or file; none for all that there are.

    Raises:
        UsageError: a profile that is named has no schedule.
    """
    from briefgen.profile import load_profile
    from briefgen.resources import profile_files

    code = int(Exit.OK)
    found: list[Profile] = []
    given: Sequence[str | Path] = names or profile_files(current())
    for name in given:
        try:
            profile = load_profile(name, current())
        except BriefgenError as fault:
            tell(fault)
            code = max(code, fault.exit_code)
            continue
        if names:
            _must_have_schedule(profile)
        if profile.schedule:
            found.append(profile)
    return found, code


def _must_have_schedule(profile: Profile) -> None:
    if profile.schedule is None:
        remedy = "Add one: `schedule: {when: weekly on Monday at 06:30, zone: Europe/Istanbul}`"
        raise UsageError(Problem(f"the profile {profile.name} has no schedule", remedy=remedy))


def run_of(
    out_folder: Path,
    now: datetime,
    *,
    reissue: bool = False,
    once: bool = False,
    articles: list[Path] | None = None,
) -> Run:
    """What is the same for every profile of a run.

    Raises:
        InputError: there are no articles to read by default.
    """
    from briefgen.deliver.smtp import WAITS
    from briefgen.weekly.making import Shelf
    from briefgen.weekly.run import Run

    workspace = current()
    found = articles_or_seeds(articles)
    return Run(
        workspace=workspace,
        out=out_folder,
        now=now,
        articles=found,
        sample=not articles and is_sample(found),
        shelf=Shelf(workspace.folders("profiles/packs")),
        sleep=time.sleep,
        waits=() if once else WAITS,
        environ=os.environ,
        reissue=reissue,
    )


def _tried(profile: Profile, run: Run, part: Literal["prepare", "dispatch"]) -> tuple[Outcome, ...]:
    """What one half of a run did for a profile. Whatever goes wrong with one, the others have their turn."""
    from briefgen.weekly.run import dispatch, prepare

    try:
        return (prepare if part == "prepare" else dispatch)(profile, run)
    except BriefgenError as fault:
        return (Outcome(profile=profile.name, problems=fault.problems, code=Exit(fault.exit_code)),)
    except Exception:  # a bug keeps its traceback, and the other profiles their issues
        traceback.print_exc()
        return (Outcome(profile=profile.name, problems=(Problem("a bug, see above"),), code=Exit.IO),)


def _report(outcome: Outcome, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        out(json.dumps(log_line(outcome), ensure_ascii=False))
        return
    if quiet and outcome.known:
        return
    for problem in outcome.problems:
        err(f"briefgen: {_name(outcome)}: {problem}")
    for warning in outcome.warnings:
        err(f"warning: {_name(outcome)}: {warning}")
    if outcome.steps or not (quiet or outcome.code):
        out(said(outcome))
    sys.stdout.flush()


def _name(outcome: Outcome) -> str:
    return f"{outcome.profile}/{outcome.issue}" if outcome.issue else outcome.profile


def said(outcome: Outcome) -> str:
    """What a run did for a profile, on a line."""
    from briefgen.render.head import weeks

    told = ", ".join(outcome.steps) or "nothing is due"
    if outcome.missed:
        told += f"; no issue was made for {weeks(outcome.missed)}"
    if outcome.held:
        told += f"; not sent: {'; '.join(outcome.held)}"
    if outcome.sent:
        told += f"; {sum(one == 'accepted' for one in outcome.sent.values())} of {len(outcome.sent)} have it"
    if outcome.following:
        told += f"; next {outcome.following}"
    return f"{_name(outcome)}: {told}"


def log_line(outcome: Outcome) -> dict[str, Any]:
    """What a run did for a profile, as the log and ``--json`` have it."""
    return {
        "profile": outcome.profile,
        "issue": outcome.issue or None,
        "version": outcome.version or None,
        "steps": list(outcome.steps),
        "missed": list(outcome.missed),
        "held": list(outcome.held),
        "sent": dict(outcome.sent),
        "warnings": list(outcome.warnings),
        "problems": [str(problem) for problem in outcome.problems],
        "next": outcome.following or None,
        "exit": int(outcome.code),
    }
