"""Verb cues in a sentence: a verb of the lexicon with the auxiliaries before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.extract.verbs import VerbForm, forms
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Span
from briefgen.text import fold


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
def _heads(lexicon: Lexicon, section: str) -> dict[str, tuple[str, ...]]:
    """What may follow each first word, the longest first: a sentence is read word by word, once for all forms."""
    found: dict[str, list[str]] = {}
    for phrase in _known(lexicon, section):
        head, space, rest = phrase.partition(" ")
        found.setdefault(head, []).append(space + rest)
    return {head: tuple(sorted(rests, key=lambda rest: (-len(rest), rest))) for head, rests in found.items()}


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


def find_cues(sentence: Span, view: str, lexicon: Lexicon, section: str) -> list[Cue]:
    """The verb cues of ``section`` in a sentence of a folded text, in order.

    A passive is none ("was urged"): its subject does not act. A base form that is as often a noun ("support") counts
    only after "will" or "to".
    """
    known, nouns, before = _known(lexicon, section), _nouns_too(lexicon), _before(lexicon)
    cues = []
    for span in _phrases(sentence, view, lexicon, section):
        group, form = known[span.of(view)]
        window = max(sentence.start, span.start - 80)
        chain = before.search(view[window : span.start])
        start = window + chain.start() if chain else span.start
        coming = bool(chain and chain.group("coming")) or (
            form.form == "base" and view[max(0, span.start - 3) : span.start] == "to "
        )
        if form.form in {"past", "participle"} and _PASSIVE.search(view[window : span.start]):
            continue
        if form.form == "base" and not coming and form.lemma in nouns:
            continue
        cues.append(Cue(span, start, group, form, coming))
    return cues


def is_bare(cue: Cue, subject: Actor, view: str) -> bool:
    """Whether only "to" stands between a cue and who is named before it: they are to do it, they need not want to.

    What stands first in its sentence is a subject all the same: "Kenya to raise the quota".
    """
    if not _TO.match(view, cue.chain) or subject.span.end + 1 != cue.chain:
        return False
    return not _FIRST.search(view, max(0, subject.span.start - 6), subject.span.start)


_TO = re.compile(r"(?:not |never )?to ")
_FIRST = re.compile(r"(?:^|[.\n:;\"] ?)(?:the )?$")
_WORD = re.compile(r"\b[a-z]+")
_GOES_ON = re.compile(r"[\w'-]")


def _phrases(sentence: Span, view: str, lexicon: Lexicon, section: str) -> Iterator[Span]:
    """The forms of the section's verbs that stand in the sentence, the longest where several begin together."""
    heads = _heads(lexicon, section)
    free = sentence.start
    for word in _WORD.finditer(view, sentence.start, sentence.end):
        rests = heads.get(word.group())
        if rests is None or word.start() < free:
            continue
        for rest in rests:
            end = word.end() + len(rest)
            if end <= sentence.end and view.startswith(rest, word.end()) and not _GOES_ON.match(view, end):
                free = end
                yield Span(word.start(), end)
                break
