"""Issues of weeks gone by, made as they would have been made then, and sent to nobody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from briefgen.errors import Exit, GateError, Problem
from briefgen.profile import Profile
from briefgen.weekly.calendar import Slot, between, current
from briefgen.weekly.making import make_draft
from briefgen.weekly.outcome import Outcome
from briefgen.weekly.run import Run, order_of, place_draft
from briefgen.weekly.state import Status, locked, moment, read_issues


def backfill(profile: Profile, run: Run, first: date, last: date) -> Iterator[Outcome]:
    """What became of each week of those days that has no issue, oldest first.

    An issue speaks from its own day: it sees no article of a later one, and is compared with the last issue before it.
    The week of the issue that is due now is left to a run, which sends it. Where a person clears issues, these wait as
    drafts, too.

    Args:
        profile: whose issues.
        run: the run they are made in.
        first: the first day.
        last: the last day.

    Raises:
        GateError: the articles are those shipped with briefgen.
        LockedError: another run is at work on the profile.
        InputError: what stands on the disk of earlier issues cannot be read.
        OutputError: something cannot be written, or a view cannot be made.
    """
    schedule = profile.schedule
    assert schedule is not None  # noqa: S101  only profiles with a schedule have issues
    if run.sample and not schedule.articles:
        remedy = "Name your own with --articles, or under schedule: articles"
        raise GateError(Problem("the articles are the samples shipped with briefgen", remedy=remedy))
    now = current(schedule, run.now)
    with locked(run.out, profile.name):
        for slot in between(schedule, first, last):
            if now is None or slot.key >= now.key:
                return
            yield _filled(profile, run, slot)


def _filled(profile: Profile, run: Run, slot: Slot) -> Outcome:
    schedule = profile.schedule
    assert schedule is not None  # noqa: S101
    issues = read_issues(run.out, profile.name)
    if any(one.key == slot.key for one in issues):
        return Outcome(profile=profile.name, issue=slot.key, steps=("already there",))
    order = order_of(profile, schedule, slot, run, issues)
    draft = make_draft(order, run.workspace, run.shelf)
    at = moment(run.now.astimezone(ZoneInfo(schedule.zone)))
    left_out = not draft.held and not draft.news and schedule.nothing_new == "skip"
    status = Status(built=at, inputs=draft.inputs, held=draft.held, nothing_new=not draft.news)
    if not draft.held and not left_out and not schedule.clearance:
        status = replace(status, issued=at, by="backfill")
    place_draft(order, draft, run, status)
    end = "held" if draft.held else "left-out" if left_out else "issued" if status.issued else "waiting"
    return Outcome(
        profile=profile.name,
        issue=slot.key,
        version=order.version,
        steps=("built", end),
        held=draft.held,
        warnings=draft.warnings,
        code=Exit.GATE if draft.held else Exit.OK,
    )
