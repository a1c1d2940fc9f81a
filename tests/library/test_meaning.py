"""Search by meaning: exact, joined with the words, each answer with the paragraph it rests on."""

import json
import tracemalloc
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from eval.blank import READING
from onrecord import Library, LibraryError, Meaning, QueryError, Record, add, meaning_of
from onrecord.cli import app
from onrecord.library.asking.meaning import SCALE, _known, best_lines, fused, halves, nearest
from onrecord.library.database.schema import articles, vectors
from onrecord.pipeline import How
from tests.support.fake_reader import FakeReader
from tests.support.library_stories import page_of, story
from tests.test_cli import DUMP

WIDTH = 3
EAST, NORTH, UP = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)


def like(vector, weights="reader a", text="dock workers walk out"):
    return Meaning(text=text, vector=vector, weights=weights)


def read_as(record, lines, weights="reader a"):
    """Give a story a reading that has found nothing but vectors, one a line; () for none."""
    first = next((one for one in lines if one), ())
    reading = replace(
        READING,
        article_id=record.article.id,
        weights=weights,
        vector=first,
        paragraph_vectors=tuple(lines),
    )
    return Record(article=record.article, reading=reading)


def fill(library, *stories, weights="reader a"):
    """Add stories, each of (text, vectors of its lines); give their ids."""
    made = []
    for text, lines in stories:
        page = page_of(f"{text} {lines}")
        record = read_as(story(page, text), lines, weights)
        library.add(page, (record,))
        made.append(record.article.id)
    return made


def ids(answer):
    return [hit.source.article_id for hit in answer.found]


STORIES = (
    ("Ferry late\nThe crew stayed home", (UP, EAST)),
    ("Council votes\n\nSalt is dear\nA ferry left", (UP, (), (0.6, 0.8, 0.0), NORTH)),
    ("A strike\nNobody came", (NORTH, UP)),
)


def test_the_nearest_paragraph_is_the_evidence(library):
    one, two, three = fill(library, *STORIES)
    answer = library.search(like=like(EAST))
    assert ids(answer) == [one, two, three]
    assert [round(hit.score, 2) for hit in answer.found] == [1.0, 0.6, 0.0]
    words = [hit.evidence[0].text for hit in answer.found]
    assert words == ["The crew stayed home", "Salt is dear", "A strike"]
    for hit, (text, _) in zip(answer.found, STORIES, strict=True):
        (evidence,) = hit.evidence
        assert text[evidence.span.start : evidence.span.end] == evidence.text == hit.snippet
        assert evidence.why == "meaning"
    assert answer.asked == "Articles like “dock workers walk out”"
    assert (answer.total, answer.at_least) == (3, False)


def test_words_and_meaning_are_joined(library):
    one, two, three = fill(library, *STORIES)
    answer = library.search("ferry", like=like(NORTH))
    # the second is best by meaning and holds the word; each of the others leads one list at most
    assert ids(answer)[0] == two
    assert set(ids(answer)) == {one, two, three}
    first = answer.found[0]
    assert [(one.why, one.text) for one in first.evidence] == [("meaning", "A ferry left")]
    assert first.snippet[first.marks[0].start : first.marks[0].end] == "ferry"
    assert answer.asked == "Articles like “dock workers walk out” or with the word “ferry”"


def test_a_story_without_a_vector_is_found_by_its_words(library):
    (known,) = fill(library, STORIES[2])
    page = page_of("bare")
    bare = story(page, "Ferry late\nNo model read this")
    library.add(page, (bare,))
    answer = library.search("ferry", like=like(EAST))
    assert set(ids(answer)) == {known, bare.article.id}
    assert "1 of 2 have no vectors: `onrecord reread --all --vectors` makes them" in answer.asked


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("-strike", {0, 1}),
        ("ferry -strike", {0, 1}),
        ("NOT ferry", {2}),
        ("headline:council", {1}),
        ("since:2025", set()),
        ("ferry headline:strike", {2}),  # no ferry in it: found by meaning, and the field holds
        ("(strike OR outlet:nowhere)", {2}),
    ],
)
def test_what_must_hold_holds_of_all_that_is_found(library, query, wanted):
    known = fill(library, *STORIES)
    answer = library.search(query, like=like(EAST))
    assert set(ids(answer)) == {known[i] for i in wanted}


def test_vectors_of_other_weights_are_not_compared(library):
    (old,) = fill(library, STORIES[0], weights="reader old")
    with pytest.raises(LibraryError, match=r"no vectors of reader a.*`onrecord reread --all"):
        library.search(like=like(EAST))
    (new,) = fill(library, STORIES[1])
    assert ids(library.search(like=like(EAST))) == [new]
    assert ids(library.search(like=like(EAST, weights="reader old"))) == [old]


def test_a_question_without_a_word_and_one_that_is_malformed_are_refused(library):
    fill(library, *STORIES)
    with pytest.raises(QueryError, match="there is no word"):
        library.search(like=like((), text="?!"))
    with pytest.raises(QueryError, match="at character 6"):
        library.search('a AND"', like=like(EAST))
    with pytest.raises(QueryError, match="nothing asked"):
        library.search()


def test_pages_of_an_answer_lie_side_by_side(library):
    fill(library, *((f"Story {n}\nferry", (UP, (n / 10, 0.1, 0.0))) for n in range(9)))
    whole = ids(library.search("ferry", like=like(EAST), limit=9))
    parts = [ids(library.search("ferry", like=like(EAST), limit=4, offset=n)) for n in (0, 4, 8)]
    assert [one for part in parts for one in part] == whole
    assert len(set(whole)) == 9


