"""Dates that the words give in full: "5 March 1946", "the nineties", "third quarter of 1990"."""

import re

from onrecord.reading.times.asked import Answer, Asked, refused, stated, unknown
from onrecord.reading.times.points import Point, day_of, point_at
from onrecord.reading.times.vocabulary import (
    DECADES,
    MONTH_NAMES,
    SEASON_MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    WEEKDAY_NAMES,
)
from onrecord.record import TimeGrain

MONTH = f"(?P<month>{'|'.join(SHORT_MONTHS)})"
WEEKDAY = f"(?P<weekday>{'|'.join(SHORT_WEEKDAYS)})"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})(?:th)?"
_FULL = (
    re.compile(rf"(?:{WEEKDAY} )?(?:the )?{MONTH} (?:the )?{_DAY} (?:of |in )?{_YEAR}"),
    re.compile(rf"(?:{WEEKDAY} )?(?:the )?{_DAY} (?:of )?{MONTH} (?:of |in )?{_YEAR}"),
    re.compile(r"(?P<year>\d{4})[-/.](?P<number>\d{1,2})[-/.](?P<day>\d{1,2})(?:t[\d:.]+z?)?"),
    re.compile(r"(?P<year>[12]\d{3})(?P<number>[01]\d)(?P<day>[0-3]\d)"),
)
_FIGURES = re.compile(r"(?P<a>\d{1,2})(?P<mark>[-/.])(?P<b>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})")
_MONTH_YEAR = re.compile(rf"{MONTH} (?:of )?(?:the year )?{_YEAR}")
_YEAR_ALONE = re.compile(
    r"(?:the )?(?:year |fy ?|season )?(?P<year>\d{3,})(?: or later| and beyond| fiscal year"
    r"| (?:tax |fiscal |calendar )?(?:year|season|level))*"
)
_SHORT_YEAR = re.compile(r"'(?P<year>\d{2})")
_BEFORE_CHRIST = re.compile(r"(?P<year>\d{1,5}) ?(?:bc|bce)")
_DECADE = re.compile(r"(?:(?:\dth|last) half of )?(?:the )?(?P<year>'?\d{2}|\d{3}0)s")
_NAMED_DECADE = re.compile(rf"(?:19 |1900 )?(?P<name>{'|'.join(DECADES)})")
_CENTURY = re.compile(r"(?P<n>\d{1,2})th century")
_OF_YEAR = (
    re.compile(
        r"(?P<n>\d|last)(?:th)? (?P<unit>quarter|half) (?:of |in )?(?:the )?(?P<year>\d{4})"
    ),
    re.compile(r"(?P<year>\d{4}) (?:fiscal )?(?P<n>\d|last)(?:th)? (?P<unit>quarter|half)"),
    re.compile(r"q(?P<n>\d) (?:of )?(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4}) q(?P<n>\d)"),
)
_FIRST_QUARTERS = re.compile(r"(?P<n>1th|last) 2 quarters of (?P<year>\d{4})")
_SEASON_YEAR = re.compile(
    rf"(?P<season>{'|'.join(SEASON_MONTHS)}) (?:of )?(?P<year>\d{{4}})"
    rf"|(?P<year2>\d{{4}}) (?P<season2>{'|'.join(SEASON_MONTHS)})"
)
_YEARS_RANGE = re.compile(r"(?P<first>[12]\d{3})[-–/](?P<last>\d{2}|\d{4})")
_AHEAD = 20  # years: "'30" said in 2023 is 2030, "'70" is 1970
_WITHOUT_DATE = 2049
_LAST_MONTH = 12
_LAST_YEAR = 9999
_QUARTERS = 4


def explicit_of(asked: Asked) -> Answer | None:
    """Read a date that needs nothing to be counted from."""
    words = asked.words
    if not any(map(str.isdigit, words)) and not _NAMED_DECADE.fullmatch(words):
        return None
    for read in (_full, _figures, _month_year, _of_year, _season, _year, _decade):
        answer = read(asked, words)
        if answer is not None:
            return answer
    return None


def _full(asked: Asked, words: str) -> Answer | None:
    match = next((m for pattern in _FULL if (m := pattern.fullmatch(words))), None)
    if match is None:
        return None
    found = match.groupdict()
    month = SHORT_MONTHS.index(found["month"]) + 1 if "month" in found else int(found["number"])
    return _day(int(found["year"]), month, int(found["day"]), found.get("weekday"))


def _day(year: int, month: int, day: int, weekday: str | None, how: str = "") -> Answer:
    found = day_of(year, month, day)
    if found is None:
        return refused(no_such_day(year, month, day))
    how = how or "date in full"
    if weekday and SHORT_WEEKDAYS[found.weekday()] != weekday:
        how += f"; it was a {WEEKDAY_NAMES[found.weekday()].capitalize()}, not as the words say"
    return stated(Point("day", found), how)


def no_such_day(year: int | None, month: int, day: int) -> str:
    """Say that the calendar has no such day."""
    if not 1 <= month <= _LAST_MONTH:
        return f"there is no month {month}"
    name = MONTH_NAMES[month - 1].capitalize()
    return f"there is no {day} {name}" + (f" {year}" if year is not None else "")


