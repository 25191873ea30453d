"""The page that lists all issues: what it says, where it leads, and what a browser makes of hostile words in it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import pytest
from commandline import briefgen
from mailserver import running
from weeklydesk import KEYS, MONDAYS, Desk, make_desk

from briefgen.errors import OutputError
from briefgen.weekly.index import Row, render_index, write_index

HOSTILE = '<script>document.title="x"</script><img src=http://example.invalid/a onerror=alert(1)>&lt;"\'{{7*7}}'


@dataclass(frozen=True)
class Page:
    """The page as a reader has it."""

    text: str
    folder: Path

    @property
    def rows(self) -> list[list[str]]:
        body = self.text.partition("<tbody>")[2]
        return [
            [shown(cell) for cell in re.findall(r"(?s)<td>(.*?)</td>", row)]
            for row in re.findall(r"(?s)<tr.*?</tr>", body)
        ]

    @property
    def links(self) -> list[str]:
        return re.findall(r'href="([^"]*)"', self.text)


def shown(cell: str) -> str:
    return html.unescape(re.sub("<br>", " ", re.sub("</?(?:a|strong)[^>]*>", "", cell)))


def page(desk: Desk) -> Page:
    path = desk.folder / "out" / "index.html"
    return Page(path.read_text(encoding="utf-8"), path.parent)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return make_desk(tmp_path / "desk", schedule="  formats: [html]\n")


def test_it_lists_every_version_of_every_issue_the_newest_first(desk: Desk) -> None:
    for now in MONDAYS:
        desk.run(now=now)
    desk.run("peru-kenya", "--reissue", now=MONDAYS[2])
    listed = page(desk).rows
    assert [row[0] for row in listed] == ["2026-W13 v2", "2026-W13", "2026-W12", "2026-W11"]
    brief, day, words = "peru-kenya Peru–Kenya", "9 March 2026", "issued 9 March 2026"
    assert listed[-1] == ["2026-W11", brief, day, words, "", "md · html · json"]
    counts = desk.manifest(KEYS[1])["counts"]
    assert listed[2][4].startswith(f"{counts['changes_new']} new")
    assert str(counts["changes_unchanged"]) in listed[2][4]


def test_its_links_lead_to_the_views(desk: Desk) -> None:
    desk.run()
    found = page(desk)
    assert found.links == [f"peru-kenya/2026-W11/v1/peru-kenya-2026-W11.{suffix}" for suffix in ("md", "html", "json")]
    assert all((found.folder / unquote(link)).is_file() for link in found.links)


def test_names_of_profiles_with_other_letters_are_linked_too(desk: Desk) -> None:
    desk.profile.rename(desk.profile.with_name("perú-ışık.yaml"))
    desk.run()
    found = page(desk)
    assert len(found.links) == 3
    assert all(link.isascii() and (found.folder / unquote(link)).is_file() for link in found.links)


def test_it_says_in_words_how_each_issue_stands(tmp_path: Path) -> None:
    with running(tmp_path / "mail") as server:
        desk = make_desk(tmp_path / "desk", server, schedule="  formats: [html]\n  clearance: required\n")
        file = desk.issue() / "peru-kenya-2026-W11.md"
        desk.run()
        assert page(desk).rows[0][3] == "Draft: waiting to be cleared"
        briefgen("clear", file, "--by", "Ada Stone", "--now", MONDAYS[0], cwd=desk.folder)
        assert page(desk).rows[0][3] == "Draft: cleared by Ada Stone, not issued yet"
        briefgen("issue", file, "--now", MONDAYS[0], cwd=desk.folder)
        assert page(desk).rows[0][3] == "issued 9 March 2026, cleared by Ada Stone, sent to 0 of 3"
        server.script["b@mfa.example"] = ["refuse"]
        desk.run(now="2026-03-09T07:00-05:00")
        assert page(desk).rows[0][3] == "issued 9 March 2026, cleared by Ada Stone, sent to 2 of 3"


def test_what_is_held_back_and_what_was_filled_in(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n  coverage_within: 12d\n")
    desk.run("peru-kenya", "--from", "2026-03-09", "--to", "2026-03-10", now=MONDAYS[1], command="backfill")
    assert page(desk).rows[0][3] == "issued 16 March 2026 to fill a gap"
    (desk.folder / "news" / "second.txt").unlink()
    desk.run(now=MONDAYS[1])
    assert page(desk).rows[0][3].startswith("Draft: held back: the newest article used is of 3 March 2026")


def test_a_run_without_anything_to_do_leaves_it_as_it_is(desk: Desk) -> None:
    desk.run()
    before = (desk.folder / "out" / "index.html").stat()
    desk.run(now="2026-03-10T00:00-05:00")
    after = (desk.folder / "out" / "index.html").stat()
    assert (before.st_mtime_ns, before.st_ino) == (after.st_mtime_ns, after.st_ino)


def test_a_status_or_manifest_that_is_damaged_does_not_hide_the_others(desk: Desk) -> None:
    for now in MONDAYS[:2]:
        desk.run(now=now)
    for name in ("status.json", "manifest.json"):
        (desk.issue() / name).chmod(0o644)
        (desk.issue() / name).write_text("{", encoding="utf-8")
    (desk.issue(KEYS[1]) / "manifest.json").unlink()
    (desk.folder / "out" / "peru-kenya" / "2026-W09" / "v1").mkdir(parents=True)
    write_index(desk.folder / "out")
    listed = page(desk).rows
    assert [(row[0], row[3]) for row in listed] == [
        ("2026-W12", "issued 16 March 2026"),
        ("2026-W11", "Draft: what became of it cannot be read"),
        ("2026-W09", "Draft: what became of it cannot be read"),
    ]


def test_where_no_issue_was_made_it_says_so(tmp_path: Path) -> None:
    write_index(tmp_path)
    assert "No issue was made yet." in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_list_that_cannot_be_written_fails_no_run(desk: Desk) -> None:
    (desk.folder / "out" / "index.html").mkdir(parents=True)
    ran = desk.run()
    assert (ran.code, "warning: the list of issues is not renewed" in ran.err) == (0, True)


def test_a_template_of_your_own(desk: Desk) -> None:
    (desk.folder / "templates").mkdir()
    (desk.folder / "templates" / "index.html.j2").write_text("{% for row in rows %}[{{ row.title }}]{% endfor %}")
    desk.run()
    assert page(desk).text == "[Peru–Kenya]"
    (desk.folder / "broken").mkdir()
    (desk.folder / "broken" / "index.html.j2").write_text("{% for %}")
    with pytest.raises(OutputError):
        render_index((), (desk.folder / "broken",))


def test_a_template_reaches_nothing_beyond_its_rows(tmp_path: Path) -> None:
    (tmp_path / "index.html.j2").write_text("{{ rows.__class__.__mro__ }}")
    with pytest.raises(OutputError):
        render_index((), (tmp_path,))


# --- hostile words ----------------------------------------------------------------------------------------------------


def hostile_row() -> Row:
    return Row(
        profile=HOSTILE,
        title=HOSTILE,
        key=HOSTILE,
        version=1,
        day=HOSTILE,
        words=HOSTILE,
        issued=False,
        changes=HOSTILE,
        views=((HOSTILE, HOSTILE),),
    )


class Tags(HTMLParser):
    """The tags of a page and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))


