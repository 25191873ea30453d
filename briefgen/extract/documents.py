"""Documents that speak: "the statement" by the name it was first given, and whoever issued it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import islice

from briefgen.extract.bearers import Bearers
from briefgen.extract.holders import Holders
from briefgen.extract.namedspeakers import named
from briefgen.model import Span, Speaker
from briefgen.text import fold, squeeze

_BARE = 2  # words of a description that says no more than "the statement"
_JOINT = "joint"  # of a document: both parties speak in it
_ISSUER = 80  # characters behind a document in which whoever issued it is named
_ISSUED = (
    r" (?:issued |released |published |posted |shared |signed |sent |written )?(?:from|by|of) (?:the )?"
    r"[^\W\d_a-z][\w’'&.-]*(?: (?:of |for |and |the )?[^\W\d_a-z][\w’'&-]*){0,5}"
)


class Documents:
    """Remembers the documents of one article that somebody issued, as they are told of in order."""

    def __init__(self, text: str, area: Span, holders: Holders, bearers: Bearers, bodies: frozenset[str]) -> None:
        self.text = text
        self.area = area
        self.holders = holders
        self.bearers = bearers
        self._issues = re.compile(rf"{_ISSUED}(?: (?:[a-z-]+ ){{0,2}}(?:{'|'.join(sorted(bodies))})\b)?")
        self.issued: dict[str, Speaker] = {}  # the last document of each kind that somebody issued
        self.joint: dict[str, tuple[str, range]] = {}  # by kind: a joint document, and where it is the only one told

    def speaker(self, words: str, phrase: Span, mention: Span, issuer: Callable[[int], Speaker | None]) -> Speaker:
        """A document with whoever issued it, as it was first named: "the statement" is "a statement from the port".

        ``issuer`` tells which body spoke right before a bare one.
        """
        issued = self._issues.match(self.text, phrase.end, phrase.end + _ISSUER)
        whole = Span(phrase.start, issued.end()) if issued else phrase
        name = squeeze(whole.of(self.text))
        joint = _JOINT in fold(name).split()
        document = Speaker(
            name=name, mention=mention, kind="document", country=self.holders.country_in(whole), joint=joint
        )
        noun = fold(words).split()[-1]
        if issued and not joint and (person := self.bearers.at(whole)) is not None:
            document = named(person, mention)  # "a message posted by Ada Stone"
        if issued or joint:
            self.issued[noun] = document
        elif len(words.split()) == _BARE and noun not in self.issued and (body := issuer(mention.start)):
            return replace(body, mention=mention)
        elif is_bare(words) and noun in self.issued:
            return replace(self.issued[noun], mention=mention)
        elif is_bare(words) and not document.country and (told := self._told_jointly(noun, phrase.start)):
            return replace(document, name=told, joint=True)
        return document

    def _told_jointly(self, noun: str, stop: int) -> str:
        """What the article calls the joint document that "the statement" is, where it names no other of the kind."""
        if noun not in self.joint:
            self.joint[noun] = _told_alone(noun, self.text, self.area)
        name, places = self.joint[noun]
        return name if stop in places else ""


def is_bare(words: str) -> bool:
    """Whether a description says nothing of whom it means: "the official", after whom nobody was so described."""
    return words[:4] in ("the ", "The ") and words.count(" ") == 1


def _told_alone(noun: str, text: str, area: Span) -> tuple[str, range]:
    """What an article calls its joint document, and the places before which it names no other of the kind."""
    joint = [(one.end(), one[0]) for one in _joint_document(noun).finditer(text, area.start, area.end)]
    namings = re.compile(rf"\b{re.escape(noun)}s?\b").finditer(text, area.start, area.end)
    named = [one.end() for one in islice(namings, 2)]
    if not joint or not named:
        return "", range(0)
    (end, name), never = joint[0], area.end + 1
    other = next((end for end, phrase in joint if phrase != name), never)
    return name, range(max(end, named[0]), min(other, named[1] if len(named) > 1 else never))


@cache
def _joint_document(noun: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_JOINT}|{_JOINT.title()}) (?:\w+ )?(?i:{re.escape(noun)})\b")
