"""`python -m training.reader`: train the reader on every set at once.

Each step takes a batch of one task; every task goes through its examples as often as `--epochs`
says times its share. Written to `--into`: `last.pt` (to go on from), `log.jsonl`.
"""

import argparse
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import multiprocessing

from training.reader.examples import Example
from training.reader.losses import Part
from training.reader.net import ReaderNet
from training.reader.restore import restore
from training.reader.task import Task
from training.reader.tasks import all_tasks
from training.reader.together import Together
from training.reader.trainer import Trainer
from training.sets.stories import numbers_of

ROOT = Path(__file__).resolve().parents[2]
# Times a task's examples are seen for each epoch of the attributions.
SHARES = {
    "polnear": 1.0, "stories": 2.5, "names": 0.8, "gum": 1.5, "ewt": 1.2, "times": 1.2,
    "factbank": 1.0, "gap": 0.5, "events": 1.2, "plover": 2.5, "world": 2.0,
    "related": 0.7, "difference": 1.0,
}  # fmt: skip
_OF_STORY = re.compile(r"(?:ours/)?(\d{3,})-")  # a bundle's or family's number has two digits


def parse(arguments: Sequence[str] | None = None) -> argparse.Namespace:
    """Parse the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.reader", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--into", type=Path, default=ROOT / "runs" / "reader")
    parser.add_argument(
        "--start", type=Path, help="a checkpoint, or a folder of shipped weights, to start from"
    )
    parser.add_argument(
        "--bf16", action="store_true", help="on a CPU that multiplies bfloat16: twice as fast"
    )
    parser.add_argument("--epochs", type=float, default=4.0)
    parser.add_argument(
        "--scale", type=float, default=1.0, help="times the epochs: 0.01 to try a run out"
    )
    parser.add_argument("--until", type=float, default=1.0, help="share of the steps to stop after")
    parser.add_argument("--pieces", type=int, default=4_000, help="word pieces of a batch")
    parser.add_argument("--lr", type=float, default=1.5e-4, help="of the encoder")
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--mask", type=float, default=0.0, help="share of pieces hidden from it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tasks", nargs="*", help="these tasks only")
    parser.add_argument(
        "--share",
        nargs="*",
        default=[],
        metavar="TASK=TIMES",
        type=_share,
        help="see a task so often for each epoch, not as often as SHARES says",
    )
    parser.add_argument(
        "--often",
        nargs="*",
        default=[],
        metavar="NUMBERS=TIMES",
        type=_often,
        help="see our stories of these numbers so often for each time that others are seen: "
        "820-1059=3; 680-819=0 leaves them out, 681-819:2=0 every second of them",
    )
    parser.add_argument("--workers", type=int, default=1, help="processes that train side by side")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after, to go on later")
    return parser.parse_args(arguments)


def _share(given: str) -> tuple[str, float]:
    task, _, times = given.partition("=")
    if task not in SHARES:
        raise argparse.ArgumentTypeError(f"no task {task!r}: {', '.join(SHARES)}")
    return task, float(times)


def _often(given: str) -> tuple[range, int]:
    numbers, _, times = given.partition("=")
    try:
        return numbers_of(numbers), int(times)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"no numbers and times: {given!r}") from error


def repeated(task: Task, often: Sequence[tuple[range, int]]) -> Task:
    """Return the task with the examples of some of our stories more than once, or left out."""

    def times(example: Example) -> int:
        number = _OF_STORY.match(example.name)
        wanted = (n for numbers, n in often if number and int(number[1]) in numbers)
        return next(wanted, 1)

    examples = [example for example in task.examples for _ in range(times(example))]
    return replace(task, examples=examples)


def schedule(
    tasks: Sequence[Task], given: argparse.Namespace, worker: int = 0
) -> list[tuple[Task, list[Part]]]:
    """Return a worker's batches in their order: all tasks mixed evenly from begin to end."""
    rng = np.random.default_rng((given.seed, worker))
    epochs = given.epochs * given.scale / given.workers
    shares = SHARES | dict(given.share)
    placed: list[tuple[float, int, Task, list[Part]]] = []
    for number, task in enumerate(tasks):
        drawn = list(_draw(task, epochs * shares[task.name], given.pieces, rng))
        placed += [
            ((i + rng.random()) / len(drawn), number, task, batch) for i, batch in enumerate(drawn)
        ]
    placed.sort(key=lambda entry: entry[:2])
    return [(task, batch) for _, _, task, batch in placed]


def _draw(
    task: Task, times: float, n_pieces: int, rng: np.random.Generator
) -> Iterator[list[Part]]:
    for i in range(math.ceil(times)):
        batches = list(task.draw(n_pieces, rng))
        yield from batches[: round(min(times - i, 1) * len(batches))]


def main(arguments: Sequence[str] | None = None) -> None:
    """Train, from the beginning or from where the last run with `--into` stopped."""
    given = parse(arguments)
    given.into.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tasks = [
        repeated(task, given.often)
        for task in all_tasks(given.data, tokenizer, "train")
        if not given.tasks or task.name in given.tasks
    ]
    if given.workers == 1:
        train(0, tasks, given, None)
        return
    torch.set_num_threads(1)  # before the others are made of this one
    together = Together(given.workers, sum(p.numel() for p in ReaderNet().parameters()))
    multiprocessing.start_processes(
        train, (tasks, given, together), nprocs=given.workers, start_method="fork"
    )


def train(
    worker: int, tasks: Sequence[Task], given: argparse.Namespace, together: Together | None
) -> None:
    """Train on a worker's share of the epochs, for as many steps as all the others have."""
    steps = schedule(tasks, given, worker)
    n_steps = together.least(worker, len(steps)) if together else len(steps)
    torch.manual_seed(given.seed)  # all begin with the same weights
    net = ReaderNet()
    if given.start:
        restore(net, given.start)
    else:
        net.encoder.load_base(given.base)
    # not asked before now: a process that has looked at the card cannot be made two of
    net.to("cuda" if torch.cuda.is_available() else "cpu")
    net.extras.cpu()  # the losses' own weights, see `Trainer`
    Trainer(net, n_steps, given, worker).run(steps, together)


if __name__ == "__main__":
    main()
