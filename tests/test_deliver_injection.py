"""No words of an article, a profile or a person become a header of a mail."""

from __future__ import annotations

import re
from dataclasses import replace
from email.message import EmailMessage

import pytest
from data.mails import AT, DESK, HEADERS, MAIL, MINISTER, PARCEL, PDF, body, read
from hypothesis import given, settings
from hypothesis import strategies as st

from briefgen.deliver.message import Attachment, compose, notice
from briefgen.deliver.subject import subject_line
from briefgen.profile.model import Address

ATTACKS = [
    "Kenya\r\nBcc: spy@press.example",
    "Kenya\nBcc: spy@press.example\n\n<script>alert(1)</script>",
    "Kenya\r\n\r\nA body of my own",
    "Kenya\x0bBcc: a\x0cX: b\x1cY: c\x85Z: d\u2028W: e\u2029V: f",
    "=?utf-8?q?Kenya=0D=0ABcc:_spy=40press.example?=",
    "=?utf-8?b?S2VueWENCkJjYzogc3B5QHByZXNzLmV4YW1wbGU=?=",
    "\x00Kenya\x1b[31m\u202egpj.exe\ufeff",
    "Kenya\ud800\udfff",
    "x" * 5000,
    "ş" * 5000,
    "土 " * 3000,
    "",
    " \t ",
]


def unharmed(raw: bytes, more: int = 0) -> EmailMessage:
    """The mail, which has our headers, one recipient, and a subject of one line."""
    mail = read(raw)
    assert len(mail.keys()) == len(set(mail.keys())) == len(HEADERS) + more
    assert set(HEADERS) <= set(mail.keys())
    (to,) = mail["To"].addresses
    assert to.addr_spec in {"minister@mfa.example", "ada@mfa.example"}
    assert [address.addr_spec for address in mail["From"].addresses] == ["desk@mfa.example"]
    subject = str(mail["Subject"])
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e]", subject)
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"press.example" not in b"".join(
        line for line in raw.partition(b"\r\n\r\n")[0].split(b"\r\n") if re.match(rb"(?i)b?cc:", line)
    )
    return mail


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", ["title", "counterpart", "handling", "profile", "changes"])
def test_no_field_of_an_issue_becomes_a_header(name, attack):
    parcel = replace(PARCEL, **{name: (attack,) if name == "changes" else attack})
    mail = replace(MAIL, subject="{handling} {counterpart} {title} {profile} {change}")
    found = unharmed(compose(parcel, mail, MINISTER, AT))
    fields = {name: getattr(parcel, name) for name in ("handling", "counterpart", "title", "profile")}
    assert str(found["Subject"]) == subject_line(mail.subject, fields, parcel.changes)
    assert body(found, "html").count("<script") == 0


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_template_name_or_file_name_becomes_a_header(attack):
    unharmed(compose(PARCEL, replace(MAIL, subject=f"{attack} {{change}}"), MINISTER, AT))
    unharmed(compose(PARCEL, MAIL, Address(attack, "ada@mfa.example"), AT))
    unharmed(compose(PARCEL, replace(MAIL, sender=Address(attack, DESK.spec)), MINISTER, AT))
    found = unharmed(compose(replace(PARCEL, attachments=(Attachment(f"{attack}.pdf", PDF),)), MAIL, MINISTER, AT))
    (attached,) = found.iter_attachments()
    assert attached.get_content() == PDF
    assert set(attached.keys()) == {
        "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "MIME-Version",
    }  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_issue_key_or_card_becomes_a_header(attack):
    unharmed(compose(replace(PARCEL, issue=attack, card=attack), MAIL, MINISTER, AT))
    unharmed(compose(replace(PARCEL, issue=attack, supersedes=1, version=2), MAIL, MINISTER, AT))


@pytest.mark.parametrize(
    "spec",
    ["a@mfa.example\r\nBcc: b@mfa.example", "a@mfa.example, b@mfa.example", "<a@mfa.example>", "a b@mfa.example", "a",
     "çağla@mfa.example", "a@mfa.example\n", "a@@mfa.example", "", "a:b@mfa.example", "a@mfa.example\x00"],
)  # fmt: skip
def test_what_is_no_address_is_never_written_to(spec):
    for mail, to in ((MAIL, Address("", spec)), (replace(MAIL, sender=Address("Desk", spec)), MINISTER)):
        with pytest.raises(ValueError, match="not an address"):
            compose(PARCEL, mail, to, AT)
    with pytest.raises(ValueError, match="not an address"):
        notice(replace(MAIL, owner=Address("", spec)), "Held", [], "a/b", AT)


@settings(max_examples=60, deadline=None)
@given(words=st.text(max_size=300), name=st.text(max_size=80))
def test_a_subject_arrives_as_it_was_filled_in(words, name):
    parcel = replace(PARCEL, handling=words, card="", attachments=())
    found = unharmed(compose(parcel, replace(MAIL, subject="{handling}"), Address(name, "ada@mfa.example"), AT))
    assert str(found["Subject"]).strip() == (subject_line("{handling}", {"handling": words}) or PARCEL.title)
