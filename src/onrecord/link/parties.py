"""Actors of articles become parties: one person, body or place across articles.

A full name joins, unless everything else contradicts it. A surname, a generic name ("the ministry")
or an acronym joins only if role, body or company support it, and only with the one party that they
point to.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

from onrecord.link.entrants import Entrant, lookup_keys, party_keys
from onrecord.link.likeness import probability
from onrecord.link.names import fits, initials_of, is_acronym, is_generic, key_of, person_of
from onrecord.link.rarity import stems_of
from onrecord.record import ActorKind, Member, Party

JOINS = 1.0  # sum of evidence from which an actor belongs to a party
_FULL_NAME, _SAME_NAME, _ALIAS, _ACRONYM, _SURNAME = 2.6, 2.6, 1.6, 0.6, -0.8
_GENERIC = -2.2
_ROLE, _BODY, _COMPANY, _PLACE = 1.2, 1.2, 0.5, 2.0
_MOST_COMPANY = 4  # shared names that count
_OTHER_ROLE, _OTHER_COMPANY, _OTHER_PLACE = -0.9, -0.9, -2.0
_ENOUGH_COMPANY = 4  # names beside both, so that sharing none says something
_COVERED = 0.5  # share of an actor's namings that a party must know
_USUAL = 0.05  # share of a party's namings from which a name is one of its own
_KEPT_COMPANY = 60
_KEPT_NAMES, _KEPT_ROLES = 60, 40  # of a party in thousands of articles: a bound on its size
_PLAIN_ROLE = frozenset(("former", "the", "mr", "ms", "mrs", "sir", "of", "a"))


class Evidence(NamedTuple):
    """Evidence for or against something, in words."""

    says: str
    weight: float


def join_party(candidates: Sequence[Party], entrant: Entrant) -> Party:
    """Return the party that an actor belongs to, with the actor added; a new one if there is none.

    candidates: parties that share one of `lookup_keys`. Of two that fit equally well, the one with
    more members is taken, or else the first. Joining twice changes nothing.
    """
    for party in candidates:
        if any((m.named, m.actor) == (entrant.named, entrant.actor) for m in party.members):
            return party
    weighed = [(evidence, party) for party in candidates if (evidence := weigh(party, entrant))]
    weighed.sort(key=lambda pair: (-_total(pair[0]), -len(pair[1].members)))
    fitting = [pair for pair in weighed if _total(pair[0]) >= JOINS]
    if not fitting or (len(fitting) > 1 and _is_unsure(fitting[0][0])):
        return _founded(entrant)
    evidence, party = fitting[0]
    because = tuple(one.says for one in sorted(evidence, key=lambda one: -one.weight))
    return with_entrant(party, entrant, because, probability(_total(evidence)))


def join_parties(known: Iterable[Party], entrants: Iterable[Entrant]) -> tuple[Party, ...]:
    """Join actors of articles with parties, one after the other; the parties keep their order."""
    parties = {party.id: party for party in known}
    index: dict[str, dict[str, None]] = {}
    for party in parties.values():
        for key in party_keys(party):
            index.setdefault(key, {})[party.id] = None
    for entrant in sorted(entrants, key=fullest_first):
        found = dict.fromkeys(i for key in sorted(lookup_keys(entrant)) for i in index.get(key, ()))
        party = join_party([parties[i] for i in sorted(found)], entrant)
        parties[party.id] = party
        for key in party_keys(party):
            index.setdefault(key, {})[party.id] = None
    return tuple(parties.values())


def weigh(party: Party, entrant: Entrant) -> tuple[Evidence, ...]:
    """Return the evidence for and against an actor being a party; none: it cannot be."""
    if (party.kind == "person") != (entrant.named.kind == "person"):
        return ()
    person = party.kind == "person"
    by_name = _by_person_name(party, entrant) if person else _by_name(party, entrant)
    if by_name is None:
        return ()
    return (
        by_name,
        *_by_place(party, entrant),
        *_by_role(party, entrant),
        *_by_company(party, entrant),
    )


def _by_person_name(party: Party, entrant: Entrant) -> Evidence | None:
    ours = [found for name, _ in party.names if (found := person_of(name))]
    theirs = [found for name in entrant.names if (found := person_of(name))]
    full = [(a, b) for a in ours for b in theirs if fits(a, b)]
    if full:
        return Evidence(f"same name '{entrant.named.name}'", _FULL_NAME)
    if any(a.first for a in ours) and any(b.first for b in theirs):
        return None  # two full names that are not one
    if {a.last for a in ours} & {b.last for b in theirs}:
        return Evidence(f"the surname '{entrant.named.name}'", _SURNAME)
    return None


def _by_name(party: Party, entrant: Entrant) -> Evidence | None:
    theirs = _shares(entrant.names)
    ours = _shares(dict(party.names))
    usual = {key for key, share in ours.items() if share >= _USUAL}
    covered = sum(share for key, share in theirs.items() if key in usual)
    if covered >= _COVERED:
        key = max((key for key in theirs if key in usual), key=lambda k: (theirs[k], k))
        main = max(ours, key=lambda k: (ours[k], k))
        weight = _SAME_NAME if key == main or theirs.get(main) else _ALIAS
        says = f"same name '{key}'" if weight == _SAME_NAME else f"'{key}' is a name of '{main}'"
        return Evidence(says, weight + (_GENERIC if is_generic(key) else 0.0))
    acronym = _acronym(party, entrant)
    if acronym:
        return Evidence(f"'{acronym}' is the acronym", _ACRONYM)
    if entrant.geoname_id is not None and entrant.geoname_id == party.geoname_id:
        return Evidence(f"'{entrant.named.name}' is another name of the place", _ACRONYM)
    return None


def _acronym(party: Party, entrant: Entrant) -> str | None:
    """Return the acronym that one has for a name, and the other is called by in full."""
    for one, other in ((entrant.names, dict(party.names)), (dict(party.names), entrant.names)):
        short = {key_of(name).replace(".", ""): name for name in one if is_acronym(name)}
        for name in other:
            found = initials_of(key_of(name))
            if found in short:
                return short[found]
    return None


def _by_place(party: Party, entrant: Entrant) -> list[Evidence]:
    if party.geoname_id is None or entrant.geoname_id is None:
        return []
    if party.geoname_id == entrant.geoname_id:
        return [Evidence("the same place on the map", _PLACE)]
    return [Evidence("another place on the map", _OTHER_PLACE)]


def _by_role(party: Party, entrant: Entrant) -> list[Evidence]:
    found = []
    ours = {stem for role in party.roles for stem in stems_of(role)} - _PLAIN_ROLE
    theirs = {stem: role for role in entrant.roles for stem in stems_of(role)}
    shared = sorted(ours & theirs.keys())
    if shared:
        found.append(Evidence(f"like role: '{theirs[shared[0]]}'", _ROLE))
    body = entrant.body and key_of(entrant.body)
    if body and body in {key_of(name) for name in party.bodies}:
        found.append(Evidence(f"both of '{entrant.body}'", _BODY))
    elif ours and theirs and not shared:
        found.append(Evidence(f"another role: '{entrant.roles[0]}'", _OTHER_ROLE))
    return found


def _by_company(party: Party, entrant: Entrant) -> list[Evidence]:
    company = dict(party.company)
    shared = sorted(company.keys() & entrant.company, key=lambda key: (-company[key], key))
    if shared:
        weight = _COMPANY * min(len(shared), _MOST_COMPANY)
        names = ", ".join(f"'{key}'" for key in shared[:3])
        return [Evidence(f"named beside {names}, too", weight)]
    if min(len(company), len(entrant.company)) >= _ENOUGH_COMPANY:
        return [Evidence("in other company", _OTHER_COMPANY)]
    return []


def _total(evidence: Iterable[Evidence]) -> float:
    return sum(one.weight for one in evidence)


def _is_unsure(evidence: Sequence[Evidence]) -> bool:
    """Whether the name alone would not do: then only one party may fit."""
    return evidence[0].weight < _ALIAS


def _shares(names: Mapping[str, int]) -> dict[str, float]:
    """Return each key's share of the namings."""
    counts: Counter[str] = Counter()
    for name, n in names.items():
        counts[key_of(name)] += n
    total = sum(counts.values()) or 1
    return {key: n / total for key, n in counts.items()}


