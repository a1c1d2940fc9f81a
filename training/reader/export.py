"""`python -m training.reader.export`: a checkpoint -> the files that the package ships.

The network is smoothed (`smoothing.py`) and goes to ONNX, its weights to integers of 8 bits
(dynamically quantised); the small weights of the decoders go beside it, with the tokenizer and a
sum of each file.
"""

import argparse
import copy
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from tokenizers import Tokenizer
from torch import nn

from eval import gold
from onrecord.reading.attributions import EVIDENCE
from onrecord.reading.session import DIGESTS, EXTRAS, MODEL, TOKENIZER, VECTORS
from onrecord.reading.windows import (
    QUOTES,
    SHAPES,
    SIZE,
    Batch,
    Encoded,
    Window,
    encode,
    windows_of,
)
from onrecord.reading.words import words_of
from training.reader.net import ReaderNet
from training.reader.restore import restore
from training.reader.smoothing import smoothed

ROOT = Path(__file__).resolve().parents[2]
OPSET = 17
Arrays = dict[str, torch.Tensor]
Axes = dict[str, tuple[str, ...]]
_BY_PIECE, _BY_WORD = ("windows", "pieces"), ("windows", "words")
_AXES: Axes = {
    **dict.fromkeys(("pieces", "mask", "shapes", "quotes"), _BY_PIECE),
    **dict.fromkeys(("first", "tags", "keys"), _BY_WORD),
    "embedded": _BY_PIECE,
}
_TOLERANCE = 1e-3
_EVERY = 5  # of our stories, one in so many shows what columns stand out


