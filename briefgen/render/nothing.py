"""What a brief says of sections in which nothing stands: one line, which neighbours that say no more share."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from briefgen.model import Brief
from briefgen.render.view import DESK_SECTIONS, desk_texts, positions
from briefgen.wording import say


def none_found(brief: Brief, section: str) -> tuple[str, str] | None:
    """The headings of an empty section and of its empty neighbours, and what is said of them.

    None where the line of the section before it speaks for it. What stands in another section instead is told, and so
    such a section has a line of its own.
    """
    elsewhere = _elsewhere(brief, section)
    if elsewhere:
        return say(f"heading.{section}"), elsewhere
    at = brief.sections.index(section)
    if at and _is_bare(brief, brief.sections[at - 1]):
        return None
    run = takewhile(lambda name: _is_bare(brief, name), brief.sections[at:])
    return _in_one(run), say("none")


def desk_empty(brief: Brief, section: str) -> str | None:
    """The headings of neighbouring desk sections that are all empty, for one line; None where another one says it."""
    at = brief.sections.index(section)
    if at and _waits_for_desk(brief, brief.sections[at - 1]):
        return None
    run = takewhile(lambda name: _waits_for_desk(brief, name), brief.sections[at:])
    return _in_one(run)


def _waits_for_desk(brief: Brief, section: str) -> bool:
    return section in DESK_SECTIONS and not desk_texts(brief, section)


def _in_one(sections: Iterable[str]) -> str:
    """The headings of sections over one line: "Dates ahead, background, gaps"."""
    first, *others = (say(f"heading.{name}") for name in sections)
    return ", ".join([first, *(heading[0].lower() + heading[1:] for heading in others)])


def _is_bare(brief: Brief, section: str) -> bool:
    return _is_empty(brief, section) and not _elsewhere(brief, section)


def _is_empty(brief: Brief, section: str) -> bool:
    """Whether nothing stands in a section that may share its line."""
    if section in ("positions", "asks"):
        return not positions(brief, section == "asks")
    held = {
        "figures": brief.figures,
        "watch-outs": brief.watch_outs,
        "dates-ahead": brief.dates_ahead,
        "background": brief.background,
        "gaps": brief.gaps,
    }
    return section in held and not held[section]


def _elsewhere(brief: Brief, section: str) -> str:
    """What is said of a section whose matter stands in another: an item on the agenda is not printed once more."""
    if section == "dates-ahead":
        coming = any(meeting.status in ("upcoming", "under-way") for meeting in brief.meetings)
        return say("none.dates-ahead") if coming else ""
    if section not in ("positions", "asks") or "agenda" not in brief.sections:
        return ""
    status, ours = ("to-raise", (brief.our_side,)) if section == "asks" else ("open", ())
    told = any(entry.status == status and entry.by and entry.by != ours for entry in brief.agenda)
    return say("none.on-agenda") if told else ""
