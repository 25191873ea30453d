"""The sentences of an article's prose: quote-aware and abbreviation-aware, in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.marks import marked_stretches, prose_paragraphs
from briefgen.extract.seams import seams
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon, load_lexicon
from briefgen.model import Article, Sentence, Span
from briefgen.text import past_space

# Where a sentence may end: stops, closing marks, white space, and something that can begin a sentence. A run of stops
# is taken whole. That all alternatives begin with a stop lets the search skip everything else.
_END = re.compile(
    r"[.!?…。؟](?:"
    r"(?:(?<=[。؟])|(?<![.!?…][.!?…])(?<=[.!?…])[.!?…]*+)[\"”’'»)\]]*+(?=\s++[^\sa-z,;:&)\]…—–-])"
    r"|(?<=[.!?])[\"”’)\]](?=[A-Z“][a-z]|“))"
)
_LAST_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")  # of what stands before a stop, backwards
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_NEXT_WORD = re.compile(r"\s*[\"“„«‘'(\[]*([^\W_]+(?:['’][^\W_]+)*)")
_AT_ONCE = re.compile(r"\s+([A-Z][a-z]+)\s")
_SMALL_WORD = re.compile(r"\b[a-z]{3,}")
_SMALL_WORDS = 2
_RANK = re.compile(r"\s+Under[ -]?[Ss]ecretary\b")
_AHEAD = 60  # characters in which they stand
_STOPS = ".,?!…;:–—-"
_CLOSERS = '"”’»'
_CAPITAL_OR_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
# `"Why now?" Marta Kolas asked.`: a tag begins where a sentence could.
_TAG_WORDS = 6
_TAG = 80  # characters


def split_sentences(article: Article, lexicon: Lexicon | None = None) -> tuple[Sentence, ...]:
    """The sentences of an article's lede and body, in order; none reaches over a paragraph.

    A break never falls inside an open quotation, nor between a quotation and its tag:
    ``"Why now? Why here?" asked Ms. Kolas. Nobody knew.`` is two sentences.
    """
    lexicon = lexicon or load_lexicon()
    paragraphs = prose_paragraphs(article)
    marked = marked_stretches(article.text, (span for span, _ in paragraphs))
    return tuple(
        Sentence(span=sentence, paragraph=number)
        for (span, number), stretches in zip(paragraphs, marked, strict=True)
        for sentence in _unseamed(article.text, span, tuple(m.span for m in stretches), lexicon)
    )


def _unseamed(text: str, paragraph: Span, quoted: tuple[Span, ...], lexicon: Lexicon) -> Iterator[Span]:
    """The sentences of a paragraph, those that a heading or caption has run into apart from it."""
    for sentence in _sentences(text, paragraph, quoted, _words(lexicon)):
        start = sentence.start
        for seam in seams(text, sentence, quoted, lexicon):
            yield Span(start, _before_space(text, start, seam))
            start = seam
        yield Span(start, sentence.end)


def _before_space(text: str, start: int, at: int) -> int:
    while at > start and text[at - 1].isspace():
        at -= 1
    return at


class _Words:
    """The word lists that decide whether a full stop ends a sentence."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.never = {word.rstrip(".").lower() for word in lexicon.words("quotes.abbreviations.never_final")}
        self.rarely = {word.rstrip(".").lower() for word in lexicon.words("quotes.abbreviations.may_be_final")}
        self.before_number = {word.rstrip(".").lower() for word in lexicon.words("quotes.abbreviations.before_number")}
        self.starters = set(lexicon.words("quotes.sentence_starters"))
        self.new_subject = {word.capitalize() for word in lexicon.words("quotes.pronouns")} - {"I"}  # `"Why?" I asked`
        self.cues = cue_forms(lexicon)


@cache
def _words(lexicon: Lexicon) -> _Words:
    return _Words(lexicon)


@cache
def cue_forms(lexicon: Lexicon) -> frozenset[str]:
    """Every finite form of the verbs of saying, in small letters."""
    entries = (entry for entry in lexicon.words("quotes.cues.say"))
    return frozenset(form.text for entry in entries for form in forms(entry) if form.form != "ing")


