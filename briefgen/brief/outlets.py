"""How many outlets carry a line: the same wire copy in two papers is one."""

from __future__ import annotations

from briefgen.brief.sources import Sources
from briefgen.model import Article
from briefgen.select import Choice
from briefgen.text import fold, words

_COPIED = 12  # words; a sentence of so many that two articles share word for word has one author


def outlets(choice: Choice, sources: Sources) -> int:
    """How many independent outlets carry the line: articles of other publishers or agencies, in words of their own."""
    own = sources.story(choice.placed.article).findings.article
    sentence = tuple(words(choice.placed.sentence.of(own.text)))
    known = {outlet(own)}
    for id_ in choice.also:
        article = sources.story(id_).findings.article
        if len(sentence) < _COPIED or not _holds(article, sentence, sources):
            known.add(outlet(article))
    return len(known)


def outlet(article: Article) -> str:
    """The agency or publisher of an article; an article that names none stands for itself."""
    return fold(article.publisher) or article.id


def _holds(article: Article, sentence: tuple[str, ...], sources: Sources) -> bool:
    said = sources.story(article.id).findings.sentences
    return any(tuple(words(one.span.of(article.text))) == sentence for one in said)
