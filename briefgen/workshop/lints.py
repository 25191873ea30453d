"""What is no fault in a profile and most likely not meant: words that do nothing, and words that do too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.errors import Problem
from briefgen.profile import Profile
from briefgen.profile.model import Topic
from briefgen.text import fold
from briefgen.workshop.coverage import Word

GREEDY = 0.4  # of all sentences: a topic that holds so many of them tells nothing
_ENOUGH = 25  # sentences below which a share means nothing


def lints(profile: Profile, words: Sequence[Word], texts: Sequence[str]) -> tuple[Problem, ...]:
    """Every word of the profile's own that is dead, shadowed or greedy, in the order of the file.

    Args:
        profile: whose words.
        words: the profile's own words, with how many texts have each (``coverage.covered``).
        texts: the sentences of articles.
    """
    found = (*_sides(profile, words), *_forbidden(words), *_shadowed(profile, words), *_greedy(words, texts))
    return tuple(sorted(found, key=lambda one: (one.where.path, one.where.line, one.where.column) if one.where else ()))


def _sides(profile: Profile, words: Sequence[Word]) -> Iterator[Problem]:
    """A word that means a side puts no text under a topic: in a brief about Israel, "Israel" is in every line."""
    aliases = {fold(alias): side.name for side in profile.sides for alias in side.aliases}
    for word in words:
        if word.kind == "any" and fold(word.text) in aliases:
            message = f"'{word.text}' is dead in '{word.topic}': it means the side {aliases[fold(word.text)]}"
            yield Problem(message, word.at, "Delete it, or put it into a group of `near`")


def _forbidden(words: Sequence[Word]) -> Iterator[Problem]:
    """A word that its own topic forbids."""
    never = {(word.topic, fold(word.text)) for word in words if word.kind == "none"}
    for word in words:
        if word.kind == "any" and (word.topic, fold(word.text)) in never:
            message = f"'{word.text}' is dead in '{word.topic}': the topic's `none` has it too"
            yield Problem(message, word.at, "Keep it in one of the two")


def _shadowed(profile: Profile, words: Sequence[Word]) -> Iterator[Problem]:
    """A word that a stronger topic has as well, so that alone it never puts a text under its own."""
    ranked = [topic_id for topic_id, _ in profile.topic_rules]
    topics = {topic.id: topic for topic in profile.topics}
    owners: dict[str, list[Topic]] = {}
    for topic in profile.topics:
        for text in dict.fromkeys(map(fold, topic.rule.any)):
            owners.setdefault(text, []).append(topic)
    for word in words:
        if word.kind != "any" or word.topic not in topics:
            continue
        own = topics[word.topic]
        stronger = [
            other
            for other in owners.get(fold(word.text), ())
            if other is not own
            and (-other.rule.weight, ranked.index(other.id)) < (-own.rule.weight, ranked.index(own.id))
        ]
        if stronger:
            message = f"'{word.text}' is shadowed in '{own.id}': '{stronger[0].id}' has it too and comes first"
            yield Problem(message, word.at, "Delete it in one of them, or give the topic more `weight`")


def _greedy(words: Sequence[Word], texts: Sequence[str]) -> Iterator[Problem]:
    """A word that so many sentences have that it tells nothing of them."""
    if len(texts) < _ENOUGH:
        return
    for word in words:
        share = word.in_articles / len(texts)
        if word.kind in {"any", "regex", "near"} and share > GREEDY:
            message = f"'{word.text}' is too greedy in '{word.topic}': {share:.0%} of the sentences have it"
            yield Problem(message, word.at, "Use a longer phrase, or a group of `near`")