def _sentences(text: str, paragraph: Span, quoted: tuple[Span, ...], words: _Words) -> Iterator[Span]:
    start = past_space(text, paragraph.start, paragraph.end)
    upcoming = iter(quoted)
    quotation = next(upcoming, None)
    for end in _END.finditer(text, paragraph.start, paragraph.end):
        at = end.end()
        while quotation is not None and quotation.end < at:
            if _ends_unstopped(text, start, quotation, paragraph, words):
                yield Span(start, quotation.end)
                start = past_space(text, quotation.end, paragraph.end)
            quotation = next(upcoming, None)
        if quotation is not None and quotation.start < at < quotation.end:
            continue
        if _is_break(text, end, quotation, paragraph, words):
            yield Span(start, at)
            start = past_space(text, at, paragraph.end)
    for rest in (*(() if quotation is None else (quotation,)), *upcoming):
        if _ends_unstopped(text, start, rest, paragraph, words):
            yield Span(start, rest.end)
            start = past_space(text, rest.end, paragraph.end)
    last = _before_space(text, start, paragraph.end)
    if start < last:
        yield Span(start, last)


def _is_break(text: str, end: re.Match[str], quotation: Span | None, paragraph: Span, words: _Words) -> bool:
    following = _NEXT_WORD.match(text, end.end(), min(paragraph.end, end.end() + _AHEAD))
    if following is None:
        return True
    if quotation is not None and quotation.end == end.end() and quotation.start < end.start():
        # A full stop inside the marks ends the sentence; after "?" or "!" the tag may still come.
        finished = text[_last_stop(text, end.end())] == "."
        new = following[1] in words.new_subject
        return new or not _tag_follows(text, end.end(), paragraph.end, words, whole=finished)
    if end[0] != ".":
        return True
    if _RANK.match(text, end.end()):
        return False  # "U.S. Under Secretary"
    last = _LAST_WORD.match(text[max(paragraph.start, end.start() - 30) : end.start()][::-1])
    return last is None or _ends_after(last[0][::-1], following[1], words)


def _ends_unstopped(text: str, start: int, quotation: Span, paragraph: Span, words: _Words) -> bool:
    """Whether a quotation without a full stop ends its sentence: ``She called it “a start” The two met in March.``.

    A small word with a capital tells, where no tag follows and something stands before the quotation.
    """
    if quotation.start <= start or text[quotation.end - 2] in _STOPS or text[quotation.end - 1] not in _CLOSERS:
        return False
    stop = min(paragraph.end, quotation.end + _AHEAD)
    following = _AT_ONCE.match(text, quotation.end, stop)
    if following is None or following[1].lower() not in words.starters:
        return False
    if len(_SMALL_WORD.findall(text, following.end(), stop)) < _SMALL_WORDS:
        return False  # a headline in capitals: ‘No Idea’ If It Was Late
    return not _is_tag(text[quotation.end : min(paragraph.end, quotation.end + _TAG)].partition(".")[0], words)


def _is_tag(sentence: str, words: _Words) -> bool:
    """Whether a sentence is no more than a tag: "The mayor told reporters"."""
    found = sentence.split()
    return len(found) <= _TAG_WORDS and any(word.lower() in words.cues for word in found)


def _ends_after(word: str, following: str, words: _Words) -> bool:
    """Whether a sentence ends after ``word`` and its full stop, when ``following`` comes next."""
    word = word.rpartition("-")[2] or word  # "the first Peru-U.S. Tea Council"
    low = word.lower()
    if low in words.never or (low in words.before_number and (following[0].isdigit() or len(following) == 1)):
        return False
    initial = len(word) == 1 and word.isupper()  # "J. Marsh"; but "plan B. The"
    if initial or low in words.rarely or _INITIALS.fullmatch(word):
        return following.lower() in words.starters and following[0].isupper()
    return True


def _last_stop(text: str, at: int) -> int:
    """The place of the stop before a closing mark."""
    at -= 1
    while at > 0 and text[at] in "\"”’'»)]":
        at -= 1
    return at


def _tag_follows(text: str, start: int, end: int, words: _Words, *, whole: bool) -> bool:
    """Whether the words after a closing mark are a tag: a name and a verb of saying.

    Only capitals, and small words that lead to a name ("the", a title), may stand before the verb. ``whole``: the
    tag has to be all there is, as in ``"We go." Ms. Kolas said.``
    """
    first = True
    for word in _next_words(text, start, end):
        low = word[0].rstrip(".").lower()
        if low in words.cues and not first:
            return not whole or word[0].endswith(".") or word.end() == end
        if not first and not word[0][0].isupper() and low not in words.starters:
            return False
        first = False
    return False


def _next_words(text: str, start: int, end: int) -> Iterator[re.Match[str]]:
    at = start
    for _ in range(_TAG_WORDS):
        word = _CAPITAL_OR_WORD.match(text, past_space(text, at, end), end)
        if word is None:
            return
        yield word
        at = word.end()
