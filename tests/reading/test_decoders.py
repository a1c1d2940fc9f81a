"""Decoders: arrays built by hand in, spans, links, trees and chains out. No model."""

import math
from dataclasses import astuple
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from tokenizers import Tokenizer, models

from onrecord.reading import chains
from onrecord.reading.abreast import MOST_CELLS, MOST_FILLED, abreast
from onrecord.reading.attributions import EVIDENCE, KEPT, decode_attributions
from onrecord.reading.chains import (
    FARTHEST_BACK,
    MENTIONED,
    WordMention,
    decode_chains,
    decode_mentions,
)
from onrecord.reading.labels import (
    ENTITY_KINDS,
    KEYS,
    N_KEYS,
    N_TAGS,
    NAME_KINDS,
    RELATIONS,
    TAGS,
    TIME_KINDS,
    UPOS,
    tags_of,
)
from onrecord.reading.likeness import FEATURES, PRONOUNS, Naming, compared, facts_of, likeness
from onrecord.reading.reaches import FARTHEST as FARTHEST_CUE
from onrecord.reading.reaches import LEAST, TAGGED, Asked, reaches, sought
from onrecord.reading.reader import decode
from onrecord.reading.scores import FARTHEST, Scores, distances
from onrecord.reading.spans import (
    best_tags,
    decode_spans,
    sigmoid,
    softmax,
)
from onrecord.reading.syntax import (
    LONGEST_SENTENCE,
    best_trees,
    decode_sentences,
    decode_tags,
    decode_trees,
)
from onrecord.reading.windows import Encoded, encode
from onrecord.reading.words import words_of

light = settings(max_examples=100, deadline=None)
SEEDS = st.integers(0, 2**32 - 1)
NO_BORDERS = frozenset({0})
N_DISTANCES = 2 * FARTHEST + 1
SIZES = {
    "relation": (64, len(RELATIONS)), "root": (128,), "relation_root": (64,), "head_bias": (128,),
    "arc_distance": (N_DISTANCES,), "span_start_distance": (N_DISTANCES,),
    "span_end_distance": (N_DISTANCES,), "coref_distance": (N_DISTANCES,),
    "coref_features": (len(FEATURES),), "coref_none": (1,),
    **{f"{part}_{side}_distance": (N_DISTANCES,) for part in ("source", "content")
       for side in ("start", "end")},
    "sureness": (EVIDENCE,),
}  # fmt: skip


def make_extras():
    return {name: np.zeros(size, np.float32) for name, size in SIZES.items()}


def make_scores(n_words: int) -> Scores:
    """Make scores that say nothing; `tag` and `key` are views of them, to be written to."""
    widths = (N_TAGS, N_KEYS)
    return Scores(*(np.zeros((n_words, width), np.float32) for width in widths), [])


def random_scores(seed: int, n_words: int):
    rng = np.random.default_rng(seed)
    scores = make_scores(n_words)
    for array in scores[:2]:
        array[:] = rng.normal(scale=3, size=array.shape)
    extras = {name: rng.normal(size=size).astype(np.float32) for name, size in SIZES.items()}
    return scores, extras


def borders_in(seed: int, n_words: int) -> frozenset[int]:
    rng = np.random.default_rng(seed)
    return frozenset({0} | set(np.flatnonzero(rng.random(n_words) < 0.1).tolist()))


def mark(scores: Scores, head: str, *spans: tuple[int, int], kind: int = 0) -> None:
    """Let a head say that these ranges of words are spans of a kind, and others outside."""
    logits = scores.tag(head)
    logits[:, 0] = 5
    for first, last in spans:
        logits[first, 1 + 2 * kind] = 10
        logits[first + 1 : last, 2 + 2 * kind] = 10


def link(scores: Scores, left: tuple[str, int], right: tuple[str, int], value: float) -> None:
    """Make the product of the halves of two words, and of no others, `value`."""
    mine, theirs = scores.key(left[0]), scores.key(right[0])
    free = int(np.flatnonzero(~(mine.any(axis=0) | theirs.any(axis=0)))[0])
    mine[left[1], free] = value
    theirs[right[1], free] = 1


# What belongs together: labels, distances


def test_every_head_has_columns_of_its_own():
    for fields, size in ((TAGS, N_TAGS), (KEYS, N_KEYS)):
        columns = [i for field in fields.values() for i in range(field.start, field.end)]
        assert columns == list(range(size))
    scores = make_scores(2)
    for head, kinds in (("names", NAME_KINDS), ("times", TIME_KINDS)):
        assert scores.tag(head).shape == (2, len(tags_of(kinds)))
    assert scores.tag("upos").shape == (2, len(UPOS))
    assert scores.tag("entity").shape == (2, len(ENTITY_KINDS))


def test_tags_are_outside_then_begin_and_inside_of_each_kind():
    assert tags_of(("a", "b")) == ("O", "B-a", "I-a", "B-b", "I-b")


@pytest.mark.parametrize(
    ("apart", "group"),
    [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (7, 3), (8, 4), (255, 8), (256, 9), (511, 9),
     (512, 10), (1023, 10), (1024, 10), (100_000, 10)],
)  # fmt: skip
def test_distances_go_by_powers_of_two_both_ways(apart, group):
    there = distances(np.array([100_000]), np.array([100_000 + apart, 100_000 - apart]))
    assert there.tolist() == [[FARTHEST + group, FARTHEST - group]]


@given(hnp.arrays(np.float32, (3, 4), elements=st.floats(-1000, 1000, width=32)))
def test_probabilities_are_probabilities(logits):
    assert softmax(logits).sum(axis=1) == pytest.approx(1, abs=1e-5)
    assert ((sigmoid(logits) > 0) & (sigmoid(logits) <= 1)).all()


# Tags -> spans


