"""Figures over time -> what a chart draws; the table above it says the same in words."""

from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.record import Point
from onrecord.serve.shown.accounts import Figure, Figures
from onrecord.serve.shown.when import in_words

# What a chart puts before a number that is no exact one; the other modifiers say that it is near.
_SIGNS = {
    "≥": ("at least", "no fewer than", "no less than"),
    "≤": ("at most", "up to", "as many as", "as much as", "no more than", "no larger than",
          "not more than"),
    ">": ("more than", "over", "well over", "above"),
    "<": ("less than", "fewer than", "under", "below"),
    "": ("only", "just", "exactly", "between"),
}  # fmt: skip
_SIGN_OF = {words: sign for sign, several in _SIGNS.items() for words in several}
_NEAR = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One figure on a chart."""

    at: float  # seconds since 1970, UTC
    low: float
    high: float  # other than `low` of a range
    sign: str  # "≥" of "at least 12", "" of an exact number and of a range
    is_rival: bool  # apart from the line: the others were given another number
    words: str  # what a reader is told: "at least 12, the harbour office, 17 September 2024"


def marks_of(figures: Figures) -> list[Mark]:
    """Give the figures with a number and a date, earliest first; [] unless there are two times.

    A number that somebody denies is none that he gives. What was published at one time is no
    course of anything: the table shows it better.
    """
    given = (one for one in figures.figures if not one.unsaid)
    found = [made for one in given if (made := _mark(one)) is not None]
    times = {one.at for one in found}
    return sorted(found, key=lambda one: one.at) if len(times) > 1 else []


def _mark(figure: Figure) -> Mark | None:
    point = figure.point
    if point.low is None or point.when is None or (at := _seconds(point.when)) is None:
        return None
    return Mark(
        at=at,
        low=point.low,
        high=point.low if point.high is None else point.high,
        sign=_sign(point),
        is_rival=point.kind == "rival",
        words=f"{figure.words}, {figure.by}, {in_words(point.when)}",
    )


def _sign(point: Point) -> str:
    is_range = point.high is not None and point.high != point.low
    if point.modifier is None or is_range:
        return ""
    return _SIGN_OF.get(point.modifier, _NEAR)


def _seconds(iso: str) -> float | None:
    """Read an instant; a day begins at midnight UTC. None for a month or a year alone."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
