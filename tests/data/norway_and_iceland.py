"""A story of our own making that many tests go on with, and the profile of its pair."""

from __future__ import annotations

PAIR = "title: Pair\nsides:\n  - country: NO\n  - country: IS\n"
HEAD = """Norway and Iceland hold talks
2 March 2026

"""
MET = (
    "Norwegian Foreign Minister Ada Stone met Icelandic Prime Minister Jon Marsh in Reykjavik on Monday for talks on "
    "the fish tariffs that have been in force since spring.\n\n"
)
