"""The people of ``leaders.yaml``: whose side a well-known name is of, where no words of an article tell it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from briefgen.text import fold

FAMILY_FIRST = frozenset({"CN", "HK", "KP", "KR", "TW", "VN"})  # where the family name is written first

NEXT, OR = ", ", " | "  # between two people, and between two spellings of one
_NO_NAME = re.compile(r"(?:\A|[,|])\s*(?:[,|]|\Z)")
_MARK = re.compile(r"\s*([,|])\s*")
# What spellings of a name differ in behind its first word: small words and initials, "Jr." and "II" at its end.
_SMALL = "al|el|ul|bin|bint|ibn|van|von|der|den|de|da|do|dos|das|del|della|di|du|la|le|zu|y|ould"
_UNSAID = re.compile(
    rf"(?<![,|])(?: (?:(?:{_SMALL})(?= [^|])|(?:[a-z]\.)+(?= [^|])|(?:[js]r\.?|i{{2,3}}|iv)(?=,| \||\Z)))"
)


class Leaders(NamedTuple):
    """One pack as it stands in its file."""

    names: Mapping[str, str]  # "Name, Name | Other Spelling" by country id
    common: str  # family names that by themselves tell nobody


class LeaderIndex(NamedTuple):
    """Country ids by name, folded and bare; empty where two countries claim a name."""

    whole: Mapping[str, str]
    families: Mapping[str, str]

    def country(self, words: Sequence[str], *, in_office: bool = False) -> str:
        """The country that whoever has a name of these folded words is of; empty for nobody and where two claim it.

        The family name alone tells it only of somebody ``in_office``: behind an office of state.
        """
        name = bare(" ".join(words))
        found = self.whole.get(name, "")
        return found if found or len(words) > 1 or not in_office else self.families.get(_family(name), "")


def one_line(entry: Sequence[str] | str) -> str:
    """A country's names on one line.

    Raises:
        ValueError: a name is missing between two commas, or there is none at all.
    """
    names = entry if isinstance(entry, str) else NEXT.join(entry)
    if not names.strip():
        raise ValueError("expected names with commas between them")
    tight = names.replace(" ", "").replace("|", ",")
    if ",," in f",{tight},":
        gap = _NO_NAME.search(names)
        before = re.split("[,|]", names[: gap.start()])[-1].strip() if gap else ""
        raise ValueError(f"a name is missing {f'after {before!r}' if before else 'at the beginning'}")
    if tight.count(",") != names.count(NEXT) + names.count(OR):  # "Ada Vale,Bo Marsh|Bo van Marsh"
        names = _MARK.sub(lambda mark: NEXT if mark[1] == "," else OR, names)
    return names


def index(packs: Iterable[Leaders], people: Iterable[tuple[str, str]]) -> LeaderIndex:
    """The names of all packs, a later one winning; a family name that ``people`` (name, country) bear is theirs too."""
    whole: dict[str, str] = {}
    common: set[str] = set()
    for pack in packs:
        mine: dict[str, str] = {}
        for country, names in pack.names.items():
            for name in bare(fold(names)).replace(OR, NEXT).split(NEXT):
                mine[name] = country if mine.get(name, country) == country else ""
        whole.update(mine)
        common.update(fold(pack.common).split(NEXT))
    families: dict[str, str] = {}
    for name, country in chain(whole.items(), ((bare(fold(name)), country) for name, country in people)):
        family = name.partition(" ")[0] if country in FAMILY_FIRST else _family(name)
        families[family] = country if families.get(family, country) == country else ""
    return LeaderIndex(whole, {family: country for family, country in families.items() if family not in common})


def bare(folded: str) -> str:
    """Folded names as they are looked up: without what their spellings differ in."""
    return _UNSAID.sub("", folded.replace("-", " "))


def _family(name: str) -> str:
    return name.rpartition(" ")[2]
