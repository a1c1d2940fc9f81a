"""Article and reading -> the reading with values for its times."""

import re
from dataclasses import replace
from datetime import date, timedelta

from onrecord.reading.times.asked import Known
from onrecord.reading.times.points import Point, day_of, point_at
from onrecord.reading.times.spotted import with_spotted
from onrecord.reading.times.values import valued
from onrecord.record import AnchorFact, Article, Found, Reading, TimeGrain

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)")
_SLACK = timedelta(days=1)  # zones: a page can be captured on the day before, as they count it


def with_times(article: Article, reading: Reading) -> Reading:
    """Add the times that their words give away, and give all their values."""
    return with_values(article, replace(reading, times=with_spotted(article.text, reading.times)))


def with_values(article: Article, reading: Reading) -> Reading:
    """Give the times of a reading their values."""
    if not reading.times:
        return reading
    times = valued(article.text, reading.words, reading.times, known_of(article))
    return replace(reading, times=times)


def known_of(article: Article) -> Known:
    """Return the date that times are counted from: of publication, or of the last update."""
    facts: tuple[tuple[AnchorFact, Found | None], ...] = (
        ("published", article.published),
        ("updated", article.updated),
    )
    captured = _day(article.captured)
    why = "no date of publication to count from"
    for fact, found in facts:
        if found is None:
            continue
        point = point_of(found.value)
        if point is None:
            why = f"the date of publication cannot be read: {found.value[:20]}"
        elif captured and point.first > captured + _SLACK:
            why = f"the date of publication ({found.value[:10]}) is after the capture ({captured})"
        else:
            return Known(point, fact, "the date of publication is not known to the day")
    return Known(None, "published", why)


def point_of(value: str) -> Point | None:
    """Return the year, month or day of an ISO 8601 value; None where there is none."""
    match = _DATE.match(value)
    if match is None:
        return None
    year, month, day = match[1], match[2], match[3]
    first = day_of(int(year), int(month or 1), int(day or 1))
    grain: TimeGrain = "day" if day else "month" if month else "year"
    return point_at(grain, first) if first else None


def _day(found: Found | None) -> date | None:
    point = point_of(found.value) if found else None
    return point.first if point and point.grain == "day" else None
