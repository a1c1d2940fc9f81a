"""Places of stories and journeys -> what a map draws, and the list that says the same in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.export.maps import spots_of
from onrecord.library import Halt, Placed


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A place on a map."""

    name: str
    lat: float
    lon: float
    words: str  # what a reader is told
    n: int = 1  # how often it is named
    radius_km: float | None = None  # of one that was derived
    sure: bool = True  # False: planned, possible or denied: drawn hollow


def points_of(features: Iterable[dict[str, Any]]) -> list[Point]:
    """Give the places of an article, the one that is named most first."""
    return [
        Point(
            name=spot.first["name"],
            lat=spot.lat,
            lon=spot.lon,
            words=", ".join(filter(None, (spot.first["country"], spot.first["how"]))),
            n=len(spot.features),
            radius_km=spot.first["radius_km"],
        )
        for spot in spots_of(features)
    ]


def points_of_story(found: Iterable[Placed]) -> list[Point]:
    """Give the places of a story, the one that is named most first."""
    return [
        Point(name=one.name, lat=one.lat, lon=one.lon, words=one.country or "", n=one.n)
        for one in found
    ]


def points_of_journey(halts: Iterable[Halt]) -> list[Point]:
    """Give the stops of journeys that could be placed, in their order."""
    return [
        Point(
            name=one.place,
            lat=one.lat,
            lon=one.lon,
            words=", ".join(filter(None, (one.move, one.day or one.time, one.status))),
            sure=one.status == "happened",
        )
        for one in halts
        if one.lat is not None and one.lon is not None
    ]
