"""What becomes of a brief when its profile changes: the same articles and the same day, two profiles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.pipeline import Made
from briefgen.render.json import data

SECTIONS = (
    "bottom_line",
    "meetings",
    "agenda",
    "participants",
    "positions",
    "quotes",
    "figures",
    "dates_ahead",
    "background",
    "watch_outs",
)
# numbers of sources differ where a source goes
_OF_THE_RUN = {"evidence", "marks", "source", "sources", "text", "sentence"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One line of a brief, or one article, that is not as it was.

    Attributes:
        kind: what becomes of it.
        section: of the brief; "articles" for an article.
        id: of the line, or of the article.
        text: its words, or the article's title.
        was: what is told of it before, by name, where that differs; ``topic``, ``status``, ``side``.
        now: the same after.
        reason: why it leaves, as far as the choosing tells.
    """

    kind: Literal["enters", "leaves", "moves"]
    section: str
    id: str
    text: str
    was: Mapping[str, Any]
    now: Mapping[str, Any]
    reason: str = ""


def differences(before: Made, after: Made) -> tuple[Difference, ...]:
    """Every line and article that enters, leaves or moves, articles first, then in the order of print.

    Args:
        before: the brief of the profile as it is.
        after: the brief of the changed one, from the same articles as of the same day.
    """
    return (*_articles(before, after), *_lines(before, after), *_gaps(before, after))


def _articles(before: Made, after: Made) -> Iterator[Difference]:
    used = [_used(made) for made in (before, after)]
    reasons = {one.story.findings.article.id: one.reason for one in after.selection.unused}
    for id_ in dict.fromkeys((*used[0], *used[1])):
        if (id_ in used[0]) == (id_ in used[1]):
            continue
        leaves = id_ in used[0]
        yield Difference(
            kind="leaves" if leaves else "enters",
            section="articles",
            id=id_,
            text=(used[0] if leaves else used[1])[id_],
            was={},
            now={},
            reason=reasons.get(id_, "") if leaves else "",
        )


def _used(made: Made) -> dict[str, str]:
    """The titles of the articles that are used, by id."""
    articles = (story.findings.article for story in made.selection.used)
    return {article.id: article.title.of(article.text) for article in articles}


def _lines(before: Made, after: Made) -> Iterator[Difference]:
    then, now = data(before.brief), data(after.brief)
    reasons = {choice.id: choice.reason for choice in after.selection.choices if not choice.kept}
    for section in SECTIONS:
        old, new = ({item["id"]: item for item in found[section]} for found in (then, now))
        for id_ in dict.fromkeys((*new, *old)):
            if id_ not in old:
                yield _difference("enters", section, new[id_])
            elif id_ not in new:
                yield _difference("leaves", section, old[id_], reason=reasons.get(id_, ""))
            elif changed := _changed(old[id_], new[id_]):
                was, is_now = ({name: item.get(name) for name in changed} for item in (old[id_], new[id_]))
                yield _difference("moves", section, new[id_], was=was, now=is_now)


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[str]:
    return [name for name in new if name not in _OF_THE_RUN and old.get(name) != new[name]]


def _difference(
    kind: Literal["enters", "leaves", "moves"],
    section: str,
    item: Mapping[str, Any],
    *,
    was: Mapping[str, Any] | None = None,
    now: Mapping[str, Any] | None = None,
    reason: str = "",
) -> Difference:
    words = item["text"] or item.get("label") or item.get("name") or ""
    return Difference(
        kind=kind, section=section, id=item["id"], text=words, was=was or {}, now=now or {}, reason=reason
    )


def _gaps(before: Made, after: Made) -> Iterator[Difference]:
    for gap in dict.fromkeys((*after.brief.gaps, *before.brief.gaps)):
        if (gap in before.brief.gaps) != (gap in after.brief.gaps):
            leaves = gap in before.brief.gaps
            yield Difference(kind="leaves" if leaves else "enters", section="gaps", id="", text=gap, was={}, now={})
