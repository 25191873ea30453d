"""The patterns that tell who acts in a clause: what stands before a verb, and what a subject without a name is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.extract.backwards import backward_trie
from briefgen.extract.cues import with_participles
from briefgen.extract.trie import any_of, trie
from briefgen.lexicon import Lexicon
from briefgen.model import ActorKind
from briefgen.text import fold


@dataclass(frozen=True, slots=True, eq=False)
class ActorWords:
    """The patterns over the folded view."""

    # those that are read backwards, from where the verb or its chain begins
    between: re.Pattern[str]  # auxiliaries and adverbs before the verb
    noun: re.Pattern[str]  # talks, unnamed people, bodies, documents
    pronoun: re.Pattern[str]
    may_be_both: re.Pattern[str]  # the last words of some of both
    preposition: re.Pattern[str]
    led_by: re.Pattern[str]
    clause: re.Pattern[str]  # what a clause begins behind
    # and forwards
    both: re.Pattern[str]
    pair: re.Pattern[str]  # the same words, not anchored to an end
    opening: re.Pattern[str]  # a noun phrase at the start of a clause
    phrase: re.Pattern[str]  # the same, whatever follows
    article: re.Pattern[str]  # "the", "former", before a title
    fronted: re.Pattern[str]  # a first word that no subject begins with
    said: re.Pattern[str]
    report: re.Pattern[str]  # ", X said" further on
    aside: re.Pattern[str]  # a preposition behind a subject
    finite: re.Pattern[str]
    kinds: dict[str, ActorKind]
    informants: frozenset[str]  # people without a name of whom "the source" speaks again
    onlookers: frozenset[str]  # people without a name who speak for nobody
    pronouns: frozenset[str]
    stands_in: re.Pattern[str]  # a pronoun or a pair, from its first letter on


_GROUPS: tuple[tuple[str, ActorKind], ...] = (
    ("documents", "document"),
    ("unnamed", "unnamed"),
    ("bodies", "country"),
    ("talks", "talks"),
)


@cache
def actor_words(lexicon: Lexicon) -> ActorWords:
    """The patterns of a lexicon."""

    def words(*paths: str) -> tuple[str, ...]:
        return tuple(fold(word) for path in paths for word in lexicon.words(f"actors.{path}"))

    def back(*paths: str) -> str:
        return backward_trie(words(*paths))

    auxiliaries = backward_trie(with_participles(words("auxiliaries")))
    kinds = {fold(word): kind for path, kind in _GROUPS for word in lexicon.words(f"actors.{path}")}
    nouns, before, said = trie(tuple(kinds)), any_of(lexicon, "actors.prepositions"), any_of(lexicon, "actors.said")
    former = any_of(lexicon, *(f"people.titles.{path}" for path in ("former", "standing", "epithets")))
    pairs = (
        rf"{any_of(lexicon, 'actors.both')}|(?:the two|both)(?: (?!(?:in|at|from|with|and|by|to|on)\b)[\w'-]+){{1,5}}|"
        rf"the (?:[\w-]+ ){{1,2}}(?:{any_of(lexicon, 'actors.pairs')})"
    )
    return ActorWords(
        # "on 3 May," holds no auxiliary
        between=re.compile(rf"(?:\s(?:(?:{auxiliaries})(?! \d)|,?(?:{back('adverbs')}))(?=\s))+"),
        noun=re.compile(rf"(?:{backward_trie(kinds)})(?![\w'-])"),
        pronoun=re.compile(rf"(?:{back('pronouns')})(?![\w'-])"),
        may_be_both=re.compile(rf"(?:{back('both', 'pairs')})(?![\w'-])"),
        preposition=re.compile(rf"\s(?:(?:eht|a|na|sih|reh|rieht|sti) )?(?:{back('prepositions')})(?![\w'-])"),
        clause=re.compile(rf"[;:\"]| ,|(?<![\w'-])(?:{back('conjunctions')})(?![\w'-])"),
        led_by=re.compile(rf" (?:eht )?(?:{back('led_by')})(?![\w'-])"),
        both=re.compile(rf"(?<![\w'-])(?:{pairs})$"),
        pair=re.compile(rf"(?:{any_of(lexicon, 'actors.both')})(?![\w'])"),
        opening=re.compile(
            rf"(?:(?:the|these|those|this|a|an|his|her|their|its) )?(?:[\w.'-]+ ){{0,3}}?"
            rf"(?P<head>{nouns})(?= (?:{before})\b|,|$)"
        ),
        phrase=re.compile(
            rf"(?:(?:the|these|those|this|a|an|his|her|their|its) )?(?:[\w.'-]+ ){{0,3}}?"
            rf"(?P<head>{nouns})(?![\w'-])(?! (?:{nouns})(?![\w'-]))"
        ),
        article=re.compile(rf"(?:(?:the|a|an|{former}) )+"),
        fronted=re.compile(rf"(?:{any_of(lexicon, 'actors.fronted')}|[a-z]+ing|[a-z]+ly)(?![\w'-])"),
        said=re.compile(rf"(?:{said}) "),
        report=re.compile(rf",\"? (?=[^,;\"]{{2,90}} (?:{said})(?![\w'-]))"),
        aside=re.compile(rf",? (?:{before}|this|last|next|earlier|late|before|after)(?![\w'-])"),
        finite=re.compile(rf"(?<![\w'-])(?:{any_of(lexicon, 'actors.finite')}|{said})(?![\w'-])"),
        kinds=kinds,
        informants=frozenset(words("informants")),
        onlookers=frozenset(words("onlookers")),
        pronouns=frozenset(words("pronouns")),
        stands_in=re.compile(rf"(?<![\w'-])(?:{any_of(lexicon, 'actors.pronouns')}|{pairs})"),
    )
