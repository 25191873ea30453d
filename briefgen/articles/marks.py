"""The words that tell the parts of a page apart, compiled once for each lexicon."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.text import fold

NOTE = 350  # an editor's note is never longer
# An agency's slug above its headline: "BC-Norland-Talks, 1st Ld", "NORLAND-TALKS", "U.S./TALKS (WRAPUP 1, PIX)"
SLUG = re.compile(r"[A-Z]{2}-[^\s-]+-.{2,30}|[A-Z.]+(?: [A-Z]+)?[/-][A-Z]+(?:/[A-Z]+)?(?: \(.{2,20}\))?")


@dataclass(frozen=True, slots=True)
class Marks:
    """The compiled words of pages."""

    whole: frozenset[str]
    ends: frozenset[str]
    opening: re.Pattern[str]
    containing: re.Pattern[str]
    bar_words: frozenset[str]
    credits: re.Pattern[str]
    related: frozenset[str]
    related_to: re.Pattern[str]
    highlights: frozenset[str]
    counter: re.Pattern[str]
    field: re.Pattern[str]
    title_fields: frozenset[str]
    body_fields: frozenset[str]
    updated: re.Pattern[str]
    published: re.Pattern[str]
    age: re.Pattern[str]
    date_rest: re.Pattern[str]
    clock: re.Pattern[str]
    header_date: re.Pattern[str]
    byline: re.Pattern[str]
    role: re.Pattern[str]
    office: re.Pattern[str]
    speakers: re.Pattern[str]
    greeting: re.Pattern[str]
    adverts: frozenset[str]
    source: re.Pattern[str]
    agencies: frozenset[str]
    agency: str
    note: re.Pattern[str]
    editors_note: re.Pattern[str]
    caption_alone: re.Pattern[str]
    caption_opening: re.Pattern[str]
    caption_containing: re.Pattern[str]
    caption_credit: re.Pattern[str]
    caption_verb: re.Pattern[str]
    caption_not: re.Pattern[str]
    caption_place: re.Pattern[str]
    caption_side: re.Pattern[str]


def alternation(words: Iterable[str]) -> str:
    """An alternation of words, longest first; each branch begins with a letter of its own, so a search can skip."""
    tails: dict[str, list[str]] = {}
    for word in sorted(map(fold, words), key=lambda word: (-len(word), word)):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in tails.items())


def _words_of(lexicon: Lexicon, path: str) -> frozenset[str]:
    return frozenset(fold(word) for word in lexicon.words(path))


@cache
def marks(lexicon: Lexicon) -> Marks:
    """The patterns of a lexicon. All but those for names run on a folded line of at most a few hundred characters."""
    words = lexicon.words
    agency = alternation(words("articles.agencies"))
    units = alternation(words("articles.ago_units"))
    number = r"(?:\d{1,3}|an?|one|two|three|four|five|six)"
    count = rf"{number}\s?(?:{units})"
    dates = ("published", "updated", "plain")
    label = rf"(?:{alternation(word for group in dates for word in words(f'articles.date.{group}'))})"
    zone = rf"(?:{alternation(words('articles.zones'))})"
    clock = r"\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?"
    return Marks(
        whole=_words_of(lexicon, "articles.furniture.whole"),
        ends=_words_of(lexicon, "articles.furniture.ends"),
        opening=re.compile(rf"(?:{alternation(words('articles.furniture.opening'))})(?!\w)"),
        containing=re.compile(alternation(words("articles.furniture.containing"))),
        bar_words=_words_of(lexicon, "articles.share_bar"),
        credits=re.compile(rf"[(\[]?(?:{alternation(words('articles.credits'))})\b"),
        related=_words_of(lexicon, "articles.related"),
        related_to=re.compile(rf"(?:{alternation(words('articles.related_to'))})\s[^.!?\"]{{2,40}}$"),
        highlights=_words_of(lexicon, "articles.highlights"),
        counter=re.compile(
            rf"(?:(?:{alternation(words('articles.counters'))})\s?(?:no\.?\s?|#\s?)?\d{{1,3}}(?:\s?(?:of|/)\s?\d{{1,4}})?"
            rf"|[\[(]?\d{{1,3}}\s?(?:of|/)\s?\d{{1,4}}[\])]?(?:\s(?:{alternation(words('articles.counters'))})s?)?)[.:]?$"
        ),
        field=re.compile(rf"({alternation(words('articles.fields'))})\s?:\s?|(hd|by|wc|pd|sn|la|lp|td)\s{{2,}}"),
        title_fields=_words_of(lexicon, "articles.fields.title"),
        body_fields=_words_of(lexicon, "articles.fields.body"),
        updated=re.compile(rf"(?:{alternation(words('articles.date.updated'))})\b"),
        published=re.compile(rf"(?:{alternation(words('articles.date.published'))})\b"),
        age=re.compile(rf"(?:{count}(?:\s(?:and\s)?{count})*\sago|{alternation(words('articles.just_now'))})\b"),
        date_rest=re.compile(
            rf"(?:{label}\b|{clock}|{zone}\b|[+-]\d{{1,2}}(?::?\d{{2}})?|t(?=\d)|[\s,;:()\[\]|/.@*_-])+"
        ),
        clock=re.compile(rf"(?:{clock})(?:\s(?:{zone}))?$"),
        header_date=re.compile(r"date\s+(?=\d{4}-\d\d-\d\d(?!\d))"),
        byline=re.compile(rf"({alternation(words('articles.byline'))})\s?:?\s"),
        role=re.compile(rf"({alternation(words('articles.byline_roles'))})s?\s?:\s?"),
        office=re.compile(rf"(?:{alternation(words('articles.issuing_office'))})$"),
        greeting=re.compile(rf"(?:{alternation(words('articles.greetings'))})\b"),
        adverts=frozenset(" ".join(fold(word).split()[:2]) for word in words("articles.adverts")),
        speakers=re.compile(rf"\b(?:{alternation(words('articles.speakers'))})\b"),
        source=re.compile(rf"(?:{alternation(words('articles.source_labels'))})\s?:\s?(?=\S)"),
        agencies=_words_of(lexicon, "articles.agencies"),
        agency=agency,
        editors_note=re.compile(alternation(words("articles.editors_note"))),
        note=re.compile(
            rf"\(\(?(?:{alternation(words('articles.notes'))})\b[^()]{{0,250}}\)\)?"
            rf"|\(\(?this (?:\w+ ){{0,3}}(?:story|article|report|version) (?:has been|was|is)\b[^()]{{0,250}}\)\)?"
            rf"|(?:{alternation(words('articles.editors_note'))})[^.]{{0,{NOTE}}}\.(?=\s)"
        ),
        # a photographer's credit on a line of its own: "REUTERS/Ada Stone", "(AFP Photo)"
        caption_alone=re.compile(rf"\(?(?:{agency})(?:/[^()\[\]]{{1,60}}|\sphotos?)\)?$"),
        caption_opening=re.compile(rf"[(\[]?(?:{alternation(words('articles.caption.opening'))})(?!\w)"),
        caption_containing=re.compile(
            rf"[(\[|][^()\[\]]*(?:{alternation(words('articles.caption.containing'))})[^()\[\]]*[)\]]?$"
        ),
        caption_credit=re.compile(rf"[(\[](?:{agency})(?:/[^()\[\]]{{1,60}})?[)\]]$"),
        caption_verb=re.compile(rf"\b(?:{alternation(words('articles.caption.verbs'))})\b"),
        caption_not=re.compile(rf"\b(?:{alternation(words('articles.caption.never'))})\b"),
        caption_place=re.compile(rf",\s(?:from\s)?(?:{alternation(words('articles.caption.places'))}),"),
        caption_side=re.compile(r"\((?:\w{1,6}\s(?:from\s)?)?[lrc]\)"),
    )
