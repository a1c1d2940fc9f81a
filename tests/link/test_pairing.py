"""Sentences paired, words that differ."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.pairing import edits, match, pair_sentences, sentences, tokens_of

WORDS = [
    "Roe",
    "said",
    "“No",
    "way,”",
    "12",
    "men",
    "left.",
    "It’s",
    "—",
    "over.",
    "\n",
    "A",
    "U.S.",
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)


@given(TEXTS)
def test_sentences_come_in_order_and_hold_every_word(text):
    found = sentences(text)
    ends = [(one.span.start, one.span.end) for one in found]
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    cut = [token for one in found for token in one.tokens]
    assert cut == list(tokens_of(text, 0, len(text)))


@given(TEXTS, TEXTS)
def test_what_no_edit_holds_is_the_same_in_both(before, after):
    old, new = tokens_of(before, 0, len(before)), tokens_of(after, 0, len(after))
    gone, come = set(), set()
    for edit in edits(old, new):
        gone |= set(range(edit.before.start, edit.before.end)) if edit.before else set()
        come |= set(range(edit.after.start, edit.after.end)) if edit.after else set()
    assert [x.key for x in old if x.start not in gone] == [
        x.key for x in new if x.start not in come
    ]


@given(TEXTS, TEXTS)
def test_every_sentence_of_both_is_in_one_pair(before, after):
    old, new = sentences(before), sentences(after)
    pairs = pair_sentences(old, new)
    assert sorted(x.before.span for x in pairs if x.before) == [x.span for x in old]
    assert [x.after.span for x in pairs if x.after] == [x.span for x in new]


@given(TEXTS)
def test_a_text_and_itself_have_no_edits(text):
    assert not any(one.edits for one in pair_sentences(sentences(text), sentences(text)))


def test_glyphs_of_quotation_marks_and_dashes_are_no_edit():
    old, new = sentences("“We go,” she said — twice."), sentences('"We go," she said - twice.')
    assert [one.edits for one in pair_sentences(old, new)] == [()]


def test_equal_ones_are_paired_before_alike_ones():
    assert match([["a", "b", "c"], ["a", "b"]], [["a", "b"], ["a", "b", "d"]]) == {0: 1, 1: 0}


def test_a_sentence_ends_at_its_mark_not_in_a_number():
    text = "It cost 3.5 million. Nobody paid! “Why?” she asked."
    spans = [one.span for one in sentences(text)]
    assert [text[x.start : x.end] for x in spans] == [
        "It cost 3.5 million.", "Nobody paid!", "“Why?” she asked.",
    ]  # fmt: skip
