"""Which blocks of a story are its body, its headline, its captions; the rest is furniture."""

from typing import Literal

import numpy as np
import numpy.typing as npt

from onrecord.split.blocks import Layout, PageBlock
from onrecord.split.features import Floats
from onrecord.split.hints import ANCESTOR_BIT, HINT_BIT
from onrecord.split.model import CLASSES, Scores

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
BODY_ROLES: frozenset[Role] = frozenset(("paragraph", "subhead", "list-item", "quote", "table-row"))
_BODY, _HEADLINE = CLASSES.index("body"), CLASSES.index("headline")
_BESIDE = tuple(CLASSES.index(name) for name in ("furniture", "summary", "caption"))
_LOWEST_HEADLINE = 0.1  # a story nearly always has one: better an unsure one than none
_LOWEST_THRESHOLD = 0.05
_SUBHEAD_WORDS = 12


def roles_of(layout: Layout, scores: Scores, first: int, last: int) -> tuple[Role, ...]:
    """Give each block in [first, last) its role."""
    blocks = layout.blocks[first:last]
    classes = scores.classes[first:last]
    body = _with_whole_tables(blocks, classes[:, _BODY])
    threshold = best_threshold(body, np.array([len(block.text) for block in blocks]))
    is_body = body >= threshold
    found = np.flatnonzero(is_body)
    begin, end = (int(found[0]), int(found[-1])) if len(found) else (len(blocks), -1)
    headlines = _headlines(blocks, classes[:, _HEADLINE], is_body, begin)
    roles: list[Role] = []
    for i, block in enumerate(blocks):
        if is_body[i]:
            roles.append(_kind_of_body(block, layout.medium == "text"))
        elif i in headlines:
            roles.append("headline")
        else:
            roles.append(_kind_beside(block, classes[i], i, (begin, end)))
    return tuple(roles)


def _headlines(
    blocks: tuple[PageBlock, ...], scores: Floats, is_body: npt.NDArray[np.bool_], begin: int
) -> set[int]:
    """Return the likeliest headline and its repetitions; a story has one headline.

    It stands in front of the body; in HTML an <h1> may also stand behind a first lead block.
    """
    candidates = [
        i
        for i, block in enumerate(blocks)
        if scores[i] >= _LOWEST_HEADLINE and not is_body[i] and (i < begin or block.tag == "h1")
    ]
    if not candidates:
        return set()
    best = max(candidates, key=lambda i: (scores[i], -i))
    text = blocks[best].text.casefold()
    return {i for i in candidates if blocks[i].text.casefold() == text}


def best_threshold(scores: Floats, weights: Floats) -> float:
    """Return the score from which on blocks are taken, at most 0.5.

    Where the model is sure this is 0.5. Where it is not (a language or a layout it has not met),
    the set of blocks with the best expected F1 is taken, whose threshold is lower: half of that
    F1 (Lipton, Elkan, Narayanaswamy, "Optimal Thresholding of Classifiers to Maximize F1
    Measure", 2014).
    """
    if not len(scores):
        return 0.5
    order = np.argsort(-scores, kind="stable")
    expected = np.cumsum((scores * weights)[order])
    taken = np.cumsum(weights[order])
    f1 = 2 * expected / (taken + expected[-1] + 1e-9)
    return float(np.clip(scores[order[int(np.argmax(f1))]], _LOWEST_THRESHOLD, 0.5))


def _with_whole_tables(blocks: tuple[PageBlock, ...], scores: Floats) -> Floats:
    """Give all cells of a table the table's mean score: half a table is of no use."""
    tables: dict[int, list[int]] = {}
    for i, block in enumerate(blocks):
        if block.tag in ("td", "th"):
            tables.setdefault(block.up[1], []).append(i)
    scores = scores.copy()
    for cells in tables.values():
        weights = [len(blocks[i].text) + 10 for i in cells]
        scores[cells] = np.average(scores[cells], weights=weights)
    return scores


def _kind_of_body(block: PageBlock, is_text: bool) -> Role:
    if block.tag in ("td", "th"):
        return "table-row"
    if block.tag[:1] == "h" and block.tag[1:].isdigit():
        return "subhead"
    if block.tag in ("li", "dt", "dd"):
        return "list-item"
    if block.tag == "blockquote" or block.tags_above & ANCESTOR_BIT["blockquote"]:
        return "quote"
    if is_text and _reads_as_subhead(block.text):
        return "subhead"
    return "paragraph"


def _reads_as_subhead(text: str) -> bool:
    return len(text.split()) <= _SUBHEAD_WORDS and text[-1] not in '.!?:;,…"”’)' and text[0] != "“"


def _kind_beside(block: PageBlock, classes: Floats, at: int, body: tuple[int, int]) -> Role:
    """Name a block that is not of the body: what the model takes it for, or the markup says."""
    begin, end = body
    best = max((classes[i], CLASSES[i]) for i in _BESIDE)[1]
    if best == "summary" and at < begin:
        return "summary"
    if best == "caption" or (at <= end and _names_caption(block)):
        return "caption"
    return "furniture"


def _names_caption(block: PageBlock) -> bool:
    if block.tag == "figcaption":
        return True
    in_figure = bool(block.tags_above & ANCESTOR_BIT["figure"])
    return in_figure and bool(block.own & HINT_BIT["caption"])
