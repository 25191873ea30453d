"""The first page of a brief as Markdown: what a mail says in its body."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from markdown_it.token import Token

from briefgen.render.html import parser, section_id
from briefgen.wording import say

# What a first page holds where no page has been counted, because no PDF is made.
FIRST_PAGE = ("bottom-line", "meeting", "agenda", "participants")


def card(markdown: str, first_page: Collection[str] = ()) -> str:
    """The title block and the whole sections that begin on the first page, with the sources that they cite.

    What changed stands first, wherever it stands in the brief.

    Args:
        markdown: the brief.
        first_page: the headings of the sections that begin on page 1, as printed; where none is given, those that
            usually do.
    """
    markdown = markdown.replace("\r\n", "\n")
    tokens: list[Token] = parser().parse(markdown, {})
    lines = markdown.split("\n")
    sections = [
        (token.map[0], _heading(tokens[at + 1]))
        for at, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.map
    ]
    starts = [start for start, _ in sections] + [len(lines)]
    head = (0, starts[0])
    changes, others = [], []
    for (start, heading), end in zip(sections, starts[1:], strict=True):
        name = section_id(heading)
        if name == "changes":
            changes.append((start, end))
        elif name != "sources" and (heading in first_page if first_page else name in FIRST_PAGE):
            others.append((start, end))
    kept = [head, *changes, *others]
    cited = _cited(tokens, kept)
    sources = [
        "\n".join(lines[start:end]).strip("\n")
        for label, start, end in _definitions(tokens)
        if label in cited and not any(first <= start < last for first, last in kept)
    ]
    parts = ["\n".join(lines[start:end]).strip("\n") for start, end in kept]
    if sources:
        parts += [f"## {say('heading.sources')}", *sources]
    return "\n\n".join(filter(None, parts)) + "\n"


def _heading(inline: Token) -> str:
    return "".join(child.content for child in inline.children or ())


def _cited(tokens: Sequence[Token], kept: Collection[tuple[int, int]]) -> set[str]:
    """The labels of the sources that lines of ``kept`` cite."""
    return {
        child.meta["label"]
        for token in tokens
        if token.type == "inline" and token.map and any(first <= token.map[0] < last for first, last in kept)
        for child in token.children or ()
        if child.type == "mark"
    }


def _definitions(tokens: Sequence[Token]) -> Iterator[tuple[str, int, int]]:
    for token in tokens:
        if token.type == "footnote_reference_open" and token.map:
            yield token.meta["label"], *token.map
