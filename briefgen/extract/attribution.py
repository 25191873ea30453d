"""Who said each quotation of an article: the constructions inside a sentence, then what its neighbours tell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefgen.extract.constructions import TAGS, acts_alone, construe, speaks_alone, stands_alone
from briefgen.extract.fragments import opens_its_clause
from briefgen.extract.marks import Marked
from briefgen.extract.phrases import Shape, shape
from briefgen.extract.quoted import Find, Place
from briefgen.extract.subjects import Phrase, clause_subject, phrase_ending, phrase_starting, subject_before
from briefgen.extract.tags import colon_before
from briefgen.extract.wordclasses import word_class
from briefgen.lexicon import Lexicon
from briefgen.model import Sentence, Span

_BEFORE_A_TAG = re.compile(r"[,?!…—–-]\W?\Z")
_WORD_BEFORE = re.compile(r"(\w+) \Z")
_WORD = 24  # characters before a mark in which the word before it stands
_NOUNS = 4  # words of a noun in marks
_BEFORE_A_NOUN = frozenset("DfeoJ")
_VERBAL = frozenset("XbVJKPWeI")
_SIGNATURE = 160  # characters of a line that signs a quotation
_SIGNED_BELOW = re.compile(r"\s*\n\s*[-–—]+\s?\S")  # read or not, such a line may name somebody else
_BETWEEN = 8  # sentences between two quotations of a paragraph that are read for another speaker
_TWO_WORDS = re.compile(r"\w\W+\w")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The phrase a marked stretch is attributed to.

    ``mention`` is None where nothing is found; ``head`` is the letter of the phrase's head word, ``core`` its place.
    """

    rule: str
    mention: Span | None = None
    core: Span | None = None
    head: str = ""
    pair: bool = False  # two people, joined by "and"
    tail: Span | None = None  # the phrase's last word or name
    body: Span | None = None  # "The Times of Kolan": a name with what it is tied to
    antecedent: Span | None = None  # whom "who" stands for
    cue: Span | None = None
    strong: bool = False
    by_cue: bool = False  # a cue of its own sentence, and not its bare place, found the speaker
    sentence: Span | None = None


SAID_BEFORE = "speaker of the sentence before"
NOBODY = Attribution(rule="no speaker found")


def attribute(
    text: str, sentences: Sequence[Sentence], stretches: Sequence[Sequence[Marked]], lexicon: Lexicon
) -> tuple[tuple[Attribution, ...], ...]:
    """An attribution for each marked stretch, paragraph by paragraph.

    ``sentences`` and ``stretches`` are in the order of the text; a stretch stands whole in one sentence.
    """
    reader = _Attributor(text, sentences, lexicon)
    return tuple(reader.paragraph(marked) for marked in stretches)


