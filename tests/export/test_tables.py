"""CSV and Parquet, read by csv, pandas, DuckDB and pyarrow."""

import builtins
import csv
import io

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import MissingExtra
from onrecord.export.columns import TABLES, rows_of
from onrecord.export.csv_files import BETWEEN, csv_header, csv_lines, guarded, unguarded
from onrecord.export.texts import without_surrogates
from onrecord.export.writers import export_records
from onrecord.record import Span
from tests.support.export_records import HOSTILE, hostile_records, make_record, make_unread

RECORDS = [make_record(), make_unread()]


def plain(cell):
    """The text of a cell as a reader should have it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, tuple):
        entries = [f"{x.start}-{x.end}" if isinstance(x, Span) else x for x in cell]
        return without_surrogates(BETWEEN.join(entries))
    return without_surrogates(cell) if isinstance(cell, str) else repr(cell)


@pytest.fixture(scope="module")
def csv_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("csv")
    assert export_records(RECORDS, "csv", folder) == 2
    return folder


@pytest.fixture(scope="module")
def parquet_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("parquet")
    assert export_records(RECORDS, "parquet", folder) == 2
    return folder


@pytest.mark.parametrize("table", TABLES)
def test_the_fixture_has_a_row_in_every_table(table):
    assert rows_of(RECORDS[0], table)


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_the_same_to_the_csv_module(csv_folder, table):
    with open(csv_folder / f"{table}.csv", encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file, strict=True)
    assert header == [column.name for column in TABLES[table]]
    expected = [[plain(x) for x in row] for one in RECORDS for row in rows_of(one, table)]
    assert [[unguarded(x) for x in row] for row in rows] == expected


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_the_same_to_pandas_and_duckdb(csv_folder, table):
    path = csv_folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype={"article_id": str})
    names = [column.name for column in TABLES[table]]
    rows = [row for one in RECORDS for row in rows_of(one, table)]
    assert list(frame.columns) == names
    assert len(frame) == len(rows)
    found = duckdb.read_csv(str(path), all_varchar=True)
    assert found.columns == names
    starts = [row[0] for row in rows]
    assert list(frame["article_id"]) == [row[0] for row in found.fetchall()] == starts


def test_duckdb_joins_statements_and_speakers_and_knows_null(csv_folder):
    for name in ("statements", "actors"):
        duckdb.read_csv(str(csv_folder / f"{name}.csv")).create_view(name, replace=True)
    rows = duckdb.sql(
        "select s.statement_id, a.name, s.checked from statements s"
        " left join actors a on a.actor_id = s.speaker_id and a.article_id = s.article_id"
        " order by 1"
    ).fetchall()
    assert rows == [
        ("s1", "a clerk", None),
        ("s2", "Adjoa Sarfo", None),
        ("s3", None, "not verified"),
    ]


def test_pandas_reads_numbers_and_truth_as_such(csv_folder):
    places = pd.read_csv(csv_folder / "places.csv")
    assert list(places["lat"].dropna()) == [5.6698]
    actors = pd.read_csv(csv_folder / "actors.csv")
    assert list(actors["named"]) == [True, False, True]


@pytest.mark.parametrize("table", TABLES)
def test_parquet_holds_the_same_with_lists(parquet_folder, table):
    found = pq.read_table(parquet_folder / f"{table}.parquet")
    assert found.column_names == [column.name for column in TABLES[table]]
    assert all(field.metadata[b"description"] for field in found.schema)
    rows = [row for one in RECORDS for row in rows_of(one, table)]
    for row, got in zip(rows, found.to_pylist(), strict=True):
        spans = [
            [{"start": x.start, "end": x.end} if isinstance(x, Span) else x for x in cell]
            if isinstance(cell, tuple)
            else cell
            for cell in row
        ]
        assert list(got.values()) == spans


def test_duckdb_finds_the_words_of_a_span_in_parquet(parquet_folder):
    for name in ("articles", "statements"):
        path = str(parquet_folder / f"{name}.parquet")
        duckdb.read_parquet(path).create_view(f"p_{name}", replace=True)
    rows = duckdb.sql(
        "select s.content, a.text, s.content_spans"
        " from p_statements s join p_articles a using (article_id)"
    ).fetchall()
    assert len(rows) == 3
    for content, text, spans in rows:
        assert content == " … ".join(text[one["start"] : one["end"]] for one in spans)


@given(hostile_records())
@settings(max_examples=60)
def test_every_cell_of_a_hostile_story_comes_back_from_csv(record):
    for table in TABLES:
        text = csv_header(table) + csv_lines(record, table)
        _, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        expected = [[plain(cell) for cell in row] for row in rows_of(record, table)]
        assert [[unguarded(cell) for cell in row] for row in rows] == expected
        kinds = [column.kind for column in TABLES[table]]
        for row in rows:
            for cell, kind in zip(row, kinds, strict=True):
                assert kind in {"int", "float"} or not cell.startswith(("=", "+", "-", "@", "\t"))


@given(st.lists(st.sampled_from(["'", "=", "-", "a", "\t", " ", "@", "\n"])).map("".join))
def test_the_guard_of_a_formula_can_be_taken_away(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in {"=", "-", "\t", "@", "\n"}


@given(hostile_records())
@settings(max_examples=15)
def test_a_hostile_story_comes_back_from_parquet(tmp_path_factory, record):
    folder = tmp_path_factory.mktemp("hostile")
    export_records([record], "parquet", folder)
    (row,) = pq.read_table(folder / "articles.parquet").to_pylist()
    assert row["text"] == without_surrogates(record.article.text)


def test_the_hostile_words_are_many():
    assert len(HOSTILE) > 40


def test_parquet_without_pyarrow_says_what_to_install(monkeypatch, tmp_path):
    real = builtins.__import__

    def fail(name, *args, **more):
        if name.startswith("onrecord.export.parquet_files"):
            raise ModuleNotFoundError(name="pyarrow")
        return real(name, *args, **more)

    monkeypatch.setattr(builtins, "__import__", fail)
    with pytest.raises(MissingExtra, match=r"pip install 'onrecord\[parquet\]'"):
        export_records(RECORDS, "parquet", tmp_path / "tables")
    assert not (tmp_path / "tables").exists()
