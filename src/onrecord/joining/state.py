"""The memory of a joining transaction: parties and traces, each loaded once."""

from bisect import insort
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from onrecord.joining.forms import form_of_entrant, kept_trace
from onrecord.library.joined import parties as joined_parties
from onrecord.library.joined import stories as joined_stories
from onrecord.library.joined.stories import Head
from onrecord.link.entrants import Entrant, party_keys
from onrecord.link.likeness import shipped
from onrecord.link.stories import Likens, remembered
from onrecord.link.traces import Trace
from onrecord.record import Party

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection


class State:
    """One transaction's memory; what it holds is written by `flush`, before the transaction ends.

    Nobody else joins meanwhile, so that nothing of it can be out of date.
    """

    def __init__(self, db: "Connection") -> None:
        self.db = db
        self.likens: Likens = remembered(shipped())
        self._parties: dict[int, Party] = {}
        self._sizes: dict[int, int] = {}
        self._numbers: dict[str, int] = {}  # by id
        self._under: dict[str, list[int]] = {}
        self._last_party = joined_parties.last_number(db)
        self._keys: dict[str, list[int]] = {}  # what is to be written
        self._members: list[dict[str, Any]] = []
        self._changed: set[int] = set()
        self._traces: dict[int, Trace] = {}
        self._heads: dict[int, Head] = {}

    def look_up(self, keys: "Iterable[str]") -> None:
        """Load the parties under some keys at once, before they are asked for one by one."""
        missing = sorted(set(keys) - self._under.keys())
        found = joined_parties.under(self.db, missing)
        for key in missing:
            found[key] = sorted({*found[key], *self._keys.get(key, ())})
        self._under |= found
        numbers = {one for under in found.values() for one in under} - self._parties.keys()
        for number, n, party in joined_parties.forms(self.db, sorted(numbers)) if numbers else ():
            self._parties[number] = party
            self._sizes[number] = n
            self._numbers[party.id] = number

    def parties(self, keys: "frozenset[str]", most: int) -> list[Party]:
        """Give the parties under keys that were looked up, the largest first."""
        found = {one for key in keys for one in self._under[key][: joined_parties.UNDER_ONE]}
        ordered = sorted(found, key=lambda number: (-self._sizes[number], number))
        return [self._parties[number] for number in ordered[:most]]

    def put_party(self, row: int, party: Party, entrant: Entrant) -> None:
        """Keep a party that an actor has just joined as its last member."""
        number = self._numbers.get(party.id)
        if number is None:
            number = joined_parties.begin(self.db, party, self._last_party + 1)
            self._last_party = max(number, self._last_party)
            self._numbers[party.id] = number
        known = self._parties.get(number)
        old: frozenset[str] = party_keys(known) if known is not None else frozenset()
        for key in party_keys(party) - old:
            self._keys.setdefault(key, []).append(number)
            if key in self._under:
                insort(self._under[key], number)
        member = party.members[-1]
        form = form_of_entrant(entrant)
        self._members.append(joined_parties.member_row(row, number, member, form))
        self._parties[number] = replace(party, members=party.members[: joined_parties.HEAD])
        self._sizes[number] = self._sizes.get(number, 0) + 1
        self._changed.add(number)

    def is_taken(self, party: Party) -> bool:
        """Tell whether the id of a party that has just begun belongs to another one."""
        return party.id not in self._numbers and joined_parties.number_of(self.db, party.id)[1]

    def traces(self, rows: "Sequence[int]") -> dict[int, Trace]:
        """Give the traces of articles by their numbers."""
        missing = [row for row in rows if row not in self._traces]
        for row, found in joined_stories.traces(self.db, missing) if missing else ():
            self._traces[row] = kept_trace(found)
        return {row: self._traces[row] for row in rows}

    def put_trace(self, row: int, trace: Trace) -> None:
        """Keep the trace of an article in memory; the library has it already."""
        self._traces[row] = trace

    def heads(self, numbers: "Sequence[int]") -> list[Head]:
        """Give stories, each with some of its parts."""
        missing = [one for one in numbers if one not in self._heads]
        self._heads |= {one.number: one for one in joined_stories.heads(self.db, missing)}
        return [self._heads[one] for one in numbers]

    def forget_heads(self, numbers: "Iterable[int] | None" = None) -> None:
        """Forget loaded stories, or all if none are named, so that they are loaded again."""
        for one in list(self._heads) if numbers is None else numbers:
            self._heads.pop(one, None)

    def flush(self) -> None:
        """Write what was joined with parties."""
        keys = ((key, number) for key, numbers in self._keys.items() for number in numbers)
        joined_parties.put_keys(self.db, keys)
        joined_parties.put_members(self.db, self._members)
        changed = sorted(self._changed)
        joined_parties.put_found(self.db, ((x, self._sizes[x], self._parties[x]) for x in changed))
