"""The chosen becomes a Brief: sections, sources, gaps. Nothing is written here that a source or the catalogue lacks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from briefgen.articles import Foreign
from briefgen.brief import entries
from briefgen.brief.bottom import bottom_line
from briefgen.brief.dates import background, dates_ahead
from briefgen.brief.figures import figures
from briefgen.brief.gaps import gaps, looked_at
from briefgen.brief.meetings import Meetings, meetings
from briefgen.brief.names import names_told, of_participants, of_speakers
from briefgen.brief.occasion import occasions
from briefgen.brief.participants import participants, who_is_who
from briefgen.brief.sources import Sources
from briefgen.brief.watch import differing, single_source, stale_desk, watch_outs
from briefgen.lexicon import Lexicon
from briefgen.match import Matched, told_in
from briefgen.model import Brief, DatedLine, Desk, DeskText, NotUsed, TopicHead, Window
from briefgen.packs import Packs
from briefgen.profile import Profile
from briefgen.select import Selection
from briefgen.wording import day, say


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What the brief must say of its own making.

    Attributes:
        as_of: the day it speaks from.
        read: how many articles were read and not later than as-of.
        later: how many were later and are not seen.
        unreadable: the inputs that could not be read, by name.
        foreign: the articles that were not read for their language and are not later than as-of.
        sample: whether the articles are those shipped with briefgen.
    """

    as_of: date
    read: int
    later: int
    unreadable: tuple[str, ...]
    foreign: tuple[Foreign, ...]
    sample: bool


def build_brief(
    profile: Profile,
    matched: Matched,
    selection: Selection,
    made: Circumstances,
    knowledge: tuple[Packs, Lexicon],
) -> Brief:
    """The finished brief."""
    packs, lexicon = knowledge
    as_of = made.as_of
    known = who_is_who(profile, packs)
    sources = Sources(selection.used)
    told = names_told(sources)
    matched = replace(matched, events=tuple(told_in(event, sources.articles) for event in matched.events))
    held = meetings(profile, matched, sources, as_of, told)
    people = of_participants(participants(profile, matched, sources, knowledge, as_of), told)
    agenda = entries.agenda(profile, selection, sources, held, as_of, lexicon)
    positions = of_speakers(entries.positions(profile, selection, sources, known, as_of), told)
    quotes = of_speakers(entries.quotes(profile, selection, sources, known, as_of), told)
    ahead = dates_ahead(profile, sources, as_of, _reporting(held), lexicon)
    numbers = of_speakers(figures(profile, selection, sources, lexicon), told)
    meeting_days = {entry.start for entry in held.all}
    bottom = bottom_line(
        profile,
        sources,
        held,
        (*(item for item in agenda if not item.told_by), *positions, *quotes),
        tuple(line for line in ahead if line.date in meeting_days),
        lexicon,
    )
    looked = looked_at(sources.stories, held.main_event, selection.choices)
    desk, desk_later = _desk(profile.desk, as_of)
    printed_lines = (*held.all, *people, *agenda, *positions, *quotes, *numbers, *bottom)
    shown = frozenset(line.text for line in (*held.all, *positions, *bottom, *ahead, *numbers))
    printed = shown | _spoken_for(matched, selection, sources)
    days = [story.findings.article.date.day for story in selection.used]
    cutoff = max((found for found in days if found), default=None)
    return Brief(
        profile=profile.name,
        title=profile.title,
        sides=tuple(side.name for side in profile.sides),
        our_side=profile.our_side,
        as_of=as_of.isoformat(),
        cutoff=cutoff.isoformat() if cutoff else "",
        window=Window(
            start=selection.start.isoformat(),
            end=selection.end.isoformat(),
            basis="latest-coverage" if selection.slid else "as-of",
        ),
        language=profile.language,
        handling=profile.handling,
        sample=made.sample,
        articles_read=made.read,
        meeting=held.main,
        meetings=held.all,
        participants=people,
        bottom_line=bottom,
        changes=None,
        topics=(
            *(TopicHead(id=topic.id, title=topic.title) for topic in profile.topics),
            TopicHead(id="other", title=say("topic.other")),
        ),
        agenda=agenda,
        positions=positions,
        quotes=quotes,
        figures=numbers,
        dates_ahead=ahead,
        background=_background(
            occasions(sources, held, shown, lexicon), background(profile, sources, as_of, printed, lexicon), profile
        ),
        watch_outs=(
            *single_source(profile, agenda, sources, lexicon),
            *differing(numbers),
            *watch_outs(profile, sources, lexicon, printed_lines, known),
            *stale_desk(desk, profile, printed_lines, sources, as_of),
        ),
        desk=desk,
        gaps=gaps(profile, held.all, (*agenda, *positions, *quotes), looked, lexicon),
        sources=sources.entries(),
        not_used=_not_used(selection, made),
        notices=_notices(selection, made, cutoff, desk_later),
        sections=_sections(profile),
    )


