"""Whose word alone it is that both sides did something: a source without a name that speaks for one of them."""

from __future__ import annotations

from briefgen.brief.informants import Informant, informants
from briefgen.brief.sources import Sources
from briefgen.lexicon import Lexicon
from briefgen.select import Choice


class Tellers:
    """The people without a name on whom the items of a brief rest."""

    def __init__(self, sources: Sources, lexicon: Lexicon) -> None:
        self._sources = sources
        self._lexicon = lexicon
        self._known: dict[str, tuple[Informant, ...]] = {}

    def of(self, choice: Choice) -> str:
        """The side of whose source alone tells an item; "" where a name, both sides or another article tells it."""
        placed = choice.placed
        if choice.also:
            return ""
        story = self._sources.story(placed.article)
        sides = {side for one in self._telling(choice) for side in story.cast.sides_at(one.span)}
        return sides.pop() if len(sides) == 1 else ""

    def _telling(self, choice: Choice) -> list[Informant]:
        """Those without a name who say what the sentence of an item tells."""
        placed = choice.placed
        if placed.article not in self._known:
            self._known[placed.article] = informants(self._sources.story(placed.article), self._lexicon)
        return [one for one in self._known[placed.article] if placed.sentence in one.sentences or one.only]
