"""Where the object of a cue ends, and which of its conjuncts stand alone.

Everything works on the folded view of one sentence and answers with spans; a doubtful list stays whole, because
half a phrase ("the") is worse than a long one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from briefgen.lexicon import Lexicon
from briefgen.model import Span

_GERUND = re.compile(r"(?!(?:during|including|regarding|concerning|following|according|string|thing|king|ring|spring|"
                     r"morning|evening|something|anything|everything|nothing|being)\b)[a-z]+ing\b")  # fmt: skip
_DETERMINER = re.compile(r"(?:the|a|an|its|their|his|her|our|both|all|any|more|greater|further|new|possible)\b|"
                         r"[a-z.-]+(?:'s|s')\s")  # fmt: skip
_PREPOSITION = re.compile(r"(?:in|on|at|to|for|of|with|by|from|into|over|under|between|among|against|about|towards?|"
                          r"through|across|within|without|upon|as|than|that|which|who|not|but|or|nor|also|is|are|was|"
                          r"were|has|have|had|will|would|can|could|may|might|should|must|be|been)\b")  # fmt: skip
_WORD = re.compile(r"[\w'’.-]+")
_EDGE = " \t,;:.-\"'“”‘’«»„"


def words_of(names: tuple[str, ...]) -> str:
    """A pattern for any of these words or phrases, the longest first."""
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def _ends(lexicon: Lexicon) -> re.Pattern[str]:
    breaks, stops = words_of(lexicon.words("agenda.breaks")), words_of(lexicon.words("agenda.stops"))
    said, told = words_of(lexicon.words("agenda.said")), words_of(lexicon.words("agenda.told"))
    day = rf"(?:(?:last|next|this) )?(?:{words_of(lexicon.words('agenda.days'))})"
    return re.compile(
        rf"[;:](?=\s)|\s-{{1,2}}\s|,\s+(?!as well)(?:{breaks})\b|,\s+[a-z]+ing\s+(?:to|that|by)\b|\s(?:{stops})\b|"
        r"\s+while [a-z]+ing\b|\sas (?:[\w'-]+ ){1,3}(?:was|were|is|are|has|had|began|prepares|seeks|tries|faces)\b|"
        r",\s+in an? (?:[\w-]+ ){0,3}(?:speech|statement|interview|post|message|letter|address|move|sign|allusion)\b|"
        r",?\s+and\s+(?:just\s+)?(?:hours|days|weeks|months)\s+(?:after|before)\b|"
        rf",?\s+(?:on )?{day}\b(?=[\s,.]|$)|"
        rf",?\s+and\s+(?:[a-z]+ing\s+(?:him|her|it|them)\b|(?:he|she|they|it)\s+(?:also\s+)?[a-z])|"
        rf"(?<=,[\"'])\s+(?!as well)(?:{breaks})\b|"
        rf"(?<=,[\"'])\s+(?:the |a |an )?(?:[\w.'-]+ ){{0,5}}(?:{said})\b|"
        rf",?\s+(?:and|but)\s+(?:also\s+)?(?:{said})\b|,\s+and\s+[a-z]+s\s+to\b|"
        rf",?\s+(?:and|but)\s+(?:also\s+)?(?:{_FINITE}|(?:[a-z]+ed|{told})\s+(?:{_AFTER_VERB})\b)|"
        rf",[\"']*\s+(?:the |a |an )?(?:[\w.'-]+ ){{0,5}}(?:{said})\b|"
        # without a comma only what can be nothing else: "the loan Nordmo said" may be one noun with its neighbour
        rf"\s(?:he|she|it|they|the [a-z]+)\s(?:{said})\b[^,]*$"
    )


# Grammar, not vocabulary: a finite verb after "and" begins a clause; what may be an infinitive ("do") does not.
_FINITE = r"(?:did|does|was|were|is|are|has|had|will|would|could|can|may|might|must|should)\b"
_AFTER_VERB = (
    "the|mr|mrs|ms|its|his|her|their|that|to|on|for|a|an|no|he|she|they"  # what opens an object, behind "and pledged"
)


def object_span(view: str, start: int, end: int, lexicon: Lexicon) -> Span:
    """The object that begins at ``start``, up to the end of its clause and never beyond ``end``; may be empty.

    An opening bracket or quotation mark is never left open: the object then ends before it.
    """
    stop = _STOP.search(view, start, end)
    end = stop.start() if stop else end
    if view.startswith(' "', start) and view.count('"', start, end) == 1:
        start += len(' "')  # a quotation that the sentence does not close
    first = next(_outside(view, start, _ends(lexicon).finditer(view, start, end)), None)
    end = first.start() if first else end
    loose = _LOOSE_END.search(view[max(start, end - 20) : end])
    return trim(view, start, _balanced(view, start, end - (len(loose.group()) if loose else 0)))


_STOP = re.compile(r"(?<=[a-z]{4})[.?!](?=[\"']?\s)")  # one sentence of several in a quotation
_LOOSE_END = re.compile(r",? (?:especially|particularly|even|just|only|mainly|not least|largely|partly)[\s,]*\Z")
_CLAUSE_ENDS = re.compile(
    r";(?=\s)|,\s+(?:adding|noting|saying|citing|according to|while|as|after|amid|despite|even as|whereas)\b|"
    r"\s(?:even as|according to)\b"
)


def clause_end(view: str, start: int, end: int) -> Span:
    """A that-clause, up to what is said beside it: "…, adding", "… even as"."""
    stop = _STOP.search(view, start, end)
    end = stop.start() if stop else end
    first = next(_outside(view, start, _CLAUSE_ENDS.finditer(view, start, end)), None)
    if first and len(_WORD.findall(view[start : first.start()])) < _SHORTEST:
        first = None  # "that Peru, as host, will"
    return trim(view, start, _balanced(view, start, first.start() if first else end))


_SHORTEST = 4  # words of a clause with subject and verb


def _outside(view: str, start: int, found: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those that stand in no bracket or quotation opened behind ``start``."""
    brackets = marks = 0
    for one in found:
        end = one.start()
        brackets += view.count("(", start, end) - view.count(")", start, end)
        marks += view.count('"', start, end)
        start = end
        if brackets + marks % 2 == 0:
            yield one


