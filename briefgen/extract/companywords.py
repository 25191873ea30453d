"""The words that may stand between a meeting's cue and with whom, where and when it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from briefgen.extract.trie import any_of

if TYPE_CHECKING:
    from briefgen.lexicon import Lexicon

NO_ADJECTIVE = (
    r"(?!(?:to|that|about|on|over|for|after|before|of|by|in|at|as|when|who|with|and|from|during|amid|under|through|"
    r"into|since|among|against|between|me|us|him|them|you|reporters)\b)"
)
NO_VERB = (  # what opens the next clause: "met the king on Monday, said Kenya had"
    r"(?!(?:said|says|told|tells|urge[sd]|asked|added|accuse[sd]|warn(?:s|ed)|thanked|call(?:s|ed)|blamed|critici[sz]ed|praised|"
    r"rejected|denied|met|gave|made|sent|won|was|were|is|are|has|had|have|will|would|could|should|must|may|might|did|noted|"
    r"insisted|demanded|accepted|agreed|announced|backed|condemned|welcomed|visited|hailed|invited|offered|promised|pledged|"
    r"vowed|signed|summoned|supports?|supported|wants?|wanted)\b)"
)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Patterns for what is read over, and for what ends the reading."""

    fillers: re.Pattern[str]  # say nothing of their own: "late", "official"
    people: re.Pattern[str]  # who can be met without a name: "senior officials"
    no_place: re.Pattern[str]  # capitalised, after "in" or "at", and no place: "Summit", "March"
    scene: re.Pattern[str]  # "at a lavish ceremony"
    topic: re.Pattern[str]  # "on migration", before a place
    town: re.Pattern[str]  # "in the southern city of"
    capital: re.Pattern[str]  # "'s capital", "n capital"
    gathering: re.Pattern[str]  # behind a name it is an event's and no place's


@cache
def words_of_company(lexicon: Lexicon) -> Words:
    """The patterns of a lexicon's words."""
    towns = any_of(lexicon, "meetings.towns")
    adjective = rf"{NO_ADJECTIVE}{NO_VERB}(?![a-z-]+ing\b)[a-z][a-z'-]*(?: and)?"
    return Words(
        fillers=re.compile(rf"(?:{any_of(lexicon, 'meetings.fillers')}|\d+)(?![\w'])"),
        people=re.compile(rf"(?:{adjective} ){{0,3}}?(?:{any_of(lexicon, 'meetings.met_people')})(?![\w'])"),
        no_place=re.compile(rf"(?<!\w)(?:{any_of(lexicon, 'meetings.no_place')})(?!\w)"),
        scene=re.compile(
            rf"(?:at|during|in|aboard) (?:a|an|the|his|her|their) (?:[a-z'-]+ ){{0,3}}?"
            rf"(?:{any_of(lexicon, 'meetings.scenes')})(?![\w'])(?: of)?"
        ),
        topic=re.compile(
            rf"(?:on|over|about) (?!(?:[a-z-]+ )?(?:{any_of(lexicon, 'meetings.open_topics')}) )"
            r"[a-z-]+(?: [a-z-]+)? (?=in )"
        ),
        town=re.compile(
            rf"(?:(?!(?:and|or|on|with)\b)[\w'-]+ ){{0,5}}?(?:{towns})(?: town| city)?(?: of|,)? |"
            r"(?:[a-z-]+ ){0,3}(?:nation|country|kingdom)'s capital,? |an? [a-z]+(?:,| and| but) [a-z]+ "
        ),
        gathering=re.compile(rf"(?: [a-z-]+)? (?:{any_of(lexicon, 'meetings.gatherings')})\b"),
        capital=re.compile(rf"(?:'s?)? (?:{towns}),? (?:of )?"),
    )
