"""``briefgen extract``: what is found in articles, as JSON Lines, or their text of record."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli.console import err, out
from briefgen.cli.context import current
from briefgen.errors import Exit, InputError

if TYPE_CHECKING:
    from briefgen.model import Findings, Quote


def extract(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders of articles.")],
    text: Annotated[bool, typer.Option("--text", help="Print the text of record that offsets count in.")] = False,
) -> None:
    """Print what is found in articles: one JSON line per article, with its quotes and their speakers.

    Offsets are code points of the text of record, which ``--text`` prints. An article in a language without word lists
    has no line, since an empty one would say that it holds no quotes; a warning names it.
    """
    with _uncollected():
        _print(paths, text)


def _print(paths: list[Path], text: bool) -> None:
    from briefgen.articles import read_articles
    from briefgen.extract import extract_quotes, with_meetings
    from briefgen.lexicon import load_lexicon
    from briefgen.link import link, telling
    from briefgen.packs import load_packs
    from briefgen.render.escape import written_json

    reading = read_articles(paths)
    unread = reading.problems if text else (*reading.problems, *(one.problem for one in reading.foreign))
    if unread and not (reading.pages if text else reading.articles):
        raise InputError(*unread)
    for problem in unread:
        err(f"warning: {problem}")
    if not (reading.pages if text else reading.articles):
        err("briefgen: no article there: articles are .txt and .md files")
        raise typer.Exit(Exit.NOTHING)
    if text:
        for page in reading.pages:
            out(page.text)
        return
    packs, lexicon = load_packs(*current().folders("profiles/packs")), load_lexicon()
    dating = telling(reading.articles)
    findings = (extract_quotes(article, packs, lexicon) for article in reading.articles)
    told = tuple(with_meetings(found, lexicon) if found.article.id in dating else found for found in findings)
    for found in link(told):
        out(written_json(json.dumps(as_data(found), ensure_ascii=False)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without Python's search for cycles: findings are trees, and to look for any takes a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def as_data(found: Findings) -> dict[str, Any]:
    """An article's line: its head and its quotes."""
    article = found.article
    return {
        "path": article.path,
        "id": article.id,
        "title": article.title.of(article.text),
        "title_basis": article.title_basis,
        "publisher": article.publisher,
        "byline": article.byline,
        "dateline": article.dateline,
        "date": article.date.day.isoformat() if article.date.day else None,
        "date_basis": article.date.basis,
        "start": article.span.start,
        "end": article.span.end,
        "quotes": [_quote(quote, article.text) for quote in found.quotes],
    }


def _quote(quote: Quote, text: str) -> dict[str, Any]:
    speaker = quote.speaker
    return {
        "start": quote.span.start,
        "end": quote.span.end,
        "text": quote.span.of(text),
        "kind": quote.kind,
        "cue": quote.cue.of(text) if quote.cue else None,
        "confidence": quote.confidence,
        "group": quote.group,
        "rule": quote.rule,
        "speaker": speaker
        and {
            "name": speaker.name,
            "mention": speaker.mention.of(text),
            "start": speaker.mention.start,
            "end": speaker.mention.end,
            "office": speaker.office,
            "kind": speaker.kind,
        },
    }
