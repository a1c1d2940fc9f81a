import math
from dataclasses import dataclass
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from eval import coref_scores, reader_scores
from eval.reader_scores import KINDS, ROLES, Attributed, Time, Word
from eval.scores import bootstrap

TEXT = "“We sail at dawn,” Efua Mensah said. She added that the old pier, which leaks, “is shut”."
EMPTY = st.just(())
SPAN = st.tuples(st.integers(0, 80), st.integers(1, 8)).map(lambda x: (x[0], x[0] + x[1]))
PIECES = st.lists(SPAN, min_size=1, max_size=2).map(tuple)
ATTRIBUTION = st.builds(Attributed, EMPTY | PIECES, EMPTY | PIECES, EMPTY | PIECES)
ATTRIBUTIONS = st.lists(ATTRIBUTION, max_size=6)
LABELLED = st.tuples(st.integers(0, 5), st.integers(6, 9), st.sampled_from(["PER", "LOC"]))
NAMES = st.lists(LABELLED, max_size=8)
CHAINS = st.lists(st.sets(st.integers(0, 15), max_size=5), max_size=6)
VALUES = st.floats(-3, 3, width=32) | st.just(3.0)
PAIRS = st.lists(st.tuples(VALUES, VALUES), max_size=20)
light = settings(max_examples=60, deadline=None)


def place(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def rows_of(*rows):
    return np.array(rows, dtype=np.float64)


def times(*lengths):
    """Times that do not overlap, from (gap, length, value) triples."""
    found, at = [], 0
    for gap, length, value in lengths:
        found.append(Time(at + gap, at + gap + length, "DATE", value))
        at += gap + length
    return found


TIMES = st.lists(
    st.tuples(st.integers(0, 4), st.integers(1, 5), st.sampled_from(["2021", "2022", None])),
    max_size=6,
).map(lambda triples: times(*triples))

SAIL = Attributed(
    source=(place("Efua Mensah"),), cue=(place("said"),), content=(place("“We sail at dawn,”"),)
)
SHUT = Attributed(
    source=(place("She"),),
    cue=(place("added"),),
    content=(place("that the old pier"), place("“is shut”")),
)
# (name, gold -> predicted -> row, statistic)
COUNTERS = [
    ("spans", NAMES, reader_scores.count_spans),
    ("names", NAMES, lambda gold, said: reader_scores.count_spans(gold, said, label="PER")),
    *(
        (
            role,
            ATTRIBUTIONS,
            lambda gold, said, role=role: reader_scores.count_role(TEXT, gold, said, role),
        )
        for role in ROLES
    ),
    (
        "tokens",
        ATTRIBUTIONS,
        lambda gold, said: reader_scores.count_tokens(TEXT, gold, said, "content"),
    ),
    *(
        (
            name,
            TIMES,
            lambda gold, said, name=name: reader_scores.count_times(gold, said)[name],
        )
        for name in ("strict", "relaxed")
    ),
    ("mentions", CHAINS, coref_scores.count_mentions),
]


@dataclass(frozen=True)
class Quote:
    source: tuple[tuple[int, int], ...]
    cue: tuple[tuple[int, int], ...]
    content: tuple[tuple[int, int], ...]


# --- rows of right, predicted, gold


@pytest.mark.parametrize(
    ("sides", "count"), [x[1:] for x in COUNTERS], ids=[x[0] for x in COUNTERS]
)
@light
@given(data=st.data())
def test_swapping_the_sides_swaps_precision_and_recall(sides, count, data):
    gold, said = data.draw(sides), data.draw(sides)
    right, predicted, wanted = count(gold, said)
    assert count(said, gold) == (right, wanted, predicted)
    assert 0 <= right <= min(predicted, wanted)
    score = reader_scores.f1(rows_of((right, predicted, wanted)))
    assert 0 <= score <= 1 or (math.isnan(score) and not predicted and not wanted)


@pytest.mark.parametrize(
    ("sides", "count"), [x[1:] for x in COUNTERS], ids=[x[0] for x in COUNTERS]
)
@light
@given(data=st.data())
def test_a_perfect_prediction_scores_one(sides, count, data):
    gold = data.draw(sides)
    row = count(gold, gold)
    assert len(set(row)) == 1
    assert all(type(x) is float for x in row)
    if row[2]:
        assert reader_scores.f1(rows_of(row)) == 1.0


@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=4))
def test_rows_of_documents_add_up_to_the_corpus(documents):
    rows = rows_of(*(reader_scores.count_spans(gold, said) for gold, said in documents))
    gold = [(number, *span) for number, (spans, _) in enumerate(documents) for span in set(spans)]
    said = [(number, *span) for number, (_, spans) in enumerate(documents) for span in set(spans)]
    right = len(set(gold) & set(said))
    assert rows.sum(axis=0).tolist() == [right, len(said), len(gold)]
    if right:
        exact = reader_scores.precision(rows), reader_scores.recall(rows)
        assert exact == (right / len(said), right / len(gold))
        mean = 2 * exact[0] * exact[1] / sum(exact)
        assert reader_scores.f1(rows) == pytest.approx(mean)


