"""Nouns <-> the JSON that a library keeps of them: what is in a Record, but for copies of text.

`onrecord read --json` repeats the words of each span, and leaves the syntax out; what is kept here
is the half of it that the other half follows from.
"""

import types
from collections.abc import Collection
from dataclasses import asdict, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import orjson

from onrecord.export.texts import storable
from onrecord.record import Article, Record, Words

NO_WORDS = Words(
    starts=(),
    ends=(),
    tags=(),
    lemmas=(),
    heads=(),
    relations=(),
    sentences=(),
    certainties=(),
)


def to_json(record: Record) -> bytes:
    """Write a record, without the syntax, the deeds and the vectors of its reading."""
    reading = record.reading
    if reading is not None:
        bare = replace(reading, words=NO_WORDS, deeds=(), vector=(), paragraph_vectors=())
        record = Record(article=record.article, reading=bare)
    try:
        return orjson.dumps(record)
    except TypeError:  # lone surrogates, which JSON may not hold
        return orjson.dumps(storable(asdict(record)))


def from_json(line: bytes, text: str = "", only: Collection[str] | None = None) -> Record:
    """Read what `to_json` wrote.

    text: that of the article, where the JSON leaves it out. only: of the reading's lists read
    these, and leave the others empty; most of the time goes into lists.
    """
    form = orjson.loads(line)
    form["article"]["text"] = form["article"]["text"] or text
    if only is not None and form["reading"] is not None:
        for name, value in form["reading"].items():
            if isinstance(value, list) and name not in only:
                form["reading"][name] = []
    found = _noun(Record, form)
    assert isinstance(found, Record)
    return found


def article_from_json(line: bytes, text: str = "") -> Article:
    """Read the article alone of what `to_json` wrote."""
    form = orjson.loads(line)["article"]
    form["text"] = form["text"] or text
    found = _noun(Article, form)
    assert isinstance(found, Article)
    return found


def _noun(noun: type, form: dict[str, Any]) -> Any:  # noqa: ANN401 - any noun
    hints = _hints(noun)
    return noun(**{name: _value(hints[name], value) for name, value in form.items()})


@cache
def _hints(noun: type) -> dict[str, Any]:
    hints = get_type_hints(noun)
    return {field.name: hints[field.name] for field in fields(noun)}


def _value(hint: Any, form: Any) -> Any:  # noqa: ANN401 - a type form and its JSON
    if form is None or isinstance(form, str | int | float):
        return form
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        return _value(_meant(hint, form), form)
    if isinstance(form, list):
        of = get_args(hint)
        each = [of[0]] * len(form) if of[-1] is Ellipsis else of
        return tuple(_value(one, value) for one, value in zip(each, form, strict=True))
    return _noun(hint, form)


def _meant(hint: Any, form: Any) -> Any:  # noqa: ANN401
    """Give the member of a union that a form is of: its only noun, or its only tuple."""
    for one in get_args(hint):
        if isinstance(form, dict) == is_dataclass(one) and get_origin(one) is not Literal:
            return one
    raise TypeError(f"no {hint} in {form!r}")
