"""Stretches of the calendar: a year, a quarter, a week, a day …, how to move and how to write them.

A point is written as in TIMEX3 and, where that has a form for it, ISO 8601: "1998", "1998-Q3",
"1998-W05", "1998-W05-WE", "1998-SU", "1998-03-08", "199" for the nineties.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.record import TimeGrain

MONTHS_OF: Mapping[TimeGrain, int] = {
    "century": 1200,
    "decade": 120,
    "year": 12,
    "half": 6,
    "season": 3,
    "quarter": 3,
    "month": 1,
}
DAYS_OF: Mapping[TimeGrain, int] = {"week": 7, "weekend": 7, "day": 1}
SEASONS = ("SP", "SU", "FA", "WI")  # from March, June, September and December on
_LAST_MONTH = 12
_SEASON_MONTHS = 3


class Point(NamedTuple):
    """A stretch of the calendar."""

    grain: TimeGrain  # "century" … "day"
    first: date  # its first day


def point_at(grain: TimeGrain, day: date) -> Point:
    """Return the stretch of a grain that holds a day; a season that began before it."""
    if grain in ("week", "weekend"):
        return Point(grain, day - timedelta(days=min(day.weekday(), (day - date.min).days)))
    months = MONTHS_OF.get(grain)
    if months is None:
        return Point("day", day)
    if grain == "season":
        begun = day.month - day.month % _SEASON_MONTHS or _LAST_MONTH
        winter = begun == _LAST_MONTH and day.month < _SEASON_MONTHS
        return Point(grain, date(max(day.year - winter, 1), begun, 1))
    if grain in ("decade", "century"):
        return Point(grain, date(max(day.year - day.year % (months // 12), 1), 1, 1))
    return Point(grain, date(day.year, (day.month - 1) // months * months + 1, 1))


def season_about(point: Point, month: int) -> Point:
    """Return the season that begins in a month: of the year of a point, a winter as it lies."""
    year = point.first.year
    is_early = (
        month == _LAST_MONTH
        and point.grain in ("month", *DAYS_OF)
        and point.first.month < _SEASON_MONTHS
    )
    return Point("season", date(year - is_early if year > 1 else year, month, 1))


def moved(point: Point, n: int) -> Point | None:
    """Return the point n stretches later; None outside the calendar (years 1 to 9999)."""
    months = MONTHS_OF.get(point.grain)
    if months is None:
        return _moved_days(point, n * DAYS_OF.get(point.grain, 1))
    count = point.first.year * 12 + point.first.month - 1 + n * months
    year, month = divmod(count, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    return Point(point.grain, date(year, month + 1, 1))


def _moved_days(point: Point, n_days: int) -> Point | None:
    number = point.first.toordinal() + n_days
    if not 1 <= number <= date.max.toordinal():
        return None
    return Point(point.grain, date.fromordinal(number))


def end_of(point: Point) -> date:
    """Return the last day of a point."""
    after = moved(point, 1)
    return after.first - timedelta(days=1) if after else date.max


def written(point: Point) -> str:
    """Write a point as a value."""
    grain, day = point
    year = f"{day.year:04}"
    if grain in ("week", "weekend"):
        iso = day.isocalendar()
        return f"{iso.year:04}-W{iso.week:02}" + ("-WE" if grain == "weekend" else "")
    shapes: dict[TimeGrain, str] = {
        "century": year[:2],
        "decade": year[:3],
        "year": year,
        "half": f"{year}-H{1 if day.month <= MONTHS_OF['half'] else 2}",
        "season": f"{year}-{SEASONS[day.month // _SEASON_MONTHS - 1]}",
        "quarter": f"{year}-Q{(day.month + 2) // 3}",
        "month": year + f"-{day.month:02}",
    }
    return shapes.get(grain) or day.isoformat()


def day_of(year: int, month: int, day: int) -> date | None:
    """Return a day, None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
