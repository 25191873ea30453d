"""A mail server on loopback, with TLS and a login: it keeps what it accepts as files, and misbehaves as it is told.

``running(folder)`` gives one that answers in a thread of its own, so that other processes can send to it::

    with running(tmp_path) as server:
        server.script["b@mfa.example"] = ["drop", "later"]  # what becomes of the next mails to this one
        ...                                                 # deliver to server.port, trusting server.ca_file
        assert [mail.to for mail in server.kept()] == ["a@mfa.example", "b@mfa.example"]
"""

from __future__ import annotations

import asyncio
import contextlib
import email
import email.policy
import logging
import ssl
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any, Literal

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

Action = Literal[
    "accept",
    "refuse",  # 550 to the recipient
    "later",  # 451 to the recipient
    "busy",  # 421 to the recipient: the connection ends
    "reject",  # 554 to the mail itself
    "drop",  # the mail is read, thrown away, and the connection ends without an answer
    "keep and drop",  # the same, but the mail is kept
    "slow",  # no answer to the mail until the client has gone
]
logging.getLogger("mail.log").setLevel(logging.CRITICAL)  # it tells of every client that goes away
USER, PASSWORD = "desk", "correct horse"


@cache
def authority() -> trustme.CA:
    return trustme.CA()


@dataclass(frozen=True, slots=True)
class Kept:
    """A mail that arrived: its envelope and its bytes."""

    sender: str
    to: str
    content: bytes

    @property
    def message(self) -> EmailMessage:
        read = email.message_from_bytes(self.content, policy=email.policy.default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass(eq=False)
class MailServer:
    """One server. ``start`` and ``stop`` may follow each other; the port stays the same."""

    folder: Path
    security: Literal["starttls", "tls", "none"] = "starttls"
    login: bool = True
    password: str = PASSWORD
    ways: Sequence[Literal["PLAIN", "LOGIN"]] = ("PLAIN", "LOGIN")  # of logging in
    name: str = "localhost"  # whom its certificate is for
    issuer: trustme.CA = field(default_factory=authority)
    port: int = 0
    largest: int = 10_000_000  # bytes of a mail
    script: dict[str, list[Action]] = field(default_factory=dict)  # by recipient, one for each try; then "accept"
    sessions: int = 0  # connections begun
    logins: list[str] = field(default_factory=list)  # who has logged in
    tries: list[str] = field(default_factory=list)  # each recipient that was offered
    _loop: asyncio.AbstractEventLoop | None = None
    _thread: threading.Thread | None = None

    @property
    def inbox(self) -> Path:
        return self.folder / "inbox"

    @property
    def ca_file(self) -> Path:
        """The certificate that a client has to trust."""
        return self.folder / "ca.pem"

    def kept(self, to: str = "") -> list[Kept]:
        """What has been accepted, in order; read from the disk."""
        found = []
        for path in sorted(self.inbox.glob("*.eml")):
            sender, _, rest = path.read_bytes().partition(b"\n")
            recipient, _, content = rest.partition(b"\n")
            found.append(Kept(sender.decode(), recipient.decode(), content))
        return [mail for mail in found if to in {"", mail.to}]

    def start(self) -> None:
        self.inbox.mkdir(parents=True, exist_ok=True)
        self.issuer.cert_pem.write_to_path(self.ca_file)
        ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, args=(ready,), daemon=True)
        self._thread.start()
        assert ready.wait(10)

    def stop(self) -> None:
        if self._loop and self._thread:
            self._loop.call_soon_threadsafe(self._loop.stop)
            self._thread.join(10)
        self._loop = self._thread = None

    def _serve(self, ready: threading.Event) -> None:
        self._loop = loop = asyncio.new_event_loop()
        loop.set_exception_handler(lambda *_: None)  # a client that has gone is no news here
        context = self._context()
        listening = loop.run_until_complete(
            loop.create_server(
                lambda: self._protocol(context, loop),
                "127.0.0.1",
                self.port,
                ssl=context if self.security == "tls" else None,
            )
        )
        self.port = listening.sockets[0].getsockname()[1]
        ready.set()
        loop.run_forever()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0.01))
        loop.close()

    def _context(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.issuer.issue_cert(self.name).configure_cert(context)
        return context

    def _protocol(self, context: ssl.SSLContext, loop: asyncio.AbstractEventLoop) -> SMTP:
        self.sessions += 1
        starttls = self.security == "starttls"
        return SMTP(
            _Handler(self),
            hostname="mail.test",
            ident="test",
            data_size_limit=self.largest,
            tls_context=context if starttls else None,
            require_starttls=starttls,
            auth_require_tls=starttls,
            auth_exclude_mechanism={"PLAIN", "LOGIN"}.difference(self.ways),
            authenticator=self._checked,
            loop=loop,
        )

    def _checked(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any
    ) -> AuthResult:
        assert isinstance(given, LoginPassword)
        name = given.login.decode()
        right = name == USER and given.password.decode() == self.password
        self.logins.append(name if right else f"not {name}")
        return AuthResult(success=right, handled=False)

    def act(self, to: str) -> Action:
        """What becomes of the mail that is offered now."""
        self.tries.append(to)
        planned = self.script.get(to)
        return planned.pop(0) if planned else "accept"

    def keep(self, sender: str, to: str, content: bytes) -> None:
        name = f"{len(list(self.inbox.glob('*.eml'))) + 1:03}-{to}"
        temporary = self.inbox / f".{name}.tmp"
        temporary.write_bytes(f"{sender}\n{to}\n".encode() + content)
        temporary.rename(self.inbox / f"{name}.eml")


class _Handler:
    def __init__(self, mailserver: MailServer) -> None:
        self._of = mailserver
        self._action: Action = "accept"

    async def handle_MAIL(  # noqa: N802
        self, _server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if self._of.login and not session.authenticated:  # the library's own switch for it warns of plain connections
            return "530 5.7.0 log in first"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self._action = self._of.act(address)
        if self._action == "refuse":
            return "550 5.1.1 no such mailbox"
        if self._action == "later":
            return "451 4.7.1 greylisted, come again"
        if self._action == "busy":
            return "421 4.3.2 too busy"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        if self._action == "reject":
            return "554 5.6.0 not with this content"
        if self._action == "slow":
            await asyncio.sleep(30)
        if self._action in {"accept", "keep and drop"}:
            for to in envelope.rcpt_tos:
                self._of.keep(envelope.mail_from or "", to, envelope.content)
        if self._action in {"drop", "keep and drop"}:
            assert server.transport is not None
            server.transport.abort()
            raise ConnectionResetError
        return "250 OK kept"


@contextlib.contextmanager
def running(folder: Path, **given: Any) -> Iterator[MailServer]:
    """A server that is up until the block ends. What it keeps, and the certificate to trust, are in ``folder``."""
    server = MailServer(folder, **given)
    server.start()
    try:
        yield server
    finally:
        server.stop()
