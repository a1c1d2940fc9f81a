"""Which kind of PLOVER an event is, or that it is a move, weighed from the model and its word.

PLV, which the model learnt from, has older names. YIELD is now CONCEDE where it is only said or
allowed, and RETREAT where something is given back, left or let go; ACCUSE is DISAPPROVE, or
INVESTIGATE where somebody looks into it; REQUEST is DEMAND. The others kept their names.

The weights are fitted by `training/events.py` and lie in `lexicon/likely_kinds.json`. What the
model says about both sides together adds nothing to what it says about the word, so it was left
out. Evidence for a kind has one weight for all kinds. The words of an event have a weight for each
kind: its own word, what the model says about the other kinds, who takes part, the words around it.
Rare words are covered by their meaning: their vectors are used when the weights are fitted, and the
weights contain the result.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple, cast, get_args

import numpy as np
import numpy.typing as npt
import orjson

from onrecord.reading.deeds import LEAST_NAMED
from onrecord.reading.events.journeys import Leg, move_of, moving_phrase
from onrecord.reading.events.lexicon import kinds_of_words, words_by_class
from onrecord.reading.events.sides import sides_of
from onrecord.reading.events.told import ToldStory
from onrecord.reading.events.triggers import (
    Trigger,
    is_journey,
    is_noun,
    lemma_of_phrase,
)
from onrecord.reading.labels import DEEDS
from onrecord.reading.once import once
from onrecord.reading.statements.evidence import odds
from onrecord.record import Because, EventKind, Span

Floats = npt.NDArray[np.float64]

MOVE = "MOVE"
OPTIONS: tuple[str, ...] = (*(k for k in get_args(EventKind) if k != "INVESTIGATE"), MOVE)
"""What an event may be. INVESTIGATE is told from DISAPPROVE by the word alone."""

_OLD_NAMES = {
    "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "CONCEDE": "YIELD", "RETREAT": "YIELD",
}  # fmt: skip
_LEAST = 1e-3  # of a probability, so that nothing is ruled out

_WORDS = frozenset(("NOUN", "VERB", "ADJ", "PROPN"))
MEANS = "means "  # begins what is known of a word by those that mean the like
_NEAR = 12  # words from an event to those around it that say what it is about
# Of what speaks for it by others than its own word, and by the model's view of other kinds: as if
# fitted with a larger prior.
_LESS, _LEAST_OF_ALL = 0.5, 0.3


class Evidence(NamedTuple):
    """The evidence for each kind of an event, by name."""

    of: dict[str, dict[str, float]]  # for each of OPTIONS
    around: dict[str, float]  # of the event, for whichever of them


class Likely(NamedTuple):
    """The likeliest kind of an event."""

    kind: EventKind | None
    goes: bool  # it is a move
    share: float  # probability
    why: Because | None


def kind_of(story: ToldStory, trigger: Trigger, legs: Iterable[Leg]) -> Likely:
    """Return what an event most likely is, and why.

    legs: the places it moves between. Neither kind nor move: its word has no entry in the lexicon,
    and the model hardly sees that it names anything.
    """
    deed, known = trigger.deed, _by_word(story, trigger.word)
    goes = move_of(story, trigger.word) is not None
    if not known and not goes and (deed is None or deed.named < LEAST_NAMED):
        return Likely(None, False, 0.0, None)
    shares = probabilities(kinds_evidence(story, trigger, legs))
    best = max(shares, key=lambda option: shares[option])
    if best == MOVE:
        return Likely(None, True, shares[best], None)
    lemma = lemma_of_phrase(story, trigger.word)
    kind = _part(best, known)
    how = f"word '{lemma}'" if kind in known else f"model, '{lemma}'"
    return Likely(
        kind, False, shares[best], Because(field="kind", how=how, score=round(shares[best], 3))
    )


def _by_word(story: ToldStory, word: int) -> tuple[str, ...]:
    lemma = lemma_of_phrase(story, word)
    return kinds_of_words(nouns=is_noun(story, word)).get(lemma, ())


def _part(option: str, known: tuple[str, ...]) -> EventKind:
    """Return the part of DISAPPROVE that a word names."""
    looks = option == "DISAPPROVE" and "INVESTIGATE" in known and option not in known
    return cast(EventKind, "INVESTIGATE" if looks else option)


def kinds_evidence(story: ToldStory, trigger: Trigger, legs: Iterable[Leg]) -> Evidence:
    """Return the evidence for each of OPTIONS."""
    known = _by_word(story, trigger.word)
    around = _of_trigger(story, trigger, known, has_legs=any(legs)) | around_of(story, trigger.word)
    return Evidence(_of_options(story, trigger, known, legs), around)


@once
def around_of(story: ToldStory, word: int) -> dict[str, float]:
    """Return who takes part in an event, by their words, and the words around it."""
    return _of_sides(story, word) | _of_words(story, word)


def _of_options(
    story: ToldStory, trigger: Trigger, known: tuple[str, ...], legs: Iterable[Leg]
) -> dict[str, dict[str, float]]:
    word, deed = trigger.word, trigger.deed
    found: dict[str, dict[str, float]] = {option: {f"kind {option}": 1.0} for option in OPTIONS}
    of_word = "noun" if is_noun(story, word) else "verb"
    for kind in known:
        option = "DISAPPROVE" if kind == "INVESTIGATE" else kind
        found[option][of_word] = len(known) ** -0.5
    if deed is not None:
        chances = dict(zip(DEEDS, deed.kinds, strict=True))
        for option in OPTIONS[:-1]:
            found[option]["model"] = log(chances[_OLD_NAMES.get(option, option)] + _LEAST)
        found[MOVE]["named"] = odds(deed.named)
    found[MOVE] |= {
        f"move {of_word}": float(move_of(story, word) is not None),
        "journey": float(is_journey(story, word)),
        "legs": float(any(legs)),
        "only a move": float(moving_phrase(story, word) in words_by_class("moves") and not known),
    }
    return found


def _of_trigger(
    story: ToldStory, trigger: Trigger, known: tuple[str, ...], *, has_legs: bool
) -> dict[str, float]:
    """Return what the model, the lexicon and its own word say of an event."""
    word, deed = trigger.word, trigger.deed
    sort = "noun" if is_noun(story, word) else "verb"
    move = move_of(story, word)
    found = {
        "any": 1.0,
        sort: 1.0,
        f"word {sort} {lemma_of_phrase(story, word)}": 1.0,
        f"word {story.lemmas[word]}": 1.0,
        f"{MEANS}{sort} {lemma_of_phrase(story, word)}": 1.0,
        f"a {sort} in no list": float(not known),
        f"moves {move} as {sort}": float(move is not None),
        "journey": float(is_journey(story, word)),
        "legs": float(has_legs),
    }
    for kind in known:
        found[f"in the list of {kind}"] = found[f"{sort} of {kind}"] = len(known) ** -0.5
    if deed is not None:
        found["named"] = odds(deed.named)
        for kind, chance in zip(DEEDS, deed.kinds, strict=True):
            found[f"model {kind}"] = _LEAST_OF_ALL * log(chance + _LEAST)
    return {name: value for name, value in found.items() if value}


def _of_sides(story: ToldStory, word: int) -> dict[str, float]:
    """Return what is known of who takes part: police arrest, and a state expels."""
    found: dict[str, float] = {}
    for role, side in sides_of(story, word)._asdict().items():
        actor = story.actor_of(side) if side is not None else None
        names = [] if side is None else [story.lemmas[side]]
        if actor is not None:
            names += [actor.kind, *(_head_lemma(story, one) for one in actor.roles)]
        if actor is not None and actor.kind == "organisation":
            names += actor.name.lower().split()
        if side in story.places:
            names.append("a place")
        found |= {f"{role} {name}": _LESS for name in names or ["nobody"]}
    return found


def _head_lemma(story: ToldStory, span: Span) -> str:
    head = story.head_in(span)
    return story.lemmas[head] if head is not None else ""


def _of_words(story: ToldStory, word: int) -> dict[str, float]:
    """Return the words that hang on an event, and those around it."""
    parsed = story.parsed
    told = {i for i in parsed.sentence_of(word) if i != word and parsed.tags[i] in _WORDS}
    near = [i for i in told if abs(i - word) < _NEAR]
    found = {f"near {story.lemmas[i]}": _LESS for i in near}
    return found | {f"with {story.lemmas[i]}": _LESS for i in told & {*parsed.children(word)}}


def probabilities(evidence: Evidence) -> dict[str, float]:
    """Return how likely each option is; they add up to 1."""
    known = weights()
    apart = [
        sum(known.of.get(name, 0.0) * value for name, value in evidence.of[option].items())
        for option in OPTIONS
    ]
    around = {known.rows[name]: v for name, v in evidence.around.items() if name in known.rows}
    rows, values = np.array([*around], np.intp), np.array([*around.values()], np.float64)
    each = known.around[rows] * values[:, None]
    sums = [a + b for a, b in zip(apart, each.sum(axis=0).tolist(), strict=True)]
    highest = max(sums)
    powers = [exp(value - highest) for value in sums]
    total = sum(powers)
    return {option: power / total for option, power in zip(OPTIONS, powers, strict=True)}


class Weights(NamedTuple):
    """The weight of each piece of evidence; more speaks for a kind."""

    of: dict[str, float]  # the same for each kind
    rows: dict[str, int]  # of `around`, by name
    around: Floats  # (names, OPTIONS)


@cache
def weights() -> Weights:
    """Return the weight of each piece of evidence."""
    table = orjson.loads(files(__package__).joinpath("lexicon/likely_kinds.json").read_bytes())
    each = [[of.get(option, 0.0) for option in OPTIONS] for of in table["around"].values()]
    rows = {name: row for row, name in enumerate(table["around"])}
    return Weights(table["of"], rows, np.array(each))
