"""Mails handed to the server: one connection for all, one mail for each recipient, each answer told at once.

A mail that the server took and did not answer for is handed over again, the same to the byte: its Message-ID lets the
other end see that it is one mail.
"""

from __future__ import annotations

import base64
import contextlib
import ipaddress
import smtplib
import ssl
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from briefgen.profile.model import Mail
from briefgen.render.escape import printed

Outcome = Literal["accepted", "refused", "failed"]
WAITS = (5.0, 30.0)  # seconds before the second and the third try
_LOGGED_IN, _GO_ON, _GOING, _TOO_LARGE = 235, 334, 421, 552
_ANSWER_MOST = 300  # characters of what a server says


class Sent(NamedTuple):
    """What became of one recipient's mail: ``refused`` for good, or ``failed`` and worth another run."""

    to: str
    outcome: Outcome
    answer: str


class _Hopeless(Exception):  # noqa: N818  not a fault of the program
    """A connection that cannot come about, however often it is tried."""


class _Broken(Exception):  # noqa: N818
    """A connection that is no more."""


def send(  # noqa: PLR0913
    messages: Sequence[tuple[str, bytes]],
    mail: Mail,
    secret: str | None,
    *,
    sleep: Callable[[float], None],
    told: Callable[[Sent], None],
    handing: Callable[[str], None] = lambda _: None,
    waits: Sequence[float] = WAITS,
) -> tuple[Sent, ...]:
    """What became of each mail, in the order given.

    Args:
        messages: address and mail of each recipient.
        mail: the server.
        secret: the password, if there is a login.
        sleep: waits so many seconds.
        told: is called with each outcome as soon as it is known.
        handing: is called with the address when the server has accepted it and the mail itself comes next: if the
            program ends before ``told`` is called, whether that mail arrived is not known.
        waits: seconds to wait before each further try; a connection that broke after some mail had got through is no
            try.
    """
    outcomes: dict[str, Sent] = {}
    answers: dict[str, str] = {}

    def settle(to: str, outcome: Outcome, answer: str) -> None:
        outcomes[to] = Sent(to, outcome, _told(answer, mail.user, secret))
        told(outcomes[to])

    waiting, left = deque(messages), deque(waits)
    while waiting:
        before, broke = len(waiting), False
        try:
            with _session(mail, secret) as session:
                for _ in range(before):
                    to, message = waiting[0]
                    code, answers[to] = _hand_over(session, mail, to, message, handing)
                    waiting.popleft()
                    if 400 <= code < 500:
                        waiting.append((to, message))
                    else:
                        settle(to, "accepted" if _is_yes(code) else "refused", answers[to])
        except _Broken as fault:
            # The mail that it broke at goes last: it may be what breaks it.
            answers = {to: answers.get(to, str(fault)) for to, _ in waiting} | {waiting[0][0]: str(fault)}
            waiting.rotate(-1)
            broke = True
        except _Hopeless as fault:
            answers = dict.fromkeys((to for to, _ in waiting), str(fault))
            break
        if waiting and not (broke and len(waiting) < before):
            if not left:
                break
            sleep(left.popleft())
    for to, _ in waiting:
        settle(to, "failed", answers[to])
    return tuple(outcomes[to] for to, _ in messages)


@contextlib.contextmanager
def _session(mail: Mail, secret: str | None) -> Iterator[smtplib.SMTP]:
    """A connection over which mail may be handed, and its end.

    Raises:
        _Hopeless: the server is not who it should be, or will not let us in.
        _Broken: it is not there, or has gone.
    """
    with _talking(mail):
        session = _connected(mail)
    try:
        with _talking(mail):
            _log_in(session, mail, secret)
        yield session
        with contextlib.suppress(OSError, smtplib.SMTPException):
            session.quit()
    finally:
        session.close()


@contextlib.contextmanager
def _talking(mail: Mail) -> Iterator[None]:
    """What goes wrong between us and the server, told in one of two ways.

    It stands around our talk alone: a fault of the caller's, say a full disk, must end the run and not look like one of
    the server's.
    """
    try:
        yield
    except ssl.SSLCertVerificationError as fault:
        raise _Hopeless(f"the certificate of {mail.server} does not hold: {fault.verify_message}") from None
    except ssl.SSLError as fault:
        raise _Broken(f"no TLS with {mail.server}: {fault.reason or fault}") from None
    except TimeoutError:
        raise _Broken(f"no answer from {mail.server} within {mail.timeout} seconds") from None
    except smtplib.SMTPServerDisconnected as fault:
        if isinstance(fault.__context__, TimeoutError):
            raise _Broken(f"no answer from {mail.server} within {mail.timeout} seconds") from None
        raise _Broken(f"{mail.server} ended the connection: {fault}") from None
    except smtplib.SMTPResponseException as fault:
        if fault.smtp_code < 0:
            raise _Broken(f"{mail.server} does not answer as a mail server does") from None
        kind = _Hopeless if fault.smtp_code >= 500 else _Broken
        raise kind(f"{mail.server}: {_answer(fault.smtp_code, fault.smtp_error)}") from None
    except smtplib.SMTPException as fault:
        raise _Hopeless(f"{mail.server}: {fault}") from None
    except OSError as fault:
        raise _Broken(f"{mail.server} port {mail.port}: {fault.strerror or fault}") from None


