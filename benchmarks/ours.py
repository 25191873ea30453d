"""briefgen's side of ``quotes.py``: does what it is asked once and says how long it took."""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from worker import one_core, serve, timed

from briefgen.articles import read_articles
from briefgen.cli.extract import extract as extract_command
from briefgen.extract import extract, extract_quotes
from briefgen.extract.quotes import find_quotes
from briefgen.lexicon import load_lexicon
from briefgen.link import link
from briefgen.packs import load_packs


def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    paths = [Path(path) for path in asked["paths"]]
    return {"extract": command, "brief": brief, "quotes": quotes}[asked["what"]](paths)


def command(paths: list[Path]) -> dict[str, Any]:
    """What ``briefgen extract`` does once it has started: from the files to the last line of JSON."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        took = timed(lambda: extract_command(paths))
    articles = [json.loads(line) for line in printed.getvalue().splitlines()]
    return {**took, "articles": len(articles), "quotes": sum(len(article["quotes"]) for article in articles)}


def brief(paths: list[Path]) -> dict[str, Any]:
    """The same for all that a brief needs: meetings, agenda items and positions as well."""

    def work() -> None:
        packs, lexicon = load_packs(), load_lexicon()
        link(tuple(extract(article, packs, lexicon) for article in read_articles(paths).articles))

    return timed(work)


def quotes(paths: list[Path]) -> dict[str, Any]:
    """The stage that finds quotes and their speakers, alone: sentences and people are there already."""
    packs, lexicon = load_packs(), load_lexicon()
    found = [extract_quotes(article, packs, lexicon) for article in read_articles(paths).articles]

    def work() -> None:
        for one in found:
            find_quotes(one.article, one.sentences, one.people, lexicon, one.places)

    return timed(work)


if __name__ == "__main__":
    one_core()
    serve(answer)
