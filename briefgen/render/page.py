"""The page around a brief's HTML: it needs no other file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from briefgen.errors import Location, OutputError, Problem
from briefgen.model import Brief
from briefgen.render.escape import printed
from briefgen.resources import SHIPPED
from briefgen.wording import say

SHIPPED_TEMPLATES = (SHIPPED / "templates",)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFacts:
    """What a page needs beside its Markdown."""

    title: str
    language: str = "en"
    handling: str = ""
    as_of: str = ""  # ISO day
    draft: str = ""  # how every page says that nobody has cleared the brief


def page_facts(brief: Brief) -> PageFacts:
    """What the page of a brief says beside its Markdown."""
    return PageFacts(
        title=brief.title,
        language=brief.language,
        handling=brief.handling,
        as_of=brief.as_of,
        draft=say("status.draft") if brief.draft else "",
    )


def render_page(body: str, facts: PageFacts, css: str) -> str:
    """The whole page.

    Args:
        body: the HTML of the brief.
        facts: title, language, handling mark, day, and whether it is a draft.
        css: all its style rules.
    """
    title = escape(printed(facts.title))
    marks = (("handling", facts.handling), ("draft", facts.draft))
    draft = f' data-draft="{escape(printed(facts.draft))}"' if facts.draft else ""
    when = f"{facts.as_of}T00:00:00Z" if facts.as_of else ""
    dates = "".join(f'<meta name="dcterms.{name}" content="{when}">\n' for name in ("created", "modified") if when)
    top, bottom = (
        "".join(f'<p class="{name} {at}">{escape(printed(words))}</p>\n' for name, words in marks if words)
        for at in ("top", "bottom")
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(facts.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta name="generator" content="briefgen">\n{dates}<title>{title}</title>\n'
        f"<style>\n{css}</style>\n</head>\n<body{draft}>\n"
        f'{top}<p class="running" aria-hidden="true">{title}</p>\n'
        f"{body}{bottom}</body>\n</html>\n"
    )


def style_sheet(name: str, templates: Sequence[Path]) -> str:
    """The rules of ``name`` from the first of the folders that has it.

    Raises:
        OutputError: it cannot be read.
    """
    path = next((folder / name for folder in templates if (folder / name).is_file()), SHIPPED_TEMPLATES[0] / name)
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise OutputError(Problem(f"cannot be read: {fault}", Location(str(path)))) from None
