"""The one catalogue of briefgen's own words: headings, labels, counts and notices. Nothing else is ever composed.

A value set into a phrase is a name, a count or a date; never a clause of an article.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_WORDS = {
    # --- headings: one for each section id --------------------------------------------------------------------
    "heading.bottom-line": "Bottom line",
    "heading.changes": "What changed since the last brief",
    "heading.dropped": "No longer in this brief",
    "heading.meeting": "Meeting",
    "heading.participants": "Participants",
    "heading.agenda": "Agenda",
    "heading.last-time": "Last time",
    "heading.last-time.others": "Other meetings",
    "heading.last-time.dated": "Last time ({date})",
    "heading.positions": "Positions",
    "heading.asks": "Likely asks",
    "heading.quotes": "Quotes",
    "heading.objectives": "Our objectives",
    "heading.points": "Points to make",
    "heading.if-raised": "If raised",
    "heading.press-line": "Press line",
    "heading.watch-outs": "Watch-outs",
    "heading.dates-ahead": "Dates ahead",
    "heading.figures": "Figures",
    "heading.background": "Background",
    "heading.gaps": "Gaps",
    "heading.sources": "Sources",
    "heading.not-used": "Not used",
    # --- title block -------------------------------------------------------------------------------------------
    "sample": "Sample articles shipped with briefgen",
    "label.as-of": "As of",
    "label.cutoff": "Information cut-off",
    "label.window": "Window",
    "label.handling": "Handling",
    "label.for": "For",
    "label.from": "From",
    "label.sources": "Sources",
    "label.next": "Next date",
    "label.status": "Status",
    "label.edition": "Issue",
    "label.missed": "No issue was made for",
    "status.draft": "DRAFT, not cleared",
    "status.cleared": "cleared by {name}, {date}",
    "edition.missed": "{first} to {last} ({n} weeks)",
    "edition.key": "{issue}",
    "edition.version": "{issue}, version {version}, replaces version {replaced}",
    "window.as-of": "{dates}",
    "window.latest-coverage": "{dates} (ends with the latest coverage)",
    "window.undated": "not applied, the articles are undated",
    "window.undated.one": "not applied, the article is undated",
    "cutoff.none": "none, no source is dated",
    "cutoff.no-source": "none, no article was used",
    "sources.used": "{used} used of {n} articles read",
    "sources.used.one": "{used} used of {n} article read",
    # --- what changed ------------------------------------------------------------------------------------------
    "changes.since": "Compared with",
    "changes.as-of": "as of {date}",
    "changes.as-it-was": "what stood then is told as that file has it",
    "changes.counts": "{new} new, {moved} moved, {dropped} dropped, {unchanged} unchanged",
    "changes.meetings.new": "New meeting",
    "changes.meetings.moved": "{kind}, moved",
    "changes.meetings.dropped": "Meetings no longer in this brief",
    "changes.agenda.new": "New on the agenda, {topic}",
    "changes.agenda.first": "the first {n} of {of}",
    "changes.agenda.moved": "Agenda, moved, {topic}",
    "changes.agenda.standing": "Agenda, moved",
    "changes.agenda.unreported": "Announced, and no report that it was taken up",
    "changes.agenda.dropped": "Agenda items no longer in this brief",
    "changes.participants.new": "New participants",
    "changes.participants.new.others": "New among the others named, who are not of this meeting",
    "changes.participants.moved": "Participant, moved, {name}",
    "changes.participants.dropped": "Participants no longer in this brief",
    "changes.positions.new": "New positions",
    "changes.positions.moved": "Position, moved, {side}",
    "changes.positions.dropped": "Positions no longer in this brief",
    "changes.quotes.new": "New quotes",
    "changes.quotes.moved": "Quote, moved, {name}",
    "changes.quotes.dropped": "Quotes no longer in this brief",
    "changes.dates_ahead.new": "New dates ahead",
    "changes.dates_ahead.moved": "Date ahead, moved",
    "changes.dates_ahead.dropped": "Dates ahead no longer in this brief",
    "changes.figures.moved": "Figure, moved",
    "changes.figures.dropped": "Figures no longer in this brief",
    "changes.background.moved": "Background, moved",
    "changes.background.dropped": "Background no longer in this brief",
    "changes.also.new": "Also new",
    "changes.also.dropped": "Also no longer in this brief",
    "changes.also.meetings": "{n} meetings",
    "changes.also.positions": "{n} positions ({of})",
    "changes.also.quotes": "{n} quotes ({of})",
    "changes.also.dates_ahead": "{n} dates ahead",
    "changes.also.figures": "{n} figures",
    "changes.also.figures.one": "1 figure",
    "changes.also.background": "{n} facts of the background",
    "changes.also.background.one": "1 fact of the background",
    "changes.tag": "new",
    "changes.then": "Then:",
    "changes.now": "Now:",
    "changes.was": "{was}, now {now}",
    "changes.items": "items {numbers}",
    "changes.items.one": "item {numbers}",
    "changes.below": "marked new where they stand",
    "changes.listed": "listed at the end",
    "changes.of": "{name} {n}",
    "changes.only-was": "{aspect} {was}, no longer told",
    "changes.only-now": "{aspect} now {now}",
    "changes.ended": "no longer {office}",
    "changes.status.none": "not told whether still ahead",
    "changes.aspect": "{aspect} {was}, now {now}",
    "changes.aspect.date": "date",
    "changes.aspect.place": "place",
    "changes.aspect.office": "office",
    "changes.aspect.side": "side",
    "changes.aspect.speaker": "speaker",
    "changes.aspect.amounts": "figure",
    "changes.why.past": "no longer ahead",
    "changes.why.others": "others were put before it",
    "changes.why.elsewhere": "told elsewhere in this brief",
    "changes.why.no-article": "its article is not among those read now",
    "changes.why.altered": "its article is not the file it was",
    "changes.why.told": "told elsewhere in that brief",
    "changes.why.same": "item {n} says the same",
    "changes.why.same.elsewhere": "another line says the same",
    "source.earlier": "quoted from the earlier brief",
    # --- meeting -----------------------------------------------------------------------------------------------
    "meeting.upcoming": "upcoming",
    "meeting.under-way": "under way",
    "meeting.held": "held",
    "meeting.announced": "was announced",
    "meeting.cancelled": "cancelled",
    "meeting.none": "no date given",
    "meeting.filed": "article filed {words}",
    "meeting.as-written": "“{words}”, date not known",
    "meeting.further": "{n} further meetings of which no agenda is reported",
    "meeting.further.one": "One further meeting of which no agenda is reported",
    "kind.visit": "Visit",
    "kind.meeting": "Meeting",
    "kind.talks": "Talks",
    "kind.call": "Call",
    "kind.summit": "Summit",
    "kind.sidelines": "Meeting on the sidelines",
    "desk": "Desk:",
    # --- people ------------------------------------------------------------------------------------------------
    "people.elsewhere": "Others",
    "side.none": "Others",
    "then": "then",
    "office.now": "now {office}",
    "say-as": "say {words}",
    "speaker.unnamed": "unnamed",
    "speaker.document": "document",
    "speaker.none": "speaker not known",
    # --- agenda ------------------------------------------------------------------------------------------------
    "column.topic": "Topic",
    "column.items": "Items",
    "topic.other": "Other business",
    "status.to-raise": "to raise",
    "status.to-discuss": "to discuss",
    "status.discussed": "discussed",
    "status.agreed": "agreed",
    "status.open": "reported",
    "status.by.to-raise": "{sides} to raise",
    "status.by.to-discuss": "to discuss, raised by {sides}",
    "status.by.discussed": "discussed, raised by {sides}",
    "status.by.agreed": "agreed, raised by {sides}",
    "status.by.open": "stated by {sides}",
    "status.by.open.as-told": "stated by {sides}, as {teller} tells it",
    "status.was-to-raise": "was to be raised",
    "status.was-to-discuss": "was to be discussed",
    "status.by.was-to-raise": "was to be raised by {sides}",
    "agenda.announced": "announced",
    "agenda.common": "Where an item says nothing else",
    "outlets": "{n} outlets",
    # --- quotes ------------------------------------------------------------------------------------------------
    "fragment": "Fragment",
    "fragment.in": "in:",
    "said": "said {date}",
    "reported": "reported {date}",
    "inferred": "{date}, date inferred",
    "undated": "undated",
    # --- figures -----------------------------------------------------------------------------------------------
    "column.differ": "Figures differ: one says",
    "column.differ.other": "another says",
    # --- dates -------------------------------------------------------------------------------------------------
    "date.since": "Since {date}",
    # --- sources -----------------------------------------------------------------------------------------------
    "source.back": "back",
    "source.cited": "Source {n}",
    "source.cited.paragraph": "Source {n}, paragraph {paragraph}",
    "source.inferred": "{date}, date inferred",
    "source.inferred.reason": "{date}, date inferred: {reason}",
    "source.undated.reason": "undated: {reason}",
    "source.hash": "SHA-256 {hash}",
    # --- a line where there is nothing: what the tool noted, never what an article holds --------------------------
    "none": "None noted.",
    "none.on-agenda": "None noted beside those on the agenda.",
    "none.dates-ahead": "None noted beside the meeting told above.",
    "none.bottom-line": "Nothing noted to put first.",
    "none.changes": "Nothing is new, moved or dropped.",
    "none.meeting": "No meeting between the sides noted.",
    "none.participants": "Nobody noted as taking part.",
    "none.agenda": "No agenda item noted.",
    "none.agenda.of-meeting": "No agenda item of it noted.",
    "none.last-time": "No other meeting noted.",
    "none.quotes": "None with a sure speaker noted.",
    "none.desk": "None supplied by the desk.",
    "none.sources": "No article was used.",
    "none.not-used": "Every article read was used.",
    # --- the page ----------------------------------------------------------------------------------------------
    "page.n-of": "page {n} of {of}",
    # --- mail --------------------------------------------------------------------------------------------------
    "mail.version": "version {n}",
    "mail.supersedes": "This is version {n}; it takes the place of version {of}.",
    "mail.attached": "This is the first page of {issue}; the whole brief is attached ({names}).",
    "mail.first-page": "This is the first page of {issue}.",
    "mail.test": "Test",
    "mail.is-test": "This is a test of how the mail looks; the brief may not be cleared.",
    # --- verify ------------------------------------------------------------------------------------------------
    "verify.all-found": "{file}: every one of {n} source lines was found in its source.",
    "verify.all-found.one": "{file}: the one source line was found in its source.",
    "verify.words-only": "Checked were the words and their places, not who said them or when.",
    "verify.none": "{file}: there is no source line to look for.",
    "verify.summary": "{file}: {missing} of {n} source lines not found.",
    "verify.not-found": "not found in {where}: {text}",
    "verify.no-source": "no source {n} is listed",
    "verify.no-mark": "a quote without a source mark: {text}",
    "verify.no-article": "source {n} is not among the articles: {path}",
    "verify.unsearched": "its {n} lines were not looked for",
    "verify.unsearched.one": "its one line was not looked for",
    "verify.elsewhere": "none of its {n} sources is among the articles",
    "verify.elsewhere.one": "its one source is not among the articles",
    "verify.paragraph": "not in paragraph {paragraph} of source {n}: {text}",
    "verify.stands": "it is in paragraph {paragraph}",
    "verify.earlier": "{n} lines quoted from the earlier brief were not looked for: {path} is not here as it was",
    "verify.earlier.one": "1 line quoted from the earlier brief was not looked for: {path} is not here as it was",
    "verify.changed": "source {n} is not the file it was: {path}",
    "verify.changed-found": "source {n} is not the file it was, but every line of it was found: {path}",
    # --- notices and gaps --------------------------------------------------------------------------------------
    "notice.slid": "Latest coverage {date}, {n} days before this brief.",
    "notice.slid.one": "Latest coverage {date}, {n} day before this brief.",
    "notice.later": "{n} articles are dated after the as-of day and are not used.",
    "notice.later.one": "{n} article is dated after the as-of day and is not used.",
    "notice.unreadable": "{n} files could not be read: {files}.",
    "notice.unreadable.one": "{n} file could not be read: {files}.",
    "reason.language": "not read: no running text in {language}",
    "reason.language.share": "{reason}: {share} of 100 words are stop words, {least} are needed",
    "notice.language": "{n} articles are not in {language} and were not read; they are listed at the end.",
    "notice.language.one": "{n} article is not in {language} and was not read; it is listed at the end.",
    "notice.nothing": "No article was used: each that was read stands under Not used, with the reason.",
    "agenda.discuss": "was to be discussed ({date}); no report that it was",
    "agenda.discuss.undated": "was to be discussed; no report that it was",
    "agenda.discuss.reported": "was to be discussed ({date})",
    "agenda.discuss.reported.undated": "was to be discussed",
    "agenda.raise": "was to be raised ({date}); no report that it was",
    "agenda.raise.undated": "was to be raised; no report that it was",
    "agenda.raise.reported": "was to be raised ({date})",
    "agenda.raise.reported.undated": "was to be raised",
    "watch.terms": "Contested terms: {terms}",
    "watch.terms.one": "Contested term: {terms}",
    "watch.term.by": " (used by {side})",
    "watch.figures": "Figures differ: {amounts}",
    "watch.one-source": "Everything in this brief rests on one source",
    "watch.own-account": "Everything in this brief is the {side} side's own account",
    "watch.single": "{n} of {of} agenda items are told by one outlet only",
    "watch.single.all": "Each of the {n} agenda items is told by one outlet only",
    "watch.single.all.one": "The one agenda item is told by one outlet only",
    "watch.single.one": "{n} of {of} agenda items is told by one outlet only",
    "watch.desk.old": "Desk text of {date} is {n} days old: {topic}",
    "watch.desk.newer": "Newer coverage than the desk text of {date}: {topic}",
    "watch.desk.general": "the whole brief",
    "watch.relayed": "Relayed report",
    "watch.unnamed": "Unnamed source: {speaker}",
    "watch.informant": "Unnamed source",
    "watch.informant.only": "Unnamed source, the only one its article names",
    "watch.about": "{label} ({what})",
    "watch.about.meetings": "the meeting",
    "watch.about.positions": "{n} positions",
    "watch.about.positions.one": "1 position",
    "watch.about.quotes": "{n} quotes",
    "watch.about.quotes.one": "1 quote",
    "watch.office": "Office has changed: {name}",
    "meeting.no-report": "no report that it took place",
    "agenda.cancelled": "meeting cancelled",
    "agenda.no-meeting": "no meeting named",
    "watch.anonymous": "Rests on an unnamed source",
    "watch.office.since": "Office has changed: {name}, {office} until {date}{now}",
    "watch.office.now": "; now {name}",
    "notice.desk-later": "{n} desk texts are dated after the as-of day and are not shown.",
    "notice.desk-later.one": "{n} desk text is dated after the as-of day and is not shown.",
    "gap.nothing": "No article was used, so nobody can tell what is missing.",
    "gap.meeting": "No meeting between the sides is reported.",
    "gap.alone": "No meeting of the two sides alone is reported.",
    "gap.voice": "No {side} account found: no account, quote or position of the {side} side alone.",
    "gap.voice.older": "No {side} account of this meeting found: the only {side} statements are from before it.",
    "gap.own-word": "No word of the {side} side itself found on what the {teller} side alone tells of both: {topics}.",
    "gap.topics": "No material on: {topics}.",
    "notice.pages": "the PDF has {n} pages, more than the {limit} that the profile allows",
    "notice.glyphs": "The PDF's font has no sign for: {characters}",
}
WORDS: Mapping[str, str] = MappingProxyType(_WORDS)


def say(key: str, **values: object) -> str:
    """The phrase of that key with its values filled in; ``KEY.one`` where ``n`` is 1 and there is one.

    >>> say("outlets", n=2)
    '2 outlets'
    """
    if values.get("n") == 1 and f"{key}.one" in WORDS:
        key = f"{key}.one"
    return WORDS[key].format_map(values)


def day(iso: str) -> str:
    """A day, month or year as printed.

    >>> day("2025-03-05"), day("2025-03"), day("2025")
    ('5 March 2025', 'March 2025', '2025')
    """
    year, *rest = iso.split("-")
    words = [year]
    if rest:
        words.insert(0, MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)


_WRITTEN = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)|(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2,8})\.?,? (?P<year>\d{4})|"
    r"(?P<first>[A-Z][a-z]{2,8})\.? (?P<then>\d{1,2}),? (?P<of>\d{4})"
)


def dates_as_printed(words: str) -> str:
    """Words that are no more than a whole date, in the one style of the page; other words as they are.

    >>> [dates_as_printed(words) for words in ("2025-03-05", "Mar. 5, 2025", "5 March 2025", "LIMA, March 5")]
    ['5 March 2025', '5 March 2025', '5 March 2025', 'LIMA, March 5']
    """
    found = _WRITTEN.fullmatch(words)
    if found is None or found["iso"]:
        return day(words) if found else words
    name = found["month"] or found["first"]
    month = next((full for full in MONTHS if full.startswith(name[:3])), name)
    return f"{int(found['day'] or found['then'])} {month} {found['year'] or found['of']}"


def days(start: str, end: str = "") -> str:
    """A stretch of days as printed, both included.

    >>> days("2025-03-25", "2025-03-26"), days("2025-03-31", "2025-04-01"), days("2024-12-31", "2025-01-01")
    ('25–26 March 2025', '31 March–1 April 2025', '31 December 2024–1 January 2025')
    """
    if not end or end == start:
        return day(start)
    first, last = day(start).split(), day(end).split()
    shared = list(last)
    while len(first) > 1 and first[-1] == shared.pop():
        first.pop()
    return f"{' '.join(first)}–{' '.join(last)}"
