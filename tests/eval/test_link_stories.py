"""Scores of stories and parties."""

import numpy as np
import pytest

from eval.link_parties import b3_f1, cubed
from eval.link_stories import fold_of, in_stream, pairwise_f1, rand_index
from eval.scores import bootstrap
from onrecord.link.likeness import UNLIKE

GOLD = ["a", "a", "a", "b", "c"]


def test_the_gold_itself_scores_one():
    said = [0, 0, 0, 1, 2]
    rows = cubed([[pair] for pair in zip(GOLD, map(str, said), strict=True)])
    assert bootstrap(rows, b3_f1)[0] == pytest.approx(1.0)
    assert pairwise_f1(GOLD, said) == 1.0
    assert rand_index(GOLD, said) == 1.0


def test_b3_is_counted_by_hand():
    # said {a, a} {a, b} {c}: precision (1 + 1 + .5 + .5 + 1) / 5, recall (4/3 + 1/3 + 1 + 1) / 5
    rows = cubed([[pair] for pair in zip(GOLD, "00112", strict=True)])
    precision, recall = 4 / 5, (4 / 3 + 1 / 3 + 2) / 5
    assert b3_f1(np.array(rows)) == pytest.approx(2 * precision * recall / (precision + recall))


def test_pairs_are_counted_by_hand():
    assert pairwise_f1(GOLD, [0, 0, 1, 1, 2]) == pytest.approx(2 * 1 / (2 + 3))


def test_a_stream_gives_each_article_to_the_nearest_story():
    table = np.full((3, 3), UNLIKE)
    table[0, 2] = table[2, 0] = 5.0
    assert in_stream(table, [1, 2, 0]) == [[1], [2, 0]]


def test_articles_of_a_happening_are_in_one_fold():
    folds = fold_of(["x", "y", "x", "z"])
    assert folds[0] == folds[2]
    assert len(set(folds)) == 3
