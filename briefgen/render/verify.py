"""A brief as written held against the articles: is every quote and source line still where it says it is?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.errors import InputError
from briefgen.gate import JOINT, PrintedPages, slices
from briefgen.model import Evidence, Page
from briefgen.render import view
from briefgen.render.claims import Claim, ListedSource, read_claims
from briefgen.render.escape import printed
from briefgen.render.json import SCHEMA
from briefgen.text import squeeze
from briefgen.wording import say

_EXCERPT = 160


@dataclass(frozen=True, slots=True)
class Finding:
    """One line that was not found, or a source that is not what it was."""

    where: str  # a line of the Markdown, or an item of the data: "41", "quotes[2]"
    message: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked for and what came of it."""

    looked_for: int
    missing: tuple[Finding, ...]
    changed: tuple[Finding, ...] = ()  # sources whose file is another one now, though all of it may be found


def verify_markdown(markdown: str, pages: Sequence[Page]) -> Report:
    """Every quote, source line and source title of a Markdown brief, looked for in the source it names."""
    claims, listed = read_claims(markdown)
    by_path = {printed(page.path): page for page in pages}
    words = {source.n: printed(by_path[source.path].text) for source in listed if source.path in by_path}
    missing = [fault for source in listed if (fault := _listed_fault(source, words))]
    missing += [fault for claim in claims if (fault := _claim_fault(claim, listed, words))]
    changed = [
        Finding(str(source.line), say("verify.changed", n=source.n, path=source.path))
        for source in listed
        if source.path in by_path and not by_path[source.path].sha256.startswith(source.sha256)
    ]
    return Report(len(claims) + len(listed), tuple(missing), tuple(changed))


def _listed_fault(source: ListedSource, words: Mapping[int, str]) -> Finding | None:
    if source.n not in words:
        return Finding(str(source.line), say("verify.no-article", n=source.n, path=source.path))
    if source.title.removesuffix(view.CUT) in words[source.n]:
        return None
    return Finding(str(source.line), say("verify.not-found", where=source.path, text=_excerpt(source.title)))


def _claim_fault(claim: Claim, listed: Sequence[ListedSource], words: Mapping[int, str]) -> Finding | None:
    if not claim.sources:
        return Finding(str(claim.line), say("verify.no-mark", text=_excerpt(claim.text)))
    paths = {source.n: source.path for source in listed}
    unknown = [n for n in claim.sources if n not in paths]
    if unknown:
        return Finding(str(claim.line), say("verify.no-source", n=unknown[0]))
    cited = [words[n] for n in dict.fromkeys(claim.sources) if n in words]
    pieces = claim.text.split(JOINT)
    # The pieces of one utterance stand in order in one source; a merged line may have each from another.
    if any(_in_order(pieces, page) for page in cited):
        return None
    if len(cited) > 1 and all(any(_find(piece, page) >= 0 for page in cited) for piece in pieces):
        return None
    where = ", ".join(dict.fromkeys(paths[n] for n in claim.sources))
    return Finding(str(claim.line), say("verify.not-found", where=where, text=_excerpt(claim.text)))


def _in_order(pieces: Sequence[str], page: str) -> bool:
    at = 0
    for piece in pieces:
        found = _find(piece, page, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True


def _find(piece: str, page: str, at: int = 0) -> int:
    """Where ``piece`` stands as whole words: "just" is not in "unjust", nor "operational" in "non-operational"."""
    found = page.find(piece, at)
    while found >= 0:
        before, after = page[found - 1 : found] or " ", page[found + len(piece) : found + len(piece) + 1] or " "
        cut_before = piece[:1].isalnum() and (before.isalnum() or before == "-")
        cut_after = piece[-1:].isalnum() and after.isalnum()
        if not cut_before and not cut_after:
            return found
        found = page.find(piece, found + 1)
    return -1


def _excerpt(text: str) -> str:
    line = printed(text)
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


# --- the data ---------------------------------------------------------------------------------------------------------


def verify_data(brief: Any, pages: Sequence[Page]) -> Report:
    """Every item of a JSON brief, looked for at its offsets.

    Raises:
        InputError: the data are no brief.
    """
    if not isinstance(brief, dict) or brief.get("schema") != SCHEMA:
        raise InputError(f"this is no {SCHEMA}")
    texts = {page.path: page.text for page in pages}
    hashes = {page.path: page.sha256 for page in pages}
    try:
        items = list(_items(brief))
        whole = PrintedPages(texts)
        missing = [Finding(where, fault) for where, item in items for fault in _item_faults(item, texts, whole)]
        changed = [
            Finding(f"sources[{at}]", say("verify.changed", n=source["n"], path=printed(source["path"])))
            for at, source in enumerate(brief["sources"])
            if hashes.get(source["path"], source["sha256"]) != source["sha256"]
        ]
    except (AttributeError, KeyError, TypeError, ValueError) as fault:
        raise InputError(f"a part of this brief is missing or not as it should be: {fault}") from None
    return Report(len(items), tuple(missing), tuple(changed))


def _items(brief: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each item with evidence, and each source, under its place in the data."""
    if brief["meeting"]:
        yield "meeting", brief["meeting"]
    for name, held in brief.items():
        if isinstance(held, list):
            for at, item in enumerate(held):
                if name == "sources" or (isinstance(item, dict) and item.get("evidence")):
                    yield f"{name}[{at}]", item


def _item_faults(item: Mapping[str, Any], texts: Mapping[str, str], whole: PrintedPages) -> Iterator[str]:
    if "sha256" in item:
        if item["path"] not in texts:
            yield say("verify.no-article", n=item["n"], path=printed(item["path"]))
        elif squeeze(item["title"]) not in whole[item["path"]]:
            yield say("verify.not-found", where=printed(item["path"]), text=_excerpt(item["title"]))
        return
    evidence = [Evidence(path=at["path"], start=at["start"], end=at["end"]) for at in item["evidence"]]
    where = ", ".join(dict.fromkeys(printed(at.path) for at in evidence))
    if evidence and slices(evidence, texts) != squeeze(item["text"]):
        yield say("verify.not-found", where=where, text=_excerpt(item["text"]))
    sentence = item.get("sentence") or ""
    if sentence and not any(squeeze(sentence) in whole[at.path] for at in evidence):
        yield say("verify.not-found", where=where, text=_excerpt(sentence))
