"""What is printed of the object of a verb cue: without whom it is said to, a list split, a refusal with its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from briefgen.extract.clauses import conjuncts, listed_behind, object_span, trim, with_list, words_of
from briefgen.extract.cues import Cue
from briefgen.extract.idle import is_at_home, is_idle, is_name
from briefgen.extract.interrupted import behind_adverbial
from briefgen.extract.reading import Reading, asked, condition, hopes, own_clause, refusing, says_something, wishes
from briefgen.lexicon import Lexicon
from briefgen.model import Actor, Sentence, Span


def slices(cue: Cue, limit: int, actor: Actor, sentence: Sentence, reading: Reading) -> Iterator[Span]:
    """What is printed of an object: its conjuncts, or all of it with its verb where that turns its meaning."""
    quoted = _in_marks(cue, limit, reading)
    start = _content_start(cue, limit, sentence, reading)
    if quoted is not None:
        yield quoted
    elif start is not None and reading.view.startswith(":", start):
        yield from _points(Span(start, limit), cue, reading)
    elif start is not None:
        yield from _object(Span(start, limit), cue, actor, sentence, reading)


def _object(rest: Span, cue: Cue, actor: Actor, sentence: Sentence, reading: Reading) -> Iterator[Span]:
    view = reading.view
    whole = _of_infinitive(object_span(view, rest.start, rest.end, reading.lexicon), cue, reading)
    points = listed_behind(view, reading.text, whole, rest.end)
    part = without_partner(_without_hearer(own_clause(whole, reading), cue, reading), reading)
    if cue.group == "intend":
        ready = not _READY.isdisjoint(cue.form.lemma.split())
        part = Span(cue.span.start if ready else view.rindex("to", 0, part.start), part.end)
    if not says_something(part, reading) or not _is_wished(part, cue, sentence, reading):
        return
    if cue.form.lemma == "accuse" and not _blames_somebody(cue, reading):
        return
    if is_at_home(part, cue, actor, reading) or _WITHOUT_OBJECT.match(view, part.start, part.end):
        return
    yield from _included(part, reading) or _pieces(part, points, cue, reading)


def _blames_somebody(cue: Cue, reading: Reading) -> bool:
    """Whether who is accused is a country, or a person with a name: "accused rebels" is no word to the other side."""
    start = cue.span.end + 1
    start += len("the ") if reading.view.startswith("the ", start) else 0
    return start in reading.cast.places_at or start in reading.cast.phrases


def _of_infinitive(whole: Span, cue: Cue, reading: Reading) -> Span:
    """An object up to the verb of whatever it is the purpose of: "the meeting to discuss the truce was put off"."""
    view = reading.view
    if not (view.endswith("to ", 0, cue.span.start) and _PURPOSE_OF.search(view, 0, cue.span.start)):
        return whole
    told = _ITS_VERB.search(view, whole.start, whole.end)
    if told is None or _OPENS_CLAUSE.search(view, whole.start, told.start()):
        return whole
    return trim(view, whole.start, told.start())


_PURPOSE_OF = re.compile(
    r"\b(?:meetings?|talks|summit|visit|session|conference|gathering|gathered|met|call|trip)\b(?: [\w-]+){0,4} to \Z"
)
_ITS_VERB = re.compile(
    r" (?:(?:has|have|had|is|are|was|were|will|would) [a-z]|(?:included|ended|began|started|collapsed|resumed|broke) )"
)
_OPENS_CLAUSE = re.compile(r"\b(?:who|which|that|how|what|whether|where|when|why|if|whose)\b|,")


def _pieces(part: Span, points: tuple[Span, ...], cue: Cue, reading: Reading) -> Iterator[Span]:
    """An object whole, with its verb where that turns it, or in its conjuncts; nothing that tells of no matter."""
    view = reading.view
    if cue.form.lemma in refusing(reading.lexicon):
        if is_name(part, reading) and cue.form.lemma in _receivers(reading.lexicon):
            return  # "warned Peru", of what stands elsewhere
        yield trim(view, cue.span.start, part.end)  # "rejected the tariff": the tariff alone is no view of it
    elif _CALLED.match(view, part.start, part.end):
        yield trim(view, cue.span.start, part.end)  # "supports what it calls their right"
    elif _is_whole(part, reading) or (cue.group == "stance" and _shares_head(part, view)):
        yield from (
            () if is_idle(part, cue, reading) else (part,)
        )  # the verb, or the condition, may be for all that is listed
    else:
        for one in (*with_list(view, reading.text, part, points), *points):
            if says_something(one, reading) and not is_idle(one, cue, reading):
                yield one


_CALLED = re.compile(
    r"what (?:it|he|she|they|the [a-z]+) (?:has |have |had )?"
    r"(?:calls?|called|describes?|described|says?|said|sees?|saw|termed)\b"
)


def _shares_head(part: Span, view: str) -> bool:
    """Whether all that is listed hangs on the first noun: "their support for the crews and Kenya's fleet"."""
    head = _HEAD.match(view, part.start, part.end)
    return head is not None and _HEAD_INSIDE.search(view, head.end(), part.end) is None


_HELD = "support|solidarity|commitment|opposition|respect|appreciation|condolences|sympathy"
_HEAD = re.compile(rf"(?:(?:its|their|his|her|our|the) )?(?:[\w-]+ )?(?:{_HELD}) (?:for|with|to)\b")
_HEAD_INSIDE = re.compile(
    rf"\b(?:{_HELD}|concerns?|need|importance|readiness)\b|, and |\band (?:its|their|his|her|our)\b"
)


def _in_marks(cue: Cue, limit: int, reading: Reading) -> Span | None:
    """The slice of a verb that opens a quotation its object outlives: was "ready to work" with Peru on the port."""
    view, start = reading.view, cue.span.start - 1
    close = view.find('"', cue.span.end, limit)
    if close < 0 or start < 0 or view[start] != '"' or view.count('"', 0, start) % 2 or not _GOES_ON.match(view, close):
        return None
    part = Span(start, object_span(view, close + 1, limit, reading.lexicon).end)
    return part if part.end > close + 1 else None


def _included(part: Span, reading: Reading) -> tuple[Span, ...]:
    """The points of a list that a general word leads to: "a range of issues, including tea, fish and visas"."""
    found = _GENERAL.match(reading.view, part.start, part.end)
    if found is None:
        return ()
    points = conjuncts(reading.view, reading.text, Span(found.end(), part.end))
    return points if len(points) > 1 and all(says_something(point, reading) for point in points) else ()


_GENERAL = re.compile(
    r"(?:[\w'-]+ ){0,5}?(?:issues|topics|matters|subjects|questions|areas|themes|items)(?: of [\w -]{3,40}?)?"
    r",? (?:including|such as|among them|ranging from) "
)
# A verb that needs an object, and has it in front of "that" or "something": "what he sought to raise in the talks".
_WITHOUT_OBJECT = re.compile(
    r"to (?:address|discuss|raise|tackle|solve|resolve|highlight|stress|underline|emphasi[sz]e|achieve|secure) "
    r"(?:in|at|during|with|when|on|while|as|by)\b"
)
_GOES_ON = re.compile(r"\" (?:with|on|in|for|to|over|of|about|between|against|at|by)\b")
_READY = frozenset(("ready", "prepared", "willing", "committed", "determined", "keen", "eager"))  # not yet "to meet"
_LAID_BEFORE = frozenset(("present", "outline", "set out", "lay out", "spell out", "put forward", "relay", "convey"))
_TO_WHOM = re.compile(r" to (?:(?:the|his|her|its|their) )?")


def _without_hearer(part: Span, cue: Cue, reading: Reading) -> Span:
    """What is laid before somebody, without them: "present the plan to President Otieno and the press"."""
    view, cast = reading.view, reading.cast
    if cue.form.lemma not in _LAID_BEFORE:
        return part
    for found in _TO_WHOM.finditer(view, part.start, part.end):
        hearer = found.end() in cast.phrases or found.end() in cast.places_at
        if hearer or _audience(reading.lexicon).match(view, found.end()):
            return trim(view, part.start, found.start())
    return part


def without_partner(part: Span, reading: Reading) -> Span:
    """A subject without those it is talked about with: "the truce with President Otieno"; ties with them stay."""
    view, cast = reading.view, reading.cast
    for found in _WITH.finditer(view, part.start, part.end):
        if _BINDS.search(view, part.start, found.start()):
            continue
        if found.end() in cast.phrases or _audience(reading.lexicon).match(view, found.end()):
            return trim(view, part.start, found.start())
    return part


_WITH = re.compile(r" with (?:(?:the|his|her|its|their) )?")
# Behind one of these "with" tells with whom: it belongs to the subject.
_BINDS = re.compile(
    r"\b(?:relations?|relationships?|ties|cooperation|co-operation|partnerships?|work|working|deals?|agreements?|accords?|"
    r"pacts?|trade|talks|meetings?|dialogue|contacts?|engagement|negotiations|summits?|calls?|conversations?|alliances?|"
    r"links|exchanges?|treat(?:y|ies)|border|war|meet|speak|talk|engage|coordination|coordinate|cooperate|"
    r"disputes?|row|negotiate|friendship|solidarity|deal(?:ing)?|visits?|exercises|projects?)\Z"
)


@cache
def _audience(lexicon: Lexicon) -> re.Pattern[str]:
    people = "counterparts?|leaders?|allies|partners|officials|ministers"
    return re.compile(rf"(?:[a-z]+ ){{0,2}}?(?:{words_of(lexicon.words('agenda.venues'))}|{people})\b")


def _is_whole(part: Span, reading: Reading) -> bool:
    """Whether a slice is one clause, or hangs on a condition, and is never split."""
    view = reading.view
    return bool(_CLAUSE.match(view, part.start) or condition(reading.lexicon).search(view, part.start, part.end))


def _points(whole: Span, cue: Cue, reading: Reading) -> Iterator[Span]:
    """The points of a list behind a colon: "discussed: the quota; the ban; and visas"."""
    start = whole.start
    for end in (*(found.start() for found in _SEMICOLON.finditer(reading.view, whole.start, whole.end)), whole.end):
        at = start + (len("; and") if reading.view.startswith("; and ", start) else 1)
        point = trim(reading.view, at, end)
        if says_something(point, reading) and not is_idle(point, cue, reading):
            yield point
        start = end


_SEMICOLON = re.compile(";")


def receiver_that(cue: Cue, reading: Reading) -> int:
    """Where the clause begins that somebody is told: "assured Peru that"; 0 where there is none."""
    if cue.form.lemma not in _receivers(reading.lexicon):
        return 0
    found = _TOLD_THAT.match(reading.view, cue.span.end)
    return found.end() if found else 0


_TOLD_THAT = re.compile(r" (?!(?:on|about|of|for|to) )[\w .,'&-]{2,60}?(?: - [^;:\"]{2,120}? -)? that ")


def _content_start(cue: Cue, limit: int, sentence: Sentence, reading: Reading) -> int | None:
    """Where the object begins or, where somebody is asked to do it or told of it, what they are asked or told.

    None: somebody was met or told, and the words do not say of what.
    """
    view, lemma, lexicon, start = reading.view, cue.form.lemma, reading.lexicon, cue.span.end
    if cue.group == "contact":
        told = _ABOUT.match(view, start, limit)
        return told.end() if told else None
    found = _ASKED.match(view, start, limit) if lemma in asked(lexicon) else None
    found = None if found and _speaks(lexicon).search(found.group()) else found  # "urged calm and said it was time to"
    # "wants a return to trade" asks nobody
    if found and (lemma not in wishes(lexicon) or _is_named(found, sentence, reading)):
        return found.end()
    if lemma in _GIVING and (given := _GIVEN.match(view, start, limit)):
        return given.end()
    if lemma in _receivers(lexicon):
        told = (_THANKED if lemma in _THANKS else _TOLD_OF if lemma in _OF_IT else _TOLD).match(view, start, limit)
        return told.end() if told else start if lemma in _WITHOUT_RECEIVER else None
    if lemma in _EXPRESSING and (felt := _felt(lexicon).match(view, start, limit)):
        return felt.end()
    return _behind_receiver(behind_adverbial(view, start, limit, lexicon), limit, reading)


def _behind_receiver(start: int, limit: int, reading: Reading) -> int:
    """Where the object begins behind those it is laid before: "proposed to Peru a treaty"."""
    view, cast = reading.view, reading.cast
    first = _BEFORE_WHOM.match(view, start, limit)
    if first is None:
        return start
    at = first.end()
    phrase, place, people = cast.phrases.get(at), cast.places_at.get(at), _audience(reading.lexicon).match(view, at)
    end = phrase[0].end if phrase else place.span.end if place else people.end() if people else 0
    return end if end and _DETERMINED.match(view, end, limit) else start


@cache
def _speaks(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf" (?:and|but) (?:also )?(?:{words_of(lexicon.words('agenda.said'))})\b")


_CLAUSE = re.compile(r"(?:not |never |no longer )?to |how ")
_WILL = re.compile(r"[\w .'-]{2,60}? (?=(?:will|would|can)\b)")
_ASKED = re.compile(r" [\w .,'&-]{2,90}? (?=(?:(?:not |never |no longer )?to|against) [\"']?\w)")
_PREPOSITION = r"(?:on|about|over|for|against|regarding|concerning)"
NO_TOPIC = (
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d|the (?:past|coming|next|course|years|months|weeks|summer|winter|"
    r"spring|autumn|holidays|sidelines|margins|phone|telephone|eve|side|weekend|"
    r"first|second|third|fourth|last|final|occasion|issue|issues|matter|matters)\b|(?:a|an|his|her|their|its) "
    r"(?:[\w-]+ )?(?:visit|trip|tour|call|arrival|lunch|dinner|phone|way|behalf)\b|behalf|board|lunch|dinner|breakfast|"
    r"video|zoom|(?:january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
_NO_QUESTION = r"(?!(?:[a-z]+ )?(?:how|why|whether|what|if)\b)"
_TOLD = re.compile(rf" {_NO_QUESTION}[\w .,'&-]{{2,90}}? {_PREPOSITION} (?!{NO_TOPIC})")
_TOLD_OF = re.compile(rf" {_NO_QUESTION}[\w .,'&-]{{2,90}}? (?:of|{_PREPOSITION}) (?!{NO_TOPIC})")
# Who is thanked is no thing of theirs: "praised Peru's role in the talks for" is of its role.
_THANKED = re.compile(
    rf" {_NO_QUESTION}(?:(?!(?:in|on|at|by|from|over|with|as|to)\b)(?:[\w.,&-]|'(?!s ))+ ){{1,10}}?for (?!{NO_TOPIC})"
)
_THANKS = frozenset(("thank", "praise", "commend"))
_OF_IT = frozenset(
    ("inform", "notify", "assure", "reassure", "remind", "warn", "apprise", "accuse", "convince", "acquaint", "tell")
)
_BEFORE_WHOM = re.compile(r" (?:to|with) (?:(?:the|his|her|its|their) )?")
_DETERMINED = re.compile(r" (?:the|an?|his|her|its|their|our|all|any|new|further) ")
_GIVEN = re.compile(r" [\w .'-]{2,60}? with (?=(?:a|an|the|his|her|its|their|plans|proposals|potential|new) )")
_GIVING = frozenset(("present", "confront"))
_ABOUT = re.compile(rf"(?: (?:[\w .,'&()]|(?<! )-){{2,140}}?)? (?:on|about|over|regarding|concerning) (?!{NO_TOPIC})")
_EXPRESSING = frozenset(("express", "voice", "convey", "relay", "air"))
_WITHOUT_RECEIVER = frozenset(("commend", "praise", "press", "ask", "warn"))


@cache
def _receivers(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("agenda.receivers"))


def tells_other_side(cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether somebody tells what stands behind the verb to one the article knows, or to the other's "counterpart".

    A tag behind what was said, ", Otieno told his host on Monday", tells nothing more.
    """
    view, start = reading.view, cue.span.end + 1
    if view.rfind('",', sentence.span.start, start) >= 0 or not _TOLD_WHAT.match(view, start - 1, sentence.span.end):
        return False
    if start in reading.cast.phrases or start in reading.cast.places_at:
        return True
    return _hearer(reading.lexicon).match(view, start) is not None


