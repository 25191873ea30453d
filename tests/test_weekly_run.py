"""``run-due`` as a scheduler calls it: once, in order, to everybody, and over whatever goes wrong."""

from __future__ import annotations

import email
import email.policy
import json
import os
from collections import Counter
from pathlib import Path

import pytest
from mailserver import PASSWORD, MailServer
from weeklydesk import FIRST, KEYS, MONDAYS, READERS, Desk, make_desk

HTML = "  formats: [html]\n"
RUN = ["run-due", "--now", MONDAYS[0], "--quiet", "--once"]
ENV = {"SMTP_PASSWORD": PASSWORD}
SOAK = int(os.environ.get("SOAK", "1"))


@pytest.fixture
def desk(tmp_path: Path, server: MailServer) -> Desk:
    return make_desk(tmp_path / "desk", server, schedule=HTML)


# --- once -------------------------------------------------------------------------------------------------------------


def test_an_issue_is_made_and_sent_once(desk: Desk, server: MailServer) -> None:
    assert desk.run(now="2026-03-09T06:29-05:00").out == "peru-kenya: nothing is due; next 2026-03-09T06:30:00-05:00\n"
    first = desk.run()
    again = [desk.run(now=now) for now in (MONDAYS[0], "2026-03-11T00:00Z", "2026-03-16T06:29:59-05:00")]
    assert first.code == 0
    assert first.out == ("peru-kenya/2026-W11: built, issued, sent; 3 of 3 have it; next 2026-03-16T06:30:00-05:00\n")
    assert [one.out for one in again] == ["peru-kenya: nothing is due; next 2026-03-16T06:30:00-05:00\n"] * 3
    assert [mail.to for mail in server.kept()] == list(READERS)


def test_weeks_follow_each_other_and_the_brief_is_compared_with_the_last_issue(desk: Desk) -> None:
    for now in MONDAYS:
        assert desk.run(now=now).code == 0
    assert desk.keys() == list(KEYS)
    assert desk.brief(KEYS[0])["since"] is None
    assert desk.brief(KEYS[1])["since"]["name"] == KEYS[0]
    assert desk.brief(KEYS[2])["since"]["name"] == KEYS[1]
    assert desk.manifest(KEYS[1])["compared_with"]["issue"] == KEYS[0]
    assert desk.manifest(KEYS[1])["counts"]["changes_moved"] > 0
    assert desk.manifest(KEYS[2])["counts"]["changes_new"] == 0


def test_changes_stand_first_in_brief_and_mail(desk: Desk, server: MailServer) -> None:
    for now in MONDAYS[:2]:
        desk.run(now=now)
    markdown = (desk.issue(KEYS[1]) / f"peru-kenya-{KEYS[1]}.md").read_text()
    assert markdown.split("\n## ")[1].startswith("What changed since the last brief")
    assert f"{KEYS[0]}, as of 9 March 2026" in markdown
    text = server.kept()[-1].message.get_body(("plain",))
    assert text
    body = text.get_content()
    assert 0 < body.find("What changed since the last brief") < body.find("Bottom line")


def test_after_an_outage_the_newest_issue_alone_is_made_and_the_others_are_named(
    desk: Desk, server: MailServer
) -> None:
    desk.run(now=MONDAYS[0])
    late = desk.run(now="2026-04-01T12:00-05:00")
    assert late.code == 0
    assert "no issue was made for 2026-W12, 2026-W13; 3 of 3 have it" in late.out
    assert desk.keys() == [KEYS[0], "2026-W14"]
    assert desk.brief("2026-W14")["edition"]["missed"] == ["2026-W12", "2026-W13"]
    assert "**No issue was made for:** 2026-W12, 2026-W13" in (
        desk.issue("2026-W14") / "peru-kenya-2026-W14.md"
    ).read_text(encoding="utf-8")
    assert len(server.kept()) == 6


def test_a_second_version_says_what_it_takes_the_place_of(desk: Desk, server: MailServer) -> None:
    desk.run()
    (desk.folder / "news" / "third.txt").write_text(FIRST.replace("tea", "coffee"), encoding="utf-8")
    first = (desk.issue() / f"peru-kenya-{KEYS[0]}.json").read_bytes()
    assert desk.run("peru-kenya", "--reissue").code == 0
    assert desk.manifest(version=2)["supersedes"] == 1
    assert "**Issue:** 2026-W11, version 2, replaces version 1" in (
        desk.issue(version=2) / f"peru-kenya-{KEYS[0]}.md"
    ).read_text(encoding="utf-8")
    assert (desk.issue() / f"peru-kenya-{KEYS[0]}.json").read_bytes() == first
    assert len(server.kept()) == 6
    assert len({mail.message["Message-ID"] for mail in server.kept()}) == 6
    assert desk.run().out.startswith("peru-kenya: nothing is due")


