"""Figures: a number with its unit and what it counts; no dates, ages, ordinals, and no numbers that only name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from briefgen.extract.clauses import words_of
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Figure, FigureKind, Place, Sentence, Span
from briefgen.text import page_view

_NOUN_WORDS = 6  # between a number and the noun it counts: "40 new long-range anti-ship missiles"
_LEAST_COUNT = 10  # "two countries" counts nothing worth a line; "7 sailors", in digits, does
_ROUND_ABOUT, _ROUND_LEAST, _ROUND_MOST = 0.1, 0.5, 0.15
_YEARS = range(1000, 2100)  # a bare number of four digits is one of these
_LOOK_BACK = 32  # code points before a number in which its label stands
_CREDIT_WORDS = 9

# Grammar: what ends the noun that a number counts.
_STOP = re.compile(
    r"(?:in|on|at|to|for|of|with|by|from|into|over|under|between|among|against|about|towards?|through|across|within|"
    r"without|upon|as|than|that|which|who|whose|where|when|while|not|but|or|nor|and|also|is|are|was|were|has|have|had|"
    r"will|would|can|could|may|might|should|must|be|been|the|a|an|its|their|his|her|this|these|those|since|after|"
    r"before|during|per|each|every|if|so|it|they|he|she|we|ago|old|said|says|each|worth|last|next|more|[a-z]{2,}ing)$"
)
_WORD = re.compile(r" ?(?<![a-z])([a-z][\w'-]*)")
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_FALSE_END = re.compile(r"(?:st|nd|rd|th)\b|[:/]\d|-\d|[,.]\d|-[a-z]|[a-z]| \d")
_LEFT = re.compile(r"[,;:\"()]\s|\s--?\s")
_RIGHT = re.compile(r"[,;:](?=\s)|\s--?\s|[()\"]")
_CREDIT_ENDS = re.compile(r"[,;:.\"()](?=\s|$)|\s--?\s|\s(?:that|which|who|and|but|with|as|while)\s")


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The words of figures, compiled. ``figure`` begins at what limits the number and ends with scale and currency."""

    figure: re.Pattern[str]
    values: Mapping[str, float]
    currencies: Mapping[str, str]
    percent: re.Pattern[str]
    measure: re.Pattern[str]
    label: re.Pattern[str]
    credit: re.Pattern[str]
    bounds: Mapping[str, str]
    plurals: frozenset[str]
    uncounted: frozenset[str]


def _valued(entries: tuple[str, ...]) -> dict[str, str]:
    """The entries by their words, each with the value that is its last word."""
    pairs = (entry.rpartition(" ") for entry in entries)
    return {word: value for word, _, value in pairs if word}


@cache
def _grammar(lexicon: Lexicon) -> _Grammar:
    numbers, scales = _valued(lexicon.words("figures.numbers")), _valued(lexicon.words("figures.scales"))
    before, after = _valued(lexicon.words("figures.money_before")), _valued(lexicon.words("figures.money_after"))
    bounds = {word: kind for kind in ("about", "least", "most") for word in lexicon.words(f"figures.{kind}")}
    tens = words_of(tuple(word for word, value in numbers.items() if float(value) >= _LEAST_COUNT)) or "(?!)"
    units = words_of(tuple(numbers)) or "(?!)"
    short = words_of(tuple(word for word in scales if len(word) <= 3))
    full = words_of(tuple(word for word in scales if len(word) > 3))
    scale = rf"(?:(?:[ -](?P<full>{full})|[ ]?(?P<short>{short}))\b)?"
    return _Grammar(
        figure=re.compile(
            rf"(?:(?<!\w)(?:(?P<between>between)|(?P<bound>{words_of(tuple(bounds))}))\s)?(?<![\w.,/:%+#'-])(?:(?P<sign>{words_of(tuple(before))})\s?)?"
            rf"(?<![\w.,/:%+#'-])(?:(?P<digits>{_NUMBER})(?:(?(between)\sand\s|(?:\s?-\s?|\sto\s))"
            rf"(?:(?:{words_of(tuple(before))})\s?)?(?P<to>{_NUMBER})(?![\d,]|\.\d))?|(?P<word>(?:{tens})(?:-(?:{units}))?|{units})\b){scale}"
            rf"(?:[ -](?P<currency>{words_of(tuple(after))})\b)?"
        ),
        values={word: float(value) for word, value in (*numbers.items(), *scales.items())},
        currencies=before | after,
        percent=re.compile(rf"\s?(?P<unit>{words_of(lexicon.words('figures.percent'))})(?!\w)"),
        measure=re.compile(rf"[ -]?(?P<unit>{words_of(lexicon.words('figures.measures'))})\b(?!-)"),
        label=re.compile(rf"\b(?:{words_of(lexicon.words('figures.labels'))})\.?\s$"),
        credit=re.compile(rf"\b(?:{words_of(lexicon.words('figures.credits'))}) "),
        bounds=bounds,
        plurals=frozenset(lexicon.words("figures.plurals")),
        uncounted=frozenset(lexicon.words("figures.not_counted")),
    )


