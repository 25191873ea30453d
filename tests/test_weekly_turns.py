"""Turns that a weekly brief takes in a year: clocks, weekdays, folders and recipients that change under it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from commandline import briefgen
from mailserver import PASSWORD, MailServer
from weeklydesk import FIRST, KEYS, MONDAYS, READERS, Desk, make_desk

HTML = "  formats: [html]\n"
HELD = f"{HTML}  require: [press_line]\n"
PRESS = "desk: {author: A. Vale, date: 2026-03-01, press_line: It went well.}\n"


@pytest.fixture
def desk(tmp_path: Path, server: MailServer) -> Desk:
    return make_desk(tmp_path / "desk", server, schedule=HTML)


def test_the_folder_one_stands_in_makes_no_second_issue(desk: Desk, server: MailServer, tmp_path: Path) -> None:
    desk.run()
    words = ("--workspace", desk.folder, "run-due", "--now", MONDAYS[0])
    ran = briefgen(*words, cwd=tmp_path, SMTP_PASSWORD=PASSWORD)
    assert ran.out.startswith("peru-kenya: nothing is due")
    assert len(server.kept()) == 3
    status = briefgen("--workspace", desk.folder, "status", "--now", MONDAYS[0], cwd=tmp_path)
    assert "2026-W11, 0 hours old" in status.out
    assert not (tmp_path / "out").exists()


def test_a_draft_of_an_earlier_week_stays_one_when_the_weekday_moves(tmp_path: Path, server: MailServer) -> None:
    desk = make_desk(tmp_path / "desk", server, schedule=HELD)
    assert desk.run().code == 4
    text = desk.profile.read_text(encoding="utf-8")
    desk.profile.write_text(text.replace("  require: [press_line]\n", ""), encoding="utf-8")
    assert desk.run(now=MONDAYS[1]).code == 0
    text = desk.profile.read_text(encoding="utf-8")
    desk.profile.write_text(text.replace("on Monday", "on Friday"), encoding="utf-8")
    ran = desk.run(now="2026-03-18T12:00-05:00")
    assert ran.out == "peru-kenya: nothing is due; next 2026-03-20T06:30:00-05:00\n"
    assert desk.status()["issued"] == ""
    assert desk.run("peru-kenya", "--reissue", now="2026-03-18T12:00-05:00").code == 2
    assert not desk.issue(KEYS[0], 2).exists()


@pytest.mark.parametrize("now", [MONDAYS[0], "2026-03-15T12:00-05:00"])
def test_an_issue_of_a_week_to_come_stops_the_profile_and_says_so(desk: Desk, server: MailServer, now: str) -> None:
    desk.run(now=MONDAYS[1])
    ran = desk.run(now=now)
    assert ran.code == 1
    assert "the issue 2026-W12 is of a week still to come, so none is made" in ran.err
    status = desk.run("--max-age", "8d", now=now, command="status")
    assert (status.code, "2026-W12 came out later than now" in status.err) == (1, True)
    assert len(server.kept()) == 3
    assert desk.run(now="2026-03-16T06:31-05:00").code == 0


def test_a_last_issue_that_is_gone_holds_the_next_one_until_it_is_back(desk: Desk, server: MailServer) -> None:
    desk.run()
    data = desk.issue() / f"peru-kenya-{KEYS[0]}.json"
    kept = data.read_bytes()
    for damage in (None, b"{"):
        data.chmod(0o644)
        data.unlink() if damage is None else data.write_bytes(damage)
        ran = desk.run(now=MONDAYS[1])
        assert ran.code == 4
        assert "Bring the last issue back from a copy" in desk.status(KEYS[1])["held"][0]
        data.write_bytes(kept)
    assert desk.run(now=MONDAYS[1]).code == 0
    assert [mail.to for mail in server.kept()][-3:] == list(READERS)


def test_a_stored_mail_that_is_gone_is_given_up_and_keeps_no_later_week_back(desk: Desk, server: MailServer) -> None:
    server.script = {"b@mfa.example": ["later"]}
    desk.run()
    shutil.rmtree(desk.issue() / "mail")
    ran = desk.run(now=MONDAYS[1])
    assert ran.code == 5
    assert "the stored mail is gone" in ran.err
    assert desk.outcomes()["b@mfa.example"] == "given up"
    assert set(desk.outcomes(KEYS[1]).values()) == {"accepted"}


def test_who_is_a_recipient_no_longer_gets_no_stored_mail(desk: Desk, server: MailServer) -> None:
    server.script = {"b@mfa.example": ["later"]}
    assert desk.run().code == 5
    text = desk.profile.read_text(encoding="utf-8")
    desk.profile.write_text(text.replace("b@mfa.example, ", ""), encoding="utf-8")
    desk.run()
    assert desk.outcomes()["b@mfa.example"] == "given up"
    assert server.kept("b@mfa.example") == []


def test_every_issue_is_made_before_the_first_is_sent(desk: Desk, server: MailServer) -> None:
    other = desk.profile.read_text(encoding="utf-8").replace("Peru–Kenya", "Second")
    (desk.folder / "profiles" / "second.yaml").write_text(other, encoding="utf-8")
    server.stop()
    ran = desk.run("--json")
    assert ran.code == 5
    assert (desk.folder / "out" / "second" / KEYS[0] / "v1" / "status.json").exists()
    assert ran.out.count("not tried: localhost did not answer in this run") == 3
    server.start()
    assert desk.run().code == 0
    assert len(server.kept()) == 6


def test_each_issue_of_a_run_is_told_apart(desk: Desk, server: MailServer) -> None:
    server.script = {"a@mfa.example": ["later", "refuse"]}
    desk.run()
    ran = desk.run(now=MONDAYS[1])
    assert ran.code == 5
    first, second = sorted(line for line in ran.out.splitlines())
    assert first.startswith("peru-kenya/2026-W11: sent; 0 of 1 have it")
    assert second.startswith("peru-kenya/2026-W12: built, issued, sent; 3 of 3 have it")
    assert "peru-kenya/2026-W11: a@mfa.example: refused" in ran.err


def test_a_lock_does_not_hide_what_else_is_amiss(desk: Desk, server: MailServer) -> None:
    from filelock import FileLock

    other = desk.profile.read_text(encoding="utf-8").replace("Peru–Kenya", "Second")
    (desk.folder / "profiles" / "second.yaml").write_text(other, encoding="utf-8")
    server.stop()
    folder = desk.folder / "out" / "second"
    folder.mkdir(parents=True)
    with FileLock(folder / ".lock"):
        assert desk.run().code == 5


def test_missed_weeks_are_named_in_every_version(tmp_path: Path, server: MailServer) -> None:
    desk = make_desk(tmp_path / "desk", server, schedule=HTML)
    desk.run()
    desk.run(now=MONDAYS[2])
    desk.run("peru-kenya", "--reissue", now=MONDAYS[2])
    assert desk.manifest(KEYS[2], 2)["missed"] == [KEYS[1]]


def test_an_owner_is_told_once_whatever_the_server_answers_each_time(desk: Desk, server: MailServer) -> None:
    server.script = {"b@mfa.example": ["later"] * 5}
    for minute in range(5):
        desk.run(now=f"2026-03-09T06:{30 + minute}-05:00")
    assert len(server.kept("owner@mfa.example")) == 1


def test_what_waited_to_be_cleared_goes_out_when_nobody_has_to_any_more(tmp_path: Path, server: MailServer) -> None:
    desk = make_desk(tmp_path / "desk", server, schedule=f"{HTML}  clearance: required\n")
    desk.run()
    text = desk.profile.read_text(encoding="utf-8")
    desk.profile.write_text(text.replace("  clearance: required\n", ""), encoding="utf-8")
    assert desk.run().code == 0
    assert set(desk.outcomes().values()) == {"accepted"}
    assert "DRAFT" not in (desk.issue() / f"peru-kenya-{KEYS[0]}.md").read_text(encoding="utf-8")


def test_a_rehearsal_shows_the_text_as_people_have_left_it(tmp_path: Path, server: MailServer) -> None:
    desk = make_desk(tmp_path / "desk", server, schedule=f"{HTML}  clearance: required\n")
    desk.run()
    path = desk.issue() / f"peru-kenya-{KEYS[0]}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("# Peru–Kenya", "# Peru and Kenya"), encoding="utf-8")
    cleared = briefgen("clear", path, "--by", "A. Vale", "--now", MONDAYS[0], cwd=desk.folder)
    assert cleared.code == 0, cleared.said
    assert desk.run("--test-to", "me@mfa.example").code == 0
    body = server.kept("me@mfa.example")[0].message.get_body(("plain",))
    assert body
    assert "Peru and Kenya" in body.get_content()


def test_status_says_what_is_due_and_not_made(desk: Desk) -> None:
    desk.run()
    status = desk.run(now=MONDAYS[1], command="status")
    assert "2026-W12 is due and not made, next 2026-03-23" in status.out


def test_a_new_article_in_the_week_changes_no_issue_that_is_out(desk: Desk, server: MailServer) -> None:
    desk.run()
    (desk.folder / "news" / "late.txt").write_text(FIRST.replace("tea", "coffee"), encoding="utf-8")
    assert desk.run(now="2026-03-10T12:00-05:00").out.startswith("peru-kenya: nothing is due")
    assert len(server.kept()) == 3
