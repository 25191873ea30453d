"""Which stories a brief uses: those about the pair, of the window, each copy once; the rest with the reason."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from briefgen.match import Matched, Story
from briefgen.model import Findings
from briefgen.text import words

_COPIED_WITHIN = timedelta(days=14)
_SAME_STORY = 0.75  # shingle overlap from which two stories are the same copy
_RIVALS = 8  # stories with most of the sketch in common are looked at closely
_SKETCH = 24  # smallest shingles; two copies share one of them all but surely


@dataclass(frozen=True, slots=True, kw_only=True)
class Unused:
    """A story that is not used, and why."""

    story: Story
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Stories:
    """The stories of a brief, newest first, the rest in the order read, and the window, both days included."""

    used: tuple[Story, ...]
    unused: tuple[Unused, ...]
    start: date
    end: date
    slid: bool


def choose_stories(matched: Matched, as_of: date, window: int) -> Stories:
    """The stories to use.

    The window is the ``window`` days that end with as-of; where no dated story falls into it, it ends with the newest.
    Undated stories are never dropped by it.
    """
    about = [story for story in matched.stories if story.dyad.kept]
    reasons = {_id(story): story.dyad.missing for story in matched.stories if not story.dyad.kept}
    start, end, slid = _window(about, as_of, window)
    inside = [story for story in about if _inside(story, start, end)]
    reasons |= {_id(story): "outside the window" for story in about if not _inside(story, start, end)}
    copies = _copies(inside)
    reasons |= {id_: f"the same text as {twin.findings.article.path}" for id_, twin in copies.items()}
    return Stories(
        used=tuple(sorted((story for story in inside if _id(story) not in copies), key=_newest_first)),
        unused=tuple(
            Unused(story=story, reason=reasons[_id(story)]) for story in matched.stories if _id(story) in reasons
        ),
        start=start,
        end=end,
        slid=slid,
    )


def _id(story: Story) -> str:
    return story.findings.article.id


def _window(stories: list[Story], as_of: date, length: int) -> tuple[date, date, bool]:
    dated = [day for story in stories if (day := story.findings.article.date.day)]
    back = timedelta(days=length - 1)
    if not dated or any(as_of - back <= day <= as_of for day in dated):
        return as_of - back, as_of, False
    return max(dated) - back, max(dated), True


def _inside(story: Story, start: date, end: date) -> bool:
    day = story.findings.article.date.day
    return day is None or start <= day <= end


def _newest_first(story: Story) -> tuple[int, str, int]:
    """By day; of one day by what the page holds, so that neither the files' names nor their order matter."""
    article = story.findings.article
    return -(article.date.day.toordinal() if article.date.day else 0), article.sha256, article.span.start


def _copies(stories: list[Story]) -> dict[str, Story]:
    """The stories that are copies, by id, each with the one that came first."""
    kept: list[tuple[Story, frozenset[int]]] = []
    sketched: dict[int, list[int]] = {}
    copies: dict[str, Story] = {}
    for story in sorted(stories, key=_earliest_first):
        shingles = _shingles(story.findings)
        sketch = sorted(shingles)[:_SKETCH]
        shared = Counter(number for shingle in sketch for number in sketched.get(shingle, ()))
        rivals = sorted(number for number, _ in sorted(shared.items(), key=lambda pair: (-pair[1], pair[0]))[:_RIVALS])
        twin = next(
            (
                other
                for other, known in (kept[number] for number in rivals)
                if _near(story, other) and len(shingles & known) / len(shingles | known) >= _SAME_STORY
            ),
            None,
        )
        if twin is not None:
            copies[_id(story)] = twin
            continue
        for shingle in sketch:
            sketched.setdefault(shingle, []).append(len(kept))
        kept.append((story, shingles))
    return copies


def _earliest_first(story: Story) -> tuple[date, str, int]:
    article = story.findings.article
    return article.date.day or date.max, article.sha256, article.span.start


def _near(one: Story, other: Story) -> bool:
    """Whether two stories can be copies: a text of another month in the same words tells another event."""
    days = one.findings.article.date.day, other.findings.article.date.day
    return days[0] is None or days[1] is None or abs(days[0] - days[1]) <= _COPIED_WITHIN


def _shingles(findings: Findings) -> frozenset[int]:
    """Hashes of every run of five words of the prose; none where there are fewer."""
    text = words(" ".join(sentence.span.of(findings.article.text) for sentence in findings.sentences))
    runs = (" ".join(text[i : i + 5]) for i in range(len(text) - 4))
    return frozenset(int.from_bytes(hashlib.blake2b(run.encode(), digest_size=8).digest()) for run in runs)
