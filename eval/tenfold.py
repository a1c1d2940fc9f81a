"""Ten parts of a set, each read by layers that never saw it: what `training.reader.folds` wrote."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from eval import reader_scores
from eval.events import accuracy, macro_f1
from eval.figures import Figure, figure
from eval.heads import Model
from eval.sets import MissingSetError

READ = Path(__file__).with_name("folds") / "reader.json"
DEV = 9  # the fold that is the development part, of TimeBank and AQUAINT


def tenfold_figures(reads: Model) -> list[Figure]:
    """Return what the layers of each fold had right; the weights at hand are not asked."""
    del reads
    if not READ.exists():
        raise MissingSetError(f"no {READ}: python -m training.reader.folds writes it")
    known = json.loads(READ.read_text(encoding="utf-8"))
    times, plover = known["times"], known["plover"]
    dev = [row for row in times if row["fold"] == DEV]
    f1 = reader_scores.f1
    return [
        _figure("times_strict", "times: strict F1", times, "strict", f1),
        _figure("times_relaxed", "  relaxed F1", times, "relaxed", f1),
        _figure("times_dev", "  strict F1 of the tenth that `times` measures", dev, "strict", f1),
        _figure("root", "PLV: kind, given both sides, macro-F1", plover, "root", macro_f1),
        _figure("root_accuracy", "  accuracy", plover, "root", accuracy),
        _figure("quad", "  one of four classes, macro-F1", plover, "quad", macro_f1),
    ]


def _figure(
    name: str,
    says: str,
    rows: Sequence[dict[str, Any]],
    counted: str,
    statistic: Callable[..., float],
) -> Figure:
    counts = [row["counts"][counted] for row in rows]
    return figure(f"tenfold.{name}", says, counts, statistic, unit="texts")


PARTS: dict[str, tuple[str, Callable[[Model], list[Figure]]]] = {
    "tenfold": ("TimeBank, AQUAINT and PLV in ten parts, by smaller trainings", tenfold_figures),
}
"""Parts of the report: title, and what is measured."""
