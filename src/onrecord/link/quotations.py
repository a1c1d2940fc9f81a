"""What is in quotation marks, and who says it if there is a reading."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.pairing import tokens_of
from onrecord.record import Record, Span, Statement

# One that is not closed in its line goes on to the line's end: a quotation of several paragraphs.
# The marks of one kind close those of the other: pages mix them.
_QUOTED = re.compile(
    r"“(?P<a>[^“”\"\n]+)(?:[”\"]|$)|(?<!\w)\"(?P<b>[^“”\"\n]+)(?:[”\"]|$)"
    r"|«(?P<c>[^«»\n]+)(?:»|$)|(?<!\w)‘(?P<d>[^‘\n]+?)(?:’(?!\w)|$)",
    re.MULTILINE,
)
_FEWEST = 3  # words; fewer are a title or a word held with tongs


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words, up to where the story's own words continue."""

    span: Span
    keys: tuple[str, ...]
    statement: Statement | None  # None: the reading has none there, or there is no reading


def quotations(record: Record) -> tuple[Quotation, ...]:
    """Return the quotations in an article, in text order."""
    text = record.article.text
    said = record.reading.statements if record.reading else ()
    found = []
    for match in _QUOTED.finditer(text):
        start, end = next(match.span(name) for name in "abcd" if match[name] is not None)
        keys = tuple(token.key for token in tokens_of(text, start, end) if token.key[0].isalnum())
        if len(keys) >= _FEWEST:
            span = Span(start=start, end=end)
            found.append(Quotation(span, keys, _statement_of(said, start, end)))
    return tuple(found)


def by_statement(found: Iterable[Quotation]) -> Iterator[tuple[tuple[Span, ...], str]]:
    """Give the spans of quotations, grouped by statement, and who says it, if known."""
    groups: dict[str, list[Quotation]] = {}
    for one in found:
        key = one.statement.id if one.statement else f"at {one.span.start}"
        groups.setdefault(key, []).append(one)
    for group in groups.values():
        statement = group[0].statement
        name = statement.speaker_name if statement else None
        yield tuple(one.span for one in group), name or ""


def _statement_of(said: Sequence[Statement], start: int, end: int) -> Statement | None:
    """Return the statement that most of a stretch is content of."""
    for one in said:
        covered = sum(
            max(0, min(end, piece.end) - max(start, piece.start)) for piece in one.content
        )
        if 2 * covered > end - start:
            return one
    return None
