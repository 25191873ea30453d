"""The page docs/profile-reference.md, made from the tables of keys."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.profile import packkeys
from briefgen.profile.deliver import DELIVER, MAIL
from briefgen.profile.keys import ByName, Either, Key, Keys, Many, OneOf, Shape, Table
from briefgen.profile.schedule import KEYS as SCHEDULE
from briefgen.profile.schema import (
    DESK,
    DESK_TEXT,
    DYAD,
    EXAMPLES,
    GLOSSARY,
    LIMITS,
    MEETING,
    PERSON,
    PROFILE,
    RULE,
    SIDE,
    TOPIC,
)


class Section(NamedTuple):
    """One table of the page: where its keys stand, and a way to write all of them at once."""

    title: str
    keys: Keys
    intro: str
    wrap: str = ""  # a profile around the keys, which stand where {} is
    leave: tuple[str, ...] = ()  # keys that cannot stand beside the others


SECTIONS = (
    Section("The profile", PROFILE, "The keys that begin a line."),
    Section(
        "sides",
        SIDE,
        "Each side is a map with a `country`, an `organisation` or a `name`.",
        "sides:\n  - {country: US}\n  - {}\n",
        ("organisation",),
    ),
    Section("people", PERSON, "Each person is a map.", "people:\n  - {}\n"),
    Section(
        "topics",
        TOPIC,
        "Each topic has an id of small letters, digits and hyphens, and below it these keys; one of `any`, `all`,\n"
        "`near` and `regex` must be there. A topic of the pack is changed under its own id, and switched off with\n"
        "`weight: 0`.",
        "topics:\n  fighter-jets:\n    {}\n",
        ("all", "in"),
    ),
    Section(
        "examples",
        EXAMPLES,
        "Of a topic. `briefgen test` and `briefgen check` try them.",
        "topics:\n  fighter-jets:\n    any: [fighter jet, fighter jets]\n    examples:\n      {}\n",
    ),
    Section(
        "exclude",
        RULE,
        "Words, or a map with these keys; they say which articles, as those of a topic say which texts.",
        "exclude:\n  {}\n",
    ),
    Section("glossary", GLOSSARY, "Each word has these keys below it.", "glossary:\n  FETO:\n    {}\n"),
    Section("limits", LIMITS, "0 prints none, but for `pages`.", "limits:\n  {}\n"),
    Section("dyad", DYAD, "", "dyad:\n  {}\n"),
    Section("meeting", MEETING, "", "meeting:\n  {}\n"),
    Section(
        "desk",
        DESK,
        "Every text has an author and a date: its own, or those given here for all. Topics are named by their id;\n"
        "`other` is for the rest.",
        "desk:\n  {}\n",
    ),
    Section(
        "A text of the desk",
        DESK_TEXT,
        "Where a text has an author or a date of its own, it is a map.",
        "desk:\n  objectives:\n    - {}\n",
    ),
    Section("schedule", SCHEDULE, "[Weekly briefs](weekly.md) tells the whole.", "schedule:\n  {}\n"),
    Section("deliver", DELIVER, "[Delivery](delivery.md) tells the whole.", "deliver:\n  {}\n"),
    Section(
        "mail",
        MAIL,
        "Below `deliver`. The password itself never stands in a profile.",
        "deliver:\n  mail:\n    {}\n",
        ("password_file",),
    ),
    Section(
        "The packs",
        packkeys.PACKS,
        "[Packs](packs.md) hold parts of a profile, or what is known of the world. That stands in `countries.yaml`\n"
        "(with `decoys` and `weak`), `organisations.yaml`, `people.yaml` and `leaders.yaml` (with `common`), in\n"
        "`profiles/packs/`. They are read for every profile, and what your workspace has there wins.",
    ),
    Section("A country", packkeys.COUNTRY, "Below its code in `countries`."),
    Section("An organisation", packkeys.ORGANISATION, "Below its id in `organisations`."),
    Section("Who leads it", packkeys.HEAD, "Of an organisation."),
    Section("A known person", packkeys.PERSON, "Below the name in `people` of a pack."),
    Section("An office", packkeys.OFFICE, "Of a known person."),
)


def page(told: str) -> str:
    """The whole page: what is told by hand, down to the first table, and the tables made anew."""
    by_hand = told.partition("\n## ")[0].rstrip()
    return "\n".join([f"{by_hand}\n", *map(_section, SECTIONS)])


def snippet(section: Section, *names: str) -> str:
    """These keys of a section with their examples, as they stand in a profile."""
    before, _, after = section.wrap.partition("{}")
    indent = " " * (len(before) - before.rfind("\n") - 1)
    lines = [f"{name}: {section.keys[name].example}" for name in names]
    return before + f"\n{indent}".join(lines) + (after or "\n")


def _section(section: Section) -> str:
    rows = "".join(_row(name, key) for name, key in section.keys.items())
    title = section.title if section.keys is PROFILE or " " in section.title else f"`{section.title}`"
    intro = f"{section.intro}\n\n" if section.intro else ""
    table = f"| key | what it is for | holds | otherwise | for example |\n|---|---|---|---|---|\n{rows}"
    names = [name for name in section.keys if name not in section.leave]
    shown = f"\n```yaml\n{snippet(section, *names)}```\n" if section.wrap else ""
    return f"## {title}\n\n{intro}{table}{shown}"


def _row(name: str, key: Key) -> str:
    shown = f"**`{name}`**" if key.required else f"`{name}`"
    default = _code(key.default) if key.default else "–"
    return f"| {shown} | {_plain(key.about)} | {_holds(key.shape)} | {default} | {_code(key.example)} |\n"


def _plain(text: str) -> str:
    return text.replace("|", "\\|")


def _code(written: str) -> str:
    return f"`{_plain(written)}`"


def _holds(shape: Shape) -> str:
    """What a value is: with the words of a closed list, and the section of a map."""
    match shape:
        case OneOf():
            return " or ".join(f"`{word}`" for word in shape.words)
        case Many(of=OneOf() as closed):
            return f"a list of {', '.join(f'`{word}`' for word in closed.words)}"
        case _:
            found = _table_of(shape)
            return f"[{shape.kind}]({found})" if found else shape.kind


def _table_of(shape: Shape) -> str:
    """The section of the map that a value is or holds."""
    if isinstance(shape, Table):
        section = next(section for section in SECTIONS if section.keys is shape.keys)
        return "#" + section.title.lower().replace(" ", "-")
    if isinstance(shape, Either):
        return _table_of(shape.one) or _table_of(shape.other)
    return _table_of(shape.of) if isinstance(shape, (Many, ByName)) else ""