def is_possible(tags, borders) -> bool:
    return all(
        not (tag and tag % 2 == 0) or (i and i not in borders and tags[i - 1] in (tag, tag - 1))
        for i, tag in enumerate(tags)
    )


def total_of(logits, tags) -> float:
    return float(logits.astype(np.float64)[np.arange(len(logits)), tags].sum())


def highest_total(logits, borders) -> float:
    n, size = logits.shape
    every = (list(tags) for tags in product(range(size), repeat=n))
    return max(total_of(logits, tags) for tags in every if is_possible(tags, borders))


@st.composite
def tag_logits(draw, longest=12):
    shape = draw(st.integers(1, longest)), draw(st.sampled_from([3, 5]))
    logits = draw(hnp.arrays(np.float32, shape, elements=st.floats(-5, 5, width=32)))
    return logits, draw(st.frozensets(st.integers(0, shape[0] + 1), max_size=4))


@light
@given(tag_logits(), st.sampled_from([0, 1, 3]))
def test_an_impossible_sequence_of_tags_is_never_given(case, outside):
    logits, borders = case
    logits[:, 0] += outside
    tags = best_tags(logits, borders)
    assert is_possible(tags.tolist(), borders)
    likeliest = logits.argmax(axis=1)
    if is_possible(likeliest.tolist(), borders):
        assert tags.tolist() == likeliest.tolist()


@light
@given(tag_logits(longest=4))
def test_tags_between_words_that_are_surely_outside_are_the_best_possible(case):
    logits, borders = case
    logits[logits.argmax(axis=1) == 0, 0] += 100
    tags = best_tags(logits, borders)
    assert total_of(logits, tags) == pytest.approx(highest_total(logits, borders), abs=1e-3)


SPLIT_SPAN = np.array([[1, 0.9, -9], [1, -9, 0.9], [-9, -9, 9]], np.float32)


@light
@given(tag_logits(longest=4))
@example((SPLIT_SPAN, NO_BORDERS))
def test_tags_are_the_best_possible(case):
    logits, borders = case
    tags = best_tags(logits, borders)
    assert total_of(logits, tags) == pytest.approx(highest_total(logits, borders), abs=1e-3)


@light
@given(SEEDS, st.integers(0, 40), st.sampled_from(["names", "cue", "times"]))
def test_spans_lie_in_the_text_in_order_and_cross_no_border(seed, n_words, head):
    scores, _ = random_scores(seed, n_words)
    borders = borders_in(seed, n_words)
    spans = decode_spans(scores.tag(head), borders)
    assert all(left.last <= right.first for left, right in pairwise(spans))
    for span in spans:
        assert 0 <= span.first < span.last <= n_words
        assert not any(span.first < border < span.last for border in borders)
        assert 0 <= span.kind < scores.tag(head).shape[1] // 2
        assert 0 < span.score <= 1


def test_spans_have_kinds_and_the_mean_probability_of_their_words():
    scores = make_scores(9)
    mark(scores, "names", (0, 2), (2, 3), kind=0)
    mark(scores, "names", (5, 8), kind=2)
    scores.tag("names")[6, 0] = 10  # as likely outside as inside; a span goes on through it
    scores.tag("names")[6, 6] = 10.001
    found = decode_spans(scores.tag("names"), NO_BORDERS)
    assert [span[:3] for span in found] == [(0, 2, 0), (2, 3, 0), (5, 8, 2)]
    assert found[0].score == pytest.approx(0.993, abs=0.001)
    assert found[2].score == pytest.approx((0.993 + 0.5 + 0.993) / 3, abs=0.001)


def test_a_span_that_goes_on_in_the_next_paragraph_is_cut_there():
    scores = make_scores(6)
    mark(scores, "content", (1, 5))
    found = decode_spans(scores.tag("content"), frozenset({0, 3}))
    assert (found[0].first, found[0].last) == (1, 3)
    assert all(span.last <= 3 or span.first >= 3 for span in found)


def test_an_inside_that_follows_nothing_becomes_a_span_where_that_is_likelier():
    logits = np.array([[5, 0, 0], [1, 4, 5], [0, 0, 5]], np.float32)
    assert best_tags(logits, NO_BORDERS).tolist() == [0, 1, 2]
    logits[1:] = [[4, 0, 5], [5, 0, 4]]
    assert best_tags(logits, NO_BORDERS).tolist() == [0, 0, 0]


def test_no_words_have_no_spans():
    assert decode_spans(make_scores(0).tag("cue"), frozenset()) == []


# Sources, cues and contents -> attributions


def mark_attributions(n_words: int, **spans: list[tuple[int, int]]):
    """Make scores in which each cue points at itself alone: it has no source and no content."""
    scores, extras = make_scores(n_words), make_extras()
    for head in ("source", "cue", "content"):
        mark(scores, head, *spans.get(head, []))
    for part in ("source", "content"):
        for side in ("start", "end"):
            extras[f"{part}_{side}_distance"][FARTHEST] = 10
    return scores, extras


def reach(scores: Scores, part: str, cue: int, first: int, last: int) -> None:
    """Let the source or content of a cue go from a word up to another, not with it."""
    of = scores.key(f"{part}_of")
    half = of.shape[1] // 2
    for side, word, columns in (("start", first, of[:, :half]), ("end", last - 1, of[:, half:])):
        to = scores.key(f"{part}_{side}")
        free = int(np.flatnonzero(~(columns.any(axis=0) | to.any(axis=0)))[0])
        columns[cue, free] = 6 * 40
        to[word, free] = 1


def encoded_words(n_words: int, borders=NO_BORDERS, *, opening=frozenset(), marks=frozenset()):
    """Make words of one letter; paragraphs begin at `borders`, of which `opening` open quotations.

    marks: words that are punctuation.
    """
    shapes = np.array([5 if i in marks else 0 for i in range(n_words)], np.int64)
    quotes = np.array([2 if i in opening else 0 for i in range(n_words)], np.int64)
    places = [(2 * i, 2 * i + 1) for i in range(n_words)]
    every = np.arange(n_words + 1)
    return Encoded(places, every[:-1], every, shapes, quotes, frozenset(borders), frozenset())


