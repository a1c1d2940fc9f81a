"""What two statements have in common, and where they part."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from onrecord.link.claims.counting import Counted
from onrecord.link.claims.gists import Gist
from onrecord.link.claims.quantities import is_same
from onrecord.link.claims.series import agree
from onrecord.link.claims.words import likeness

FEATURES = (
    "alike", "holds", "held", "soft", "soft_holds", "soft_held", "meaning", "shares", "short",
    "same_words", "quotes", "both_quoted", "names", "strangers", "same_speaker", "same_article",
    "near", "no_vectors", "one_denies", "both_deny", "turned", "refers", "takes_back", "opposite",
    "figure_differs", "figure_same", "figures_apart", "days", "other_days", "places",
    "other_places", "hours", "other_hours", "slot_same", "slot_other", "slots_other", "front",
    "front_known", "clause", "clause_turned", "rest_both", "admits", "other_doer", "other_cause",
    "detail", "one_ahead", "both_ahead", "declines", "one_asks", "evidence", "sure",
    "denies_alike", "denies_near", "denies_soft", "turned_alike", "opposite_alike",
    "figure_alike", "detail_alike", "own_alike", "alike_squared", "soft_squared",
)  # fmt: skip
_FEW = 8  # terms in common
_WORTH = 0.3  # of likeness: in less there is no run of the same words
_OTHER = 0.2  # less: another thing
_ALIGNED = 0.5  # of what is above that: two words for one thing
_DETAIL = 4  # numbers, days, places, names


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two statements side by side: `one` is the later."""

    features: tuple[float, ...]  # in the order of `FEATURES`
    shared: tuple[str, ...]  # terms of both, the heaviest first
    turned: tuple[str, ...]  # terms that only one of them says are not
    opposites: tuple[tuple[str, str], ...]  # of the one, of the other
    words: int  # that both have, or that are alike; no names
    figures: tuple[tuple[Counted, Counted], ...]  # the same quantity with another number
    apart: tuple[tuple[Counted, Counted], ...]  # numbers of different things
    other_places: tuple[frozenset[str], frozenset[str]] | None
    other_days: tuple[frozenset[str], frozenset[str]] | None

    def get(self, name: str) -> float:
        """Return a feature."""
        return self.features[_INDEX[name]]


_INDEX = {name: i for i, name in enumerate(FEATURES)}


def compare(one: Gist, other: Gist) -> Comparison:
    """Set two statements side by side."""
    terms = _terms(one, other)
    shared, common, opposites = _plainly(one, other)
    numbers = figures(one, other)
    said = _saying(one, other)
    days, places = _overlap(one.days, other.days), _overlap(one.places, other.places)
    named, hours = _overlap(one.names, other.names), _overlap(one.hours, other.hours)
    mine, its = one.total or 1.0, other.total or 1.0
    alike, held = 2 * common / (mine + its), (common / mine, common / its)
    soft, deny = (terms.forth + terms.back) / 2, float(one.denies != other.denies)
    same, differing, apart = (bool(found) for found in numbers)
    differs = differing and not same
    detail = abs(_detail(one) - _detail(other))
    known = one.speaker is not None and one.speaker == other.speaker
    near = _near(one.vector, other.vector)
    meaning = float(one.meaning @ other.meaning)
    same_words, quotes = _wording(one, other) if soft >= _WORTH else (0.0, 0.0)
    features = (
        alike, max(held), min(held), soft, max(terms.forth, terms.back),
        min(terms.forth, terms.back), meaning, min(len(shared), _FEW) / _FEW,
        1 / max(1, min(len(one.terms), len(other.terms))), same_words, quotes,
        bool(one.quoted and other.quoted), max(named, 0.0), named < 0, known,
        one.article_id == other.article_id, near or 0.0, near is None,
        deny, one.denies and other.denies, terms.turn, *said[:2], bool(opposites),
        differs, same, apart and not differing and not same,
        days > 0, days < 0, places > 0, places < 0, hours > 0, hours < 0,
        min(terms.slot_same, 2) / 2, min(terms.slot_other, 2) / 2,
        min(terms.slot_other, 2) / 2 * soft, max(terms.front, 0.0), terms.front >= 0,
        terms.clause, terms.clause_turned * terms.clause,
        (1 - terms.forth) * (1 - terms.back) * soft * 4, (one.admits or other.admits) and known,
        *said[2:4], min(detail, _DETAIL) / _DETAIL, *said[4:],
        deny * alike, deny * (near or 0.0), deny * soft, terms.turn * soft * (1 - deny),
        bool(opposites) * soft, differs * alike, abs(held[0] - held[1]) * max(held),
        known * alike, alike * alike, soft * soft,
    )  # fmt: skip
    return Comparison(
        features=tuple(map(float, features)),
        shared=shared,
        turned=terms.turned,
        opposites=opposites,
        words=terms.words,
        figures=numbers[1],
        apart=numbers[2],
        other_places=(one.places, other.places) if places < 0 else None,
        other_days=(one.days, other.days) if days < 0 else None,
    )


