"""How similar in meaning two words are, by a table that `training/word_vectors.py` makes."""

from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_UNLIKE = 0.4  # cosine of words: less is another meaning
_MANY = 1 << 15  # words kept in memory
_ENDINGS = ("'s", "s", "es", "ed", "d", "ing", "ly")


class Table(NamedTuple):
    """Words and their vectors."""

    rows: dict[str, int]
    vectors: Floats  # (words + 1, width), of length 1; the last is 0, of what is no word of it


@cache
def table() -> Table:
    """Return the table of the package."""
    content = files(__package__).joinpath("words.npz").read_bytes()
    with np.load(BytesIO(content), allow_pickle=False) as arrays:
        words = str(arrays["words"]).split("\n")
        vectors = arrays["vectors"].astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    nothing = np.zeros((1, vectors.shape[1]), np.float32)
    return Table({word: i for i, word in enumerate(words)}, np.vstack((vectors, nothing)))


@lru_cache(maxsize=_MANY)
def row_of(word: str) -> int:
    """Return a word's row in the table, as it is or without an ending; -1: none."""
    rows = table().rows
    if word in rows:
        return rows[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and word.removesuffix(ending) in rows:
            return rows[word.removesuffix(ending)]
    return -1


def vectors_of(words: tuple[str, ...]) -> Floats:
    """Return the vectors of words: (words, width), 0 for one that is not in the table."""
    found: Floats = table().vectors[np.array([row_of(word) for word in words], np.intp)]
    return found


def of_length_one(total: Floats) -> Floats:
    """Return a vector with length 1; 0 stays 0."""
    return np.asarray(total / (float(np.sqrt(total @ total)) or 1.0), np.float32)


def likeness(one: Floats, other: Floats) -> Floats:
    """Return how similar words are by their vectors: (words, others), 0 to 1."""
    return scaled(one @ other.T)


def scaled(cosines: Floats) -> Floats:
    """Return how similar words are by the cosines of their vectors, 0 to 1."""
    found: Floats = (cosines - _UNLIKE) / (1 - _UNLIKE)
    return np.minimum(np.maximum(found, 0.0), 1.0)
