"""Verb cues in a sentence: a verb of the lexicon with the auxiliaries before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.clauses import words_of
from briefgen.extract.verbs import VerbForm, forms
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Span
from briefgen.text import fold

if TYPE_CHECKING:
    from briefgen.extract.actors import Cast


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


@cache
def _before(lexicon: Lexicon) -> re.Pattern[str]:
    """Auxiliaries and adverbs that end right at a cue."""
    coming, other = words_of(lexicon.words("agenda.coming")), words_of(lexicon.words("agenda.auxiliaries"))
    adverbs = words_of(lexicon.words("agenda.adverbs"))
    return re.compile(rf"(?:\b(?:(?P<coming>{coming})|{other}|{adverbs}|be|to),? )+$")


@cache
def _nouns_too(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.nouns_too"))


_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: (?:also|not|\w+ly))? $")


def find_cues(sentence: Span, section: str, cast: Cast) -> list[Cue]:
    """The verb cues of ``section`` in a sentence, in order.

    A passive is none ("was urged"): its subject does not act. A base form that is as often a noun ("support") counts
    only after "will" or "to".
    """
    hits = cast.found_in(sentence).get(f"{section}.verbs", ())
    found = (_cue(span, sentence, section, cast) for span in _whole(hits, cast.view))
    return [cue for cue in found if cue]


def _whole(hits: Iterable[tuple[int, int]], view: str) -> Iterator[Span]:
    """The verbs that are no part of a compound, the longest where several begin together."""
    free = 0
    for start, end in hits:
        if start >= free and view[end : end + 1] not in ("-", "'"):
            free = end
            yield Span(start, end)


def _cue(span: Span, sentence: Span, section: str, cast: Cast) -> Cue | None:
    view, lexicon = cast.view, cast.lexicon
    group, form = _known(lexicon, section)[span.of(view)]
    window = max(sentence.start, span.start - 80)
    if form.form in {"past", "participle"} and _PASSIVE.search(view, window, span.start):
        return None
    chain = _before(lexicon).search(view, window, span.start)
    coming = bool(chain and chain.group("coming")) or (form.form == "base" and view.startswith("to ", span.start - 3))
    if form.form == "base" and not coming and form.lemma in _nouns_too(lexicon):
        return None
    return Cue(span, chain.start() if chain else span.start, group, form, coming)


def is_bare(cue: Cue, subject: Actor, view: str) -> bool:
    """Whether only "to" stands between a cue and who is named before it: they are to do it, they need not want to.

    What stands first in its sentence is a subject all the same: "Kenya to raise the quota".
    """
    if not _TO.match(view, cue.chain) or subject.span.end + 1 != cue.chain:
        return False
    return not _FIRST.search(view, max(0, subject.span.start - 6), subject.span.start)


_TO = re.compile(r"(?:not |never )?to ")
_FIRST = re.compile(r"(?:^|[.\n:;\"] ?)(?:the )?$")
