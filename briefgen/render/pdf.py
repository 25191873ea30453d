"""HTML -> PDF by WeasyPrint: tagged, in the packaged font alone, without network or files, the same bytes each time."""

from __future__ import annotations

import contextlib
import importlib
import io
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from briefgen.errors import NoPangoError, OutputError, Problem
from briefgen.render.page import PageFacts, render_page
from briefgen.resources import SHIPPED
from briefgen.wording import say

_APT = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
_INSTALL = {
    "darwin": "brew install pango",
    "win32": "in an MSYS2 UCRT64 shell: pacman -S mingw-w64-ucrt-x86_64-pango",
}
_WEIGHTS = {400: "SourceSansPro-Regular.ttf", 600: "SourceSansPro-Semibold.ttf", 700: "SourceSansPro-Bold.ttf"}
_SCHEME = "packaged:"
_SECTION = 2  # the level of a section's heading
_NO_GLYPH = re.compile(r'\.notdef glyph rendered for Unicode string unsupported by fonts: "(.+)" \(U\+', re.DOTALL)
# Without the subsetting library WeasyPrint's fallback stamps the fonts with the time; both are held still.
_STILL = {"SOURCE_DATE_EPOCH": "0", "FONTCONFIG_FILE": str(SHIPPED / "templates" / "fonts.conf")}


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF.

    Attributes:
        content: its bytes.
        pages: how many it has.
        not_drawn: the characters its font has no sign for.
        first_page: the headings of the sections that begin on page 1.
    """

    content: bytes
    pages: int
    not_drawn: tuple[str, ...] = ()
    first_page: tuple[str, ...] = ()


def _with_fonts(css: str) -> str:
    """The style sheet with the packaged font, without which WeasyPrint crashes, and the words of the page number."""
    faces = "".join(
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; src: url("{_SCHEME}{name}"); }}\n'
        for weight, name in _WEIGHTS.items()
    )
    first, _, rest = say("page.n-of", n="\0", of="\0").partition("\0")
    between, _, last = rest.partition("\0")
    numbers = f'"{first}" counter(page) "{between}" counter(pages) "{last}"'
    return faces + css.replace("var(--page-n-of)", numbers)


def render_pdf(body: str, facts: PageFacts, css: str) -> Pdf:
    """A brief's HTML as tagged PDF/UA-1.

    Args:
        body: the HTML of the brief.
        facts: title, language, handling mark and day.
        css: its style rules; the font is added.

    Raises:
        NoPangoError: Pango, which WeasyPrint sets text with, is not installed.
    """
    log = _Log()
    logger = logging.getLogger("weasyprint")
    with _still():
        weasyprint = _weasyprint()
        fetcher = _fetcher(_fonts())
        logger.addHandler(log)
        try:
            html = render_page(body, facts, _with_fonts(css))
            page = weasyprint.HTML(string=html, base_url=_SCHEME, url_fetcher=fetcher)
            configuration = importlib.import_module("weasyprint.text.fonts").FontConfiguration()
            document = page.render(font_config=configuration, pdf_variant="pdf/ua-1")
            content: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
        finally:
            logger.removeHandler(log)
    found = (match[1] for line in log.lines if (match := _NO_GLYPH.search(line)))
    begun = tuple(mark[1] for mark in document.pages[0].bookmarks if mark[0] == _SECTION)
    return Pdf(
        content,
        len(document.pages),
        tuple(sorted({char for words in found for char in words if not char.isspace()})),
        begun,
    )


def _weasyprint() -> Any:
    """WeasyPrint, imported only when a PDF is asked for: it takes a quarter of a second and needs Pango."""
    try:
        # It prints a banner on stdout before it fails.
        with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return importlib.import_module("weasyprint")
    except OSError as fault:
        lacking = str(fault).splitlines()[0]
        remedy = f"Install it: {_INSTALL.get(sys.platform, _APT)}"
        raise NoPangoError(Problem(f"PDF needs Pango ({lacking})", remedy=remedy)) from None


@contextlib.contextmanager
def _still() -> Iterator[None]:
    before = {name: os.environ.get(name) for name in _STILL}
    os.environ.update(_STILL)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Log(logging.Handler):
    """Keeps what WeasyPrint has to say."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


@cache
def _fonts() -> dict[str, Path]:
    package = find_spec("font_source_sans_pro")
    folder = Path(package.origin).parent / "files" if package and package.origin else Path()
    fonts = {_SCHEME + name: folder / name for name in _WEIGHTS.values()}
    if not all(path.is_file() for path in fonts.values()):
        raise OutputError(Problem("PDF needs the package font-source-sans-pro", remedy="Run the set-up again"))
    return fonts


def _fetcher(fonts: Mapping[str, Path]) -> Any:
    urls = importlib.import_module("weasyprint.urls")

    class Packaged(urls.URLFetcher):  # type: ignore[misc, name-defined]
        """Hands out the packaged fonts and nothing else."""

        def fetch(self, url: str, headers: object = None) -> Any:  # noqa: ARG002
            path = fonts.get(url)
            if path is None:
                raise ValueError(f"refused: {url}")
            return urls.URLFetcherResponse(url, path.read_bytes())

    return Packaged(allowed_protocols=(), allow_redirects=False)
