"""Dates counted from another: "Tuesday", "last month", "four years ago", "the next day"."""

import re
from datetime import date

from onrecord.reading.times.asked import (
    Answer,
    Asked,
    counted,
    is_calendar,
    refused,
    shifted,
    unknown,
)
from onrecord.reading.times.explicit import MONTH, WEEKDAY, no_such_day
from onrecord.reading.times.lengths import UNIT
from onrecord.reading.times.points import Point, day_of, moved, point_at
from onrecord.reading.times.vocabulary import (
    MONTH_NAMES,
    PARTS,
    SHORT_MONTHS,
    SHORT_WEEKDAYS,
    UNIT_GRAINS,
)

_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "overnight": 0}
_DAYS |= {"day before yesterday": -2, "day after tomorrow": 2}
WHICH = (
    r"(?P<which>this coming|this past|last|past|this|next|coming|previous|following|same|that same"
    r"|that)"
)
PART = rf"(?P<part>{'|'.join(PARTS)})"
_DAY = re.compile(
    rf"(?:{PART} (?:of )?)?(?P<name>{'|'.join(_DAYS)})(?: (?:at )?(?P<behind>{'|'.join(PARTS)}))?"
)
_PART = re.compile(rf"(?:{WHICH} )?(?:(?:early|late|mid|hours of) )*{PART}")
_WEEKDAY = re.compile(
    rf"(?:{WHICH} )?(?:(?:early|late) )?{WEEKDAY}(?: {PART})?"
    r"(?: (?:of )?(?P<week>last|this|next) week)?"
)
_MONTH_DAY = (
    re.compile(rf"(?:{WHICH} )?(?:{WEEKDAY} )?{MONTH} (?P<day>\d{{1,2}})(?:th)?(?: {PART})?"),
    re.compile(
        rf"(?:{WHICH} )?(?:{WEEKDAY} )?(?P<day>\d{{1,2}})(?:th)? (?:of )?{MONTH}(?: {PART})?"
    ),
)
_MONTH = re.compile(rf"(?:{WHICH} )?{MONTH}(?: month)?(?: (?P<year>last|this|next) year)?")
_NTH = re.compile(r"(?P<day>\d{1,2})th(?: of the month)?")
_WEEK_OF = re.compile(rf"week of {MONTH} (?P<day>\d{{1,2}})(?:th)?")
_UNIT = re.compile(
    rf"(?:(?P<which>this coming|last|past|this|next|coming|previous|following|current|same"
    rf"|that same|that|preceding|present) )?(?:fiscal |financial |calendar |full )*(?P<unit>{UNIT})"
    r"(?: end)?(?: or so)?(?: (?P<side>before|after|earlier|later)(?: that)?)?"
)
_AGO = re.compile(
    rf"(?P<n>\d+(?:\.\d+)?|a|1|some \d+) (?P<unit>{UNIT})s?(?: or so)? (?P<way>ago|earlier|before"
    r"|previously|later|after|afterwards?|on|hence|from now|from today)(?: today| that)?"
)
_BACK = frozenset(("ago", "earlier", "before", "previously"))
_FROM_NOW = frozenset(("ago", "hence", "from now", "from today"))
BEFORE = frozenset(("last", "past", "previous", "preceding"))
AFTER = frozenset(("next", "following", "coming", "this coming"))
_FROM_LAST = frozenset(("previous", "following", "preceding"))
SAME = frozenset(("same", "that", "that same"))
# What has a day only once it has happened: "the Oct. 7 attack".
_SUDDEN = re.compile(
    r" (?:\w+ )?(?:attack|assault|bombing|shooting|stabbing|massacre|killing|murder|crash|explosion"
    r"|blast|earthquake|quake|avalanche|derailment)(?:e?s)?\b"
    r"(?! (?:trial|hearing|inquest|sentencing|anniversary|drill|memorial))",
    re.I,
)
# "By month nine", and "in the year to January", which is as long as a year.
_COUNTED_BEHIND = re.compile(
    r" (?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
    rf"| to (?:the end of )?(?:{'|'.join(MONTH_NAMES)})\b"
)
_SURELY_NEAR = 90  # days; a month or day so near is meant without its year, whatever the tense
_SOON = 21  # days ahead, up to which a past tense may tell of a plan: "was moved to May 3"
_SINCE = frozenset(("since", "after"))
PLURALS = {"century": "centuries"}
_MONTH_LENGTH = 31
_ONE = re.compile(r"\b(?:a|one) $")
_OF_LONGER = re.compile(r"(?: (?:morning|afternoon|evening|night))? (?:in|of|that)\b")
_SPANNED = re.compile(r"\b(?:over|in|within|during|for|of|until|by|to) $")
_LONGEST_COUNT = 6  # digits; more is no count of a calendar