def attributions_of(scores, extras, *args, **options):
    encoded = encoded_words(len(scores.tags), *args, **options)
    return decode_attributions(scores, extras, encoded)


def ranges(spans) -> list[tuple[int, int]]:
    return [(span.first, span.last) for span in spans]


def test_two_cues_share_a_source():
    # Ann Dorrit said | the ferry would sail | and added | that it was full
    scores, extras = mark_attributions(
        14, source=[(0, 2)], cue=[(2, 3), (8, 9)], content=[(3, 7), (9, 13)]
    )
    for cue, content in ((2, (3, 7)), (8, (9, 13))):
        reach(scores, "source", cue, 0, 2)
        reach(scores, "content", cue, *content)
    said, added = attributions_of(scores, extras)
    assert (said.cue.first, added.cue.first) == (2, 8)
    assert ranges(said.source) == ranges(added.source) == [(0, 2)]
    assert (ranges(said.content), ranges(added.content)) == ([(3, 7)], [(9, 13)])


def test_a_content_is_in_two_pieces_where_cue_and_source_stand_in_it():
    # “We will,” | she | said, | “go on.”
    scores, extras = mark_attributions(12, content=[(0, 4), (8, 12)], source=[(5, 6)], cue=[(6, 7)])
    reach(scores, "source", 6, 5, 6)
    reach(scores, "content", 6, 0, 12)
    (found,) = attributions_of(scores, extras, marks={4, 7})
    assert ranges(found.content) == [(0, 5), (7, 12)]
    assert ranges(found.source) == [(5, 6)]


def test_a_content_holds_the_attribution_that_is_told_in_it():
    # the agency said | Roe said | the bridge was open
    scores, extras = mark_attributions(10, source=[(0, 2)], cue=[(2, 3), (4, 5)], content=[(3, 9)])
    reach(scores, "source", 2, 0, 2)
    reach(scores, "content", 2, 3, 9)
    reach(scores, "source", 4, 3, 4)
    reach(scores, "content", 4, 5, 9)
    outer, inner = attributions_of(scores, extras)
    assert ranges(outer.content) == [(3, 9)]
    assert (ranges(inner.source), ranges(inner.content)) == ([(3, 4)], [(5, 9)])


def test_a_cue_that_points_at_itself_has_no_source():
    scores, extras = mark_attributions(8, cue=[(3, 4)], content=[(4, 8)])
    reach(scores, "content", 3, 4, 8)
    (found,) = attributions_of(scores, extras)
    assert (found.source, ranges(found.content)) == ((), [(4, 8)])


def test_a_piece_of_punctuation_alone_is_none():
    scores, extras = mark_attributions(8, cue=[(4, 5)])
    reach(scores, "content", 4, 0, 6)
    (found,) = attributions_of(scores, extras, marks={5})
    assert ranges(found.content) == [(0, 4)]


@pytest.mark.parametrize("name", ["source", "content"])
@pytest.mark.parametrize(("apart", "found"), [(FARTHEST_CUE - 1, True), (FARTHEST_CUE, False)])
def test_nothing_belongs_to_a_cue_from_afar(name, apart, found):
    scores, extras = mark_attributions(apart + 2, cue=[(0, 1)])
    reach(scores, name, 0, apart, apart + 1)
    assert [bool(getattr(one, name)) for one in attributions_of(scores, extras)] == [True] * found


@pytest.mark.parametrize(
    ("name", "first", "found"),
    [("source", 6, False), ("content", 5, True), ("content", 8, True), ("content", 11, False)],
)
def test_a_cue_reaches_the_quotation_that_opens_the_next_paragraph(name, first, found):
    scores, extras = mark_attributions(14, cue=[(2, 3)])
    reach(scores, name, 2, first, first + 2)
    borders = frozenset({0, 5, 10})
    assert attributions_of(scores, extras, borders) == []
    read = attributions_of(scores, extras, borders, opening={5})
    assert [bool(getattr(one, name)) for one in read] == [True] * found


def test_a_content_over_paragraphs_is_cut_at_them():
    scores, extras = mark_attributions(12, cue=[(1, 2)])
    reach(scores, "content", 1, 2, 10)
    (found,) = attributions_of(scores, extras, frozenset({0, 5}), opening={5})
    assert ranges(found.content) == [(2, 5), (5, 10)]


def test_tags_decide_where_a_cue_is_in_doubt():
    scores, extras = mark_attributions(9, cue=[(2, 3)], content=[(4, 8)])
    reach(scores, "content", 2, 4, 8)
    reach(scores, "content", 2, 3, 9)
    (found,) = attributions_of(scores, extras)
    assert ranges(found.content) == [(4, 8)]


@pytest.mark.parametrize(("probability", "kept"), [(KEPT - 0.01, False), (KEPT + 0.01, True)])
def test_an_attribution_that_is_hardly_right_is_left_out(probability, kept):
    scores, extras = mark_attributions(8, cue=[(3, 4)], content=[(4, 8)])
    reach(scores, "content", 3, 4, 8)
    extras["sureness"][3] = np.log(probability / (1 - probability))  # of every attribution
    found = attributions_of(scores, extras)
    assert [one.score for one in found] == pytest.approx([probability] * kept)


