"""Sources without a name -> who they may be: earlier mentions, each with how likely it is."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.reading.likeness import Naming, compared, likeness
from onrecord.reading.scores import Extras, Scores, antecedent_scores
from onrecord.reading.spans import softmax

FARTHEST_BACK = 250  # namings before a source that it may take up
_AT_ONCE = 128  # namings scored together: bounds the memory
LIKELY = 0.02  # lowest probability of one that is kept
# Words and signs in front of which a noun phrase has its head: no tree is needed to train on.
_BEHIND_HEAD = frozenset((
    ",", "(", "of", "in", "at", "on", "for", "from", "with", "by", "to", "who", "whom", "whose",
    "which", "that", "near", "close", "under", "familiar", "briefed", "—",
))  # fmt: skip

_PRONOUNS = frozenset(("he", "him", "his", "she", "her", "it", "its", "they", "them", "their"))


class WordAnaphor(NamedTuple):
    """Words [first, last) and what they may refer to, likeliest first; the rest of 1 is nobody."""

    first: int
    last: int
    antecedents: tuple[tuple[int, int, float], ...]  # words [first, last), probability


def likely_head(words: Sequence[str], first: int, last: int) -> int:
    """Return the last of words [first, last) before a comma or preposition."""
    return next((i for i in range(first + 1, last) if words[i] in _BEHIND_HEAD), last) - 1


def decode_anaphors(
    scores: Scores,
    extras: Extras,
    words: Sequence[str],
    names: Sequence[tuple[int, int]],
    sources: Sequence[tuple[int, int]],
) -> list[WordAnaphor]:
    """Say, for each source without a name, which earlier mentions mean the same.

    words: of the text, in lower case. names, sources: words [first, last). A source may refer to
    another one, too: "an officer", "he". Pronouns are looked at wherever they stand, since not
    every source is found here, but are taken up only where they are a source.
    """
    namings = {likely_head(words, *place): place for place in (*sources, *names)}
    named = {i for first, last in names for i in range(first, last)}
    asked = {i for i, place in namings.items() if named.isdisjoint(range(*place))}
    asked |= {i for i, word in enumerate(words) if word in _PRONOUNS and i not in named}
    every = sorted(asked | namings.keys())
    places = [namings.get(i, (i, i + 1)) for i in every]
    heads = np.array(every, np.int64)
    known = compared(
        [Naming(tuple(words[a:b]), words[i]) for (a, b), i in zip(places, every, strict=True)]
    )
    is_naming = np.array([i in namings for i in every])
    found = []
    for begin in range(0, len(every), _AT_ONCE):
        rows = slice(begin, min(begin + _AT_ONCE, len(every)))
        columns = slice(max(0, begin - FARTHEST_BACK), rows.stop)
        facts = likeness(known, rows, columns)
        links = antecedent_scores(scores, extras, heads[rows], heads[columns], facts)
        back = np.arange(rows.start, rows.stop)[:, None] - np.arange(columns.start, columns.stop)
        links[(back <= 0) | (back > FARTHEST_BACK) | ~is_naming[columns]] = -np.inf
        none = np.broadcast_to(extras["coref_none"], (len(links), 1))
        shares = softmax(np.concatenate((none, links), axis=1))[:, 1:]
        for row in range(rows.start, rows.stop):
            if every[row] in asked:
                of = shares[row - begin]
                likely = [
                    (float(of[k]), places[columns.start + k]) for k in np.flatnonzero(of >= LIKELY)
                ]
                ranked = tuple((*to, share) for share, to in sorted(likely, reverse=True))
                found.append(WordAnaphor(*places[row], ranked))
    return found
