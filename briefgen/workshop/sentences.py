"""What is known of a sentence that became no line: its points, and the words that would tell a topic."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefgen.lexicon import Lexicon
from briefgen.match import Story
from briefgen.match.reports import reports
from briefgen.match.weight import ENOUGH, LEAST, Points, points_of
from briefgen.model import Findings, Span
from briefgen.pipeline import Made
from briefgen.profile import Profile
from briefgen.text import words

TOPIC = "speaks of a topic of the profile"
_WORD = re.compile(r"[^\W\d_]{5,}")


def parts_at(story: Story, spans: Sequence[Span], lexicon: Lexicon) -> list[tuple[Span, Points]]:
    """The sentences at some places that tell something, each with its points."""
    met = tuple(report for report in reports(story.cast, lexicon) if not report.alone)
    known = points_of(story.cast, met)
    told = (one.sentence for one in story.findings.statements if any(one.sentence.meets(span) for span in spans))
    return [(sentence, known.get(sentence.start, ())) for sentence in told]


def enough_at(story: Story, made: Made, profile: Profile) -> int:
    """The points from which a sentence of a story is a matter of the meeting without any construction."""
    id_ = story.findings.article.id
    met = any(report.article == id_ for event in made.matched.events for report in event.reports)
    return ENOUGH if met or profile.meeting is not None else LEAST


def no_topic(parts: Points) -> bool:
    """Whether no topic of the profile has a word of a sentence."""
    return TOPIC not in dict(parts)


def telling_words(found: Findings, sentence: Span, profile: Profile) -> list[str]:
    """The words of a sentence that could tell a topic, the longest first: neither short nor a name."""
    names = [person.name for person in found.people] + [name for side in profile.sides for name in side.aliases]
    known = {word for name in names for word in words(name)}
    written = dict.fromkeys(match.group() for match in _WORD.finditer(sentence.of(found.article.text)))
    plain = [word for word in written if word.islower() and not known & set(words(word))]
    return sorted(plain, key=lambda word: (-len(word), word))
