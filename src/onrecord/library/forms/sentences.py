"""The sentence that a word of an article stands in, without the dateline in front of it."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from onrecord.library.forms.pieces import line_at
from onrecord.record import Article, Span, Words

# What ends a dateline, behind the place, an agency and a day: " (AP) — ", ", Oct. 3 - ", ": "
_MARK = re.compile(r"[^\n]{0,90}?(?:[—–―:]|--?)\s+")


def sentences_at(article: Article, words: Words, places: Iterable[int]) -> Iterator[Span]:
    """Give for each place in the text its sentence; its line where the syntax was not read.

    Nothing in front of a dateline's end is given, unless the place itself is there.
    """
    first: dict[int, int] = {}
    last: dict[int, int] = {}
    for number, start, end in zip(words.sentences, words.starts, words.ends, strict=True):
        first.setdefault(number, start)
        last[number] = end
    body = _end_of_dateline(article)
    for at in places:
        line = line_at(article.text, at)
        word = bisect_right(words.starts, at) - 1
        number = words.sentences[word] if word >= 0 else -1
        start, end = line.start, line.end
        if number in last and at < last[number]:
            start, end = max(start, first[number]), min(end, last[number])
        yield Span(start=body if start < body <= at else start, end=end)


def _end_of_dateline(article: Article) -> int:
    """Give where the story begins behind its dateline; 0 if it has none in its text."""
    where = article.dateline.where if article.dateline else None
    if where is None or where.layer != "text" or where.span is None:
        return 0
    mark = _MARK.match(article.text, where.span.end)
    return mark.end() if mark else 0