class _Attributor:
    """Walks through the article once, and remembers who spoke last."""

    def __init__(self, text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> None:
        self.text = text
        self.sentences = sentences
        self.lexicon = lexicon
        self.at = 0  # first sentence not yet passed
        self.last = NOBODY  # of the quotation before
        self.last_end = -1
        self.last_paragraph = -10
        self.open = False  # the last quotation goes on in the next paragraph
        self.quoted: tuple[int, list[Span]] = (-1, [])  # the last sentence with quotations, and what is quoted there

    def paragraph(self, marked: Sequence[Marked]) -> tuple[Attribution, ...]:
        """The attributions of one paragraph's stretches."""
        found: list[Attribution] = []
        position = 0
        while position < len(marked):
            at = self._sentence_of(marked[position].span)
            sentence = self.sentences[at]
            after = position
            while after < len(marked) and marked[after].span.start < sentence.span.end:
                after += 1
            after = max(after, position + 1)
            found += self._sentence(at, marked[position:after])
            position = after
        return tuple(found)

    def _sentence_of(self, span: Span) -> int:
        while self.at + 1 < len(self.sentences) and self.sentences[self.at].span.end <= span.start:
            self.at += 1
        return self.at

    def _sentence(self, at: int, marked: Sequence[Marked]) -> list[Attribution]:
        sentence = self.sentences[at]
        quoted = [m.span for m in marked]
        view = shape(self.text, sentence.span, quoted, self.lexicon)
        tokens = [n for n, kind in enumerate(view.kinds) if kind == "Q"]
        results: list[Attribution | None] = [None] * len(marked)
        alone = stands_alone(view)
        for n, (token, stretch) in enumerate(zip(tokens, marked, strict=True)):
            content = stretch.content.of(self.text)
            if not alone:
                place = Place(
                    view,
                    token,
                    is_full(self.text, stretch, self.lexicon),
                    bool(_BEFORE_A_TAG.search(content)),
                    self._ends(view, token),
                )
                found = construe(place)
                if found is not None:
                    results[n] = self._settled(found, view, sentence)
        self._fill(results, marked, at, alone=alone)
        self.quoted = at, quoted
        out = [result or NOBODY for result in results]
        tagged = False
        for result, stretch in zip(out, marked, strict=True):
            if result.mention is not None:
                if not tagged:
                    self.last = result
                    tagged = result.rule in TAGS  # a fragment later in the sentence does not take over from its tag
                self.last_paragraph, self.last_end = sentence.paragraph, stretch.span.end
            self.open = not stretch.closed
        return out

    def _ends(self, view: Shape, token: int) -> bool:
        """Whether a new sentence begins after a quotation that lacks its full stop."""
        following = token + 1
        return following < len(view.kinds) and (
            view.kinds[following] in "DPS" and self.text[view.starts[following]].isupper()
        )

    def _fill(self, results: list[Attribution | None], marked: Sequence[Marked], at: int, *, alone: bool) -> None:
        """Quotations that their own sentence leaves without a speaker."""
        for n, stretch in enumerate(marked):
            before = results[n - 1] if n > 0 else None
            if results[n] is not None:
                continue
            if before is not None:
                results[n] = replace(before, rule="with the quotation before", by_cue=False)
            elif self.open and n == 0:
                results[n] = replace(self.last, rule="goes on from the paragraph before")
            else:
                told = (self._announced(at) if n == 0 else None) or (self._signed(at) if alone else None)
                results[n] = told or self._by_place(at, stretch, alone=alone)

    def _by_place(self, at: int, stretch: Marked, *, alone: bool) -> Attribution | None:
        """Who speaks by what was said before, where no words tell of this quotation."""
        paragraph = self.sentences[at].paragraph
        here = self.last_paragraph == paragraph
        if not stretch.closed:
            return self._taken_over(at) if here else None  # else the rest of its utterance may tell
        if alone and here:
            later = replace(self.last, rule="later quotation of the paragraph", by_cue=False)
            return self._taken_over(at, alone=is_full(self.text, stretch, self.lexicon)) or later
        if alone and self.last_paragraph == paragraph - 1 and self._ended_before(at):
            sure = self.last.strong and not _SIGNED_BELOW.match(self.text, self.sentences[at].span.end)
            return replace(self.last, rule="next paragraph, same speaker", strong=sure, by_cue=False)
        if not alone and self._opens_paragraph(at, stretch.span.start):
            return None  # its tag is in its own sentence, read or not
        full = is_full(self.text, stretch, self.lexicon) or self._is_clause(stretch)
        return self._speaker_before(at, full=full, alone=alone)

    def _announced(self, at: int) -> Attribution | None:
        """Whom the sentence before introduces with a colon at its end."""
        if at == 0 or self.text[self.sentences[at - 1].span.end - 1] != ":":
            return None
        view = self._view_before(at)
        found = colon_before(Place(view, len(view.kinds), full=True, comma=False))
        return None if found is None else self._settled(found, view, self.sentences[at - 1])

    def _signed(self, at: int) -> Attribution | None:
        """Whose name stands behind a dash in the paragraph after."""
        after = self.sentences[at + 1] if at + 1 < len(self.sentences) else None
        if after is None or after.paragraph == self.sentences[at].paragraph:
            return None
        if self.text[after.span.start] not in "-–—" or after.span.end - after.span.start > _SIGNATURE:
            return None
        view = shape(self.text, after.span, (), self.lexicon)
        subject = phrase_starting(view, 1)
        if subject is None or subject.head != "N":
            return None
        return self._settled(Find("signed in the paragraph after", subject, None, strong=False), view, after)

    def _view_before(self, at: int) -> Shape:
        known, quoted = self.quoted
        return shape(self.text, self.sentences[at - 1].span, quoted if known == at - 1 else (), self.lexicon)

    def _opens_paragraph(self, at: int, start: int) -> bool:
        """Whether a quotation at the start of its sentence opens the paragraph."""
        first = at == 0 or self.sentences[at - 1].paragraph != self.sentences[at].paragraph
        return first and start == self.sentences[at].span.start

    def _taken_over(self, at: int, *, alone: bool = False) -> Attribution | None:
        """Whoever else is said to speak in the sentences between two quotations of a paragraph.

        A quotation that stands ``alone`` is surely theirs where they, or "she", are said to speak right before it.
        """
        right_before: Attribution | None = None
        for here in range(at, max(0, at - _BETWEEN), -1):
            if self.last_end > self.sentences[here - 1].span.start:
                break
            found = self._said_before(here, alone=alone and here == at)
            if found is not None and found.head in "Nh":
                return None if _same(self.text, found, self.last) else right_before or found
            if here == at and found is not None and found.strong:
                right_before = found
        return None

    def _ended_before(self, at: int) -> bool:
        """Whether the sentence right before holds the last quotation."""
        return at > 0 and self.last.mention is not None and self.last_end > self.sentences[at - 1].span.start

    def _is_clause(self, stretch: Marked) -> bool:
        """Whether a quotation ends its sentence behind a comma: With the bridge open, "there is a new way."."""
        behind = self.text[max(0, stretch.span.start - 2) : stretch.span.start] == ", "
        return behind and stretch.content.of(self.text).rstrip().endswith((".", "?", "!"))

    def _speaker_before(self, at: int, *, full: bool, alone: bool) -> Attribution | None:
        """Whom the sentence before a quotation speaks of; a statement goes on with the one tagged right before it."""
        if at == 0:
            return None
        sentence = self.sentences[at - 1]
        if self.last_end > sentence.span.start and self.last.mention is not None:
            here = sentence.paragraph == self.sentences[at].paragraph
            goes_on = full and here and self.last.strong and self.last.rule in TAGS
            return replace(self.last, rule=SAID_BEFORE, strong=goes_on, by_cue=False)
        said = self._said_before(at, alone=alone and full)
        if said is not None:
            return said
        view = self._view_before(at)
        subject = clause_subject(view, 0, len(view.kinds))
        if subject is None or subject.head not in "NPhd":
            return None
        sure = alone and full and acts_alone(view, subject)
        return self._settled(Find("subject of the sentence before", subject, None, strong=sure), view, sentence)

    def _said_before(self, at: int, *, alone: bool = False) -> Attribution | None:
        """Who is said to say something in the sentence before; surely so where a quotation stands ``alone`` behind it.

        "Odur said the pier was late." and then nothing but a quotation: nobody else is there to say it.
        """
        view = self._view_before(at)
        for verb in range(len(view.kinds) - 1, -1, -1):
            subject = subject_before(view, verb) if view.kinds[verb] == "V" else None
            if subject is not None:
                asked = view.words[verb] in self.lexicon.words("quotes.asking")
                sure = alone and not asked and speaks_alone(view, subject, verb)
                return self._settled(Find(SAID_BEFORE, subject, None, strong=sure), view, self.sentences[at - 1])
        judge = view.kinds.find("J") if alone else -1
        subject = subject_before(view, judge) if judge >= 0 else None
        if subject is not None and speaks_alone(view, subject, judge) and opens_its_clause(view, subject, judge):
            return self._settled(Find(SAID_BEFORE, subject, None, strong=True), view, self.sentences[at - 1])
        return None

    def _document_before(self, sentence: Sentence) -> Span | None:
        """The document that is the subject of the sentence before: "The statement named no day. It said Q"."""
        if self.at == 0 or self.sentences[self.at] is not sentence:
            return None
        view = self._view_before(self.at)
        subject = clause_subject(view, 0, len(view.kinds))
        return view.span(subject.first, subject.last) if subject is not None and subject.head == "d" else None

    def _settled(self, found: Find, view: Shape, sentence: Sentence) -> Attribution:
        phrase = found.phrase
        if phrase is not None and phrase.head == "h" and found.cue is not None and found.cue < phrase.first:
            phrase = replace(phrase, last=_tied_behind(view, phrase))  # "said a spokesman for the Kolan ministry"
            found = replace(found, phrase=phrase)
        by_it = phrase is not None and view.words[phrase.first] == "it" and phrase.head == "P"
        document = self._document_before(sentence) if by_it else None
        return _attributed(found, view, self.text, sentence, self.lexicon, document)


def subject_of(text: str, sentence: Sentence, quoted: Sequence[Span], lexicon: Lexicon) -> Attribution | None:
    """The subject of a sentence without a quotation, as whoever speaks in the next may be meant by "he" or "it"."""
    view = shape(text, sentence.span, quoted, lexicon)
    subject = clause_subject(view, 0, len(view.kinds))
    if subject is None or subject.head not in "Nhd":
        return None
    whole = phrase_ending(view, _tied_behind(view, subject))
    if whole is not None and whole.first == subject.first and whole.core == subject.core:
        subject = whole
    return _attributed(Find(SAID_BEFORE, subject, None, strong=False), view, text, sentence, lexicon)


def _tied_behind(view: Shape, subject: Phrase) -> int:
    """The last token of what a description goes on with: "a spokesman for the Kolan ministry"."""
    last = subject.last
    while view.kinds[last + 1 : last + 2] == "f" and view.words[last + 1] in view.small.ties:
        behind = phrase_starting(view, last + 2)
        if (
            behind is None
            or behind.head not in "Nh"
            or view.kinds[behind.last + 1 : behind.last + 2] not in "fVJXbeA,K.Q;:-t"
        ):
            break
        last = behind.last
    return last


def _is_numbered(view: Shape, text: str, core: int, last: int) -> bool:
    """Whether a name of one word goes on with a number: "Channel 4"; not "Ada Stone 45 said"."""
    return view.kinds[core : last + 1] == "N#" and " " not in view.span(core, core).of(text)


def _attributed(
    found: Find, view: Shape, text: str, sentence: Sentence, lexicon: Lexicon, document: Span | None = None
) -> Attribution:
    phrase = found.phrase
    if phrase is None:
        return Attribution(rule=found.rule, by_cue=found.cue is not None)
    core, head = phrase.core, "d" if document is not None else phrase.head
    office = head == "h" or (head == "N" and word_class(view.words[core], lexicon) == "h")  # "MP"
    if office and view.kinds[phrase.last + 1 : phrase.last + 3] == ",N" and _apposed(view, phrase.last + 3):
        core, head = phrase.last + 2, "N"  # "the former nominee, Hakan Odur, said"
    return Attribution(
        rule=found.rule,
        mention=view.span(phrase.first, phrase.last),
        core=view.span(core, core + _is_numbered(view, text, core, phrase.last)),
        head=head,
        pair=phrase.head == "N" and view.kinds[phrase.core + 1 : phrase.last + 1] == "cN",
        tail=view.span(phrase.last, phrase.last),
        body=_body(view, core) if head == "N" else None,
        antecedent=document or _antecedent(view, phrase),
        cue=None if found.cue is None else view.span(found.cue, found.cue),
        strong=found.strong,
        by_cue=found.cue is not None or found.rule == "subject, colon",
        sentence=sentence.span,
    )


def _same(text: str, one: Attribution, other: Attribution) -> bool:
    """Whether two phrases end in the same name."""
    if one.core is None or other.core is None:
        return False
    return one.core.of(text).rpartition(" ")[2] == other.core.of(text).rpartition(" ")[2]


def _body(view: Shape, core: int) -> Span | None:
    """The whole name of a body that is called after something: "The Times of Kolan", "Department of Trade"."""
    if view.kinds[core : core + 3] == "NfN" and view.words[core + 1] in ("of", "for"):
        capital = core > 0 and view.words[core - 1] == "the" and view.starts[core] - view.starts[core - 1] == 4
        return view.span(core - 1 if capital else core, core + 2)
    return None


def _apposed(view: Shape, after: int) -> bool:
    return after >= len(view.kinds) or view.kinds[after] in ",.;:-(QV"


def _antecedent(view: Shape, phrase: Phrase) -> Span | None:
    """Whom a "who" stands for."""
    if phrase.head != "W":
        return None
    at = phrase.first - 1
    if at >= 0 and view.kinds[at] == ",":
        at -= 1
    if at >= 0 and view.kinds[at] == ")":
        at = view.kinds.rfind("(", 0, at) - 1
    if at < 0 or view.kinds[at] not in "Nhdok":
        return None
    first = at
    while first > 0 and view.kinds[first - 1] in "NhdokeMD#" and at - first < 8:
        first -= 1
    return view.span(first, at)


def is_full(text: str, stretch: Marked, lexicon: Lexicon) -> bool:
    """Whether what stands in marks is a statement, and not a fragment of the article's own sentence."""
    content = stretch.content.of(text)
    stripped = content.strip().lstrip("([… .'‘“\"")
    if not stripped or not (stripped[0].isupper() or stripped[0].isdigit()):
        return False
    if stripped.endswith((".", "?", "!")):
        return True
    return _TWO_WORDS.search(content) is not None and not _is_noun(text, stretch, content, lexicon)


def _is_noun(text: str, stretch: Marked, content: str, lexicon: Lexicon) -> bool:
    """Whether a few words without a verb stand where a noun does: his “Kolan duty” to act."""
    words = content.rstrip(" ,").replace("’", "'").split()
    before = _WORD_BEFORE.search(text, max(0, stretch.span.start - _WORD), stretch.span.start)
    if len(words) > _NOUNS or before is None or word_class(before[1].lower(), lexicon) not in _BEFORE_A_NOUN:
        return False
    return not any(word_class(word.lower().partition("'")[0], lexicon) in _VERBAL for word in words)
