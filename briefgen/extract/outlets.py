"""Which names are those of papers, channels and agencies: what they say stands in writing."""

from __future__ import annotations

from functools import cache

from briefgen.extract.fullnames import bodies, first_names
from briefgen.lexicon import Lexicon


def is_outlet(name: str, mention: str, lexicon: Lexicon) -> bool:
    """Whether a folded name, in the phrase it is mentioned by, is an outlet's; a body's noun at its end outranks it."""
    words, media, outlets = name.split(), _media(lexicon), _outlets(lexicon)
    before = (mention.partition(name)[0] if name in mention else mention.rpartition(" ")[0]).split()
    if before and (before[-1] in media or " ".join(before[-2:]) in media):
        return True  # "the news agency Kana"
    if " ".join(words[-2:]) in media:
        return True  # "Kolan News Agency"
    named = not outlets["names"].isdisjoint((words[0], words[-1]))
    if words[-1] in bodies(lexicon):
        return named and any(one.endswith(f" {words[-1]}") for one in media)  # "Tasnim Agency", but "Press Council"
    if words[0] in first_names(lexicon) or (before and before[-1].rstrip(".") in _honorifics(lexicon)):
        return False
    noun = words[-1] if words[1:2] != ["of"] else words[0]
    return named or noun in outlets["last"] or (len(words) > 1 and words[0] in outlets["first"])


@cache
def _outlets(lexicon: Lexicon) -> dict[str, frozenset[str]]:
    return {place: frozenset(words) for place, words in lexicon.groups("quotes.outlets").items()}


@cache
def _media(lexicon: Lexicon) -> frozenset[str]:
    """What tells that the name beside it is that of a paper, channel or agency."""
    return frozenset(lexicon.words("quotes.media"))


@cache
def _honorifics(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word.rstrip(".") for word in lexicon.words("people.honorifics"))
