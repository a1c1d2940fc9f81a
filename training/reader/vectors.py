"""`python -m training.reader.vectors`: vectors of paragraphs, fitted to the base model's.

The reader's encoder has learned other things than likeness, but its layers still hold much of what
the base model's vectors are made of. So vectors are fitted last, on exported weights: ridge
regression from the mean of all layers over a stretch's words to the base model's vector of that
stretch alone, over the paragraphs and sentences of PolNeAR's train part.

Also writes `eval/similarities.npz`: paragraphs of the dev part by name and place, and the base
model's similarity of each pair, so that the vectors can be measured without the base.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from tokenizers import Tokenizer

from onrecord.reading import session
from onrecord.reading.labels import STATES_WIDTH, VECTOR_WIDTH
from onrecord.reading.windows import Encoded, encode, windows_of
from onrecord.reading.words import Place, words_of
from training.reader.encoder import Encoder
from training.reader.export import write_digests
from training.sets.polnear import attributed

ROOT = Path(__file__).resolve().parents[2]
COMPARED = 400  # paragraphs of the dev part
FEWEST_WORDS = 8  # of a paragraph worth comparing
RIDGES = (0.01, 0.1, 1.0, 10.0, 100.0)
_LONGEST = 256  # word pieces, as the base model was trained
_AT_ONCE = 64
_SEED = 20241219


class Paragraph(NamedTuple):
    """A paragraph of a text, or a sentence of one."""

    name: str
    place: Place
    encoded: Encoded
    first: int  # words [first, last)
    last: int

    @property
    def pieces(self) -> np.ndarray:
        """Its word pieces."""
        return self.encoded.pieces[self.encoded.first[self.first] : self.encoded.first[self.last]]


def paragraphs(data: Path, part: str, tokenizer: Tokenizer) -> Iterator[Paragraph]:
    """Give the paragraphs of PolNeAR's texts that are long enough."""
    for document in attributed(data, part):
        text = document.text.text
        encoded = encode(text, words_of(text), tokenizer)
        for first, last in pairwise([*sorted(encoded.starts), len(encoded.words)]):
            if last - first >= FEWEST_WORDS:
                place = (encoded.words[first][0], encoded.words[last - 1][1])
                yield Paragraph(document.text.name, place, encoded, first, last)


def with_sentences(found: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Give paragraphs and the sentences in them that are long enough."""
    for paragraph in found:
        yield paragraph
        inside = {i for i in paragraph.encoded.stops if paragraph.first < i < paragraph.last}
        for first, last in pairwise(sorted({paragraph.first, paragraph.last, *inside})):
            if inside and last - first >= FEWEST_WORDS:
                yield paragraph._replace(first=first, last=last)


def base_vectors(base: Path, texts: Sequence[np.ndarray]) -> np.ndarray:
    """Return the base model's vector of each text of word pieces: (texts, VECTOR_WIDTH)."""
    encoder = Encoder(dropout=0.0)
    encoder.load_base(base)
    with torch.no_grad():
        encoder.shapes.weight.zero_()
        encoder.quotes.weight.zero_()
    encoder.eval()
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    begin, end = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    out = np.zeros((len(texts), VECTOR_WIDTH), np.float32)
    order = np.argsort([len(text) for text in texts], kind="stable")
    for at in range(0, len(order), _AT_ONCE):
        rows = order[at : at + _AT_ONCE]
        cut = [texts[i][: _LONGEST - 2] for i in rows]
        pieces = torch.zeros((len(rows), max(map(len, cut)) + 2), dtype=torch.long)
        mask = torch.zeros_like(pieces)
        for k, text in enumerate(cut):
            pieces[k, : len(text) + 2] = torch.tensor([begin, *text.tolist(), end])
            mask[k, : len(text) + 2] = 1
        nothing = torch.zeros_like(pieces)
        with torch.inference_mode():
            x = encoder(pieces, mask, nothing, nothing)[-1]
        weight = mask[..., None].float()
        out[rows] = ((x * weight).sum(1) / weight.sum(1)).numpy()
    return out


def layer_means(weights: session.Weights, found: Sequence[Paragraph]) -> np.ndarray:
    """Return the mean of all layers over the words of each: (paragraphs, STATES_WIDTH)."""
    out = np.zeros((len(found), STATES_WIDTH), np.float32)
    rows_of: dict[str, list[int]] = {}
    for i, paragraph in enumerate(found):
        rows_of.setdefault(paragraph.name, []).append(i)
    for rows in rows_of.values():
        encoded = found[rows[0]].encoded
        states = session.run(weights, encoded, windows_of(encoded)).states
        for i in rows:
            out[i] = states[found[i].first : found[i].last].mean(axis=0)
    return out


def fit(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return weights and bias of the ridge regression that fits a tenth left out best."""
    held = np.arange(len(x)) % 10 == 0
    best = min(
        RIDGES, key=lambda ridge: _error(_solve(x[~held], y[~held], ridge), x[held], y[held])
    )
    print(f"ridge {best}")
    return _solve(x, y, best)


def _solve(x: np.ndarray, y: np.ndarray, ridge: float) -> tuple[np.ndarray, np.ndarray]:
    mean_x, mean_y = x.mean(axis=0), y.mean(axis=0)
    a, b = x - mean_x, y - mean_y
    square = a.T @ a / len(a)
    penalty = ridge * 1e-2 * np.trace(square) / len(square)
    weights = np.linalg.solve(square + penalty * np.eye(len(square)), a.T @ b / len(a))
    return weights, mean_y - mean_x @ weights


def _error(solved: tuple[np.ndarray, np.ndarray], x: np.ndarray, y: np.ndarray) -> float:
    weights, bias = solved
    return float(((x @ weights + bias - y) ** 2).mean())


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
    """Fit the vectors of a folder of weights, and write them into it."""
    parser = argparse.ArgumentParser(prog="python -m training.reader.vectors", description=__doc__)
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base encoder")
    parser.add_argument("--weights", type=Path, default=ROOT / "src/onrecord/reading/weights")
    given = parser.parse_args(arguments)
    weights = session.load(given.weights, threads=torch.get_num_threads())
    train = list(with_sentences(list(paragraphs(given.data, "train", weights.tokenizer))))
    wanted = base_vectors(given.base, [p.pieces for p in train])
    vector, bias = fit(layer_means(weights, train), wanted)
    extras = {**weights.extras, "vector": vector.astype(np.float16), "vector_bias": bias}
    np.savez(given.weights / session.EXTRAS, **extras)
    write_digests(given.weights)
    dev = list(paragraphs(given.data, "dev", weights.tokenizer))
    similarities(given.base, dev, ROOT / "eval" / "similarities.npz")


if __name__ == "__main__":
    main()
