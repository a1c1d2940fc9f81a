"""Places of stories -> a map: one page that needs no other file and no network."""

import json
import math
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from typing import Any, NamedTuple

from onrecord.number_words import counted

KM_OF_DEGREE = 111.2
MARGIN = 0.15  # of the width that all places take
LEAST_DEGREES = 4.0  # of what is shown
GRID_DEGREES = 15
MOST_QUOTED = 20  # namings of one place in the list
_PX = 4.0  # radius of a place named once, in pixels

Feature = dict[str, Any]


class Spot(NamedTuple):
    """One place of the map with all its namings."""

    lat: float
    lon: float
    features: list[Feature]

    @property
    def first(self) -> dict[str, Any]:
        """Properties of its first naming."""
        properties: dict[str, Any] = self.features[0]["properties"]
        return properties


def to_map(features: Iterable[Feature]) -> str:
    """Give the page: places drawn on the world, beside them where each is named."""
    spots = spots_of(features)
    n_namings = sum(len(one.features) for one in spots)
    stories = {one["properties"]["article_id"] for spot in spots for one in spot.features}
    titles = {one["properties"]["headline"] for spot in spots for one in spot.features}
    title = next(iter(titles)) if len(titles) == 1 else None
    parts = {
        "view": _view(spots),
        "grid": _grid(),
        "land": _land(),
        "marks": "\n".join(_mark(number, spot) for number, spot in enumerate(spots)),
        "title": escape(title or "Places"),
        "counts": f"{counted(len(spots), 'place')}, {counted(n_namings, 'naming')}, "
        f"{counted(len(stories), 'story', 'stories')}",
        "list": "\n".join(_entry(number, spot) for number, spot in enumerate(spots)),
    }
    page = files("onrecord.export").joinpath("map.html").read_text(encoding="utf-8")
    for name, value in parts.items():
        page = page.replace(f"%({name})s", value, 1)
    return page


def spots_of(features: Iterable[Feature]) -> list[Spot]:
    """Gather features of one place, the place that is named most first."""
    spots: dict[tuple[object, ...], Spot] = {}
    for feature in features:
        lon, lat = feature["geometry"]["coordinates"]
        properties = feature["properties"]
        key = (lat, lon, properties["geoname_id"] or properties["name"])
        spots.setdefault(key, Spot(lat, lon, [])).features.append(feature)
    return sorted(spots.values(), key=lambda one: -len(one.features))


def _view(spots: list[Spot]) -> str:
    """Give the part of the world that holds all places; all of it if there are none."""
    if not spots:
        return "-180 -90 360 180"
    west, east = min(one.lon for one in spots), max(one.lon for one in spots)
    south, north = min(one.lat for one in spots), max(one.lat for one in spots)
    size = max(east - west, north - south, LEAST_DEGREES) * (1 + 2 * MARGIN)
    width, height = max(size, east - west), max(size / 2, (north - south) * (1 + 2 * MARGIN))
    x, y = (west + east - width) / 2, -(north + south + height) / 2
    return f"{x:.3f} {y:.3f} {width:.3f} {height:.3f}"


def _mark(number: int, spot: Spot) -> str:
    radius_km = spot.first["radius_km"]
    radius = (radius_km or 0) / KM_OF_DEGREE
    pixels = _PX * math.sqrt(min(len(spot.features), 9))
    kind = "mark derived" if radius_km else "mark"
    place = f'cx="{spot.lon:.4f}" cy="{-spot.lat:.4f}" r="{max(radius, 0.05):.3f}"'
    data = f'data-n="{number}" data-px="{pixels:.1f}" data-r="{radius:.3f}"'
    title = escape(spot.first["name"])
    return f'<circle class="{kind}" {place} {data}><title>{title}</title></circle>'


def _entry(number: int, spot: Spot) -> str:
    first = spot.first
    facts = ", ".join(one for one in (first["country"], first["feature"]) if one)
    if first["radius_km"]:
        facts = f"{facts}, ±{first['radius_km']:.0f} km".removeprefix(", ")
    quotes = [
        f"<li>{escape(one['properties']['around'])}{_use(one['properties'])}</li>"
        for one in spot.features[:MOST_QUOTED]
    ]
    left = len(spot.features) - MOST_QUOTED
    if left > 0:
        quotes.append(f"<li><small>and {left:,} more</small></li>")
    count = f" × {len(spot.features):,}" if len(spot.features) > 1 else ""
    return (
        f'<details id="p{number}"><summary>{escape(first["name"])}{count} '
        f"<small>{escape(facts)}</small></summary>"
        f"<ul>{''.join(quotes)}</ul><small>{escape(first['how'])}</small></details>"
    )


def _use(properties: dict[str, Any]) -> str:
    return " <small>(its government)</small>" if properties["use"] == "metonym" else ""


def _grid() -> str:
    across = range(-180, 181, GRID_DEGREES)
    down = range(-90, 91, GRID_DEGREES)
    lines = [f"M{x} -90V90" for x in across] + [f"M-180 {y}H180" for y in down]
    return "".join(lines)


def _land() -> str:
    source = files("onrecord.export").joinpath("land.json").read_text(encoding="utf-8")
    rings: list[list[float]] = json.loads(source)
    return "".join(
        "M" + "L".join(f"{x:g} {-y:g}" for x, y in zip(ring[::2], ring[1::2], strict=True)) + "Z"
        for ring in rings
    )
