"""A task: the examples of a set, and what counts as a mistake there."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from training.reader.examples import Example, batches, cut
from training.reader.losses import Loss, Part
from training.reader.net import ReaderNet, Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A set to learn from."""

    name: str
    examples: list[Example]
    loss: Callable[[ReaderNet, Said, Sequence[Part]], Loss]
    whole_texts: bool = False  # a batch holds all windows of a text
    most_pieces: int | None = None  # of a batch: a small set learns in more, smaller steps

    def draw(self, n_pieces: int, rng: np.random.Generator) -> Iterator[list[Part]]:
        """Go once through the examples, in random order, in batches of up to `n_pieces`."""
        n_pieces = min(n_pieces, self.most_pieces or n_pieces)
        if not self.whole_texts:
            parts = [(e, window) for e in self.examples for window in cut(e, rng)]
            yield from batches(parts, n_pieces, rng)
            return
        batch: list[Part] = []
        for i in rng.permutation(len(self.examples)):
            example = self.examples[i]
            windows = cut(example, rng)
            if batch and sum(_size(p) for p in batch) + len(example.encoded.pieces) > n_pieces:
                yield batch
                batch = []
            batch += [(example, window) for window in windows]
        if batch:
            yield batch


def _size(part: Part) -> int:
    first = part[0].encoded.first
    return int(first[part[1].end] - first[part[1].begin])
