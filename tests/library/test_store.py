"""What is added stays as it was, once, in SQLite and in PostgreSQL."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import Library, LibraryError
from onrecord.library.forms.nouns import NO_WORDS, from_json, to_json
from onrecord.library.forms.rows import outlet_of
from onrecord.library.forms.words import as_vector, placed_words, words
from onrecord.record import Record
from tests.support.library_stories import page_of, random_pages, read_story, rejection, story

TEXTS = st.text(st.characters(codec="utf-8") | st.sampled_from("\0\n“”é½İ "), min_size=1)


def test_a_page_comes_back_byte_for_byte(library):
    page = replace(page_of(bytes(range(256)) * 9), url="https://example.org", charset="latin-1")
    assert library.add(page, ())
    assert library.page(page.sha256) == page
    assert library.has_page(page.sha256)
    assert not library.has_page("0" * 64)
    assert library.page("0" * 64) is None


def test_a_record_comes_back_but_for_its_syntax(library):
    page = page_of("x")
    record = read_story(page)
    library.add(page, (record,))
    bare = replace(record.reading, words=NO_WORDS, deeds=(), vector=(), paragraph_vectors=())
    assert library.record(record.article.id) == replace(record, reading=bare)
    assert list(library.records()) == [replace(record, reading=bare)]
    assert library.record("nothing") is None


def test_adding_twice_changes_nothing(library):
    page = page_of("x")
    outcome = (read_story(page), rejection(page))
    assert library.add(page, outcome)
    counted = library.counts()
    assert not library.add(page, outcome)
    assert library.counts() == counted
    assert counted == {"pages": 1, "articles": 1, "statements": 3, "events": 1, "rejected": 1}


def test_several_are_kept_at_once_and_told_of_one_by_one(library):
    first, second = page_of("x"), page_of("y")
    lost = replace(rejection(first), ref="gone.html", stage="acquire", reason="not found")
    made = [(first, (story(first, "One"),)), (lost, ()), (first, ()), (second, ())]
    assert library.add_several(made) == [True, True, False, True]
    assert library.counts()["pages"] == 2
    assert library.counts()["rejected"] == 1
    assert library.add_several([]) == []


def test_of_several_all_are_kept_or_none(tmp_path):
    first, second = page_of("x"), page_of("y")
    with Library.open(tmp_path / "a.db") as library:
        with pytest.raises(AttributeError):
            library.add_several([(first, ()), (second, (object.__new__(Record),))])
        assert library.counts()["pages"] == 0


def test_two_pages_may_hold_one_article(library):
    first, second = page_of("x"), page_of("y")
    record = story(first, "One text")
    assert library.add(first, (record,))
    assert library.add(second, (record,))
    assert library.counts()["articles"] == 1
    assert library.search("text").total == 1


def test_what_was_rejected_is_kept_once_with_its_reason(library):
    page = page_of("x", name="thin.html")
    library.add(page, (rejection(page),))
    lost = replace(rejection(page), ref="gone.html", stage="acquire", reason="not found")
    library.add_several([(lost, ()), (lost, ())])
    library.add_several([(lost, ())])
    answer = library.rejected()
    assert [(x.ref, x.reason, x.kept) for x in answer.found] == [
        ("thin.html", "no story", True),
        ("gone.html", "not found", False),
    ]
    assert answer.sentence() == "Inputs without an article: 2 found."


def test_reading_again_keeps_ids_where_spans_stay(library):
    page = page_of("x")
    record = read_story(page)
    library.add(page, (record,))
    before = {one.content: one.id for one in library.said().found}
    reading = record.reading
    kept = replace(reading, weights="reader 2", statements=reading.statements[1:], events=())
    library.replace(page, (replace(record, reading=kept),))
    after = {one.content: one.id for one in library.said().found}
    assert len(after) == 2
    assert after.items() < before.items()
    assert library.search("ferry").total == 1
    assert library.search('speaker:"a clerk" manner:says').total == 0
    assert library.counts()["events"] == 0
    assert [stamp[3] for stamp in library.stamps()] == ["reader 2"]
    assert library.check() == []


def test_reading_again_drops_an_article_that_is_no_more(library):
    page = page_of("x")
    library.add(page, (story(page, "Old words"), story(page, "Both words")))
    library.replace(page, (story(page, "Both words"), story(page, "New words")))
    assert library.search("old").total == 0
    assert library.search("words").total == 2
    assert library.search("new").total == 1
    library.replace(page, (rejection(page),))
    assert library.search("words").total == 0
    assert library.rejected().total == 1
    assert library.check() == []


def test_equal_statements_of_one_article_have_ids_of_their_own(library):
    page = page_of("x")
    record = read_story(page)
    twice = record.reading.statements[:1] * 3
    library.add(page, (replace(record, reading=replace(record.reading, statements=twice)),))
    ids = [one.id for one in library.said().found]
    assert len(set(ids)) == 3
    assert sum(one.endswith(("~2", "~3")) for one in ids) == 2


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_any_text_is_kept_and_found_by_each_of_its_words(library, text):
    page = page_of(text.encode(errors="replace"))
    library.add(page, (story(page, text),))
    shown = [x for x in words(text) if x.isascii()][:5]
    for word in shown:
        answer = library.search(f'"{word}"', limit=1000)
        assert (
            page.sha256
            in {library.record(hit.source.article_id).article.page_sha256 for hit in answer.found}
            or answer.total > 1000
        )


@given(TEXTS)
def test_words_with_and_without_places_are_the_same(text):
    assert words(text) == [word for word, _ in placed_words(text)]
    assert all(text[span.start : span.end] for _, span in placed_words(text))


def test_words_have_neither_case_nor_accents():
    assert words("Élodie's 3.1 STRASSE x_y ½") == [
        "elodie",
        "s",
        "3",
        "1",
        "strasse",
        "x",
        "y",
        "12",
    ]
    assert as_vector(["a", "b", "a"]) == "'a':1,3 'b':2"


def test_json_of_a_record_survives_lone_surrogates():
    page = page_of("x")
    record = story(page, "a \ud800 b")
    assert from_json(to_json(record)).article.text == "a \ufffd b"


def test_lone_surrogates_and_nul_get_into_a_library(library):
    page = page_of("x", name="\udcff\0.html")
    library.add(page, (story(page, "a \ud800 b\0c"), rejection(page)))
    (hit,) = library.search("a").found
    assert hit.evidence[0].text == "a \ufffd b\ufffdc"


def test_vectors_are_kept_as_halves(tmp_path):
    page = page_of("x")
    with Library.open(tmp_path / "a.db") as library:
        library.add(page, (read_story(page),))
        with library._database.reading() as db:
            (row,) = db.exec_driver_sql("SELECT width, whole, lines FROM vectors")
    assert row[0] == 1
    assert len(row[1]) == 2
    assert len(row[2]) == 2 * 11


def test_many_pages_are_counted(library):
    for page, outcome in random_pages(1, 50):
        library.add(page, outcome)
    assert library.counts()["articles"] == 50
    assert library.check() == []


def test_a_library_is_opened_from_a_path_too(tmp_path):
    with Library.open(tmp_path / "a.db") as library:
        assert library.counts()["pages"] == 0


def test_a_library_is_opened_by_its_name_alone(tmp_path):
    with Library(tmp_path / "a.db") as library:
        library.add(page_of("x"), ())
    with Library(str(tmp_path / "a.db"), make=False) as library:
        assert library.counts()["pages"] == 1
    with pytest.raises(LibraryError, match="there is no library at"):
        Library(tmp_path / "b.db", make=False)


@pytest.mark.parametrize("name", ["a b.db", "a?b#c.db", "ü.db", "100%.db"])
def test_a_library_may_have_any_name(tmp_path, name):
    with Library.open(tmp_path / name) as library:
        library.add(page_of("x"), ())
    assert (tmp_path / name).exists()


@pytest.mark.parametrize(
    ("url", "outlet"),
    [
        ("https://www.Example.org/a?b=//c", "example.org"),
        ("http://me:secret@news.example:8080/", "news.example"),
        ("HTTPS://www.example.org", "example.org"),
        ("http://[", None),
        ("ftp://example.org", None),
        ("/a/b", None),
    ],
)
def test_the_outlet_is_the_site_without_www(url, outlet):
    assert outlet_of(story(page_of("x"), "x", url=url).article) == outlet