def reach_of(scores: Scores, extras, asked: Asked):
    """Find what belongs to one cue as it is written down: word by word."""
    lo = max(asked.first, asked.cue - FARTHEST_CUE)
    hi = min(asked.last, asked.cue + FARTHEST_CUE)
    of = scores.key("source_of")[asked.cue]
    near = distances(np.array([asked.cue]), np.arange(lo, hi))[0]
    tags = softmax(scores.tag("source"))
    behind = np.append(tags[1:, 2], 0)
    chances = (tags[:, 1], (tags[:, 1] + tags[:, 2]), 1 - behind)
    begin, inside, end = (TAGGED * np.log(np.maximum(one, LEAST))[lo:hi] for one in chances)
    starts, stops = (
        np.log(
            softmax(
                scores.key(name)[lo:hi] @ half / 6 + extras[f"{name}_distance"][near],
            )
            + 1e-9
        )
        for name, half in (("source_start", of[:32]), ("source_end", of[32:]))
    )
    none = starts[asked.cue - lo] + stops[asked.cue - lo]
    starts, stops = starts + begin, stops + inside + end
    starts[asked.cue - lo] = stops[asked.cue - lo] = -np.inf
    likeliest = np.argsort(-starts, kind="stable")[:8]
    pairs = [(starts[i] + stops[j], i, j) for i in likeliest for j in range(i, len(stops))]
    value, i, j = max(pairs, key=lambda pair: pair[0])
    share = 1 / (1 + math.exp(none - value))
    return (lo + i, lo + j + 1, math.exp(value / 2), share) if share > 0.5 else None


@light
@given(SEEDS, st.integers(1, 300), st.integers(1, 70))
def test_what_belongs_to_many_cues_is_what_belongs_to_each(seed, n_words, n_cues):
    scores, extras = random_scores(seed, n_words)
    rng = np.random.default_rng(seed)
    cues = np.sort(rng.integers(0, n_words, n_cues)).tolist()
    asked = [
        Asked(cue, int(rng.integers(0, cue + 1)), int(rng.integers(cue, n_words)) + 1)
        for cue in cues
    ]
    found = reaches(scores, extras, sought(scores, "source", "source"), asked)
    for one, ours in zip(asked, found, strict=True):
        theirs = reach_of(scores, extras, one)
        assert (ours is None) == (theirs is None)
        assert ours is None or ours == pytest.approx(theirs, abs=1e-3)


def test_without_a_cue_there_is_no_attribution():
    scores, extras = mark_attributions(9, source=[(0, 2)], content=[(3, 6)])
    assert attributions_of(scores, extras) == []
    assert attributions_of(make_scores(0), make_extras(), frozenset()) == []


@light
@given(SEEDS, st.integers(1, 60))
def test_attributions_stay_in_reach_and_nothing_is_said_twice(seed, n_words):
    scores, extras = random_scores(seed, n_words)
    extras |= {f"teller_{side}_distance": extras["coref_distance"] for side in ("start", "end")}
    borders = borders_in(seed, n_words)
    opening = frozenset(i for i in borders if i % 2)
    found = attributions_of(scores, extras, borders, opening=opening)
    cues = [(one.cue.first, one.cue.last) for one in found]
    assert all(a <= b for (_, a), (b, _) in pairwise([(-1, -1), *cues]))
    sentences = decode_sentences(scores, borders)
    for one in found:
        assert one.source or one.content
        assert KEPT <= one.score <= 1
        told = one.teller
        assert told is None or any(a <= told.first < told.last <= b for a, b in sentences)
        for part in (one.source, one.content):
            words = [i for piece in part for i in range(piece.first, piece.last)]
            assert words == sorted(set(words))
            assert not set(words) & set(range(one.cue.first, one.cue.last))
            for piece in part:
                assert 0 <= piece.first < piece.last <= n_words
                assert not any(piece.first < border < piece.last for border in borders)


# Sentences, parts of speech, trees


@light
@given(SEEDS, st.integers(0, 3 * LONGEST_SENTENCE), st.sampled_from([-20, -6, 0]))
def test_sentences_cover_all_words_and_cross_no_paragraph(seed, n_words, often):
    scores, _ = random_scores(seed, n_words)
    scores.tag("sentence")[:, 1] += often
    borders = borders_in(seed, n_words) if often else NO_BORDERS
    sentences = decode_sentences(scores, borders)
    assert [i for sentence in sentences for i in range(*sentence)] == list(range(n_words))
    for first, last in sentences:
        assert 0 < last - first <= LONGEST_SENTENCE
        assert not any(first < border < last for border in borders)


def test_sentences_begin_where_the_model_says_and_at_paragraphs():
    scores = make_scores(10)
    scores.tag("sentence")[[3, 8], 1] = 1
    scores.tag("upos")[:, UPOS.index("VERB")] = 1
    found = decode_sentences(scores, frozenset({0, 6}))
    assert found == [(0, 3), (3, 6), (6, 8), (8, 10)]


def test_no_sentence_ends_behind_the_day_that_it_begins_with():
    scores = make_scores(6)
    scores.tag("sentence")[2, 1] = 1
    for i, tag in enumerate(("ADP", "PROPN", "PROPN", "PROPN", "VERB", "NOUN")):
        scores.tag("upos")[i, UPOS.index(tag)] = 1
    assert decode_sentences(scores, frozenset({0})) == [(0, 6)]
    assert decode_sentences(scores, frozenset({0, 2})) == [(0, 2), (2, 6)]


@pytest.mark.parametrize("n_words", [199, 200, 201, 401])
def test_a_sentence_that_never_ends_is_cut(n_words):
    lengths = [last - first for first, last in decode_sentences(make_scores(n_words), NO_BORDERS)]
    full, rest = divmod(n_words, LONGEST_SENTENCE)
    assert lengths == [LONGEST_SENTENCE] * full + [rest] * bool(rest)


def test_words_have_the_likeliest_part_of_speech():
    scores = make_scores(3)
    for i, name in enumerate(("VERB", "X", "ADJ")):
        scores.tag("upos")[i, UPOS.index(name)] = 1
    assert decode_tags(scores) == ["VERB", "X", "ADJ"]


