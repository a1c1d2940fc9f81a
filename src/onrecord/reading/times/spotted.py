"""Time expressions that their words give away, where the model has missed them or cut them short.

It has learnt from the financial news of 1989 and 1998; news of today has "at first light" and
"17:40 —". What a pattern finds is put together with what the model finds there.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.reading.times.vocabulary import MONTH_NAMES, NUMBERS, WEEKDAY_NAMES
from onrecord.record import Span, Time, TimeKind

_SCORE = 0.6  # how sure a time by its words alone is, by judgement
_DAY = rf"(?:{'|'.join(name.title() for name in WEEKDAY_NAMES)})"
_MONTH = rf"(?:{'|'.join(name.title() for name in MONTH_NAMES)})"
_SHORT = r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_PART = r"(?:morning|afternoon|evening|night|dawn|dusk|nightfall|daybreak|sunset|sunrise)"
_HOUR = r"(?:noon|midday|midnight)"
_LIGHT = rf"(?:{_PART}|{_HOUR}|dark|darkness|daylight|first light)"
_UNIT = (
    r"(?:(?:minute|hour|day|week|weekend|fortnight|month|season|year|decade|centur(?:y|ie))s?"
    r"|seconds)"
)
_MANY = r"(?:seconds|minutes|hours|days|weeks|months|years|decades|centuries)"
_COUNT = rf"(?:\d+(?:\.\d+)?|{'|'.join(NUMBERS)}|an?|several|a few|a single|half an?|a couple of)"
_DATE = rf"(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}(?!\d)|{_DAY})"
_AT = r"(?:in|since|by|until|till|from|of|before|after|during|through|between|around|about|at)"
_SEASON = r"(?:spring|summer|autumn|winter)"
HOLIDAY = (
    r"(?:New Year(?:[’']s|s)? (?:Eve|Day)|Christmas (?:Eve|Day)|Boxing Day|Good Friday"
    r"|Easter (?:Sunday|Monday))"
)
_CLOCK = r"(?<![\d:.,])(?:[01]?\d|2[0-3])"
_SHAPES: tuple[tuple[str, TimeKind], ...] = (
    (rf"\b(?:the )?(?:early |late )?{_PART} of {_DATE}(?:,? (?:19|20)\d\d)?\b", "date"),
    (rf"\b\d{{1,2}} {_MONTH}(?: (?:19|20)\d\d)?\b", "date"),
    (rf"\b(?:{_MONTH}|{_SHORT}) \d{{1,2}}(?:, (?:19|20)\d\d)?(?=[,;)]| \(| [-–—]|$)", "date"),
    (rf"\b(?:{_MONTH}|{_SHORT}),? (?:19|20)\d\d\b(?![,.]\d)", "date"),
    (rf"\b(?:{_LIGHT}|early|late) on {_DAY}\b", "date"),
    (rf"\b(?:early |late )?{_DAY}(?: {_LIGHT})?\b", "date"),
    (rf"\b(?:this|last|that|every|each|the (?:next|same|following)) {_PART}\b", "date"),
    (rf"\b{HOLIDAY}(?: \d{{4}})?\b", "date"),
    (rf"(?=\d){_CLOCK}(?:[:.][0-5]\d)? ?(?:[ap]\.m\.|[ap]m\b|o[’']clock\b)", "time"),
    (rf"(?=\d){_CLOCK}:[0-5]\d(?![\d:])", "time"),
    (rf"\b(?:{'|'.join(NUMBERS)}) o[’']clock\b", "time"),
    (rf"(?<= )(?={_LIGHT}\b)(?:(?<=by )|(?<=at )|(?<=before )|(?<=after )|(?<=until )|(?<=since )"
     rf"|(?<=between )|(?<=the )|(?<=around )|(?<=all )){_LIGHT}\b", "time"),
    (rf"(?i:\bby ){_LIGHT}\b", "time"),
    (r"(?i:\bovernight\b)", "time"),
    (rf"(?i:\b{_AT}) (?:19[3-9]|20[0-7])\d\b(?![,.]\d)", "date"),
    (r"\bbetween (?:19|20)\d\d and (?:19|20)\d\d\b(?![,.]\d)", "date"),
    (r"\b(?:the |)(?:early |late |)(?:19|20)\d0s\b", "date"),
    (rf"\b(?:the )?(?:early |late )?{_SEASON} of (?:19|20)\d\d\b", "date"),
    (r"\b(?:the (?:end|start|beginning|middle) of|early|late) (?:19|20)\d\d\b(?![,.]\d)", "date"),
    (rf"\b(?:{_AT}|last|this|next|early|late|the) (?:the )?{_SEASON}\b", "date"),
    (rf"\b(?:{_AT}|last|this|next|early|late|to|and) {_MONTH}\b(?! \d| [A-Z])", "date"),
    (r"\b(?:the (?:end|start|beginning|middle) of )?(?:last|next|this|that|the following"
     r"|the previous) (?:week|weekend|month|year|quarter)\b", "date"),
    (rf"\b{_MONTH} (?:last|this|next) year\b", "date"),
    (rf"(?i:\b{_COUNT})[ -]{_UNIT}(?: old)?\b(?!-old)", "duration"),
    (rf"\b(?:for|within|after|often|spent|over) {_MANY}\b(?! of)", "duration"),
    (rf"(?i:\b{_MANY})(?= (?:later|earlier|before|after)\b)", "duration"),
    (rf"\b(?:every|each) (?:(?:{_COUNT} )?{_UNIT}|{_PART}|{_DAY})\b", "set"),
)  # fmt: skip
_PATTERNS = tuple((re.compile(shape), kind) for shape, kind in _SHAPES)
_LEADING = re.compile(
    r"(?:(?:in|since|by|until|till|from|of|before|after|during|through|between|around|about|at|to"
    r"|and|for|within|often|spent|over) )+(?=\S)",
    re.IGNORECASE,
)


_NONE = re.compile(r"(?:the|that|all|next|last|four|early as)|shortly(?= (?:after|before))", re.I)


# A number that is no year: "about 2000 pages", "some 1900 men".
_FOUR = re.compile(r"[12]\d{3}")
_STREET = re.compile(
    r"\d{4} (?:[A-Z][\w'’]+ ){1,3}(?:Drive|Road|Street|Avenue|Lane|Way|Court|Place|Boulevard"
    r"|Terrace|Rd|St|Ave|Dr|Ln)\b"
)
# A part of the day that a broadcast is called by: "the Today programme".
_ON_AIR = re.compile(r"[A-Z]\w+ (?:programme|program|show|bulletin|podcast)\b")
# Of a title: "Hero of the Year".
_OF_TITLE = re.compile(r"(?:the )?(?:Day|Week|Month|Season|Year|Decade|Century)")
_SOME = re.compile(
    r"\b(?:about|some|nearly|almost|roughly|(?:more|fewer|less) than|at least) $", re.I
)
_SEVERAL = re.compile(r" (?:people|men|women|children|[a-z]+(?<!s)s)\b")
_WINDOW = 12  # characters before a number


class _Spot(NamedTuple):
    """Where a pattern fits."""

    start: int
    end: int
    kind: TimeKind


def with_spotted(text: str, times: Sequence[Time]) -> tuple[Time, ...]:
    """Return the times of a text with those that their words give away, in text order.

    A time of the model that a pattern covers, or that only touches one, is widened to both.
    """
    found = [one for one in times if not _is_none(text, one.span)]
    for spot in _spots(text):
        if _is_none(text, Span(start=spot.start, end=spot.end)):
            continue
        touched = [one for one in found if one.span.start < spot.end and spot.start < one.span.end]
        if not touched:
            span = Span(start=spot.start, end=spot.end)
            found.append(Time(span=span, kind=spot.kind, score=_SCORE))
            continue
        start = min(spot.start, *(one.span.start for one in touched))
        end = max(spot.end, *(one.span.end for one in touched))
        if (start, end) == (touched[0].span.start, touched[0].span.end):
            continue
        best = max(touched, key=lambda one: one.span.end - one.span.start)
        kept_as = spot.kind if spot.kind == "set" else best.kind  # "every | six hours"
        kept = Time(span=Span(start=start, end=end), kind=kept_as, score=best.score)
        found = [one for one in found if one not in touched] + [kept]
    return tuple(sorted(found, key=lambda one: one.span))


def _spots(text: str) -> Iterator[_Spot]:
    for pattern, kind in _PATTERNS:
        for match in pattern.finditer(text):
            lead = _LEADING.match(match[0])
            yield _Spot(match.start() + (lead.end() if lead else 0), match.end(), kind)


def _is_none(text: str, time: Span) -> bool:
    """Tell whether the words of a time name none: "next", or the 2000 of "about 2000 pages"."""
    match = _NONE.match(text, time.start)
    is_called = _OF_TITLE.fullmatch(text, time.start, time.end) is not None
    is_called = is_called or _ON_AIR.match(text, time.start) is not None
    if is_called or (match is not None and match.end() == time.end):
        return True
    is_number = _FOUR.fullmatch(text, time.start, time.end) is not None
    if _FOUR.match(text, time.start) and _STREET.match(text, time.start):
        return True
    before = text[max(time.start - _WINDOW, 0) : time.start]
    is_about = _SOME.search(before) is not None
    return is_number and is_about and _SEVERAL.match(text, time.end) is not None
