"""Article and reading -> the reading with values for its times."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import get_args

from onrecord.reading.times.asked import Known
from onrecord.reading.times.points import Point, day_of, point_at
from onrecord.reading.times.spotted import HOLIDAY, with_spotted
from onrecord.reading.times.values import valued
from onrecord.reading.times.vocabulary import MONTH_NAMES
from onrecord.record import (
    AnchorFact,
    Article,
    Found,
    Mention,
    Reading,
    Span,
    Time,
    TimeGrain,
    Words,
)

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?(?!\d)")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WEEKDAY = re.compile(
    r"(?:(?:this|last|next|past|coming) )?(?:mon|tues|wednes|thurs|fri|satur|sun)day,?", re.I
)
_TODAY = re.compile("today|tonight|tomorrow", re.I)
_SMALL = frozenset((
    "a", "an", "the", "in", "on", "at", "or", "when", "each", "every", "as", "early", "late", "of",
    "to", "by", "for", "and", "one", "what",
))  # fmt: skip
_YEAR = re.compile(r"\d{4}")
_ORDINAL = re.compile(r" \d{1,2}(?:st|nd|rd|th)\b")
_OPENING = 2  # words: "In 2020"
_DIGITS = 2  # of a day of a month
_JOINING = (" and ", " or ", " to ", "-", "–")
_HOLIDAY = re.compile(HOLIDAY)
_SLACK = timedelta(days=1)  # zones: a page can be captured on the day before, as they count it


def with_times(article: Article, reading: Reading) -> Reading:
    """Add the times that their words give away, and give all their values."""
    names = [one.span for one in reading.mentions if one.kind == "organisation"]
    things = [one.span for one in reading.mentions if one.kind == "other"]
    times = (
        one
        for one in _with_ordinals(article.text, with_spotted(article.text, reading.times))
        if not any(_is_of_name(article.text, one.span, name) for name in names)
        and not any(_is_of_thing(article.text, one.span, name) for name in things)
    )
    mentions = tuple(_without_holiday(article.text, one) for one in reading.mentions)
    return with_values(article, replace(reading, times=tuple(times), mentions=mentions))


def _with_ordinals(text: str, times: Sequence[Time]) -> Iterator[Time]:
    """Let a month have the day behind it: "moves November | 22nd to Mons"."""
    starts = {one.span.start for one in times}
    for one in times:
        behind = _ORDINAL.match(text, one.span.end)
        is_month = text[one.span.start : one.span.end].lower().rpartition(" ")[2] in MONTH_NAMES
        if behind and is_month and starts.isdisjoint(range(one.span.end, behind.end())):
            yield replace(one, span=Span(start=one.span.start, end=behind.end()))
        else:
            yield one


def _without_holiday(text: str, name: Mention) -> Mention:
    """Call a name that begins a holiday no place and nobody: "New Year" of "New Year’s Eve"."""
    match = _HOLIDAY.match(text, name.span.start)
    return replace(name, kind="other") if match and name.span.end <= match.end() else name


def _is_of_name(text: str, time: Span, name: Span) -> bool:
    """Tell "the Sunday Post" and "Harbour Today" from what a paper says on Sunday."""
    if not name.start <= time.start < time.end <= name.end or time == name:
        return False
    words = text[time.start : time.end]
    if time.end == name.end:  # "told the Post Sunday" may be a name that was read too long
        return _TODAY.fullmatch(words) is not None and not words.islower()
    is_led = time.start == name.start and text[: time.start].lower().endswith("on ")
    return _WEEKDAY.fullmatch(words) is not None and not is_led


def _is_of_thing(text: str, time: Span, name: Span) -> bool:
    """Tell a rocket called Long March from a month."""
    is_last = name.start < time.start < time.end == name.end
    return is_last and text[time.start : time.end].lower() in MONTH_NAMES


def with_values(article: Article, reading: Reading) -> Reading:
    """Give the times of a reading their values."""
    if not reading.times:
        return reading
    times = [*_with_years(article.text, reading.words, _valued(article, reading))]
    dated = _dated(article.text, times)
    return replace(reading, times=tuple(one for one in dated if not _is_empty(article.text, one)))


def _valued(article: Article, reading: Reading) -> tuple[Time, ...]:
    """Give times their values: those of a post of a live blog count from its own day."""
    known = known_of(article)
    captions = [one.caption for one in article.figures if one.caption is not None]
    times = valued(article.text, reading.words, reading.times, known, captions)
    points = {post.span: point_of(post.at.value) for post in article.posts}
    for point in sorted({one for one in points.values() if one and one != known.published}):
        of_post = known._replace(published=point)
        own = valued(article.text, reading.words, reading.times, of_post, captions)
        spans = [span for span, one in points.items() if one == point]
        times = tuple(
            mine if any(span.start <= mine.span.start < span.end for span in spans) else one
            for one, mine in zip(times, own, strict=True)
        )
    return times


def _with_years(text: str, words: Words, times: Sequence[Time]) -> Iterator[Time]:
    """Give a month the year that its sentence begins with: "In 2020 it will open one in May"."""
    years: dict[int, str] = {}  # by sentence
    for one in times:
        at = bisect_left(words.starts, one.span.start)
        sentence = words.sentences[at] if at < len(words.sentences) else -1
        value, form = one.value or "", text[one.span.start : one.span.end].lower()
        is_led = at > 0 and words.sentences[at - 1] == sentence and words.lemmas[at - 1] == "in"
        is_first = at < _OPENING or words.sentences[at - _OPENING] != sentence
        if one.grain == "year" and form.isdecimal() and is_led and is_first:
            years[sentence] = value
        is_month = form.startswith(MONTH_NAMES) and _YEAR.search(form) is None
        if is_month and sentence in years and one.anchor in get_args(AnchorFact):
            value = f"{years[sentence]}{value[len('2020') :]}"
            yield replace(one, value=value, how="month of the year its sentence begins with")
        else:
            yield one


def _dated(text: str, times: Sequence[Time]) -> list[Time]:
    """Give a weekday in front of a date the date's value: "this Thursday, April 25, 2019".

    And the first of two days their month: "on 4 and 5 December".
    """
    dated = list(times)
    for k, (one, other) in enumerate(pairwise(times)):
        between = text[one.span.end : other.span.start]
        is_day = _WEEKDAY.fullmatch(text[one.span.start : one.span.end])
        if is_day and between in (" ", ", ") and _DAY.fullmatch(other.value or ""):
            how = "weekday of the date behind it"
            dated[k] = replace(
                one, value=other.value, grain=other.grain, anchor=other.anchor, how=how
            )
        elif one.value is None and between in _JOINING and _DAY.fullmatch(other.value or ""):
            dated[k] = _first_of_two(text, one, other)
    return dated


def _first_of_two(text: str, one: Time, other: Time) -> Time:
    """Give a number in front of a later day of a month that month."""
    number, day = text[one.span.start : one.span.end], other.value or ""
    if not number.isdecimal() or len(number) > _DIGITS or not 0 < int(number) < int(day[-2:]):
        return one
    value, how = f"{day[:-2]}{int(number):02}", "month of the date behind it"
    return replace(one, value=value, grain="day", anchor=other.anchor, how=how)


def _is_empty(text: str, time: Time) -> bool:
    """Tell whether a time that no rule reads has no word that could say when: "or when", "48"."""
    words = text[time.span.start : time.span.end].lower().split()
    return time.value is None and all(word in _SMALL or word.isdigit() for word in words)


def known_of(article: Article) -> Known:
    """Return the date that times are counted from: of publication, or of the last update."""
    facts: tuple[tuple[AnchorFact, Found | None], ...] = (
        ("published", article.published),
        ("updated", article.updated),
    )
    if article.written is not article.published:
        facts = facts[1:]
    captured = _day(article.captured)
    why = "no date of publication to count from"
    for fact, found in facts:
        if found is None:
            continue
        point = point_of(found.value)
        if point is None:
            why = f"the date of publication cannot be read: {found.value[:20]}"
        elif captured and point.first > captured + _SLACK:
            why = f"the date of publication ({found.value[:10]}) is after the capture ({captured})"
        else:
            return Known(point, fact, "the date of publication is not known to the day")
    return Known(None, "published", why)


def point_of(value: str) -> Point | None:
    """Return the year, month or day of an ISO 8601 value; None where there is none."""
    match = _DATE.match(value)
    if match is None:
        return None
    year, month, day = match[1], match[2], match[3]
    first = day_of(int(year), int(month or 1), int(day or 1))
    grain: TimeGrain = "day" if day else "month" if month else "year"
    return point_at(grain, first) if first else None


def _day(found: Found | None) -> date | None:
    point = point_of(found.value) if found else None
    return point.first if point and point.grain == "day" else None