def counted_of(asked: Asked) -> Answer | None:
    """Read a date that is counted from another."""
    for read in _RULES:
        answer = read(asked)
        if answer is not None:
            return answer
    return None


def _then(asked: Asked) -> Answer | None:
    last = asked.known.last
    if asked.words != "then" or last is None:
        return None
    return counted(asked, last.point, "the time named before", last.span)


def with_part(answer: Answer, part: str | None) -> Answer:
    """Add a part of the day to a day."""
    if not part or answer.grain != "day" or answer.value is None:
        return answer
    return answer._replace(value=answer.value + PARTS[part], grain="part of day")


def _day(asked: Asked) -> Answer | None:
    match = _DAY.fullmatch(asked.words)
    if match is None:
        return None
    if match["name"] == "overnight" and asked.before.endswith(("the ", "an ")):
        return refused("it says what sort of thing: the overnight boat")
    n = _DAYS[match["name"]]
    how = "day of publication" if n == 0 else f"{match['name']}, from the day of publication"
    night = "night" if match["name"] in ("tonight", "overnight") else None
    part = match["part"] or match["behind"] or night
    return with_part(shifted(asked, "day", n, how), part)


def _weekday(asked: Asked) -> Answer | None:
    match = _WEEKDAY.fullmatch(asked.words)
    if match is None:
        return None
    number = SHORT_WEEKDAYS.index(match["weekday"])
    base = asked.day()
    if _ONE.search(asked.before) and _OF_LONGER.match(asked.after):
        return Answer(f"XXXX-WXX-{number + 1}", "day", "some day of a longer time")
    if base is None:
        answer = unknown(asked, "day", f"XXXX-WXX-{number + 1}")
    else:
        point, how = _nearest_weekday(asked, base, number, match["which"])
        if match["week"]:
            days = 7 * _steps(match["week"]) + number - base.weekday()
            point, how = moved(Point("day", base), days), f"weekday of {match['week']} week"
        answer = counted(asked, point, how)
    early = "morning" if "early" in asked.phrase.before and match["part"] is None else None
    return with_part(answer, match["part"] or early)


def _nearest_weekday(
    asked: Asked, base: date, number: int, which: str | None
) -> tuple[Point | None, str]:
    back = (base.weekday() - number) % 7
    ahead = -back % 7
    if which in BEFORE or which == "this past":
        return moved(Point("day", base), -(back or 7)), "weekday before the day of publication"
    if which == "next":
        monday = 7 - base.weekday()
        return moved(Point("day", base), monday + number), "weekday of the week after"
    if which in AFTER or (which == "this" and asked.future is not False):
        return moved(Point("day", base), ahead), "weekday from the day of publication on"
    told = [one.point for one in asked.known.ahead if one.point.first.weekday() == number]
    if told and (asked.future is None or (asked.future and _is_owner(asked))):
        return told[0], "weekday named before"
    if asked.future and "since" not in asked.phrase.before and not _is_owner(asked):
        return moved(Point("day", base), ahead), "weekday from the day of publication on, by tense"
    return moved(Point("day", base), -back), "weekday up to the day of publication"


def _is_owner(asked: Asked) -> bool:
    """Whether something of that day is spoken of, "Friday's vote": mostly of one that has been."""
    return asked.after.startswith(("'s", "’s"))


def _month_day(asked: Asked) -> Answer | None:
    match = next((m for pattern in _MONTH_DAY if (m := pattern.fullmatch(asked.words))), None)
    if match is None:
        return None
    month, day = SHORT_MONTHS.index(match["month"]) + 1, int(match["day"])
    answer = _day_of_year(asked, (month, day), match["which"], match["weekday"])
    return with_part(answer, match["part"])


def _day_of_year(
    asked: Asked, month_day: tuple[int, int], which: str | None, weekday: str | None = None
) -> Answer:
    month, day = month_day
    if day_of(2000, month, day) is None:
        return refused(no_such_day(None, month, day))
    base = asked.day() or (asked.base("year") or Point("year", date.min)).first
    if base == date.min:
        return unknown(asked, "day", f"XXXX-{month:02}-{day:02}")
    years = [base.year + n for n in (-1, 0, 1) if date.min.year < base.year + n < date.max.year]
    days = [found for year in years if (found := day_of(year, month, day))]
    if not days:
        return refused(f"{no_such_day(base.year, month, day)}, nor in the years around it")
    fit = [found for found in days if SHORT_WEEKDAYS[found.weekday()] == weekday]
    if len(fit) == 1:
        return counted(asked, Point("day", fit[0]), "day of the year, by its weekday")
    best, how = chosen(asked, days, base, which)
    misfit = "; the weekday does not fit" if weekday else ""
    return counted(asked, Point("day", best), f"day of the year, {how}{misfit}")


