"""Arcs of relative clauses: what is mended, and that a tree stays one."""

from hypothesis import given

from onrecord.reading.relatives import with_relatives
from onrecord.record import Words
from tests.support.trees import assert_is_tree, trees


@given(trees())
def test_a_tree_stays_a_tree(words):
    assert_is_tree(with_relatives(words))


def test_which_is_the_object_of_a_clause_that_has_a_subject():
    words = Words(
        starts=(0, 2, 4, 6),
        ends=(1, 3, 5, 7),
        tags=("NOUN", "PRON", "PROPN", "VERB"),
        lemmas=("law", "which", "Roe", "support"),
        heads=(-1, 0, 3, 0),
        relations=("root", "acl", "nsubj", "acl"),
        sentences=(0,) * 4,
        certainties=(0.0,) * 4,
    )
    mended = with_relatives(words)
    assert (mended.heads[1], mended.relations[1]) == (3, "obj")


def test_the_pronoun_is_the_subject_of_a_verb_that_has_none():
    lemmas = ("fire", "which", "official", "say", "kill", "two")
    words = Words(
        starts=tuple(range(0, 12, 2)),
        ends=tuple(range(1, 13, 2)),
        tags=("NOUN", "PRON", "NOUN", "VERB", "VERB", "NUM"),
        lemmas=lemmas,
        heads=(-1, 4, 3, 0, 3, 4),
        relations=("root", "obj", "nsubj", "acl", "ccomp", "obj"),
        sentences=(0,) * 6,
        certainties=(0.0,) * 6,
    )
    mended = with_relatives(words)
    assert (mended.heads[1], mended.relations[1]) == (4, "nsubj")
    assert (mended.heads[4], mended.relations[4]) == (0, "acl")
    assert (mended.heads[3], mended.relations[3]) == (4, "parataxis")


def test_who_does_it_is_no_object_and_what_is_behind_the_verb_is():
    words = Words(
        starts=tuple(range(0, 8, 2)),
        ends=tuple(range(1, 9, 2)),
        tags=("NOUN", "PRON", "VERB", "NOUN"),
        lemmas=("clerk", "who", "steal", "money"),
        heads=(-1, 2, 0, 0),
        relations=("root", "obj", "acl", "nmod"),
        sentences=(0,) * 4,
        certainties=(0.0,) * 4,
    )
    mended = with_relatives(words)
    assert (mended.heads[1], mended.relations[1]) == (2, "nsubj")
    assert (mended.heads[3], mended.relations[3]) == (2, "obj")
