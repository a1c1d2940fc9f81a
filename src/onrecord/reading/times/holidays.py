"""Holidays as days of the year: "Christmas Eve", "last Thanksgiving", "Easter Sunday"."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.reading.times.asked import Answer, Asked, counted, stated, unknown
from onrecord.reading.times.counted import chosen
from onrecord.reading.times.points import Point, day_of

_FIXED = {
    "christmas eve": (12, 24),
    "christmas(?: day)?": (12, 25),
    "boxing day": (12, 26),
    "new year eve": (12, 31),
    "new years? day|new years?": (1, 1),
    "valentines? day": (2, 14),
    "(?:st|saint) patricks? day": (3, 17),
    "april fools? day": (4, 1),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "independence day": (7, 4),
    "halloween": (10, 31),
    "veterans? day|armistice day": (11, 11),
}
_BY_WEEKDAY = {  # month, weekday (0 = Monday), which; -1 = the last
    "(?:martin luther king|mlk)(?: jr)? day": (1, 0, 3),
    "presidents? day": (2, 0, 3),
    "memorial day": (5, 0, -1),
    "labou?r day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving(?: day)?": (11, 3, 4),
}
_BY_EASTER = {
    "ash wed(?:nesday)?": -46,
    "palm sun(?:day)?": -7,
    "good fri(?:day)?": -2,
    "easter(?: sun| day)?": 0,
    "easter mon(?:day)?": 1,
}
_WHICH = r"(?:(?P<which>last|this|next|coming|past|previous) )?"
_YEAR = r"(?: (?P<year>\d{4}))?"


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches, after Gauss as completed by Meeus."""
    century, of_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leaps - correction + 15) % 30
    to_sunday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    late = (year % 19 + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(month: int, weekday: int, n: int) -> Callable[[int], date]:
    def find(year: int) -> date:
        if n > 0:
            first = date(year, month, 1)
            return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (n - 1))
        last = date(year, month + 1, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - weekday) % 7)

    return find


def _from_easter(n_days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=n_days)


def _election(year: int) -> date:
    return _nth(11, 0, 1)(year) + timedelta(days=1)


_HOLIDAYS: tuple[tuple[re.Pattern[str], Callable[[int], date]], ...] = tuple(
    (re.compile(f"{_WHICH}(?:{name}){_YEAR}"), day)
    for name, day in [
        *((name, _fixed(*day)) for name, day in _FIXED.items()),
        *((name, _nth(*day)) for name, day in _BY_WEEKDAY.items()),
        *((name, _from_easter(n)) for name, n in _BY_EASTER.items()),
        ("election day", _election),
    ]
)
_WORDS = re.compile(
    "christmas|boxing|year|valentine|patrick|fool|may day|bastille|independence|halloween|veteran"
    "|armistice|king|mlk|president|memorial|labou?r|columbus|thanksgiving|ash|palm|good|easter"
    "|election"
)


def holiday_of(asked: Asked) -> Answer | None:
    """Read a holiday."""
    if not _WORDS.search(asked.words):
        return None
    for pattern, find in _HOLIDAYS:
        match = pattern.fullmatch(asked.words)
        if match:
            return _holiday(asked, find, match["which"], match["year"])
    return None


def _holiday(
    asked: Asked, find: Callable[[int], date], which: str | None, year: str | None
) -> Answer | None:
    if year:
        return (
            stated(Point("day", find(int(year))), "holiday and year")
            if day_of(int(year), 1, 1)
            else None
        )
    base = asked.day()
    if base is None:
        return unknown(asked, "day")
    years = [base.year + n for n in (-1, 0, 1) if date.min.year < base.year + n < date.max.year]
    best, how = chosen(asked, [find(n) for n in years], base, which)
    return counted(asked, Point("day", best), f"holiday, {how}")
