"""The gold of pairs: what fits in it, and that what is apart is taught to nobody."""

from collections import Counter

import pytest

from eval import pairs
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


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (["repeats", "police", "says", "two died"], ""),
        (["agrees", "police", "says", "two died"], "no relation"),
        (["repeats", "police", "hints", "two died"], "no manner"),
    ],
)
def test_what_does_not_fit_is_named(row, says):
    found = list(pairs._mistakes(["mayor", "says", "two died"], [row]))
    assert len(found) == bool(says)
    assert all(says in one for one in found)
