"""Places of LGL and TR-News, the fifth that nothing was trained on: resolved, and end to end."""

import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import repeat
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval import gold
from eval.figures import Figure, figure
from eval.figures import number as number_figure
from eval.reader_scores import f1, precision, recall
from eval.scores import ratio
from eval.sets import data_root
from onrecord.gazetteer.shelf import shelf
from onrecord.reading.places.names import Asked
from onrecord.reading.places.outlets import outlet_of
from onrecord.reading.places.places import places_of, with_places
from onrecord.reading.places.sphere import distance_km
from onrecord.reading.reader import Reader
from onrecord.record import Article, Found, Place, Span, Where
from training.sets import geo

NEAR_KM = 161.0  # a hundred miles
TIMED = 30  # texts of each set
FARTHEST_KM = 20_038.0
NAMES = {"lgl": "LGL", "tr-news": "TR-News"}


class Resolved(NamedTuple):
    """A naming of the gold, and what was made of it."""

    toponym: geo.Toponym
    place: Place
    is_covered: bool  # the gazetteer has the right place, under any name

    @property
    def km(self) -> float:
        """How far off it is."""
        point = point_of(self.place)
        if point is None or self.toponym.point is None:
            return FARTHEST_KM
        return distance_km(point, self.toponym.point)


def point_of(place: Place) -> tuple[float, float] | None:
    """Return the point of a place; None if it could not be placed."""
    return None if place.lat is None or place.lon is None else (place.lat, place.lon)


def resolve(text: geo.PlacedText, *, is_paper_known: bool = True) -> list[Resolved]:
    """Place the namings of the gold. is_paper_known: use what is known of where it is from."""
    asked = [Asked(Span(start=one.start, end=one.end), one.words) for one in text.toponyms]
    outlet = outlet_of(text.host if is_paper_known else None)
    # those told by others ("southern Ohio") are of no naming, unless that is one
    places = {one.span: one for one in places_of(text.text, asked, outlet, shelf())}
    return [
        Resolved(one, places[span], one.id is not None and _has(one))
        for one, (span, *_) in zip(text.toponyms, asked, strict=True)
    ]


def resolution_figures(name: str) -> list[Figure]:
    """Measure on the gold's names."""
    texts = geo.texts(data_root() / "geo", name, held_out=True)
    known = [resolve(text) for text in texts]
    alone = [resolve(text, is_paper_known=False) for text in texts]
    title = f"places.{name}"

    def one(key: str, says: str, rows: Iterable[Sequence[float]]) -> Figure:
        return figure(f"{title}.{key}", says, list(rows), ratio, unit="texts")

    return [
        one("covered", "gazetteer has the place, of those with id", map(_covered, known)),
        one("exact", "exact GeoNames id, names given", map(_exact, known)),
        one("exact_covered", "  of those that it has", (_exact(_only(r)) for r in known)),
        one("exact_alone", "  the paper unknown", map(_exact, alone)),
        one("near", "within 161 km, names given", map(_near, known)),
        one("near_covered", "  of those that it has", (_near(_only(r)) for r in known)),
        one("near_alone", "  the paper unknown", map(_near, alone)),
        one("auc", "area under the curve of errors (lower is better)", map(_log_errors, known)),
    ]


def end_to_end_figures(name: str, reads: Reader) -> list[Figure]:
    """Measure from text to places."""
    texts = geo.texts(data_root() / "geo", name, held_out=True)
    rows = []
    for number, text in enumerate(texts):
        article = _article(f"{name} {number}", text)
        (reading,) = reads.read([article])
        rows.append(_found(text, reading.places))
    title = f"places.{name}"
    return [
        figure(f"{title}.f1", "end to end, F1", rows, f1, unit="texts"),
        figure(f"{title}.precision", "  precision", rows, precision, unit="texts"),
        figure(f"{title}.recall", "  recall", rows, recall, unit="texts"),
    ]


def cost_figure(weights: Path | None = None) -> Figure:
    """Measure how much of the reader's time goes into places, both on one thread."""
    reads = Reader(weights)
    articles = [
        _article(f"{name} {number}", text)
        for name in NAMES
        for number, text in enumerate(geo.texts(data_root() / "geo", name, held_out=True)[:TIMED])
    ]
    readings = reads.read(articles)  # also warms both up
    began = time.process_time()
    reads.read(articles)
    whole = time.process_time() - began
    began = time.process_time()
    for article, reading in zip(articles, readings, strict=True):
        with_places(article, reading)
    share = (time.process_time() - began) / whole
    says = "of the reader's time"
    return number_figure("places.cost", says, share, n=len(articles), unit="texts")


def _article(name: str, text: geo.PlacedText) -> Article:
    article = gold.article_of(name, text.text, repeat("paragraph"))
    url = Found(value=f"https://{text.host}/", how="the set", where=Where(layer="page"))
    return replace(article, url=url)


def _found(text: geo.PlacedText, places: Sequence[Place]) -> tuple[float, float, float]:
    """Count right, predicted and gold: a place is right that overlaps one and is near it."""
    wanted = [one for one in text.toponyms if one.point is not None]
    said = [one for one in places if one.lat is not None and one.radius_km is None]
    taken: set[int] = set()
    for place in said:
        point = point_of(place)
        for i, one in enumerate(wanted):
            overlaps = one.start < place.span.end and place.span.start < one.end
            if i in taken or not overlaps or point is None or one.point is None:
                continue
            if distance_km(point, one.point) <= NEAR_KM:
                taken.add(i)
                break
    return float(len(taken)), float(len(said)), float(len(wanted))


def _has(toponym: geo.Toponym) -> bool:
    return shelf().has(toponym.id or 0)


def _only(found: Sequence[Resolved]) -> list[Resolved]:
    return [one for one in found if one.is_covered]


def _covered(found: Sequence[Resolved]) -> tuple[float, float]:
    with_id = [one for one in found if one.toponym.id is not None]
    return float(sum(one.is_covered for one in with_id)), float(len(with_id))


def _exact(found: Sequence[Resolved]) -> tuple[float, float]:
    with_id = [one for one in found if one.toponym.id is not None]
    right = sum(one.place.geoname_id == one.toponym.id for one in with_id)
    return float(right), float(len(with_id))


def _near(found: Sequence[Resolved]) -> tuple[float, float]:
    with_point = [one for one in found if one.toponym.point is not None]
    return float(sum(one.km <= NEAR_KM for one in with_point)), float(len(with_point))


def _log_errors(found: Sequence[Resolved]) -> tuple[float, float]:
    with_point = [one for one in found if one.toponym.point is not None]
    errors = [np.log1p(one.km) / np.log1p(FARTHEST_KM) for one in with_point]
    return float(sum(errors)), float(len(errors))
