"""One mail to one recipient: the brief's first page in the body, as text and as HTML, and the whole of it attached.

The same parcel, recipient and moment give the same bytes; a mail that must be sent again is the same mail.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from briefgen.deliver.page import mail_page
from briefgen.deliver.plain import plain_text
from briefgen.deliver.subject import subject_line
from briefgen.profile.model import Address, Mail
from briefgen.render.escape import printed
from briefgen.render.page import SHIPPED_TEMPLATES, PageFacts, style_sheet
from briefgen.wording import day as printed_day
from briefgen.wording import say

_NOT_AN_ATOM = re.compile(r"[^A-Za-z0-9-]+")
_NOT_A_NAME = re.compile(r"[^\w.-]+")
_PLAIN = re.compile(r"(?!.*=\?)[ -~]{0,60}")  # what a header may say as it stands
_SHORT = 60  # characters
_SPEC = re.compile(r"[^\s@<>,;:\"()\[\]\\\x00-\x20\x7f-\U0010ffff]+@[A-Za-z0-9.-]+")
_UNQUOTED = re.compile(r"[A-Za-z0-9 ]+")
_REMOTE = re.compile(r"url\s*\(|@import|\\", re.IGNORECASE)


class Attachment(NamedTuple):
    """A file of the brief: its name, its bytes and what kind it is."""

    name: str
    content: bytes
    kind: str = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """One issue as it goes to its readers.

    Attributes:
        profile: the profile's name.
        title: of the brief.
        counterpart: the other side, as the subject names it.
        issue: ``us-turkiye/2025-W13``.
        version: of the issue, from 1.
        day: which the brief speaks from.
        card: the Markdown of the body.
        attachments: the files of the brief.
        changes: wordings of the top change, fullest first; none where nothing changed.
        handling: the mark, perhaps none.
        language: of the brief.
        supersedes: the version that this one takes the place of; 0 for none.
        test: whether somebody only tries out how the mail looks.
    """

    profile: str
    title: str
    counterpart: str
    issue: str
    version: int
    day: date
    card: str
    attachments: tuple[Attachment, ...] = ()
    changes: tuple[str, ...] = ()
    handling: str = ""
    language: str = "en"
    supersedes: int = 0
    test: bool = False


def compose(
    parcel: Parcel, mail: Mail, to: Address, at: datetime, templates: Sequence[Path] = SHIPPED_TEMPLATES
) -> bytes:
    """The mail that brings an issue to one recipient, whole and ready to be handed over.

    Args:
        parcel: the issue.
        mail: the sender and the template of the subject.
        to: the recipient, the only one the mail names.
        at: the moment it is made, with its zone.
        templates: folders that may hold the style sheet, searched in order.
    """
    css = style_sheet("brief.css", templates)
    if _REMOTE.search(css):  # a style sheet of the desk's own that fetches something would tell who reads the mail when
        css = style_sheet("brief.css", SHIPPED_TEMPLATES)
    body = _body(parcel, css)
    subject = _subject(parcel, mail)
    content = _hash(subject, at.isoformat(), sha256(body).hexdigest())
    head = _head(mail, to, subject, at, message_id(parcel.issue, parcel.version, mail, to, content))
    head["References"] = thread_id(parcel.issue, mail, to)
    return _lines(head) + body


@lru_cache(maxsize=1)  # of one issue it is the same for everybody
def _body(parcel: Parcel, css: str) -> bytes:
    """What follows the headers: text, HTML and the files, their boundaries no others than the last time."""
    facts = PageFacts(
        title=parcel.title, language=parcel.language, handling=parcel.handling, as_of=parcel.day.isoformat()
    )
    lead = _lead(parcel)
    mark = [printed(parcel.handling)] if parcel.handling else []
    body = EmailMessage(policy=SMTP)
    body.set_content(_text("\n\n".join([*mark, *lead, plain_text(parcel.card), *mark])), cte="quoted-printable")
    body.add_alternative(_text(mail_page(lead, parcel.card, facts, css)), subtype="html", cte="quoted-printable")
    for name, content, kind in parcel.attachments:
        main, _, sub = kind.partition("/")
        body.add_attachment(content, maintype=main, subtype=sub, filename=_file_name(name), cte="base64")
    seed = _hash(parcel.issue, str(parcel.version))[:32]
    for number, part in enumerate(body.walk()):
        if part.is_multipart():
            part.set_boundary(f"=-{seed}-{number}")
    return body.as_bytes()


def notice(mail: Mail, subject: str, lines: Sequence[str], issue: str, at: datetime) -> bytes:
    """A mail to the owner about an issue: why it waits, or who did not get it.

    Args:
        mail: the sender and the owner.
        subject: what it is about.
        lines: what is to be said, each a paragraph.
        issue: ``us-turkiye/2025-W13``.
        at: the moment it is made, with its zone.
    """
    text = _text("\n\n".join([printed(line) for line in lines]))
    told = _hash(subject, text, at.isoformat())
    body = EmailMessage(policy=SMTP)
    body.set_content(text, cte="quoted-printable")
    head = _head(mail, mail.owner, subject, at, message_id(f"{issue}/notice", 0, mail, mail.owner, told))
    return _lines(head) + body.as_bytes()


def message_id(issue: str, version: int, mail: Mail, to: Address, content: str) -> str:
    """The Message-ID of a mail, from which nobody can read who gets it.

    Mail systems show mails of one Message-ID once: a test, or an issue that was made again, must not hide another.

    Args:
        issue: ``us-turkiye/2025-W13``.
        version: of the issue.
        mail: the sender, whose domain it ends with.
        to: the recipient.
        content: a hash of what the mail says and when.
    """
    told = _hash(issue, str(version), to.spec, content)[:24]
    name = _NOT_AN_ATOM.sub("-", issue).strip("-")[:48]
    return f"<{name}.v{version}.{told}@{mail.sender.spec.rpartition('@')[2]}>"


def thread_id(issue: str, mail: Mail, to: Address) -> str:
    """What all versions of an issue refer to, so that a mail program shows them together."""
    return f"<{_hash(issue, to.spec)[:24]}.thread@{mail.sender.spec.rpartition('@')[2]}>"


def _subject(parcel: Parcel, mail: Mail) -> str:
    fields = {
        "counterpart": parcel.counterpart,
        "title": parcel.title,
        "date": printed_day(parcel.day.isoformat()),
        "issue": parcel.issue,
        "version": say("mail.version", n=parcel.version) if parcel.version > 1 else "",
        "handling": parcel.handling,
        "profile": parcel.profile,
    }
    line = subject_line(mail.subject, fields, parcel.changes) or printed(parcel.title)
    return f"{say('mail.test')} · {line}" if parcel.test else line


def _lead(parcel: Parcel) -> list[str]:
    """What stands above the first page: which issue this is and what is attached."""
    lines = [say("mail.is-test")] if parcel.test else []
    if parcel.supersedes:
        lines.append(say("mail.supersedes", n=parcel.version, of=parcel.supersedes))
    names = ", ".join(printed(one.name) for one in parcel.attachments)
    key = "mail.attached" if names else "mail.first-page"
    return [*lines, say(key, issue=parcel.issue, names=names)]


def _head(mail: Mail, to: Address, subject: str, at: datetime, name: str) -> dict[str, str]:
    return {
        "From": _mailbox(mail.sender),
        "To": _mailbox(to),
        "Subject": _header(subject),
        "Date": format_datetime(at),
        "Message-ID": name,
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
    }


def _header(words: str) -> str:
    """The words as a header says them.

    Not by the library's own headers: they read "=?utf-8?q?=0D=0A?=" in a title as the line end that it spells.
    """
    line = _text(printed(words))
    if _PLAIN.fullmatch(line):
        return line
    return Header(line, "utf-8", maxlinelen=76, header_name="Subject").encode(linesep="\r\n")


def _mailbox(address: Address) -> str:
    if not _SPEC.fullmatch(address.spec):  # every address has been read with its profile; this is the last lock
        raise ValueError(f"not an address: {address.spec!r}")
    name = printed(address.name)
    if not name:
        return address.spec
    told = _header(name)
    if told == name and not _UNQUOTED.fullmatch(name):
        told = '"' + re.sub(r'(["\\])', r"\\\1", name) + '"'
    return f"{told} <{address.spec}>" if len(told) < _SHORT else f"{told}\r\n <{address.spec}>"


def _file_name(name: str) -> str:
    stem, dot, suffix = _NOT_A_NAME.sub("_", printed(name)).rpartition(".")
    return f"{stem[:_SHORT]}{dot}{suffix[:_SHORT]}"


def _text(words: str) -> str:
    """The words without halves of letters, which no mail can say."""
    return words.encode("utf-8", "replace").decode()


def _hash(*words: str) -> str:
    return sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()


def _lines(head: Mapping[str, str]) -> bytes:
    return "".join(f"{name}: {said}\r\n" for name, said in head.items()).encode("ascii")