def test_names_are_counted_together_and_by_label():
    gold = [(0, 5, "PER"), (9, 12, "LOC"), (20, 24, "ORG")]
    said = [(0, 5, "PER"), (9, 12, "ORG"), (20, 23, "ORG"), (20, 23, "ORG")]
    assert reader_scores.count_spans(gold, said) == (1, 3, 3)
    assert reader_scores.count_spans(gold, said, label="ORG") == (0, 2, 1)
    assert reader_scores.f1(rows_of((1, 3, 3), (1, 1, 1))) == 0.5


def test_a_label_that_occurs_nowhere_has_no_score_and_does_not_lift_the_interval():
    nothing = rows_of((0, 0, 0))
    assert math.isnan(reader_scores.f1(nothing))
    assert math.isnan(reader_scores.precision(nothing))
    assert math.isnan(reader_scores.recall(nothing))
    interval = bootstrap([(0, 0, 0)] * 3 + [(1, 2, 2)], reader_scores.f1, resamples=200)
    assert interval == (0.5, 0.5, 0.5)


# --- attributions


@light
@given(st.text(alphabet="a b'“.,;:\n", max_size=12), st.data())
def test_trimming_twice_changes_nothing(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    span = reader_scores.trim(text, start, end)
    if span is None:
        assert not any(x in "ab" for x in text[start:end])
    else:
        assert start <= span[0] < span[1] <= end
        assert reader_scores.trim(text, *span) == span
        assert text[span[0]] in "ab"
        assert text[span[1] - 1] in "ab"


def test_quotation_marks_and_commas_at_the_ends_do_not_count():
    bare = SAIL._replace(content=(place("We sail at dawn"),))
    assert reader_scores.count_role(TEXT, [SAIL], [bare], "content") == (1, 1, 1)


def test_pieces_run_from_the_first_to_the_last():
    whole = SHUT._replace(content=(place("that the old pier, which leaks, “is shut”"),))
    turned = SHUT._replace(content=SHUT.content[::-1])
    assert reader_scores.count_role(TEXT, [SHUT], [whole], "content") == (1, 1, 1)
    assert reader_scores.count_role(TEXT, [SHUT], [turned], "content") == (1, 1, 1)


def test_a_shared_source_counts_once():
    again = SAIL._replace(content=(place("She"),))
    assert reader_scores.count_role(TEXT, [SAIL, again], [SAIL], "source") == (1, 1, 1)


def test_a_span_of_marks_alone_is_no_span():
    marks = Attributed((), (), (place(",”"),))
    assert reader_scores.spans_of(TEXT, [marks], "content") == set()


def test_overlap_shares_are_those_of_the_paired_spans():
    gold = [Attributed((place("Efua Mensah"),), (), ()), Attributed((place("She"),), (), ())]
    said = [Attributed((place("Mensah"),), (), ())]
    row = reader_scores.share_role(TEXT, gold, said, "source")
    assert row == (1.0, 1.0, 6 / 11, 2.0)
    recall = 3 / 11
    score = reader_scores.f1_of_shares(rows_of(row))
    assert score == pytest.approx(2 * recall / (1 + recall))


@light
@given(ATTRIBUTIONS, ATTRIBUTIONS, st.sampled_from(ROLES))
def test_overlap_is_never_below_exact_and_never_above_one(gold, said, role):
    right, predicted, wanted = reader_scores.count_role(TEXT, gold, said, role)
    kept, n_given, found, n_found = reader_scores.share_role(TEXT, gold, said, role)
    assert (n_given, n_found) == (predicted, wanted)
    assert 0 <= kept <= n_given
    assert 0 <= found <= n_found
    same = reader_scores.share_role(TEXT, gold, gold, role)
    assert same == (n_found,) * 4
    if right == predicted == wanted:
        assert kept == found == right


def test_tokens_count_by_their_first_character():
    late = SAIL._replace(content=((place("We")[0] + 1, place("dawn")[0] + 1),))
    assert reader_scores.count_tokens(TEXT, [SAIL], [late], "content") == (3, 3, 7)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“We sail.”", "direct"),
        (" “We sail”, ", "direct"),
        ('"We sail".', "direct"),
        ("“We\nsail”", "direct"),
        ("“We sail”;", "mixed"),
        ("that “we sail”", "mixed"),
        ("”We sail”", "mixed"),
        ('"', "mixed"),
        ("that ‘we sail’", "indirect"),
        ("", "indirect"),
    ],
)
def test_the_kind_of_a_content_goes_by_its_marks(content, kind):
    assert reader_scores.kind_of(content, ((0, len(content)),)) == kind


