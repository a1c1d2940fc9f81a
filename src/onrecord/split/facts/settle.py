"""Several sources for one fact -> one `Found`: who won, who agrees, who was outvoted."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from onrecord.record import Found, Grain, Rival, Where

MAX_RIVALS = 5


class Candidate(NamedTuple):
    """A value for a fact and where it stands."""

    value: str
    how: str
    where: Where
    grain: Grain | None = None


def settle(
    candidates: Sequence[Candidate], same: Callable[[str, str], bool], chosen: int = 0
) -> Found | None:
    """Return the chosen candidate as the fact; the others agree with it or are its rivals.

    candidates: best first. same: whether two values say the same. None if there is no candidate.
    """
    if not candidates:
        return None
    best = candidates[chosen]
    others = [c for i, c in enumerate(candidates) if i != chosen]
    agrees = unique(c.how for c in others if same(c.value, best.value) and c.how != best.how)
    rivals: dict[str, Rival] = {}
    for other in others:
        if not same(other.value, best.value):
            rivals.setdefault(other.value, Rival(value=other.value, how=other.how))
    return Found(
        value=best.value,
        how=best.how,
        where=best.where,
        grain=best.grain,
        agrees=agrees,
        rivals=tuple(rivals.values())[:MAX_RIVALS],
    )


def unique(values: Iterable[str]) -> tuple[str, ...]:
    """Return the values in order, each once."""
    return tuple(dict.fromkeys(values))


def markup(path: str) -> Where:
    """Return a place in the markup."""
    return Where(layer="markup", path=path)
