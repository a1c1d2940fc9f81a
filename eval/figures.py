"""A figure: one number of the report, with its interval."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from eval.scores import Floats, Interval, Statistic, bootstrap


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured number."""

    name: str  # "zyte.f1": the key used in floors.json
    says: str  # what it is, in words
    value: float
    low: float  # 95 % interval; nan = not resampled
    high: float
    n: int  # what was counted: pages, dumps, stories, checks, runs
    unit: str  # of `n`


def figure(
    name: str,
    says: str,
    rows: Sequence[Sequence[float]] | Floats,
    statistic: Statistic,
    *,
    unit: str = "pages",
) -> Figure:
    """Figure of per-document rows, with its bootstrap interval; n = number of rows."""
    return of_interval(name, says, bootstrap(rows, statistic), n=len(rows), unit=unit)


def of_interval(name: str, says: str, interval: Interval, *, n: int, unit: str) -> Figure:
    """Figure of an interval that is there already."""
    value, low, high = interval
    return Figure(name=name, says=says, value=value, low=low, high=high, n=n, unit=unit)


def number(name: str, says: str, value: float, *, n: int, unit: str) -> Figure:
    """Figure without an interval: a count, a time, a median."""
    nothing = float("nan")
    return Figure(name=name, says=says, value=value, low=nothing, high=nothing, n=n, unit=unit)


def as_json(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Figures as JSON values; what is not defined becomes null."""
    return [
        {key: None if _undefined(value) else value for key, value in asdict(item).items()}
        for item in figures
    ]


def as_lines(figures: Iterable[Figure], *, floors: dict[str, str]) -> list[str]:
    """Figures as lines of a table. floors: figure name -> floor in words."""
    return [
        f"  {item.says:<52} {_short(item.value):>9}  {_interval(item):<17} "
        f"{item.n:>6} {item.unit:<8} {floors.get(item.name, '')}".rstrip()
        for item in figures
    ]


def _undefined(value: object) -> bool:
    return isinstance(value, float) and not math.isfinite(value)


def _interval(item: Figure) -> str:
    if math.isnan(item.low):
        return ""
    return f"[{_short(item.low)}, {_short(item.high)}]"


def _short(value: float) -> str:
    if math.isnan(value):
        return "–"
    if value == round(value) and abs(value) >= 2:
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 20 else f"{value:.3f}"
