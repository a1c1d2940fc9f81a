"""The words of a text as the rules look at them. Sentences of our own, words built by hand."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.statements import parsed as parsed_module
from onrecord.reading.statements.parsed import Parsed
from onrecord.record import Words
from tests.support.built_words import built

light = settings(max_examples=200, deadline=None)


def parsed_of(forms, sentences):
    """Read words that stand one space apart."""
    starts = [sum(len(form) + 1 for form in forms[:k]) for k in range(len(forms))]
    n = len(forms)
    return Parsed(
        " ".join(forms),
        Words(
            starts=tuple(starts),
            ends=tuple(start + len(form) for start, form in zip(starts, forms, strict=True)),
            tags=("NOUN",) * n,
            lemmas=tuple(forms),
            heads=(-1,) * n,
            relations=("root",) * n,
            sentences=tuple(sentences),
            certainties=(0.0,) * n,
        ),
    )


def test_a_full_stop_that_a_reader_missed_ends_a_sentence():
    parsed = parsed_of(
        ["it", "burned", ".", "He", "left", ".", "Gen", ".", "Roe", "stayed", "."], [0] * 11
    )
    assert [parsed.sentence_of(i) for i in (0, 3, 6, 9)] == [
        range(3), range(3, 6), range(6, 11), range(6, 11)
    ]  # fmt: skip


words = st.lists(
    st.tuples(st.sampled_from(["it", "He", ".", "“", "Gen", "burned"]), st.integers(0, 1)),
    min_size=1,
    max_size=12,
)


@light
@given(words)
def test_sentences_are_only_ever_parted_and_stay_in_order(both):
    numbers, n = [], 0
    for _, new in both:
        n += new
        numbers.append(n)
    parsed = parsed_of([form for form, _ in both], numbers)
    for (mine, theirs), (before, others) in pairwise(zip(parsed.sentences, numbers, strict=True)):
        assert before - mine >= others - theirs
        assert others == theirs or before > mine


def runs_of(numbers):
    """Give the half-open ranges of equal numbers."""
    edges = [0, *(i for i in range(1, len(numbers)) if numbers[i] != numbers[i - 1]), len(numbers)]
    return list(pairwise(edges))


@light
@given(st.lists(st.integers(1, 60), min_size=1, max_size=60))
def test_a_text_without_line_ends_is_cut_into_paragraphs_where_sentences_end(lengths):
    sentences = [number for number, n in enumerate(lengths) for _ in range(n)]
    parsed = parsed_of(["word"] * len(sentences), sentences)
    if len(sentences) <= parsed_module._LONGEST_LINE:
        assert set(parsed.lines) == {0}
        return
    lines = runs_of(parsed.lines)
    assert [parsed.lines[first] for first, _ in lines] == list(range(len(lines)))
    starts = {first for first, _ in runs_of(sentences)}
    assert all(first in starts for first, _ in lines)
    most = parsed_module._PARAGRAPH + max(lengths)
    assert all(parsed_module._PARAGRAPH <= last - first <= most for first, last in lines[:-1])
    assert all(parsed.line_of(i) == range(*line) for line in lines for i in range(*line))


def test_refused_is_a_verb_whatever_a_reader_takes_it_for():
    n = 3
    parsed = Parsed(
        "has refused to",
        Words(
            starts=(0, 4, 12),
            ends=(3, 11, 14),
            tags=("AUX", "PART", "PART"),
            lemmas=("have", "refuse", "to"),
            heads=(-1, 0, 1),
            relations=("root", "advmod", "mark"),
            sentences=(0,) * n,
            certainties=(0.0,) * n,
        ),
    )
    assert parsed.tags == ("AUX", "VERB", "PART")


def test_what_has_an_article_and_no_subject_is_a_noun_whatever_a_reader_takes_it_for():
    parsed = built(
        "said/VERB/root in/ADP/case/4 a/DET/det/4 written/ADJ/amod/4 message/VERB/advcl/0"
        " ./PUNCT a/DET/det/8 video/NOUN/nsubj/8 shows/VERB/root"
    )
    assert [parsed.tags[i] for i in (0, 4, 8)] == ["VERB", "NOUN", "VERB"]
