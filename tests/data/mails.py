"""One issue as a mail, and a mail as a program that receives it reads it."""

from __future__ import annotations

import email
import email.policy
from datetime import date, datetime, timedelta, timezone
from email.message import EmailMessage

from briefgen.deliver.card import card
from briefgen.deliver.message import Attachment, Parcel
from briefgen.profile.deliver import SUBJECT
from briefgen.profile.model import Address, Mail

DESK = Address("Americas Desk", "desk@mfa.example")
MINISTER, ADA = Address("", "minister@mfa.example"), Address("Ada Vale, Özel Kalem", "ada@mfa.example")
MAIL = Mail(
    sender=DESK, to=(MINISTER, ADA), owner=DESK, subject=SUBJECT, server="localhost", port=587, security="starttls"
)
AT = datetime(2026, 3, 16, 6, 30, tzinfo=timezone(timedelta(hours=3)))
PDF = bytes(range(256)) * 40 + b"\r\n.\r\n\n"
HOSTILE = r"""# Peru–Kenya

**As of:** 16 March 2026 · **Handling:** OFFICIAL

## Bottom line

- They discussed the \*tea\* tariffs \<img src=x onerror=alert(1)\> and the port. [^1] ¶2 *(Peru, Kenya)*

**What changed since the last brief:** No earlier brief was given.

## Agenda

| Topic | Items |
|---|---|
| Trade | **1** the \*tea\* tariffs \<img src=x onerror=alert(1)\> and the port [^1] ¶2 *(discussed)* |
| Other business | **2** See !\[this\](http://example.invalid/x.png) \[31mred \[^1\] \| table \| \`code [^1] ¶3 |

## Participants

- **Peru · Ana Quispe** [^1] ¶1

## Quotes

> “See \<script\>alert(1)\</script\>”
>
> — **Ana Quispe** [^1] ¶3 *(reported 12 March 2026, Other business)*

## Sources

[^1]: **A \<b\>bold\</b\> title** · 12 March 2026 · `a.txt/1` · SHA-256 0123abcd
"""
PARCEL = Parcel(
    profile="peru-kenya",
    title="Peru–Kenya",
    counterpart="Kenya",
    issue="peru-kenya/2026-W12",
    version=1,
    day=date(2026, 3, 16),
    card=card(HOSTILE),
    attachments=(Attachment("peru-kenya-2026-W12.pdf", PDF),),
    changes=("the *tea* tariffs and the port", "2 new, 1 moved"),
    handling="OFFICIAL",
)
HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "References",
    "MIME-Version", "Content-Type",
]  # fmt: skip


def read(raw: bytes) -> EmailMessage:
    found = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert not [defect for part in found.walk() for defect in part.defects]
    return found


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part
    words: str = part.get_content()
    return words
