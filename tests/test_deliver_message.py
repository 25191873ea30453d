"""The mail itself, read back as a mail program reads it: no words of article, profile or person become a header."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from conftest import GOLDEN
from data.brief_example import example
from hypothesis import given, settings
from hypothesis import strategies as st
from mailserver import running

from briefgen.deliver.card import card
from briefgen.deliver.message import Attachment, Parcel, compose, message_id, notice
from briefgen.deliver.plain import plain_text
from briefgen.deliver.smtp import send
from briefgen.deliver.subject import MOST, subject_line
from briefgen.profile.deliver import SUBJECT
from briefgen.profile.model import Address, Mail
from briefgen.render import render

DESK = Address("Americas Desk", "desk@mfa.example")
MINISTER, ADA = Address("", "minister@mfa.example"), Address("Ada Vale, Özel Kalem", "ada@mfa.example")
MAIL = Mail(
    sender=DESK, to=(MINISTER, ADA), owner=DESK, subject=SUBJECT, server="localhost", port=587, security="starttls"
)
AT = datetime(2026, 3, 16, 6, 30, tzinfo=timezone(timedelta(hours=3)))
PDF = bytes(range(256)) * 40 + b"\r\n.\r\n\n"
HOSTILE = (GOLDEN / "hostile" / "brief.md").read_text(encoding="utf-8")
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
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Auto-Response-Suppress", "MIME-Version",
    "Content-Type",
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


@pytest.fixture(scope="module")
def mail() -> EmailMessage:
    return read(compose(PARCEL, MAIL, MINISTER, AT))


# --- what arrives ----------------------------------------------------------------------------------------------------


def test_its_headers(mail):
    assert list(mail.keys()) == HEADERS
    assert str(mail["From"]) == "Americas Desk <desk@mfa.example>"
    assert str(mail["To"]) == "minister@mfa.example"
    assert str(mail["Subject"]) == "OFFICIAL · Kenya · 16 March 2026 · the *tea* tariffs and the port"
    assert mail["Date"].datetime == AT
    assert mail["Auto-Submitted"] == "auto-generated"


def test_it_holds_text_html_and_the_pdf_to_the_byte(mail):
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed", "multipart/alternative", "text/plain", "text/html", "application/pdf",
    ]  # fmt: skip
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "peru-kenya-2026-W12.pdf"
    assert attached.get_content() == PDF


def test_text_and_html_say_the_same_and_open_with_what_it_is(mail):
    text, page = body(mail, "plain"), _words(body(mail, "html"))
    opening = "This is the first page of peru-kenya/2026-W12; the whole brief is attached (peru-kenya-2026-W12.pdf)."
    assert text.splitlines()[:3] == ["OFFICIAL", "", opening]
    assert text.rstrip().endswith("OFFICIAL")
    assert opening in page
    for words in re.findall(r"\w[\w ,']{12,}\w", text):
        assert words in page


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.attributes: list[tuple[str, str]] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(f"{tag} {name}", value or "") for name, value in attrs]


def _parsed(page: str) -> _Words:
    reader = _Words()
    reader.feed(page)
    return reader


def _words(page: str) -> str:
    return " ".join("".join(_parsed(page).said).split())


def test_its_html_reads_well_without_a_style_sheet(mail):
    page = re.sub(r"(?s)<style>.*?</style>", "", body(mail, "html"))
    assert "and the port [1 ¶2] (discussed)" in _words(page)
    assert page.count('<div class="item"><strong>') == 2
    assert "running" not in page
    assert page.count("Peru–Kenya</") == 2  # the title of the page, and its heading


def test_hostile_words_are_words(mail):
    page = body(mail, "html")
    assert "<img src=x onerror=alert(1)> and the port" in _words(page)
    assert "<img" not in page
    assert "\x1b" not in page + body(mail, "plain")
    assert "<img src=x onerror=alert(1)>" in body(mail, "plain")


def test_nothing_is_fetched_from_elsewhere(mail):
    page = _parsed(body(mail, "html"))
    links = [value for name, value in page.attributes if name.endswith((" href", " src", " background", " action"))]
    assert links
    assert [link for link in links if not link.startswith("#")] == []
    assert not [name for name, _ in page.attributes if name.endswith(" style") or " on" in name]
    assert "url(" not in body(mail, "html")


def test_a_style_sheet_that_fetches_is_not_used(tmp_path):
    (tmp_path / "brief.css").write_text("body { background: url(https://press.example/seen.png) }", encoding="utf-8")
    assert "press.example/seen" not in body(read(compose(PARCEL, MAIL, MINISTER, AT, (tmp_path,))), "html")
    (tmp_path / "brief.css").write_text("body { color: navy }", encoding="utf-8")
    assert "color: navy" in body(read(compose(PARCEL, MAIL, MINISTER, AT, (tmp_path,))), "html")


def test_it_is_plain_ascii_in_short_lines():
    raw = compose(PARCEL, MAIL, ADA, AT)
    assert raw.isascii()
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    assert max(len(line) for line in raw.split(b"\r\n")) <= 78
    assert str(read(raw)["To"]) == '"Ada Vale, Özel Kalem" <ada@mfa.example>'


def test_the_same_mail_twice_is_the_same_to_the_byte():
    assert compose(PARCEL, MAIL, ADA, AT) == compose(PARCEL, MAIL, ADA, AT)


def test_nobody_learns_who_else_gets_it():
    mails = [compose(PARCEL, MAIL, to, AT) for to in MAIL.to]
    assert b"ada" not in mails[0].partition(b"\r\n\r\n")[0].lower()
    assert b"minister@" not in mails[1]
    one, other = (str(read(raw)["Message-ID"]) for raw in mails)
    assert one != other
    assert re.fullmatch(r"<peru-kenya-2026-W12\.v1\.[0-9a-f]{24}@mfa\.example>", one)
    assert one == message_id(PARCEL.issue, 1, MAIL, MINISTER)


def test_a_later_version_says_what_it_takes_the_place_of():
    mail = read(compose(replace(PARCEL, version=2, supersedes=1), MAIL, MINISTER, AT))
    assert mail["References"] == mail["In-Reply-To"] == message_id(PARCEL.issue, 1, MAIL, MINISTER)
    assert "· version 2 ·" in mail["Subject"]
    assert "This is version 2; it takes the place of version 1." in body(mail, "plain")
    assert "This is version 2; it takes the place of version 1." in _words(body(mail, "html"))


def test_a_test_cannot_be_taken_for_the_brief():
    mail = read(compose(replace(PARCEL, test=True), MAIL, MINISTER, AT))
    assert mail["Subject"].startswith("Test · OFFICIAL · Kenya")
    assert "This is a test of how the mail looks; the brief may not be cleared." in body(mail, "plain")


def test_without_a_pdf_it_says_so():
    mail = read(compose(replace(PARCEL, attachments=()), MAIL, MINISTER, AT))
    assert "This is the first page of peru-kenya/2026-W12." in body(mail, "plain")
    assert list(mail.iter_attachments()) == []


def test_the_owner_is_told():
    raw = notice(MAIL, "Held: peru-kenya/2026-W12", ["Desk text is missing:\r\nBcc: x", "Nobody got it."], "a/b", AT)
    mail = read(raw)
    assert (str(mail["To"]), mail["Subject"]) == (str(mail["From"]), "Held: peru-kenya/2026-W12")
    assert mail.get_content().splitlines() == ["Desk text is missing: Bcc: x", "", "Nobody got it."]
    assert raw == notice(
        MAIL, "Held: peru-kenya/2026-W12", ["Desk text is missing: Bcc: x", "Nobody got it."], "a/b", AT
    )
    assert mail["Message-ID"] != read(notice(MAIL, "Held", ["Nobody got it."], "a/b", AT))["Message-ID"]


# --- injection -------------------------------------------------------------------------------------------------------

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
    unharmed(compose(replace(PARCEL, issue=attack, supersedes=1, version=2), MAIL, MINISTER, AT), more=2)


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


# --- the subject -----------------------------------------------------------------------------------------------------

FIELDS = {"handling": "", "counterpart": "Kenya", "date": "16 March 2026", "version": "", "title": "Peru–Kenya"}


@pytest.mark.parametrize(
    ("template", "changes", "line"),
    [
        (SUBJECT, ["a date for the council"], "Kenya · 16 March 2026 · a date for the council"),
        (SUBJECT, [], "Kenya · 16 March 2026"),
        ("[{handling}] {counterpart}: {change}", ["2 new"], "[] Kenya: 2 new"),
        ("{counterpart} | {handling} | {date}", [], "Kenya | 16 March 2026"),
        ("{counterpart} - {change}", [], "Kenya"),
        ("{handling}{change} · {counterpart}", ["2 new"], "2 new · Kenya"),
        ("Weekly brief", ["2 new"], "Weekly brief"),
        ("{change}", [], ""),
        ("{title} – {date}", [], "Peru–Kenya – 16 March 2026"),
    ],
)
def test_a_piece_that_comes_to_nothing_goes_with_its_sign(template, changes, line):
    assert subject_line(template, FIELDS, changes) == line


def test_a_change_is_told_whole_or_by_its_next_wording_or_not_at_all():
    long = "no " + "progress " * 30
    assert subject_line(SUBJECT, FIELDS, [long, "2 new, 1 moved"]) == "Kenya · 16 March 2026 · 2 new, 1 moved"
    assert subject_line(SUBJECT, FIELDS, [long]) == "Kenya · 16 March 2026"
    assert len(subject_line(SUBJECT, FIELDS, ["x" * (MOST - 24)])) == MOST


def test_a_title_is_cut_at_a_word():
    line = subject_line("{title} · {date}", {**FIELDS, "title": "The talks on the strait " * 8})
    assert line == ("The talks on the strait The talks on the strait The talks on the strait The … · 16 March 2026")
    assert len(subject_line("{title}", {"title": "x" * 500})) <= MOST


# --- page 1 ----------------------------------------------------------------------------------------------------------

BRIEF = """\
# Peru–Kenya

