"""Small changes of a profile, each as it is written in the file and as a profile."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from briefgen.errors import Location
from briefgen.profile import Profile, ProfilePerson, Topic
from briefgen.profile.topics import OF_THE_DESK
from briefgen.rules import Rule

_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_NOWHERE = Location("")


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the keys and values to write, and the profile with it.

    A key whose value is None is to be deleted.
    """

    keys: Mapping[str, Any]
    made: Callable[[Profile], Profile]


def limits(wanted: Mapping[str, int]) -> Change:
    """Other limits: ``limits: {quotes: 12}``."""
    return Change({"limits": dict(wanted)}, lambda profile: replace(profile, limits=replace(profile.limits, **wanted)))


def min_sentences(count: int) -> Change:
    """Another threshold of the dyad test."""
    return Change(
        {"dyad": {"min_sentences": count}},
        lambda profile: replace(profile, dyad=replace(profile.dyad, min_sentences=count)),
    )


def window(days: int) -> Change:
    """A window of so many days."""
    return Change({"window": f"{days}d"}, lambda profile: replace(profile, window_days=days))


def person(name: str, side: str) -> Change:
    """One more person, of a side."""
    known = ProfilePerson(name=name, aliases=(), office="", side=side, since=None, until=None, say_as="", at=_NOWHERE)
    return Change(
        {"people": [{"name": name, "side": side}]}, lambda profile: replace(profile, people=(*profile.people, known))
    )


def topic(word: str, taken: Iterable[str]) -> Change:
    """One more topic, of a single word; its id is the word, or that with a number where there is one of that name."""
    slug = word if word.isascii() else "more"
    ids = {*taken, "other"}
    name = next(one for one in (slug, *(f"{slug}-{number}" for number in range(2, len(ids) + 3))) if one not in ids)
    made = Topic(
        id=name,
        title=name.capitalize(),
        rule=Rule(any=(word,), weight=OF_THE_DESK),
        match=(),
        skip=(),
        own=True,
        at=_NOWHERE,
    )
    return Change({"topics": {name: {"any": [word]}}}, lambda profile: replace(profile, topics=(*profile.topics, made)))


def sections(wanted: tuple[str, ...]) -> Change:
    """Other sections."""
    return Change({"sections": list(wanted)}, lambda profile: replace(profile, sections=wanted))


def exclude(words: tuple[str, ...]) -> Change:
    """Fewer words that exclude an article; none takes the whole key away."""
    rule = Rule(any=words) if words else None
    return Change({"exclude": list(words) or None}, lambda profile: replace(profile, exclude=rule))


def merged(written: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Two sets of keys as one: maps merge, lists grow, the later word wins."""
    whole = dict(written)
    for key, value in more.items():
        held = whole.get(key)
        if isinstance(held, dict) and isinstance(value, dict):
            whole[key] = {**held, **value}
        elif key == "people" and isinstance(held, list) and isinstance(value, list):
            whole[key] = [*held, *value]
        else:
            whole[key] = value
    return whole


def as_yaml(written: Mapping[str, Any]) -> tuple[str, ...]:
    """A line of YAML for each key; "no exclude" for one that is to be deleted."""
    return tuple(f"no {key}" if value is None else _line(key, value) for key, value in written.items())


def as_pasted(advice: str) -> str:
    """A line of ``as_yaml`` for a profile that may have the key already, which may stand there but once.

    >>> as_pasted("topics: {cable: {any: [cable]}}"), as_pasted("window: 30d")
    ('under `topics:` cable: {any: [cable]}', 'window: 30d')
    """
    key, _, value = advice.partition(": ")
    held = yaml.safe_load(value) if value.startswith("{") else None
    return f"under `{key}:` {'; '.join(_line(*one) for one in held.items())}" if held else advice


def _line(key: str, value: Any) -> str:
    dumped: str = yaml.dump(
        {key: value}, Dumper=_DUMPER, default_flow_style=True, allow_unicode=True, width=10**6, sort_keys=False
    )
    return dumped.strip()[1:-1]
