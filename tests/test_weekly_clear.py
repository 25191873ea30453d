"""A brief is a draft until a person clears it: what is checked then, and what is written down."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from clearingdesk import (
    CLEARANCE,
    NAME,
    STALE,
    THIRD,
    build,
    clear,
    drafted,
    edit,
    hash_of,
    held,
    issue,
    own,
)
from commandline import briefgen
from mailserver import running
from weeklydesk import KEYS, MONDAYS, READERS, Desk, make_desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule=CLEARANCE)


# --- a draft ----------------------------------------------------------------------------------------------------------


def test_what_is_built_is_a_draft(desk: Desk) -> None:
    file = build(desk)
    assert "\n**Status:** DRAFT, not cleared\n" in file.read_text(encoding="utf-8")
    assert json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))["draft"] is True
    assert file.with_suffix(".html").read_text(encoding="utf-8").count(">DRAFT, not cleared</p>") == 2


def test_what_the_schedule_brings_out_is_none(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n")
    desk.run()
    assert "DRAFT" not in own(desk).read_text(encoding="utf-8")
    assert "**Issue:** 2026-W11" in own(desk).read_text(encoding="utf-8")
    assert desk.brief()["draft"] is False


def test_what_waits_or_is_held_is_one(desk: Desk) -> None:
    drafted(desk)
    assert "**Issue:** 2026-W11 · **Status:** DRAFT, not cleared\n" in own(desk).read_text(encoding="utf-8")
    held_desk = make_desk(desk.folder / "other", schedule="  formats: [html]\n  coverage_within: 3d\n")
    assert held_desk.run().code == 4
    assert "DRAFT, not cleared" in own(held_desk).read_text(encoding="utf-8")


def test_weeks_that_are_filled_in_wait_to_be_cleared_too(desk: Desk) -> None:
    desk.run("peru-kenya", "--from", "2026-03-09", "--to", "2026-03-10", now=MONDAYS[1], command="backfill")
    assert desk.status()["issued"] == ""
    assert "DRAFT" in own(desk).read_text(encoding="utf-8")


# --- cleared ----------------------------------------------------------------------------------------------------------


def test_clearing_says_who_and_when_in_every_view_and_on_record(desk: Desk) -> None:
    drafted(desk)
    ran = clear(desk, now="2026-03-10T02:00Z")  # still the 9th in Lima
    assert ran.code == 0, ran.said
    assert f"cleared by {NAME}; 8 lines were found" in ran.out
    markdown = own(desk).read_text(encoding="utf-8")
    assert f"**Issue:** 2026-W11 · **Status:** cleared by {NAME}, 9 March 2026\n" in markdown
    assert "DRAFT" not in markdown + own(desk, "html").read_text(encoding="utf-8")
    assert f"cleared by {NAME}, 9 March 2026" in own(desk, "html").read_text(encoding="utf-8")
    assert desk.brief()["draft"] is False
    status = desk.status()
    assert (status["cleared_by"], status["cleared"]) == (NAME, "2026-03-09T21:00:00-05:00")
    assert status["cleared_sha256"] == hash_of(own(desk))
    files = desk.manifest()["files"]
    assert files == {own(desk, suffix).name: hash_of(own(desk, suffix)) for suffix in ("md", "html", "json")}


def test_only_the_row_changes(desk: Desk) -> None:
    drafted(desk)
    before = own(desk).read_bytes()
    clear(desk)
    after = own(desk).read_bytes()
    assert after == before.replace(b"DRAFT, not cleared", f"cleared by {NAME}, 9 March 2026".encode())


def test_a_person_may_edit_before_and_it_goes_out_as_edited(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = drafted(make_desk(tmp_path / "desk", server, schedule=CLEARANCE))
        edit(own(desk), "# Peru–Kenya", "# Peru and Kenya, for the Minister")
        edit(own(desk), "## Bottom line", "Read the annex.\n\n## Bottom line")
        assert clear(desk).code == 0
        ran = desk.run(now="2026-03-09T09:00-05:00")
        assert (ran.code, "issued, sent; 3 of 3 have it" in ran.out) == (0, True)
        mails = [mail for mail in server.kept() if mail.to in READERS]
        assert [mail.to for mail in mails] == list(READERS)
        body = mails[0].message.get_body(("plain",))
        assert body
        text = body.get_content()
        assert "Peru and Kenya, for the Minister" in text
        assert "Read the annex." in text
        assert f"cleared by {NAME}, 9 March 2026" in text
    assert desk.status()["by"] == NAME
    assert desk.manifest()["letter"]["title"] == "Peru and Kenya, for the Minister"
    assert "Read the annex." in own(desk, "html").read_text(encoding="utf-8")


def test_a_line_that_is_not_in_its_source_stops_it_and_nothing_changes(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk), "the price of tea", "the price of coffee")
    before = held(desk.folder / "out")
    ran = clear(desk)
    assert ran.code == 4
    line = next(n for n, text in enumerate(own(desk).read_text(encoding="utf-8").splitlines(), 1) if "coffee" in text)
    assert f"{own(desk)}:{line}: " in ran.err
    assert held(desk.folder / "out") == before


def test_an_edit_after_clearing_voids_it_until_it_is_cleared_again(desk: Desk) -> None:
    drafted(desk)
    clear(desk)
    edit(own(desk), "## Bottom line", "One word more.\n\n## Bottom line")
    for ran in (desk.run(now="2026-03-09T09:00-05:00"), issue(desk)):
        assert ran.code == 4
        assert f"edited after {NAME if 'held' in ran.out else 'it was'}" in ran.said
        assert own(desk).name in ran.said
    assert desk.status()["issued"] == ""
    assert clear(desk, by="Ben Stone").code == 0
    assert desk.run(now="2026-03-09T10:00-05:00").code == 0
    assert (desk.status()["by"], "One word more." in own(desk).read_text(encoding="utf-8")) == ("Ben Stone", True)


def test_a_second_edit_after_clearing_is_told_too(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = drafted(make_desk(tmp_path / "desk", server, schedule=CLEARANCE))
        for words in ("One word more.", "And another."):
            clear(desk)
            edit(own(desk), "## Bottom line", f"{words}\n\n## Bottom line")
            assert (desk.run().code, desk.run().code) == (4, 4)
        told = [mail.message["Subject"] for mail in server.kept("owner@mfa.example")]
    assert [subject.partition("issue 2026-W11 ")[2] for subject in told] == [
        "waits to be cleared", "was edited since", "was edited since",
    ]  # fmt: skip


def test_who_clears_an_issue_after_the_next_one_is_due_is_told_how_it_goes_out(desk: Desk) -> None:
    drafted(desk)
    drafted_next = desk.run(now=MONDAYS[1])
    assert "2026-W12: built, waiting" in drafted_next.out
    ran = clear(desk, now=MONDAYS[1])
    assert ran.code == 0
    assert "warning: 2026-W12 is due, so run-due brings 2026-W11 out no more; `briefgen issue" in ran.err
    assert "warning" not in clear(desk, own(desk, key=KEYS[1]), now=MONDAYS[1]).err
    assert issue(desk, now=MONDAYS[1]).code == 0


def test_another_page_in_the_place_of_the_cleared_one_voids_it_too(desk: Desk) -> None:
    drafted(desk)
    clear(desk)
    edit(own(desk, "html"), "tea", "coffee")
    assert (issue(desk).code, desk.run().code) == (4, 4)
    assert desk.status()["issued"] == ""


def test_a_page_that_somebody_edited_is_kept_when_it_is_made_again(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk, "html"), "tea", "coffee")
    ran = clear(desk)
    aside = own(desk).with_name("peru-kenya-2026-W11.edited-1.html")
    assert f"kept your edits as {aside}" in ran.err
    assert "coffee" in aside.read_text(encoding="utf-8")
    assert "coffee" not in own(desk, "html").read_text(encoding="utf-8")


def test_a_page_that_is_gone_is_made_again_and_data_that_are_gone_stop_it(desk: Desk) -> None:
    drafted(desk)
    own(desk, "html").unlink()
    assert clear(desk).code == 0
    assert f"cleared by {NAME}" in own(desk, "html").read_text(encoding="utf-8")
    own(desk, "json").unlink()
    ran = clear(desk)
    assert (ran.code, "the data of the issue are gone" in ran.err) == (1, True)
    assert desk.run().code == 4


def test_line_ends_and_marks_of_another_system_are_kept(desk: Desk) -> None:
    drafted(desk)
    own(desk).write_bytes(own(desk).read_text(encoding="utf-8").replace("\n", "\r\n").encode("utf-8-sig"))
    assert clear(desk).code == 0
    content = own(desk).read_bytes()
    assert f"**Status:** cleared by {NAME}, 9 March 2026\r\n".encode() in content
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert desk.run(now="2026-03-09T09:00-05:00").code == 0


def test_without_its_row_the_row_is_put_under_the_title(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk), "**Issue:** 2026-W11 · **Status:** DRAFT, not cleared\n\n", "")
    assert clear(desk).code == 0
    assert (
        own(desk)
        .read_text(encoding="utf-8")
        .startswith(f"# Peru–Kenya\n\n**Status:** cleared by {NAME}, 9 March 2026\n\n**As of:**")
    )


def test_who_writes_that_it_is_cleared_has_not_cleared_it(desk: Desk) -> None:
    drafted(desk)
    edit(own(desk), "DRAFT, not cleared", f"cleared by {NAME}, 9 March 2026")
    assert issue(desk).code == 4
    assert "waiting" in desk.run().out
    assert desk.status()["issued"] == ""


# --- gates ------------------------------------------------------------------------------------------------------------


def test_a_held_draft_is_cleared_only_despite_its_gates_and_that_is_on_record(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=STALE)
    assert desk.run().code == 4
    before = held(desk.folder / "out" / "peru-kenya")
    refused = clear(desk)
    assert (refused.code, "held back: the newest article used" in refused.err) == (4, True)
    assert held(desk.folder / "out" / "peru-kenya") == before
    done = clear(desk, None, "--despite-gates")
    assert (done.code, "cleared although the newest article used" in done.err) == (0, True)
    status = desk.status()
    assert (status["held"], len(status["overruled"])) == ([], 1)
    assert desk.run().code == 0
    assert desk.status()["by"] == NAME
    told = briefgen("status", "--now", MONDAYS[0], cwd=desk.folder).out
    assert f"cleared by {NAME} despite its gates (the newest article used" in told


def test_a_cleared_draft_is_not_made_again_when_an_article_comes(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=STALE)
    desk.run()
    clear(desk, None, "--despite-gates")
    text = own(desk).read_bytes()
    (desk.folder / "news" / "third.txt").write_text(THIRD, encoding="utf-8")
    assert desk.run().code == 0
    assert own(desk).read_bytes() == text


def test_sample_articles_are_never_cleared(tmp_path: Path) -> None:
    ran = briefgen("us-turkiye", "--as-of", "2025-03-24", cwd=tmp_path)
    assert ran.code == 0
    file = tmp_path / "out" / "us-turkiye" / "us-turkiye-2025-03-24.md"
    before = held(tmp_path)
    for args in ((), ("--despite-gates",)):
        refused = briefgen("clear", file, "--by", NAME, *args, cwd=tmp_path)
        assert (refused.code, "sample articles" in refused.err) == (4, True)
    assert held(tmp_path) == before


def test_a_brief_that_no_article_stands_behind_is_never_cleared(desk: Desk) -> None:
    for story in (desk.folder / "news").glob("*.txt"):
        story.write_text("Rain in Oslo\n\n3 March 2026\n\nOSLO: It rained in Oslo on Tuesday.\n", encoding="utf-8")
    assert desk.run().code == 4
    refused = clear(desk, None, "--despite-gates")
    assert refused.code == 4
    assert desk.status()["cleared"] == ""


def test_a_pdf_is_made_again_without_the_mark(tmp_path: Path) -> None:
    desk = drafted(make_desk(tmp_path / "desk", schedule="  clearance: required\n  formats: [pdf]\n"))

    def words() -> str:
        done = subprocess.run(["pdftotext", own(desk, "pdf"), "-"], capture_output=True, check=True)
        return done.stdout.decode()

    assert words().count("DRAFT, not cleared") == 3
    clear(desk)
    assert "DRAFT" not in words()
    assert f"cleared by {NAME}, 9 March 2026" in words()
    assert desk.manifest()["letter"]["first_page"]


# --- names ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Ada Stone", "Şule Iğdır", "Дарья Ковалёва", "O'Brien-Weiß", "王小明", "Dr. A. Stone (Americas Desk)", "Desk 2",
        "सीता",
    ],
)  # fmt: skip
def test_names_of_all_alphabets(desk: Desk, name: str) -> None:
    drafted(desk)
    assert clear(desk, by=name).code == 0
    assert f"cleared by {name}, 9 March 2026" in own(desk).read_text(encoding="utf-8")
    assert desk.status()["cleared_by"] == name


@pytest.mark.parametrize(
    "name",
    [
        "", "  ", "...", "A\nB", "A\rB", "A\x1b[31m", "A\u202eB", "A\u200bB", "**A**", "[A](http://x)", "<b>A</b>",
        "A`B",
        "A | B", "A · **Handling:** none", "A, 1 May 2020", "A" * 81, "A&amp;B", "A\tB", "{{ A }}", "A_B", "A#", "A\\",
    ],
)  # fmt: skip
def test_a_name_is_no_markup_and_no_second_line(desk: Desk, name: str) -> None:
    drafted(desk)
    before = held(desk.folder / "out")
    ran = clear(desk, by=name)
    assert (ran.code, ran.err.startswith("briefgen: --by: "), ran.err.count("\n")) == (2, True, 1)
    assert held(desk.folder / "out") == before
