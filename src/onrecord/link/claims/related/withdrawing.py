"""Which statement takes back which: one by the same speaker, the most similar of these."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from onrecord.link.claims.compared.around import Pair
from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.numbers.series import agree
from onrecord.link.claims.terms.senses import term_of
from onrecord.link.claims.terms.words import likeness

_HELD = 0.5  # of its words, those of mistakes left out, stand in what it takes back
_NEAREST = 64  # statements of one speaker that one is compared with
_OF_MISTAKES = frozenset(map(term_of, (
    "account", "accusation", "accused", "apologised", "believed", "blamed", "claim", "claimed",
    "denial", "earlier", "error", "explanation", "first", "longer", "mistake", "mistaken",
    "objection", "original", "post", "previous", "regretted", "report", "retracted", "said",
    "statement", "story", "taken", "took", "withdrew", "word", "words", "wrong",
)))  # fmt: skip
_DENIAL = term_of("denial")


def taken_back(gists: Sequence[Gist]) -> Iterator[Pair]:
    """Give who takes back, and what: indices of gists, the later first.

    gists: by `Gist.place`. Speakers take back only what they said before, also where one article
    says less about them than the other: "a military blogger", "the blogger".
    """
    said: defaultdict[str, list[int]] = defaultdict(list)
    for i, one in enumerate(gists):
        if one.speaker is None:
            continue
        if one.takes_back:
            same = [his for name, his in said.items() if is_own(name, one.speaker)]
            found = _meant(gists, i, sorted(j for his in same for j in his[-_NEAREST:]))
            if found is not None:
                yield i, found
        else:
            said[one.speaker].append(i)


def is_own(one: str | None, other: str | None) -> bool:
    """Tell whether two speakers are the same, by their names or part of a name."""
    if one is None or other is None:
        return False
    mine, its = set(one.split()), set(other.split())
    return bool(mine and its) and (mine <= its or its <= mine)


def _meant(gists: Sequence[Gist], i: int, before: Sequence[int]) -> int | None:
    """Return which of some statements one takes back."""
    one = gists[i]
    plain = [k for k, term in enumerate(one.terms) if term[0] != "@" and term not in _OF_MISTAKES]
    if not plain:  # "withdrew its denial": there is no doubt where there is one
        meant = [j for j in before if gists[j].denies or _DENIAL not in one.terms]
        return meant[0] if len(meant) == 1 else None
    held = {j: _held(one, plain, gists[j]) for j in before}
    likest = max(
        (j for j in before if held[j][0] >= _HELD), key=lambda j: (sum(held[j]), j), default=None
    )
    return likest


def _held(one: Gist, some: Sequence[int], other: Gist) -> tuple[float, float]:
    """Return how much of some terms of one, by their places, the other holds, and the reverse."""
    if not other.terms:
        return 0.0, 0.0
    terms = list(one.terms)
    table = likeness(one.senses[some], other.senses)
    same = np.array([[terms[k] == term for term in other.terms] for k in some])
    table = np.where(same, 1.0, table)
    weights = one.weights[some]
    forth = float(weights @ table.max(axis=1) / weights.sum())
    return forth, float(other.weights @ table.max(axis=0) / other.total)


def corrects(one: Gist, other: Gist) -> bool:
    """Tell whether one says that the other's number is wrong: "17 people, not 21"."""
    return any(
        mine.number.is_instead and agree(mine.number, its.number) and mine.number.low is not None
        for mine in one.numerals
        for its in other.numerals
    )
