"""`python -m training.reader.export`: a checkpoint -> the files that the package ships.

The network goes to ONNX, its weights to integers of 8 bits (dynamically quantised); the small
weights of the decoders go beside it, with the tokenizer and a sum of each file.
"""

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from onrecord.reading.attributions import EVIDENCE
from onrecord.reading.labels import STATES_WIDTH, VECTOR_WIDTH
from onrecord.reading.session import DIGESTS, EXTRAS, MODEL, TOKENIZER
from onrecord.reading.windows import QUOTES, SHAPES, Batch
from training.reader.net import Outputs, ReaderNet
from training.reader.restore import restore

ROOT = Path(__file__).resolve().parents[2]
OPSET = 17
_TOLERANCE = 1e-3


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
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder) / "whole.onnx", Path(folder) / "ready.onnx"
        _to_onnx(net, whole)
        _check(net, whole)
        if fp32:
            (into / MODEL).write_bytes(whole.read_bytes())
        else:
            quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
            quantize_dynamic(
                str(ready), str(into / MODEL), per_channel=True, weight_type=QuantType.QInt8
            )
    extras = {name: value.detach().numpy() for name, value in net.extras.items()}
    # both are fitted later on what is written here, see `sureness.py` and `vectors.py`
    extras["sureness"] = np.zeros(EVIDENCE, np.float32)
    extras["vector"] = np.zeros((STATES_WIDTH, VECTOR_WIDTH), np.float16)
    extras["vector_bias"] = np.zeros(VECTOR_WIDTH, np.float32)
    np.savez(into / EXTRAS, **extras)
    _write_tokenizer(base, into)
    write_digests(into)


def write_digests(into: Path) -> None:
    """Write the sum of each file of a folder of weights."""
    names = (MODEL, EXTRAS, TOKENIZER)
    lines = (f"{hashlib.sha256((into / name).read_bytes()).hexdigest()}  {name}" for name in names)
    (into / DIGESTS).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _to_onnx(net: ReaderNet, path: Path) -> None:
    n, pieces, words = 2, 9, 5
    inputs = tuple(torch.ones((n, pieces), dtype=torch.long) for _ in range(4))
    first = torch.ones((n, words), dtype=torch.long)
    names = list(Batch._fields)
    axes = {name: {0: "windows", 1: "pieces"} for name in names[:4]}
    axes["first"] = {0: "windows", 1: "words"}
    axes |= {name: {0: "windows", 1: "words"} for name in Outputs._fields}
    torch.onnx.export(
        net,
        (*inputs, first),
        str(path),
        input_names=names,
        output_names=list(Outputs._fields),
        dynamic_axes=axes,
        opset_version=OPSET,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


def _check(net: ReaderNet, path: Path) -> None:
    """Compare the graph with the network on windows of chance; ValueError where they differ."""
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
    with torch.inference_mode():
        wanted = net(*(torch.from_numpy(array) for array in batch))
    session = InferenceSession(path.read_bytes(), providers=["CPUExecutionProvider"])
    found = session.run(list(Outputs._fields), batch._asdict())
    for name, ours, theirs in zip(Outputs._fields, wanted, found, strict=True):
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
