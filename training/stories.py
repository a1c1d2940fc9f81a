"""`python -m training.stories`: what speaks for two articles being on the same happening.

Makes `src/onrecord/link/rarity.json` (in how many texts of PolNeAR and CoNLL-2003 each stem
stands) and `src/onrecord/link/stories.json` (a logistic regression over pairs of articles of the
news clusters and of ECB+ train, and the two thresholds). Readings need weights with vectors.
Also writes `eval/story_folds.json`: for each two folds of the news clusters a fit without them.
"""

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from itertools import combinations_with_replacement
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.link_stories import FOLDS, N_FOLDS, fold_of, see
from eval.sets import data_root
from onrecord.link.likeness import FEATURES, StoryWeights, features_of, is_far
from onrecord.link.rarity import stems_of
from onrecord.link.traces import Floats, Trace
from onrecord.reading.reader import Reader
from training.sets import happenings, names, polnear

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "src" / "onrecord" / "link"
FEWEST = 8  # texts of a stem worth keeping in the table
SIGNS = {"strangers": -1, "gap": -1, "undated": 0, "short": 0}  # others only speak for; 0: either
NEWS_WEIGHT, ECB_WEIGHT = 1.0, 0.01  # of a pair: ECB+ has many more, and its articles no dates
RIDGE = 3.0
STEPS = 60
JOINS = -1.0  # B³ of the news clusters: .91 at -1.5, .93 at -1.25, .94 here, .93 from -0.75 to 0
FOLLOWS = -1.3  # of links of the news clusters, two of six above -2 made sense, both above this


class Pairs(NamedTuple):
    """Pairs of articles worth a look."""

    features: Floats  # (pairs, features)
    same: Floats  # 1 where both tell of the same happening
    weight: float


def make_rarity() -> None:
    """Count in how many texts each stem stands."""
    texts = [one.text.text for one in polnear.attributed(data_root(), "train")]
    texts += [one.text.text for one in names.named(data_root(), "train", clean=False)]
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(stems_of(text)))
    kept = {stem: n for stem, n in sorted(counts.items()) if n >= FEWEST}
    table = {"texts": len(texts), "stems": kept}
    (INTO / "rarity.json").write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n")


def pairs_of(traces: Sequence[Trace], groups: Sequence[str], weight: float) -> Pairs:
    """Return the features of every pair worth a look."""
    rows, same = [], []
    for i, one in enumerate(traces):
        for j in range(i):
            if not is_far(one, traces[j]):
                rows.append(features_of(one, traces[j]))
                same.append(groups[i] == groups[j])
    return Pairs(np.array(rows), np.array(same, float), weight)


def fit(parts: Sequence[Pairs]) -> StoryWeights:
    """Fit weights whose signs make sense, so that they can be explained, by projected steps."""
    rows = np.concatenate([part.features for part in parts])
    same = np.concatenate([part.same for part in parts])
    share = np.concatenate([np.full(len(part.same), part.weight) for part in parts])
    scale = rows.std(axis=0) + 1e-9
    table = np.column_stack([np.ones(len(rows)), rows / scale])
    signs = np.array([0, *(SIGNS.get(name, 1) for name in FEATURES)])
    ridge = np.array([0.0, *[RIDGE] * len(FEATURES)])
    found = np.zeros(len(signs))
    for _ in range(STEPS):  # Newton's, over the weights that are not held at 0 by their sign
        said = 1 / (1 + np.exp(-table @ found))
        slope = table.T @ (share * (said - same)) + ridge * found
        free = ~((found == 0) & (signs * slope > 0))
        bent = (table.T * (share * said * (1 - said))) @ table + np.diag(ridge)
        moved = found.copy()
        moved[free] -= np.linalg.solve(bent[np.ix_(free, free)], slope[free])
        moved = np.where(signs * moved < 0, 0.0, moved)
        if np.abs(moved - found).max() < 1e-6:
            break
        found = moved
    weights = dict(zip(FEATURES, (found[1:] / scale).round(4).tolist(), strict=True))
    return StoryWeights(
        bias=round(float(found[0]), 4), weights=weights, joins=JOINS, follows=FOLLOWS
    )


def write_folds(news: Sequence[Trace], groups: Sequence[str], ecb: Pairs) -> None:
    """Fit without each two folds, so that no pair is weighed by what its articles taught."""
    folds = np.array(fold_of(groups))
    entries = {}
    for first, second in combinations_with_replacement(range(N_FOLDS), 2):
        kept = np.flatnonzero((folds != first) & (folds != second)).tolist()
        pairs = pairs_of([news[i] for i in kept], [groups[i] for i in kept], NEWS_WEIGHT)
        entries[f"{first}-{second}"] = _entry(fit([pairs, ecb]))
    FOLDS.write_text(json.dumps(entries, indent=2) + "\n", encoding="utf-8")


def write_all(news: Sequence[Trace], groups: Sequence[str], ecb: Pairs) -> None:
    """Fit on everything, and on everything but what is measured."""
    found = fit([pairs_of(news, groups, NEWS_WEIGHT), ecb])
    text = json.dumps(_entry(found), indent=2) + "\n"
    (INTO / "stories.json").write_text(text, encoding="utf-8")
    write_folds(news, groups, ecb)


def _entry(found: StoryWeights) -> dict[str, object]:
    return {
        "bias": found.bias,
        "weights": dict(found.weights),
        "joins": found.joins,
        "follows": found.follows,
    }


def main() -> None:
    """Make all files."""
    parser = argparse.ArgumentParser(prog="python -m training.stories", description=__doc__)
    parser.add_argument("--weights", type=Path, help="folder with weights of the reader")
    given = parser.parse_args()
    make_rarity()
    reads = Reader(given.weights, vectors=True)
    ecb = see(reads, happenings.ecb_plus(data_root(), "train"))
    news = see(reads, happenings.news_clusters(data_root()))
    write_all(news.traces, news.happenings, pairs_of(ecb.traces, ecb.happenings, ECB_WEIGHT))


if __name__ == "__main__":
    main()
