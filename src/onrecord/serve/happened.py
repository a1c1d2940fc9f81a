"""What a timeline has a row for: a sentence on a day, with all that it tells."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.library import Entry

NOBODY = "somebody who is not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What one sentence of an article tells of one day."""

    told: tuple[Entry, ...]  # one at least, each another thing; first what has a day of its own
    tellers: tuple[str, ...]  # whose claims they are; () = the article's own
    is_solid: bool  # all of it happened, as the article itself tells


def rows_of(found: Iterable[Entry], claimed: Mapping[str, str | None]) -> list[Row]:
    """Put entries of one sentence and day together, in the order of the first of each.

    claimed: who tells an event, by its id, if somebody does; None where nobody is named.
    """
    groups: dict[object, list[Entry]] = {}
    for one in found:
        groups.setdefault((one.source.article_id, one.text, one.day), []).append(one)
    return [_row(same, claimed) for same in groups.values()]


def _row(same: list[Entry], claimed: Mapping[str, str | None]) -> Row:
    tellers = dict.fromkeys(claimed[one.id] or NOBODY for one in same if one.id in claimed)
    is_solid = all(one.what == "event" and one.status == "happened" for one in same)
    ordered = sorted(same, key=lambda one: one.dated == "by the article")
    told = {(one.kind, one.status, one.who): one for one in reversed(ordered)}
    return Row(
        told=tuple(one for one in ordered if one in told.values()),
        tellers=tuple(tellers),
        is_solid=is_solid and not tellers,
    )
