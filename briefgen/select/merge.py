"""The same subject told twice is printed once, with both sources.

Word counts alone would call "will return" and "will not return" the same. Two items or positions of the same sides,
about the same meeting, with the same status and topic, are one when the words of one are all in the other, which adds
little, and neither has a number, name, negation or opposite that the other lacks. A quote is one with another only when
it stands word for word in a longer one of the same speaker.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.match.sameness import Subject, same_subject, subject_of
from briefgen.model import Item, Quote
from briefgen.select.choice import Choice
from briefgen.text import words

_LOOK_BACK = 60  # better finds of the same sides, meeting, status and topic that one is compared with


def merge(found: list[Choice], stories: Mapping[str, Story], lexicon: Lexicon) -> list[Choice]:
    """The finds, best first, with every repetition put out and named at the one that is kept.

    Args:
        found: best first.
        stories: by article id.
        lexicon: the words that tell two subjects apart.
    """
    merger = _Merger(stories, lexicon)
    for choice in found:
        if not choice.kept:
            merger.out.append(choice)
        elif isinstance(choice.placed.find, Quote):
            merger.add_quote(choice, choice.placed.find)
        else:
            merger.add_subject(choice)
    return merger.out


_Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Merger:
    """What has been gone through, each repetition put out. Finds stand in ``out`` under the same number for good."""

    stories: Mapping[str, Story]
    lexicon: Lexicon
    out: list[Choice] = field(default_factory=list)
    _said: dict[tuple[str, _Words], list[tuple[int, _Words]]] = field(default_factory=lambda: defaultdict(list))
    _begun: dict[tuple[str, str, _Words], list[tuple[int, _Words]]] = field(default_factory=lambda: defaultdict(list))
    _told: dict[tuple[object, ...], list[tuple[int, Subject]]] = field(default_factory=lambda: defaultdict(list))

    def add_quote(self, choice: Choice, quote: Quote) -> None:
        """A quote; it may be repeated from any of its words on, and hold a shorter one that came before."""
        speaker = quote.speaker.name if quote.speaker else ""
        said = tuple(word for piece in choice.pieces for word in words(piece.of(self._text(choice))))
        longer = next((entry for entry in self._said[speaker, said[:2]] if _holds(entry[1], said)), None)
        if longer is not None and said:
            # the source of a fragment does not carry the whole quote
            self._put_out(choice, longer[0], carries=longer[1] == said)
            return
        for at in range(len(said)):
            for number, words_of in self._begun[speaker, quote.kind, said[at : at + 2]]:
                if said[at : at + len(words_of)] == words_of:
                    self.out[number] = replace(
                        self.out[number], kept=False, also=(), reason=f"says the same as {choice.id}"
                    )
        self._begun[speaker, quote.kind, said[:2]].append((len(self.out), said))
        for key in {said[at : at + size] for at in range(len(said)) for size in (1, 2)}:
            self._said[speaker, key].append((len(self.out), said))
        self.out.append(choice)

    def add_subject(self, choice: Choice) -> None:
        """An item or position; where the new one says more than its twin, it is the one that is kept."""
        placed, text = choice.placed, self._text(choice)
        status = placed.find.status if isinstance(placed.find, Item) else ""
        topic = "" if choice.kind == "agenda" else placed.topic
        told = self._told[choice.kind, placed.event, placed.sides, status, topic]
        mask = self.stories[placed.article].cast.sides.without
        subject = subject_of(" ".join(mask(piece.of(text)) for piece in choice.pieces), self.lexicon)
        twin = next(
            (at for at, (_, known) in enumerate(told[-_LOOK_BACK:]) if same_subject(known, subject, self.lexicon)), None
        )
        if twin is None:
            told.append((len(self.out), subject))
            self.out.append(choice)
            return
        at = max(0, len(told) - _LOOK_BACK) + twin
        number, known = told[at]
        if len(subject.words) <= len(known.words):
            self._put_out(choice, number, carries=True)
            return
        other = self.out[number]
        self.out[number] = replace(other, kept=False, also=(), reason=f"says the same as {choice.id}")
        self.out.append(replace(choice, also=tuple(dict.fromkeys((*other.also, other.placed.article)))))
        told[at] = len(self.out) - 1, subject

    def _put_out(self, choice: Choice, number: int, *, carries: bool) -> None:
        """The choice put out, its article named at the one that is kept where it carries all of that."""
        kept = self.out[number]
        if carries:
            self.out[number] = replace(kept, also=tuple(dict.fromkeys((*kept.also, choice.placed.article))))
        self.out.append(replace(choice, kept=False, reason=f"says the same as {kept.id}"))

    def _text(self, choice: Choice) -> str:
        return self.stories[choice.placed.article].findings.article.text


def _holds(whole: _Words, part: _Words) -> bool:
    size = len(part)
    return any(whole[i : i + size] == part for i in range(len(whole) - size + 1))
