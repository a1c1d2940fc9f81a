"""The block model: what each block of a page is, and whether a story starts there.

A small network over the sequence of blocks (one linear layer, four residual convolutions that see
1, 2, 4 and 8 blocks to each side, one linear layer), several of them averaged. It is run by numpy:
a page has about 170 blocks, too few for a runtime with a start-up cost. Shape after the
sequence labelling of web pages in Leonhardt et al., "Boilerplate Removal using a Neural Sequence
Labeling Model" (2020), with convolutions instead of an LSTM.
"""

from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from threadpoolctl import ThreadpoolController

from onrecord.split.blocks import Layout, Medium
from onrecord.split.features import N_FEATURES, Floats, features

CLASSES: tuple[str, ...] = ("furniture", "headline", "summary", "body", "caption")
DILATIONS = (1, 2, 4, 8)
_DIGEST_DIGITS = 8
_WINDOW, _AROUND = 200, 40  # blocks of a long text scored at once, and seen to each side


class Scores(NamedTuple):
    """The model's scores for each block."""

    classes: Floats  # (blocks, len(CLASSES)), probabilities that add up to 1
    starts: Floats  # (blocks,), probability that a story starts with this block


class _Network(NamedTuple):
    into: Floats  # (N_FEATURES, width)
    into_bias: Floats
    layers: tuple[tuple[Floats, Floats], ...]  # (3 * width, width), (width,)
    out: Floats  # (width, len(CLASSES) + 1)
    out_bias: Floats


def score_blocks(layout: Layout, weights: Path | None = None) -> Scores:
    """Run the model of the layout's medium over its blocks.

    weights: a folder with `html.npz` and `text.npz`; None = the shipped ones.
    """
    if not layout.blocks:
        return Scores(np.zeros((0, len(CLASSES)), np.float32), np.zeros(0, np.float32))
    networks = load(layout.medium, weights)
    n = len(layout.blocks)
    windows = _windows(n) if layout.medium == "text" else [(range(n), range(n))]
    found = []
    # One thread: the matrices are too small to share, and sums stay the same on every machine.
    with _blas().limit(limits=1):
        for part, seen in windows:
            scores = run(networks, features(_part(layout, seen)))
            own = slice(part.start - seen.start, part.stop - seen.start)
            found.append(Scores(scores.classes[own], scores.starts[own]))
    return Scores(*(np.concatenate(parts) for parts in zip(*found, strict=True)))


def _windows(n: int) -> Iterator[tuple[range, range]]:
    """Give the parts of a long text, each with the blocks around it that the model sees.

    Its measures depend on the length of the text: in a dump of 1,000 stories, scored at once, it
    loses 93, and none in windows as long as the dumps it has learned from.
    """
    if n <= _WINDOW + 2 * _AROUND:
        yield range(n), range(n)
        return
    starts = range(0, n - _WINDOW // 2, _WINDOW)
    for start, stop in pairwise((*starts, n)):
        yield range(start, stop), range(max(0, start - _AROUND), min(n, stop + _AROUND))


def _part(layout: Layout, seen: range) -> Layout:
    """Return some blocks of a layout, as if they were a text of their own."""
    if len(seen) == len(layout.blocks):
        return layout
    blocks = layout.blocks[seen.start : seen.stop]
    first, last = blocks[0].start, blocks[-1].end
    moved = (one._replace(start=one.start - first, end=one.end - first) for one in blocks)
    images = (
        one._replace(before=one.before - seen.start) for one in layout.images if one.before in seen
    )
    return layout._replace(text=layout.text[first:last], blocks=tuple(moved), images=tuple(images))


def run(networks: tuple[_Network, ...], x: Floats) -> Scores:
    """Average the networks' probabilities. x: (blocks, N_FEATURES)."""
    classes = np.zeros((len(x), len(CLASSES)), np.float32)
    starts = np.zeros(len(x), np.float32)
    for network in networks:
        logits = _forward(network, x)
        classes += _softmax(logits[:, :-1]) / len(networks)
        starts += 1 / (1 + np.exp(-logits[:, -1])) / len(networks)
    return Scores(classes, starts)


def _forward(network: _Network, x: Floats) -> Floats:
    h = np.maximum(x @ network.into + network.into_bias, 0)
    n, width = h.shape
    for dilation, (weight, bias) in zip(DILATIONS, network.layers, strict=True):
        around = np.zeros((n, 3 * width), np.float32)
        around[dilation:, :width] = h[:-dilation]
        around[:, width : 2 * width] = h
        around[:-dilation, 2 * width :] = h[dilation:]
        h = h + np.maximum(around @ weight + bias, 0)
    logits: Floats = h @ network.out + network.out_bias
    return logits


def _softmax(logits: Floats) -> Floats:
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    result: Floats = e / e.sum(axis=1, keepdims=True)
    return result


@cache
def _blas() -> ThreadpoolController:
    return ThreadpoolController()


@cache
def load(medium: Medium, folder: Path | None = None) -> tuple[_Network, ...]:
    """Read the weights of a medium, once per process."""
    with np.load(BytesIO(_bytes_of(medium, folder)), allow_pickle=False) as arrays:
        return networks_from({key: arrays[key] for key in arrays.files})


@cache
def digest(medium: Medium, folder: Path | None = None) -> str:
    """Return the first hex digits of the weights' sha256: which model read a page."""
    return sha256(_bytes_of(medium, folder)).hexdigest()[:_DIGEST_DIGITS]


def _bytes_of(medium: Medium, folder: Path | None) -> bytes:
    shipped = files("onrecord.split") / "weights"
    return ((shipped if folder is None else folder) / f"{medium}.npz").read_bytes()


def networks_from(arrays: dict[str, Floats]) -> tuple[_Network, ...]:
    """Build the networks from arrays named "<number>/<part>", stored as float16."""
    count = 1 + max(int(key.split("/")[0]) for key in arrays)
    networks = []
    for i in range(count):
        part = {
            key.split("/")[1]: value.astype(np.float32)
            for key, value in arrays.items()
            if key.startswith(f"{i}/")
        }
        if part["into"].shape[0] != N_FEATURES:
            raise ValueError("the block model's weights were made for other features: train again")
        layers = tuple((part[f"layer{j}"], part[f"layer{j}_bias"]) for j in range(len(DILATIONS)))
        networks.append(
            _Network(part["into"], part["into_bias"], layers, part["out"], part["out_bias"])
        )
    return tuple(networks)
