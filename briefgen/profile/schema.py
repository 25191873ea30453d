"""Every key a profile may have: how it is read, what it is for, and an example."""

from __future__ import annotations

from briefgen.profile import values
from briefgen.profile.deliver import DELIVER
from briefgen.profile.keys import ID, TEXT, WORDS, ByName, Either, Key, Keys, Many, OneOf, Table, Text
from briefgen.profile.schedule import KEYS as SCHEDULE
from briefgen.rules import NEAR, ZONES

SECTIONS = (
    "changes", "bottom-line", "meeting", "agenda", "participants", "last-time", "objectives", "points", "if-raised",
    "press-line", "positions", "asks", "quotes", "figures", "watch-outs", "dates-ahead", "background", "gaps",
    "dropped", "sources", "not-used",
)  # fmt: skip
_WHEN = r"\d{4}-\d\d-\d\d(?:(?:\s+|T)\d\d:\d\d(?:\s*-\s*\d\d:\d\d)?)?"

SIDE: Keys = {
    "country": Key("A country code; it brings name, spellings, demonyms and capital.", "TR", values.text),
    "organisation": Key(
        "An id of packs/organisations.yaml, as `country` is of a country; it brings names, bodies and heads.",
        "EU",
        values.text,
    ),
    "name": Key("The name as printed.", "Türkiye", values.text),
    "aliases": Key("More words that mean this side.", "[Republic of Türkiye]", values.words),
    "demonyms": Key("Adjectives and nouns for its people.", "[Turkish]", values.words),
    "capital": Key("Words the press uses for its government.", "[Ankara]", values.words),
}
PERSON: Keys = {
    "name": Key("The name as printed.", "Hakan Fidan", values.text, required=True),
    "side": Key("The side: a country code, or a side's name or alias.", "TR", values.text, required=True),
    "aliases": Key("Other spellings of the whole name.", "[H. Fidan]", values.words),
    "office": Key("The office.", "Foreign Minister", values.text),
    "since": Key("The first day in that office.", "2023-06-03", values.day),
    "until": Key("The last day in that office.", "2025-01-20", values.day),
    "say_as": Key("How the name is said, printed beside it.", "hah-KAHN fee-DAHN", values.text),
}
_GROUPS = Many(Either(TEXT, WORDS), single=False)
RULE: Keys = {
    "any": Key(
        "Words of which one is enough; whole words, whatever their case and accents.",
        "[fighter jet, fighter jets]",
        values.words,
    ),
    "all": Key("Words that must all be there; `|` between alternatives.", "[visit | talks, Ankara]", values.words),
    "none": Key("Words of which none may be there.", "[jet lag]", values.words),
    "near": Key(
        "Groups of words that stand close together; `|` between alternatives.",
        "[[sell | deliver, jets]]",
        holds=_GROUPS,
    ),
    "within": Key("How many words apart `near` allows.", "8", values.positive, default=str(NEAR)),
    "in": Key(
        "Where the text must stand: title, lede, body, quote.",
        "[title, lede]",
        values.words,
        holds=Many(OneOf(ZONES)),
        default=f"[{', '.join(ZONES)}]",
    ),
    "regex": Key(
        "Regular expressions, for what words cannot say; tried for a short time only.",
        "['F-?(16|35)s?']",
        values.patterns,
    ),
    "weight": Key(
        "What one find counts; 0 switches it off. 2.5 for a topic that only the profile has, else 1.",
        "1.5",
        values.weight,
    ),
}
EXAMPLES: Keys = {
    "match": Key("Sentences that must come under the topic.", "['They spoke of fighter jets.']", values.examples),
    "skip": Key("Sentences that must not.", "['She had jet lag.']", values.examples),
    "todo_match": Key("Sentences that should match and do not yet.", "['The planes were promised.']", values.examples),
    "todo_skip": Key(
        "Sentences that should not match and still do.", "['The museum of fighter jets opened.']", values.examples
    ),
}
TOPIC: Keys = {
    "title": Key("The heading in print; made of the id where it is left out.", "Fighter jets", values.text),
    **RULE,
    "examples": Key(
        "Sentences that must match, and sentences that must not.",
        "{match: ['They spoke of fighter jets.'], skip: ['She had jet lag.']}",
        holds=Table(EXAMPLES),
    ),
}
GLOSSARY: Keys = {
    "aliases": Key("Other forms of the word.", "[FETÖ]", values.words),
    "used_by": Key("The side whose word it is.", "TR", values.text),
    "note": Key("What the desk says about it; printed as desk text.", "Ankara's name for the movement.", values.text),
}
LIMITS: Keys = {
    "bottom_line": Key("Sentences of the bottom line.", "3", values.whole, default="3"),
    "agenda_per_topic": Key("Agenda items of one topic.", "12", values.whole, default="12"),
    "positions_per_side": Key("Positions of one side.", "6", values.whole, default="6"),
    "quotes": Key("Quotes in all.", "20", values.whole, default="20"),
    "quotes_per_topic": Key(
        "Quotes of one topic; those that fit none are only counted in all.", "10", values.whole, default="10"
    ),
    "figures": Key("Sentences with figures.", "6", values.whole, default="6"),
    "background": Key("Dated facts of the background.", "8", values.whole, default="8"),
    "dates_ahead": Key("Dates that lie ahead.", "8", values.whole, default="8"),
    "pages": Key("Pages of the PDF.", "4", values.positive, default="4"),
}
DYAD: Keys = {
    "min_sentences": Key(
        "How many sentences name both sides, where no meeting joins them.", "2", values.positive, default="3"
    )
}
MEETING: Keys = {
    "when": Key(
        "The day, with an hour if it is known.",
        "2025-03-25 10:30",
        values.text,
        holds=Text("a day, perhaps with an hour", _WHEN),
    ),
    "until": Key("The last day.", "2025-03-26", values.day),
    "zone": Key("The time zone of the place.", "America/New_York", values.text),
    "where": Key("The place.", "Washington, State Department", values.text),
    "who": Key("Who takes part.", "[Hakan Fidan, Marco Rubio]", values.words),
    "format": Key("Format, interpreter, press.", "One to one, then delegations", values.text),
}
DESK_TEXT: Keys = {
    "text": Key("The words.", "Say this.", values.text, required=True),
    "author": Key("Who wrote them.", "A. Vale", values.text),
    "date": Key("When.", "2025-03-20", values.day),
}
_TEXTS = Many(Either(TEXT, Table(DESK_TEXT)))
_BY_TOPIC = ByName(_TEXTS, "topic", ID)
DESK: Keys = {
    "for": Key("Whom the brief is for.", "The Minister", values.text),
    "from": Key("The desk.", "Americas Desk", values.text),
    "author": Key("Who wrote the texts below, unless a text says otherwise.", "A. Vale", values.text),
    "date": Key("When they were written.", "2025-03-20", values.day),
    "objectives": Key("What we want from the meeting.", "['A date for the council.']", holds=_TEXTS),
    "points": Key("Points to make, by topic.", "{trade: ['Say this.']}", holds=_BY_TOPIC),
    "if_raised": Key("What to say if they raise it, by topic.", "{trade: ['Say that.']}", holds=_BY_TOPIC),
    "press_line": Key("What may be said afterwards.", "The talks were friendly.", holds=_TEXTS),
}
PROFILE: Keys = {
    "title": Key(
        "The title of the brief, as printed; the names of the sides where it is left out.", "US–Türkiye", values.text
    ),
    "language": Key(
        "The language of the labels and of the word lists; en is the only one so far.", "en", values.text, default="en"
    ),
    "extends": Key(
        "Packs or profiles to build on. Maps merge, lists replace; `+key` adds to a list.",
        "[packs/topics]",
        values.words,
        default="[packs/topics]",
    ),
    "sides": Key(
        "The parties, two or more, in the order of print.",
        "[{country: US}, {country: TR}]",
        holds=Many(
            Either(Table(SIDE, needs=("country", "organisation", "name")), Text("a country code")),
            least=2,
            single=False,
        ),
    ),
    "counterpart": Key(
        "The country across the table: with our_side, a short way to write two sides.", "PK", values.text
    ),
    "our_side": Key(
        "Which side we are: a country code or a side's name. Without it the brief is neutral.", "TR", values.text
    ),
    "people": Key(
        "People of the meeting that the packs do not know, or know otherwise.",
        "[{name: Ada Vale, side: US}]",
        holds=Many(Table(PERSON), single=False),
    ),
    "topics": Key(
        "Subjects by id, and the words that put a text under them.",
        "{fighter-jets: {title: Fighter jets, any: [fighter jet, fighter jets]}}",
        holds=ByName(Table(TOPIC), "topic", f"(?!other$){ID}"),
    ),
    "exclude": Key(
        "Articles to leave out: words of which one is enough, or a rule.",
        "[football, basketball]",
        holds=Either(WORDS, Table(RULE)),
    ),
    "glossary": Key(
        "Contested words, by word: whose word it is, and the desk's note.",
        "{FETO: {used_by: TR}}",
        holds=ByName(Table(GLOSSARY), "word"),
    ),
    "sections": Key(
        "The sections to print, in order; all of them where the key is left out.",
        "[bottom-line, meeting, agenda]",
        values.words,
        holds=Many(OneOf(SECTIONS)),
    ),
    "limits": Key("How much of each kind is printed at most.", "{quotes: 6}", holds=Table(LIMITS)),
    "window": Key("How far back the brief looks from the as-of day.", "180d", values.days, default="180d"),
    "dyad": Key("When a story counts as being about both sides.", "{min_sentences: 2}", holds=Table(DYAD)),
    "meeting": Key(
        "The meeting as the desk knows it; it wins over what articles say.",
        "{when: 2025-03-25, where: Washington}",
        holds=Table(MEETING),
    ),
    "desk": Key(
        "Text written by the desk, printed as such.",
        "{author: A. Vale, date: 2025-03-20, objectives: ['A date for the council.']}",
        holds=Table(DESK),
    ),
    "handling": Key("The handling mark at the top and foot of every page.", "OFFICIAL", values.text),
    "schedule": Key(
        "When the brief is made by itself, each week.",
        "{when: weekly on Monday at 06:30, zone: Europe/Istanbul}",
        holds=Table(SCHEDULE),
    ),
    "deliver": Key(
        "Where the issue is brought: by mail, into folders.", "{folder: [/srv/briefs]}", holds=Table(DELIVER, least=1)
    ),
}
