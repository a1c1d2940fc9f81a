"""The actors of an article and the parties they belong to."""

from dataclasses import replace
from hashlib import sha256

from onrecord.joining.state import State
from onrecord.link.entrants import entrants_of, lookup_keys
from onrecord.link.parties import fullest_first, join_party
from onrecord.record import Record

MOST = 60  # parties that an actor is weighed against, the largest first


def join_parties(state: State, row: int, record: Record) -> None:
    """Join the named actors of an article with the parties known so far."""
    assert record.reading is not None
    entrants = sorted(entrants_of(record.article, record.reading), key=fullest_first)
    keys = {entrant.actor: lookup_keys(entrant) for entrant in entrants}
    state.look_up(key for found in keys.values() for key in found)
    for entrant in entrants:
        party = join_party(state.parties(keys[entrant.actor], MOST), entrant)
        if state.is_taken(party):
            # the article founded a party once, was read again, and has nobody in it now
            again = f"{party.id} {row} {entrant.actor}"
            party = replace(party, id=sha256(again.encode()).hexdigest()[:12])
        state.put_party(row, party, entrant)