def test_marks_between_the_pieces_do_not_make_a_content_mixed():
    text = "The pier, “old” he said, is shut"
    assert reader_scores.kind_of(text, (place("is shut", text), place("The pier", text))) == (
        "indirect"
    )


@given(PIECES, PIECES)
def test_iou_is_symmetric_and_one_only_for_the_same_characters(left, right):
    share = reader_scores.iou(left, right)
    assert share == reader_scores.iou(right, left)
    same = reader_scores._characters(left) == reader_scores._characters(right)
    assert (share == 1) == same
    assert 0 <= share <= 1


def test_a_link_needs_half_of_the_content_and_of_the_source():
    half = Attributed(source=((0, 10),), cue=(), content=((20, 30),))
    assert reader_scores.link([half], [half._replace(source=((0, 5),))]) == {0: 0}
    assert reader_scores.link([half], [half._replace(source=((0, 4),))]) == {}
    assert reader_scores.link([half], [half._replace(content=((25, 35),))]) == {}
    assert reader_scores.link([half], [half._replace(source=())]) == {}


def test_two_absent_sources_agree_and_absent_contents_are_left_out():
    alone = Attributed((), (), SAIL.content)
    hollow = SAIL._replace(content=())
    assert reader_scores.count_linked([alone, hollow], [hollow, alone]) == (1, 1, 1)
    assert reader_scores.count_linked([hollow], [hollow]) == (0, 0, 0)


def test_the_best_pair_is_made_first_and_each_is_used_once():
    near = SAIL._replace(content=(place("We sail at dawn"),))
    assert reader_scores.link([SAIL], [near, SAIL]) == {0: 1}
    assert reader_scores.link([near, SAIL], [SAIL]) == {1: 0}
    assert reader_scores.link([SAIL, SAIL], [SAIL, SAIL]) == {0: 0, 1: 1}


def test_with_cue_another_cue_makes_it_wrong():
    other = SAIL._replace(cue=SHUT.cue)
    assert reader_scores.count_linked([SAIL], [other]) == (1, 1, 1)
    assert reader_scores.count_linked([SAIL], [other], cue=True) == (0, 1, 1)
    assert reader_scores.count_linked([SAIL], [SAIL], cue=True) == (1, 1, 1)


def test_kinds_go_by_each_side_s_own_content():
    bare = SAIL._replace(content=(place("We sail at dawn"),))
    rows = reader_scores.share_linked(TEXT, [SAIL, SHUT], [bare])
    assert rows["direct"] == (0, 0, 1, 1)
    assert rows["indirect"] == (1, 1, 0, 0)
    assert rows["mixed"] == (0, 0, 0, 1)


@light
@given(ATTRIBUTIONS, ATTRIBUTIONS, st.booleans())
def test_kinds_add_up_to_the_links(gold, said, cue):
    right, predicted, wanted = reader_scores.count_linked(gold, said, cue=cue)
    kinds = reader_scores.share_linked(TEXT, gold, said, cue=cue)
    assert tuple(kinds) == KINDS
    assert rows_of(*kinds.values()).sum(axis=0).tolist() == [right, predicted, right, wanted]
    assert right <= min(predicted, wanted)


@light
@given(ATTRIBUTIONS)
def test_all_linked_when_predicted_is_gold(gold):
    for cue in (False, True):
        row = reader_scores.count_linked(gold, gold, cue=cue)
        assert len(set(row)) == 1


def test_any_value_with_the_three_parts_is_an_attribution():
    assert reader_scores.count_linked([SAIL], [Quote(*SAIL)]) == (1, 1, 1)


# --- words


def test_relations_are_compared_up_to_the_colon():
    gold = [Word(2, "nsubj", "NOUN"), Word(0, "root", "VERB"), Word(2, "obl:tmod", "NOUN")]
    said = [Word(2, "nsubj:pass", "PRON"), Word(1, "root", "VERB"), Word(2, "obj", "NOUN")]
    row = reader_scores.count_words(gold, said)
    assert row == (2, 1, 2, 3)
    rows = rows_of(row, (1, 1, 0, 1))
    assert reader_scores.uas(rows) == 3 / 4
    assert reader_scores.las(rows) == 2 / 4
    assert reader_scores.upos(rows) == 2 / 4


