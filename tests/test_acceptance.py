"""What a careful desk officer reads out of the five seeds, one test per fact, through the command line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from commandline import ROOT, Printed, briefgen, seeds_brief, seeds_extract

from briefgen.text import fold, squeeze

FACTS = yaml.safe_load((ROOT / "tests" / "data" / "seeds_facts.yaml").read_text(encoding="utf-8"))

# The day each brief is read on: late enough for every fact, and the day of the visit.
READ_ON = {"us-turkiye": "2026-11-20", "pakistan": "2025-07-09"}
SPELLINGS = {"US": {"us", "u.s.", "united states"}}
PROFILES = list(READ_ON)
ITEMS = ("agenda", "positions", "quotes", "participants", "meetings", "bottom_line", "background", "figures",
         "dates_ahead", "watch_outs")  # fmt: skip


def brief(profile: str, as_of: str = "") -> dict[str, Any]:
    return seeds_brief(profile, as_of or READ_ON[profile]).data


def story(file: str, number: int) -> dict[str, Any]:
    (found,) = [line for line in seeds_extract() if line["path"].startswith(file) and line["id"].endswith(f"/{number}")]
    return found


def same(one: str, other: str) -> bool:
    """Whether two names or wordings are the same, but for accents, case, marks and a leading article."""
    return _plain(one) == _plain(other)


def _plain(words: str) -> str:
    return re.sub(r"^(?:a|an|the) ", "", squeeze(fold(words))).rstrip(".,")


def bare(quote: str) -> str:
    """A quotation without its marks and without a comma or full stop at its ends."""
    return squeeze(quote).strip("“”‘’\"'").strip(" ,.").strip("“”‘’\"'")


def page(path: str) -> str:
    return unicodedata.normalize("NFC", (ROOT / "seeds" / path).read_text(encoding="utf-8"))


def _facts(section: str) -> list[Any]:
    """One parameter per fact of a section that is grouped by profile."""
    return [
        pytest.param(profile, fact, id=f"{profile} {_name(fact)}"[:90])
        for profile, facts in FACTS[section].items()
        for fact in facts
    ]


def _name(fact: Any) -> str:
    return fact if isinstance(fact, str) else " ".join(str(part) for part in fact.values())


# --- stories ------------------------------------------------------------------------------------------------------

STORIES = [
    pytest.param(path, number, fact, id=f"{path[:3]}/{number}")
    for path, facts in FACTS["stories"].items()
    for number, fact in enumerate(facts, 1)
]


def test_the_pages_hold_these_stories_in_this_order():
    assert [line["id"] for line in seeds_extract()] == [
        f"{path}/{number}" for path, facts in FACTS["stories"].items() for number in range(1, len(facts) + 1)
    ]


@pytest.mark.parametrize(("path", "number", "fact"), STORIES)
def test_title(path, number, fact):
    found = story(path, number)
    assert found["title_basis"] == fact.get("title_basis", "headline")
    if "title" in fact:
        assert squeeze(found["title"]) == fact["title"]
    else:
        assert squeeze(found["title"]).startswith(fact["lede_prefix"])
        assert squeeze(found["title"]).endswith(".")


@pytest.mark.parametrize(("path", "number", "fact"), STORIES)
def test_date_and_how_it_is_known(path, number, fact):
    found = story(path, number)
    assert (found["date"], found["date_basis"]) == (str(fact["date"]), fact["date_basis"])


@pytest.mark.parametrize(("path", "number", "fact"), STORIES)
def test_dateline_byline_and_publisher(path, number, fact):
    found = story(path, number)
    assert (found["dateline"] or "") == fact.get("dateline", "")
    assert (found["byline"] or "").removeprefix("By ") == fact.get("byline", "")
    assert same((found["publisher"] or "").strip("()"), fact.get("publisher", ""))


# --- furniture ----------------------------------------------------------------------------------------------------


def furniture(path: str) -> list[tuple[int, int]]:
    """The places of the furniture lines on a page."""
    text = page(path)
    lines = re.finditer(r"(?m)^[ \t•]*(\S.*)$", text)
    return [found.span() for found in lines for start in FACTS["furniture"] if _is_furniture(found[1].rstrip(), start)]


def _is_furniture(line: str, start: str) -> bool:
    return line == start or (len(start) > 60 and line.startswith(start))


@pytest.mark.parametrize("start", FACTS["furniture"])
def test_furniture_is_there_to_be_labelled(start):
    assert any(_is_furniture(line.strip(), start) for path in FACTS["stories"] for line in page(path).splitlines())


def _evidence(data: dict[str, Any]) -> Iterator[tuple[str, str, int, int]]:
    for section in ITEMS:
        for item in data[section]:
            for place in item["evidence"]:
                yield f"{section}: {item['text']}", place["path"], place["start"], place["end"]


@pytest.mark.parametrize("profile", PROFILES)
def test_no_item_of_a_brief_stands_in_furniture(profile):
    found = list(_evidence(brief(profile)))
    assert found
    bad = [what for what, path, start, end in found for a, b in furniture(path) if start < b and a < end]
    assert bad == []


def test_no_quote_stands_in_furniture():
    bad = [
        quote["text"]
        for line in seeds_extract()
        for quote in line["quotes"]
        for a, b in furniture(line["path"])
        if quote["start"] < b and a < quote["end"]
    ]
    assert bad == []


# --- what is used -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("profile", "fact"), _facts("not_used"))
def test_a_story_that_is_no_business_of_the_pair_is_listed_with_the_reason(profile, fact):
    file, number = fact.split("/")
    data = brief(profile)
    (entry,) = [one for one in data["not_used"] if one["path"].startswith(file) and str(one["story"]) == number]
    assert entry["reason"]
    assert entry["title"]
    assert not [one for one in data["sources"] if one["path"].startswith(file) and str(one["story"]) == number]


@pytest.mark.parametrize("profile", PROFILES)
def test_every_other_story_is_a_source(profile):
    told = {f"{path[:3]}/{n}" for path, facts in FACTS["stories"].items() for n in range(1, len(facts) + 1)}
    used = {f"{one['path'][:3]}/{one['story']}" for one in brief(profile)["sources"]}
    assert used == told - set(FACTS["not_used"][profile])


@pytest.mark.parametrize(("profile", "fact"), _facts("not_in_brief"))
def test_nothing_leaks_from_a_story_that_is_not_used(profile, fact):
    data = brief(profile)
    leaks = [f"{section}: {item}" for section in ITEMS for item in data[section] if fact in str(item)]
    assert leaks == []


# --- meetings -----------------------------------------------------------------------------------------------------


def meeting(data: dict[str, Any], fact: dict[str, Any]) -> dict[str, Any]:
    start, end = (str(fact[key]) if fact.get(key) else None for key in ("start", "end"))
    found = [
        one
        for one in data["meetings"]
        if one["kind"] == fact["kind"]
        and (one["start"] or None, one["end"] or None) == (start, end)
        and all(any(same(name, who) for who in one["who"]) for name in fact["who"])
    ]
    shown = [{key: one[key] for key in ("kind", "who", "place", "start", "end")} for one in data["meetings"]]
    assert len(found) == 1, shown
    return found[0]


@pytest.mark.parametrize(("profile", "fact"), _facts("meetings"))
def test_meeting(profile, fact):
    found = meeting(brief(profile), fact)
    assert fact.get("place", "") in found["place"]
    assert len(found["who"]) == len(fact["who"]), found["who"]


WASHINGTON = FACTS["meetings"]["us-turkiye"][0]


@pytest.mark.parametrize(("day", "status"), [(str(day), status) for day, status in FACTS["status"].items()])
def test_status_of_the_visit_by_day(day, status):
    data = brief("us-turkiye", day)
    assert meeting(data, WASHINGTON)["status"] == status
    assert data["meeting"]["status"] == status
    assert data["meeting"]["start"] == str(WASHINGTON["start"])


# --- agenda -------------------------------------------------------------------------------------------------------

AGENDA = [
    pytest.param(profile, key, probe, id=f"{key} {probe}")
    for profile, meetings in FACTS["agenda"].items()
    for key, topics in meetings.items()
    for probes in topics.values()
    for probe in probes
]


@pytest.mark.parametrize(("profile", "key", "probe"), AGENDA)
def test_agenda_item_of_its_meeting(profile, key, probe):
    data = brief(profile)
    place, _, day = key.partition("-")
    (held,) = [one for one in data["meetings"] if place in fold(one["place"]) and one["start"] == day]
    items = [item for item in data["agenda"] if item["meeting"] == held["id"]]
    assert any(probe in item["text"] for item in items), [item["text"] for item in items]


@pytest.mark.parametrize(("profile", "fact"), _facts("agenda_not"))
def test_never_an_agenda_item(profile, fact):
    assert [item["text"] for item in brief(profile)["agenda"] if fact in item["text"]] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_an_agenda_item_is_a_clause_of_its_sentence(profile):
    agenda = brief(profile)["agenda"]
    assert [item["text"] for item in agenda if item["text"] not in item["sentence"]] == []
    assert [
        item["text"] for item in agenda if item["text"] == item["sentence"] and len(item["text"].split()) > 20
    ] == []


# --- positions and gaps -------------------------------------------------------------------------------------------


def is_side(printed: str | None, side: str) -> bool:
    return fold(printed or "") in SPELLINGS.get(side, {fold(side)})


@pytest.mark.parametrize(("profile", "fact"), _facts("positions"))
def test_position_of_a_side(profile, fact):
    positions = brief(profile)["positions"]
    sides = [one["side"] for one in positions if fact["words"] in one["text"]]
    assert sides, [one["text"] for one in positions]
    assert all(is_side(side, fact["side"]) for side in sides), sides


def test_a_side_without_an_account_of_its_own_is_a_gap():
    data = brief("pakistan")
    assert len(FACTS["gaps"]["pakistan"]) == 1
    assert any("Pakistan" in str(gap) for gap in data["gaps"]), data["gaps"]
    assert [
        one for section in ("positions", "quotes") for one in data[section] if is_side(one["side"], "Pakistan")
    ] == []


# --- quotes -------------------------------------------------------------------------------------------------------

QUOTES = [pytest.param(fact, id=f"{fact['file']}/{fact['story']} {fact['text']}"[:70]) for fact in FACTS["quotes"]]


def is_quote(fact: dict[str, Any], text: str) -> bool:
    wanted = bare(fact["text"])
    return bare(text).startswith(wanted) if fact.get("prefix") else bare(text) == wanted


@pytest.mark.parametrize("fact", QUOTES)
def test_quote_and_speaker(fact):
    quotes = story(fact["file"], fact["story"])["quotes"]
    found = [quote for quote in quotes if is_quote(fact, quote["text"])]
    assert len(found) == 1, [quote["text"] for quote in quotes]
    assert found[0]["speaker"], found[0]
    assert same(found[0]["speaker"]["name"], fact["speaker"]), found[0]["speaker"]


@pytest.mark.parametrize(("path", "number"), [pytest.param(*one.values[:2], id=one.id) for one in STORIES])
def test_nothing_else_is_quoted(path, number):
    facts = [one for one in FACTS["quotes"] if path.startswith(one["file"]) and one["story"] == number]
    quoted = [quote["text"] for quote in story(path, number)["quotes"] if quote["speaker"]]
    assert [text for text in quoted if not any(is_quote(one, text) for one in facts)] == []


@pytest.mark.parametrize("text", FACTS["not_quotes"])
def test_not_a_quote(text):
    quoted = [quote["text"] for line in seeds_extract() for quote in line["quotes"]]
    printed = [quote["text"] for profile in PROFILES for quote in brief(profile)["quotes"]]
    assert [quote for quote in quoted + printed if bare(quote) == bare(text)] == []


@pytest.mark.parametrize("fact", [one for one in QUOTES if one.values[0]["in"]])
def test_quote_is_printed_with_its_speaker(fact):
    for profile in fact["in"]:
        quotes = brief(profile)["quotes"]
        found = [quote for quote in quotes if is_quote(fact, quote["text"])]
        assert len(found) == 1, [quote["text"] for quote in quotes]
        assert same(found[0]["speaker"], fact["speaker"])
        if "said_on" in fact:
            assert found[0]["date"] == str(fact["said_on"])


@pytest.mark.parametrize("profile", PROFILES)
def test_no_other_quote_is_printed(profile):
    allowed = [one for one in FACTS["quotes"] if profile in one["in"] + one.get("may", [])]
    printed = [quote["text"] for quote in brief(profile)["quotes"]]
    assert [text for text in printed if not any(is_quote(one, text) for one in allowed)] == []


# --- what restates a story ----------------------------------------------------------------------------------------


def test_bullets_highlights_and_repeated_headlines_are_no_second_quote():
    for line in seeds_extract():
        texts = [bare(quote["text"]) for quote in line["quotes"]]
        assert len(texts) == len(set(texts))
        text = page(line["path"])
        starts = [text.rfind("\n", 0, quote["start"]) + 1 for quote in line["quotes"]]
        assert [text[at : at + 40] for at in starts if text[at:].lstrip().startswith("•")] == []


@pytest.mark.parametrize("profile", PROFILES)
def test_bullets_highlights_and_repeated_headlines_corroborate_nothing(profile):
    data = brief(profile)
    for item in data["agenda"]:
        assert item["outlets"] <= len({mark["source"] for mark in item["marks"]})
    for what, path, start, _ in _evidence(data):
        text = page(path)
        line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0].strip()
        assert not line.startswith("•"), what
        assert text.count(f"\n{line}\n") <= 1, f"{what}: a headline"


# --- one brief in every format -------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", PROFILES)
def test_every_item_is_its_evidence(profile):
    """Verbatim: the words of an item are the words at its places, joined by " […] "."""
    data = brief(profile)
    checked = 0
    for section in ITEMS:
        for item in data[section]:
            slices = [squeeze(page(e["path"])[e["start"] : e["end"]]) for e in item["evidence"]]
            if item["text"]:
                checked += 1
                parts = item["text"].split(" […] ")
                assert all(any(part in one for one in slices) for part in parts), (section, item["text"], slices)
    assert checked


@pytest.mark.parametrize("profile", PROFILES)
def test_every_source_is_read_from_the_bytes_it_names(profile):
    import hashlib

    for source in brief(profile)["sources"]:
        assert source["sha256"] == hashlib.sha256((ROOT / "seeds" / source["path"]).read_bytes()).hexdigest()


def test_the_sample_is_called_a_sample():
    printed: Printed = seeds_brief("us-turkiye", READ_ON["us-turkiye"])
    first = next(line for line in printed.markdown.splitlines() if line.strip())
    assert "Sample articles shipped with briefgen" in first
    assert "ample articles" in printed.ran.err


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("suffix", ["md", "json"])
def test_verify_finds_every_line_of_a_brief_again(profile, suffix):
    printed = seeds_brief(profile, READ_ON[profile])
    ran = briefgen("verify", printed.file(suffix), "--articles", ROOT / "seeds", cwd=printed.folder)
    assert ran.code == 0, ran.said
