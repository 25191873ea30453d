"""The mail itself, read back as a mail program reads it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser

import pytest
from data.mails import ADA, AT, HEADERS, MAIL, MINISTER, PARCEL, PDF, body, read
from mailserver import running

from briefgen.deliver.message import compose, notice
from briefgen.deliver.smtp import send


@pytest.fixture(scope="module")
def mail() -> EmailMessage:
    return read(compose(PARCEL, MAIL, MINISTER, AT))


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


def test_no_two_mails_that_differ_have_one_name():
    """Mail systems show mails of one Message-ID once: a test, or an issue made again, must not hide another."""
    others = (
        replace(PARCEL, test=True),
        replace(PARCEL, card=PARCEL.card + "More.\n"),
        replace(PARCEL, attachments=()),
        replace(PARCEL, changes=("3 new",)),
    )
    names = {str(read(compose(one, MAIL, MINISTER, AT))["Message-ID"]) for one in (PARCEL, *others)}
    names.add(str(read(compose(PARCEL, MAIL, MINISTER, AT + timedelta(days=1)))["Message-ID"]))
    assert len(names) == 6
    again = read(compose(PARCEL, MAIL, MINISTER, AT))["Message-ID"]
    assert again == read(compose(PARCEL, MAIL, MINISTER, AT))["Message-ID"]


def test_a_later_version_says_what_it_takes_the_place_of():
    mail = read(compose(replace(PARCEL, version=2, supersedes=1), MAIL, MINISTER, AT))
    assert mail["References"] == read(compose(PARCEL, MAIL, MINISTER, AT))["References"]
    assert mail["References"] != read(compose(PARCEL, MAIL, MAIL.to[1], AT))["References"]
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
