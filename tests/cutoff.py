"""A run that is killed at one of its steps: before a file is forced to the disk, a name is changed, a word is sent.

The run is a fork of the test; the program itself knows nothing of it.
"""

from __future__ import annotations

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


def run_until(step: int, args: list[str], cwd: Path, env: Mapping[str, str]) -> int:
    """How ``briefgen ARGS`` ended, killed before its step of that number (from 1); ``KILLED`` if it has so many."""
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        code = _run(step, args, cwd, env)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _run(step: int, args: list[str], cwd: Path, env: Mapping[str, str]) -> int:
    from briefgen.cli import main

    with Path(os.devnull).open("w") as nowhere:
        os.dup2(nowhere.fileno(), 1)
    os.chdir(cwd)
    os.environ.update(env)
    counted = 0

    def before(real: Callable[..., Any]) -> Callable[..., Any]:
        def stepping(*given: Any, **named: Any) -> Any:
            nonlocal counted
            counted += 1
            if counted == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return real(*given, **named)

        return stepping

    for holder, name in STEPS:
        setattr(holder, name, before(getattr(holder, name)))
    return main(args)
