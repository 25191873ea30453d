"""Who a mention is: the second step, from the phrase a quotation is attributed to, to a name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from briefgen.extract.attribution import Attribution
from briefgen.lexicon import Lexicon
from briefgen.model import Person, Span, Speaker


class Resolver:
    """Knows the people of one article by the places where they are named."""

    def __init__(self, text: str, people: Sequence[Person], lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        named = sorted(
            (mention.start, mention.end, n) for n, person in enumerate(people) for mention in person.mentions
        )
        self.starts = [start for start, _, _ in named]
        self.named = named
        self.people = people

    def speaker(self, attribution: Attribution) -> Speaker | None:
        """The speaker, or None where the attribution leads to nobody."""
        mention = attribution.mention
        if mention is None:
            return None
        place = attribution.antecedent or attribution.core or mention
        person = self.person_at(place)
        if person is not None:
            return Speaker(
                name=person.name, mention=mention, kind="named", office=person.office, country=person.country
            )
        if attribution.head == "N":
            return Speaker(name=(attribution.core or mention).of(self.text), mention=mention, kind="named")
        if attribution.antecedent is not None:
            return Speaker(name=attribution.antecedent.of(self.text), mention=mention, kind="unnamed")
        return Speaker(name=mention.of(self.text), mention=mention, kind="unnamed")

    def person_at(self, span: Span) -> Person | None:
        """The person named last inside ``span``."""
        at = bisect_left(self.starts, span.end) - 1
        if at >= 0 and self.named[at][1] > span.start:
            return self.people[self.named[at][2]]
        return None
