"""What the Markdown of a brief says stands in its sources, also after a person has edited the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from briefgen.render.escape import printed
from briefgen.render.html import is_attribution, parser
from briefgen.wording import say

_OPENING, _CLOSING = "“„«\"'‘", "”“»\"'’"
_HASH = re.compile(re.escape(say("source.hash", hash="\0")).replace("\0", "([0-9a-f]{8,64})"))


@dataclass(frozen=True, slots=True)
class Claim:
    """Words that stand in one of the numbered sources; ``line`` counts from 1 in the Markdown."""

    line: int
    text: str
    sources: tuple[int, ...]  # none where the mark is gone


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A numbered source as the Markdown lists it."""

    line: int
    n: int
    title: str
    path: str
    sha256: str  # as much of it as is printed


def read_claims(markdown: str) -> tuple[tuple[Claim, ...], tuple[ListedSource, ...]]:
    """Every quote and source line of a brief, and the sources it lists, both in the order of the page."""
    claims: list[Claim] = []
    listed: list[ListedSource] = []
    quote: list[tuple[int, str]] | None = None
    marks: tuple[int, ...] = ()
    label = ""
    for token in parser().parse(unicodedata.normalize("NFC", markdown), {}):
        if token.type == "blockquote_open":
            quote, marks = [], ()
        elif token.type == "blockquote_close" and quote is not None:
            claims += [Claim(line, words, marks) for line, words in quote]
            quote = None
        elif token.type == "footnote_reference_open":
            label = token.meta["label"]
        elif token.type == "footnote_reference_close":
            label = ""
        elif token.type == "inline":
            line = token.map[0] + 1 if token.map else 0
            children = token.children or []
            if label:
                listed += _listed(line, label, children)
            elif quote is None:
                claims += [Claim(line, words, cited) for words, cited in _pieces(children) if cited]
            elif is_attribution(token):
                marks = tuple(dict.fromkeys(n for _, cited in _pieces(children) for n in cited))
            else:
                quote += [(line, _unquoted(words)) for words, _ in _pieces(children) if words]
    return tuple(claims), tuple(listed)


def _pieces(children: Sequence[Token]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The source's words of a line, each stretch with the marks after it; bold and emphasised words are ours."""
    stretches, cited, ours = [""], list[int](), 0
    for child in children:
        if child.type == "mark":
            if child.meta["label"].isdecimal():
                cited.append(int(child.meta["label"]))
            continue
        if child.tag in ("strong", "em"):
            ours += child.nesting
            stretches.append("")
        elif not ours:
            if cited and _words(child).strip():
                yield from ((words, tuple(cited)) for words in map(printed, stretches) if words)
                stretches, cited = [""], []
            stretches[-1] += _words(child)
    yield from ((words, tuple(cited)) for words in map(printed, stretches) if words)


def _words(child: Token) -> str:
    return " " if child.type in ("softbreak", "hardbreak") else child.content


def _unquoted(words: str) -> str:
    return words[1:-1] if words[:1] in _OPENING and words[-1:] in _CLOSING else words


def _listed(line: int, label: str, children: Sequence[Token]) -> Iterator[ListedSource]:
    """The source of one list entry: its title is bold, its path a code span."""
    title, bold = "", False
    for child in children:
        if child.type in ("strong_open", "strong_close"):
            bold = child.type == "strong_open"
        elif bold:
            title += _words(child)
    paths = [child.content for child in children if child.type == "code_inline"]
    if label.isdecimal() and paths:
        found = _HASH.search("".join(map(_words, children)))
        path = paths[-1].rpartition("/")[0] or paths[-1]
        yield ListedSource(line, int(label), printed(title), path, found[1] if found else "")
