"""Sending: a real server on loopback, with TLS and a login, that accepts, refuses, falters, drops and goes away."""

from __future__ import annotations

import errno
import smtplib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime

import pytest
import trustme
from mailserver import PASSWORD, USER, MailServer, running

from briefgen.deliver.smtp import WAITS, Sent, send
from briefgen.profile.model import Address, Mail

A, B, C = "a@mfa.example", "b@mfa.example", "c@mfa.example"
MAILS = [
    (to, f"From: desk@mfa.example\r\nTo: {to}\r\n\r\n.\r\n..\r\nA line for {to}\r\n\r\n".encode()) for to in (A, B, C)
]


def mail_by(by: MailServer, **other: object) -> Mail:
    desk = Address("", "desk@mfa.example")
    mail = Mail(
        sender=desk,
        to=tuple(Address("", to) for to, _ in MAILS),
        owner=desk,
        subject="",
        server="localhost",
        port=by.port,
        security=by.security,
        user=USER if by.login else "",
        ca_file=by.ca_file,
        timeout=5,
    )
    return replace(mail, **other)


class Run:
    """One run that sends, and what it told and waited for."""

    def __init__(self, mail: Mail, messages: list[tuple[str, bytes]] = MAILS, secret: str | None = PASSWORD) -> None:
        self.waited: list[float] = []
        self.told: list[Sent] = []
        self.handed: list[str] = []
        self.sent = send(
            messages, mail, secret, sleep=self.waited.append, told=self.told.append, handing=self.handed.append
        )

    @property
    def outcomes(self) -> list[str]:
        return [sent.outcome for sent in self.sent]


def arrived(server: MailServer) -> list[tuple[str, bytes]]:
    return sorted((mail.to, mail.content) for mail in server.kept())


@pytest.mark.parametrize("security", ["starttls", "tls", "none"])
@pytest.mark.parametrize("login", [True, False])
def test_each_gets_a_mail_of_their_own_over_one_connection(tmp_path, security, login):
    with running(tmp_path, security=security, login=login) as server:
        run = Run(mail_by(server))
        assert run.outcomes == ["accepted"] * 3
        assert arrived(server) == MAILS  # to the byte, lines of dots and all
        assert {mail.sender for mail in server.kept()} == {"desk@mfa.example"}
        assert (server.sessions, server.logins) == (1, [USER] if login else [])
        assert (run.waited, run.handed) == ([], [A, B, C])


def test_one_bad_recipient_of_three_stops_nobody_else(server):
    server.script[B] = ["refuse"]
    run = Run(mail_by(server))
    assert run.sent == (
        Sent(A, "accepted", "250 OK kept"),
        Sent(B, "refused", "550 5.1.1 no such mailbox"),
        Sent(C, "accepted", "250 OK kept"),
    )
    assert run.told == list(run.sent)
    assert run.handed == [A, C]
    assert arrived(server) == [MAILS[0], MAILS[2]]
    assert run.waited == []


def test_a_mail_that_is_refused_for_what_it_holds(server):
    server.script[A] = ["reject"]
    run = Run(mail_by(server))
    assert run.sent[0] == Sent(A, "refused", "554 5.6.0 not with this content")
    assert run.outcomes == ["refused", "accepted", "accepted"]


def test_a_mail_that_is_too_large_is_refused_before_it_is_handed_over(tmp_path):
    with running(tmp_path, largest=len(MAILS[0][1]) * 2) as server:
        run = Run(mail_by(server), [MAILS[0], (B, MAILS[1][1] * 3)])
        assert run.outcomes == ["accepted", "refused"]
        assert run.sent[1].answer.startswith("552 ")
        assert run.handed == [A]


def test_come_again_later_is_heeded(server):
    server.script[B] = ["later", "later"]
    run = Run(mail_by(server))
    assert run.outcomes == ["accepted"] * 3
    assert [sent.to for sent in run.told] == [A, C, B]
    assert run.waited == list(WAITS)
    assert arrived(server) == MAILS


