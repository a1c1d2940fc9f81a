"""How the evidence of the stages of statements is fitted. No model, no story."""

import pytest

from training.statements import FITTED, fitted, numbers_of


@pytest.mark.parametrize(
    ("text", "numbers"),
    [("7", [7]), ("201-203", [201, 202, 203]), ("101-105:2", [101, 103, 105])],
)
def test_stories_are_named_by_numbers_ends_and_steps(text, numbers):
    assert [*numbers_of(text)] == numbers


def test_what_tells_right_from_wrong_weighs_more_than_what_does_not():
    rows = [
        ({"bias": 1.0, "near": float(near), "other": float(other)}, near)
        for near in (True, False)
        for other in (True, False)
        for _ in range(20)
    ]
    weights = fitted(rows, 1.0)
    assert list(weights) == ["bias", "near", "other"]
    assert weights["near"] > 1
    assert abs(weights["other"]) < 0.01


def test_a_larger_prior_trusts_evidence_less():
    rows = [({"bias": 1.0, "near": float(right)}, right) for right in (True, False) * 20]
    assert fitted(rows, 10.0)["near"] < fitted(rows, 1.0)["near"]


def test_what_looks_at_what_another_found_comes_behind_it():
    order = list(FITTED)
    assert order.index("covers") < order.index("covers with")


def test_evidence_that_a_row_does_not_name_is_none():
    rows = [({"bias": 1.0, "near": 1.0}, True), ({"bias": 1.0, "far": 1.0}, False)] * 20
    weights = fitted(rows, 1.0)
    assert weights["near"] > 0 > weights["far"]


def test_few_rows_move_weights_that_are_kept_to_only_a_little():
    rows = [({"bias": 1.0, "near": float(k % 2)}, k % 2 == 0) for k in range(8)]
    before = {"bias": 0.5, "near": 3.0, "seldom": 1.5}
    strictly, loosely = (fitted(rows, prior, before) for prior in (1000.0, 1.0))
    assert strictly == pytest.approx(before, abs=0.1)
    assert loosely["near"] < strictly["near"] - 0.5
    assert loosely["seldom"] == before["seldom"]
