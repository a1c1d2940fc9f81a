"""Arcs of relative clauses: what is mended, and that a tree stays one."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.relatives import with_relatives
from onrecord.record import Words

LEMMAS = ("which", "who", "that", "say", "kill", "Roe", "head", "union", "to", ",", "two")
TAGS = ("PRON", "VERB", "NOUN", "PROPN", "PUNCT", "NUM", "AUX")
RELATIONS = (
    "acl", "amod", "appos", "ccomp", "cop", "nmod", "nsubj", "obj", "obl", "parataxis", "punct",
)  # fmt: skip


@st.composite
def trees(draw):
    """Draw a sentence with a tree of any shape, one root in it."""
    n = draw(st.integers(min_value=1, max_value=14))
    order = draw(st.permutations(range(n)))
    heads = [-1] * n
    for at, word in enumerate(order[1:], start=1):
        heads[word] = order[draw(st.integers(min_value=0, max_value=at - 1))]
    return Words(
        starts=tuple(range(0, 2 * n, 2)),
        ends=tuple(range(1, 2 * n, 2)),
        tags=tuple(draw(st.sampled_from(TAGS)) for _ in range(n)),
        lemmas=tuple(draw(st.sampled_from(LEMMAS)) for _ in range(n)),
        heads=tuple(heads),
        relations=tuple("root" if h < 0 else draw(st.sampled_from(RELATIONS)) for h in heads),
        sentences=(0,) * n,
        certainties=(0.0,) * n,
    )


@given(trees())
def test_a_tree_stays_a_tree(words):
    mended = with_relatives(words)
    assert mended.heads.count(-1) == 1
    for start in range(len(mended.heads)):
        seen, word = set(), start
        while word >= 0:
            assert word not in seen
            seen.add(word)
            word = mended.heads[word]


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
