"""`python -m training.reader`: train the reader on every set at once.

Each step takes a batch of one task; every task goes through its examples as often as `--epochs`
says times its share. Written to `--into`: `last.pt` (to go on from), `log.jsonl`.
"""

import argparse
import json
import math
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.reading.windows import stack
from training.reader.losses import Part
from training.reader.net import Outputs, ReaderNet
from training.reader.restore import restore
from training.reader.task import Task
from training.reader.tasks import all_tasks, total

ROOT = Path(__file__).resolve().parents[2]
# Times a task's examples are seen for each epoch of the attributions.
SHARES = {
    "polnear": 1.0, "stories": 7.0, "names": 0.8, "gum": 1.5, "ewt": 1.0, "times": 1.5,
    "factbank": 1.0, "gap": 1.0, "events": 1.5, "plover": 8.0, "world": 8.0,
    "related": 2.0, "difference": 3.0,
}  # fmt: skip
WEIGHTS = {
    "source": 1.0, "cue": 1.5, "content": 1.5, "reach source": 0.5, "reach content": 0.5,
    "arcs": 0.7, "relations": 0.7, "entity": 0.5, "spans": 0.3, "uds": 0.3, "factbank": 0.3,
    "deeds": 2.0, "deed sides": 0.5,
}  # fmt: skip
_WARM = 0.06  # of all steps
_KEPT = 0.998  # of the average of the weights, each step
_MASK, _SPECIAL = 103, 999  # the piece "[MASK]"; pieces up to here are no words


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
    parser.add_argument("--pieces", type=int, default=4_000, help="word pieces of a batch")
    parser.add_argument("--lr", type=float, default=1.5e-4, help="of the encoder")
    parser.add_argument("--head-lr", type=float, default=1e-3)
    parser.add_argument("--mask", type=float, default=0.0, help="share of pieces hidden from it")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--tasks", nargs="*", help="these tasks only")
    parser.add_argument("--minutes", type=float, default=1e9, help="stop after, to go on later")
    return parser.parse_args(arguments)


def schedule(tasks: Sequence[Task], given: argparse.Namespace) -> list[tuple[Task, list[Part]]]:
    """Return the batches of a run in their order: all tasks mixed evenly from begin to end."""
    rng = np.random.default_rng(given.seed)
    placed: list[tuple[float, int, Task, list[Part]]] = []
    for number, task in enumerate(tasks):
        drawn = list(_draw(task, given.epochs * SHARES[task.name], given.pieces, rng))
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
    torch.manual_seed(given.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    tasks = [
        task
        for task in all_tasks(given.data, tokenizer, "train")
        if not given.tasks or task.name in given.tasks
    ]
    steps = schedule(tasks, given)
    net = ReaderNet()
    if given.start:
        restore(net, given.start)
    else:
        net.encoder.load_base(given.base)
    net.to(device).extras.cpu()  # the losses' own weights, see `_learn`
    trainer = Trainer(net, len(steps), given)
    trainer.run(steps)


class Trainer:
    """The state of a run."""

    def __init__(self, net: ReaderNet, n_steps: int, given: argparse.Namespace) -> None:
        self.net = net
        self.given = given
        encoder = list(net.encoder.parameters())
        inside = {id(p) for p in encoder}
        heads = [p for p in net.parameters() if id(p) not in inside]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": given.lr}, {"params": heads, "lr": given.head_lr}],
            weight_decay=0.01,
        )
        self.scheduler = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: _rate(step / n_steps)
        )
        self.step = 0
        self.n_steps = n_steps
        # What is exported: the mean of three runs' last weights was better than each of them.
        self.average = {name: value.clone() for name, value in net.state_dict().items()}
        self.checkpoint = given.into / "last.pt"
        if self.checkpoint.exists():
            self._load()

    def run(self, steps: Sequence[tuple[Task, list[Part]]]) -> None:
        """Go through the steps that are left."""
        began = saved = time.monotonic()
        log = (self.given.into / "log.jsonl").open("a")
        self.net.train()
        sums: dict[str, list[float]] = {}
        while self.step < self.n_steps:
            task, parts = steps[self.step]
            for name, value in self._learn(task, parts).items():
                sums.setdefault(name, []).append(value)
            self.step += 1
            if self.step % 50 == 0:
                means = {name: round(sum(v) / len(v), 4) for name, v in sorted(sums.items())}
                seconds = round(time.monotonic() - began)
                line = {"step": self.step, "of": self.n_steps, "s": seconds, **means}
                print(json.dumps(line), flush=True)
                log.write(json.dumps(line) + "\n")
                log.flush()
                sums = {}
            over = time.monotonic() - began > 60 * self.given.minutes
            if time.monotonic() - saved > 300 or over:
                self._save()
                saved = time.monotonic()
            if over:
                return
        self._save()

    def _learn(self, task: Task, parts: Sequence[Part]) -> dict[str, float]:
        device = self.net.tags.weight.device
        batch = _tensors(parts, device)
        if self.given.mask:
            batch[0] = _masked(batch[0], self.given.mask)
        short = self.given.bf16 or device.type == "cuda"
        with torch.autocast(device.type, torch.bfloat16, enabled=short):
            outputs = self.net(*batch)
        # Losses are many small sums over texts: they are taken where the texts are.
        outputs = Outputs(*(part.float().cpu() for part in outputs))
        loss = task.loss(self.net, outputs, parts)
        if not loss:
            return {}
        self.optimizer.zero_grad()
        total(loss, WEIGHTS).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.scheduler.step()
        self._take_average()
        return {name: float(value.detach()) for name, value in loss.items()}

    def _take_average(self) -> None:
        kept = min(_KEPT, (1 + self.step) / (10 + self.step))
        for name, value in self.net.state_dict().items():
            self.average[name].lerp_(value, 1 - kept)

    def _save(self) -> None:
        state = {
            "net": self.net.state_dict(),
            "average": self.average,
            "optimizer": self.optimizer.state_dict(),
            "scheduler": self.scheduler.state_dict(),
            "step": self.step,
            "random": torch.get_rng_state(),
        }
        torch.save(state, self.checkpoint.with_suffix(".tmp"))
        self.checkpoint.with_suffix(".tmp").replace(self.checkpoint)

    def _load(self) -> None:
        state = torch.load(self.checkpoint, weights_only=True)
        self.net.load_state_dict(state["net"])
        self.average = state["average"]
        self.optimizer.load_state_dict(state["optimizer"])
        self.scheduler.load_state_dict(state["scheduler"])
        self.step = state["step"]
        torch.set_rng_state(state["random"])


def _rate(done: float) -> float:
    """Learning rate: up to 1, then down to 0 in a straight line."""
    return min(done / _WARM, (1 - done) / (1 - _WARM))


def _tensors(parts: Sequence[Part], device: torch.device) -> list[torch.Tensor]:
    return [
        torch.from_numpy(array).to(device) for array in stack([(e.encoded, w) for e, w in parts])
    ]


def _masked(pieces: torch.Tensor, share: float) -> torch.Tensor:
    """Hide some words' pieces, so that a text seen often is not learned by heart."""
    hidden = (torch.rand(pieces.shape, device=pieces.device) < share) & (pieces > _SPECIAL)
    return torch.where(hidden, _MASK, pieces)


if __name__ == "__main__":
    main()
