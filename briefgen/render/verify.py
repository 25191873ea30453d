"""A brief as written held against the articles: is every quote and source line still where it says it is?

What is checked are words and their places. Who said them, and when, is not.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefgen.articles import read_page
from briefgen.changes.baseline import no_brief, shown
from briefgen.errors import InputError, Problem, UsageError
from briefgen.gate import PrintedPages, slices
from briefgen.lexicon import load_lexicon
from briefgen.model import Article, Evidence, Mark, Page
from briefgen.render import view
from briefgen.render.claims import Claim, ListedSource, read_claims
from briefgen.render.escape import printed
from briefgen.render.title_block import read_title_block
from briefgen.text import JOINT, squeeze
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


class _Stories(dict[str, tuple[Article, ...]]):
    """The stories of the pages that are asked for, by path; none of a page that is not there."""

    def __init__(self, pages: Iterable[Page]) -> None:
        super().__init__()
        self.pages = {printed(page.path): page for page in pages}
        self._held: dict[tuple[str, int], dict[int, str]] = {}

    def __missing__(self, path: str) -> tuple[Article, ...]:
        self[path] = read_page(self.pages[path]) if path in self.pages else ()
        return self[path]

    def holds(self, path: str, sha256: str) -> bool:
        """Whether a page is there as it was; ``sha256`` may be its beginning."""
        return path in self.pages and self.pages[path].sha256.startswith(sha256)

    def paragraphs(self, path: str, story: int) -> dict[int, str]:
        """The paragraphs of a story as they would be printed, by number."""
        if (held := self._held.get((path, story))) is not None:
            return held
        held = self._held[path, story] = {}
        for article in self[path][story - 1 : story] if story else ():
            for block in article.blocks:
                if block.paragraph:
                    words = printed(block.span.of(article.text))
                    held[block.paragraph] = f"{held[block.paragraph]} {words}" if block.paragraph in held else words
        return held


def _refuse_elsewhere(paths: Sequence[str], stories: _Stories) -> None:
    """Raises InputError where none of a brief's sources is there: every line of it would be missing."""
    if paths and not any(path in stories.pages for path in paths):
        remedy = "Name the file or folder it was made from with --articles"
        raise InputError(Problem(say("verify.elsewhere", n=len(paths)), remedy=remedy))


def verify_markdown(markdown: str, pages: Sequence[Page]) -> Report:
    """Every quote, source line and source title of a Markdown brief, looked for in the source and paragraph it names.

    Raises:
        UsageError: the Markdown is no brief.
        InputError: none of its sources is among the pages.
    """
    claims, listed = read_claims(markdown)
    if not claims and not listed and not read_title_block(markdown, "").as_of:
        raise UsageError(Problem("this is no brief", remedy="Name the .md or .json file of one"))
    stories = _Stories(pages)
    _refuse_elsewhere([source.path for source in listed if not source.earlier], stories)
    gone = {source.n: source for source in listed if source.earlier and not stories.holds(source.path, source.sha256)}
    quoted = Counter(mark.source for claim in claims for mark in claim.marks[:1] if mark.source in gone)
    claims = tuple(claim for claim in claims if not any(mark.source in gone for mark in claim.marks))
    listed = tuple(source for source in listed if source.n not in gone)
    sources = {source.n: source for source in listed}
    words = {n: printed(stories.pages[one.path].text) for n, one in sources.items() if one.path in stories.pages}
    missing: list[Finding] = []
    unsearched: Counter[int] = Counter()
    for claim in claims:
        fault = _claim_fault(claim, sources, words)
        absent = [mark.source for mark in claim.marks if mark.source in sources and mark.source not in words]
        if fault and absent:
            unsearched[absent[0]] += 1
        elif fault:
            missing.append(fault)
        else:
            missing += _paragraph_faults(claim, sources, stories)
    missing += [fault for source in listed if (fault := _listed_fault(source, words, unsearched[source.n]))]
    told = "verify.changed" if missing else "verify.changed-found"
    changed = [
        Finding(str(source.line), say(told, n=source.n, path=source.path))
        for source in listed
        if source.n in words and not stories.pages[source.path].sha256.startswith(source.sha256)
    ]
    changed += [Finding(str(source.line), _unread(source.path, quoted[n])) for n, source in gone.items()]
    looked_for = len(claims) + len(listed) - unsearched.total()
    return Report(looked_for, tuple(dict.fromkeys(missing)), tuple(changed))


def _unread(path: str, n: int) -> str:
    return say("verify.earlier", path=printed(path), n=n)


