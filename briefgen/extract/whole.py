"""Whether a slice of a sentence can stand alone on a line, and the next wider slice that can.

A line of a brief is read without its sentence. It begins where a phrase begins and ends where one ends, never within a
name, a figure, a list, a quotation or a bracket, and holds the words of one voice. What is torn gives way to the
shortest slice that is not: up to the next pause, from its verb on, its clause, its sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import trim, words_of
from briefgen.extract.verbs import forms
from briefgen.lexicon import Lexicon
from briefgen.model import Span
from briefgen.text import fold

_LEAST = 3  # words of a line that is left of another one
_PAUSES = 6  # behind a slice, at which a longer one may end


def whole(part: Span, cue: Span, clause: Span, sentence: Span, text: str, lexicon: Lexicon) -> Span | None:
    """The slice, or the next wider one that stands alone; None where not even its sentence does.

    Args:
        part: the slice.
        cue: the words that led to it; a wider slice may begin with them.
        clause: the main clause of its sentence.
        sentence: its sentence.
        text: of the page.
        lexicon: the word lists.
    """
    line, at = _Line(sentence.of(text), lexicon), sentence.start
    inner = [Span(max(0, span.start - at), span.end - at) for span in (part, cue, clause)]
    found = next((one for one in line.wider(*inner) if one.start < one.end and not line.flaw(one)), None)
    return Span(found.start + at, found.end + at) if found else None


def flaw(part: Span, sentence: Span, text: str, lexicon: Lexicon) -> str:
    """Why a slice cannot stand alone; "" where it can."""
    at = sentence.start
    return _Line(sentence.of(text), lexicon).flaw(Span(part.start - at, part.end - at))


class _Line:
    """A sentence of which a line is printed."""

    def __init__(self, said: str, lexicon: Lexicon) -> None:
        self.said = said.replace("\n", " ")
        self.view = fold(self.said)
        self.words = _patterns(lexicon)
        self.all = trim(self.view, 0, len(self.view))

    def flaw(self, part: Span) -> str:
        """What is torn of a slice; "" for nothing."""
        if _DAY_THAT.match(self.view, part.start, part.end):
            return "begins behind its verb"
        if self.said[part.start : part.start + 1].islower() and self.words.opening.match(self.view, part.start):
            return "begins within a phrase"  # whatever its sentence has lost
        if part == self.all:
            return self._broken(part)  # a quotation may go on in the next sentence
        return self._mark(part) or self._beginning(part) or self._end(part) or self._voice(part) or self._occasion(part)

    def _broken(self, part: Span) -> str:
        """Whether even the sentence breaks off: "Kenya warned Peru on", with no stop behind it."""
        piece = part.of(self.view)
        return "ends within a phrase" if piece == self.view.rstrip() and self.words.torn.search(piece) else ""

    # --- marks --------------------------------------------------------------------------------------------------

    def _mark(self, part: Span) -> str:
        piece = part.of(self.view)
        if piece.count('"') % 2 or self._closes(part):
            return "an open quotation mark"
        return "" if _balanced(piece) else "an open bracket"

    def _closes(self, part: Span) -> int:
        """Where a slice that begins in a quotation leaves it; 0 where it does not."""
        view = self.view
        if view.count('"') % 2 or not view.count('"', 0, part.start) % 2:
            return 0
        return max(0, view.find('"', part.start, part.end))

    # --- where it begins ----------------------------------------------------------------------------------------

    def _beginning(self, part: Span) -> str:
        view, start, words = self.view, part.start, self.words
        if _LEADING_CLAUSE.match(view, start, part.end) and not _MAIN_CLAUSE.search(view, start, part.end):
            return "a clause without its main one"
        if _OPENED.search(view, 0, start):
            return ""
        piece = part.of(view).lstrip('"')
        named = words.title.search(self.said, 0, start) and _NAME.match(self.said, start)
        if _INSIDE.search(view, 0, start) or named:
            return "begins within a name, word or figure"
        hangs = words.leading.match(piece) or _TO_A_THING.match(piece)
        if words.opening.match(piece) or _ARTICLE.search(view, 0, start) or (hangs and not _FINITE.search(piece)):
            return "begins within a phrase"
        if _RELATIVE.search(view, 0, start) and _AUXILIARY.match(piece):
            return "begins behind its subject"
        return "a verb without its object" if words.bare.match(piece) else ""

    def _occasion(self, part: Span) -> str:
        return "no more than the occasion" if self.words.occasion.match(self.view, part.start, part.end) else ""

    # --- where it ends ------------------------------------------------------------------------------------------

    def _end(self, part: Span) -> str:
        piece, rest = part.of(self.view).rstrip('" '), self.view[part.end :]
        if not rest.strip(' ".,;:!?-)'):
            return ""
        if _WITHIN.match(rest) or (_DIGIT.search(piece) and _UNIT.match(rest)):
            return "ends within a name, word or figure"
        going = _GOES_ON.match(rest) is not None
        if self.words.closing.search(piece) or (going and (self.words.bound.search(piece) or _LONE.search(piece))):
            return "ends within a phrase"
        if self._is_completed(piece, rest, going=going):
            return "ends before what completes it"
        return "ends within a list" if self._is_listed(part, piece, rest) else ""

    def _is_completed(self, piece: str, rest: str, *, going: bool) -> bool:
        """Whether what stands behind a slice belongs to its last noun, or to the words before a dash."""
        if _OF.match(rest) or (going and _WHICH_ONE.match(rest)):
            return True
        if any(follows.match(rest) and noun.search(piece) for follows, noun in self.words.takes):
            return True
        return bool(
            _ASIDE.match(rest) or _TAKEN_UP.match(rest) or (_DASH.match(rest) and len(_DASHES.findall(piece)) % 2)
        )

    def _is_listed(self, part: Span, piece: str, rest: str) -> bool:
        """Whether a list or a pair goes on behind a slice: "both tea", "including tea, fish"."""
        if any(opened.search(piece) and closed.match(rest) for opened, closed in _PAIRS):
            return True
        if not _AND.match(rest) or self.words.acts.match(rest):
            return False
        listed = _LISTING.search(piece)
        tail = piece[listed.end() :] if listed else piece
        if "," in tail and not _JOINED.search(tail) and not _FINITE.search(tail):
            return True
        names = _NAME_END.search(self.said, part.start, part.end) and _AND_NAME.match(self.said, part.end)
        return listed is not None and names is not None

    # --- who speaks ---------------------------------------------------------------------------------------------

    def _voice(self, part: Span) -> str:
        return "a second voice" if self._second(part) else ""

    def _second(self, part: Span) -> int:
        """Where a clause of somebody else begins, "while Lima insists"; 0 where none does."""
        for found in self.words.second.finditer(self.view, part.start + 1, part.end):
            if self.said[found.end() : found.end() + 1].isupper() and not self._is_quoted(part.start, found.start()):
                return found.start()
        return 0

    def _is_quoted(self, start: int, at: int) -> bool:
        return self.view.count('"', start, at) % 2 == 1

    # --- other slices -------------------------------------------------------------------------------------------

    def wider(self, part: Span, cue: Span, clause: Span) -> Iterator[Span]:
        """The slice, what is left of it before a tear, then wider ones, the shortest first, and its sentence last."""
        yield part
        for end in (self._second(part), self._closes(part), self._lone(part)):
            if end and len(self.view[part.start : end].split()) >= _LEAST:
                yield trim(self.view, part.start, end)
        ends = (part.end, *self._pauses(part.end))
        for start in self._starts(part, cue, clause):
            for end in ends:
                yield Span(start, end) if self.view[end - 1] == '"' else trim(self.view, start, end)
        if clause.holds(part):
            yield clause
        yield self.all

    def _lone(self, part: Span) -> int:
        lone = _LONE.search(self.view, part.start, part.end)
        return lone.start() if lone else 0

    def _starts(self, part: Span, cue: Span, clause: Span) -> Iterator[int]:
        """Where another slice may begin: behind "that", at the mark of its quotation, at its verb, its clause."""
        that = _DAY_THAT.match(self.view, part.start, part.end) or _THAT.match(self.view, part.start, part.end)
        if that:
            yield that.end()
        article = _ARTICLE.search(self.view, 0, part.start)
        yield article.start() if article else part.start
        if self._is_quoted(0, part.start):
            yield self.view.rindex('"', 0, part.start)
        yield from (one.start for one in (cue, clause) if one.start < part.start)

    def _pauses(self, end: int) -> list[int]:
        """The ends of phrases behind a slice: at a mark, the closing one of a quotation too, or with the sentence."""
        found = {one.end() if one.group() == '"' else one.start() for one in _PAUSE.finditer(self.view, end)}
        return sorted(found)[:_PAUSES]


class _Patterns:
    """The lexicon's words as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        listed = lexicon.words
        self.opening = re.compile(rf"(?:{_any(listed('lines.opening'))})\b")
        self.leading = re.compile(rf"(?:{_any(listed('lines.leading'))})\b")
        self.closing = re.compile(rf"\b(?:{_any(listed('lines.closing'))})\Z")
        self.torn = re.compile(r"\b(?:with|from|by|for|of|to|on|the|an?|and|or|its|their)\Z")
        self.bound = re.compile(rf"\b(?:{_any(listed('lines.bound'))})\Z")
        self.takes = tuple(
            (re.compile(rf"\"? {re.escape(word)} (?!{_NO_OBJECT})"), re.compile(rf"\b(?:{_any(nouns)})\Z"))
            for word, nouns in lexicon.groups("lines.takes").items()
        )
        bare, said = _told(listed("lines.bare")), _told(listed("quotes.cues"))
        self.bare = re.compile(
            rf"(?:(?:also|has|have|had|later|again|then) )*(?:{bare})(?:\Z|,| (?:{_WHEN}|early|late|earlier|later|in|"
            r"at|during|after|as|when|while|following|ahead|before)\b)"
        )
        self.second = re.compile(
            rf",? (?:while|whereas) (?=(?:the )?(?:[\w.'-]+ ){{1,5}}(?:also |has |have |had )?(?:{said})\b)"
        )
        self.occasion = re.compile(
            rf"\W*(?:(?:his|her|its|their|the|this|these) )(?:[\w-]+ )?(?:{_any(listed('lines.occasions'))}) "
            r"(?:came|comes?|coincided?s?|followed|follows|took place|was made|were made|was held|were held)\b"
        )
        heads = (*listed("people.titles.heads.state"), *listed("people.titles.heads.government"))
        self.title = re.compile(rf"\b(?:{_any(tuple(head.title() for head in heads))}) \Z")
        self.acts = re.compile(
            rf"\"?,? (?:and|or) (?:also |then |later )?(?:(?:{said})\b|"
            r"[a-z]+ed (?:the|an?|its|his|her|their|to|that|for|on)\b|"
            r"(?:is|are|was|were|has|have|had|will|would|he|she|it|they)\b)"
        )


