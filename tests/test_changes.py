"""What changed between two briefs: cases that a journalist can read, and what holds whatever the briefs say."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from data.brief_data import (
    NOW,
    PROFILE,
    THEN,
    agenda_item,
    baseline,
    brief_data,
    dated,
    figure,
    meeting,
    participant,
    position,
    quote,
    source,
)
from hypothesis import given, settings
from hypothesis import strategies as st
from specfile import SPECS, Case, cases, read_cases

from briefgen.changes import Baseline, Words, changes, read_baseline
from briefgen.errors import UsageError
from briefgen.lexicon import load_lexicon
from briefgen.model import Change, Since
from briefgen.packs import load_packs

MADE = {
    "agenda": agenda_item, "position": position, "quote": quote, "meeting": meeting, "figure": figure,
    "ahead": dated, "background": dated,
}  # fmt: skip
LISTS = {
    "agenda": "agenda",
    "position": "positions",
    "quote": "quotes",
    "meeting": "meetings",
    "person": "participants",
    "figure": "figures",
    "ahead": "dates_ahead",
    "background": "background",
    "not used": "not_used",
}


@cache
def words() -> Words:
    return Words(load_packs(), load_lexicon())


def compared(
    then: Mapping[str, Any], now: Mapping[str, Any], left_out: Mapping[str, str] | None = None
) -> tuple[Since, tuple[Change, ...]]:
    return changes(Baseline(name="earlier.json", as_of=THEN, data=then), now, words(), left_out or {})


# --- the cases of specs/changes.md -----------------------------------------------------------------------------------


def briefs(text: str) -> tuple[dict[str, Any], dict[str, Any], dict[str, str]]:
    """The two briefs of a case, ``then KIND: words | key=value``, and why finds of the second are left out."""
    lists: dict[str, dict[str, list[Any]]] = {"then": {}, "now": {}}
    left_out = {}
    for line in text.splitlines():
        head, _, rest = line.partition(": ")
        when, _, kind = head.partition(" ")
        said, *pairs = rest.split(" | ")
        values: dict[str, Any] = dict(pair.split("=", 1) for pair in pairs)
        if "source" in values:
            values["source"] = int(values["source"])
        for many in ("who", "by", "amounts"):
            if many in values:
                values[many] = values[many].split(", ")
        for one in ("then", "now") if when == "both" else (when,):
            if kind == "left out":
                left_out[MADE[values["as"]](said)["id"]] = values["reason"]
            else:
                lists[one].setdefault(LISTS.get(kind, kind), []).append(item(kind, said, values))
    then = brief_data(THEN, **lists["then"])
    return then, brief_data(NOW, **lists["now"]), left_out


def item(kind: str, said: str, values: dict[str, Any]) -> dict[str, Any]:
    if kind == "person":
        name, _, office = said.partition(", ")
        return participant(name, **{"office": office, **values})
    if kind == "not used":
        return {"path": said, "story": 1, "title": "", "reason": values["reason"]}
    if kind == "sources":
        return source(int(said), **{key: value for key, value in values.items() if key != "source"})
    return MADE[kind](said, **values)


def told(change: Change) -> str:
    """A change as a line of a case."""
    kind = {section: kind for kind, section in LISTS.items()}[change.section]
    was = f", was: {change.was.text}" if change.was and change.was.text != change.text else ""
    moved = [
        f"{move.aspect} {move.was or 'none'} -> {move.now or 'none'}" if move.aspect != "wording" else "wording"
        for move in change.moves
    ]
    how = f" ({', '.join(moved)})" if moved else ""
    why = f" because: {change.reason}" if change.reason else ""
    return f"{change.kind} {kind}: {change.text}{was}{how}{why}"


@pytest.mark.parametrize("case", cases("changes.md"))
def test_changes(case: Case, agrees):
    _, found = compared(*briefs(case.text))
    agrees(case, expected=[told(change) for change in found if change.section != "meetings" or "meeting:" in case.text])


def test_there_are_enough_cases():
    assert len(read_cases(SPECS / "changes.md")) >= 40


# --- what holds for all of them --------------------------------------------------------------------------------------

ALL = [(case.id, *briefs(case.text)) for case in read_cases(SPECS / "changes.md")]
PAIRS = [pytest.param(then, now, id=name) for name, then, now, _ in ALL]


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_a_brief_beside_itself_is_unchanged(then, now):
    for brief in (then, now):
        since, found = compared(brief, brief)
        assert {change.kind for change in found} <= {"unchanged"}
        assert len(found) == sum(len(own(brief, section)) for section in SECTIONS)
        assert since.sources == ()


def own(brief: Mapping[str, Any], section: str) -> list[dict[str, Any]]:
    """The items of a list without the announcements that stand with their reports."""
    return [item for item in brief[section] if not item.get("told_by")]


SECTIONS = tuple(LISTS[kind] for kind in LISTS if kind not in ("not used", "sources"))
TURNED = {"new": "dropped", "dropped": "new", "moved": "moved", "unchanged": "unchanged"}


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_what_is_new_is_what_is_dropped_the_other_way_round(then, now):
    there = Counter((change.kind, change.section) for change in compared(then, now)[1])
    back = Counter((TURNED[change.kind], change.section) for change in compared(now, then)[1])
    assert there == back


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_the_order_of_the_lists_does_not_matter(then, now):
    expected = compared(then, now)
    for seed in range(3):
        assert compared(shuffled(then, seed), shuffled(now, seed + 7)) == expected


def shuffled(brief: Mapping[str, Any], seed: int) -> dict[str, Any]:
    lots = random.Random(seed)  # noqa: S311
    out = {}
    for name, held in brief.items():
        out[name] = lots.sample(held, len(held)) if isinstance(held, list) else held
    return out


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_every_item_is_told_of(then, now):
    _, found = compared(then, now)
    for section in SECTIONS:
        here = [change for change in found if change.section == section]
        assert {item["id"] for item in own(now, section)} == {change.id for change in here if change.kind != "dropped"}
        gone = {change.id for change in here if change.kind == "dropped"}
        kept = {change.was.id if change.was else change.id for change in here if change.kind in ("moved", "unchanged")}
        assert {item["id"] for item in own(then, section)} == gone | kept


@pytest.mark.parametrize(("then", "now"), PAIRS)
def test_every_line_is_one_of_the_two_briefs(then, now):
    since, found = compared(then, now)
    texts = [{item["text"] for section in SECTIONS for item in brief[section]} for brief in (then, now)]
    numbers = {one["n"] for one in now["sources"]} | {one.n for one in since.sources}
    for change in found:
        assert change.text in texts[change.kind != "dropped"]
        assert change.was is None or change.was.text in texts[0]
        then_line = change if change.kind == "dropped" else change.was
        assert {mark.source for mark in (then_line.marks if then_line else ())} <= numbers


WORD = st.sampled_from(
    ["the", "lifting", "of", "sanctions", "Norway", "Iceland", "will", "not", "fish", "quotas", "5", "50", "if", "no"]
)
TEXTS = st.lists(st.lists(WORD, min_size=1, max_size=7).map(" ".join), max_size=5, unique=True)
STATUS = st.sampled_from(["to-discuss", "discussed", "open"])


@settings(max_examples=150, deadline=None)
@given(then=TEXTS, now=TEXTS, status=STATUS)
def test_whatever_two_agendas_say(then, now, status):
    old = brief_data(THEN, agenda=[agenda_item(text) for text in then])
    new = brief_data(NOW, agenda=[agenda_item(text, 2, status=status) for text in now])
    _, found = compared(old, new)
    there = Counter((change.kind, change.section) for change in found)
    back = Counter((TURNED[change.kind], change.section) for change in compared(new, old)[1])
    assert there == back
    for change in found:
        if change.kind == "unchanged" and change.was is not None:
            for telling in ("not", "no", "if", "will", "5", "50", "Norway", "Iceland"):
                assert (telling in change.text.split()) == (telling in change.was.text.split())


@given(shuffle=st.randoms(), texts=TEXTS)
def test_the_order_of_an_agenda_does_not_matter(shuffle, texts):
    then, now = [agenda_item(text) for text in texts], [agenda_item(f"{text} again", 2) for text in texts]
    expected = compared(brief_data(THEN, agenda=then), brief_data(NOW, agenda=now))
    shuffle.shuffle(then)
    shuffle.shuffle(now)
    assert compared(brief_data(THEN, agenda=then), brief_data(NOW, agenda=now)) == expected


# --- what is compared ------------------------------------------------------------------------------------------------

SHIPS = figure("Norway sends 3 ships to Iceland.", amounts=["3 ships"])


@pytest.mark.parametrize(("then", "now"), [(["agenda"], ["agenda", "figures"]), (["figures"], ["quotes"])])
def test_a_list_that_one_of_the_two_does_not_print_is_not_compared(then, now):
    before = brief_data(THEN, figures=[SHIPS], sections=then)
    assert [one.section for one in compared(before, brief_data(NOW, sections=now))[1]] == []


@pytest.mark.parametrize(
    ("then", "now", "kinds"),
    [
        ("2025-04-02", "2025-05-02", ["moved"]),
        ("2025-05-02", "2025-04-02", ["new", "dropped"]),
        ("", "2025-05-02", ["new", "dropped"]),
        ("2025-05-02", "", ["new", "dropped"]),
    ],
)
def test_an_older_figure_is_no_later_form_of_one(then, now, kinds):
    told = "Norway will lend Iceland {} million crowns for the cable."
    before, after = (
        figure(told.format(n), amounts=[f"{n} million crowns"], kind="money", date=day)
        for n, day in ((300, then), (450, now))
    )
    found = compared(brief_data(THEN, figures=[before]), brief_data(NOW, figures=[after]))[1]
    assert [one.kind for one in found if one.section == "figures"] == kinds


def test_an_earlier_brief_may_have_no_figures_yet():
    before = brief_data(THEN, agenda=[agenda_item("fish quotas")])
    for name in ("figures", "dates_ahead", "background"):
        del before[name]
    earlier = read_baseline(before, "earlier.json", PROFILE, NOW)
    _, found = changes(earlier, brief_data(NOW, agenda=[agenda_item("fish quotas")], figures=[SHIPS]), words())
    assert {(one.section, one.kind) for one in found} == {("meetings", "unchanged"), ("agenda", "unchanged")}


# --- sources ---------------------------------------------------------------------------------------------------------


def test_a_source_that_is_there_still_keeps_its_number_here():
    then = brief_data(THEN, agenda=[agenda_item("fish quotas", 3)])
    now = brief_data(NOW, sources=[source(7, path="3.txt", sha256=source(3)["sha256"])])
    since, (_, gone) = compared(then, now)
    assert [mark.source for mark in gone.marks] == [7]
    assert since.sources == ()


def test_a_file_that_was_renamed_is_the_same_source():
    then = brief_data(THEN, agenda=[agenda_item("fish quotas", 3)])
    now = brief_data(NOW, sources=[source(1, path="new/name.txt", sha256=source(3)["sha256"])])
    _, (_, gone) = compared(then, now)
    assert [at.path for at in gone.evidence] == ["new/name.txt"]


def test_a_source_that_is_gone_is_listed_with_a_number_of_its_own():
    then = brief_data(THEN, agenda=[agenda_item("fish quotas", 3), agenda_item("visas", 8)])
    now = brief_data(NOW, sources=[source(1), source(2)])
    since, found = compared(then, now)
    assert [(one.n, one.path) for one in since.sources] == [(3, "3.txt"), (4, "8.txt")]
    assert sorted(mark.source for change in found if change.kind == "dropped" for mark in change.marks) == [3, 4]


# --- the desk's own meeting ------------------------------------------------------------------------------------------


def of_the_desk(**values: Any) -> dict[str, Any]:
    """The desk's own meeting: no words of a source, and always the same id."""
    return {**meeting("", **values), "evidence": [], "marks": [], "sources": [], "origin": "desk"}