def _saying(one: Gist, other: Gist) -> tuple[bool, ...]:
    """Return how both are said: who refers, who did it and why, what is ahead, asked, shown."""
    return (
        _refers(one, other),
        one.takes_back != other.takes_back,
        _other_doer(one, other),
        bool(one.causes and other.causes and not one.causes & other.causes),
        one.ahead != other.ahead,
        one.ahead and other.ahead,
        "declines" in (one.manner, other.manner),
        (one.manner == "asks") != (other.manner == "asks"),
        (one.manner == "reveals") != (other.manner == "reveals"),
        one.certainty == other.certainty,
    )


def _plainly(one: Gist, other: Gist) -> tuple[tuple[str, ...], float, tuple[tuple[str, str], ...]]:
    """Return the terms that both have, their weight, and pairs of terms that are opposites."""
    shared = one.terms.keys() & other.terms.keys()
    common = sum(min(one.terms[term], other.terms[term]) for term in shared)
    opposites = []
    for term in one.opposed.keys() - shared:
        for against in one.opposed[term] & other.terms.keys():
            if against not in shared:
                opposites.append((term, against))
    ranked = sorted(shared, key=lambda t: (-one.terms[t], t))
    return tuple(ranked), common, tuple(sorted(opposites))


class Terms(NamedTuple):
    """What the terms of two statements have in common where words of like meaning count."""

    forth: float = 0.0  # how much of the one the other holds
    back: float = 0.0
    turned: tuple[str, ...] = ()  # terms that only one of them negates
    turn: float = 0.0  # how much of what they share that is
    slot_same: int = 0  # prepositions behind which both have the same
    slot_other: int = 0  # and another thing
    front: float = -1.0  # how like is what stands in front; −1: one has nothing there
    clause: float = 0.0  # how like the two likest clauses are
    clause_turned: float = 0.0  # how much of these one negates
    words: int = 0  # terms that both have, or that are alike; no names


def _terms(one: Gist, other: Gist) -> Terms:
    if not one.terms or not other.terms:
        return Terms()
    table = likeness(one.senses, other.senses)
    at = {term: j for j, term in enumerate(other.terms)}
    for i, term in enumerate(one.terms):
        if term in at:
            table[i, at[term]] = 1.0
    best, best_of = table.max(axis=1), table.argmax(axis=1).tolist()
    total = float(one.weights @ best)
    forth, back = total / one.total, float(other.weights @ table.max(axis=0)) / other.total
    turned, turn = _turned(one, other, best.tolist(), best_of)
    rows = table.tolist()
    slots = _slots(one, other, rows)
    share = turn / total if total else 0.0
    if one.clauses or other.clauses:
        clause = _clause(one, other, rows)
    else:
        clause = (forth + back) / 2, share
    words = sum(b >= _ALIGNED and t[0] != "@" for t, b in zip(one.terms, best, strict=True))
    return Terms(forth, back, turned, share, *slots, *clause, words)


