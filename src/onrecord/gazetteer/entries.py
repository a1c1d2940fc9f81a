"""What a gazetteer knows of one place."""

from dataclasses import dataclass
from enum import IntEnum


class Naming(IntEnum):
    """How a name refers to a place; the lowest is the best."""

    NAME = 0  # as the gazetteer names it
    ALIAS = 1
    BARE = 2  # without its kind: "Laurel" for "Laurel County"
    SHORT = 3  # an abbreviation: "Ky."


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place of a gazetteer."""

    id: int  # GeoNames id; below 0: the gazetteer has none for it
    name: str
    lat: float
    lon: float
    feature: str  # class and code: "P/PPL"
    country: str | None  # ISO 3166-1, two letters
    admin1: str | None  # code inside its country: "KY"
    admin2: str | None  # code inside its first part
    population: int
    reach_km: float  # how far its parts lie from its point; 0 where that is not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """An entry under one of its names."""

    entry: Entry
    naming: Naming


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry with all its names, as it is written."""

    entry: Entry
    names: tuple[tuple[str, Naming], ...]  # its own name too
