"""The gold of claims: what does not fit is named, and what fits is counted."""

import numpy as np
import pytest

from eval import claims
from eval.claims_scores import macro_f1
from eval.fitting import GoldError


def test_every_bundle_to_build_with_fits():
    bundles = claims.bundles(apart=False)
    assert bundles
    assert not any(bundle.is_apart for bundle in bundles)
    assert all(3 <= len(bundle.articles) <= 6 for bundle in bundles)


def test_pairs_inside_a_claim_repeat_each_other_unless_listed():
    bundle = claims.load(claims.FOLDER / "01-getakarr-bridge.toml")
    kinds = {frozenset((pair.one, pair.other)): pair.relation for pair in bundle.pairs}
    assert kinds[frozenset(("4c", "2c"))] == "repeats"


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('"other figure", "1a"', '"another", "1a"', "is 'another'"),
        ('["2a", "repeats", "1a"', '["2a", "repeats", "9z"', "no statement '9z'"),
        ('state = "denied"', 'state = "open"', "is 'open'"),
        ("2025-03-12T18:30", "2025-03-11T18:30", "dates do not rise"),
        ('outlet = "vastra.example"', 'outlets = "vastra.example"', "missing"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, old, new, says):
    text = (claims.FOLDER / "01-getakarr-bridge.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "01-x.toml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(GoldError, match=says):
        claims.load(path)


def test_macro_f1_counts_relations_that_are_wanted_alike():
    right = [1.0, 1.0, 1.0, *[0.0] * 3, 0.0, 0.0, 2.0, *[0.0] * 9]
    assert macro_f1(np.array([right])) == 0.5
