"""Brief -> Markdown: the officer's document, from which HTML and PDF are made.

What a value says is escaped on its way into the page, whatever a template does with it: only what a filter or macro
hands over as ready Markdown goes in as it is. The structure stands in a few conventions that the other views read:
a blockquote is a quote and its last paragraph, after a dash, the attribution; ``[^2] ¶7`` is a source mark; in a line
with marks bold and emphasised words are ours and the others the source's; ``**Desk:**`` opens desk text; in a table
cell a bold number opens an item.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import jinja2
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefgen.errors import Location, OutputError, Problem
from briefgen.model import Brief, Line, Mark
from briefgen.render import changed, figures, head, nothing, reported, view, watched
from briefgen.render.escape import code, text
from briefgen.render.page import SHIPPED_TEMPLATES
from briefgen.wording import day, days, say

TEMPLATE = "brief.md.j2"

_BLANK = re.compile(r"\n(?:[ \t]*\n){2,}")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


def render_markdown(brief: Brief, templates: Sequence[Path] = SHIPPED_TEMPLATES) -> str:
    """The brief as Markdown.

    Args:
        brief: what to print.
        templates: folders that may hold the templates, searched in order.

    Raises:
        OutputError: a template does not parse, or asks for what the brief does not have.
    """
    environment = _environment(tuple(templates))
    try:
        page = environment.get_template(TEMPLATE).render(brief=brief)
    except jinja2.TemplateSyntaxError as fault:
        raise OutputError(
            Problem(str(fault.message), Location(str(fault.filename or fault.name), fault.lineno))
        ) from None
    except jinja2.TemplateNotFound as fault:
        searched = ", ".join(str(folder) for folder in templates)
        raise OutputError(Problem(f"no template '{fault.name}' in {searched}")) from None
    except (jinja2.TemplateError, TypeError, AttributeError) as fault:
        where = _place(fault, templates)
        if where is None:
            raise
        raise OutputError(Problem(str(fault), where)) from None
    return _BLANK.sub("\n\n", _TRAILING.sub("", page)).strip() + "\n"


@cache
def _environment(templates: tuple[Path, ...]) -> jinja2.Environment:
    environment = ImmutableSandboxedEnvironment(
        loader=jinja2.FileSystemLoader([str(folder) for folder in templates]),
        undefined=jinja2.StrictUndefined,
        autoescape=True,  # macros hand over Markup, which `finalize` lets through
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters |= {"code": _code, "day": day, "marks": marks, "quoted": quoted, "tag": tag}
    environment.globals |= {"say": say, "days": days, "view": _VIEW}
    return environment


_VIEW = SimpleNamespace(
    **{
        function.__name__: function
        for function in (
            head.title_block, view.meeting_label, view.meeting_facts, view.agenda, view.last_time,
            view.last_time_heading, view.further_meetings, view.participants,
            view.person_tag, view.positions, view.topic_title,
            view.position_tag, reported.bottom_tag, reported.dated_tag,
            view.quote_tag, view.quoted_in, view.desk_texts, nothing.desk_empty,
            view.desk_tag, view.source_date, view.headline, view.not_used, watched.watch_outs, watched.watch_label,
            view.dated_label, figures.figure_tag,
            figures.differing_figures, figures.plain_figures, changed.changes, changed.changes_counted,
            changed.changes_since, changed.dropped, changed.is_new, nothing.none_found,
        )
    }
)  # fmt: skip


def _finalize(value: object) -> Markup:
    if isinstance(value, Markup):
        return value
    return Markup(text(str(value)))  # noqa: S704 - escaped as Markdown, which later refuses all HTML


def _code(path: str) -> Markup:
    return Markup(code(path))  # noqa: S704


def marks(line: Line | Sequence[Mark]) -> Markup:
    """The source marks of a line, ``[^2] ¶7``, each preceded by a space."""
    held = line.marks if isinstance(line, Line) else line
    return Markup("".join(f" [^{m.source}]" + (f" ¶{m.paragraph}" if m.paragraph else "") for m in held))  # noqa: S704


def quoted(words: str) -> Markup:
    """A quote as printed, between curly marks and without the comma that led on to the cue."""
    return Markup(f"“{text(words.rstrip().removesuffix(','))}”")  # noqa: S704


def tag(words: str, more: str = "") -> Markup:
    """Our own words after a line, in brackets; nothing where there are none."""
    words = ", ".join(part for part in (words, more) if part)
    return Markup(f" *({text(words)})*" if words else "")  # noqa: S704


def _place(fault: BaseException, templates: Sequence[Path]) -> Location | None:
    """The innermost line of a template that the fault passed through; Jinja rewrites the traceback to them."""
    folders = {str(folder) for folder in templates}
    found = None
    trace = fault.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if str(Path(file).parent) in folders and file.endswith(".j2"):
            found = Location(file, trace.tb_lineno)
        trace = trace.tb_next
    return found
