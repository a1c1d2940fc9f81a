"""Seasons of the year: "last spring", "that winter", "the next summer"."""

import re
from datetime import date

from onrecord.reading.times.asked import Answer, Asked, counted, refused, unknown
from onrecord.reading.times.counted import AFTER, BEFORE, SAME, WHICH, is_past
from onrecord.reading.times.points import Point, day_of, moved, point_at, season_about
from onrecord.reading.times.vocabulary import SEASON_MONTHS

_SEASON = re.compile(
    rf"(?:{WHICH} )?(?P<season>{'|'.join(SEASON_MONTHS)})(?: season| holidays?| break)?"
)


def season_of(asked: Asked) -> Answer | None:
    """Read a season that is counted from another time."""
    match = _SEASON.fullmatch(asked.words)
    if match is None:
        return None
    base, month = asked.base("season"), SEASON_MONTHS[match["season"]]
    named = asked.known.before("year")
    if match["which"] in SAME and named:
        point = season_about(named.point, month)
        return counted(asked, point, "season of the time named before", named.span)
    if match["which"] in SAME or (match["which"] is None and asked.is_told_by_clause()):
        return refused("a season of a year that is not stated")
    day = asked.day() or (base.first if base else None)
    if base is None or day is None:
        name = "FA" if match["season"] == "autumn" else match["season"][:2].upper()
        return unknown(asked, "season", f"XXXX-{name}")
    told = _next_season(asked, match["which"], month)
    if told is not None:
        return told
    by_day = _season_from(asked, day, match["which"], month)
    return counted(asked, by_day, "season, by the publication")


def _season_from(asked: Asked, day: date, which: str | None, month: int) -> Point | None:
    """Return the season that begins in a month, as it lies to the day of publication."""
    begun = [date(year, month, 1) for year in (day.year - 1, day.year) if year > 0]
    begun = [first for first in begun if first <= day]
    last = Point("season", begun[-1]) if begun else None
    is_now = last is not None and last.first == point_at("season", day).first
    ahead = which in AFTER or (asked.future and which not in BEFORE)
    if last and which in BEFORE and is_now:
        last = moved(Point("year", last.first), -1)
    elif (last and ahead and not is_now) or which == "next":
        last = moved(Point("year", last.first), 1) if last else None
    elif last and which == "this" and last.first.year < day.year and month != 12:  # noqa: PLR2004
        last = moved(Point("year", last.first), 1)
    return Point("season", last.first) if last else None


def _next_season(asked: Asked, which: str | None, month: int) -> Answer | None:
    """Read "the next spring" of what has been: after the time named before."""
    named = asked.known.last
    if named is None or not (which == "following" or (which == "next" and is_past(asked))):
        return None
    if named.point.grain in ("century", "decade"):
        return None
    year = named.point.first.year
    is_later = named.point.grain != "year" and date(year, month, 1) > named.point.first
    first = day_of(year if is_later else year + 1, month, 1)
    point = Point("season", first) if first else None
    return counted(asked, point, "season after the time named before", named.span)
