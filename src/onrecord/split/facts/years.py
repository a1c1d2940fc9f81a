"""Days without a year, "March 10" in a dateline: the year that something else on the page says.

The page's capture or the days of stories beside it say it only where they lie near: a page that
was saved long after tells nothing of the year in which it was written.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.record import Found

_NEAR = timedelta(days=31)
_CLOCKS = timedelta(days=1)  # a capture in one zone may be dated a day before its dateline
_DAY_CHARS = len("2024-04-09")


class Told(NamedTuple):
    """What may say in which year a story was written."""

    captured: Found | None
    seen: Found | None
    days: tuple[date, ...]  # the earliest and the latest day that stamps a story of the page


def days_told(values: Iterable[str]) -> tuple[date, ...]:
    """Return the earliest and the latest of some ISO dates, months and years left out."""
    days = [date.fromisoformat(one[:_DAY_CHARS]) for one in values if len(one) >= _DAY_CHARS]
    return (min(days), max(days)) if days else ()


def with_year(yearless: str, told: Told) -> tuple[str, str] | None:
    """Return a day "03-10" with its year and what says the year; None if nothing does.

    The capture and the reader's receipt are not before it; the days of other stories must all say
    the same year.
    """
    for name, found in (("the capture", told.captured), ("its receipt", told.seen)):
        limit = _day_of(found)
        day = limit and _near(yearless, limit)
        if found is not None and limit and day and day <= limit + _CLOCKS:
            return day.isoformat(), f"the year from {name} {found.value}"
    return _as_its_neighbours(yearless, told.days)


def _as_its_neighbours(yearless: str, days: Sequence[date]) -> tuple[str, str] | None:
    near = {_near(yearless, day) for day in days} - {None}
    found = [_nearest(yearless, day) for day in days]
    if not near or len(set(found)) > 1 or found[0] is None:
        return None
    return found[0].isoformat(), "the year from the dated stories of the page"


def _day_of(found: Found | None) -> date | None:
    if found is None or len(found.value) < _DAY_CHARS:
        return None
    return date.fromisoformat(found.value[:_DAY_CHARS])


def _near(yearless: str, day: date) -> date | None:
    nearest = _nearest(yearless, day)
    return nearest if nearest and abs(nearest - day) <= _NEAR else None


def _nearest(yearless: str, day: date) -> date | None:
    """Return the date of that month and day that lies nearest to a day."""
    found = []
    for year in (day.year - 1, day.year, day.year + 1):
        try:
            found.append(date.fromisoformat(f"{year:04}-{yearless}"))
        except ValueError:  # 29 February
            continue
    return min(found, key=lambda one: abs(one - day), default=None)