**As of:** 16 March 2026

## Bottom line

- The ministers met. [^2] ¶1

## Agenda

| Topic | Items |
|---|---|
| Trade | **1** tea [^3] ¶2 **2** the port [^2] ¶4 *(new)* |

## Quotes

> “We agreed.”
>
> — **Ana Quispe** [^1] ¶9

## What changed since the last brief

**Compared with:** *an earlier one*

- **New on the agenda, Trade** the port [^4] ¶4

## Our own heading

Words.

## Sources

[^1]: **One** · `a.txt/1`

[^2]: **Two** · `b.txt/1`

[^3]: **Three** · `c.txt/1`

[^4]: **Four** · `d.txt/1`
"""


def test_the_card_opens_with_what_changed_and_lists_the_sources_it_cites():
    assert card(BRIEF) == (
        "# Peru–Kenya\n\n**As of:** 16 March 2026\n\n"
        "## What changed since the last brief\n\n**Compared with:** *an earlier one*\n\n"
        "- **New on the agenda, Trade** the port [^4] ¶4\n\n"
        "## Bottom line\n\n- The ministers met. [^2] ¶1\n\n"
        "## Agenda\n\n| Topic | Items |\n|---|---|\n| Trade | **1** tea [^3] ¶2 **2** the port [^2] ¶4 *(new)* |\n\n"
        "## Sources\n\n[^2]: **Two** · `b.txt/1`\n\n[^3]: **Three** · `c.txt/1`\n\n[^4]: **Four** · `d.txt/1`\n"
    )


def test_the_page_decides_what_is_on_it():
    found = card(BRIEF, ["Quotes", "Our own heading"])
    assert re.findall("(?m)^## (.+)", found) == [
        "What changed since the last brief", "Quotes", "Our own heading", "Sources",
    ]  # fmt: skip
    assert re.findall(r"(?m)^\[\^(\d)\]:", found) == ["1", "4"]


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_every_line_of_the_card_is_one_of_the_brief(ends):
    for markdown in (BRIEF, HOSTILE):
        assert set(card(markdown.replace("\n", ends)).splitlines()) <= {*markdown.splitlines()}


def test_a_brief_without_sections_is_its_own_card():
    assert card("# Peru–Kenya\n\nNothing.\n") == "# Peru–Kenya\n\nNothing.\n"
    assert card("") == "\n"


def test_the_card_of_a_real_page():
    rendered = render(example(), ["md", "pdf"])
    assert rendered.first_page
    found = card(rendered.files["md"].decode(), rendered.first_page)
    shown = [heading for heading in re.findall("(?m)^## (.+)", found) if heading != "Sources"]
    assert set(shown) == set(rendered.first_page) - {"Sources"}


def test_plain_text_reads_like_a_page():
    assert plain_text(BRIEF).split("\n\n") == [
        "Peru–Kenya\n==========",
        "As of: 16 March 2026",
        "Bottom line\n-----------",
        "- The ministers met. [2 ¶1]",
        "Agenda\n------",
        "Trade:\n  1 tea [3 ¶2]\n  2 the port [2 ¶4] (new)",
        "Quotes\n------",
        "> “We agreed.”",
        "> — Ana Quispe [1 ¶9]",
        "What changed since the last brief\n---------------------------------",
        "Compared with: an earlier one",
        "- New on the agenda, Trade the port [4 ¶4]",
        "Our own heading\n---------------",
        "Words.",
        "Sources\n-------",
        "[1] One · a.txt/1",
        "[2] Two · b.txt/1",
        "[3] Three · c.txt/1",
        "[4] Four · d.txt/1\n",
    ]


def test_a_moment_in_any_zone_is_the_moment():
    there = compose(PARCEL, MAIL, MINISTER, AT.astimezone(UTC))
    assert read(there)["Date"].datetime == AT


def test_what_a_server_hands_on_is_what_was_composed(tmp_path):
    mails = [(to.spec, compose(PARCEL, MAIL, to, AT)) for to in MAIL.to]
    with running(tmp_path, login=False) as server:
        mail = replace(MAIL, port=server.port, ca_file=server.ca_file)
        sent = send(mails, mail, None, sleep=lambda _: None, told=lambda _: None)
        assert [one.outcome for one in sent] == ["accepted", "accepted"]
        assert [(kept.to, kept.content) for kept in server.kept()] == mails
        for kept in server.kept():
            (attached,) = kept.message.iter_attachments()
            assert attached.get_content() == PDF
