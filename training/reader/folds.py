"""`python -m training.reader.folds`: ten parts of a set, each read by a network that never saw it.

The shipped weights have learned from nine tenths of TimeBank, AQUAINT and PLV, and ten trainings of
everything take days. So here the upper layers of the base encoder and the heads are trained ten
times for one set alone, while the lower layers stay as the public weights have them. That is less
than the shipped weights can do, and none of it was seen. What was right in each text goes into
`eval/folds/reader.json`, which `python -m eval --only tenfold` reads.
"""

import argparse
import copy
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from eval import reader_scores
from eval.crossval import fold_of
from eval.events import QUADS
from onrecord.reading.anaphors import likely_head
from onrecord.reading.deeds import code_sentence
from onrecord.reading.labels import DEEDS, TIME_KINDS
from onrecord.reading.scores import Extras, Scores
from onrecord.reading.spans import decode_spans
from onrecord.reading.windows import Window, stack, windows_of
from onrecord.reading.words import Place
from training.reader.encoder import WIDTH, Encoder, added
from training.reader.events import events_task, plover_task
from training.reader.examples import Example, Finder, batches
from training.reader.losses import Part
from training.reader.net import Outputs, ReaderNet, said_of
from training.reader.task import Task
from training.reader.tasks import times_task, total
from training.sets.plover import CodedText, coded
from training.sets.times import FOLDERS, TimedText, timed

ROOT = Path(__file__).resolve().parents[2]
FOLDS = 10
TRAINED = 2  # layers; with three a fold takes half as long again
_RATE, _HEAD_RATE = 3e-4, 3e-3
_LOSSES = {"deeds": 2.0, "deed sides": 0.5}


class Row(NamedTuple):
    """What was right in one text: counts or classes by name."""

    fold: int
    counts: dict[str, Sequence[float]]


class Upper(nn.Module):
    """The layers that are trained, and the heads."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.layers, self.dropout = net.encoder.layers[-TRAINED:], net.dropout
        self.net = net

    def forward(self, x: torch.Tensor, mask: torch.Tensor, first: torch.Tensor) -> Outputs:
        """x: (windows, pieces, WIDTH), what comes out of the layer below."""
        seen = added(mask)
        for layer in self.layers:
            x = layer(x, seen)
        words = self.dropout(torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH)))
        return Outputs(self.net.tags(words), self.net.keys(words), x)


class Lower:
    """What the layers below say of windows; asked once."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = copy.deepcopy(encoder).eval()
        self._encoder.layers = self._encoder.layers[:-TRAINED]
        self._known: dict[tuple[str, Window], torch.Tensor] = {}

    def __call__(self, parts: Sequence[Part]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return what `Upper` takes."""
        pieces, mask, shapes, quotes, first = (
            torch.from_numpy(array) for array in stack([(e.encoded, w) for e, w in parts])
        )
        out = torch.zeros((*pieces.shape, WIDTH))
        for row, (example, window) in enumerate(parts):
            n = int(mask[row].sum())
            at = example.name, window
            if at not in self._known:
                here = slice(row, row + 1), slice(0, n)
                with torch.inference_mode():
                    embedded = self._encoder.words(pieces[here])
                    said = self._encoder(embedded, mask[here], shapes[here], quotes[here])
                self._known[at] = said[0].to(torch.bfloat16)
            out[row, :n] = self._known[at].float()
        return out, mask, first


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What all folds of a set share."""

    task: Task
    folds: Sequence[int]  # of each example
    rows: Callable[[int, Scores, Extras], dict[str, Sequence[float]]]  # of an example, by number
    epochs: int
    pieces: int  # of a batch


def cross(run: Run, begin: ReaderNet, lower: Lower, fold: int) -> list[Row]:
    """Train on all folds but one, and read that one."""
    here = [i for i, number in enumerate(run.folds) if number == fold]
    others = [e for e, number in zip(run.task.examples, run.folds, strict=True) if number != fold]
    net = learn(begin, lower, run, others)
    extras = {name: value.detach().numpy() for name, value in net.extras.items()}
    upper = Upper(net)
    return [Row(fold, run.rows(i, read(upper, lower, run.task.examples[i]), extras)) for i in here]


def learn(begin: ReaderNet, lower: Lower, run: Run, examples: Sequence[Example]) -> ReaderNet:
    """Return a copy of a network whose upper layers and heads have learned from examples."""
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    net = copy.deepcopy(begin)
    upper = Upper(net).train()
    parts = [(e, window) for e in examples for window in windows_of(e.encoded)]
    steps = [b for _ in range(run.epochs) for b in batches(parts, run.pieces, rng)]
    heads = [p for m in (net.tags, net.keys, net.extras) for p in m.parameters()]
    optimizer = torch.optim.AdamW(
        [{"params": upper.layers.parameters(), "lr": _RATE}, {"params": heads, "lr": _HEAD_RATE}]
    )
    rate = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (0.1 * len(steps)), 1 - step / len(steps))
    )
    for batch in steps:
        with torch.autocast("cpu", torch.bfloat16):
            outputs = upper(*lower(batch))
        loss = run.task.loss(net, said_of(outputs), batch)
        optimizer.zero_grad()
        total(loss, _LOSSES).backward()
        nn.utils.clip_grad_norm_(upper.parameters(), 1.0)
        optimizer.step()
        rate.step()
    return net.eval()


