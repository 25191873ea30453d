"""Every key of the packs that are read for all profiles: countries, organisations, people and leaders.

``briefgen.packs`` reads them; these tables tell editors and papers what stands in them.
"""

from __future__ import annotations

from briefgen.profile import values
from briefgen.profile.keys import DAY, WORDS, ByName, Key, Keys, Many, Table, Text

OFFICE: Keys = {
    "office": Key("The office.", "Foreign Minister", values.text, required=True),
    "since": Key("The first day in that office.", "2023-06-03", holds=DAY),
    "until": Key("The last day in that office.", "2025-01-20", holds=DAY),
}
PERSON: Keys = {
    "aliases": Key(
        "Other spellings of the whole name; a surname alone is found by itself.", "[H. Fidan]", values.words
    ),
    "country": Key("An id of the countries or organisations.", "TR", values.text),
    "offices": Key(
        "The offices, newest first; the first one that covers a day is printed.",
        "[{office: Foreign Minister, since: 2023-06-03}]",
        holds=Many(Table(OFFICE), single=False),
    ),
    "say_as": Key("How the name is said, printed beside it.", "hah-KAHN fee-DAHN", values.text),
    "gender": Key("Which pronouns may mean this person: m or f.", "m", values.text),
}
COUNTRY: Keys = {
    "name": Key("The name as printed.", "Türkiye", values.text, required=True),
    "names": Key("Other spellings.", "[Turkey, Republic of Türkiye]", values.words),
    "demonyms": Key("Adjectives and nouns for its people.", "[Turkish, Turk, Turks]", values.words),
    "capital": Key("The capital, and other words the press uses for the government.", "[Ankara]", values.words),
    "bodies": Key("Ministries and seats that the press names without the country.", "[Çankaya]", values.words),
}
HEAD: Keys = {
    "name": Key("The name as printed.", "Mark Rutte", values.text, required=True),
    **OFFICE,
    "also": Key("The countries that this person has spoken for, too.", "[NL]", values.words),
    "aliases": Key("Other spellings of the whole name.", "[M. Rutte]", values.words),
    "gender": PERSON["gender"],
    "say_as": PERSON["say_as"],
}
ORGANISATION: Keys = {
    "name": Key("The name as printed.", "NATO", values.text, required=True),
    "names": Key("Other spellings.", "[North Atlantic Alliance]", values.words),
    "demonyms": Key("Adjectives and nouns for it.", "[Atlanticist]", values.words),
    "capital": Key("Words for it that no other side has.", "[Evere]", values.words),
    "bodies": Key("What only it has, and the press names without it.", "[North Atlantic Council]", values.words),
    "seat": Key("Words for it that mean its town as well.", "[Brussels]", values.words),
    "forum": Key("yes for a place to meet rather than a party: G20.", "yes", holds=Text("yes or no")),
    "heads": Key(
        "Who leads it, newest first.",
        "[{name: Mark Rutte, office: Secretary General of NATO, since: 2024-10-01}]",
        holds=Many(Table(HEAD), single=False),
    ),
}
PACKS: Keys = {
    "countries": Key(
        "Countries by their two-letter code.",
        "{TR: {name: Türkiye, capital: [Ankara]}}",
        holds=ByName(Table(COUNTRY), "code"),
    ),
    "organisations": Key(
        "Organisations by an id.", "{NATO: {name: NATO, seat: [Brussels]}}", holds=ByName(Table(ORGANISATION), "id")
    ),
    "people": Key(
        "People by the name that is printed.",
        "{Hakan Fidan: {country: TR, offices: [{office: Foreign Minister, since: 2023-06-03}]}}",
        holds=ByName(Table(PERSON), "name"),
    ),
    "leaders": Key(
        "Well-known people by the code of their country, with commas between them.",
        "{TR: 'Mevlüt Çavuşoğlu, Binali Yıldırım'}",
        holds=ByName(WORDS, "code"),
    ),
    "common": Key("Family names that many bear.", "[Harris]", holds=WORDS),
    "decoys": Key(
        "Phrases that hold a country's word and do not mean it.",
        "{places: [New Mexico, South China Sea]}",
        holds=ByName(WORDS, "heading"),
    ),
    "weak": Key("Words that mean a country only where a profile names it.", "[Victoria]", holds=WORDS),
}
