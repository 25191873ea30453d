"""The files of the project: those that git tracks, or all of an unpacked archive but what runs have left in it."""

from __future__ import annotations

import subprocess
from fnmatch import fnmatch
from pathlib import Path

from commandline import ROOT


def tracked(root: Path = ROOT, under: str = "") -> list[Path]:
    """The files below a folder that belong to the project, in order."""
    if (root / ".git").exists():
        command = ["git", "ls-files", "-z", "--", under or "."]
        listed = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split("\0")
        return sorted(root / name for name in listed if name and (root / name).is_file())
    ignored = [line.rstrip("/") for line in (root / ".gitignore").read_text(encoding="utf-8").split() if line]
    kept = root / "out" / ".gitignore"  # of what runs write it is the one file that is kept
    return sorted(
        path
        for path in (root / under).rglob("*")
        if path.is_file()
        and (path == kept or path.relative_to(root).parts[0] != "out")
        and not any(fnmatch(part, name) for part in path.relative_to(root).parts for name in ignored)
    )
