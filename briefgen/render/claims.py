"""What the Markdown of a brief says stands in its sources, also after a person has edited the file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from markdown_it.token import Token

from briefgen.model import Mark
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
    marks: tuple[Mark, ...]  # none where the mark is gone


@dataclass(frozen=True, slots=True)
class ListedSource:
    """A numbered source as the Markdown lists it."""

    line: int
    n: int
    title: str
    path: str
    story: int  # its number on the page
    sha256: str  # as much of it as is printed
    earlier: bool = False  # only quoted from an earlier brief


def read_claims(markdown: str) -> tuple[tuple[Claim, ...], tuple[ListedSource, ...]]:
    """Every quote and source line of a brief, and the sources it lists, both in the order of the page."""
    claims: list[Claim] = []
    listed: list[ListedSource] = []
    quote: list[tuple[int, str]] | None = None
    marks: tuple[Mark, ...] = ()
    label = section = ""
    for token in parser().parse(unicodedata.normalize("NFC", markdown), {}):
        if token.type == "section_open":
            section = str(token.attrs["id"])
        elif token.type == "blockquote_open":
            quote, marks = [], ()
        elif token.type == "blockquote_close" and quote is not None:
            claims += [Claim(line, words, marks) for line, words in quote]
            quote = None
        elif token.type in ("footnote_reference_open", "footnote_reference_close"):
            label = token.meta["label"] if token.nesting > 0 else ""
        elif token.type == "inline":
            line = token.map[0] + 1 if token.map else 0
            children = token.children or []
            if label:
                listed += _listed(line, label, children)
            elif quote is None:
                found = [Claim(line, words, cited) for words, cited in _pieces(children) if cited]
                claims += map(_SECTIONS.get(section, _as_it_is), found)
            elif is_attribution(token):
                marks = tuple(dict.fromkeys(mark for _, cited in _pieces(children) for mark in cited))
            else:
                quote += [(line, _unquoted(words)) for words, _ in _pieces(children) if words]
    return tuple(claims), tuple(listed)


def _as_it_is(claim: Claim) -> Claim:
    return claim


def _without_marks(claim: Claim) -> Claim:
    """The claim without quotation marks: what changed has statements and quotes in one list."""
    return replace(claim, text=_unquoted(claim.text))


def _of_page(claim: Claim) -> Claim:
    """The claim without its paragraph: that of a person is where the name is, and the office may stand elsewhere."""
    return replace(claim, marks=tuple(replace(mark, paragraph=0) for mark in claim.marks))


_SECTIONS: Mapping[str, Callable[[Claim], Claim]] = {
    "participants": _of_page,
    "changes": _without_marks,
    "dropped": _without_marks,
}


def _pieces(children: Sequence[Token]) -> Iterator[tuple[str, tuple[Mark, ...]]]:
    """The source's words of a line, each stretch with the marks after it; bold and emphasised words are ours."""
    stretches, cited, ours = [""], list[Mark](), 0
    for child in children:
        if child.type == "mark":
            if n := _number(child.meta["label"]):
                cited.append(Mark(source=n, paragraph=_number(child.meta["paragraph"])))
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
    if (n := _number(label)) and paths:
        found = _HASH.search("".join(map(_words, children)))
        path, _, story = paths[-1].rpartition("/")
        sha256 = found[1] if found else ""
        ours = (two.content for one, two in pairwise(children) if one.type == "em_open")  # no article can write them
        earlier = say("source.earlier") in ours
        yield ListedSource(line, n, printed(title), path or paths[-1], _number(story), sha256, earlier)


def _number(written: str) -> int:
    """The number; 0 for what is none that a brief would print."""
    return int(written) if written.isdecimal() and len(written) < 10 else 0
