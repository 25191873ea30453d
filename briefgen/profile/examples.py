"""The examples of topics tried: does each sentence come under the topic that says so, or stay out of it?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefgen.errors import Problem
from briefgen.profile.model import Example, Profile, Topic
from briefgen.rules import RuleSet, Score

Kind = Literal["match", "skip", "todo_match", "todo_skip"]
KINDS: tuple[Kind, ...] = ("match", "skip", "todo_match", "todo_skip")


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An example and what came of it.

    Attributes:
        topic: the topic it is an example of.
        kind: what it is an example for.
        example: the sentence, and where it stands.
        scores: the topics it comes under, the first of them the one it is filed under.
    """

    topic: str
    kind: Kind
    example: Example
    scores: tuple[Score, ...]

    @property
    def is_right(self) -> bool:
        """Whether the sentence is read as it should be: under the topic before any other, or not under it at all."""
        under = [score.id for score in self.scores]
        return under[:1] == [self.topic] if self.kind.endswith("match") else self.topic not in under

    @property
    def fails(self) -> bool:
        """Whether it has to be mended; what is still to do does not."""
        return not self.is_right and not self.kind.startswith("todo")


def try_examples(profile: Profile, *, own: bool = True) -> tuple[Trial, ...]:
    """Every example of the profile's topics tried, in the order of the file.

    Args:
        profile: whose topics.
        own: only the topics that the profile itself names, not those that a pack alone has.

    Raises:
        ProfileError: a ``regex`` ran longer than it may.
    """
    rules = RuleSet(profile.topic_rules)
    return tuple(
        Trial(topic=topic.id, kind=kind, example=example, scores=rules.score(example.text))
        for topic in profile.topics
        if topic.own or not own
        for kind in KINDS
        for example in _examples(topic, kind)
    )


def _examples(topic: Topic, kind: Kind) -> tuple[Example, ...]:
    found: tuple[Example, ...] = getattr(topic, kind)
    return found


def failing_examples(profile: Profile) -> tuple[Problem, ...]:
    """Every example of the profile's own topics that is read differently from what its topic says, with its place.

    Raises:
        ProfileError: a ``regex`` ran longer than it may.
    """
    return tuple(problem_of(trial) for trial in try_examples(profile) if trial.fails)


def problem_of(trial: Trial) -> Problem:
    """What is wrong with an example that fails, and what to do."""
    text, at = trial.example
    if trial.kind == "skip":
        remedy = "Give the topic a word for `none`, or delete the example"
        return Problem(f"the example that is not '{trial.topic}' comes under it: “{text}”", at, remedy)
    found = f"comes under '{trial.scores[0].id}' first" if trial.scores else "comes under no topic"
    remedy = "Give the topic words of it, or delete the example"
    return Problem(f"the example for '{trial.topic}' {found}: “{text}”", at, remedy)
