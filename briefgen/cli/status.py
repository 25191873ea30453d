"""``briefgen status``: the last issue of each profile, how it stands, and when the next is due."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.console import err, out
from briefgen.cli.run_due import AsJson, Names, Now, Out, issues_folder, moment_given, scheduled
from briefgen.errors import Exit, Problem, UsageError

if TYPE_CHECKING:
    from briefgen.weekly.watch import Standing, Watched


def status(
    names: Names = None,
    out_folder: Out = None,
    as_json: AsJson = False,
    max_age: Annotated[
        str | None,
        typer.Option("--max-age", metavar="LENGTH", help="Fail where the newest issue is older than 8d or 2w."),
    ] = None,
    now: Now = None,
) -> None:
    """Say how the weekly issues stand: the last one, its age, who has it, and when the next is due.

    It reads and nothing else: at any time, also while a run is at work.

    Ends with 0; with --max-age with 4 when the newest issue of a profile is older, or there is none.
    """
    from briefgen.weekly.watch import too_old, watch

    most = _length(max_age)
    moment = moment_given(now)
    profiles, code = scheduled(names)
    late: list[Watched] = []
    for profile in profiles:
        watched = watch(profile, issues_folder(out_folder), moment)
        if as_json:
            out(json.dumps(_line(watched), ensure_ascii=False))
        else:
            _tell(watched)
        for problem in watched.problems:
            err(f"briefgen: {watched.profile}: {problem}")
        if watched.problems:
            code = max(code, Exit.IO)
        if most is not None and too_old(watched, most):
            late.append(watched)
    if not profiles and not code:
        err("no profile has a schedule")
    for one in late:
        _tell_late(one, str(max_age))
    if late:
        code = max(code, Exit.GATE)
    if code:
        raise typer.Exit(code)


def _length(text: str | None) -> timedelta | None:
    if text is None:
        return None
    from briefgen.profile.values import LENGTH, written_days

    try:
        return timedelta(days=written_days(text))
    except (ValueError, OverflowError) as fault:
        raise UsageError(Problem(f"--max-age: {fault}", remedy=LENGTH)) from None


def _tell(watched: Watched) -> None:
    from briefgen.weekly.watch import in_words, names

    last, draft = watched.last, watched.draft
    if last is None or watched.age is None:
        out(f"{watched.profile}: no issue came out yet; {_coming(watched)}")
    else:
        out(f"{watched.profile}: {last.issue.name}, {in_words(watched.age)}: {last.words}; {_coming(watched)}")
        if last.missing:
            out(f"  missing: {names(last.missing)}")
    if draft is not None:
        out(f"  {draft.issue.name}: {draft.words}")


def _coming(watched: Watched) -> str:
    due = f"{watched.due} is due and not made, " if watched.due else ""
    return f"{due}next {watched.following}"


def _tell_late(watched: Watched, most: str) -> None:
    from briefgen.weekly.watch import in_words

    if watched.last is None or watched.age is None:
        err(f"briefgen: {watched.profile}: no issue came out yet")
    else:
        aged = in_words(watched.age)
        err(f"briefgen: {watched.profile}: the newest issue, {watched.last.issue.name}, is {aged}, more than {most}")


def _line(watched: Watched) -> dict[str, Any]:
    known = watched.age is not None and watched.age != timedelta.max
    return {
        "profile": watched.profile,
        "last": _standing(watched.last) if watched.last else None,
        "age_days": round(watched.age.total_seconds() / 86400, 2) if known and watched.age is not None else None,
        "draft": _standing(watched.draft) if watched.draft else None,
        "due": watched.due or None,
        "next": watched.following,
        "problems": list(watched.problems),
    }


def _standing(one: Standing) -> dict[str, Any]:
    held = one.issue.status
    return {
        "issue": one.issue.key,
        "version": one.issue.version,
        "words": one.words,
        "issued": held.issued or None,
        "held": list(held.held),
        "cleared_by": held.cleared_by or None,
        "sent": one.sent,
        "of": one.of,
        "missing": [{"to": each.to, "outcome": each.outcome, "answer": each.answer} for each in one.missing],
    }
