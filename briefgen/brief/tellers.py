"""Whose word alone it is that both sides did something: a source without a name that speaks for one of them."""

from __future__ import annotations

from briefgen.brief.informants import Informant, informants
from briefgen.brief.sources import Sources
from briefgen.extract.sentences import cue_forms
from briefgen.lexicon import Lexicon
from briefgen.model import Item
from briefgen.select import Choice
from briefgen.text import words

_OFFERS = ("offer", "offers", "offered", "offering")  # no verb of saying, but done by saying

_TELLS = ("say", "stance")  # "highlighted the ties, noting that she is keen to return"


class Tellers:
    """The people without a name on whom the items of a brief rest."""

    def __init__(self, sources: Sources, lexicon: Lexicon) -> None:
        self._sources = sources
        self._lexicon = lexicon
        self._says = frozenset(cue_forms(lexicon)) | frozenset(_OFFERS)
        self._known: dict[str, tuple[Informant, ...]] = {}

    def of(self, choice: Choice) -> str:
        """The side of whose source alone tells an item; "" where a name, both sides or another article tells it."""
        placed = choice.placed
        if choice.also:
            return ""
        story = self._sources.story(placed.article)
        sides = {side for one in self._telling(choice) for side in story.cast.sides_at(one.span)}
        return sides.pop() if len(sides) == 1 else ""

    def is_writers_own(self, choice: Choice) -> bool:
        """Whether an article tells what a side means to do, and nobody says so: "It also plans to close the port"."""
        item, found = choice.placed.find, self._sources.story(choice.placed.article).findings
        if not isinstance(item, Item) or item.status != "open" or not item.rule.startswith("intend: "):
            return False
        sentence = choice.placed.sentence
        said = not self._says.isdisjoint(words(sentence.of(found.article.text)))
        said = said or any(one.sentence == sentence and one.rule.startswith(_TELLS) for one in found.positions)
        return not (said or self._telling(choice) or any(one.span.meets(sentence) for one in found.quotes))

    def _telling(self, choice: Choice) -> list[Informant]:
        """Those without a name who say what the sentence of an item tells."""
        placed = choice.placed
        if placed.article not in self._known:
            self._known[placed.article] = informants(self._sources.story(placed.article), self._lexicon)
        return [one for one in self._known[placed.article] if placed.sentence in one.sentences or one.only]
