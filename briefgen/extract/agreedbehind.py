"""Agenda items of which the end of their sentence tells that they are agreed: "the quota will rise, it was agreed"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.reading import Reading, as_item, says_something
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Item, Sentence, Span


def agreed_behind(sentence: Sentence, reading: Reading) -> Iterator[Item]:
    """What stands before ", it was agreed" or ", the two ministers decided", whole."""
    view, span = reading.view, sentence.span
    found = _behind(reading.lexicon).search(view, span.start, span.end)
    if found is None or view.count('"', span.start, found.start()) % 2:
        return
    front = _FRONT.match(view, span.start, found.start())
    part = trim(view, front.end() if front else span.start, found.start())
    if not says_something(part, reading):
        return
    cue = Span(found.start("cue"), found.end("cue"))
    yield as_item(sentence, part, cue, "passive: agreed", "agreed", (Actor(kind="talks", span=cue),))


@cache
def _behind(lexicon: Lexicon) -> re.Pattern[str]:
    resolved = words_of(lexicon.words("agenda.resolved"))
    people = "sides|parties|countries|governments|ministers|leaders|presidents|delegations"
    both = rf"(?:(?:the|both) (?:two )?(?:{people})|the two) (?:[a-z]+ )?(?:agreed|decided)"
    nobody = rf"(?:it (?:was|has been)|as) (?:(?!not|never)[\w-]+ ){{0,2}}?(?:{resolved})"
    where = r"(?: (?:at|in|during|on|between|after|by) [^,;:\"]{2,60})?"
    return re.compile(rf", (?P<cue>{nobody}|{both}){where}[.\"]*\Z")


_FRONT = re.compile(r"(?:and|but|lastly|finally|also|moreover|in addition|furthermore|besides),? ")
