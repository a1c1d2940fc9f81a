"""Copies: same, near, part; the index."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.gold import article_of
from onrecord.link.duplicates import CopyIndex, Sketch, compare, find_copies, sketch
from onrecord.link.shingles import shingles
from tests.support.link_stories import LINES, OTHER

FIRST_KEYS = (5993847482878363944, 4886223120635731063)


def article(name, lines, headline="Ferry stops"):
    text = "\n".join((headline, *lines))
    return article_of(name, text, ["headline", *["paragraph"] * len(lines)])


def test_the_same_words_are_the_same_under_another_headline():
    found = compare(article("a", LINES), article("b", LINES, "Islands cut off"))
    assert found.kind == "same"
    assert found.shared == (1.0, 1.0)


def test_an_edited_copy_is_near():
    edited = (LINES[0].replace("Tuesday", "Wednesday"), *LINES[1:])
    assert compare(article("a", LINES), article("b", edited)).kind == "near"


def test_a_cut_copy_is_a_part_and_says_of_which():
    found = compare(article("a", LINES), article("b", LINES[:2]))
    assert found.kind == "part"
    assert found.shared[1] == 1.0 > found.shared[0]


@pytest.mark.parametrize("lines", [OTHER, (*OTHER, LINES[3]), ("No.",), ()])
def test_another_story_is_no_copy(lines):
    assert compare(article("a", LINES), article("b", lines)) is None


def test_an_empty_article_has_no_keys_and_no_copies():
    nothing = replace(article("a", ()), text="", blocks=())
    assert sketch(nothing) == Sketch(article_id=nothing.id, keys=())
    assert CopyIndex([sketch(nothing)]).candidates(sketch(nothing)) == ()
    assert compare(nothing, nothing) is None


def test_keys_fit_into_a_signed_column_and_never_change():
    keys = sketch(article("a", LINES)).keys
    assert len(keys) == 40
    assert all(0 <= key < 2**63 for key in keys)
    # What a store has kept of earlier runs must still be found: a change here is a new ALGORITHM.
    assert keys[:2] == FIRST_KEYS


def test_the_index_proposes_copies_first_and_not_the_article_itself():
    kept = [article("a", LINES), article("b", LINES[:3]), article("c", OTHER)]
    index = CopyIndex(map(sketch, kept))
    assert index.candidates(sketch(kept[0])) == (kept[1].id,)
    assert index.candidates(sketch(article("d", LINES)))[:2] == (kept[0].id, kept[1].id)


def test_find_copies_names_each_pair_once_in_order():
    kept = [article("a", LINES), article("b", OTHER), article("c", LINES[:4])]
    assert [(x.first, x.second) for x in find_copies(kept)] == [(kept[0].id, kept[2].id)]


@given(st.permutations(range(len(LINES))), st.permutations(range(len(LINES))))
def test_the_order_of_paragraphs_and_of_the_pair_does_not_matter(first, second):
    a = article("a", [LINES[i] for i in first])
    b = article("b", [LINES[i] for i in second])
    there, back = compare(a, b), compare(b, a)
    assert there.kind in ("same", "near")
    assert there.shared == back.shared[::-1]


@given(st.lists(st.sampled_from("abc"), max_size=9).map(tuple))
def test_shingles_are_runs_of_four_words(words):
    found = shingles(words)
    assert all(len(run.split()) == min(4, len(words)) for run in found)
    assert bool(found) == bool(words)