def _balanced(view: str, start: int, end: int) -> int:
    piece = view[start:end]
    if piece.count("(") > piece.count(")"):
        return start + piece.rindex("(")
    if piece.count('"') % 2:
        return start + piece.rindex('"')
    return end


def trim(view: str, start: int, end: int) -> Span:
    """The stretch without white space, commas and lone marks at its edges; a pair of marks stays."""
    while start < end and view[start] in _EDGE and not (view[start] == '"' and view.count('"', start, end) > 1):
        start += 1
    while start < end and view[end - 1] in _EDGE:
        piece = view[start:end]
        if piece[-1] == '"' and piece.count('"') % 2 == 0:
            break
        if piece[-1] == "." and re.search(r"\b(?:[a-z]\.)+[a-z]?\.$", piece):
            break
        end -= 1
    return Span(start, end)


_LIST_HEAD = re.compile(
    r"(?:,? and )?(?:(?:on|about|of) )?[^,\"]*\b(?:issues?|topics?|matters?|areas?|points?|things|subjects?|"
    r"questions?|priorities|fields|sectors|themes?|items?)\b(?: of [\w -]+)?$"
)
_OTHERS = re.compile(r",? (?:among|and|including) (?:many )?other(?:s| [a-z]+)?\W*$")
_NO_LIST = re.compile(r"\"|\b(?:is|are|was|were|has|have|had|will|would|can|could|must|should|said|he|she|it|they)\b")


def listed_behind(view: str, text: str, whole: Span, end: int) -> tuple[Span, ...]:
    """The three or more points of a list behind a colon, "on key issues: tea, visas and fish"; else nothing."""
    if not view.startswith(": ", whole.end):
        return ()
    others = _OTHERS.search(view, whole.end, end)
    listed = trim(view, whole.end, others.start() if others else end)
    if _NO_LIST.search(view, listed.start, listed.end) or listed.start >= listed.end:
        return ()
    points = _by_commas(view, text, listed) or conjuncts(view, text, listed)
    return points if len(points) > 2 else ()


_LAST_COMMA = re.compile(r", and ")
_COMMAS = re.compile(r", (?:and )?")


def _by_commas(view: str, text: str, listed: Span) -> tuple[Span, ...]:
    """The points of a list whose last comma has an "and", so that a bare one ties words: "tea, and cut and dry hay"."""
    if not _LAST_COMMA.search(view, listed.start, listed.end):
        return ()
    parts, _ = _pieces(
        view, listed, list(_outside(view, listed.start, _COMMAS.finditer(view, listed.start, listed.end)))
    )
    return () if "torn" in [_kind(view, text, part) for part in parts] else tuple(parts)


