"""The entries of a live blog, each with its own time: clocks, `<time>`, updates in JSON-LD."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

from onrecord.record import Found, Span, Where
from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.body import BODY_ROLES
from onrecord.split.facts.dates import Order, Stamp, find_dates, parse_date
from onrecord.split.facts.settle import markup
from onrecord.split.facts.structured import read_graph, stated, types_of
from onrecord.split.facts.titles import normal_title
from onrecord.split.facts.visible import page_span
from onrecord.split.live import is_timed
from onrecord.split.stories import Story

_LONGEST_CLOCK = 60  # characters of a line that times an entry
_CLOCK = re.compile(
    r"\W*(?P<clock>\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:\s?[ap]\.?m\.?)?|\d{1,2}\s?[ap]\.?m\.?)"
    r"(?P<zone>\s?\(?(?:[A-Z]{2,5}(?:[+-]\d{1,2})?)\)?)?(?!\w)",
    re.IGNORECASE,
)
_OF_PAGE = re.compile(r"updat|publish|modif|edited|started", re.IGNORECASE)
_DAY_CHARS = len("2024-05-03")
_OPENING = 60  # characters by which the words of an entry are known again


class Entry(NamedTuple):
    """Where an entry begins, and when it was posted."""

    first: int  # index into `Layout.blocks`
    at: Found


class _Timed(NamedTuple):
    """A line that times an entry, by a whole stamp or by a clock alone."""

    block: int
    stamp: Stamp | None
    clock: str  # "14:05 GMT"
    how: str
    start: int
    end: int


def find_entries(
    layout: Layout, story: Story, dated: Sequence[Found | None], order: Order | None
) -> tuple[Entry, ...]:
    """Return the entries of a live blog whose day and time are known, in page order.

    dated: when the page was published and last updated; a clock alone is of one of these days.
    """
    shown = list(_with_days(list(_timed(layout, story, order)), dated))
    found = [
        Entry(_beginning(layout, story, line.block), _found(layout, line, stamp))
        for line, stamp in shown
    ] or list(_filed(layout, story))
    return tuple(
        entry
        for entry, after in pairwise([*sorted(found, key=lambda x: x.first), None])
        if entry and _has_body(story, entry.first, after.first if after else story.last)
    )


def _has_body(story: Story, first: int, last: int) -> bool:
    roles = story.roles[first - story.first : last - story.first]
    return any(role in BODY_ROLES or role == "summary" for role in roles)  # a lone first paragraph


def _beginning(layout: Layout, story: Story, block: int) -> int:
    """Take in a heading right above the clock of its entry."""
    above = block - 1 - story.first
    is_heading = above > 0 and story.roles[above] == "subhead"
    return block - 1 if is_heading and layout.blocks[block - 1].text[-1] not in ".!" else block


def _timed(layout: Layout, story: Story, order: Order | None) -> Iterator[_Timed]:
    """Give the lines that time an entry; "Last updated 11:42" times the page."""
    day = ""
    for i in range(story.first, story.last):
        block = layout.blocks[i]
        role = story.roles[i - story.first]
        if role == "headline" or len(block.text) > _LONGEST_CLOCK or _OF_PAGE.search(block.text):
            continue
        line = _stamp_of(i, block, order)
        if line is None and (alone := _day_alone(block, order)):
            day = alone
        elif line is not None and line.stamp is None and day:
            yield line._replace(stamp=parse_date(f"{day} {line.clock}", order=order))
        elif line is not None:
            yield line


def _stamp_of(i: int, block: PageBlock, order: Order | None) -> _Timed | None:
    clock = _CLOCK.match(block.text)
    if block.datetime is not None:
        stamp = parse_date(block.datetime, order=order)
        if stamp is not None and len(stamp.value) > _DAY_CHARS:
            return _Timed(
                i, stamp, "", "time datetime", *(clock.span() if clock else (0, len(block.text)))
            )
    whole = next(find_dates(block.text, order=order), None)
    if whole is not None and len(whole.value) > _DAY_CHARS:
        return _Timed(i, whole, "", "clock of the entry", whole.start, whole.end)
    if clock is None or whole is not None or not is_timed(block):
        return None
    words = clock["clock"].replace("h", ":") + " " + (clock["zone"] or "").strip(" ()")
    return _Timed(i, None, words.strip(), "clock of the entry", *clock.span())


def _day_alone(block: PageBlock, order: Order | None) -> str:
    """Return the day of a line that is one: "Monday 3 June 2024"; "" for another line."""
    stamp = next(find_dates(block.text, order=order), None)
    rest = len(block.text) - (stamp.end - stamp.start) if stamp else 0
    is_day = stamp is not None and len(stamp.value) == _DAY_CHARS and rest <= len("Wednesday, ")
    return stamp.value if stamp and is_day else ""


def _with_days(
    lines: Sequence[_Timed], dated: Sequence[Found | None]
) -> Iterator[tuple[_Timed, Stamp]]:
    """Give each line its whole stamp; clocks alone count from the day of the page."""
    days = sorted({one.value[:_DAY_CHARS] for one in dated if one and len(one.value) >= _DAY_CHARS})
    bare = [line for line in lines if line.stamp is None]
    of_bare = dict(zip((line.block for line in bare), _days_of(bare, days), strict=True))
    for line in lines:
        stamp = line.stamp
        if stamp is None and of_bare[line.block]:
            stamp = parse_date(f"{of_bare[line.block]} {line.clock}")
        if stamp is not None and len(stamp.value) > _DAY_CHARS:
            yield line, stamp


def _days_of(lines: Sequence[_Timed], days: Sequence[str]) -> list[str]:
    """Return the day of each clock: where they run backwards the newest entry stands first.

    Where a clock breaks the order midnight lies between; "" for all if the days do not add up.
    """
    if not days or not lines:
        return [""] * len(lines)
    clocks = [parse_date(f"{days[0]} {line.clock}") for line in lines]
    times = [clock.value[_DAY_CHARS:] if clock else "" for clock in clocks]
    steps = [(a > b) - (a < b) for a, b in pairwise(times)]
    is_newest_first = sum(steps) > 0
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    day, step = (last, -1) if is_newest_first else (first, 1)
    found = [day]
    for one in steps:
        day += timedelta(days=step * (one == step))
        found.append(day)
    fits = first <= found[-1] <= last
    return [one.isoformat() if fits else "" for one in found]


def _found(layout: Layout, line: _Timed, stamp: Stamp) -> Found:
    where = Where(layer="page", span=page_span(layout, line.block, line.start, line.end))
    return Found(value=stamp.value, how=line.how, where=where, grain=stamp.grain)


def _filed(layout: Layout, story: Story) -> Iterator[Entry]:
    """Give the entries that only JSON-LD times, found again by their headline or first words."""
    nodes = [n for n in read_graph(layout.head.jsonld).nodes if "BlogPosting" in types_of(n)]
    for node in nodes:
        made = next(stated(node, "datePublished", "dateModified"), None)
        stamp = parse_date(made.value) if made else None
        known = [normal_title(s.value)[:_OPENING] for s in stated(node, "headline", "articleBody")]
        at = next((i for words in known for i in _told(layout, story, words)), None)
        if made and stamp and at is not None:
            how = f"{made.how} of the entry"
            yield Entry(
                at, Found(value=stamp.value, how=how, where=markup(made.path), grain=stamp.grain)
            )


def _told(layout: Layout, story: Story, words: str) -> Iterator[int]:
    """Give the blocks of a story that begin with some words, and are no headline of it."""
    for i in range(story.first, story.last) if words else ():
        is_own = story.roles[i - story.first] != "headline"
        if is_own and normal_title(layout.blocks[i].text[: 2 * _OPENING]).startswith(words):
            yield i


def post_spans(
    entries: Sequence[Entry], placed: Sequence[tuple[int, Span]]
) -> Iterator[tuple[Span, Found]]:
    """Give what each entry holds of a text. placed: first block and span of each of its pieces."""
    for entry, after in pairwise([*entries, None]):
        assert entry is not None  # the last of a pair alone is None
        inside = [
            span
            for first, span in placed
            if first >= entry.first and (after is None or first < after.first)
        ]
        if inside:
            yield Span(start=inside[0].start, end=inside[-1].end), entry.at
