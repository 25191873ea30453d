"""``--since`` as a user runs it: what it prints, and what it refuses in one line."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from commandline import Ran, briefgen

PROFILE = "title: Peru–Kenya\nsides: [{country: PE}, {country: KE}]\n"
BEFORE = """Kenyan minister due in Lima

3 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno will meet Peruvian Foreign Minister Ana Quispe in Lima on 10 March.

The two ministers will discuss the fisheries treaty and the price of tea.
"""
AFTER = """Peru and Kenya agree on fish

11 March 2026

LIMA: Kenyan Foreign Minister Daniel Otieno met Peruvian Foreign Minister Ana Quispe in Lima on 10 March.

The two ministers discussed the fisheries treaty. “We agree on the treaty,” Otieno said.
"""
LATER = """Peru buys Kenyan tea

13 March 2026

LIMA: Peruvian Trade Minister Ada Quito met Kenyan Foreign Minister Daniel Otieno in Lima on 13 March.

Peru will pay Kenya $30 million for the tea.

A Kenyan ship will bring tea to Peru on 20 June 2026.
"""
THEN, NOW = "2026-03-06", "2026-03-14"
EARLIER = f"peru-kenya-{THEN}.json"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with two articles and, beside it, the brief of the day before the second."""
    for folder in ("profiles", "news"):
        (tmp_path / folder).mkdir()
    (tmp_path / "profiles" / "peru-kenya.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "news" / "before.txt").write_text(BEFORE, encoding="utf-8")
    (tmp_path / "news" / "after.txt").write_text(AFTER, encoding="utf-8")
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", THEN, "--json", cwd=tmp_path)
    assert ran.code == 0, ran.said
    (tmp_path / "out" / "peru-kenya" / EARLIER).rename(tmp_path / EARLIER)
    return tmp_path


def since(desk: Path, file: str = EARLIER, *more: str, name: str = "peru-kenya") -> Ran:
    return briefgen(name, "--articles", "news", "--as-of", NOW, "--json", "--since", file, *more, cwd=desk)


def markdown(desk: Path, day: str = NOW) -> str:
    return (desk / "out" / "peru-kenya" / f"peru-kenya-{day}.md").read_text(encoding="utf-8")


def data(desk: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (desk / "out" / "peru-kenya" / f"peru-kenya-{NOW}.json").read_text(encoding="utf-8")
    )
    return found


def test_the_section_stands_first_with_the_name_and_day_of_the_earlier_brief(desk):
    ran = since(desk)
    assert ran.code == 0, ran.said
    headings = [line for line in markdown(desk).splitlines() if line.startswith("## ")]
    assert headings[:2] == ["## What changed since the last brief", "## Bottom line"]
    assert f"{EARLIER}, as of 6 March 2026" in markdown(desk)
    assert (data(desk)["since"]["name"], data(desk)["since"]["as_of"]) == (EARLIER, THEN)


def test_a_meeting_that_was_to_come_has_moved(desk):
    since(desk)
    (meeting,) = [change for change in data(desk)["changes"] if change["section"] == "meetings"]
    assert meeting["kind"] == "moved"
    assert {"aspect": "status", "was": "upcoming", "now": "held"} in meeting["moves"]
    assert "upcoming, now held" in markdown(desk)


def test_an_announced_item_that_was_discussed_has_moved(desk):
    since(desk)
    (item,) = [
        change
        for change in data(desk)["changes"]
        if change["section"] == "agenda" and change["kind"] == "moved" and change["status"] == "discussed"
    ]
    assert all("fisheries treaty" in line["text"] for line in (item, item["was"]))
    assert {"aspect": "status", "was": "to-discuss", "now": "discussed"} in item["moves"]


def test_every_change_is_of_a_documented_shape(desk):
    since(desk)
    keys = {
        "id", "kind", "section", "status", "topic", "side", "name", "moves", "reason", "was", "text", "evidence",
        "marks", "sources",
    }  # fmt: skip
    for change in data(desk)["changes"]:
        assert set(change) == keys
        assert change["was"] is None or set(change["was"]) == {"id", "text", "evidence", "marks", "sources"}


def test_all_views_hold_the_same_changes(desk):
    ran = since(desk, EARLIER, "--html")
    assert ran.code == 0, ran.said
    html = (desk / "out" / "peru-kenya" / f"peru-kenya-{NOW}.html").read_text(encoding="utf-8")
    page, found = markdown(desk), data(desk)["changes"]
    assert {change["kind"] for change in found} >= {"new", "moved"}
    for change in found:
        for line in (change, change["was"]):
            words = line["text"].rstrip(",") if line else ""
            assert words in page
            assert words in html


def test_without_since_there_is_no_section(desk):
    assert "What changed" not in markdown(desk, THEN)
    found = json.loads((desk / EARLIER).read_text(encoding="utf-8"))
    assert (found["since"], found["changes"]) == (None, [])


def test_a_brief_beside_itself_has_nothing_to_tell(desk):
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", THEN, "--since", EARLIER, cwd=desk)
    assert ran.code == 0, ran.said
    assert "Nothing is new, moved or dropped." in markdown(desk, THEN)


def test_the_same_inputs_give_the_same_bytes(desk):
    since(desk)
    first = markdown(desk)
    since(desk)
    assert markdown(desk) == first


def test_a_profile_that_has_no_place_for_it_gets_it_first(desk):
    path = desk / "profiles" / "peru-kenya.yaml"
    path.write_text(f"{PROFILE}sections: [meeting, agenda, sources]\n", encoding="utf-8")
    assert since(desk).code == 0
    headings = [line for line in markdown(desk).splitlines() if line.startswith("## ")]
    assert headings[:2] == ["## What changed since the last brief", "## Meeting"]


def test_an_article_that_is_gone_is_told_and_listed(desk):
    (desk / "news" / "before.txt").unlink()
    assert since(desk).code == 0
    page = markdown(desk)
    assert "its article is not among those read now" in page
    assert "the price of tea [^2]" in page
    assert "*quoted from the earlier brief* · `before.txt/1`" in page
    for file in ("md", "json"):
        name = f"out/peru-kenya/peru-kenya-{NOW}.{file}"
        ran = briefgen("verify", name, "--articles", "news", cwd=desk)
        assert ran.code == 0, ran.said
        assert "quoted from the earlier brief were not looked for: before.txt is not here as it was" in ran.err


def test_what_is_new_is_marked_where_it_stands(desk):
    since(desk)
    page = markdown(desk)
    for change in data(desk)["changes"]:
        if change["kind"] == "new" and change["section"] != "meetings":
            words = change["name"] if change["section"] in ("participants", "quotes") else change["text"]
            assert any(words in line and "new)*" in line for line in page.splitlines()), change


def test_a_person_figure_and_date_that_the_earlier_brief_had_not_are_new(desk):
    (desk / "news" / "later.txt").write_text(LATER, encoding="utf-8")
    since(desk)
    page = markdown(desk)
    assert "Ada Quito:** Trade Minister [^1] ¶1 *(new)*" in page
    assert "Peru will pay Kenya $30 million for the tea. [^1] ¶2 *(13 March 2026, new)*" in page
    assert "- **20 June 2026:** A Kenyan ship will bring tea to Peru on 20 June 2026. [^1] ¶3 *(new)*" in page
    assert "- **New dates ahead:** A Kenyan ship will bring tea to Peru on 20 June 2026. [^1] ¶3" in page
    assert "- **Also new:** *1 figure; marked new where they stand*" in page


def test_build_takes_it_too(desk):
    assert since(desk, EARLIER, name="build").code == 2
    ran = briefgen("build", "peru-kenya", "--articles", "news", "--as-of", NOW, "--since", EARLIER, cwd=desk)
    assert ran.code == 0, ran.said
    assert "What changed" in markdown(desk)


# --- what is refused ---------------------------------------------------------------------------------------------


def refused(ran: Ran, code: int, says: str, desk: Path) -> None:
    assert ran.code == code, ran.said
    assert says in ran.err
    assert len(ran.err.splitlines()) == 1
    assert not (desk / "out" / "peru-kenya" / f"peru-kenya-{NOW}.md").exists()


UNREADABLE = {
    "gone.json": (None, "there is no such file"),
    "folder.json": ("folder", "this is a folder. Name the brief's own file in it"),
    "empty.json": (b"\xef\xbb\xbf \n", "this file is empty. Name the .json file that a run with --json writes"),
    "text.json": (b"# Peru and Kenya", "this is text and no data. Name the .json file that a run with --json writes"),
    "binary.json": (b"\xff\xfe\x00\x81", "this is no text"),
    "deep.json": (b"[" * 100_000, "this is no brief's data"),
    "short.json": (b'{"schema": "briefgen/brief/1", "agenda": [{"id": "a"}, ', "this file breaks off in the middle"),
    "typing.json": (b'{"a": 1,\n "b": 2,, "c": 3}', "typing.json:2:9: the data of this file is damaged here"),
    "digits.json": (b'{"a": ' + b"9" * 9000 + b"}", "this is no brief's data"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_one_line(desk, name):
    content, says = UNREADABLE[name]
    if content == "folder":
        (desk / name).mkdir()
    elif content is not None:
        (desk / name).write_bytes(content)
    refused(since(desk, name), 1, says, desk)


def test_a_file_too_large_for_a_brief_is_not_read(desk):
    with (desk / "large.json").open("wb") as file:
        file.truncate(200_000_000)
    refused(since(desk, "large.json"), 1, "this file has 200 MB, and no brief has more than 64", desk)


def test_what_is_no_file_is_not_read(desk):
    os.mkfifo(desk / "pipe.json")
    refused(since(desk, "pipe.json"), 1, "this is no file", desk)


def changed(desk: Path, **values: Any) -> str:
    found = json.loads((desk / EARLIER).read_text(encoding="utf-8")) | values
    (desk / "other.json").write_text(json.dumps(found), encoding="utf-8")
    return "other.json"


WRONG = {
    "no brief": ({"schema": "something/1"}, "other.json: this is no brief. "),
    "an older format": ({"schema": "briefgen/brief/0"}, "this brief is of an older format"),
    "another profile": ({"profile": "chile-kenya"}, "this is a brief of chile-kenya, not of peru-kenya"),
    "a later day": ({"as_of": "2026-03-15"}, "this brief is of 15 March 2026, later than 14 March 2026"),
    "a part is missing": ({"agenda": [{"id": "a"}]}, "this brief is not as it should be"),
    "a meeting that is none": ({"meeting": 5}, "this brief is not as it should be"),
    "several meetings": ({"meeting": ["a", "b"]}, "this brief is not as it should be"),
}


def test_its_name_acts_as_nothing_on_a_terminal(desk):
    ran = since(desk, changed(desk, profile="\x1b[31mred\u202e"))
    assert ran.code == 2
    assert not set(ran.err) & set("\x1b\u202e")


@pytest.mark.parametrize("case", WRONG)
def test_what_does_not_fit_is_one_line(desk, case):
    values, says = WRONG[case]
    refused(since(desk, changed(desk, **values)), 2, says, desk)


def test_it_is_of_one_profile(desk):
    (desk / "profiles" / "other.yaml").write_text(PROFILE, encoding="utf-8")
    ran = briefgen("build", "peru-kenya", "other", "--articles", "news", "--since", EARLIER, cwd=desk)
    refused(ran, 2, "--since is a brief of one profile", desk)


def test_a_brief_whose_words_were_altered_fails_at_the_gate(desk):
    found = json.loads((desk / EARLIER).read_text(encoding="utf-8"))
    item = next(item for item in found["agenda"] if "the price of tea" in item["text"])
    item["text"] = item["text"].replace("tea", "peace")
    ran = since(desk, changed(desk, agenda=found["agenda"]))
    assert ran.code == 4
    assert "the earlier brief is not as it was written" in ran.err
    assert not (desk / "out" / "peru-kenya" / f"peru-kenya-{NOW}.md").exists()


@pytest.mark.parametrize(
    ("section", "field"), [("participants", "office"), ("meetings", "place"), ("quotes", "speaker")]
)
def test_a_name_that_stands_in_none_of_its_articles_fails_at_the_gate(desk, section, field):
    """The words of its lines are as they were; an office, a place or a speaker beside them is made up."""
    ran = briefgen("peru-kenya", "--articles", "news", "--as-of", "2026-03-12", "--json", cwd=desk)
    assert ran.code == 0, ran.said
    found = json.loads((desk / "out" / "peru-kenya" / "peru-kenya-2026-03-12.json").read_text(encoding="utf-8"))
    found[section][0][field] = "Minister of Magic"
    (desk / EARLIER).write_text(json.dumps(found), encoding="utf-8")
    ran = since(desk)
    assert ran.code == 4, ran.said
    assert "the earlier brief is not as it was written: 'Minister of Magic' stands in none of its articles" in ran.err


def test_what_stood_then_is_told_as_the_file_s_word(desk):
    since(desk)
    assert "; what stood then is told as that file has it*" in markdown(desk)


HOSTILE = "*x* [^1] <script>alert(1)</script> | \x1b[31m\u202e\n## Quotes"


def test_the_words_of_the_earlier_brief_act_as_nothing(desk):
    """Its article is gone, so that nobody can look into it again; what it says is shown and does nothing."""
    found = json.loads((desk / EARLIER).read_text(encoding="utf-8"))
    (desk / "news" / "before.txt").unlink()
    for item in (*found["meetings"], *found["agenda"], *found["positions"], *found["participants"]):
        item["text"] = item["evidence"][0]["path"] = HOSTILE
        for field in {"name", "speaker", "office", "side", "note"} & set(item):
            item[field] = HOSTILE
    for source in found["sources"]:
        source["title"] = source["publisher"] = source["path"] = HOSTILE
    lists = {name: found[name] for name in ("meetings", "agenda", "positions", "participants", "sources")}
    ran = since(desk, changed(desk, **lists))
    assert ran.code == 0, ran.said
    page = markdown(desk)
    assert "\\<script\\>alert(1)\\</script\\>" in page
    assert not set(page) & set("\x1b\u202e")
    assert page.splitlines().count("## Quotes") == 1
