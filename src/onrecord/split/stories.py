"""Where one story ends and the next begins, and which blocks are the story."""

from typing import Literal, NamedTuple

Role = Literal[
    "furniture",  # not the story's: navigation, share bars, related links, comments …
    "headline",
    "summary",  # bullets and standfirst in front of the body
    "paragraph",
    "subhead",
    "list-item",
    "quote",
    "table-row",
    "caption",
]


class Story(NamedTuple):
    """One story of a layout: a run of its blocks, each with a role."""

    first: int  # blocks [first, last) of `Layout.blocks`
    last: int
    roles: tuple[Role, ...]  # one per block in [first, last)
    scores: tuple[float, ...]  # probability that the block belongs to the body, one per block
