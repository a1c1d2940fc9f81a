"""Pages that load several stories, made from pages that hold one.

A site that loads the next story below repeats its own template. So the blocks of one page's story
are repeated with the words of another's in place: same tags and classes, other text.
"""

from collections.abc import Sequence

import numpy as np

from onrecord.split.blocks import Layout, PageBlock
from training.inserts import placed
from training.pages import LabelledPage

_MOST_BELOW = 12  # blocks of furniture kept below a story
_ID_STEP = 1_000_000  # element numbers of the repeated stories


def scroll(
    pages: Sequence[LabelledPage], rng: np.random.Generator
) -> tuple[Layout, np.ndarray, np.ndarray]:
    """Return a page with the stories of all `pages` in the template of the first.

    Returns the layout, the share of gold per block, and 1.0 for each block that starts a story.
    """
    host = pages[0]
    first, last = _story(host)
    blocks = list(host.layout.blocks[:last])
    share = list(host.share[:last])
    starts = [0.0] * last
    for number, page in enumerate(pages[1:], start=1):
        below = int(rng.integers(0, _MOST_BELOW))
        template = list(range(first, min(last + below, len(host.layout.blocks))))
        story, story_share = _refill(host, page, template, number)
        starts += [1.0] + [0.0] * (len(story) - 1)
        blocks += story
        share += story_share
    blocks += host.layout.blocks[last:]
    share += list(host.share[last:])
    starts += [0.0] * (len(host.layout.blocks) - last)
    layout = host.layout._replace(blocks=placed(blocks), images=())
    layout = layout._replace(text="\n".join(block.text for block in layout.blocks))
    return layout, np.array(share, np.float32), np.array(starts, np.float32)


def _story(page: LabelledPage) -> tuple[int, int]:
    """Return the blocks from the headline to the last of the body, [first, last)."""
    body = np.flatnonzero(page.share > 0.5)
    begin, last = int(body[0]), int(body[-1]) + 1
    for i in range(begin - 1, max(begin - 25, -1), -1):
        if page.layout.blocks[i].tag in ("h1", "h2"):
            return i, last
    return max(begin - 1, 0), last


def _refill(
    host: LabelledPage, page: LabelledPage, template: list[int], number: int
) -> tuple[list[PageBlock], list[float]]:
    """Put the words of `page` into the host's template: body for body, headline for headline."""
    first, last = _story(page)
    texts = [page.layout.blocks[i].text for i in range(first, last) if page.share[i] > 0.5]
    headline = page.layout.blocks[first].text
    blocks: list[PageBlock] = []
    share: list[float] = []
    used = 0
    body = [i for i in template if host.share[i] > 0.5]
    for i in template:
        block = _renumbered(host.layout.blocks[i], number)
        if i == template[0]:
            block = block._replace(text=headline, link_chars=0, n_links=0)
        elif host.share[i] > 0.5:
            # the last block of the template takes all that is left
            upto = len(texts) if i == body[-1] else used + 1
            for text in texts[used:upto]:
                blocks.append(block._replace(text=text, link_chars=0, n_links=0, strong_chars=0))
                share.append(1.0)
            used = max(used, upto)
            continue
        blocks.append(block)
        share.append(0.0)
    return blocks, share


def _renumbered(block: PageBlock, number: int) -> PageBlock:
    a, b, c = (number * _ID_STEP + up for up in block.up)
    return block._replace(up=(a, b, c))