def is_tree(heads) -> bool:
    """Say whether every word reaches 0 and one word alone hangs there. heads: 0 or 1 + word."""
    for word in range(1, len(heads) + 1):
        at, steps = word, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return sum(head == 0 for head in heads) == 1


def arcs(rows) -> np.ndarray:
    scores = np.array(rows, np.float32)
    np.fill_diagonal(scores[:, 1:], -np.inf)
    return scores


def best_tree(scores: np.ndarray) -> np.ndarray:
    return best_trees(scores[None], np.ones((1, len(scores)), bool))[0]


@st.composite
def arc_cases(draw, longest):
    n = draw(st.integers(1, longest))
    return arcs(draw(hnp.arrays(np.float32, (n, n + 1), elements=st.floats(-9, 9, width=32))))


def highest_tree(scores) -> float:
    n = len(scores)
    choices = [[head for head in range(n + 1) if head != word + 1] for word in range(n)]
    return max(total_of(scores, list(heads)) for heads in product(*choices) if is_tree(heads))


@light
@given(arc_cases(longest=14))
def test_a_tree_has_one_root_and_no_circle(scores):
    assert is_tree(best_tree(scores).tolist())


@light
@given(SEEDS, st.integers(20, 60), st.sampled_from([-30, 0, 30]))
def test_a_long_sentence_has_a_tree_too(seed, n_words, roots):
    scores = arcs(np.random.default_rng(seed).normal(scale=3, size=(n_words, n_words + 1)))
    scores[:, 0] += roots
    assert is_tree(best_tree(scores).tolist())


@light
@given(arc_cases(longest=3))
def test_the_tree_of_a_short_sentence_is_the_best(scores):
    tree = best_tree(scores).tolist()
    assert total_of(scores, tree) == pytest.approx(highest_tree(scores), abs=1e-3)


FOURTH_ROOT = arcs(  # the third word is the best root, and four others look better
    [
        [3, 0, 3, 6, 0, 0],
        [5, 2, 0, 9, 0, 0],
        [4, 2, 8, 0, 2, 0],
        [7, 9, 6, 4, 0, 2],
        [6, 4, 4, 8, 3, 0],
    ]
)


@settings(max_examples=40, deadline=None)
@given(arc_cases(longest=5))
@example(FOURTH_ROOT)
def test_the_tree_is_the_best_of_all_with_one_root(scores):
    tree = best_tree(scores).tolist()
    assert total_of(scores, tree) == pytest.approx(highest_tree(scores), abs=1e-3)


def test_a_circle_is_broken_at_the_best_place():
    # 1 and 2 govern each other; 2 hangs best at the root, and 3 at 1
    scores = arcs([[1, 0, 9, 0], [5, 9, 0, 0], [0, 3, 2, 0]])
    assert best_tree(scores).tolist() == [2, 0, 1]


def test_of_two_roots_one_is_left():
    assert best_tree(arcs([[9, 0, 5], [8, 1, 0]])).tolist() == [2, 0]


@light
@given(st.lists(arc_cases(longest=9), min_size=1, max_size=6))
def test_trees_side_by_side_are_those_of_each_alone(every):
    longest = max(len(one) for one in every)
    scores = np.full((len(every), longest, 1 + longest), 7, np.float32)  # behind the end: anything
    scores[:, :, 1:] = -np.inf
    for filled, one in zip(scores, every, strict=True):
        filled[: len(one), : 1 + len(one)] = one
    real = np.arange(longest) < np.array([[len(one)] for one in every])
    trees = best_trees(scores, real)
    for tree, one in zip(trees.tolist(), every, strict=True):
        assert tree[: len(one)] == best_tree(one).tolist()
        assert not any(tree[len(one) :])


@light
@given(st.lists(st.integers(1, 90), max_size=60))
def test_every_sentence_stands_in_one_group_and_no_group_is_filled_up_with_much(lengths):
    ends = np.cumsum(lengths).tolist()
    sentences = [(end - n, end) for n, end in zip(lengths, ends, strict=True)]
    groups = list(abreast(sentences))
    found = [
        (int(words[0]), int(words[is_real][-1]) + 1)
        for group in groups
        for words, is_real in zip(group.words, group.real, strict=True)
    ]
    assert sorted(found) == sentences
    for words, real in groups:
        assert words.size * words.shape[1] <= max(MOST_CELLS, words.shape[1] ** 2)
        n_words = real.sum(axis=1)
        assert (words[real] == (words[:, :1] + np.arange(words.shape[1]))[real]).all()
        assert ((words == words[:, :1] + n_words[:, None] - 1) | real).all()
        assert n_words[0] == words.shape[1]
        assert (words.size * words.shape[1] - (n_words**2).sum()) <= MOST_FILLED


def make_tree(n_words: int, heads: list[int], relations: list[str]):
    scores, extras = make_scores(n_words), make_extras()
    extras["root"][-1] = 1
    for i, name in enumerate(RELATIONS):
        extras["relation"][i, i] = 1
        for word, relation in enumerate(relations):
            scores.key("relation_dependent")[word, i] = 10 * (relation == name)
    for word, head in enumerate(heads):
        if head < 0:
            scores.key("dependent")[word, -1] = 50
        else:
            scores.key("dependent")[word, head] = 50
            scores.key("head")[head, head] = 11
    return scores, extras


def test_a_tree_is_read_from_the_arrays():
    # The harbour master left | She sailed
    heads, relations = [2, 2, 3, -1, 5, -1], ["det", "compound", "nsubj", "root", "nsubj", "root"]
    found = decode_trees(*make_tree(6, heads, relations), [(0, 4), (4, 6)])
    assert (found[0].tolist(), found[1]) == (heads, relations)


