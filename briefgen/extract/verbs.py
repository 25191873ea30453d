"""The forms of a verb from its entry in the lexicon."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal

Form = Literal["base", "third", "past", "ing", "participle"]
_DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
# Verbs of more than one syllable double their last letter only when it is stressed; these are.
_STRESSED = frozenset({"admit", "refer", "permit", "commit", "submit", "confer", "compel", "expel", "regret", "occur"})


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbForm:
    """One written form of a verb or verb phrase: "touched on"."""

    text: str
    form: Form
    lemma: str  # the entry's base form: "touch on"


@cache
def forms(entry: str) -> tuple[VerbForm, ...]:
    """Every form of a lexicon entry; the first word is the verb, the rest stays.

    >>> [f.text for f in forms("touch on")]
    ['touch on', 'touches on', 'touched on', 'touching on']
    >>> [f.text for f in forms("seek/seeks/sought/seeking")]
    ['seek', 'seeks', 'sought', 'seeking']
    """
    verb, _, rest = entry.partition(" ")
    tail = f" {rest}" if rest else ""
    kinds: tuple[Form, ...] = ("base", "third", "past", "ing", "participle")
    given = verb.split("/") if "/" in verb else _regular(verb)
    lemma = given[0] + tail
    found: dict[str, VerbForm] = {}
    for form, kind in zip(given, kinds, strict=False):
        found.setdefault(form, VerbForm(text=form + tail, form=kind, lemma=lemma))
    return tuple(found.values())


def _regular(verb: str) -> list[str]:
    """Base, third person, past and -ing of a regular verb."""
    if verb.endswith("ee"):
        return [verb, verb + "s", verb + "d", verb + "ing"]
    if verb.endswith("e"):
        return [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", verb):
        return [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    third = verb + ("es" if re.search(r"(?:s|x|z|ch|sh|o)$", verb) else "s")
    short = len(re.findall(r"[aeiou]+", verb)) == 1
    stem = verb + verb[-1] if _DOUBLED.search(verb) and (short or verb in _STRESSED) else verb
    return [verb, third, stem + "ed", stem + "ing"]
