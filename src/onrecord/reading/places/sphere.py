"""Distances and directions on the earth."""

import math
from typing import Any

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]

EARTH_KM = 6_371.0
BEARINGS = {
    "north": 0.0, "northeast": 45.0, "east": 90.0, "southeast": 135.0,
    "south": 180.0, "southwest": 225.0, "west": 270.0, "northwest": 315.0,
}  # fmt: skip


def units_of(lats: Array, lons: Array) -> Array:
    """Return points as vectors of length 1: (n,), (n,) degrees -> (n, 3)."""
    lat, lon = np.radians(lats), np.radians(lons)
    return np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=-1)


def distances_km(left: Array, right: Array) -> Array:
    """Return the great-circle distances between two lists of vectors: (n, 3), (m, 3) -> (n, m)."""
    distances: Array = EARTH_KM * np.arccos(np.clip(left @ right.T, -1.0, 1.0))
    return distances


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Return the great-circle distance between two points, (latitude, longitude)."""
    points = np.array([left, right])
    units = units_of(points[:, 0], points[:, 1])
    return float(distances_km(units[:1], units[1:])[0, 0])


def moved(point: tuple[float, float], bearing: float, km: float) -> tuple[float, float]:
    """Return the point at a distance in km and a direction (degrees from north) from another."""
    lat, lon = math.radians(point[0]), math.radians(point[1])
    angle, turn = km / EARTH_KM, math.radians(bearing)
    sine = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(turn)
    new_lat = math.asin(max(-1.0, min(1.0, sine)))
    east = math.sin(turn) * math.sin(angle) * math.cos(lat)
    new_lon = lon + math.atan2(east, math.cos(angle) - math.sin(lat) * math.sin(new_lat))
    return math.degrees(new_lat), (math.degrees(new_lon) + 540.0) % 360.0 - 180.0
