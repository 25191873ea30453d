"""The command line as a user has it: a process of its own, in a folder that is not the checkout."""

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
    """The environment of a run: the package from the checkout, no workspace of the developer's, no CI marks."""
    kept = {name: value for name, value in os.environ.items() if name not in {"BRIEFGEN_HOME", "PYTHONHASHSEED"}}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1", **more}


def briefgen(*args: object, cwd: Path, **env: str) -> Ran:
    """Runs ``briefgen ARGS`` in a folder. A traceback is a bug whatever the test is about."""
    done = subprocess.run(
        [sys.executable, "-m", "briefgen", *map(str, args)],
        cwd=cwd,
        env=environment(**env),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr)


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
