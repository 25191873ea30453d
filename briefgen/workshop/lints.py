"""What is no fault in a profile and most likely not meant: words that do nothing, and words that do too much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.errors import Problem
from briefgen.profile import Profile
from briefgen.profile.model import Topic
from briefgen.text import fold
from briefgen.workshop.coverage import EXCLUDE, Place, Word

GREEDY = 0.4  # of all sentences: a topic that holds so many of them tells nothing
_ENOUGH = 25  # sentences below which a share means nothing
_ARTICLES = 5  # the same of articles


def lints(profile: Profile, words: Sequence[Word], read: Sequence[Place]) -> tuple[Problem, ...]:
    """Every word of the profile's own that is dead, shadowed or greedy, in the order of the file.

    Args:
        profile: whose words.
        words: the profile's own words, with how many places have each (``coverage.covered``).
        read: what the articles hold.
    """
    found = (*_sides(profile, words), *_forbidden(words), *_shadowed(profile, words), *_greedy(words, read))
    return tuple(sorted(found, key=lambda one: (one.where.path, one.where.line, one.where.column) if one.where else ()))


def _sides(profile: Profile, words: Sequence[Word]) -> Iterator[Problem]:
    """A word that means a side: it puts no text under a topic, and of ``exclude`` it leaves out all about that side."""
    aliases = {fold(alias): side.name for side in profile.sides for alias in side.aliases}
    beside = any(word.topic == EXCLUDE and word.kind == "all" for word in words)  # what must be there as well
    for word in words:
        if word.kind != "any" or fold(word.text) not in aliases:
            continue
        if word.topic != EXCLUDE:
            message = f"'{word.text}' is dead in '{word.topic}': it means the side {aliases[fold(word.text)]}"
            yield Problem(message, word.at, "Delete it, or put it into a group of `near`")
        elif not beside:
            message = f"'{word.text}' in `exclude` leaves out every article about {aliases[fold(word.text)]}"
            yield Problem(message, word.at, "It means that side: take it out of `exclude`, or use a longer phrase")


def _forbidden(words: Sequence[Word]) -> Iterator[Problem]:
    """A word that its own topic forbids."""
    never = {(word.topic, fold(word.text)) for word in words if word.kind == "none"}
    for word in words:
        if word.kind == "any" and (word.topic, fold(word.text)) in never:
            none = "its `none`" if word.topic == EXCLUDE else "the topic's `none`"
            message = f"'{word.text}' is dead in '{word.topic}': {none} has it too"
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


def _greedy(words: Sequence[Word], read: Sequence[Place]) -> Iterator[Problem]:
    """A word that so many sentences have that it tells nothing of them; one that leaves out so many articles."""
    sentences = sum(place.zone != "title" for place in read)
    articles = len({place.article for place in read})
    for word in words:
        of, enough, what = (
            (articles, _ARTICLES, "articles") if word.topic == EXCLUDE else (sentences, _ENOUGH, "sentences")
        )
        if word.kind in {"any", "regex", "near"} and of >= enough and word.in_articles > GREEDY * of:
            share = f"{min(1, word.in_articles / of):.0%} of the {what}"
            message = f"'{word.text}' is too greedy in '{word.topic}': {share} have it"
            yield Problem(message, word.at, "Use a longer phrase, or a group of `near`")
