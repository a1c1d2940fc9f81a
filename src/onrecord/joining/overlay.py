"""Parties as they are shown: what was found, with corrections applied."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.joining.forms import entrant_of
from onrecord.library.joined import parties as joined_parties
from onrecord.library.keeping import corrections
from onrecord.link.corrections import apply_corrections
from onrecord.record import Correction, Party

if TYPE_CHECKING:
    from sqlalchemy import Connection


def settle_parties(db: "Connection") -> None:
    """Bring the shown parties up to date with the found ones."""
    touched: dict[str, set[int]] = {}
    for id_, number in corrections.touched(db):
        touched.setdefault(id_, set()).add(number)
    groups = _groups(touched.values())
    done: set[int] = set()
    for number in joined_parties.stale(db):
        group = groups.get(number)
        if group is None:
            joined_parties.show_as_found(db, number)
        elif number not in done:
            ids = [id_ for id_, numbers in touched.items() if numbers <= group]
            _show_corrected(db, sorted(group), corrections.of_ids(db, ids))
            done |= group


def _groups(sets: Iterable[set[int]]) -> dict[int, set[int]]:
    """Group numbers that share a set, directly or through others."""
    groups: dict[int, set[int]] = {}
    for numbers in sets:
        joined = set(numbers).union(*(groups[one] for one in numbers if one in groups))
        groups |= dict.fromkeys(joined, joined)
    return groups


def _show_corrected(db: "Connection", numbers: list[int], given: list[Correction]) -> None:
    """Show parties that corrections point at, all of those that one correction may bring together.

    Nothing is left to them if all corrections are undone: then they are as they were found.
    """
    before = joined_parties.shown_of(db, numbers)
    kept = list(joined_parties.kept_members(db, numbers))
    rows = {(one.member.named, one.member.actor): one.row for one in kept}
    entrants = {
        one.member.named: entrant_of(one.entrant, one.member.named, one.member.actor, one.company)
        for one in kept
    }
    found: list[Party] = []
    for number in numbers:
        party = joined_parties.found_at(db, number)
        if party is not None:
            own = tuple(one.member for one in kept if one.found == number)
            found.append(replace(party, members=own))
    shown: set[int] = set()
    for party in apply_corrections(found, given, entrants).parties:
        number = joined_parties.begin(db, party)
        members = [(rows[one.named, one.actor], one) for one in party.members]
        joined_parties.show_members(db, number, members)
        joined_parties.show(db, number, party, len(members))
        shown.add(number)
    for number in (before | set(numbers)) - shown:
        joined_parties.show_nobody(db, number, [one.id for one in given])
