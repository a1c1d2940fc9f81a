"""Where in a country something is, as a sentence names it."""

from onrecord.link.names import key_of
from onrecord.record import Article, Place, Record, Span

_WIDE = ("A/PCL", "L/CONT")  # features of countries and continents


def spots_of(record: Record, sentence: Span) -> frozenset[str]:
    """Return the places of a sentence that are no country, and not where it was written."""
    places = record.reading.places if record.reading else ()
    return frozenset(
        key_of(one.name)
        for one in places
        if sentence.start <= one.span.start < sentence.end and _is_spot(record.article, one)
    )


def _is_spot(article: Article, place: Place) -> bool:
    where = article.dateline.where.span if article.dateline else None
    is_written = where is not None and where.start <= place.span.start < where.end
    is_wide = (place.feature or "").startswith(_WIDE)
    return not is_written and not is_wide and place.radius_km is None
