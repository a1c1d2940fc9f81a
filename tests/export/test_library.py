"""`onrecord export --library`: what a library holds, or what a search finds in it, in each form."""

import csv
import json
import tracemalloc

import duckdb
import pandas
import pytest
from rdflib import RDF, Graph, URIRef
from typer.testing import CliRunner

from onrecord import Library, QueryError, add
from onrecord.cli import app
from onrecord.export.forms import FORMS, TABLE_FORMS
from onrecord.export.texts import urn_of
from onrecord.export.writers import writer
from tests.commands.test_export import bytes_of
from tests.support.export_records import make_record
from tests.support.fake_reader import FakeReader
from tests.support.library_stories import page_of, random_pages, story
from tests.support.linked_data import SCHEMA, quads
from tests.test_cli import ROOT

DUMP = "examples/dump-portal.txt"
FEW, MANY = 30, 600  # stories
LIMIT_BYTES = 3_000_000


def export(*args):
    return CliRunner().invoke(app, ["export", *(str(one) for one in args)])


@pytest.fixture
def filled(tmp_path, use_reader, monkeypatch):
    use_reader(FakeReader)
    monkeypatch.chdir(ROOT)
    path = tmp_path / "a.db"
    with Library.open(path) as library:
        add(library, [DUMP])
    return path


@pytest.mark.parametrize("form", FORMS)
def test_a_library_gives_the_same_bytes_as_its_pages(filled, tmp_path, form):
    kept, read = tmp_path / "kept", tmp_path / "read"
    ran = export("--library", filled, "--as", form, "--into", kept)
    assert (ran.exit_code, ran.stderr) == (0, f"onrecord: 4 stories written into {kept}.\n")
    assert export(DUMP, "--as", form, "--into", read).exit_code == 0
    assert bytes_of(kept) == bytes_of(read)


def test_what_a_search_finds_is_written_and_nothing_else(library, library_url, tmp_path):
    page = page_of("x")
    ferry = story(page, "Ferry late\nThe crew stayed home", day="2024-12-01")
    vote = story(page, "Council votes\nOn the ferry", day="2023-01-01", number=2)
    library.add(page, (ferry, vote))
    found = [one.article.id for one in library.records("ferry since:2024")]
    assert found == [ferry.article.id]
    assert [one.article.id for one in library.records("since:2023")] == [
        ferry.article.id,
        vote.article.id,
    ]
    ran = export("--library", library_url, "--search", "ferry since:2024", "--as", "jsonl")
    assert [json.loads(line)["id"] for line in ran.stdout.splitlines()] == [ferry.article.id]
    with pytest.raises(QueryError):
        list(library.records(""))


def test_pandas_and_duckdb_read_the_tables_of_a_search(filled, tmp_path):
    folder = tmp_path / "tables"
    query = "manner:says OR manner:denies"
    for form in TABLE_FORMS:
        ran = export("--library", filled, "--search", query, "--as", form, "--into", folder)
        assert ran.exit_code == 0
    stories = pandas.read_csv(folder / "articles.csv")
    with Library.open(filled) as library:
        wanted = [hit.source.article_id for hit in library.search(query).found]
        n = sum(len(one.reading.statements) for one in library.records(query))
    assert sorted(stories["article_id"]) == sorted(wanted)
    for form in TABLE_FORMS:
        counted = duckdb.sql(f"SELECT count(*) FROM '{folder}/statements.{form}'").fetchall()
        assert counted == [(n,)]
    assert n > 0


def test_a_processor_finds_the_stories_of_a_library_in_its_linked_data(filled):
    ran = export("--library", filled, "--as", "jsonld")
    graph = Graph().parse(data=quads(json.loads(ran.stdout)), format="nt")
    stories = set(graph.subjects(RDF.type, URIRef(f"{SCHEMA}NewsArticle")))
    with Library.open(filled) as library:
        assert stories == {URIRef(urn_of(one.article)) for one in library.records()}


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (("--as", "jsonl"), 2, "give files or folders, or --library"),
        ((DUMP, "--library", "a.db", "--as", "jsonl"), 2, "give it, or a PATH, not both"),
        ((DUMP, "--search", "x", "--as", "jsonl"), 2, "it searches a --library"),
        (("--library", "a.db", "--jobs", "2", "--as", "jsonl"), 2, "nothing is read"),
        (("--library", "a.db", "--no-model", "--as", "jsonl"), 2, "nothing is read"),
        (("--library", "none.db", "--as", "jsonl"), 1, "there is no library at none.db"),
    ],
)
def test_a_mistake_is_said(monkeypatch, tmp_path, args, code, words):
    monkeypatch.chdir(tmp_path)
    ran = export(*args)
    assert ran.exit_code == code
    assert words in " ".join(ran.stderr.split())
    assert not ran.stdout
    assert not list(tmp_path.iterdir())


def test_a_query_that_is_malformed_leaves_no_file(filled, tmp_path):
    target = tmp_path / "out.jsonl"
    ran = export("--library", filled, "--search", "a AND (", "--as", "jsonl", "--into", target)
    assert ran.exit_code == 2
    assert ran.stderr == (
        "onrecord: the query, at character 8: a word, a phrase or a field is missing at the end\n"
    )
    assert not target.exists()


def test_what_is_given_may_be_changed_while_it_is_given(library):
    """Who exports a library does not keep others from adding to it, and sees it as it was."""
    for page, outcome in random_pages(1, 50):
        library.add(page, outcome)
    given = library.records()
    first = next(given)
    assert library.add(page_of("x"), ())
    page, outcome = next(random_pages(2, 1))
    assert library.add(page, outcome)
    assert 1 + len(list(given)) == 50
    assert library.record(first.article.id) == first


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_memory_does_not_grow_with_the_library(tmp_path, form):
    def peak(n):
        with Library.open(tmp_path / f"{n}.db") as library:
            record = make_record()
            for number in range(n):
                page = page_of(str(number))
                made = story(page, record.article.text + f"\n{number} {'ferry ' * 2_000}")
                library.add(page, (made,))
            tracemalloc.start()
            with writer(form, tmp_path / f"{n}{form}") as write:
                written = sum(write(one) for one in library.records("ferry"))
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert written == n
        return most

    peak(FEW)  # what is loaded once
    assert peak(MANY) - peak(FEW + 1) < LIMIT_BYTES  # of some 14 million that they have


def test_a_csv_of_a_library_is_the_same_to_the_csv_module(filled, tmp_path):
    export("--library", filled, "--as", "csv", "--into", tmp_path / "t")
    with open(tmp_path / "t" / "articles.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    with Library.open(filled) as library:
        assert [row["text"] for row in rows] == [one.article.text for one in library.records()]