def test_the_relation_to_the_root_is_root_and_no_other_is():
    relations = ["root", "root", "obj", "root"]
    heads, found = decode_trees(*make_tree(4, [1, 3, 1, -1], relations), [(0, 4)])
    assert heads.tolist() == [1, 3, 1, -1]
    assert [name == "root" for name in found] == [False, False, False, True]
    assert found[2] == "obj"


@light
@given(SEEDS, st.integers(0, 60))
def test_each_sentence_has_a_tree_of_its_own(seed, n_words):
    scores, extras = random_scores(seed, n_words)
    sentences = decode_sentences(scores, borders_in(seed, n_words))
    heads, relations = decode_trees(scores, extras, sentences)
    assert len(heads) == len(relations) == n_words
    assert [name == "root" for name in relations] == (heads < 0).tolist()
    for first, last in sentences:
        assert is_tree([0 if head < 0 else head - first + 1 for head in heads[first:last].tolist()])


# Likeness of two mentions


def naming(words: str, head: str = "") -> Naming:
    named = words.split()
    return Naming(tuple(named), head or named[-1])


def table_of(namings: list[Naming]) -> np.ndarray:
    return facts_of(likeness(compared(namings), slice(None), slice(None)))


def column(table: np.ndarray, name: str) -> np.ndarray:
    return table[..., FEATURES.index(name)]


VOCABULARY = ["the", "a", "harbour", "master", "leeds", "ann", "dorrit", "she", "it", "'s"]
ARTICLES = {"the", "a"}


@st.composite
def namings(draw):
    words = draw(st.lists(st.sampled_from(VOCABULARY), min_size=1, max_size=4))
    nouns = [word for word in words if word not in ARTICLES]
    head = draw(st.sampled_from(nouns or ["tema"]))
    return Naming(tuple(words) if nouns else (*words, head), head)


NAMINGS = st.lists(namings(), max_size=8)


@light
@given(NAMINGS, st.integers(0, 8), st.integers(0, 8), st.integers(0, 8))
def test_likeness_compares_each_later_with_each_earlier(named, start, begin, end):
    n = len(named)
    table = table_of(named)
    assert table.shape == (n, n, len(FEATURES))
    assert ((table == 0) | (table == 1)).all()
    for name in ("same words", "same head", "same pronoun", "both pronouns"):
        assert (column(table, name) == column(table, name).T).all()
    assert (column(table, "earlier in later") == column(table, "later in earlier").T).all()
    part = likeness(compared(named), slice(begin, end), slice(start, end))
    assert (facts_of(part) == table[begin:end, start:end]).all()


@light
@given(NAMINGS)
def test_likeness_is_what_its_features_say(named):
    table = table_of(named)
    plain = [[word for word in one.words if word not in ARTICLES] for one in named]
    pronoun = [len(one.words) == 1 and one.head in PRONOUNS for one in named]
    for i, j in product(range(len(named)), repeat=2):
        nouns = not pronoun[i] and not pronoun[j]
        wanted = {
            "same words": nouns and plain[i] == plain[j],
            "same head": nouns and named[i].head == named[j].head,
            "head of the later in the earlier": nouns and named[i].head in plain[j],
            "later in earlier": nouns and set(plain[i]) <= set(plain[j]),
            "earlier in later": nouns and set(plain[j]) <= set(plain[i]),
            "same pronoun": pronoun[i] and pronoun[j] and named[i].words == named[j].words,
            "both pronouns": pronoun[i] and pronoun[j],
            "later is a pronoun": pronoun[i] and not pronoun[j],
        }
        assert dict(zip(FEATURES, table[i, j].astype(bool).tolist(), strict=True)) == wanted


@pytest.mark.parametrize(
    ("earlier", "later", "features"),
    [
        (naming("the harbour master"), naming("harbour master"),
         {"same words", "same head", "head of the later in the earlier", "later in earlier",
          "earlier in later"}),
        (naming("ann dorrit of leeds", "dorrit"), naming("dorrit"),
         {"same head", "head of the later in the earlier", "later in earlier"}),
        (naming("leeds"), naming("a leeds clerk"), {"earlier in later"}),
        (naming("ann dorrit"), naming("she"), {"later is a pronoun"}),
        (naming("she"), naming("ann dorrit"), set()),
        (naming("she"), naming("she"), {"same pronoun", "both pronouns"}),
        (naming("she"), naming("it"), {"both pronouns"}),
        (naming("this harbour"), naming("this"), {"later is a pronoun"}),
        (naming("tema"), naming("leeds"), set()),
    ],
)  # fmt: skip
def test_two_mentions_are_alike(earlier, later, features):
    row = table_of([earlier, later])[1, 0]
    assert {name for name, value in zip(FEATURES, row, strict=True) if value} == features


def test_mentions_of_128_words_are_compared_exactly():
    table = table_of([naming(f"w{i}") for i in range(128)])
    assert (column(table, "later in earlier") == np.eye(128)).all()


def test_mentions_of_a_long_text_are_compared_exactly():
    table = table_of([naming(f"w{i}") for i in range(400)])
    assert (column(table, "later in earlier") == np.eye(400)).all()


def test_a_mention_of_an_article_alone_is_in_no_other():
    assert not table_of([naming("ann dorrit"), naming("the")])[1, 0].any()


# Mentions and chains


def mark_heads(scores: Scores, *heads: int) -> None:
    scores.tag("entity")[:, 0] = 10
    scores.tag("entity")[list(heads), ENTITY_KINDS.index("person")] = 20


