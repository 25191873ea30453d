"""What the tests share: the seeds, the word lists, and the two ways of comparing with a file."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from specfile import Case, mark, rewrite, unmark

from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.packs import Packs

if TYPE_CHECKING:
    from mailserver import MailServer

pytest_plugins = ["pytester"]

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests" / "golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="Write what was found into specs and goldens, and print the change."
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--update") and os.environ.get("CI"):
        raise pytest.UsageError("--update is for people: CI compares and never rewrites")


@dataclass
class Renewal:
    """What ``--update`` will write, and what the run has compared."""

    on: bool
    specs: dict[Path, dict[int, Case]] = field(default_factory=dict)
    seen: set[Path] = field(default_factory=set)
    report: list[str] = field(default_factory=list)

    def show(self, name: str, old: str, new: str) -> None:
        diff = difflib.unified_diff(old.splitlines(), new.splitlines(), name, name, lineterm="", n=1)
        self.report.extend(diff)


_RENEWAL = pytest.StashKey[Renewal]()


def _renewal(config: pytest.Config) -> Renewal:
    return config.stash.setdefault(_RENEWAL, Renewal(on=config.getoption("--update")))


def pytest_sessionfinish(session: pytest.Session) -> None:
    renewal = _renewal(session.config)
    for path, changed in renewal.specs.items():
        rewrite(path, changed)
    whole = not session.config.option.keyword and session.config.args == session.config.getini("testpaths")
    if renewal.on and whole and not session.testsfailed:
        for path in sorted(GOLDEN.glob("**/brief.*")):
            if path not in renewal.seen:
                path.unlink()
                renewal.report.append(f"deleted {path.relative_to(ROOT)}: no test compares with it")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    for line in _renewal(config).report:
        terminalreporter.write_line(line)


@pytest.fixture
def agrees(request: pytest.FixtureRequest) -> Callable[..., None]:
    """``agrees(case, text=…, expected=…)``: what was found is what the spec file says; ``--update`` writes it there."""
    renewal = _renewal(request.config)

    def check(case: Case, *, text: str | None = None, expected: Sequence[str] | None = None) -> None:
        found = replace(
            case,
            text=case.text if text is None else text,
            expected=case.expected if expected is None else tuple(expected),
        )
        wanted = replace(case, text=mark(*unmark(case.text)))
        if renewal.on and found != wanted:
            renewal.specs.setdefault(case.path, {})[case.line] = found
            renewal.show(case.id, _shown(wanted), _shown(found))
        elif not renewal.on:
            assert _shown(found) == _shown(wanted)

    return check


def _shown(case: Case) -> str:
    return case.text if case.expected is None else "\n".join([case.text, ".", *case.expected])


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``golden("case/brief.md", text)``: the text is what the golden file holds; ``--update`` writes it there."""
    renewal = _renewal(request.config)

    def check(name: str, text: str) -> None:
        path = GOLDEN / name
        renewal.seen.add(path)
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        if renewal.on and kept != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            renewal.show(name, kept, text)
        elif not renewal.on:
            assert text.splitlines() == kept.splitlines()
            assert text == kept

    return check


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the sample articles."""
    return ROOT / "seeds"


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    """The English word lists."""
    return load_lexicon()


@pytest.fixture(scope="session")
def packs() -> Packs:
    """The shared people and countries."""
    from briefgen.packs import load_packs

    return load_packs()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[MailServer]:
    """A mail server on loopback; what it keeps lies in ``tmp_path / "mail"``."""
    from mailserver import running

    with running(tmp_path / "mail") as up:
        yield up


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fails a test that opens a socket."""
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a brief opens no socket")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
