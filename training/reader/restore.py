"""Weights to train on from: of a checkpoint, or of a folder of shipped ones.

Shipped weights are integers of 8 bits. Multiplied out again they are near enough to what they were
made of to be trained on, so that a run can build on the last one without its checkpoint.
"""

from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from onrecord.reading.session import EXTRAS, MODEL
from training.reader.net import ReaderNet
from training.reader.smoothing import SHRINK

_EMBEDDINGS = ("words", "positions", "shapes", "quotes")


def restore(net: ReaderNet, start: Path) -> None:
    """Take weights over; columns that are new since they were made stay as they are."""
    saved = _shipped(start) if start.is_dir() else _averaged(start)
    state = net.state_dict()
    for name, value in state.items():
        if name in saved:
            state[name] = _grown(value, saved[name])
        else:
            print(f"{name}: new")
    net.load_state_dict(state)


def _averaged(checkpoint: Path) -> dict[str, torch.Tensor]:
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    average: dict[str, torch.Tensor] = saved.get("average", saved["net"])
    return average


def _grown(value: torch.Tensor, saved: torch.Tensor) -> torch.Tensor:
    """Return `saved` with the rows of `value` that it has not."""
    if value.shape == saved.shape:
        return saved
    if value.shape[1:] != saved.shape[1:] or len(value) < len(saved):
        raise ValueError(f"weights of shape {tuple(saved.shape)} do not fit {tuple(value.shape)}")
    return torch.cat((saved, value[len(saved) :]))


def _shipped(folder: Path) -> dict[str, torch.Tensor]:
    """Read the weights of a folder as `export` wrote them."""
    graph = onnx.load(str(folder / MODEL)).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    state = {name: value for name, value in arrays.items() if name.endswith((".weight", ".bias"))}
    for node in graph.node:
        if node.op_type == "MatMulInteger":  # "/encoder/layers.0/query/MatMul_quant"
            module = node.name.removeprefix("/").rpartition("/")[0].replace("/", ".")
            state[f"{module}.weight"] = _multiplied(arrays, node.input[1]).T
    for name in _EMBEDDINGS:
        weight = f"encoder.{name}.weight"
        if f"{weight}_quantized" in arrays:  # positions were not, once
            state[weight] = _multiplied(arrays, f"{weight}_quantized")
    for name in [name for name in arrays if name.endswith(SHRINK)]:  # see `smoothing.py`
        state[name.removesuffix(SHRINK) + ".weight"] *= arrays[name]
    with np.load(folder / EXTRAS) as extras:
        state |= {f"extras.{name}": extras[name] for name in extras.files}
    return {name: torch.from_numpy(np.array(value, np.float32)) for name, value in state.items()}


def _multiplied(arrays: dict[str, np.ndarray], name: str) -> np.ndarray:
    stem = name.removesuffix("_quantized")
    zero = arrays[f"{stem}_zero_point"].astype(np.float32)
    return np.asarray((arrays[name].astype(np.float32) - zero) * arrays[f"{stem}_scale"])