def chosen(asked: Asked, days: list[date], base: date, which: str | None) -> tuple[date, str]:
    """Choose among the same day or month of years side by side."""
    gone = [day for day in days if day <= base]
    coming = [day for day in days if day >= base]
    near = min(days, key=lambda day: abs((day - base).days))
    if which in BEFORE:
        gone = [day for day in gone if day < base] or gone
        return (gone or days)[-1], "the last before the publication"
    if which in AFTER:
        coming = [day for day in coming if day > base] or coming
        return (coming or days)[0], "the next after the publication"
    is_sudden = _SUDDEN.match(asked.after) is not None and bool(gone)
    is_since = asked.before.rstrip().endswith("since") and bool(gone)
    is_over = is_sudden or is_since
    is_due = asked.future and asked.before.endswith("by ")  # "must leave by Nov. 30"
    is_gone = asked.future is False and (near - base).days > _SOON  # "was finished on May 3"
    is_ahead = bool(asked.future) and (base - near).days > _SOON and not _is_owner(asked)
    if (
        not (which or is_over or is_due or is_gone or is_ahead)
        and abs((near - base).days) < _SURELY_NEAR
    ):
        return near, "nearest to the publication"
    if asked.future and not is_sudden and coming and _SINCE.isdisjoint(asked.phrase.before):
        return coming[0], "from the publication on, by tense"
    if (asked.future is False or is_over) and gone:
        return gone[-1], f"up to the publication, by {'what happened' if is_sudden else 'tense'}"
    return near, "nearest to the publication"


def _month(asked: Asked) -> Answer | None:
    match = _MONTH.fullmatch(asked.words)
    if match is None:
        return None
    month = SHORT_MONTHS.index(match["month"]) + 1
    base = asked.base("month")
    if base is None:
        return unknown(asked, "month", f"XXXX-{month:02}")
    if match["year"]:
        found = moved(Point("month", base.first.replace(month=month)), 12 * _steps(match["year"]))
        return counted(asked, found, f"month of {match['year']} year")
    if match["which"] == "this":
        found = Point("month", base.first.replace(month=month))
        return counted(asked, found, "month of the year of publication")
    named = asked.known.before("year")
    if match["which"] in SAME and named:  # "in the spring of 2020 and that September"
        found = Point("month", named.point.first.replace(month=month, day=1))
        return counted(asked, found, "month of the year named before", named.span)
    years = [base.first.year + n for n in (-1, 0, 1)]
    days = [first for year in years if (first := day_of(year, month, 1))]
    if match["which"] in ("last", "past"):  # said in March, "last February" is a year ago
        days = [day for day in days if (base.first - day).days > _MONTH_LENGTH or day > base.first]
    best, how = chosen(asked, days, base.first, match["which"])
    return counted(asked, Point("month", best), f"month, {how}")


def _week_of(asked: Asked) -> Answer | None:
    match = _WEEK_OF.fullmatch(asked.words)
    if match is None:
        return None
    answer = _day_of_year(asked, (SHORT_MONTHS.index(match["month"]) + 1, int(match["day"])), None)
    if answer.point is None:
        return answer if answer.value is None else unknown(asked, "week")
    return counted(asked, point_at("week", answer.point.first), "week of a day")


def _unit(asked: Asked) -> Answer | None:
    match = _UNIT.fullmatch(asked.words)
    if match is None or (asked.kind == "set" and match["which"] is None):
        return None
    grain = UNIT_GRAINS.get(match["unit"])
    if (
        grain is None
        or not is_calendar(grain)
        or (match["unit"] == "season" and not match["which"])
    ):
        return None
    which, side = match["which"], match["side"]
    if which is None and asked.is_told_by_clause():
        return refused(f"a {grain} that only a clause tells")
    if which is None and _COUNTED_BEHIND.match(asked.after):
        return refused(f"a {grain} that is counted from something else")
    part = asked.phrase.part()
    of = f", {part} of it" if part else ""
    last = asked.known.before(grain)
    follows = side or which in _FROM_LAST or which in SAME or _is_next_day(match)
    follows = follows or (which == "next" and is_past(asked))
    if last and follows:
        n = _steps(which or side or "same")
        point = moved(point_at(grain, last.point.first), n)
        return counted(asked, point, f"{grain} counted from another time{of}", last.span)
    n = _steps(which) if which else _weekends(asked, grain)
    says = {-1: "before", 0: "of", 1: "after"}[n]
    how = f"{grain} of publication" if n == 0 else f"{grain} {says} the publication"
    return shifted(asked, grain, n, how + of)


