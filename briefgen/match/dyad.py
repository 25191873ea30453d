"""The dyad test: whether a story is about the pair, or merely names it."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.match.sides import Cast
from briefgen.model import Span
from briefgen.rules import Zone

_LEAD_PARAGRAPHS = 3  # a story about the pair says so at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """One condition of the dyad test, whether the story meets it, and what to say where it does not."""

    name: str
    met: bool
    lacking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyad:
    """The outcome of the dyad test.

    Attributes:
        kept: whether the story counts for the pair.
        joint: how many sentences name at least two sides.
        conditions: each condition and whether it was met, for ``explain``.
        missing: what to say of the first condition that was not met, "" when kept.
    """

    kept: bool
    joint: int
    conditions: tuple[Condition, ...]
    missing: str


def dyad(cast: Cast, *, meeting: bool, threshold: int) -> Dyad:
    """Whether both sides act towards each other in the story.

    They do when two sides are named in the title or the first paragraphs, and either a meeting joins them or at least
    ``threshold`` sentences name both.
    """
    found = cast.findings
    text_spans = [found.article.title, *(sentence.span for sentence in found.sentences)]
    lead = [found.article.title] + [s.span for s in found.sentences if s.paragraph <= _LEAD_PARAGRAPHS]
    everywhere = {side for _, side in cast.presence}
    in_lead = {side for span in lead for side in cast.sides_in(span)}
    joint = sum(len(cast.sides_in(span)) > 1 for span in text_spans)
    several = len(everywhere) > 1
    unwanted = _unwanted(cast)
    conditions = (
        Condition(
            name="is not excluded by the profile",
            met=not unwanted,
            lacking=f"the profile excludes stories with {', '.join(repr(word) for word in unwanted)}",
        ),
        Condition(name="names two sides", met=several, lacking="does not name both sides"),
        Condition(
            name="names both in the title or the first paragraphs",
            met=len(in_lead) > 1,
            lacking="names both sides only in passing, not in the title or the first paragraphs",
        ),
        Condition(
            name=f"joins them in a meeting, or in {threshold} sentences",
            met=meeting or joint >= threshold,
            lacking=f"no meeting joins the sides, and fewer than {threshold} sentences name both",
        ),
    )
    missing = next((condition.lacking for condition in conditions if not condition.met), "")
    return Dyad(kept=not missing, joint=joint, conditions=conditions, missing=missing)


def _unwanted(cast: Cast) -> tuple[str, ...]:
    """The words for which the profile excludes the story, of the first place where its rule fires."""
    article = cast.findings.article
    places: list[tuple[Span, Zone]] = [(article.title, "title")]
    places += [(s.span, "lede" if s.paragraph == 1 else "body") for s in cast.findings.sentences]
    for span, zone in places:
        piece = span.of(article.text)
        for score in cast.sides.unwanted.score(piece, zone):
            return tuple(dict.fromkeys(fired.of(piece) for fired in score.spans))
    return ()
