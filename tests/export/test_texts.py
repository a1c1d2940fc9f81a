"""BibTeX, Markdown and GeoJSON, read by pybtex, markdown-it and a schema."""

import json
import re
import unicodedata
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from pybtex.database import parse_string
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from onrecord.export.bibtex import bibtex_key, latex, to_bibtex
from onrecord.export.geojson import event_features_of, features_of
from onrecord.export.markdown import UNKNOWN, escape, to_markdown
from onrecord.export.texts import without_surrogates
from onrecord.export.writers import export_records
from onrecord.filters import Filter, keep
from tests.support.export_records import (
    LINES,
    hostile_records,
    make_place,
    make_record,
    make_unread,
    of_web,
)

RECORDS = [make_record(), make_unread()]
POINT = {
    "type": "object",
    "required": ["type", "coordinates"],
    "additionalProperties": False,
    "properties": {
        "type": {"const": "Point"},
        "coordinates": {
            "type": "array",
            "prefixItems": [
                {"type": "number", "minimum": -180, "maximum": 180},
                {"type": "number", "minimum": -90, "maximum": 90},
            ],
            "minItems": 2,
            "maxItems": 2,
        },
    },
}
COLLECTION = {  # RFC 7946, as far as we use it
    "type": "object",
    "required": ["type", "features"],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "geometry", "properties"],
                "properties": {"type": {"const": "Feature"}, "geometry": POINT},
            },
        },
    },
}


def one_line(text):
    return " ".join(without_surrogates(text).split())


# --- BibTeX


def entry_of(record):
    (entry,) = parse_string(to_bibtex(record), "bibtex").entries.values()
    return entry


def from_latex(text):
    """Read LaTeX with pylatexenc, which lacks three signs of LaTeX's own."""
    known = get_default_latex_context_db()
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, sign) for name, sign in names.items()]
    known.add_context_category("signs", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=known).latex_to_text(text)


def test_an_entry_has_all_that_is_known():
    entry = entry_of(RECORDS[0])
    assert entry.type == "article"
    assert entry.key == "sarfo2023harbour-01234567"
    (author,) = entry.persons["author"]
    assert (author.first_names, author.last_names) == (["Adjoa"], ["Sarfo"])
    assert dict(entry.fields) == {
        "title": "{Harbour council delays vote on ferry contract}",
        "journal": "example.org",
        "date": "2023-09-12",
        "year": "2023",
        "month": "September",
        "url": "https://example.org/ferry",
        "language": "en",
        "abstract": "The vote is now due in October",
        "note": "Agency: AP",
    }


def test_a_story_of_which_nothing_is_known_is_misc():
    entry = entry_of(RECORDS[1])
    assert (entry.type, entry.key) == ("misc", "story-fedcba98")


def test_a_file_of_several_is_read_whole(tmp_path):
    export_records(RECORDS, "bibtex", tmp_path / "all.bib")
    found = parse_string((tmp_path / "all.bib").read_text(encoding="utf-8"), "bibtex")
    assert set(found.entries) == {bibtex_key(one.article) for one in RECORDS}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Ingvild Sørbøe", "sorboe2023harbour-01234567"),
        ("Łukasz Żółć", "zolc2023harbour-01234567"),
        ("東京 太郎", "story2023harbour-01234567"),
        ("{}", "story2023harbour-01234567"),
    ],
)
def test_keys_are_plain_ascii(name, key):
    assert bibtex_key(replace(RECORDS[0].article, authors=(of_web(name),))) == key


@pytest.mark.parametrize("name", ["Harbour council", "Reuters, AP", "Smith and Sons", "AP"])
def test_a_body_is_not_taken_apart(name):
    record = RECORDS[0]
    article = replace(record.article, authors=(of_web(name),))
    (author,) = entry_of(replace(record, article=article)).persons["author"]
    assert str(author) == f"{{{name}}}"


@pytest.mark.parametrize(
    ("value", "year", "month"),
    [("2023", "2023", None), ("2023-13", "2023", None), ("soon", None, None)],
)
def test_a_date_is_no_finer_than_it_is_known(value, year, month):
    article = replace(RECORDS[0].article, published=of_web(value))
    entry = entry_of(replace(RECORDS[0], article=article))
    assert (entry.fields.get("year"), entry.fields.get("month")) == (year, month)


@given(hostile_records())
@settings(max_examples=60)
def test_a_hostile_story_is_one_entry_and_its_title_comes_back(record):
    entry = entry_of(record)
    assert set(entry.fields) <= {
        "title", "journal", "date", "year", "month", "url", "urldate", "language", "abstract",
        "note",
    }  # fmt: skip
    assert re.fullmatch("[a-z0-9-]+", entry.key)
    headline = record.article.headline.value
    title = entry.fields.get("title", "{}")  # one of control characters alone is none
    shown = "".join(one for one in one_line(headline) if unicodedata.category(one) != "Cc")
    assert title == f"{{{latex(headline)}}}"
    assert "\\input" not in title
    assert from_latex(title[1:-1]).split() == shown.split()


def test_a_control_sign_between_blanks_leaves_one_blank():
    assert latex("Toll \x00 rises") == "Toll rises"


# --- Markdown


def parser():
    return MarkdownIt("commonmark").enable("table").use(footnote_plugin)


