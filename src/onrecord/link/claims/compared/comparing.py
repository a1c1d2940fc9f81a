"""What two statements have in common, and where they differ."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.link.claims.compared.aligning import Terms, align, tables_of
from onrecord.link.claims.compared.around import Pair, Table
from onrecord.link.claims.compared.gists import Gist
from onrecord.link.claims.numbers.counting import Counted
from onrecord.link.claims.numbers.quantities import is_same
from onrecord.link.claims.numbers.series import agree
from onrecord.link.claims.terms.words import Floats

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Numbers = tuple[tuple[Counted, Counted], ...]

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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sides:
    """What of statements is looked at without their words, over all of them."""

    totals: Table
    lengths: Ints
    meanings: Floats
    speakers: Ints  # −1: nobody knows
    articles: Ints
    certainties: Ints
    details: Ints
    denies: Bools
    takes_back: Bools
    admits: Bools
    ahead: Bools
    quoted: Bools
    declines: Bools
    asks: Bools
    reveals: Bools


class _Seen(NamedTuple):
    """What is seen of two statements by their words."""

    shared: tuple[str, ...]
    opposites: tuple[tuple[str, str], ...]
    terms: Terms
    figures: tuple[Numbers, Numbers, Numbers]
    measures: tuple[float, ...]  # as `_features` takes them


def compare(one: Gist, other: Gist) -> Comparison:
    """Set two statements side by side, the later first."""
    return compared((one, other), [(0, 1)])[0]


def compared(gists: Sequence[Gist], pairs: Sequence[Pair]) -> list[Comparison]:
    """Set statements side by side, two at a time. pairs: indices of gists, the later first."""
    both = [(gists[i], gists[j]) for i, j in pairs]
    seen = [_see(*pair, table) for pair, table in zip(both, tables_of(both), strict=True)]
    features = _features(_sides(gists), pairs, [one.measures for one in seen]).tolist()
    return list(map(_comparison, both, seen, features))


def _comparison(pair: tuple[Gist, Gist], seen: _Seen, features: Sequence[float]) -> Comparison:
    one, other = pair
    return Comparison(
        features=tuple(features),
        shared=seen.shared,
        turned=seen.terms.turned,
        opposites=seen.opposites,
        words=seen.terms.words,
        figures=seen.figures[1],
        apart=seen.figures[2],
        other_places=_apart(one.places, other.places),
        other_days=_apart(one.days, other.days),
    )


def _sides(gists: Sequence[Gist]) -> _Sides:
    return _Sides(
        totals=np.array([one.total or 1.0 for one in gists]),
        lengths=np.array([len(one.terms) for one in gists]),
        meanings=np.array([one.meaning for one in gists]),
        speakers=_numbered(one.speaker for one in gists),
        articles=_numbered(one.article_id for one in gists),
        certainties=_numbered(one.certainty for one in gists),
        details=np.array([_detail(one) for one in gists]),
        denies=np.array([one.denies for one in gists]),
        takes_back=np.array([one.takes_back for one in gists]),
        admits=np.array([one.admits for one in gists]),
        ahead=np.array([one.ahead for one in gists]),
        quoted=np.array([bool(one.quoted) for one in gists]),
        declines=np.array([one.manner == "declines" for one in gists]),
        asks=np.array([one.manner == "asks" for one in gists]),
        reveals=np.array([one.manner == "reveals" for one in gists]),
    )


def _numbered(names: Iterable[str | None]) -> Ints:
    """Return numbers for names; −1 for none."""
    known: dict[str | None, int] = {None: -1}
    return np.array([known.setdefault(name, len(known)) for name in names])


def _see(one: Gist, other: Gist, table: Floats) -> _Seen:
    shared, common, opposites = _plainly(one, other)
    terms = align(one, other, shared, table)
    same, differing, apart = figures(one, other)
    near = _near(one.vector, other.vector)
    worth = (terms.forth + terms.back) / 2 >= _WORTH
    return _Seen(
        shared,
        opposites,
        terms,
        (same, differing, apart),
        (
            common, len(shared), bool(opposites), bool(same), bool(differing), bool(apart),
            terms.forth, terms.back, terms.turn, terms.slot_same, terms.slot_other, terms.front,
            terms.clause, terms.clause_turned,
            *(_wording(one, other) if worth else (0.0, 0.0)),
            _overlap(one.names, other.names), _overlap(one.days, other.days),
            _overlap(one.places, other.places), _overlap(one.hours, other.hours),
            near or 0.0, near is None, _refers(one, other), _other_doer(one, other),
            bool(one.causes and other.causes and not one.causes & other.causes),
        ),
    )  # fmt: skip


def _features(sides: _Sides, pairs: Sequence[Pair], measures: Sequence[tuple[float, ...]]) -> Table:
    """Return what two statements have in common, in numbers: (pairs, FEATURES)."""
    a, b = np.array(pairs).T
    (
        common, n_shared, opposite, same, differing, apart, forth, back, turn, slot_same,
        slot_other, front, clause, clause_turned, same_words, quotes, named, days, places, hours,
        near, no_vectors, refers, other_doer, other_cause,
    ) = np.array(measures, np.float64).T  # fmt: skip
    mine, its = common / sides.totals[a], common / sides.totals[b]
    alike, most = 2 * common / (sides.totals[a] + sides.totals[b]), np.maximum(mine, its)
    soft, deny = (forth + back) / 2, sides.denies[a] != sides.denies[b]
    differs = differing * (1 - same)
    known = (sides.speakers[a] == sides.speakers[b]) & (sides.speakers[a] >= 0)
    same_slots, other_slots = np.minimum(slot_same, 2) / 2, np.minimum(slot_other, 2) / 2
    detail = np.abs(sides.details[a] - sides.details[b])
    meanings = sides.meanings[a][:, None] @ sides.meanings[b][:, :, None]
    return np.stack((
        alike, most, np.minimum(mine, its), soft, np.maximum(forth, back),
        np.minimum(forth, back), meanings[:, 0, 0], np.minimum(n_shared, _FEW) / _FEW,
        1 / np.maximum(1, np.minimum(sides.lengths[a], sides.lengths[b])), same_words, quotes,
        sides.quoted[a] & sides.quoted[b], np.maximum(named, 0.0), named < 0, known,
        sides.articles[a] == sides.articles[b], near, no_vectors,
        deny, sides.denies[a] & sides.denies[b], turn, refers,
        sides.takes_back[a] != sides.takes_back[b], opposite,
        differs, same, apart * (1 - differing) * (1 - same),
        days > 0, days < 0, places > 0, places < 0, hours > 0, hours < 0,
        same_slots, other_slots, other_slots * soft, np.maximum(front, 0.0), front >= 0,
        clause, clause_turned * clause, (1 - forth) * (1 - back) * soft * 4,
        (sides.admits[a] | sides.admits[b]) & known, other_doer, other_cause,
        np.minimum(detail, _DETAIL) / _DETAIL,
        sides.ahead[a] != sides.ahead[b], sides.ahead[a] & sides.ahead[b],
        sides.declines[a] | sides.declines[b], sides.asks[a] != sides.asks[b],
        sides.reveals[a] != sides.reveals[b], sides.certainties[a] == sides.certainties[b],
        deny * alike, deny * near, deny * soft, turn * soft * (1 - deny), opposite * soft,
        differs * alike, np.abs(mine - its) * most, known * alike, alike * alike, soft * soft,
    ), axis=1, dtype=np.float64)  # fmt: skip


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


def figures(one: Gist, other: Gist) -> tuple[Numbers, Numbers, Numbers]:
    """Return the pairs of one quantity with one number, with another, and of different things."""
    if not one.numerals or not other.numerals:
        return (), (), ()
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
    if not one.doers or not other.doers:
        return False
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


def _apart(
    one: frozenset[str], other: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]] | None:
    """Return both where both have something, and nothing is shared."""
    return (one, other) if _overlap(one, other) < 0 else None


def _detail(one: Gist) -> int:
    return len(one.numerals) + len(one.days) + len(one.places) + len(one.names)
