"""An issue brought out and on its way: its mails stored before the first is sent, each outcome written down at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.deliver.card import card
from briefgen.deliver.folder import put
from briefgen.deliver.message import Attachment, Parcel, compose, notice
from briefgen.deliver.secrets import password
from briefgen.deliver.smtp import Sent, send
from briefgen.errors import DeliveryError, InputError, Location, Problem
from briefgen.profile.model import Address, Deliver, Mail
from briefgen.weekly.state import (
    MAILS,
    MANIFEST,
    OPEN,
    Copy,
    Issue,
    file_name,
    moment,
    place_mails,
    read_manifest,
    read_views,
    with_status,
)

PATIENCE = timedelta(days=14)  # a mail that could not be sent for so long is given up: later issues tell more


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """How letters leave: the moment, how to wait between tries, where passwords are, whose style sheets.

    Attributes:
        now: the moment of the run, in the zone of the profile.
        sleep: waits so many seconds.
        waits: seconds before each further try of a mail that did not get through.
        environ: the variables of the environment, of which one may be a password.
        templates: folders that may hold the style sheet of a mail.
        root: the folder that a relative folder of ``deliver`` starts from.
        away: the mail servers that did not answer in this run; they are not tried again by it.
    """

    now: datetime
    sleep: Callable[[float], None]
    waits: Sequence[float]
    environ: Mapping[str, str]
    templates: Sequence[Path]
    root: Path
    away: set[tuple[str, int]] = field(default_factory=set)


def parcel_of(manifest: Mapping[str, Any], files: Mapping[str, bytes], *, test: bool = False) -> Parcel:
    """What goes to each reader of an issue: page 1 in the body, the PDF attached.

    Args:
        manifest: of the issue.
        files: its views by name.
        test: whether somebody only tries out how the mail looks.
    """
    profile, key, letter = manifest["profile"], manifest["issue"], manifest["letter"]
    pdf = file_name(profile, key, "pdf")
    return Parcel(
        profile=profile,
        title=letter["title"],
        counterpart=letter["counterpart"],
        issue=f"{profile}/{key}",
        version=manifest["version"],
        day=date.fromisoformat(manifest["as_of"]),
        card=card(files[file_name(profile, key, "md")].decode(), letter["first_page"]),
        attachments=(Attachment(pdf, files[pdf]),) if pdf in files else (),
        changes=tuple(letter["changes"]),
        handling=letter["handling"],
        language=letter["language"],
        supersedes=manifest["supersedes"] or 0,
        test=test,
    )


def copies_of(deliver: Deliver | None, parcel: Parcel, post: Post) -> tuple[tuple[Copy, ...], dict[str, bytes]]:
    """To whom an issue goes, and the mails by their name in its folder."""
    if deliver is None:
        return (), {}
    copies: list[Copy] = []
    mails: dict[str, bytes] = {}
    for number, to in enumerate(deliver.mail.to if deliver.mail else (), start=1):
        assert deliver.mail is not None  # noqa: S101
        name = f"{MAILS}/{number:03}.eml"
        mails[name] = compose(parcel, deliver.mail, to, post.now, post.templates)
        copies.append(Copy(to=to.spec, message=name))
    copies += [Copy(to=str(folder)) for folder in deliver.folders]
    return tuple(copies), mails


def bring_out(issue: Issue, deliver: Deliver | None, post: Post, by: str) -> Issue:
    """A draft that may go out as an issue: its mails on the disk, then its status. Nothing is sent yet.

    Args:
        issue: a draft that stands on the disk.
        deliver: where it goes.
        post: how letters leave.
        by: who brings it out.

    Raises:
        InputError: its manifest is not as briefgen writes it.
        OutputError: it cannot be written; then it is a draft still.
    """
    try:
        parcel = parcel_of(read_manifest(issue), read_views(issue))
    except (KeyError, TypeError, ValueError) as fault:
        where = Location(str(issue.folder / MANIFEST))
        raise InputError(Problem(f"not as briefgen writes it: {fault!r}", where)) from None
    copies, mails = copies_of(deliver, parcel, post)
    if mails:
        place_mails(issue, mails)
    return with_status(issue, issued=moment(post.now), by=by, copies=copies)


# --- on the way ----------------------------------------------------------------------------------------------------


def deliver_open(issue: Issue, deliver: Deliver | None, post: Post) -> Issue:
    """The issue with every open copy tried, each outcome on the disk before the next is tried.

    Raises:
        OutputError: an outcome cannot be written; then nothing more is sent.
    """
    way = _Way(issue, post)
    if way.too_late():
        way.settle_open("given up", f"not sent within {PATIENCE.days} days")
        return way.issue
    mails = [copy for copy in issue.status.copies if copy.outcome in OPEN and copy.message]
    folders = [copy for copy in issue.status.copies if copy.outcome in OPEN and not copy.message]
    for copy in folders:
        way.into_folder(copy)
    if mails:
        way.by_mail(mails, deliver.mail if deliver else None)
    return way.issue


def overtake(issue: Issue, by: Issue, now: datetime) -> Issue:
    """The issue whose open copies are no longer sent, since a newer version of it is.

    Raises:
        OutputError: it cannot be written.
    """
    copies = tuple(
        replace(copy, outcome="overtaken", answer=f"version {by.version} takes its place", at=moment(now))
        if copy.outcome in OPEN
        else copy
        for copy in issue.status.copies
    )
    return with_status(issue, copies=copies) if copies != issue.status.copies else issue


def tell_owner(
    issue: Issue,
    deliver: Deliver | None,
    subject: str,
    lines: Sequence[str],
    post: Post,
    *,
    about: Sequence[str] | None = None,
) -> Issue:
    """The issue, its owner told by mail, once for the same words; a mail that fails is tried again by the next run.

    Where the profile sends no mail, the run's own words are all that is told.

    Args:
        issue: what it is about.
        deliver: from whom and to whom.
        subject: of the mail.
        lines: what is to be said, each a paragraph.
        post: how letters leave.
        about: what makes it the same news where the lines may differ each time, as a server's answers do.

    Raises:
        OutputError: that the owner was told cannot be written.
    """
    mail = deliver.mail if deliver else None
    told = sha256("\n".join((subject, *(lines if about is None else about))).encode()).hexdigest()[:16]
    if told in issue.status.told:
        return issue
    if mail is None:
        return with_status(issue, told=(*issue.status.told, told))
    message = notice(mail, subject, lines, f"{issue.profile}/{issue.key}", post.now)
    if _sent(((mail.owner.spec, message),), mail, post)[0].outcome != "accepted":
        return issue
    return with_status(issue, told=(*issue.status.told, told))


def send_test(parcel: Parcel, mail: Mail, to: Address, post: Post) -> Sent:
    """What became of an issue sent to one address to see how it looks; nothing of it is written down."""
    message = compose(parcel, mail, to, post.now, post.templates)
    return _sent(((to.spec, message),), mail, post)[0]


def _sent(messages: Sequence[tuple[str, bytes]], mail: Mail, post: Post) -> tuple[Sent, ...]:
    try:
        secret = password(mail, post.environ)
    except DeliveryError as fault:
        return tuple(Sent(to, "failed", str(fault)) for to, _ in messages)
    sent = send(messages, mail, secret, sleep=post.sleep, waits=post.waits, told=lambda _: None)
    _mark_away(sent, mail, post)
    return sent


def _mark_away(sent: Sequence[Sent], mail: Mail, post: Post) -> None:
    """A server from which nobody heard a word is not waited for again by the same run."""
    if sent and all(one.outcome == "failed" and not one.answer[:3].isdecimal() for one in sent):
        post.away.add((mail.server, mail.port))


class _Way:
    """An issue while it is sent: what it is now, after each outcome."""

    def __init__(self, issue: Issue, post: Post) -> None:
        self.issue = issue
        self._post = post

    def too_late(self) -> bool:
        return self._post.now - datetime.fromisoformat(self.issue.status.issued) > PATIENCE

    def settle_open(self, outcome: str, answer: str) -> None:
        for copy in self.issue.status.copies:
            if copy.outcome in OPEN:
                self._settle(copy.to, outcome, answer)

    def into_folder(self, copy: Copy) -> None:
        files = read_views(self.issue)
        if gone := sorted(set(self._named()) - files.keys()):
            self._settle(copy.to, "failed", f"not there any more: {', '.join(gone)}")
            return
        version = f"v{self.issue.version}"
        named = {name.replace(self.issue.key, f"{self.issue.key}-{version}"): held for name, held in files.items()}
        try:
            put(files if self.issue.version == 1 else named, self._post.root / copy.to)
        except DeliveryError as fault:
            self._settle(copy.to, "failed", str(fault))
        else:
            self._settle(copy.to, "accepted", "")

    def by_mail(self, copies: Sequence[Copy], mail: Mail | None) -> None:
        if mail is None:
            for copy in copies:
                self._settle(copy.to, "failed", "the profile names no mail server any more")
            return
        named = {to.spec for to in mail.to}
        messages: list[tuple[str, bytes]] = []
        for copy in copies:
            if copy.to not in named:
                self._settle(copy.to, "given up", "the profile names this address no longer")
            elif (stored := self._stored(copy)) is None:
                self._settle(copy.to, "given up", f"the stored mail is gone: {copy.message}; --reissue makes it again")
            else:
                messages.append((copy.to, stored))
        if messages and (mail.server, mail.port) in self._post.away:
            for to, _ in messages:
                self._write(to, outcome="failed", answer=f"not tried: {mail.server} did not answer in this run")
        elif messages:
            self._send(messages, mail)

    def _named(self) -> Sequence[str]:
        """The views that the manifest names."""
        named = read_manifest(self.issue).get("files", {})
        return [str(name) for name in named] if isinstance(named, dict) else []

    def _stored(self, copy: Copy) -> bytes | None:
        try:
            return (self.issue.folder / copy.message).read_bytes()
        except OSError:
            return None

    def _send(self, messages: Sequence[tuple[str, bytes]], mail: Mail) -> None:
        try:
            secret = password(mail, self._post.environ)
        except DeliveryError as fault:
            for to, _ in messages:
                self._settle(to, "failed", str(fault))
            return
        sent = send(
            messages,
            mail,
            secret,
            sleep=self._post.sleep,
            waits=self._post.waits,
            told=lambda one: self._settle(one.to, one.outcome, one.answer),
            handing=lambda to: self._write(to, outcome="sending"),
        )
        _mark_away(sent, mail, self._post)

    def _settle(self, to: str, outcome: str, answer: str) -> None:
        tried = next(copy.attempts for copy in self.issue.status.copies if copy.to == to) + 1
        self._write(to, outcome=outcome, answer=answer, attempts=tried)

    def _write(self, to: str, **changed: str | int) -> None:
        changed["at"] = moment(self._post.now)
        copies = tuple(replace(copy, **changed) if copy.to == to else copy for copy in self.issue.status.copies)  # type: ignore[arg-type]
        self.issue = with_status(self.issue, copies=copies)


def unsent(issue: Issue) -> tuple[Copy, ...]:
    """The copies of an issue that somebody still has not got."""
    return tuple(copy for copy in issue.status.copies if copy.outcome not in {"accepted", "overtaken"})


def no_answer(copies: Sequence[Copy]) -> tuple[Problem, ...]:
    """What to say of copies that did not arrive."""
    return tuple(Problem(f"{copy.to}: {copy.outcome}: {copy.answer}") for copy in copies)