def test_reissue_wants_the_name_of_a_profile(desk: Desk) -> None:
    assert desk.run("--reissue").code == 2


def test_what_a_new_version_replaces_is_no_longer_sent(desk: Desk, server: MailServer) -> None:
    server.script = {"b@mfa.example": ["later"] * 9}
    assert desk.run().code == 5
    server.script = {}
    assert desk.run("peru-kenya", "--reissue").code == 0
    assert desk.outcomes()["b@mfa.example"] == "overtaken"
    assert [mail.message["Subject"] for mail in server.kept("b@mfa.example")] == [
        mail.message["Subject"] for mail in server.kept("a@mfa.example")[1:]
    ]


# --- nothing new, gates -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("choice", ["send", "short", "skip"])
def test_a_week_without_news(tmp_path: Path, server: MailServer, choice: str) -> None:
    desk = make_desk(tmp_path / "desk", server, schedule=f"{HTML}  nothing_new: {choice}\n")
    for now in MONDAYS:
        assert desk.run(now=now).code == 0
    markdown = (desk.issue(KEYS[2]) / f"peru-kenya-{KEYS[2]}.md").read_text()
    assert desk.status(KEYS[2])["nothing_new"]
    assert len(server.kept()) == (6 if choice == "skip" else 9)
    assert bool(desk.status(KEYS[2])["issued"]) is (choice != "skip")
    assert ("## Agenda" in markdown) is (choice != "short")
    assert "Nothing is new, moved or dropped." in markdown
    assert desk.run(now=MONDAYS[2]).out.startswith("peru-kenya: nothing is due")


GATES = {
    "the desk text is missing: press line": ("  require: [press_line]\n", ""),
    "the desk text is stale: objectives of 1 January 2026 is 67 days old, more than 30": (
        "  desk_within: 30d\n",
        "desk: {author: A. Vale, date: 2026-01-01, objectives: [A date.]}\n",
    ),
    "the newest article used is of 3 March 2026, 6 days old, more than 5": ("  coverage_within: 5d\n", ""),
}


@pytest.mark.parametrize(("reason", "profile"), GATES.items())
def test_a_gate_holds_the_issue_and_tells_its_owner_once(
    tmp_path: Path, server: MailServer, reason: str, profile: tuple[str, str]
) -> None:
    desk = make_desk(tmp_path / "desk", server, schedule=f"{HTML}{profile[0]}", profile=profile[1])
    ran = [desk.run(), desk.run(), desk.run(now="2026-03-10T12:00Z")]
    assert [one.code for one in ran] == [4, 4, 4]
    assert desk.status()["held"] == [reason]
    (told,) = server.kept()
    assert told.to == "owner@mfa.example"
    assert reason in told.message.get_content()


def test_a_quiet_run_says_once_what_keeps_an_issue_back(tmp_path: Path, server: MailServer) -> None:
    for number, to_mail in enumerate((server, None)):
        desk = make_desk(tmp_path / f"desk{number}", to_mail, schedule=f"{HTML}  require: [press_line]\n")
        ran = [desk.run("--quiet"), desk.run("--quiet"), desk.run()]
        assert [one.code for one in ran] == [4, 4, 4]
        assert ["press line" in one.out for one in ran] == [True, False, True]


def test_a_quiet_run_says_once_that_a_server_is_away(desk: Desk, server: MailServer) -> None:
    server.stop()
    ran = [desk.run("--quiet"), desk.run("--quiet"), desk.run("--quiet")]
    server.start()
    ran.append(desk.run("--quiet"))
    assert [one.code for one in ran] == [5, 5, 5, 0]
    assert [bool(one.said) for one in ran] == [True, False, False, True]


def test_a_profile_with_faults_keeps_no_other_from_its_issue(desk: Desk) -> None:
    broken = desk.folder / "profiles" / "broken.yaml"
    broken.write_text("titel: Broken\n", encoding="utf-8")
    ran = [desk.run("--quiet"), desk.run("--quiet"), desk.run()]
    assert [one.code for one in ran] == [2, 2, 2]
    assert ["unknown key 'titel'" in one.err for one in ran] == [True, False, True]
    assert set(desk.outcomes().values()) == {"accepted"}
    broken.unlink()
    assert desk.run().code == 0


def test_nothing_is_done_when_one_of_those_named_has_faults(desk: Desk) -> None:
    (desk.folder / "profiles" / "broken.yaml").write_text("titel: Broken\n", encoding="utf-8")
    ran = desk.run("peru-kenya", "broken")
    assert (ran.code, desk.keys()) == (2, [])
    assert "unknown key 'titel'" in ran.err


