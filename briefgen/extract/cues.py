"""Verb cues in a sentence: a verb of the lexicon with the auxiliaries before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.extract.backwards import backward_trie, backwards
from briefgen.extract.interrupted import uninterrupted
from briefgen.extract.verbs import VerbForm, forms
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast


_NEAR = 80  # characters before a verb in which its auxiliaries and adverbs stand


class Verb(NamedTuple):
    """A verb of the lexicon where it stands, cue or not."""

    start: int
    end: int
    group: str
    form: VerbForm


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb cue.

    Attributes:
        span: the verb phrase, "touched on".
        chain: where the auxiliaries and adverbs before it begin; the span's start when there are none.
        group: the lexicon's group it stands in.
        form: which form of which entry.
        coming: whether "will", "is expected to" or a bare "to" makes it a coming thing.
    """

    span: Span
    chain: int
    group: str
    form: VerbForm
    coming: bool


@cache
def _known(lexicon: Lexicon, section: str) -> dict[str, tuple[str, VerbForm]]:
    found: dict[str, tuple[str, VerbForm]] = {}
    for group, entries in lexicon.groups(f"{section}.verbs").items():
        for entry in entries:
            for form in forms(entry):
                found.setdefault(fold(form.text), (group, form))
    return found


def with_participles(phrases: tuple[str, ...]) -> tuple[str, ...]:
    """The phrases, and those with "is" and "are" without it: an adverb may stand between, "is also expected to"."""
    bare = (phrase.partition(" ")[2] for phrase in phrases if phrase.startswith(("is ", "are ")))
    return (*phrases, *(phrase for phrase in bare if " " in phrase))


@cache
def _before(lexicon: Lexicon) -> re.Pattern[str]:
    """Auxiliaries and adverbs before a cue, read backwards."""
    coming, other = with_participles(lexicon.words("agenda.coming")), lexicon.words("agenda.auxiliaries")
    others = backward_trie((*other, *lexicon.words("agenda.adverbs"), "be", "to"))
    return re.compile(rf"(?: ,?(?:(?P<coming>{backward_trie(coming)})|{others})\b)+")


@cache
def _nouns_too(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.nouns_too"))


_BE = ("is", "are", "was", "were", "be", "been", "being")
_PASSIVE = re.compile(rf" (?:(?:{backward_trie(('also', 'not'))}|yl\w+) )?(?:{backward_trie(_BE)})\b")  # backwards


_WE = re.compile(
    r"(?: (?:osla|ylgnorts|ylmrif|ylluf))? (?:ew|i|yeht|uoy)(?!\w)"
)  # backwards: a verb stands behind them


def find_verbs(sentence: Span, section: str, cast: Cast) -> Iterator[Verb]:
    """The verbs of ``section`` in a sentence, in order: no part of a compound, the longest that begins at a place."""
    view, known, free = cast.view, _known(cast.lexicon, section), 0
    for start, end in cast.cue_words[f"{section}.verbs"].get(sentence.start, ()):
        if start >= free and not view.startswith(("-", "'"), end):
            free = end
            said = view[start:end]
            yield Verb(start, end, *(known.get(said) or known[uninterrupted(said, cast.lexicon)]))


def as_cue(verb: Verb, sentence: Span, cast: Cast) -> Cue | None:
    """A verb as cue, if it is one.

    A passive is none ("was urged"): its subject does not act. A base form that is as often a noun ("support") counts
    only after "will" or "to".
    """
    start, form = verb.start, verb.form
    before = backwards(cast.view, max(sentence.start, start - _NEAR), start)
    if form.form in {"past", "participle"} and _PASSIVE.match(before):
        return None
    chain = _before(cast.lexicon).match(before)
    coming = bool(chain and chain.group("coming")) or (form.form == "base" and before.startswith(" ot"))
    if form.form == "base" and not coming and form.lemma in _nouns_too(cast.lexicon) and not _WE.match(before):
        return None
    at = start - (chain.end() if chain else 0)
    if chain and "," in chain.group() and cast.view.endswith(", ", sentence.start, at):
        at -= len(", ")  # "Baker, for his part, raised": both commas belong to the aside
    return Cue(Span(start, verb.end), at, verb.group, form, coming)


def find_cues(sentence: Span, section: str, cast: Cast) -> list[Cue]:
    """The verb cues of ``section`` in a sentence, in order."""
    cues = (as_cue(verb, sentence, cast) for verb in find_verbs(sentence, section, cast))
    return [cue for cue in cues if cue]


def is_bare(cue: Cue, subject: Actor, view: str) -> bool:
    """Whether only "to" stands between a cue and who is named before it: they are to do it, they need not want to.

    What stands first in its sentence is a subject all the same: "Kenya to raise the quota".
    """
    if not _TO.match(view, cue.chain) or subject.span.end + 1 != cue.chain:
        return False
    return not _FIRST.search(view, max(0, subject.span.start - 6), subject.span.start)


_TO = re.compile(r"(?:not |never )?to ")
_FIRST = re.compile(r"(?:^|[.\n:;\"] ?)(?:the )?$")
