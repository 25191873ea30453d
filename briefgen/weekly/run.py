"""One run for one profile, from what is due to what is sent. Safe at any time: a step that was done is not done again.

A run makes at most one issue, the newest that is due; it stands on the disk before anything is sent, and each outcome
before the next. Whatever was cut off, by a signal, a full disk or a server that was away, the next run goes on with.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefgen.errors import Exit
from briefgen.profile import Profile
from briefgen.profile.model import Schedule
from briefgen.resources import Workspace
from briefgen.weekly.calendar import Due, Slot, current, due, following
from briefgen.weekly.clearing import voided
from briefgen.weekly.making import Draft, Order, Shelf, fingerprint, make_draft
from briefgen.weekly.outcome import Outcome
from briefgen.weekly.retention import drop_old_drafts
from briefgen.weekly.sending import (
    Post,
    bring_out,
    copies_of,
    deliver_open,
    no_answer,
    overtake,
    parcel_of,
    tell_owner,
    unsent,
)
from briefgen.weekly.state import (
    OPEN,
    STATUS,
    Issue,
    Status,
    locked,
    moment,
    newest_issued,
    place,
    read_issues,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What is the same for every profile of a run.

    Attributes:
        workspace: whose profiles, templates and articles are used.
        out: the folder of the issues.
        now: the one moment of the run.
        articles: the workspace's articles, for schedules that name none.
        sample: whether those are the articles shipped with briefgen.
        shelf: what articles hold.
        sleep: waits so many seconds.
        waits: seconds before each further try of a mail that did not get through.
        environ: the variables of the environment.
        reissue: whether the current issue is made once more, as a new version.
    """

    workspace: Workspace
    out: Path
    now: datetime
    articles: tuple[Path, ...]
    sample: bool
    shelf: Shelf
    sleep: Callable[[float], None]
    waits: Sequence[float]
    environ: Mapping[str, str]
    reissue: bool = False


def run_profile(profile: Profile, run: Run) -> Outcome:
    """What is due for a profile made, checked, brought out and sent, as far as that goes today.

    Raises:
        LockedError: another run is at work on the profile.
        InputError: what stands on the disk of earlier issues cannot be read.
        OutputError: something cannot be written, or a view cannot be made.
    """
    schedule = profile.schedule
    assert schedule is not None  # noqa: S101  only profiles with a schedule are run
    with locked(run.out, profile.name):
        step = _Step(profile, schedule, run)
        step.make()
        step.bring_out()
        step.send()
        drop_old_drafts(run.out, profile.name, schedule.keep, run.now.date())
        return step.closed()


def order_of(profile: Profile, schedule: Schedule, slot: Slot, run: Run, issues: tuple[Issue, ...]) -> Order:
    """What an issue of that week is to be made of.

    Args:
        profile: whose issue.
        schedule: of the profile.
        slot: the week.
        run: the run it is made in.
        issues: those that stand on the disk.
    """
    own = tuple(run.workspace.root / path for path in schedule.articles)
    return Order(
        profile=profile,
        schedule=schedule,
        slot=slot,
        version=1,
        missed=(),
        baseline=newest_issued(issues, slot.key),
        articles=own or run.articles,
        sample=not own and run.sample,
    )


def post_of(run: Run, now: datetime) -> Post:
    """How letters leave in a run, at its moment in the zone of the profile."""
    return Post(
        now=now,
        sleep=run.sleep,
        waits=run.waits,
        environ=run.environ,
        templates=run.workspace.folders("templates"),
        root=run.workspace.root,
    )


def place_draft(
    order: Order, draft: Draft, run: Run, status: Status, mails: Mapping[str, bytes] | None = None
) -> Issue:
    """An issue on the disk.

    Raises:
        OutputError: it cannot be written.
    """
    folder = run.out / order.profile.name / order.slot.key / f"v{order.version}"
    issue = Issue(profile=order.profile.name, key=order.slot.key, version=order.version, folder=folder, status=status)
    return place(run.out, issue, {**draft.files, **(mails or {})}, draft.manifest)