@cache
def _patterns(lexicon: Lexicon) -> _Patterns:
    return _Patterns(lexicon)


def _told(entries: tuple[str, ...]) -> str:
    return _any(tuple(one.text for entry in entries for one in forms(entry) if one.form != "ing"))


def _any(words: tuple[str, ...]) -> str:
    return words_of(words) or "(?!)"


def _balanced(piece: str) -> bool:
    """Whether every bracket opened is closed, and none is closed that was not opened."""
    depth = 0
    for mark in _BRACKET.findall(piece):
        depth += 1 if mark in "([" else -1
        if depth < 0:
            return False
    return depth == 0


_BRACKET = re.compile(r"[()\[\]]")
_WHEN = (
    r"(?:(?:on )?(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|(?:this|last) (?:week|month|year)|"
    r"earlier this (?:week|month|year))"
)
_NO_OBJECT = rf"(?:{_WHEN}|the sidelines|the phone|the eve|\d{{4}}\b|\d{{1,2}} [a-z]+ \d{{4}})"
# Where it begins.
_DAY_THAT = re.compile(r"(?:on )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday),? that ")
_THAT = re.compile(r"that (?=\w)")
_OPENED = re.compile(r"(?:^|[.!?:])[\s\"-]*\Z")
_INSIDE = re.compile(r"(?:\w['-]?|(?<!\w)[$#@]|\d[.,])\Z")
_TO_A_THING = re.compile(r"to (?:\d|(?:the|an?|its|their|his|her|our|this|these|those)\b)")
_LEADING_CLAUSE = re.compile(r"(?:once|unless|until|while|if) (?=[a-z])")
_MAIN_CLAUSE = re.compile(
    r", (?!(?:(?:the|an?|mr|ms|mrs)\.? )?(?:[\w.'-]+ ){1,4}(?:said|says|added|told|noted|warned)\b)"
)
_ARTICLE = re.compile(r"\b(?:the|an?|its|their|his|her|our|these|those|this)(?: \"| |\")\Z")
_RELATIVE = re.compile(r"\b(?:who|which|that) (?:\w+ly )?\Z")
_AUXILIARY = re.compile(r"(?:will|would|can|could|may|might|must|is|are|was|were|has|have)\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|does|did|do|needs?|wants?)\b|"
    r"(?<=[a-z])(?:'ll|n't)\b"
)
_NAME = re.compile(r"[A-Z][\w'’-]+ (?:[A-Z]|[a-z]+(?:ed|s)\b)")
# Where it ends.
_WITHIN = re.compile(r"\w|['-]\w|[.,]\d")
_DIGIT = re.compile(r"\d\Z")
_UNIT = re.compile(
    r"(?: |-)(?:percent|per cent|%|(?:hundred|thousand|[bmtr]+illion|lakh|crore)\b|"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)\b)"
)
_GOES_ON = re.compile(r"\"? \"?\w")
_LONE = re.compile(r", [a-z]+\Z")
_OF = re.compile(rf"\"?(?:,? {_WHEN},?)? of (?!course\b)")
_WHICH_ONE = re.compile(r"\"? (?:that|who|whom|whose)\b")
# What stands between dashes and goes on behind them: "both sides - Kenya and Peru - to pay".
_ASIDE = re.compile(
    r"\"? -{1,2} [^-;:.]{2,80} -{1,2} \"?(?:to|of|on|for|in|with|from|by|that|is|are|was|were|has|have|will)\b"
)
# A quotation that is taken up again in mid-phrase: "It is time," he said, "to open the port."
_TAKEN_UP = re.compile(
    r"[,.]?\"?,? (?:[^\";]{2,80},? )?\"(?:to|that|of|for|in|on|with|from|by|than|as|until|if|when|and to|and that)\b"
)
_DASH = re.compile(r"\"? -{1,2} \"?[a-z]")
_DASHES = re.compile(r" -{1,2} ")
_AND = re.compile(r"\"?,? (?:and|or|as well as) ")
_JOINED = re.compile(r"\b(?:and|or|as well as)\b")
_LISTING = re.compile(r"\b(?:including|such as|namely|among them|between|both|ranging from)\b")
_NAME_END = re.compile(r"[A-Z][\w.'’-]*\Z")
_AND_NAME = re.compile(r",? and [A-Z]")
_MANY = r"(?:two|both|three|four|sides|parties|them|countries|nations|peoples)"
_SIDES = r"(?:sides|countries|parties|nations|leaders|governments|states|ministers|men|teams)"
_PAIRS = tuple(
    (re.compile(rf"\b{opened}(?:(?!\b{closed}\b)[^;:])*\Z"), re.compile(rf"\"?,? {closed}\b"))
    for opened, closed in (
        (rf"both (?!{_SIDES})", "and"),
        (rf"between (?!(?:the |our |their |these )?{_MANY})", "and"),
        ("either ", "or"),
        ("neither ", "nor"),
        ("not (?:only|just|merely) ", "but"),
    )
)
_PAUSE = re.compile(r"[,;:](?=[\"\s])|\"(?=[\s,.;:]|$)| -{1,2} |(?<=[a-z]{2})[.!?](?=\"?(?:\s|$))|(?<=[\w\")])$")
