"""What stands on the page beside agenda, positions and quotes: rows, headings, and what is turned off or folded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from data.brief_example import empty, example

from briefgen.model import Brief, Change, DatedLine, Evidence, Mark, Move, WatchOut
from briefgen.render.head import next_date
from briefgen.render.html import render_body, section_id
from briefgen.render.markdown import render_markdown
from briefgen.wording import say

MARK = (Mark(source=1, paragraph=2),)


def lines(brief: Brief) -> list[str]:
    return render_markdown(brief).splitlines()


def watch_out(label: str, **values: Any) -> WatchOut:
    return WatchOut(id=label, **{"text": "", "evidence": (), "marks": MARK, "label": label, **values})


# --- watch-outs -------------------------------------------------------------------------------------------------------


def test_watch_outs_that_are_a_label_and_a_place_share_a_row():
    brief = replace(example(), watch_outs=(watch_out("Relayed report"), watch_out("Unnamed source: an official")))
    assert "- **Relayed report** [^1] ¶2 *·* **Unnamed source: an official** [^1] ¶2" in lines(brief)


def test_a_watch_out_with_words_or_a_note_has_a_row_of_its_own():
    told = example().watch_outs[0]
    noted = watch_out("Contested term: the islands", note="We say the rocks.")
    brief = replace(example(), watch_outs=(watch_out("Relayed report"), told, noted, watch_out("Unnamed source: he")))
    rows = [line for line in lines(brief) if line.startswith("- ") and ("[^1] ¶2" in line or "We say" in line)]
    assert "- **Relayed report** [^1] ¶2" in rows
    assert rows[-3:] == [
        "- **Contested term: the islands** [^1] ¶2",
        "- **Desk:** We say the rocks.",
        "- **Unnamed source: he** [^1] ¶2",
    ]


# --- earlier and other meetings ---------------------------------------------------------------------------------------


def test_a_meeting_still_to_come_does_not_stand_under_last_time():
    brief = example()
    main, *others = brief.meetings
    assert any(line.startswith("## Last time") for line in lines(brief))
    coming = replace(brief, meetings=(main, *(replace(other, status="upcoming") for other in others)))
    assert "## Other meetings" in lines(coming)
    assert not any(line.startswith("## Last time") for line in lines(coming))
    assert section_id("Other meetings") == "last-time"


def test_all_tables_are_set_as_closely_as_the_longest():
    row = " ".join(f"**{n}** tea" for n in range(1, 24))
    table = "| Topic | Items |\n|---|---|\n| Trade | {} |\n"
    assert render_body(f"{table.format(row)}\n\nThen\n\n{table.format('**24** fish')}").count('class="dense"') == 2
    assert 'class="dense"' not in render_body(table.format("**1** fish"))


# --- what is new ---


def test_what_the_earlier_brief_told_elsewhere_is_not_marked_as_new():
    brief = example()
    quote = brief.quotes[0]
    change = Change(
        id=quote.id, text=quote.text, evidence=quote.evidence, marks=quote.marks, kind="new", section="quotes"
    )
    page = lines(replace(brief, changes=(change,)))
    assert sum("*(" in line and "new)*" in line for line in page) == 1
    assert any("1 new, 0 moved, 0 dropped, 0 unchanged" in line for line in page)
    told = lines(replace(brief, changes=(replace(change, reason="told elsewhere in that brief"),)))
    assert not any("new)*" in line or "New quotes" in line for line in told)
    assert any("0 new, 0 moved, 0 dropped, 1 unchanged" in line for line in told)


# --- what is gone -----------------------------------------------------------------------------------------------------


def gone(brief: Brief, start: int, end: int, reason: str = "over the limit of 5 for its list") -> Brief:
    path = brief.agenda[0].evidence[0].path
    change = Change(
        id="old", text="An old position.", evidence=(Evidence(path=path, start=start, end=end),), marks=MARK,
        kind="dropped", section="positions", side="Varnia", reason=reason,
    )  # fmt: skip
    return replace(brief, changes=(change,))


def test_a_position_that_is_gone_and_stands_in_the_agenda_is_no_change():
    brief = example()
    at = brief.agenda[0].evidence[0]
    page = lines(gone(brief, at.start - 3, at.end + 3))
    assert not [line for line in page if "Positions no longer" in line]
    assert any("0 new, 0 moved, 0 dropped, 1 unchanged" in line for line in page)


def test_what_went_for_want_of_room_is_counted_at_the_end_alone():
    brief = example()
    at = brief.agenda[0].evidence[0]
    page = "\n".join(lines(gone(brief, at.start, at.end + 300)))
    assert "An old position." not in page
    end = page.partition("## Bottom line")[2].partition("## No longer in this brief")[2]
    assert "- **Positions no longer in this brief:** *Varnia 1: over the limit of 5 for its list*" in end


def test_a_position_that_is_gone_with_more_than_the_agenda_has_is_told_in_full():
    brief = example()
    at = brief.agenda[0].evidence[0]
    other = gone(brief, at.start, at.end + 300, reason="its article is not among those read now")
    told = [line for line in lines(other) if "Positions no longer" in line]
    assert told[0].endswith("*·* **Varnia:** An old position. [^1] ¶2")


# --- many meetings ----------------------------------------------------------------------------------------------------


def with_meetings(many: int, items: int = 0) -> Brief:
    """The example with so many meetings more, the last of them with an agenda item each."""
    brief = example()
    told = brief.meetings[-1]
    more = tuple(replace(told, id=f"more{n}", place=f"Town {n}", start="", end="") for n in range(many))
    item = brief.agenda[0]
    held = tuple(replace(item, id=f"item{n}", meeting=f"more{many - 1 - n}", by=()) for n in range(items))
    own = tuple(entry for entry in brief.agenda if entry.meeting in ("", brief.meetings[0].id))
    return replace(brief, meetings=(brief.meetings[0], *more), agenda=(*own, *held), changes=None, since=None)


def test_a_few_meetings_are_told_with_their_sentences():
    brief = with_meetings(6)
    page = lines(brief)
    assert page.count(f"{brief.meetings[-1].text} [^2] ¶1") == 6
    assert not any("further meeting" in line for line in page)


def test_of_many_meetings_those_without_an_agenda_are_a_list():
    brief = with_meetings(20, items=2)
    page = lines(brief)
    assert page.count(f"{brief.meetings[-1].text} [^2] ¶1") == 6
    assert "**12 further meetings of which no agenda is reported**" in page
    told = [line for line in page if "Town" in line]
    assert len(told) == 20
    assert sum(line.startswith("- ") for line in told) == 12
    assert all(line.endswith("[^2] ¶1") for line in told[6:])


def test_the_items_of_every_meeting_stand_on_the_page_with_numbers_of_their_own():
    brief = with_meetings(20, items=14)
    page = "\n".join(lines(brief))
    for n in range(1, len(brief.agenda) + 1):
        assert f"**{n}** " in page


def test_many_new_meetings_are_counted_and_marked_where_they_stand():
    brief = with_meetings(9)
    new = tuple(
        Change(
            id=one.id,
            text=one.text,
            evidence=one.evidence,
            marks=one.marks,
            kind="new",
            section="meetings",
            name="talks",
        )
        for one in brief.meetings[1:]
    )
    page = lines(replace(brief, changes=new, since=example().since))
    assert "- **Also new:** *9 meetings; marked new where they stand*" in page
    assert sum("*(new)*" in line for line in page if "Town" in line) == 9


def items_changed(*moves: Move, kind: str = "moved", n: int = 1) -> list[str]:
    """The page of a brief with that many agenda items of one topic, of which the same has become of each."""
    brief = replace(example(), changes=None)
    item = replace(brief.agenda[0], meeting=brief.meeting.id if brief.meeting else "")
    agenda = tuple(replace(item, id=f"a{at}", text=f"the pier of Sund {at}") for at in range(n))
    changed = tuple(
        Change(
            id=one.id,
            text=one.text,
            evidence=one.evidence,
            marks=one.marks,
            kind="moved" if kind == "moved" else "new",
            section="agenda",
            topic=one.topic,
            status=one.status,
            moves=moves,
        )
        for one in agenda
    )
    return lines(replace(brief, agenda=agenda, changes=changed))


def test_announced_and_not_reported_is_one_plain_line():
    note = say("agenda.discuss", date="2 May 2025")
    page = items_changed(Move(aspect="note", was="", now=note), n=3)
    assert "- **Announced, and no report that it was taken up:** *items 1–3*" in page


def test_what_only_the_calendar_moved_is_not_told_where_the_brief_has_a_report_of_it():
    note = say("agenda.discuss.reported", date="2 May 2025")
    page = items_changed(Move(aspect="note", was="", now=note), n=3)
    assert not [line for line in page if "moved:**" in line or "Announced" in line]
    assert any("0 new, 0 moved, 0 dropped, 3 unchanged" in line for line in page)


def test_a_meeting_called_off_is_told_of_its_items():
    page = items_changed(Move(aspect="note", was="", now=say("agenda.cancelled")), n=2)
    assert "- **Agenda, moved:** *meeting cancelled: items 1–2*" in page


def test_of_many_new_items_of_a_topic_the_first_are_told_in_their_words():
    (line,) = [line for line in items_changed(kind="new", n=8) if "New on the agenda" in line]
    assert "*the first 3 of 8*" in line
    assert "**3** the pier of Sund 2" in line
    assert "the pier of Sund 3" not in line


def test_of_a_few_new_items_all_are():
    (line,) = [line for line in items_changed(kind="new", n=5) if "New on the agenda" in line]
    assert "the first" not in line
    assert "**5** the pier of Sund 4" in line


def participant_moved(move: Move) -> str:
    person = example().participants[0]
    change = Change(
        id=person.id,
        text=person.text,
        evidence=person.evidence,
        marks=person.marks,
        kind="moved",
        section="participants",
        name="Ada Berg",
        moves=(move,),
    )
    return next(line for line in lines(replace(example(), changes=(change,))) if "Participant, moved" in line)


def test_an_office_that_has_ended_is_told_as_ended():
    line = participant_moved(Move(aspect="office", was="Minister of Ports", now=""))
    assert "**Participant, moved, Ada Berg:** *no longer Minister of Ports*" in line


def test_another_office_is_told_with_the_one_before():
    line = participant_moved(Move(aspect="office", was="Minister of Ports", now="Envoy"))
    assert "*office Minister of Ports, now Envoy*" in line


# --- nothing to print -------------------------------------------------------------------------------------------------


def test_what_stands_on_the_agenda_is_not_said_to_be_missing():
    brief = replace(example(), changes=None, since=None)
    item = brief.agenda[0]
    stated = replace(brief, positions=(), agenda=(replace(item, status="open", by=("Varnia",)),))
    assert "**Positions:** None noted beside those on the agenda." in lines(stated)
    raised = replace(brief, positions=(), our_side=None, agenda=(replace(item, status="to-raise", by=("Ostheim",)),))
    assert "**Likely asks:** None noted beside those on the agenda." in lines(raised)
    ours = replace(raised, our_side="Ostheim")
    assert "**Positions, likely asks:** None noted." in lines(ours)


def test_empty_sections_beside_each_other_share_a_line():
    bare = replace(example(), figures=(), dates_ahead=(), background=(), gaps=(), meetings=(), meeting=None)
    page = lines(replace(bare, sections=("figures", "background", "participants", "dates-ahead", "gaps")))
    told = [line for line in page if "None noted" in line]
    assert told == ["**Figures, background:** None noted.", "**Dates ahead, gaps:** None noted."]


def test_a_meeting_to_come_is_no_missing_date():
    brief = replace(example(), dates_ahead=())
    main = brief.meetings[0]
    for status, told in (("upcoming", "None noted beside the meeting told above."), ("held", "None noted.")):
        ahead = replace(brief, meetings=(replace(main, status=status),), meeting=replace(main, status=status))
        assert f"**Dates ahead:** {told}" in lines(ahead)


# --- title block ------------------------------------------------------------------------------------------------------


def test_a_window_is_not_told_as_applied_where_no_article_is_dated():
    undated = replace(example(), cutoff="", sources=example().sources[:1])
    assert any("**Window:** not applied, the article is undated" in line for line in lines(undated))
    both = replace(example(), cutoff="", sources=example().sources[:2])
    assert any("**Window:** not applied, the articles are undated" in line for line in lines(both))
    assert not any("not applied" in line for line in lines(example()))


def test_a_brief_without_a_source_does_not_speak_of_its_dates():
    bare = lines(empty())
    assert any("**Information cut-off:** none, no article was used" in line for line in bare)
    assert not any("not applied" in line for line in bare)


# --- who is new, and the next date ------------------------------------------------------------------------------------


def newcomers(brief: Brief) -> list[str]:
    found = tuple(
        Change(
            id=one.id, text=one.text, evidence=one.evidence, marks=one.marks, kind="new", section="participants",
            name=one.name,
        )
        for one in brief.participants
    )  # fmt: skip
    return [line for line in lines(replace(brief, changes=found)) if line.startswith("- **New ")]


def test_whoever_is_new_and_not_of_the_meeting_is_told_apart():
    brief = example()
    assert brief.meeting is not None
    first, *others = (person.name for person in brief.participants)
    met = replace(brief, meeting=replace(brief.meeting, who=(first,)))
    others_named = ", ".join(others)
    assert newcomers(met) == [
        f"- **New participants:** *{first}*",
        f"- **New among the others named, who are not of this meeting:** *{others_named}*",
    ]
    nobody = replace(brief, meeting=replace(brief.meeting, who=()))
    assert newcomers(nobody) == [f"- **New participants:** *{', '.join((first, *others))}*"]


def test_the_next_date_is_one_of_both_sides():
    brief = example()
    held = tuple(replace(meeting, status="held") for meeting in brief.meetings)
    line = DatedLine(
        id="d1", text="Ada leaves for a third country.", evidence=(), marks=MARK, date="2026-04-10", joint=False
    )
    alone = replace(brief, meetings=held, dates_ahead=(line,))
    assert next_date(alone) == ""
    assert next_date(replace(alone, dates_ahead=(replace(line, joint=True),))) == "10 April 2026"
