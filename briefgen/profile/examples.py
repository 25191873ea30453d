"""The examples of topics tried: does each sentence come under the topic that says so, or stay out of it?"""

from __future__ import annotations

from briefgen.errors import Problem
from briefgen.profile.model import Profile, Topic
from briefgen.rules import RuleSet


def failing_examples(profile: Profile) -> tuple[Problem, ...]:
    """Every example of the profile's own topics that is read differently from what its topic says, with its place.

    A sentence of ``match`` must come under the topic before any other; one of ``skip`` must not come under it.
    """
    rules = RuleSet(profile.topic_rules)
    return tuple(problem for topic in profile.topics if topic.own for problem in _failing(topic, rules))


def _failing(topic: Topic, rules: RuleSet) -> list[Problem]:
    problems = []
    for example in topic.match:
        under = [score.id for score in rules.score(example.text)]
        if under[:1] != [topic.id]:
            found = f"comes under '{under[0]}' first" if under else "comes under no topic"
            remedy = "Give the topic words of it, or delete the example"
            problems.append(Problem(f"the example for '{topic.id}' {found}: “{example.text}”", example.at, remedy))
    for example in topic.skip:
        if topic.id in [score.id for score in rules.score(example.text)]:
            remedy = "Give the topic a word for `none`, or delete the example"
            message = f"the example that is not '{topic.id}' comes under it: “{example.text}”"
            problems.append(Problem(message, example.at, remedy))
    return problems
