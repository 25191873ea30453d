"""Many phrases looked for in one pass over an article, each found whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from briefgen.model import Block, Span


class WholeWords:
    """A set of phrases; ``joins`` holds the marks that, like a letter, make a longer word of one ("-")."""

    def __init__(self, phrases: Iterable[str], joins: str = "") -> None:
        self._phrases = tuple(dict.fromkeys(phrases))
        self._joins = f"_{joins}"
        self._search = AhoCorasick(self._phrases, matchkind=MatchKind.Standard, implementation=Implementation.DFA)

    def find(self, text: str, blocks: tuple[Block, ...]) -> Iterator[tuple[int, int, Span]]:
        """Start, end and block of every phrase in ``blocks``, in order, the longest first where several begin."""
        if not blocks:
            return
        first, joins = blocks[0].span.start, self._joins
        stretch = text[first : blocks[-1].span.end]
        padded = f" {stretch} "
        finds = [
            (first + start, -first - end)
            for _, start, end in self._search.find_matches_as_indexes(stretch, overlapping=True)
            if padded[start] not in joins
            and padded[end + 1] not in joins
            and not (padded[start].isalnum() or padded[end + 1].isalnum())
        ]
        finds.sort()
        areas = (block.span for block in blocks)
        area = next(areas)
        for start, minus_end in finds:
            while area.end <= start:
                area = next(areas)
            if area.start <= start and -minus_end <= area.end:
                yield start, -minus_end, area