def test_who_says_so_for_ever_is_left_to_the_next_run(server):
    server.script[B] = ["later"] * 9
    run = Run(mail_by(server))
    assert run.outcomes == ["accepted", "failed", "accepted"]
    assert run.sent[1].answer == "451 4.7.1 greylisted, come again"
    assert run.waited == list(WAITS)
    assert [sent.to for sent in run.told] == [A, C, B]


@pytest.mark.parametrize("fault", ["drop", "slow", "busy"])
def test_a_connection_that_ends_before_the_answer_is_made_again(server, fault):
    server.script[A] = [fault]
    run = Run(mail_by(server, timeout=1))
    assert run.outcomes == ["accepted"] * 3
    assert arrived(server) == MAILS
    assert server.tries == [A, B, C, A]  # the mail that it ended at goes last
    assert server.sessions == 2


def test_a_server_that_drops_every_mail_is_given_up_and_nothing_is_said_to_have_arrived(server):
    server.script = {to: ["drop"] * 9 for to in (A, B, C)}
    run = Run(mail_by(server))
    assert run.outcomes == ["failed"] * 3
    assert {sent.answer for sent in run.sent} == {"localhost ended the connection: Connection unexpectedly closed"}
    assert server.tries == [A, B, C]  # each had its turn
    assert arrived(server) == []


def test_a_mail_that_was_kept_without_an_answer_comes_twice_and_is_the_same(server):
    server.script[B] = ["keep and drop"]
    assert Run(mail_by(server)).outcomes == ["accepted"] * 3
    assert [mail.content for mail in server.kept(B)] == [MAILS[1][1]] * 2


def test_down_for_two_runs_then_up(server):
    server.stop()
    for _ in range(2):
        run = Run(mail_by(server))
        assert run.sent[0] == Sent(A, "failed", f"localhost port {server.port}: Connection refused")
        assert run.outcomes == ["failed"] * 3
        assert run.waited == list(WAITS)
    server.start()
    assert Run(mail_by(server)).outcomes == ["accepted"] * 3
    assert arrived(server) == MAILS


def test_up_again_within_a_run(server):
    server.stop()
    waited: list[float] = []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        server.start()

    sent = send(MAILS, mail_by(server), PASSWORD, sleep=sleep, told=lambda _: None)
    assert [one.outcome for one in sent] == ["accepted"] * 3
    assert waited == [WAITS[0]]


# --- nobody else, and nothing in the clear ---------------------------------------------------------------------------


def nothing_sent(server: MailServer, run: Run) -> str:
    """The one answer of a run that was not let in: it tried once, told all, and said nothing of the password."""
    assert run.outcomes == ["failed"] * 3
    assert run.told == list(run.sent)
    assert (run.waited, run.handed, server.tries) == ([], [], [])
    (answer,) = {sent.answer for sent in run.sent}
    assert PASSWORD not in answer
    return answer


def test_a_wrong_password(server):
    answer = nothing_sent(server, Run(mail_by(server), secret="a guess"))  # noqa: S106
    assert answer == "localhost: 535 5.7.8 Authentication credentials invalid"
    assert server.logins == ["not desk"]  # once: a second try may lock the account


def test_a_server_that_wants_a_login_we_have_not(server):
    assert nothing_sent(server, Run(mail_by(server, user=""), secret=None)) == "localhost: 530 5.7.0 log in first"


def test_a_password_beyond_ascii(tmp_path):
    right = "şifre-1907"
    with running(tmp_path, password=right) as server:
        assert Run(mail_by(server), secret=right).outcomes == ["accepted"] * 3
        assert Run(mail_by(server), secret=right[1:]).outcomes == ["failed"] * 3