def with_list(view: str, text: str, part: Span, points: tuple[Span, ...]) -> tuple[Span, ...]:
    """The conjuncts of what stands before a list, without the words that only lead to it: "and on key issues"."""
    if not points:
        return conjuncts(view, text, part)
    ands = [found.start() for found in re.finditer(r",? and ", view[part.start : part.end])]
    for at in (*ands[::-1], 0):
        if _LIST_HEAD.fullmatch(view, part.start + at, part.end):
            return conjuncts(view, text, Span(part.start, part.start + at)) if at else ()
    return conjuncts(view, text, part)


_SPLIT = re.compile(r",?\s+(?:as well as|along with|and also)\s+|,\s+and\s+|,\s+|\s+and\s+")


def conjuncts(view: str, text: str, whole: Span) -> tuple[Span, ...]:
    """The conjuncts of an object that each stand alone; the whole object where they do not.

    "the lifting of curbs, a return to the scheme, and removing barriers" is three; "trade and the ports of X and Y"
    stays as it is.
    """
    cuts = list(_outside(view, whole.start, _SPLIT.finditer(view, whole.start, whole.end)))
    if not cuts:
        return (whole,)
    if points := _noun_phrases(view, text, whole):
        return points
    parts, seps = _pieces(view, whole, cuts)
    listed = [sep for sep in seps if sep != ","]
    if not listed:
        return (whole,)  # commas alone make no list: an apposition or an aside
    if len(parts) > 2 and seps[-1] != "," and all(sep == "," for sep in seps[:-1]) and _all_alike(view, text, parts):
        return tuple(parts)
    return _joined(view, text, parts, seps)


def _noun_phrases(view: str, text: str, whole: Span) -> tuple[Span, ...]:
    """The points of a list of noun phrases between commas, the last behind ", and"; an "and" within one ties words.

    "the threat of war, chances to deepen and widen trade, the ban, and other matters".
    """
    points = _by_commas(view, text, whole)
    kinds = [_kind(view, text, point) for point in points]
    phrases = len(points) > _PAIR and all(kind in {"determiner", "noun"} for kind in kinds)
    long = all(len(_WORD.findall(view[point.start : point.end])) > 1 for point in points)
    heads = sum(
        kind == "determiner" and _has_own_head(view, point, kind) for point, kind in zip(points, kinds, strict=True)
    )
    alone = phrases and long and heads > 1 and not _LEADS.search(view, whole.start, points[0].end)
    return points if alone and not _NO_LIST.search(view, whole.start, whole.end) else ()


_PAIR = 2


