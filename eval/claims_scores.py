"""How far claims are right, counted bundle by bundle. Definitions: eval/README.md."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

import numpy as np

from eval import claims, claims_seen
from eval.claims import RELATIONS, GoldClaim, GoldPoint, GoldSeries
from eval.claims_seen import Seen
from eval.figures import Figure, figure
from eval.scores import Floats, f1_of_sums, ratio
from onrecord.reading.reader import Reader
from onrecord.record import Claim, Point, Relation, Series

DIRECTED = ("supports", "disputes", "narrows")
_SLACK = 1e-6


def figures_by_title(reads: Reader) -> Iterator[tuple[str, list[Figure]]]:
    """Measure claims on bundles that the reader did not learn from; then on those kept apart.

    Both as read and given the gold's statements.
    """
    for apart in (False, True):
        bundles = [one for one in claims.bundles(apart=apart) if apart or one.is_untaught]
        records = [claims_seen.read_bundle(reads, bundle) for bundle in bundles]
        title, end = "claims, our gold", ""
        if apart:
            title, end = f"{title} kept apart", "-apart"
        for name, given, sees in (
            ("as read", "", claims_seen.see),
            ("given its statements", "-given", claims_seen.see_given),
        ):
            seen = [sees(*both, reads.relate) for both in zip(bundles, records, strict=True)]
            yield f"{title}: {name}", claim_figures(seen, f"claims{given}{end}")


def count_relations(seen: Seen) -> list[float]:
    """Count right, said and wanted of each relation, side by side in the order of `RELATIONS`."""
    found = _relations(seen.account.relations)
    counts = {kind: [0, 0, 0] for kind in RELATIONS}
    for pair in seen.bundle.pairs:
        counts[pair.relation][2] += 1
        if pair.one in seen.said and pair.other in seen.said:
            said = _kind(found, seen, pair.one, pair.other)
            counts[said][1] += 1
            counts[said][0] += said == pair.relation
    return [float(n) for kind in RELATIONS for n in counts[kind]]


def count_told(seen: Seen) -> list[float]:
    """Count relations told of the gold's statements: right ones, and all, of pairs listed or not.

    A pair that nobody listed has nothing to do with each other, as a rule.
    """
    listed: dict[frozenset[object], str] = {
        frozenset((seen.said[pair.one], seen.said[pair.other])): pair.relation
        for pair in seen.bundle.pairs
        if pair.one in seen.said and pair.other in seen.said
    }
    known = frozenset(seen.said.values())
    told = {
        pair: one.kind
        for pair, one in _relations(seen.account.relations).items()
        if one.kind != "unrelated" and pair <= known
    }
    return [float(sum(listed.get(pair) == kind for pair, kind in told.items())), float(len(told))]


def macro_f1(rows: Floats) -> float:
    """Mean F1 over relations that are wanted somewhere."""
    table = rows.sum(axis=0).reshape(-1, 3)
    wanted = table[table[:, 2] > 0]
    return float(np.mean(2 * wanted[:, 0] / (wanted[:, 1] + wanted[:, 2])))


def f1_of(kind: str) -> Callable[[Floats], float]:
    """Return the F1 of one relation."""
    at = 3 * RELATIONS.index(kind)

    def one(rows: Floats) -> float:
        right, said, wanted = rows[:, at : at + 3].sum(axis=0)
        return float(2 * right / (said + wanted)) if said + wanted else float("nan")

    return one


def precision_of(kind: str) -> Callable[[Floats], float]:
    """Return the precision of one relation."""
    at = 3 * RELATIONS.index(kind)

    def one(rows: Floats) -> float:
        right, said, _ = rows[:, at : at + 3].sum(axis=0)
        return float(right / said) if said else float("nan")

    return one


def count_directions(seen: Seen) -> list[float]:
    """Count the relations found that act the right way, and those found."""
    found = _relations(seen.account.relations)
    right = of = 0
    for pair in seen.bundle.pairs:
        if pair.relation in DIRECTED and {pair.one, pair.other} <= seen.said.keys():
            said = found.get(frozenset((seen.said[pair.one], seen.said[pair.other])))
            if said is not None and said.kind == pair.relation:
                of += 1
                right += said.one == seen.said[pair.one]
    return [float(right), float(of)]


def count_quotations(seen: Seen) -> list[float]:
    """Count pairs of wordings put together: rightly, wrongly, and those missed."""
    home = {said: claim.id for claim in seen.account.claims for said in claim.statements}
    wanted = {
        frozenset(pair)
        for one in seen.bundle.quotations
        for pair in combinations(sorted(one.statements), 2)
    }
    names = sorted({name for one in seen.bundle.quotations for name in one.statements})
    said = {
        frozenset((x, y))
        for x, y in combinations(names, 2)
        if x in seen.said and y in seen.said and home[seen.said[x]] == home[seen.said[y]]
    }
    return [float(len(said & wanted)), float(len(said - wanted)), float(len(wanted - said))]


def count_sources(seen: Seen) -> list[float]:
    """Count the claims whose number of independent sources is right, and all claims."""
    right = sum(
        (found := _claim(seen, gold)) is not None and len(found.voices) == gold.sources
        for gold in seen.bundle.claims
    )
    return [float(right), float(len(seen.bundle.claims))]


def count_states(seen: Seen) -> list[float]:
    """Count the claims whose state is right, and all claims."""
    right = sum(
        (found := _claim(seen, gold)) is not None and found.state == gold.state
        for gold in seen.bundle.claims
    )
    return [float(right), float(len(seen.bundle.claims))]


def count_figures(seen: Seen) -> list[float]:
    """Count pairs of numbers put into one series: rightly, wrongly, and those missed."""
    golds = [(k, point) for k, one in enumerate(seen.bundle.figures) for point in one.points]
    home = [_series_of(seen, point) for _, point in golds]
    right = wrong = missed = 0
    for i, j in combinations(range(len(golds)), 2):
        same = golds[i][0] == golds[j][0]
        said = home[i] is not None and home[i] == home[j]
        right += same and said
        wrong += said and not same
        missed += same and not said
    return [float(right), float(wrong), float(missed)]


def count_series(seen: Seen) -> list[float]:
    """Count the series of two or more points that are right from end to end, and all of them."""
    golds = [one for one in seen.bundle.figures if len(one.points) > 1]
    right = sum(any(_is_right(seen, gold, said) for said in seen.series) for gold in golds)
    return [float(right), float(len(golds))]


def _is_right(seen: Seen, gold: GoldSeries, said: Series) -> bool:
    """Whether the same numbers are told by the same in the same order, and no others."""
    listed = {
        (seen.bundle.articles[p.article].id, p.span.start, p.span.end)
        for one in seen.bundle.figures
        for p in one.points
    }
    points = [p for p in said.points if any(_overlaps(p, place) for place in listed)]
    return len(points) == len(gold.points) and all(
        _same_point(seen, wanted, point) for wanted, point in zip(gold.points, points, strict=True)
    )


def _same_point(seen: Seen, gold: GoldPoint, said: Point) -> bool:
    article = seen.bundle.articles[gold.article].id
    if not _overlaps(said, (article, gold.span.start, gold.span.end)):
        return False
    numbers = () if said.low is None else (said.low, said.high)
    wanted = (gold.value[0], gold.value[-1]) if gold.value else ()
    if len(numbers) != len(wanted) or any(
        abs(x - (y or 0)) > _SLACK for x, y in zip(wanted, numbers, strict=True)
    ):
        return False
    mine, its = set(gold.by.casefold().split()), set((said.by or "").casefold().split())
    return (not mine and not its) or bool((mine & its) - {"the", "a"})


def _overlaps(point: Point, place: tuple[str, int, int]) -> bool:
    article, start, end = place
    return point.article_id == article and point.span.start < end and start < point.span.end


def _series_of(seen: Seen, gold: GoldPoint) -> int | None:
    place = (seen.bundle.articles[gold.article].id, gold.span.start, gold.span.end)
    for k, one in enumerate(seen.series):
        if any(_overlaps(point, place) for point in one.points):
            return k
    return None


def _claim(seen: Seen, gold: GoldClaim) -> Claim | None:
    """Return the claim that holds most statements of the gold's, half of them at least."""
    places = {seen.said[name] for name in gold.statements if name in seen.said}
    best = max(
        seen.account.claims, key=lambda claim: len(places & set(claim.statements)), default=None
    )
    if best is None or 2 * len(places & set(best.statements)) < len(gold.statements):
        return None
    return best


