"""Quarters, and the periods that figures are compared over: "the third quarter", "a year earlier".

Business news compares a period with the same one a year before and names it once: "a year earlier"
means the third quarter of 1988 where the figures told of are those of the third quarter of 1989.
"""

import re
from datetime import date

from onrecord.reading.times.asked import Answer, Asked, counted, shifted, stated, unknown
from onrecord.reading.times.explicit import of_year
from onrecord.reading.times.points import Point, end_of, moved, point_at
from onrecord.record import TimeGrain

_ADJECTIVE = (
    r"(?:(?:a|fiscal|flat|full|comparable|corresponding|same|its|company|strong|weak|record) )*"
)
_YEAR = r"(?P<year>(?:last|this|next|current|previous|coming|following|\d{4}|year (?:ago|earlier)))"
_QUARTER = (
    re.compile(
        rf"{_ADJECTIVE}(?:{_YEAR}(?: year)? )?{_ADJECTIVE}(?P<n>\d|last|final)(?:th)? "
        r"(?P<unit>quarter|half)(?: (?:of )?(?:the )?(?:fiscal )?year)?"
    ),
    re.compile(
        rf"{_ADJECTIVE}(?P<n>\d|final)(?:th)? (?P<unit>quarter|half) (?:of )?(?:the )?"
        rf"(?:fiscal )?{_YEAR}(?: year)?"
    ),
)
_LATEST = re.compile(
    r"(?:(?:latest|most recent|same|that|recent|reporting|reported|just ended|current|fiscal|this)"
    r" )*(?P<unit>quarter|period|3 month period)"
)
_AGO = re.compile(
    rf"{_ADJECTIVE}(?:quarter |period )?(?:a |1 )?year (?:ago|earlier|before|previously)"
    rf"(?: {_ADJECTIVE}(?:quarter|period|result|month))?"
    r"|(?:same|comparable|corresponding|like|similar) (?:quarter|period|3 month|time)s?"
    r"(?: of)?(?: the)? (?:last|previous|prior) year"
    r"|(?:last|previous|prior) year (?:quarter|period)|(?:a )?year"
)
_OF_YEAR = re.compile(r"(?P<year>\d{4}) (?P<unit>quarter|period|month|result)")
_YEARS = {"last": -1, "previous": -1, "next": 1, "coming": 1, "following": 1}
_YEARS |= {"year ago": -1, "year earlier": -1}
_REPORTED_WITHIN = 120  # days: "expects to report a third-quarter loss" is of the one just over
_BEHIND = re.compile(r"\s*(?:ago|earlier|before)\b")
_ENDED = re.compile(r"\s*(?:ended|ending|that ended|which ended|to)\b")


def period_of(asked: Asked) -> Answer | None:
    """Read a quarter, half or the period before the one told of."""
    for read in (_quarter, _latest, _year_ago, _of_year):
        answer = read(asked)
        if answer is not None:
            return answer
    return None


def _quarter(asked: Asked) -> Answer | None:
    match = next((m for pattern in _QUARTER if (m := pattern.fullmatch(asked.words))), None)
    if match is None or (match["n"] == "last" and not match["year"] and "of" not in asked.words):
        return None
    unit: TimeGrain = "half" if match["unit"] == "half" else "quarter"
    most = 2 if unit == "half" else 4
    n = int(match["n"]) if match["n"].isdigit() else most
    if not 1 <= n <= most:
        return None
    year = match["year"]
    if year and year.isdigit():
        return of_year(int(year), unit, n)
    base = asked.base("year")
    if base is None:
        return unknown(asked, unit, f"XXXX-{unit[0].upper()}{n}")
    if year:
        said = base.first.year + _YEARS.get(year, 0)
        return of_year(said, unit, n)._replace(anchor=asked.known.fact)
    point, how = _nearest(asked, base, unit, n)
    return counted(asked, point, how)


def _nearest(asked: Asked, base: Point, unit: TimeGrain, n: int) -> tuple[Point | None, str]:
    """Return the last such quarter that has begun; of what is to come, the one not yet over."""
    this = of_year(base.first.year, unit, n).point
    today = asked.day()
    fiscal = "fiscal" in asked.phrase.before or "fiscal" in asked.words
    if this is None or today is None or fiscal:
        return this, f"{unit} of the year of publication"
    if this.first > today and not asked.future:
        return _year_before(this), f"last such {unit}"
    if (today - end_of(this)).days > _REPORTED_WITHIN and asked.future:
        after = moved(this, 4 if unit == "quarter" else 2)
        return after, f"next such {unit}, by tense"
    return this, f"{unit} of the year of publication"


def _year_before(point: Point) -> Point | None:
    return moved(point, -4 if point.grain == "quarter" else -2)


def _latest(asked: Asked) -> Answer | None:
    """Read "the latest quarter", "the quarter", "the period"."""
    match = _LATEST.fullmatch(asked.words)
    if match is None:
        return None
    if asked.words in ("this quarter", "current quarter"):
        return shifted(asked, "quarter", 0, "quarter of publication")
    period = asked.known.period
    if period and (period.point.grain == "quarter" or match["unit"] == "period"):
        return counted(asked, period.point, "period told of before", period.span)
    if match["unit"] == "period":
        return None
    return shifted(asked, "quarter", -1, "last quarter before the publication")


def _year_ago(asked: Asked) -> Answer | None:
    match = _AGO.fullmatch(asked.words)
    if match is None:
        return None
    if asked.words in ("a year", "year") and not _BEHIND.match(asked.after):
        return None
    period = asked.known.period
    if period is None:
        if asked.words.endswith(("earlier", "before", "previously")) and asked.known.last:
            return None
        return shifted(asked, "year", -1, "year before the publication")
    point = moved(period.point, -{"quarter": 4, "half": 2}.get(period.point.grain, 1))
    return counted(asked, point, "the same period a year before another", period.span)


def _of_year(asked: Asked) -> Answer | None:
    """Read "the 1988 period": the one told of, in that year."""
    match = _OF_YEAR.fullmatch(asked.words)
    if match is None:
        return None
    period, year = asked.known.period, int(match["year"])
    if not year:
        return None
    if period is None or period.point.grain != "quarter":
        return stated(Point("year", date(year, 1, 1)), "year")
    n = (period.point.first.month + 2) // 3
    return of_year(year, "quarter", n)._replace(
        how="the same quarter of a year", anchor=period.span
    )


def ends_here(after: str) -> bool:
    """Whether the words after a period say when it ends: "the quarter ended Sept. 30"."""
    return _ENDED.match(after) is not None


def quarter_until(point: Point) -> Point:
    """Return the quarter that ends about a day: "Sept. 30", "Oct. 1"."""
    found = point_at("quarter", point.first)
    if point.first.month % 3 == 1 and point.first.day <= 7:  # noqa: PLR2004
        return moved(found, -1) or found
    return found
