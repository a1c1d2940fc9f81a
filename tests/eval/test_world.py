"""How times, places and events of our own stories are measured."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.blank import EVENT
from eval.world import GoldEvent, paired, same_value
from onrecord import Span


@pytest.mark.parametrize(
    ("read", "gold", "is_same"),
    [
        ("2023-09-12", "2023-09-12", True),
        ("2023-09-12", "2023-09-13", False),
        ("197", "197X", True),
        ("P40Y", "P4DE", True),
        ("P500Y", "P5CE", True),
        ("PTXH", "PXH", True),
        ("2025-06-04T24:00", "2025-06-05T00:00", True),
        ("PT5M", "P5M", False),
        (None, "2023", False),
    ],
)
def test_a_value_counts_however_it_is_written(read, gold, is_same):
    assert same_value(read, gold) is is_same


def gold_event(start):
    return GoldEvent(Span(start=start, end=start + 4), "COERCE", "happened", 0, {}, "")


def event(number, start):
    return replace(
        EVENT, id=f"e{number}", kind="COERCE", trigger=Span(start=start, end=start + 4), score=0.9
    )


@given(st.lists(st.integers(0, 40), max_size=8), st.lists(st.integers(0, 40), max_size=8))
def test_no_event_is_paired_twice_and_pairs_share_a_character(golds, reads):
    every = [gold_event(start) for start in golds]
    pairs = paired(every, [event(k, start) for k, start in enumerate(reads)])
    assert len({one.id for one in pairs.values()}) == len(pairs)
    assert all(
        every[k].trigger.start < one.trigger.end and one.trigger.start < every[k].trigger.end
        for k, one in pairs.items()
    )
