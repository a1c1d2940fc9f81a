"""The encoder in PyTorch: BERT (Devlin et al. 2019) in the shape of MiniLM-L6.

Written out here, and not taken from a library, because two embeddings are added to the words' own:
their shape (the vocabulary is in lower case) and whether they stand in quotation marks.
"""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn.functional import gelu, scaled_dot_product_attention

from onrecord.reading.windows import QUOTES, SHAPES

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
VOCABULARY, POSITIONS = 30_522, 512
_EPSILON = 1e-12
_UNSEEN = 1e4  # a softmax makes 0 of it, and bfloat16 holds it


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.join = nn.Linear(WIDTH, WIDTH)
        self.join_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.down_norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """x: (windows, pieces, WIDTH); mask: (windows, 1, 1, pieces), as `added` makes it."""
        n, length, _ = x.shape

        def split(y: torch.Tensor) -> torch.Tensor:
            return y.view(n, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        # without dropout: with it PyTorch takes a slower path on a CPU
        seen = scaled_dot_product_attention(
            split(self.query(x)), split(self.key(x)), split(self.value(x)), mask
        )
        seen = seen.transpose(1, 2).reshape(n, length, WIDTH)
        x = self.join_norm(x + self.dropout(self.join(seen)))
        return self.down_norm(x + self.dropout(self.down(gelu(self.up(x)))))


def added(mask: torch.Tensor) -> torch.Tensor:
    """Return what is added to how much pieces look at each: next to nothing where there is none.

    mask: (windows, pieces), 1 where there is a piece. Gives (windows, 1, 1, pieces). A mask of
    truth values comes out of ONNX as three operations for this one, an eighth of a reading's time.
    """
    return (mask[:, None, None, :].float() - 1) * _UNSEEN


class Encoder(nn.Module):
    """Embeddings of word pieces in, a vector for each out."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.shapes = nn.Embedding(1 + len(SHAPES), WIDTH)
        self.quotes = nn.Embedding(1 + len(QUOTES), WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        nn.init.normal_(self.quotes.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, _EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))

    def forward(
        self,
        embedded: torch.Tensor,
        mask: torch.Tensor,
        shapes: torch.Tensor,
        quotes: torch.Tensor,
    ) -> torch.Tensor:
        """Return what comes out of the last layer: (windows, pieces, WIDTH).

        embedded: (windows, pieces, WIDTH), rows of `words`. The others: (windows, pieces).
        """
        return self.upwards(self.embedded(embedded, shapes, quotes), mask)

    def embedded(
        self, words: torch.Tensor, shapes: torch.Tensor, quotes: torch.Tensor
    ) -> torch.Tensor:
        """Return what goes into the first layer, before it is normalised."""
        x = words + self.positions.weight[: words.shape[1]]
        summed: torch.Tensor = x + self.shapes(shapes) + self.quotes(quotes)
        return summed

    def upwards(self, x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Return what comes out of the last layer for what `embedded` gives."""
        x = self.dropout(self.norm(x))
        seen = added(mask)
        for layer in self.layers:
            x = layer(x, seen)
        return x

    def load_base(self, folder: Path) -> None:
        """Take the public weights of the base encoder; shapes and quotes begin near nothing."""
        base = load_file(str(folder / "model.safetensors"))
        state = self.state_dict()
        state["words.weight"] = base["embeddings.word_embeddings.weight"]
        kind = base["embeddings.token_type_embeddings.weight"][0]
        state["positions.weight"] = base["embeddings.position_embeddings.weight"] + kind
        state["norm.weight"] = base["embeddings.LayerNorm.weight"]
        state["norm.bias"] = base["embeddings.LayerNorm.bias"]
        for i in range(LAYERS):
            for ours, theirs in _NAMES.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = base[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)


_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "join": "attention.output.dense",
    "join_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "down_norm": "output.LayerNorm",
}
