"""The encoder without heads: what the cost of the heads is measured against. Needs `onnx`."""

from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from onrecord.reading import session
from onrecord.reading.session import DIGESTS, EXTRAS, MODEL, TOKENIZER, Weights


def without_heads(folder: Path | None) -> Weights:
    """Load weights whose network ends with the encoder's last layer, on one thread."""
    shipped = folder or Path(str(files("onrecord.reading") / "weights"))
    contents = {name: (shipped / name).read_bytes() for name in (EXTRAS, TOKENIZER)}
    contents[MODEL] = _cut(shipped / MODEL)
    with TemporaryDirectory() as name:
        bare = Path(name)
        for file, content in contents.items():
            (bare / file).write_bytes(content)
        sums = (f"{sha256(content).hexdigest()}  {file}\n" for file, content in contents.items())
        (bare / DIGESTS).write_text("".join(sums), encoding="utf-8")
        return session.load(bare, threads=1)


def _cut(path: Path) -> bytes:
    """Return a network without what only its heads need."""
    import onnx  # noqa: PLC0415 - of the extra "dev"; the rest of `eval` does without

    model = onnx.load(str(path))
    graph = model.graph
    made_by = {name: node for node in graph.node for name in node.output}
    (heads,) = (node for node in graph.node if node.name.startswith("/tags/MatMul"))
    last = heads
    while last.op_type not in ("GatherElements", "Gather"):  # words' vectors, of their pieces
        last = made_by[last.input[0]]
    kept = _needed(made_by, last.output[0])
    nodes = [node for node in graph.node if id(node) in kept]
    del graph.node[:], graph.output[:]
    graph.node.extend(nodes)
    graph.output.append(
        onnx.helper.make_tensor_value_info(last.output[0], onnx.TensorProto.FLOAT, None)
    )
    return bytes(model.SerializeToString())


def _needed(made_by: dict[str, Any], name: str) -> set[int]:
    """Return the nodes that an array is made by."""
    needed: set[int] = set()
    open_ = [name]
    while open_:
        node = made_by.get(open_.pop())
        if node is not None and id(node) not in needed:
            needed.add(id(node))
            open_ += node.input
    return needed
