"""A run of training: steps, the mean of the weights over them, checkpoints, a log."""

import argparse
import json
import time
from collections.abc import Sequence

import torch

from onrecord.reading.windows import stack
from training.reader.graphs import Graphs, padded
from training.reader.losses import Part
from training.reader.net import Outputs, ReaderNet, said_of
from training.reader.task import Task
from training.reader.tasks import total
from training.reader.together import EVERY, Together

Steps = Sequence[tuple[Task, list[Part]]]
WEIGHTS = {
    "source": 1.0, "cue": 1.5, "content": 1.5, "reach source": 0.5, "reach content": 0.5,
    "arcs": 0.7, "relations": 0.7, "entity": 0.5, "spans": 0.3, "uds": 0.3, "factbank": 0.3,
    "deeds": 2.0, "deed sides": 0.5,
}  # fmt: skip
_WARM = 0.06  # of all steps
_KEPT = 0.998  # of the average of the weights, each step
_MASK, _SPECIAL = 103, 999  # the piece "[MASK]"; pieces up to here are no words
_LOGGED, _SAVED = 50, 300  # steps, seconds


class Trainer:
    """The state of a run, or of one of the workers that share one.

    The first worker keeps the checkpoint and the log. Each has an optimizer of its own; all go on
    from the first one's.
    """

    def __init__(
        self, net: ReaderNet, n_steps: int, given: argparse.Namespace, worker: int = 0
    ) -> None:
        self.net = net
        self.given = given
        self.worker = worker
        encoder = list(net.encoder.parameters())
        inside = {id(p) for p in encoder}
        heads = [p for p in net.parameters() if id(p) not in inside]
        self.optimizer = torch.optim.AdamW(
            [{"params": encoder, "lr": given.lr}, {"params": heads, "lr": given.head_lr}],
            weight_decay=0.01,
        )
        self.step, self.n_steps = 0, n_steps
        self.scheduler = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda step: _rate(step / self.n_steps)
        )
        # What is exported: the mean of three runs' last weights was better than each of them.
        self.average = {name: value.clone() for name, value in net.state_dict().items()}
        self.checkpoint = given.into / "last.pt"
        self._graphs = Graphs(net) if net.tags.weight.is_cuda else None
        self._losses: dict[str, list[float]] = {}  # since they were last written down
        self._saved = 0.0  # seconds after the run's begin
        torch.manual_seed(given.seed + worker)
        if self.checkpoint.exists():
            self._load()

    def run(self, steps: Steps, together: Together | None = None) -> None:
        """Go through the steps that are left; with others their weights are joined as they go."""
        began = time.monotonic()
        self.net.train()
        last = round(self.n_steps * self.given.until)
        while self.step < last:
            losses = self._learn(*steps[self.step])
            self.step += 1
            if together and (self.step % EVERY == 0 or self.step == last):
                together.take_mean(self.worker, self.net.parameters())
            if self.worker == 0:
                self._keep(losses, time.monotonic() - began)
            # With others nobody may leave alone: the rest would wait for him.
            if not together and time.monotonic() - began > 60 * self.given.minutes:
                break
        if self.worker == 0:
            self._save()

    def _keep(self, losses: dict[str, float], seconds: float) -> None:
        """Take a step into the average, the log, and now and then the checkpoint."""
        self._take_average()
        for name, value in losses.items():
            self._losses.setdefault(name, []).append(value)
        if self.step % _LOGGED == 0:
            self._log(seconds)
        if seconds - self._saved > _SAVED:
            self._save()
            self._saved = seconds

    def _learn(self, task: Task, parts: Sequence[Part]) -> dict[str, float]:
        loss = task.loss(self.net, said_of(self._read(parts)), parts)
        if not loss:
            return {}
        self.optimizer.zero_grad()
        total(loss, WEIGHTS).backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.scheduler.step()
        return {name: float(value.detach()) for name, value in loss.items()}

    def _read(self, parts: Sequence[Part]) -> Outputs:
        device = self.net.tags.weight.device
        arrays = stack([(e.encoded, w) for e, w in parts])
        fitting = padded(arrays) if self._graphs else None
        batch = [torch.from_numpy(array).to(device) for array in fitting or arrays]
        if self.given.mask:
            batch[0] = _masked(batch[0], self.given.mask)
        short = self.given.bf16 or device.type == "cuda"
        with torch.autocast(device.type, torch.bfloat16, short, cache_enabled=not self._graphs):
            if self._graphs and fitting:
                return self._graphs(batch, len(parts), arrays.first.shape[1])
            outputs: Outputs = self.net(*batch)
            return outputs

    def _take_average(self) -> None:
        kept = min(_KEPT, (1 + self.step) / (10 + self.step))
        for name, value in self.net.state_dict().items():
            self.average[name].lerp_(value, 1 - kept)

    def _log(self, seconds: float) -> None:
        means = {name: round(sum(v) / len(v), 4) for name, v in sorted(self._losses.items())}
        self._losses = {}
        line = json.dumps({"step": self.step, "of": self.n_steps, "s": round(seconds), **means})
        print(line, flush=True)
        with (self.given.into / "log.jsonl").open("a") as log:
            log.write(line + "\n")

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
        state = torch.load(self.checkpoint, map_location="cpu", weights_only=True)
        self.net.load_state_dict(state["net"])
        self.average = {
            name: value.to(self.average[name].device) for name, value in state["average"].items()
        }
        self.optimizer.load_state_dict(state["optimizer"])
        self.scheduler.load_state_dict(state["scheduler"])
        self.step = state["step"]
        if self.worker == 0:
            torch.set_rng_state(state["random"])


def _rate(done: float) -> float:
    """Learning rate: up to 1, then down to 0 in a straight line."""
    return min(done / _WARM, (1 - done) / (1 - _WARM))


def _masked(pieces: torch.Tensor, share: float) -> torch.Tensor:
    """Hide some words' pieces, so that a text seen often is not learned by heart."""
    hidden = (torch.rand(pieces.shape, device=pieces.device) < share) & (pieces > _SPECIAL)
    return torch.where(hidden, _MASK, pieces)