def _pieces(view: str, whole: Span, cuts: list[re.Match[str]]) -> tuple[list[Span], list[str]]:
    edges = [whole.start, *(edge for found in cuts for edge in found.span()), whole.end]
    parts = [trim(view, edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]
    return parts, [" ".join(found.group().split()) for found in cuts]


def _kind(view: str, text: str, part: Span) -> str:
    """What a conjunct opens with: gerund, determiner (or possessive), name, noun, or torn."""
    piece = view[part.start : part.end]
    if not piece or _PREPOSITION.match(piece):
        return "torn"
    if _GERUND.match(piece):
        return "gerund"
    if _DETERMINER.match(piece):
        return "determiner" if len(_WORD.findall(piece)) > 1 else "torn"
    named = _WORD.findall(part.of(text))
    if named and all(word[:1].isupper() for word in named):
        return "name"
    return "noun"


def _all_alike(view: str, text: str, parts: list[Span]) -> bool:
    """A plain list: every later conjunct is a phrase of its own, or all are single nouns."""
    kinds = [_kind(view, text, part) for part in parts]
    if "torn" in kinds or kinds.count("name") > 1:
        return False
    first = view[parts[0].start : parts[0].end]
    if _LEADS.search(first):
        return False
    if all(kind in {"gerund", "determiner", "name"} for kind in kinds[1:]) and (
        kinds[0] != "noun" or not _TIES.search(first)
    ):
        return True
    # "the situation in A, B and C" has its head in the first part only; bare nouns share no head
    return not _TIES.search(first) and all(len(_WORD.findall(view[part.start : part.end])) <= 4 for part in parts)


# What a list belongs to when it stands in its first conjunct; grammar words, not vocabulary.
_LEADS = re.compile(r"\b(?:between|both|either|among|such as|including|like)\b")
_TIES = re.compile(r"\b(?:of|in|on|for|with|to|at|from|over|against|about|by|into)\b")


_OWNER = re.compile(r"(?:the )?[A-Z][\w.-]*(?: [A-Z][\w.-]*)?['’]s? ")


def _joined(view: str, text: str, parts: list[Span], seps: list[str]) -> tuple[Span, ...]:
    """Cut only where both neighbours open alike; what is not cut stays with its left neighbour."""
    out = [parts[0]]
    commas = all(sep == "," for sep in seps[:-1])
    listed = len(parts) > 2 and seps[-1] != "," and commas and not _LEADS.search(view, parts[0].start, parts[0].end)
    opened = False  # a conjunct with a head of its own has been cut off: the list is of the cue, not of a preposition
    for part, sep in zip(parts[1:], seps, strict=True):
        if _leans(text, out[-1], part):
            out[-1] = Span(out[-1].start, part.end)
            continue
        kind = _kind(view, text, part)
        own = listed and (
            (_has_own_head(view, part, kind) and not _NAMED.match(part.of(text)))
            or (opened and kind == "noun" and len(_WORD.findall(part.of(text))) > 1)
        )
        strong = sep != "and" and "," not in seps
        if sep == "and" and _kind(view, text, out[-1]) == "name" and _OWNER.match(part.of(text)):
            out[-1] = Span(out[-1].start, part.end)  # "Peru and Kenya's port"
            continue
        if own or (sep != "," and _parallel(view, text, (out[-1], part), strong=strong)):
            out.append(part)
            opened = opened or own
        else:
            out[-1] = Span(out[-1].start, part.end)
    return tuple(out)


_INFINITIVE_OBJECT = re.compile(r"\bto [a-z]+ (?:the|an?|its|their|his|her) [^,]*$")
# Grammar of lists of subjects: what one begins with that is no object of the infinitive before it.
_HEAD_NOUN = re.compile(
    r"(?:the|a|an|its|their|his|her) (?:[\w-]+ ){0,2}?(?:need|importance|situations?|roles?|fight|threats?|challenges?|"
    r"issues?|status|future|implementation|return|release|lifting|prospects?|possibility|progress|process|conflict|war|"
    r"crisis|cases?|questions?|problems?|developments?|efforts?|cooperation|relations|relationship|ways|measures|steps|"
    r"support|plans?|use|state|management|opening|resumption|exchange|establishment|creation|strengthening|expansion|"
    r"readiness|us)\b"
)
_PRONOUN = re.compile(r"(?:its|his|her|their|whose)\b")
_WITH_IT = re.compile(r"\b(?:for|with|of|to|on|from|behind|about) (?:it|them)$")
_NAME_INSIDE = re.compile(r"\b[A-Z][a-z]")


def _leans(text: str, left: Span, part: Span) -> bool:
    """Whether a conjunct's "its" is what the one before names: "Chad and its ruler", "the loan and fees with it"."""
    if _WITH_IT.search(text, part.start, part.end):
        return True
    its, other = _PRONOUN.match(text, part.start, part.end), _PRONOUN.match(text, left.start, left.end)
    if its is None or (other and other.group() == its.group()):
        return False
    return bool(_NAME_INSIDE.search(text, left.start, left.end))


def _has_own_head(view: str, part: Span, kind: str) -> bool:
    """Whether a conjunct is no part of what stands before it: "the situation in X", "removing tariffs"."""
    if kind == "gerund":
        return len(_WORD.findall(view[part.start : part.end])) > 1
    return kind == "determiner" and bool(_TIES.search(view, part.start, part.end))


def _parallel(view: str, text: str, pair: tuple[Span, Span], *, strong: bool) -> bool:
    left_span, right = pair
    left = view[left_span.start : left_span.end]
    if re.search(r"\bbetween\b(?!.* and )", left) or left.endswith((" both", " either")):
        return False
    kind, first = _kind(view, text, right), _kind(view, text, left_span)
    size = len(_WORD.findall(view[right.start : right.end]))
    # "the ports of Odesa and the Black Sea", "steps to support the government and the people in the north"
    hanging = kind == "determiner" and _INFINITIVE_OBJECT.search(left) and not _HEAD_NOUN.match(view, right.start)
    if hanging or (_NAME_AFTER_TIE.search(left_span.of(text)) and _NAMED.match(right.of(text))):
        return False
    if kind == "determiner" and not _TIES.search(left) and _has_own_head(view, right, kind):
        return first != "torn"  # "tea exports and the situation in X"
    if kind == "gerund":
        return (strong or bool(_GERUND.search(left))) and size > 1
    if kind == "determiner":
        return (strong or first in {"determiner", "gerund", "name"}) and first != "torn" and size > 2
    return strong and kind == "noun" and first != "torn" and size > 1


_NAME_AFTER_TIE = re.compile(r"\b(?:of|in|on|for|with|to|at|from)(?: the)?(?: [A-Z][\w'-]*)+$")
_NAMED = re.compile(r"(?:the )?[A-Z][\w'-]*(?: (?:of|[A-Z][\w'-]*))*(?: region| area| that [^,]*)?$")
