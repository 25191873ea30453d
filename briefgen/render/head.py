"""The title block of a brief: which issue it is, how it stands, of which day, and the next date of both sides."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.model import Brief, Edition
from briefgen.wording import day, days, say

_FEW = 3  # weeks that are named one by one


def title_block(brief: Brief) -> tuple[tuple[tuple[str, str], ...], ...]:
    """The rows of labels and values under the title; what is empty is left out."""
    cutoff = day(brief.cutoff) if brief.cutoff else say("cutoff.none" if brief.sources else "cutoff.no-source")
    window = say(f"window.{brief.window.basis}", dates=days(brief.window.start, brief.window.end))
    if brief.sources and not brief.cutoff:
        window = say("window.undated", n=len(brief.sources))
    used = say("sources.used", n=brief.articles_read, used=len(brief.sources))
    rows = (
        (*_edition_row(brief.edition), (say("label.status"), say("status.draft") if brief.draft else "")),
        (
            (say("label.handling"), brief.handling),
            (say("label.for"), brief.desk.addressee),
            (say("label.from"), brief.desk.sender),
        ),
        ((say("label.as-of"), day(brief.as_of)), (say("label.cutoff"), cutoff), (say("label.next"), next_date(brief))),
        ((say("label.window"), window), (say("label.sources"), used)),
    )
    return tuple(kept for row in rows if (kept := tuple(pair for pair in row if pair[1])))


def _edition_row(edition: Edition | None) -> tuple[tuple[str, str], ...]:
    """Which issue it is, what it replaces, and the weeks before it that had none."""
    if edition is None:
        return ()
    key = "edition.version" if edition.version > 1 else "edition.key"
    return (
        (say("label.edition"), say(key, issue=edition.key, version=edition.version, replaced=edition.supersedes)),
        (say("label.missed"), weeks(edition.missed)),
    )


def weeks(keys: Sequence[str]) -> str:
    """Weeks without an issue: the first and the last of many, and how many they are."""
    if len(keys) <= _FEW:
        return ", ".join(keys)
    return say("edition.missed", first=keys[0], last=keys[-1], n=len(keys))


def next_date(brief: Brief) -> str:
    """The first day or month ahead, of a meeting or of a dated line of both sides; empty when none is known."""
    ahead = [(line.date, line.end) for line in brief.dates_ahead if line.joint and "-" in line.date]
    ahead += [
        (meeting.start, meeting.end) for meeting in brief.meetings if meeting.status == "upcoming" and meeting.start
    ]
    return days(*min(ahead)) if ahead else ""