def find_figures(
    article: Article, sentences: tuple[Sentence, ...], places: tuple[Place, ...], lexicon: Lexicon
) -> tuple[Figure, ...]:
    """The figures of an article, in order."""
    view = page_view(article.text)
    dates = {spot for when in article.whens for spot in range(when.span.start, when.span.end)}
    named = {place.span.end for place in places}
    return tuple(
        figure
        for sentence in sentences
        for figure in _in_sentence(sentence, article.text, view, lexicon)
        if figure.span.start not in dates
        and figure.span.end - 1 not in dates
        and not _is_a_name(article.text, view, figure, named, lexicon)
    )


def tells_where(figure: Figure, text: str, lexicon: Lexicon) -> bool:
    """Whether a distance only tells where something is, or how far an army came: "30 km from the border".

    What is drawn back, laid or forbidden over a distance is another thing.
    """
    view, words = page_view(text[figure.sentence.start : figure.sentence.end]), _places(lexicon)
    if figure.kind != "measure" or words.distance.fullmatch(figure.unit) is None:
        return False
    end = figure.span.end - figure.sentence.start
    return _DIRECTION.match(view, end) is not None and words.laid.search(view) is None


@dataclass(frozen=True, slots=True)
class _Places:
    distance: re.Pattern[str]
    laid: re.Pattern[str]


@cache
def _places(lexicon: Lexicon) -> _Places:
    return _Places(
        distance=re.compile(words_of(lexicon.words("figures.distances"))),
        laid=re.compile(rf"\b(?:{words_of(lexicon.words('figures.laid'))})\b"),
    )


_DIRECTION = re.compile(
    r"(?:\)| ?\([^()]{1,24}\))?,? (?:(?:away|due|just|further|deeper?) )?"
    r"(?:from|off|outside|inland|into|inside|deep|beyond|away|(?:to the )?(?:north|south|east|west)(?:[a-z-]*))\b"
)


def _in_sentence(sentence: Sentence, text: str, view: str, lexicon: Lexicon) -> Iterator[Figure]:
    words, whole = _grammar(lexicon), sentence.span
    numbers = tuple(_numbers(view, whole, words))
    if not numbers:
        return
    lefts = [mark.end() for mark in _LEFT.finditer(view, whole.start, whole.end)]
    rights = [mark.start() for mark in _RIGHT.finditer(view, whole.start, whole.end)]
    credit = _credit(whole, text, view, words)
    for span, kind, unit, (low, high) in numbers:
        yield Figure(
            span=span,
            clause=_clause(span, whole, lefts, rights),
            sentence=whole,
            paragraph=sentence.paragraph,
            kind=kind,
            unit=unit,
            low=low,
            high=high,
            credit=credit,
        )


def _numbers(view: str, whole: Span, words: _Grammar) -> Iterator[tuple[Span, FigureKind, str, tuple[float, float]]]:
    """The figures of a sentence with their kinds, units, and least and greatest values."""
    at = whole.start
    while found := words.figure.search(view, at, whole.end):
        at = found.end("digits") if found["digits"] else found.end()  # "2017 to 40%": the second may be one alone
        measured, value = _measured(found, view, whole.end, words), _values(found, words)
        if measured is None or value is None:
            continue
        kind, unit, at = measured
        yield Span(found.start(), at), kind, unit, value


def _measured(found: re.Match[str], view: str, end: int, words: _Grammar) -> tuple[FigureKind, str, int] | None:
    """What a number measures or counts, and where its words end; None where it is no figure."""
    stop = found.end()
    if found["sign"] or found["currency"]:
        torn = _FALSE_END.match(view, stop, end) and not view.startswith("-", stop)
        return None if torn else ("money", words.currencies[found["sign"] or found["currency"]], stop)
    if percent := words.percent.match(view, stop, end):
        return "percent", "percent", percent.end()
    if measure := words.measure.match(view, stop, end):
        return "measure", measure["unit"], measure.end()
    if _FALSE_END.match(view, stop, end) or not _counts(found, view, words):
        return None
    noun = _noun(view, stop, end, words)
    return ("count", *noun) if noun else None