def _figures(asked: Asked, words: str) -> Answer | None:
    """Read "3/25/98": the month first, as in the United States, unless only the other way fits."""
    match = _FIGURES.fullmatch(words)
    if match is None:
        return None
    a, b, year = int(match["a"]), int(match["b"]), match["year"]
    number = int(year) if len(year) > 2 else _short_year(asked, int(year))  # noqa: PLR2004
    if a > _LAST_MONTH:
        return _day(number, b, a, None, "date in figures, the day first")
    sure = a == b or b > _LAST_MONTH
    how = "date in figures, the month first" + ("" if sure else ": it could be the day")
    return _day(number, a, b, None, how)


def _short_year(asked: Asked, year: int) -> int:
    """Return the year in full: of the hundred up to 20 years after the publication.

    Without one of 1950 to 2049.
    """
    base = asked.base("year")
    last = base.first.year + _AHEAD if base else _WITHOUT_DATE
    return last - (last - year) % 100


def _month_year(asked: Asked, words: str) -> Answer | None:
    match = _MONTH_YEAR.fullmatch(words)
    if match is None:
        return None
    first = day_of(int(match["year"]), SHORT_MONTHS.index(match["month"]) + 1, 1)
    if first is None:
        return refused(f"no year {match['year']}")
    return stated(Point("month", first), "month and year")


def _of_year(asked: Asked, words: str) -> Answer | None:
    match = _FIRST_QUARTERS.fullmatch(words)
    if match:
        return of_year(int(match["year"]), "half", 1 if match["n"] == "1th" else 2)
    match = next((m for pattern in _OF_YEAR if (m := pattern.fullmatch(words))), None)
    if match is None:
        return None
    unit: TimeGrain = "half" if match.groupdict().get("unit") == "half" else "quarter"
    most = _QUARTERS if unit == "quarter" else 2
    n = most if match["n"] == "last" else int(match["n"])
    if not 1 <= n <= most:
        return refused(f"a year has no {unit} {n}")
    return of_year(int(match["year"]), unit, n)


def of_year(year: int, unit: TimeGrain, n: int) -> Answer:
    """Answer with the n-th quarter or half of a year."""
    months = 3 if unit == "quarter" else 6
    first = day_of(year, (n - 1) * months + 1, 1)
    if first is None:
        return refused(f"no year {year}")
    return stated(Point(unit, first), f"{unit} and year")


def _season(asked: Asked, words: str) -> Answer | None:
    match = _SEASON_YEAR.fullmatch(words)
    if match is None:
        return None
    name, year = match["season"] or match["season2"], int(match["year"] or match["year2"])
    first = day_of(year, SEASON_MONTHS[name], 1)
    return stated(Point("season", first), "season and year") if first else refused("no year 0")


def _year(asked: Asked, words: str) -> Answer | None:
    between = _YEARS_RANGE.fullmatch(words)
    if between:
        return _years(between)
    gone = _BEFORE_CHRIST.fullmatch(words)
    if gone:
        return Answer(f"-{max(int(gone['year']) - 1, 0):04}", "year", "year before Christ")
    short = _SHORT_YEAR.fullmatch(words)
    match = short or _YEAR_ALONE.fullmatch(words)
    if match is None:
        return None
    year = _short_year(asked, int(match["year"])) if short else int(match["year"])
    if not 1 <= year <= _LAST_YEAR:
        return refused(f"a year far off: {match['year'][:20]}")
    first = day_of(year, 1, 1)
    return stated(Point("year", first), "year") if first else None


def _years(match: re.Match[str]) -> Answer:
    """Read "1998-99", and "2010-12" as a month: only years that follow are taken for two."""
    first, last = match["first"], match["last"]
    if len(last) == 2:  # noqa: PLR2004
        if int(last) == (int(first) + 1) % 100 or int(last) > _LAST_MONTH:
            last = first[:2] + last
        else:
            found = day_of(int(first), int(last), 1)
            return (
                stated(Point("month", found), "month in figures") if found else refused("month 0")
            )
    if int(last) < int(first):
        return refused(f"ends before it begins: {first} to {last}")
    return Answer(f"{first}/{last}", "year", "from one year to another")


def _decade(asked: Asked, words: str) -> Answer | None:
    century = _CENTURY.fullmatch(words)
    if century:
        value = int(century["n"]) - 1
        return Answer(f"{value:02}", "century", "century") if value >= 0 else refused("century 0")
    named = _NAMED_DECADE.fullmatch(words)
    match = _DECADE.fullmatch(words)
    if not (named or match):
        return None
    if named:
        year = DECADES[named["name"]]
    elif match:
        text = match["year"].lstrip("'")
        year = int(text) if len(text) > 2 else _short_year(asked, int(text))  # noqa: PLR2004
    first = day_of(year, 1, 1)
    if first is None:
        return unknown(asked, "decade")
    return stated(point_at("decade", first), "decade")
