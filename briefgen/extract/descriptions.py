"""What an article calls its speakers without a name: "a Kolan trade ministry source", later "the source"."""

from __future__ import annotations

import re
from functools import cache

from briefgen.extract.sentences import cue_forms
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

_INDEFINITE = re.compile(r"\b(?:an?|one|another)((?: (?:(?:[^\W\d_]\.){2,}|[^\W_][\w’'-]*)){1,8})", re.IGNORECASE)
_TOLD = re.compile(r"(?:(?<!\w)[^\W\d_a-z][\w.’'-]*,|\b(?:is|was|as)) \Z")
_WORD_BEHIND = re.compile(r" ([^\W\d_]+)")
# "a spokesman for the Kolan Ministry of Trade": whom somebody speaks for is part of what they are called
_TIED = re.compile(
    r" (?:for|of|at|from|in) (?:the |its )?[^\W\d_a-z][\w’'.-]*"
    r"(?: (?:(?:of|for|and) (?:the )?)?[^\W\d_a-z][\w’'-]*){0,5}"
)
_PER_HEAD = 40  # descriptions kept for one head word


class Descriptions:
    """The first and longest description of each kind of unnamed speaker, found in one pass when first asked for."""

    def __init__(self, text: str, area: Span, lexicon: Lexicon) -> None:
        self.text = text
        self.area = area
        self.lexicon = lexicon
        self._by_head: dict[str, list[Span]] | None = None

    def nearest(self, mention: str, head: str, place: int) -> int:
        """Where the last such description before ``place`` begins that is no apposition; -1 where there is none."""
        needed = _said_of(mention)
        for span in reversed(self._of(head)):
            fits = span.end <= place and needed <= _said_of(span.of(self.text))
            if fits and not self._is_told_of_somebody(span):
                return span.start
        return -1

    def _is_told_of_somebody(self, span: Span) -> bool:
        """Whether a description is an apposition or a predicate: "Ada Stone, a minister", "she is a minister".

        One that a verb of saying follows is the subject: "the boats left Varna, a senior official said".
        """
        if _TOLD.search(self.text, max(0, span.start - 40), span.start) is None:
            return False
        behind = _WORD_BEHIND.match(self.text, span.end)
        return behind is None or fold(behind[1]) not in cue_forms(self.lexicon)

    def _of(self, head: str) -> list[Span]:
        if self._by_head is None:
            self._by_head = self._read()
        return self._by_head.get(head, [])

    def fullest(self, mention: str, head: str, place: int) -> str:
        """The longest description of ``head`` before ``place`` that says all the mention says; else the mention."""
        needed = _said_of(mention)
        best = ""
        for span in self._of(head):
            described = span.of(self.text)
            fits = span.end <= place and needed <= _said_of(described) and _longer(described, best)
            if fits and not self._is_told_of_somebody(span):
                best = described
        return best or mention

    def _read(self) -> dict[str, list[Span]]:
        heads, breaks = _heads(self.lexicon), _breaks(self.lexicon)
        found: dict[str, list[Span]] = {}
        for phrase in _INDEFINITE.finditer(self.text, self.area.start, self.area.end):
            end = phrase.start(1)
            for word in phrase[1].split(" ")[1:]:
                end += len(word) + 1
                low = fold(word)
                if low in breaks or (low.endswith("ed") and "-" not in low and not low.startswith("un")):
                    break
                if low in heads and len(found.setdefault(low, [])) < _PER_HEAD:
                    tied = _TIED.match(self.text, end)
                    found[low].append(Span(phrase.start(), tied.end() if tied else end))
        return found


def _said_of(phrase: str) -> set[str]:
    """The words of a phrase behind its article."""
    return set(fold(phrase).split()[1:])


def _longer(one: str, other: str) -> bool:
    return len(one.split()) > len(other.split())


@cache
def _heads(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.people"))


@cache
def _breaks(lexicon: Lexicon) -> frozenset[str]:
    """Small words that no plain description runs over."""
    lists = ("prepositions", "subordinators", "conjunctions", "auxiliaries", "be", "determiners", "relatives")
    return frozenset(word for name in lists for word in lexicon.words(f"quotes.grammar.{name}"))