def _counts(found: re.Match[str], view: str, words: _Grammar) -> bool:
    """Whether a number without currency or measure can count: no year, no "two", no "5m", which may be metres."""
    if found["short"]:
        return found["short"] == "k" or view[found.start("short") - 1].isspace()
    if found["full"]:
        return True
    if found["word"]:
        return words.values[found["word"].partition("-")[0]] >= _LEAST_COUNT
    plain = found["digits"]
    return bool(found["bound"]) or not (len(plain) == 4 and plain.isdecimal() and int(plain) in _YEARS)


def _noun(view: str, start: int, end: int, words: _Grammar) -> tuple[str, int] | None:
    """The plural noun behind a number, with modifiers between: "troops" and its end."""
    at = start
    if view.startswith((" of the ", " of its ", " of their ", " of those ", " of these "), at):
        at = view.index(" ", at + 4)
    for _ in range(_NOUN_WORDS):
        if not (found := _WORD.match(view, at, end)) or not view.startswith(" ", at):
            return None
        word = found[1].removesuffix("'s").removesuffix("'")
        if word in words.uncounted or _STOP.match(word):
            return None
        if _is_plural(found[1], words):
            after = _WORD.match(view, found.end(), end)  # "3,000 Hamas supporters", "200 special forces soldiers"
            further = after and view.startswith(" ", found.end()) and _is_plural(after[1], words)
            return (after[1], after.end()) if after and further else (word, found.end())
        if found[1] != word:  # "20 of Peru's ships"
            return None
        at = found.end()
    return None


def _is_plural(word: str, words: _Grammar) -> bool:
    regular = len(word) > 3 and re.search(r"(?<![isu])s$", word) and "'" not in word
    return (
        word in words.plurals
        or _MEN.search(word) is not None
        or (bool(regular) and word not in words.uncounted and not _STOP.match(word))
    )


_MEN = re.compile(r"[a-z]{3}(?:men|women|people)$(?<!regimen)(?<!specimen)(?<!acumen)(?<!abdomen)")  # "clergymen"


def _values(found: re.Match[str], words: _Grammar) -> tuple[float, float] | None:
    """The lowest and highest number that the words allow; None for a range that is none."""
    scale = words.values[found["full"] or found["short"]] if found["full"] or found["short"] else 1.0
    decimals = 0
    if word := found["word"]:
        low = high = sum(words.values[part] for part in word.split("-")) * scale
    else:
        low = high = float(found["digits"].replace(",", "")) * scale
        decimals = len(found["digits"].partition(".")[2])
        if found["to"]:
            high = float(found["to"].replace(",", "")) * scale
            if high <= low:
                return None
    rounding = 0.5 * scale / 10**decimals if scale > 1 else 0.0
    bound = words.bounds[found["bound"]] if found["bound"] else ""
    if bound == "about":
        return low * (1 - _ROUND_ABOUT), high * (1 + _ROUND_ABOUT)
    if bound == "least":
        return low, high * (1 + _ROUND_LEAST)
    if bound == "most":
        return low * (1 - _ROUND_MOST), high
    return low - rounding, high + rounding


def _is_a_name(text: str, view: str, figure: Figure, named: set[int], lexicon: Lexicon) -> bool:
    """Whether the number names what stands before it: "Resolution 2231", "Boeing 737 jets"; not "gave Peru 20 jets"."""
    start = figure.span.start
    before = view[max(figure.sentence.start, start - _LOOK_BACK) : start]
    if _grammar(lexicon).label.search(before):
        return True
    if figure.kind != "count" or not before.endswith(" ") or not view[start].isdigit() or start - 1 in named:
        return False
    word = text[text.rfind(" ", figure.sentence.start, start - 1) + 1 : start - 1]
    first = start - 1 - len(word) <= figure.sentence.start
    return word[:1].isupper() and word.isalnum() and not first


def _clause(span: Span, whole: Span, lefts: list[int], rights: list[int]) -> Span:
    """The part of the sentence around a figure, between the marks that close it in."""
    before, behind = bisect_right(lefts, span.start), bisect_left(rights, span.end)
    return Span(lefts[before - 1] if before else whole.start, rights[behind] if behind < len(rights) else whole.end)


def _credit(whole: Span, text: str, view: str, words: _Grammar) -> Span | None:
    """Whom the sentence credits with what it tells: the words behind "according to", up to the next mark."""
    found = words.credit.search(view, whole.start, whole.end)
    if found is None:
        return None
    end = _CREDIT_ENDS.search(view, found.end(), whole.end)
    stop = end.start() if end else whole.end
    span = Span(found.end(), stop)
    return span if 0 < len(span.of(text).split()) <= _CREDIT_WORDS else None
