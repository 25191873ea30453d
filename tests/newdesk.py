"""A desk that begins a profile: its articles, and what must hold of every profile that ``new`` writes."""

from __future__ import annotations

import re
from pathlib import Path

from commandline import Ran, briefgen

TALKS = """Malaysian minister due in Ankara

3 March 2026

ANKARA: Malaysian Foreign Minister Salim Rahim will meet Turkish Foreign Minister Hakan Fidan in Ankara on 10 March.

The two ministers will discuss the quarry licences and trade. Malaysia (ماليزيا) wants an answer, Salim said.

Malaysian Prime Minister Anwar Ibrahim visited Türkiye last year. Fidan raised the quarry licences with Salim.
"""
AFTER = """Türkiye and Malaysia agree on a fair

11 March 2026

ANKARA: Malaysian Foreign Minister Salim Rahim met Turkish Foreign Minister Hakan Fidan in Ankara on 10 March.

They discussed the quarry licences. They agreed to hold a fair in May. Kenya sent its congratulations.
"""
OTHERS = """Kenya and Malaysia open a line

2 March 2026

NAIROBI: Kenyan Transport Minister Daniel Otieno said Malaysia and Kenya would open an air link.
"""
DAY = ("--as-of", "2026-03-16")


def make_desk(folder: Path, articles: bool) -> Path:
    """A workspace without profiles, with or without articles."""
    for name in ("profiles", "seeds"):
        (folder / name).mkdir(parents=True)
    for name, text in (("talks", TALKS), ("after", AFTER), ("others", OTHERS)) if articles else ():
        (folder / "seeds" / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def new(desk: Path, *args: object) -> Ran:
    return briefgen("new", *args, *DAY, cwd=desk)


def begun(desk: Path, name: str, *args: object) -> str:
    """The profile that ``new`` writes; sound, its examples right, and a brief is made from it at once."""
    ran = new(desk, name, *args)
    assert ran.code == 0, ran.said
    assert ran.out.splitlines()[0] == f"wrote profiles/{name}.yaml"
    assert ran.out.splitlines()[-2:] == [f"next: briefgen check {name}", f"next: briefgen {name}"]
    return sound(desk, name)


def sound(desk: Path, name: str) -> str:
    assert briefgen("check", name, cwd=desk).code == 0
    tested = briefgen("test", name, cwd=desk)
    assert tested.code == 0, tested.said
    assert tested.err == ""
    assert briefgen(name, *DAY, cwd=desk).code in {0, 3}
    return (desk / "profiles" / f"{name}.yaml").read_text(encoding="utf-8")


def flat(text: str) -> str:
    """The comments of a profile without their line ends."""
    return re.sub(r"\n[# ]+", " ", text)


def with_people(text: str) -> str:
    """The profile when somebody has taken the # away before the people."""
    return re.sub(r"(?m)^# (people:|  - \{)", r"\1", text)


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
