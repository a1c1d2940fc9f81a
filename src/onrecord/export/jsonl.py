"""Records -> JSON, one object per line, with the field names of `record`."""

from dataclasses import fields
from typing import Any

import orjson

from onrecord.export.texts import storable
from onrecord.record import Article, Reading, Record, Rejected, Span, Where

# What is left out of a reading: the article is here, the rest would be ten times as long as it.
READING_FIELDS = tuple(
    field.name
    for field in fields(Reading)
    if field.name not in {"article_id", "deeds", "words", "vector", "paragraph_vectors"}
)


def to_object(outcome: Article | Record | Rejected) -> dict[str, Any]:
    """Give the JSON form of a noun, with `type` "article" or "rejected" in front.

    A record is its article followed by `reading`; an article is a record without a reading.

    A span is {"start", "end"}; one that counts in `Article.text` also has "text", a copy of what
    it covers. A span that counts in the page text (`page_span`, `where` of layer "page") has
    none: the page is not here.
    """
    if isinstance(outcome, Rejected):
        return {"type": "rejected", **_fields(outcome, None)}
    record = Record(article=outcome, reading=None) if isinstance(outcome, Article) else outcome
    article, reading = record.article, record.reading
    form = {"type": "article", **_fields(article, article.text), "reading": None}
    if reading is not None:
        form["reading"] = {
            name: _form(getattr(reading, name), article.text) for name in READING_FIELDS
        }
    return form


def to_line(outcome: Article | Record | Rejected) -> bytes:
    r"""Give one line of JSON Lines, UTF-8, ending in "\n"; keys in the order of `record`."""
    form = to_object(outcome)
    try:
        return orjson.dumps(form, option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a file name that is not UTF-8 holds lone surrogates, JSON may not
        return orjson.dumps(storable(form), option=orjson.OPT_APPEND_NEWLINE)


def _fields(noun: Any, text: str | None) -> dict[str, Any]:  # noqa: ANN401 - any noun
    return {
        field.name: _form(getattr(noun, field.name), None if field.name == "page_span" else text)
        for field in fields(noun)
    }


def _form(value: Any, text: str | None) -> Any:  # noqa: ANN401 - JSON
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_form(one, text) for one in value]
    if isinstance(value, Span):
        form = {"start": value.start, "end": value.end}
        return form if text is None else {**form, "text": text[value.start : value.end]}
    if isinstance(value, Where) and value.layer != "text":
        text = None
    return _fields(value, text)
