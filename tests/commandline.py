"""The command line as a user has it: a process of its own, in a folder that is not the checkout.

Starting Python, importing, and compiling the patterns take most of a short run. So one process does that, with one run
on a text of no account, and every run is a fork of it: its own arguments, folder, environment, output and end.
``cold=True`` starts a new Python instead.
"""

from __future__ import annotations

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
TIMEOUT = 120


@dataclass(frozen=True, slots=True)
class Ran:
    """How a run ended and what it said."""

    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return self.out + self.err


def environment(**more: str) -> dict[str, str]:
    """The environment of a run: the package from the checkout, no workspace of the developer's."""
    kept = {name: value for name, value in os.environ.items() if name != "BRIEFGEN_HOME"}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", **more}


def briefgen(*args: object, cwd: Path, cold: bool = False, **env: str) -> Ran:
    """Runs ``briefgen ARGS`` in a folder. A traceback is a bug whatever the test is about."""
    words = [str(arg) for arg in args]
    ran = _cold(words, cwd, env) if cold else _warm(words, cwd, env)
    assert "Traceback" not in ran.err, ran.err
    return ran


def _cold(words: list[str], cwd: Path, env: dict[str, str]) -> Ran:
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *words],
        cwd=cwd,
        env=environment(**env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=TIMEOUT,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


_FORKS = """
import contextlib, io, json, os, pathlib, signal, sys, tempfile, traceback
import briefgen.render.html, briefgen.render.json
from briefgen.cli import main, run

with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()):
    pathlib.Path(name, "a.txt").write_text("A man said on Monday: “It rained.” The minister met his guest.")
    main(["build", "us-turkiye", "--articles", name, "--out", name, "--quiet"])

for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        signal.alarm(asked["timeout"])
        for number, name in ((1, "out"), (2, "err")):
            os.dup2(os.open(asked[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.chdir(asked["cwd"])
        os.environ.clear()
        os.environ.update(asked["env"])
        sys.argv = ["briefgen", *asked["args"]]
        code = 0
        try:
            run()
        except SystemExit as end:
            code = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
            code = 1
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@cache
def _forks() -> subprocess.Popen[str]:
    server = subprocess.Popen(
        [sys.executable, "-c", _FORKS], env=environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    atexit.register(server.communicate)
    return server


def _warm(words: list[str], cwd: Path, env: dict[str, str]) -> Ran:
    server = _forks()
    assert server.stdin
    assert server.stdout
    with tempfile.TemporaryDirectory() as name:
        out, err = Path(name) / "out", Path(name) / "err"
        asked = {"args": words, "cwd": str(cwd), "env": environment(**env), "out": str(out), "err": str(err)}
        server.stdin.write(json.dumps({**asked, "timeout": TIMEOUT}) + "\n")
        server.stdin.flush()
        code = int(server.stdout.readline())
        return Ran(code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Printed:
    """A brief as files: where they are and what they hold."""

    folder: Path
    ran: Ran

    def file(self, suffix: str) -> Path:
        (found,) = self.folder.glob(f"*/[!.]*.{suffix}")
        return found

    @property
    def markdown(self) -> str:
        return self.file("md").read_text(encoding="utf-8")

    @property
    def html(self) -> str:
        return self.file("html").read_text(encoding="utf-8")

    @property
    def data(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.file("json").read_text(encoding="utf-8"))
        return found


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="briefgen-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def seeds_brief(profile: str, as_of: str) -> Printed:
    """The brief of a profile on the seeds, in Markdown, HTML and JSON; made once for all tests."""
    folder = _folder()
    ran = briefgen(profile, "--as-of", as_of, "--json", "--html", "--out", folder / "out", cwd=folder)
    assert ran.code == 0, ran.said
    return Printed(folder / "out", ran)


@cache
def seeds_extract() -> tuple[dict[str, Any], ...]:
    """What ``briefgen extract`` prints for the seeds, one value per article."""
    folder = _folder()
    ran = briefgen("extract", ROOT / "seeds", cwd=folder)
    assert ran.code == 0, ran.said
    return tuple(json.loads(line) for line in ran.out.splitlines())
