"""The block model while it is trained: the same shape as `onrecord.split.model`, in PyTorch."""

import numpy as np
import torch
from torch import nn

from onrecord.split.features import N_FEATURES

ROLES = ("furniture", "headline", "summary", "body", "caption")
WIDTH = 48
DILATIONS = (1, 2, 4, 8)
DROPOUT = 0.2


class BlockNet(nn.Module):
    """Dilated convolutions over the sequence of blocks; logits for each role and for a start."""

    def __init__(self, width: int = WIDTH) -> None:
        super().__init__()
        self.into = nn.Linear(N_FEATURES, width)
        self.layers = nn.ModuleList(
            nn.Conv1d(width, width, 3, padding=d, dilation=d) for d in DILATIONS
        )
        self.out = nn.Linear(width, len(ROLES) + 1)
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(batch, blocks, N_FEATURES) -> (batch, blocks, roles + 1)."""
        h = torch.relu(self.into(self.dropout(x)))
        for layer in self.layers:
            h = h + torch.relu(layer(self.dropout(h).transpose(1, 2)).transpose(1, 2))
        return self.out(h)


def arrays_of(net: BlockNet) -> dict[str, np.ndarray]:
    """Return the weights in the layout that `onrecord.split.model` reads."""
    out = {
        "into": net.into.weight.T,
        "into_bias": net.into.bias,
        "out": net.out.weight.T,
        "out_bias": net.out.bias,
    }
    for i, layer in enumerate(net.layers):
        # (out, in, 3) -> (3 * in, out): one matrix product over [left, self, right]
        out[f"layer{i}"] = layer.weight.permute(2, 1, 0).reshape(-1, layer.weight.shape[0])
        out[f"layer{i}_bias"] = layer.bias
    return {key: value.detach().numpy().astype(np.float32) for key, value in out.items()}