def _sections(profile: Profile) -> tuple[str, ...]:
    """The sections in the order of print, without those that the profile's limits turn off."""
    limits = profile.limits
    kept = {
        "bottom-line": limits.bottom_line,
        "agenda": limits.agenda_per_topic,
        "positions": limits.positions_per_side,
        "asks": limits.positions_per_side,
        "quotes": limits.quotes,
        "figures": limits.figures,
        "background": limits.background,
        "dates-ahead": limits.dates_ahead,
    }
    return tuple(section for section in profile.sections if kept.get(section, 1))


def _not_used(selection: Selection, made: Circumstances) -> tuple[NotUsed, ...]:
    """Every article that is not used, in the order of the pages, each with the reason."""
    unused = [(entry.story.findings.article, entry.reason) for entry in selection.unused]
    unused += [(one.article, one.reason) for one in made.foreign]
    return tuple(
        NotUsed(
            path=article.path,
            story=int(article.id.rpartition("/")[2]),
            title=article.title.of(article.text),
            reason=reason,
        )
        for article, reason in sorted(unused, key=lambda pair: (pair[0].path, pair[0].span))
    )


def _background(first: tuple[DatedLine, ...], dated: tuple[DatedLine, ...], profile: Profile) -> tuple[DatedLine, ...]:
    """Why the meeting comes now, then the dated facts that are not told with it."""
    rest = (line for line in dated if not any(line.text in one.text or one.text in line.text for one in first))
    return (*first, *rest)[: profile.limits.background]


def _reporting(held: Meetings) -> frozenset[str]:
    """The sentences that report a meeting: the brief says elsewhere when it is, or that it does not take place."""
    return frozenset(entry.text for entry in held.all)


def _desk(desk: Desk, as_of: date) -> tuple[Desk, int]:
    """The desk text that existed on as-of, and how many texts are later."""
    day = as_of.isoformat()

    def then(texts: tuple[DeskText, ...]) -> tuple[DeskText, ...]:
        return tuple(text for text in texts if text.date <= day)

    kept = replace(
        desk,
        objectives=then(desk.objectives),
        points=then(desk.points),
        if_raised=then(desk.if_raised),
        press_line=then(desk.press_line),
    )
    return kept, _texts(desk) - _texts(kept)


def _texts(desk: Desk) -> int:
    return sum(map(len, (desk.objectives, desk.points, desk.if_raised, desk.press_line)))


def _spoken_for(matched: Matched, selection: Selection, sources: Sources) -> frozenset[str]:
    """The sentences that report a meeting or hold a printed quote: other sections speak for them."""
    used = {story.findings.article.id: story.findings.article.text for story in sources.stories}
    reported = [
        (report.article, report.meeting.span)
        for event in matched.events
        for report in event.reports
        if report.article in used
    ]
    quoted = [(choice.placed.article, choice.placed.sentence) for choice in selection.kept("quote")]
    return frozenset(span.of(used[article]) for article, span in (*reported, *quoted))


def _notices(selection: Selection, made: Circumstances, cutoff: date | None, desk_later: int) -> tuple[str, ...]:
    found = []
    if selection.slid and cutoff:
        behind = (made.as_of - selection.end).days
        found.append(say("notice.slid", date=day(selection.end.isoformat()), n=behind))
    if made.later:
        found.append(say("notice.later", n=made.later))
    if made.unreadable:
        found.append(say("notice.unreadable", n=len(made.unreadable), files=", ".join(made.unreadable)))
    if made.foreign:
        found.append(say("notice.language", n=len(made.foreign), language=made.foreign[0].language))
    if desk_later:
        found.append(say("notice.desk-later", n=desk_later))
    if not selection.used:
        found.append(say("notice.nothing"))
    return tuple(found)
