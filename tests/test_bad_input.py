"""What goes wrong gets a clear line, the right exit code, and loses nothing."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from commandline import Ran, briefgen, environment

PROFILE = """title: Norway–Iceland
sides:
  - country: NO
  - country: IS
"""
ARTICLE = """ date 2026-03-02 Norway and Iceland to hold talks on fisheries

Norwegian Foreign Minister Ada Stone will visit Reykjavik on March 4 for talks with Icelandic Prime Minister Jon Marsh.

Stone and Marsh will discuss the lifting of fish tariffs and a joint rescue service.

“We want open waters,” Stone said on Monday in Oslo.
"""
AS_OF = ("--as-of", "2026-03-03")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A workspace with one profile and one article."""
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "norway-iceland.yaml").write_text(PROFILE, encoding="utf-8")
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "talks.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def run(desk: Path, *args: object, articles: str = "news", cold: bool = False, **env: str) -> Ran:
    return briefgen("norway-iceland", *AS_OF, "--articles", articles, *args, cwd=desk, cold=cold, **env)


def files(desk: Path) -> list[str]:
    return sorted(path.name for path in desk.glob("out/**/[!.]*") if path.is_file())


def brief(desk: Path) -> str:
    (path,) = desk.glob("out/norway-iceland/[!.]*.md")
    return path.read_text(encoding="utf-8")


def data(desk: Path) -> dict:
    (path,) = desk.glob("out/norway-iceland/[!.]*.json")
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_desk_of_these_tests_is_sound(desk):
    ran = run(desk, "--json")
    assert ran.code == 0, ran.said
    assert files(desk) == ["norway-iceland-2026-03-03.json", "norway-iceland-2026-03-03.md"]
    assert "We want open waters" in brief(desk)


# --- profiles -----------------------------------------------------------------------------------------------------


def test_an_unknown_profile_is_told_its_neighbour(desk):
    ran = briefgen("norway-icland", cwd=desk)
    assert ran.code == 2
    assert "Did you mean norway-iceland?" in ran.err


@pytest.mark.parametrize(
    ("yaml", "line", "words"),
    [
        ("title: Talks\nsides: [\n", 3, ""),
        (PROFILE + "tpoics: []\n", 5, "tpoics"),
        (PROFILE + "title: Another\n", 5, "title"),
        (PROFILE + "topics:\n  fish:\n    title: Fish\n    regex: ['(unclosed']\n", 8, "(unclosed"),
        ("title: Talks\nsides:\n  - country: NO\n", 2, "sides"),
        ("title: Talks\nsides:\n  - country: NO\n  - country: QQ\n", 4, "QQ"),
        (PROFILE + "window: soon\n", 5, "window"),
        ("- a\n- list\n", 1, ""),
    ],
    ids=["malformed", "unknown key", "duplicate key", "bad regex", "one side", "no such country", "bad window", "list"],
)
def test_a_fault_in_a_profile_is_named_with_its_place(desk, yaml, line, words):
    path = desk / "bad.yaml"
    path.write_text(yaml, encoding="utf-8")
    for command in ("build", "check"):
        ran = briefgen(command, path, cwd=desk)
        assert ran.code == 2, ran.said
        assert f"bad.yaml:{line}" in ran.said
        assert words in ran.said
    assert files(desk) == []


def test_all_faults_are_named_at_once(desk):
    path = desk / "bad.yaml"
    path.write_text(PROFILE + "tpoics: []\nwindw: 3d\nlimts: {}\n", encoding="utf-8")
    ran = briefgen("check", path, cwd=desk)
    assert ran.code == 2
    for place in ("bad.yaml:5:", "bad.yaml:6:", "bad.yaml:7:"):
        assert place in ran.said


def test_a_missing_profile_file(desk):
    ran = briefgen("build", "nowhere.yaml", cwd=desk)
    assert ran.code == 2
    assert "nowhere.yaml" in ran.err


@pytest.mark.parametrize("name", ["../evil", "../../etc/passwd", "a/../../evil", "..", "/evil", "a\nb", "-x"])
def test_a_name_is_no_path(desk, name):
    before = sorted(desk.parent.rglob("*"))
    assert briefgen(name, cwd=desk).code == 2
    assert briefgen("build", name, cwd=desk).code == 2
    assert sorted(desk.parent.rglob("*")) == before