def _relations(relations: Iterable[Relation]) -> dict[frozenset[object], Relation]:
    return {frozenset((one.one, one.other)): one for one in relations}


def _kind(found: dict[frozenset[object], Relation], seen: Seen, one: str, other: str) -> str:
    relation = found.get(frozenset((seen.said[one], seen.said[other])))
    return relation.kind if relation else "unrelated"


def claim_figures(found: Sequence[Seen], prefix: str) -> list[Figure]:
    """Return the figures of bundles."""
    relations = [count_relations(one) for one in found]
    rows: list[tuple[str, str, list[list[float]], Callable[[Floats], float]]] = [
        ("relations", "relation, macro-F1", relations, macro_f1),
        *((f"relation_{kind.replace(' ', '_')}", f"  {kind}, F1", relations, f1_of(kind))
          for kind in RELATIONS),
        ("disputes_precision", "  disputes, precision", relations, precision_of("disputes")),
        ("told", "  told of any two statements, precision",
         [count_told(one) for one in found], ratio),
        ("directions", "  which of the two acts, of those found",
         [count_directions(one) for one in found], ratio),
        ("quotations", "quotations in several wordings, alignment F1",
         [count_quotations(one) for one in found], f1_of_sums),
        ("figures", "figures of the same quantity, F1",
         [count_figures(one) for one in found], f1_of_sums),
        ("series", "series right", [count_series(one) for one in found], ratio),
        ("sources", "independent sources, exact count",
         [count_sources(one) for one in found], ratio),
        ("states", "state of a claim right", [count_states(one) for one in found], ratio),
    ]  # fmt: skip
    return [
        figure(f"{prefix}.{name}", says, counted, statistic, unit="bundles")
        for name, says, counted, statistic in rows
    ]