def test_the_desk_s_meeting_has_moved_to_another_day():
    then = brief_data(THEN, meetings=[of_the_desk()])
    now = brief_data(NOW, meetings=[of_the_desk(start="2025-05-20", end="2025-05-20")])
    (change,) = compared(then, now)[1]
    assert (change.kind, [move.aspect for move in change.moves]) == ("moved", ["date"])


def test_the_desk_s_next_meeting_is_another_one():
    then = brief_data(THEN, meetings=[of_the_desk(status="held", start="2025-03-04", end="2025-03-04")])
    now = brief_data(NOW, meetings=[of_the_desk(who=["Ada Berg", "Karl Moe"])])
    assert [change.kind for change in compared(then, now)[1]] == ["new", "dropped"]


# --- what may be an earlier brief ------------------------------------------------------------------------------------


def refused(data: Any) -> str:
    with pytest.raises(UsageError) as fault:
        read_baseline(data, "earlier.json", PROFILE, NOW)
    (problem,) = fault.value.problems
    return str(problem)


@pytest.mark.parametrize("data", [None, 3, "brief", [], {}, {"schema": "news/1"}, {"schema": ["briefgen/brief/1"]}])
def test_what_is_no_brief_is_refused(data):
    assert refused(data) == "this is no brief. Name the .json file that a run with --json writes beside the brief"


