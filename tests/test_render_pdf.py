"""The PDF: what a reader, a screen reader and an archive need of it. It is opened, not trusted."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from commandline import environment
from data.brief_example import example

from briefgen.render import Rendered, render
from briefgen.render.page import PageFacts
from briefgen.render.pdf import render_pdf

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def rendered() -> Rendered:
    return render(example(), ["md", "html", "pdf", "json"])


@pytest.fixture(scope="module")
def pdf(rendered: Rendered) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(rendered.files["pdf"]))


@pytest.fixture(scope="module")
def words(rendered: Rendered) -> str:
    assert shutil.which("pdftotext"), "poppler-utils is needed: apt-get install poppler-utils"
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=rendered.files["pdf"], capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_every_quote_and_line_can_be_read_from_it(words):
    brief = example()
    for line in (*brief.bottom_line, *brief.quotes, *brief.agenda, *brief.positions, *brief.background):
        for piece in line.text.split(" […] "):
            assert piece.rstrip(",") in words


def test_letters_of_other_alphabets_come_out_right(words):
    for name in ("Şule Iğdır", "İsmet Çağlayan", "Дарья Ковалёва", "Jonas Weiß", "€5 billion", "2 ¶3"):
        assert name in words


def test_every_page_has_its_number_and_handling_mark_twice(pdf, rendered):
    for n in range(1, len(pdf.pages) + 1):
        page = subprocess.run(
            ["pdftotext", "-f", str(n), "-l", str(n), "-", "-"],
            input=rendered.files["pdf"],
            capture_output=True,
            check=True,
        ).stdout.decode()
        assert f"page {n} of {len(pdf.pages)}" in page
        assert page.count("OFFICIAL – SENSITIVE") == (3 if n == 1 else 2)  # the title block has it too
        assert "Varnia–Ostheim" in page


def test_every_page_of_a_draft_says_so_twice():
    content = render(replace(example(), draft=True), ["pdf"]).files["pdf"]
    pages = subprocess.run(["pdftotext", "-", "-"], input=content, capture_output=True, check=True).stdout.decode()
    told = [page.count("DRAFT, not cleared") for page in pages.split("\f")[:-1]]
    assert told == [3, *[2] * (len(told) - 1)]  # the title block has it too
    assert len(told) > 1


def test_it_says_what_it_is(pdf):
    assert pdf.Root.Lang == "en"
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert pdf.docinfo["/Title"] == "Varnia–Ostheim"
    assert str(pdf.docinfo["/CreationDate"]).startswith("D:20250510")
    with pdf.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
    width, height = (float(side) for side in pdf.pages[0].MediaBox[2:])
    assert (round(width), round(height)) == (595, 842)


def test_bookmarks_are_the_headings(pdf):
    with pdf.open_outline() as outline:
        (title,) = outline.root
        found = [str(item.title) for item in title.children]
    assert str(title.title) == "Varnia–Ostheim"
    assert found[:4] == ["What changed since the last brief", "Bottom line", "Meeting", "Agenda"]
    assert found[-2:] == ["Sources", "Not used"]


def test_all_fonts_are_the_packaged_one_and_inside(pdf):
    fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"]
    names = {str(font.BaseFont) for font in fonts}
    assert names
    assert all(re.search(r"Source-?Sans", name) for name in names), names
    descriptors = [font.FontDescriptor for font in fonts if "/FontDescriptor" in font]
    assert descriptors
    assert all("/FontFile2" in descriptor or "/FontFile3" in descriptor for descriptor in descriptors)


def test_it_can_do_nothing(pdf, rendered):
    actions = {
        str(thing.S)
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary) and "/S" in thing and thing.get("/Type") == "/Action"
    }
    assert actions <= {"/GoTo"}
    assert b"/JavaScript" not in rendered.files["pdf"]
    assert b"/EmbeddedFile" not in rendered.files["pdf"]


def test_a_letter_the_font_lacks_is_named(rendered):
    assert rendered.warnings == ("The PDF's font has no sign for: 土 (U+571F)",)
    assert render(replace(example(), sections=("agenda",)), ["pdf"]).warnings == ()


@pytest.mark.usefixtures("no_network")
def test_nothing_is_fetched():
    body = (
        '<img src="http://example.invalid/a.png"><img src="file:///etc/passwd"><link rel="stylesheet" href="x.css">'
        '<object data="packaged:../secret"></object><p style="background: url(http://example.invalid/b.png)">text</p>'
    )
    pdf = pikepdf.open(
        io.BytesIO(render_pdf(body, PageFacts(title="t"), "@import url(http://example.invalid/c.css);").content)
    )
    assert not [
        thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.get("/Subtype") == "/Image"
    ]


RENDER = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from data.brief_example import example
from briefgen.render import FORMATS, render
print({name: hashlib.sha256(content).hexdigest() for name, content in render(example(), FORMATS).files.items()})
"""


def in_its_own_process(program: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", program, str(HERE)], env=environment(**env), capture_output=True, text=True, check=False
    )


def test_two_processes_write_the_same_bytes():
    first = in_its_own_process(RENDER, PYTHONHASHSEED="1", TZ="Asia/Tokyo")
    second = in_its_own_process(RENDER, PYTHONHASHSEED="2", TZ="America/Lima", SOURCE_DATE_EPOCH="1700000000")
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout


WITHOUT_PANGO = """
import sys
import cffi

def refuse(self, name, flags=0):
    raise OSError(f"cannot load library '{name}'")

cffi.FFI.dlopen = refuse
sys.path.insert(0, sys.argv[1])
from data.brief_example import example
from briefgen.errors import OutputError
from briefgen.render import render
print(sorted(render(example(), ["md", "html"]).files))
try:
    render(example(), ["pdf"])
except OutputError as fault:
    print(fault)
"""


def test_without_pango_the_message_says_what_to_install():
    ran = in_its_own_process(WITHOUT_PANGO)
    views, message = ran.stdout.splitlines()
    assert views == "['html', 'md']"
    assert message.startswith("PDF needs Pango")
    if sys.platform == "linux":
        assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in message
    assert "Traceback" not in ran.stderr


def test_all_views_hold_the_same_items(rendered, words):
    brief = example()
    markdown, html, data = (rendered.files[name].decode() for name in ("md", "html", "json"))
    plain = " ".join(re.sub(r"\\(?=[^\w\s])", "", markdown).split())
    for line in (*brief.bottom_line, *brief.agenda, *brief.positions, *brief.quotes, *brief.figures, *brief.background):
        assert line.id in data
        for piece in line.text.split(" […] "):
            shown = piece.rstrip(",")
            assert shown in plain
            assert shown in words
            assert shown.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;") in html
    for own in (*brief.gaps, *brief.notices):
        assert own in plain
        assert own in html
        assert own in words
        assert own in data
