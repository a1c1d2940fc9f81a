"""The model itself: the only importer of onnxruntime. Arrays in, arrays out."""

from collections.abc import Sequence
from hashlib import sha256
from importlib.resources import as_file, files
from io import BytesIO
from os import PathLike
from pathlib import Path
from typing import NamedTuple

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import WeightsError
from onrecord.reading.labels import N_KEYS, N_TAGS
from onrecord.reading.scores import Embeddings, Extras, Floats, Scores
from onrecord.reading.windows import Encoded, Window, stack

MODEL, EXTRAS, TOKENIZER, DIGESTS = "reader.onnx", "decoders.npz", "tokenizer.json", "SHA256SUMS"
VECTORS = "vectors.onnx"  # loaded if vectors are asked for
OUTPUTS, EMBEDDED = ("tags", "keys"), "embedded"  # what the model says; the latter for vectors
_SHOWN_DIGITS = 8


class Weights(NamedTuple):
    """What is loaded of a folder of weights."""

    session: onnxruntime.InferenceSession
    tokenizer: Tokenizer
    extras: Extras
    name: str  # "reader 1f3a9c2e"
    vectors: onnxruntime.InferenceSession | None = None  # None: not asked for


def load(folder: str | PathLike[str] | None, threads: int, *, vectors: bool = False) -> Weights:
    """Load weights: the shipped ones, or those of a folder; those for vectors if asked for.

    Raises WeightsError for a file that is missing or is not the one that `SHA256SUMS` names.
    """
    if folder is None:
        with as_file(files("onrecord.reading") / "weights") as shipped:
            return _load(shipped, threads, vectors=vectors, advice="install onrecord again")
    advice = "give a folder as `training.reader.export` writes it"
    return _load(Path(folder), threads, vectors=vectors, advice=advice)


def _load(folder: Path, threads: int, *, vectors: bool, advice: str) -> Weights:
    contents = {name: _checked(folder, name, advice) for name in (MODEL, EXTRAS, TOKENIZER)}
    layers = _checked(folder, VECTORS, advice) if vectors else None
    try:
        session = _session(contents[MODEL], threads)
        second = _session(layers, threads) if layers is not None else None
        tokenizer = Tokenizer.from_buffer(contents[TOKENIZER])
        with np.load(BytesIO(contents[EXTRAS]), allow_pickle=False) as arrays:
            extras = {name: arrays[name].astype(np.float32) for name in arrays.files}
    except Exception as error:  # of onnxruntime's own kinds, which share no base
        reason = str(error).partition("\n")[0]
        raise WeightsError(f"{folder}: these weights cannot be used: {reason}: {advice}") from error
    tokenizer.encode_special_tokens = True
    tokenizer.no_truncation()
    tokenizer.no_padding()
    digest = sha256(b"".join(contents.values())).hexdigest()[:_SHOWN_DIGITS]
    return Weights(session, tokenizer, extras, f"reader {digest}", second)


def _session(model: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_mem_pattern = False  # windows differ in length: plans for each would pile up
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _checked(folder: Path, name: str, advice: str) -> bytes:
    """Return the bytes of a file of weights, if they are what they were when it was made."""
    try:
        sums = (folder / DIGESTS).read_text(encoding="utf-8", errors="replace").splitlines()
        content = (folder / name).read_bytes()
    except OSError as error:
        missing = Path(error.filename or name).name
        raise WeightsError(
            f"the reader's weights are not there: no {missing} in {folder}: {advice}"
        ) from error
    if f"{sha256(content).hexdigest()}  {name}" not in sums:
        raise WeightsError(
            f"the reader's weights are cut off or altered: {folder / name} is not the file"
            f" it was made as: {advice}"
        )
    return content


def run(weights: Weights, encoded: Encoded, windows: Sequence[Window]) -> Scores:
    """Run the model over the windows of one text."""
    embeddings: Embeddings | None = None if weights.vectors is None else {}
    if not windows:
        tags, keys = (np.zeros((0, width), np.float32) for width in (N_TAGS, N_KEYS))
    else:
        tags, keys = _outputs(weights, encoded, windows, embeddings)
    return Scores(tags, keys, list(windows), embeddings)


def _outputs(
    weights: Weights, encoded: Encoded, windows: Sequence[Window], embeddings: Embeddings | None
) -> list[Floats]:
    """Return outputs of the model by word of the text, each word's from the window that keeps it.

    embeddings: those of the windows' pieces go in here; None if nobody wants them. onnxruntime
    runs all layers even for an output that needs the first alone: asking for the embeddings of
    paragraphs later would take as long as reading them again.

    One window after the other: side by side they take longer, because what the layers pass on no
    longer fits the processor's cache. And a text reads the same in any company, though
    the precision of the model's integers depends on what it sees at once.
    """
    outputs: list[Floats] = []
    names = OUTPUTS if embeddings is None else (*OUTPUTS, EMBEDDED)
    for window in windows:
        batch = stack([(encoded, window)])
        found = weights.session.run(names, batch._asdict())
        if embeddings is not None:
            embeddings.update(zip(batch.pieces[0].tolist(), found.pop()[0], strict=True))
        if len(windows) == 1:
            return [array[0] for array in found]
        if not outputs:
            n_words = len(encoded.words)
            outputs = [np.zeros((n_words, array.shape[2]), np.float32) for array in found]
        for array, out in zip(found, outputs, strict=True):
            out[window.kept : window.end] = array[0, window.kept - window.begin :]
    return outputs


def vector_of(weights: Weights, embedded: Floats) -> Floats:
    """Return the vector of a stretch of text: (width,), of any length.

    embedded: (pieces, width), the embeddings of its pieces and of the two special ones around them.
    weights: loaded with those for vectors.
    """
    assert weights.vectors is not None
    feed = {"embedded": embedded[None], "mask": np.ones((1, len(embedded)), np.int64)}
    (vectors,) = weights.vectors.run(["vectors"], feed)
    return np.asarray(vectors[0], np.float32)
