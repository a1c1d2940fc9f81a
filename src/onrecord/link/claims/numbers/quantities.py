"""Which numbers give the same quantity: what is counted, what became of it, where and when."""

import math
import re
from collections.abc import Mapping, Set
from functools import cache

from onrecord.link.claims.numbers.counting import Counted
from onrecord.link.claims.numbers.numerals import Numeral
from onrecord.link.claims.numbers.units import LENGTHS
from onrecord.link.claims.shipped import loaded
from onrecord.link.claims.terms.words import likeness, vectors_of

_SIGNS = (
    "unit", "fate", "fate_alone", "counted", "counted_other", "counted_none", "counted_near",
    "part", "around", "near", "names", "other_names", "places", "other_places", "days",
    "other_days", "ratio", "vague", "same_article", "same_speaker", "fate_other_things",
    "unit_near", "counted_around", "precise", "proper", "other_proper",
    "fate_none", "unit_around", "soft", "soft_held", "soft_holds", "equal", "equal_soft",
    "equal_many", "own_other", "own_other_speaker", "one_sentence", "own_equal", "opens_equal",
    "opens", "unit_soft", "fate_soft", "head", "other_head",
)  # fmt: skip
# Of one article most numbers have nothing to do with each other: each sign weighs otherwise there.
FEATURES = (*_SIGNS, *(f"own {name}" for name in _SIGNS))
OTHER = -9.0  # logit of two numbers that cannot be of one quantity
_FEW = 3
_PRECISE = 100  # equal numbers from here on are hardly so by chance
_MEASURES = frozenset(LENGTHS.values())
_SHARED = 0.5  # of the words around: from here on two stretches of time may be of one thing
_LIKE = 0.6  # cosine of two words for one sort of thing
_RIVAL = 1.0  # logit at least, of a number that another one sets against the one before
_SIZE = math.log(3)  # of one quantity two rivals hardly give numbers farther apart
_YEARS = re.compile(r"(\d{4})/(\d{4})")  # a stretch of years, as a time has it
_MANY = 12  # smaller numbers are often equal by chance


def is_same(one: Counted, other: Counted, weights: Mapping[str, float] | None = None) -> bool:
    """Whether two numbers give the same quantity."""
    return logit(one, other, weights) > 0


def logit(one: Counted, other: Counted, weights: Mapping[str, float] | None = None) -> float:
    """Return the logit of the probability that two numbers give the same quantity."""
    if is_other(one, other):
        return OTHER
    weights = weights or shipped()
    found = zip(FEATURES, features_of(one, other), strict=True)
    weighed = weights["bias"] + sum(weights[name] * value for name, value in found if value)
    return max(weighed, _RIVAL) if _is_set_against(one, other) else weighed


def _is_set_against(one: Counted, other: Counted) -> bool:
    """Whether one answers the other: "the mayor counted 340 boats. The fishermen counted 200".

    Or is said to be so in its place: "17 people, not 21".
    """
    mine, its = one.number, other.number
    if one.article_id != other.article_id or None in (mine.low, its.low):
        return False
    if not (mine.continues == its.span or its.continues == mine.span):
        return False
    if mine.is_instead or its.is_instead:
        return True
    rivals = one.speaker is not None and other.speaker is not None and one.speaker != other.speaker
    return rivals and _ratio(mine, its) <= _SIZE


@cache
def shipped() -> Mapping[str, float]:
    """Return the shipped weights."""
    found: Mapping[str, float] = loaded()["figures"]
    return found


def is_other(one: Counted, other: Counted) -> bool:
    """Whether two numbers cannot give the same quantity: dead and injured, euros and people."""
    mine, its = one.number, other.number
    if mine.unit != its.unit or one.is_part_of_fate != other.is_part_of_fate:
        return True
    if _are_single(mine, its) or _are_elsewhere(one, other) or _are_of_other_years(one, other):
        return True
    if mine.low != its.low and _is_past(one) != _is_past(other):
        return True
    if mine.unit is not None:
        return mine.unit in _MEASURES and not _is_same_length(one, other)
    if mine.fate and its.fate:
        return mine.fate != its.fate
    return _are_heads_apart(one, other)


def _is_past(one: Counted) -> bool:
    """Whether a number is of what was long before, or of another happening."""
    return one.is_long_past or one.is_of_another


def _are_of_other_years(one: Counted, other: Counted) -> bool:
    """Whether two numbers are of years apart: "58 between 2010 and 2015", "11 in 2016 to 2018"."""
    mine, its = _years(one), _years(other)
    return bool(mine) and bool(its) and mine.isdisjoint(its)


def _years(one: Counted) -> set[int]:
    """Return the years of the stretches of years that stand beside a number."""
    spans = filter(None, map(_YEARS.fullmatch, one.days))
    return {year for span in spans for year in range(int(span[1]), int(span[2]) + 1)}


def _are_single(one: Numeral, other: Numeral) -> bool:
    """Whether both are one, and of nobody it is said what became of them: "one voter said"."""
    return one.low == other.low == 1 and not (one.fate or other.fate or one.unit)