def fullest_first(entrant: Entrant) -> bool:
    """Whether an actor comes later among those of its article: those with only a surname do."""
    person = person_of(entrant.named.name) if entrant.named.kind == "person" else None
    return person is not None and not person.first


def _founded(entrant: Entrant) -> Party:
    named = entrant.named
    digest = sha256(f"{named.article_id}\n{named.kind}\n{named.name}".encode()).hexdigest()
    empty = Party(
        id=digest[:12],
        name=named.name,
        kind=named.kind,
        names=(),
        roles=(),
        bodies=(),
        company=(),
        geoname_id=None,
        members=(),
    )
    return with_entrant(empty, entrant, ("the first of this name",), 1.0)


def with_entrant(party: Party, entrant: Entrant, because: tuple[str, ...], score: float) -> Party:
    """Add an actor to a party, with everything known about it."""
    member = Member(named=entrant.named, actor=entrant.actor, because=because, score=score)
    return with_entrants(party, [(member, entrant)])


def with_entrants(party: Party, more: Iterable[tuple[Member, Entrant]]) -> Party:
    """Add actors to a party, with everything known about them, in linear time."""
    names, company = Counter(dict(party.names)), Counter(dict(party.company))
    members, geoname_id = list(party.members), party.geoname_id
    roles, bodies = dict.fromkeys(party.roles), dict.fromkeys(party.bodies)
    for member, entrant in more:
        members.append(member)
        names.update(entrant.names)
        company.update(entrant.company)
        roles.update(dict.fromkeys(entrant.roles))
        bodies.update(dict.fromkeys([entrant.body] if entrant.body else []))
        geoname_id = entrant.geoname_id if geoname_id is None else geoname_id
    kinds = Counter(one.named.kind for one in members)
    return replace(
        party,
        name=usual_name(names, party.kind),
        kind=max(kinds, key=lambda kind: (kinds[kind], kind)),
        names=_ordered(names)[:_KEPT_NAMES],
        roles=tuple(roles)[:_KEPT_ROLES],
        bodies=tuple(bodies)[:_KEPT_ROLES],
        company=_ordered(company)[:_KEPT_COMPANY],
        geoname_id=geoname_id,
        members=tuple(members),
    )


def usual_name(names: Mapping[str, int], kind: ActorKind) -> str:
    """Return the name to show: for persons the fullest of the frequent ones, else the commonest."""
    most = max(names.values())
    if kind == "person":
        full = [n for n in names if (found := person_of(n)) and found.first]
        return max(full or names, key=lambda name: (names[name], len(name), name))
    return max(names, key=lambda name: (names[name] == most, names[name], len(name), name))


def _ordered(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
