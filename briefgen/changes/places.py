"""Where the words of the earlier brief stand, told by the numbers of this one; and why an item is gone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefgen.changes.baseline import evidence, source_entry
from briefgen.changes.entries import Entry
from briefgen.model import Line, SourceEntry
from briefgen.wording import say

_MOSTLY = 0.6  # of an item's words, from which another line that holds them tells it
_ELSEWHERE = ("bottom_line", "meetings", "positions", "dates_ahead", "figures", "background")


_LISTS = ("bottom_line", "agenda", "positions", "quotes", "figures", "dates_ahead", "background")


def _stretches(brief: Mapping[str, Any]) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Where the lines of a brief stand, by file."""
    files = {str(source["path"]): str(source["sha256"]) for source in brief["sources"]}
    found: dict[str, set[tuple[int, int]]] = {}
    for line in (line for name in _LISTS for line in brief.get(name, ())):
        for at in evidence(line):
            found.setdefault(files.get(at.path, ""), set()).add((at.start, at.end))
    return {file: tuple(sorted(places)) for file, places in found.items()}


class EarlierSources:
    """The sources of the earlier brief beside those of this one, which are known by their bytes and story."""

    def __init__(self, then: Mapping[str, Any], now: Mapping[str, Any]) -> None:
        self._then = {entry.n: entry for entry in map(source_entry, then["sources"])}
        self._now = [source_entry(source) for source in now["sources"]]
        self._not_used = {(one["path"], one["story"]): str(one["reason"]) for one in now["not_used"]}
        self._as_of = str(now["as_of"])
        self._printed = {line["text"] for name in _ELSEWHERE for line in now.get(name, ())}
        self._told = _stretches(then)
        self._next = 1 + max((entry.n for entry in self._now), default=0)
        self._same = {n: self._here(entry) for n, entry in self._then.items()}

    def _here(self, source: SourceEntry) -> SourceEntry | None:
        """The source of this brief that is the same article of the same bytes, wherever the file lies now."""
        alike = [one for one in self._now if (one.sha256, one.story) == (source.sha256, source.story)]
        return min(alike, key=lambda one: (one.path != source.path, one.path), default=None)

    def cited(self, lines: Iterable[Line]) -> tuple[SourceEntry, ...]:
        """The sources that ``lines`` of the earlier brief cite and this brief has not, numbered on from its own."""
        wanted = sorted({mark.source for line in lines for mark in line.marks if not self._same[mark.source]})
        return tuple(replace(self._then[n], n=self._next + at) for at, n in enumerate(wanted))

    def renumbered(self, line: Line, cited: Sequence[SourceEntry]) -> Line:
        """A line of the earlier brief with its marks, and the paths of its places, as this brief would give them."""
        here: dict[int, SourceEntry] = {}
        for n in {mark.source for mark in line.marks}:
            own, known = self._then[n], self._same[n]
            story = (own.path, own.story, own.sha256)
            here[n] = known or next(one for one in cited if (one.path, one.story, one.sha256) == story)
        paths = {self._then[n].path: source.path for n, source in here.items()}
        return replace(
            line,
            marks=tuple(replace(mark, source=here[mark.source].n) for mark in line.marks),
            evidence=tuple(replace(at, path=paths.get(at.path, at.path)) for at in line.evidence),
        )

    def had(self, entry: Entry) -> bool:
        """Whether the earlier brief told the words of an item in any list, from the same place of the same file."""
        files = {source.path: source.sha256 for source in self._now}
        own = [(files.get(at.path, ""), at.start, at.end) for at in entry.line.evidence]
        told = sum(
            max(0, *(min(end, until) - max(start, since) for since, until in self._told.get(file, ())), 0)
            for file, start, end in own
        )
        return bool(own) and told >= _MOSTLY * sum(end - start for _, start, end in own)

    def why_gone(self, entry: Entry, left_out: Mapping[str, str]) -> str:
        """Why an item of the earlier brief is not in this one; empty where it cannot be told."""
        day = entry.get("date")
        if entry.section == "dates_ahead" and day and day <= self._as_of[: len(day)]:
            return say("changes.why.past")
        if entry.section in ("dates_ahead", "figures", "background") and entry.line.text in self._printed:
            return say("changes.why.elsewhere")
        own = [self._then[mark.source] for mark in entry.line.marks]
        if not own or any(self._same[source.n] for source in own):
            listed = entry.section in ("dates_ahead", "figures", "background")
            return left_out.get(entry.line.id, say("changes.why.others") if listed else "")
        source = own[0]
        if reason := self._not_used.get((source.path, source.story)):
            return reason
        if any(one.path == source.path for one in self._now):
            return say("changes.why.altered")
        return say("changes.why.no-article")