def test_a_server_that_knows_only_the_older_login(tmp_path):
    with running(tmp_path, ways=["LOGIN"]) as server:
        assert Run(mail_by(server)).outcomes == ["accepted"] * 3
        assert server.logins == [USER]
        nothing_new = Run(mail_by(server), secret=PASSWORD[1:])
        assert nothing_new.outcomes == ["failed"] * 3
        assert server.logins == [USER, f"not {USER}"]


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_that_nobody_vouches_for(tmp_path, security):
    with running(tmp_path, security=security, issuer=trustme.CA()) as server:
        trustme.CA().cert_pem.write_to_path(server.ca_file)
        answer = nothing_sent(server, Run(mail_by(server)))
        assert answer == "the certificate of localhost does not hold: unable to get local issuer certificate"
        answer = nothing_sent(server, Run(mail_by(server, ca_file=None)))
        assert answer == "the certificate of localhost does not hold: unable to get local issuer certificate"
        assert server.logins == []


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_for_somebody_else(tmp_path, security):
    with running(tmp_path, security=security, name="mail.press.example") as server:
        answer = nothing_sent(server, Run(mail_by(server)))
        assert answer.startswith("the certificate of localhost does not hold: Hostname mismatch")
        assert server.logins == []


def test_a_certificate_of_last_year(tmp_path, monkeypatch):
    old = trustme.CA()
    issue = old.issue_cert
    monkeypatch.setattr(old, "issue_cert", lambda name: issue(name, not_after=datetime(2020, 1, 1, tzinfo=UTC)))
    with running(tmp_path, issuer=old) as server:
        answer = nothing_sent(server, Run(mail_by(server)))
        assert answer == "the certificate of localhost does not hold: certificate has expired"


def test_without_starttls_nothing_is_said(tmp_path):
    with running(tmp_path, security="none") as server:
        answer = nothing_sent(server, Run(mail_by(server, security="starttls")))
        assert answer == "localhost offers no STARTTLS: nothing is sent without TLS"
        assert server.logins == []


def test_tls_from_the_first_byte_with_a_server_that_does_not(server):
    run = Run(mail_by(server, security="tls"))
    assert run.outcomes == ["failed"] * 3
    assert run.sent[0].answer.startswith("no TLS with localhost: ")
    assert server.logins == []


def test_a_file_that_holds_no_certificate(server, tmp_path):
    path = tmp_path / "none.pem"
    missing = nothing_sent(server, Run(mail_by(server, ca_file=path)))
    assert missing == f"{path} holds no certificates: No such file or directory"
    path.write_text("no certificate\n")
    assert nothing_sent(server, Run(mail_by(server, ca_file=path))).startswith(f"{path} holds no certificates")


def test_a_name_of_this_machine_that_leads_elsewhere(tmp_path, monkeypatch):
    with running(tmp_path, security="none") as server:
        monkeypatch.setattr(smtplib.SMTP, "_get_socket", lambda *_: _Elsewhere(server.port))
        answer = nothing_sent(server, Run(mail_by(server)))
        assert answer == "localhost is 192.0.2.1, not this machine: without TLS nothing is sent there"


class _Elsewhere(socket.socket):
    def __init__(self, port: int) -> None:
        super().__init__()
        self.connect(("127.0.0.1", port))

    def getpeername(self) -> tuple[str, int]:
        return "192.0.2.1", 25


# --- servers that are none -------------------------------------------------------------------------------------------


