"""Which of a profile's own words ever do anything: on its examples, or on articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple, cast

from briefgen.errors import Location
from briefgen.model import Findings
from briefgen.profile import Profile
from briefgen.profile.document import Mapping, Node, Scalar
from briefgen.profile.document import Sequence as NodeList
from briefgen.rules import NEAR, ZONES, Rule, RuleSet, Slot, Zone

EXCLUDE = "exclude"
_KINDS = ("any", "all", "none", "near", "regex")


class Place(NamedTuple):
    """The title of an article, or a sentence of it."""

    article: str
    zone: Zone
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, group or pattern of a topic's rule.

    Attributes:
        topic: the topic's id; "exclude" for the articles to leave out.
        kind: which list of the rule it is in.
        text: as it is written.
        at: where.
        slots: of a group of ``near``, each with its alternatives.
        within: how many words apart a group of ``near`` may stand.
        zones: where a text must stand.
        in_articles: how many sentences of the articles have it, and titles where the rule looks at them; of a word of
            "exclude", how many articles.
        in_examples: how many examples have it.
    """

    topic: str
    kind: str
    text: str
    at: Location
    slots: tuple[Slot, ...] = ()
    within: int = NEAR
    zones: tuple[Zone, ...] = ()
    in_articles: int = 0
    in_examples: int = 0

    @property
    def fires(self) -> bool:
        """Whether it ever does anything."""
        return bool(self.in_articles or self.in_examples)


def places(found: Sequence[Findings]) -> tuple[Place, ...]:
    """All that rules look at in some articles: what ``exclude`` sees of them."""
    return tuple(place for one in found for place in _places(one))


def _places(found: Findings) -> Iterator[Place]:
    article = found.article
    yield Place(article.id, "title", article.title.of(article.text))
    for sentence in found.sentences:
        yield Place(article.id, "lede" if sentence.paragraph == 1 else "body", sentence.span.of(article.text))


def covered(profile: Profile, whole: Mapping, read: Sequence[Place]) -> tuple[Word, ...]:
    """Every word that the profile's own file gives a topic, and how many texts have it.

    Args:
        profile: whose words.
        whole: the same profile with the places of its values.
        read: what the articles hold; the profile's examples are tried as well.

    Raises:
        ProfileError: a ``regex`` ran longer than it may.
    """
    words = tuple(_words(profile, whole))
    rules = RuleSet([(str(number), _alone(word)) for number, word in enumerate(words)])
    examples = Counter(int(score.id) for text in _examples(profile) for score in rules.score(text))
    articles: Counter[int] = Counter()
    out: set[tuple[int, str]] = set()  # a word of "exclude" counts once for each article
    for place in read:
        for number in (int(score.id) for score in rules.score(place.text)):
            if not _looks_at(words[number], place.zone) or (number, place.article) in out:
                continue
            articles[number] += 1
            if words[number].topic == EXCLUDE:
                out.add((number, place.article))
    return tuple(
        replace(word, in_articles=articles[number], in_examples=examples[number]) for number, word in enumerate(words)
    )


def _looks_at(word: Word, zone: Zone) -> bool:
    """Whether what stands there counts: ``exclude`` looks at titles too, a topic where its ``in`` says so."""
    if word.topic == EXCLUDE:
        return zone in (word.zones or ZONES)
    return zone != "title" or "title" in word.zones


def _examples(profile: Profile) -> Iterator[str]:
    for topic in profile.topics:
        for example in (*topic.match, *topic.skip, *topic.todo_match, *topic.todo_skip):
            yield example.text


def _words(profile: Profile, whole: Mapping) -> Iterator[Word]:
    own = whole.at.path
    topics = whole.get("topics")
    for name, entry in topics.entries.items() if isinstance(topics, Mapping) else ():
        if isinstance(entry.value, Mapping) and any(topic.id == name for topic in profile.topics):
            yield from (word for word in _of_rule(name, entry.value) if word.at.path == own)
    exclude = whole.get(EXCLUDE)
    if isinstance(exclude, Mapping):
        yield from (word for word in _of_rule(EXCLUDE, exclude) if word.at.path == own)
    elif exclude is not None:
        yield from (Word(topic=EXCLUDE, kind="any", text=text, at=at) for text, at in _scalars(exclude))


def _of_rule(name: str, node: Mapping) -> Iterator[Word]:
    given = node.get("in")
    zones = cast(tuple[Zone, ...], tuple(text for text, _ in _scalars(given))) if given else ()
    for kind in _KINDS:
        value = node.get(kind)
        if value is None:
            continue
        if kind == "near":
            for group, at in _groups(value):
                slots, text = tuple(map(_slot, group)), ", ".join(group)
                yield Word(topic=name, kind=kind, text=text, at=at, slots=slots, within=_within(node), zones=zones)
        else:
            yield from (Word(topic=name, kind=kind, text=text, at=at, zones=zones) for text, at in _scalars(value))


def _within(node: Mapping) -> int:
    value = node.get("within")
    return int(value.text) if isinstance(value, Scalar) else NEAR


def _scalars(node: Node) -> Iterator[tuple[str, Location]]:
    items = node.items if isinstance(node, NodeList) else (node,)
    for item in items:
        if isinstance(item, Scalar):
            yield item.text, item.at


def _groups(node: Node) -> Iterator[tuple[list[str], Location]]:
    """The groups of ``near``: a list of lists, or one list of words for a single group."""
    if not isinstance(node, NodeList):
        return
    alone = all(isinstance(item, Scalar) for item in node.items)
    for row in (node,) if alone else node.items:
        yield [text for text, _ in _scalars(row)], row.at


def _alone(word: Word) -> Rule:
    """A rule that fires where this word alone is found."""
    if word.kind == "regex":
        return Rule(regex=(word.text,))
    if word.kind == "near":
        return Rule(near=(word.slots,), within=word.within)
    if word.kind == "all":
        return Rule(any=_slot(word.text))
    return Rule(any=(word.text,))


def _slot(written: str) -> Slot:
    return tuple(found for part in written.split("|") if (found := part.strip()))
