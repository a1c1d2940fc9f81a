"""Words of a text by how informative they are: the rarer in news, the more."""

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import orjson

WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*")
STEM = 6  # letters kept of a word, so that "launched" and "launches" are one
_PLAIN = 2.1  # a word in more than every eighth text tells nothing
_UNSEEN = 2  # texts that a word counts as being in that no text of the table has

Weights = Mapping[str, float]


def stem_of(word: str) -> str:
    """Cut a word to roughly what its forms have in common."""
    lowered = word.casefold().replace("’", "'").removesuffix("'s")
    return lowered[:STEM]


def stems_of(text: str) -> Iterator[str]:
    """Give the stems of the words of a text, in order."""
    return (stem_of(word) for word in WORD.findall(text))


def rarity(stem: str) -> float:
    """Return the logarithm of how many times rarer than "in every text" a stem is."""
    n_texts, in_texts = _table()
    return math.log((n_texts + 1) / (in_texts.get(stem, _UNSEEN) + 1))


def weigh(counts: Mapping[str, float], *, most: int) -> dict[str, float]:
    """Weigh stems by count and rarity, keep the heaviest, and bring them to length 1."""
    weights = {
        stem: (1 + math.log(count)) * rarity(stem)
        for stem, count in counts.items()
        if len(stem) > 1 and rarity(stem) > _PLAIN
    }
    kept = sorted(weights, key=lambda stem: (-weights[stem], stem))[:most]
    length = math.sqrt(sum(weights[stem] ** 2 for stem in kept)) or 1.0
    return {stem: weights[stem] / length for stem in kept}


def cosine(one: Weights, other: Weights) -> float:
    """Return how similar two bags of weighted stems are, 0 to 1."""
    # `sum` would differ in the last digit from process to process, as the order of a set does
    return math.fsum(one[stem] * other[stem] for stem in one.keys() & other.keys())


def heaviest_shared(one: Weights, other: Weights, *, most: int) -> list[str]:
    """Return the stems that contribute most to the similarity of two bags."""
    shared = {stem: one[stem] * other[stem] for stem in one.keys() & other.keys()}
    return sorted(shared, key=lambda stem: (-shared[stem], stem))[:most]


@cache
def _table() -> tuple[int, Mapping[str, int]]:
    """How many texts were counted, and in how many of them each stem stands."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath("rarity.json").read_bytes())
    return loaded["texts"], loaded["stems"]