def read(upper: Upper, lower: Lower, example: Example) -> Scores:
    """Return what a network says of the words of an example."""
    windows = windows_of(example.encoded)
    tags, keys = [], []
    for window in windows:
        with torch.inference_mode():
            said = upper.eval()(*lower([(example, window)]))
        kept = slice(window.kept - window.begin, window.end - window.begin)
        tags.append(said.tags[0, kept].numpy())
        keys.append(said.keys[0, kept].numpy())
    return Scores(np.concatenate(tags), np.concatenate(keys), windows)


def times_run(data: Path, tokenizer: Tokenizer) -> Run:
    """TimeBank and AQUAINT; fold 9 is the development part."""
    documents, task = timed(data), times_task(data, tokenizer, None)
    numbers = dict.fromkeys(map(str.lower, FOLDERS), 0)
    folds = []
    for document in documents:
        folder = document.text.name.partition("/")[0]
        folds.append(numbers[folder] % FOLDS)
        numbers[folder] += 1

    def rows(i: int, said: Scores, _: Extras) -> dict[str, Sequence[float]]:
        return _time_rows(documents[i], task.examples[i], said)

    return Run(task=task, folds=folds, rows=rows, epochs=6, pieces=1_000)


def _time_rows(document: TimedText, example: Example, said: Scores) -> dict[str, Sequence[float]]:
    words = example.encoded.words
    gold = [
        reader_scores.Time(t.start, t.end, t.type, t.value)
        for t in document.times
        if t.end > t.start
    ]
    found = [
        reader_scores.Time(words[s.first][0], words[s.last - 1][1], TIME_KINDS[s.kind], None)
        for s in decode_spans(said.tag("times"), example.encoded.starts)
    ]
    counts = reader_scores.count_times(gold, found)
    return {name: counts[name] for name in ("strict", "relaxed", "type")}


def plover_run(data: Path, tokenizer: Tokenizer) -> Run:
    """PLV; rows of one sentence are in one fold."""
    sentences, task = coded(data), plover_task(data, tokenizer, None)
    folds = [fold_of(sentence.text.text, FOLDS) for sentence in sentences]

    def rows(i: int, said: Scores, extras: Extras) -> dict[str, Sequence[float]]:
        return _deed_rows(sentences[i], task.examples[i], said, extras)

    return Run(task=task, folds=folds, rows=rows, epochs=4, pieces=1_000)


def _deed_rows(
    sentence: CodedText, example: Example, said: Scores, extras: Extras
) -> dict[str, Sequence[float]]:
    text, words = sentence.text.text, example.encoded.words
    strings = [text[start:end].lower() for start, end in words]
    find = Finder(words)

    def head(place: Place | None) -> int | None:
        covered = find(*place) if place else range(0)
        return likely_head(strings, covered.start, covered.stop) if covered else None

    sides = head(sentence.actor), head(sentence.recipient)
    kind = DEEDS[int(code_sentence(said, extras, (0, len(words)), sides).kinds.argmax())]
    return {
        "root": (float(DEEDS.index(sentence.kind)), float(DEEDS.index(kind))),
        "quad": (float(sentence.quad), float(QUADS[kind])),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    """Cross-validate, and write what was right."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.folds", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--into", type=Path, default=ROOT / "eval/folds/reader.json")
    parser.add_argument("--only", choices=("times", "plover"), help="this set alone")
    parser.add_argument("--folds", type=int, nargs="*", default=range(FOLDS))
    given = parser.parse_args(arguments)
    torch.manual_seed(0)
    net = ReaderNet()
    net.encoder.load_base(given.base)
    tokenizer = Tokenizer.from_file(str(given.base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lower = Lower(net.encoder)
    if given.only != "plover":
        run = times_run(given.data, tokenizer)
        cross_all(run, net, lower, given)
    if given.only != "times":
        run = plover_run(given.data, tokenizer)
        # PLV does not say which words name events: that is learned first, from other texts.
        events = events_task(given.data, tokenizer, "train")
        first = Run(task=events, folds=(), rows=run.rows, epochs=1, pieces=2_000)
        cross_all(run, learn(net, lower, first, events.examples), lower, given)


def cross_all(run: Run, begin: ReaderNet, lower: Lower, given: argparse.Namespace) -> None:
    """Read the folds that are asked for; each is written as soon as it is read."""
    for fold in given.folds:
        rows = [row._asdict() for row in cross(run, begin, lower, fold)]
        known = json.loads(given.into.read_text("utf-8")) if given.into.exists() else {}
        kept = [row for row in known.get(run.task.name, ()) if row["fold"] != fold]
        known[run.task.name] = sorted(kept + rows, key=lambda row: int(row["fold"]))
        given.into.write_text(json.dumps(known, separators=(",", ":")) + "\n", encoding="utf-8")
        print(f"{run.task.name}: fold {fold} is read", flush=True)


if __name__ == "__main__":
    main()