def test_a_mention_stands_around_its_head():
    # said the old harbour master of Leeds . / She left
    scores, extras = make_scores(9), make_extras()
    mark_heads(scores, 4, 7)
    half = KEYS["span_start"].end - KEYS["span_start"].start
    scores.key("span_of")[4, [0, half]] = 60
    scores.key("span_start")[1, 0] = 1
    scores.key("span_end")[6, 0] = 1
    scores.key("span_start")[8, 0] = 2  # in the next sentence: no place for the border
    scores.key("span_end")[1, 0] = 2  # before the head: neither
    found = decode_mentions(scores, extras, [(0, 7), (7, 9)])
    assert found == [WordMention(4, 1, 7), WordMention(7, 7, 8)]


@pytest.mark.parametrize(("probability", "named"), [(MENTIONED - 0.01, 0), (MENTIONED + 0.01, 1)])
def test_a_mention_is_one_if_likely_enough_of_whatever_kind(probability, named):
    scores = make_scores(1)
    share = math.log(probability / (len(ENTITY_KINDS) - 1))
    scores.tag("entity")[0, 0], scores.tag("entity")[0, 1:] = math.log(1 - probability), share
    assert len(decode_mentions(scores, make_extras(), [(0, 1)])) == named


@light
@given(SEEDS, st.integers(0, 150), st.sampled_from([1, 7, 200]))
def test_mentions_hold_their_heads_and_stay_in_their_sentence(seed, n_words, length):
    scores, extras = random_scores(seed, n_words)
    sentences = [(at, min(at + length, n_words)) for at in range(0, n_words, length)]
    found = decode_mentions(scores, extras, sentences)
    assert [mention.head for mention in found] == sorted({mention.head for mention in found})
    for head, first, last in found:
        assert 0 <= first <= head < last <= n_words
        assert first // length == (last - 1) // length


def single(*heads: int) -> list[WordMention]:
    return [WordMention(head, head, head + 1) for head in heads]


def unlinked(n_words: int):
    """Make scores in which no mention takes up another, and words that are all different."""
    extras = make_extras()
    extras["coref_none"][:] = 10
    return make_scores(n_words), extras, [f"w{i}" for i in range(n_words)]


def refers(scores: Scores, later: int, earlier: int, value: float = 30) -> None:
    link(scores, ("anaphor", later), ("antecedent", earlier), 10 * value)


def test_a_chain_follows_the_links_of_its_mentions():
    # Ann Dorrit left Leeds . The harbour master said she would sail
    scores, extras, words = unlinked(12)
    mentions = [WordMention(1, 0, 2), *single(3), WordMention(7, 5, 8), *single(9)]
    refers(scores, 7, 1)
    refers(scores, 9, 7, 11)
    (found,) = decode_chains(scores, extras, words, mentions)
    assert found.mentions == (mentions[0], mentions[2], mentions[3])
    e = math.exp
    assert found.score == pytest.approx(e(11) / (e(11) + e(10) + 2), abs=1e-3)


def test_a_mention_takes_up_the_likeliest_and_each_chain_has_its_own_score():
    scores, extras, words = unlinked(8)
    refers(scores, 4, 0, 12)
    refers(scores, 4, 2, 11)
    refers(scores, 6, 2, 12)
    first, second = decode_chains(scores, extras, words, single(0, 2, 4, 6))
    assert first.mentions == tuple(single(0, 4))
    assert second.mentions == tuple(single(2, 6))
    e = math.exp
    assert first.score == pytest.approx(e(12) / (e(12) + e(11) + e(10) + 0), abs=1e-3)
    assert second.score == pytest.approx(e(12) / (e(12) + e(10)), abs=1e-3)


def test_a_mention_that_likelier_takes_up_nothing_is_alone():
    scores, extras, words = unlinked(4)
    refers(scores, 2, 0, 9.9)
    assert decode_chains(scores, extras, words, single(0, 2)) == []
    assert decode_chains(scores, extras, words, []) == []


def test_a_mention_never_takes_up_a_later_one_or_itself():
    scores, extras, words = unlinked(4)
    refers(scores, 0, 2)
    refers(scores, 2, 2)
    assert decode_chains(scores, extras, words, single(0, 2)) == []


def test_what_mentions_have_in_common_counts():
    scores, extras, _ = unlinked(6)
    extras["coref_features"][FEATURES.index("same words")] = 20
    words = ["tema", "said", "the", "harbour", "tema", "leeds"]
    mentions = [*single(0), WordMention(3, 2, 4), *single(4, 5)]
    (found,) = decode_chains(scores, extras, words, mentions)
    assert found.mentions == tuple(single(0, 4))


@pytest.mark.parametrize(("apart", "linked"), [(FARTHEST_BACK, True), (FARTHEST_BACK + 1, False)])
def test_a_mention_takes_up_none_from_too_far_back(apart, linked):
    scores, extras, words = unlinked(apart + 1)
    refers(scores, apart, 0)
    found = decode_chains(scores, extras, words, single(*range(apart + 1)))
    assert [chain.mentions for chain in found] == [tuple(single(0, apart))] * linked


def test_one_name_all_through_a_long_text_is_one_chain():
    scores, extras, _ = unlinked(600)
    extras["coref_features"][FEATURES.index("same words")] = 20
    (found,) = decode_chains(scores, extras, ["tema"] * 600, single(*range(600)))
    assert found.mentions == tuple(single(*range(600)))


def chains_of(seed: int, n_words: int):
    scores, extras = random_scores(seed, n_words)
    rng = np.random.default_rng(seed)
    words = rng.choice(["the", "harbour", "master", "leeds", "she", "it"], n_words).tolist()
    extras["coref_none"][:] = rng.choice([0, 10, 30])
    sentences = decode_sentences(scores, borders_in(seed, n_words))
    mentions = decode_mentions(scores, extras, sentences)
    return mentions, decode_chains(scores, extras, words, mentions)


