"""The evidence for each candidate of each name, as numbers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onrecord.gazetteer.entries import Named, Naming
from onrecord.reading.places.names import Name
from onrecord.reading.places.outlets import Outlet
from onrecord.reading.places.sphere import EARTH_KM, Array, units_of

NEAR_KM, SAME_KM = 200.0, 50.0
CONTEXT_NAMES = 60  # that the others are weighed against; the ones named most
CONTEXT_CANDIDATES = 5  # of each of them, the likeliest
CHUNK = 1_000  # candidates weighed at once: bounds the memory, for 10,000 names too
FEATURES = (
    "population", "most_populous", "less_populous",
    "name", "alias", "bare", "short", "same_words",
    "country", "first_part", "second_part", "capital", "city", "region",
    "county_said", "city_said", "region_said", "part_said", "part_not_said",
    "with_country", "with_first_part", "with_second_part", "same_place", "near",
    "many_country", "many_first_part", "many_second_part", "many_same", "many_near",
    "first_same", "first_part_of_first", "first_country",
    "outlet_same", "outlet_near", "outlet_country", "host_names_it", "people_named",
    "large_country", "large_part", "only",
)  # fmt: skip
_SAME, _NEAR = (float(np.cos(km / EARTH_KM)) for km in (SAME_KM, NEAR_KM))


class Candidates(NamedTuple):
    """All candidates of all names, side by side."""

    entries: list[Named]
    of: Array  # (n,) int, the number of the name
    units: Array  # (n, 3)
    countries: Array  # (n,) int; -1 = none
    parts: Array
    second_parts: Array
    is_large: Array  # (n,) bool: a country or a first part, whose point says little


class Around(NamedTuple):
    """What is known about a story besides its names."""

    outlet: Outlet
    peoples: dict[str, int]  # country -> how often its people are named


def candidates_of(names: Sequence[Name]) -> Candidates:
    """Put the candidates of names side by side."""
    entries = [one for name in names for one in name.candidates]
    of = np.array([i for i, name in enumerate(names) for _ in name.candidates], np.int64)
    codes: dict[tuple[str | None, ...], int] = {}

    def code(*parts: str | None) -> int:
        return -1 if None in parts else codes.setdefault(parts, len(codes))

    found = [one.entry for one in entries]
    lats = np.array([one.lat for one in found])
    lons = np.array([one.lon for one in found])
    return Candidates(
        entries=entries,
        of=of,
        units=units_of(lats, lons),
        countries=np.array([code(e.country) for e in found], np.int64),
        parts=np.array([code(e.country, e.admin1) for e in found], np.int64),
        second_parts=np.array([code(e.country, e.admin1, e.admin2) for e in found], np.int64),
        is_large=np.array([e.reach_km > NEAR_KM for e in found], bool),
    )


def own_features(names: Sequence[Name], found: Candidates, around: Around) -> Array:
    """Return the features of each candidate by itself; the columns of others are 0."""
    table = np.zeros((len(found.entries), len(FEATURES)), np.float32)
    at = {name: i for i, name in enumerate(FEATURES)}
    row = 0
    for name in names:
        populations = [np.log10(1 + one.entry.population) for one in name.candidates]
        most = max(populations, default=0.0)
        for one, population in zip(name.candidates, populations, strict=True):
            values = _own(name, one, around)
            values["population"] = population / 7
            values["most_populous"] = population == most
            values["less_populous"] = (most - population) / 7
            for key, value in values.items():
                table[row, at[key]] = value
            row += 1
    return table


def _own(name: Name, one: Named, around: Around) -> dict[str, float]:
    entry, outlet = one.entry, around.outlet
    kind, code = entry.feature[:1], entry.feature[2:]
    is_second = code == "ADM2" or (entry.admin2 is not None and kind == "A")
    is_said = sum(any(part.holds(entry) for part in parts) for parts in name.parts)
    km = outlet.distance_km(entry.lat, entry.lon)
    size = np.log10(1 + entry.population) / 7
    return {
        "name": one.naming is Naming.NAME,
        "alias": one.naming is Naming.ALIAS,
        "bare": one.naming is Naming.BARE,
        "short": one.naming is Naming.SHORT,
        "same_words": entry.name == name.words,
        "country": code.startswith("PCL"),
        "first_part": code == "ADM1",
        "second_part": is_second,
        "capital": code == "PPLC",
        "city": kind == "P",
        "region": kind not in ("A", "P"),
        "county_said": is_second and ("county" in name.hints or "county" in name.key),
        "city_said": kind == "P" and "city" in name.hints,
        "region_said": kind == "A" and "region" in name.hints,
        "part_said": is_said > 0,
        "part_not_said": bool(name.parts) and not is_said,
        "outlet_same": km < SAME_KM,
        "outlet_near": km < NEAR_KM,
        "outlet_country": outlet.country is not None and entry.country == outlet.country,
        "host_names_it": outlet.names(name.key),
        "people_named": np.log1p(around.peoples.get(entry.country or "", 0)),
        "large_country": code.startswith("PCL") * size,
        "large_part": (code == "ADM1") * size,
        "only": len(name.candidates) == 1,
    }


def with_context(own: Array, names: Sequence[Name], found: Candidates, shares: Array) -> Array:
    """Fill in what the other names say about each candidate. shares: (n,), how likely each is."""
    table = own.copy()
    context = _context(names, found, shares)
    if not len(context):
        return table
    n_names = len(np.unique(found.of[context]))
    at = FEATURES.index("with_country")
    many = FEATURES.index("many_country")
    first = FEATURES.index("first_same")
    is_first = found.of[context] == found.of[context].min()
    weights = shares[context]
    for start in range(0, len(table), CHUNK):
        rows = slice(start, start + CHUNK)
        other = found.of[rows, None] != found.of[None, context]
        cosines = found.units[rows] @ found.units[context].T
        is_small = ~found.is_large[None, context]
        alike = [
            _equal(found.countries, rows, context) & other,
            _equal(found.parts, rows, context) & other,
            _equal(found.second_parts, rows, context) & other,
            (cosines > _SAME) & other & is_small,
            (cosines > _NEAR) & other & is_small,
        ]
        n_others = np.maximum(1, n_names - np.isin(found.of[rows], found.of[context]))
        for k, same in enumerate(alike):
            mass = same @ weights
            table[rows, at + k] = mass / n_others
            table[rows, many + k] = np.log1p(mass) / 3
        for k, same in enumerate((alike[3], alike[1], alike[0])):
            table[rows, first + k] = same[:, is_first] @ weights[is_first]
    return table


def _context(names: Sequence[Name], found: Candidates, shares: Array) -> Array:
    """Return the numbers of the candidates that the others are weighed against."""
    order = sorted(range(len(names)), key=lambda i: (-len(names[i].spans), i))[:CONTEXT_NAMES]
    kept = np.isin(found.of, order)
    ranks = np.zeros(len(shares), np.int64)
    by_name = np.lexsort((-shares, found.of))
    starts = np.searchsorted(found.of[by_name], found.of[by_name], side="left")
    ranks[by_name] = np.arange(len(shares)) - starts
    return np.flatnonzero(kept & (ranks < CONTEXT_CANDIDATES))


def _equal(codes: Array, rows: slice, context: Array) -> Array:
    left, right = codes[rows, None], codes[None, context]
    same: Array = (left == right) & (left >= 0)
    return same
