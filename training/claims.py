"""`python -m training.claims`: what speaks for each relation between two statements.

Makes `src/onrecord/link/claims/weights.json`, a multinomial logistic regression over the pairs of
the bundles of `eval/claims` that are not kept apart, with the gold's statements; what a judge's
answers count, on those that it did not learn from; and `eval/claim_folds.json`: the same without
the bundles of each fold.
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
from eval.news_figures import counted_texts
from onrecord.link.claims import shipped
from onrecord.link.claims.claiming import asked_of, weighed_pairs
from onrecord.link.claims.compared.around import Pair, around
from onrecord.link.claims.compared.comparing import FEATURES, compare
from onrecord.link.claims.compared.pairing import sides_of
from onrecord.link.claims.numbers import quantities
from onrecord.link.claims.numbers.counting import counted_of
from onrecord.link.claims.numbers.quantities import FEATURES as FIGURE_FEATURES
from onrecord.link.claims.numbers.quantities import features_of, is_other
from onrecord.link.claims.related import hearing
from onrecord.link.claims.related.relating import Weighed
from onrecord.link.claims.shipped import KINDS, JudgeWeights, KindWeights
from onrecord.reading.reader import Reader
from onrecord.reading.scores import Floats
from onrecord.record import Record
from training import regression

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "src" / "onrecord" / "link" / "claims" / "weights.json"
RIDGE = 40.0
JUDGED_RIDGE, JUDGED_STEPS = 10.0, 400  # with more steps nothing is better
# From which probability on each kind is told, by bundles not apart. What is told wrongly costs more
# than what is missed. A search for the best F1 with so many disputes right put them at .65, .85 or
# .95, as the readings went.
LEAST: dict[str, float] = {
    "repeats": 0.65,
    "supports": 0.65,
    "disputes": 0.75,
    "other figure": 0.8,
    "narrows": 0.65,
    "unrelated": 0.0,
}
# How much a pair counts that nobody listed: it is unrelated, as a rule. .25 and .05 were no better.
UNLISTED = 0.1


class Pairs(NamedTuple):
    """Pairs of one bundle."""

    bundle: claims.Bundle
    features: Floats  # (pairs, features)
    kinds: Floats  # (pairs,): index in KINDS
    shares: Floats  # (pairs,): 1 of one that is listed


class Heard(NamedTuple):
    """The pairs of one bundle that a judge is asked about."""

    bundle: claims.Bundle
    weighed: dict[Pair, Weighed]
    asked: list[Pair]
    speakers: tuple[str | None, ...]  # of its statements
    rows: Floats  # (asked, hearing.FIRST)
    kinds: Floats  # (asked,): index in KINDS
    shares: Floats  # (asked,): 1 of one that is listed


class Figures(NamedTuple):
    """Pairs of numbers of one bundle, or of articles of others."""

    bundle: claims.Bundle | None
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


def fit(parts: Sequence[Pairs], ridge: float = RIDGE) -> KindWeights:
    """Fit the weights of relations by what is compared."""
    return _named(
        regression.fit_many(
            np.concatenate([part.features for part in parts]),
            np.concatenate([part.kinds for part in parts]).astype(int),
            np.concatenate([part.shares for part in parts]),
            ridge=ridge,
        ),
        FEATURES,
    )


def heard_pairs(reads: Reader, bundles: Sequence[claims.Bundle]) -> list[Heard]:
    """Return what is known of the pairs of bundles that a judge is asked about."""
    found = []
    for bundle in bundles:
        gists = gists_by_name(bundle, read_bundle(reads, bundle))
        ordered = sorted(gists.values(), key=lambda g: g.place)
        listed = {frozenset((pair.one, pair.other)): pair.relation for pair in bundle.pairs}
        weighed = weighed_pairs(ordered, weights_of(bundle)[0], is_judged=True)
        asked = asked_of(weighed)
        told = reads.relate([sides_of(weighed[k].later, weighed[k].earlier) for k in asked])
        names = [frozenset((ordered[i].statement, ordered[j].statement)) for i, j in asked]
        found.append(
            Heard(
                bundle,
                weighed,
                asked,
                tuple(one.speaker for one in ordered),
                hearing.first_rows([weighed[pair] for pair in asked], told),
                np.array([KINDS.index(listed.get(name, "unrelated")) for name in names]),
                np.array([1.0 if name in listed else UNLISTED for name in names]),
            )
        )
    return found


def fit_judge(parts: Sequence[Heard]) -> tuple[JudgeWeights, list[JudgeWeights]]:
    """Fit what a judge's word counts, and the same without each fold.

    parts: bundles that neither it nor their weights of relations have seen. What a pair is in view
    of its story is fitted on what others say of each bundle.
    """
    folds_of = [fold_of(part.bundle) for part in parts]
    rows = [part.rows for part in parts]
    firsts = [_kinds_fitted(parts, rows, folds_of, k) for k in range(N_FOLDS)]
    seen = [_seen_around(part, firsts[k]) for part, k in zip(parts, folds_of, strict=True)]
    seconds = [_kinds_fitted(parts, seen, folds_of, k) for k in range(N_FOLDS)]
    whole = JudgeWeights(
        first=_kinds_fitted(parts, rows, folds_of, None),
        second=_kinds_fitted(parts, seen, folds_of, None),
        least=LEAST,
    )
    return whole, [
        JudgeWeights(first=one, second=other, least=LEAST)
        for one, other in zip(firsts, seconds, strict=True)
    ]


def _kinds_fitted(
    parts: Sequence[Heard], rows: Sequence[Floats], folds_of: Sequence[int], without: int | None
) -> KindWeights:
    """Fit kinds by rows of bundles but those of a fold."""
    kept = [k for k, fold in enumerate(folds_of) if fold != without]
    names = hearing.FIRST if rows[0].shape[1] == len(hearing.FIRST) else hearing.SECOND
    return _named(
        regression.fit_many(
            np.concatenate([rows[k] for k in kept]),
            np.concatenate([parts[k].kinds for k in kept]).astype(int),
            np.concatenate([parts[k].shares for k in kept]),
            ridge=JUDGED_RIDGE,
            steps=JUDGED_STEPS,
        ),
        names,
    )


def _seen_around(part: Heard, first: KindWeights) -> Floats:
    """Return the rows of a bundle in view of its story, by weights that know nothing of it."""
    told = hearing.logs(part.rows, first)
    chances = hearing.chances(part.weighed, part.asked, told)
    return hearing.second_rows(part.rows, told, around(chances, part.asked, part.speakers))


def _named(table: Floats, features: Sequence[str]) -> KindWeights:
    """Name the rows and columns of a table of weights."""
    table = table.round(4) + 0.0
    return KindWeights(
        bias={kind: float(table[0, k]) for k, kind in enumerate(KINDS)},
        weights={
            kind: dict(zip(features, table[1:, k].tolist(), strict=True))
            for k, kind in enumerate(KINDS)
        },
    )


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


def news_figures(reads: Reader) -> Figures:
    """Return the same of all numbers of articles of others, most of which are of nothing else."""
    rows, same = [], []
    texts = counted_texts("fit")
    readings = reads.read([one.article for one in texts])
    for text, reading in zip(texts, readings, strict=True):
        counted = counted_of(Record(article=text.article, reading=reading))
        for one, other in combinations(counted, 2):
            is_same = text.same(one.number.span, other.number.span)
            if is_same is not None and not is_other(one, other):
                rows.append([1.0, *features_of(one, other)])
                same.append(is_same)
    return Figures(None, np.array(rows), np.array(same, float))


def fit_figures(parts: Sequence[Figures]) -> dict[str, float]:
    """Fit what speaks for two numbers being of one quantity."""
    kept = [part for part in parts if len(part.same)]
    rows = np.concatenate([part.features for part in kept])
    found = regression.fit(rows, np.concatenate([part.same for part in kept]))
    return dict(zip(("bias", *FIGURE_FEATURES), found.round(4).tolist(), strict=True))


def write_figures(reads: Reader, bundles: Sequence[claims.Bundle]) -> None:
    """Fit which numbers are of one quantity, and for each fold without its bundles."""
    news = news_figures(reads)
    parts = figures_of(reads, bundles)
    entry = json.loads(INTO.read_text(encoding="utf-8"))
    _put(INTO, entry | {"figures": fit_figures([*parts, news])})
    others = [
        [part for part in parts if part.bundle and fold_of(part.bundle) != k]
        for k in range(N_FOLDS)
    ]
    entries = json.loads(FOLDS.read_text(encoding="utf-8"))
    fitted = [{"figures": fit_figures([*some, news])} for some in others]
    _put(FOLDS, [old | new for old, new in zip(entries, fitted, strict=True)])
    quantities.shipped.cache_clear()
    shipped.loaded.cache_clear()
    folds.cache_clear()


def write(reads: Reader, bundles: Sequence[claims.Bundle]) -> None:
    """Fit figures, then relations, which look at what figures are of one quantity, then a judge."""
    write_figures(reads, bundles)
    entry = json.loads(INTO.read_text(encoding="utf-8"))
    old = json.loads(FOLDS.read_text(encoding="utf-8"))
    parts = pairs_of(reads, bundles)
    entry |= asdict(fit(parts))
    entries = [
        one | asdict(fit([part for part in parts if fold_of(part.bundle) != k]))
        for k, one in enumerate(old)
    ]
    _put(FOLDS, entries)
    folds.cache_clear()
    untaught = [bundle for bundle in bundles if bundle.is_untaught]
    whole, without = fit_judge(heard_pairs(reads, untaught))
    _put(INTO, entry | {"judge": asdict(whole)})
    _put(FOLDS, [e | {"judge": asdict(one)} for e, one in zip(entries, without, strict=True)])


def _put(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Make both files."""
    parser = argparse.ArgumentParser(prog="python -m training.claims", description=__doc__)
    parser.add_argument("--weights", type=Path, help="folder with weights of the reader")
    parser.add_argument("--only-figures", action="store_true", help="leave relations as they are")
    given = parser.parse_args()
    fitting = write_figures if given.only_figures else write
    fitting(Reader(given.weights), claims.bundles(apart=False))


if __name__ == "__main__":
    main()