def test_words_of_others_become_no_markup() -> None:
    text = render_index([hostile_row()])
    tags = Tags()
    tags.feed(text)
    kinds = {tag for tag, _ in tags.seen}
    assert kinds.isdisjoint({"script", "img", "link", "iframe", "object", "base", "form"})
    assert not [name for _, attrs in tags.seen for name in attrs if name.startswith("on")]
    assert "{{7*7}}" in html.unescape(text)


def test_the_page_needs_nothing_and_runs_nothing(desk: Desk) -> None:
    desk.run()
    text = page(desk).text
    assert "default-src 'none'" in text
    assert not re.search(r"https?:|//|<script|@import|url\(", text)


def browser(path: Path, profile: Path) -> tuple[str, list[str]]:
    """What a real browser makes of a page, and what it has to say of it."""
    program = shutil.which("chromium")
    assert program, "chromium is needed: apt-get install chromium"
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--enable-logging=stderr"]
    done = subprocess.run(
        [program, *options, f"--user-data-dir={profile}", "--virtual-time-budget=2000", "--dump-dom", path.as_uri()],
        capture_output=True,
        check=True,
        timeout=120,
    )
    said = [line for line in done.stderr.decode(errors="replace").splitlines() if ":CONSOLE:" in line]
    return done.stdout.decode(), said