@contextmanager
def saying(*lines: bytes) -> Iterator[int]:
    """The port of something that says its lines, one for each that it hears, and then no more."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                peer, _ = listening.accept()
            except OSError:
                return
            with peer, peer.makefile("rb") as heard, suppress(ConnectionError):
                for line in lines:
                    peer.sendall(line)
                    if not heard.readline():
                        break

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(5)


def plain(port: int, **other: object) -> Mail:
    desk = Address("", "desk@mfa.example")
    mail = Mail(
        sender=desk, to=(), owner=desk, subject="", server="127.0.0.1", port=port, security="none", user=USER, timeout=1
    )
    return replace(mail, **other)


def test_what_a_server_says_is_shown_on_one_line_without_the_password():
    token = "AGRlc2sAY29ycmVjdCBob3JzZQ=="  # noqa: S105 - desk and its password, as they are sent
    spoken = f"535 no \x1b[31m{PASSWORD}\x07 {token} Y29ycmVjdCBob3JzZQ== \u202e!".encode()
    with saying(b"220 hi\r\n", b"250-hi\r\n250 AUTH PLAIN\r\n", spoken + b"\r\n") as port:
        run = Run(plain(port))
    assert run.outcomes == ["failed"] * 3
    assert run.sent[0].answer == "127.0.0.1: 535 no [31m… … … !"


@pytest.mark.parametrize(
    ("lines", "answer"),
    [
        ((b"HTTP/1.1 400 Bad Request\r\n",), "127.0.0.1 does not answer as a mail server does"),
        ((b"220 " + b"x" * 100_000 + b"\r\n",), "127.0.0.1: 500 Line too long."),
        ((b"\x00\xff\xfe\r\n",), "127.0.0.1 does not answer as a mail server does"),
        ((b"554 go away\r\n",), "127.0.0.1: 554 go away"),
        ((), "127.0.0.1 ended the connection"),
        ((b"220 hi\r\n", b"250 hi\r\n"), "127.0.0.1: it offers no login that briefgen knows (PLAIN, LOGIN)"),
        (
            (b"220 hi\r\n", b"250-hi\r\n250 AUTH NTLM\r\n"),
            "127.0.0.1: it offers no login that briefgen knows (PLAIN, LOGIN)",
        ),
    ],
    ids=["the web", "endless line", "bytes", "no service", "gone", "no login", "no login of ours"],
)
def test_what_is_no_mail_server_of_ours_fails_and_is_told(lines, answer):
    with saying(*lines) as port:
        run = Run(plain(port))
    assert run.outcomes == ["failed"] * 3
    assert run.sent[0].answer.startswith(answer)


def test_a_server_that_never_speaks_is_not_waited_for():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        run = Run(plain(silent.getsockname()[1]))
    assert run.outcomes == ["failed"] * 3
    assert {sent.answer for sent in run.sent} == {"no answer from 127.0.0.1 within 1 seconds"}


@pytest.mark.parametrize("answer", [b"OK\r\n", b"-50 OK\r\n", b"354 go on\r\n", b"999 OK\r\n", b"\r\n"])
@pytest.mark.parametrize("after", ["the recipient", "the mail"])
def test_what_is_no_answer_is_no_yes(answer, after):
    before = [b"220 hi\r\n", b"250 hi\r\n", b"250 OK\r\n"]
    if after == "the mail":
        before += [b"250 OK\r\n", b"354 go on\r\n"]
        answer *= len(MAILS[0][1].splitlines()) + 2  # something for each line of the mail
    with saying(*before, answer) as port:
        run = Run(plain(port, user=""), MAILS[:1])
    assert run.outcomes == ["failed"]


def test_a_refusal_counts_also_from_a_server_that_leaves_with_it():
    with saying(b"220 hi\r\n", b"250 hi\r\n", b"250 OK\r\n", b"550 not here\r\n") as port:
        run = Run(plain(port, user=""))
    assert [sent.answer for sent in run.sent] == ["550 not here"] * 3
    assert run.outcomes == ["refused"] * 3
    assert run.waited == []


def test_a_name_that_nobody_has(server):
    run = Run(mail_by(server, server="mail.invalid"))
    assert run.outcomes == ["failed"] * 3
    assert run.sent[0].answer.startswith("mail.invalid port ")


# --- the caller's own faults -----------------------------------------------------------------------------------------


def full(_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.parametrize("callback", ["told", "handing"])
def test_an_outcome_that_cannot_be_written_down_ends_the_run(server, callback):
    calls: dict[str, Callable[[object], None]] = {"told": lambda _: None, "handing": lambda _: None, callback: full}
    with pytest.raises(OSError, match="No space left"):
        send(MAILS, mail_by(server), PASSWORD, sleep=lambda _: None, **calls)
    assert [to for to, _ in arrived(server)] == ([A] if callback == "told" else [])
