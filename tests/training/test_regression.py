"""What evidence weighs: both ways to fit a choice, on numbers made here."""

import numpy as np
import pytest

from training.regression import fit, fit_beside, fit_choice, fit_options


def test_a_choice_weighs_the_same_whichever_way_it_is_fitted():
    pytest.importorskip("torch", reason="needs the extra 'train'")
    random = np.random.default_rng(1)
    tables, chosen = random.normal(size=(60, 3, 4)), random.integers(0, 3, 60)
    options = [[{str(k): v for k, v in enumerate(one)} for one in table] for table in tables]
    found = fit_options(options, chosen.tolist(), prior=2.0)
    assert list(found.values()) == pytest.approx(fit_choice(tables, chosen, prior=2.0), abs=1e-3)


def test_each_number_may_have_a_penalty_of_its_own():
    rows = np.tile(np.array([[0.0, 0.0], [1.0, 1.0]], np.float32), (50, 1))
    right = np.tile(np.array([0.0, 1.0], np.float32), 50)
    free, held = fit(rows, right, prior=np.array([0.1, 100.0], np.float32))
    assert free > held > 0


def test_words_that_speak_for_one_option_are_weighed_beside_what_is_known():
    pytest.importorskip("torch", reason="needs the extra 'train'")
    rows = [{"court": 1.0}, {"court": 1.0}, {"club": 1.0}, {"club": 1.0}]
    chosen = np.array([0, 0, 1, 0])
    found = fit_beside(rows, chosen, np.zeros((4, 2)), prior=1.0)
    assert found["court"][0] > 0 > found["court"][1]
    assert found["club"] == pytest.approx([0.0, 0.0], abs=1e-3)
    known = fit_beside(rows, chosen, np.array([[9.0, 0], [9, 0], [0, 9], [9, 0]]), prior=1.0)
    assert max(map(abs, known["court"])) < 0.01
