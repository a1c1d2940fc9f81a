"""Vectors of paragraphs, near for paragraphs on like matters; of articles likewise."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from onrecord.reading import session
from onrecord.reading.scores import Floats, Scores
from onrecord.reading.windows import SIZE, Encoded, Window, stack
from onrecord.reading.words import Place

Vector = tuple[Place, Floats]  # of a paragraph: where it stands, its vector times its words


def paragraph_vectors(weights: session.Weights, encoded: Encoded, scores: Scores) -> list[Vector]:
    """Return the vector of each paragraph of a text, in order; none if they were not asked for.

    Each paragraph is read for itself, and so has the same vector in any text. Of one that is
    longer than a window only the words that fit in count, as when the model was trained.
    """
    found: list[Vector] = []
    if scores.embeddings is None:
        return found
    for first, last in pairwise([*sorted(encoded.starts), len(encoded.words)]):
        limit = int(encoded.first[first]) + SIZE - 2
        end = int(np.searchsorted(encoded.first, limit, side="right")) - 1
        (pieces,) = stack([(encoded, Window(first, first, min(end, last)))]).pieces.tolist()
        embedded = np.stack([scores.embeddings[piece] for piece in pieces])
        place = (encoded.words[first][0], encoded.words[last - 1][1])
        found.append((place, (last - first) * session.vector_of(weights, embedded)))
    return found


def vector_of_all(vectors: Sequence[Vector]) -> tuple[float, ...]:
    """Return the mean of vectors, each as heavy as it has words, at length 1."""
    return _unit(np.sum([vector for _, vector in vectors], axis=0))


def by_line(text: str, vectors: Sequence[Vector]) -> tuple[tuple[float, ...], ...]:
    """Give each line of a text its vector; a line that two sections share has both in it."""
    lines: list[tuple[float, ...]] = []
    at = k = 0
    for line in text.split("\n"):
        end = at + len(line)
        total: Floats | None = None
        while k < len(vectors) and vectors[k][0][0] < end:
            total = vectors[k][1] if total is None else total + vectors[k][1]
            k += 1
        lines.append(() if total is None else _unit(total))
        at = end + 1
    return tuple(lines)


def _unit(vector: Floats) -> tuple[float, ...]:
    length = float(np.linalg.norm(vector)) or 1.0
    return tuple((vector / length).tolist())
