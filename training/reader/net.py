"""The reader in PyTorch: the encoder and everything it is asked about a word at once."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import torch
from torch import nn

from onrecord.reading import scores
from onrecord.reading.labels import DEEDS, KEYS, N_KEYS, N_TAGS, RELATIONS, TAGS
from training.reader.encoder import WIDTH, Encoder

PARTS = ("source", "content", "teller")  # of what belongs to a cue
SIDES = ("start", "end")
N_DISTANCES = 2 * scores.FARTHEST + 1


class Outputs(NamedTuple):
    """What the model says of each word of each window."""

    tags: torch.Tensor  # (windows, words, N_TAGS)
    keys: torch.Tensor  # (windows, words, N_KEYS)
    embedded: torch.Tensor  # (windows, pieces, WIDTH): the pieces' own embeddings, for vectors


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys of some words, each head's columns on their own: (words, size of the head).

    They are cut once: on the way back what is cut out of a tensor is as large as all of it.
    """

    columns: Mapping[str, torch.Tensor]

    def __getitem__(self, words: slice | int | torch.Tensor) -> "Keys":
        return Keys({name: column[words] for name, column in self.columns.items()})

    def __len__(self) -> int:
        return len(self.columns["head"])

    @staticmethod
    def joined(several: Sequence["Keys"]) -> "Keys":
        """Set the words of one behind those of the other."""
        return Keys({name: torch.cat([one.columns[name] for one in several]) for name in KEYS})


class Said(NamedTuple):
    """What the model says, as the losses take it."""

    tags: torch.Tensor  # (windows, words, N_TAGS)
    keys: tuple[Keys, ...]  # of each window


def said_of(outputs: Outputs) -> Said:
    """Bring what the model says to where the losses are taken, and cut it up.

    Losses are many small sums over texts: they are taken on the processor, where the texts are.
    """
    sizes = [field.end - field.start for field in KEYS.values()]
    columns = outputs.keys.cpu().float().split(sizes, dim=2)
    windows = zip(*(column.unbind() for column in columns), strict=True)
    keys = tuple(Keys(dict(zip(KEYS, rows, strict=True))) for rows in windows)
    return Said(outputs.tags.cpu().float(), keys)


class ReaderNet(nn.Module):
    """The encoder with its heads.

    What is not exported with the network but used by the decoders (relation scores, biases by
    distance) is small; it goes into `extras`.
    """

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.dropout = nn.Dropout(dropout)
        self.tags = nn.Linear(WIDTH, N_TAGS)
        self.keys = nn.Linear(WIDTH, N_KEYS)
        self.extras = nn.ParameterDict(
            {
                "relation": _normal(KEYS["relation_head"].end - KEYS["relation_head"].start,
                                    len(RELATIONS)),
                "deed": _normal(KEYS["deed_actor"].end - KEYS["deed_actor"].start, len(DEEDS)),
                "root": nn.Parameter(torch.zeros(KEYS["head"].end - KEYS["head"].start)),
                "relation_root": nn.Parameter(torch.zeros(64)),
                "head_bias": nn.Parameter(torch.zeros(KEYS["head"].end - KEYS["head"].start)),
                "arc_distance": nn.Parameter(torch.zeros(N_DISTANCES)),
                "coref_distance": nn.Parameter(torch.zeros(N_DISTANCES)),
                "coref_features": nn.Parameter(torch.zeros(8)),
                "coref_none": nn.Parameter(torch.zeros(1)),
                **{
                    f"{name}_distance": nn.Parameter(torch.zeros(N_DISTANCES))
                    for name in scores.PAIRED
                },
                **{
                    f"{name}_{side}_distance": nn.Parameter(torch.zeros(N_DISTANCES))
                    for name in ("span", *PARTS)
                    for side in SIDES
                },
            }
        )  # fmt: skip

    def forward(
        self,
        pieces: torch.Tensor,
        mask: torch.Tensor,
        shapes: torch.Tensor,
        quotes: torch.Tensor,
        first: torch.Tensor,
    ) -> Outputs:
        """Read windows as `onrecord.reading.windows.Batch` lays them out."""
        embedded = self.encoder.words(pieces)
        x = self.encoder(embedded, mask, shapes, quotes)
        x = self.dropout(torch.gather(x, 1, first[:, :, None].expand(-1, -1, WIDTH)))
        return Outputs(self.tags(x), self.keys(x), embedded)


def _normal(*shape: int) -> nn.Parameter:
    return nn.Parameter(torch.randn(*shape) / math.sqrt(shape[0]))


def tag_column(x: torch.Tensor, name: str) -> torch.Tensor:
    """Return a head's columns of the tags."""
    field = TAGS[name]
    return x[..., field.start : field.end]


def distances(rows: torch.Tensor, columns: torch.Tensor) -> torch.Tensor:
    """Return the class of the distance between words, as the decoders do: (rows, columns)."""
    return torch.from_numpy(scores.distances(rows.numpy(), columns.numpy()))