def _are_elsewhere(one: Counted, other: Counted) -> bool:
    """Whether an article gives two numbers by two people for two places: no rivals."""
    own = one.article_id == other.article_id and one.number.low != other.number.low
    rivals = one.speaker != other.speaker and None not in (one.speaker, other.speaker)
    apart = bool(one.settings and other.settings) and not one.settings & other.settings
    return own and rivals and apart and not _is_set_against(one, other)


def _are_heads_apart(one: Counted, other: Counted) -> bool:
    """Whether what two numbers count is another sort of thing, though all else is alike."""
    mine, its = one.number.head, other.number.head
    if mine is None or its is None or mine == its or not one.proper & other.proper:
        return False
    return one.number.low != other.number.low and _near_terms({mine}, {its}) < _LIKE


def _is_precise(one: Numeral, other: Numeral) -> bool:
    """Whether two numbers are equal and hardly so by chance."""
    return one.low is not None and one.low >= _PRECISE and one.low == other.low


def _is_same_length(one: Counted, other: Counted) -> bool:
    """Whether two stretches of time may be of one thing: much of what stands around says so."""
    if one.number.low == other.number.low:
        return True
    most = max(len(one.terms), len(other.terms))
    return most > 0 and len(one.terms & other.terms) >= _SHARED * most


def features_of(one: Counted, other: Counted) -> list[float]:
    """Return what speaks for and against, in the order of `FEATURES`."""
    mine, its = one.number, other.number
    both = one.things & other.things
    near = _near_things(one, other)
    around = len(one.terms & other.terms) / max(1, min(len(one.terms), len(other.terms)))
    meaning = float(one.meaning @ other.meaning)
    fate = float(mine.fate is not None and mine.fate == its.fate)
    unit = float(mine.unit is not None)
    apart = float(bool(one.things and other.things) and not both)
    own = one.article_id == other.article_id
    signs = [
        unit,
        fate,
        float((mine.fate is None) != (its.fate is None)),
        float(bool(both)),
        apart * (1 - near),
        float(not one.things or not other.things),
        near,
        float(mine.is_part and mine.unit is None),
        around,
        meaning,
        *_agree(one.names, other.names),
        *_agree(one.places, other.places),
        *_agree(one.days, other.days),
        _ratio(mine, its),
        float(mine.low is None or its.low is None),
        float(own),
        float(one.speaker is not None and one.speaker == other.speaker),
        fate * apart,
        unit * meaning,
        float(bool(both)) * around,
        float(_is_precise(mine, its)),
        *_agree(one.proper, other.proper),
        fate * float(not one.things or not other.things),
        unit * around,
        *_told(one, other),
    ]
    return [*signs, *(signs if own else [0.0] * len(signs))]


def _told(one: Counted, other: Counted) -> list[float]:
    """Return how like what is said around two numbers is, and whether they are set apart."""
    mine, its = one.number, other.number
    soft, held, holds = _soft(one, other)
    equal = mine.low is not None and (mine.low, mine.high) == (its.low, its.high)
    differs = mine.low is not None and its.low is not None and mine.low != its.low
    own, opens = one.article_id == other.article_id, one.opens or other.opens
    heads = mine.head is not None and its.head is not None
    return [
        soft,
        held,
        holds,
        float(equal),
        equal * soft,
        float(equal and (mine.low or 0) > _MANY),
        float(own and differs),
        float(own and differs and one.speaker == other.speaker),
        float(own and mine.sentence == its.sentence),
        float(own and equal),
        float(own and equal and opens),
        float(opens),
        soft * float(mine.unit is not None),
        soft * float(mine.fate is not None and mine.fate == its.fate),
        float(heads and mine.head == its.head),
        float(heads and mine.head != its.head),
    ]


def _soft(one: Counted, other: Counted) -> tuple[float, float, float]:
    """Return how much of what stands around each stands around the other: mean, less, more."""
    mine, rows, weights = one.told
    its, columns, others = other.told
    if not mine or not its:
        return 0.0, 0.0, 0.0
    table = likeness(rows, columns)
    for i, term in enumerate(mine):
        for j, another in enumerate(its):
            if term == another:
                table[i, j] = 1.0
    forth = float(weights @ table.max(axis=1) / weights.sum())
    back = float(others @ table.max(axis=0) / others.sum())
    return (forth + back) / 2, min(forth, back), max(forth, back)


def _near_things(one: Counted, other: Counted) -> float:
    if not one.things or not other.things:
        return 0.0
    return _near_terms(one.things, other.things)


def _near_terms(one: Set[str], other: Set[str]) -> float:
    """Return how near the two nearest of some terms are."""
    mine, its = vectors_of(tuple(sorted(one))), vectors_of(tuple(sorted(other)))
    return max(0.0, float((mine @ its.T).max()))


def _agree(one: frozenset[str], other: frozenset[str]) -> tuple[float, float]:
    """Return whether two sets share something, and whether both have something else."""
    shared = bool(one & other)
    return float(shared), float(bool(one and other) and not shared)


def _ratio(one: Numeral, other: Numeral) -> float:
    """Return how far two numbers are from each other, 0 to 3."""
    if not one.low or not other.low:
        return 0.0
    return min(abs(math.log(one.low / other.low)), float(_FEW))
