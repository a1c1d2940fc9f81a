"""Stories: the news clusters of Giveme5W1H, and ECB+ dev at the level of a topic's halves.

The shipped weights are fitted on the news clusters and on ECB+ train. The news clusters are
measured with weights that know nothing of either article of a pair: happenings are dealt into five
folds, and a pair is weighed by a fit without the folds of both (`training/stories.py` made them).
"""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from eval.figures import Figure, figure, number
from eval.gold import article_of
from eval.link_parties import b3_f1, cubed
from eval.scores import Floats
from eval.sets import data_root
from onrecord.link.likeness import UNLIKE, StoryWeights, likeness, shipped
from onrecord.link.stories import group_by_mean
from onrecord.link.traces import Trace, trace_of
from onrecord.reading.reader import Reader
from training.sets import happenings
from training.sets.happenings import Told

FOLDS = Path(__file__).with_name("story_folds.json")
N_FOLDS = 5

Weighs = Callable[[int, int], StoryWeights]


class Seen(NamedTuple):
    """Articles as stories see them, and the happening of each."""

    traces: list[Trace]
    happenings: list[str]


@cache
def reader(folder: Path | None = None) -> Reader:
    """Load weights that give vectors once."""
    return Reader(folder, vectors=True)


def news_figures(reads: Reader) -> list[Figure]:
    """News clusters: all at once, then in the order of publication with no decision revised."""
    return figures_of_news(see(reads, happenings.news_clusters(data_root())))


def ecb_figures(reads: Reader) -> list[Figure]:
    """ECB+ dev, all documents together, with the shipped weights: they are fitted on train."""
    return figures_of_ecb(see(reads, happenings.ecb_plus(data_root(), "dev")))


def see(reads: Reader, stories: Sequence[Told]) -> Seen:
    """Read articles."""
    traces = []
    for told in stories:
        kinds = [kind for kind, _ in told.lines]
        article = article_of(told.name, told.text, kinds, published=told.published)
        traces.append(trace_of(article, reads.read([article])[0]))
    return Seen(traces, [told.happening for told in stories])


def figures_of_news(seen: Seen) -> list[Figure]:
    """Both ways of making stories, by weights of folds."""
    table = weigh_pairs(seen.traces, by_fold(seen.happenings))
    joins = shipped().joins
    order = sorted(range(len(seen.traces)), key=lambda i: _order(seen.traces[i]))
    return [
        *_figures("news-cluster", "", seen.happenings, group_by_mean(table, joins)),
        *_figures("news-cluster.stream", "in a stream: ", seen.happenings, in_stream(table, order)),
    ]


def figures_of_ecb(seen: Seen) -> list[Figure]:
    """All at once, by the shipped weights."""
    table = weigh_pairs(seen.traces, lambda i, j: shipped())
    return _figures("ecbplus", "", seen.happenings, group_by_mean(table, shipped().joins))


def fold_of(groups: Sequence[str]) -> list[int]:
    """Deal happenings into folds, in order of their names."""
    numbers = {group: i % N_FOLDS for i, group in enumerate(sorted(set(groups)))}
    return [numbers[group] for group in groups]


def by_fold(groups: Sequence[str]) -> Weighs:
    """Return which weights know nothing of the happenings of two articles."""
    entries = json.loads(FOLDS.read_text(encoding="utf-8"))
    weights = {name: StoryWeights(**entry) for name, entry in entries.items()}
    folds = fold_of(groups)
    return lambda i, j: weights["{}-{}".format(*sorted((folds[i], folds[j])))]


def weigh_pairs(traces: Sequence[Trace], weighs: Weighs) -> Floats:
    """Return the logit of each pair: (articles, articles), symmetric."""
    table = np.full((len(traces), len(traces)), UNLIKE)
    for i, one in enumerate(traces):
        for j in range(i):
            table[i, j] = table[j, i] = likeness(traces[j], one, weighs(i, j))
    return table


def in_stream(table: Floats, order: Sequence[int]) -> list[list[int]]:
    """Give each article in turn to the story it is nearest to; two stories never become one."""
    groups: list[list[int]] = []
    for i in order:
        nearest = max(groups, key=lambda group: table[i, group].mean(), default=None)
        if nearest is not None and table[i, nearest].mean() >= shipped().joins:
            nearest.append(i)
        else:
            groups.append([i])
    return groups


def pairwise_f1(gold: Sequence[str], said: Sequence[int]) -> float:
    """F1 over pairs of articles put together."""
    ours, theirs = _pairs(Counter(said)), _pairs(Counter(gold))
    both = _pairs(Counter(zip(gold, said, strict=True)))
    return 2 * both / (ours + theirs) if ours + theirs else float("nan")


def rand_index(gold: Sequence[str], said: Sequence[int]) -> float:
    """Return the adjusted Rand index (Hubert and Arabie 1985)."""
    ours, theirs = _pairs(Counter(said)), _pairs(Counter(gold))
    both = _pairs(Counter(zip(gold, said, strict=True)))
    expected = ours * theirs / (len(gold) * (len(gold) - 1) / 2)
    return (both - expected) / ((ours + theirs) / 2 - expected)


def _pairs(counts: Counter[str] | Counter[int] | Counter[tuple[str, int]]) -> float:
    return sum(n * (n - 1) / 2 for n in counts.values())


def _figures(
    name: str, says: str, gold: Sequence[str], groups: Sequence[Sequence[int]]
) -> list[Figure]:
    said = [0] * len(gold)
    for k, group in enumerate(groups):
        for i in group:
            said[i] = k
    rows = cubed([[(one, str(other))] for one, other in zip(gold, said, strict=True)])
    n_gold, n_said = len(set(gold)), len(groups)
    n = len(gold)
    off = abs(n_said - n_gold) / n_gold
    return [
        figure(f"{name}.b3", f"{says}B³ F1", rows, b3_f1, unit="articles"),
        number(f"{name}.pairwise", "  pairwise F1", pairwise_f1(gold, said), n=n, unit="articles"),
        number(
            f"{name}.ari", "  adjusted Rand index", rand_index(gold, said), n=n, unit="articles"
        ),
        number(
            f"{name}.off", f"  stories off: {n_said} for {n_gold}", off, n=n_gold, unit="stories"
        ),
    ]


def _order(trace: Trace) -> tuple[date, str]:
    return trace.published or date.max, trace.article_id