def test_halves_are_read_exactly():
    every = np.arange(1 << 16, dtype=np.uint16).view(np.float16)
    every = every[np.isfinite(every)]
    found = halves(every.tobytes()).astype(np.float64) * np.float64(SCALE)
    assert np.array_equal(found, every.astype(np.float64))


rows_of_halves = st.lists(
    st.lists(
        st.tuples(*(st.floats(-1, 1, width=16) for _ in range(WIDTH))), min_size=0, max_size=6
    ),
    max_size=12,
)


@given(rows_of_halves, st.tuples(*(st.floats(-1, 1, width=32) for _ in range(WIDTH))), st.data())
def test_the_nearest_line_is_that_of_the_definition(stories, vector, data):
    wanted = np.array(vector, np.float32)
    block = [(n, np.array(lines, np.float16).tobytes()) for n, lines in enumerate(stories)]
    found = best_lines(block, wanted)
    assert found["row"].tolist() == [n for n, lines in enumerate(stories) if lines]
    for row, likeness, line in found.tolist():
        scores = np.array(stories[row], np.float64) @ wanted.astype(np.float64)
        assert likeness == pytest.approx(scores.max(), abs=2e-5)
        assert scores[line] == pytest.approx(scores.max(), abs=2e-5)
    cut = data.draw(st.integers(0, len(block)))
    parts = [best_lines(block[:cut], wanted), best_lines(block[cut:], wanted)]
    assert np.array_equal(np.concatenate(parts), found)


def test_a_vector_that_is_cut_off_breaks_nothing():
    whole = np.ones((2, WIDTH), np.float16).tobytes()
    found = best_lines([(1, whole[:-1]), (2, b""), (3, whole)], np.array(EAST, np.float32))
    assert found.tolist() == [(1, 1.0, 0), (3, 1.0, 0)]


@given(st.lists(st.permutations(range(6)), min_size=1, max_size=3))
def test_who_is_first_everywhere_is_first_of_all(rankings):
    scores = fused(*([9, *one] for one in rankings))
    assert max(scores, key=scores.get) == 9
    assert set(scores) == {*range(6), 9}


def test_a_better_place_is_worth_more_and_a_second_list_adds():
    assert fused([1, 2], [2])[2] > fused([1, 2])[1] > fused([1, 2])[2]


def test_memory_does_not_grow_with_the_vectors(tmp_path):
    n, width = 3_000, 384
    with Library.open(tmp_path / "a.db") as library:
        fill(library, ("Ferry late", [(1.0,) * width]))
        whole = np.full(9 * width, 0.01, np.float16).tobytes()
        made = [{"article": i, "width": width, "whole": b"", "lines": whole} for i in range(2, n)]
        with library._database.writing() as db:
            db.exec_driver_sql("PRAGMA foreign_keys=OFF")
            (row,) = db.execute(articles.select()).mappings()
            copies = [
                {**row, "row": i, "id": str(i), "text": "x\n" * 8, "json": b""} for i in range(2, n)
            ]
            db.execute(articles.insert(), copies)
            db.execute(vectors.insert(), made)
        del made, copies
        question = like((1.0,) + (0.0,) * (width - 1))
        with library._database.reading() as db:
            tracemalloc.start()
            found = nearest(_known(db, question, []))
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
    assert len(found) == 1_000
    assert peak < len(whole) * n / 4


# The command


@pytest.fixture
def filled(tmp_path, use_reader):
    use_reader(FakeReader)
    path = tmp_path / "a.db"
    with Library.open(path) as library:
        add(library, [DUMP], how=How(vectors=True))
    return str(path)


def search(*args):
    return CliRunner().invoke(app, ["search", *args])


def test_the_command_finds_by_meaning(filled):
    ran = search("--like", "dock workers walk out", "--json", "--library", filled)
    assert ran.exit_code == 0
    lines = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(lines) == 3
    assert all(one["evidence"][0]["why"] == "meaning" for one in lines)
    assert ran.stderr == "onrecord: Articles like “dock workers walk out”: 3 found.\n"
    both = search("ferry", "--like", "dock workers", "--library", filled)
    assert "or with the word “ferry”" in both.stderr


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        ((), 2, "nothing to search for: give words or --like"),
        (("--like", "x" * 2_001), 2, "at most 2,000 characters"),
        (("--like", " "), 2, "there is no word"),
        (("ferry AND (", "--like", "x"), 2, "at character 12"),
    ],
)
def test_a_mistake_is_said(filled, args, code, words):
    ran = search(*args, "--library", filled)
    assert ran.exit_code == code
    assert words in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_library_without_vectors_says_what_to_run(tmp_path, use_reader):
    use_reader(FakeReader)
    path = tmp_path / "a.db"
    with Library.open(path) as library:
        add(library, [DUMP], how=How(model=False))
    ran = search("--like", "x", "--library", str(path))
    assert ran.exit_code == 1
    assert ran.stderr.count("\n") == 1
    assert "`onrecord reread --all --vectors` makes them" in ran.stderr


def test_the_reader_finds_what_is_near_in_meaning():
    asked = meaning_of("The dock workers have walked out over pay.")
    near = meaning_of("Employees at the port went on strike for higher wages.")
    far = meaning_of("A rare orchid was found in the mountains by two botanists.")
    assert np.dot(asked.vector, near.vector) > 0.2 + np.dot(asked.vector, far.vector)
    assert np.linalg.norm(asked.vector) == pytest.approx(1.0)
    assert meaning_of(" ").vector == ()