def _turned(
    one: Gist, other: Gist, best: Sequence[float], best_of: Sequence[int]
) -> tuple[tuple[str, ...], float]:
    """Return the one's terms that only one of them negates, and what they weigh."""
    if not one.negated and not other.negated:
        return (), 0.0
    mine, its = list(one.terms), list(other.terms)
    found = [
        i
        for i, j in enumerate(best_of)
        if best[i] >= _ALIGNED and (mine[i] in one.negated) != (its[j] in other.negated)
    ]
    return tuple(mine[i] for i in found), float(sum(one.weights[i] * best[i] for i in found))


def _slots(one: Gist, other: Gist, rows: Sequence[Sequence[float]]) -> tuple[int, int, float]:
    """Count the prepositions behind which both have the same and another thing; see `Terms`."""
    same = differing = 0
    front = -1.0
    for slot, mine in one.slots.items():
        its = other.slots.get(slot)
        if its is None:
            continue
        like = max(rows[i][j] for i in mine for j in its)
        if slot == "":
            front = like
        elif like >= _ALIGNED:
            same += 1
        elif like < _OTHER:
            differing += 1
    return same, differing, front


def _clause(one: Gist, other: Gist, rows: Sequence[Sequence[float]]) -> tuple[float, float]:
    """Return how like the two likest clauses are, and how much one of them negates."""
    mine, its = list(one.terms), list(other.terms)
    best = 0.0
    pair: tuple[tuple[int, ...], tuple[int, ...]] = ((0,), (0,))
    for first in one.clauses or (tuple(range(len(mine))),):
        for second in other.clauses or (tuple(range(len(its))),):
            forth = sum(max(rows[i][j] for j in second) for i in first) / len(first)
            back = sum(max(rows[i][j] for i in first) for j in second) / len(second)
            if (forth + back) / 2 > best:
                best, pair = (forth + back) / 2, (first, second)
    aligned = [
        (mine[i] in one.negated) != (its[max(pair[1], key=lambda j: rows[i][j])] in other.negated)
        for i in pair[0]
        if max(rows[i][j] for j in pair[1]) >= _ALIGNED
    ]
    return best, sum(aligned) / len(aligned) if aligned else 0.0


Numbers = tuple[tuple[Counted, Counted], ...]


def figures(one: Gist, other: Gist) -> tuple[Numbers, Numbers, Numbers]:
    """Return the pairs of one quantity with one number, with another, and of different things."""
    same, differing, apart = [], [], []
    for mine in one.numerals:
        for its in other.numerals:
            pair = mine, its
            if mine.number.is_instead != its.number.is_instead:
                continue  # "nine, not eleven" against "eleven" is nine against eleven
            if not is_same(mine, its):
                apart.append(pair)
            elif agree(mine.number, its.number):
                same.append(pair)
            else:
                differing.append(pair)
    matched = {number.place for pair in same for number in pair}  # "seven of ten" against "seven"
    differing = [pair for pair in differing if matched.isdisjoint(n.place for n in pair)]
    return tuple(same), tuple(differing), tuple(apart)


def _wording(one: Gist, other: Gist) -> tuple[float, float]:
    """Return how many word pairs of the shorter stand in the longer, and quoted in both."""
    least = min(len(one.runs), len(other.runs))
    fewest = min(len(one.quoted_runs), len(other.quoted_runs))
    return (
        len(one.runs & other.runs) / least if least else 0.0,
        len(one.quoted_runs & other.quoted_runs) / fewest if fewest else 0.0,
    )


def _refers(one: Gist, other: Gist) -> bool:
    return one.article_id == other.article_id and (
        other.statement in one.refers or one.statement in other.refers
    )


def _other_doer(one: Gist, other: Gist) -> bool:
    """Whether the same kind of deed is said to be another one's."""
    mine, its = dict(one.doers), dict(other.doers)
    both = [kind for kind in mine if kind in its]
    return any(not _fit(mine[kind], its[kind]) for kind in both)


def _fit(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


def _near(one: tuple[float, ...], other: tuple[float, ...]) -> float | None:
    """Return how near two vectors of length 1 are; None: one is not known."""
    if not one or not other:
        return None
    return sum(x * y for x, y in zip(one, other, strict=True))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the smaller is in the other; −1: both have something, nothing shared."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other)) or -1.0


def _detail(one: Gist) -> int:
    return len(one.numerals) + len(one.days) + len(one.places) + len(one.names)
