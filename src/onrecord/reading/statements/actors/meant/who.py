"""Who a source turned out to be, and whom a pronoun refers to by points alone."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.reading.statements.actors.cast import Member

_SURE = 1.0  # lead in points of the likeliest over the next from which on nobody else is thought of
_OBVIOUS = 0.05
MOST_CANDIDATES = 3


class Who(NamedTuple):
    """Who a source is, as far as it can be known, and by which rule."""

    member: Member | None
    how: str
    score: float
    candidates: tuple[Member, ...] = ()


def by_points(word: str, ranked: Sequence[tuple[float, Member]]) -> Who:
    """Return whom a pronoun refers to by points alone, if one is well before the next."""
    if not ranked:
        return Who(None, f"nobody '{word}' could be", 0.5)
    best, member = ranked[0]
    lead = best - ranked[1][0] if len(ranked) > 1 else best
    if lead < _OBVIOUS:
        several = tuple(member for _, member in ranked[:MOST_CANDIDATES])
        return Who(None, f"'{word}' may be several", 0.5, several)
    score = min(0.95, 0.6 + 0.2 * min(lead, _SURE))
    return Who(member, f"'{word}', who was spoken of before", score)
