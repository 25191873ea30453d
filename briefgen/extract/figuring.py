"""Agenda items that figure in talks: "X topped the agenda", "X was another topic", "X came up", "X remains open"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import conjuncts, trim, words_of
from briefgen.extract.reading import Reading, as_item, denied, says_something
from briefgen.extract.topics import clause_start
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, ItemStatus, Sentence


def fronted(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """The subject of a sentence that tells its place in the talks."""
    view, start, lexicon = reading.view, sentence.span.start, reading.lexicon
    for pattern in (_topic(lexicon), _verb(lexicon), _left(lexicon)):
        for found in pattern.finditer(view, start, sentence.span.end):
            first = clause_start(view, start, found.start())
            if denied(lexicon).search(view[first : found.end()]) or _is_possible(view, found.start()):
                continue
            if found.groupdict().get("left") and _STANDS_OPEN.search(view, first, found.start()):
                continue
            cue = trim(view, *found.span())
            for part in conjuncts(view, reading.text, trim(view, first, found.start())):
                if says_something(part, reading):
                    talks = Actor(kind="talks", span=cue)
                    yield as_item(sentence, part, cue, "passive: topic", _status(found), (talks,))


def _status(found: re.Match[str]) -> ItemStatus:
    groups = found.groupdict()
    if groups.get("left"):
        return "open"
    past = groups.get("past") or groups.get("had") or groups.get("be") in _WAS
    return "discussed" if past else "to-discuss"


_WAS = frozenset(("was", "were", "has been", "have been", "had been"))


def _is_possible(view: str, at: int) -> bool:
    """Whether a modal stands before the verb: "X may top the agenda"."""
    return view.endswith((" may", " might", " could", " can"), 0, at)


# What is open for people, not for talks.
_STANDS_OPEN = re.compile(
    r"\b(?:ports?|borders?|doors?|crossings?|airports?|roads?|embass(?:y|ies)|consulates?|windows?|channels?|paths?|"
    r"schools?|offers?|shops?|offices?|markets?|airspace|straits?|canals?|routes?|options?)\b"
)
_BE = r"(?P<be>was|were|is|are|will be|would be|has been|have been|had been)"
_COMING = r"(?:will|would|(?:is|are) (?:expected|likely|sure|bound|due|set) to)"
# Words of one noun phrase: "one of the main", but not "a reporter with a".
_WORDS = r"(?: (?!(?:with|for|on|of|by|to|who|which|that|in|at|from|and)\b)[\w-]+){0,4}?"
_WHOSE = r"(?:the|their|his|her|its|[\w.-]+(?:'s|s'))"


@cache
def _place(lexicon: Lexicon) -> str:
    """Where a subject figures: "the agenda", "Monday's talks"."""
    talks = words_of(lexicon.words("agenda.events"))
    return rf"(?:{_WHOSE} )?(?:(?!an?\b)[\w-]+ ){{0,2}}?(?:agenda|list|table|{talks})\b"


@cache
def _topic(lexicon: Lexicon) -> re.Pattern[str]:
    """What a subject is: "was one of the main topics", "is high on the agenda", "will be at the heart of the talks"."""
    topics, place = words_of(lexicon.words("agenda.topics")), _place(lexicon)
    talks = words_of(lexicon.words("agenda.events"))
    which = rf"(?:another|the|an?|among|one of|his|her|their){_WORDS}"
    issues = r"(?:issues?|points?|matters?|questions?|items?)"
    told = rf"discussed|raised|addressed|covered|on the agenda|under discussion|for discussion|(?:of|in|at|for) {place}"
    where = r"agenda|list|menu|table|discussion|debate|consideration|focus|spotlight"
    on = rf"(?:high |higher |top |squarely )?(?:on|of|at the top of|up for|under|in) (?:{_WHOSE} )?(?:[\w-]+ )?"
    kinds = (
        rf"{which} (?:{topics})\b(?! of (?!(?:[\w-]+ ){{0,2}}(?:{talks}|discussion|debate)\b))",
        rf"{which} {issues} (?:{told})",
        rf"{on}(?:{where})\b",
        rf"(?:at|in) the (?:heart|centre|center|core|top|forefront) of {place}",
        rf"central to {place}",
        r"(?:an? )?(?:[\w-]+ )?part of (?:the|their) (?:[\w-]+ )?(?:agenda|talks|discussions?|conversation|dialogue)\b",
    )
    return re.compile(rf" {_BE} (?:(?:also|again|equally|firmly|still|once more) )*(?:{'|'.join(kinds)})(?=[\s.,;]|$)")


@cache
def _verb(lexicon: Lexicon) -> re.Pattern[str]:
    """What a subject does: "topped the agenda", "also came up"."""
    tops, up = _forms(lexicon, "agenda.tops"), _forms(lexicon, "agenda.comes_up")
    past = rf"(?P<past>(?:{tops[0]}) {_place(lexicon)}|(?:{up[0]}){_ENDS})"
    present = rf"(?:(?:{tops[1]}) {_place(lexicon)}|(?:{up[1]}){_ENDS})"
    return re.compile(rf" (?:(?P<had>has|have|had) |{_COMING} )?(?:also |again )?(?:{past}|{present})(?=[\s.,;]|$)")


_ENDS = r"(?: (?:again|too|as well|repeatedly))?(?=[.,;]|$| (?:in|during|at|on|when|as|between)\b)"


@cache
def _left(lexicon: Lexicon) -> re.Pattern[str]:
    """What became of a subject: "remains unresolved"."""
    left = words_of(lexicon.words("agenda.unsettled"))
    return re.compile(rf" (?P<left>(?:remain(?:s|ed)?|(?:is|are) still) (?:{left}))(?=[\s.,;]|$)")


def _forms(lexicon: Lexicon, name: str) -> tuple[str, str]:
    """The verbs of a list as they are told of the past, and as they stand behind "will" and "has"."""
    found = [form for entry in lexicon.words(name) for form in forms(entry)]
    past = tuple(form.text for form in found if form.form == "past")
    return words_of(past), words_of(tuple(form.text for form in found if form.form in {"base", "third"}))