def _listed_fault(source: ListedSource, words: Mapping[int, str], unsearched: int) -> Finding | None:
    if source.n not in words:
        return Finding(str(source.line), _no_article(source.n, source.path, unsearched))
    if source.title.removesuffix(view.CUT) in words[source.n]:
        return None
    return Finding(str(source.line), say("verify.not-found", where=source.path, text=_excerpt(source.title)))


def _no_article(n: int, path: str, unsearched: int) -> str:
    return say("verify.no-article", n=n, path=path) + (
        f"; {say('verify.unsearched', n=unsearched)}" if unsearched else ""
    )


def _claim_fault(claim: Claim, sources: Mapping[int, ListedSource], words: Mapping[int, str]) -> Finding | None:
    if not claim.marks:
        return Finding(str(claim.line), say("verify.no-mark", text=_excerpt(claim.text)))
    unknown = [mark.source for mark in claim.marks if mark.source not in sources]
    if unknown:
        return Finding(str(claim.line), say("verify.no-source", n=unknown[0]))
    cited = [words[n] for n in dict.fromkeys(mark.source for mark in claim.marks) if n in words]
    pieces = claim.text.split(JOINT)
    # The pieces of one utterance stand in order in one source; a merged line may have each from another.
    if any(_in_order(pieces, page) for page in cited):
        return None
    if len(cited) > 1 and all(any(_find(piece, page) >= 0 for page in cited) for piece in pieces):
        return None
    where = ", ".join(dict.fromkeys(sources[mark.source].path for mark in claim.marks))
    return Finding(str(claim.line), say("verify.not-found", where=where, text=_excerpt(claim.text)))


def _paragraph_faults(claim: Claim, sources: Mapping[int, ListedSource], stories: _Stories) -> Iterator[Finding]:
    """The marks whose paragraph holds nothing of the line, though the page does."""
    pieces = claim.text.split(JOINT)
    for mark in claim.marks:
        source = sources[mark.source]
        if not mark.paragraph or source.path not in stories.pages:
            continue
        held = stories.paragraphs(source.path, source.story)
        if any(_begins_in(piece, mark.paragraph, held) for piece in pieces):
            continue
        stands = next((n for n, words in held.items() if any(_find(piece, words) >= 0 for piece in pieces)), 0)
        yield Finding(str(claim.line), _elsewhere(mark, stands, claim.text))


def _begins_in(piece: str, paragraph: int, held: Mapping[int, str]) -> bool:
    """Whether a piece stands in a paragraph, or begins there and goes on over those below it."""
    words = held.get(paragraph, "")
    below, n = "", paragraph + 1
    while n in held and len(below) < len(piece):
        below = f"{below} {held[n]}".lstrip()
        n += 1
    return 0 <= _find(piece, f"{words} {below[: len(piece)]}") < max(1, len(words))


def _elsewhere(mark: Mark, stands: int, text: str) -> str:
    told = say("verify.paragraph", paragraph=mark.paragraph, n=mark.source, text=_excerpt(text))
    return f"{told} ({say('verify.stands', paragraph=stands)})" if stands else told


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
        cut_after = piece[-1:].isalnum() and after.isalnum() and not _is_glued(piece, page, found + len(piece))
        if not cut_before and not cut_after:
            return found
        found = page.find(piece, found + 1)
    return -1


def _is_glued(piece: str, page: str, end: int) -> bool:
    """Whether the page wrote the next word on to a name: "Bakerwill"."""
    on = next((at for at in range(end, len(page)) if not page[at].isalnum()), len(page))
    return piece.rsplit(maxsplit=1)[-1][:1].isupper() and page[end:on] in load_lexicon().words("people.glued")


def _excerpt(text: str) -> str:
    line = printed(text)
    return line if len(line) <= _EXCERPT else f"{line[:_EXCERPT]}…"


# --- the data ---------------------------------------------------------------------------------------------------------


def verify_data(brief: Any, pages: Sequence[Page]) -> Report:
    """Every item of a JSON brief, looked for at its offsets, and the paragraphs of its marks.

    Raises:
        UsageError: the data are no brief.
        InputError: a part of it is missing, or none of its sources is among the pages.
    """
    if refused := no_brief(brief):
        raise UsageError(refused)
    try:
        return _data_report(brief, pages)
    except KeyError as fault:
        raise _amiss(f"{shown(fault.args[0])} is missing") from None
    except (AttributeError, TypeError, ValueError):
        raise _amiss("a part of it is not as briefgen writes it") from None


def _amiss(why: str) -> InputError:
    remedy = "Somebody has changed the file: name it as it was written, or verify the .md beside it"
    return InputError(Problem(f"this brief is not as it should be: {why}", remedy=remedy))


