"""Galleries in the run of blocks: counters, and the captions they count.

A counter is on a line of its own above its caption ("Photo 2 of 4"), or begins it ("2/4 A
tram leaves the depot."). One that begins a line may be a share ("2/3 of the seats"): such lines are
captions only if the next number of the same total is beside them. Or a caption is above a link to
the other pictures, and below it again.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.split.blocks import PageBlock
from onrecord.split.facts.figures import read_counted, read_counter

_LONGEST_COUNTER = 20  # characters
_FIRST_CHARS = frozenset("0123456789PpIiSs")  # of "1 / 2", "Photo 1 of 2", "Image …", "Slide …"
_LINK = re.compile(
    r"(?:view|see|open)(?: the| full)? (?:gallery|slideshow|\d{1,3} (?:images|photos|pictures))$"
    r"|\+ ?\d{1,3}$",
    re.IGNORECASE,
)
_AROUND = 3  # blocks above and below a link in which its caption is looked for


class Gallery(NamedTuple):
    """The blocks of the galleries of a page, by number."""

    captions: frozenset[int]
    rest: frozenset[int]  # counters, links to the other pictures, repeated captions

    @property
    def all(self) -> frozenset[int]:
        """All blocks of the galleries."""
        return self.captions | self.rest


def find_gallery(blocks: Sequence[PageBlock]) -> Gallery:
    """Return the captions among blocks, and the other blocks of galleries."""
    counters = {i for i, block in enumerate(blocks) if _is_counter(block)}
    links = {i for i, block in enumerate(blocks) if _is_link(block)}
    below = {i + 1 for i in counters if i + 1 < len(blocks) and i + 1 not in counters}
    linked, again = _linked(blocks, links)
    captions = (below | _counted(blocks) | linked) - again
    return Gallery(frozenset(captions), frozenset(counters | links | again))


def _is_counter(block: PageBlock) -> bool:
    """Say whether a block is the "1 / 5" of a gallery."""
    text = block.text
    is_short = len(text) <= _LONGEST_COUNTER and text[0] in _FIRST_CHARS
    return is_short and read_counter(text) is not None


def _is_link(block: PageBlock) -> bool:
    return len(block.text) <= _LONGEST_COUNTER and _LINK.match(block.text) is not None


def _counted(blocks: Sequence[PageBlock]) -> set[int]:
    """Return the blocks that begin with a counter and have its neighbour beside them."""
    found: dict[int, tuple[int, int]] = {}
    for i, block in enumerate(blocks):
        counted = read_counted(block.text) if block.text[0] in _FIRST_CHARS else None
        if counted is not None and counted[2] < len(block.text):
            found[i] = counted[:2]
    return {
        i
        for i, (number, total) in found.items()
        if (number + 1, total) == found.get(i + 1) or (number - 1, total) == found.get(i - 1)
    }


def _linked(blocks: Sequence[PageBlock], links: set[int]) -> tuple[set[int], set[int]]:
    """Return the captions above links to more pictures, and their repetitions below."""
    captions: set[int] = set()
    again: set[int] = set()
    for link in links:
        above = {blocks[i].text: i for i in range(max(0, link - _AROUND), link) if i not in links}
        for i in range(link + 1, min(link + 1 + _AROUND, len(blocks))):
            if blocks[i].text in above:
                captions.add(above[blocks[i].text])
                again.add(i)
    return captions, again
