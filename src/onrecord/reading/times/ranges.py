"""From one time to another: "2009 to 2011", "March 3-5", "Monday through Friday"."""

import re
from collections.abc import Callable

from onrecord.reading.times.asked import Answer, Asked, refused
from onrecord.reading.times.canonical import Phrase
from onrecord.reading.times.vocabulary import SHORT_MONTHS

_MONTH = f"(?P<month>{'|'.join(SHORT_MONTHS)})"
_DAYS = (
    re.compile(
        rf"{_MONTH} (?P<a>\d{{1,2}})(?:th)?(?: to | through | and |[-–])(?P<b>\d{{1,2}})(?:th)?"
        r"(?P<year> \d{4})?"
    ),
    re.compile(
        rf"(?P<a>\d{{1,2}})(?:th)?(?: to | through | and |[-–])(?P<b>\d{{1,2}})(?:th)? {_MONTH}"
        r"(?P<year> \d{4})?"
    ),
)
_BETWEEN = re.compile(r"(?P<a>.+?) (?:to|through|until|till|and|or) (?P<b>.+)")
_ALONE = re.compile(r"(?:early |late |mid )+")


def range_of(asked: Asked, read: Callable[[Asked], Answer]) -> Answer | None:
    """Read a range as an EDTF interval, "2009/2011"; `read` reads one time."""
    days = next((m for pattern in _DAYS if (m := pattern.fullmatch(asked.words))), None)
    if days:
        year = days["year"] or ""
        a, b = (f"{days['month']} {days[end]}{year}" for end in "ab")
    else:
        match = _BETWEEN.fullmatch(asked.words)
        if match is None or _BETWEEN.fullmatch(match["b"]):
            return None
        a, b = match["a"], match["b"]
    first, last = (read(asked._replace(phrase=_phrase(words))) for words in (a, b))
    if first.point is None or last.point is None:
        return None if first.value is not None or last.value is not None else first
    if last.point.first < first.point.first:
        return refused(f"ends before it begins: {first.value} to {last.value}")
    how = f"from one time to another; {last.how}"
    return Answer(f"{first.value}/{last.value}", last.grain, how, last.anchor, last.point)


def _phrase(words: str) -> Phrase:
    return Phrase(_ALONE.sub("", words), frozenset())