_TOLD_WHAT = re.compile(r"(?: [\w.'-]+){1,9}? (?:that [a-z\d\"']|to [a-z]+ |about [a-z]|of (?!last|this|next)[a-z])")


@cache
def _hearer(lexicon: Lexicon) -> re.Pattern[str]:
    hearers = words_of(lexicon.words("agenda.hearers"))
    return re.compile(rf"(?:(?:the|his|her|its|their|both) (?:[\w.'-]+ ){{0,3}}?)?(?:{hearers})\b")


@cache
def _felt(lexicon: Lexicon) -> re.Pattern[str]:
    """What is expressed, up to what it is of: "deep concern" to the minister on Friday "about"."""
    feelings = words_of(lexicon.words("agenda.feelings"))
    return re.compile(
        rf" \"?(?:[\w'-]+ ){{0,3}}(?:and [\w-]+ )?(?:{feelings})\"?(?: to [\w .'-]{{2,80}}?)? "
        rf"(?:about|over|at|regarding|concerning|for|in|with|on) (?!{NO_TOPIC})"
    )


def shares_a_thing(cue: Cue, reading: Reading) -> bool:
    """Whether what is shared is no view: a border may be shared, and details are."""
    return cue.form.lemma == "share" and _shared(reading.lexicon).match(reading.view, cue.span.end) is None


@cache
def _shared(lexicon: Lexicon) -> re.Pattern[str]:
    held = words_of(lexicon.words("agenda.shared"))
    return re.compile(
        rf" (?:[\w-]+ ){{1,3}}?(?:{held}) (?:to|of|that|on|about|over|for|against|regarding|concerning|in) "
    )


def _is_wished(part: Span, cue: Cue, sentence: Sentence, reading: Reading) -> bool:
    """Whether a wish is one of somebody else: "wants to be free" is none, nor "hopes the weather will hold"."""
    if cue.form.lemma in wishes(reading.lexicon):
        return part.start > cue.span.end + 1 or not reading.view.startswith("to ", part.start)
    if cue.form.lemma not in hopes(reading.lexicon):
        return True
    found = _WILL.match(reading.view, part.start, part.end)
    return found is not None and _is_named(found, sentence, reading)


def _is_named(found: re.Match[str], sentence: Sentence, reading: Reading) -> bool:
    """Whether who is to act is somebody known, or has a name."""
    at = found.end()
    actor = reading.cast.subject(sentence.span, Span(at, at + 2))
    words = reading.text[found.start() : at].split()
    return (actor is not None and actor.kind != "other") or all(word[:1].isupper() for word in words)