def test_a_profile_may_not_take_the_name_of_a_command(desk):
    shutil.copy(desk / "profiles" / "norway-iceland.yaml", desk / "profiles" / "verify.yaml")
    ran = briefgen("check", desk / "profiles" / "verify.yaml", cwd=desk)
    assert ran.code == 2
    assert "verify" in ran.said


def test_a_wrong_day_and_a_wrong_option(desk):
    assert briefgen("norway-iceland", "--as-of", "tomorow", cwd=desk).code == 2
    assert briefgen("norway-iceland", "--pfd", cwd=desk).code == 2
    assert briefgen("norway-iceland", "--window", "-3d", cwd=desk).code == 2
    assert files(desk) == []


# --- articles -----------------------------------------------------------------------------------------------------


def test_a_missing_folder(desk):
    ran = run(desk, articles="nwes")
    assert ran.code == 1
    assert "nwes" in ran.err
    assert files(desk) == []


def test_an_empty_folder_gives_an_honest_brief(desk):
    (desk / "empty").mkdir()
    ran = run(desk, articles="empty")
    assert ran.code == 3
    assert files(desk) == ["norway-iceland-2026-03-03.md"]
    assert "We want" not in brief(desk)
    assert "No article" in brief(desk)


def test_articles_about_others_give_an_honest_brief(desk):
    (desk / "news" / "talks.txt").write_text(
        " date 2026-03-02 Chile and Peru to hold talks\n\nChilean Foreign Minister Ana Rojas will visit Lima.\n",
        encoding="utf-8",
    )
    ran = run(desk, "--json")
    assert ran.code == 3
    assert data(desk)["agenda"] == data(desk)["quotes"] == data(desk)["sources"] == []
    assert len(data(desk)["not_used"]) == 1


@pytest.mark.parametrize(
    "content",
    [b"\x00\x01\x02\xff\xfe" * 400, b"%PDF-1.7\n\x00\x80\x81" * 50, bytes(range(256)) * 20],
    ids=["binary", "a renamed PDF", "all bytes"],
)
def test_a_binary_file_is_a_notice_when_others_are_fine(desk, content):
    (desk / "news" / "broken.txt").write_bytes(content)
    ran = run(desk, "--json")
    assert ran.code == 0, ran.said
    assert "broken.txt" in ran.err
    assert any("broken.txt" in str(notice) for notice in data(desk)["notices"])
    assert "We want open waters" in brief(desk)


def test_a_file_that_cannot_be_opened_is_a_notice(desk):
    (desk / "news" / "gone.txt").symlink_to(desk / "nowhere")
    ran = run(desk, "--json")
    assert ran.code == 0, ran.said
    assert "gone.txt" in ran.err
    assert any("gone.txt" in str(notice) for notice in data(desk)["notices"])


def test_nothing_readable_is_a_fault(desk):
    (desk / "news" / "talks.txt").write_bytes(b"\x00\x01\x02\xff\xfe" * 400)
    ran = run(desk)
    assert ran.code == 1
    assert "talks.txt" in ran.err
    assert files(desk) == []


def test_the_notice_of_an_unreadable_file_fails_a_strict_run(desk):
    (desk / "news" / "broken.txt").write_bytes(b"\x00\x01" * 400)
    ran = run(desk, "--strict")
    assert ran.code == 4
    assert files(desk) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1254", "cp1252"])
def test_other_encodings_are_read(desk, encoding):
    text = ARTICLE.replace("Ada Stone", "Adè Stöne").replace("Stone", "Stöne")
    (desk / "news" / "talks.txt").write_bytes(text.encode(encoding))
    ran = run(desk)
    assert ran.code == 0, ran.said
    assert "“We want open waters,”" in brief(desk) or "We want open waters" in brief(desk)
    assert "Adè Stöne" in brief(desk)


def test_a_broken_utf8_file_keeps_its_words_and_says_so(desk):
    (desk / "news" / "talks.txt").write_bytes(ARTICLE.encode() + b"\nA stray \x9d byte.\n")
    ran = run(desk)
    assert ran.code == 0, ran.said
    assert "We want open waters" in brief(desk)