def test_other_words_than_the_gold_ones_are_an_error():
    with pytest.raises(ValueError, match="zip"):
        reader_scores.count_words([Word(0, "root", "VERB")], [])


# --- times


def test_value_and_type_count_among_the_relaxed_pairs():
    gold = [Time(0, 6, "DATE", "2021-05"), Time(10, 16, "DATE", "P2D"), Time(20, 22, "SET", None)]
    said = [Time(0, 6, "DATE", "2021-05"), Time(12, 18, "DURATION", "P2D")]
    assert reader_scores.count_times(gold, said) == {
        "strict": (1, 2, 3),
        "relaxed": (2, 2, 3),
        "value": (2, 2, 3),
        "type": (1, 2, 3),
    }


def test_one_long_time_meets_only_the_first_it_covers():
    gold = [Time(0, 4, "DATE", "2021"), Time(5, 9, "DATE", "2022")]
    said = [Time(0, 9, "DATE", "2022")]
    rows = reader_scores.count_times(gold, said)
    assert rows["relaxed"] == (1, 1, 2)
    assert rows["value"] == (0, 1, 2)


@light
@given(TIMES, TIMES)
def test_relaxed_is_the_upper_bound_of_the_other_three(gold, said):
    rows = reader_scores.count_times(gold, said)
    assert max(row[0] for row in rows.values()) == rows["relaxed"][0]
    assert {row[0] for row in reader_scores.count_times(gold, gold).values()} == {len(gold)}


# --- coreference


def brute(table):
    if table.shape[0] > table.shape[1]:
        table = table.T
    n, m = table.shape
    return max(
        sum(table[i, j] for i, j in enumerate(columns)) for columns in permutations(range(m), n)
    )


@settings(max_examples=150, deadline=None)
@given(
    hnp.arrays(
        np.float64,
        hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=5),
        elements=st.sampled_from([0.0, 0.5, 1.0]) | st.floats(-9, 9, width=32),
    )
)
def test_the_assignment_is_as_good_as_trying_all(table):
    pairs = coref_scores.assign(table)
    assert len(pairs) == min(table.shape)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert pairs == sorted(pairs)
    assert sum(table[i, j] for i, j in pairs) == pytest.approx(brute(table), abs=1e-9)


@pytest.mark.parametrize("shape", [(0, 0), (0, 3), (3, 0)])
def test_nothing_to_assign_is_no_pair(shape):
    assert coref_scores.assign(np.zeros(shape)) == []


def test_coreference_of_a_worked_example():
    # MUC: links 2 + 1 gold, 1 + 2 predicted, 1 kept on {a b}, 1 on {d e}.
    # B³ recall: (2/3 + 2/3 + 1/3 + 1 + 1) / 5; precision: (1 + 1 + 1/3 + 2/3 + 2/3) / 5.
    # CEAF: 2·2/(3 + 2) twice, of two chains on each side.
    row = coref_scores.count_chains(["abc", "de"], ["ab", "cde"])
    expected = [2, 3, 2, 3, 11 / 3, 5, 11 / 3, 5, 1.6, 2, 1.6, 2]
    assert row == pytest.approx(expected)
    rows = rows_of(row)
    assert coref_scores.muc_f1(rows) == pytest.approx(2 / 3)
    assert coref_scores.b_cubed_f1(rows) == pytest.approx(11 / 15)
    assert coref_scores.ceaf_f1(rows) == pytest.approx(0.8)
    assert coref_scores.conll_f1(rows) == pytest.approx((2 / 3 + 11 / 15 + 0.8) / 3)


def test_mentions_that_the_other_side_lacks_stand_alone():
    # d is missing, x is invented: {a b c d} is cut into {a b}, {c}, {d}.
    row = coref_scores.count_chains(["abcd"], ["ab", "cx"])
    muc, b_cubed, ceaf = row[:4], row[4:8], row[8:]
    assert muc == (1, 2, 1, 3)
    assert b_cubed == pytest.approx((2 + 0.5, 4, 2 * 2 / 4 + 1 / 4, 4))
    assert ceaf == pytest.approx((4 / 6, 2, 4 / 6, 1))
    assert coref_scores.count_mentions(["abcd"], ["ab", "cx"]) == (3, 4, 4)


