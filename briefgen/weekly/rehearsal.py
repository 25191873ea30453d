"""The current issue as it would go out, without a trace: nothing of it stands on the disk or counts as issued."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from briefgen.deliver.message import Parcel, compose
from briefgen.errors import DeliveryError, GateError, Problem, UsageError
from briefgen.profile import Profile
from briefgen.profile.deliver import written_address
from briefgen.profile.model import Mail
from briefgen.weekly.calendar import current, following
from briefgen.weekly.making import make_draft
from briefgen.weekly.run import Run, order_of, post_of
from briefgen.weekly.sending import Post, parcel_of, send_test
from briefgen.weekly.state import read_issues, read_manifest, read_views


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """An issue made to be looked at.

    Attributes:
        issue: ``us-turkiye/2025-W13``.
        parcel: what would go to each reader.
        mail: to whom, and through which server.
        post: how letters leave.
        held: why it must not go out.
        warnings: what a person should know of it.
    """

    issue: str
    parcel: Parcel
    mail: Mail
    post: Post
    held: tuple[str, ...]
    warnings: tuple[str, ...]


def rehearse(profile: Profile, run: Run) -> Rehearsal:
    """The current issue of a profile, or its first one where none has been due yet.

    Raises:
        UsageError: the profile sends no mail.
        GateError: the brief cannot be made.
        InputError: earlier issues cannot be read.
        OutputError: a view cannot be made.
    """
    schedule, mail = profile.schedule, profile.deliver.mail if profile.deliver else None
    assert schedule is not None  # noqa: S101  only profiles with a schedule are run
    if mail is None:
        raise UsageError(Problem(f"the profile {profile.name} sends no mail", remedy="Add `deliver: {mail: …}`"))
    slot = current(schedule, run.now) or following(schedule, run.now)
    issues = read_issues(run.out, profile.name)
    post = post_of(run, run.now.astimezone(ZoneInfo(schedule.zone)))
    made = next((one for one in reversed(issues) if one.key == slot.key), None)
    files = read_views(made) if made else {}
    if made and files:  # as it stands, with what people have edited
        return Rehearsal(
            issue=f"{profile.name}/{made.key}",
            parcel=parcel_of(read_manifest(made), files, test=True),
            mail=mail,
            post=post,
            held=made.status.held,
            warnings=(),
        )
    draft = make_draft(order_of(profile, schedule, slot, run, issues), run.workspace, run.shelf)
    if not draft.files:
        raise GateError(*draft.held)
    return Rehearsal(
        issue=f"{profile.name}/{slot.key}",
        parcel=parcel_of(draft.manifest, draft.files, test=True),
        mail=mail,
        post=post,
        held=draft.held,
        warnings=draft.warnings,
    )


def mails(rehearsal: Rehearsal) -> dict[str, bytes]:
    """The mail of each recipient, by the name of its file."""
    name = rehearsal.issue.replace("/", "-")
    parcel, post = rehearsal.parcel, rehearsal.post
    return {
        f"{name}-{number:03}.eml": compose(parcel, rehearsal.mail, to, post.now, post.templates)
        for number, to in enumerate(rehearsal.mail.to, start=1)
    }


def send_to(rehearsal: Rehearsal, address: str) -> str:
    """What the server answered to the issue sent to one address.

    Raises:
        UsageError: it is no address, or the profile does not allow it.
        DeliveryError: the server did not take it.
    """
    try:
        to = written_address(address)
    except ValueError as fault:
        raise UsageError(Problem(f"--test-to: {fault}", remedy="Write you@mfa.example")) from None
    if to.spec.rpartition("@")[2] not in rehearsal.mail.domains:
        remedy = f"Allowed are addresses of {', '.join(rehearsal.mail.domains)}"
        raise UsageError(Problem(f"--test-to: '{address}' is not allowed by the profile", remedy=remedy))
    sent = send_test(rehearsal.parcel, rehearsal.mail, to, rehearsal.post)
    if sent.outcome != "accepted":
        raise DeliveryError(Problem(f"{address}: {sent.outcome}: {sent.answer}"))
    return sent.answer