def test_a_large_file_does_not_stop_the_others(desk):
    (desk / "news" / "huge.txt").write_text(
        "Rain fell on the hills and the roads were wet.\n" * 40_000, encoding="utf-8"
    )
    ran = run(desk, "--json")
    assert ran.code == 0, ran.said
    assert "We want open waters" in brief(desk)
    assert any("huge.txt" in str(one) for one in data(desk)["not_used"])


def test_a_file_too_large_to_be_an_article_is_a_notice(desk):
    with (desk / "news" / "huge.txt").open("wb") as huge:
        huge.truncate(200_000_000)
    ran = run(desk, "--json")
    assert ran.code == 0, ran.said
    assert "huge.txt" in ran.err
    assert "We want open waters" in brief(desk)


@pytest.mark.parametrize(
    "line",
    [
        "a" * 500_000,
        "Norway said that Iceland " * 10_000,
        "“" * 100_000,
        "Mr. " * 50_000,
        "Norway, " * 30_000,
        " " * 500_000 + ".",
        "March 4-" * 30_000,
        "Norwegian Foreign Minister Ada Stone " * 5_000,
        "Norway and Iceland discussed " + "1" * 5_000 + "x.",
        "Norway told Iceland that it was " + "about 3 percent " * 2_000,
        "Norway told Iceland that it was on Monday, " + "on Monday, " * 4_000,
    ],
    ids=[
        "one word",
        "no end",
        "opening marks",
        "titles",
        "a list",
        "blanks",
        "days",
        "names",
        "a number",
        "figures",
        "dates",
    ],
)
def test_an_endless_line_ends(desk, line):
    (desk / "news" / "line.txt").write_text(line, encoding="utf-8")
    ran = run(desk)
    assert ran.code == 0, ran.said
    assert "We want open waters" in brief(desk)


def test_unbalanced_marks_cost_one_paragraph(desk):
    text = ARTICLE.replace("fish tariffs", "“fish tariffs").replace("“We", "It rained in Oslo.\n\n“We")
    (desk / "news" / "talks.txt").write_text(text, encoding="utf-8")
    ran = run(desk, "--json")
    assert ran.code == 0, ran.said
    assert ["We want open waters" in quote["text"] for quote in data(desk)["quotes"]].count(True) == 1


# --- hostile text -------------------------------------------------------------------------------------------------

HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![x](http://example.invalid/a.png)",
    "[click](javascript:alert(1))",
    "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "[^1]: A note of its own",
    "`code` **bold** | cell | {{ 7 * 7 }} {% raw %}",
    "\u202eright to left\u202c and \u200bnothing",
]


LIVE = re.compile(r"<script>alert|<img|href=.javascript|<a [^>]*example\.invalid|<strong>bold|<code>code|\b49\b")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_inert_in_every_output(desk, hostile):
    text = ARTICLE.replace("open waters", f"open {hostile} waters").replace("fish tariffs", f"fish {hostile} tariffs")
    text = text.replace("talks on fisheries", f"talks {hostile}")
    (desk / "news" / "talks.txt").write_text(text, encoding="utf-8")
    ran = run(desk, "--json", "--html")
    assert ran.code == 0, ran.said
    (page,) = desk.glob("out/norway-iceland/[!.]*.html")
    html = page.read_text(encoding="utf-8")
    assert not LIVE.search(html)
    for written in (html, brief(desk), page.with_suffix(".json").read_text(encoding="utf-8"), ran.out, ran.err):
        assert not {char for char in written if ord(char) < 32 and char not in "\n\t"}


@pytest.mark.parametrize("command", ["explain", "extract", "verify"])
def test_a_terminal_is_never_told_what_an_article_says(desk, command):
    escapes = "\x1b[31mred\x1b[0m\x1b]0;title\x07\x9b2J"
    text = ARTICLE.replace("open waters", f"open {escapes} waters").replace("talks on", f"talks {escapes} on")
    (desk / "news" / "talks.txt").write_text(text, encoding="utf-8")
    assert run(desk).code == 0
    (page,) = desk.glob("out/norway-iceland/[!.]*.md")
    ask = {
        "explain": ("explain", "norway-iceland", *AS_OF, "--articles", "news"),
        "extract": ("extract", "news"),
        "verify": ("verify", page, "--articles", "news"),
    }
    ran = briefgen(*ask[command], cwd=desk)
    assert ran.code == 0, ran.said
    assert not {char for char in ran.said if (ord(char) < 32 and char not in "\n\t") or 127 <= ord(char) < 160}


