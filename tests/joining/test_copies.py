"""A text that several outlets print is found once, with who else prints it, and counted so."""

import json
from random import Random

import pytest
from typer.testing import CliRunner

from onrecord import Library, join
from onrecord.cli import app
from onrecord.record import Meaning
from tests.support.library_joins import FERRY, NAMES, TEXT, fill, random_told, told
from tests.support.served_site import make_client

BLAME = ("Adjoa Sarfo", "blamed the fog")
EVERY = "lang:en OR -lang:en"


def ferry(name, outlet, text=TEXT, **more):
    url = f"https://{outlet}.example/{name}"
    return told(name, text, NAMES, vector=FERRY, url=url, statements=(BLAME,), **more)


def pages():
    edited = TEXT.replace("by noon", "by the afternoon")
    own = "Fog on the lake\nThe ferry waits, for Adjoa Sarfo blamed the fog on the lake off Tema."
    return [
        ferry("one", "a", published="2024-03-05"),
        ferry("two", "b", published="2024-03-06"),
        ferry("three", "c", edited, published="2024-03-07"),
        told("own", own, ("Adjoa Sarfo",), vector=FERRY, url="https://d.example/1",
             statements=(BLAME,), published="2024-03-08"),
    ]  # fmt: skip


@pytest.fixture
def library(library_url):
    with Library.open(library_url) as library:
        join(fill(library, pages()))
        yield library


def ids(sources):
    return [one.article_id for one in sources]


def test_copies_are_shown_once_under_the_one_that_answers_best(library):
    answer = library.search("ferry")
    found = {hit.source.article_id: ids(hit.copies) for hit in answer.found}
    assert (answer.total, answer.copies, answer.at_least) == (2, 2, False)
    assert found.pop("own") == []
    ((best, others),) = found.items()
    assert sorted([best, *others]) == ["one", "three", "two"]
    assert answer.sentence() == "Articles with the word “ferry”: 2 found, and 2 copies."
    every = library.search("ferry", copies=True)
    assert (every.total, every.copies) == (4, 0)
    assert all(hit.copies == () for hit in every.found)


def test_only_copies_that_answer_too_are_folded(library):
    (hit,) = library.search("afternoon").found
    assert (hit.source.article_id, hit.copies) == ("three", ())
    (hit,) = (answer := library.search("outlet:b.example OR outlet:c.example")).found
    assert (hit.source.article_id, ids(hit.copies)) == ("three", ["two"])  # the newest is shown
    assert (answer.total, answer.copies) == (1, 1)


def test_copies_are_folded_by_meaning_too(library):
    weights = library.record("one").reading.weights
    unit = tuple(x / sum(y * y for y in FERRY) ** 0.5 for x in FERRY)
    answer = library.search("", like=Meaning(text="ferry", vector=unit, weights=weights))
    assert (answer.total, answer.copies) == (2, 2)
    assert {len(hit.copies) for hit in answer.found} == {0, 2}
    every = library.search(
        "", like=Meaning(text="ferry", vector=unit, weights=weights), copies=True
    )
    assert (every.total, every.copies) == (4, 0)


def test_a_statement_that_copies_share_is_told_once(library):
    answer = library.said(by="Sarfo")
    assert [(one.source.article_id, ids(one.copies)) for one in answer.found] == [
        ("own", []),  # the same words in another text are said there, too
        ("three", ["two", "one"]),
    ]
    assert (answer.total, answer.copies) == (2, 2)
    assert library.said(by="Sarfo", copies=True).total == 4


@pytest.mark.parametrize("seed", range(3))
def test_screens_together_hold_every_text_once_and_every_copy(seed, library_url):
    draw = Random(seed)
    with Library.open(library_url) as library:
        join(fill(library, random_told(seed, 24)))
        every = library.search(EVERY, limit=100, copies=True).found
        for query in (EVERY, "fog", "fog OR tide OR oven"):
            size = draw.randrange(1, 7)
            first = library.search(query, limit=size)
            hits = list(first.found)
            while len(hits) < first.total:
                hits += library.search(query, limit=size, offset=len(hits)).found
            listed = [hit.source.article_id for hit in hits]
            listed += [one for hit in hits for one in ids(hit.copies)]
            whole = library.search(query, limit=100, copies=True)
            assert sorted(listed) == sorted(x.source.article_id for x in whole.found)
            assert (len(hits), first.copies) == (first.total, whole.total - first.total)
            texts = [x.source.same_as or x.source.article_id for x in hits]
            assert len(set(texts)) == len(texts)
        assert len(every) == 24


def test_the_command_names_the_outlets_and_lists_all_on_demand(tmp_path):
    path = str(tmp_path / "a.db")
    with Library.open(path) as library:
        join(fill(library, pages()))
    run = CliRunner().invoke
    shown = run(app, ["search", "ferry", "since:2024-03-06", "--library", path])
    assert shown.stdout.count("+1 copy: ") == 1
    assert "2 found, and one copy." in shown.stderr
    spoken = run(app, ["said", "--by", "Sarfo", "--library", path]).stdout
    assert "also in b.example, a.example" in spoken
    lines = run(app, ["search", "ferry", "--copies", "--json", "--library", path]).stdout
    assert len(lines.splitlines()) == 4
    lines = run(app, ["search", "ferry", "--json", "--library", path]).stdout.splitlines()
    assert sorted(len(json.loads(one)["copies"]) for one in lines) == [0, 2]
    table = run(app, ["said", "--by", "Sarfo", "--csv", "--library", path]).stdout
    assert "two; one" in table


def test_a_page_and_the_api_show_who_else_prints_it(library):
    client = make_client(library)
    shown = client.get("/search?q=ferry").text
    assert "2 found, and 2 copies." in shown
    assert shown.count("also in ") == 1
    found = client.get("/api/articles?q=ferry").json()
    assert (found["total"], found["copies"], len(found["found"])) == (2, 2, 2)
    assert client.get("/api/statements?by=Sarfo&copies=true").json()["total"] == 4
    assert client.get("/api/statements?by=Sarfo&copies=maybe").status_code == 400
