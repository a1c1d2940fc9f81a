"""Dates and times in words: "11 minutes ago", "17 September 2024, 15:05 UTC"."""

from datetime import UTC, datetime

MINUTE_S, HOUR_S, DAY_S = 60, 3_600, 86_400
MOST_DAYS = 30  # ago in words; what is older is a date
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAY, _MINUTE = len("2024-09-17"), len("2024-09-17T15:05")


def in_words(iso: str) -> str:
    """Write an ISO 8601 date as far as it goes; what is no date comes back as it is."""
    parts = iso[:_DAY].split("-")
    if not all(part.isascii() and part.isdigit() for part in parts):
        return iso
    numbers = [int(part) for part in parts]
    if len(numbers) > 1 and not 1 <= numbers[1] <= len(MONTHS):
        return iso
    words = [str(numbers[0]), *(MONTHS[month - 1] for month in numbers[1:2])]
    words += [str(day) for day in numbers[2:3]]
    date = " ".join(reversed(words))
    if len(iso) < _MINUTE or "T" not in iso:
        return date
    return f"{date}, {iso[_DAY + 1 : _MINUTE]}{_zone(iso)}"


def _zone(iso: str) -> str:
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return ""
    if at.tzinfo is None:
        return ""
    offset = at.strftime("%z")
    return " UTC" if offset == "+0000" else f" UTC{offset[:3]}:{offset[3:5]}"


def ago(iso: str, now: datetime) -> str | None:
    """Say how long ago an instant was, "11 minutes ago".

    None where it cannot be said: no time of day, no zone, in the future, or long ago.
    """
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return None
    if at.tzinfo is None or "T" not in iso:
        return None
    seconds = (now.astimezone(UTC) - at.astimezone(UTC)).total_seconds()
    if seconds < 0 or seconds >= MOST_DAYS * DAY_S:
        return None
    if seconds < MINUTE_S:
        return "just now"
    for size, name in ((DAY_S, "day"), (HOUR_S, "hour"), (MINUTE_S, "minute")):
        n = int(seconds // size)
        if n:
            return f"{n} {name}{'' if n == 1 else 's'} ago"
    return None