def text_of(tokens):
    """Give what a reader sees of inline tokens."""
    return "".join(
        " " if one.type in {"softbreak", "hardbreak"} else one.content
        for one in tokens
        if one.type
        in {"text", "softbreak", "hardbreak", "text_special", "code_inline", "html_inline"}
    )


def headings(tokens):
    return [
        (one.tag, text_of(tokens[i + 1].children))
        for i, one in enumerate(tokens)
        if one.type == "heading_open"
    ]


def test_a_report_groups_statements_by_speaker():
    tokens = parser().parse(to_markdown(RECORDS[0]))
    assert headings(tokens) == [
        ("h1", "Harbour council delays vote on ferry contract"),
        ("h2", "Who said what"),
        ("h3", "a clerk"),
        ("h3", "Adjoa Sarfo"),
        ("h3", UNKNOWN),
        ("h2", "What was checked"),
        ("h2", "What happened, and what may"),
    ]


def test_every_footnote_has_its_words_and_every_mark_its_footnote(tmp_path):
    export_records(RECORDS, "markdown", tmp_path / "note.md")
    source = (tmp_path / "note.md").read_text(encoding="utf-8")
    page = parser().render(source)
    assert "[^" not in page
    labels = re.findall(r"^\[(\^[\w-]+)\]:", source, re.MULTILINE)
    assert len(labels) == len(set(labels)) == 3 + 1 + 1
    for label in labels:
        assert source.count(f"[{label}]") >= 2
    assert page.count('class="footnote-item"') == len(labels)
    for words in ("We were never asked.", "could not be independently verified"):
        assert words in page[page.index('class="footnotes"') :]


@pytest.mark.parametrize(
    ("status", "told_by", "words"),
    [
        ("happened", None, "- **happened**"),
        ("happened", "s2", "- **claimed by {}**"),
        ("happened", "gone", "- **claimed by somebody**"),
        ("denied", "s2", "- **denied**, as {} says"),
    ],
)
def test_what_only_a_speaker_tells_is_claimed(status, told_by, words):
    record = RECORDS[0]
    (event,) = record.reading.events
    name = next(x.speaker_name for x in record.reading.statements if x.id == "s2")
    event = replace(event, status=status, told_by=told_by)
    report = to_markdown(replace(record, reading=replace(record.reading, events=(event,))))
    assert words.format(escape(name)) in report
    assert ("**happened**" in report) == (words == "- **happened**")


def test_a_report_says_through_whom_and_whether_checked():
    report = to_markdown(RECORDS[0])
    assert (
        "- **promises**, probable: A second reading … “will follow soon” (through harbour" in report
    )
    assert "- **denies**: “We were never asked.” (not verified)" in report


def test_a_filtered_record_points_at_no_footnote_that_is_gone():
    report = to_markdown(keep(RECORDS[0], Filter(manners=frozenset({"says"}))))
    assert "[^s3-" not in report
    assert "[^" not in parser().render(report)


@given(LINES.filter(one_line))
@settings(max_examples=200)
def test_escaped_text_is_shown_as_it_is(text):
    line = one_line(text)
    for source in (
        escape(text),
        f"# {escape(text)}",
        f"- {escape(text)}",
        f"x [^1]\n\n[^1]: {escape(text)}",
    ):
        tokens = parser().parse(source)
        allowed = {"paragraph", "inline", "heading", "bullet", "list", "footnote"}
        assert {one.type.split("_")[0] for one in tokens} <= allowed
        shown = [text_of(one.children) for one in tokens if one.type == "inline"]
        assert (shown or [""])[-1] == line


@given(hostile_records())
@settings(max_examples=60)
def test_a_hostile_story_adds_no_heading_link_or_markup(record):
    tokens = parser().parse(to_markdown(record))
    tags = [tag for tag, _ in headings(tokens)]
    assert tags[0] == "h1"
    assert tags.count("h2") == 3
    kinds = {one.type for one in tokens} | {
        child.type for one in tokens for child in one.children or ()
    }
    assert not kinds & {
        "html_block",
        "html_inline",
        "image",
        "fence",
        "code_block",
        "hr",
        "table_open",
    }
    links = [x for one in tokens for x in one.children or () if x.type == "link_open"]
    assert len(links) <= 1
    assert all(one.attrs["href"].startswith("http") for one in links)


# --- GeoJSON


def test_geojson_has_places_and_the_events_that_are_at_one(tmp_path):
    export_records(RECORDS, "geojson", tmp_path / "map.geojson")
    form = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    jsonschema.validate(form, COLLECTION)
    place, event = form["features"]
    assert place["properties"]["name"] == event["properties"]["place"] == "Tema"
    assert event["properties"]["status"] == "happened"
    assert event["properties"]["told_by_speaker"] == "a clerk"
    assert event["geometry"] == place["geometry"]


def test_an_event_at_no_known_point_has_no_feature():
    record = RECORDS[0]
    nowhere = make_place(record.article, lat=None, lon=None, reason="no such name")
    reading = replace(record.reading, places=(nowhere,))
    assert event_features_of(replace(record, reading=reading)) == []
    assert event_features_of(RECORDS[1]) == features_of(RECORDS[1]) == []


@given(hostile_records())
@settings(max_examples=25)
def test_a_hostile_story_is_geojson(tmp_path_factory, record):
    path = tmp_path_factory.mktemp("h") / "map.geojson"
    export_records([record], "geojson", path)
    jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), COLLECTION)
