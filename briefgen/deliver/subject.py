"""The subject of a mail from the profile's template: one line, no control character, no clause cut short."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from briefgen.render.escape import printed

MOST = 160  # characters; longer ones are cut by every mail program, at a place nobody chose
_NAME_MOST = 80  # of a field: a title or a name may be cut, the mark of handling and the change may not
_CUT = ("title", "counterpart", "profile")
_FIELD = re.compile(r"\{(\w+)\}")
_BETWEEN = re.compile(r"(\s+[·|–—-]\s+)")  # what stands between two pieces of a template


def subject_line(template: str, fields: Mapping[str, str], changes: Sequence[str] = ()) -> str:
    """The subject of a mail.

    A piece of the template whose fields are all empty is left out with the sign before it, so that a brief without a
    handling mark has no mark of interrogation where it would stand.

    Args:
        template: words with ``{fields}``, checked with the profile.
        fields: what stands for each field except ``change``.
        changes: wordings of the top change, fullest first. The first that fits is told, or none: it is not ours to cut.

    >>> subject_line("{counterpart} · {date} · {change}", {"counterpart": "Norway", "date": "3 May 2027"}, ["2 new"])
    'Norway · 3 May 2027 · 2 new'
    """
    plain = {name: printed(words) for name, words in fields.items()}
    plain |= {name: _cut(plain[name]) for name in _CUT if name in plain}
    for change in (*map(printed, changes), ""):
        line = _filled(template, {**plain, "change": change})
        if len(line) <= MOST:
            return line
    return line


def _cut(words: str) -> str:
    if len(words) <= _NAME_MOST:
        return words
    return words[:_NAME_MOST].rpartition(" ")[0].rstrip(" ,;:") + " …"


def _filled(template: str, fields: Mapping[str, str]) -> str:
    """The template with its fields, without the pieces that came to nothing."""
    told = ""
    pieces = ["", *_BETWEEN.split(template)]
    for between, piece in zip(pieces[::2], pieces[1::2], strict=True):
        names = _FIELD.findall(piece)
        if names and not any(fields.get(name) for name in names):
            continue
        told += (between if told else "") + _FIELD.sub(lambda name: fields.get(name[1], ""), piece)
    return printed(told)
