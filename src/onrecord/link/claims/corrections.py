"""What people say of claims, laid over what was found: one claim, another claim, no dispute. Pure.

A correction names two statements and holds for the claims that they are in. The order in which
corrections were made does not matter: keeping apart wins over putting together.
"""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.record import Claim, Correction, Relation, Ruling, StatementRef

AGAINST = frozenset(("disputes", "other figure"))
Pair = tuple[int, int]


def regrouped(
    homes: Sequence[int],
    ties: Mapping[Pair, float],
    together: Iterable[Pair],
    apart: Iterable[Pair],
) -> list[int]:
    """Return, for each statement, the first of its group, as corrected by people.

    homes: the same, as found. ties: how sure the pairs are that hold a group together. together,
    apart: what must be in one group, and what must not, not even through others. A group that is
    split keeps its surest ties; a group without corrections stays as it is.
    """
    home = list(range(len(homes)))
    members = {i: [i] for i in home}
    banned: dict[int, set[int]] = {i: set() for i in home}
    for i, j in apart:
        banned[i].add(j)
        banned[j].add(i)
    found = (pair for pair in ties if homes[pair[0]] == homes[pair[1]])
    surest = sorted(found, key=lambda pair: (-ties[pair], pair))
    for i, j in (*sorted(sorted(pair) for pair in together), *surest):
        mine, its = sorted((home[i], home[j]))
        if mine == its or its in banned[mine]:
            continue
        for k in members[its]:
            home[k] = mine
        members[mine] += members.pop(its)
        for other in banned.pop(its):
            banned[other].remove(its)
            banned[other].add(mine)
            banned[mine].add(other)
    return home


def ruled(
    relations: Iterable[Relation], homes: Mapping[StatementRef, int], rulings: Sequence[Ruling]
) -> tuple[Relation, ...]:
    """Return relations without those that people reject, and with those that they add.

    homes: for each statement its claim, earliest first. Nothing is disputed within what was joined,
    nothing is repeated between what was split, and if people say of one pair of two claims that it
    is no dispute, no other pair of these claims is one.
    """
    if not rulings:
        return tuple(relations)
    held = [one for one in rulings if holds(one, homes)]
    whole = {homes[one.one] for one in held if one.correction.kind == "same claim"}
    parted, calm = (
        {_between(one, homes) for one in held if one.correction.kind == kind}
        for kind in ("another claim", "no dispute")
    )
    kept: dict[frozenset[StatementRef], Relation] = {}
    for one in relations:
        mine, its = homes[one.one], homes[one.other]
        inside = mine == its and mine in whole
        against = one.kind in AGAINST and (inside or _between(one, homes) in calm)
        again = one.kind == "repeats" and _between(one, homes) in parted
        if not against and not again:
            kept[frozenset((one.one, one.other))] = one
    return tuple((kept | _joins(held, homes, kept)).values())


def _joins(
    held: Iterable[Ruling],
    homes: Mapping[StatementRef, int],
    found: Mapping[frozenset[StatementRef], Relation],
) -> dict[frozenset[StatementRef], Relation]:
    """Give those that a person says are one claim as such, unless that was found."""
    order = {said: i for i, said in enumerate(homes)}
    made = {}
    for ruling in sorted(held, key=_made):
        pair = frozenset((ruling.one, ruling.other))
        known = found.get(pair)
        if ruling.correction.kind == "same claim" and (known is None or known.kind != "repeats"):
            earlier, later = sorted(pair, key=order.__getitem__)
            reason = f"joined by hand, correction {ruling.correction.id}"
            made[pair] = Relation(
                one=later, other=earlier, kind="repeats", reason=reason, score=1.0
            )
    return dict(sorted(made.items(), key=lambda x: (order[x[1].other], order[x[1].one])))


def _between(one: Relation | Ruling, homes: Mapping[StatementRef, int]) -> frozenset[int]:
    return frozenset((homes[one.one], homes[one.other]))


def holds(one: Ruling, homes: Mapping[StatementRef, int]) -> bool:
    """Tell whether a ruling has an effect: a join has none if its two must be kept apart.

    homes: for each statement its claim.
    """
    return (homes[one.one] == homes[one.other]) == (one.correction.kind == "same claim")


def said_of(
    claims: Iterable[Claim], homes: Mapping[StatementRef, int], rulings: Iterable[Ruling]
) -> dict[str, tuple[Correction, ...]]:
    """Return people's corrections of claims, by `Claim.id`, in the order they were made."""
    ids = {homes[claim.statements[0]]: claim.id for claim in claims}
    found: dict[str, dict[str, Correction]] = {}
    for one in sorted(rulings, key=_made):
        if holds(one, homes):
            for said in (one.one, one.other):
                found.setdefault(ids[homes[said]], {})[one.correction.id] = one.correction
    return {id_: tuple(known.values()) for id_, known in found.items()}


def _made(one: Ruling) -> tuple[str, str]:
    return one.correction.on, one.correction.id
