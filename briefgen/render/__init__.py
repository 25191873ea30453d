"""The finished brief in its views: a renderer is handed the brief and nothing else.

HTML and PDF are made from the Markdown. Each view loads its library only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from briefgen.model import Brief
from briefgen.render.page import SHIPPED_TEMPLATES, PageFacts, page_facts, render_page, style_sheet
from briefgen.wording import say

Format = Literal["md", "html", "pdf", "json"]
FORMATS: tuple[Format, ...] = ("md", "html", "pdf", "json")
_MARKDOWN: tuple[Format, ...] = ("md",)


@dataclass(frozen=True, slots=True)
class Rendered:
    """The views by format, and what a person should know of how they came out."""

    files: Mapping[Format, bytes]
    warnings: tuple[str, ...] = ()
    pages: int = 0  # of the PDF; 0 where none is made
    first_page: tuple[str, ...] = ()  # headings of the sections that begin on the PDF's first page


def render(
    brief: Brief, formats: Collection[Format] = _MARKDOWN, templates: Sequence[Path] = SHIPPED_TEMPLATES
) -> Rendered:
    """The brief in each of ``formats``, as bytes to be written.

    Args:
        brief: what to print.
        formats: any of ``FORMATS``.
        templates: folders that may hold the templates, searched in order.

    Raises:
        OutputError: a template is wrong, or PDF is asked for and Pango is not installed.
    """
    from briefgen.render.markdown import render_markdown

    markdown = render_markdown(brief, templates)
    files: dict[Format, bytes] = {}
    pages = Rendered({})
    if "md" in formats:
        files["md"] = markdown.encode()
    if "json" in formats:
        from briefgen.render.json import render_json

        files["json"] = render_json(brief).encode()
    if "html" in formats or "pdf" in formats:
        pages = page_views(markdown, page_facts(brief), formats, templates)
        files |= pages.files
    return replace(pages, files={name: files[name] for name in FORMATS if name in files})


def page_views(
    markdown: str, facts: PageFacts, formats: Collection[Format], templates: Sequence[Path] = SHIPPED_TEMPLATES
) -> Rendered:
    """HTML and PDF of a brief's Markdown, also of one that a person has edited.

    Args:
        markdown: the brief as Markdown.
        facts: title, language, handling mark and day.
        formats: which of the two.
        templates: folders that may hold style sheets, searched in order.

    Raises:
        OutputError: PDF is asked for and Pango is not installed.
    """
    from briefgen.render.html import render_body
    from briefgen.render.pdf import Pdf, render_pdf

    body = render_body(markdown)
    css = style_sheet("brief.css", templates)
    files: dict[Format, bytes] = {}
    pdf = Pdf(b"", 0)
    if "html" in formats:
        files["html"] = render_page(body, facts, css).encode()
    if "pdf" in formats:
        pdf = render_pdf(body, facts, css + style_sheet("pdf.css", templates))
        files["pdf"] = pdf.content
    named = ", ".join(f"{char} (U+{ord(char):04X})" for char in pdf.not_drawn)
    return Rendered(files, (say("notice.glyphs", characters=named),) if named else (), pdf.pages, pdf.first_page)
