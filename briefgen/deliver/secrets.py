"""The password of the mail server, from where nobody else can read it."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path

from briefgen.errors import DeliveryError, Problem
from briefgen.profile.model import Mail

_MOST = 4096


def password(mail: Mail, environ: Mapping[str, str]) -> str | None:
    """The password; None where the server needs no login.

    Args:
        mail: says where it is kept.
        environ: the variables of the environment.

    Raises:
        DeliveryError: it is not there, or others can read it.
    """
    if not mail.user:
        return None
    if mail.password_file is None:
        secret = environ.get(mail.password_env, "")
        if not secret:
            raise _fault(
                f"no password in the environment: {mail.password_env} is not set", "Set it for who runs briefgen"
            )
    else:
        secret = _kept(mail.password_file)
        if not secret:
            raise _fault(f"no password in {mail.password_file}", "Write it on the first line")
    if any(char < " " or char == "\x7f" for char in secret):
        where = mail.password_file or mail.password_env
        raise _fault(f"the password in {where} has a control character or more than one line", "Keep only the password")
    return secret


def _kept(path: Path) -> str:
    """What a file says, read only where its rights are tight."""
    try:
        # A pipe that nobody writes to would be waited for.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except OSError as fault:
        raise _fault(f"the password file {path} cannot be read: {fault.strerror}") from None
    try:
        held = os.fstat(handle)  # of what was opened: the name may lead elsewhere by now
        if not stat.S_ISREG(held.st_mode):
            raise _fault(f"the password file {path} is not a file")
        if hasattr(os, "geteuid"):
            if held.st_uid not in {0, os.geteuid()}:
                raise _fault(f"the password file {path} belongs to somebody else", "It must be yours or root's")
            if held.st_mode & 0o077:
                raise _fault(f"others can read the password file {path}", f"chmod 600 {path}")
        raw = os.read(handle, _MOST + 1)
    finally:
        os.close(handle)
    if len(raw) > _MOST:
        raise _fault(f"the password file {path} is too long", "Keep only the password")
    try:
        return raw.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise _fault(f"the password file {path} is not UTF-8") from None


def _fault(message: str, remedy: str = "") -> DeliveryError:
    return DeliveryError(Problem(message, remedy=remedy))
