"""Who a mention is: the second step, from the phrase a quotation is attributed to, to a name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, partial

from briefgen.extract.actorwords import actor_words
from briefgen.extract.attribution import Attribution, subject_of
from briefgen.extract.bearers import Bearers
from briefgen.extract.descriptions import Descriptions
from briefgen.extract.documents import Documents, is_bare
from briefgen.extract.fullnames import FullNames, bodies
from briefgen.extract.holders import YEARS_OLD, Holders, head_alike
from briefgen.extract.namedspeakers import NamedSpeakers, named, speaker_of, without_article
from briefgen.extract.pronouns import SEX, SURE, TELLS, Pronouns, first_name_sexes, office_sexes
from briefgen.extract.strangers import Strangers
from briefgen.extract.tellingbodies import body_speaking, fully_named, named_with_country
from briefgen.lexicon import Lexicon
from briefgen.model import Article, Person, Place, Sentence, Span, Speaker
from briefgen.text import fold, squeeze

_OWNER = re.compile(r"([^\W\d_a-z][\w.]*(?: [^\W\d_a-z][\w.]*)?)['’]s? ")
_SERVES = re.compile(r" (?:for|to|of) ")
_ISSUES = re.compile(r"\b(?:issu|releas|publish|post)(?:e[sd]?|ing)\b")
_SEXES = 2
_TOLD_WITHIN = 2  # sentences in which a bare document is of whoever spoke
_NEAR = 3  # sentences in which whoever spoke last outranks somebody else's object


@dataclass(frozen=True, slots=True)
class _Last:
    """Whoever spoke last, in which sentence, and their pronoun: "m", "f", "they", "it", "" he or she, "?" unsure."""

    sentence: int
    speaker: Speaker
    fits: str
    asked: bool  # a question: whoever "he" is may answer it


class Resolver:
    """Knows the people of one article by the places where they are named, and remembers who spoke last."""

    def __init__(
        self,
        article: Article,
        sentences: Sequence[Sentence],
        people: Sequence[Person],
        quoted: Sequence[Span],
        lexicon: Lexicon,
        places: Sequence[Place] = (),
    ) -> None:
        self.text = article.text
        self.area = article.span
        self.lexicon = lexicon
        self.pronouns = Pronouns(article.text, sentences, people, quoted, places, lexicon)
        self.people = people
        self.full_names = FullNames(article.text, article.span, places, lexicon)
        self.bearers = Bearers(article.text, people, self.pronouns.sexes, self.full_names, quoted, lexicon)
        self.pronouns.add(self.bearers.by_address(article.span))
        self.descriptions = Descriptions(article.text, article.span, lexicon)
        self.holders = Holders(article.text, people, places, lexicon)
        self.names = NamedSpeakers(article.text, self.bearers, self.full_names, self.holders, places, lexicon)
        self.strangers = Strangers(article.text, sentences, lexicon)
        self.documents = Documents(article.text, article.span, self.holders, self.bearers, bodies(lexicon))
        self.by_place = {place.span: place for place in places}
        self.last: _Last | None = None
        self.settled: tuple[Span, tuple[Speaker, bool]] | None = None  # the mention that was looked at last
        self.last_unnamed: dict[str, str] = {}  # the last description of each kind of unnamed speaker
        self.any_unnamed = ""

    def speaker(self, attribution: Attribution) -> tuple[Speaker | None, bool]:
        """The speaker and whether the name is sure; None where the attribution leads to nobody."""
        mention = attribution.mention
        if mention is None:
            return None, False
        if self.settled is not None and self.settled[0] == mention:
            return self.settled[1]
        if attribution.head == "P":
            speaker, sure = self._pronoun(mention)
        else:
            speaker, sure = self.names.speaker(attribution, mention) or self._nominal(attribution, mention)
        self.settled = mention, (speaker, sure)
        fits = self._fits(attribution, speaker)
        if fits is not None:
            cue = "" if attribution.cue is None else fold(attribution.cue.of(self.text))
            asked = cue in _asking(self.lexicon)
            self.last = _Last(self.pronouns.sentence_at(mention.start), speaker, fits, asked)
        return speaker, sure

    def _fits(self, attribution: Attribution, speaker: Speaker) -> str | None:
        """The pronoun that can stand for a speaker; None where the speaker is left out of account."""
        if attribution.head == "P" and speaker.kind != "named":
            return self._fits_pronoun(speaker)
        words = fold(speaker.name).split()
        head = fold((attribution.core or speaker.mention).of(self.text)).split()[-1]
        listed = speaker.name in self.bearers.sex_of
        document = speaker.kind == "document" or attribution.core in self.by_place
        if not listed and (document or self._is_body(attribution, speaker, head)):
            return "it"
        if listed or speaker.kind == "named":
            return self.bearers.sex_of.get(speaker.name, first_name_sexes(self.lexicon).get(words[0], "?"))
        if attribution.head not in ("h", "N", "W") or is_bare(speaker.name):
            return None
        many = head.endswith("s") or head in ("people", "men", "women")
        return "they" if many else office_sexes(self.lexicon).get(head, "")

    def _fits_pronoun(self, speaker: Speaker) -> str | None:
        """The pronoun of somebody without a name who was told by one."""
        if self.last is not None and speaker.name == self.last.speaker.name:
            return self.last.fits
        word = fold(speaker.mention.of(self.text))
        return None if fold(speaker.name) == word else SEX.get(word, word)

    def _is_body(self, attribution: Attribution, speaker: Speaker, head: str) -> bool:
        """Whether a phrase is a body's name, and not somebody's who speaks for one: "a spokesman for the ministry"."""
        last = fold(speaker.name).split()[-1] if attribution.head != "h" else head
        known = bodies(self.lexicon) | _seats(self.lexicon)
        return not {head, last}.isdisjoint(known) and attribution.core not in self.by_place

    # --- pronouns ---

    def _pronoun(self, mention: Span) -> tuple[Speaker, bool]:
        """Whom a pronoun stands for: whoever spoke last in the nearest sentence, else its likeliest person."""
        word = fold(mention.of(self.text))
        here = self.pronouns.sentence_at(mention.start)
        last = self.last if self.last is not None and self.last.sentence < here else None
        if word in SEX:
            return self._he_or_she(mention, SEX[word], here, last)
        if last is not None and word == last.fits and here - last.sentence <= _NEAR:
            return replace(last.speaker, mention=mention), here - last.sentence == 1
        told = self._body_before(mention, here) if word == "it" else None
        return told or self._subject_before(mention, here) or _nobody(mention, self.text)

    def _subject_told(self, here: int) -> Attribution | None:
        """The subject of the sentence before."""
        if here < 1:
            return None
        before = self.pronouns.sentences[here - 1]
        return subject_of(self.text, before, self.pronouns.quoted_in(before.span), self.lexicon)

    def _subject_before(self, mention: Span, here: int) -> tuple[Speaker, bool] | None:
        """Who the sentence before is about, without a name: "A Kolan official said so. "Now," he said."."""
        word = fold(mention.of(self.text))
        told = self._subject_told(here)
        if told is None or told.mention is None:
            return None
        speaker, sure = self.names.speaker(told, told.mention) or self._nominal(told, told.mention)
        head = fold((told.core or told.mention).of(self.text)).split()[-1]
        body = self._is_body(told, speaker, head)
        if not (body if word == "it" else told.head == "h" and not body and _can_be(word, head, self.lexicon)):
            return None
        if word != "it" and speaker.kind == "unnamed" and speaker.name[:4] in ("the ", "The "):
            return None  # "the mayor": somebody who has a name
        return replace(speaker, mention=mention), sure

    def _body_before(self, mention: Span, here: int) -> tuple[Speaker, bool] | None:
        """The body that is said to speak in the sentence before: "…, the Kolan ministry said. "…," it said."."""
        if here < 1:
            return None
        told = body_speaking(self.text, self.pronouns.sentences[here - 1].span, self.lexicon)
        if told is None:
            return None
        words = squeeze(told.of(self.text))
        whole = fully_named(self.text, told, sorted(self.by_place)) if is_bare(words) else told
        country = self.holders.country_in(whole)
        return Speaker(name=squeeze(whole.of(self.text)), mention=mention, kind="named", country=country), True

    def _he_or_she(self, mention: Span, sex: str, here: int, last: _Last | None) -> tuple[Speaker, bool]:
        place = mention.start
        hearers = self.pronouns.hearers(place)
        heard = {self.people[who].name for who in hearers}
        if last is not None and (last.fits not in ("", "?", sex) or last.speaker.name in heard):
            last = None
        bridged = 0  # sentences in between that open with the same pronoun
        passed = strange = False  # somebody whom the pronoun could stand for: an object, or one without a name
        for number in self.pronouns.sentences_before(place):
            if last is not None and last.sentence == number:
                near = last.speaker.kind == "named" or here - last.sentence == 1
                near = near and not last.asked
                told_by_name = last.fits != "?" or (here - number == 1 and " " in last.speaker.name)
                return replace(last.speaker, mention=mention), near and not passed and told_by_name
            if number < here and (stranger := self.pronouns.stranger(number)):
                return self._tagged_stranger(stranger, mention, sex, near=here - number == 1)
            found, likely = self.pronouns.subject(number, place, sex, hearers)
            told = self._subject_before(mention, here) if found is None and number == here - 1 else None
            if told is None and likely < TELLS and (sayer := self.pronouns.sayer(number, place)):
                near = here - number - bridged <= 1
                told = self._sayer(sayer, mention, sex, near=near, beside=found is not None)
            if told is not None:
                return told
            goes_on = self.pronouns.goes_on if number < here else partial(self.pronouns.opens, place=place)
            if likely < TELLS and goes_on(number, sex=sex):
                bridged += number < here
                continue
            if found is not None and (likely >= SURE or last is None or here - last.sentence > _NEAR):
                return self._likeliest(found, mention, sex, sure=likely >= SURE and not strange)
            strange = strange or (self.strangers.acts(number, sex) if number < here else found is not None)
            passed = passed or found is not None or strange
        return _nobody(mention, self.text)

    def _tagged_stranger(self, phrase: Span, mention: Span, sex: str, *, near: bool) -> tuple[Speaker, bool]:
        """Whoever speaks without a name in the tag of a sentence before: "…, the diplomat said."."""
        told = self._sayer(phrase, mention, sex, near=near, beside=True)
        if told is not None:
            return told[0], told[1] or (near and told[0].kind == "unnamed")
        words = squeeze(phrase.of(self.text))
        name = self._described(words, fold(words).split()[-1], phrase.start)
        return Speaker(name=name, mention=mention, kind="unnamed"), False

    def _sayer(self, phrase: Span, mention: Span, sex: str, *, near: bool, beside: bool) -> tuple[Speaker, bool] | None:
        """Whom the description before a verb of saying stands for, where the pronoun can be theirs.

        A stranger counts where they stand for a country, or ``beside`` a name that could be taken for theirs.
        """
        words = squeeze(phrase.of(self.text))
        head = fold(words).split()[-1]
        holder, sure = self.holders.holder(phrase, head, self.last.speaker.name if self.last is not None else "")
        if holder is not None and not self._nearer_stranger(holder, words, head, phrase.start):
            return (named(holder, mention), sure and near) if self.bearers.sex_of[holder.name] in ("", sex) else None
        country = self.holders.country_in(phrase)
        if office_sexes(self.lexicon).get(head, sex) != sex or not (country or beside):
            return None
        name = self._described(words, head, phrase.start)
        return Speaker(name=name, mention=mention, kind="unnamed", country=country), False

    def _likeliest(self, found: Person | str, mention: Span, sex: str, *, sure: bool) -> tuple[Speaker, bool]:
        """The likeliest person of a sentence; somebody not listed only where no first name speaks against it."""
        if not isinstance(found, str):
            return named(found, mention), sure
        name, _ = self.full_names.of(found, mention.start)
        told = first_name_sexes(self.lexicon).get(fold(name.split(maxsplit=1)[0]), "")
        fits = told == sex or (not told and " " in found and not self.full_names.is_body(name.split()))
        return (Speaker(name=name, mention=mention, kind="named"), False) if fits else _nobody(mention, self.text)

    # --- people without a name ---

    def _nominal(self, attribution: Attribution, mention: Span) -> tuple[Speaker, bool]:
        """A speaker known by description: "the source" is its first and longest one, "the premier" a person."""
        phrase = attribution.antecedent or mention
        words = squeeze(phrase.of(self.text))
        head = fold((attribution.core or mention).of(self.text)).split()[-1]
        if attribution.head in ("d", "k"):
            return self.documents.speaker(words, phrase, mention, self._issuer), attribution.head == "d"
        country = self.holders.country_in(phrase) or self._served(attribution, phrase)
        joint = not country and self._is_pair(words)
        unnamed = Speaker(name=words, mention=mention, kind="unnamed", country=country, joint=joint)
        if (
            joint
            or (attribution.head not in ("h", "W", "N") and not YEARS_OLD.match(head))
            or words.lower() in _vague(self.lexicon)
            or (attribution.head == "W" and attribution.antecedent is None)
        ):
            return replace(unnamed, country=""), joint
        if head in bodies(self.lexicon):
            return self._body_of(words, head, unnamed), True
        if bearer := self.bearers.titled(phrase) or self.bearers.unlisted_behind(attribution.tail):
            return speaker_of(bearer, mention), True
        sure = True
        if words[:4] in ("the ", "The ") or self._of_a_country(phrase):
            spoke, near = self._spoke(mention)
            holder, sure = self.holders.holder(phrase, head, spoke, near=near)
            if holder is None and unnamed.country:
                holder, sure = self.holders.holder(phrase, head, spoke, later=True)
            if holder is not None and not self._nearer_stranger(holder, words, head, mention.start):
                return named(holder, mention), sure
            words = self._described(words, head, mention.start)
        self.any_unnamed = self.last_unnamed[head_alike(head, self.lexicon)] = words
        return replace(unnamed, name=words), sure

    def _served(self, attribution: Attribution, phrase: Span) -> str:
        """The country of whom an unnamed voice serves: "a spokesman for President Stone", "Stone's adviser"."""
        core, tail = attribution.core, attribution.tail
        if core is None or tail is None or fold(core.of(self.text)).rstrip("s") not in _voices(self.lexicon):
            return ""  # somebody's lawyer speaks for no country
        owner = _OWNER.search(self.text, phrase.start, core.start)
        if owner is None and (core == tail or not _SERVES.match(self.text, core.end, tail.start + 1)):
            return ""
        person = self.bearers.at(Span(*owner.span(1)) if owner else tail)
        return person.country if person is not None else ""

    def _spoke(self, mention: Span) -> tuple[str, bool]:
        """Who is said to speak before a description, and whether right before: a subject that says so, or a speaker."""
        here = self.pronouns.sentence_at(mention.start)
        told = self._subject_told(here)
        subject = self.names.speaker(told, told.mention) if told is not None and told.mention is not None else None
        if subject is not None and subject[0].name in self.bearers.sex_of:
            sentence, after = self.pronouns.sentences[here - 1].span, subject[0].mention.end
            if _says(self.lexicon).search(self.text, after, sentence.end):
                return subject[0].name, True
        last = self.last
        return ("", False) if last is None else (last.speaker.name, here - last.sentence <= 1)

    def _body_of(self, words: str, head: str, unnamed: Speaker) -> Speaker:
        """A body, with the country it was named with where it is told in short: "the ministry"."""
        named = {name for _, name in self.full_names.bearers(head)} if is_bare(words) else set()
        if is_bare(words) and (whole := named_with_country(self.text, unnamed.mention, head, sorted(self.by_place))):
            name, country = squeeze(whole.of(self.text)), self.holders.country_in(whole)
            return replace(unnamed, name=without_article(name), kind="named", country=country)
        return replace(unnamed, name=named.pop() if len(named) == 1 else words, kind="named")

    def _issuer(self, place: int) -> Speaker | None:
        """The body that spoke right before a bare document: "the ministry said in a statement … the statement said"."""
        last = self.last
        here = self.pronouns.sentence_at(place)
        if last is not None and here - last.sentence <= _TOLD_WITHIN:
            said = last.fits == "it" and last.speaker.kind != "document" and not is_bare(last.speaker.name)
            return last.speaker if said else None
        return self._body_stating(here)

    def _body_stating(self, here: int) -> Speaker | None:
        """The body of a country that the sentence before a bare document is about, and that says something there."""
        told = self._subject_told(here)
        if told is None or told.mention is None or told.head not in "Nh":
            return None
        sentence = self.pronouns.sentences[here - 1].span
        said = _says(self.lexicon).search(self.text, told.mention.end, sentence.end)
        if _ISSUES.search(self.text, told.mention.end, sentence.end):
            return None  # "the ministry said the port had issued a statement"
        speaker, _ = self.names.speaker(told, told.mention) or self._nominal(told, told.mention)
        head = fold((told.core or told.mention).of(self.text)).split()[-1]
        return speaker if said and speaker.country and self._is_body(told, speaker, head) else None

    def _is_pair(self, words: str) -> bool:
        """Whether a description means both parties at once: "the two leaders", "both sides"."""
        return actor_words(self.lexicon).both.fullmatch(fold(words)) is not None

    def _of_a_country(self, phrase: Span) -> bool:
        """Whether a phrase begins with its country: "Kolan's foreign minister", "Kolan foreign minister"."""
        if self.holders.opens_with_country(phrase):
            return True
        owner = _OWNER.match(self.text, phrase.start, phrase.end)
        return owner is not None and Span(phrase.start, owner.end(1)) in self.by_place

    def _nearer_stranger(self, holder: Person, words: str, head: str, place: int) -> bool:
        """Whether somebody without a name is so described between the last naming of a person and ``place``."""
        at = self.descriptions.nearest(words, head, place)
        last = bisect_left(holder.mentions, Span(place, place)) - 1
        return at >= 0 and holder.mentions[last].start < at

    def _described(self, words: str, head: str, place: int) -> str:
        """The fullest description of whoever is meant by "the source", "the person", "the senior official"."""
        before = self.last_unnamed.get(head_alike(head, self.lexicon), "")
        own = head_alike(" ".join(fold(words).split()[1:]), self.lexicon)
        last = fold(before).split()[-1] if before else ""
        sexes = {office_sexes(self.lexicon).get(word, "") for word in (head, last)} - {""}
        if set(own.split()) <= set(head_alike(fold(before), self.lexicon).split()) and len(sexes) < _SEXES:
            return before
        found = squeeze(self.descriptions.fullest(words, head, place))
        nobody = found == words and head in _anyone(self.lexicon)
        return self.any_unnamed if nobody and self.any_unnamed else found


def _nobody(mention: Span, text: str) -> tuple[Speaker, bool]:
    return Speaker(name=mention.of(text), mention=mention, kind="unnamed"), False


def _can_be(word: str, head: str, lexicon: Lexicon) -> bool:
    """Whether "he", "she" or "they" can stand for an office: "they" for several, or a spokesperson."""
    if word not in SEX:
        return word == "they" and office_sexes(lexicon).get(head, "") == ""
    return not head.endswith("s") and office_sexes(lexicon).get(head, SEX[word]) == SEX[word]


@cache
def _seats(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.seats"))


@cache
def _voices(lexicon: Lexicon) -> frozenset[str]:
    """Nouns of those who speak in somebody's name or serve them."""
    return frozenset(map(fold, (*lexicon.words("people.origins.speakers"), *lexicon.words("people.origins.serving"))))


@cache
def _says(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.words('actors.said')))})\b")


@cache
def _asking(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.asking"))


@cache
def _anyone(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.anyone"))


@cache
def _vague(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(lexicon.words("quotes.vague"))
