"""How likely it is that two articles report the same event, and the evidence for it."""

import math
import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import orjson

from onrecord.link.rarity import cosine, heaviest_shared
from onrecord.link.traces import Floats, Trace

FEATURES = (
    "matter", "opening", "paragraphs", "words", "headline", "names", "people", "strangers",
    "places", "years", "days", "numbers", "gap", "undated", "short",
)  # fmt: skip
# What is published on one day speaks of that day and year, whatever it tells of.
_OF_PRINTING = frozenset(("years", "days"))
UNLIKE = -12.0  # logit of a pair that is not worth a second look
_FAR = 0.25  # cosine of vectors: of 700 pairs of one happening two were below it
_BEST = 4  # paragraphs
_LONGEST_GAP = 5.0  # log of days, about five months
_MOST_NUMBERS = 3
_GAPS = {0: "the same day", 1: "a day apart"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryWeights:
    """How much each feature counts; `training/stories.py` fits it."""

    bias: float
    weights: Mapping[str, float]
    joins: float  # mean logit from which an article belongs to a story
    follows: float  # mean logit from which a story goes on with another


@cache
def shipped() -> StoryWeights:
    """Return the shipped weights."""
    loaded: dict[str, Any] = orjson.loads(files(__package__).joinpath("stories.json").read_bytes())
    return StoryWeights(**loaded)


def likeness(one: Trace, other: Trace, weights: StoryWeights | None = None) -> float:
    """Return the logit of the probability that two articles report the same event."""
    if is_far(one, other):
        return UNLIKE
    weights = weights or shipped()
    found = zip(FEATURES, features_of(one, other), strict=True)
    void = _OF_PRINTING if _gap(one, other) == 0 else frozenset()
    return weights.bias + sum(
        weights.weights[name] * (min(value, 0.0) if name in void else value)
        for name, value in found
    )


def is_far(one: Trace, other: Trace) -> bool:
    """Whether two articles are on topics so different that no further check is needed."""
    if not _comparable(one.vector, other.vector):
        return not one.names.keys() & other.names.keys()
    return _dot(one.vector, other.vector) < _FAR


def features_of(one: Trace, other: Trace) -> list[float]:
    """Return the evidence for and against, in the order of `FEATURES`; most are 0 to 1."""
    has_people = bool(one.people and other.people)
    gap = _gap(one, other)
    shared = len(one.numbers & other.numbers)
    headline = cosine(one.headline, other.opening) + cosine(one.opening, other.headline)
    people = _overlap(one.people.keys(), other.people.keys())
    return [
        _dot(one.vector, other.vector),
        _dot(one.opening_vector, other.opening_vector),
        _best(one.paragraphs, other.paragraphs),
        cosine(one.words, other.words),
        headline / 2,
        cosine(one.names, other.names),
        people,
        float(has_people and not people),
        _overlap(one.places.keys(), other.places.keys()),
        _agree(one.years, other.years),
        _agree(one.days, other.days),
        min(shared, _MOST_NUMBERS) / _MOST_NUMBERS,
        min(math.log1p(gap), _LONGEST_GAP) if gap is not None else 0.0,
        float(gap is None),
        1 / math.sqrt(1 + min(len(one.words), len(other.words))),
    ]


def reasons(one: Trace, other: Trace) -> tuple[str, ...]:
    """Say in words what two articles have in common, the most important first."""
    found = []
    names = heaviest_shared(one.names, other.names, most=4)
    if names:
        found.append("both name " + ", ".join(sorted(_spell(one, stem) for stem in names)))
    places = sorted(one.places[i] for i in one.places.keys() & other.places.keys())
    if places:
        found.append("both in " + ", ".join(places[:3]))
    days = sorted(one.days & other.days)
    if days:
        found.append("both speak of " + ", ".join(days[:3]))
    words = [
        stem
        for stem in heaviest_shared(one.opening, other.opening, most=8)
        if stem not in one.names and stem.isalpha()
    ]
    if words:
        found.append("both open with " + ", ".join(_spell(one, stem) for stem in words[:4]))
    numbers = sorted(one.numbers & other.numbers)
    if numbers:
        found.append("same figures: " + ", ".join(numbers[:3]))
    if _comparable(one.vector, other.vector):
        found.append(f"near in matter ({_dot(one.vector, other.vector):.2f})")
    gap = _gap(one, other)
    if gap is not None:
        found.append(f"published {_GAPS.get(gap) or f'{gap} days apart'}")
    return tuple(found)


def probability(logit: float) -> float:
    """Return the probability for a logit."""
    return 1 / (1 + math.exp(-logit))


def _spell(trace: Trace, stem: str) -> str:
    return re.sub(r"['’]s$", "", trace.spelling.get(stem, stem))


def _comparable(one: Floats | None, other: Floats | None) -> bool:
    """Whether both are there and of one width: weights may change between two readings."""
    return one is not None and other is not None and one.shape[-1] == other.shape[-1]


def _dot(one: Floats | None, other: Floats | None) -> float:
    if one is None or other is None or not _comparable(one, other):
        return 0.0
    return float(one @ other)


def _best(one: Floats | None, other: Floats | None) -> float:
    """Return how near the first paragraphs of each come to any paragraph of the other."""
    if one is None or other is None or not _comparable(one, other):
        return 0.0
    table = one @ other.T
    forth = float(np.mean(table.max(axis=1)[:_BEST]))
    return (forth + float(np.mean(table.max(axis=0)[:_BEST]))) / 2


def _overlap(one: Set[str] | Set[int], other: Set[str] | Set[int]) -> float:
    """Return the share of the smaller set that is in the other one."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _agree(one: frozenset[str], other: frozenset[str]) -> float:
    """1: they share something; −1: both have something else; 0: one says nothing."""
    if not one or not other:
        return 0.0
    return 1.0 if one & other else -1.0


def _gap(one: Trace, other: Trace) -> int | None:
    if one.published is None or other.published is None:
        return None
    return abs((one.published - other.published).days)
