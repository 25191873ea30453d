"""The Markdown of a brief as plain text, for those who read their mail without HTML."""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from briefgen.render.html import parser

_ITEM = "- "
_RULES = {"h1": "=", "h2": "-"}


def plain_text(markdown: str) -> str:
    """What the Markdown says, without its signs: a line for each paragraph and item, a mark as ``[2 ¶7]``."""
    tokens: list[Token] = parser().parse(markdown, {})
    lines: list[str] = []
    depth = 0
    opening = ""
    for at, token in enumerate(tokens):
        if token.type in ("blockquote_open", "blockquote_close"):
            depth += token.nesting
        elif token.type == "list_item_open":
            opening = _ITEM
        elif token.type == "footnote_reference_open":
            opening = f"[{token.meta['label']}] "
        elif token.type == "inline":
            words, before = _words(token.children or ()), tokens[at - 1]
            if before.type in ("th_open", "td_open"):
                lines += _cell(before, words, first=tokens[at - 2].type == "tr_open")
            else:
                goes_on = opening == _ITEM and lines and lines[-1].startswith(_ITEM)
                underline = [_RULES[before.tag] * len(words)] if before.tag in _RULES else []
                lines += [*([] if goes_on else [""]), "> " * depth + opening + words, *underline]
            opening = ""
    return "\n".join(lines).strip("\n") + "\n"


def _cell(opener: Token, words: str, *, first: bool) -> list[str]:
    """A row of a table as a paragraph under its first cell; the table's head says nothing that the rows do not."""
    if opener.type == "th_open" or not words:
        return []
    return ["", f"{words}:"] if first else [f"  {line}" for line in words.split("\n") if line]


def _words(children: Sequence[Token]) -> str:
    """The words of a line; each item of a table's cell stands on a line of its own."""
    told = ""
    for child in children:
        if child.type == "mark":
            paragraph = child.meta["paragraph"]
            told += f"[{child.meta['label']}{f' ¶{paragraph}' if paragraph else ''}]"
        elif child.type == "item_open":
            told = f"{told.rstrip()}\n"
        elif child.type in ("softbreak", "hardbreak"):
            told += " "
        else:
            told += child.content
    return told.strip()
