"""Lengths and what comes again: "three weeks", "a five-year low", "every Monday", "42-year-old"."""

import re

from onrecord.reading.times.asked import Answer, Asked
from onrecord.reading.times.vocabulary import (
    PARTS,
    SEASON_MONTHS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    UNIT_GRAINS,
)
from onrecord.record import TimeGrain

UNIT = "second|minute|hour|day|weekend|week|fortnight|month|quarter|half|season|year|decade|century"
_LETTERS = {"second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "month": "M"}
_LETTERS |= {"quarter": "Q", "year": "Y"}
_TIMES = {"decade": (10, "year"), "century": (100, "year"), "fortnight": (2, "week")}
_TIMES |= {"half": (6, "month"), "season": (3, "month"), "weekend": (2, "day")}
_SMALLER = {"year": (12, "M"), "day": (24, "TH"), "hour": (60, "M"), "minute": (60, "S")}
_SMALLER |= {"week": (7, "D"), "decade": (10, "Y")}

_LEAD = (
    r"(?:(?:a(?= \d)|year (?:ago|earlier)|last|past|next|1th|latest|coming|previous|following|more"
    r"|recent|early|final) )*"
)
_NUMBER = r"\d+(?:\.\d+)?|x|a|some"
_KIND = r"(?: trading| business| working| consecutive| straight| more| full| long| calendar)*"
_TAIL = r"(?: long| old| period| term| span| stretch| straight| more| now| time| history| of age)*"
_LENGTH = re.compile(
    rf"{_LEAD}(?:(?P<n>{_NUMBER})(?:(?: to| or|-| and|/) ?(?P<most>\d+))?{_KIND} )?"
    rf"{_LEAD}(?P<unit>{UNIT})(?P<many>s?)(?P<half> and a half| and 1 half)?{_TAIL}"
    r"(?: or (?:so|more|less|2))?(?: and (?P<n2>\d+) (?P<unit2>day|month|hour|minute|second)s?)?"
)
_FIXED = re.compile(r"last|past|next|1th|latest|coming|previous|following|recent|early|final")
_AGED = re.compile(r"(?:aged?|age of) (?P<n>\d{1,3})")
_WHILE = re.compile(r"(?:a |some |long |short |lengthy |fairly |brief )*(?:while|time|period|long)")
_SETS = {
    "daily": "P1D",
    "nightly": "XXXX-XX-XXTNI",
    "hourly": "PT1H",
    "weekly": "P1W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "semiannual": "P6M",
    "yearly": "P1Y",
    "annual": "P1Y",
    "annually": "P1Y",
    "biennial": "P2Y",
}
_SET_GRAINS: dict[str, TimeGrain] = {"D": "day", "H": "hour", "W": "week", "M": "month"}
_EVERY = re.compile(
    rf"(?:1th )?(?:every|each|a|per|any|all|once|twice)(?: a| per| every)? ?"
    rf"(?P<n>\d+|other|2th|x)? ?(?P<unit>{UNIT})s?"
)
_AGAIN = re.compile(
    r"(?:(?:every|each|most|all|on|alternate|last x|last \d+|past \d+|past x) )*"
    rf"(?:(?P<day>{'|'.join(SHORT_WEEKDAYS)})|(?P<month>{'|'.join(SHORT_MONTHS)})"
    rf"|(?P<season>{'|'.join(SEASON_MONTHS)})|(?P<weekend>weekend)|(?P<part0>{'|'.join(PARTS)}))s?"
    rf"(?: (?P<part>{'|'.join(PARTS)})s?)?"
)


def length_of(asked: Asked) -> Answer | None:
    """Read a length: its value is "P3W", "PT1H30M", "PXY" for "several years"."""
    aged = _AGED.fullmatch(asked.words)
    if aged:
        return Answer(f"P{aged['n']}Y", "year", "age in years")
    match = _LENGTH.fullmatch(asked.words)
    if match is None:
        return _vague_length(asked)
    unit = match["unit"]
    if not match["n"] and not match["many"] and _FIXED.match(asked.words) and unit not in _TIMES:
        return None
    rough = ", rounded" if asked.phrase.is_rough() else ""
    if (match["n"] is None and match["many"]) or match["n"] in ("x", "some"):
        value, grain = _length(None, unit)
        return Answer(value, grain, "length without a number")
    number = "1" if match["n"] in (None, "a") else match["n"]
    value, grain = _length(number + ".5" if match["half"] else number, unit)
    if match["n2"]:
        more, _ = _length(match["n2"], match["unit2"])
        value += more[1:].replace("T", "") if "T" in value else more[1:]
    if match["most"]:
        return Answer(value, grain, f"length, the shorter of {number} to {match['most']}")
    return Answer(value, grain, "length" + rough)


def _length(number: str | None, unit: str) -> tuple[str, TimeGrain]:
    """Write a length in its unit: decades and centuries in years, fortnights in weeks."""
    times, small = _TIMES.get(unit, (1, unit))
    letter = _LETTERS[small]
    time, letter = ("T", letter[1]) if letter[0] == "T" else ("", letter)
    grain = UNIT_GRAINS[small]
    if number is not None and unit == "quarter":  # no standard has a letter for quarters
        return _length(str(int(number.partition(".")[0]) * 3), "month")
    if number is None:
        long = {"decade": "DE", "century": "CE"}.get(unit)
        return f"P{time}X{long or letter}", UNIT_GRAINS.get(unit, grain)
    whole, _, part = number.partition(".")
    if not part.strip("0"):
        return f"P{time}{int(whole) * times}{letter}", grain
    return _with_part(int(whole), part, unit), grain


def _with_part(whole: int, figures: str, unit: str) -> str:
    """Write "2.5 years" as P2Y6M. figures: those behind the point."""
    part = float(f"0.{figures}")
    times, small = _TIMES.get(unit, (1, unit))
    if times * part == int(times * part):
        return _length(str(int(times * (whole + part))), small)[0]
    n, smaller = _SMALLER.get(small, (0, ""))
    amount = n * part
    if not n or amount != int(amount):
        return _length(str(whole), small)[0][:-1] + f".{figures}" + _LETTERS[small][-1]
    if not whole:
        return f"P{'T' if small in ('hour', 'minute') else ''}{int(amount)}{smaller}"
    return _length(str(whole), small)[0] + f"{int(amount)}{smaller}"


def _vague_length(asked: Asked) -> Answer | None:
    if asked.kind == "duration" and _WHILE.fullmatch(asked.words):
        return Answer("PXX", None, "length without a number or unit")
    return None


def set_of(asked: Asked) -> Answer | None:
    """Read what comes again: "P1D" for "daily", "XXXX-WXX-1" for "every Monday"."""
    value = _SETS.get(asked.words)
    if value:
        return Answer(value, _SET_GRAINS.get(value[-1], "year"), "comes again")
    every = _EVERY.fullmatch(asked.words)
    if every:
        number = {"other": "2", "2th": "2", "x": None}.get(every["n"] or "", every["n"] or "1")
        value, grain = _length(number, every["unit"])
        return Answer(value, grain, "comes again")
    match = _AGAIN.fullmatch(asked.words)
    return _again(match) if match and (asked.kind == "set" or match[0].endswith("s")) else None


def _again(match: re.Match[str]) -> Answer:
    part = PARTS.get(match["part"] or match["part0"] or "", "")
    how = "comes again"
    if match["day"]:
        value = f"XXXX-WXX-{SHORT_WEEKDAYS.index(match['day']) + 1}"
        return Answer(value + part, "day", how)
    if match["month"]:
        return Answer(f"XXXX-{SHORT_MONTHS.index(match['month']) + 1:02}", "month", how)
    if match["season"]:
        name = "FA" if match["season"] == "autumn" else match["season"][:2].upper()
        return Answer(f"XXXX-{name}", "season", how)
    if match["weekend"]:
        return Answer("XXXX-WXX-WE", "weekend", how)
    return Answer(f"XXXX-XX-XX{part}", "part of day", how)
