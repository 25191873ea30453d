"""A brief from articles: every stage on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from briefgen.articles import Foreign, Reading, read_articles
from briefgen.articles.whens import resolve
from briefgen.brief import Circumstances, build_brief
from briefgen.brief.bottom import led_by_change
from briefgen.changes import Baseline, Words, changes, names_of, sources_of
from briefgen.errors import InputError, Problem
from briefgen.extract import extract
from briefgen.gate import check_earlier, check_verbatim
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.link import link
from briefgen.match import Matched, match
from briefgen.model import Article, Brief, Edition, Findings
from briefgen.packs import Packs, load_packs
from briefgen.profile import Profile
from briefgen.render.json import data
from briefgen.select import Selection, select


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a brief is asked for.

    Attributes:
        articles: files and folders.
        as_of: the day the brief speaks from; nothing dated later is seen.
        window: days; None takes the profile's.
        sample: whether the articles are those shipped with briefgen.
        since: the earlier brief to compare with.
        edition: which issue of the profile it is, if any.
    """

    articles: tuple[Path, ...]
    as_of: date
    window: int | None = None
    sample: bool = False
    since: Baseline | None = None
    edition: Edition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A brief and all that led to it.

    Attributes:
        brief: the brief.
        reading: the files and articles.
        matched: the articles seen through the profile.
        selection: what was chosen of them.
        foreign: the articles that are not read, since there are no word lists for their language.
        problems: what could not be read, files and articles.
    """

    brief: Brief
    reading: Reading
    matched: Matched
    selection: Selection
    foreign: tuple[Foreign, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What articles hold, whoever asks: the same for every profile of a language, on every day.

    Attributes:
        knowledge: the packs and word lists it was found with.
        reading: the files and articles.
        found: what each article holds.
    """

    knowledge: tuple[Packs, Lexicon]
    reading: Reading
    found: tuple[Findings, ...]


def gather(articles: Sequence[Path], packs: Sequence[Path], language: str) -> Gathered:
    """The articles read, and all that is found in each.

    Args:
        articles: files and folders.
        packs: folders that hold packs, the workspace's before the shipped one; none for the shipped ones.
        language: of the word lists.

    Raises:
        InputError: a path does not exist, or nothing can be read.
    """
    knowledge = load_packs(*packs), load_lexicon(language)
    reading = read_articles(articles)
    if (reading.problems or reading.foreign) and not reading.articles:
        raise InputError(*reading.problems, *(one.problem for one in reading.foreign))
    found = tuple(extract(article, *knowledge) for article in reading.articles)
    return Gathered(knowledge=knowledge, reading=reading, found=found)


def make_brief(
    profile: Profile, request: Request, packs: Sequence[Path] = (), gathered: Gathered | None = None
) -> Made:
    """The brief of a profile, every line of it re-checked against its source.

    Args:
        profile: whose brief.
        request: from which articles, as of which day.
        packs: folders that hold packs, the workspace's before the shipped one; none for the shipped ones.
        gathered: what the request's articles hold, where it is known from another profile's brief.

    Raises:
        InputError: a path does not exist, or nothing can be read.
        GateError: a line is not what stands in its source.
    """
    gathered = gathered or gather(request.articles, packs, profile.language)
    knowledge, reading, found = gathered.knowledge, gathered.reading, gathered.found
    seen = visible(found, request.as_of)
    foreign = tuple(one for one in reading.foreign if not _later(one.article, request.as_of))
    matched = match(profile, seen, knowledge[1])
    selection = select(profile, matched, request.as_of, request.window or profile.window_days, knowledge)
    made = Circumstances(
        as_of=request.as_of,
        read=len(seen),
        later=len(found) - len(seen) + len(reading.foreign) - len(foreign),
        unreadable=tuple(str(problem.where or problem) for problem in reading.problems),
        foreign=foreign,
        sample=request.sample,
    )
    brief = replace(build_brief(profile, matched, selection, made, knowledge), edition=request.edition, draft=True)
    if request.since:
        brief = _compared(brief, request.since, Words(*knowledge), selection)
        texts = {page.path: page.text for page in reading.pages}
        brief = replace(brief, bottom_line=led_by_change(brief, texts, profile.limits.bottom_line))
    vouched = _vouched(profile, knowledge[0])
    check_verbatim(brief, {page.path: page.text for page in reading.pages}, vouched)
    if request.since:
        pages = {page.path: page for page in reading.pages}
        check_earlier(brief, pages, sources_of(request.since), names_of(request.since), vouched)
    problems = (*reading.problems, *(one.problem for one in foreign))
    return Made(brief=brief, reading=reading, matched=matched, selection=selection, foreign=foreign, problems=problems)


def _compared(brief: Brief, since: Baseline, words: Words, selection: Selection) -> Brief:
    """The brief with what changed since an earlier one: first, and last what is gone, unless the profile says where."""
    left_out = {choice.id: choice.reason for choice in selection.choices if not choice.kept}
    baseline, found = changes(since, data(brief), words, left_out)
    sections = brief.sections if "changes" in brief.sections else ("changes", *brief.sections)
    sections = sections if "dropped" in sections else (*sections, "dropped")
    return replace(brief, since=baseline, changes=found, sections=sections)


def _vouched(profile: Profile, packs: Packs) -> frozenset[str]:
    """The names that people wrote into profile and packs."""
    people = {person.name for person in profile.people} | {person.name for person in packs.people}
    return frozenset(people | {country.name for country in packs.countries} | {side.name for side in profile.sides})


def visible(found: tuple[Findings, ...], as_of: date) -> tuple[Findings, ...]:
    """The linked findings of the articles that existed on ``as_of``.

    That is those dated then or earlier, and undated ones that name no later day. Whether an undated article is later
    is decided with all coverage at hand, so that nothing of a later day is ever shown; what is printed of it comes from
    coverage of that day or before.
    """
    known = link(found)
    early = tuple(one for one, linked in zip(found, known, strict=True) if not _later(linked.article, as_of))
    return tuple(linked for linked in link(early, as_of) if not _later(linked.article, as_of))


def _later(article: Article, as_of: date) -> bool:
    if article.date.day is not None:
        return article.date.day > as_of
    days = (resolve(when, None) for when in article.whens if when.year)
    return any(day is not None and day[0] > as_of for day in days)
