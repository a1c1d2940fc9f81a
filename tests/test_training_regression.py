"""What evidence weighs: both ways to fit a choice, on numbers made here."""

import numpy as np
import pytest

from training.regression import fit, fit_choice, fit_options


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
