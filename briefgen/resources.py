"""Where templates, profiles and seeds are found: the workspace first, then what the package ships."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

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
            if path.exists():
                return path
        return None

    def folders(self, kind: str) -> tuple[Path, ...]:
        """The folders of one kind that exist, in the order they are searched."""
        seen = dict.fromkeys((self.root / kind, SHIPPED / kind))
        return tuple(folder for folder in seen if folder.is_dir())


def workspace(given: str | None = None) -> Workspace:
    """The workspace named on the command line, else by ``BRIEFGEN_HOME``, else the current folder with profiles/."""
    named = given or os.environ.get("BRIEFGEN_HOME")
    if named:
        return Workspace(Path(named))
    here = Path.cwd()
    return Workspace(here if (here / "profiles").is_dir() else SHIPPED)
