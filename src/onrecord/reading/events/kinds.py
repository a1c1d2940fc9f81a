"""Which kind of PLOVER an event is, or that it is a move: by the model and by its word, weighed.

PLV, which the model learnt from, has older names. YIELD is now CONCEDE where it is only said or
allowed, and RETREAT where something is given back, left or let go; ACCUSE is DISAPPROVE, or
INVESTIGATE where somebody looks into it; REQUEST is DEMAND. The others kept their names.

The weights are fitted by `training/events.py` and lie in `lexicon/likely_kinds.json`. What the
model says of both sides together adds nothing to what it says of the word: it was left out.
"""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import exp, log
from typing import NamedTuple, cast, get_args

import orjson

from onrecord.reading.deeds import LEAST_NAMED
from onrecord.reading.events.journeys import Leg, move_of
from onrecord.reading.events.lexicon import kinds_of_words, words_by_class
from onrecord.reading.events.told import ToldStory
from onrecord.reading.events.triggers import (
    Trigger,
    is_journey,
    is_noun,
    lemma_of_phrase,
)
from onrecord.reading.labels import DEEDS
from onrecord.reading.statements.evidence import odds
from onrecord.record import Because, EventKind

MOVE = "MOVE"
OPTIONS: tuple[str, ...] = (*(k for k in get_args(EventKind) if k != "INVESTIGATE"), MOVE)
"""What an event may be. INVESTIGATE is told from DISAPPROVE by the word alone."""

_OLD_NAMES = {
    "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST", "CONCEDE": "YIELD", "RETREAT": "YIELD",
}  # fmt: skip
_LEAST = 1e-3  # of a probability, so that nothing is ruled out

Evidence = dict[str, dict[str, float]]  # of each of OPTIONS, by name


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
    goes = move_of(story.lemmas[trigger.word]) is not None
    if not known and not goes and (deed is None or deed.named < LEAST_NAMED):
        return Likely(None, False, 0.0, None)
    shares = probabilities(kinds_evidence(story, trigger, legs))
    best = max(shares, key=lambda option: shares[option])
    if best == MOVE:
        return Likely(None, True, shares[best], None)
    lemma = lemma_of_phrase(story, trigger.word)
    kind = _part(best, known)
    how = f"word '{lemma}'" if kind in known else f"model, '{lemma}'"
    return Likely(kind, False, shares[best], Because(field="kind", how=how, score=shares[best]))


def _by_word(story: ToldStory, word: int) -> tuple[str, ...]:
    lemma = lemma_of_phrase(story, word)
    return kinds_of_words(nouns=is_noun(story, word)).get(lemma, ())


def _part(option: str, known: tuple[str, ...]) -> EventKind:
    """Return the part of DISAPPROVE that a word names."""
    looks = option == "DISAPPROVE" and "INVESTIGATE" in known and option not in known
    return cast(EventKind, "INVESTIGATE" if looks else option)


def kinds_evidence(story: ToldStory, trigger: Trigger, legs: Iterable[Leg]) -> Evidence:
    """Return what speaks for each of OPTIONS."""
    word, deed = trigger.word, trigger.deed
    found: Evidence = {option: {f"kind {option}": 1.0} for option in OPTIONS}
    known = _by_word(story, word)
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
        f"move {of_word}": float(move_of(story.lemmas[word]) is not None),
        "journey": float(is_journey(story, word)),
        "legs": float(any(legs)),
        "only a move": float(story.lemmas[word] in words_by_class("moves") and not known),
    }
    return found


def probabilities(evidence: Evidence) -> dict[str, float]:
    """Return how likely each option is; together they make 1."""
    known = weights()
    sums = {
        option: sum(known.get(name, 0.0) * value for name, value in found.items())
        for option, found in evidence.items()
    }
    highest = max(sums.values())
    powers = {option: exp(value - highest) for option, value in sums.items()}
    total = sum(powers.values())
    return {option: power / total for option, power in powers.items()}


@cache
def weights() -> dict[str, float]:
    """Return what each piece of evidence weighs; more speaks for a kind."""
    table: dict[str, float] = orjson.loads(
        files(__package__).joinpath("lexicon/likely_kinds.json").read_bytes()
    )
    return table
