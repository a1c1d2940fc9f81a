"""The JSON form: the nouns under their own names, and a schema that says so."""

import json
from dataclasses import fields, make_dataclass, replace
from itertools import pairwise

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Reading, Record, Rejected, Span
from onrecord.export import schema
from onrecord.export.jsonl import to_line, to_object
from onrecord.export.schema import make_schema, shipped_schema
from onrecord.serve.openapi import make_document
from scripts.write_schema import schema_text
from tests.support.by_hand import make_bare, make_reading

SCHEMA = jsonschema.Draft202012Validator(make_schema())


def spans_of(form):
    """Every span of a JSON form, wherever it stands."""
    if isinstance(form, list):
        for one in form:
            yield from spans_of(one)
    elif isinstance(form, dict):
        if set(form) <= {"start", "end", "text"} and "start" in form:
            yield form
        for one in form.values():
            yield from spans_of(one)


def test_the_shipped_schema_is_up_to_date():
    assert shipped_schema() == schema_text(), "run python scripts/write_schema.py"


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(shipped_schema()))


def undescribed(form, at=""):
    """Give the properties and parameters without a description, in a schema or an API."""
    if isinstance(form, list):
        return [one for part in form for one in undescribed(part, at)]
    if not isinstance(form, dict):
        return []
    held = form.get("properties")
    named = list(held.items()) if isinstance(held, dict) else []
    named += [(one["name"], one) for one in form.get("parameters", ())]
    bare = [f"{at}.{name}" for name, one in named if "description" not in one]
    return [*bare, *(x for key, part in form.items() for x in undescribed(part, f"{at}/{key}"))]


@pytest.mark.parametrize("form", [json.loads(shipped_schema()), make_document()])
def test_every_field_says_what_it_holds(form):
    assert not undescribed(form)


def test_no_two_nouns_share_a_name_in_the_schema():
    other = make_dataclass("Span", [("begin", int)], namespace={"__doc__": "Another thing."})
    with pytest.raises(TypeError, match="two nouns are named Span"):
        schema._type(other, schema.definitions_of(Span))


@pytest.fixture
def record(article):
    return Record(article=article, reading=make_reading(article))


@pytest.mark.parametrize("name", ["article", "bare", "record", "rejected"])
def test_a_line_is_what_the_schema_says(name, request):
    line = to_line(request.getfixturevalue(name))
    assert line.endswith(b"}\n")
    assert line.count(b"\n") == 1
    SCHEMA.validate(json.loads(line))


@pytest.mark.parametrize(
    "damage",
    [
        {"type": "page"},
        {"kind": "essay"},
        {"text": None},
        {"page_span": {"start": -1, "end": 4}},
        {"surprise": 1},
    ],
)
def test_the_schema_refuses_what_is_not_an_article(article, damage):
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate({**to_object(article), **damage})


def test_the_schema_refuses_a_missing_field(article):
    form = to_object(article)
    del form["published"]
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(form)


def test_fields_keep_their_names_and_order(article, rejected):
    for noun, more in ((article, ["reading"]), (rejected, [])):
        assert list(to_object(noun)) == ["type", *(field.name for field in fields(noun)), *more]
    assert to_object(article)["type"] == "article"
    assert to_object(rejected)["type"] == "rejected"


def test_not_stated_is_null_and_none_found_is_empty(bare):
    form = to_object(bare)
    assert form["published"] is None
    assert form["authors"] == []


def test_a_span_of_the_text_carries_a_copy_and_one_of_the_page_does_not(article):
    form = to_object(article)
    for block in form["blocks"]:
        assert block["span"]["text"] == article.text[block["span"]["start"] : block["span"]["end"]]
        assert "text" not in block["page_span"]
    assert "text" not in form["page_span"]
    assert form["dateline"]["where"]["span"]["text"] == "TEMA, Ghana"


def test_a_record_is_its_article_and_what_was_read_in_it(record):
    form = to_object(record)
    reading = form.pop("reading")
    assert {**form, "reading": None} == to_object(record.article)
    left_out = {"article_id", "deeds", "words", "vector", "paragraph_vectors"}
    assert list(reading) == [x.name for x in fields(Reading) if x.name not in left_out]
    assert to_object(replace(record, reading=None)) == to_object(record.article)


def test_every_span_of_a_reading_carries_a_copy(record):
    found = list(spans_of(to_object(record)["reading"]))
    assert len(found) == 15 + 5 + 10 + 1  # of actors, statements and checks
    for span in found:
        assert span["text"] == record.article.text[span["start"] : span["end"]]


def test_the_schema_refuses_a_reading_that_is_none(record):
    form = to_object(record)
    form["reading"] = {**form["reading"], "vector": [1.0]}
    with pytest.raises(jsonschema.ValidationError):
        SCHEMA.validate(form)


def test_a_fact_in_the_page_text_carries_no_copy_of_the_article(article):
    where = replace(article.dateline.where, layer="page")
    form = to_object(replace(article, dateline=replace(article.dateline, where=where)))
    assert set(form["dateline"]["where"]["span"]) == {"start", "end"}


@given(
    text=st.text(min_size=1, max_size=60),
    cuts=st.lists(st.integers(0, 60), min_size=2, max_size=8, unique=True),
)
def test_offsets_count_code_points_of_any_text(text, cuts):
    base = make_bare()
    inside = sorted({min(cut, len(text)) for cut in cuts})
    spans = [Span(start=start, end=end) for start, end in pairwise(inside)]
    block = base.blocks[0]
    blocks = tuple(replace(block, span=span) for span in spans)
    form = json.loads(to_line(replace(base, text=text, blocks=blocks)))
    SCHEMA.validate(form)
    shown = form["text"]
    for span in spans_of(form["blocks"]):
        if "text" in span:
            assert shown[span["start"] : span["end"]] == span["text"]


def test_a_file_name_that_is_not_utf8_still_gives_json():
    rejected = Rejected(stage="acquire", ref="caf\udce9.html", reason="not text", detail="")
    assert json.loads(to_line(rejected))["ref"] == "caf\ufffd.html"
