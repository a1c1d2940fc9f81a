"""Train the block model: `python -m training.blocks html|text [--folds] [--seeds N] [--steps N]`.

html: pages/zyte, pages/fundus-fixtures and pages/trafilatura-en, with several stories on a page
made from single ones (`training.scroll`). text: generated dumps (`training.dumps`).
Writes src/onrecord/split/weights/<medium>.npz. With --folds, what figures are measured with:
eval/folds/fold<k>/html.npz, each trained without the sites of its fold, or
eval/folds/text/text.npz, trained without the annotated dumps and the articles in them. Same seed
and data, same weights (one thread).
"""

import argparse
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from torch.nn import functional

from eval.crossval import FOLD_WEIGHTS, FOLDS
from onrecord.split.features import N_FEATURES
from onrecord.split.hints import ANCESTOR_TAGS, N_HINTS
from training.net import BlockNet, arrays_of
from training.rows import Row, html_rows, text_rows

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "src/onrecord/split/weights"
BATCH = 8
LONGEST = 700  # blocks of one row; longer pages are cut at random
PEAK_RATE = 3e-3
WEIGHT_DECAY = 0.02
START_WEIGHT = 3.0  # a start is one block in thirty
IGNORED = -100
SHARE_LOST = 0.1
MARKUP_GROUPS = (
    (-2 * N_HINTS - len(ANCESTOR_TAGS), -2 * N_HINTS),
    (-2 * N_HINTS, -N_HINTS),
    (-N_HINTS, N_FEATURES),
)


class Batch(NamedTuple):
    """Rows padded to one length."""

    x: torch.Tensor  # (BATCH, blocks, N_FEATURES)
    classes: torch.Tensor  # (BATCH, blocks), IGNORED where not labelled
    starts: torch.Tensor  # (BATCH, blocks), NaN where not labelled
    weights: torch.Tensor  # (BATCH, blocks)


def batch_of(rows: list[Row], rng: np.random.Generator) -> Batch:
    """Pad rows to one length, cutting a random stretch out of overlong ones.

    Now and then a row loses one group of its markup bits: sites name their elements differently,
    and some not at all.
    """
    longest = min(LONGEST, max(len(row.x) for row in rows))
    x = np.zeros((len(rows), longest, N_FEATURES), np.float32)
    classes = np.full((len(rows), longest), IGNORED)
    starts = np.full((len(rows), longest), np.nan, np.float32)
    weights = np.zeros((len(rows), longest), np.float32)
    for i, row in enumerate(rows):
        n = min(longest, len(row.x))
        cut = int(rng.integers(0, len(row.x) - n + 1))
        x[i, :n] = row.x[cut : cut + n]
        for first, last in MARKUP_GROUPS:
            if rng.random() < SHARE_LOST:
                x[i, :, first:last] = 0
        classes[i, :n] = row.classes[cut : cut + n]
        starts[i, :n] = row.starts[cut : cut + n]
        weights[i, :n] = row.weights[cut : cut + n]
    return Batch(*(torch.from_numpy(array) for array in (x, classes, starts, weights)))


def loss_of(net: BlockNet, batch: Batch) -> torch.Tensor:
    """Cross-entropy of the classes plus binary cross-entropy of the starts."""
    logits = net(batch.x)
    by_block = functional.cross_entropy(
        logits[..., :-1].transpose(1, 2), batch.classes, reduction="none", ignore_index=IGNORED
    )
    labelled = batch.weights[batch.classes != IGNORED].sum().clamp(min=1)
    of_classes = (by_block * batch.weights).sum() / labelled
    known = ~batch.starts.isnan()
    of_starts = functional.binary_cross_entropy_with_logits(
        logits[..., -1][known], batch.starts[known]
    )
    return of_classes + START_WEIGHT * of_starts


def train(draw: Callable[[np.random.Generator], Row], *, seed: int, steps: int) -> BlockNet:
    """Train one network; `draw` gives a row for the random state it is handed."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = BlockNet()
    optimiser = torch.optim.AdamW(net.parameters(), PEAK_RATE, weight_decay=WEIGHT_DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, PEAK_RATE, total_steps=steps)
    started = time.monotonic()
    for step in range(1, steps + 1):
        loss = loss_of(net, batch_of([draw(rng) for _ in range(BATCH)], rng))
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        schedule.step()
        if step % 500 == 0 or step == steps:
            seconds = time.monotonic() - started
            print(f"seed {seed} step {step} loss {loss.item():.4f} {seconds:.0f} s", flush=True)
    return net.eval()


def save(nets: list[BlockNet], path: Path) -> None:
    """Store networks as float16 arrays: half the size, no measured difference."""
    arrays = {
        f"{i}/{key}": value.astype(np.float16)
        for i, net in enumerate(nets)
        for key, value in arrays_of(net).items()
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **arrays)


def runs(args: argparse.Namespace) -> Iterator[tuple[Path, Callable[..., Row]]]:
    """Give each file to write and the rows it is trained on."""
    medium, data, folds = args.medium, args.data, args.folds
    if medium == "text":  # generated dumps hold nothing of the annotated ones: one run is enough
        path = args.into / "text" if folds else SHIPPED
        yield path / "text.npz", text_rows(data, ships=not folds)
        return
    for fold in (args.fold or range(FOLDS)) if folds else [None]:
        own = "" if fold is None else f"fold{fold}"
        teacher = args.taught_by / own if args.taught_by else None
        path = SHIPPED if fold is None else args.into / own
        yield path / "html.npz", html_rows(data, without=fold, teacher=teacher)


def main() -> None:
    """Train as the arguments say."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("medium", choices=("html", "text"))
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--folds", action="store_true", help="cross-validation instead of shipping")
    parser.add_argument("--fold", type=int, action="append", help="with --folds: this one only")
    parser.add_argument("--into", type=Path, default=FOLD_WEIGHTS, help="folder of fold weights")
    parser.add_argument(
        "--taught-by",
        type=Path,
        help="html: weights that label what the gold is silent on (with --folds, fold0 … in it)",
    )
    parser.add_argument("--seeds", type=int, default=3, help="networks that are averaged")
    parser.add_argument("--steps", type=int, default=1500)
    args = parser.parse_args()
    torch.set_num_threads(1)
    for path, draw in runs(args):
        nets = [train(draw, seed=seed, steps=args.steps) for seed in range(args.seeds)]
        save(nets, path)
        print(f"wrote {path}", flush=True)


if __name__ == "__main__":
    main()
