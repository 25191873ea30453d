"""Markdown -> HTML body: the conventions of the Markdown turned into classes, ids and labels.

Only the Markdown is read, so a file that a person has edited becomes a page in the same way. No link, image or HTML of
the text survives; the only links are those between a source mark and its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from briefgen.wording import MONTHS, WORDS, say

_REFUSED = ("image", "link", "autolink", "html_inline", "html_block", "reference", "code", "fence")
_AIRY_TABLE = 22  # items; of a longer agenda all tables run on within their rows, so that the first page holds it
_PARAGRAPH = re.compile(r"\s*¶\s*(\d+)")
_ON_ONE_LINE = re.compile(rf"(?:\d{{1,2}}(?:–\d{{1,2}})? )?(?:{'|'.join(MONTHS)}) \d{{4}}|(?<=say )\w+(?:[ -]\w+)*")
_HEADINGS = {words: key.split(".")[1] for key, words in WORDS.items() if key.startswith("heading.")}


@cache
def parser() -> MarkdownIt:
    """Reads the Markdown of a brief: tables and source marks, no links, images or HTML."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable(list(_REFUSED))
    markdown.use(footnote_plugin, inline=False, move_to_end=False)
    markdown.core.ruler.push("brief", _structure)
    for rule, draw in {
        "mark": _draw_mark,
        "footnote_reference_open": _draw_source_open,
        "footnote_reference_close": _draw_source_close,
    }.items():
        markdown.add_render_rule(rule, draw)
    return markdown


def render_body(markdown: str) -> str:
    """The HTML of a brief's Markdown, without the page around it."""
    html: str = parser().render(markdown, {})
    return html


# --- structure: tokens in, tokens out ---------------------------------------------------------------------------------


def _structure(state: StateCore) -> None:
    _mark_citations(state.tokens)
    _hold_together(state.tokens)
    _label_blocks(state.tokens)
    state.tokens = list(_listed_sources(_sections(state.tokens)))


def _mark_citations(tokens: Sequence[Token]) -> None:
    """``[^2] ¶7`` becomes one mark; the first of each source is where its way back leads."""
    cited: dict[str, int] = {}
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = _with_marks(token.children, cited)
    for token in tokens:
        if token.type == "footnote_reference_open":
            token.meta["cited"] = token.meta["label"] in cited


def _with_marks(children: Sequence[Token], cited: dict[str, int]) -> list[Token]:
    out: list[Token] = []
    mark: Token | None = None
    for child in children:
        if child.type == "footnote_ref":
            label = child.meta["label"]
            cited[label] = cited.get(label, 0) + 1
            mark = Token("mark", "", 0, meta={"label": label, "nth": cited[label], "paragraph": ""})
            out.append(mark)
            continue
        if mark and child.type == "text" and (found := _PARAGRAPH.match(child.content)):
            mark.meta["paragraph"] = found[1]
            child.content = child.content[found.end() :]
        mark = None
        out.append(child)
    return out


def _hold_together(tokens: Sequence[Token]) -> None:
    """A date, and how a name is said, stand on one line where our words give them."""
    for token in tokens:
        if token.type == "inline" and token.children:
            token.children = list(_held(token.children))


def _held(children: Sequence[Token]) -> Iterator[Token]:
    ours = 0
    for child in children:
        ours += child.nesting if child.tag == "em" else 0
        if not ours or child.type != "text" or not _ON_ONE_LINE.search(child.content):
            yield child
            continue
        at = 0
        for found in _ON_ONE_LINE.finditer(child.content):
            yield Token("text", "", 0, content=child.content[at : found.start()])
            yield Token("held_open", "span", 1, attrs={"class": "held"})
            yield Token("text", "", 0, content=found[0])
            yield Token("held_close", "span", -1)
            at = found.end()
        yield Token("text", "", 0, content=child.content[at:])


def _label_blocks(tokens: Sequence[Token]) -> None:
    table, items, longest = Token("table_open", "table", 1), 0, 0
    tables = []
    for at, token in enumerate(tokens):
        if token.type == "blockquote_open":
            _label_attribution(tokens, at)
        elif token.type == "inline" and is_desk(token):
            tokens[_opener(tokens, at)].attrJoin("class", "desk")
        elif token.type == "table_open":
            table, items = token, 0
        elif token.type == "td_open":
            here = _label_items(tokens[at + 1])
            items += here
            longest = max(longest, items)
            if here and table not in tables:
                tables.append(table)
        elif token.type == "th_open":
            token.attrSet("scope", "col")
    for one in tables if longest > _AIRY_TABLE else ():  # those of earlier meetings are set as the longest is
        one.attrSet("class", "dense")


