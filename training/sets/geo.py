"""LGL and TR-News: texts with the places that people found in them."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FILES = {"lgl": "lgl.xml", "tr-news": "TR-News.xml"}
HELD_OUT = 5  # every fifth document, in file order
FARTHEST_MOVE = 60  # characters that an offset may be off by


class Toponym(NamedTuple):
    """A naming of a place in the text."""

    start: int
    end: int
    words: str
    id: int | None  # of GeoNames; None: not given
    point: tuple[float, float] | None


class PlacedText(NamedTuple):
    """A text, where it was published, and its places."""

    text: str
    host: str
    toponyms: tuple[Toponym, ...]


def texts(folder: Path, name: str, *, held_out: bool) -> list[PlacedText]:
    """Read the texts of a set: those held out for measuring, or the others."""
    root = ET.parse(folder / FILES[name]).getroot()
    return [
        _text(element)
        for number, element in enumerate(root)
        if (number % HELD_OUT == HELD_OUT - 1) is held_out
    ]


def _text(element: ET.Element) -> PlacedText:
    text = element.findtext("text") or ""
    toponyms = tuple(sorted(set(_toponyms(text, element))))
    return PlacedText(text, (element.findtext("domain") or "").strip(), toponyms)


def _toponyms(text: str, element: ET.Element) -> Iterator[Toponym]:
    for one in element.iter("toponym"):
        words = one.findtext("phrase") or ""
        start = _start(text, words, int(one.findtext("start") or 0))
        if not words or start is None:
            continue
        tag = one.find("gaztag")
        number = tag.get("geonameid") if tag is not None else None
        lat, lon = (tag.findtext("lat"), tag.findtext("lon")) if tag is not None else (None, None)
        point = (float(lat), float(lon)) if lat and lon else None
        yield Toponym(start, start + len(words), words, int(number) if number else None, point)


def _start(text: str, words: str, start: int) -> int | None:
    """Return where words stand nearest to an offset; None if they do not."""
    if text.startswith(words, start):
        return start
    places = [found.start() for found in re.finditer(re.escape(words), text)]
    near = min(places, key=lambda at: abs(at - start), default=None)
    return near if near is not None and abs(near - start) <= FARTHEST_MOVE else None
