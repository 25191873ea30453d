"""The patterns that tell who acts in a clause: what stands before a verb, and what a subject without a name is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefgen.extract.lastwords import last_words
from briefgen.extract.trie import trie
from briefgen.lexicon import Lexicon
from briefgen.model import ActorKind
from briefgen.text import fold


@dataclass(frozen=True, slots=True, eq=False)
class ActorWords:
    """The patterns over the folded view; those with "$" end where the verb's chain begins."""

    between: re.Pattern[str]  # auxiliaries and adverbs before the verb
    both: re.Pattern[str]
    pair: re.Pattern[str]  # the same words, not anchored to an end
    noun: re.Pattern[str]  # talks, unnamed people, bodies, documents: which group the last word belongs to
    pronoun: re.Pattern[str]
    preposition: re.Pattern[str]
    led_by: re.Pattern[str]
    opening: re.Pattern[str]  # a noun phrase at the start of a clause
    phrase: re.Pattern[str]  # the same, whatever follows
    article: re.Pattern[str]  # "the", "former", before a title
    fronted: re.Pattern[str]  # a first word that no subject begins with
    said: re.Pattern[str]
    report: re.Pattern[str]  # ", X said" further on
    aside: re.Pattern[str]  # a preposition behind a subject
    finite: re.Pattern[str]
    clause: re.Pattern[str]
    kinds: dict[str, ActorKind]
    stands_in: re.Pattern[str]  # a pronoun or a pair, from its first letter on
    between_ends: frozenset[str]  # the last words of what may stand between
    closing: frozenset[str]  # and of pairs, nouns and pronouns


_GROUPS: tuple[tuple[str, ActorKind], ...] = (
    ("documents", "document"),
    ("unnamed", "unnamed"),
    ("bodies", "country"),
    ("talks", "talks"),
)


@cache
def actor_words(lexicon: Lexicon) -> ActorWords:
    """The patterns of a lexicon."""

    def any_of(path: str) -> str:
        return trie(tuple(fold(word) for word in lexicon.words(f"actors.{path}")))

    def ends_of(*paths: str) -> frozenset[str]:
        return last_words(fold(word) for path in paths for word in lexicon.words(f"actors.{path}"))

    kinds = {fold(word): kind for path, kind in _GROUPS for word in lexicon.words(f"actors.{path}")}
    nouns, before, said = trie(tuple(kinds)), any_of("prepositions"), any_of("said")
    former = trie(tuple(fold(word) for word in lexicon.words("people.titles.former")))
    pairs = (
        rf"{any_of('both')}|(?:the two|both)(?: (?!(?:in|at|from|with|and|by|to|on)\b)[\w'-]+){{1,5}}|"
        rf"the (?:[\w-]+ ){{1,2}}(?:{any_of('pairs')})"
    )
    return ActorWords(
        # "on 3 May," holds no auxiliary
        between=re.compile(rf"(?:(?<=\s)(?:(?<!\d )(?:{any_of('auxiliaries')})|(?:{any_of('adverbs')}),?)\s)+$"),
        both=re.compile(rf"(?<![\w'-])(?:{pairs})$"),
        pair=re.compile(rf"(?:{any_of('both')})(?![\w'])"),
        noun=re.compile(rf"(?<![\w'-])(?P<head>{nouns})$"),
        pronoun=re.compile(rf"(?<![\w'-])(?P<word>{any_of('pronouns')})$"),
        preposition=re.compile(rf"(?<![\w'-])(?:{before})(?: the| a| an| his| her| their| its)?\s$"),
        led_by=re.compile(rf"(?<![\w'-])(?:{any_of('led_by')}) (?:the )?$"),
        opening=re.compile(
            rf"(?:(?:the|these|those|this|a|an|his|her|their|its) )?(?:[\w.'-]+ ){{0,3}}?"
            rf"(?P<head>{nouns})(?= (?:{before})\b|,|$)"
        ),
        phrase=re.compile(
            rf"(?:(?:the|these|those|this|a|an|his|her|their|its) )?(?:[\w.'-]+ ){{0,3}}?"
            rf"(?P<head>{nouns})(?![\w'-])(?! (?:{nouns})(?![\w'-]))"
        ),
        article=re.compile(rf"(?:(?:the|a|an|{former}) )+"),
        fronted=re.compile(rf"(?:{any_of('fronted')}|[a-z]+ing|[a-z]+ly)(?![\w'-])"),
        said=re.compile(rf"(?:{said}) "),
        report=re.compile(rf",\"? (?=[^,;\"]{{2,90}} (?:{said})(?![\w'-]))"),
        aside=re.compile(rf",? (?:{before}|this|last|next|earlier|late|before|after)(?![\w'-])"),
        finite=re.compile(rf"(?<![\w'-])(?:{any_of('finite')}|{said})(?![\w'-])"),
        clause=re.compile(rf"[;:\"]|(?<![\w'-])(?:{any_of('conjunctions')})(?![\w'-])|, "),
        kinds=kinds,
        stands_in=re.compile(rf"{any_of('pronouns')}|{pairs}"),
        between_ends=ends_of("auxiliaries", "adverbs"),
        closing=ends_of("both", "pairs", "pronouns") | last_words(kinds),
    )
