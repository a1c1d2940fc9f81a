"""`python -m training.reader.vectors`: the base model's layers -> `vectors.onnx`.

The reader's encoder has learned other things than likeness, and nothing in its layers is near the
base model's vectors any more. But its word embeddings have hardly moved: so vectors come of the
base's own layers, over the embeddings that the reader's network gives out.

Also writes `eval/similarities.npz` where it is not there: paragraphs of PolNeAR's dev part by name
and place, and the base model's similarity of each pair, so that the vectors can be measured without
the base.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import nn

from onrecord.reading import session
from onrecord.reading.windows import SIZE, encode
from onrecord.reading.words import Place, words_of
from training.reader.encoder import WIDTH, Encoder, added
from training.reader.export import quantise, to_onnx, write_digests
from training.sets.polnear import attributed

ROOT = Path(__file__).resolve().parents[2]
SIMILARITIES = ROOT / "eval" / "similarities.npz"
COMPARED = 400  # paragraphs of the dev part
FEWEST_WORDS = 8  # of a paragraph worth comparing
_AT_ONCE = 64
_SEED = 20241219


class VectorNet(nn.Module):
    """What the base model makes of word embeddings: the mean of its last layer over the pieces."""

    def __init__(self, base: Encoder) -> None:
        super().__init__()
        self.positions = nn.Embedding.from_pretrained(base.positions.weight[:SIZE])
        self.norm, self.layers = base.norm, base.layers

    def forward(self, embedded: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor]:
        """embedded: (windows, pieces, WIDTH); mask: (windows, pieces). Gives (windows, WIDTH)."""
        x = self.norm(embedded + self.positions.weight[: embedded.shape[1]])
        seen = added(mask)
        for layer in self.layers:
            x = layer(x, seen)
        weight = mask[..., None].to(x.dtype)
        return ((x * weight).sum(1) / weight.sum(1),)


class Paragraph(NamedTuple):
    """A paragraph of a text."""

    name: str
    place: Place
    pieces: np.ndarray


def paragraphs(data: Path, tokenizer: Tokenizer) -> Iterator[Paragraph]:
    """Give the paragraphs of PolNeAR's dev part that are long enough."""
    for document in attributed(data, "dev"):
        text = document.text.text
        encoded = encode(text, words_of(text), tokenizer)
        for first, last in pairwise([*sorted(encoded.starts), len(encoded.words)]):
            if last - first >= FEWEST_WORDS:
                place = (encoded.words[first][0], encoded.words[last - 1][1])
                pieces = encoded.pieces[encoded.first[first] : encoded.first[last]]
                yield Paragraph(document.text.name, place, pieces)


def base_vectors(base: Path, texts: Sequence[np.ndarray]) -> np.ndarray:
    """Return the base model's vector of each text of word pieces: (texts, WIDTH)."""
    encoder = Encoder(dropout=0.0)
    encoder.load_base(base)
    net = VectorNet(encoder).eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    begin, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    out = np.zeros((len(texts), WIDTH), np.float32)
    order = np.argsort([len(text) for text in texts], kind="stable")
    for at in range(0, len(order), _AT_ONCE):
        rows = order[at : at + _AT_ONCE]
        cut = [texts[i][: SIZE - 2] for i in rows]
        pieces = torch.zeros((len(rows), max(map(len, cut)) + 2), dtype=torch.long)
        mask = torch.zeros_like(pieces)
        for k, text in enumerate(cut):
            pieces[k, : len(text) + 2] = torch.tensor([begin, *text.tolist(), end])
            mask[k, : len(text) + 2] = 1
        with torch.inference_mode():
            (vectors,) = net(encoder.words(pieces), mask)
        out[rows] = vectors.numpy()
    return out


def export(base: Path, into: Path) -> None:
    """Write the base's layers to a folder of weights."""
    encoder = Encoder(dropout=0.0)
    encoder.load_base(base)
    pieces = torch.from_numpy(np.random.default_rng(0).integers(1_000, 20_000, (3, 70)))
    mask = (torch.arange(70)[None, :] < torch.tensor([[70], [60], [52]])).long()
    arrays = {"embedded": encoder.words(pieces).detach(), "mask": mask}
    axes = {**dict.fromkeys(arrays, ("windows", "pieces")), "vectors": ("windows",)}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        to_onnx(VectorNet(encoder).eval(), arrays, axes, whole)
        quantise(whole, into / session.VECTORS)
    write_digests(into)


def similarities(base: Path, found: Sequence[Paragraph], into: Path) -> None:
    """Write how like the base model finds pairs of paragraphs."""
    drawn = np.random.default_rng(_SEED).permutation(len(found))[:COMPARED]
    vectors = base_vectors(base, [found[i].pieces for i in drawn])
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    np.savez_compressed(
        into,
        names=np.array([found[i].name for i in drawn]),
        spans=np.array([found[i].place for i in drawn], np.int32),
        similarities=(vectors @ vectors.T)[np.triu_indices(len(drawn), 1)].astype(np.float16),
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the vectors' layers into a folder of weights."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.vectors", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--weights", type=Path, default=ROOT / "src/onrecord/reading/weights")
    parser.add_argument(
        "--similarities", action="store_true", help="write the base's similarities again"
    )
    given = parser.parse_args(arguments)
    export(given.base, given.weights)
    if given.similarities or not SIMILARITIES.exists():
        tokenizer = session.load(given.weights, threads=1).tokenizer
        similarities(given.base, list(paragraphs(given.data, tokenizer)), SIMILARITIES)


if __name__ == "__main__":
    main()
