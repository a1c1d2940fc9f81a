"""Dates as pages write them -> ISO 8601 with a grain, never finer than what is stated.

"13 September 2023" is a day and stays one. An offset is kept as stated; a zone whose offset
depends on the season or the country ("ET", "IST") is dropped rather than guessed. A date that can
be read in two ways (4/5/2019) is no date unless something says which way.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from onrecord.record import Grain

Order = Literal["dmy", "mdy"]
GRAINS: tuple[Grain, ...] = ("year", "month", "day", "hour", "minute", "second")
FIRST_YEAR, LAST_YEAR = 1700, 2199  # archives of papers begin about 1700


class Stamp(NamedTuple):
    """A date found in a string."""

    value: str  # ISO 8601
    grain: Grain
    start: int = 0  # [start, end) in the string
    end: int = 0


_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",),
            ("june", "jun"), ("july", "jul"), ("august", "aug"), ("september", "sep", "sept"),
            ("october", "oct"), ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_ZONES = {
    "utc": "Z", "gmt": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00",
    "eet": "+02:00", "eest": "+03:00", "msk": "+03:00", "jst": "+09:00", "kst": "+09:00",
    "hkt": "+08:00", "sgt": "+08:00", "aest": "+10:00", "aedt": "+11:00", "nzst": "+12:00",
    "nzdt": "+13:00", "est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00",
    "mdt": "-06:00", "pst": "-08:00", "pdt": "-07:00", "akst": "-09:00", "hst": "-10:00",
}  # fmt: skip  # not here, for each means two things: cst, ist, et, ct, mt, pt
_ANY_ZONE = "|".join((*_ZONES, "cst", "ist", "et", "ct", "mt", "pt"))
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_CLOCK = (
    r"(?:(?P<{0}h>[01]?\d|2[0-4])(?:[:.h](?P<{0}m>[0-5]\d)(?:[:.](?P<{0}s>[0-5]\d)(?:[.,]\d+)?)?)?"
    r"\s?(?P<{0}p>[ap]\.?\s?m\b\.?)?\s?(?P<{0}z>(?:UTC|GMT)?[+-]\d\d:?\d\d\b|Z\b|\(?(?:"
    + _ANY_ZONE
    + r")\b\)?)?)"
)
_DAY = (
    r"(?:(?P<y1>\d{4})-(?P<m1>\d\d)-(?P<d1>\d\d)"
    r"|(?P<y2>\d{4})[/.](?P<m2>\d\d?)[/.](?P<d2>\d\d?)"
    r"|(?P<d3>\d\d?)(?:st|nd|rd|th)?[ \-]?(?:of )?(?P<m3>MONTH)\.?,?[ \-](?P<y3>\d{4})"
    r"|(?P<m4>MONTH)\.? ?(?P<d4>\d\d?)(?:st|nd|rd|th)?(?:,| ,)? ?(?P<y4>\d{4})"
    r"|(?P<a5>\d\d?)(?P<s5>[/.\-])(?P<b5>\d\d?)(?P=s5)(?P<y5>\d{4}))"
).replace("MONTH", _MONTH)
# The clock may stand on either side of the day: "1:15 PM EST, 11/18/2019", "Nov. 18, 2019 at 1:15".
_STAMP = re.compile(
    r"(?<![\w/.\-])(?:" + _CLOCK.format("b")
    + r"[ ,]+(?:on )?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?)?"
    + _DAY + r"(?!\d)(?:(?:T|[ ,|\-–—•·(]*(?:at |@ ?)?)" + _CLOCK.format("a") + r"(?!\w|[.,]?\d))?",
    re.IGNORECASE,
)  # fmt: skip
_MONTH_ONLY = re.compile(rf"\b({_MONTH})\.?,? (\d{{4}})\b", re.IGNORECASE)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?:T?(\d\d)(\d\d)(\d\d)?(Z|[+-]\d{4})?)?$")
_EPOCH = re.compile(r"^\d{10}(?:\d{3})?$")
_HAS_DIGIT_YEAR = re.compile(r"\b(?:1[7-9]|2[01])\d\d(?!\d)")
_CTIME = re.compile(  # "Tue Nov 19 08:12:33 EST 2019": the year stands last
    rf"({_MONTH})\.? (\d\d?),? (\d\d?:\d\d(?::\d\d)?)\s?([A-Z]{{1,4}}|[+-]\d{{4}})? (\d{{4}})",
    re.IGNORECASE,
)


def find_dates(text: str, *, order: Order | None = None) -> Iterator[Stamp]:
    """Give every full date (at least a day) in a text, in order. `order` reads 4/5/2019."""
    if not _HAS_DIGIT_YEAR.search(text):
        return
    text = text.replace("_", " ")  # Markdown's "_4 May 2019_": to \b an underscore is a letter
    for match in _STAMP.finditer(text):
        stamp = _of_match(match, order)
        if stamp is not None:
            yield stamp


@lru_cache(maxsize=256)  # a page states its date in five places
def parse_date(text: str, *, order: Order | None = None) -> Stamp | None:
    """Read a string that is meant to be a date, as metadata give it; None if it is none."""
    text = " ".join(text[:80].split())
    compact = _COMPACT.match(text)
    if compact:
        year, month, day, hour, minute, second, zone = compact.groups()
        return _build((int(year), int(month), int(day)), (hour, minute, second, None, zone))
    if _EPOCH.match(text) and text < "2":  # "2019112008" is an hour, not a moment in 2033
        return _of_epoch(int(text[:10]))
    turned = _CTIME.sub(r"\2 \1 \5 \3 \4", text)
    full = next(find_dates(turned, order=order), None)
    if full is not None and turned != text:
        full = full._replace(start=0, end=len(text))
    return full or _coarse(text)


def _coarse(text: str) -> Stamp | None:
    """Read a month or a year: "May 2019", "2019-05", "2019"."""
    month_only = _MONTH_ONLY.search(text)
    if month_only:
        value = f"{month_only[2]}-{_MONTHS[month_only[1].lower()]:02}"
        return Stamp(value, "month", *month_only.span()) if _plausible(int(month_only[2])) else None
    if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", text) and _plausible(int(text[:4])):
        return Stamp(text, "month", 0, len(text))
    if re.fullmatch(r"\d{4}", text) and _plausible(int(text)):
        return Stamp(text, "year", 0, 4)
    return None


def _plausible(year: int) -> bool:
    return FIRST_YEAR <= year <= LAST_YEAR


def _of_epoch(seconds: int) -> Stamp | None:
    moment = datetime.fromtimestamp(seconds, UTC)
    return Stamp(moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "second", 0, 10)


def _of_match(match: re.Match[str], order: Order | None) -> Stamp | None:
    day = _day_of(match, order)
    side = next((side for side in "ab" if _is_clock(match, side)), None)
    clock = tuple(match[f"{side}{part}"] for part in "hmspz") if side else None
    stamp = None if day is None else _build(day, clock)
    if stamp is None:
        return None
    start = min(at for g in ("y1", "y2", "d3", "m4", "a5") if (at := match.start(g)) >= 0)
    end = max(match.end(g) for g in ("d1", "d2", "y3", "y4", "y5"))
    if side == "b":
        start = match.start()
    elif side == "a":
        end = match.end()
    return stamp._replace(start=start, end=end)


def _is_clock(match: re.Match[str], side: str) -> bool:
    """Say whether what stands beside a day is a time: "2.14" alone may be any number."""
    hour, minute, half, zone = (match[f"{side}{part}"] for part in "hmpz")
    if hour is None:
        return False
    if half:
        return True
    if minute is None:
        return False
    return bool(zone) or match.string[match.end(f"{side}h")] != "."


def _day_of(match: re.Match[str], order: Order | None) -> tuple[int, int, int] | None:
    for n in "12":
        if match[f"y{n}"]:
            return int(match[f"y{n}"]), int(match[f"m{n}"]), int(match[f"d{n}"])
    for n in "34":
        if match[f"y{n}"]:
            return int(match[f"y{n}"]), _MONTHS[match[f"m{n}"].lower()], int(match[f"d{n}"])
    first, second, year = int(match["a5"]), int(match["b5"]), int(match["y5"])
    american = any(_is_american(match, side) for side in "ab")
    chosen = _order_of(first, second, match["s5"], "mdy" if american else order)
    if chosen is None:
        return None
    return (year, second, first) if chosen == "dmy" else (year, first, second)


def _is_american(match: re.Match[str], side: str) -> bool:
    zone = (match[f"{side}z"] or "").strip("()").lower()
    return zone in ("est", "edt", "et", "cdt", "ct", "mst", "mdt", "pst", "pdt", "pt")


_MONTHS_IN_YEAR = 12


def _order_of(first: int, second: int, sign: str, order: Order | None) -> Order | None:
    if first > _MONTHS_IN_YEAR:
        return "dmy"
    if second > _MONTHS_IN_YEAR:
        return "mdy"
    if first == second or sign == ".":  # 12.11.2019 is day first wherever it is used
        return "dmy"
    return order


_Clock = tuple[str | None, ...]


def _build(day: tuple[int, int, int], clock: _Clock | None) -> Stamp | None:
    try:
        date = datetime(*day)
    except ValueError:
        return None
    if not _plausible(date.year):
        return None
    value = date.strftime("%Y-%m-%d")
    if clock is None or clock[0] is None:
        return Stamp(value, "day")
    hour, minute, second, half, zone = clock
    hours = _hours(int(hour or 0), half)
    if hours is None or _is_midnight(hours, minute, second, half):
        return Stamp(value, "day")
    text, grain = f"{value}T{hours:02}", "hour"
    if minute:
        text, grain = f"{text}:{minute}", "minute"
        if second:
            text, grain = f"{text}:{second}", "second"
    return Stamp(text + _offset(zone), grain)  # type: ignore[arg-type]


def _is_midnight(hours: int, minute: str | None, second: str | None, half: str | None) -> bool:
    """Midnight to the second is how software writes a day: no time is stated."""
    return half is None and hours == 0 and minute == "00" and second in (None, "00")


_NOON = 12
_DAY_HOURS = 24


def _hours(hour: int, half: str | None) -> int | None:
    if half is None:
        return hour if hour < _DAY_HOURS else None
    if not 1 <= hour <= _NOON:
        return hour if hour < _DAY_HOURS else None  # "14:30 pm"
    return hour % _NOON + (_NOON if half[0] in "pP" else 0)


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    zone = zone.strip("()").lower()
    if zone in _ZONES:
        return _ZONES[zone]
    match = re.search(r"([+-])(\d\d):?(\d\d)$", zone)
    if not match or int(match[2]) > 14 or int(match[3]) > 59:  # noqa: PLR2004 - no such offset
        return ""
    return f"{match[1]}{match[2]}:{match[3]}"


def reduce(value: str, grain: Grain) -> str:
    """Cut an ISO value down to a coarser grain; a finer one than the value has changes nothing."""
    cuts = {"year": 4, "month": 7, "day": 10}
    if grain in cuts:
        return value[: cuts[grain]]
    match = re.match(r"(\d{4}-\d\d-\d\dT\d\d)(:\d\d)?(:\d\d)?(.*)", value)
    if not match:
        return value
    kept = {"hour": match[1], "minute": match[1] + (match[2] or "")}.get(grain, "")
    return kept + match[4] if kept else value


def bounds(value: str) -> tuple[datetime, datetime]:
    """Return the first and last instant (UTC) that an ISO value can mean, offset unknown or not.

    Raises ValueError for anything `find_dates` would not write.
    """
    day = value[:10]
    if len(value) <= len("2024-12-19"):
        first = datetime.fromisoformat((day + "-01-01")[:10]).replace(tzinfo=UTC)
        step = {4: 366, 7: 31}.get(len(day), 1)
        return first - _EAST, first + timedelta(days=step) - _SECOND + _WEST
    match = re.fullmatch(r"(.{13})(:\d\d)?(:\d\d)?(Z|[+-]\d\d:\d\d)?", value)
    if match is None:
        raise ValueError(f"not a date: {value!r}")
    moment = datetime.fromisoformat(f"{match[1]}{match[2] or ':00'}{match[3] or ':00'}")
    width = (
        timedelta(hours=1) if not match[2] else timedelta(minutes=1) if not match[3] else _SECOND
    )
    if match[4]:
        moment = datetime.fromisoformat(moment.isoformat() + match[4].replace("Z", "+00:00"))
        return moment.astimezone(UTC), moment.astimezone(UTC) + width - _SECOND
    moment = moment.replace(tzinfo=UTC)
    return moment - _EAST, moment + width - _SECOND + _WEST


_SECOND = timedelta(seconds=1)
_EAST, _WEST = timedelta(hours=14), timedelta(hours=12)  # how far clocks run before and after UTC


def is_after(value: str, limit: str) -> bool:
    """Say whether `value` is later than `limit` in whatever zone they are meant.

    Two days are compared as written: "2024-12-20" is after "2024-12-19".
    """
    n_day = len("2024-12-19")
    if min(len(value), len(limit)) <= n_day:
        width = min(len(value), len(limit), n_day)
        if value[:width] <= limit[:width]:
            return False
        if len(value) <= n_day and len(limit) <= n_day:
            return True
    return bounds(value)[0] > bounds(limit)[1]
