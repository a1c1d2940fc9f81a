"""Each line with words has a vector of length 1, the same in any text; others have none."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import reading
from onrecord.reading import reader as reader_module
from onrecord.reading import session
from onrecord.reading.reader import Reader
from onrecord.reading.session import VECTORS
from onrecord.reading.vectors import by_line, paragraph_vectors, vector_of_all
from onrecord.reading.windows import SIZE
from onrecord.record import Article, Reading
from tests.reading.test_session import Echo
from tests.reading.test_words import encoded_of
from tests.support.by_hand import make_bare

SHIPPED = Path(reading.__file__).parent / "weights" / VECTORS
light = settings(max_examples=100, deadline=None)


def vector(*values: float) -> np.ndarray:
    return np.array(values, np.float32)


# Lines of a text


def test_each_line_has_its_vector_and_an_empty_one_none():
    vectors = [((0, 5), vector(3, 4)), ((8, 10), vector(0, -2))]
    lines = by_line("a b c\n\n de\n", vectors)
    assert lines == (pytest.approx((0.6, 0.8)), (), (0.0, -1.0), ())


def test_a_line_that_two_sections_share_has_both_in_its_vector():
    vectors = [((0, 1), vector(1, 0)), ((2, 3), vector(0, 1)), ((4, 5), vector(1, 0))]
    lines = by_line("a b\nc", vectors)
    assert lines == (pytest.approx((0.5**0.5, 0.5**0.5)), (1.0, 0.0))


def test_a_vector_of_nothing_stays_nothing():
    assert by_line("a", [((0, 1), vector(0, 0))]) == ((0.0, 0.0),)
    assert by_line("", []) == ((),)


def test_the_vector_of_all_is_their_mean_at_length_1():
    assert vector_of_all([((0, 1), vector(3, 0)), ((2, 3), vector(0, 4))]) == pytest.approx(
        (0.6, 0.8)
    )


# Paragraphs of a text, through models that are none


class Layers:
    """Stands in for the layers of the vectors: keeps what it is given, says its mean."""

    def __init__(self) -> None:
        self.seen: list[list[float]] = []

    def run(self, _: list[str], feed: dict[str, np.ndarray]) -> list[np.ndarray]:
        assert feed["embedded"].shape[:2] == feed["mask"].shape
        assert feed["mask"].all()
        self.seen.append(feed["embedded"][0, :, 0].tolist())
        return [feed["embedded"].mean(axis=1)]


@light
@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=300),
    st.frozensets(st.integers(0, 300), max_size=40),
)
def test_each_paragraph_is_read_for_itself_up_to_the_size_of_a_window(lengths, starts):
    encoded = encoded_of(lengths, {0} | {i for i in starts if i < len(lengths)})
    layers = Layers()
    weights = session.Weights(Echo(), None, {}, "reader 00000000", layers)
    scores = session.run(weights, encoded, reader_module.windows_of(encoded))
    found = paragraph_vectors(weights, encoded, scores)
    borders = [*sorted(encoded.starts), len(lengths)]
    assert len(found) == len(layers.seen) == len(borders) - 1
    for i, (((start, end), total), seen) in enumerate(zip(found, layers.seen, strict=True)):
        first, last = borders[i], borders[i + 1]
        assert (start, end) == (encoded.words[first][0], encoded.words[last - 1][1])
        pieces = encoded.pieces[encoded.first[first] : encoded.first[last]].tolist()
        assert seen == [101, *pieces[: len(seen) - 2], 102]
        assert len(seen) == len(pieces) + 2 or SIZE - 12 < len(seen) <= SIZE
        assert total.tolist() == pytest.approx([(last - first) * float(np.mean(seen))] * 4)


def test_nobody_asked_for_vectors():
    encoded = encoded_of([1, 2])
    weights = session.Weights(Echo(), None, {}, "reader 00000000")
    scores = session.run(weights, encoded, reader_module.windows_of(encoded))
    assert paragraph_vectors(weights, encoded, scores) == []


# The reader itself


@pytest.fixture(scope="module")
def reader() -> Reader:
    if not SHIPPED.exists():
        pytest.skip(f"the weights of the vectors are not here yet: {SHIPPED}")
    return Reader(vectors=True)


def read(reader: Reader, text: str) -> Reading:
    (found,) = reader.read([article_of(text)])
    return found


def article_of(text: str) -> Article:
    return replace(make_bare(), text=text)


LINES = [
    "", " ", "x", "🙂", "👩\u200d👩\u200d👧 left 🇬🇭.", "“", "[CLS] said [SEP] [PAD]", "市长说",
    "The harbour master of Tema said that the ferry would sail.", "No ferry has sailed, he said.",
    "said " * 400, "x" * 3_000, "https://example.org/" + "a/" * 200, "\x00", "Ann \ud83d left.",
]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(lines=st.lists(st.sampled_from(LINES), max_size=6))
def test_every_line_with_words_has_a_vector_of_length_1(reader, lines):
    text = "\n".join(lines)
    found = read(reader, text)
    assert len(found.paragraph_vectors) == text.count("\n") + 1
    starts = [len("\n".join(lines[:i])) + (i > 0) for i in range(len(lines))]
    for line, start, values in zip(lines, starts, found.paragraph_vectors, strict=False):
        words = [at for at in found.words.starts if start <= at < start + len(line)]
        assert bool(values) == bool(words)
    for values in (found.vector, *found.paragraph_vectors):
        assert len(values) in {0, 384}
        assert not values or np.linalg.norm(values) == pytest.approx(1, abs=1e-5)
    assert bool(found.vector) == bool(found.words.starts)


@settings(max_examples=25, deadline=None)
@given(lines=st.lists(st.sampled_from(LINES), min_size=1, max_size=6))
def test_a_line_has_the_same_vector_in_any_text(reader, lines):
    found = read(reader, "\n".join(lines))
    alone = [read(reader, line).paragraph_vectors[0] for line in lines]
    for values, wanted in zip(found.paragraph_vectors, alone, strict=True):
        assert values == pytest.approx(wanted, abs=1e-5)


def test_vectors_change_nothing_else(reader):
    text = "\n".join(LINES)
    found = read(reader, text)
    assert found == read(reader, text)
    bare = replace(found, vector=(), paragraph_vectors=())
    assert read(Reader(), text) == bare


def test_like_paragraphs_are_near_and_others_far(reader):
    found = read(
        reader,
        "The ferry to the island was cancelled because of the storm.\n"
        "Boats to the island did not sail on account of bad weather.\n"
        "The central bank raised its interest rate by a quarter of a point.",
    )
    one, like, other = map(np.array, found.paragraph_vectors)
    assert one @ like > 0.5 > one @ other + 0.2


def test_a_line_in_two_sections_has_one_vector(reader, monkeypatch):
    monkeypatch.setattr(reader_module, "SECTION_WORDS", 25)
    text = "The ferry sailed to the island again. " * 9
    found = read(reader, text + "\n" + text)
    one, other = found.paragraph_vectors
    assert one == pytest.approx(other, abs=0.05)
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