def is_past(asked: Asked) -> bool:
    """Whether "the next year" is of what has been: "in 2016. The next year she left"."""
    led = asked.phrase.before == {"the"} and not _SPANNED.search(asked.before)
    return led and asked.future is False


def _is_next_day(match: re.Match[str]) -> bool:
    return (match["which"] == "next" and match["unit"] == "day") or (
        match["unit"] == "day" and match["which"] is None
    )


def _steps(which: str) -> int:
    if which in BEFORE or which in _BACK:
        return -1
    return 1 if which in AFTER or which in ("later", "after") else 0


def _weekends(asked: Asked, grain: str) -> int:
    """Return -1 where "the weekend" is the one before: on a weekday, of what has been."""
    day = asked.day()
    return -1 if grain == "weekend" and day and day.weekday() < 5 and not asked.future else 0  # noqa: PLR2004


def _ago(asked: Asked) -> Answer | None:
    """Read "four years ago", "a day earlier", "two weeks later"."""
    match = _AGO.fullmatch(asked.words)
    if match is None:
        return None
    number = match["n"].removeprefix("some ")
    if len(number) > _LONGEST_COUNT:
        return refused("outside the calendar")
    n, half = (1.0 if number == "a" else float(number)), number.endswith(".5")
    grain = UNIT_GRAINS.get(match["unit"], "week" if match["unit"] == "fortnight" else None)
    if grain is None:
        return None
    reason = asked.known.refuses(grain, is_now=match["way"] in _FROM_NOW)
    if reason:
        return refused(reason)
    back = match["way"] in _BACK
    count = match["unit"] if n == 1 else PLURALS.get(match["unit"], match["unit"] + "s")
    how = f"{number} {count} {'before' if back else 'after'}"
    rounded = ", rounded" if asked.phrase.is_rough() or half else ""
    steps = int(n * (2 if match["unit"] == "fortnight" else 1)) * (-1 if back else 1)
    last = asked.known.before(grain)
    if last is None or match["way"] in _FROM_NOW:
        return shifted(asked, grain, steps, f"{how} the publication{rounded}")
    point = moved(point_at(grain, last.point.first), steps)
    return counted(asked, point, f"{how} another time{rounded}", last.span)


def _part(asked: Asked) -> Answer | None:
    """Read "this morning", "last night", "the evening"."""
    match = _PART.fullmatch(asked.words)
    if match is None or asked.kind == "set":
        return None
    if asked.words == "night" and asked.before.endswith("at "):
        return Answer("XXXX-XX-XXTNI", "part of day", "any night")
    which, last = match["which"], asked.known.last_day
    if which is None and asked.is_told_by_clause():
        return refused("a part of a day that only a clause tells")
    if which in ("last", "previous", "past"):
        return with_part(shifted(asked, "day", -1, "day before the publication"), match["part"])
    if last and which != "this":
        n = 1 if which in ("next", "following") else 0
        point = moved(last.point, n)
        how = "day after another time" if n else "day of another time"
        return with_part(counted(asked, point, how, last.span), match["part"])
    n = 1 if which in ("next", "following") else 0
    how = "day after the publication" if n else "day of publication"
    return with_part(shifted(asked, "day", n, how), match["part"])


def _day_of_month(asked: Asked) -> Answer | None:
    """Read "the 15th": the last before the publication, or the next where that is told of."""
    match = _NTH.fullmatch(asked.words)
    base = asked.day()
    if match is None or asked.kind not in ("date", "time") or base is None:
        return None
    months = [moved(point_at("month", base), n) for n in (-1, 0, 1)]
    days = [day_of(one.first.year, one.first.month, int(match["day"])) for one in months if one]
    known = [day for day in days if day]
    fit = [day for day in known if (day >= base if asked.future else day <= base)]
    if not fit:
        return None
    best = fit[0] if asked.future else fit[-1]
    return counted(asked, Point("day", best), "day of the month, by the publication")


_RULES = (
    _then, _day, _weekday, _month_day, _month, _week_of, _unit, _ago, _part, _day_of_month
)  # fmt: skip
