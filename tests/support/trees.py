"""Sentences with a tree of any shape, and the check that a tree is one."""

from hypothesis import strategies as st

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


def assert_is_tree(words):
    """Fail where a word hangs on itself, however far, or more than one on nothing."""
    assert words.heads.count(-1) == 1
    for start in range(len(words.heads)):
        seen, word = set(), start
        while word >= 0:
            assert word not in seen
            seen.add(word)
            word = words.heads[word]
