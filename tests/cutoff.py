"""A run that is killed, or finds the disk full, at one of its steps: before a file is written, a word is sent.

The run is a fork of the test; the program itself knows nothing of it.
"""

from __future__ import annotations

import errno
import os
import signal
import smtplib
import sys
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

KILLED = -signal.SIGKILL
STEPS: tuple[tuple[Any, str], ...] = (
    (os, "fsync"),
    (os, "replace"),
    (os, "rename"),
    (os, "mkdir"),
    (os, "unlink"),
    (os, "rmdir"),
    (os, "link"),
    (smtplib.SMTP, "send"),
    (smtplib.SMTP, "getreply"),
)


def killed(step: int, args: list[str], cwd: Path, env: Mapping[str, str]) -> int:
    """How ``briefgen ARGS`` ended, killed before its step of that number (from 1); ``KILLED`` if it has so many."""

    def kill(counted: int, _name: str) -> None:
        if counted == step:
            os.kill(os.getpid(), signal.SIGKILL)

    return _forked(lambda: _run(kill, args, cwd, env))


def disk_full(step: int, args: list[str], cwd: Path, env: Mapping[str, str]) -> int:
    """How ``briefgen ARGS`` ended, the disk full from its step of that number on."""

    def fill(counted: int, name: str) -> None:
        if counted >= step and name in {"fsync", "mkdir", "link"}:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return _forked(lambda: _run(fill, args, cwd, env))


def with_rights_of_nobody(args: list[str], cwd: Path) -> int:
    """How ``briefgen ARGS`` ended, run by somebody who may write only where everybody may."""

    def run() -> int:
        if os.geteuid() == 0:
            os.setgid(65534)
            os.setuid(65534)
        return _run(lambda *_: None, args, cwd, {})

    return _forked(run)


def _forked(run: Callable[[], int]) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        code = run()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _run(at: Callable[[int, str], None], args: list[str], cwd: Path, env: Mapping[str, str]) -> int:
    from briefgen.cli import main

    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    os.chdir(cwd)
    os.environ.update(env)
    counted = 0

    def before(real: Callable[..., Any], name: str) -> Callable[..., Any]:
        def stepping(*given: Any, **named: Any) -> Any:
            nonlocal counted
            counted += 1
            at(counted, name)
            return real(*given, **named)

        return stepping

    for holder, name in STEPS:
        setattr(holder, name, before(getattr(holder, name), name))
    return main(args)
