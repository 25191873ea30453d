"""Which of a profile's own words ever do anything: on its examples, or on articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.errors import Location
from briefgen.profile import Profile
from briefgen.profile.document import Mapping, Node, Scalar
from briefgen.profile.document import Sequence as NodeList
from briefgen.rules import NEAR, Rule, RuleSet

_KINDS = ("any", "all", "none", "near", "regex")


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word, group or pattern of a topic's rule.

    Attributes:
        topic: the topic's id; "exclude" for the articles to leave out.
        kind: which list of the rule it is in.
        text: as it is written.
        at: where.
        within: how many words apart a group of ``near`` may stand.
        in_articles: how many sentences of the articles have it.
        in_examples: how many examples have it.
    """

    topic: str
    kind: str
    text: str
    at: Location
    within: int = NEAR
    in_articles: int = 0
    in_examples: int = 0

    @property
    def fires(self) -> bool:
        """Whether it ever does anything."""
        return bool(self.in_articles or self.in_examples)


def covered(profile: Profile, whole: Mapping, texts: Sequence[str]) -> tuple[Word, ...]:
    """Every word that the profile's own file gives a topic, and how many texts have it.

    Args:
        profile: whose words.
        whole: the same profile with the places of its values.
        texts: the sentences of articles; the profile's examples are tried as well.

    Raises:
        ProfileError: a ``regex`` ran longer than it may.
    """
    words = tuple(_words(profile, whole))
    rules = RuleSet([(str(number), _alone(word)) for number, word in enumerate(words)])
    articles, examples = _fired(rules, texts), _fired(rules, tuple(_examples(profile)))
    return tuple(
        replace(word, in_articles=articles[number], in_examples=examples[number]) for number, word in enumerate(words)
    )


def _fired(rules: RuleSet, texts: Sequence[str]) -> Counter[int]:
    """How many of the texts each rule fires on, by number."""
    return Counter(int(score.id) for text in texts for score in rules.score(text))


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
    exclude = whole.get("exclude")
    if isinstance(exclude, Mapping):
        yield from (word for word in _of_rule("exclude", exclude) if word.at.path == own)
    elif exclude is not None:
        yield from (Word(topic="exclude", kind="any", text=text, at=at) for text, at in _scalars(exclude))


def _of_rule(name: str, node: Mapping) -> Iterator[Word]:
    for kind in _KINDS:
        value = node.get(kind)
        if value is None:
            continue
        if kind == "near":
            within = _within(node)
            yield from (Word(topic=name, kind=kind, text=text, at=at, within=within) for text, at in _groups(value))
        else:
            yield from (Word(topic=name, kind=kind, text=text, at=at) for text, at in _scalars(value))


def _within(node: Mapping) -> int:
    value = node.get("within")
    return int(value.text) if isinstance(value, Scalar) else NEAR


def _scalars(node: Node) -> Iterator[tuple[str, Location]]:
    items = node.items if isinstance(node, NodeList) else (node,)
    for item in items:
        if isinstance(item, Scalar):
            yield item.text, item.at


def _groups(node: Node) -> Iterator[tuple[str, Location]]:
    """The groups of ``near``: a list of lists, or one list of words for a single group."""
    if not isinstance(node, NodeList):
        return
    alone = all(isinstance(item, Scalar) for item in node.items)
    for row in (node,) if alone else node.items:
        words = [text for text, _ in _scalars(row)]
        yield ", ".join(words), row.at


def _alone(word: Word) -> Rule:
    """A rule that fires where this word alone is found."""
    if word.kind == "regex":
        return Rule(regex=(word.text,))
    if word.kind == "near":
        return Rule(near=(tuple(_slot(part) for part in word.text.split(",")),), within=word.within)
    if word.kind == "all":
        return Rule(any=_slot(word.text))
    return Rule(any=(word.text,))


def _slot(written: str) -> tuple[str, ...]:
    return tuple(found for part in written.split("|") if (found := part.strip()))