def _data_report(brief: Mapping[str, Any], pages: Sequence[Page]) -> Report:
    stories = _Stories(pages)
    texts = {page.path: page.text for page in pages}
    hashes = {page.path: page.sha256 for page in pages}
    _refuse_elsewhere([printed(source["path"]) for source in brief["sources"]], stories)
    earlier = brief["since"]["sources"] if brief.get("since") else []
    gone = {source["n"]: source for source in earlier if not stories.holds(printed(source["path"]), source["sha256"])}
    sources = {source["n"]: source for source in (*brief["sources"], *earlier) if source["n"] not in gone}
    whole = PrintedPages(texts)
    missing: list[Finding] = []
    unsearched: Counter[str] = Counter()
    items = list(_items(brief))
    quoted = Counter(mark["source"] for _, item in items for mark in item["marks"][:1] if mark["source"] in gone)
    items = [(where, item) for where, item in items if not any(mark["source"] in gone for mark in item["marks"])]
    for where, item in items:
        absent = [at["path"] for at in item["evidence"] if at["path"] not in texts]
        if absent:
            unsearched[absent[0]] += 1
            continue
        faults = [*_item_faults(item, texts, whole)] or [*_mark_faults(item, sources, stories)]
        missing += [Finding(where, fault) for fault in faults]
    for at, source in enumerate(brief["sources"]):
        if source["path"] not in texts:
            fault = _no_article(source["n"], printed(source["path"]), unsearched[source["path"]])
            missing.append(Finding(f"sources[{at}]", fault))
        elif squeeze(source["title"]) not in whole[source["path"]]:
            told = say("verify.not-found", where=printed(source["path"]), text=_excerpt(source["title"]))
            missing.append(Finding(f"sources[{at}]", told))
    key = "verify.changed" if missing else "verify.changed-found"
    changed = [
        Finding(f"sources[{at}]", say(key, n=source["n"], path=printed(source["path"])))
        for at, source in enumerate(brief["sources"])
        if hashes.get(source["path"], source["sha256"]) != source["sha256"]
    ]
    changed += [Finding("since", _unread(source["path"], quoted[n])) for n, source in gone.items()]
    looked_for = len(items) + len(brief["sources"]) - unsearched.total()
    return Report(looked_for, tuple(dict.fromkeys(missing)), tuple(changed))


def _items(brief: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each item that comes from a source, under its place in the data; the meeting once, also where it is listed."""
    meeting = brief["meeting"]
    if meeting and meeting not in brief["meetings"] and _sourced(meeting):
        yield "meeting", meeting
    for name, held in brief.items():
        if isinstance(held, list) and name != "sources":
            for at, item in enumerate(held):
                if isinstance(item, dict) and "evidence" in item and _sourced(item):
                    yield f"{name}[{at}]", item
                if isinstance(item, dict) and item.get("was") and _sourced(item["was"]):
                    yield f"{name}[{at}].was", item["was"]


def _sourced(item: Mapping[str, Any]) -> bool:
    return bool(item["evidence"] or (item["text"] and item.get("origin") != "desk"))


def _item_faults(item: Mapping[str, Any], texts: Mapping[str, str], whole: PrintedPages) -> Iterator[str]:
    evidence = [Evidence(path=at["path"], start=at["start"], end=at["end"]) for at in item["evidence"]]
    where = ", ".join(dict.fromkeys(printed(at.path) for at in evidence))
    if not evidence:
        yield say("verify.no-mark", text=_excerpt(item["text"]))
    elif slices(evidence, texts) != squeeze(item["text"]):
        yield say("verify.not-found", where=where, text=_excerpt(item["text"]))
    sentence = item.get("sentence") or ""
    if sentence and not any(squeeze(sentence) in whole[at.path] for at in evidence):
        yield say("verify.not-found", where=where, text=_excerpt(sentence))


def _mark_faults(item: Mapping[str, Any], sources: Mapping[int, Mapping[str, Any]], stories: _Stories) -> Iterator[str]:
    """The marks that name no source, or a paragraph in which nothing of the item stands."""
    for held in item["marks"]:
        mark = Mark(source=held["source"], paragraph=held["paragraph"])
        if mark.source not in sources:
            yield say("verify.no-source", n=mark.source)
            continue
        if not mark.paragraph:
            continue
        source = sources[mark.source]
        articles = stories[printed(source["path"])][source["story"] - 1 : source["story"]]
        stand = [
            block.paragraph
            for article in articles
            for block in article.blocks
            for at in item["evidence"]
            if block.paragraph
            and at["path"] == source["path"]
            and block.span.start < at["end"]
            and at["start"] < block.span.end
        ]
        if mark.paragraph not in stand:
            yield _elsewhere(mark, stand[0] if stand else 0, item["text"])
