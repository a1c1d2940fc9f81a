"""A story -> the part of it that is read, so that time and memory are limited."""

import re
from dataclasses import replace

from onrecord.reading.words import words_of
from onrecord.record import Article, Span

MOST_CHARACTERS = 200_000  # some 33,000 words: more than the longest reportage has
MOST_WORDS = 60_000  # of a text that is hardly more than signs, each of which is a word
_LONGEST_END = 1_000  # characters looked back for the end of a line or word
_LOOKED_AT = 20_000  # characters of a text, for its language
_SHARE = 0.1  # of all words; of English news a fifth are of these, of other languages a twentieth
_ENGLISH = frozenset((
    "the", "of", "and", "to", "is", "was", "for", "that", "on", "with", "by", "at", "from", "it",
    "he", "she", "they", "his", "said",
))  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")


def is_foreign(article: Article) -> bool:
    """Tell whether a text is in a language that the model would only find nonsense in.

    A text whose language was mistaken has the small words of English: where a tenth of all are
    such, it is read.
    """
    if article.lang is None or article.lang.value == "en":
        return False
    words = _WORD.findall(article.text[:_LOOKED_AT].lower())
    return sum(word in _ENGLISH for word in words) < _SHARE * len(words)


def notes_on_language(article: Article) -> tuple[str, ...]:
    """Say that a text is not in English, and whether it was read."""
    if article.lang is None or article.lang.value == "en":
        return ()
    unread = ", so it did not read it" if is_foreign(article) else ""
    return (f"the text is in '{article.lang.value}': the reader knows English only{unread}",)


def bounded(article: Article) -> tuple[Article, tuple[str, ...]]:
    """Return an article with the part of its text that is read, and a note of what is not.

    At most MOST_CHARACTERS, to the end of a line, or else of a word, or else anywhere, and at most
    MOST_WORDS. Blocks beyond that are left out, and the one that goes on is cut; offsets stay.
    """
    n = len(article.text)
    end = _end_of_words(article.text, n if n <= MOST_CHARACTERS else _end(article.text))
    if end == n:
        return article, ()
    blocks = tuple(
        replace(one, span=Span(start=one.span.start, end=min(one.span.end, end)))
        for one in article.blocks
        if one.span.start < end
    )
    note = f"the text is long: the model read its first {end:,} of {n:,} characters"
    return replace(article, text=article.text[:end], blocks=blocks), (note,)


def _end(text: str) -> int:
    for space in ("\n", " "):
        at = text.rfind(space, MOST_CHARACTERS - _LONGEST_END, MOST_CHARACTERS)
        if at > 0:
            return at
    return MOST_CHARACTERS


def _end_of_words(text: str, end: int) -> int:
    """Return where the words end that are read of the first `end` characters."""
    words = words_of(text[:end]) if end > MOST_WORDS else []
    return words[MOST_WORDS - 1][1] if len(words) > MOST_WORDS else end
