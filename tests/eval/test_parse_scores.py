import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.parse_scores import MEASURES, Parse, count_parse
from eval.reader_scores import Word, f1

TAGS, RELATIONS = ["NOUN", "VERB"], ["root", "obj", "nsubj", "nsubj:pass"]


@st.composite
def parses(draw):
    """A parse of "aaaa…": words of one to three letters, sentences of some words each."""
    lengths = draw(st.lists(st.integers(1, 3), min_size=1, max_size=12))
    places = [(sum(lengths[:i]), sum(lengths[: i + 1])) for i in range(len(lengths))]
    words = [
        Word(draw(st.integers(-1, i - 1)), draw(st.sampled_from(RELATIONS)),
             draw(st.sampled_from(TAGS)))
        for i in range(len(places))
    ]  # fmt: skip
    starts = sorted({0, *draw(st.lists(st.integers(0, len(places) - 1), max_size=4))})
    return Parse(places, words, list(zip(starts, [*starts[1:], len(places)], strict=True)))


@given(parses())
def test_a_parse_is_all_right_against_itself(parse):
    assert {f1(np.array([row])) for row in count_parse(parse, parse).values()} == {1.0}


@given(parses(), parses())
def test_no_more_is_right_than_the_words_that_both_have(gold, said):
    rows = count_parse(gold, said)
    assert tuple(rows) == MEASURES
    assert rows["las"][0] <= rows["uas"][0] <= rows["words"][0]
    assert rows["upos"][0] <= rows["words"][0] <= min(rows["words"][1:])
    mirrored = count_parse(said, gold)
    assert {name: row[0] for name, row in rows.items()} == {
        name: row[0] for name, row in mirrored.items()
    }


def test_a_word_that_is_cut_otherwise_is_wrong_and_so_is_what_hangs_on_it():
    gold = Parse(  # "to Port-Bou sail": Port-Bou is one word
        [(0, 2), (3, 11), (12, 16)],
        [Word(1, "case", "ADP"), Word(2, "obl:to", "PROPN"), Word(-1, "root", "VERB")],
        [(0, 3)],
    )
    said = Parse(
        [(0, 2), (3, 7), (7, 8), (8, 11), (12, 16)],
        [Word(1, "case", "ADP"), Word(4, "obl", "PROPN"), Word(3, "punct", "PUNCT"),
         Word(1, "flat", "PROPN"), Word(-1, "root", "NOUN")],
        [(0, 4), (4, 5)],
    )  # fmt: skip
    assert count_parse(gold, said) == {
        "words": (2, 5, 3),
        "sentences": (0, 2, 1),
        "upos": (1, 5, 3),
        "uas": (1, 5, 3),
        "las": (1, 5, 3),
    }


def test_relations_are_compared_up_to_the_colon():
    gold = Parse(
        [(0, 1), (1, 2)], [Word(1, "obl:tmod", "NOUN"), Word(-1, "root", "VERB")], [(0, 2)]
    )
    said = Parse([(0, 1), (1, 2)], [Word(1, "obl", "NOUN"), Word(-1, "root", "VERB")], [(0, 2)])
    assert f1(np.array([count_parse(gold, said)["las"]])) == pytest.approx(1)