def test_an_unreadable_article_holds_the_issue_until_it_is_mended(desk: Desk, server: MailServer) -> None:
    broken = desk.folder / "news" / "broken.txt"
    broken.write_bytes(b"\x00\x01\x02" * 99)
    assert desk.run().code == 4
    assert "broken.txt" in desk.status()["held"][0]
    broken.unlink()
    mended = desk.run()
    assert (mended.code, desk.status()["held"]) == (0, [])
    assert [mail.to for mail in server.kept()] == ["owner@mfa.example", *READERS]


def test_no_article_about_the_sides_holds_the_issue(desk: Desk) -> None:
    for path in (desk.folder / "news").iterdir():
        path.write_text("Rain in Oslo\n\n3 March 2026\n\nIt rained in Oslo on Monday.\n", encoding="utf-8")
    assert desk.run().code == 4
    assert desk.status()["held"] == ["no article is about the two sides"]


def test_the_samples_are_never_sent(desk: Desk, server: MailServer) -> None:
    text = desk.profile.read_text().replace("  articles: [news]\n", "").replace("PE}", "US}").replace("KE}", "TR}")
    desk.profile.write_text(text)
    assert desk.run(now="2026-03-09T06:30-05:00").code == 4
    assert "sample articles" in desk.status()["held"][0]
    assert [mail.to for mail in server.kept()] == ["owner@mfa.example"]


# --- to everybody -----------------------------------------------------------------------------------------------------


def test_the_pdf_that_arrives_is_the_one_that_is_kept(tmp_path: Path, server: MailServer) -> None:
    desk = make_desk(tmp_path / "desk", server)
    assert desk.run().code == 0
    kept = (desk.issue() / f"peru-kenya-{KEYS[0]}.pdf").read_bytes()
    for mail in server.kept():
        (attached,) = mail.message.iter_attachments()
        assert attached.get_payload(decode=True) == kept


def test_one_bad_address_of_three(desk: Desk, server: MailServer) -> None:
    server.script = {"b@mfa.example": ["refuse"] * 5}
    assert desk.run().code == 5
    assert desk.outcomes() == {"a@mfa.example": "accepted", "b@mfa.example": "refused", "c@mfa.example": "accepted"}
    assert desk.run().code == 0  # refused for good: nothing is left to try
    assert Counter(mail.to for mail in server.kept()) == Counter(
        ["a@mfa.example", "c@mfa.example", "owner@mfa.example"]
    )


def test_a_server_that_is_down_for_two_runs(desk: Desk, server: MailServer) -> None:
    server.stop()
    ran = [desk.run(), desk.run(now="2026-03-09T12:00Z")]
    stored = [path.read_bytes() for path in sorted((desk.issue() / "mail").iterdir())]
    server.start()
    ran.append(desk.run(now="2026-03-09T13:00Z"))
    assert [one.code for one in ran] == [5, 5, 0]
    assert [mail.to for mail in server.kept()] == list(READERS)
    assert [mail.content.replace(b"\r\n", b"\n") for mail in server.kept()] == [
        one.replace(b"\r\n", b"\n") for one in stored
    ]


def test_an_issue_that_cannot_be_sent_for_two_weeks_is_given_up(desk: Desk, server: MailServer) -> None:
    server.stop()
    desk.run()
    assert desk.run(now="2026-03-24T12:00Z").code == 5
    assert set(desk.outcomes().values()) == {"given up"}
    assert set(desk.outcomes("2026-W13").values()) == {"failed"}


# --- weeks gone by --------------------------------------------------------------------------------------------------


def test_backfill_makes_what_would_have_been_made_and_sends_nothing(desk: Desk, server: MailServer) -> None:
    live = make_desk(desk.folder.parent / "live", schedule=HTML)
    for now in MONDAYS:
        live.run(now=now)
    days = ("peru-kenya", "--from", "2026-03-01", "--to", "2026-12-31")
    filled = desk.run(*days, command="backfill", now="2026-03-30T12:00-05:00")
    assert filled.out.splitlines() == [f"peru-kenya/{key}: built, issued" for key in KEYS]
    for key in KEYS:
        for suffix in ("md", "json", "html"):
            name = f"peru-kenya-{key}.{suffix}"
            assert (desk.issue(key) / name).read_bytes() == (live.issue(key) / name).read_bytes()
    assert server.kept() == []
    again = desk.run(*days, command="backfill", now="2026-03-30T12:00-05:00")
    assert again.out.splitlines() == [f"peru-kenya/{key}: already there" for key in KEYS]
    due = desk.run(now="2026-03-30T12:00-05:00")
    assert due.out.startswith("peru-kenya/2026-W14: built, issued, sent; 3 of 3 have it")