def main(arguments: Sequence[str] | None = None) -> None:
    """Export a checkpoint of `python -m training.reader`."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.export", description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--into", type=Path, default=ROOT / "src/onrecord/reading/weights")
    parser.add_argument("--fp32", action="store_true", help="leave the weights as they are")
    given = parser.parse_args(arguments)
    net = ReaderNet()
    restore(net, given.checkpoint)
    export(net.eval(), given.base, given.into, fp32=given.fp32)


def export(net: ReaderNet, base: Path, into: Path, *, fp32: bool = False) -> None:
    """Write the weights of a network to a folder."""
    into.mkdir(parents=True, exist_ok=True)
    _write_tokenizer(base, into)
    shown = net if fp32 else smoothed(net, _windows_of_stories(into / TOKENIZER))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        to_onnx(with_few_positions(shown), _windows_of_chance(), _AXES, whole)
        if fp32:
            (into / MODEL).write_bytes(whole.read_bytes())
        else:
            quantise(whole, into / MODEL)
    extras = {name: value.detach().numpy() for name, value in net.extras.items()}
    # fitted later on what is written here, see `sureness.py`
    extras["sureness"] = np.zeros(EVIDENCE, np.float32)
    np.savez(into / EXTRAS, **extras)
    write_digests(into)


def quantise(whole: Path, into: Path) -> None:
    """Write a model with weights of 8 bits, each column with a scale of its own."""
    with tempfile.TemporaryDirectory() as folder:
        ready = Path(folder) / "ready.onnx"
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(ready), per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(str(ready))
    _quantise_positions(model.graph)
    _shorten(model.graph)
    onnx.checker.check_model(model)
    into.write_bytes(model.SerializeToString())


def _quantise_positions(graph: onnx.GraphProto) -> None:
    """Write positions in 8 bits too, each column with a scale: 0.3 MB less.

    It moves the tags' logits by .126 in the mean; adding noise of 1e-6 moves them by .114, through
    the rounding behind.
    """
    (found,) = (i for i in graph.initializer if i.name.endswith("positions.weight"))
    values = numpy_helper.to_array(found)
    scale = (np.abs(values).max(axis=0) / 127).astype(np.float32)
    parts = {
        "quantized": np.rint(values / scale).astype(np.int8),
        "scale": scale,
        "zero_point": np.zeros(len(scale), np.int8),
    }
    names = [f"{found.name}_{part}" for part in parts]
    arrays = zip(parts.values(), names, strict=True)
    graph.initializer.extend([numpy_helper.from_array(array, name) for array, name in arrays])
    graph.node.insert(0, helper.make_node("DequantizeLinear", names, [found.name], axis=1))
    graph.initializer.remove(found)


def _shorten(graph: onnx.GraphProto) -> None:
    """Leave out what nobody reads: 0.2 MB of names and shapes. `restore` reads a few names."""
    del graph.value_info[:]  # found again when the file is loaded
    kept = {"", *(one.name for one in (*graph.input, *graph.output, *graph.initializer))}
    short: dict[str, str] = {}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            node.name = ""
        for names in (node.input, node.output):
            names[:] = [n if n in kept else short.setdefault(n, f"{len(short)}") for n in names]


def write_digests(into: Path) -> None:
    """Write the sum of each file of a folder of weights; the vectors' may not be there yet."""
    names = [name for name in (MODEL, EXTRAS, TOKENIZER, VECTORS) if (into / name).exists()]
    lines = (f"{hashlib.sha256((into / name).read_bytes()).hexdigest()}  {name}" for name in names)
    (into / DIGESTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def with_few_positions(net: ReaderNet) -> ReaderNet:
    """Return a copy of a network that has no more positions than a window has pieces."""
    net = copy.deepcopy(net)
    net.encoder.positions = nn.Embedding.from_pretrained(net.encoder.positions.weight[:SIZE])
    return net


def _windows_of_stories(tokenizer: Path) -> Iterator[tuple[Encoded, Window]]:
    """Give the windows of some of our own stories: what the network is shown to be smoothed."""
    pieces = Tokenizer.from_file(str(tokenizer))
    for story in gold.stories()[::_EVERY]:
        encoded = encode(story.text, words_of(story.text), pieces)
        yield from ((encoded, window) for window in windows_of(encoded))


def _windows_of_chance() -> Arrays:
    rng = np.random.default_rng(0)
    n, pieces, words = 3, 70, 50
    mask = (np.arange(pieces)[None, :] < np.array([[pieces], [60], [52]])).astype(np.int64)
    batch = Batch(
        pieces=rng.integers(1_000, 20_000, (n, pieces)) * mask,
        mask=mask,
        shapes=rng.integers(1, 1 + len(SHAPES), (n, pieces)) * mask,
        quotes=rng.integers(1, 1 + len(QUOTES), (n, pieces)) * mask,
        first=np.sort(rng.integers(1, 51, (n, words)), axis=1),
    )
    return {name: torch.from_numpy(array) for name, array in batch._asdict().items()}


def to_onnx(net: nn.Module, arrays: Arrays, axes: Axes, path: Path) -> None:
    """Write a network as a graph, and compare the two; ValueError where they differ.

    arrays: what the network is given, by name; the two are compared on it. axes: of what it is
    given and, behind, of what it says: its first axes, which may be of any length.
    """
    said = [name for name in axes if name not in arrays]
    torch.onnx.export(
        net,
        tuple(torch.ones_like(array[:2, :9]) for array in arrays.values()),  # of another length
        str(path),
        input_names=list(arrays),
        output_names=said,
        dynamic_axes={name: dict(enumerate(names)) for name, names in axes.items()},
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))
    with torch.inference_mode():
        wanted = net(*arrays.values())
    session = InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    found = session.run(said, {name: array.numpy() for name, array in arrays.items()})
    for name, ours, theirs in zip(said, wanted, found, strict=True):
        apart = float(np.abs(ours.numpy() - theirs).max())
        if apart > _TOLERANCE:
            raise ValueError(f"ONNX and PyTorch differ by {apart:.2g} in {name}")
        print(f"{name}: ONNX and PyTorch differ by at most {apart:.1g}")


def _write_tokenizer(base: Path, into: Path) -> None:
    """Write the tokenizer as the reader uses it: neither cut nor filled up."""
    form = json.loads((base / "tokenizer.json").read_text(encoding="utf-8"))
    form["truncation"] = form["padding"] = None
    text = json.dumps(form, ensure_ascii=False, separators=(",", ":"))
    (into / TOKENIZER).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
