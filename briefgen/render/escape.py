"""Words of others made safe for print: one inert line, whatever an article holds.

Control characters and the invisible ones that turn the direction of a line are left out of Markdown, HTML and PDF
(the data keeps them, escaped); ``verify`` leaves them out of the source in the same way before it looks.
"""

from __future__ import annotations

import re
import unicodedata

# Joiners shape letters in Persian and the Indic scripts; other signs of these kinds are invisible or act on a screen.
_KEPT = frozenset("\u200c\u200d")
_UNPRINTED = frozenset({"Cc", "Cf", "Cs"})

# What Markdown acts on anywhere in a line: an underscore only at the edge of a word, an ampersand only in an entity.
_ACTIVE = re.compile(r"[\\`*\[\]<>|]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w+;)|#(?=#*$)")
_OPENING = re.compile(r"[#+\-=~]|\d{1,9}(?=[.)])")
_BACKTICKS = re.compile("`+")
# What acts on a terminal or turns a line, beyond the C0 controls that JSON escapes anyway; and halves of letters.
_IN_JSON = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def printed(words: str) -> str:
    """The words as every view prints them: on one line, single spaces, no unprintable sign."""
    if words.isascii() and words.isprintable():
        return " ".join(words.split())
    return " ".join("".join(filter(_prints, words)).split())


def _prints(char: str) -> bool:
    return char.isspace() or char in _KEPT or unicodedata.category(char) not in _UNPRINTED


def text(words: str) -> str:
    r"""The words as Markdown that shows exactly them, wherever in a line they stand.

    >>> text("U.S. “CAATSA” F-35"), text("# <b> [x](y)")
    ('U.S. “CAATSA” F-35', '\\# \\<b\\> \\[x\\](y)')
    """
    line = _ACTIVE.sub(r"\\\g<0>", printed(words))
    opening = _OPENING.match(line)
    if not opening:
        return line
    at = 0 if opening.end() == 1 and not line[0].isdigit() else opening.end()
    return f"{line[:at]}\\{line[at:]}"


def code(words: str) -> str:
    """The words as a Markdown code span: how paths are printed. A table cell cannot hold one with a bar."""
    line = printed(words)
    fence = "`" * (1 + max((len(ticks) for ticks in _BACKTICKS.findall(line)), default=0))
    pad = " " if line[:1] in "` " or line[-1:] in "` " else ""
    return f"{fence}{pad}{line}{pad}{fence}"


def written_json(data: str) -> str:
    r"""JSON with its control and direction characters as escapes: the same data, and nothing that acts on a screen.

    >>> written_json('"a\u200bb\xa0c"') == '"a\\u200bb\xa0c"'
    True
    """
    return _IN_JSON.sub(lambda char: f"\\u{ord(char[0]):04x}", data)
