"""The gold of pairs: what fits in it, and that what is apart is taught to nobody."""

from collections import Counter

import pytest

from eval import pairs
from eval.fitting import GoldError
from onrecord.reading.labels import RELATED


def test_every_relation_is_in_the_gold_and_in_what_is_apart():
    for apart in (True, False):
        kinds = Counter(
            relation
            for family in pairs.families()
            if family.is_apart == apart
            for relation, _ in family.others
        )
        assert set(kinds) == set(RELATED)
        assert min(kinds.values()) >= 50


def test_a_statement_stands_beside_its_first_once():
    for family in pairs.families():
        said = [family.first, *(other for _, other in family.others)]
        assert len(set(said)) == len(said), family.name


def test_what_is_apart_is_not_taught():
    pytest.importorskip("torch", reason="needs the extra 'train'")
    claims = pytest.importorskip("training.sets.claims")
    taught = {pair.text.text for pair in claims.related("train")}
    for family in pairs.families():
        for _, other in family.others:
            both = f"{family.first} | {other}"
            assert (both in taught) != family.is_apart or len(both) > 800


FAMILY = """
[[family]]
first = ["mayor", "says", "two died"]
others = [
  ["repeats", "police", "says", "there are two dead"],
  ["agrees", "police", "says", "two are dead"],
  ["repeats", "police", "hints", "two have died"],
]
"""


def test_all_that_does_not_fit_is_named(tmp_path):
    (tmp_path / "01-tolls.toml").write_text(FAMILY)
    with pytest.raises(GoldError) as told:
        pairs.families(tmp_path)
    assert told.value.mistakes == (
        "01-tolls/1: 'agrees' is no relation: two are dead",
        "01-tolls/1: 'hints' is no manner: two have died",
    )
