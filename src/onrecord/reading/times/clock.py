"""Times of the day: "10 p.m. Wednesday", "noon", "18:00 UTC", "around midnight (2100 GMT)"."""

import re
from typing import NamedTuple

from onrecord.reading.times.asked import Answer, Asked, refused
from onrecord.reading.times.vocabulary import CLOCK_WORDS, US_ZONES, ZONES
from onrecord.record import TimeGrain

_ZONE = rf"(?P<zone>{'|'.join((*ZONES, *US_ZONES))})"
_OFFSET = r"(?: ?(?P<offset>[+-]\d{1,2}(?::?\d{2})?))?"
_CLOCK = re.compile(
    rf"\b(?:(?P<word>{'|'.join(CLOCK_WORDS)})|(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d{{2}}))?"
    r"(?::\d{2})?(?: (?P<half>am|pm)| (?P<oclock>o'?clock))?|(?P<four>\d{4}))"
    rf"(?: hours?)?(?: (?:local|eastern|central|pacific|mountain)(?: standard| daylight)? time)?"
    rf"(?: {_ZONE}{_OFFSET})?(?!\S)"
)
_RUN = re.compile(r"\d{1,2}:\d\d:\d\d")  # "won in 2:04:12"
_BARE_ZONE = re.compile(rf"\(?\s*(?P<clock>[\d:.]{{1,8}})\s*(?:hrs\s*)?{_ZONE}\b", re.IGNORECASE)
_OTHER_ZONE = re.compile(rf"\b\d{{4}} {_ZONE}")
_LEADING = re.compile(r"^(?:(?:on|in|at|of|the) )+")
_MORNING = re.compile(r"^(?:in the )?(?P<part>morning|afternoon|evening|night)\b ?")
_BEGINS = re.compile(r"\b(?:since|after|between|from) $")
_HOURS, _MINUTES, _HALF_DAY = 24, 60, 12
_STEP = 15  # minutes that offsets are multiples of
_MOST = 14 * _MINUTES


class Clock(NamedTuple):
    """A time of the day."""

    minutes: int  # since midnight, up to 24:00
    fine: bool  # minutes are given
    zone: str | None  # "Z", "+03:00"
    zone_how: str
    midnight: bool  # the word, not 00:00
    begins: bool  # something does, "since midnight": that is the beginning of the day
    rest: str  # words of the expression beside the clock


def clock_of(asked: Asked) -> Clock | Answer | None:
    """Find a time of the day in an expression; an answer where there can be no such time."""
    words = asked.words
    if _RUN.fullmatch(words) and asked.before.endswith("in "):
        return refused("how long it took: hours, minutes and seconds")
    for match in _CLOCK.finditer(words):
        if not _is_clock(asked, match):
            continue
        minutes = _minutes(match, words[match.end() :].strip())
        if minutes is None:
            return refused(f"there is no time {match[0].strip()}")
        rest = f"{words[: match.start()]} {words[match.end() :]}".strip()
        zone, how = _zone_of(match)
        if zone is None:
            zone, how = _zone_behind(minutes, f"{rest} {asked.after}")
        rest = _OTHER_ZONE.sub("", _MORNING.sub("", rest)).strip()
        rest = _LEADING.sub("", rest)
        fine = bool(match["minute"] or match["four"] or match["word"])
        begins = _BEGINS.search(asked.before) is not None
        return Clock(minutes, fine, zone, how, match["word"] == "midnight", begins, rest)
    return None


def _is_clock(asked: Asked, match: re.Match[str]) -> bool:
    """Whether figures are a time of the day and not a day or year."""
    if match["word"] or match["half"] or match["oclock"] or match["zone"]:
        return True
    if match["four"]:
        return "hour" in match[0]
    if match["minute"]:
        return True
    behind = asked.words[match.end() :].strip()
    return bool(_MORNING.match(behind)) and "in the" in behind


def _minutes(match: re.Match[str], behind: str) -> int | None:
    if match["word"]:
        hour, _, minute = CLOCK_WORDS[match["word"]].partition(":")
        return int(hour) * _MINUTES + int(minute)
    figures = match["four"] or f"{match['hour']}{match['minute'] or '00'}"
    hours, minutes = int(figures[:-2]), int(figures[-2:])
    if match["half"] and not 1 <= hours <= _HALF_DAY:
        fits = _HALF_DAY < hours < _HOURS and minutes < _MINUTES
        return hours * _MINUTES + minutes if fits else None
    if match["half"]:
        hours = hours % _HALF_DAY + (_HALF_DAY if match["half"] == "pm" else 0)
    part = _MORNING.match(behind)
    if part and not match["half"] and part["part"] != "morning" and hours < _HALF_DAY:
        hours += _HALF_DAY
    ok = minutes < _MINUTES and (hours < _HOURS or (hours, minutes) == (_HOURS, 0))
    return hours * _MINUTES + minutes if ok else None


def _zone_of(match: re.Match[str]) -> tuple[str | None, str]:
    name = match["zone"]
    if name is None:
        return None, ""
    offset = match["offset"]
    if offset and name in ("gmt", "utc"):
        figures = re.sub(r"\D", "", offset)
        hours, minutes = (figures[:-2], figures[-2:]) if len(figures) > 2 else (figures, "00")  # noqa: PLR2004
        return f"{offset[0]}{int(hours):02}:{minutes}", ", zone as stated"
    zone = ZONES.get(name)
    return zone, ", zone as stated" if zone else f", zone {name.upper()} without its season"


def _zone_behind(minutes: int, after: str) -> tuple[str | None, str]:
    """Find the zone by the same time in another: "midnight (2100 GMT)" is three hours ahead."""
    match = _BARE_ZONE.match(after.strip())
    if match is None or ZONES.get(match["zone"].lower()) != "Z":
        return None, ""
    figures = re.sub(r"\D", "", match["clock"])
    if not 3 <= len(figures) <= 4:  # noqa: PLR2004
        return None, ""
    other = int(figures[:-2]) * _MINUTES + int(figures[-2:])
    offset = (minutes - other + _HALF_DAY * _MINUTES) % (_HOURS * _MINUTES) - _HALF_DAY * _MINUTES
    if offset % _STEP or abs(offset) > _MOST:
        return None, f", which does not fit {match[0].strip('( ')}"
    sign, size = "-" if offset < 0 else "+", abs(offset)
    return f"{sign}{size // _MINUTES:02}:{size % _MINUTES:02}", ", zone by the time in GMT"


def at_clock(clock: Clock, day: Answer) -> Answer:
    """Put a time of the day on a day; midnight is its end, as "midnight Friday" means it."""
    grain: TimeGrain = "minute" if clock.minutes % _MINUTES or clock.fine else "hour"
    if day.value is None:
        return day
    hours, minutes = divmod(clock.minutes, _MINUTES)
    stamp = f"T{hours:02}:{minutes:02}"
    if clock.midnight and not clock.begins:
        stamp = "T24:00"
    value = f"{day.value[:10]}{stamp}{clock.zone or ''}"
    return Answer(
        value, grain, f"time of the day{clock.zone_how}; {day.how}", day.anchor, day.point
    )
