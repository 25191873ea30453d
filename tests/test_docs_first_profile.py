"""docs/your-first-profile.md is true: followed line by line, by somebody who does exactly what it says.

``pytest --update`` writes what the commands say into the page.
"""

from __future__ import annotations

import re
import shlex
import shutil
from pathlib import Path

from commandline import ROOT, briefgen

PAGE = ROOT / "docs" / "your-first-profile.md"
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
FILE = re.compile(r"`(seeds/[\w.]+)`:\n\n\Z")
PART = re.compile(r"In `([\w./]+)`, put\s+this\s+for\s+the\s+part\s+that\s+begins\s+with\s+`([^`]+)`, down[^`]*:\n\n\Z")
SAID = re.compile(r"(?m)^\$ (.+)\n((?:(?!\$ ).*\n)*)")
PROGRESS = re.compile(r"(?m)^.* …\n")  # said only when a step takes longer than a second


class Officer:
    """Somebody who follows the page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.codes: list[int] = []

    def do(self, kind: str, text: str, before: str) -> str:
        """Does what a block says; gives the block as it should be."""
        if kind == "text":
            (self.folder / FILE.search(before)[1]).write_text(text, encoding="utf-8")
        elif kind == "yaml":
            file, begins = PART.search(before).groups()
            self.put(self.folder / file, begins, text)
        else:
            return "".join(f"$ {command}\n{self.run(command, told)}" for command, told in SAID.findall(text))
        return text

    @staticmethod
    def put(path: Path, begins: str, text: str) -> None:
        """The text in place of the part of a file that begins so, down to the next blank line."""
        held = path.read_text(encoding="utf-8")
        part = re.compile(rf"(?ms)^{re.escape(begins)}.*?(?=^\n|\Z)")
        assert len(part.findall(held)) == 1, begins
        path.write_text(part.sub(lambda _: text, held), encoding="utf-8")

    def run(self, command: str, told: str) -> str:
        """What a command says; where the page breaks off with "…", no more than it gives."""
        program, *words = shlex.split(command)
        if program == "cd":
            self.folder = self.folder / words[0]
            return ""
        if program == "cp":
            shutil.copy(*(self.folder / word for word in words))
            return ""
        assert program == "briefgen"
        ran = briefgen(*words, cwd=self.folder)
        self.codes.append(ran.code)
        lines = PROGRESS.sub("", ran.err + ran.out).splitlines()
        given = told.splitlines()
        if given[-1:] == ["…"]:
            lines = [*lines[: len(given) - 1], "…"]
        return "".join(f"{line}\n" for line in lines)


def test_it_can_be_followed_line_by_line(tmp_path, request):
    page = PAGE.read_text(encoding="utf-8")
    officer, true, at = Officer(tmp_path), "", 0
    for block in BLOCK.finditer(page):
        before = page[at : block.start()]
        true += f"{before}```{block[1]}\n{officer.do(block[1], block[2], before)}```"
        at = block.end()
    true += page[at:]
    assert set(officer.codes) == {0}
    if request.config.getoption("--update"):
        PAGE.write_text(true, encoding="utf-8")
    else:
        assert page.splitlines() == true.splitlines()
    brief = (officer.folder / "out" / "malaysia" / "malaysia-2026-03-16.md").read_text(encoding="utf-8")
    assert "| Rose oil | **" in brief


def test_what_it_names_is_there(tmp_path):
    page = PAGE.read_text(encoding="utf-8")
    for link in re.findall(r"\]\(([\w./-]+)\)", page):
        assert (PAGE.parent / link).is_file()
    for command, option in re.findall(r"`briefgen ([a-z-]+)(?: [\w-]+)* (--[a-z-]+)", page):
        name = "us-turkiye" if command == "malaysia" else command
        assert option in briefgen(name, "--help", cwd=tmp_path).out
    assert "install" in briefgen("schedule", "--help", cwd=tmp_path).out


def test_a_mistake_is_told_as_it_says(tmp_path):
    (tmp_path / "profiles").mkdir()
    (tmp_path / "profiles" / "x.yaml").write_text(
        "sides: [{country: TR}, {country: MY}]\npeople: [{name: Ada Vale, side: MY, ofice: Envoy}]\n", encoding="utf-8"
    )
    assert "unknown key 'ofice' in a person. Did you mean office?" in briefgen("check", "x", cwd=tmp_path).out
