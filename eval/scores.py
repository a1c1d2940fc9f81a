"""Metrics as pure functions of texts, names and numbers. Definitions: eval/README.md."""

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Statistic = Callable[[Floats], float]

RESAMPLES = 1000
SEED = 20241219
SHINGLE = 4
_WORD = re.compile(r"\w+")
_QUOTES = str.maketrans("‘’‚‛′`“”„‟″«»", '\'\'\'\'\'\'"""""""')


class Counts(NamedTuple):
    """What two multisets share, what only the prediction has, what only the gold has."""

    shared: int
    extra: int
    missing: int

    @property
    def precision(self) -> float:
        """Share of the prediction that is right; nan for an empty prediction."""
        size = self.shared + self.extra
        return self.shared / size if size else float("nan")

    @property
    def recall(self) -> float:
        """Share of the gold that was found; nan for an empty gold."""
        size = self.shared + self.missing
        return self.shared / size if size else float("nan")

    @property
    def f1(self) -> float:
        """2 · shared ÷ (both sizes); 1 when both are empty."""
        size = 2 * self.shared + self.extra + self.missing
        return 2 * self.shared / size if size else 1.0


class Interval(NamedTuple):
    """A figure and the 95 % interval of its bootstrap; nan where it is not defined."""

    value: float
    low: float
    high: float


def words(text: str) -> list[str]:
    r"""Tokens are `\w+`, case kept."""
    return _WORD.findall(text)


def shingles(tokens: Sequence[str], size: int = SHINGLE) -> Counter[tuple[str, ...]]:
    """Count runs of `size` tokens; fewer tokens are one shingle, none are none."""
    if not tokens:
        return Counter()
    last = max(1, len(tokens) - size + 1)
    return Counter(tuple(tokens[i : i + size]) for i in range(last))


def compare(gold: Iterable[Hashable], predicted: Iterable[Hashable]) -> Counts:
    """Count as multisets; a Counter is taken with its counts."""
    wanted = gold if isinstance(gold, Counter) else Counter(gold)
    given = predicted if isinstance(predicted, Counter) else Counter(predicted)
    shared = (wanted & given).total()
    return Counts(shared, given.total() - shared, wanted.total() - shared)


def compare_shingles(gold: str, predicted: str) -> Counts:
    """Count 4-gram shingles of two texts."""
    return compare(shingles(words(gold)), shingles(words(predicted)))


def is_exact(gold: str, predicted: str) -> bool:
    """Whether both texts have the same tokens in the same order."""
    return words(gold) == words(predicted)


def one_line(text: str) -> str:
    """White space collapsed to single spaces, none at the ends."""
    return " ".join(text.split())


def plain_quotes(text: str) -> str:
    """One line with straight quotation marks; single stay single and double stay double."""
    return one_line(text.translate(_QUOTES))


def count_segments(
    text: str, *, wanted: Iterable[str], unwanted: Iterable[str]
) -> tuple[int, int, int, int]:
    """TP, FP, FN, TN of segments looked for in `text`, white space collapsed on both sides."""
    output = one_line(text)
    inside = [one_line(segment) in output for segment in wanted]
    outside = [one_line(segment) in output for segment in unwanted]
    return sum(inside), sum(outside), len(inside) - sum(inside), len(outside) - sum(outside)


class Window(NamedTuple):
    """Where the start of a story may be put: `first <= start <= last`."""

    first: int
    last: int


def match_boundaries(windows: Sequence[Window], starts: Iterable[int]) -> Counts:
    """Match predicted story starts with the windows of the gold stories of one dump.

    windows: one per gold story, in text order. The first story is not counted; the first
    predicted start, if it lies no later than the first window, is that story's and is not counted
    either. Each window takes one start, so a second start in it is extra.
    """
    given = sorted(starts)
    if given and windows and given[0] <= windows[0].last:
        given = given[1:]
    right = 0
    for window in windows[1:]:
        right += any(window.first <= start <= window.last for start in given)
    return Counts(right, len(given) - right, max(0, len(windows) - 1) - right)


def pair_by_overlap(
    gold: Sequence[tuple[int, int]], predicted: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """Pair spans one to one, most shared characters first; ties go to the earlier gold span.

    Returns gold index -> predicted index; spans that share nothing stay unpaired.
    """
    overlaps = [
        (min(g[1], p[1]) - max(g[0], p[0]), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(predicted)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for size, i, j in sorted(overlaps, key=lambda x: (-x[0], x[1], x[2])):
        if size > 0 and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def without_words(text: str, unwanted: str) -> list[str]:
    """Tokens of `text` without those that occur in `unwanted`, wherever they stand."""
    dropped = set(words(unwanted))
    return [token for token in words(text) if token not in dropped]


def mean(rows: Floats) -> float:
    """Mean of the first column over the rows where it is defined; nan if nowhere."""
    column = rows[:, 0]
    defined = column[~np.isnan(column)]
    return float(defined.mean()) if defined.size else float("nan")


def f1_of_means(rows: Floats) -> float:
    """F1 of mean precision (column 0) and mean recall (column 1), nan rows left out."""
    precision, recall = mean(rows[:, :1]), mean(rows[:, 1:2])
    total = precision + recall
    return 2 * precision * recall / total if total else 0.0


def ratio(rows: Floats) -> float:
    """Sum of column 0 ÷ sum of column 1; nan if the latter is 0."""
    below = float(rows[:, 1].sum())
    return float(rows[:, 0].sum()) / below if below else float("nan")


def f1_of_sums(rows: Floats) -> float:
    """F1 of the summed counts; columns are shared, extra, missing. 1 when all are 0."""
    shared, extra, missing = (int(x) for x in rows[:, :3].sum(axis=0))
    return Counts(shared, extra, missing).f1


def by_group(statistic: Statistic) -> Statistic:
    """Mean of a statistic over groups; the last column is the group's number.

    Groups that a resample does not hold, or for which the statistic is not defined, are left out.
    """

    def mean_over_groups(rows: Floats) -> float:
        groups = rows[:, -1]
        values = [statistic(rows[groups == group, :-1]) for group in np.unique(groups)]
        return mean(np.array(values).reshape(-1, 1))

    return mean_over_groups


def bootstrap(
    rows: Sequence[Sequence[float]] | Floats,
    statistic: Statistic,
    *,
    resamples: int = RESAMPLES,
    seed: int = SEED,
) -> Interval:
    """Figure and its 95 % interval from resampled rows, a row being one page or dump.

    rows: (documents, columns); without rows everything is nan. The same rows and seed give the
    same interval.
    """
    table = np.asarray(rows, dtype=np.float64)
    if not len(table):
        return Interval(float("nan"), float("nan"), float("nan"))
    if len(table) == 1:  # whatever is picked is the same again
        return Interval(*[statistic(table)] * 3)
    random = np.random.default_rng(seed)
    picks = random.integers(0, len(table), size=(resamples, len(table)))
    values = np.array([statistic(table[pick]) for pick in picks])
    values = values[~np.isnan(values)]
    if not values.size:
        return Interval(statistic(table), float("nan"), float("nan"))
    low, high = np.percentile(values, [2.5, 97.5])
    return Interval(statistic(table), float(low), float(high))