def test_single_mentions_and_repeats_are_dropped():
    assert coref_scores.chains_of(["a", "bc", "cd", "cef", ""]) == [set("bc"), set("ef")]
    assert coref_scores.count_chains(["a", "bc"], ["bc", "d"]) == (
        1,
        1,
        1,
        1,
        2,
        2,
        2,
        2,
        1,
        1,
        1,
        1,
    )


@light
@given(CHAINS, CHAINS)
def test_coreference_swaps_with_its_sides_and_stays_between_0_and_1(gold, said):
    one, other = coref_scores.count_chains(gold, said), coref_scores.count_chains(said, gold)
    for at in (0, 4, 8):
        assert one[at : at + 4] == pytest.approx(other[at + 2 : at + 4] + other[at : at + 2])
    assert one[0] == one[2]  # kept links are the same seen from either side
    score = coref_scores.conll_f1(rows_of(one))
    assert math.isnan(score) or 0 <= score <= 1 + 1e-12
    assert math.isnan(score) == (not any(one))


@light
@given(CHAINS)
def test_coreference_with_itself_is_one(gold):
    row = coref_scores.count_chains(gold, gold[:])
    if any(row):
        assert coref_scores.conll_f1(rows_of(row)) == pytest.approx(1)
        assert coref_scores.conll_f1(rows_of(coref_scores.count_chains(gold, []))) == 0


def test_coreference_is_summed_over_documents_before_f1():
    rows = rows_of(
        coref_scores.count_chains(["ab"], ["ab"]), coref_scores.count_chains(["ab", "cd"], [])
    )
    assert coref_scores.muc_f1(rows) == 0.5
    assert coref_scores.ceaf_f1(rows) == 0.5
    assert bootstrap(rows, coref_scores.conll_f1, resamples=20).value == 0.5


# --- numbers


@light
@given(PAIRS, PAIRS)
def test_sums_of_certainty_add_up_over_documents(left, right):
    both = [reader_scores.sum_certainty(*split(part)) for part in (left, right)]
    whole = reader_scores.sum_certainty(*split(left + right))
    assert rows_of(*both).sum(axis=0) == pytest.approx(list(whole), abs=1e-9)


@light
@given(PAIRS)
def test_correlation_is_that_of_numpy(pairs):
    gold, said = split(pairs)
    rows = rows_of(reader_scores.sum_certainty(gold, said))
    if len(pairs) > 1 and min(np.std(gold), np.std(said)) > 1e-3:
        assert reader_scores.pearson(rows) == pytest.approx(np.corrcoef(gold, said)[0, 1], abs=1e-6)
    if pairs:
        assert reader_scores.mean_error(rows) == pytest.approx(
            np.abs(np.subtract(gold, said)).mean()
        )


def test_always_certain_has_no_correlation():
    gold, said = [3.0, 3.0, -1.5, 0.1] * 30, [2.9] * 120
    rows = rows_of(reader_scores.sum_certainty(gold, said))
    assert math.isnan(reader_scores.pearson(rows))
    assert reader_scores.mean_error(rows) == pytest.approx((0.1 + 0.1 + 4.4 + 2.8) / 4)
    assert math.isnan(reader_scores.pearson(rows_of(reader_scores.sum_certainty([], []))))


def test_uncertain_leaves_out_gold_values_of_three():
    row = reader_scores.sum_certainty([3.0, 1.0, 2.9], [3.0, 3.0, 1.0], uncertain=True)
    assert row[0] == 2
    assert reader_scores.mean_error(rows_of(row)) == pytest.approx((2 + 1.9) / 2)
    assert reader_scores.pearson(rows_of(row)) == pytest.approx(-1)


def test_ranks_of_equal_values_are_shared():
    # ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: r = 4.5 / √(4.5 · 5)
    found = reader_scores.spearman([1, 7, 7, 9], [0.1, 0.5, 0.4, 6])
    assert found == pytest.approx(4.5 / math.sqrt(22.5))
    assert math.isnan(reader_scores.spearman([1, 1, 1], [1, 2, 3]))
    with pytest.raises(ValueError, match="zip"):
        reader_scores.spearman([1, 2], [1])


@light
@given(st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=3, max_size=12))
def test_rank_correlation_sees_order_only(pairs):
    left, right = split(pairs)
    found = reader_scores.spearman(left, right)
    if not math.isnan(found):
        assert -1 <= found <= 1
        assert reader_scores.spearman([math.exp(x) for x in left], right) == pytest.approx(found)
        assert reader_scores.spearman([-x for x in left], right) == pytest.approx(-found)
        assert reader_scores.spearman(left, left) == pytest.approx(1)


def split(pairs):
    return [one for one, _ in pairs], [other for _, other in pairs]
