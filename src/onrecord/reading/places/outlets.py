"""Where a site's news is from: by what is known about it, by its address."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.reading.places.sphere import distance_km

_COUNTRIES = {"uk": "GB", "tv": "", "me": "", "co": "", "io": "", "ai": "", "fm": "", "ly": ""}
_COUNTRY_LETTERS = 2
_SHORTEST_NAME = 5  # letters of a name looked for in an address


@dataclass(frozen=True, slots=True)
class Outlet:
    """Where the news of a site is from."""

    host: str
    point: tuple[float, float] | None  # of a local paper
    country: str | None

    def distance_km(self, lat: float, lon: float) -> float:
        """Return how far a place is from there; infinite if that is not known."""
        return distance_km((lat, lon), self.point) if self.point else float("inf")

    def names(self, key: str) -> bool:
        """Tell whether the address contains a name: "palestineherald.com"."""
        joined = key.replace(" ", "")
        return len(joined) >= _SHORTEST_NAME and joined in self.host


@cache
def known_outlets() -> dict[str, list[float | str | None]]:
    """Return latitude, longitude and country of local papers by their address."""
    source = files("onrecord.reading.places").joinpath("outlets.json")
    known: dict[str, list[float | str | None]] = json.loads(source.read_text(encoding="utf-8"))
    return known


def outlet_of(host: str | None) -> Outlet:
    """Return what is known about the site that a story is from."""
    host = (host or "").lower().removeprefix("www.")
    lat, lon, country = known_outlets().get(host, (None, None, None))
    if country is None:
        last = host.rpartition(".")[2]
        country = (
            (_COUNTRIES.get(last, last.upper()) or None) if len(last) == _COUNTRY_LETTERS else None
        )
    point = (float(lat), float(lon)) if lat is not None and lon is not None else None
    return Outlet(host, point, str(country) if country else None)
