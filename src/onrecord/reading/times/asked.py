"""What a rule is asked and what it answers."""

import re
from datetime import date
from typing import NamedTuple

from onrecord.reading.times.canonical import Phrase
from onrecord.reading.times.points import DAYS_OF, MONTHS_OF, Point, moved, point_at, written
from onrecord.record import AnchorFact, Span, TimeGrain, TimeKind

UNKNOWN: dict[TimeGrain, str] = {
    "century": "XX",
    "decade": "XXX",
    "half": "XXXX-HX",
    "season": "XXXX",
    "quarter": "XXXX-QX",
    "month": "XXXX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "day": "XXXX-XX-XX",
}
_FINENESS: tuple[TimeGrain, ...] = (
    "century",
    "decade",
    "year",
    "half",
    "season",
    "quarter",
    "month",
    "week",
    "weekend",
    "day",
)
_FISCAL = frozenset(("fiscal", "financial"))  # years of figures: a sentence may begin behind
_IN_THE = re.compile(r"\bin (?:the )?$")
_OF_ANY = frozenset(("day", "morning", "afternoon", "evening", "night"))  # "in the evening"
_PRONOUN_BEHIND = re.compile(
    r" (?:before |after |that |when )?(?:i|he|she|they|we|you) (?!said|told)"
)
Anchor = AnchorFact | Span


class Meant(NamedTuple):
    """A stretch of the calendar that the text named before, and where."""

    point: Point
    span: Span


class Known(NamedTuple):
    """What is known where a time expression stands."""

    published: Point | None  # as fine as it is stated
    fact: AnchorFact  # which fact that is
    missing: str  # why there is none
    last: Meant | None = None  # the last date before it
    last_day: Meant | None = None  # the last that is a day
    lead_day: Meant | None = None  # the first that is: as a rule the day the story tells of
    period: Meant | None = None  # the quarter or year whose figures are told of
    ahead: tuple[Meant, ...] = ()  # days to come that were named, the latest first

    def refuses(self, grain: TimeGrain, *, is_now: bool) -> str:
        """Say why nothing is counted in a grain: seconds, or a week from "in June"; "" if it is.

        is_now: from the day of publication on, not from a date before.
        """
        last, day = self.last, self.last_day
        if not is_calendar(grain):
            return f"{grain}s from a moment that is not stated"
        if is_now or last is None or (day is not None and last.span.start <= day.span.start):
            return ""
        is_coarse = _FINENESS.index(last.point.grain) < _FINENESS.index(grain)
        return f"{grain}s from a longer time" if is_coarse else ""

    def before(self, grain: TimeGrain) -> Meant | None:
        """Return the last date that is at least as fine as a grain."""
        for meant in (self.last, self.last_day):
            if meant and _FINENESS.index(meant.point.grain) >= _FINENESS.index(grain):
                return meant
        return None


class Asked(NamedTuple):
    """A time expression and what stands around it."""

    phrase: Phrase
    kind: TimeKind
    future: bool | None  # tense of the verb that governs it; None = it does not tell
    before: str  # some text before it, in lower case
    after: str
    known: Known
    is_of_clause: bool = False  # a clause says which: "the day Roe left"

    @property
    def words(self) -> str:
        """The words in one form."""
        return self.phrase.words

    def base(self, grain: TimeGrain) -> Point | None:
        """Return the stretch of a grain in which the story was published, None if unknown."""
        point = self.known.published
        if point is None or _FINENESS.index(point.grain) < _FINENESS.index(grain):
            return None
        return point_at(grain, point.first)

    def is_told_by_clause(self) -> bool:
        """Whether a clause says which it is: "the night Roe died", "the summer she turned 17"."""
        told = self.is_of_clause or _PRONOUN_BEHIND.match(self.after) is not None
        told = told and not (self.words in _OF_ANY and _IN_THE.search(self.before))
        told = told and _FISCAL.isdisjoint({*self.phrase.before, *self.words.split()})
        return told and ("the" in self.phrase.before or self.before.endswith("the "))

    def day(self) -> date | None:
        """Return the day of publication."""
        point = self.base("day")
        return point.first if point else None


class Answer(NamedTuple):
    """What a time expression means."""

    value: str | None
    grain: TimeGrain | None
    how: str
    anchor: Anchor | None = None
    point: Point | None = None  # for the times that are counted from this one


def stated(point: Point, how: str) -> Answer:
    """Answer with a point that the words give in full."""
    return Answer(written(point), point.grain, how, None, point)


def counted(asked: Asked, point: Point | None, how: str, anchor: Anchor | None = None) -> Answer:
    """Answer with a point that was counted from the publication, or from `anchor`."""
    if point is None:
        return Answer(None, None, f"{how}: outside the calendar")
    return Answer(written(point), point.grain, how, anchor or asked.known.fact, point)


def unknown(asked: Asked, grain: TimeGrain, value: str | None = None) -> Answer:
    """Answer with what is known without a date to count from."""
    return Answer(value or UNKNOWN.get(grain, "XXXX"), grain, asked.known.missing)


def refused(reason: str) -> Answer:
    """Answer that a time cannot be."""
    return Answer(None, None, reason)


def shifted(asked: Asked, grain: TimeGrain, n: int, how: str) -> Answer:
    """Answer with the stretch n after the one of publication."""
    base = asked.base(grain)
    if base is None:
        return unknown(asked, grain)
    return counted(asked, moved(base, n), how)


def is_calendar(grain: TimeGrain) -> bool:
    """Whether a grain is a stretch of the calendar: "day" and longer."""
    return grain in MONTHS_OF or grain in DAYS_OF
