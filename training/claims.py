"""`python -m training.claims`: what speaks for each relation between two statements.

Makes `src/onrecord/link/claims/weights.json`, a multinomial logistic regression over the pairs of
the bundles of `eval/claims` that are not kept apart, each pair both from the text as read and with
the gold's statements; and `eval/claim_folds.json`: the same without the bundles of each fold.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval import claims
from eval.claims_seen import FOLDS, N_FOLDS, fold_of, folds, gists_by_name, read_bundle, weights_of
from onrecord.link.claims import quantities, shipped
from onrecord.link.claims.comparing import FEATURES, compare
from onrecord.link.claims.pairing import JudgeWeights, features_with, sides_of
from onrecord.link.claims.quantities import FEATURES as FIGURE_FEATURES
from onrecord.link.claims.quantities import counted_of, features_of, is_other
from onrecord.link.claims.relating import KINDS, ClaimWeights, weigh
from onrecord.reading.reader import Reader
from onrecord.reading.scores import Floats
from training import regression

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "src" / "onrecord" / "link" / "claims" / "weights.json"
RIDGE = 40.0
JUDGED_RIDGE = 3.0
UNLISTED = 0.25  # how much a pair counts that nobody listed: it is unrelated, as a rule


class Pairs(NamedTuple):
    """Pairs of one bundle."""

    bundle: claims.Bundle
    features: Floats  # (pairs, features)
    kinds: Floats  # (pairs,): index in KINDS
    shares: Floats  # (pairs,): 1 of one that is listed


class Figures(NamedTuple):
    """Pairs of numbers of one bundle."""

    bundle: claims.Bundle
    features: Floats  # (pairs, features and one for the bias)
    same: Floats  # (pairs,)


def pairs_of(reads: Reader, bundles: Sequence[claims.Bundle]) -> list[Pairs]:
    """Return the features of every pair of statements of bundles."""
    found = []
    for bundle in bundles:
        gists = gists_by_name(bundle, read_bundle(reads, bundle))
        listed = {frozenset((pair.one, pair.other)): pair.relation for pair in bundle.pairs}
        ordered = sorted(gists.values(), key=lambda g: g.place)
        rows, kinds, shares = [], [], []
        for other, one in combinations(ordered, 2):
            kind = listed.get(frozenset((one.statement, other.statement)))
            rows.append(compare(one, other).features)
            kinds.append(KINDS.index(kind or "unrelated"))
            shares.append(1.0 if kind else UNLISTED)
        found.append(Pairs(bundle, np.array(rows), np.array(kinds), np.array(shares)))
    return found


def fit(parts: Sequence[Pairs], ridge: float = RIDGE) -> ClaimWeights:
    """Fit the weights of relations."""
    found = (
        regression.fit_many(
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.kinds for part in parts]).astype(int),
            np.concatenate([part.shares for part in parts]),
            ridge=ridge,
        ).round(4)
        + 0.0
    )
    return ClaimWeights(
        bias={kind: float(found[0, k]) for k, kind in enumerate(KINDS)},
        weights={
            kind: dict(zip(FEATURES, found[1:, k].tolist(), strict=True))
            for k, kind in enumerate(KINDS)
        },
    )


def fit_judge(reads: Reader, bundles: Sequence[claims.Bundle]) -> JudgeWeights:
    """Fit what the reader's word counts beside the rest, on bundles that neither has seen.

    Their own weights of relations are those of the folds without them.
    """
    rows, kinds, shares = [], [], []
    for bundle in bundles:
        gists = gists_by_name(bundle, read_bundle(reads, bundle))
        listed = {frozenset((pair.one, pair.other)): pair.relation for pair in bundle.pairs}
        for other, one in combinations(sorted(gists.values(), key=lambda g: g.place), 2):
            kind = listed.get(frozenset((one.statement, other.statement)))
            weighed = weigh(one, other, weights_of(bundle)[0])
            if weighed.may_be_something and not weighed.is_of_one_article:
                (judged,) = reads.relate([sides_of(weighed.later, weighed.earlier)])
                rows.append(features_with(weighed.logits, judged))
                kinds.append(KINDS.index(kind or "unrelated"))
                shares.append(1.0 if kind else UNLISTED)
    found = regression.fit_many(
        np.array(rows), np.array(kinds), np.array(shares), ridge=JUDGED_RIDGE
    ).round(4)
    plain, judged_part = found[1 : 1 + len(KINDS)] + 0.0, found[1 + len(KINDS) :] + 0.0
    return JudgeWeights(
        bias=dict(zip(KINDS, found[0].tolist(), strict=True)),
        plain=_by_kind(plain),
        judged=_by_kind(judged_part),
    )


def _by_kind(table: Floats) -> dict[str, dict[str, float]]:
    """Name the columns of a table, each with its rows."""
    return {
        kind: dict(zip(KINDS, table[:, k].tolist(), strict=True)) for k, kind in enumerate(KINDS)
    }


def figures_of(reads: Reader, bundles: Sequence[claims.Bundle]) -> list[Figures]:
    """Return the features of every pair of numbers of bundles that may be of one quantity."""
    found = []
    for bundle in bundles:
        records = read_bundle(reads, bundle)
        golds = [
            (number, k, point.article, point.span.start)
            for k, series in enumerate(bundle.figures)
            for point in series.points
            for number in counted_of(records[point.article])
            if number.number.span.start < point.span.end
            and point.span.start < number.number.span.end
        ]
        rows, same = [], []
        for (one, k, *_), (other, j, *_) in combinations(golds, 2):
            if not is_other(one, other):
                rows.append([1.0, *features_of(one, other)])
                same.append(k == j)
        found.append(Figures(bundle, np.array(rows), np.array(same, float)))
    return found


def fit_figures(parts: Sequence[Figures]) -> dict[str, float]:
    """Fit what speaks for two numbers being of one quantity."""
    kept = [part for part in parts if len(part.same)]
    rows = np.concatenate([part.features for part in kept])
    found = regression.fit(rows, np.concatenate([part.same for part in kept]))
    return dict(zip(("bias", *FIGURE_FEATURES), found.round(4).tolist(), strict=True))


def entry_of(found: ClaimWeights) -> dict[str, object]:
    """Return weights as JSON values."""
    return {"bias": dict(found.bias), "weights": {k: dict(w) for k, w in found.weights.items()}}


def write(reads: Reader, bundles: Sequence[claims.Bundle]) -> None:
    """Fit figures, then relations, which look at what figures are of one quantity."""
    figures = figures_of(reads, bundles)
    entry = json.loads(INTO.read_text(encoding="utf-8")) | {"figures": fit_figures(figures)}
    _put(INTO, entry)
    quantities.shipped.cache_clear()
    shipped.loaded.cache_clear()
    parts = pairs_of(reads, bundles)
    entry |= entry_of(fit(parts))
    _put(INTO, entry)
    entries = [
        entry_of(fit([part for part in parts if fold_of(part.bundle) != k]))
        | {"figures": fit_figures([part for part in figures if fold_of(part.bundle) != k])}
        for k in range(N_FOLDS)
    ]
    _put(FOLDS, entries)
    folds.cache_clear()
    judge = fit_judge(reads, [bundle for bundle in bundles if bundle.is_untaught])
    _put(INTO, entry | {"judge": asdict(judge)})


def _put(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Make both files."""
    parser = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    parser.add_argument("--weights", type=Path, help="folder with weights of the reader")
    given = parser.parse_args()
    write(Reader(given.weights), claims.bundles(apart=False))


if __name__ == "__main__":
    main()
