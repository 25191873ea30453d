"""The title block of a Markdown brief read back: what an edited file says of its own page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from briefgen.render.html import parser
from briefgen.render.page import PageFacts
from briefgen.wording import MONTHS, say

_DRAFT = say("status.draft").partition(",")[0]
_SECTION = re.compile(r"(?m)^##[ \t]")
_TITLE = re.compile(r"(?m)^#[ \t].*(?:\n|$)")
_STATUS = re.compile(
    rf"(\*\*{re.escape(say('label.status'))}:\*\*[ \t]*)[^\r\n]*?(?=[ \t]*(?: · \*\*|\r?$))", re.MULTILINE
)


def read_title_block(markdown: str, otherwise: str) -> PageFacts:
    """Title, handling mark and day of a Markdown brief, and whether it calls itself a draft.

    Args:
        markdown: the brief, perhaps edited.
        otherwise: the title where it has none.
    """
    title, values = "", dict[str, str]()
    tokens = parser().parse(markdown, {})
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            break
        if token.type == "heading_open" and token.tag == "h1" and not title:
            title = "".join(child.content for child in tokens[at + 1].children or ())
        elif token.type == "inline":
            values |= dict(_labelled(token))
    return PageFacts(
        title=title or otherwise,
        handling=values.get(say("label.handling"), ""),
        as_of=_iso(values.get(say("label.as-of"), "")),
        draft=say("status.draft") if values.get(say("label.status"), "").startswith(_DRAFT) else "",
    )


def with_status_row(markdown: str, status: str) -> str:
    """The Markdown with another status in its title block; nothing else of it is touched.

    Args:
        markdown: the brief, perhaps edited, with the line ends it has.
        status: what the row is to say.
    """
    body = _SECTION.search(markdown)
    head, rest = (markdown[: body.start()], markdown[body.start() :]) if body else (markdown, "")
    if _STATUS.search(head):
        return _STATUS.sub(lambda found: found[1] + status, head) + rest
    end = "\r\n" if "\r\n" in markdown else "\n"
    title = _TITLE.search(head)
    before, after = (head[: title.end()], head[title.end() :]) if title else ("", head)
    before += "" if before.endswith("\n") or not title else end
    return f"{before}{end if title else ''}**{say('label.status')}:** {status}{end}{'' if title else end}{after}{rest}"


def _labelled(inline: Token) -> Iterator[tuple[str, str]]:
    """Each bold label of a line with the words up to the next."""
    label, value, bold = "", "", False
    for child in inline.children or ():
        if child.type == "strong_open":
            if label:
                yield label, value.strip(" ·")
            label, value, bold = "", "", True
        elif child.type == "strong_close":
            bold = False
        elif bold:
            label += child.content.removesuffix(":")
        else:
            value += child.content
    if label:
        yield label, value.strip(" ·")


def _iso(printed: str) -> str:
    """The ISO day of "25 March 2025"; empty for anything else."""
    match printed.split():
        case [day, month, year] if day.isdecimal() and year.isdecimal() and month in MONTHS:
            return f"{int(year):04}-{MONTHS.index(month) + 1:02}-{int(day):02}"
    return ""