def _opener(tokens: Sequence[Token], at: int) -> int:
    """The list item that a paragraph opens, else the paragraph itself."""
    return at - 2 if tokens[at - 2].type == "list_item_open" else at - 1


def _label_attribution(tokens: Sequence[Token], at: int) -> None:
    last = None
    for n in range(at + 1, len(tokens)):
        if tokens[n].type == "blockquote_close":
            break
        if is_attribution(tokens[n]):
            last = n
    if last is not None:
        tokens[last - 1].attrJoin("class", "attribution")


def is_attribution(inline: Token) -> bool:
    """Whether a paragraph of a quote says whose it is: a dash and a name of ours, which no article can write."""
    children = inline.children or []
    return len(children) > 1 and children[0].content.strip() == "—" and children[1].type == "strong_open"


def is_desk(inline: Token) -> bool:
    """Whether a line is desk text: it opens with a bold ``Desk:``, which no article can write."""
    children = [child for child in inline.children or () if child.content or child.nesting]
    return len(children) > 1 and children[0].type == "strong_open" and children[1].content == say("desk")


def _label_items(cell: Token) -> int:
    """A bold number opens an item of the cell; how many there are."""
    children = cell.children or []
    starts = [
        at
        for at, child in enumerate(children)
        if child.type == "strong_open"
        and children[at + 1].content.isdecimal()
        and children[at + 2].type == "strong_close"
    ]
    if not starts:
        return 0
    out = children[: starts[0]]
    for start, end in zip(starts, [*starts[1:], len(children)], strict=True):
        out += [
            Token("item_open", "span", 1, attrs={"class": "item"}),
            *children[start:end],
            Token("item_close", "span", -1),
        ]
    cell.children = out
    return len(starts)


def _sections(tokens: Sequence[Token]) -> Iterator[Token]:
    """Each second-level heading with what follows it becomes a section with an id."""
    opened, others = False, 0
    for at, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag in ("h1", "h2") and opened:
            yield Token("section_close", "section", -1, block=True)
            opened = False
        if token.type == "heading_open" and token.tag == "h2":
            others += 1
            name = section_id(tokens[at + 1].content) or f"section-{others}"
            yield Token("section_open", "section", 1, attrs={"id": name, "class": name}, block=True)
            opened = True
        elif token.type == "heading_open" and token.tag == "h1":
            token.attrSet("class", "title")
        yield token
    if opened:
        yield Token("section_close", "section", -1, block=True)


def section_id(heading: str) -> str:
    """The section id of a heading as printed, with or without a date after it; empty for one of a person's own."""
    return _HEADINGS.get(heading) or _HEADINGS.get(heading.partition(" (")[0], "")


def _listed_sources(tokens: Iterator[Token]) -> Iterator[Token]:
    """Neighbouring sources become one numbered list."""
    opened, inside = False, 0
    for token in tokens:
        starts = token.type == "footnote_reference_open"
        if starts and not opened:
            yield Token("sources_open", "ol", 1, attrs={"class": "source-list"}, block=True)
            opened = True
        elif opened and not inside and not starts:
            yield Token("sources_close", "ol", -1, block=True)
            opened = False
        inside += starts - (token.type == "footnote_reference_close")
        yield token
    if opened:
        yield Token("sources_close", "ol", -1, block=True)


# --- drawing --------------------------------------------------------------------------------------------------------


def _draw_mark(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    label, paragraph = escape(tokens[at].meta["label"]), tokens[at].meta["paragraph"]
    spoken = say("source.cited.paragraph" if paragraph else "source.cited", n=label, paragraph=paragraph)
    anchor = f' id="mark-{label}"' if tokens[at].meta["nth"] == 1 else ""
    return (
        f'<span class="mark"><a href="#source-{label}"{anchor} aria-label="{spoken}">{label}</a>'
        + (f" ¶{paragraph}" if paragraph else "")
        + "</span>"
    )


def _draw_source_open(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    label = escape(tokens[at].meta["label"])
    number = f' value="{label}"' if label.isdecimal() else ""
    return f'<li id="source-{label}"{number}>'


def _draw_source_close(_self: Any, tokens: Sequence[Token], at: int, _options: Any, _env: Any) -> str:
    opened = next(token for token in reversed(tokens[:at]) if token.type == "footnote_reference_open")
    if not opened.meta["cited"]:
        return "</li>\n"
    return f'<a class="back" href="#mark-{escape(opened.meta["label"])}">{say("source.back")}</a></li>\n'
