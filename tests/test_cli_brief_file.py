"""``verify`` and ``render`` as a user runs them on a file that is there."""

from __future__ import annotations

from pathlib import Path

import pytest
from commandline import briefgen
from data.brief_example import ARTICLES, example

from briefgen.render import render


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the articles in ``news`` and the brief made from them."""
    for path, text in ARTICLES.items():
        place = tmp_path / "news" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8", newline="")
    for suffix, content in render(example(), ["md", "json"]).files.items():
        (tmp_path / f"brief.{suffix}").write_bytes(content)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", ["brief.md", "brief.json"])
def test_a_true_brief_is_found(desk, name):
    ran = briefgen("verify", name, "--articles", "news", cwd=desk)
    assert ran.code == 0, ran.said
    assert "every one of" in ran.out


@pytest.mark.parametrize("name", ["brief.md", "brief.json"])
def test_an_altered_quote_ends_with_four(desk, name):
    edit(desk / name, "Steel is not a weapon", "Steel is a weapon")
    ran = briefgen("verify", name, "--articles", "news", cwd=desk)
    assert ran.code == 4
    first, *_ = ran.out.splitlines()
    line = 1 + (desk / name).read_text(encoding="utf-8").partition("Steel is a weapon")[0].count("\n")
    assert first.startswith(f"{name}:{line}: " if name.endswith("md") else f"{name}:quotes[1]: ")
    assert "Steel is a weapon" in first


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("gone.md", None),
        ("folder.md", "folder"),
        ("binary.md", b"\xff\xfe\x00\x81"),
        ("broken.json", b"{"),
        ("deep.json", b"[" * 100_000),
    ],
)
def test_what_cannot_be_read_is_one_line(desk, name, content):
    if content == "folder":
        (desk / name).mkdir()
    elif content is not None:
        (desk / name).write_bytes(content)
    ran = briefgen("verify", name, "--articles", "news", cwd=desk)
    assert ran.code == 1
    assert name in ran.err
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(("name", "content"), [("other.json", "[1]"), ("README.md", "# Read me\n"), ("empty.md", "")])
def test_what_is_no_brief_is_a_usage_error(desk, name, content):
    (desk / name).write_text(content, encoding="utf-8")
    ran = briefgen("verify", name, "--articles", "news", cwd=desk)
    assert ran.code == 2
    assert ran.err.startswith(f"briefgen: {name}: this is no brief. ")
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize("name", ["brief.md", "brief.json"])
def test_the_wrong_articles_are_one_line_with_the_remedy(desk, name):
    (desk / "others").mkdir()
    (desk / "others" / "x.txt").write_text("Something else.\n", encoding="utf-8")
    for articles in (["--articles", "others"], []):
        ran = briefgen("verify", name, *articles, cwd=desk)
        assert (ran.code, ran.out) == (1, "")
        assert len(ran.err.splitlines()) == 1
        assert "--articles" in ran.err


@pytest.mark.parametrize("name", ["brief.md", "brief.json"])
def test_another_source_file_is_a_warning_while_all_is_found_in_it(desk, name):
    with (desk / "news" / "visit.txt").open("a", encoding="utf-8") as file:
        file.write("\nMore.\n")
    ran = briefgen("verify", name, "--articles", "news", cwd=desk)
    assert ran.code == 0, ran.said
    (line,) = ran.err.splitlines()
    assert line.startswith("warning: ")
    assert "every line of it was found" in line
    edit(desk / name, "Steel is not a weapon", "Steel is a weapon")
    ran = briefgen("verify", name, "--articles", "news", cwd=desk)
    assert ran.code == 4
    assert "every line of it was found" not in ran.said


def test_verify_says_what_it_does_not_check(desk):
    assert "not who said them" in briefgen("verify", "brief.md", "--articles", "news", cwd=desk).out
    shown = " ".join(briefgen("verify", "--help", cwd=desk).out.split())
    assert "not who said them" in shown
    assert "[default: (seeds/)]" in shown


def test_missing_articles_are_one_line(desk):
    ran = briefgen("verify", "brief.md", "--articles", "nowhere", cwd=desk)
    assert ran.code == 1
    assert "nowhere" in ran.err


def test_an_edited_brief_becomes_a_page_and_a_pdf(desk):
    edit(desk / "brief.md", "## Gaps", "## Our own section\n\nA line of **ours**.\n\n## Gaps")
    ran = briefgen("render", "brief.md", "--html", "--pdf", cwd=desk)
    assert ran.code == 0, ran.said
    assert ran.out.splitlines() == ["wrote brief.html", "wrote brief.pdf"]
    page = (desk / "brief.html").read_text(encoding="utf-8")
    assert "A line of <strong>ours</strong>" in page
    assert "<title>Varnia–Ostheim</title>" in page
    assert '<p class="handling top">OFFICIAL – SENSITIVE</p>' in page
    assert (desk / "brief.pdf").read_bytes().startswith(b"%PDF-1.7")


def test_only_markdown_is_rendered_again(desk):
    ran = briefgen("render", "brief.json", cwd=desk)
    assert ran.code == 1
    assert "brief.json" in ran.err