def _connected(mail: Mail) -> smtplib.SMTP:
    if mail.security == "none":
        session = smtplib.SMTP(mail.server, mail.port, timeout=mail.timeout)
        assert session.sock is not None  # noqa: S101
        peer = session.sock.getpeername()[0]
        if not ipaddress.ip_address(peer).is_loopback:
            session.close()
            raise _Hopeless(f"{mail.server} is {peer}, not this machine: without TLS nothing is sent there")
        return session
    context = _context(mail)
    if mail.security == "tls":
        return smtplib.SMTP_SSL(mail.server, mail.port, timeout=mail.timeout, context=context)
    session = smtplib.SMTP(mail.server, mail.port, timeout=mail.timeout)
    try:
        session.starttls(context=context)
    except smtplib.SMTPNotSupportedError:
        session.close()
        raise _Hopeless(f"{mail.server} offers no STARTTLS: nothing is sent without TLS") from None
    except BaseException:
        session.close()
        raise
    return session


def _context(mail: Mail) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=mail.ca_file)
    except OSError as fault:
        raise _Hopeless(f"{mail.ca_file} holds no certificates: {fault.strerror or fault}") from None


def _log_in(session: smtplib.SMTP, mail: Mail, secret: str | None) -> None:
    """The login, tried in one way only: smtplib's own tries all ways, and three wrong passwords lock an account."""
    if not mail.user or secret is None:
        return
    session.ehlo_or_helo_if_needed()
    offered = session.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in offered:
        code, answer = session.docmd("AUTH", "PLAIN " + _token(f"\0{mail.user}\0{secret}"))
    elif "LOGIN" in offered:
        code, answer = session.docmd("AUTH", "LOGIN " + _token(mail.user))
        if code == _GO_ON:
            code, answer = session.docmd(_token(secret))
    else:
        raise smtplib.SMTPNotSupportedError("it offers no login that briefgen knows (PLAIN, LOGIN)")
    if code != _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, answer)


def _token(words: str) -> str:
    return base64.b64encode(words.encode()).decode()


def _hand_over(
    session: smtplib.SMTP, mail: Mail, to: str, message: bytes, handing: Callable[[str], None]
) -> tuple[int, str]:
    """The server's last word on one mail.

    Raises:
        _Broken: the connection has ended, or the server says that it will.
        _Hopeless: it takes no mail from our sender.
    """
    with _talking(mail):
        session.ehlo_or_helo_if_needed()
        size = [f"size={len(message)}"] if session.has_extn("size") else []
        code, answer = session.mail(mail.sender.spec, size)
        if code >= 500 and code != _TOO_LARGE:
            raise smtplib.SMTPSenderRefused(code, answer, mail.sender.spec)
        if _is_yes(code):
            code, answer = session.rcpt(to)
    if _is_yes(code):
        handing(to)
        with _talking(mail):
            code, answer = _data(session, message)
    if not (_is_yes(code) or 400 <= code < 600):
        raise _Broken(f"{mail.server} does not answer as a mail server does")
    if code == _GOING:
        raise _Broken(f"{mail.server}: {_answer(code, answer)}")
    if not _is_yes(code):
        with contextlib.suppress(_Broken), _talking(mail):  # its answer counts, also if it leaves now
            session.rset()
    return code, _answer(code, answer)


def _is_yes(code: int) -> bool:
    """Whether a mail, or its recipient, is taken; what is no code of the protocol is no yes."""
    return 200 <= code < 300


def _data(session: smtplib.SMTP, message: bytes) -> tuple[int, bytes]:
    try:
        return session.data(message)
    except smtplib.SMTPDataError as fault:  # it would not have it begin
        words = fault.smtp_error
        return fault.smtp_code, words.encode() if isinstance(words, str) else words


def _answer(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return f"{code} {text}"


def _told(answer: str, user: str, secret: str | None) -> str:
    """A server's words on one line, and nothing of the password should it be among them."""
    if secret:
        for form in (_token(f"\0{user}\0{secret}"), _token(secret), secret):
            answer = answer.replace(form, "…")
    return printed(answer)[:_ANSWER_MOST]
