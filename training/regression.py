"""Logistic regression: what pieces of evidence weigh."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.reading.scores import Floats

Table = NDArray[np.float64]

_MANY_STEPS, _STILL = 3000, 1e-6
_SAME = 1e-5  # standard deviation of what does not change
_STEPS, _PRIOR = 60, 1.0  # Newton's, and the penalty on large weights


def fit(
    rows: Floats, right: Floats, *, prior: float | Floats = _PRIOR, start: Floats | None = None
) -> Floats:
    """Return the weights of a logistic regression, by Newton's method.

    prior: penalty on large weights, of numbers brought to the same scale; one, or one for each;
    with `start`, on weights far from these.
    """
    scale = rows.std(axis=0) + 1e-6
    if start is not None:
        scale[scale < _SAME] = 1.0
    x = rows / scale
    first = np.zeros(x.shape[1]) if start is None else start * scale
    weights = np.zeros(x.shape[1])  # from far off, Newton steps too far
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + prior * np.eye(len(weights))
        weights += np.linalg.solve(hessian, x.T @ (right - p) - prior * (weights - first))
    return np.asarray(weights / scale, np.float32)


def fit_choice(tables: Table, chosen: NDArray[np.int64], *, prior: float = _PRIOR) -> Floats:
    """Return the weights of a choice between options, each told by numbers, by Newton's method.

    tables: (examples, options, features), where an option of NaN is not open; chosen: (examples,)
    which option it was.
    """
    is_open = ~np.isnan(tables).any(axis=2)
    tables = np.nan_to_num(tables)
    rows, flat = np.arange(len(tables)), tables.reshape(-1, tables.shape[2])

    def logs(weights: Table) -> Table:
        sums = np.where(is_open, tables @ weights, -np.inf)
        sums = sums - sums.max(axis=1, keepdims=True)
        return np.asarray(sums - np.log(np.exp(sums).sum(axis=1, keepdims=True)))

    def worth(weights: Table) -> float:
        return float(logs(weights)[rows, chosen].sum() - prior / 2 * weights @ weights)

    weights = np.zeros(tables.shape[2])
    for _ in range(_STEPS):
        shares = np.exp(logs(weights))
        means = (shares[:, :, None] * tables).sum(axis=1)
        slope = (tables[rows, chosen] - means).sum(axis=0) - prior * weights
        bend = (flat * shares.reshape(-1, 1)).T @ flat - means.T @ means
        step = np.linalg.solve(bend + prior * np.eye(len(weights)), slope)
        if np.abs(step).max() < _STILL:
            break
        while worth(weights + step) < worth(weights) and np.abs(step).max() > _STILL:
            step = step / 2  # as far out as this the curve is no parabola
        weights = weights + step
    return np.asarray(weights, np.float32)


def fit_options(
    options: Sequence[Sequence[Mapping[str, float]]], chosen: Sequence[int], *, prior: float
) -> dict[str, float]:
    """Return the weights of a choice between options that few of very many words speak for.

    options: of each example, what speaks for each; chosen: which it was. The same as `fit_choice`,
    whose tables would not fit into memory.
    """
    names = sorted({name for example in options for one in example for name in one})
    columns = {name: i for i, name in enumerate(names)}
    rows = [one for example in options for one in example]
    at = [(i, columns[name], value) for i, one in enumerate(rows) for name, value in one.items()]
    lines, places, values = (np.array(part) for part in zip(*at, strict=True))
    sizes = np.array([len(example) for example in options])
    starts = np.cumsum(sizes) - sizes
    of = np.repeat(np.arange(len(options)), sizes)
    right = np.zeros(len(rows))
    right[starts + np.array(chosen)] = 1

    def loss(weights: Table) -> tuple[float, Table]:
        sums = np.bincount(lines, values * weights[places], minlength=len(rows))
        sums -= np.maximum.reduceat(sums, starts)[of]
        totals = np.add.reduceat(np.exp(sums), starts)
        spare = np.exp(sums) / totals[of] - right
        slope = np.bincount(places, values * spare[lines], minlength=len(names)) + prior * weights
        return float(np.log(totals).sum() - right @ sums + prior / 2 * weights @ weights), slope

    return dict(zip(names, map(float, _lowest(loss, len(names))), strict=True))


def fit_beside(
    rows: Sequence[Mapping[str, float]], chosen: NDArray[np.int64], sums: Table, *, prior: float
) -> dict[str, list[float]]:
    """Return what few of many words weigh for each option, beside what is known of the options.

    rows: what speaks for whichever option, by name; chosen: (examples,) which it was; sums:
    (examples, options) the logarithms of how likely each is without.
    """
    names = sorted({name for row in rows for name in row})
    columns = {name: i for i, name in enumerate(names)}
    at = [(i, columns[name], value) for i, row in enumerate(rows) for name, value in row.items()]
    lines, places, values = (np.array(part) for part in zip(*at, strict=True))
    right = np.eye(sums.shape[1])[chosen]
    shape = (len(names), sums.shape[1])

    def loss(flat: Table) -> tuple[float, Table]:
        weights = flat.reshape(shape)
        logits = sums + np.column_stack(
            [
                np.bincount(lines, values * column[places], minlength=len(rows))
                for column in weights.T
            ]
        )
        logits -= logits.max(axis=1, keepdims=True)
        totals = np.exp(logits).sum(axis=1, keepdims=True)
        spare = np.exp(logits) / totals - right
        slope = np.column_stack(
            [
                np.bincount(places, values * column[lines], minlength=len(names))
                for column in spare.T
            ]
        )
        worth = float((right * (np.log(totals) - logits)).sum() + prior / 2 * flat @ flat)
        return worth, slope.ravel() + prior * flat

    found = _lowest(loss, shape[0] * shape[1]).reshape(shape)
    return dict(zip(names, found.tolist(), strict=True))


def _lowest(loss: Callable[[Table], tuple[float, Table]], length: int) -> Table:
    """Return where a convex loss is lowest, by L-BFGS. loss: its value and slope."""
    import torch  # noqa: PLC0415 - the other fits do without it

    found = torch.zeros(length, dtype=torch.float64)

    def look() -> float:
        value, slope = loss(found.numpy())
        found.grad = torch.from_numpy(slope)
        return value

    search: Any = torch.optim.LBFGS(
        [found], max_iter=_MANY_STEPS // 10, tolerance_change=_STILL, line_search_fn="strong_wolfe"
    )
    search.step(look)
    return np.asarray(found.numpy())


def fit_many(
    rows: Table, kinds: NDArray[np.int64], shares: Table, *, ridge: float, steps: int = _MANY_STEPS
) -> Table:
    """Return the weights of a multinomial regression, by Nesterov's steps; the first row is bias.

    rows: (examples, features); kinds: (examples,) of 0 to k − 1, each of which counts as much as
    any other, however often it is; shares: (examples,) how much each counts within its kind.
    ridge: penalty on large weights, of numbers brought to the same scale. steps: at most so many.
    Gives (features + 1, k).
    """
    n_kinds = int(kinds.max()) + 1
    scale = rows.std(axis=0)
    scale[scale == 0] = np.inf  # what never changes says nothing
    table = np.column_stack([np.ones(len(rows)), rows / scale])
    counts = np.bincount(kinds, weights=shares, minlength=n_kinds)
    weighed = (shares * (shares.sum() / n_kinds / np.maximum(counts, 1))[kinds])[:, None]
    wanted = np.eye(n_kinds)[kinds]
    penalty = np.full((table.shape[1], 1), ridge)
    penalty[0] = 1e-3
    step = 1 / (float(np.linalg.eigvalsh((table * weighed).T @ table).max()) / 2 + ridge)
    found = before = momentum = np.zeros((table.shape[1], n_kinds))
    for n in range(steps):
        logits = table @ momentum
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        slope = table.T @ (weighed * (powers / powers.sum(axis=1, keepdims=True) - wanted))
        found = momentum - step * (slope + penalty * momentum)
        momentum = found + n / (n + 3) * (found - before)
        if np.abs(found - before).max() < _STILL:
            break
        before = found
    return np.vstack([found[:1], found[1:] / scale[:, None]])
