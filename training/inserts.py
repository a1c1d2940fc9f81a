"""Furniture set between the paragraphs of labelled pages, in the paragraphs' own markup.

Sites name most of their furniture, and 376 pages teach a model to trust the names. But an editor
types "READ ALSO: …" into a paragraph like any other, and an advertisement's label is an element of
no name: what tells them is their words. Those are the words of the generated dumps.
"""

import random
from collections.abc import Sequence

import numpy as np

from onrecord.split.blocks import Layout, PageBlock
from training.pages import LabelledPage
from training.wording import FAMILIES

_FAMILIES = ("readmore", "advert", "letter", "related", "share", "comments", "tags")
_MOST = 4  # groups of lines set into one page
_LONGEST_TEASER = 120


class _Fields(dict[str, str]):
    """Fields of a template; what is not given reads as a short word."""

    def __missing__(self, key: str) -> str:
        return "3" if key in {"minutes", "k", "n"} else "News"


def with_furniture(
    page: LabelledPage, titles: Sequence[str], rng: np.random.Generator
) -> tuple[Layout, np.ndarray]:
    """Return the page with lines of furniture between and below its paragraphs, and its shares."""
    body = np.flatnonzero(page.share > 0.5)
    where = sorted(int(i) for i in rng.choice(body, min(len(body), _MOST)))
    chance = random.Random(int(rng.integers(2**32)))
    blocks: list[PageBlock] = []
    share: list[float] = []
    for i, block in enumerate(page.layout.blocks):
        blocks.append(block)
        share.append(float(page.share[i]))
        for _ in range(where.count(i)):
            lines = _lines(titles, chance)
            blocks += [_like(block, line, chance) for line in lines]
            share += [0.0] * len(lines)
    return page.layout._replace(blocks=placed(blocks), images=()), np.array(share, np.float32)


def placed(blocks: Sequence[PageBlock]) -> tuple[PageBlock, ...]:
    """Give blocks the places they have when their texts are joined by line breaks."""
    out = []
    start = 0
    for block in blocks:
        out.append(block._replace(start=start, end=start + len(block.text)))
        start += len(block.text) + 1
    return tuple(out)


def _lines(titles: Sequence[str], rng: random.Random) -> list[str]:
    teasers = [title[:_LONGEST_TEASER] for title in rng.sample(list(titles), 3)]
    fields = _Fields(teaser=teasers[0], teaser2=teasers[1], teaser3=teasers[2])
    template = rng.choice(FAMILIES[rng.choice(_FAMILIES)].templates)
    return [line for line in template.format_map(fields).split("\n") if line.strip()]


def _like(block: PageBlock, line: str, rng: random.Random) -> PageBlock:
    """Return a line of furniture in the markup of a paragraph, sometimes a link or in bold."""
    linked = len(line) if rng.random() < 0.5 else 0
    return block._replace(
        text=line,
        link_chars=linked,
        n_links=int(linked > 0),
        strong_chars=len(line) if rng.random() < 0.3 else 0,
        datetime=None,
    )
