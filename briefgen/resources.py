"""Where templates, profiles and seeds are found: the workspace first, then what the package ships."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path

from briefgen.errors import Problem, UsageError

_HERE = Path(__file__).resolve().parent
# A wheel carries the three folders in _data; a checkout has them beside the package.
SHIPPED = _HERE / "_data" if (_HERE / "_data").is_dir() else _HERE.parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder that may hold its own profiles/, templates/ and seeds/."""

    root: Path

    def find(self, kind: str, name: str) -> Path | None:
        """The file or folder ``kind/name``, of the workspace or else as shipped; None where neither has it."""
        for folder in self.folders(kind):
            path = folder / name
            if is_there(path):
                return path
        return None

    def folders(self, kind: str) -> tuple[Path, ...]:
        """The folders of one kind that exist, in the order they are searched."""
        seen = dict.fromkeys((self.root / kind, SHIPPED / kind))
        return tuple(folder for folder in seen if is_there(folder) and folder.is_dir())


def is_there(path: Path) -> bool:
    """Whether a file or folder can be seen; what lies in a folder that nobody may look into cannot."""
    try:
        return path.exists()
    except OSError:
        return False


def workspace(given: str | None = None) -> Workspace:
    """The workspace named on the command line, else by ``BRIEFGEN_HOME``, else the current folder with profiles/.

    Raises:
        UsageError: there is no such folder.
    """
    named = given or os.environ.get("BRIEFGEN_HOME")
    if named:
        if not Path(named).is_dir():
            by = "--workspace" if given else "BRIEFGEN_HOME"
            raise UsageError(Problem(f"{by} names no folder: {named}", remedy="`briefgen init FOLDER` makes one"))
        return Workspace(Path(named))
    here = Path.cwd()
    return Workspace(here if (here / "profiles").is_dir() else SHIPPED)


# --- profiles by name: read without loading any, since every `--help` lists them -------------------------------------

COMMANDS = frozenset(
    ("build", "init", "profiles", "new", "check", "test", "explain", "extract", "render", "verify", "schema", "doctor",
     "diff", "run-due", "schedule", "status", "backfill", "clear", "issue", "ingest", "sources", "archive", "preview",
     "backtest", "help")
)  # fmt: skip
PROFILE_NAME = re.compile(r"\w[\w-]*(?:\.[\w-]+)*")  # also the name of a folder that is written
_TITLE = re.compile(r"""^title:[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\n#'"][^\n]*?))[ \t]*(?:#.*)?$""", re.MULTILINE)
_HEAD_BYTES = 4096


def list_profiles(workspace: Workspace) -> dict[str, str]:
    """The titles of all profiles by name, read from their first lines only; the workspace's own win."""
    found: dict[str, str] = {}
    for path in profile_files(workspace):
        title = _TITLE.search(_head(path))
        printed = next(filter(None, title.groups()), "") if title else ""
        found[path.stem] = "".join(char for char in printed if char.isprintable()).strip() or path.stem
    return found


def _head(path: Path) -> str:
    """The first lines of a file; nothing of a folder, a pipe or what cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return stream.read(_HEAD_BYTES).decode("utf-8", "replace")
    except OSError:
        return ""


def profile_files(workspace: Workspace) -> list[Path]:
    """The files of all profiles that can be commands, by name; the workspace's own win."""
    found: dict[str, Path] = {}
    for folder in workspace.folders("profiles"):
        for path in folder.glob("*.yaml"):
            if PROFILE_NAME.fullmatch(path.stem) and path.stem not in COMMANDS and is_there(path):
                found.setdefault(path.stem, path)
    return [found[name] for name in sorted(found)]