@light
@given(SEEDS, st.integers(0, 60))
def test_chains_hold_two_places_or_more_each_mention_once(seed, n_words):
    mentions, found = chains_of(seed, n_words)
    assert chains_of(seed, n_words)[1] == found
    members = [mention for chain in found for mention in chain.mentions]
    assert len(set(members)) == len(members)
    assert set(members) <= set(mentions)
    for chain in found:
        assert len({(mention.first, mention.last) for mention in chain.mentions}) >= 2
        assert 0 < chain.score <= 1


@settings(max_examples=30, deadline=None)
@given(SEEDS, st.integers(0, 60), st.integers(1, 20), st.integers(1, 10))
def test_chains_are_the_same_however_many_mentions_are_scored_at_once(seed, n_words, n, back):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chains, "FARTHEST_BACK", back)
        _, whole = chains_of(seed, n_words)
        patch.setattr(chains, "_AT_ONCE", n)
        _, cut = chains_of(seed, n_words)
    assert [chain.mentions for chain in cut] == [chain.mentions for chain in whole]
    scores = [[chain.score for chain in found] for found in (cut, whole)]
    assert scores[0] == pytest.approx(scores[1], abs=1e-4)


def places(chain) -> list[tuple[int, int]]:
    return [(mention.first, mention.last) for mention in chain.mentions]


def test_the_mentions_of_a_chain_are_in_text_order():
    # the harbour master 's harbour: a mention in a mention, its head before the other's
    scores, extras, words = unlinked(4)
    refers(scores, 2, 1)
    mentions = [WordMention(1, 1, 2), WordMention(2, 0, 3)]
    (found,) = decode_chains(scores, extras, words, mentions)
    assert places(found) == sorted(places(found))


def test_no_place_is_twice_in_a_chain():
    scores, extras, words = unlinked(6)
    refers(scores, 1, 0)
    refers(scores, 5, 0)
    mentions = [WordMention(0, 0, 2), WordMention(1, 0, 2), WordMention(5, 5, 6)]
    (found,) = decode_chains(scores, extras, words, mentions)
    assert places(found) == [(0, 2), (5, 6)]


def test_two_heads_of_one_place_are_no_chain():
    scores, extras, words = unlinked(2)
    refers(scores, 1, 0)
    assert decode_chains(scores, extras, words, [WordMention(0, 0, 2), WordMention(1, 0, 2)]) == []


# All of it, in places of the text

TOKENIZER = Tokenizer(models.WordLevel({"x": 0}, unk_token="x"))


def encoded_text(text: str) -> Encoded:
    return encode(text, words_of(text), TOKENIZER)


def test_everything_is_found_in_places_of_the_text():
    text = "Ann Dorrit said on Tuesday\n\nshe would sail."
    encoded = encoded_text(text)
    scores, extras = mark_attributions(9, source=[(0, 2)], cue=[(2, 3)], content=[(3, 5), (5, 8)])
    reach(scores, "source", 2, 0, 2)
    reach(scores, "content", 2, 3, 5)
    mark(scores, "names", (0, 2), kind=NAME_KINDS.index("person"))
    mark(scores, "times", (4, 5), kind=TIME_KINDS.index("DATE"))
    mark_heads(scores, 1, 5)
    scores.key("span_of")[1, 0] = 60
    scores.key("span_start")[0, 0] = 1
    refers(scores, 5, 1)
    scores.tag("upos")[[2, 7], UPOS.index("VERB")] = 1
    scores.tag("factbank")[:] = 5
    found = decode(text, encoded, scores, extras)

    def said(spans) -> list[str]:
        return [text[span.start : span.end] for span in spans]

    assert [(said([one.span]), one.kind) for one in found.mentions] == [(["Ann Dorrit"], "person")]
    assert [(said([one.span]), one.kind) for one in found.times] == [(["Tuesday"], "date")]
    (attribution,) = found.attributions
    assert said(attribution.source) == ["Ann Dorrit"]
    assert said([attribution.cue]) == ["said"]
    assert said(attribution.content) == ["on Tuesday"]
    assert [said(chain.mentions) for chain in found.chains] == [["Ann Dorrit", "she"]]
    assert found.words.sentences == (0,) * 5 + (1,) * 4
    assert found.words.certainties == (0, 0, 3, 0, 0, 0, 0, 3, 0)
    assert (found.words.lemmas[2], found.words.lemmas[7]) == ("say", "sail")


@light
@given(SEEDS, st.lists(st.sampled_from(["Tema", "said", "“", "she", "\n", "🙂", " "]), max_size=40))
def test_whatever_the_model_says_is_read_in_places_of_the_text(seed, parts):
    text = " ".join(parts)
    encoded = encoded_text(text)
    found = decode(text, encoded, *random_scores(seed, len(encoded.words)))
    spans = [one.span for one in (*found.mentions, *found.times)]
    spans += [span for chain in found.chains for span in chain.mentions]
    for one in found.attributions:
        spans += [*one.source, one.cue, *one.content]
    starts, ends = set(found.words.starts), set(found.words.ends)
    assert all(span.start in starts and span.end in ends for span in spans)
    assert all("\n" not in text[span.start : span.end] for span in spans)
    assert all(-3 <= value <= 3 for value in found.words.certainties)
    assert {len(column) for column in astuple(found.words)} == {len(encoded.words)}
    assert all(found.words.lemmas)


def test_commas_around_a_source_and_a_content_are_left_out():
    text = "Ann Dorrit, the mayor, said: it would sail,"
    encoded = encoded_text(text)
    n_words = len(encoded.words)
    scores, extras = mark_attributions(
        n_words, source=[(0, 6)], cue=[(6, 7)], content=[(7, n_words)]
    )
    reach(scores, "source", 6, 0, 6)
    reach(scores, "content", 6, 7, n_words)
    (attribution,) = decode(text, encoded, scores, extras).attributions
    (source,), (content,) = attribution.source, attribution.content
    assert text[source.start : source.end] == "Ann Dorrit, the mayor"
    assert text[content.start : content.end] == "it would sail"
