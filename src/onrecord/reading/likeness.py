"""What two mentions visibly have in common: evidence for coreference beside the model's."""

from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Codes = npt.NDArray[np.uint8]
FEATURES = (
    "same words", "same head", "head of the later in the earlier", "later in earlier",
    "earlier in later", "same pronoun", "both pronouns", "later is a pronoun",
)  # fmt: skip
_PRONOUNS = """
    i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his
    himself she her hers herself it its itself they them their theirs themselves themself this that
    these those who whom whose which one
"""
PRONOUNS = frozenset(_PRONOUNS.split())
_ARTICLES = frozenset(("the", "a", "an"))


class Naming(NamedTuple):
    """A mention as it is compared: its words and its head, in lower case."""

    words: tuple[str, ...]
    head: str


class Compared(NamedTuple):
    """Mentions of a text, ready to be compared; a row each."""

    strings: Ints  # number of the words without articles: equal for equal words
    heads: Ints  # number of the head word
    is_pronoun: Bools
    words: tuple[tuple[int, ...], ...]  # numbers of the words without articles


def compared(namings: Sequence[Naming]) -> Compared:
    """Prepare mentions for comparison."""
    numbers: dict[str, int] = {}
    strings: dict[tuple[str, ...], int] = {}
    plain = [tuple(word for word in naming.words if word not in _ARTICLES) for naming in namings]
    return Compared(
        np.array([strings.setdefault(words, len(strings)) for words in plain], np.int64),
        np.array([numbers.setdefault(n.head, len(numbers)) for n in namings], np.int64),
        np.array([len(n.words) == 1 and n.head in PRONOUNS for n in namings], bool),
        tuple(tuple([numbers.setdefault(w, len(numbers)) for w in words]) for words in plain),
    )


def likeness(mentions: Compared, later: slice, earlier: slice) -> Codes:
    """Compare mentions with earlier ones: (later, earlier), what they have in common.

    Bit k of a code is FEATURES[k]. Words are compared without articles; a mention is in another if
    all its words are.
    """
    a, b = _rows(mentions, later), _rows(mentions, earlier)
    flat = [np.array(list(chain.from_iterable(bags.words)), np.int64) for bags in (a, b)]
    every = np.unique(np.concatenate((*flat, a.heads)))
    of_a, of_b = (
        _incidence(bags.words, np.searchsorted(every, words), len(every))
        for bags, words in zip((a, b), flat, strict=True)
    )
    common = of_a @ of_b.T  # number of words that both have
    n_a, n_b = of_a.sum(axis=1)[:, None], of_b.sum(axis=1)[None, :]
    holds_head = of_b[:, np.searchsorted(every, a.heads)].T > 0
    same = a.strings[:, None] == b.strings[None, :]
    mine, theirs = a.is_pronoun[:, None], b.is_pronoun[None, :]
    nouns = ~mine & ~theirs
    features = (
        same & nouns,
        (a.heads[:, None] == b.heads[None, :]) & nouns,
        holds_head & nouns,
        (common == n_a) & (n_a > 0) & nouns,
        (common == n_b) & (n_b > 0) & nouns,
        same & mine & theirs,
        mine & theirs,
        mine & ~theirs,
    )
    codes = np.zeros(same.shape, np.uint8)
    for k, feature in enumerate(features):  # quicker than `np.packbits`
        codes |= feature.astype(np.uint8) << np.uint8(k)
    return codes


def facts_of(codes: Codes) -> Floats:
    """Return the features of codes of `likeness`: (..., FEATURES), 0 or 1."""
    return np.unpackbits(codes[..., None], axis=-1, bitorder="little").astype(np.float32)


def _incidence(bags: Sequence[tuple[int, ...]], columns: Ints, n_columns: int) -> Floats:
    """Return which bag holds which number; columns: those of all bags behind each other."""
    out = np.zeros((len(bags), n_columns), np.float32)
    out[np.repeat(np.arange(len(bags)), [len(bag) for bag in bags]), columns] = 1
    return out


def _rows(mentions: Compared, part: slice) -> Compared:
    return Compared(
        mentions.strings[part],
        mentions.heads[part],
        mentions.is_pronoun[part],
        mentions.words[part],
    )