def test_a_browser_shows_it_and_has_nothing_to_say(desk: Desk, tmp_path: Path) -> None:
    story = desk.folder / "news" / "<img src=x onerror=alert(1)>.txt"
    story.write_bytes(b"\xff\xfe\x00\xd8" * 40)
    desk.run()
    text, said = browser(desk.folder / "out" / "index.html", tmp_path / "profile")
    assert said == []
    assert "<title>Issues</title>" in text
    assert "2026-W11" in text


def test_a_browser_runs_no_script_even_where_one_gets_in(tmp_path: Path) -> None:
    hostile, forced = tmp_path / "hostile.html", tmp_path / "forced.html"
    text = render_index([hostile_row()])
    hostile.write_text(text, encoding="utf-8")
    dom, said = browser(hostile, tmp_path / "profile")
    assert (said, "<title>Issues</title>" in dom) == ([], True)
    script = '<script>document.title="ran"</script><style>h1 { color: red }</style>'
    forced.write_text(text.replace("</body>", f"{script}</body>"), encoding="utf-8")
    dom, said = browser(forced, tmp_path / "profile")
    assert "<title>Issues</title>" in dom
    assert len(said) == 2
    assert all("Content Security Policy" in line for line in said)


# --- the log ----------------------------------------------------------------------------------------------------------


def log(desk: Desk) -> list[dict[str, object]]:
    return [json.loads(line) for line in (desk.folder / "out" / "run-due.jsonl").read_text().splitlines()]


def test_a_run_that_did_something_or_failed_leaves_a_line(desk: Desk) -> None:
    desk.run()
    desk.run(now="2026-03-10T00:00-05:00")
    for story in (desk.folder / "news").glob("*.txt"):
        story.unlink()
    assert desk.run(now=MONDAYS[1]).code == 4
    assert [(line["at"], line["issue"], line["exit"]) for line in log(desk)] == [
        ("2026-03-09T06:30:00-05:00", "2026-W11", 0),
        ("2026-03-16T06:30:00-05:00", "2026-W12", 4),
    ]
    assert log(desk)[0]["steps"] == ["built", "issued"]


def test_a_line_that_was_cut_off_does_not_take_the_next_with_it(desk: Desk) -> None:
    (desk.folder / "out").mkdir()
    (desk.folder / "out" / "run-due.jsonl").write_text('{"at": "2026-0')
    desk.run()
    lines = (desk.folder / "out" / "run-due.jsonl").read_text().splitlines()
    assert (len(lines), json.loads(lines[1])["issue"]) == (2, "2026-W11")


def test_a_log_that_cannot_be_written_fails_no_run(desk: Desk) -> None:
    (desk.folder / "out" / "run-due.jsonl").mkdir(parents=True)
    ran = desk.run()
    assert (ran.code, "run-due.jsonl" in ran.err, ran.err.startswith("warning: ")) == (0, True, True)
    assert desk.status()["issued"]


def test_a_list_that_a_run_was_cut_off_at_is_renewed_by_the_next(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", schedule="  formats: [html]\n")
    desk.run()
    out = desk.folder / "out"
    (out / "index.html").rename(out / ".index.html.99.tmp")
    assert "nothing is due" in desk.run().out
    assert "2026-W11" in (out / "index.html").read_text(encoding="utf-8")
    assert not list(out.glob(".index.html.*.tmp"))
