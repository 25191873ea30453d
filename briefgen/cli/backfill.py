"""``briefgen backfill PROFILE --from DAY --to DAY``: the issues of weeks gone by, sent to nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.build import day_given
from briefgen.cli.console import out
from briefgen.cli.records import renew_index
from briefgen.cli.run_due import AsJson, Now, Out, issues_folder, log_line, moment_given, run_of, said, scheduled
from briefgen.errors import Exit, Problem, UsageError


def backfill(
    name: Annotated[str, typer.Argument(metavar="PROFILE", help="The profile, by name or path.")],
    first: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, YYYY-MM-DD.")],
    last: Annotated[str, typer.Option("--to", metavar="DAY", help="The last day, YYYY-MM-DD.")],
    articles: Annotated[
        list[Path] | None,
        typer.Option("--articles", metavar="PATH", help="File or folder of articles; repeatable."),
    ] = None,
    out_folder: Out = None,
    as_json: AsJson = False,
    now: Now = None,
) -> None:
    """Make the issues of weeks gone by that were never made; nothing is sent.

    Each speaks from its own day: it sees no article of a later one and is compared with the issue before it. Weeks that
    have an issue keep it. The week that is due now is left to `briefgen run-due`.
    """
    from briefgen.weekly.backfill import backfill as filled

    moment = moment_given(now)
    begin, end = day_given(first, "--from"), day_given(last, "--to")
    if end < begin:
        raise UsageError(Problem(f"--to {last} is before --from {first}", remedy="Turn them round"))
    profiles, code = scheduled([name])
    folder = issues_folder(out_folder)
    run = run_of(folder, moment, articles=articles)
    made = 0
    try:
        for profile in profiles:
            for outcome in filled(profile, run, begin, end):
                made += 1
                code = max(code, outcome.code)
                out(json.dumps(log_line(outcome), ensure_ascii=False) if as_json else said(outcome))
            if not made and not as_json:
                out(f"{profile.name}: no week of those days is over")
    finally:
        if made:
            renew_index(folder)
    if code != Exit.OK:
        raise typer.Exit(code)