def test_backfill_sees_nothing_of_later_issues(desk: Desk) -> None:
    for now in (MONDAYS[0], MONDAYS[2]):
        desk.run(now=now)
    desk.run("peru-kenya", "--from", "2026-03-16", "--to", "2026-03-16", command="backfill", now=MONDAYS[2])
    assert desk.brief(KEYS[1])["since"]["name"] == KEYS[0]
    assert desk.status(KEYS[1])["copies"] == []


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (("--from", "2026-03-16", "--to", "2026-03-09"), "--to 2026-03-09 is before --from 2026-03-16"),
        (("--from", "16 March", "--to", "2026-03-09"), "--from: '16 March' is not a date"),
    ],
)
def test_backfill_refuses_days_that_cannot_be_meant(desk: Desk, days: tuple[str, ...], said: str) -> None:
    ran = desk.run("peru-kenya", *days, command="backfill")
    assert (ran.code, said in ran.err) == (2, True)


def test_backfill_refuses_the_samples(desk: Desk) -> None:
    desk.profile.write_text(desk.profile.read_text().replace("  articles: [news]\n", ""))
    ran = desk.run("peru-kenya", "--from", "2026-03-09", "--to", "2026-03-16", command="backfill", now=MONDAYS[2])
    assert ran.code == 4
    assert "samples shipped with briefgen" in ran.err


# --- what a desk keeps --------------------------------------------------------------------------------------------


def test_drafts_that_never_came_out_go_after_a_while_and_issues_stay(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule=f"{HTML}  nothing_new: skip\n  keep: 2\n")
    for now in (*MONDAYS, "2026-03-30T07:00-05:00", "2026-04-06T07:00-05:00", "2026-04-13T07:00-05:00"):
        assert desk.run(now=now).code == 0
    assert desk.keys() == ["2026-W11", "2026-W12", "2026-W14", "2026-W15", "2026-W16"]


def test_a_status_that_somebody_broke_stops_the_profile_and_nothing_is_sent(desk: Desk, server: MailServer) -> None:
    desk.run()
    (desk.issue() / "status.json").write_text('{"built": 7}')
    ran = desk.run(now=MONDAYS[1])
    assert ran.code == 1
    assert "status.json: not as briefgen writes it" in ran.err
    assert len(server.kept()) == 3


def test_what_is_seen_at_a_glance_is_looked_at_again_when_the_profile_changes(desk: Desk) -> None:
    desk.run()
    later = "2026-03-10T12:00-05:00"
    assert desk.run(now=later).out == "peru-kenya: nothing is due; next 2026-03-16T06:30:00-05:00\n"
    desk.profile.write_text(desk.profile.read_text().replace("on Monday at 06:30", "on Tuesday at 06:30"))
    assert "next 2026-03-17T06:30:00-05:00" in desk.run(now=later).out
    assert desk.keys() == [KEYS[0]]


# --- trying it out --------------------------------------------------------------------------------------------------


def test_mails_are_written_to_a_folder_and_nothing_is_kept(desk: Desk, server: MailServer) -> None:
    ran = desk.run("--eml", "look")
    assert ran.code == 0, ran.said
    written = [path for path in (desk.folder / "look").iterdir() if path.suffix == ".eml"]
    mails = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in sorted(written)]
    assert [str(mail["To"]) for mail in mails] == list(READERS)
    assert server.kept() == []
    assert not (desk.folder / "out").exists()
    assert desk.run().code == 0


def test_a_mail_to_one_address_does_not_count(desk: Desk, server: MailServer) -> None:
    ran = desk.run("--test-to", "me@mfa.example")
    assert ran.code == 0, ran.said
    (mail,) = server.kept()
    assert (mail.to, mail.message["To"]) == ("me@mfa.example", "me@mfa.example")
    assert desk.run().code == 0
    assert len(server.kept()) == 4


def test_a_mail_to_a_stranger_is_refused(desk: Desk, server: MailServer) -> None:
    ran = desk.run("--test-to", "me@elsewhere.example")
    assert ran.code == 2
    assert "not allowed by the profile" in ran.err
    assert server.kept() == []


def test_json_for_other_programs(desk: Desk) -> None:
    (line,) = desk.run("--json").out.splitlines()
    told = json.loads(line)
    assert (told["issue"], told["steps"], told["exit"]) == (KEYS[0], ["built", "issued", "sent"], 0)
    assert told["sent"] == dict.fromkeys(READERS, "accepted")


@pytest.mark.parametrize("now", ["tomorrow", "2026-03-09", "2026-03-09T06:30"])
def test_a_moment_without_a_zone_is_refused(desk: Desk, now: str) -> None:
    ran = desk.run(now=now)
    assert ran.code == 2
    assert "is no moment with its zone" in ran.err
