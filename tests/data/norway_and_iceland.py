"""Briefs on Norway and Iceland, from stories that begin alike."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from briefgen.model import Brief
from briefgen.pipeline import Request, make_brief
from briefgen.profile import load_profile
from briefgen.resources import Workspace

HEAD = """Norway and Iceland hold talks
2 March 2026

"""
MET = (
    "Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks on "
    "the fish tariffs that have been in force since spring.\n\n"
)


def brief_in(folder: Path, *stories: str, profile: str = "", as_of: str = "2026-03-03") -> Brief:
    """The brief that is made in a folder from some stories, each below the same head."""
    path = folder / "pair.yaml"
    path.write_text(f"title: Pair\nsides:\n  - country: NO\n  - country: IS\n{profile}", encoding="utf-8")
    for number, story in enumerate(stories):
        (folder / f"{number}.txt").write_text(HEAD + story + "\n", encoding="utf-8")
    request = Request(articles=tuple(sorted(folder.glob("*.txt"))), as_of=date.fromisoformat(as_of))
    return make_brief(load_profile(path, Workspace(folder)), request).brief
