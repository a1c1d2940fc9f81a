"""Times that name another inside: "the night of 3 May", "two days before Christmas"."""

import re
from collections.abc import Callable

from onrecord.reading.times.asked import Answer, Asked, counted, is_calendar
from onrecord.reading.times.canonical import Phrase
from onrecord.reading.times.counted import with_part
from onrecord.reading.times.lengths import UNIT
from onrecord.reading.times.points import moved, point_at
from onrecord.reading.times.vocabulary import PARTS, UNIT_GRAINS

_PART = re.compile(rf"(?P<part>{'|'.join(PARTS)}|hours) (?:of|on) (?P<rest>.+)")
_AWAY = re.compile(
    rf"(?:(?P<n>\d{{1,4}}|a) )?(?P<unit>{UNIT})s? (?P<way>before|after|from|of|beginning|starting) "
    r"(?P<rest>.+)"
)
_STEPS = {"before": -1, "after": 1, "from": 1}


def beside_of(asked: Asked, read: Callable[[Asked], Answer]) -> Answer | None:
    """Read a time by the one inside it; `read` reads that."""
    match = _PART.fullmatch(asked.words)
    if match:
        part = "morning" if match["part"] == "hours" else match["part"]
        answer = read(_inside(asked, match["rest"]))
        return with_part(answer, part) if answer.grain == "day" else None
    match = _AWAY.fullmatch(asked.words)
    return _away(asked, match, read) if match else None


def _away(asked: Asked, match: re.Match[str], read: Callable[[Asked], Answer]) -> Answer | None:
    grain = UNIT_GRAINS.get(match["unit"])
    ahead = True if match["way"] == "from" else asked.future
    inside = read(_inside(asked._replace(future=ahead), match["rest"]))
    if grain is None or not is_calendar(grain) or inside.point is None:
        return None
    steps = _STEPS.get(match["way"], 0) * (1 if match["n"] in (None, "a") else int(match["n"]))
    if match["n"] and not steps:
        return None
    point = moved(point_at(grain, inside.point.first), steps)
    if grain in ("week", "month", "year") and inside.point.grain == "day" and match["n"]:
        base = moved(inside.point, 7 * steps) if grain == "week" else point
        point = base  # "a week from Friday" is a Friday
    return counted(asked, point, f"{match['way']} another: {inside.how}", inside.anchor)


def _inside(asked: Asked, words: str) -> Asked:
    return asked._replace(phrase=Phrase(words.removeprefix("the "), frozenset()))
