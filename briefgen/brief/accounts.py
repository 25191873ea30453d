"""Whose account a text is: a journalist's, that of one side, or of all who issue it together."""

from __future__ import annotations

import re
from collections.abc import Iterable

from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.model import Span
from briefgen.profile import Profile, Side
from briefgen.rules import compile_terms, terms

_JOINT = re.compile(
    r"(?:[\w.'’–-]+ ){0,6}joint (?:\w+[’']? )?(?:statement|declaration|communiqu|press release|press statement|readout|"
    r"read-out|fact sheet)[\wé]*(?P<by> (?:by|from|of) (?:(?!on |(?!king)\w+ing )\S+ ?)+)?",
    re.IGNORECASE,
)
_OF_MANY = re.compile(
    r"\b(?:leaders|ministers|governments|presidents|envoys|countries|members|states|parties)\b", re.IGNORECASE
)
_ISSUED = re.compile(
    r"\b(?:released|issued|adopted|agreed|made)(?: jointly)? by the governments? of [^.\n]+", re.IGNORECASE
)
_HEAD = 700  # characters in which a text tells who has issued it


def is_joint(story: Story) -> bool:
    """Whether a text is issued by several together: "Joint Statement on the …", "released by the Governments of …".

    Two officials of one side who make a statement "by" their names make it for that side.
    """
    article, cast = story.findings.article, story.cast
    issued = _ISSUED.search(article.text, article.span.start, min(article.span.end, article.span.start + _HEAD))
    if issued is not None and len(cast.sides_in(Span(*issued.span()))) > 1:
        return True
    joint = _JOINT.match(article.title.of(article.text))
    if joint is None or not joint["by"]:
        return joint is not None
    start = article.title.start
    return (
        bool(_OF_MANY.search(joint["by"]))
        or len(cast.sides_in(Span(start + joint.start("by"), start + joint.end("by")))) > 1
    )


def own_account(stories: Iterable[Story], profile: Profile, lexicon: Lexicon) -> Side | None:
    """The side that has written every story itself; None where there is no such side, or no story."""
    owners = [_account_of(story, profile, lexicon) for story in stories]
    return owners[0] if owners and all(owner == owners[0] for owner in owners) else None


def _account_of(story: Story, profile: Profile, lexicon: Lexicon) -> Side | None:
    """The side that has issued a text itself: its ministry is the publisher, or an office that names no country.

    Such an office ("Office of the Spokesperson") puts its own side first in the first sentence.
    """
    article = story.findings.article
    if is_joint(story):
        return None
    by_name = {side.name: side for side in profile.sides}
    offices = compile_terms(terms(lexicon.words("articles.issuing_office"), "office"))
    bodies = compile_terms(terms(lexicon.words("actors.bodies"), "body"))
    for issuer in filter(None, (article.publisher, article.byline)):
        named = story.cast.sides.whose(issuer)
        if named and (bodies.find(issuer) or offices.find(issuer)):
            return by_name.get(named)
        if offices.find(issuer) and story.findings.sentences:
            first = story.cast.sides_at(story.findings.sentences[0].span)
            return by_name.get(first[0]) if first else None
    return None
