"""Pieces of rows: words of a text, and names that no two rows share."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from typing import Any

from onrecord.export.texts import without_surrogates
from onrecord.record import Span, Statement

Row = dict[str, Any]


def unique() -> Callable[[str], str]:
    """Give a function that tells equal names apart: "x", "x~2", "x~3"."""
    seen: dict[str, Iterator[int]] = {}

    def name(given: str) -> str:
        if given not in seen:
            seen[given] = count(2)
            return given
        return f"{given}~{next(seen[given])}"

    return name


def line_at(text: str, at: int) -> Span:
    """Give the line of a text that a place in it is on."""
    end = text.find("\n", at)
    return Span(start=text.rfind("\n", 0, at) + 1, end=len(text) if end < 0 else end)


def span_row(span: Span, text: str) -> Row:
    """Give a span with its words."""
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def said_by(spans: Iterable[Span], text: str) -> str:
    """Give the words of spans, on one line."""
    return " ".join(" ".join(text[one.start : one.end].split()) for one in spans)


def plain(row: Row) -> Row:
    """Make each text of a row one that a database takes."""
    return {key: whole(value) if isinstance(value, str) else value for key, value in row.items()}


def whole(words_: str) -> str:
    """Put U+FFFD for what a database takes no text with: lone surrogates, and NUL."""
    if "\0" in words_:
        words_ = words_.replace("\0", "\ufffd")
    try:
        words_.encode()  # ten times as fast as to look for what is wrong
    except UnicodeEncodeError:
        return without_surrogates(words_)
    return words_


def place_of(pieces: Iterable[Span]) -> str:
    """Name where something stands: "120-180", and "120-150+160-180" in pieces."""
    return "+".join(f"{one.start}-{one.end}" for one in pieces)


def ids_of(article_id: str, statements: Iterable[Statement]) -> Iterator[str]:
    """Give statements, all of an article in their order, the ids that a library knows them by."""
    name = unique()
    return (name(f"{article_id}:{place_of(one.content)}") for one in statements)
