"""Outlines of countries and parts of them, from TopoJSON."""

import json
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]  # (points, 2): longitude, latitude


def polygons_of(path: Path, part: str) -> Iterator[tuple[str, list[Ring]]]:
    """Read the outer rings of each area of one part of a TopoJSON file, with the area's id."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(topology)
    for area in topology["objects"][part]["geometries"]:
        shapes = area.get("arcs") or []
        polygons = [shapes] if area["type"] == "Polygon" else shapes
        yield str(area.get("id", "")), [_ring(one[0], arcs) for one in polygons]


def middle_of(polygons: list[Ring]) -> tuple[float, float]:
    """Return the middle of the largest polygon: latitude, longitude."""
    size, lat, lon = max(_middle(one) for one in polygons)
    del size
    return round(lat, 4), round(lon, 4)


def _middle(ring: Ring) -> tuple[float, float, float]:
    """Return the size of a polygon and its middle; the plane is near enough."""
    scale = np.cos(np.radians(ring[:, 1].mean()))
    x, y = ring[:, 0] * scale, ring[:, 1]
    cross = x[:-1] * y[1:] - x[1:] * y[:-1]
    area = cross.sum() / 2
    if abs(area) < 1e-9:
        return 0.0, float(y.mean()), float(ring[:, 0].mean())
    lon = ((x[:-1] + x[1:]) * cross).sum() / (6 * area) / scale
    lat = ((y[:-1] + y[1:]) * cross).sum() / (6 * area)
    return abs(float(area)), float(lat), float(lon)


def _arcs(topology: dict[str, Any]) -> list[Ring]:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    return [
        np.array(list(accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])), np.float64) * scale
        + shift
        for arc in topology["arcs"]
    ]


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
    return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])
