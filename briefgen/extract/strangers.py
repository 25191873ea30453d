"""Somebody without a name who acts between a person and a pronoun: "Kolas left. A guard waved. "Go," he said."."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.extract.fullnames import bodies
from briefgen.extract.pronouns import office_sexes
from briefgen.extract.wordclasses import word_class
from briefgen.lexicon import Lexicon
from briefgen.model import Sentence
from briefgen.text import fold

_LONGEST = 6  # words of a description up to its noun
_FRONTED = re.compile(r"[^\W\d_]+[^,;:.\"“”«»]{0,60}, ")
_OPENS = re.compile(r"(?:an?|another|one(?: of (?:the|his|her|their|its))?|my|our|his|her|their) ", re.IGNORECASE)
_MET = re.compile(r"\b(?:I|we|We) (?:met|asked|saw|(?:spoke|talked) (?:to|with)) (?:an?|another|one) ")
_WORD = re.compile(r"([^\W\d_][\w-]*)([ ,.]|\Z)")
_NOT_NOUNS = frozenset("VJKXbfSWcP")
_ENDINGS = ("man", "woman", "keeper", "ist")


class Strangers:
    """Knows where in an article somebody acts who is none of the people it names."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.text = text
        self.sentences = sentences
        self.lexicon = lexicon

    def acts(self, number: int, sex: str) -> bool:
        """Whether a sentence is about such a one, who may be of that sex."""
        span = self.sentences[number].span
        fronted = _FRONTED.match(self.text, span.start, span.end)
        begins = (span.start, fronted.end()) if fronted else (span.start,)
        opening = next((found for at in begins if (found := _OPENS.match(self.text, at, span.end))), None)
        met = _MET.search(self.text, span.start, span.end)
        return any(found is not None and self._is_somebody(found, span.end, sex) for found in (opening, met))

    def _is_somebody(self, opening: re.Match[str], stop: int, sex: str) -> bool:
        """Whether the words behind an article describe one person."""
        at, noun = opening.end(), ""
        for _ in range(_LONGEST):
            word = _WORD.match(self.text, at, stop)
            if word is None or word_class(fold(word[1]), self.lexicon) in _NOT_NOUNS:
                break
            if noun and word[1][0].isupper():
                return False  # "The activist Ada Stone"
            if self._is_human(fold(word[1]), of_several=" of " in opening[0]):
                noun = fold(word[1])
            at = word.end()
            if word[2] != " ":
                break
        return bool(noun) and office_sexes(self.lexicon).get(noun, sex) == sex

    def _is_human(self, word: str, *, of_several: bool) -> bool:
        """Whether a noun is of a person: "driver", "fisherman", "counterpart"; of several only behind "one of the"."""
        if word.endswith("s") and not of_several:
            return False
        known = word_class(word, self.lexicon) == "h" and word not in bodies(self.lexicon)
        tied = word in office_sexes(self.lexicon) or word in self.lexicon.words("people.titles.heads.kin")
        return known or tied or word.endswith(_ENDINGS)
