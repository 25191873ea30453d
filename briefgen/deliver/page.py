"""The HTML of a mail: the brief's own, put so that it reads well where a mail program drops the style sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from markdown_it.token import Token

from briefgen.render.html import parser
from briefgen.render.page import PageFacts, render_page

# Of our own HTML; an article's words are escaped and cannot look like it.
_MARK = re.compile(r'<span class="mark">(<a [^<>]*>[^<>]*</a>[^<>]*)</span>')
_RUNNING = re.compile(r'<p class="running"[^<>]*>[^<>]*</p>\n')


def mail_page(lead: Sequence[str], markdown: str, facts: PageFacts, css: str) -> str:
    """The whole page of a mail.

    Many mail programs know no ``::before``, so that source marks have their brackets in the text here, and the items of
    an agenda stand each on a line. The running title, which is for paper, is left out.

    Args:
        lead: what stands above the brief, each a paragraph.
        markdown: the first page of the brief.
        facts: title, language, handling mark and day.
        css: all its style rules.
    """
    reader = parser()
    tokens: list[Token] = reader.parse(markdown, {})
    for token in tokens:
        if token.type == "table_open":
            token.attrs.pop("class", None)  # a long agenda is set tight on paper alone
        for child in token.children or ():
            if child.type in ("item_open", "item_close"):
                child.tag = "div"
    body: str = reader.renderer.render(tokens, reader.options, {})
    above = "".join(f"<p>{escape(line)}</p>\n" for line in lead)
    page = render_page(above + _MARK.sub(r"<small>[\1]</small>", body), facts, css)
    return _RUNNING.sub("", page, count=1)
