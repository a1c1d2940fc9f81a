"""`python -m training.places.land --atlas FOLDER`: the outline of the land for `--map`.

Of Natural Earth (public domain), from the npm package world-atlas; see world.py.
"""

import argparse
import json
from itertools import pairwise
from pathlib import Path

import numpy as np

import onrecord.export
from training.places.outlines import Ring, polygons_of

TARGET = Path(onrecord.export.__file__).with_name("land.json")
DIGITS = 1  # 11 km: what a map of the world shows
HALF = 180.0  # degrees
FEWEST_POINTS = 5


def main() -> None:
    """Write the outline: rings of longitudes and latitudes, one after the other."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--atlas", type=Path, required=True, metavar="FOLDER")
    atlas = parser.parse_args().atlas
    rings = []
    for _, polygons in polygons_of(atlas / "world-atlas" / "land-110m.json", "land"):
        for ring in (part for whole in polygons for part in flat(whole)):
            points = ring.round(DIGITS).tolist()
            kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
            if len(kept) >= FEWEST_POINTS:
                rings.append([value for point in kept for value in point])
    TARGET.write_text(json.dumps(rings, separators=(",", ":")) + "\n", encoding="utf-8")
    print(f"{TARGET}: {len(rings)} rings, {TARGET.stat().st_size / 1e3:.0f} kB")


def flat(ring: Ring) -> list[Ring]:
    """Cut a ring at the edge of the map, where longitude goes on from 180 at -180."""
    lons = np.unwrap(ring[:, 0], period=360)
    lats = ring[:, 1]
    if abs(lons[-1] - lons[0]) > HALF:  # round the pole: closed along the lower edge
        lons = np.concatenate([lons, [lons[-1], lons[0]]])
        lats = np.concatenate([lats, [-90.0, -90.0]])
    parts = []
    for shift in (-2 * HALF, 0, 2 * HALF):
        moved = lons + shift
        if moved.max() > -HALF and moved.min() < HALF:
            parts.append(np.stack([moved.clip(-HALF, HALF), lats], axis=1))
    return parts


if __name__ == "__main__":
    main()
