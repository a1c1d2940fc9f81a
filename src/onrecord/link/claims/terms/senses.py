"""Words and what they stand for: forms of a word and words of one sense are one term."""

import math
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import orjson

from onrecord.link.rarity import rarity, stem_of

WORD = re.compile(r"[^\W_]+(?:[.,'’-][^\W_]+)*|[,;:–—]")
_MANY = 1 << 15  # words kept in memory
_FLOOR = 1.0  # what the plainest word counts that says something
_SHORTEST = 3  # letters that an ending leaves
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))


class Lexicon(NamedTuple):
    """Words as data."""

    senses: Mapping[str, str]  # a form -> its sense
    opposites: Mapping[str, frozenset[str]]
    fates: Mapping[str, str]  # what happens to people and is counted, and how it is put
    persons: frozenset[str]
    negators: frozenset[str]
    untrue: frozenset[str]  # more words for what is not so
    ahead: frozenset[str]  # what is not yet so
    plain: frozenset[str]  # words that say nothing by themselves


@cache
def lexicon() -> Lexicon:
    """Return the lexicon of the package."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath("senses.json").read_bytes())
    senses: dict[str, str] = {}
    for sense, forms in loaded["senses"].items():
        for form in forms:
            senses.setdefault(form, sense)
    sets = (frozenset(loaded[name]) for name in Lexicon._fields[3:])
    opposites: dict[str, set[str]] = {}
    for one, other in loaded["opposites"]:
        opposites.setdefault(one, set()).add(other)
        opposites.setdefault(other, set()).add(one)
    against = {term: frozenset(them) for term, them in opposites.items()}
    return Lexicon(senses, against, loaded["fates"], *sets)


@lru_cache(maxsize=_MANY)
def term_of(word: str) -> str:
    """Return what a word stands for: its sense, or else the word without its ending.

    word: in lower case, with straight apostrophes.
    """
    senses = lexicon().senses
    if word in senses:
        return senses[word]
    word = word.removesuffix("'s")
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST and word[-2:] != "ss":
            bare = word[: -len(ending)] + instead
            if len(bare) > _SHORTEST and bare[-1] == bare[-2] and bare[-1] not in "lse":
                bare = bare[:-1]
            return senses.get(bare, senses.get(bare + "e", bare.removesuffix("e")))
    return word.removesuffix("e") if len(word) > _SHORTEST + 1 else word


@lru_cache(maxsize=_MANY)
def weight_of(word: str) -> float:
    """Return how informative a word is: the rarer, the more."""
    return max(_FLOOR, math.sqrt(max(rarity(stem_of(word)), 0.0)))


@lru_cache(maxsize=_MANY)
def folded(word: str) -> str:
    """Bring a word into the form used in the lexicon."""
    return word.casefold().replace("’", "'")
