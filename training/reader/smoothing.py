"""Smoothing: columns that stand out are made smaller before they are rounded to 8 bits.

What a layer is given is scaled by its largest value when it is rounded, and a few columns are ten
times as large as the others, which then have few steps left. So each column is divided by the root
of the largest value seen in it, and the weights that meet it are multiplied (SmoothQuant, Xiao et
al. 2023). Only the two matrices behind the attention have such columns; for those of the attention
itself it changes nothing. `python -m eval.against` prints what rounding costs.
"""

import copy
from collections.abc import Iterable

import torch
from torch import nn

from onrecord.reading.windows import Encoded, Window, stack
from training.reader.net import ReaderNet

SMOOTHED = ("up", "down")  # matrices of each layer
SHRINK = ".shrink"  # the end of the name of a matrix's divisors, or rather of one over them
# Power of the largest value: .4 to .6 are equally good, 1 and 0 worse. Weights taken into account
# as in the paper, with its .5, are worse than nothing: what the matrices round is not the trouble.
_POWER = 0.5
_LEAST = 1e-4

Largest = dict[tuple[int, str], torch.Tensor]  # (columns,), by layer and matrix


class Smoothed(nn.Linear):
    """A layer that divides what it is given, and multiplies its weights to make up for it."""

    def __init__(self, layer: nn.Linear, divisor: torch.Tensor) -> None:
        super().__init__(layer.in_features, layer.out_features)
        self.weight = nn.Parameter(layer.weight.detach() * divisor)
        self.bias = nn.Parameter(layer.bias.detach().clone())
        self.register_buffer("shrink", 1 / divisor)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """x: (…, in_features)."""
        return super().forward(x * self.shrink)


def smoothed(net: ReaderNet, windows: Iterable[tuple[Encoded, Window]]) -> ReaderNet:
    """Return a copy of a network that says the same and loses less when it is rounded.

    windows: what it is shown to find columns that stand out; a few dozen stories are enough.
    """
    net = copy.deepcopy(net).eval()
    for (i, name), largest in _largest(net, windows).items():
        divisor = largest.clamp(min=_LEAST) ** _POWER
        divisor = divisor / divisor.log().mean().exp()
        layer = net.encoder.layers[i]
        setattr(layer, name, Smoothed(getattr(layer, name), divisor))
    return net


def _largest(net: ReaderNet, windows: Iterable[tuple[Encoded, Window]]) -> Largest:
    """Return the largest value that comes into each column of each matrix."""
    found: Largest = {}

    def look(at: tuple[int, str], given: torch.Tensor) -> None:
        here = given.abs().amax(dim=(0, 1))
        found[at] = torch.maximum(found[at], here) if at in found else here

    hooks = [
        getattr(layer, name).register_forward_pre_hook(
            lambda _, given, at=(i, name): look(at, given[0])
        )
        for i, layer in enumerate(net.encoder.layers)
        for name in SMOOTHED
    ]
    with torch.no_grad():
        for encoded, window in windows:
            net(*(torch.from_numpy(array) for array in stack([(encoded, window)])))
    for hook in hooks:
        hook.remove()
    return found
