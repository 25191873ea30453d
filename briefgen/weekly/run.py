"""One run for one profile, from what is due to what is sent. Safe at any time: a step that was done is not done again.

A run makes at most one issue, the newest that is due; it stands on the disk before anything is sent, and each outcome
before the next. Whatever was cut off, by a signal, a full disk or a server that was away, the next run goes on with.
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from briefgen.errors import Exit, InputError, Location, Problem, UsageError
from briefgen.profile import Profile
from briefgen.profile.model import Schedule
from briefgen.resources import Workspace
from briefgen.weekly.calendar import Slot, current, due, following
from briefgen.weekly.clearance import voided
from briefgen.weekly.glance import stamps
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
    Copy,
    Issue,
    Status,
    locked,
    moment,
    newest_issued,
    place,
    read_manifest,
    read_needed,
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
        away: the mail servers that did not answer in this run; they are not tried again by it.
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
    away: set[tuple[str, int]] = field(default_factory=set)


def prepare(profile: Profile, run: Run) -> tuple[Outcome, ...]:
    """What is due for a profile made, checked and brought out, as far as that goes today; nothing is sent.

    Raises:
        LockedError: another run is at work on the profile.
        UsageError: an issue is to be made again, and there is none.
        InputError: what stands on the disk of earlier issues cannot be read.
        OutputError: something cannot be written, or a view cannot be made.
    """
    with locked(run.out, profile.name):
        step = _Step(profile, run)
        if not step.is_ahead():
            step.make()
            step.bring_out()
        step.tidy()
        return step.closed()


def dispatch(profile: Profile, run: Run) -> tuple[Outcome, ...]:
    """The open copies of a profile's issues tried.

    Raises:
        LockedError: another run is at work on the profile; it sends them.
        InputError: what stands on the disk cannot be read.
        OutputError: what has become of a copy cannot be written.
    """
    with locked(run.out, profile.name):
        step = _Step(profile, run)
        step.send()
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
        away=run.away,
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

    def __init__(self, profile: Profile, run: Run) -> None:
        assert profile.schedule is not None  # noqa: S101  only profiles with a schedule are run
        self.profile, self.schedule, self.run = profile, profile.schedule, run
        slot = current(self.schedule, run.now)
        self.issues, self.damaged = read_needed(run.out, profile.name, slot.key if slot else "")
        self.now = run.now.astimezone(ZoneInfo(self.schedule.zone))
        self.post = post_of(run, self.now)
        self.fresh: set[str] = set()  # the issues of which anything is to be told that was not told before
        self.notes: dict[str, Outcome] = {}

    @property
    def newest(self) -> Issue | None:
        """The newest issue on the disk."""
        return self.issues[-1] if self.issues else None

    @property
    def slot(self) -> Slot | None:
        """The slot that is current, unless an issue of a later week stands on the disk already."""
        slot = current(self.schedule, self.run.now)
        return None if slot is None or (self.newest and self.newest.key > slot.key) else slot

    @property
    def current(self) -> Issue | None:
        """The newest version of the issue that is current."""
        slot = self.slot
        return self.newest if slot and self.newest and self.newest.key == slot.key else None

    # --- made ---------------------------------------------------------------------------------------------------------

    def is_ahead(self) -> bool:
        """Whether an issue of a week that is still to come stands on the disk: then nothing can be told to be due."""
        year, week, _ = self.now.isocalendar()
        if self.newest is None or self.newest.key <= f"{year:04}-W{week:02}":
            return False
        problem = Problem(
            f"the issue {self.newest.key} is of a week still to come, so none is made",
            Location(str(self.newest.folder.parent)),
            "If it was a rehearsal, move that folder away; if the clock was wrong, set it right",
        )
        self._note(self.newest, problems=(problem,), code=Exit.IO)
        return True

    def make(self) -> None:
        """The newest issue that is due on the disk; a held draft is made again when its inputs have changed."""
        order = self._order()
        if order is None and self.run.reissue:
            remedy = f"briefgen run-due {self.profile.name} makes the one that is due"
            raise UsageError(Problem("there is no current issue to make again", remedy=remedy))
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
        others = (one for one in self.issues if one.folder != issue.folder)
        self.issues = tuple(sorted((*others, issue), key=lambda one: (one.key, one.version)))
        done = ("built", "left-out") if left_out else ("built", "issued") if status.issued else ("built",)
        self._note(issue, *done, missed=order.missed, warnings=draft.warnings)

    def _order(self) -> Order | None:
        """The issue to make: the one that is due, the current one once more, or a draft that need not stay as it is."""
        found = due(self.schedule, {one.key for one in self.issues}, self.run.now)
        if found is not None:
            return self._ordered(found.slot, 1, tuple(slot.key for slot in found.missed))
        slot, last = self.slot, self.current
        if slot is None or last is None:
            return None
        if self.run.reissue:
            version = last.version + 1 if last.status.issued else last.version
            return self._ordered(slot, version, missed_before(last))
        order = self._ordered(slot, last.version, missed_before(last))
        if last.status.held:
            return order if fingerprint(order) != last.status.inputs else None
        waits = not (last.status.issued or last.status.cleared or self._is_left_out(last))
        return order if waits and not self.schedule.clearance else None

    def _ordered(self, slot: Slot, version: int, missed: tuple[str, ...]) -> Order:
        order = order_of(self.profile, self.schedule, slot, self.run, self.issues)
        return replace(order, version=version, missed=missed)

    def _is_left_out(self, issue: Issue) -> bool:
        return issue.status.nothing_new and self.schedule.nothing_new == "skip" and not issue.status.cleared

    # --- brought out --------------------------------------------------------------------------------------------------

    def bring_out(self) -> None:
        """The current issue brought out if it was cleared since; its owner told why, if it may not be."""
        issue = self.current
        if issue is None or issue.status.issued:
            return
        name, title = f"{issue.profile}/{issue.name}", f"{self.profile.title}: issue {issue.name}"
        root, file = shlex.quote(str(self.run.workspace.root)), shlex.quote(str(issue.view("md")))
        clear = f"briefgen --workspace {root} clear {file} --by NAME"
        if issue.status.held:
            lines = (f"The issue {name} was not sent. It is kept as a draft.", *issue.status.held)
            issue = self._told(issue, f"{title} is held back", lines)
            self._note(issue, "held", held=issue.status.held, code=Exit.GATE)
        elif self._is_left_out(issue):
            self._note(issue)
        elif not issue.status.cleared:
            issue = self._told(issue, f"{title} waits to be cleared", (f"The issue {name} waits to be cleared.", clear))
            self._note(issue, "waiting")
        elif names := voided(issue):
            why = f"it was edited after {issue.status.cleared_by} cleared it: {', '.join(names)}"
            lines = (f"The issue {name} was not sent: {why}.", clear)
            issue = self._told(issue, f"{title} was edited since", lines)
            self._note(issue, "held", held=(why,), code=Exit.GATE)
        else:
            issue = bring_out(issue, self.profile.deliver, self.post, issue.status.cleared_by)
            self._note(issue, "issued")
        self._keep(issue)

    def _told(self, issue: Issue, subject: str, lines: tuple[str, ...], *, post: Post | None = None) -> Issue:
        after = tell_owner(issue, self.profile.deliver, subject, lines, post or self.post)
        if after.status.told != issue.status.told:
            self.fresh.add(issue.name)
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
                after = self._missing(after, missing)
            self._keep(after)
            sent = {copy.to: copy.outcome for copy in after.status.copies if copy.to in before}
            code = Exit.DELIVERY if missing else Exit.OK
            self._note(after, "sent", sent=sent, problems=no_answer(missing), code=code)

    def _missing(self, issue: Issue, missing: Sequence[Copy]) -> Issue:
        """The owner told who has not got an issue; by mail only where the server has said a word to anybody."""
        lines = (f"Not everybody has got the issue {issue.name}.", *map(str, no_answer(missing)))
        about = tuple(f"{copy.to}: {copy.outcome}" for copy in missing)
        mail = self.profile.deliver.mail if self.profile.deliver else None
        reached = mail is not None and (mail.server, mail.port) not in self.run.away
        after = tell_owner(
            issue,
            self.profile.deliver if reached else None,
            f"{self.profile.title}: issue {issue.name} did not reach everybody",
            lines,
            self.post,
            about=about,
        )
        if after.status.told != issue.status.told:
            self.fresh.add(issue.name)
        return after

    # --- afterwards ---------------------------------------------------------------------------------------------------

    def tidy(self) -> None:
        """Old drafts that never came out taken away; what cannot be read of old weeks is told."""
        slot = current(self.schedule, self.run.now)
        week = slot.key if slot else ""
        drop_old_drafts(self.run.out, self.profile.name, self.schedule.keep, self.now.date(), week)
        for one in self.damaged:
            self.notes[f"{one.key} v{one.version}"] = Outcome(
                profile=self.profile.name,
                issue=one.key,
                version=one.version,
                problems=one.fault.problems,
                code=Exit.IO,
            )

    def closed(self) -> tuple[Outcome, ...]:
        """What was done for each issue, and whether anything is left to do before the next one."""
        last = self.current
        done = last is not None and not last.status.held and bool(last.status.issued or self._is_left_out(last))
        idle = self.newest is None and current(self.schedule, self.run.now) is None
        waiting = any(copy.outcome in OPEN for one in self.issues for copy in one.status.copies)
        found = tuple(self.notes.values()) or (Outcome(profile=self.profile.name),)
        settled = (done or idle) and not waiting and not any(one.code for one in found)
        statuses = (one.folder / STATUS for one in self.issues if last and one.key == last.key)
        rests_on = stamps((self.run.out / self.profile.name, *statuses))  # while nobody else may write there
        return tuple(
            replace(
                one,
                following=moment(following(self.schedule, self.run.now).at),
                known=bool(one.steps or one.code) and self._is_known(one),
                settled=settled,
                waiting=waiting,
                rests_on=rests_on,
            )
            for one in found
        )

    def _is_known(self, one: Outcome) -> bool:
        """Whether all that is told of an issue was told before."""
        again = {"held", "waiting", "sent"}.issuperset(one.steps) and "accepted" not in one.sent.values()
        return again and one.issue not in {name.partition(" ")[0] for name in self.fresh} and bool(one.steps)

    def _keep(self, issue: Issue) -> None:
        self.issues = tuple(issue if one.folder == issue.folder else one for one in self.issues)

    def _note(self, issue: Issue, *steps: str, code: Exit = Exit.OK, **told: object) -> None:
        """What was done for an issue, for the run's report; where several things go wrong, the first gives the code."""
        before = self.notes.get(issue.name) or Outcome(
            profile=self.profile.name, issue=issue.key, version=issue.version
        )
        self.notes[issue.name] = replace(
            before,
            steps=(*before.steps, *steps),
            code=before.code or code,
            **told,  # type: ignore[arg-type]
        )


def missed_before(issue: Issue) -> tuple[str, ...]:
    """The weeks without an issue that were named when a version of it was made."""
    try:
        found = read_manifest(issue).get("missed", ())
    except InputError:
        return ()
    return tuple(str(key) for key in found) if isinstance(found, list) else ()
