"""What the reader says of two statements side by side, on families kept apart."""

import numpy as np

from eval.claims_scores import macro_f1
from eval.figures import Figure, figure
from eval.pairs import Family, families
from eval.scores import Floats, ratio
from onrecord.reading.labels import RELATED
from onrecord.reading.reader import Reader

_DISPUTES = RELATED.index("disputes")


def pair_figures(reads: Reader) -> list[Figure]:
    """Measure what the reader says of both orders of each pair kept apart, families resampled."""
    rows = [_counts(reads, family) for family in families() if family.is_apart]
    return [
        figure("pairs.relations", "relation, macro-F1", rows, macro_f1, unit="families"),
        figure("pairs.accuracy", "relation right", rows, _accuracy, unit="families"),
        figure("pairs.disputes", "disputes, precision", rows, _precision, unit="families"),
    ]


def _counts(reads: Reader, family: Family) -> list[float]:
    """Count right, said and wanted of each relation, side by side in the order of `RELATED`."""
    counts = np.zeros((len(RELATED), 3))
    for relation, other in family.others:
        wanted = RELATED.index(relation)
        for answer in reads.relate([(family.first, other), (other, family.first)]):
            said = int(np.argmax(answer))
            counts[wanted, 2] += 1
            counts[said, 1] += 1
            counts[said, 0] += said == wanted
    return [float(n) for n in counts.ravel()]


def _accuracy(rows: Floats) -> float:
    return ratio(np.stack((rows[:, 0::3].sum(axis=1), rows[:, 2::3].sum(axis=1)), axis=1))


def _precision(rows: Floats) -> float:
    return ratio(rows[:, 3 * _DISPUTES : 3 * _DISPUTES + 2])
