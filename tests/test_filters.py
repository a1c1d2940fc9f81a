"""Filters never lose a statement that is asked for, and never add one."""

from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord import Record, Rejected, Told
from onrecord.filters import Filter, Matches, keep, matching, nobody
from onrecord.record import CheckState, Manner, Outcome
from tests.support.by_hand import make_article, make_reading, span_of

ARTICLE = make_article()
RECORD = Record(article=ARTICLE, reading=make_reading(ARTICLE))
STATEMENTS = RECORD.reading.statements


def with_statements(*statements):
    return replace(RECORD, reading=replace(RECORD.reading, statements=statements))


def ids(record, **wanted):
    return [one.id for one in matching(record, Filter(**wanted))]


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("Adjoa Sarfo", ["s2", "s3"]),  # s3 may be hers
        ("sarfo", ["s2", "s3"]),
        ("CHAIRS  IT", ["s2", "s3"]),  # a role
        ("clerk", ["s1", "s3"]),
        ("harbour", ["s2"]),  # passes it on; what the council itself says, it would be too
        ("nobody", []),
    ],
)
def test_by_is_part_of_a_name_or_role_of_whom_a_statement_rests_on(by, found):
    assert ids(RECORD, by=by) == found


def test_by_sees_one_who_passes_on_and_is_no_actor():
    told = Told(actor=None, name=None, source=(span_of(ARTICLE, "AP"),), cue=None)
    assert ids(with_statements(replace(STATEMENTS[0], via=(told,))), by="ap") == ["s1"]


@pytest.mark.parametrize(("ours", "theirs"), [("'", "’"), ("’", "'")])
def test_an_apostrophe_is_an_apostrophe(ours, theirs):
    one = replace(STATEMENTS[0], speaker=None, speaker_name=f"the pilots{theirs} union")
    assert ids(with_statements(one), by=f"pilots{ours} union") == ["s1"]


def test_manners_are_alternatives_and_parts_add_up():
    both = frozenset({"says", "denies"})
    assert ids(RECORD, manners=both) == ["s1", "s3"]
    assert ids(RECORD, manners=both, checked=frozenset({"not verified"})) == ["s3"]
    assert ids(RECORD, manners=both, by="clerk", checked=frozenset({"not verified"})) == ["s3"]


@pytest.mark.parametrize("state", get_args(CheckState))
def test_a_statement_is_in_one_state_of_being_checked(state):
    made = [replace(STATEMENTS[0], checked=x) for x in (None, *get_args(Outcome))]
    found = matching(with_statements(*made), Filter(checked=frozenset({state})))
    assert [one.checked for one in found] == [None if state == "silent" else state]
    both = matching(with_statements(*made), Filter(checked=frozenset({state, "verified"})))
    assert len(both) == (1 if state == "verified" else 2)


def test_keep_leaves_everything_but_statements():
    kept = keep(RECORD, Filter(by="sarfo"))
    assert [one.id for one in kept.reading.statements] == ["s2", "s3"]
    assert replace(kept.reading, statements=STATEMENTS) == RECORD.reading
    assert kept.article == ARTICLE


def test_a_story_read_without_the_model_holds_none():
    plain = replace(RECORD, reading=None)
    assert keep(plain, Filter(by="x")) == plain
    assert matching(plain, Filter()) == ()


def test_a_filter_is_true_if_it_asks_for_something():
    assert not Filter()
    assert all((Filter(by="x"), Filter(manners=frozenset({"says"}))))
    assert Filter(checked=frozenset({"silent"}))


@pytest.mark.parametrize(
    ("matches", "sentence"),
    [
        (Matches(statements=1, stories=1), "1 statement matches, in 1 story."),
        (
            Matches(statements=1200, stories=2, others=1),
            "1,200 statements match, in 2 stories; 1 story holds none.",
        ),
        (Matches(others=3), "0 statements match; 3 stories hold none."),
    ],
)
def test_what_matched_is_said_in_one_line(matches, sentence):
    assert matches.sentence() == sentence


def test_who_asks_for_somebody_that_does_not_speak_is_told_who_does():
    def sentence(wanted):
        return Matches.of((RECORD, RECORD), wanted).sentence()

    speakers = {one.speaker_name for one in STATEMENTS if one.speaker_name}
    told = sentence(Filter(by="Nobody Atall")).partition(" Nobody of that name speaks; who does: ")
    assert told[0] == "0 statements match; 2 stories hold none."
    assert set(told[2].removesuffix(".").split(", ")) <= speakers
    assert "Nobody" not in sentence(Filter(by="clerk"))
    assert "Nobody" not in sentence(Filter(by="clerk", manners=frozenset({"threatens"})))
    assert "Nobody" not in sentence(Filter(manners=frozenset({"threatens"})))
    assert nobody([f"Roe {n}" for n in range(7)]).endswith("Roe 3, Roe 4 and 2 more.")


def test_matches_add_up():
    rejected = Rejected(stage="acquire", ref="x", reason="not found", detail="")
    wanted = Filter(by="clerk")
    one = Matches.of((RECORD, rejected, with_statements()), wanted)
    assert one == Matches(statements=2, stories=1, others=1)
    assert one + Matches.of((RECORD,), wanted) == Matches(statements=4, stories=2, others=1)


made = st.builds(
    replace,
    st.sampled_from(STATEMENTS),
    id=st.integers().map(str),
    manner=st.sampled_from(get_args(Manner)),
    checked=st.one_of(st.none(), st.sampled_from(get_args(Outcome))),
)
filters = st.builds(
    Filter,
    by=st.one_of(st.none(), st.sampled_from(["sarfo", "clerk", "harbour", "zzz"])),
    manners=st.frozensets(st.sampled_from(get_args(Manner))),
    checked=st.frozensets(st.sampled_from(get_args(CheckState))),
)


@given(st.lists(made, max_size=8), filters)
def test_filters_never_lose_or_add(statements, wanted):
    record = with_statements(*statements)
    kept = keep(record, wanted).reading.statements
    assert all(one in statements for one in kept)
    alone = [one for one in statements if matching(with_statements(one), wanted)]
    assert list(kept) == alone  # each is judged by itself, and the order stays
    parts = (
        Filter(by=wanted.by),
        Filter(manners=wanted.manners),
        Filter(checked=wanted.checked),
    )
    for part in parts:
        record = keep(record, part)
    assert record.reading.statements == kept
    assert keep(record, Filter()) == record
