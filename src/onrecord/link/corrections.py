"""People's corrections of parties, laid over what was found: merge, split, rename, hide, undo.

Corrections refer to actors by article and name, never to the number of a party, so they still hold
when articles are read again or arrive in another order. What was found is not changed: without a
correction, or after undoing it, everything is as before.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from onrecord.link.entrants import Entrant
from onrecord.link.parties import usual_name, with_entrants
from onrecord.record import Correction, Member, Named, Party


class Corrected(NamedTuple):
    """Parties as corrected, and what could not be done."""

    parties: tuple[Party, ...]
    idle: tuple[str, ...]  # `Correction.id`s without effect: nobody is there whom they point at


def apply_corrections(
    parties: Iterable[Party],
    corrections: Sequence[Correction],
    entrants: Mapping[Named, Entrant] | None = None,
) -> Corrected:
    """Apply corrections in order. entrants: of members, for the parts of what is split.

    A member without an entrant, whether it leaves or stays, contributes its name, but no roles,
    bodies or company.
    """
    found = {party.id: party for party in parties}
    idle = []
    for correction in in_force(corrections):
        changed = _CHANGES[correction.kind](found, correction, entrants or {})
        if changed is None:
            idle.append(correction.id)
        else:
            found = changed
    return Corrected(tuple(found.values()), tuple(idle))


def in_force(corrections: Sequence[Correction]) -> list[Correction]:
    """Return the corrections that no later one undoes, in order, without the undoing ones."""
    undone: set[str] = set()
    kept = []
    for correction in reversed(corrections):
        if correction.id in undone:
            continue
        if correction.kind == "undo":
            undone.add(correction.undoes or "")
        else:
            kept.append(correction)
    return kept[::-1]


_Found = dict[str, Party]
_Entrants = Mapping[Named, Entrant]


def _merge(found: _Found, correction: Correction, entrants: _Entrants) -> _Found | None:
    """Make one party of those that the actors belong to; it keeps the id and name of the first."""
    del entrants
    ids = _ids_at(found, correction.at)
    if len(ids) < 2:  # noqa: PLR2004 - two parties make one
        return None
    first, *others = (found[i] for i in ids)
    merged = first
    for other in others:
        merged = _joined(merged, other, correction.id)
    return {i: merged if i == first.id else p for i, p in found.items() if i not in ids[1:]}


def _split(found: _Found, correction: Correction, entrants: _Entrants) -> _Found | None:
    """Take actors out of their party; they become one of their own."""
    wanted = set(_members_at(found, correction.at))
    ids = [i for i, p in found.items() if any(m.named in wanted for m in p.members)]
    if len(ids) != 1:
        return None
    party = found[ids[0]]
    leaving = [member for member in party.members if member.named in wanted]
    staying = [member for member in party.members if member.named not in wanted]
    if not staying:
        return None
    digest = sha256(f"split {correction.id}".encode()).hexdigest()[:12]
    how = f"by correction {correction.id}"
    left = [replace(member, because=(how,), score=1.0) for member in leaving]
    new = _made_of(replace(party, id=digest), left, entrants, correction.id)
    old = _made_of(party, staying, entrants, correction.id)
    return {**found, party.id: old, new.id: new}


def _rename(found: _Found, correction: Correction, entrants: _Entrants) -> _Found | None:
    del entrants
    if not correction.name:
        return None
    return _changed(found, correction, name=correction.name)


def _hide(found: _Found, correction: Correction, entrants: _Entrants) -> _Found | None:
    del entrants
    return _changed(found, correction, hidden=True)


_CHANGES = {"merge": _merge, "split": _split, "rename": _rename, "hide": _hide}


def _changed(
    found: _Found, correction: Correction, *, name: str | None = None, hidden: bool = False
) -> _Found | None:
    ids = _ids_at(found, correction.at)
    if not ids:
        return None
    changed = {
        i: replace(
            found[i],
            name=name or found[i].name,
            hidden=hidden or found[i].hidden,
            corrections=(*found[i].corrections, correction.id),
        )
        for i in ids
    }
    return {**found, **changed}


def _members_at(found: _Found, at: Iterable[Named]) -> list[Named]:
    """Return the members pointed at; where a kind is read otherwise now, by article and name."""
    exact = {m.named for party in found.values() for m in party.members}
    rough = {(named.article_id, named.name): named for named in sorted(exact, key=_kind)}
    places = [n if n in exact else rough.get((n.article_id, n.name)) for n in at]
    return [named for named in places if named is not None]


def _kind(named: Named) -> str:
    return named.kind


def _ids_at(found: _Found, at: Iterable[Named]) -> list[str]:
    """Return the parties of the actors pointed at, in their order, each once."""
    home = {m.named: party.id for party in found.values() for m in party.members}
    return list(dict.fromkeys(home[named] for named in _members_at(found, at)))


def _joined(party: Party, other: Party, how: str) -> Party:
    because = f"by correction {how}"
    members = [replace(m, because=(because, *m.because)) for m in other.members]
    return replace(
        party,
        names=_sum(party.names, other.names),
        roles=tuple(dict.fromkeys((*party.roles, *other.roles))),
        bodies=tuple(dict.fromkeys((*party.bodies, *other.bodies))),
        company=_sum(party.company, other.company),
        geoname_id=party.geoname_id if party.geoname_id is not None else other.geoname_id,
        members=(*party.members, *members),
        corrections=tuple(dict.fromkeys((*party.corrections, *other.corrections, how))),
    )


def _sum(
    one: Iterable[tuple[str, int]], other: Iterable[tuple[str, int]]
) -> tuple[tuple[str, int], ...]:
    counts = Counter(dict(one)) + Counter(dict(other))
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def _made_of(party: Party, members: Sequence[Member], entrants: _Entrants, how: str) -> Party:
    """Make a party anew of some of its members."""
    made = replace(
        party, names=(), roles=(), bodies=(), company=(), geoname_id=None, members=(),
        corrections=(*party.corrections, how),
    )  # fmt: skip
    made = with_entrants(made, ((one, entrants.get(one.named) or _bare(one)) for one in members))
    return replace(made, name=usual_name(dict(made.names), made.kind))


def _bare(member: Member) -> Entrant:
    return Entrant(
        named=member.named,
        actor=member.actor,
        names={member.named.name: 1},
        roles=(),
        body=None,
        company=frozenset(),
        geoname_id=None,
    )
