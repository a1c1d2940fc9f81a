"""The rows of a timeline: a sentence on a day, with everything it reports."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from onrecord.library import Entry

NOBODY = "somebody who is not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one sentence of an article reports for one day."""

    told: tuple[Entry, ...]  # one at least, each another thing; first what has a day of its own
    tellers: tuple[str, ...]  # whose claims they are; () = the article's own
    is_solid: bool  # all of it happened, as the article itself tells
    is_assumed: bool  # its day is that of the article, which dates others itself
    is_first: bool = True  # of a day, as far as that is known alike: the others need not say it


def rows_of(found: Iterable[Entry], claimed: Mapping[str, str | None]) -> list[Row]:
    """Group entries by sentence and day, in the order of the first of each.

    Of what an article tells of a day, what it dates itself comes first.
    claimed: who tells an event, by its id, if somebody does; None where nobody is named.
    """
    groups: dict[tuple[str, str, str | None], list[Entry]] = {}
    dated: set[object] = set()  # articles with days on which they date an event
    for one in found:
        if one.dated == "by its time":
            dated.add((one.source.article_id, one.day))
        groups.setdefault((one.source.article_id, one.text, one.day), []).append(one)
    by_day: dict[tuple[str, str | None], list[Row]] = {}
    for (article, _, day), same in groups.items():
        row = _row(same, claimed)
        is_assumed = row.is_assumed and (article, day) in dated
        by_day.setdefault((article, day), []).append(replace(row, is_assumed=is_assumed))
    rows = [x for some in by_day.values() for x in sorted(some, key=lambda row: row.is_assumed)]
    before = (None, *map(_heading, rows))
    return [
        replace(row, is_first=_heading(row) != above)
        for row, above in zip(rows, before, strict=False)
    ]


def _heading(row: Row) -> tuple[str | None, bool]:
    return row.told[0].day, row.is_assumed


def _row(same: list[Entry], claimed: Mapping[str, str | None]) -> Row:
    tellers = dict.fromkeys(claimed[one.id] or NOBODY for one in same if one.id in claimed)
    is_solid = all(one.what == "event" and one.status == "happened" for one in same)
    ordered = sorted(same, key=lambda one: one.dated == "by the article")
    told = {(one.kind, one.status, one.who): one for one in reversed(ordered)}
    return Row(
        told=tuple(one for one in ordered if one in told.values()),
        tellers=tuple(tellers),
        is_solid=is_solid and not tellers,
        is_assumed=ordered[0].dated == "by the article" and ordered[0].what == "event",
    )
