"""Why a correction of claims is refused: its statements are missing, or another contradicts it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from onrecord.library.between import stories
from onrecord.library.keeping import corrections
from onrecord.record import Correction

if TYPE_CHECKING:
    from sqlalchemy import Connection

_NAMED = 3  # corrections that say the contrary


def claim_fault(db: "Connection", one: Correction) -> str | None:
    """Say why a correction of claims is refused; None: it is not."""
    first, second = one.statement or "", one.other or ""
    for id_ in (first, second):
        if not corrections.is_statement(db, id_):
            return f"there is no statement {id_}: `onrecord said` gives the ids"
    if first == second:
        return f"a correction of claims is of two statements: {first} is one"
    articles = {id_.partition(":")[0] for id_ in (first, second)}
    told_in = {stories.number_of(db, article) for article in articles}
    if len(articles) > 1 and (len(told_in) > 1 or None in told_in):
        return f"{first} and {second} are not of one story, and a claim is"
    against = contrary(one, corrections.of_claims(db))
    if not against:
        return None
    many = "corrections" if len(against) > 1 else "correction"
    ids = ", ".join(against[:_NAMED])
    return f"{many} {ids} said the contrary: `onrecord claim undo {against[0]}` takes it back"


def contrary(one: Correction, given: Iterable[Correction]) -> list[str]:
    """Give the corrections in force that one cannot stand beside, by their ids. Pure.

    Of "one claim" that is what parts two that it would bring together, also through others; of
    "another claim" what brings its two together.
    """
    known = list(given)
    joins = [x for x in known if x.kind == "same claim"]
    ways = _ways(one.statement, joins)
    if one.kind == "same claim":
        its = _ways(one.other, joins)
        parting = (x for x in known if x.kind == "another claim")
        return [x.id for x in parting if _parts(x, ways, its) or _parts(x, its, ways)]
    if one.kind == "another claim":
        here, ids = one.other, []
        while here in ways and here != one.statement:
            here, id_ = ways[here]
            ids.append(id_)
        return ids
    return []


_End = str | None  # a statement
_Ways = dict[_End, tuple[_End, str]]


def _parts(one: Correction, mine: _Ways, its: _Ways) -> bool:
    return one.statement in mine and one.other in its


def _ways(start: _End, joins: Iterable[Correction]) -> _Ways:
    """Give what is one claim with a statement, each with the one before and what joins them."""
    beside: dict[_End, list[tuple[_End, str]]] = {}
    for one in joins:
        beside.setdefault(one.statement, []).append((one.other, one.id))
        beside.setdefault(one.other, []).append((one.statement, one.id))
    found: _Ways = {start: (start, "")}
    waiting = [start]
    for here in waiting:  # it grows
        for other, id_ in beside.get(here, ()):
            if other not in found:
                found[other] = (here, id_)
                waiting.append(other)
    return found
