"""Items that tell no matter of their own: a range of issues each of which is an item, a statement of nothing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from briefgen.extract.trie import any_of
from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.match.likeness import Words
from briefgen.match.sameness import contradict
from briefgen.model import Item
from briefgen.packs import Packs
from briefgen.profile import Profile
from briefgen.select.choice import Choice
from briefgen.text import fold

NO_MATTER = "names no matter"  # the reason
_LOOK_AT = 60  # items of one meeting that another is compared with


def without_hollow(
    profile: Profile, found: list[Choice], stories: Mapping[str, Story], knowledge: tuple[Packs, Lexicon]
) -> list[Choice]:
    """The finds, less the items of a meeting that add nothing to its others.

    Those are a range of issues ("regional issues, including the tea ban and Chad") each of which has an item; what a
    side states, or "it" would stand for, without any word that tells a matter; and what a side states whose every such
    word stands in another statement of it. One that reports on an announcement stays.

    Args:
        profile: whose sides every line may name.
        found: the finds.
        stories: by article id.
        knowledge: the countries, and the words that tell no matter.
    """
    judge = _Judge(profile, stories, *knowledge)
    reporting = {one.told_by for one in found if one.kept and one.told_by}
    items: dict[object, list[Choice]] = defaultdict(list)
    for one in found:
        if one.kept and isinstance(one.placed.find, Item):
            items[one.placed.event].append(one)
    gone: dict[str, str] = {}
    for held in items.values():
        for one in held:
            if one.id in reporting:
                continue
            beside = [other for other in held[:_LOOK_AT] if other is not one and other.id not in gone]
            if reason := judge.why_hollow(one, beside):
                gone[one.id] = reason
    return [replace(one, kept=False, reason=gone[one.id]) if one.id in gone else one for one in found]


@dataclass(frozen=True)
class _Judge:
    """What tells a matter in the words of one brief."""

    profile: Profile
    stories: Mapping[str, Story]
    packs: Packs
    lexicon: Lexicon
    _words: Words = field(init=False)
    _common: frozenset[str] = field(init=False)
    _bonds: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        words = Words(self.packs, self.lexicon)
        common = words.of(" ".join(self.lexicon.words("sameness.common")))
        sides = frozenset(name for side in self.profile.sides for name in words.of(side.name).names)
        object.__setattr__(self, "_words", words)
        object.__setattr__(self, "_bonds", re.compile(rf"\b(?:{any_of(self.lexicon, 'sameness.bonds')})\b"))
        object.__setattr__(self, "_common", common.own | common.weak | sides)

    def why_hollow(self, one: Choice, beside: list[Choice]) -> str:
        """Why an item adds nothing to others of its meeting; "" where it does."""
        text, item = self._text(one), one.placed.find
        parts = self._parts(text)
        if parts and all(self._is_told(part, one, beside) for part in parts):
            return "each of its parts is an item"
        states = isinstance(item, Item) and item.status == "open"
        own = self._own(text)
        if not own and (states or _POINTS.search(fold(text))) and not self._bonds.search(fold(text)):
            return NO_MATTER
        if not own or not states or len(one.placed.sides) != 1:
            return ""
        for other in beside:
            same = isinstance(other.placed.find, Item) and other.placed.find.status == "open"
            if not same or other.placed.sides != one.placed.sides or other.score < one.score:
                continue
            more = self._text(other)
            if own <= self._own(more) and not contradict(text, more, self.lexicon) and _numbers(text) <= _numbers(more):
                return f"says no more than {other.id}"
        return ""

    def _text(self, one: Choice) -> str:
        text = self.stories[one.placed.article].findings.article.text
        return " ".join(piece.of(text) for piece in one.pieces)

    def _own(self, text: str) -> frozenset[str]:
        return self._words.of(text).own - self._common

    def _parts(self, text: str) -> tuple[str, ...]:
        """What is listed behind "regional issues, including"; nothing where the words before it tell a matter."""
        found = _INCLUDING.search(text)
        if found is None or self._own(text[: found.start()]):
            return ()
        return tuple(part for part in _AND.split(text[found.end() :]) if part.strip())

    def _topic(self, text: str, one: Choice) -> str:
        """The particular topic that words name; "" for none, or for one that takes what is of no other."""
        scores = self.stories[one.placed.article].cast.sides.topics.score(text, "body")
        return scores[0].id if scores and not scores[0].general else ""

    def _is_told(self, part: str, one: Choice, beside: list[Choice]) -> bool:
        """Whether another item holds each word that tells what a part is, or is of the topic of what is only named."""
        own, names = self._own(part), self._words.of(part).names
        topic = self._topic(part, one) if own <= names else ""
        for other in beside:
            text = self._text(other)
            if own and own <= self._own(text):
                return True
            countries = {name for name in self._words.of(text).names - self._common if name.isupper()}
            if topic and other.placed.topic == topic and countries <= names:
                return True  # a truce in Chad is of the topic of Africa, and says nothing of Sudan
        return False


_INCLUDING = re.compile(r",? (?:including|such as|among them|namely)[,:]? ", re.IGNORECASE)
_AND = re.compile(r", and |,? as well as |, | and ")
_POINTS = re.compile(r"\b(?:it|them)\b")
_NUMBER = re.compile(r"\d[\d.,]*")


def _numbers(text: str) -> frozenset[str]:
    return frozenset(number.rstrip(".,") for number in _NUMBER.findall(text))