class _Step:
    """A run for one profile, between its steps."""

    def __init__(self, profile: Profile, schedule: Schedule, run: Run) -> None:
        self.profile, self.schedule, self.run = profile, schedule, run
        self.issues = read_issues(run.out, profile.name)
        self.now = run.now.astimezone(ZoneInfo(schedule.zone))
        self.post = post_of(run, self.now)
        self.fresh = False  # whether there is anything to tell that was not told before
        self.outcome = Outcome(profile=profile.name, following=moment(following(schedule, run.now).at))

    # --- made ---------------------------------------------------------------------------------------------------------

    def make(self) -> None:
        """The newest issue that is due on the disk; a held draft is made again when its inputs have changed."""
        order = self._order()
        if order is None:
            return
        draft = make_draft(order, self.run.workspace, self.run.shelf)
        left_out = not draft.held and not draft.news and self.schedule.nothing_new == "skip"
        status = Status(built=moment(self.now), inputs=draft.inputs, held=draft.held, nothing_new=not draft.news)
        mails: dict[str, bytes] = {}
        if not draft.held and not left_out and not self.schedule.clearance:
            parcel = parcel_of(draft.manifest, draft.files)
            copies, mails = copies_of(self.profile.deliver, parcel, self.post)
            status = replace(status, issued=moment(self.now), by="schedule", copies=copies)
        issue = place_draft(order, draft, self.run, status, mails)
        self.issues = tuple(
            sorted(
                (*(one for one in self.issues if one.folder != issue.folder), issue),
                key=lambda one: (one.key, one.version),
            )
        )
        done = ("built", "left-out") if left_out else ("built", "issued") if status.issued else ("built",)
        self._note(issue, *done, missed=order.missed, warnings=draft.warnings)

    def _order(self) -> Order | None:
        """The issue to make: the one that is due, the current one once more, or a draft whose inputs have changed."""
        found = due(self.schedule, {one.key for one in self.issues}, self.run.now)
        if found is not None:
            return self._ordered(found, 1)
        slot = current(self.schedule, self.run.now)
        versions = [one for one in self.issues if slot and one.key == slot.key]
        if slot is None or not versions:
            return None
        last = versions[-1]
        again = Due(slot, ())
        if self.run.reissue:
            return self._ordered(again, last.version + 1 if last.status.issued else last.version)
        if not last.status.held:
            return None
        order = self._ordered(again, last.version)
        return order if fingerprint(order) != last.status.inputs else None

    def _ordered(self, found: Due, version: int) -> Order:
        order = order_of(self.profile, self.schedule, found.slot, self.run, self.issues)
        return replace(order, version=version, missed=tuple(slot.key for slot in found.missed))

    # --- brought out --------------------------------------------------------------------------------------------------

    def bring_out(self) -> None:
        """The current issue brought out if it was cleared since; its owner told why, if it may not be."""
        slot = current(self.schedule, self.run.now)
        issue = next((one for one in reversed(self.issues) if slot and one.key == slot.key), None)
        if issue is None or issue.status.issued:
            return
        name = f"{issue.profile}/{issue.name}"
        if issue.status.held:
            lines = (f"The issue {name} was not sent. It is kept as a draft.", *issue.status.held)
            issue = self._told(issue, f"{self.profile.title}: issue {issue.name} is held back", lines)
            self._note(issue, "held", held=issue.status.held, code=Exit.GATE)
        elif issue.status.nothing_new and self.schedule.nothing_new == "skip" and not issue.status.cleared:
            self._note(issue)
        elif not issue.status.cleared:
            lines = (f"The issue {name} waits to be cleared.", f"briefgen clear {issue.view('md')} --by NAME")
            issue = self._told(issue, f"{self.profile.title}: issue {issue.name} waits to be cleared", lines)
            self._note(issue, "waiting")
        elif names := voided(issue):
            why = f"it was edited after {issue.status.cleared_by} cleared it: {', '.join(names)}"
            lines = (f"The issue {name} was not sent: {why}.", f"briefgen clear {issue.view('md')} --by NAME")
            issue = self._told(issue, f"{self.profile.title}: issue {issue.name} was edited since", lines)
            self._note(issue, "held", held=(why,), code=Exit.GATE)
        else:
            issue = bring_out(issue, self.profile.deliver, self.post, issue.status.cleared_by)
            self._note(issue, "issued")
        self._keep(issue)

    def _told(self, issue: Issue, subject: str, lines: tuple[str, ...]) -> Issue:
        after = tell_owner(issue, self.profile.deliver, subject, lines, self.post)
        self.fresh |= after.status.told != issue.status.told
        return after

    # --- sent ---------------------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Every open copy tried, of the oldest issue first; what a newer version replaces is sent no more."""
        for issue in self.issues:
            if not issue.status.issued or not any(copy.outcome in OPEN for copy in issue.status.copies):
                continue
            newer = [one for one in self.issues if one.key == issue.key and one.version > issue.version]
            if newer and newer[-1].status.issued:
                self._keep(overtake(issue, newer[-1], self.now))
                continue
            before = {copy.to for copy in issue.status.copies if copy.outcome in OPEN}
            after = deliver_open(issue, self.profile.deliver, self.post)
            missing = [copy for copy in unsent(after) if copy.to in before]
            if missing:
                lines = (f"Not everybody has got the issue {issue.name}.", *map(str, no_answer(missing)))
                after = self._told(after, f"{self.profile.title}: issue {issue.name} did not reach everybody", lines)
            self._keep(after)
            sent = {copy.to: copy.outcome for copy in after.status.copies if copy.to in before}
            self._note(
                after,
                "sent",
                sent=sent,
                problems=no_answer(missing),
                code=Exit.DELIVERY if missing else Exit.OK,
            )

    def closed(self) -> Outcome:
        """What was done, and whether anything is left to do before the next issue."""
        slot = current(self.schedule, self.run.now)
        last = next((one for one in reversed(self.issues) if slot and one.key == slot.key), None)
        left_out = last is not None and last.status.nothing_new and self.schedule.nothing_new == "skip"
        done = slot is None or (last is not None and not last.status.held and bool(last.status.issued or left_out))
        waiting = any(copy.outcome in OPEN for one in self.issues for copy in one.status.copies)
        done_none = {"held", "waiting", "sent"}.issuperset(self.outcome.steps)
        nobody = "accepted" not in self.outcome.sent.values()
        return replace(
            self.outcome,
            known=done_none and nobody and not self.fresh,
            settled=done and not waiting and not self.outcome.code,
            rests_on=tuple(one.folder / STATUS for one in self.issues if slot and one.key == slot.key),
        )

    def _keep(self, issue: Issue) -> None:
        self.issues = tuple(issue if one.folder == issue.folder else one for one in self.issues)

    def _note(self, issue: Issue, *steps: str, code: Exit = Exit.OK, **told: object) -> None:
        """What was done, for the run's report; where several things go wrong, the first of them gives the code."""
        self.outcome = replace(
            self.outcome,
            issue=issue.key,
            version=issue.version,
            steps=(*self.outcome.steps, *steps),
            code=self.outcome.code or code,
            **told,  # type: ignore[arg-type]
        )