@pytest.mark.parametrize(("version", "says"), [(0, "an older format"), (2, "a newer format")])
def test_a_brief_of_another_format_is_refused(version, says):
    assert f"this brief is of {says} (briefgen/brief/{version}, not briefgen/brief/1)" in refused(
        {"schema": f"briefgen/brief/{version}"}
    )


def test_a_brief_of_another_profile_is_refused():
    assert refused(brief_data(THEN) | {"profile": "peru-kenya"}) == (
        "this is a brief of peru-kenya, not of varnia-ostheim. Name an earlier brief of varnia-ostheim"
    )


def test_a_later_brief_is_refused_and_one_of_the_same_day_is_not():
    assert "this brief is of 11 May 2025, later than 10 May 2025" in refused(brief_data("2025-05-11"))
    assert read_baseline(brief_data(NOW), "a", PROFILE, NOW).as_of == NOW


BROKEN = {
    "agenda is missing": lambda data: data.pop("agenda"),
    "agenda, number 2: it is not as briefgen writes it": lambda data: data["agenda"].append(3),
    "agenda, number 1: its status is 'won'": lambda data: data["agenda"][0].update(status="won"),
    "meetings, number 1: '2025-99-01' is no day": lambda data: data["meetings"][0].update(start="2025-99-01"),
    "agenda, number 1: its text is no text": lambda data: data["agenda"][0].update(text=None),
    "agenda, number 1: its start is no number": lambda data: data["agenda"][0]["evidence"].append(
        {"path": "a", "start": "0", "end": 1}
    ),
    "agenda, number 1: it cites source 77, which is not listed": lambda data: data["agenda"][0]["marks"].append(
        {"source": 77, "paragraph": 1}
    ),
    "path is missing": lambda data: data["sources"][0].pop("path"),
    "'soon' is no day": lambda data: data.update(as_of="soon"),
    "quotes is missing": lambda data: data.update(quotes={"a": 1}),
    "figures, number 1: '9 ships' is not in its sentence": lambda data: data.update(
        figures=[figure("Norway sends 3 ships.", amounts=["9 ships"])]
    ),
}


@pytest.mark.parametrize("says", BROKEN)
def test_a_brief_that_lacks_something_is_refused_with_the_place(says):
    data = json.loads(json.dumps(brief_data(THEN, agenda=[agenda_item("fish quotas")])))
    BROKEN[says](data)
    assert f"this brief is not as it should be, {says}. Somebody has changed the file" in refused(data)


def test_what_a_message_shows_of_a_file_is_one_short_line():
    told = refused(brief_data(THEN) | {"profile": "x\nbriefgen: wrote out/brief.md" + "!" * 500})
    assert "\n" not in told
    assert len(told) < 250


def test_the_baseline_carries_its_name_and_day():
    since, _ = changes(baseline(), brief_data(NOW), words())
    assert (since.name, since.as_of) == ("earlier.json", THEN)
