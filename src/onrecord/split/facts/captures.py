"""When was the page as it is here? Relative stamps hang on it: "Updated 11 sec ago".

The carrier of a page may state it. If not, the page itself may give it away, and only what can be
shown is taken: the capture is not before the latest absolute stamp on the page; a story stamped
minutes ago tells of "Wednesday" on that Wednesday or the day after. If the two fit, the day is
known; if they do not, or if nothing speaks for the day, there is no capture and relative stamps
give no date.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from onrecord.record import Found, Grain, Page, Span, Where
from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.facts.dates import Order, find_dates, parse_date, reduce

_UNITS: dict[str, tuple[int, Grain]] = {  # seconds, and the finest grain the unit allows
    "sec": (1, "minute"),
    "min": (60, "minute"),
    "hour": (3_600, "hour"),
    "hr": (3_600, "hour"),
    "day": (86_400, "day"),
    "week": (604_800, "month"),
    "month": (2_629_746, "month"),
    "year": (31_556_952, "year"),
}
_AGO = re.compile(
    r"\b(?:(?:about |over |an? |one |\d{1,3} ?)(?:sec|min|hour|hr|day|week|month|year)(?:ond"
    r"|ute)?s?\.?,? "
    r"?(?:and )?)+ago\b|\b(?P<word>yesterday|just now|moments ago)\b",
    re.IGNORECASE,
)
_RELATIVE_WORDS = ("ago", "yesterday", "just now")  # without one of these there is no such stamp
_PART = re.compile(r"(an?|one|\d{1,3}) ?(sec|min|hour|hr|day|week|month|year)", re.IGNORECASE)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# The day something was said or done, not the day of a summit to come.
_WEEKDAY = re.compile(rf"(?<!next )(?<!this coming )\b({'|'.join(_WEEKDAYS)})\b(?!['’]s?\b)")
_TO_COME = re.compile(
    r"\b(?:will|would|due|scheduled|expected|plans?|planned|next|set to|until|by)\b"
)
_FRESH_SECONDS = 86_400  # portals count minutes and hours for a day, then give a date
_DAYS_LATER = 2  # how far after the latest stamp weekdays may move an inferred capture


class Relative(NamedTuple):
    """A stamp that hangs on the capture of the page."""

    seconds: int  # before the capture
    grain: Grain  # the finest a date from it can be
    text: str
    start: int
    end: int


def find_relative(text: str) -> Relative | None:
    """Read "11 min 30 sec ago" or "yesterday" in a stamp; None if there is none."""
    lowered = text.lower()
    if not any(word in lowered for word in _RELATIVE_WORDS):
        return None
    match = _AGO.search(text)
    if match is None:
        return None
    if match["word"]:
        day = match["word"].lower() == "yesterday"
        return Relative(86_400 if day else 0, "day" if day else "minute", match[0], *match.span())
    seconds, grain = 0, "minute"
    for number, unit in _PART.findall(match[0]):
        size, unit_grain = _UNITS[unit.lower()]
        seconds += size * (int(number) if number.isdigit() else 1)
        grain = unit_grain if size >= _UNITS["hour"][0] and seconds else grain
    return Relative(seconds, grain, match[0], *match.span())  # type: ignore[arg-type]


class Evidence(NamedTuple):
    """What one story gives away about the capture."""

    number: int  # of the story, from 1
    stamps: tuple[tuple[str, Span | None], ...] = ()  # absolute stamps and days in captions, ISO
    relative: Relative | None = None
    weekdays: tuple[int, ...] = ()  # told of in its first paragraphs, Monday is 0


def weekdays_told(text: str) -> tuple[int, ...]:
    """Return the days of the week a sentence speaks of as past or present."""
    return tuple(
        _WEEKDAYS.index(match[1])
        for match in _WEEKDAY.finditer(text)
        if not _TO_COME.search(text[max(0, match.start() - 40) : match.start()])
    )


def stated_capture(page: Page) -> Found | None:
    """Return when the carrier says the page was captured; None if it does not say."""
    if page.captured_at is None:
        return None
    stamp = parse_date(page.captured_at)
    if stamp is None:
        return None
    how = page.captured_how or "stated by the carrier"
    return Found(
        value=stamp.value, how=how, where=Where(layer="markup", path=how), grain=stamp.grain
    )


DOWNLOADED = re.compile(
    r"\b(?:date of (?:download|access|retrieval|export)|downloaded|retrieved|accessed|printed"
    r"|exported|captured)\b",
    re.IGNORECASE,
)
_DAY_CHARS = len("2024-04-09")
_LONGEST_LINE = 100  # characters of a line that says when a dump was made


def downloaded_on(layout: Layout) -> Found | None:
    """Read "Date of download: 21 May 2023", the line with which databases sign an export."""
    if layout.medium != "text":
        return None
    for block in layout.blocks:
        if len(block.text) <= _LONGEST_LINE and DOWNLOADED.match(block.text):
            stamp = next(find_dates(block.text), None)
            if stamp is not None:
                where = Where(layer="page", span=Span(start=block.start, end=block.end))
                how = "line that dates the export"
                return Found(value=stamp.value, how=how, where=where, grain=stamp.grain)
    return None


_ISSUE_REST = 30  # characters besides the day in a line that dates an issue
_MAIL_LINES = 4  # From, List-Id, Subject, Date
_MAIL_DATE = re.compile(r"\bDate: (.{8,40})")


def issued_on(layout: Layout, first: int, order: Order | None) -> Found | None:
    """Read the day of a newsletter or digest: a line that dates it above its first story.

    first: the block with which the first story starts. Several days there date nothing.
    """
    days: dict[str, Found] = {}
    for block in layout.blocks[:first]:
        if layout.medium != "text" and not _is_mail_date(layout, block):
            continue
        mailed = _MAIL_DATE.search(block.text)
        text = mailed[1] if mailed else block.text
        found = [stamp for stamp in find_dates(text, order=order) if len(stamp.value) >= _DAY_CHARS]
        is_dated = (
            mailed is not None or len(text) - sum(s.end - s.start for s in found) <= _ISSUE_REST
        )
        if len(found) == 1 and is_dated and not DOWNLOADED.search(block.text):
            where = Where(layer="page", span=Span(start=block.start, end=block.end))
            how = "line above the first story"
            stamp = found[0]
            days.setdefault(
                stamp.value[:_DAY_CHARS],
                Found(value=stamp.value, how=how, where=where, grain=stamp.grain),
            )
    return next(iter(days.values())) if len(days) == 1 else None


def _is_mail_date(layout: Layout, block: PageBlock) -> bool:
    """Say whether a block is the date in the head of a mail, which stands in front of its HTML."""
    top = layout.blocks[:_MAIL_LINES]
    is_mail = any(one.text.startswith("From: ") for one in top)
    return is_mail and block in top and block.text.startswith("Date: ")


def stated_seen(page: Page) -> Found | None:
    """Return when the page reached the user, as the carrier says."""
    stamp = parse_date(page.seen_at) if page.seen_at else None
    if stamp is None:
        return None
    how = "stated by the carrier"
    return Found(
        value=stamp.value, how=how, where=Where(layer="markup", path=how), grain=stamp.grain
    )


def infer_capture(evidence: Sequence[Evidence]) -> Found | None:
    """Infer the day of capture from the stories of a page; None if nothing shows it."""
    latest = _latest(evidence)
    fresh = [one for one in evidence if one.relative and one.relative.seconds < _FRESH_SECONDS]
    if latest is None or not fresh:
        return None
    told = [one for one in fresh if one.weekdays]
    # One story that names a weekday may do so by accident: it confirms a day, it does not move it.
    days = _DAYS_LATER if len(told) > 1 else 0
    for later in range(days + 1) if told else ():
        day = latest.day + timedelta(days=later)
        if all(_tells_of(one, day) for one in told):
            how = _sentence(latest, day, told)
            where = Where(layer="page", span=latest.span)
            return Found(value=day.isoformat(), how=how, where=where, grain="day")
    return None


class _Latest(NamedTuple):
    """The latest absolute stamp on a page."""

    day: date
    number: int  # of its story
    span: Span | None


def _latest(evidence: Sequence[Evidence]) -> _Latest | None:
    best: _Latest | None = None
    for one in evidence:
        for stamp, span in one.stamps:
            if len(stamp) >= len("2024-12-19"):
                day = date.fromisoformat(stamp[:10])
                if best is None or day > best.day:
                    best = _Latest(day, one.number, span)
    return best


def _tells_of(one: Evidence, day: date) -> bool:
    """Say whether a story written on `day` can tell of the first weekday it names."""
    back = (day.weekday() - one.weekdays[0]) % 7
    return back <= 1


def _sentence(latest: _Latest, day: date, told: Sequence[Evidence]) -> str:
    begun = (
        f"inferred: the latest absolute stamp on the page is {_day(latest.day)} "
        f"(story {latest.number})"
    )
    moved = "" if day == latest.day else f"; {_day(day)} is the first day after it that fits"
    tells = [
        f"story {one.number}, stamped '{one.relative.text if one.relative else ''}', tells of "
        f"{_WEEKDAYS[one.weekdays[0]]}, "
        + ("that day" if day.weekday() == one.weekdays[0] else "the day before")
        for one in told[:_MOST_TOLD]
    ]
    return "; ".join((begun + moved, *tells))


_MOST_TOLD = 3  # stories named in the reason


def _day(day: date) -> str:
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {day:%B %Y}"


def resolve(relative: Relative, captured: Found) -> tuple[str, Grain] | None:
    """Return the date a relative stamp means, no finer than both; None if that is no day.

    Against a capture known to the day, minutes ago are that day; hours ago may be the day before,
    so they are no date.
    """
    if captured.grain in ("year", "month", None):
        return None
    if captured.grain == "day":
        return _resolve_in_days(relative, date.fromisoformat(captured.value))
    offset = re.search(r"(?:Z|[+-]\d\d:\d\d)$", captured.value)
    zone = offset[0] if offset else ""
    moment = _local(captured.value.removesuffix(zone)) - timedelta(seconds=relative.seconds)
    grain: Grain = relative.grain
    if captured.grain == "hour" and grain == "minute":
        grain = "hour"
    return reduce(moment.isoformat(timespec="seconds") + zone, grain), grain


def _local(value: str) -> datetime:
    return datetime.fromisoformat(value if ":" in value else f"{value}:00")


def _resolve_in_days(relative: Relative, captured: date) -> tuple[str, Grain] | None:
    if relative.grain == "minute":
        return captured.isoformat(), "day"
    if relative.grain == "hour":
        return None
    day = captured - timedelta(seconds=relative.seconds)
    return reduce(day.isoformat(), relative.grain), relative.grain


def days_in(caption: str, order: Order | None) -> Iterator[str]:
    """Give the full dates that a caption holds: a picture is not taken after the capture."""
    for stamp in find_dates(caption, order=order):
        yield stamp.value
