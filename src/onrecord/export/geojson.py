"""Places of stories, and events at one of them -> GeoJSON (RFC 7946), one point each."""

from collections.abc import Iterable
from typing import Any

import orjson

from onrecord.export.texts import words_of
from onrecord.record import Article, Event, Place, Record, Span

QUOTED = 90  # characters of the text on both sides of a naming


def features_of(record: Record) -> list[dict[str, Any]]:
    """Give the places of a story that have a point, as GeoJSON features, in text order.

    Properties are the fields of `Place` under their names, with the story's id and headline and
    the words around the naming.
    """
    if record.reading is None:
        return []
    return [
        _feature(record.article, place)
        for place in record.reading.places
        if place.lat is not None and place.lon is not None
    ]


def event_features_of(record: Record) -> list[dict[str, Any]]:
    """Give the events of a story that are at a place with a point, at the first of them."""
    if record.reading is None:
        return []
    points = {
        one.span: one
        for one in record.reading.places
        if one.lat is not None and one.lon is not None
    }
    placed = (
        (event, next((points[x.span] for x in event.arguments if x.span in points), None))
        for event in record.reading.events
    )
    speakers = {one.id: one.speaker_name for one in record.reading.statements}
    return [
        _event_feature(record.article, event, place, speakers.get(event.told_by or ""))
        for event, place in placed
        if place
    ]


def to_geojson(features: Iterable[dict[str, Any]]) -> bytes:
    """Give a feature collection, UTF-8, ending in a line break."""
    form = {"type": "FeatureCollection", "features": list(features)}
    return orjson.dumps(form, option=orjson.OPT_APPEND_NEWLINE)


def _feature(article: Article, place: Place) -> dict[str, Any]:
    own = {
        "name": place.name,
        "words": words_of(article.text, place.span),
        "geoname_id": place.geoname_id,
        "country": place.country,
        "feature": place.feature,
        "radius_km": place.radius_km,
        "use": place.use,
        "how": place.how,
        "score": place.score,
    }
    return _point(article, place, own, place.span)


def _event_feature(
    article: Article, event: Event, place: Place, speaker: str | None
) -> dict[str, Any]:
    own = {
        "event_id": event.id,
        "kind": event.kind,
        "move": event.move,
        "words": words_of(article.text, event.trigger),
        "status": event.status,
        "told_by": event.told_by,
        "told_by_speaker": speaker,
        "place": place.name,
        "geoname_id": place.geoname_id,
        "radius_km": place.radius_km,
        "score": event.score,
    }
    return _point(article, place, own, event.trigger)


def _point(article: Article, place: Place, own: dict[str, Any], span: Span) -> dict[str, Any]:
    """Give a feature at the point of a place, with the words of the story around it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
        "properties": {
            **own,
            "start": span.start,
            "end": span.end,
            "around": quoted(article.text, span.start, span.end),
            "article_id": article.id,
            "headline": article.headline.value if article.headline else None,
        },
    }


def quoted(text: str, start: int, end: int) -> str:
    """Give the words around a stretch of text, cut at its line and at whole words."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    stop = len(text) if stop < 0 else stop
    first, last = max(line, start - QUOTED), min(stop, end + QUOTED)
    before, after = text[first:start], text[end:last]
    if first > line:
        before = "…" + before[before.find(" ") + 1 :]
    if last < stop:
        after = after[: after.rfind(" ")] + "…" if " " in after else "…"
    return (before + text[start:end] + after).strip()
