"""The layers as CUDA graphs: recorded once for a few shapes, then started as one.

On a graphics card a step is some thousand small kernels, and to start one takes longer than what
it does. A recorded graph starts them all at once; batches are padded to the shapes that are known.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from torch import nn

from training.reader.net import Outputs, ReaderNet

_LENGTHS = (66, 130, 194, 258)  # pieces of a window
_SIZES = (2_400, 4_800, 6_400)  # pieces of a batch
_Layers = Callable[[torch.Tensor, torch.Tensor, torch.Tensor], tuple[torch.Tensor, torch.Tensor]]


class _Upper(nn.Module):
    """Everything above the embeddings: to look these up takes few kernels."""

    def __init__(self, net: ReaderNet) -> None:
        super().__init__()
        self.encoder, self.dropout, self.tags, self.keys = (
            net.encoder, net.dropout, net.tags, net.keys,
        )  # fmt: skip

    def forward(
        self, x: torch.Tensor, mask: torch.Tensor, first: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor]:
        x = self.encoder.upwards(x, mask)
        x = self.dropout(torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2])))
        return self.tags(x), self.keys(x)


class Graphs:
    """A network that is read by graphs where a batch fits one, and as usual where none does."""

    def __init__(self, net: ReaderNet) -> None:
        self._net = net
        self._pool = torch.cuda.graph_pool_handle()
        self._known: dict[tuple[int, int], _Layers] = {}

    def __call__(self, batch: Sequence[torch.Tensor], windows: int, words: int) -> Outputs:
        """Read a batch as `padded` left it, of so many windows and words before."""
        pieces, mask, shapes, quotes, first = batch
        encoder = self._net.encoder
        x = encoder.embedded(encoder.words(pieces), shapes, quotes)
        shape = (pieces.shape[0], pieces.shape[1])
        if shape not in self._known:
            self._known[shape] = self._record((x, mask, first))
        tags, keys = self._known[shape](x, mask, first)
        return Outputs(tags[:windows, :words], keys[:windows, :words], x)

    def _record(self, given: tuple[torch.Tensor, ...]) -> _Layers:
        upper = _Upper(self._net).train()
        sample = tuple(x.detach().clone().requires_grad_(x.requires_grad) for x in given)
        return torch.cuda.make_graphed_callables(
            upper, sample, allow_unused_input=True, pool=self._pool
        )


def padded(arrays: Sequence[np.ndarray]) -> list[np.ndarray] | None:
    """Pad windows to the smallest shape there is a graph for; None if they fit none.

    arrays: (windows, pieces), the last of them (windows, words), as `windows.stack` makes them.
    """
    n_windows, n_pieces = arrays[0].shape
    length = next((n for n in _LENGTHS if n_pieces <= n), None)
    if not length:
        return None
    height = next((size // length for size in _SIZES if n_windows <= size // length), None)
    if not height:
        return None
    return [
        np.pad(array, ((0, height - n_windows), (0, length - array.shape[1]))) for array in arrays
    ]
