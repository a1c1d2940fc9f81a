"""Places described by others: "about 60 kilometers north of Vladivostok", "southern Russia"."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.places.sphere import BEARINGS, moved
from onrecord.record import Span

KM = {"kilo": 1.0, "km": 1.0, "mile": 1.609344, "mi": 1.609344}
FARTHEST_KM = 20_000.0
# A direction of eight leaves 22.5° on both sides, and a round number a tenth: 0.4 of the way.
OF_WAY = 0.4
NO_BEARING = 1.0  # of the way: anywhere on the circle
LEAST_KM = 5.0
SIDE, SIDE_RADIUS = 0.5, 0.6  # of the reach of an area, for a side of it
BEYOND, BEYOND_RADIUS = 1.5, 1.0  # of it, for what lies off that side
CITY_REACH_KM = 15.0  # of a place that is a point in the gazetteer
_NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "a dozen": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "a hundred": 100,
}  # fmt: skip
_DIRECTION = r"(?:north|south)?-?(?:east|west)|north|south"
_WAY = re.compile(
    rf"""(?:(?:just|about|some|around|roughly|nearly|almost|approximately|more\ than|less\ than|over
    |an\ estimated|at\ least)\ ){{0,2}}
    (?P<n>\d{{1,5}}(?:,\d{{3}})?(?:\.\d+)?|{"|".join(_NUMBERS)})[\ -]?
    (?P<unit>kilomet(?:er|re)s?|kms?|miles?|mi)\b\.?
    (?:\ \([^)]{{1,25}}\))?(?:\ (?:to\ the|due))?
    (?:\ (?P<direction>{_DIRECTION})(?:ern)?)?
    (?:\ (?:of|from|outside|away\ from))(?:\ (?:the\ )?[a-z]+(?:\ of)?){{0,3}}\ $""",
    re.VERBOSE,
)
LONGEST_WAY = 110  # characters before the name that it is told from
_SIDE = re.compile(
    rf"\b(?P<side>(?:{_DIRECTION})(?:ern)?|central|upper|lower) $|\b(?P<of>(?:{_DIRECTION})) of $",
    re.IGNORECASE,
)


class Told(NamedTuple):
    """A place described by another one."""

    span: Span  # of all its words, the name of the other at the end
    of: Span
    bearing: float | None  # degrees from north; None = not said, or the middle
    km: float | None  # None: not said
    is_beyond: bool  # "south of Gotland"; without it and without km a side of it: "southern Mali"


def told_places(text: str, spans: Sequence[Span]) -> Iterator[Told]:
    """Find the places that are described by those at spans."""
    for span in spans:
        before = text[max(0, span.start - LONGEST_WAY) : span.start]
        way = next(_ways(before), None)
        if way is not None:
            start = span.start - len(before) + way.start()
            bearing = _bearing(way["direction"])
            yield Told(Span(start=start, end=span.end), span, bearing, _km(way), is_beyond=True)
            continue
        side = _SIDE.search(before)
        if side:
            start = span.start - len(before) + side.start()
            words = side["side"] or side["of"]
            whole = Span(start=start, end=span.end)
            yield Told(whole, span, _bearing(words), None, is_beyond=bool(side["of"]))


def point_of(
    told: Told, point: tuple[float, float], reach_km: float
) -> tuple[tuple[float, float], float]:
    """Return where a described place is, and within how many km.

    point, reach_km: of the place that describes it.
    """
    if told.km is None:
        reach = reach_km or CITY_REACH_KM
        radius = max(LEAST_KM, reach * (BEYOND_RADIUS if told.is_beyond else SIDE_RADIUS))
        if told.bearing is None:
            return point, radius
        way = reach * (BEYOND if told.is_beyond else SIDE)
        return moved(point, told.bearing, way), radius
    if told.bearing is None:
        return point, max(LEAST_KM, NO_BEARING * told.km)
    return moved(point, told.bearing, told.km), max(LEAST_KM, OF_WAY * told.km)


def _ways(before: str) -> Iterator[re.Match[str]]:
    """Match a way that ends where a name begins, tried from each word that may open it."""
    for found in re.finditer(r"\b[a-z\d]", before, re.IGNORECASE):
        match = _WAY.match(before, found.start())
        if match:
            yield match


def _km(way: re.Match[str]) -> float:
    n = way["n"]
    value = float(_NUMBERS[n]) if n in _NUMBERS else float(n.replace(",", ""))
    factor = next(one for unit, one in KM.items() if way["unit"].startswith(unit))
    return min(FARTHEST_KM, value * factor)


def _bearing(words: str | None) -> float | None:
    if not words:
        return None
    plain = words.lower().replace("-", "")
    return BEARINGS.get(plain.removesuffix("ern"))
