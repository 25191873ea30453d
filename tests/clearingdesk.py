"""A desk whose weekly brief must be cleared, and how a person clears, issues, builds and edits a brief there."""

from __future__ import annotations

import shutil
from hashlib import sha256
from pathlib import Path

import pytest
from commandline import Ran, briefgen
from weeklydesk import KEYS, MONDAYS, Desk

from briefgen.cli import main

CLEARANCE = "  clearance: required\n  formats: [html]\n"
STALE = CLEARANCE + "  coverage_within: 3d\n"
NAME = "Ada Stone"
THIRD = """Envoys count the days

8 March 2026

NAIROBI: The ambassadors of Peru and Kenya met in Nairobi on Saturday. Peru and Kenya share an interest in cocoa.

Peruvian Foreign Minister Ana Quispe said: “We want cocoa on the table when Kenya comes to Lima.”
"""
FRIDAY = "2026-03-20T10:00-05:00"


def own(desk: Desk, suffix: str = "md", key: str = KEYS[0], version: int = 1) -> Path:
    return desk.issue(key, version) / f"peru-kenya-{key}.{suffix}"


def clear(desk: Desk, file: Path | None = None, *args: object, by: str = NAME, now: str = MONDAYS[0]) -> Ran:
    return briefgen("clear", file or own(desk), "--by", by, "--now", now, *args, cwd=desk.folder)


def issue(desk: Desk, file: Path | None = None, *args: object, now: str = MONDAYS[0]) -> Ran:
    return briefgen("issue", file or own(desk), "--now", now, *args, cwd=desk.folder)


def drafted(desk: Desk) -> Desk:
    assert "waiting" in desk.run().out
    return desk


def build(desk: Desk, *args: object, as_of: str = "2026-03-20") -> Path:
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", as_of, "--json", "--html", *args, cwd=desk.folder)
    assert ran.code == 0, ran.said
    return desk.folder / "out" / "peru-kenya" / f"peru-kenya-{as_of}.md"


def hash_of(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def held(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, but for the lock."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def once_here(args: list[str], first: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of this process, whose forks then need not load anything."""
    shutil.copytree(first.folder, folder)
    monkeypatch.chdir(folder)
    assert main(args) == 0
