"""Scripts, styles and outlines: read once, each under an address that changes with its bytes."""

import gzip
import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files

TYPES = {
    "css": "text/css",
    "js": "text/javascript",
    "svg": "image/svg+xml",
    "json": "application/json",
}
FILES = (
    "style.css", "article.css", "theme.js", "app.js", "article.js", "map.js", "chart.js",
    "mark.svg", "vendor/htmx.js", "vendor/leaflet.js", "vendor/leaflet.css", "vendor/uplot.js",
    "vendor/uplot.css",
)  # fmt: skip
DIGITS = 12  # of a digest, in an address


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file as it is sent."""

    name: str
    body: bytes
    packed: bytes  # the same, gzipped
    media_type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Give every file that pages use, by name. Nothing else can be asked for."""
    folder = files("onrecord.serve").joinpath("static")
    found = {name: folder.joinpath(name).read_bytes() for name in FILES}
    found["land.json"] = _land()
    return {name: _asset(name, body) for name, body in found.items()}


def address(name: str) -> str:
    """Give the address of a file; KeyError for one that is not there."""
    return f"/static/{name}?v={assets()[name].digest}"


def _asset(name: str, body: bytes) -> Asset:
    return Asset(
        name=name,
        body=body,
        packed=gzip.compress(body, mtime=0),
        media_type=TYPES[name.rpartition(".")[2]],
        digest=sha256(body).hexdigest()[:DIGITS],
    )


def _land() -> bytes:
    """Give the outlines that maps of `onrecord read --map` have too, as GeoJSON."""
    source = files("onrecord.export").joinpath("land.json").read_text(encoding="utf-8")
    rings = [[list(zip(ring[::2], ring[1::2], strict=True))] for ring in json.loads(source)]
    shape = {"type": "MultiPolygon", "coordinates": rings}
    return json.dumps(shape, separators=(",", ":")).encode()
