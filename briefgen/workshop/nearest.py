"""The nearest change of a profile that would have put a find, a place or an article into the brief.

Nothing is advised that was not tried: the brief is made again with the changed profile, from the same articles as of
the same day, and what was asked about must be in it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from briefgen.match import Story
from briefgen.match.weight import POINTS
from briefgen.model import Quote, Span
from briefgen.pipeline import Gathered, Made, Request, make_brief
from briefgen.profile import Profile
from briefgen.rules import Term, case_of, compile_terms
from briefgen.select import Choice
from briefgen.workshop import changes
from briefgen.workshop.answers import Nearest
from briefgen.workshop.changes import Change
from briefgen.workshop.conditions import points
from briefgen.workshop.lists import full_list
from briefgen.workshop.printed import LIMITS, lines, printed, touches
from briefgen.workshop.sentences import TOPIC, enough_at, no_topic, parts_at, telling_words

_TRIALS = 60  # briefs made for one question from few articles; fewer from many, at least
_FEWEST = 8
_MANY = 50  # articles
_STEPS = 4  # changes in one advice
_PLENTY = 100  # lines; no list of a brief is longer
_FEW = 4  # words of a side that are told
_WORDS = 3  # words of a sentence that are tried as a topic
_NONE: Mapping[str, str] = {}

Done = Callable[[Made], bool]
Next = Callable[[Profile, Made], Iterator[Change]]


class Trials:
    """Briefs of changed profiles."""

    def __init__(
        self, profile: Profile, request: Request, gathered: Gathered, below: Mapping[str, str] = _NONE
    ) -> None:
        self.profile, self.gathered = profile, gathered
        self._request = request
        self._below = below  # the keys that a file sets which the profile extends, each with that place
        self._made: dict[str, Made] = {}
        self._left = max(_FEWEST, _TRIALS * _MANY // max(_MANY, len(gathered.found)))

    def made(self, profile: Profile, written: Mapping[str, Any]) -> Made | None:
        """The brief of a profile that is changed as written; None where enough have been made for one question."""
        key = json.dumps(written, sort_keys=True)
        if key not in self._made:
            if not self._left:
                return None
            self._made[key] = self._make(profile, replace(self._request, window=None) if "window" in written else None)
        return self._made[key]

    def _make(self, profile: Profile, request: Request | None = None) -> Made:
        self._left -= profile is not self.profile
        return make_brief(profile, request or self._request, gathered=self.gathered)

    def search(self, done: Done, following: Next) -> tuple[str, ...]:
        """What to write in the profile so that ``done`` holds of its brief; nothing where no change was found."""
        found = dict(self._search(self.profile, {}, done, following, _STEPS) or {})
        asked = f"--window {found.pop('window')}" if self._request.window and "window" in found else ""
        places = {key: f"it is set in {self._below[key]}" for key in found if key in self._below}
        advice = (
            line + (f" ({places[key]})" if found[key] is None and key in places else "")
            for key, line in zip(found, changes.as_yaml(found), strict=True)
        )
        return (*advice, *filter(None, (asked,)))  # what the command line says wins over the profile

    def _search(
        self, profile: Profile, written: Mapping[str, Any], done: Done, following: Next, steps: int
    ) -> Mapping[str, Any] | None:
        made = self.made(profile, written)
        if made is None or done(made):
            return written if made else None
        for change in following(profile, made) if steps else ():
            more = changes.merged(written, change.keys)
            if more != written and (found := self._search(change.made(profile), more, done, following, steps - 1)):
                return found
        return None

    # --- what is asked about ----------------------------------------------------------------------------------------

    def article(self, id_: str) -> Nearest:
        """What an article lacks that is not used."""
        found = self.search(
            lambda made: any(story.findings.article.id == id_ for story in made.selection.used),
            lambda profile, made: _of_article(id_, profile, made, self._request),
        )
        return self._nearest(_unnamed(id_, self.profile, self.base) or _reason(self.base, id_), found)

    def find(self, choice: Choice) -> Nearest:
        """What a find lacks that is not in the brief; where its words are, the lines that have them."""
        if instead := in_its_stead(choice, self.base):
            return Nearest(lacking="its words are in the brief already", instead=instead)
        found = self.search(
            lambda made: choice.id in printed(made.brief),
            lambda profile, made: self._of_find(choice.id, profile, made),
        )
        return self._nearest(_lacking(choice, self.profile, self.base), found)

    def passage(self, story: Story, spans: tuple[Span, ...]) -> Nearest:
        """What a place lacks of which nothing is in the brief."""
        article = story.findings.article

        def done(made: Made) -> bool:
            held = printed(made.brief).values()
            return any(touches(line, article.path, spans) for one in held for _, line in one)

        found = self.search(done, lambda profile, made: self._of_passage(story, spans, profile, made, done))
        cut = [line for line in found if line.startswith("limits: ")]
        if any(f"{limit}: " in line for line in cut for limit in LIMITS.values()):
            return self._nearest("the list that it is for is full", found)
        return self._nearest(self._nothing_there(story, spans), found)

    def _nearest(self, lacking: str, found: tuple[str, ...]) -> Nearest:
        return Nearest(lacking=lacking, profile=found, tried=bool(found) or self._left > 0)

    @property
    def base(self) -> Made:
        """The brief of the profile as it is."""
        made = self.made(self.profile, {})
        assert made is not None  # noqa: S101  it costs no trial
        return made

    # --- the changes that may help, the likeliest first -------------------------------------------------------------

    def _of_find(self, id_: str, profile: Profile, made: Made) -> Iterator[Change]:
        choice = next((one for one in made.selection.choices if one.id == id_), None)
        if choice is None:
            return
        if choice.kept:
            yield from _of_section(lambda line: line.id == id_, made)
        elif cut := full_list(choice, profile, made):
            yield changes.limits({cut[0].limit: cut[1]})
        elif choice.reason.startswith("too little speaks for it"):
            total, enough = points(choice, profile)
            if no_topic(choice.placed.points) and total + POINTS[TOPIC] >= enough:
                yield from self._topics(choice.placed.article, choice.placed.find.span, profile)
            yield from _people(choice, profile, made)
        elif choice.reason.endswith("is of no known side"):
            yield from _people(choice, profile, made)

    def _of_passage(
        self, story: Story, spans: tuple[Span, ...], profile: Profile, made: Made, done: Done
    ) -> Iterator[Change]:
        id_ = story.findings.article.id
        if _reason(made, id_):
            yield from _of_article(id_, profile, made, self._request)
            return
        for choice in made.selection.choices:
            if choice.placed.article == id_ and any(piece.meets(span) for piece in choice.pieces for span in spans):
                yield from self._of_find(choice.id, profile, made)
        yield from _of_section(lambda line: touches(line, story.findings.article.path, spans), made)
        for limit in LIMITS.values():
            if (most := self._least(limit, profile, done)) is not None:
                yield changes.limits({limit: most})
        enough = enough_at(story, made, profile)
        for sentence, parts in parts_at(story, spans, self.gathered.knowledge[1]):
            total = sum(value for _, value in parts)
            if total < enough <= total + POINTS[TOPIC] and no_topic(parts):
                yield from self._topics(id_, sentence, profile)

    def _least(self, limit: str, profile: Profile, done: Done) -> int | None:
        """The smallest limit of a list with which ``done`` holds, where a large one makes it hold."""

        def holds(most: int) -> bool:
            return self._left > 0 and done(self._make(changes.limits({limit: most}).made(profile)))

        low, high = getattr(profile.limits, limit), _PLENTY
        if low >= high or not holds(high):
            return None
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (low, middle) if holds(middle) else (middle, high)
        return high

    def _topics(self, article: str, sentence: Span, profile: Profile) -> Iterator[Change]:
        found = next(one for one in self.gathered.found if one.article.id == article)
        taken = [topic.id for topic in profile.topics]
        for word in telling_words(found, sentence, profile)[:_WORDS]:
            yield changes.topic(word, taken)

    # --- what is lacking --------------------------------------------------------------------------------------------

    def _nothing_there(self, story: Story, spans: tuple[Span, ...]) -> str:
        article = story.findings.article
        if reason := _reason(self.base, article.id):
            return f"the article is not used: {reason}"
        for choice in self.base.selection.choices:
            if choice.placed.article == article.id and any(p.meets(s) for p in choice.pieces for s in spans):
                return _lacking(choice, self.profile, self.base)
        totals = [sum(v for _, v in parts) for _, parts in parts_at(story, spans, self.gathered.knowledge[1])]
        short = enough_at(story, self.base, self.profile) - max(totals, default=0)
        if totals and short > 0:
            enough = short + max(totals)
            return f"{_count(short, 'point')} short of {enough}, and no construction finds anything in it"
        return "no construction finds anything in it"


def _reason(made: Made, article: str) -> str:
    """Why an article is not used; "" where it is."""
    unused = (one for one in made.selection.unused if one.story.findings.article.id == article)
    return next((one.reason for one in unused), "")


def _unnamed(id_: str, profile: Profile, made: Made) -> str:
    """Which sides an article does not name, and the first of their words; "" where it names two."""
    if _reason(made, id_) != "does not name both sides":
        return ""
    story = next(one for one in made.matched.stories if one.findings.article.id == id_)
    named = {side for _, side in story.cast.named}
    told = (f"{side.name} ({', '.join(side.aliases[:_FEW])}, …)" for side in profile.sides if side.name not in named)
    return f"no word stands in it that means {' or '.join(told)}"


def _of_article(id_: str, profile: Profile, made: Made, request: Request) -> Iterator[Change]:
    story = next(one for one in made.matched.stories if one.findings.article.id == id_)
    reason, article = _reason(made, id_), story.findings.article
    if reason.startswith("the profile excludes") and profile.exclude:
        rule, text = profile.exclude, article.span.of(article.text)
        there = {match.key for match in compile_terms(Term(w, w, case_of(w)) for w in rule.any).find_all(text)}
        alone = not (rule.all or rule.near or rule.none or rule.regex)
        yield changes.exclude(tuple(word for word in rule.any if word not in there) if alone else ())
    elif "sentences name both" in reason and story.dyad.joint:
        yield changes.min_sentences(story.dyad.joint)
    elif reason == "outside the window" and article.date.day:
        for end in (made.selection.end, request.as_of):
            yield changes.window((end - article.date.day).days + 1)


def _of_section(wanted: Callable[[Any], bool], made: Made) -> Iterator[Change]:
    """The section that a line is for, where the profile does not have it."""
    for section, line in lines(made.brief):
        if wanted(line) and section not in made.brief.sections:
            yield changes.sections((*made.brief.sections, section))
            return


def _people(choice: Choice, profile: Profile, made: Made) -> Iterator[Change]:
    """Each person of no known side that a find is of, as one of each side."""
    story = next(one for one in made.matched.stories if one.findings.article.id == choice.placed.article)
    for name in _names(choice):
        person = story.cast.person_named(name)
        if person is not None and not person.private and story.cast.person(name) is None:
            for side in profile.sides:
                yield changes.person(name, side.name)


def _names(choice: Choice) -> tuple[str, ...]:
    find = choice.placed.find
    if isinstance(find, Quote):
        return (find.speaker.name,) if find.speaker else ()
    actors = find.actors if hasattr(find, "actors") else (find.actor,)
    return tuple(actor.name for actor in actors if actor.kind == "person" and actor.name)


def in_its_stead(choice: Choice, made: Made) -> tuple[str, ...]:
    """The ids of the lines that say what a find says, where it is left out for them."""
    if choice.reason.startswith("says the same as "):
        named = choice.reason.rpartition(" ")[2]
        return tuple(one.id for one in made.selection.choices if one.id == named and one.kept)
    kind = {"printed as a quote": "quote", "printed on the agenda": "agenda"}.get(choice.reason)
    return tuple(
        one.id
        for one in made.selection.choices
        if one.kept and one.kind == kind and one.placed.article == choice.placed.article
        if any(piece.meets(choice.placed.sentence) for piece in one.pieces)
    )


def _lacking(choice: Choice, profile: Profile, made: Made) -> str:
    if choice.kept:
        return "the profile leaves its section out"
    if cut := full_list(choice, profile, made):
        cap, place = cut
        return f"{_count(place - cap.most, 'place')} behind the end of its list, which holds {cap.most}"
    if choice.reason.startswith("too little speaks for it"):
        total, enough = points(choice, profile)
        alone = ", and no topic has a word of it" if no_topic(choice.placed.points) else ""
        return f"{_count(enough - total, 'point')} short of {enough}{alone}"
    return choice.reason


def _count(number: float, what: str) -> str:
    return f"{number:g} {what}{'' if number == 1 else 's'}"