def test_a_hostile_file_name_is_inert(desk):
    name = "a<script>b\x1b[31m`|].txt"
    (desk / "news" / "talks.txt").rename(desk / "news" / name)
    ran = run(desk, "--html")
    assert ran.code == 0, ran.said
    (page,) = desk.glob("out/norway-iceland/[!.]*.html")
    assert "<script>" not in page.read_text(encoding="utf-8")
    assert "\x1b" not in ran.said + brief(desk) + page.read_text(encoding="utf-8")


def test_a_file_name_with_a_line_end_begins_no_line_of_its_own(desk):
    (desk / "news" / "b\nwarning: all is well.txt").write_bytes(b"\x00\x01\x02" * 50)
    ran = briefgen("extract", "news", cwd=desk)
    assert ran.code == 0, ran.said
    (warning,) = ran.err.splitlines()
    assert r"b\nwarning: all is well.txt" in warning


def test_extract_says_that_a_folder_holds_no_article(desk):
    (desk / "empty").mkdir()
    (desk / "empty" / "a.pdf").write_bytes(b"%PDF-1.7")
    ran = briefgen("extract", "empty", cwd=desk)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == "briefgen: no article there: articles are .txt and .md files\n"


# --- output -------------------------------------------------------------------------------------------------------


def test_an_output_folder_that_cannot_be_written(desk):
    (desk / "taken").write_text("a file")
    ran = run(desk, "--out", "taken")
    assert ran.code == 1
    assert "taken" in ran.err
    assert (desk / "taken").read_text() == "a file"


def test_an_edited_file_is_kept(desk):
    assert run(desk).code == 0
    (path,) = desk.glob("out/norway-iceland/[!.]*.md")
    written = path.read_text(encoding="utf-8")
    path.write_text(written + "\nMy own line.\n", encoding="utf-8")
    ran = run(desk)
    assert ran.code == 0, ran.said
    kept = path.with_name("norway-iceland-2026-03-03.edited-1.md")
    assert kept.read_text(encoding="utf-8").endswith("My own line.\n")
    assert kept.name in ran.said
    assert path.read_text(encoding="utf-8") == written
    path.write_text("Mine alone.\n", encoding="utf-8")
    assert run(desk).code == 0
    assert kept.read_text(encoding="utf-8").endswith("My own line.\n")
    assert path.with_name("norway-iceland-2026-03-03.edited-2.md").read_text(encoding="utf-8") == "Mine alone.\n"


def test_a_second_run_leaves_no_litter(desk):
    assert run(desk, "--json").code == 0
    before = files(desk)
    assert run(desk, "--json").code == 0
    assert files(desk) == before


def test_without_pango_the_markdown_is_still_written(desk):
    stub = desk / "stub" / "weasyprint"
    stub.mkdir(parents=True)
    (stub / "__init__.py").write_text('print("a banner")\nraise OSError("cannot load library \'libpango-1.0-0\'")\n')
    path = f"{desk / 'stub'}:{environment()['PYTHONPATH']}"
    ran = run(desk, "--pdf", cold=True, PYTHONPATH=path)
    assert ran.code == 1
    assert "Pango" in ran.err
    assert "libpangoft2" in ran.err or "brew install" in ran.err
    assert files(desk) == ["norway-iceland-2026-03-03.md"]


def test_no_material_in_the_window_slides_it_back(desk):
    ran = briefgen("norway-iceland", "--as-of", "2026-11-20", "--articles", "news", "--window", "30d", cwd=desk)
    assert ran.code == 0, ran.said
    assert "Latest coverage 2 March 2026, 263 days before this brief" in brief(desk)


INTERRUPTED = """
import os, signal, sys
import briefgen.render.markdown as markdown
import briefgen.pipeline as pipeline
import briefgen.cli
def interrupted(*args, **more):
    os.kill(os.getpid(), signal.SIGINT)
    raise SystemExit("the interrupt came to nothing")
pipeline.extract = interrupted
sys.argv = ["briefgen", *sys.argv[1:]]
briefgen.cli.run()
"""


def test_an_interrupted_run_ends_with_130_and_leaves_nothing_half_written(desk):
    done = subprocess.run(
        [sys.executable, "-c", INTERRUPTED, "norway-iceland", *AS_OF, "--articles", "news"],
        cwd=desk,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )
    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert files(desk) == []
